"""The audit trail: rows that triggers write for every change, and events recorded for prints and exports.

Values are those of the database: SQLite keeps instants in seconds and amounts in cents.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime
from typing import Any, Final

from sqlalchemy import JSON, BigInteger, Index, Integer, LargeBinary, String, Table, text
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import Mapped, Session, mapped_column

from agence_desktop.storage import sentences
from agence_desktop.storage.base import Base, Instant
from agence_desktop.storage.context import is_sqlite
from agence_desktop.storage.faults import register_refusal
from agence_desktop.storage.guards import Guard, postgresql_guards, register, sqlite_guards

EVENT: Final = "event"
"""``table_name`` of what is no change of a row: a print, an export."""

_JSON = JSON(none_as_null=True).with_variant(JSONB(none_as_null=True), "postgresql")


class AuditRow(Base):
    """One change of one row, or an event: when by the server's clock, who, in which transaction."""

    __tablename__ = "audit"
    __table_args__ = (
        Index("ix_audit_subject", "table_name", "row_id"),
        {"sqlite_autoincrement": True, "info": {"audit": False}},
    )
    id: Mapped[int] = mapped_column(BigInteger().with_variant(Integer, "sqlite"), primary_key=True)
    at: Mapped[datetime] = mapped_column(Instant, index=True)
    login: Mapped[str] = mapped_column(String(200))
    tx: Mapped[int] = mapped_column(BigInteger)
    table_name: Mapped[str] = mapped_column(String(63))
    row_id: Mapped[str] = mapped_column(String(200))
    action: Mapped[str] = mapped_column(String(40))
    before: Mapped[dict[str, Any] | None] = mapped_column(_JSON)
    after: Mapped[dict[str, Any] | None] = mapped_column(_JSON)


_RECORD_SQLITE = text(
    "INSERT INTO audit (at, login, tx, table_name, row_id, action, after)"
    f" VALUES (agence_now(), agence_login(), agence_tx(), '{EVENT}', :subject, :kind, :detail)"
)
_RECORD_POSTGRESQL = text("SELECT agence_record_event(:kind, :subject, CAST(:detail AS jsonb))")


def record_event(session: Session, kind: str, subject: str, detail: Mapping[str, Any]) -> None:
    """Record a print or an export: kind (``print``, ``export``…), what of, and a JSON object."""
    shown = json.dumps(detail, ensure_ascii=False, sort_keys=True, default=str)
    session.execute(
        _RECORD_SQLITE if is_sqlite(session) else _RECORD_POSTGRESQL,
        {"kind": kind, "subject": subject, "detail": shown},
    )


def audited_tables() -> list[Table]:
    """Every table but those whose ``info`` says ``audit: False``, in the order of their names."""
    tables = Base.metadata.tables.values()
    return sorted((table for table in tables if table.info.get("audit", True)), key=lambda table: table.name)


@register
def audit_guards() -> Iterator[Guard]:
    """The triggers of the audited tables, and those that keep the trail append-only, for both databases."""
    yield from sqlite_audit_guards(audited_tables())
    yield from postgresql_audit_guards(audited_tables())


def sqlite_audit_guards(tables: Iterable[Table]) -> Iterator[Guard]:
    """Three triggers for each table; whoever writes without this program lacks the functions they call."""
    triggers: dict[str, str] = {}
    for table in tables:
        for action in ("insert", "update", "delete"):
            name = f"audit_{table.name}_{action}"
            triggers[name] = _sqlite_trigger(name, table, action)
    for table_name in ("audit", "audit_seal"):
        for action in ("update", "delete"):
            name = f"{table_name}_no_{action}"
            triggers[name] = (
                f"CREATE TRIGGER {name} BEFORE {action.upper()} ON {table_name}"
                " BEGIN SELECT RAISE(ABORT, 'audit_append_only'); END"
            )
    return sqlite_guards(triggers)


