"""Work off the GUI thread: one database thread and a small pool; results come back on the GUI thread."""

from __future__ import annotations

import itertools
import logging
import queue
import threading
import time
import traceback
from collections.abc import Callable
from enum import StrEnum
from functools import partial
from typing import Any, NamedTuple, TypeVar

import shiboken6
from PySide6.QtCore import QObject, Qt, Signal

from agence_desktop.core.errors import AgenceError

T = TypeVar("T")
_LOG = logging.getLogger(__name__)
_PROGRESS_SECONDS = 0.05


class Lane(StrEnum):
    """Where work runs: in order on the database thread, or beside it."""

    DATABASE = "database"
    POOL = "pool"


class CancelledWorkError(Exception):
    """Raised inside work that was cancelled; it ends without a result."""


class Cancel:
    """A wish to stop that work may look at; one may be shared by several tasks."""

    def __init__(self) -> None:
        self._event = threading.Event()

    def request(self) -> None:
        """Ask the work to stop."""
        self._event.set()

    @property
    def requested(self) -> bool:
        """Whether stopping was asked for."""
        return self._event.is_set()

    def check(self) -> None:
        """Raise CancelledWorkError when stopping was asked for."""
        if self._event.is_set():
            raise CancelledWorkError


class Failure(NamedTuple):
    """What went wrong, told to people: a French sentence, and a detail that can be copied for support."""

    sentence: str
    detail: str
    error: BaseException
    expected: bool


def failure_of(error: BaseException) -> Failure:
    """The sentence of our own errors; for any other, a general sentence with the trace as detail."""
    if isinstance(error, OSError):
        from agence_desktop.core.files import file_refused  # most runs need no words for it

        error = file_refused(error) or error
    if isinstance(error, AgenceError):
        return Failure(error.sentence, error.code, error, True)
    detail = "".join(traceback.format_exception(error))
    sentence = (
        "Une erreur inattendue a interrompu ce travail; rien n’a été enregistré. "
        "Réessayez; si elle revient, copiez le détail et envoyez-le au soutien technique."
    )
    return Failure(sentence, detail, error, False)


class Task:
    """A handle on running work: its label, how far it is, and the means to stop it."""

    def __init__(self, label: str, owner: QObject | None, cancel: Cancel) -> None:
        self.label = label
        self.owner = owner
        self.fraction: float | None = None
        self.finished = False
        self._cancel = cancel

    def cancel(self) -> None:
        """Ask the work to stop; its result, if it still comes, is dropped."""
        self._cancel.request()

    @property
    def cancelled(self) -> bool:
        """Whether it was asked to stop."""
        return self._cancel.requested

    @property
    def stale(self) -> bool:
        """Whether nobody waits for the result any more."""
        return self.cancelled or (self.owner is not None and not shiboken6.isValid(self.owner))


_Job = tuple[int, Callable[[], None]]


class _Worker:
    """A thread that does jobs in order until it gets None, and tells the number of each that it let go."""

    def __init__(
        self, name: str, jobs: queue.SimpleQueue[_Job | None], let_go: Callable[[int], None]
    ) -> None:
        self._jobs, self._let_go = jobs, let_go
        # A daemon: a server that never answers must not keep the program from ending.
        self.thread = threading.Thread(target=self._loop, name=name, daemon=True)
        self.thread.start()

    def _loop(self) -> None:
        while (given := self._jobs.get()) is not None:
            number, job = given
            job()
            # A job may hold the last reference to a window, which no other thread than its own may end.
            del given, job
            self._let_go(number)


