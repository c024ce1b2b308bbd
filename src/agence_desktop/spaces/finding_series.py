"""Find a space for a series: one room for all its dates, or a room that another stands in for on some."""

from __future__ import annotations

from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass, replace
from datetime import date, datetime
from decimal import Decimal

from agence_desktop.core.clock import place
from agence_desktop.core.french import sort_key
from agence_desktop.core.spans import Span
from agence_desktop.spaces.checks import Asked, Bench, Verdict, capacity_for, standing_reasons
from agence_desktop.spaces.finding import Found, Need, distance_of, faults_of
from agence_desktop.spaces.judging import passes, state_of
from agence_desktop.spaces.pricing import price_at
from agence_desktop.spaces.roster import Findable
from agence_desktop.spaces.rows import HOLDING, Ledger, OccurrenceState, Requester

MOST_NEAR = 12
"""More near fits than that help nobody."""


@dataclass(frozen=True, slots=True)
class StandIn:
    """Another room for one date; ``wall`` is the wall clock that keys the date in its series."""

    wall: datetime
    space_id: int
    span: Span


@dataclass(frozen=True, slots=True)
class SeriesNearFit:
    """A room that does for most dates, and what stands in for it on the others; ``price`` is that of all."""

    space_id: int
    stand_ins: tuple[StandIn, ...]
    state: OccurrenceState
    price: Decimal


@dataclass(frozen=True, slots=True)
class SeriesFindings:
    """As ``Findings`` for the dates in ``walls``: the price is that of all dates.

    Of a room that does not fit, span, reasons and blockers are those of the first date that fails;
    ``failing`` has, by space, the dates that fail where time alone stands against it.
    """

    spaces: tuple[Found, ...]
    near: tuple[SeriesNearFit, ...]
    walls: tuple[datetime, ...]
    failing: Mapping[int, tuple[datetime, ...]]


@dataclass(frozen=True, slots=True)
class _Date:
    wall: datetime
    span: Span
    verdict: Verdict
    state: OccurrenceState
    price: Decimal

    @property
    def passes(self) -> bool:
        return self.state is not OccurrenceState.NOT_OBTAINED


@dataclass(frozen=True, slots=True)
class _Search:
    """What all rooms are judged by."""

    need: Need
    requester: Requester
    ledger: Ledger
    observed: Set[date]
    now: datetime

    def bench(self, spaces: Sequence[Findable]) -> Bench:
        facts = {one.facts.space_id: one.facts for one in spaces}
        busy = {key: self.ledger.busy.get(key, ()) for key in facts}
        asked = Asked(self.requester, self.need.participants, self.need.layout)
        return Bench(asked, facts, replace(self.ledger, busy=busy), self.observed, self.now)

    def judge(self, bench: Bench, wall: datetime, space_id: int) -> _Date:
        """Judge a date and, where it passes, let it weigh on those that follow."""
        facts = bench.facts_by_space[space_id]
        span = place(wall, wall + (self.need.end - self.need.start), facts.zone)
        verdict = bench.judge(space_id, span)
        state = state_of(verdict, facts)
        if passes(verdict.reasons, facts):
            bench.accept(space_id, span, verdict.busy, holds=state in HOLDING)
        return _Date(wall, span, verdict, state, price_at(facts, span).amount)


def find_for_series(
    need: Need,
    walls: Sequence[datetime],
    spaces: Sequence[Findable],
    requester: Requester,
    ledger: Ledger,
    observed: Set[date],
    now: datetime,
) -> SeriesFindings:
    """Judge every space on every date; ``walls`` are the starts, in time order, ``need`` gives the length.

    ``ledger`` covers all dates with their buffers, at least for the spaces of ``candidates``.
    """
    search = _Search(need, requester, ledger, observed, now)
    able = {one.facts.space_id for one in candidates(need, spaces, requester)}
    dates: dict[int, list[_Date]] = {}
    answers = []
    for space in spaces:
        bench, key = search.bench([space]), space.facts.space_id
        # Where something else stands against a room, one date says so.
        judged = walls if key in able else walls[:1]
        dates[key] = [search.judge(bench, wall, key) for wall in judged]
        answers.append((space, _answer(need, space, dates[key])))
    answers.sort(key=lambda pair: _order(*pair))
    ranked = tuple(replace(one, rank=n + 1) if one.fits else one for n, (_, one) in enumerate(answers))
    failing = {
        key: tuple(one.wall for one in each if not one.passes)
        for key, each in dates.items()
        if key in able and not all(one.passes for one in each)
    }
    usable = [space for space, _ in answers if space.facts.space_id in able]
    return SeriesFindings(ranked, _near_fits(search, usable, dates), tuple(walls), failing)


