"""The dates of a planned booking, from the rule of a series to what is stored."""

from __future__ import annotations

from calendar import monthrange
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from functools import cache
from random import Random

from agence_desktop.actions.demo.setting import Room
from agence_desktop.core.clock import QUEBEC, place
from agence_desktop.core.spans import Span
from agence_desktop.spaces.checks import Bench
from agence_desktop.spaces.commands.loading import LoadedDate
from agence_desktop.spaces.judging import passes, state_of
from agence_desktop.spaces.pricing import price_of
from agence_desktop.spaces.rows import OccurrenceState, Rates, Reason
from agence_desktop.spaces.states import release_instant
from agence_desktop.spaces.terms import nearest_rates

_WEEKDAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
_DAILY, _MONTHLY, _FORTNIGHTLY = 0.12, 0.22, 0.5
"""Cumulated shares of the rules; the rest is weekly."""


@dataclass(slots=True)
class PlannedDate:
    """One date on its way; ``day`` is its ordinal, ``slot`` start and end in minutes of the local day."""

    day: int
    slot: tuple[int, int]
    span: Span
    busy: Span
    origin: datetime
    state: OccurrenceState
    reasons: tuple[Reason, ...] = ()
    offered_until: datetime | None = None

    @property
    def ends(self) -> datetime:
        """The wall clock at which the date ends, as it was first asked for."""
        return self.origin + timedelta(minutes=self.slot[1] - self.slot[0])

    def loaded(self, room: Room, asked_at: datetime) -> LoadedDate:
        """The date as it is stored."""
        day = date.fromordinal(self.day)
        return LoadedDate(
            space_id=room.facts.space_id,
            host_id=room.facts.host_id,
            origin=self.origin,
            span=self.span,
            busy=self.busy,
            month=day.year * 100 + day.month,
            state=self.state,
            price=_price(nearest_rates(room.facts.rate_scopes, day), self.span.minutes),
            requested_at=asked_at,
            reasons=self.reasons,
            release_at=release_instant(self.span, room.facts.terms.release_minutes),
            offered_from=OccurrenceState.REQUESTED if self.offered_until else None,
            offered_until=self.offered_until,
        )


@cache
def _price(rates: Rates | None, minutes: int) -> Decimal:
    """The price of a slot within one local day, whichever: prices depend on its length alone."""
    start = datetime(2000, 1, 1, tzinfo=QUEBEC)
    return price_of(Span(start, start + timedelta(minutes=minutes)), QUEBEC, rates).amount


def wall(day: date, minute: int) -> datetime:
    """The wall clock ``minute`` minutes after midnight."""
    return datetime.combine(day, time()) + timedelta(minutes=minute)


def judge(
    bench: Bench, room: Room, day: date, slot: tuple[int, int], holder: int | None, *, ask: bool = False
) -> PlannedDate:
    """One date judged by the rules of booking; ``holder`` is the space that stands in its way, if any."""
    origin = wall(day, slot[0])
    span = place(origin, wall(day, slot[1]), room.facts.zone)
    verdict = bench.judge(room.facts.space_id, span)
    reasons, state = verdict.reasons, state_of(verdict, room.facts, ask=ask)
    if holder is not None:
        own = holder == room.facts.space_id
        reasons = (*reasons, Reason.OVERLAP if own else Reason.RELATED_SPACE)
    if passes(reasons, room.facts):
        bench.accept(room.facts.space_id, span, verdict.busy, holds=False)
    else:
        state = OccurrenceState.NOT_OBTAINED
    return PlannedDate(day.toordinal(), slot, span, verdict.busy, origin, state, reasons)


def series_of(rng: Random, first: date, last: date) -> tuple[str | None, list[date]]:
    """A rule and its days from ``first``, none after ``last``; no rule where there is no room for two."""
    chance = rng.random()
    weekday = _WEEKDAYS[first.weekday()]
    if chance < _DAILY:
        rule, days = "FREQ=DAILY", _every(first, 1, min(2 + int(rng.random() * 3), 5 - first.weekday()))
    elif chance < _MONTHLY:
        rule = f"FREQ=MONTHLY;BYDAY={_ordinal(first)}{weekday}"
        days = _monthly(first, 3 + int(rng.random() * 3))
    elif chance < _FORTNIGHTLY:
        rule, days = f"FREQ=WEEKLY;INTERVAL=2;BYDAY={weekday}", _every(first, 14, 3 + int(rng.random() * 4))
    else:
        rule, days = f"FREQ=WEEKLY;BYDAY={weekday}", _every(first, 7, 3 + int(rng.random() * 6))
    days = [day for day in days if day <= last]
    return (f"{rule};COUNT={len(days)}", days) if len(days) > 1 else (None, [first])


def weekly(first: date, count: int) -> tuple[str, list[date]]:
    """The rule of a weekly series and its days."""
    return f"FREQ=WEEKLY;BYDAY={_WEEKDAYS[first.weekday()]};COUNT={count}", _every(first, 7, count)


def _every(first: date, step: int, count: int) -> list[date]:
    return [first + timedelta(days=step * turn) for turn in range(count)]


def _ordinal(day: date) -> int:
    """Which one of its weekday in the month: 1 to 4, or -1 for the last."""
    ordinal = (day.day - 1) // 7 + 1
    return ordinal if ordinal <= 4 else -1


def _monthly(first: date, count: int) -> list[date]:
    """The same weekday of the months that follow."""
    days, year, month = [first], first.year, first.month
    for _ in range(count - 1):
        year, month = year + month // 12, month % 12 + 1
        days.append(_nth(year, month, first.weekday(), _ordinal(first)))
    return days


def _nth(year: int, month: int, weekday: int, ordinal: int) -> date:
    begins, length = monthrange(year, month)
    day = 1 + (weekday - begins) % 7 + 7 * ((ordinal if ordinal > 0 else 5) - 1)
    return date(year, month, day if day <= length else day - 7)
