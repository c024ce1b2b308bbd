"""What the card of a booking shows, worked out from what was read."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from agence_desktop.core.clock import QUEBEC, to_wall
from agence_desktop.core.french import (
    counted,
    format_money,
    format_month,
    format_phone,
    format_slot,
    listed,
    of,
)
from agence_desktop.core.roles import Actor
from agence_desktop.desktop.spaces.facts import card_texts as texts
from agence_desktop.desktop.spaces.facts.changing import CHANGEABLE, may_book, why_fixed
from agence_desktop.desktop.spaces.gateway import BookingPage
from agence_desktop.desktop.widgets.columns import Chip, Look
from agence_desktop.desktop.widgets.fact_list import Fact
from agence_desktop.spaces.attendance import is_awaited
from agence_desktop.spaces.attendance_sentences import not_awaited
from agence_desktop.spaces.checks import capacity_for
from agence_desktop.spaces.journal import BookingDetail, EventRow, OccurrenceDetail
from agence_desktop.spaces.rows import OccurrenceState
from agence_desktop.spaces.sentences import REASON_LABELS, STATE_LABELS
from agence_desktop.spaces.terms import nearest_rates

if TYPE_CHECKING:
    from agence_desktop.spaces.queries.reference import Reference

_S = OccurrenceState

CHIPS = {
    _S.CONFIRMED: ("check-circle", Look.CONFIRMED),
    _S.REQUESTED: ("help-circle-outline", Look.REQUESTED),
    _S.WAITLISTED: ("timer-sand", Look.WAITING),
    _S.OFFERED: ("timer-sand", Look.WAITING),
    _S.PRESENT: ("account-check", Look.PRESENT),
    _S.ENDED: ("check-all", Look.DONE),
    _S.NO_SHOW: ("account-off", Look.NO_SHOW),
    _S.CANCELLED: ("close-circle-outline", Look.CANCELLED),
    _S.REFUSED: ("close-circle-outline", Look.CANCELLED),
    _S.NOT_OBTAINED: ("account-lock", Look.TAKEN),
}


def state_chip(state: OccurrenceState) -> Chip:
    """A state as word, icon and look."""
    icon, look = CHIPS[state]
    return Chip(STATE_LABELS[state], icon, look)


@dataclass(frozen=True, slots=True)
class HistoryLine:
    """When, what, and who did it."""

    when: str
    what: str
    who: str


@dataclass(frozen=True, slots=True)
class CardFacts:
    """All that the card of one date shows; what ``may_…`` says is judged again by the commands.

    ``why_fixed`` is the sentence where it cannot be moved or cancelled, ``why_not_noted`` where presence
    cannot be noted now, ``note`` the one that is shown.
    """

    booking_id: int
    occurrence_id: int
    version: int
    number: str
    chip: Chip
    position: str
    purpose: str
    slot: str
    facts: tuple[Fact, ...]
    history: tuple[HistoryLine, ...]
    recurring: bool
    may_edit: bool
    may_change: bool
    why_fixed: str = ""
    may_note: bool = False
    why_not_noted: str = ""
    note: str = ""


def card_facts(page: BookingPage, occurrence_id: int, actor: Actor, now: datetime) -> CardFacts | None:
    """The card of one date of a booking; None where the booking has no such date any more."""
    booking, reference = page.booking, page.reference
    dates = booking.occurrences
    at = next((n for n, one in enumerate(dates) if one.id == occurrence_id), None)
    if at is None:
        return None
    date = dates[at]
    may = may_book(actor, reference, booking.organisation_id, date.space_id)
    fixed = why_fixed(date.state, date.span, now, may=may)
    awaited = is_awaited(date.state, date.span, now)
    return CardFacts(
        booking_id=booking.id,
        occurrence_id=date.id,
        version=date.version,
        number=booking.number,
        chip=state_chip(date.state),
        position=texts.position(at + 1, len(dates)) if len(dates) > 1 else "",
        purpose=booking.purpose,
        slot=slot_words(date),
        facts=tuple(fact for fact in _facts(booking, date, reference, now) if fact.value),
        history=tuple(_line(event, booking, reference, now) for event in booking.history),
        recurring=len(dates) > 1,
        may_edit=may,
        may_change=not fixed,
        why_fixed=fixed,
        may_note=may and awaited,
        why_not_noted=_why_not_noted(date, may=may, awaited=awaited),
        note=_note(date, fixed, awaited=awaited),
    )


def _why_not_noted(date: OccurrenceDetail, *, may: bool, awaited: bool) -> str:
    if not awaited:
        return not_awaited(date.state, date.span, date.zone)
    return "" if may else texts.NO_RIGHT


def _note(date: OccurrenceDetail, fixed: str, *, awaited: bool) -> str:
    """What stands under the buttons: why some are greyed."""
    to_come = date.state is _S.CONFIRMED and not fixed and not awaited
    return not_awaited(date.state, date.span, date.zone) if to_come else fixed


def slot_words(date: OccurrenceDetail) -> str:
    """« mercredi 14 octobre 2026, 13 h à 15 h 30 » at the site."""
    return format_slot(to_wall(date.span.start, date.zone), to_wall(date.span.end, date.zone))


def _facts(
    booking: BookingDetail, date: OccurrenceDetail, reference: Reference, now: datetime
) -> tuple[Fact, ...]:
    space, site = reference.spaces[date.space_id], reference.site(date.space_id)
    places = capacity_for(reference.facts[date.space_id], booking.layout)
    layout = reference.words["layout"].get(booking.layout) if booking.layout else None
    label = layout.label if layout else booking.layout or ""
    minutes = [
        int(length.total_seconds() // 60)
        for length in (date.span.start - date.busy.start, date.busy.end - date.span.end)
    ]
    outside = listed([REASON_LABELS[reason].lower() for reason in date.reasons])
    return (
        Fact(texts.SPACE, ", ".join(filter(None, (space.name, texts.floor(space.floor))))),
        Fact(texts.SITE, site.name),
        Fact(texts.REQUEST, ", ".join(filter(None, (booking.person, booking.acronym)))),
        Fact(texts.PARTICIPANTS, texts.participants(booking.participants, places, label)),
        Fact(texts.EQUIPMENT, _equipment(booking, reference)),
        Fact(texts.SUPPORT, booking.support),
        Fact(texts.ACCESSIBILITY, booking.accessibility),
        Fact(texts.BUFFER, texts.buffers(minutes[0], minutes[1])),
        Fact(texts.PRICE, _price(date, reference)),
        _cancellation(date, reference, now),
        Fact(texts.PHONE, _phone(booking.phone)),
        Fact(texts.NOTE, booking.note),
        Fact(texts.OUTSIDE, outside),
    )


def _equipment(booking: BookingDetail, reference: Reference) -> str:
    lines = (
        (quantity, reference.equipment[equipment].name) for equipment, quantity in booking.equipment.items()
    )
    return ", ".join(counted(quantity, f"{name[0].lower()}{name[1:]}") for quantity, name in lines)


def _price(date: OccurrenceDetail, reference: Reference) -> str:
    """« 95,00 $, tarif d’avril 2026 »."""
    if date.price is None:
        return ""
    if not date.price:
        return texts.FREE
    day = to_wall(date.span.start, date.zone).date()
    rates = nearest_rates(reference.facts[date.space_id].rate_scopes, day)
    since = f", tarif {of(format_month(rates.since))}" if rates is not None else ""
    return f"{format_money(date.price)}{since}"


def _cancellation(date: OccurrenceDetail, reference: Reference, now: datetime) -> Fact:
    deadline = free_until(date, reference)
    if deadline is None or date.state not in CHANGEABLE:
        return Fact(texts.CANCELLATION, "")
    words = texts.free_until(to_wall(deadline, date.zone))
    return Fact(texts.CANCELLATION, words, texts.LATE if deadline <= now else "")


def free_until(date: OccurrenceDetail, reference: Reference) -> datetime | None:
    """Until when cancelling costs nothing; None where the terms set no limit."""
    hours = reference.facts[date.space_id].terms.cancel_hours
    return None if hours is None else date.span.start - timedelta(hours=hours)


def _phone(digits: str) -> str:
    return format_phone(digits) if len(digits) == 10 and digits.isdigit() else digits


def _line(event: EventRow, booking: BookingDetail, reference: Reference, now: datetime) -> HistoryLine:
    zone = reference.zone(booking.space_id)
    before, after = (
        to_wall(datetime.fromisoformat(event.detail[key]), zone) if key in event.detail else None
        for key in ("from", "to")
    )
    what = texts.event(event.kind, event.detail, before, after, len(booking.occurrences))
    when = texts.moment(to_wall(event.at, QUEBEC), to_wall(now, QUEBEC).year)
    return HistoryLine(when, what, event.person or event.login)
