"""Guards: the functions, triggers and constraints by which the database itself keeps the rules.

Slices register theirs when they are imported. A guard has one name and one statement; all are put in place
again after every upgrade, because SQLite's batch migrations drop triggers silently.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from sqlalchemy import Connection, String, Text, delete, insert, select, text
from sqlalchemy.orm import Mapped, mapped_column

from agence_desktop.storage import sentences
from agence_desktop.storage.base import Base
from agence_desktop.storage.findings import Finding


class GuardKind(StrEnum):
    """Kinds of guards, in the order they are put in place."""

    FUNCTION = "function"
    CONSTRAINT = "constraint"
    TRIGGER = "trigger"


@dataclass(frozen=True, slots=True)
class Guard:
    """One statement for one database (``sqlite`` or ``postgresql``); functions have no table.

    A function is written ``CREATE OR REPLACE``, a constraint ``ALTER TABLE … ADD CONSTRAINT``, a trigger
    ``CREATE TRIGGER``.
    """

    name: str
    dialect: str
    kind: GuardKind
    statement: str
    table: str = ""

    @property
    def source(self) -> str:
        """A digest of the statement."""
        return hashlib.sha256(self.statement.encode()).hexdigest()


class InstalledGuard(Base):
    """A guard as PostgreSQL showed it once installed; what it shows later is compared with this."""

    __tablename__ = "agence_guard"
    __table_args__ = {"info": {"audit": False, "backup": False}}  # noqa: RUF012 - SQLAlchemy's own
    name: Mapped[str] = mapped_column(String(63), primary_key=True)
    kind: Mapped[str] = mapped_column(String(20), primary_key=True)
    table_name: Mapped[str] = mapped_column(String(63))
    source: Mapped[str] = mapped_column(String(64))
    definition: Mapped[str] = mapped_column(Text)


Provider = Callable[[], Iterable[Guard]]
_PROVIDERS: list[Provider] = []


def register(provider: Provider) -> Provider:
    """Add what gives guards; it is called each time guards are installed or checked (may be a decorator)."""
    if provider not in _PROVIDERS:
        _PROVIDERS.append(provider)
    return provider


def sqlite_guards(triggers: Mapping[str, str]) -> Iterator[Guard]:
    """Guards of SQLite: name → ``CREATE TRIGGER`` statement."""
    for name, statement in triggers.items():
        yield Guard(name, "sqlite", GuardKind.TRIGGER, statement.strip())


def postgresql_guards(
    functions: Mapping[str, str],
    triggers: Mapping[str, tuple[str, str]],
    constraints: Mapping[str, tuple[str, str]] | None = None,
) -> Iterator[Guard]:
    """Guards of PostgreSQL: function name → statement; trigger or constraint name → (table, statement)."""
    for name, statement in functions.items():
        yield Guard(name, "postgresql", GuardKind.FUNCTION, statement.strip())
    for kind, group in ((GuardKind.CONSTRAINT, constraints or {}), (GuardKind.TRIGGER, triggers)):
        for name, (table, statement) in group.items():
            yield Guard(name, "postgresql", kind, statement.strip(), table)


def registered_guards(dialect: str) -> list[Guard]:
    """All guards of one database in the order they are put in place; a name used twice raises ValueError."""
    order = list(GuardKind)
    guards = [guard for provider in _PROVIDERS for guard in provider() if guard.dialect == dialect]
    keys = [(guard.kind, guard.name) for guard in guards]
    if len(keys) != len(set(keys)):
        twice = sorted({name for kind, name in keys if keys.count((kind, name)) > 1})
        raise ValueError(f"guards registered twice: {', '.join(twice)}")
    return sorted(guards, key=lambda guard: order.index(guard.kind))


def install_guards(connection: Connection, guards: Sequence[Guard] | None = None) -> None:
    """Put all guards in place within the caller's transaction; those of an older version go away.

    An exclusion constraint that already stands as it should is kept: its index is costly to build again.
    """
    if guards is None:
        guards = registered_guards(connection.dialect.name)
    if connection.dialect.name == "sqlite":
        drop_guards(connection)
        for guard in guards:
            connection.exec_driver_sql(guard.statement)
        return
    kept = _standing_constraints(connection, guards)
    _drop_recorded(connection, {guard.name for guard in kept}, guards)
    for guard in guards:
        if guard not in kept:
            _drop(connection, guard.kind, guard.name, guard.table)
            connection.exec_driver_sql(guard.statement)
    _record(connection, guards)


def drop_guards(connection: Connection) -> None:
    """Remove every guard within the caller's transaction, to restore rows as they were."""
    if connection.dialect.name == "sqlite":
        for name in _sqlite_triggers(connection):
            connection.exec_driver_sql(f'DROP TRIGGER "{name}"')
        return
    _drop_recorded(connection, set(), ())
    connection.execute(delete(InstalledGuard))


def guard_findings(connection: Connection, guards: Sequence[Guard] | None = None) -> list[Finding]:
    """Guards that are absent, altered, switched off, of another version, or unknown to this program."""
    if guards is None:
        guards = registered_guards(connection.dialect.name)
    if connection.dialect.name == "sqlite":
        return _sqlite_findings(connection, guards)
    return _postgresql_findings(connection, guards)


def _sqlite_triggers(connection: Connection) -> dict[str, str]:
    rows = connection.execute(
        text("SELECT name, sql FROM sqlite_master WHERE type = 'trigger' ORDER BY name")
    )
    return {row.name: row.sql for row in rows}


