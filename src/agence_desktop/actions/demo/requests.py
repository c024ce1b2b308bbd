"""Requests of the demonstration: who wants which room, when and what for."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from random import Random

from agence_desktop.actions.demo.activities import Activity, activity_of
from agence_desktop.actions.demo.books import Books
from agence_desktop.actions.demo.dates import series_of
from agence_desktop.actions.demo.details import pick
from agence_desktop.actions.demo.request import Request
from agence_desktop.actions.demo.seasons import Season
from agence_desktop.actions.demo.setting import Room, Staff
from agence_desktop.actions.demo.words import DESK
from agence_desktop.spaces.checks import capacity_for
from agence_desktop.spaces.rows import Approval

_SERIES, _SERIES_AT_DESKS = 0.28, 0.15
_ENOUGH = 0.6
"""Share of the dates that must be free for a series to be wanted at that time."""
_OUTSIDE_HOURS, _LEFT_PENDING = 0.04, 0.02
_TIMES_TRIED = 3


class Inventor:
    """Invents requests that the rules, as far as they can be seen when asking, would answer well."""

    def __init__(self, rng: Random, season: Season, staff: Staff, books: Books) -> None:
        self._rng = rng
        self._season = season
        self._staff = staff
        self._books = books
        self._starts: dict[tuple[int, int, int], tuple[tuple[int, ...], int]] = {}

    def request(self, room: Room, day: date, at: datetime) -> Request | None:
        """A request for a room from a day on, at a time that looked free; None if there is none."""
        rng, client = self._rng, room.client(self._rng)
        activity = activity_of(rng, room.kind, client.acronym)
        starts, minutes = self._starts_of(room, day, pick(rng, activity.minutes))
        if not starts:
            return None
        rule, days = self._days(room, day, at)
        start = self._start(room, days, starts, minutes, at)
        if start is None:
            return None
        if self._goes_outside(room, rule):
            start = max(starts) + 60
        layout = activity.layout if activity.layout in room.facts.capacities else None
        return Request(
            room=room,
            client=client,
            person=self._staff.asking(rng, client.organisation_id),
            purpose=activity.purpose,
            participants=self._participants(room, activity, layout),
            layout=layout,
            days=days,
            slot=(start, start + minutes),
            rule=rule,
            ask=rng.random() < _LEFT_PENDING,
        )

    def other_starts(self, request: Request) -> tuple[int, ...]:
        """Minutes of the day at which the request could also have begun."""
        first, last = request.slot
        return self._starts_of(request.room, request.days[0], last - first)[0]

    def _starts_of(self, room: Room, day: date, minutes: int) -> tuple[tuple[int, ...], int]:
        key = (room.facts.space_id, day.weekday(), minutes)
        if key not in self._starts:
            self._starts[key] = room.starts(day.weekday(), minutes)
        return self._starts[key]

    def _days(self, room: Room, day: date, at: datetime) -> tuple[str | None, list[date]]:
        share = _SERIES_AT_DESKS if room.kind == DESK else _SERIES
        if room.facts.terms.whole_days or self._rng.random() >= share:
            return None, [day]
        # A day less than the horizon, whose today is that of the site.
        last = at.date() + timedelta(days=(room.facts.terms.horizon_days or 180) - 1)
        return series_of(self._rng, day, min(last, self._season.days[-1]))

    def _start(
        self, room: Room, days: Sequence[date], starts: Sequence[int], minutes: int, at: datetime
    ) -> int | None:
        """Of a few times of the day, usual ones first, one at which the first and most dates are free."""
        for _ in range(_TIMES_TRIED):
            start = starts[int(self._rng.random() ** 2 * len(starts))]
            holders = self._books.holders(room, days, (start, start + minutes), at)
            if holders[0] is None and holders.count(None) >= _ENOUGH * len(days):
                return start
        return None

    def _goes_outside(self, room: Room, rule: str | None) -> bool:
        decides = room.facts.terms.approval is Approval.OUTSIDE_TERMS
        return decides and rule is None and self._rng.random() < _OUTSIDE_HOURS

    def _participants(self, room: Room, activity: Activity, layout: str | None) -> int:
        low, high = activity.filled
        share = low + self._rng.random() * (high - low)
        return max(1, int(capacity_for(room.facts, layout) * share))
