"""A second process that answers questions, so that long work neither slows nor stops the program."""

from __future__ import annotations

import multiprocessing
import time
from collections.abc import Callable
from multiprocessing.connection import Connection
from types import TracebackType
from typing import Any, Self

_LOOK_SECONDS = 0.1
_LEAVE_SECONDS = 2.0

Answer = Callable[[Any, Callable[[Any], None]], Any]
"""Answers a question; by its second argument it may tell how far it is."""


class ChildStoppedError(Exception):
    """The process failed, ended by itself or answered too late; its text says what it was."""


class ChildCancelledError(Exception):
    """Whoever waits for the answer does not want it any more."""


class ChildProcess:
    """A process of its own, started when it is first needed or by ``start``.

    A context manager: on leaving, the process ends. ``serve`` is a function of a module, which the process
    imports; it is given the other end of the connection and calls ``serve_answers``.
    """

    def __init__(self, serve: Callable[[Connection], None], name: str) -> None:
        self._serve = serve
        self._name = name
        self._connection: Connection | None = None
        self._process: multiprocessing.process.BaseProcess | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close(at_once=error is not None)

    def start(self) -> None:
        """Start the process, which loads what it needs while something else is prepared."""
        self._started()

    def ask(
        self,
        question: object,
        cancelled: Callable[[], bool] = lambda: False,
        told: Callable[[Any], object] = lambda _told: None,
        *,
        seconds: float | None = None,
    ) -> Any:
        """The answer to a question; ``told`` gets what is told on the way.

        Raises ChildCancelledError soon after ``cancelled`` says so, ChildStoppedError where the process fails
        or has not answered after ``seconds``. After either the process has to be closed.
        """
        deadline = None if seconds is None else time.monotonic() + seconds
        try:
            connection = self._started()
            connection.send(question)
            while True:
                while not connection.poll(_LOOK_SECONDS):
                    if cancelled():
                        raise ChildCancelledError
                    if deadline is not None and time.monotonic() > deadline:
                        raise ChildStoppedError("no answer in time")
                    # On Windows our side holds both ends until the process has taken its own.
                    if self._has_ended() and not connection.poll():
                        raise ChildStoppedError("the process ended")
                kind, content = connection.recv()
                if kind == "told":
                    told(content)
                    continue
                if kind == "fault":
                    raise ChildStoppedError(content)
                return content
        except (EOFError, OSError) as ended:
            raise ChildStoppedError("the process ended") from ended

    def _has_ended(self) -> bool:
        return self._process is not None and not self._process.is_alive()

    def close(self, *, at_once: bool = False) -> None:
        """End the process, in the middle of its work where it is wanted ``at_once``."""
        if self._connection is not None:
            self._connection.close()
            self._connection = None
        if self._process is not None:
            if at_once:
                self._process.terminate()
            self._process.join(_LEAVE_SECONDS)
            if self._process.is_alive():
                self._process.kill()
                self._process.join()
            self._process.close()
            self._process = None

    def _started(self) -> Connection:
        if self._connection is None:
            context = multiprocessing.get_context("spawn")  # a fork would take threads and windows along
            self._connection, theirs = context.Pipe()
            self._process = context.Process(target=self._serve, args=(theirs,), name=self._name, daemon=True)
            self._process.start()
            theirs.close()
        return self._connection


def serve_answers(connection: Connection, answer: Answer) -> None:
    """Answer what comes through the connection until it is closed; a failure is told to whoever asked."""
    while True:
        try:
            question = connection.recv()
        except (EOFError, OSError, KeyboardInterrupt):
            return
        try:
            message = "answer", answer(question, lambda told: connection.send(("told", told)))
        except KeyboardInterrupt:
            return
        except Exception as error:  # told to whoever asked
            message = "fault", f"{type(error).__name__}: {error}"
        try:
            connection.send(message)
        except (OSError, KeyboardInterrupt):
            return
