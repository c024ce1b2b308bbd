"""SQL expressions that the two databases write differently."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Integer
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.orm import InstrumentedAttribute
from sqlalchemy.sql.compiler import SQLCompiler
from sqlalchemy.sql.functions import GenericFunction


class _ElapsedMinutes(GenericFunction[int]):
    type = Integer()
    inherit_cache = True
    name = "elapsed_minutes"


@compiles(_ElapsedMinutes, "sqlite")
def _sqlite(element: _ElapsedMinutes, compiler: SQLCompiler, **options: Any) -> str:
    start, end = (compiler.process(clause, **options) for clause in element.clauses)
    return f"(({end} - {start}) / 60)"


@compiles(_ElapsedMinutes, "postgresql")
def _postgresql(element: _ElapsedMinutes, compiler: SQLCompiler, **options: Any) -> str:
    start, end = (compiler.process(clause, **options) for clause in element.clauses)
    return f"(extract(epoch from {end} - {start})::bigint / 60)"


def elapsed_minutes(
    start: InstrumentedAttribute[datetime] | ColumnElement[datetime],
    end: InstrumentedAttribute[datetime] | ColumnElement[datetime],
) -> ColumnElement[int]:
    """Whole minutes between two instants of a row."""
    return _ElapsedMinutes(start, end)
