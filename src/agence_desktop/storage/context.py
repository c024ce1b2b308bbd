"""What a session knows of the work it does: the clock, who writes, and the command's key."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import text
from sqlalchemy.orm import Session

from agence_desktop.core.clock import Clock
from agence_desktop.storage.base import Instant

_CLOCK, _ORIGIN, _KEY = "clock", "origin", "command_key"


def session_info(clock: Clock, origin: str) -> dict[Any, Any]:
    """What to give a session when it is made."""
    return {_CLOCK: clock, _ORIGIN: origin}


def now(session: Session) -> datetime:
    """The present instant, by the clock that replayed cases fix; the audit uses the server's."""
    clock: Clock = session.info[_CLOCK]
    return clock.now()


def origin(session: Session) -> str:
    """The mark of the running program, by which its own change rows are known."""
    mark: str = session.info[_ORIGIN]
    return mark


def current_login(session: Session) -> str:
    """Who is connected: the server's login on PostgreSQL, the operating system's on SQLite."""
    name = "agence_login()" if is_sqlite(session) else "session_user"
    return str(session.execute(text(f"SELECT {name}")).scalar_one())


def server_now(session: Session) -> datetime:
    """The present instant by the database server; on SQLite, by the clock that its triggers ask."""
    asked = "agence_now()" if is_sqlite(session) else "clock_timestamp()"
    found: datetime = session.execute(text(f"SELECT {asked} AS at").columns(at=Instant)).scalar_one()
    return found


def is_sqlite(session: Session) -> bool:
    """Whether the session works on an SQLite file."""
    return session.get_bind().dialect.name == "sqlite"


def mark_command(session: Session, key: UUID) -> None:
    """Note that this work acts once under ``key``."""
    session.info[_KEY] = key


def command_key(session: Session) -> UUID | None:
    """The key under which this work acts once."""
    return session.info.get(_KEY)
