"""Values of a backup in one neutral text form, the same whichever database they come from."""

from __future__ import annotations

import json
from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime
from decimal import Decimal
from enum import StrEnum
from typing import Any, Final

from sqlalchemy import (
    JSON,
    NUMERIC,
    BigInteger,
    Boolean,
    Column,
    Date,
    DateTime,
    Float,
    Integer,
    LargeBinary,
    MetaData,
    String,
    Table,
    Text,
)
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.types import TypeEngine

from agence_desktop.storage.base import Instant, Money

NULL: Final = "\\N"
"""What stands for no value at all; a text that begins with a backslash is written with one more."""


class Kind(StrEnum):
    """What a column holds, as the manifest of an archive says it."""

    BINARY = "binary"
    BOOLEAN = "boolean"
    DATE = "date"
    FLOAT = "float"
    INSTANT = "instant"
    INTEGER = "integer"
    JSON = "json"
    MONEY = "money"
    TEXT = "text"
    WALL = "wall"


@dataclass(frozen=True, slots=True)
class Form:
    """How a kind is written and read, and the type of a column that holds it."""

    write: Callable[[Any], str]
    read: Callable[[str], Any]
    type: TypeEngine[Any]


def _write_instant(value: datetime) -> str:
    return value.astimezone(UTC).isoformat().removesuffix("+00:00") + "Z"


def _read_instant(text: str) -> datetime:
    moment = datetime.fromisoformat(text)
    if moment.tzinfo is None:
        raise ValueError("an instant has its offset")
    return moment.astimezone(UTC)


def _read_boolean(text: str) -> bool:
    return {"true": True, "false": False}[text]


def canonical_json(value: Any) -> str:
    """One text per JSON value, whatever the order and spacing it was stored with."""
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def _write_text(value: str) -> str:
    return f"\\{value}" if value.startswith("\\") else value


def _read_text(text: str) -> str:
    return text.removeprefix("\\")


FORMS: Final[Mapping[Kind, Form]] = {
    Kind.BINARY: Form(bytes.hex, bytes.fromhex, LargeBinary()),
    Kind.BOOLEAN: Form(lambda value: "true" if value else "false", _read_boolean, Boolean()),
    Kind.DATE: Form(date.isoformat, date.fromisoformat, Date()),
    Kind.FLOAT: Form(repr, float, Float()),
    Kind.INSTANT: Form(_write_instant, _read_instant, Instant()),
    Kind.INTEGER: Form(str, int, BigInteger()),
    Kind.JSON: Form(
        canonical_json,
        json.loads,
        JSON(none_as_null=True).with_variant(JSONB(none_as_null=True), "postgresql"),
    ),
    Kind.MONEY: Form(lambda value: f"{value:.2f}", Decimal, Money()),
    Kind.TEXT: Form(_write_text, _read_text, Text()),
    Kind.WALL: Form(datetime.isoformat, datetime.fromisoformat, DateTime()),
}

_KINDS: Final[tuple[tuple[type[TypeEngine[Any]], Kind], ...]] = (
    (Instant, Kind.INSTANT),
    (Money, Kind.MONEY),
    (Boolean, Kind.BOOLEAN),
    (NUMERIC, Kind.MONEY),
    (Integer, Kind.INTEGER),
    (Float, Kind.FLOAT),
    (DateTime, Kind.WALL),
    (Date, Kind.DATE),
    (JSON, Kind.JSON),
    (LargeBinary, Kind.BINARY),
    (String, Kind.TEXT),
)


def kind_of(column: Column[Any]) -> Kind:
    """What a column of the models holds; a type that backups do not know raises TypeError."""
    for type_, kind in _KINDS:
        if isinstance(column.type, type_):
            # As a server describes a column that the models do not have any more.
            zoned = kind is Kind.WALL and getattr(column.type, "timezone", False)
            return Kind.INSTANT if zoned else kind
    raise TypeError(f"{column}: backups do not know {column.type!r}")


def encode(kinds: Iterable[Kind], row: Iterable[Any]) -> list[str]:
    """The texts of a row, column by column."""
    return [
        NULL if value is None else FORMS[kind].write(value) for kind, value in zip(kinds, row, strict=True)
    ]


def decode(kinds: Iterable[Kind], cells: Iterable[str], whole_seconds: bool) -> list[Any]:
    """The values of a row; ``whole_seconds`` where the database keeps no fraction of an instant.

    A text that its kind does not have raises ValueError, KeyError or ArithmeticError.
    """
    values = [
        None if text == NULL else FORMS[kind].read(text) for kind, text in zip(kinds, cells, strict=True)
    ]
    return [_in_seconds(value) for value in values] if whole_seconds else values


def _in_seconds(value: Any) -> Any:
    """An instant without its fraction of a second; a wall clock keeps it, on both databases."""
    is_instant = isinstance(value, datetime) and value.tzinfo is not None
    return value.replace(microsecond=0) if is_instant else value


def table_of(name: str, columns: Mapping[str, Kind], key: Collection[str]) -> Table:
    """A table with these columns, for rows of a schema that the models may not describe any more."""
    described = (
        Column(column, FORMS[kind].type, primary_key=column in key, autoincrement=False)
        for column, kind in columns.items()
    )
    return Table(name, MetaData(), *described)
