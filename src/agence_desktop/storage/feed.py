"""The change feed: a thread without Qt that hears of other programs' commits and tells what they changed."""

from __future__ import annotations

import logging
import select
import socket
import threading
import time
from collections.abc import Callable
from datetime import datetime, timedelta
from enum import Enum, auto
from typing import Any, Final, Protocol

from sqlalchemy import or_
from sqlalchemy import select as query
from sqlalchemy.orm import Session

from agence_desktop.core.changes import Change
from agence_desktop.core.errors import AgenceError
from agence_desktop.storage.changes import CHANNEL, ChangeRow, read_change
from agence_desktop.storage.context import now
from agence_desktop.storage.faults import explain
from agence_desktop.storage.locations import SqliteFile
from agence_desktop.storage.work import Database

_LOG = logging.getLogger(__name__)
_MOST: Final = 500
"""More changes than this at once: the hearer had better reload."""
_WINDOW: Final = 200
_ASLEEP: Final = timedelta(days=1)
"""A computer that slept this long may find rows pruned before it read them."""
_GAP_SECONDS: Final = 600.0
_RECONNECT_SECONDS: Final = (1.0, 2.0, 4.0)
HEARTBEAT_SECONDS: Final = 3.0
"""How long a server may be quiet before it is asked for a sign of life."""
ANSWER_SECONDS: Final = 4.0
"""How long it may take to give one: a line that was cut without a word is noticed within both, and told."""
_REVOKED: Final = frozenset(
    {"login_refused", "wrong_password", "unknown_account", "suspended_account", "schema_newer"}
)


class _Wake(Enum):
    """Why a source has stopped waiting."""

    COMMIT = auto()
    QUIET = auto()
    STOP = auto()


class _SilentServerError(Exception):
    """The server does not answer on a connection that seems to stand."""


class ChangeFeed:
    """Tells of commits by other programs, within a second on SQLite and at once on PostgreSQL.

    The three functions are called on the feed's thread: ``changed(changes)``; ``reload()`` when something may
    have been missed (a lost connection, a long sleep): all that is shown is to be read again;
    ``connected(yes)`` when the server is lost, and found: what is read after that misses nothing. Changes
    made through the same ``Database`` object are left out, since its commands already returned them.

    ``admitted`` is run from time to time, and raises where the person may not work here any more: that, or
    a server that does not let this login in again, is told to ``revoked`` and ends the feed.
    """

    def __init__(
        self,
        database: Database,
        changed: Callable[[list[Change]], object],
        reload: Callable[[], object],
        connected: Callable[[bool], object] | None = None,
        interval: float = 1.0,
        admitted: Callable[[Session], object] | None = None,
        revoked: Callable[[AgenceError], object] | None = None,
        heartbeat: tuple[float, float] = (HEARTBEAT_SECONDS, ANSWER_SECONDS),
    ) -> None:
        self._database = database
        self._changed = changed
        self._reload = reload
        self._connected = connected or (lambda _yes: None)
        self._interval = interval
        self._admitted, self._revoked = admitted, revoked or (lambda _error: None)
        self._heartbeat = heartbeat
        self._stop = _Stop()
        self._thread = threading.Thread(target=self._run, name="agence-feed", daemon=True)

    def start(self) -> None:
        """Start hearing."""
        self._thread.start()

    def stop(self, seconds: float = 5.0) -> bool:
        """Stop, and wait for the thread; whether it ended in time."""
        self._stop.set()
        if self._thread.ident is not None:
            self._thread.join(seconds)
        ended = not self._thread.is_alive()
        if ended:
            self._stop.close()
        return ended

    def _run(self) -> None:
        lost = 0
        while not self._stop.wanted:
            try:
                with self._source() as source:
                    self._look_at_person()
                    position = self._database.read(_Position.of)
                    self._tell(self._connected, True)
                    if lost:
                        self._tell(self._reload)
                    lost = 0
                    while (woken := source.wait(self._stop)) is not _Wake.STOP:
                        if woken is _Wake.COMMIT:
                            self._look(position)
                        self._look_at_person()
            except Exception as error:
                told = explain(error, self._database.location)
                if told is not None and told.code in _REVOKED:
                    self._tell(self._revoked, told)
                    return
                _LOG.info("the change feed lost its connection", exc_info=True)
                if isinstance(error, _SilentServerError):
                    # Whoever waits for an answer on another connection would wait as long as this one.
                    self._database.cut()
                # What the server ended is ended for idle connections too.
                self._database.engine.dispose()
                if not lost:
                    self._tell(self._connected, False)
                self._stop.pause(_RECONNECT_SECONDS[min(lost, len(_RECONNECT_SECONDS) - 1)])
                lost += 1

    def _source(self) -> _Source:
        if isinstance(self._database.location, SqliteFile):
            return _Polling(self._database, self._interval)
        return _Listening(self._database, *self._heartbeat)

    def _look_at_person(self) -> None:
        if self._admitted is not None:
            self._database.read(self._admitted)

    def _look(self, position: _Position) -> None:
        rows, missed = self._database.read(position.advance)
        if missed:
            self._tell(self._reload)
            return
        changes = [read_change(row) for row in rows if row.origin != self._database.origin]
        if changes:
            self._tell(self._changed, changes)

    def _tell(self, hearer: Callable[..., object], *arguments: Any) -> None:
        try:
            hearer(*arguments)
        except Exception:
            _LOG.exception("a hearer of the change feed failed")


