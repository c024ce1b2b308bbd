"""What the booking form asks of the database, on the database thread."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import TYPE_CHECKING
from uuid import UUID, uuid4

from agence_desktop.core.clock import to_wall
from agence_desktop.core.errors import RefusedError
from agence_desktop.desktop.spaces.facts.changing import Scope
from agence_desktop.desktop.spaces.form import booking_texts as texts
from agence_desktop.desktop.spaces.form.booking_model import Slot
from agence_desktop.desktop.spaces.form.sheet_model import (
    Choices,
    Line,
    for_preview,
    lines_of,
    valid_choices,
    with_choices,
)
from agence_desktop.desktop.spaces.gateway import BookingPage, Gateway
from agence_desktop.desktop.spaces.seeds import BookingSeed, EditSeed
from agence_desktop.spaces.alternatives import Alternatives
from agence_desktop.spaces.journal import OccurrenceDetail
from agence_desktop.spaces.rows import BookingDraft, EquipmentLine, Judgement, OccurrenceState
from agence_desktop.spaces.states import may_become

if TYPE_CHECKING:
    from agence_desktop.directory.rows import PersonRow
    from agence_desktop.spaces.commands.editing import Edit
    from agence_desktop.spaces.commands.moving import Move
    from agence_desktop.spaces.commands.revising import Changed
    from agence_desktop.spaces.queries.reference import Reference


@dataclass(frozen=True, slots=True)
class Sheet:
    """A request as it stands now: its dates judged as the series gives them, and as they were chosen.

    ``free`` is what is left of each equipment of the site.
    """

    reference: Reference
    now: datetime
    draft: BookingDraft
    lines: tuple[Line, ...]
    choices: Choices = field(default_factory=dict)
    free: Mapping[int, int] = field(default_factory=dict)


def judge_sheet(gateway: Gateway, draft: BookingDraft, choices: Choices) -> Sheet:
    """Judge the dates of the series, then what was chosen for those that conflict."""
    reference = gateway.reference()
    found = result = gateway.preview(for_preview(draft))
    plain = lines_of(found, found, {}, reference.facts)
    kept = valid_choices(plain, choices)
    if kept:
        result = gateway.preview(for_preview(with_choices(draft, found.dates, kept)))
    site_id = reference.spaces[draft.space_id].site_id
    free = gateway.free_equipment(site_id, [one.span for one in found.dates])
    lines = lines_of(found, result, kept, reference.facts)
    return Sheet(reference, gateway.database.clock.now(), draft, lines, kept, free)


def find_alternatives(
    gateway: Gateway, sheet: Sheet, origins: Sequence[datetime]
) -> Mapping[datetime, Alternatives]:
    """What may take the place of dates of the sheet, while its other dates stay as they are."""
    wanted = [line.found for line in sheet.lines if line.origin in origins]
    others = [
        line.result
        for line in sheet.lines
        if line.origin not in origins and not line.skipped and line.result is not None and line.result.passes
    ]
    return gateway.alternatives(sheet.draft, wanted, others)


def take_booking_back(gateway: Gateway, booking_id: int) -> Changed:
    """Cancel what was just booked; its number stays. RefusedError where nothing of it is left to cancel."""
    from agence_desktop.spaces.commands.cancelling import Cancel

    page, now = gateway.booking(booking_id), gateway.database.clock.now()
    dates = tuple(
        (one.id, one.version)
        for one in page.booking.occurrences
        if one.span.start > now and may_become(one.state, OccurrenceState.CANCELLED)
    )
    if not dates:
        raise RefusedError("nothing_to_cancel", texts.NOTHING_TO_CANCEL)
    return gateway.cancel(Cancel(booking_id, dates, texts.TAKEN_BACK, uuid4()))


@dataclass(frozen=True, slots=True)
class Opening:
    """What a form needs before it is shown: ``page`` is the stored booking to edit."""

    reference: Reference
    now: datetime
    person: PersonRow | None = None
    page: BookingPage | None = None


def read_opening(gateway: Gateway, seed: BookingSeed | EditSeed) -> Opening:
    """Read what a seed names. RefusedError ``unknown_booking``."""
    reference, now = gateway.reference(), gateway.database.clock.now()
    if isinstance(seed, EditSeed):
        page = gateway.booking(seed.booking_id)
        return Opening(reference, now, _person(gateway, page.booking.person_id), page)
    return Opening(reference, now, _person(gateway, seed.person_id))


def _person(gateway: Gateway, person_id: int | None) -> PersonRow | None:
    return gateway.person(person_id) if person_id is not None else None


@dataclass(frozen=True, slots=True)
class EditWish:
    """What the form of a stored booking asks for: its fields, and where one of its dates goes.

    ``slot`` is None where no date moves. ``keys`` make each of the two commands safe to send again.
    """

    page: BookingPage
    draft: BookingDraft
    occurrence: OccurrenceDetail | None = None
    space_id: int | None = None
    slot: Slot | None = None
    scope: Scope = Scope.THIS
    keys: tuple[UUID, UUID] = field(default_factory=lambda: (uuid4(), uuid4()))

    @property
    def moves(self) -> bool:
        """Whether a date changes its room or hours."""
        return (
            self.slot is not None
            and self.occurrence is not None
            and (
                self.space_id,
                self.slot,
            )
            != (self.occurrence.space_id, slot_of(self.occurrence))
        )

    @property
    def edits(self) -> bool:
        """Whether a field of the booking changes."""
        return fields_of(self.draft) != fields_of(stored_draft(self.page))


@dataclass(frozen=True, slots=True)
class Edited:
    """What became of an edit and of a move, each None where it was not asked for or not tried."""

    edited: Changed | None = None
    moved: Changed | None = None

    @property
    def refusal(self) -> Judgement | None:
        """The judgement that refuses, where one does."""
        answers = (self.moved, self.edited)
        return next((one.judgement for one in answers if one is not None and not one.done), None)

    @property
    def changes(self) -> list[Changed]:
        """What was stored."""
        return [one for one in (self.moved, self.edited) if one is not None and one.done]


def judge_edit(gateway: Gateway, wish: EditWish) -> Sheet:
    """What moving the date would answer, nothing to be chosen; the fields are judged by the command."""
    judgement, reference = gateway.judge_move(_move(wish, 0)), gateway.reference()
    lines = tuple(Line(number, one.origin, one, result=one) for number, one in enumerate(judgement.dates, 1))
    return Sheet(reference, gateway.database.clock.now(), wish.draft, lines)


def send_edit(gateway: Gateway, wish: EditWish) -> Edited:
    """Edit and move, each in its own transaction; what comes second expects exactly what the first made.

    A larger group moves first, to where there is room; a smaller one is edited first. A refusal of the first
    leaves the second undone.
    """
    first_move = wish.moves and wish.draft.participants > wish.page.booking.participants
    edited = moved = None
    if first_move:
        moved = gateway.move(_move(wish, 0))
        if not moved.done:
            return Edited(None, moved)
    if wish.edits:
        edited = gateway.edit(_edit(wish, int(first_move)))
        if not edited.done:
            return Edited(edited, moved)
    if wish.moves and not first_move:
        moved = gateway.move(_move(wish, int(edited is not None)))
    return Edited(edited, moved)


def slot_of(one: OccurrenceDetail) -> Slot:
    """The wall clocks of a stored date."""
    return Slot(to_wall(one.span.start, one.zone), to_wall(one.span.end, one.zone))


def stored_draft(page: BookingPage) -> BookingDraft:
    """A stored booking as the request that the form would make of it."""
    booking = page.booking
    return BookingDraft(
        space_id=booking.space_id,
        start=booking.series_start,
        end=booking.series_end,
        organisation_id=booking.organisation_id,
        purpose=booking.purpose,
        person_id=booking.person_id,
        rule=booking.rule,
        participants=booking.participants,
        layout=booking.layout,
        equipment=tuple(EquipmentLine(*pair) for pair in sorted(booking.equipment.items())),
        accessibility=booking.accessibility,
        support=booking.support,
        note=booking.note,
        phone=booking.phone,
    )


def fields_of(draft: BookingDraft) -> BookingDraft:
    """A request without what only moving changes, its equipment in order: two are equal where nothing
    is to be edited.
    """
    none = datetime.min  # noqa: DTZ901 - a stand-in, the same in both
    lines = tuple(sorted(draft.equipment, key=lambda line: line.equipment_id))
    return replace(
        draft,
        space_id=0,
        start=none,
        end=none,
        rule=None,
        exdates=(),
        rdates=(),
        equipment=lines,
        key=None,
        dates=None,
    )


def _edit(wish: EditWish, ahead: int) -> Edit:
    from agence_desktop.spaces.commands.editing import Edit

    draft, booking = wish.draft, wish.page.booking
    return Edit(
        booking.id,
        booking.version + ahead,
        draft.purpose,
        draft.person_id,
        draft.participants,
        draft.layout,
        draft.equipment,
        draft.accessibility,
        draft.support,
        draft.note,
        draft.phone,
        wish.keys[0],
    )


def _move(wish: EditWish, ahead: int) -> Move:
    from agence_desktop.spaces.commands import moving

    if wish.occurrence is None or wish.slot is None or wish.space_id is None:
        raise ValueError("no date is to be moved")
    return moving.Move(
        wish.occurrence.id,
        wish.occurrence.version + ahead,
        wish.space_id,
        wish.slot.start,
        wish.slot.end,
        moving.Scope(wish.scope),
        wish.keys[1],
    )
