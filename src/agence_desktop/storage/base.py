"""The declarative base and the column types that mean the same on SQLite and PostgreSQL."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime
from decimal import Decimal
from functools import lru_cache
from typing import Any

from sqlalchemy import (
    BigInteger,
    ColumnElement,
    DateTime,
    Integer,
    MetaData,
    Numeric,
    Table,
    type_coerce,
)
from sqlalchemy.engine import Dialect
from sqlalchemy.orm import DeclarativeBase, Mapped, declared_attr, mapped_column
from sqlalchemy.types import NullType, TypeDecorator, TypeEngine

NAMING = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s",
    "pk": "pk_%(table_name)s",
}


class Instant(TypeDecorator[datetime]):
    """An aware UTC instant: ``timestamptz`` on PostgreSQL, whole epoch seconds on SQLite.

    Numbers keep SQLite's comparisons and indexes exact and small; a naive value raises ValueError.
    """

    impl = DateTime(timezone=True)
    cache_ok = True

    def load_dialect_impl(self, dialect: Dialect) -> TypeEngine[Any]:
        if dialect.name == "sqlite":
            return dialect.type_descriptor(BigInteger())
        return dialect.type_descriptor(DateTime(timezone=True))

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> Any:
        return _written_epoch(value) if dialect.name == "sqlite" else _written_moment(value)

    def bind_processor(self, dialect: Dialect) -> Callable[[Any], Any] | None:
        return _written_epoch if dialect.name == "sqlite" else _written_moment

    def process_result_value(self, value: Any, dialect: Dialect) -> datetime | None:
        return _read_epoch(value) if dialect.name == "sqlite" else _read_moment(value)

    def result_processor(self, dialect: Dialect, coltype: object) -> Callable[[Any], Any] | None:  # noqa: ARG002
        # Most values of most rows are instants: one call for each instead of three.
        return _read_epoch if dialect.name == "sqlite" else _read_moment


def _written_epoch(value: datetime | None) -> int | None:
    return None if value is None else int(_aware(value).timestamp())


def _written_moment(value: datetime | None) -> datetime | None:
    return None if value is None else _aware(value).astimezone(UTC)


def _aware(value: datetime) -> datetime:
    if value.tzinfo is None:
        raise ValueError("an instant needs a time zone")
    return value


def _read_epoch(value: int | None) -> datetime | None:
    return None if value is None else datetime.fromtimestamp(value, UTC)


def _read_moment(value: datetime | None) -> datetime | None:
    return None if value is None else value.astimezone(UTC)


class Money(TypeDecorator[Decimal]):
    """Exact dollars and cents: ``numeric(18,2)`` on PostgreSQL, whole cents on SQLite."""

    impl = Numeric(18, 2)
    cache_ok = True

    def load_dialect_impl(self, dialect: Dialect) -> TypeEngine[Any]:
        if dialect.name == "sqlite":
            return dialect.type_descriptor(BigInteger())
        return dialect.type_descriptor(Numeric(18, 2))

    def process_bind_param(self, value: Decimal | None, dialect: Dialect) -> Any:
        if value is None:
            return None
        cents = value * 100
        if cents != cents.to_integral_value():
            raise ValueError("an amount has whole cents")
        return int(cents) if dialect.name == "sqlite" else value

    def process_result_value(self, value: Any, dialect: Dialect) -> Decimal | None:
        if value is None:
            return None
        return Decimal(value).scaleb(-2) if dialect.name == "sqlite" else Decimal(value)


class Base(DeclarativeBase):
    """Base of every entity; names of constraints follow ``NAMING`` so that migrations can speak of them."""

    metadata = MetaData(naming_convention=NAMING)


def table_of(entity: type[Base]) -> Table:
    """The table of an entity, for statements built once: those of an entity cost several times as much."""
    table = entity.__table__
    if not isinstance(table, Table):
        raise TypeError(f"{entity.__name__} is no table")
    return table


def as_kept(column: ColumnElement[Any]) -> ColumnElement[Any]:
    """A column read as the driver gives it: converting each value of many rows costs more than reading them.

    Days then go through ``kept_day``; truths are 0 and 1 on SQLite.
    """
    return type_coerce(column, NullType())


def kept_day(value: date | str | None) -> date | None:
    """The day of a value read ``as_kept``."""
    return _read_day(value) if isinstance(value, str) else value


_read_day = lru_cache(maxsize=8192)(date.fromisoformat)


class Identified:
    """A whole-number surrogate key."""

    id: Mapped[int] = mapped_column(Integer, primary_key=True)


class Versioned(Identified):
    """An editable record: a stale save is found by comparing ``version``."""

    @declared_attr
    @classmethod
    def version(cls) -> Mapped[int]:
        return mapped_column(Integer, nullable=False, default=1, server_default="1")

    @declared_attr.directive
    @classmethod
    def __mapper_args__(cls) -> dict[str, Any]:
        return {"version_id_col": cls.version}
