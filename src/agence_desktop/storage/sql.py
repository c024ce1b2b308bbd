"""SQL expressions that the two databases write differently."""

from __future__ import annotations

import json
from collections.abc import Collection
from datetime import datetime
from typing import Any

from sqlalchemy import (
    ARRAY,
    ColumnElement,
    Integer,
    Text,
    any_,
    bindparam,
    func,
    literal_column,
    select,
)
from sqlalchemy.engine import Dialect
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.orm import InstrumentedAttribute
from sqlalchemy.sql.compiler import SQLCompiler
from sqlalchemy.sql.functions import GenericFunction
from sqlalchemy.types import TypeDecorator, TypeEngine


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


class Keys(TypeDecorator[Collection[int]]):
    """Many keys as one parameter: to list thousands one by one takes longer than the statement itself."""

    impl = Text
    cache_ok = True

    def load_dialect_impl(self, dialect: Dialect) -> TypeEngine[Any]:
        return dialect.type_descriptor(ARRAY(Integer()) if dialect.name == "postgresql" else Text())

    def process_bind_param(self, value: Collection[int] | None, dialect: Dialect) -> Any:
        keys = sorted(value or ())
        return keys if dialect.name == "postgresql" else json.dumps(keys)


def among(
    kind: str, column: InstrumentedAttribute[int] | ColumnElement[int], name: str
) -> ColumnElement[bool]:
    """Whether a column is one of the keys given as the parameter ``name``, for one kind of database."""
    keys = bindparam(name, type_=Keys())
    if kind == "postgresql":
        return column == any_(keys)
    return column.in_(select(literal_column("value")).select_from(func.json_each(keys)))