def _sqlite_trigger(name: str, table: Table, action: str) -> str:
    row = "OLD" if action == "delete" else "NEW"
    key = " || '/' || ".join(f'{row}."{column.name}"' for column in table.primary_key)
    before = "NULL" if action == "insert" else _sqlite_object("OLD", table)
    after = "NULL" if action == "delete" else _sqlite_object("NEW", table)
    columns = [column.name for column in table.columns]
    changed = " OR ".join(f'OLD."{column}" IS NOT NEW."{column}"' for column in columns)
    return (
        f'CREATE TRIGGER {name} AFTER {action.upper()} ON "{table.name}"'
        + (f" WHEN {changed}" if action == "update" else "")
        + " BEGIN INSERT INTO audit (at, login, tx, table_name, row_id, action, before, after) VALUES"
        f" (agence_now(), agence_login(), agence_tx(), '{table.name}', CAST({key} AS TEXT), '{action}',"
        f" {before}, {after}); END"
    )


def _sqlite_object(row: str, table: Table) -> str:
    # json_object() refuses bytes.
    pairs = (
        f"'{column.name}', "
        + (
            f'hex({row}."{column.name}")'
            if isinstance(column.type, LargeBinary)
            else f'{row}."{column.name}"'
        )
        for column in table.columns
    )
    return f"json_object({', '.join(pairs)})"


_DEFINER = "LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp"

_FUNCTIONS = {
    "agence_audit": f"""
CREATE OR REPLACE FUNCTION agence_audit() RETURNS trigger {_DEFINER} AS $$
DECLARE
    was jsonb;
    becomes jsonb;
    subject text;
BEGIN
    IF TG_OP <> 'INSERT' THEN was := to_jsonb(OLD); END IF;
    IF TG_OP <> 'DELETE' THEN becomes := to_jsonb(NEW); END IF;
    IF was IS NOT DISTINCT FROM becomes THEN RETURN NULL; END IF;
    SELECT string_agg(coalesce(becomes, was) ->> name, '/' ORDER BY place) INTO subject
      FROM unnest(TG_ARGV) WITH ORDINALITY AS key(name, place);
    INSERT INTO audit (at, login, tx, table_name, row_id, action, before, after)
    VALUES (clock_timestamp(), session_user, pg_current_xact_id()::text::bigint, TG_TABLE_NAME, subject,
            lower(TG_OP), was, becomes);
    RETURN NULL;
END $$""",
    "agence_record_event": f"""
CREATE OR REPLACE FUNCTION agence_record_event(kind text, subject text, detail jsonb)
RETURNS void {_DEFINER} AS $$
BEGIN
    INSERT INTO audit (at, login, tx, table_name, row_id, action, after)
    VALUES (clock_timestamp(), session_user, pg_current_xact_id()::text::bigint, '{EVENT}', subject,
            kind, detail);
END $$""",
    "agence_audit_append_only": f"""
CREATE OR REPLACE FUNCTION agence_audit_append_only() RETURNS trigger {_DEFINER} AS $$
BEGIN
    RAISE EXCEPTION 'audit_append_only' USING ERRCODE = '23514', CONSTRAINT = 'audit_append_only';
END $$""",
}


def postgresql_audit_guards(tables: Iterable[Table]) -> Iterator[Guard]:
    """One trigger for each table, with the columns of its key as arguments."""
    triggers = {
        f"audit_{table.name}": (
            table.name,
            f'CREATE TRIGGER audit_{table.name} AFTER INSERT OR UPDATE OR DELETE ON "{table.name}"'
            " FOR EACH ROW EXECUTE FUNCTION agence_audit"
            f"({', '.join(repr(column.name) for column in table.primary_key)})",
        )
        for table in tables
    }
    for table_name in ("audit", "audit_seal"):
        triggers[f"{table_name}_append_only"] = (
            table_name,
            f"CREATE TRIGGER {table_name}_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON {table_name}"
            " FOR EACH STATEMENT EXECUTE FUNCTION agence_audit_append_only()",
        )
    return postgresql_guards(_FUNCTIONS, triggers)


register_refusal("audit_append_only", "audit_append_only", sentences.AUDIT_APPEND_ONLY)
