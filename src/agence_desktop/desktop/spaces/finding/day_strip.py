"""The day of a room as a strip: what is taken or closed, and the slot asked for, in local minutes."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from agence_desktop.core.clock import place, to_wall
from agence_desktop.core.french import format_end_time, format_time
from agence_desktop.core.hours import ALWAYS, open_spans
from agence_desktop.core.spans import Span, subtract, union
from agence_desktop.desktop.calendar.axis import WHOLE_DAY, Hours
from agence_desktop.desktop.calendar.items import Day
from agence_desktop.desktop.spaces.calendars.planning_hours import hours_shown
from agence_desktop.desktop.spaces.finding import find_texts as texts

if TYPE_CHECKING:
    from agence_desktop.desktop.spaces.finding.find_work import FindAnswer
    from agence_desktop.spaces.queries.reference import Reference

Minutes = tuple[int, int]
_A_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Strip:
    """``taken`` and ``closed`` are parts of the hours shown, ``slot`` is yours, ``other`` than asked for."""

    taken: tuple[Minutes, ...]
    closed: tuple[Minutes, ...]
    slot: Minutes
    other: bool = False

    @property
    def words(self) -> str:
        """« prise de 13 h à 15 h, fermée de 16 h 30 à 17 h »."""
        parts = sorted((*((one, False) for one in self.taken), *((one, True) for one in self.closed)))
        return ", ".join(
            texts.taken_part(format_time(_clock(start)), format_end_time(_clock(end)), closed=closed)
            for (start, end), closed in parts
        )


def strip_hours(reference: Reference, spans: Mapping[int, Sequence[Span]]) -> Hours:
    """The hours that all strips show: those of the rooms, and the slots themselves."""
    hours = {reference.facts[space_id].terms.hours or ALWAYS for space_id in spans}
    days = {
        Day(to_wall(span.start, reference.zone(space_id)).date())
        for space_id, each in spans.items()
        for span in each
    }
    shown = hours_shown(hours, days)
    for space_id, each in spans.items():
        for span in each:
            start, end = _within_day(span, space_id, reference)
            shown = shown.holding(start, end)
    return shown


def strip_of(answer: FindAnswer, space_id: int, span: Span, hours: Hours, *, other: bool = False) -> Strip:
    """The strip of a room on the local day of a slot."""
    reference, facts = answer.reference, answer.reference.facts[space_id]
    day = to_wall(span.start, facts.zone).date()
    whole = _day(day, facts.zone)
    open_ = open_spans(facts.terms.hours or ALWAYS, day, day, facts.zone)
    closed = subtract([whole], open_)
    closed += [one.span for one in facts.closures if one.span.overlaps(whole)]
    if day in reference.directory.observed and not facts.terms.holidays_open:
        closed = [whole]
    taken = [one.span for one in answer.held.get(space_id, ()) if one.span.overlaps(whole)]
    minutes = _Minutes(whole, hours)
    return Strip(
        minutes.of(subtract(taken, closed)),
        minutes.of(union(closed)),
        _within_day(span, space_id, reference),
        other,
    )


class _Minutes:
    """Spans of one day as minutes of the hours shown."""

    def __init__(self, whole: Span, hours: Hours) -> None:
        self._whole, self._hours = whole, hours

    def of(self, spans: Iterable[Span]) -> tuple[Minutes, ...]:
        """What of them is shown."""
        found = []
        for span in spans:
            part = span.intersection(self._whole)
            if part is not None:
                start = int((part.start - self._whole.start).total_seconds() // 60)
                end = int((part.end - self._whole.start).total_seconds() // 60)
                first, last = max(start, self._hours.first), min(end, self._hours.last)
                if first < last:
                    found.append((first, last))
        return tuple(found)


def _day(day: date, zone: ZoneInfo) -> Span:
    midnight = datetime.combine(day, time())
    return place(midnight, midnight + _A_DAY, zone)


def _within_day(span: Span, space_id: int, reference: Reference) -> Minutes:
    zone = reference.zone(space_id)
    start, end = to_wall(span.start, zone), to_wall(span.end, zone)
    last = WHOLE_DAY if end.date() > start.date() else end.hour * 60 + end.minute
    return start.hour * 60 + start.minute, last


def _clock(minutes: int) -> time:
    return time(minutes // 60 % 24, minutes % 60)
