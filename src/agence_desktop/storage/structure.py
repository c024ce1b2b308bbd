"""The tables of a database compared with those of the program: columns, constraints, indexes, rules.

Migration tools compare names and types; here the database itself tells every definition, of its own tables
and of new ones made from the models beside them, so that a constraint made weaker shows as well.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Final

from sqlalchemy import Connection, Table, create_engine, text
from sqlalchemy.orm import Session

from agence_desktop.storage import sentences
from agence_desktop.storage.base import Base
from agence_desktop.storage.context import is_sqlite
from agence_desktop.storage.engine import WRITES
from agence_desktop.storage.findings import Finding
from agence_desktop.storage.guards import registered_guards

_Definitions = dict[tuple[str, str], str]
"""(kind, name) → definition; the name of a column or constraint begins with its table's."""


def structure_findings(session: Session) -> list[Finding]:
    """What differs between the tables of the database and the models of the program."""
    connection = session.connection()
    if is_sqlite(session):
        found = _sqlite(connection, Base.metadata.tables.values())
        expected = _sqlite_expected()
    else:
        found = _postgresql(connection, "current_schema()::regnamespace")
        expected = _postgresql_expected(connection)
    return list(_compare(found, expected))


def _compare(found: _Definitions, expected: _Definitions) -> Iterator[Finding]:
    for key in sorted(found.keys() | expected.keys()):
        if key not in found:
            yield _finding("absent", *key)
        elif key not in expected:
            yield _finding("unknown", *key)
        elif found[key] != expected[key]:
            yield _finding("altered", *key)


def _finding(code: str, kind: str, name: str) -> Finding:
    what = sentences.STRUCTURE_KINDS[kind].format(name=name)
    return Finding(f"structure_{code}", f"{kind} {name}", sentences.STRUCTURE[code].format(what=what))


def _sqlite_expected() -> _Definitions:
    engine = create_engine("sqlite://")
    try:
        with engine.begin() as connection:
            Base.metadata.create_all(connection)
            return _sqlite(connection, Base.metadata.tables.values())
    finally:
        engine.dispose()


def _sqlite(connection: Connection, tables: Iterable[Table]) -> _Definitions:
    ours = {table.name for table in tables}
    rows = connection.execute(
        text(
            "SELECT type, name, tbl_name, sql FROM sqlite_master WHERE sql IS NOT NULL AND type <> 'trigger'"
        )
    )
    found: _Definitions = {}
    for kind, name, table, sql in rows:
        if table not in ours:
            continue
        plain = _DEFAULT.sub(r"DEFAULT \1", " ".join(sql.replace('"', "").split()))
        if kind != "table":
            found[kind, f"{table}.{name}"] = plain
            continue
        found["table", name] = plain[plain.rindex(")") :]
        for part in _parts(plain[plain.index("(") + 1 : plain.rindex(")")]):
            words = part.split()
            named = words[0] == "CONSTRAINT"
            subject = "constraint" if named else "column"
            found[subject, f"{table}.{words[1] if named else words[0]}"] = part
    return found


_DEFAULT: Final = re.compile(r"DEFAULT \((\w+)\)")


def _parts(body: str) -> Iterator[str]:
    """The columns and constraints of a CREATE TABLE: what stands between its outer commas."""
    depth, start = 0, 0
    for place, sign in enumerate(f"{body},"):
        depth += (sign == "(") - (sign == ")")
        if sign == "," and depth == 0:
            yield " ".join(body[start:place].split())
            start = place + 1


def _postgresql_expected(connection: Connection) -> _Definitions:
    """The definitions of temporary tables made from the models, on a connection of its own, then undone."""
    engine = connection.engine.execution_options(**{WRITES: True})
    with engine.connect() as own:
        try:
            own = own.execution_options(schema_translate_map={None: "pg_temp"})
            Base.metadata.create_all(own, checkfirst=False)
            return _postgresql(own, "pg_my_temp_schema()")
        finally:
            own.rollback()


def _postgresql(connection: Connection, schema: str) -> _Definitions:
    ours = Base.metadata.tables.keys()
    guards = {guard.name for guard in registered_guards("postgresql")}
    found: _Definitions = {}
    for kind, table, name, definition in connection.execute(text(_CATALOG.format(schema=schema))).tuples():
        if table in ours and name not in guards:
            subject = table if kind == "table" else f"{table}.{name}"
            found[kind, subject] = _SCHEMA.sub("", definition)
    return found


_SCHEMA: Final = re.compile(r"\b(?:pg_temp(?:_\d+)?|public)\.")

# The temporary tables hide those of the same name while their definitions are told; « persistence » and the
# owner are not compared.
_CATALOG: Final = """
    SELECT 'table', c.relname, c.relname,
           c.relkind::text || ' ' || c.relrowsecurity || ' ' || c.relforcerowsecurity
      FROM pg_class c WHERE c.relnamespace = {schema} AND c.relkind IN ('r', 'v', 'm', 'p', 'f')
    UNION ALL
    SELECT 'column', c.relname, a.attname,
           format_type(a.atttypid, a.atttypmod) || ' ' || a.attnotnull || ' ' || a.attgenerated::text || ' '
           || coalesce(pg_get_expr(d.adbin, d.adrelid), '') || ' ' || coalesce(k.collname, '')
      FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
      LEFT JOIN pg_attrdef d ON d.adrelid = a.attrelid AND d.adnum = a.attnum
      LEFT JOIN pg_collation k ON k.oid = a.attcollation
     WHERE c.relnamespace = {schema} AND c.relkind = 'r'
    UNION ALL
    SELECT 'constraint', c.relname, k.conname, pg_get_constraintdef(k.oid)
      FROM pg_class c JOIN pg_constraint k ON k.conrelid = c.oid
     WHERE c.relnamespace = {schema} AND k.contype IN ('p', 'u', 'f', 'c', 'x')
    UNION ALL
    SELECT 'index', c.relname, i.relname, pg_get_indexdef(i.oid) || ' ' || x.indisvalid
      FROM pg_class c JOIN pg_index x ON x.indrelid = c.oid JOIN pg_class i ON i.oid = x.indexrelid
     WHERE c.relnamespace = {schema}
    UNION ALL
    SELECT 'rule', c.relname, r.rulename, pg_get_ruledef(r.oid)
      FROM pg_class c JOIN pg_rewrite r ON r.ev_class = c.oid
     WHERE c.relnamespace = {schema} AND c.relkind = 'r'
    UNION ALL
    SELECT 'policy', c.relname, p.polname, coalesce(pg_get_expr(p.polqual, c.oid), '')
      FROM pg_class c JOIN pg_policy p ON p.polrelid = c.oid
     WHERE c.relnamespace = {schema}
"""
