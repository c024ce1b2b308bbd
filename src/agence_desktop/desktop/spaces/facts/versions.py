"""A date as it was on the screen and as it is now, field by field."""

from __future__ import annotations

from typing import TYPE_CHECKING

from agence_desktop.core.clock import to_wall
from agence_desktop.core.french import format_slot
from agence_desktop.core.spans import Span
from agence_desktop.desktop.dialogs.compare import FieldVersions
from agence_desktop.desktop.spaces.facts import compare_texts as texts
from agence_desktop.desktop.spaces.gateway import BookingPage
from agence_desktop.spaces.journal import OccurrenceRow
from agence_desktop.spaces.sentences import STATE_LABELS

if TYPE_CHECKING:
    from agence_desktop.spaces.queries.reference import Reference


def date_versions(
    seen: OccurrenceRow, page: BookingPage, wanted: tuple[int, Span] | None
) -> list[FieldVersions]:
    """The fields of a date; ``wanted`` is the space and slot asked for, None where it was to be cancelled."""
    reference, booking = page.reference, page.booking
    now = next(date for date in booking.occurrences if date.id == seen.id)
    return [
        FieldVersions(
            texts.SPACE,
            reference.spaces[seen.space_id].name,
            reference.spaces[now.space_id].name,
            reference.spaces[wanted[0]].name if wanted else "",
        ),
        FieldVersions(
            texts.SLOT,
            slot(reference, seen.space_id, seen.span),
            slot(reference, now.space_id, now.span),
            slot(reference, *wanted) if wanted else "",
        ),
        FieldVersions(
            texts.STATE,
            STATE_LABELS[seen.state].lower(),
            STATE_LABELS[now.state].lower(),
            "" if wanted else texts.CANCELLED,
        ),
        FieldVersions(texts.PURPOSE, seen.purpose, booking.purpose),
        FieldVersions(texts.ORGANISATION, seen.acronym, booking.acronym),
        FieldVersions(texts.PARTICIPANTS, str(seen.participants), str(booking.participants)),
    ]


def slot(reference: Reference, space_id: int, span: Span) -> str:
    """« jeu. 15 oct. 2026, 13 h à 15 h 30 » at the site."""
    zone = reference.zone(space_id)
    return format_slot(to_wall(span.start, zone), to_wall(span.end, zone), short=True)
