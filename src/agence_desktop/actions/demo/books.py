"""The books of the demonstration: what is held and counted so far, by which each request is judged."""

from __future__ import annotations

from collections.abc import Mapping, Sequence, Set
from datetime import date, datetime
from math import inf

from agence_desktop.actions.demo.dates import PlannedDate, judge
from agence_desktop.actions.demo.ledger import DayLedger
from agence_desktop.actions.demo.request import Request
from agence_desktop.actions.demo.setting import Room
from agence_desktop.spaces.checks import Bench
from agence_desktop.spaces.rows import HOLDING, Ledger, OccurrenceState, SpaceFacts
from agence_desktop.spaces.states import COUNTED

_HELD = HOLDING | {OccurrenceState.NO_SHOW}


class Books:
    """Holds by day, and minutes by organisation, host and month."""

    def __init__(self, facts: Mapping[int, SpaceFacts], observed: Set[date]) -> None:
        self.ledger = DayLedger()
        self._facts = facts
        self._observed = observed
        self._quota: dict[tuple[int, int, int, int], int] = {}

    def holders(
        self, room: Room, days: Sequence[date], slot: tuple[int, int], at: datetime
    ) -> list[int | None]:
        """Per day, the space that stood in the way as seen at the instant ``at``, or None."""
        held, seen = held_minutes(room, slot), at.timestamp()
        return [self.ledger.holder(room.parts, day.toordinal(), *held, seen) for day in days]

    def judge(self, request: Request, at: datetime, holders: Sequence[int | None]) -> list[PlannedDate]:
        """The dates of a request as the rules answered it when asked."""
        bench = self._bench(request, at)
        return [
            judge(bench, request.room, day, request.slot, holder, ask=request.ask)
            for day, holder in zip(request.days, holders, strict=True)
        ]

    def hold(self, room: Room, day: int, slot: tuple[int, int], freed: datetime | None = None) -> None:
        """Hold a room on a day until it is cancelled, if it is."""
        until = freed.timestamp() if freed else inf
        self.ledger.hold(room.parts, day, *held_minutes(room, slot), room.facts.space_id, until)

    def keep(self, request: Request, dates: Sequence[PlannedDate], freed: Mapping[int, datetime]) -> None:
        """Hold and count the dates; ``freed``: ordinal of a day → when its date was cancelled."""
        host, organisation = request.room.facts.host_id, request.client.organisation_id
        for one in dates:
            if one.state in _HELD or one.day in freed:
                self.hold(request.room, one.day, one.slot, freed.get(one.day))
            if one.state in COUNTED:
                day = date.fromordinal(one.day)
                key = (organisation, host, day.year, day.month)
                self._quota[key] = self._quota.get(key, 0) + one.span.minutes

    def _bench(self, request: Request, at: datetime) -> Bench:
        """The rules; what is held is looked up apart, by day."""
        facts, counted = request.room.facts, {}
        if facts.terms.quota_hours is not None:
            for month in {(day.year, day.month) for day in request.days}:
                key = (request.client.organisation_id, facts.host_id, *month)
                counted[facts.host_id, *month] = self._quota.get(key, 0)
        ledger = Ledger(quota_minutes=counted)
        return Bench(request.asked, self._facts, ledger, self._observed, at, judge_past=False)


def held_minutes(room: Room, slot: tuple[int, int]) -> tuple[int, int]:
    """The slot with the buffers of its room, in minutes of the local day."""
    terms = room.facts.terms
    return slot[0] - (terms.buffer_before or 0), slot[1] + (terms.buffer_after or 0)
