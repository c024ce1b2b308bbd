"""The booking form without a widget: typed values → draft; judgement and choices → lines of the sheet."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any
from uuid import UUID

from agence_desktop.core.clock import QUEBEC, to_wall
from agence_desktop.core.errors import InputError
from agence_desktop.core.french import parse_phone, parse_whole
from agence_desktop.core.recurrence import expand
from agence_desktop.desktop.spaces.support_lines import SupportLine, support_text
from agence_desktop.spaces.alternatives import Alternative, Alternatives
from agence_desktop.spaces.judging import passes
from agence_desktop.spaces.rows import (
    BookingDraft,
    DateDraft,
    EquipmentLine,
    JudgedDate,
    Judgement,
    OccurrenceState,
    OnConflict,
    Reason,
    SpaceFacts,
)
from agence_desktop.spaces.summaries import DateFinding, Totals, finding_of, totals_of

WHEELCHAIR = "Une place pour fauteuil roulant"
_NOT_CURED_BY_TIME = frozenset(
    {Reason.HOLIDAY, Reason.NOT_SHAREABLE, Reason.NOT_ELIGIBLE, Reason.CAPACITY, Reason.WHOLE_DAYS}
)


@dataclass(frozen=True, slots=True)
class Slot:
    """Naive wall clocks at the site; ``end`` may be a later day."""

    start: datetime
    end: datetime

    @property
    def length(self) -> timedelta:
        """On the wall clock."""
        return self.end - self.start


@dataclass(frozen=True, slots=True)
class Series:
    """How a booking repeats; without a rule and added dates there is one date."""

    rule: str | None = None
    exdates: tuple[datetime, ...] = ()
    rdates: tuple[datetime, ...] = ()

    @property
    def single(self) -> bool:
        """Whether nothing repeats."""
        return self.rule is None and not self.rdates

    def stored(self) -> dict[str, Any]:
        """As JSON."""
        dates = {"exdates": self.exdates, "rdates": self.rdates}
        return {"rule": self.rule} | {key: [one.isoformat() for one in walls] for key, walls in dates.items()}

    @classmethod
    def of_stored(cls, kept: Mapping[str, Any]) -> Series:
        """From JSON; what is missing is empty."""
        walls = {key: tuple(map(datetime.fromisoformat, kept.get(key, ()))) for key in ("exdates", "rdates")}
        return cls(kept.get("rule") or None, **walls)


@dataclass(frozen=True, slots=True)
class Extras:
    """Equipment lines, and what is asked of the people who support."""

    equipment: tuple[EquipmentLine, ...] = ()
    support: tuple[SupportLine, ...] = ()


@dataclass(frozen=True, slots=True)
class FormValues:
    """What the form holds, read; None where nothing is chosen or can be read."""

    organisation_id: int | None = None
    person_id: int | None = None
    purpose: str = ""
    phone: str = ""
    space_id: int | None = None
    slot: Slot | None = None
    series: Series = field(default_factory=Series)
    participants: int | None = None
    layout: str | None = None
    wheelchair: bool = False
    needs: str = ""
    extras: Extras = field(default_factory=Extras)
    note: str = ""


class Wish(StrEnum):
    """What to do with a date that conflicts."""

    ASK = "ask"
    TIME = "time"
    ROOM = "room"
    SKIP = "skip"


@dataclass(frozen=True, slots=True)
class Choice:
    """A wish for one date; another time or room is to be found while there is no ``place``."""

    wish: Wish
    place: Slot | None = None
    space_id: int | None = None

    @classmethod
    def of(cls, wish: Wish, found: Alternative, facts: SpaceFacts) -> Choice:
        """The choice of an alternative."""
        start, end = to_wall(found.span.start, facts.zone), to_wall(found.span.end, facts.zone)
        return cls(wish, Slot(start, end), found.space_id)


Choices = Mapping[datetime, Choice]
"""By origin, the wall clock that keys a date in its series."""


@dataclass(frozen=True, slots=True)
class Line:
    """One date: what was found at the slot of the series, what was chosen, and what that comes to.

    ``options`` are empty where there is nothing to choose; ``result`` is the date as it would be stored, None
    while it is looked for.
    """

    number: int
    origin: datetime
    found: JudgedDate
    options: tuple[Wish, ...] = ()
    choice: Choice | None = None
    result: JudgedDate | None = None

    @property
    def finding(self) -> DateFinding:
        """How the slot of the series stands."""
        return finding_of(self.found.reasons)

    @property
    def skipped(self) -> bool:
        """Whether it is to be recorded as not obtained."""
        return self.choice is not None and self.choice.wish is Wish.SKIP

    @property
    def settled(self) -> bool:
        """Whether it is known what will be stored."""
        return self.skipped or (self.result is not None and self.result.passes)

    def as_stored(self) -> JudgedDate:
        """The date as totals count it."""
        if self.skipped or self.result is None:
            return replace(self.found, state=OccurrenceState.NOT_OBTAINED, price=None)
        return self.result


def phone_fault(text: str) -> str:
    """The sentence of what is wrong with a telephone number."""
    return _fault(parse_phone, text)


def participants_fault(text: str) -> str:
    """The sentence of what is wrong with a number of participants."""
    return _fault(lambda typed: parse_whole(typed, 1), text)


def series_fault(series: Series, slot: Slot | None) -> str:
    """The sentence of a series that gives no date or too many."""
    if slot is None or series.single:
        return ""
    return _fault(lambda _: expand(slot.start, QUEBEC, series.rule, series.exdates, series.rdates), "")


def _fault(read: Any, text: str) -> str:
    try:
        read(text)
    except InputError as error:
        return error.sentence
    return ""


def accessibility_text(wheelchair: bool, needs: str) -> str:
    """The needs as one text, the wheelchair on a line of its own."""
    return "\n".join(filter(None, (WHEELCHAIR if wheelchair else "", needs.strip())))


def accessibility_parts(text: str) -> tuple[bool, str]:
    """Whether a place for a wheelchair is asked for, and the other needs."""
    lines = text.splitlines()
    rest = [line for line in lines if line.strip() != WHEELCHAIR]
    return len(rest) < len(lines), "\n".join(rest).strip()


def draft_of(values: FormValues, key: UUID | None = None) -> BookingDraft | None:
    """The request that the form makes; None while it is not known who, where or when.

    A telephone number or number of participants that cannot be read is left to the faults of the form.
    """
    slot = values.slot
    if values.organisation_id is None or values.space_id is None or slot is None:
        return None
    return BookingDraft(
        space_id=values.space_id,
        start=slot.start,
        end=slot.end,
        organisation_id=values.organisation_id,
        purpose=values.purpose,
        person_id=values.person_id,
        rule=values.series.rule,
        exdates=values.series.exdates,
        rdates=values.series.rdates,
        participants=values.participants or 1,
        layout=values.layout,
        equipment=values.extras.equipment,
        accessibility=accessibility_text(values.wheelchair, values.needs),
        support=support_text(values.extras.support),
        note=values.note,
        phone=values.phone,
        key=key,
    )


def options_for(one: JudgedDate, facts: SpaceFacts, *, alone: bool) -> tuple[Wish, ...]:
    """What may be done with a date; one that stands ``alone`` cannot be skipped."""
    if not one.reasons:
        return ()
    head = (Wish.ASK, Wish.ROOM) if passes(one.reasons, facts) else (Wish.TIME, Wish.ROOM)
    return head if alone else (*head, Wish.SKIP)


def time_may_help(one: JudgedDate) -> bool:
    """Whether another time of the same day can be free of the reasons found."""
    return _NOT_CURED_BY_TIME.isdisjoint(one.reasons)


def dates_of(draft: BookingDraft, found: Sequence[JudgedDate], choices: Choices) -> tuple[DateDraft, ...]:
    """The dates of the series with what was chosen for each; every origin once, in the order given."""
    length = draft.end - draft.start
    dates = []
    for one in found:
        plain = DateDraft(draft.space_id, one.origin, one.origin + length, one.origin)
        choice = choices.get(one.origin)
        if choice is None:
            dates.append(plain)
        elif choice.place is not None:
            space_id = draft.space_id if choice.space_id is None else choice.space_id
            dates.append(replace(plain, space_id=space_id, start=choice.place.start, end=choice.place.end))
        else:
            dates.append(replace(plain, skip=choice.wish is Wish.SKIP, ask=choice.wish is Wish.ASK))
    return tuple(dates)


def with_choices(draft: BookingDraft, found: Sequence[JudgedDate], choices: Choices) -> BookingDraft:
    """The request as it is sent: one date that does not pass refuses it whole, so that nothing is silent."""
    known = {one.origin for one in found}
    kept = {origin: choice for origin, choice in choices.items() if origin in known}
    dates = dates_of(draft, found, kept) if kept else None
    return replace(draft, dates=dates, on_conflict=OnConflict.REFUSE)


def for_preview(draft: BookingDraft) -> BookingDraft:
    """The same request, judged date by date: each keeps its own state and price."""
    return replace(draft, on_conflict=OnConflict.SKIP)


def lines_of(
    found: Judgement, result: Judgement, choices: Choices, facts: Mapping[int, SpaceFacts]
) -> tuple[Line, ...]:
    """One line per date in the order of the series; out of terms, asking is what is chosen by itself."""
    results = {one.origin: one for one in result.dates}
    alone = len(found.dates) == 1
    lines = []
    for number, one in enumerate(found.dates, 1):
        options = options_for(one, facts[one.space_id], alone=alone)
        choice = choices.get(one.origin)
        if choice is None or choice.wish not in options:
            choice = Choice(Wish.ASK) if Wish.ASK in options else None
        looked_for = choice is not None and choice.wish in (Wish.TIME, Wish.ROOM) and choice.place is None
        stored = None if looked_for else results.get(one.origin)
        lines.append(Line(number, one.origin, one, options, choice, stored))
    return tuple(lines)


def valid_choices(lines: Sequence[Line], choices: Choices) -> dict[datetime, Choice]:
    """The choices that still answer a conflict; those of dates that are free again or gone are dropped."""
    options = {line.origin: line.options for line in lines}
    return {origin: one for origin, one in choices.items() if one.wish in options.get(origin, ())}


def without_places(choices: Choices) -> dict[datetime, Choice]:
    """What is left of choices once the room or the hours of the series change: other slots no longer fit."""
    return {origin: one for origin, one in choices.items() if one.wish not in (Wish.TIME, Wish.ROOM)}


def totals_of_lines(lines: Sequence[Line]) -> Totals:
    """What would be confirmed, requested and, as chosen, not obtained; what is not settled counts nowhere."""
    return totals_of([line.as_stored() for line in lines if line.settled])


def unsettled(lines: Sequence[Line]) -> tuple[Line, ...]:
    """The lines about which a choice is missing."""
    return tuple(line for line in lines if not line.settled)


def similar(lines: Sequence[Line], wish: Wish) -> tuple[Line, ...]:
    """The dates that are taken and for which this wish is offered."""
    return tuple(line for line in lines if line.finding is DateFinding.TAKEN and wish in line.options)


def best_choice(
    wish: Wish, found: Alternatives, facts: Mapping[int, SpaceFacts], before: Choice | None = None
) -> Choice | None:
    """The choice that was made where it is still offered, else the best one; None where there is none."""
    offered = [Choice.of(wish, one, facts[one.space_id]) for one in offered_by(wish, found)]
    return before if before in offered else next(iter(offered), None)


def offered_by(wish: Wish, found: Alternatives) -> tuple[Alternative, ...]:
    """The alternatives of a wish."""
    return {Wish.TIME: found.times, Wish.ROOM: found.rooms}.get(wish, ())


def seeded_choices(rooms: Sequence[tuple[datetime, int]], length: timedelta) -> dict[datetime, Choice]:
    """The choices of a search: by origin, the room that stands in for that of the series."""
    return {wall: Choice(Wish.ROOM, Slot(wall, wall + length), space_id) for wall, space_id in rooms}


def stored_choices(choices: Choices) -> list[list[Any]]:
    """Choices as JSON."""
    return [
        [
            origin.isoformat(),
            str(one.wish),
            one.space_id,
            *([one.place.start.isoformat(), one.place.end.isoformat()] if one.place else ()),
        ]
        for origin, one in choices.items()
    ]


def choices_of_stored(kept: Collection[Sequence[Any]]) -> dict[datetime, Choice]:
    """Choices from JSON."""
    choices = {}
    for origin, wish, space_id, *walls in kept:
        place = Slot(*map(datetime.fromisoformat, walls)) if walls else None
        choices[datetime.fromisoformat(origin)] = Choice(Wish(wish), place, space_id)
    return choices


def stored_dates(dates: Sequence[DateDraft] | None) -> list[list[Any]] | None:
    """Dates that were sent, as JSON."""
    if dates is None:
        return None
    return [
        [
            one.space_id,
            *(wall.isoformat() for wall in (one.start, one.end, one.origin or one.start)),
            one.skip,
            one.ask,
        ]
        for one in dates
    ]


def dates_of_stored(kept: Sequence[Sequence[Any]] | None) -> tuple[DateDraft, ...] | None:
    """Dates from JSON."""
    if kept is None:
        return None
    dates = []
    for space_id, *walls, skip, ask in kept:
        start, end, origin = map(datetime.fromisoformat, walls)
        dates.append(DateDraft(space_id, start, end, origin, skip, ask))
    return tuple(dates)
