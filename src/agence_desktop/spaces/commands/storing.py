"""Store a judged booking: its history, the change it tells, and its number taken last.

Each statement sent to a server costs a journey there and back while the rooms are locked: PostgreSQL gets
these four as one, SQLite one after the other.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, Final

from sqlalchemy import (
    BindParameter,
    ColumnElement,
    Insert,
    String,
    Table,
    bindparam,
    cast,
    func,
    insert,
    select,
)
from sqlalchemy.orm import Session

from agence_desktop.core.changes import Change
from agence_desktop.spaces.model import Booking, BookingEvent
from agence_desktop.storage.base import table_of
from agence_desktop.storage.changes import ChangeRow, change_values, record_change
from agence_desktop.storage.context import is_sqlite
from agence_desktop.storage.numbering import TAKE, take_number

KIND: Final = "R"
DIGITS: Final = 6

_BOOKING, _EVENT, _CHANGE = table_of(Booking), table_of(BookingEvent), table_of(ChangeRow)
INSERT_EVENT: Final = insert(_EVENT)
_INSERT_BOOKING: Final = insert(_BOOKING)


def booking_number(year: int, number: int) -> str:
    """``R-2026-000123``."""
    return f"{KIND}-{year}-{number:0{DIGITS}d}"


def store_booking(
    session: Session, year: int, booking: Mapping[str, Any], event: Mapping[str, Any], change: Change
) -> str:
    """Insert a booking under the next number of the year, with a line of its history; the number.

    ``booking`` holds the columns of its row but for the number, ``event`` those of the line.
    """
    if is_sqlite(session):
        session.execute(INSERT_EVENT, event)
        record_change(session, change)
        number = booking_number(year, take_number(session, KIND, year))
        session.execute(_INSERT_BOOKING, {**booking, "number": number})
        return number
    values = {"kind": KIND, "year": year, "count": 1, "prefix": f"{KIND}-{year}-"}
    for table, row in ((_BOOKING, booking), (_EVENT, event), (_CHANGE, change_values(session, change))):
        values |= {_name(table, column): value for column, value in row.items()}
    return str(session.execute(_AT_ONCE, values).scalar_one())


def _name(table: Table, column: str) -> str:
    return f"{table.name}_{column}"


def _given(table: Table, *but: str) -> Iterator[tuple[str, BindParameter[Any]]]:
    """The parameters of a row, but for the columns that the database or a default gives."""
    for column in table.c:
        if column.name not in but:
            yield column.name, bindparam(_name(table, column.name), type_=column.type)


def _at_once() -> Insert:
    """The booking with its line and change row in one statement of PostgreSQL, giving the number."""
    taken = TAKE.cte("taken")
    digits: ColumnElement[str] = cast(taken.c.last, String)
    padded = func.lpad(digits, func.greatest(DIGITS, func.length(digits)), "0")
    row = dict(_given(_BOOKING, "number", "version", "sequence"))
    number = bindparam("prefix", type_=String()).concat(padded)
    told = insert(_CHANGE).values(dict(_given(_CHANGE, "id"))).cte("told")
    noted = insert(_EVENT).values(dict(_given(_EVENT, "id"))).cte("noted")
    values = select(number, *row.values()).select_from(taken)
    booking = insert(_BOOKING).from_select(["number", *row], values, include_defaults=False)
    return booking.add_cte(told, noted).returning(_BOOKING.c.number)


_AT_ONCE: Final = _at_once()
