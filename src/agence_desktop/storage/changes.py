"""Change rows: what each command changed, for the other programs that show it."""

from __future__ import annotations

import json
from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Any, Final

from sqlalchemy import BigInteger, Integer, String, Text, delete, insert
from sqlalchemy.engine import CursorResult
from sqlalchemy.orm import Mapped, Session, mapped_column

from agence_desktop.core.changes import Change
from agence_desktop.core.spans import Span
from agence_desktop.storage.base import Base, Instant, table_of
from agence_desktop.storage.context import now, origin
from agence_desktop.storage.faults import SCHEMA_MOVED, SCHEMA_SETTING
from agence_desktop.storage.guards import Guard, postgresql_guards, register

CHANNEL: Final = "agence_change"
KEPT: Final = timedelta(days=7)


class ChangeRow(Base):
    """What a committed command changed; ``origin`` is the mark of the program that did it."""

    __tablename__ = "change"
    __table_args__ = {"sqlite_autoincrement": True, "info": {"audit": False}}  # noqa: RUF012 - SQLAlchemy's own
    id: Mapped[int] = mapped_column(BigInteger().with_variant(Integer, "sqlite"), primary_key=True)
    at: Mapped[datetime] = mapped_column(Instant, index=True)
    origin: Mapped[str] = mapped_column(String(16))
    topic: Mapped[str] = mapped_column(String(40))
    ids: Mapped[str] = mapped_column(Text)
    starts: Mapped[datetime | None] = mapped_column(Instant)
    ends: Mapped[datetime | None] = mapped_column(Instant)


_INSERT = insert(table_of(ChangeRow))


def record_change(session: Session, change: Change) -> None:
    """Tell of a change once the transaction commits; one row per command is enough for each topic."""
    session.execute(_INSERT, change_values(session, change))


def change_values(session: Session, change: Change) -> dict[str, Any]:
    """The columns of a new change row."""
    return {
        "at": now(session),
        "origin": origin(session),
        "topic": change.topic,
        "ids": json.dumps(change.ids),
        "starts": change.span.start if change.span else None,
        "ends": change.span.end if change.span else None,
    }


def read_change(row: Any) -> Change:
    """The change told by a row of the table."""
    span = Span(row.starts, row.ends) if row.starts is not None and row.ends is not None else None
    return Change(row.topic, tuple(json.loads(row.ids)), span)


def prune_changes(session: Session, kept: timedelta = KEPT) -> int:
    """Remove rows that no program waits for any more; how many went."""
    gone: CursorResult[Any] = session.execute(  # type: ignore[assignment]
        delete(ChangeRow).where(ChangeRow.at < now(session) - kept)
    )
    return gone.rowcount


@register
def change_guards() -> Iterable[Guard]:
    """One empty notification per transaction: who hears it looks at the table, for anyone could forge one.

    A program that says which schema it writes is refused once the base was brought to another.
    """
    yield from postgresql_guards(
        functions={
            "agence_notify_change": f"""
CREATE OR REPLACE FUNCTION agence_notify_change() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
    IF coalesce(current_setting('{SCHEMA_SETTING}', true), '') <> '' THEN
        IF current_setting('{SCHEMA_SETTING}') <> (SELECT version_num FROM alembic_version) THEN
            RAISE EXCEPTION USING CONSTRAINT = '{SCHEMA_MOVED}',
                MESSAGE = coalesce((SELECT value FROM agence_meta WHERE key = 'program'), '?');
        END IF;
    END IF;
    PERFORM pg_notify('{CHANNEL}', '');
    RETURN NULL;
END $$"""
        },
        triggers={
            "change_notify": (
                "change",
                """
CREATE TRIGGER change_notify AFTER INSERT ON change
FOR EACH STATEMENT EXECUTE FUNCTION agence_notify_change()""",
            )
        },
    )