def candidates(need: Need, spaces: Sequence[Findable], requester: Requester) -> list[Findable]:
    """The spaces of which it must be known what is held: those against which nothing else stands."""
    asked = Asked(requester, need.participants, need.layout)
    return [
        one
        for one in spaces
        if not faults_of(need, one, distance_of(need, one.point)) and not standing_reasons(asked, one.facts)
    ]


def _answer(need: Need, space: Findable, dates: Sequence[_Date]) -> Found:
    km = distance_of(need, space.point)
    faults = faults_of(need, space, km)
    told = next((one for one in dates if not one.passes), dates[0])
    fits = not faults and told.passes
    return Found(
        space_id=space.facts.space_id,
        span=told.span,
        fits=fits,
        state=_together(dates) if fits else None,
        rank=None,
        unused_capacity=capacity_for(space.facts, need.layout) - need.participants,
        km=km,
        price=sum((one.price for one in dates), Decimal("0.00")) if fits else None,
        reasons=(*faults, *told.verdict.reasons),
        blockers=told.verdict.blockers,
    )


def _order(space: Findable, answer: Found) -> tuple[bool, tuple[object, ...]]:
    """What fits first, by rank; the others by name."""
    name = (sort_key(space.facts.name), space.facts.code)
    if not answer.fits:
        return True, name
    return False, (answer.unused_capacity, answer.km or 0.0, answer.price, *name)


def _together(dates: Sequence[_Date]) -> OccurrenceState:
    """Confirmed where every date is, otherwise to be decided by the host."""
    states = {one.state for one in dates}
    return OccurrenceState.CONFIRMED if states == {OccurrenceState.CONFIRMED} else OccurrenceState.REQUESTED


def _near_fits(
    search: _Search, spaces: Sequence[Findable], dates: Mapping[int, Sequence[_Date]]
) -> tuple[SeriesNearFit, ...]:
    """Rooms that do for at least half of the dates, those that fail the fewest first."""
    wanted = []
    for space in spaces:
        failed = [one.wall for one in dates[space.facts.space_id] if not one.passes]
        if failed and 2 * len(failed) <= len(dates[space.facts.space_id]):
            wanted.append((len(failed), space, failed))
    wanted.sort(key=lambda entry: entry[0])
    passing = {key: {one.wall for one in each if one.passes} for key, each in dates.items()}
    found = []
    for _, space, failed in wanted[:MOST_NEAR]:
        rooms = _rooms_for(space, failed, spaces, passing)
        if rooms is not None and (fit := _settled(search, space, dates, rooms)) is not None:
            found.append(fit)
    return tuple(found)


def _rooms_for(
    space: Findable,
    failed: Sequence[datetime],
    spaces: Sequence[Findable],
    passing: Mapping[int, Set[datetime]],
) -> dict[datetime, Findable] | None:
    """One room for as many dates as can be, of the same building first; None where a date finds none."""
    others = [one for one in spaces if one is not space and passing[one.facts.space_id] & set(failed)]
    others.sort(
        key=lambda one: (
            -len(passing[one.facts.space_id] & set(failed)),
            one.facts.site_id != space.facts.site_id,
        )
    )
    chosen = {}
    for wall in failed:
        room = next((one for one in others if wall in passing[one.facts.space_id]), None)
        if room is None:
            return None
        chosen[wall] = room
    return chosen


def _settled(
    search: _Search,
    space: Findable,
    dates: Mapping[int, Sequence[_Date]],
    rooms: Mapping[datetime, Findable],
) -> SeriesNearFit | None:
    """All dates judged once more, each in its room: quotas count them together."""
    bench = search.bench([space, *{one.facts.space_id: one for one in rooms.values()}.values()])
    judged = []
    stand_ins = []
    for wall in [one.wall for one in dates[space.facts.space_id]]:
        room = rooms.get(wall, space).facts.space_id
        one = search.judge(bench, wall, room)
        if not one.passes:
            return None
        judged.append(one)
        if wall in rooms:
            stand_ins.append(StandIn(wall, room, one.span))
    price = sum((one.price for one in judged), Decimal("0.00"))
    return SeriesNearFit(space.facts.space_id, tuple(stand_ins), _together(judged), price)