def _sqlite_findings(connection: Connection, guards: Sequence[Guard]) -> list[Finding]:
    found = _sqlite_triggers(connection)
    findings = []
    for guard in guards:
        installed = found.pop(guard.name, None)
        if installed is None:
            findings.append(_finding("absent", guard.name))
        elif installed.split() != guard.statement.split():
            findings.append(_finding("altered", guard.name))
    return findings + [_finding("unknown", name) for name in found]


_DEFINITIONS = text(
    """
    SELECT p.proname AS name, 'function' AS kind, '' AS table_name, pg_get_functiondef(p.oid) AS definition,
           'O' AS state
      FROM pg_proc p JOIN pg_namespace n ON n.oid = p.pronamespace
     WHERE n.nspname = current_schema() AND p.prokind = 'f'
    UNION ALL
    SELECT t.tgname, 'trigger', c.relname, pg_get_triggerdef(t.oid), t.tgenabled::text
      FROM pg_trigger t JOIN pg_class c ON c.oid = t.tgrelid JOIN pg_namespace n ON n.oid = c.relnamespace
     WHERE n.nspname = current_schema() AND NOT t.tgisinternal
    UNION ALL
    SELECT k.conname, 'constraint', c.relname, pg_get_constraintdef(k.oid), 'O'
      FROM pg_constraint k JOIN pg_class c ON c.oid = k.conrelid JOIN pg_namespace n ON n.oid = c.relnamespace
     WHERE n.nspname = current_schema() AND k.contype IN ('x', 'c', 'u', 'f')
    """
)

_Shown = dict[tuple[str, str], tuple[str, str, str]]


def _shown(connection: Connection) -> _Shown:
    """(kind, name) → (table, definition, state) as PostgreSQL tells them now."""
    return {
        (row.kind, row.name): (row.table_name, row.definition, row.state)
        for row in connection.execute(_DEFINITIONS)
    }


def _recorded(connection: Connection) -> dict[tuple[str, str], tuple[str, str, str]]:
    columns = InstalledGuard.__table__.c
    return {
        (row.kind, row.name): (row.table_name, row.source, row.definition)
        for row in connection.execute(select(*columns))
    }


def _postgresql_findings(connection: Connection, guards: Sequence[Guard]) -> list[Finding]:
    shown, recorded = _shown(connection), _recorded(connection)
    findings = []
    for guard in guards:
        now = shown.pop((guard.kind, guard.name), None)
        then = recorded.get((guard.kind, guard.name))
        if now is None:
            findings.append(_finding("absent", guard.name))
        elif then is None or then[1] != guard.source:
            findings.append(_finding("outdated", guard.name))
        elif now[1] != then[2]:
            findings.append(_finding("altered", guard.name))
        elif now[2] not in ("O", "A"):
            findings.append(_finding("disabled", guard.name))
    # A stranger's trigger may undo what the guards do; other functions and constraints are not ours to judge.
    strangers = sorted(name for kind, name in shown if kind == GuardKind.TRIGGER)
    return findings + [_finding("unknown", name) for name in strangers]


def _standing_constraints(connection: Connection, guards: Sequence[Guard]) -> list[Guard]:
    shown, recorded = _shown(connection), _recorded(connection)
    return [
        guard
        for guard in guards
        if guard.kind is GuardKind.CONSTRAINT
        and (then := recorded.get((guard.kind, guard.name))) is not None
        and then[1] == guard.source
        and shown.get((guard.kind, guard.name), ("", "", ""))[:2] == (then[0], then[2])
    ]


def _drop_recorded(connection: Connection, kept: set[str], coming: Sequence[Guard]) -> None:
    """Drop what was installed; functions that come back are replaced in place and so keep their grants."""
    recorded = _recorded(connection)
    returning = {guard.name for guard in coming if guard.kind is GuardKind.FUNCTION}
    for wanted in (GuardKind.TRIGGER, GuardKind.CONSTRAINT, GuardKind.FUNCTION):
        for (kind, name), (table, *_) in recorded.items():
            if kind != wanted or name in (returning if wanted is GuardKind.FUNCTION else kept):
                continue
            if wanted is GuardKind.FUNCTION:
                connection.exec_driver_sql(f'DROP FUNCTION IF EXISTS "{name}"')
            else:
                _drop(connection, wanted, name, table)


def _drop(connection: Connection, kind: GuardKind, name: str, table: str) -> None:
    if kind is GuardKind.TRIGGER:
        connection.exec_driver_sql(f'DROP TRIGGER IF EXISTS "{name}" ON "{table}"')
    elif kind is GuardKind.CONSTRAINT:
        connection.exec_driver_sql(f'ALTER TABLE "{table}" DROP CONSTRAINT IF EXISTS "{name}"')


def _record(connection: Connection, guards: Sequence[Guard]) -> None:
    shown = _shown(connection)
    connection.execute(delete(InstalledGuard))
    if guards:
        rows = [
            {
                "name": guard.name,
                "kind": str(guard.kind),
                "table_name": guard.table,
                "source": guard.source,
                "definition": shown[guard.kind, guard.name][1],
            }
            for guard in guards
        ]
        connection.execute(insert(InstalledGuard), rows)


def _finding(code: str, name: str) -> Finding:
    return Finding(f"guard_{code}", name, sentences.GUARDS[code].format(name=name))
