"""The page of a booking, worked out from what was read: its facts, its dates, its history."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import TYPE_CHECKING

from agence_desktop.core.clock import QUEBEC, to_wall
from agence_desktop.core.french import format_money, format_number, format_phone, format_slot
from agence_desktop.core.recurrence import describe
from agence_desktop.desktop.calendar.items import Style
from agence_desktop.desktop.spaces import record_texts as texts
from agence_desktop.desktop.spaces.calendars.ghost_words import facts_of
from agence_desktop.desktop.spaces.calendars.planning_blocks import STYLES
from agence_desktop.desktop.spaces.facts import card_texts
from agence_desktop.desktop.spaces.facts.card_facts import state_chip
from agence_desktop.desktop.spaces.gateway import BookingPage
from agence_desktop.desktop.widgets.columns import Align, Column
from agence_desktop.desktop.widgets.fact_list import Fact
from agence_desktop.spaces.checks import capacity_for
from agence_desktop.spaces.journal import BookingDetail, OccurrenceDetail, OccurrenceRow
from agence_desktop.spaces.reason_sentences import reason_fact

if TYPE_CHECKING:
    from agence_desktop.spaces.queries.reference import Reference


@dataclass(frozen=True, slots=True)
class DateOfBooking:
    """One date as the table of the page shows it."""

    rank: int
    date: OccurrenceDetail
    slot: str
    space: str
    site: str
    price: str
    reasons: str


COLUMNS: tuple[Column[DateOfBooking], ...] = (
    Column("rank", "No", lambda one: str(one.rank), lambda one: one.rank, align=Align.RIGHT, width=40),
    Column(
        "slot",
        texts.DAY_AND_HOURS,
        lambda one: one.slot,
        sort=lambda one: one.date.span,
        width=244,
        strong=True,
    ),
    Column("space", texts.SPACE, lambda one: one.space, detail=lambda one: one.site, width=226, ending=True),
    Column(
        "state",
        texts.STATE,
        lambda one: state_chip(one.date.state).word,
        chip=lambda one: state_chip(one.date.state),
        width=140,
    ),
    Column(
        "price",
        texts.PRICE,
        lambda one: one.price,
        sort=lambda one: one.date.price,
        align=Align.RIGHT,
        width=84,
    ),
    Column(
        "reasons",
        texts.REASONS,
        lambda one: one.reasons,
        tip=lambda one: one.reasons,
        width=160,
        stretch=True,
    ),
)


def dates_of(page: BookingPage, now: datetime) -> tuple[DateOfBooking, ...]:
    """The dates in time order."""
    return tuple(
        _date(number, one, page.booking, page.reference, now)
        for number, one in enumerate(page.booking.occurrences, 1)
    )


def _date(
    rank: int, date: OccurrenceDetail, booking: BookingDetail, reference: Reference, now: datetime
) -> DateOfBooking:
    about = facts_of(reference, date.space_id, date.span, now, participants=booking.participants)
    return DateOfBooking(
        rank=rank,
        date=date,
        slot=format_slot(*walls(date), short=True),
        space=reference.spaces[date.space_id].name,
        site=reference.site(date.space_id).name,
        price=_price(date.price) if _costs(date) else "",
        reasons="; ".join(reason_fact(reason, about) for reason in date.reasons),
    )


def walls(date: OccurrenceDetail) -> tuple[datetime, datetime]:
    """The slot on the wall clock of its site."""
    return to_wall(date.span.start, date.zone), to_wall(date.span.end, date.zone)


def facts_of_booking(page: BookingPage) -> tuple[Fact, ...]:
    """What holds for all dates; what is not said is left out."""
    booking, reference = page.booking, page.reference
    space = reference.facts[booking.space_id]
    layout = reference.words["layout"].get(booking.layout) if booking.layout else None
    places = capacity_for(space, booking.layout)
    label = layout.label if layout else booking.layout or ""
    equipment = [
        (quantity, reference.equipment[key].name) for key, quantity in sorted(booking.equipment.items())
    ]
    rule = describe(booking.rule, booking.series_start) if booking.rule else ""
    prices = [one.price for one in booking.occurrences if one.price is not None and _costs(one)]
    host = reference.directory.organisations[space.host_id]
    found = (
        Fact(texts.REQUESTED_BY, ", ".join(filter(None, (booking.person, booking.organisation)))),
        Fact(texts.EMAIL, booking.person_email),
        Fact(texts.PHONE, _phone(booking.phone)),
        Fact(texts.HOST, host.name),
        Fact(texts.PARTICIPANTS, card_texts.participants(booking.participants, places, label)),
        Fact(texts.REPEATS, rule),
        Fact(texts.MATERIAL, texts.equipment(equipment)),
        Fact(texts.SUPPORT, booking.support),
        Fact(texts.ACCESSIBILITY, booking.accessibility),
        Fact(texts.TOTAL, texts.total(sum(prices, Decimal(0)), len(prices)) if prices else ""),
        Fact(texts.NOTE, booking.note),
        Fact(texts.ENTERED, texts.entered(to_wall(booking.created_at, QUEBEC), booking.created_by)),
    )
    return tuple(fact for fact in found if fact.value)


def row_of(booking: BookingDetail, date: OccurrenceDetail) -> OccurrenceRow:
    """A date as calendars know it, for what moves and cancels."""
    return OccurrenceRow(
        id=date.id,
        booking_id=booking.id,
        number=booking.number,
        space_id=date.space_id,
        origin=date.origin,
        span=date.span,
        busy=date.busy,
        state=date.state,
        organisation_id=booking.organisation_id,
        acronym=booking.acronym,
        purpose=booking.purpose,
        participants=booking.participants,
        recurring=len(booking.occurrences) > 1,
        version=date.version,
    )


def heading(booking: BookingDetail) -> tuple[str, str]:
    """« R-2026-000123, Comité de sécurité routière » and « MTQ, 6 séances »."""
    count = len(booking.occurrences)
    dates = f"{format_number(count)} séances" if count > 1 else ""
    title = ", ".join(filter(None, (booking.number, booking.purpose)))
    return title, ", ".join(filter(None, (booking.organisation, dates)))


def _costs(date: OccurrenceDetail) -> bool:
    """Whether a date counts in what is to be paid: not one that was never had, or was given up."""
    return STYLES[date.state] is not Style.CANCELLED


def _price(amount: Decimal | None) -> str:
    if amount is None:
        return ""
    return format_money(amount) if amount else texts.FREE


def _phone(digits: str) -> str:
    return format_phone(digits) if len(digits) == 10 and digits.isdigit() else digits
