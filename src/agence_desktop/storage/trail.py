"""Rows compared with the audit trail: each is what the trail last told of it, or was changed behind it."""

from __future__ import annotations

import json
import math
from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, datetime
from decimal import Decimal
from itertools import groupby
from typing import Any

from sqlalchemy import ColumnElement, Table, Text, cast, select
from sqlalchemy.orm import Session

from agence_desktop.storage import sentences
from agence_desktop.storage.audit import AuditRow, audited_tables
from agence_desktop.storage.backup.values import Kind, canonical_json, kind_of
from agence_desktop.storage.context import is_sqlite
from agence_desktop.storage.findings import Finding

_BATCH = 1000
_STREAM = {"yield_per": _BATCH}
_Told = tuple[str, Mapping[str, Any] | None]
"""The key of a row, and its values as last told; None once it was deleted."""


def trail_findings(session: Session) -> Iterator[Finding]:
    """Rows of audited tables that the trail does not explain, and rows it tells of that are gone.

    A column that the trail did not know when it told of a row (a later schema) is not compared. Each table
    is read once, in the order of its keys, beside the trail: memory stays flat.
    """
    for table in audited_tables():
        kinds = {column.name: kind_of(column) for column in table.columns}
        for key, row, told in _side_by_side(_rows(session, table), _last_told(session, table)):
            code = _judge(kinds, row, told)
            if code is not None:
                sentence = sentences.TRAIL[code].format(table=table.name, key=key)
                yield Finding(f"row_{code}", f"{table.name} {key}", sentence)


def _judge(kinds: Mapping[str, Kind], row: Sequence[Any] | None, told: _Told | None) -> str | None:
    if row is None:
        return "missing" if told is not None and told[1] is not None else None
    if told is None or told[1] is None:
        return "unrecorded"
    values = zip(kinds.items(), row, strict=True)
    same = all(name not in told[1] or _same(kind, value, told[1][name]) for (name, kind), value in values)
    return None if same else "changed"


def _rows(session: Session, table: Table) -> Iterator[tuple[str, Sequence[Any]]]:
    first, *others = [cast(column, Text) for column in table.primary_key.columns]
    key: ColumnElement[str] = first
    for other in others:
        key = key + "/" + other
    query = select(key, *table.columns).order_by(_bytewise(session, key))
    for row in session.execute(query, execution_options=_STREAM):
        yield row[0], row[1:]


def _last_told(session: Session, table: Table) -> Iterator[_Told]:
    columns = AuditRow.__table__.c
    query = (
        select(columns.row_id, cast(columns.after, Text))
        .where(columns.table_name == table.name)
        .order_by(_bytewise(session, columns.row_id), columns.id)
    )
    rows = session.execute(query, execution_options=_STREAM).tuples()
    for key, group in groupby(rows, key=lambda row: row[0]):
        *_, (_, after) = group
        yield key, _object(after)


def _object(after: str | None) -> Mapping[str, Any] | None:
    try:
        told = None if after is None else json.loads(after)
    except ValueError:  # the trail was written over: it tells of no row
        return None
    return told if isinstance(told, dict) else None


def _bytewise(session: Session, key: ColumnElement[str]) -> ColumnElement[str]:
    return key if is_sqlite(session) else key.collate("C")


def _side_by_side(
    rows: Iterator[tuple[str, Sequence[Any]]], told: Iterator[_Told]
) -> Iterator[tuple[str, Sequence[Any] | None, _Told | None]]:
    """Every key of either side once, both being in the order of the bytes of their keys."""
    row, last = next(rows, None), next(told, None)
    while row is not None or last is not None:
        keys = [side[0] for side in (row, last) if side is not None]
        key = min(keys, key=str.encode)
        here = row if row is not None and row[0] == key else None
        there = last if last is not None and last[0] == key else None
        yield key, here[1] if here else None, there
        row = next(rows, None) if here else row
        last = next(told, None) if there else last


def _same(kind: Kind, value: Any, told: Any) -> bool:
    """Whether a stored value is what the trail tells, in the form of either database."""
    if value is None or told is None:
        return value is None and told is None
    try:
        return _equal(kind, value, told)
    except (ValueError, TypeError, ArithmeticError, AttributeError):
        return False


def _equal(kind: Kind, value: Any, told: Any) -> bool:
    match kind:
        case Kind.INSTANT:
            moment = (
                datetime.fromtimestamp(told, UTC) if isinstance(told, int) else datetime.fromisoformat(told)
            )
            # A file keeps whole seconds of what a server told.
            return bool(value == moment or value == moment.replace(microsecond=0))
        case Kind.MONEY:
            # Whole cents on SQLite; dollars with their decimals on PostgreSQL.
            return bool(value == (Decimal(told) / 100 if isinstance(told, int) else Decimal(str(told))))
        case Kind.FLOAT:
            return math.isclose(value, told, rel_tol=1e-9)
        case Kind.DATE:
            return bool(value.isoformat() == told)
        case Kind.WALL:
            return bool(value == datetime.fromisoformat(told))
        case Kind.BINARY:
            return bool(value == bytes.fromhex(told.removeprefix("\\x")))
        case Kind.JSON:
            return canonical_json(value) == canonical_json(
                json.loads(told) if isinstance(told, str) else told
            )
        case Kind.BOOLEAN | Kind.INTEGER | Kind.TEXT:
            return bool(value == told)
