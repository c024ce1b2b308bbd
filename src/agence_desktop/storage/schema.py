"""Which schema a database has, told without Alembic, and what else it says of itself."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from sqlalchemy import Connection, Inspector, String, Text, inspect, select, text
from sqlalchemy.orm import Mapped, Session, mapped_column

from agence_desktop.core.errors import SchemaError
from agence_desktop.storage import sentences
from agence_desktop.storage.base import Base
from agence_desktop.storage.locations import DatabaseLocation
from agence_desktop.storage.work import Database

BASE_ID: Final = "base_id"
PROGRAM: Final = "program"
REPLAY: Final = "replay"
MADE: Final = "made"
"""The last row of the audit trail when the base was just made."""


class Meta(Base):
    """What a database says of itself: its identity, the program version it asks for, whether it replays."""

    __tablename__ = "agence_meta"
    key: Mapped[str] = mapped_column(String(40), primary_key=True)
    value: Mapped[str] = mapped_column(Text)


class Standing(StrEnum):
    """How a database's schema compares with the program's."""

    ABSENT = "absent"
    OLDER = "older"
    SAME = "same"
    NEWER = "newer"


@dataclass(frozen=True, slots=True)
class SchemaState:
    """``current`` and ``head`` are numbers such as ``0001``; ``program`` is the version that it asks for."""

    current: str | None
    head: str
    program: str
    base_id: str
    replay: bool

    @property
    def standing(self) -> Standing:
        """How the two compare."""
        if self.current is None:
            return Standing.ABSENT
        theirs, ours = int(self.current), int(self.head)
        return Standing.SAME if theirs == ours else Standing.OLDER if theirs < ours else Standing.NEWER


def schema_state(database: Database, head: str) -> SchemaState:
    """What the database holds, compared with the program's ``head``; a few plain statements."""
    return database.read(lambda session: read_state(session.connection(), head))


def read_state(connection: Connection, head: str) -> SchemaState:
    """The same within the caller's transaction."""
    # Asked each time: an inspector remembers, and another program may be creating the tables.
    inspector: Inspector = inspect(connection)
    current, meta = None, {}
    if inspector.has_table("alembic_version"):
        current = connection.execute(text("SELECT version_num FROM alembic_version")).scalar()
    if current is not None:
        meta = dict(connection.execute(select(Meta.key, Meta.value)).tuples().all())
    return SchemaState(current, head, meta.get(PROGRAM, ""), meta.get(BASE_ID, ""), meta.get(REPLAY) == "yes")


def refuse_other_schema(state: SchemaState, location: DatabaseLocation, version: str) -> None:
    """Raise SchemaError unless the schema is the program's; ``version`` is that of the running program."""
    words = {
        Standing.ABSENT: ("schema_absent", sentences.SCHEMA_ABSENT),
        Standing.OLDER: ("schema_older", sentences.SCHEMA_OLDER),
        Standing.NEWER: ("schema_newer", sentences.SCHEMA_NEWER),
    }
    if state.standing is Standing.SAME:
        return
    code, sentence = words[state.standing]
    told = sentence.format(
        shown=location.shown, current=state.current, head=state.head, required=state.program, ours=version
    )
    raise SchemaError(code, told)


def mark_made(connection: Connection) -> None:
    """Note, within the caller's transaction, that the base holds nothing yet but what the program gives."""
    last = connection.execute(text("SELECT coalesce(max(id), 0) FROM audit")).scalar_one()
    write_meta(connection, MADE, str(last))


def is_fresh(connection: Connection) -> bool:
    """Whether no row was written since the base was made, but what it says of itself."""
    made = connection.execute(select(Meta.value).where(Meta.key == MADE)).scalar()
    since = text(
        "SELECT 1 FROM audit WHERE id > :made AND table_name NOT IN ('agence_meta', 'event') LIMIT 1"
    )
    return connection.execute(since, {"made": int(made or 0)}).first() is None


def read_meta(session: Session, key: str) -> str | None:
    """A stored value."""
    return session.execute(select(Meta.value).where(Meta.key == key)).scalar_one_or_none()


def write_meta(connection: Connection, key: str, value: str) -> None:
    """Store a value within the caller's transaction."""
    connection.execute(
        text(
            "INSERT INTO agence_meta (key, value) VALUES (:key, :value)"
            " ON CONFLICT (key) DO UPDATE SET value = excluded.value"
        ),
        {"key": key, "value": value},
    )