class Tasks(QObject):
    """Runs functions elsewhere and calls back on the GUI thread.

    ``failed`` tells of failures that no caller handles; ``work_changed`` that labelled work began, moved or
    ended.
    """

    failed = Signal(object)
    work_changed = Signal()
    _arrived = Signal(object)
    _done_with = Signal(int)

    def __init__(self, parent: QObject | None = None, pool: int = 2) -> None:
        super().__init__(parent)
        self._closed = False
        self._numbers = itertools.count()
        self._kept: dict[int, Callable[[], None]] = {}
        self._unclaimed: list[Callable[[], object]] = []
        self._running: list[Task] = []
        self._jobs: dict[Lane, queue.SimpleQueue[_Job | None]] = {lane: queue.SimpleQueue() for lane in Lane}
        self._workers = {
            Lane.DATABASE: [_Worker("agence-database", self._jobs[Lane.DATABASE], self._let_go)],
            Lane.POOL: [
                _Worker(f"agence-pool-{n}", self._jobs[Lane.POOL], self._let_go) for n in range(pool)
            ],
        }
        self._arrived.connect(self._deliver, Qt.ConnectionType.QueuedConnection)
        self._done_with.connect(self._forget, Qt.ConnectionType.QueuedConnection)

    def run(
        self,
        fn: Callable[..., T],
        *args: Any,
        owner: QObject | None = None,
        done: Callable[[T], object] | None = None,
        failed: Callable[[Failure], object] | None = None,
        progress: Callable[[float], object] | None = None,
        cancel: Cancel | None = None,
        label: str = "",
        lane: Lane = Lane.DATABASE,
        unclaimed: Callable[[T], object] | None = None,
    ) -> Task:
        """Call ``fn(*args)`` on a thread of ``lane``; ``done`` gets the result, ``failed`` a Failure.

        With ``progress``, ``fn`` also gets ``progress=`` a function ``(done, total)`` to call as it advances;
        it raises CancelledWorkError once the work is cancelled. Results of cancelled work, or whose ``owner``
        no longer exists, are dropped: ``unclaimed`` then gets them, on any thread, to close what they hold.
        Work with a ``label`` (French) is shown in the status bar.
        """
        cancel = cancel or Cancel()
        task = Task(label, owner, cancel)
        self._running.append(task)
        keywords = {"progress": self._reporter(task, cancel, progress)} if progress is not None else {}

        def job() -> None:
            if task.cancelled or self._closed:
                self._send(lambda: self._end(task))
                return
            try:
                result = fn(*args, **keywords)
            except CancelledWorkError:
                self._send(lambda: self._end(task))
            except Exception as error:
                # The variable of an except clause is gone when the closure runs.
                problem = failure_of(error)
                self._send(lambda: self._fail(task, problem, failed))
            else:
                release = partial(unclaimed, result) if unclaimed is not None else None
                self._send(lambda: self._finish(task, result, done, release), release)

        number = next(self._numbers)
        self._kept[number] = job
        self._jobs[lane].put((number, job))
        if label:
            self.work_changed.emit()
        return task

    def call(self, fn: Callable[[], object]) -> None:
        """Call ``fn`` on the GUI thread soon; may be asked from any thread."""

        def run() -> None:
            fn()

        self._send(run)

    def shown(self) -> tuple[Task, ...]:
        """The labelled work that is not ended, oldest first."""
        return tuple(task for task in self._running if task.label)

    @property
    def idle(self) -> bool:
        """Whether nothing runs or waits, and every result was delivered."""
        return not self._running

    def close(self, seconds: float = 5.0) -> bool:
        """Ask all work to stop and wait for the threads; whether they all ended in time."""
        self._closed = True
        for task in self._running:
            task.cancel()
        for lane, workers in self._workers.items():
            for _ in workers:
                self._jobs[lane].put(None)
        deadline = time.monotonic() + seconds
        threads = [worker.thread for workers in self._workers.values() for worker in workers]
        for thread in threads:
            thread.join(max(0.0, deadline - time.monotonic()))
        while self._unclaimed:
            self._unclaimed.pop()()
        return not any(thread.is_alive() for thread in threads)

    def _reporter(
        self, task: Task, cancel: Cancel, progress: Callable[[float], object]
    ) -> Callable[[float, float], None]:
        last = [0.0]

        def report(done: float, total: float) -> None:
            cancel.check()
            now = time.monotonic()
            if done < total and now - last[0] < _PROGRESS_SECONDS:
                return
            last[0] = now
            fraction = min(1.0, done / total) if total > 0 else 1.0
            self._send(lambda: self._advance(task, fraction, progress))

        return report

    def _send(self, call: Callable[[], None], release: Callable[[], object] | None = None) -> None:
        if self._closed:
            if release is not None:
                release()
            return
        if release is not None:
            self._unclaimed.append(release)
        self._arrived.emit(call)

    def _let_go(self, number: int) -> None:
        if not self._closed:
            self._done_with.emit(number)

    def _forget(self, number: int) -> None:
        """Drop the last reference to a job, here and not on its thread."""
        del self._kept[number]

    def _deliver(self, call: Callable[[], None]) -> None:
        if not self._closed:
            call()

    def _advance(self, task: Task, fraction: float, progress: Callable[[float], object]) -> None:
        if task.stale or task.finished:
            return
        task.fraction = fraction
        progress(fraction)
        self.work_changed.emit()

    def _finish(
        self,
        task: Task,
        result: T,
        done: Callable[[T], object] | None,
        release: Callable[[], object] | None,
    ) -> None:
        self._end(task)
        if release is not None:
            self._unclaimed.remove(release)
        if done is not None and not task.stale:
            done(result)
        elif release is not None:
            release()

    def _fail(self, task: Task, problem: Failure, failed: Callable[[Failure], object] | None) -> None:
        self._end(task)
        if not problem.expected:
            _LOG.error("unexpected failure in background work", exc_info=problem.error)
        if task.stale:
            return
        if failed is not None:
            failed(problem)
        else:
            self.failed.emit(problem)

    def _end(self, task: Task) -> None:
        task.finished = True
        self._running.remove(task)
        if task.label:
            self.work_changed.emit()