class _Stop:
    """A wish to stop that wakes a thread waiting on a socket as well as one waiting on time."""

    def __init__(self) -> None:
        self._event = threading.Event()
        self.wake, self._waker = socket.socketpair()

    @property
    def wanted(self) -> bool:
        return self._event.is_set()

    def set(self) -> None:
        if not self._event.is_set():
            self._event.set()
            self._waker.send(b"!")

    def pause(self, seconds: float) -> None:
        self._event.wait(seconds)

    def close(self) -> None:
        self.wake.close()
        self._waker.close()


class _Source(Protocol):
    """Tells that something was committed, not what."""

    def __enter__(self) -> _Source: ...

    def __exit__(self, *_: object) -> None: ...

    def wait(self, stop: _Stop) -> _Wake:
        """Wait for a commit; now and then nothing has happened."""
        ...


class _Polling:
    """SQLite: ``PRAGMA data_version`` of a connection moves with every commit of the others."""

    def __init__(self, database: Database, interval: float) -> None:
        self._interval = interval
        self._raw: Any = _own_connection(database)
        self._seen = self._version()

    def __enter__(self) -> _Polling:
        return self

    def __exit__(self, *_: object) -> None:
        self._raw.close()

    def wait(self, stop: _Stop) -> _Wake:
        while not stop.wanted:
            version = self._version()
            if version != self._seen:
                self._seen = version
                return _Wake.COMMIT
            stop.pause(self._interval)
        return _Wake.STOP

    def _version(self) -> int:
        return int(self._raw.execute("PRAGMA data_version").fetchone()[0])


class _Listening:
    """PostgreSQL: LISTEN on a connection of its own, on which the server is asked whether it is there."""

    def __init__(self, database: Database, heartbeat: float, answer: float) -> None:
        self._heartbeat, self._answer = heartbeat, answer
        self._raw: Any = _own_connection(database)
        try:
            self._raw.autocommit = True
            self._raw.execute(f"LISTEN {CHANNEL}")
        except BaseException:
            self._raw.close()
            raise

    def __enter__(self) -> _Listening:
        return self

    def __exit__(self, *_: object) -> None:
        self._raw.close()

    def wait(self, stop: _Stop) -> _Wake:
        while not stop.wanted:
            ready, _, _ = select.select([self._raw, stop.wake], [], [], self._heartbeat)
            if not ready:
                return _Wake.COMMIT if self._ask() else _Wake.QUIET
            # Raises when the socket is ready because the server is gone.
            if self._raw in ready and list(self._raw.notifies(timeout=0)):
                return _Wake.COMMIT
        return _Wake.STOP

    def _ask(self) -> bool:
        """Ask for a sign of life; whether a commit was told meanwhile."""
        server = self._raw.pgconn
        server.send_query(b"SELECT 1")
        deadline = time.monotonic() + self._answer
        answered = False
        while not answered:
            server.flush()
            if not select.select([self._raw], [], [], max(0.0, deadline - time.monotonic()))[0]:
                raise _SilentServerError
            server.consume_input()
            while not answered and not server.is_busy():
                answered = server.get_result() is None
        return server.notifies() is not None


def _own_connection(database: Database) -> Any:
    """A driver's connection that does not go back to the pool."""
    # Whoever is not let in is told so by an error that can be explained, which the driver's alone cannot.
    database.engine.connect().close()
    fairy = database.engine.raw_connection()
    raw = fairy.driver_connection
    fairy.detach()
    return raw


class _Position:
    """How far the table was read.

    PostgreSQL gives ids before the commit, so a smaller id may appear after a greater one: ids that were
    jumped over are asked for again for some minutes.
    """

    def __init__(self, last: int, gaps: set[int], read_at: datetime) -> None:
        self._last = last
        self._read_at = read_at
        self._gaps = dict.fromkeys(gaps, time.monotonic())

    @classmethod
    def of(cls, session: Session) -> _Position:
        """The end of the table."""
        newest = query(ChangeRow.id).order_by(ChangeRow.id.desc()).limit(_WINDOW)
        ids = set(session.scalars(newest))
        if not ids:
            return cls(0, set(), now(session))
        return cls(max(ids), set(range(min(ids), max(ids))) - ids, now(session))

    def advance(self, session: Session) -> tuple[list[Any], bool]:
        """Rows not read yet in the order of their ids, and whether some may have been missed."""
        expired = time.monotonic() - _GAP_SECONDS
        self._gaps = {gap: since for gap, since in self._gaps.items() if since > expired}
        columns = ChangeRow.__table__.c
        unread = query(*columns).where(or_(columns.id > self._last, columns.id.in_(self._gaps)))
        rows = list(session.execute(unread.order_by(columns.id).limit(_MOST + 1)))
        asleep, self._read_at = now(session) - self._read_at > _ASLEEP, now(session)
        if len(rows) > _MOST or asleep:
            end = self.of(session)
            self._last, self._gaps = end._last, end._gaps
            return [], True
        for row in rows:
            if row.id > self._last:
                fresh = range(max(self._last + 1, row.id - _WINDOW), row.id)
                self._gaps.update(dict.fromkeys(fresh, time.monotonic()))
                self._last = row.id
            self._gaps.pop(row.id, None)
        return rows, False
