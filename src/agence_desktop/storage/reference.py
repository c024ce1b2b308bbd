"""A counter that rises with every change of reference data, so that programs may keep a copy of it."""

from __future__ import annotations

from collections.abc import Iterable

from sqlalchemy import BigInteger, Integer, text
from sqlalchemy.orm import Mapped, Session, mapped_column

from agence_desktop.storage.base import Base


class ReferenceVersion(Base):
    """The one row that the triggers raise."""

    __tablename__ = "reference_version"
    __table_args__ = {"info": {"audit": False}}  # noqa: RUF012 - SQLAlchemy's own protocol
    id: Mapped[int] = mapped_column(Integer, primary_key=True)
    value: Mapped[int] = mapped_column(BigInteger)


_VALUE = text("SELECT value FROM reference_version WHERE id = 1").columns(value=BigInteger)


def reference_version(session: Session) -> int:
    """The version of reference data that this transaction sees."""
    return int(session.execute(_VALUE).scalar_one())


def sqlite_triggers(tables: Iterable[str]) -> dict[str, str]:
    """Trigger name → statement: each change of a row of ``tables`` raises the version."""
    return {
        f"{table}_reference_{event}": (
            f"CREATE TRIGGER {table}_reference_{event} AFTER {event.upper()} ON {table} BEGIN"
            " UPDATE reference_version SET value = value + 1 WHERE id = 1; END"
        )
        for table in tables
        for event in ("insert", "update", "delete")
    }


POSTGRESQL_FUNCTION = (
    "reference_raise",
    """
CREATE OR REPLACE FUNCTION reference_raise() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
    UPDATE reference_version SET value = value + 1 WHERE id = 1;
    RETURN NULL;
END $$""",
)


def postgresql_triggers(tables: Iterable[str]) -> dict[str, tuple[str, str]]:
    """Trigger name → (table, statement), once per statement."""
    return {
        f"{table}_reference": (
            table,
            f"CREATE TRIGGER {table}_reference AFTER INSERT OR UPDATE OR DELETE ON {table}"
            " FOR EACH STATEMENT EXECUTE FUNCTION reference_raise()",
        )
        for table in tables
    }
