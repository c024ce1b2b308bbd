"""Find a space: what fits, ranked; what nearly fits, and what would have to give; why the others do not."""

from __future__ import annotations

from collections.abc import Iterator, Sequence, Set
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from decimal import Decimal
from enum import StrEnum

from agence_desktop.core.calendars import add_working_days
from agence_desktop.core.clock import place
from agence_desktop.core.french import sort_key
from agence_desktop.core.geography import Point, great_circle_km, rounded_km
from agence_desktop.core.spans import Span
from agence_desktop.spaces.checks import Asked, Bench, capacity_for
from agence_desktop.spaces.judging import passes, state_of
from agence_desktop.spaces.pricing import price_at
from agence_desktop.spaces.rows import (
    Busy,
    FindFault,
    Ledger,
    OccurrenceState,
    Reason,
    Requester,
    SpaceFacts,
)

DEFAULT_STEP = 15
LARGEST_SHIFT = 120
NEAR_DAYS = 3
KEPT_SHARE = 4
"""At most one part in four is given up by a shorter slot."""

_NOT_ABOUT_TIME = frozenset({Reason.NOT_SHAREABLE, Reason.NOT_ELIGIBLE, Reason.CAPACITY})


class NearKind(StrEnum):
    """What gives in a near fit."""

    OTHER_TIME = "other_time"
    OTHER_DAY = "other_day"
    SHORTER = "shorter"


@dataclass(frozen=True, slots=True)
class Need:
    """What is looked for; ``start`` and ``end`` are wall clocks at the site of each space.

    ``equipment`` are codes of fixed equipment; ``near`` is where distances are counted from.
    """

    start: datetime
    end: datetime
    participants: int = 1
    layout: str | None = None
    region: str | None = None
    near: Point | None = None
    max_km: float | None = None
    equipment: frozenset[str] = frozenset()
    accessible: bool = False


@dataclass(frozen=True, slots=True)
class Findable:
    """A space with what only searching asks of it."""

    facts: SpaceFacts
    equipment: frozenset[str] = frozenset()
    accessible: bool = False
    point: Point | None = None


@dataclass(frozen=True, slots=True)
class Found:
    """The answer for one space; ``rank``, ``state`` and ``price`` are None where it does not fit."""

    space_id: int
    span: Span
    fits: bool
    state: OccurrenceState | None
    rank: int | None
    unused_capacity: int
    km: float | None
    price: Decimal | None
    reasons: tuple[FindFault | Reason, ...]
    blockers: tuple[Busy, ...] = ()


@dataclass(frozen=True, slots=True)
class NearFit:
    """A slot that would pass in a space that fails on time alone."""

    space_id: int
    kind: NearKind
    span: Span
    state: OccurrenceState
    price: Decimal


@dataclass(frozen=True, slots=True)
class Findings:
    """Spaces that fit by rank, then the others by name; near fits in that same order of spaces."""

    spaces: tuple[Found, ...]
    near: tuple[NearFit, ...]


def find_spaces(
    need: Need,
    spaces: Sequence[Findable],
    requester: Requester,
    ledger: Ledger,
    observed: Set[date],
    now: datetime,
) -> Findings:
    """Judge every space for the need, rank those that fit and look for near fits in the others.

    ``ledger`` covers ``reach_of(need, …)``; ``observed`` are the observed holidays.
    """
    ranked = rank_spaces(need, spaces, requester, ledger, observed, now)
    failing = failing_on_time(ranked, spaces)
    return Findings(ranked, near_fits(need, failing, requester, ledger, observed, now))


def rank_spaces(
    need: Need,
    spaces: Sequence[Findable],
    requester: Requester,
    ledger: Ledger,
    observed: Set[date],
    now: datetime,
) -> tuple[Found, ...]:
    """The answer for every space: those that fit by rank, then the others by name.

    ``ledger`` covers the slot asked for with its buffers.
    """
    bench = _bench(need, spaces, requester, ledger, observed, now)
    answers = [(space, _answer(bench, need, space)) for space in spaces]
    answers.sort(key=lambda pair: order_of(*pair))
    return tuple(
        replace(answer, rank=at + 1) if answer.fits else answer for at, (_, answer) in enumerate(answers)
    )


def failing_on_time(ranked: Sequence[Found], spaces: Sequence[Findable]) -> list[Findable]:
    """The spaces that fail on time alone, in the order of the answers."""
    by_id = {space.facts.space_id: space for space in spaces}
    return [by_id[answer.space_id] for answer in ranked if _fails_on_time_alone(answer)]


def near_fits(
    need: Need,
    spaces: Sequence[Findable],
    requester: Requester,
    ledger: Ledger,
    observed: Set[date],
    now: datetime,
) -> tuple[NearFit, ...]:
    """At most one near fit of each kind per space; ``ledger`` covers ``reach_of`` these spaces."""
    bench = _bench(need, spaces, requester, ledger, observed, now)
    return tuple(fit for space in spaces for fit in _near_fits(bench, need, space.facts, observed))


def _bench(
    need: Need,
    spaces: Sequence[Findable],
    requester: Requester,
    ledger: Ledger,
    observed: Set[date],
    now: datetime,
) -> Bench:
    facts_by_space = {one.facts.space_id: one.facts for one in spaces}
    return Bench(Asked(requester, need.participants, need.layout), facts_by_space, ledger, observed, now)


