"""A booking as it was read, as it is now and as the form asks for it, field by field."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from agence_desktop.core.clock import place
from agence_desktop.core.french import listed
from agence_desktop.core.spans import Span
from agence_desktop.desktop.dialogs.compare import FieldVersions
from agence_desktop.desktop.spaces.facts import compare_texts as texts
from agence_desktop.desktop.spaces.facts.versions import slot
from agence_desktop.desktop.spaces.form.booking_work import EditWish, stored_draft
from agence_desktop.desktop.spaces.gateway import BookingPage
from agence_desktop.spaces.rows import BookingDraft

if TYPE_CHECKING:
    from agence_desktop.spaces.queries.reference import Reference

LAYOUT = "Disposition"
EQUIPMENT = "Matériel"
SUPPORT = "Soutien"
ACCESSIBILITY = "Accessibilité"
NOTE = "Note à l’hôte"
PHONE = "Téléphone"


def booking_versions(seen: BookingPage, now: BookingPage, wish: EditWish) -> list[FieldVersions]:
    """The fields in which the three are not all alike; all of them where they are."""
    versions = stored_draft(seen), stored_draft(now), wish.draft
    rows = [FieldVersions(name, *(write(now.reference, one) for one in versions)) for name, write in _FIELDS]
    rows += _slots(seen, now, wish)
    other = [row for row in rows if len({row.seen, row.now, row.wanted}) > 1]
    return other or rows


def _slots(seen: BookingPage, now: BookingPage, wish: EditWish) -> list[FieldVersions]:
    if wish.occurrence is None or wish.slot is None or wish.space_id is None:
        return []
    reference, chosen = now.reference, wish.occurrence.id
    was, present = (
        next((one for one in page.booking.occurrences if one.id == chosen), None) for page in (seen, now)
    )
    wanted = place(wish.slot.start, wish.slot.end, reference.zone(wish.space_id))
    told = [(one.space_id, one.span) if one is not None else None for one in (was, present)]
    places: list[tuple[int, Span] | None] = [*told, (wish.space_id, wanted)]
    return [
        FieldVersions(texts.SPACE, *(reference.spaces[one[0]].name if one else "" for one in places)),
        FieldVersions(texts.SLOT, *(slot(reference, *one) if one else "" for one in places)),
    ]


def _equipment(reference: Reference, draft: BookingDraft) -> str:
    return listed(
        [f"{line.quantity} {reference.equipment[line.equipment_id].name}" for line in draft.equipment]
    )


def _layout(reference: Reference, draft: BookingDraft) -> str:
    word = reference.words.get("layout", {}).get(draft.layout or "")
    return word.label if word else draft.layout or ""


_FIELDS: tuple[tuple[str, Callable[[Reference, BookingDraft], str]], ...] = (
    (texts.PURPOSE, lambda _, draft: draft.purpose),
    (PHONE, lambda _, draft: draft.phone),
    (texts.PARTICIPANTS, lambda _, draft: str(draft.participants)),
    (LAYOUT, _layout),
    (EQUIPMENT, _equipment),
    (SUPPORT, lambda _, draft: draft.support.replace("\n", "; ")),
    (ACCESSIBILITY, lambda _, draft: draft.accessibility.replace("\n", "; ")),
    (NOTE, lambda _, draft: draft.note),
)
