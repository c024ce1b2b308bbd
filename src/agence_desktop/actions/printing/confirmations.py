"""The confirmation of a booking, from its stored rows."""

from __future__ import annotations

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from agence_desktop.actions.printing.common import (
    Printed,
    contact_of,
    equipment_words,
    record_print,
    room_words,
    site_place,
    stamp,
)
from agence_desktop.core.clock import to_wall
from agence_desktop.core.errors import RefusedError
from agence_desktop.core.french import NBSP, uncapitalized
from agence_desktop.core.roles import Actor
from agence_desktop.documents.rows import Confirmation, ConfirmationDate, SupportLine
from agence_desktop.spaces.commands.desk import Desk
from agence_desktop.spaces.commands.revising import unknown_booking
from agence_desktop.spaces.journal import BookingDetail, EventKind, OccurrenceDetail
from agence_desktop.spaces.pricing import Price, price_at
from agence_desktop.spaces.queries.bookings import booking_detail, booking_id_of
from agence_desktop.spaces.queries.reference import Reference
from agence_desktop.spaces.readers import require_readable
from agence_desktop.spaces.reason_sentences import Facts, reason_fact
from agence_desktop.spaces.rows import OccurrenceState
from agence_desktop.spaces.sentences import BASIS_LABELS, price_words
from agence_desktop.storage.context import now
from agence_desktop.storage.work import Database, Session

DIFFUSION = "personnes participantes"

_DECIDED = frozenset({EventKind.BOOKED, EventKind.DECIDED, EventKind.MOVED, EventKind.EDITED})


def print_confirmation(database: Database, desk: Desk, number: str) -> Printed:
    """The confirmation of the booking with this number, as a PDF.

    Raises RefusedError ``unknown_booking`` where no booking bears the number, RightMissingError.
    """
    from agence_desktop.documents.confirmation import confirmation_pdf

    row = database.read(lambda session: _read(session, desk, number))
    pdf = confirmation_pdf(row)
    record_print(database, "confirmation", number, row.stamp.instant)
    return Printed(f"{number}.pdf", f"Confirmation{NBSP}{number}", pdf)


def _read(session: Session, desk: Desk, number: str) -> Confirmation:
    reference = desk.reference(session)
    booking_id = booking_id_of(session, number.strip().upper())
    if booking_id is None:
        raise RefusedError(
            "unknown_booking", f"Aucune réservation ne porte le numéro «{NBSP}{number}{NBSP}»."
        )
    booking = booking_detail(session, reference, booking_id, now(session))
    if booking is None:
        raise unknown_booking()
    _require_right(desk.actor, reference, booking)
    first = next((one for one in booking.occurrences if one.state in _SHOWN), booking.occurrences[0])
    facts = reference.facts[first.space_id]
    price = price_at(facts, first.span)
    return Confirmation(
        number=booking.number,
        person=booking.person,
        organisation=booking.organisation,
        site=site_place(reference, facts.site_id),
        purpose=booking.purpose,
        participants=booking.participants,
        dates=tuple(_date(reference, booking, one, now(session)) for one in booking.occurrences),
        contacts=(contact_of(session, reference, facts.site_id),),
        stamp=stamp(session, desk, DIFFUSION),
        requested_at=_wall(booking.created_at, facts.zone),
        decided_at=_decided_at(booking, facts.zone),
        layout=_layout(reference, booking),
        equipment=equipment_words(reference, first.space_id),
        added_equipment=_added(reference, booking),
        accessibility=booking.accessibility,
        support=_support(booking),
        note=booking.note,
        arrival=_sentences(reference.site(first.space_id).access),
        release_minutes=facts.terms.release_minutes,
        rate=BASIS_LABELS[price.retained.basis] if _same_price(booking, price) else "",
        calculation=price_words(price) if _same_price(booking, price) else "",
        invoiced_to=booking.organisation,
    )


def _require_right(actor: Actor, reference: Reference, booking: BookingDetail) -> None:
    hosts = {reference.facts[one.space_id].host_id for one in booking.occurrences}
    require_readable(actor, booking.organisation_id, hosts, "imprimer cette confirmation")


_SHOWN = frozenset({OccurrenceState.CONFIRMED, OccurrenceState.REQUESTED, OccurrenceState.PRESENT})


def _date(
    reference: Reference, booking: BookingDetail, one: OccurrenceDetail, moment: datetime
) -> ConfirmationDate:
    facts = reference.facts[one.space_id]
    about = Facts(
        space=facts,
        span=one.span,
        now=moment,
        participants=booking.participants,
        layout=booking.layout,
        holidays=reference.directory.observed,
        space_names={space: reference.spaces[space].name for space in facts.related},
    )
    hours = facts.terms.cancel_hours
    start = _wall(one.span.start, one.zone)
    return ConfirmationDate(
        start=start,
        end=_wall(one.span.end, one.zone),
        state=one.state,
        room=room_words(reference, one.space_id),
        price=one.price,
        reasons=tuple(reason_fact(reason, about) for reason in one.reasons),
        open_from=_wall(one.busy.start, one.zone) if one.busy.start < one.span.start else None,
        free_by=_wall(one.busy.end, one.zone) if one.busy.end > one.span.end else None,
        cancel_until=_wall(one.span.start - timedelta(hours=hours), one.zone) if hours is not None else None,
    )


def _wall(instant: datetime, zone: ZoneInfo) -> datetime:
    return to_wall(instant, zone)


def _decided_at(booking: BookingDetail, zone: ZoneInfo) -> datetime | None:
    """When the last date that is held was decided: by the rules at booking, by a change, or by the host."""
    if not any(one.state is OccurrenceState.CONFIRMED for one in booking.occurrences):
        return None
    decided = [event.at for event in booking.history if event.kind in _DECIDED]
    return _wall(max(decided, default=booking.created_at), zone)


def _same_price(booking: BookingDetail, price: Price) -> bool:
    """Whether the arithmetic of today's rates explains the price that was stored on every date."""
    stored = {one.price for one in booking.occurrences if one.price is not None}
    return stored == {price.amount}


def _layout(reference: Reference, booking: BookingDetail) -> str:
    if booking.layout is None:
        return ""
    word = reference.words["layout"].get(booking.layout)
    return f"disposition {uncapitalized(word.label) if word else booking.layout}"


def _added(reference: Reference, booking: BookingDetail) -> tuple[str, ...]:
    return tuple(
        f"{quantity}{NBSP}×{NBSP}{reference.equipment[key].name}"
        for key, quantity in sorted(booking.equipment.items())
    )


def _support(booking: BookingDetail) -> tuple[SupportLine, ...]:
    """One line per support request; what stands before « : » names its kind."""
    lines = []
    for text in booking.support.splitlines():
        kind, found, task = text.partition(":")
        words = text.strip()
        if words:
            lines.append(
                SupportLine(kind.strip(), task.strip(), "demandé")
                if found
                else SupportLine("Soutien", words, "demandé")
            )
    return tuple(lines)


def _sentences(text: str) -> tuple[str, ...]:
    return tuple(line.strip() for line in text.splitlines() if line.strip())
