"""The series sheet without a widget: judgement and choices → lines, and lines → the dates that are sent."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any

from agence_desktop.core.clock import to_wall
from agence_desktop.desktop.spaces.form.booking_model import Slot
from agence_desktop.spaces.alternatives import Alternative, Alternatives
from agence_desktop.spaces.judging import passes
from agence_desktop.spaces.rows import (
    BookingDraft,
    DateDraft,
    JudgedDate,
    Judgement,
    OccurrenceState,
    OnConflict,
    Reason,
    SpaceFacts,
)
from agence_desktop.spaces.summaries import DateFinding, Totals, finding_of, totals_of

_NOT_CURED_BY_TIME = frozenset(
    {Reason.HOLIDAY, Reason.NOT_SHAREABLE, Reason.NOT_ELIGIBLE, Reason.CAPACITY, Reason.WHOLE_DAYS}
)


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
