"""Units of work: one function, one transaction, tried again where the database asks for it."""

from __future__ import annotations

import secrets
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Final, TypeVar
from uuid import UUID

from sqlalchemy import Connection as Connection  # noqa: PLC0414 - what callers type their work with
from sqlalchemy.orm import Session as Session  # noqa: PLC0414 - the same

from agence_desktop.core.clock import Clock, SystemClock
from agence_desktop.core.errors import UnreachableError
from agence_desktop.storage import sentences
from agence_desktop.storage.context import command_key, session_info
from agence_desktop.storage.engine import WRITES, Opened, shut_down, working_connections
from agence_desktop.storage.faults import Fault, classify, explain
from agence_desktop.storage.locations import DatabaseLocation

T = TypeVar("T")
Work = Callable[[Session], T]

WRITE_PAUSES: Final = (0.0, 0.01, 0.03, 0.1, 0.3, 0.6, 1.0, 1.5)
"""Seconds before each new attempt; a server that restarts is back within them."""
PATIENCE: Final = 10.0
"""Seconds after which nothing is tried again: waiting for a lock or a dead server counts too."""
READ_PAUSES: Final = (0.0, 0.2)


class Database:
    """An opened database at work; safe to share between threads.

    Functions get a session, valid during the call only: they return plain rows, never entities.
    """

    def __init__(
        self,
        opened: Opened,
        clock: Clock | None = None,
        sleep: Callable[[float], None] = time.sleep,
        patience: float = PATIENCE,
    ) -> None:
        self.engine = opened.engine
        self.location: DatabaseLocation = opened.location
        self.read_only = opened.read_only
        self.clock: Clock = clock or SystemClock()
        self.origin = secrets.token_hex(8)
        """Who writes change rows: lets this program's feed leave out its own."""
        self._sleep = sleep
        self._patience = patience
        self._writer = opened.engine.execution_options(**{WRITES: True})
        self._at_work = working_connections(opened.engine)

    def read(self, work: Work[T]) -> T:
        """Run ``work(session)`` in a transaction that sees one snapshot and cannot write."""
        deadline = time.monotonic() + self._patience
        for pause in (*READ_PAUSES, None):
            try:
                with self._session(writes=False) as session:
                    return work(session)
            except Exception as error:
                if pause is None or classify(error) is Fault.FINAL or time.monotonic() >= deadline:
                    raise self._told(error) from error
                self._sleep(pause)
        raise AssertionError("the last attempt returns or raises")

    def write(self, work: Work[T], key: UUID | None = None) -> T:
        """Run ``work(session)`` in one writing transaction and commit.

        It is run again after a deadlock, a lost connection or a busy database: it must have no other effect.
        ``key`` promises that the work goes through ``commands.once`` with that key: then it is also run again
        when the connection was lost during the commit, and gives the stored answer if that commit was made.
        Without a key such a loss raises UnreachableError ``commit_unknown``.
        """
        unknown = False
        deadline = time.monotonic() + self._patience
        for pause in (*WRITE_PAUSES, None):
            committing = False
            try:
                with self._session(writes=True) as session:
                    result = work(session)
                    session.flush()
                    if key is not None and command_key(session) != key:
                        raise ValueError("this work did not go through once() with its key")
                    committing = True
                    session.commit()
                    return result
            except Exception as error:
                fault = classify(error)
                unknown = unknown or (committing and fault is Fault.LOST)
                if unknown and key is None:
                    raise self._unknown() from error
                if pause is None or fault is Fault.FINAL or time.monotonic() >= deadline:
                    told = self._told(error)
                    # A refusal by a rule is certain: it comes from a transaction that found no answer stored.
                    raise (
                        self._unknown() if unknown and isinstance(told, UnreachableError) else told
                    ) from error
                self._sleep(pause)
        raise AssertionError("the last attempt returns or raises")

    def close(self) -> None:
        """Close every connection: at once those that rest, when its work ends each other one."""
        self.engine.pool.dispose()

    def cut(self) -> None:
        """End every connection without a word to the server, which does not answer any more.

        Who waits on one learns that it is lost; the next call makes a new one.
        """
        for raw in list(self._at_work):
            shut_down(raw)
        self.engine.dispose()

    def _session(self, writes: bool) -> Session:
        return Session(
            bind=self._writer if writes else self.engine,
            expire_on_commit=False,
            info=session_info(self.clock, self.origin),
        )

    def _told(self, error: Exception) -> Exception:
        return explain(error, self.location) or error

    def _unknown(self) -> UnreachableError:
        return UnreachableError("commit_unknown", sentences.COMMIT_UNKNOWN.format(shown=self.location.shown))


@contextmanager
def session_within(connection: Connection, clock: Clock) -> Iterator[Session]:
    """A session in a transaction that somebody else commits, flushed at the end of the block."""
    with Session(bind=connection, info=session_info(clock, secrets.token_hex(8))) as session:
        yield session
        session.flush()
