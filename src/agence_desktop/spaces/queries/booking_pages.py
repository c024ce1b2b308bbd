"""Which bookings a list shows, in which order: the keys of one page, and how many there are.

What is to come is little beside what was: it is read by the end of its dates, and only a list of everything
in the order of its dates or their number looks at every date there ever was.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Label,
    Select,
    Subquery,
    and_,
    case,
    func,
    literal,
    or_,
    select,
    union_all,
)
from sqlalchemy.orm import aliased

from agence_desktop.core.french import search_key
from agence_desktop.directory.model import Organisation, Person
from agence_desktop.spaces.model import Booking, Occurrence, Space
from agence_desktop.spaces.queries.reference import Reference
from agence_desktop.spaces.readers import Readable
from agence_desktop.spaces.rows import IN_FORCE

_IN_FORCE = Occurrence.state.in_([str(state) for state in sorted(IN_FORCE)])


class BookingColumn(StrEnum):
    """What a list of bookings is sorted by."""

    NUMBER = "number"
    PURPOSE = "purpose"
    ORGANISATION = "organisation"
    PERSON = "person"
    SPACE = "space"
    NEXT = "next"
    DATES = "dates"
    PARTICIPANTS = "participants"


Order = Sequence[tuple[BookingColumn, bool]]
"""Columns, the most important first, and whether each descends."""

_STORED: dict[BookingColumn, Any] = {
    BookingColumn.NUMBER: Booking.number,
    BookingColumn.PURPOSE: Booking.purpose_key,
    BookingColumn.ORGANISATION: Organisation.acronym,
    BookingColumn.PERSON: Person.sort_key,
    BookingColumn.SPACE: Space.sort_key,
    BookingColumn.PARTICIPANTS: Booking.participants,
}
_Key = tuple[Any, bool]
"""A column or expression to sort by, and whether it descends."""


@dataclass(frozen=True, slots=True)
class BookingFilter:
    """What a list of bookings shows; ``words`` are unaccented search keys, all of which must be found.

    ``upcoming`` leaves out bookings of which no date in force is still to end, ``readable`` those that may
    not be taken away.
    """

    words: tuple[str, ...] = ()
    organisation_id: int | None = None
    space_ids: tuple[int, ...] | None = None
    upcoming: bool = False
    readable: Readable | None = None


@dataclass(frozen=True, slots=True)
class BookingPage:
    """The keys of a page as a subquery with a column ``id``, and the order of its rows."""

    keys: Subquery
    order: tuple[ColumnElement[Any], ...]


def page_of(
    wanted: BookingFilter, reference: Reference, now: datetime, order: Order, limit: int, offset: int
) -> BookingPage:
    """One page in ``order``, else by the next date in force, then by the last, most recent first."""
    if not order and not wanted.upcoming:
        return _to_come_then_past(wanted, reference, now, limit, offset)
    columns = {column for column, _ in order}
    query = _matching(wanted, reference, columns)
    dates = _to_come(now) if wanted.upcoming else _dates(now)
    if wanted.upcoming or columns & {BookingColumn.NEXT, BookingColumn.DATES}:
        query = query.join(dates, dates.c.booking_id == Booking.id)
    keys: list[_Key] = [*_keys(order or ((BookingColumn.NEXT, False),), dates), (Booking.id, False)]
    labelled: list[Label[Any]] = [key.label(f"key_{at}") for at, (key, _) in enumerate(keys)]
    query = query.add_columns(*labelled).order_by(*(_turned(key, down) for key, down in keys))
    page = query.limit(limit).offset(offset).subquery("page")
    turned = (_turned(page.c[label.name], down) for label, (_, down) in zip(labelled, keys, strict=True))
    return BookingPage(page, tuple(turned))


def count_of(wanted: BookingFilter, reference: Reference, now: datetime) -> Select[tuple[int]]:
    """The statement that counts what all pages hold."""
    found = _matching(wanted, reference, ())
    if wanted.upcoming:
        dates = _to_come(now)
        found = found.join(dates, dates.c.booking_id == Booking.id)
    return select(func.count()).select_from(found.subquery())


def _to_come(now: datetime) -> Subquery:
    """Per booking that has one: its next date in force."""
    return (
        select(Occurrence.booking_id, func.min(Occurrence.starts).label("next"))
        .where(Occurrence.ends > now, _IN_FORCE)
        .group_by(Occurrence.booking_id)
        .subquery("to_come")
    )


def _dates(now: datetime) -> Subquery:
    """Per booking: its next date in force, else its last; it looks at every date there is."""
    upcoming = func.min(case((and_(Occurrence.ends > now, _IN_FORCE), Occurrence.starts)))
    following = func.coalesce(upcoming, func.max(Occurrence.starts)).label("next")
    return select(Occurrence.booking_id, following).group_by(Occurrence.booking_id).subquery("dates")


def _to_come_then_past(
    wanted: BookingFilter, reference: Reference, now: datetime, limit: int, offset: int
) -> BookingPage:
    """Each half read in its own order, no farther than the page reaches."""
    dates, last, later = _to_come(now), aliased(Occurrence), aliased(Occurrence)
    matching, reached = _matching(wanted, reference, ()), limit + offset
    first = (
        matching.join(dates, dates.c.booking_id == Booking.id)
        .add_columns(literal(0).label("past"), dates.c.next.label("at"))
        .order_by(dates.c.next, Booking.id)
        .limit(reached)
        .subquery("first")
    )
    end = last.busy_until
    after = or_(later.busy_until > end, and_(later.busy_until == end, later.id > last.id))
    then = (
        matching.join(last, last.booking_id == Booking.id)
        .where(
            ~select(later.id).where(later.booking_id == last.booking_id, after).exists(),
            last.booking_id.not_in(select(dates.c.booking_id)),
        )
        .add_columns(literal(1).label("past"), end.label("at"))
        .order_by(end.desc(), Booking.id)
        .limit(reached)
        .subquery("then")
    )
    both = union_all(select(first), select(then)).subquery("both")

    def ordered(rows: Subquery) -> tuple[ColumnElement[Any], ...]:
        return rows.c.past, case((rows.c.past == 0, rows.c.at)), rows.c.at.desc(), rows.c.id

    page = select(both).order_by(*ordered(both)).limit(limit).offset(offset).subquery("page")
    return BookingPage(page, ordered(page))


def _matching(
    wanted: BookingFilter, reference: Reference, columns: Sequence[BookingColumn] | set[BookingColumn]
) -> Select[Any]:
    """The keys of all bookings of the filter, joined with what it and these columns look at."""
    query: Select[Any] = select(Booking.id)
    if wanted.words or BookingColumn.ORGANISATION in columns:
        query = query.join(Organisation, Organisation.id == Booking.organisation_id)
    if wanted.words or BookingColumn.PERSON in columns:
        query = query.outerjoin(Person, Person.id == Booking.person_id)
    if BookingColumn.SPACE in columns:
        query = query.join(Space, Space.id == Booking.space_id)
    for word in wanted.words:
        query = query.where(
            or_(
                Booking.purpose_key.contains(word, autoescape=True),
                func.lower(Booking.number).contains(word, autoescape=True),
                func.lower(Organisation.acronym).contains(word, autoescape=True),
                Person.search_key.contains(word, autoescape=True),
                Booking.space_id.in_(_rooms_named(word, reference)),
            )
        )
    if wanted.organisation_id is not None:
        query = query.where(Booking.organisation_id == wanted.organisation_id)
    if wanted.space_ids is not None:
        query = query.where(Booking.space_id.in_(wanted.space_ids))
    return query if wanted.readable is None else query.where(may_leave(wanted.readable))


def may_leave(readable: Readable) -> ColumnElement[bool]:
    """The condition that a booking may be taken away."""
    hosted = select(Occurrence.booking_id).where(Occurrence.host_id.in_(sorted(readable.hosts)))
    return or_(Booking.organisation_id.in_(sorted(readable.organisations)), Booking.id.in_(hosted))


def _rooms_named(word: str, reference: Reference) -> list[int]:
    """The rooms with a word in their name, in that of their building or of its municipality."""
    sites = reference.directory.sites.values()
    there = {site.id for site in sites if word in search_key(f"{site.name} {site.municipality}")}
    rooms = reference.spaces.values()
    return [room.id for room in rooms if room.site_id in there or word in room.search_key]


def _keys(order: Order, dates: Subquery) -> list[_Key]:
    """Nobody comes last in both directions."""
    number = select(func.count()).where(Occurrence.booking_id == Booking.id).scalar_subquery()
    dated = {BookingColumn.NEXT: dates.c.next, BookingColumn.DATES: number}
    keys: list[_Key] = []
    for column, descending in order:
        if column is BookingColumn.PERSON:
            keys.append((case((Booking.person_id.is_(None), 1), else_=0), False))
        key: Any = dated[column] if column in dated else _STORED[column]
        keys.append((key, descending))
    return keys


def _turned(key: ColumnElement[Any], descending: bool) -> ColumnElement[Any]:
    return key.desc() if descending else key.asc()
