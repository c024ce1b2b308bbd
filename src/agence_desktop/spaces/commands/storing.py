"""Store a judged booking: its dates, its history, the change it tells, its number taken last, its answer.

Each statement sent to a server costs a journey there and back while the rooms are locked: these go in one.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, Final

from sqlalchemy import (
    BindParameter,
    ColumnElement,
    Executable,
    Insert,
    ScalarSelect,
    String,
    Table,
    Text,
    bindparam,
    cast,
    func,
    insert,
    select,
    update,
)
from sqlalchemy.orm import Session

from agence_desktop.core.changes import Change
from agence_desktop.spaces.model import Booking, BookingEvent, Occurrence
from agence_desktop.storage.base import table_of
from agence_desktop.storage.changes import ChangeRow, change_values
from agence_desktop.storage.commands import Claim, CommandAnswer, written
from agence_desktop.storage.context import is_sqlite
from agence_desktop.storage.numbering import TAKE, Counter
from agence_desktop.storage.prepared import Prepared, Values, send

KIND: Final = "R"
DIGITS: Final = 6
_NUMBER: Final = "\N{SYMBOL FOR SUBSTITUTE}"
"""Stands in an answer for the number, until the database gives it; nothing else in an answer is free text."""

_BOOKING, _EVENT, _CHANGE = table_of(Booking), table_of(BookingEvent), table_of(ChangeRow)
_OCCURRENCE, _ANSWER, _COUNTER = table_of(Occurrence), table_of(CommandAnswer), table_of(Counter).c
INSERT_EVENT: Final = insert(_EVENT)


def booking_number(year: int, number: int) -> str:
    """``R-2026-000123``."""
    return f"{KIND}-{year}-{number:0{DIGITS}d}"


@dataclass(frozen=True, slots=True)
class NewBooking:
    """The columns of the row of a booking but for its number, of its dates, and of a line of its history."""

    booking: Mapping[str, Any]
    dates: Sequence[Mapping[str, Any]]
    event: Mapping[str, Any]


def store_booking(
    session: Session,
    year: int,
    new: NewBooking,
    change: Change,
    claim: Claim | None,
    answer: Mapping[str, Any],
) -> tuple[str, Change]:
    """Insert a booking under the next number of the year; the number, and the change with its dates.

    ``answer`` is kept with the claim, once the number is put into it.
    """
    told = change_values(session, change)
    values: dict[str, Any] = {"kind": KIND, "year": year, "count": 1, "prefix": f"{KIND}-{year}-"}
    for table, row in ((_BOOKING, new.booking), (_EVENT, new.event), (_CHANGE, told)):
        values |= {_name(table, column): value for column, value in row.items()}
    last = _ONE_BY_ONE if is_sqlite(session) else (_AT_ONCE,)
    steps: list[tuple[Prepared, Values]] = [(_DATE, date) for date in new.dates]
    steps += [(one, values) for one in last]
    if claim:
        before, after = written({**answer, "number": _NUMBER}).split(_NUMBER)
        kept = {"claimed": str(claim.key), "booking_id": new.booking["id"], "before": before, "after": after}
        steps.append((_KEEP, kept))
    found = send(session, *steps)
    ids = tuple(row.id for [row] in found[: len(new.dates)])
    number: str = found[len(new.dates) + len(last) - 1][0].number
    return number, replace(change, ids=ids)


def _name(table: Table, column: str) -> str:
    return f"{table.name}_{column}"


def _given(table: Table, *but: str) -> Iterator[tuple[str, BindParameter[Any]]]:
    """The parameters of a row, but for the columns that the database or a default gives."""
    for column in table.c:
        if column.name not in but:
            yield column.name, bindparam(_name(table, column.name), type_=column.type)


def _date() -> Insert:
    """One date; its parameters are named like its columns."""
    but = ("id", "version", "offered_from", "offered_until")
    given = {column.name: bindparam(column.name, type_=column.type) for column in _OCCURRENCE.c}
    values = select(*(given[column.name] for column in _OCCURRENCE.c if column.name not in but))
    names = [column.name for column in _OCCURRENCE.c if column.name not in but]
    row = insert(_OCCURRENCE).from_select(names, values, include_defaults=False)
    return row.returning(_OCCURRENCE.c.id)


def _told(group: str) -> Insert:
    """The change row, with the ids of the dates stored just before."""
    of_booking = _OCCURRENCE.c.booking_id == bindparam(_name(_BOOKING, "id"))
    dates = select(_OCCURRENCE.c.id).where(of_booking).order_by(_OCCURRENCE.c.id).subquery()
    ids: ScalarSelect[Any] = select(cast(getattr(func, group)(dates.c.id), Text)).scalar_subquery()
    return insert(_CHANGE).values({**dict(_given(_CHANGE, "id")), "ids": ids})


def _noted() -> Insert:
    return insert(_EVENT).values(dict(_given(_EVENT, "id")))


def _numbered(last: ColumnElement[Any], padded: ColumnElement[str], *where: ColumnElement[bool]) -> Insert:
    """The booking, under the number that the counter stands at."""
    row = dict(_given(_BOOKING, "number", "version", "sequence"))
    number = bindparam("prefix", type_=String()).concat(padded)
    values = select(number, *row.values()).select_from(last.table).where(*where)
    booking = insert(_BOOKING).from_select(["number", *row], values, include_defaults=False)
    return booking.returning(_BOOKING.c.number)


def _at_once() -> Executable:
    """The booking with its line and change row in one statement of PostgreSQL."""
    last = TAKE.cte("taken").c.last
    digits: ColumnElement[str] = cast(last, String)
    padded = func.lpad(digits, func.greatest(DIGITS, func.length(digits)), "0")
    told, noted = _told("json_agg").cte("told"), _noted().cte("noted")
    return _numbered(last, padded).add_cte(told, noted)


def _one_by_one() -> tuple[Prepared, ...]:
    """The same for SQLite, which is not far away and knows no such statements."""
    own = (_COUNTER.kind == bindparam("kind"), _COUNTER.year == bindparam("year"))
    padded = func.printf(f"%0{DIGITS}d", _COUNTER.last)
    booking = _numbered(_COUNTER.last, padded, *own)
    return Prepared(_noted()), Prepared(_told("json_group_array")), Prepared(TAKE), Prepared(booking)


_DATE: Final = Prepared(_date())
_AT_ONCE: Final = Prepared(_at_once())
_ONE_BY_ONE: Final = _one_by_one()
_OWN_NUMBER = select(_BOOKING.c.number).where(_BOOKING.c.id == bindparam("booking_id")).scalar_subquery()
_KEEP: Final = Prepared(
    update(_ANSWER)
    .where(_ANSWER.c.key == bindparam("claimed", type_=String()))
    .values(
        answer=bindparam("before", type_=Text()).concat(_OWN_NUMBER).concat(bindparam("after", type_=Text()))
    )
)