def reach_of(need: Need, spaces: Sequence[Findable], observed: Set[date]) -> Span:
    """The span over which a ledger must be read: every slot that may be judged, with its buffers."""
    day = need.start.date()
    first = add_working_days(day, -NEAR_DAYS, observed)
    last = add_working_days(day, NEAR_DAYS, observed)
    start = min(need.start - timedelta(days=1), need.start - (day - first))
    end = max(need.end + timedelta(days=1), need.end + (last - day))
    return _around(start, end, spaces)


def slot_of(need: Need, spaces: Sequence[Findable]) -> Span:
    """The span that holds the slot asked for at every one of these spaces, with its buffers."""
    return _around(need.start, need.end, spaces)


def _around(start: datetime, end: datetime, spaces: Sequence[Findable]) -> Span:
    before = max(one.facts.terms.buffer_before or 0 for one in spaces)
    after = max(one.facts.terms.buffer_after or 0 for one in spaces)
    placed = [place(start, end, zone) for zone in {one.facts.zone for one in spaces}]
    return Span(min(one.start for one in placed), max(one.end for one in placed)).widened(before, after)


def _answer(bench: Bench, need: Need, space: Findable) -> Found:
    facts = space.facts
    span = place(need.start, need.end, facts.zone)
    km = distance_of(need, space)
    verdict = bench.judge(facts.space_id, span)
    faults = faults_of(need, space, km)
    fits = not faults and passes(verdict.reasons, facts)
    return Found(
        space_id=facts.space_id,
        span=span,
        fits=fits,
        state=state_of(verdict, facts) if fits else None,
        rank=None,
        unused_capacity=capacity_for(facts, need.layout) - need.participants,
        km=km,
        price=price_at(facts, span).amount if fits else None,
        reasons=(*faults, *verdict.reasons),
        blockers=verdict.blockers,
    )


def distance_of(need: Need, space: Findable) -> float | None:
    """Kilometres from where distances are counted, to a tenth; None where they are not."""
    return rounded_km(great_circle_km(need.near, space.point)) if need.near and space.point else None


def faults_of(need: Need, space: Findable, km: float | None) -> list[FindFault]:
    """What stands against a space before any date is judged."""
    faults: list[FindFault] = []
    if not need.equipment <= space.equipment:
        faults.append(FindFault.EQUIPMENT_MISSING)
    if need.accessible and not space.accessible:
        faults.append(FindFault.NOT_ACCESSIBLE)
    if need.region is not None and space.facts.region != need.region:
        faults.append(FindFault.OUT_OF_REGION)
    if need.max_km is not None and km is not None and km > need.max_km:
        faults.append(FindFault.TOO_FAR)
    return faults


def order_of(space: Findable, answer: Found) -> tuple[bool, tuple[object, ...]]:
    """What fits first, by rank; the others by name."""
    name = (sort_key(space.facts.name), space.facts.code)
    if not answer.fits:
        return True, name
    return False, (answer.unused_capacity, answer.km or 0.0, answer.price, *name)


def _fails_on_time_alone(answer: Found) -> bool:
    return not answer.fits and not any(
        isinstance(reason, FindFault) or reason in _NOT_ABOUT_TIME for reason in answer.reasons
    )


def _near_fits(bench: Bench, need: Need, facts: SpaceFacts, observed: Set[date]) -> Iterator[NearFit]:
    """At most one near fit of each kind: the first slot of the kind that passes when it is judged."""
    for kind, slots in (
        (NearKind.OTHER_TIME, _other_times(need, facts)),
        (NearKind.OTHER_DAY, _other_days(need, facts, observed)),
        (NearKind.SHORTER, _shorter(need, facts)),
    ):
        for span in slots:
            if bench.taken(facts.space_id, span):
                continue
            verdict = bench.judge(facts.space_id, span)
            if passes(verdict.reasons, facts):
                state, price = state_of(verdict, facts), price_at(facts, span).amount
                yield NearFit(facts.space_id, kind, span, state, price)
                break


def _other_times(need: Need, facts: SpaceFacts) -> Iterator[Span]:
    """The same day, the smallest shift first, earlier before later."""
    step = facts.terms.grid_minutes or DEFAULT_STEP
    for minutes in range(step, LARGEST_SHIFT + 1, step):
        for shift in (timedelta(minutes=-minutes), timedelta(minutes=minutes)):
            if (need.start + shift).date() == need.start.date():
                yield place(need.start + shift, need.end + shift, facts.zone)


def _other_days(need: Need, facts: SpaceFacts, observed: Set[date]) -> Iterator[Span]:
    """The same wall clock, the nearest working day first, later before earlier; judging refuses the past."""
    day = need.start.date()
    for distance in range(1, NEAR_DAYS + 1):
        for count in (distance, -distance):
            shift = add_working_days(day, count, observed) - day
            yield place(need.start + shift, need.end + shift, facts.zone)


def _shorter(need: Need, facts: SpaceFacts) -> Iterator[Span]:
    """The longest first; of two as long, the one whose end is cut before the one whose start is delayed."""
    span = place(need.start, need.end, facts.zone)
    step = facts.terms.grid_minutes or DEFAULT_STEP
    for minutes in range(step, span.minutes // KEPT_SHARE + 1, step):
        cut = timedelta(minutes=minutes)
        yield Span(span.start, span.end - cut)
        yield Span(span.start + cut, span.end)
