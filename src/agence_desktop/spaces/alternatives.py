"""What may take the place of a date that conflicts: another time of its day, another room of its building."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from decimal import Decimal

from agence_desktop.core.clock import exists, place, to_wall
from agence_desktop.core.french import sort_key
from agence_desktop.core.spans import Span
from agence_desktop.spaces.catalogue import SpaceRow
from agence_desktop.spaces.checks import Bench, capacity_for
from agence_desktop.spaces.judging import passes, state_of
from agence_desktop.spaces.pricing import price_at
from agence_desktop.spaces.rows import Approval, OccurrenceState, SpaceFacts

DEFAULT_STEP = 15
MOST = 8
"""More choices than that help nobody."""

_A_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Alternative:
    """A slot that passes, confirmed at once or decided by the host."""

    space_id: int
    span: Span
    state: OccurrenceState
    price: Decimal


@dataclass(frozen=True, slots=True)
class Alternatives:
    """For one date: other times in its room, the nearest first; other rooms at its time, the best first."""

    times: tuple[Alternative, ...] = ()
    rooms: tuple[Alternative, ...] = ()


def alternatives(
    bench: Bench, room: SpaceRow, span: Span, others: Sequence[SpaceRow], *, accessible: bool = False
) -> Alternatives:
    """What passes instead of ``span`` in ``room``; ``others`` are the rooms that may be offered.

    Rooms are ranked by what they lack of the equipment of ``room``, by who decides, by unused capacity,
    price and name. ``accessible`` leaves out rooms that a wheelchair does not reach.
    """
    rooms = [
        (_rank(bench, room, other, found), found)
        for other in others
        if other.id != room.id
        and (other.accessible or not accessible)
        and (found := _offered(bench, other.id, _same_wall(bench, room, other, span)))
    ]
    rooms.sort(key=lambda pair: pair[0])
    return Alternatives(_times(bench, room.id, span), tuple(found for _, found in rooms[:MOST]))


def _times(bench: Bench, space_id: int, span: Span) -> tuple[Alternative, ...]:
    """Those confirmed at once; only where there is none, those that the host would decide."""
    facts = bench.facts_by_space[space_id]
    confirmed: list[Alternative] = []
    requested: list[Alternative] = []
    for other in _same_day(facts, span):
        if bench.taken(space_id, other) or not (found := _offered(bench, space_id, other)):
            continue
        (confirmed if found.state is OccurrenceState.CONFIRMED else requested).append(found)
        if len(confirmed) == MOST or (facts.terms.approval is Approval.HOST and len(requested) == MOST):
            break
    return tuple((confirmed or requested)[:MOST])


def _same_day(facts: SpaceFacts, span: Span) -> Iterator[Span]:
    """Slots of that length on the local day, by the grid: the smallest shift first, earlier before later."""
    start, end = to_wall(span.start, facts.zone), to_wall(span.end, facts.zone)
    midnight = datetime.combine(start.date(), datetime.min.time())
    step = timedelta(minutes=facts.terms.grid_minutes or DEFAULT_STEP)
    length = end - start
    walls = [midnight + number * step for number in range(int(_A_DAY / step))]
    fitting = [wall for wall in walls if wall != start and wall + length <= midnight + _A_DAY]
    for wall in sorted(fitting, key=lambda wall: (abs(wall - start), wall)):
        if exists(wall, facts.zone):  # one that clocks skip is another one
            yield place(wall, wall + length, facts.zone)


def _same_wall(bench: Bench, room: SpaceRow, other: SpaceRow, span: Span) -> Span:
    here, there = bench.facts_by_space[room.id].zone, bench.facts_by_space[other.id].zone
    return place(to_wall(span.start, here), to_wall(span.end, here), there) if here != there else span


def _offered(bench: Bench, space_id: int, span: Span) -> Alternative | None:
    facts = bench.facts_by_space[space_id]
    verdict = bench.judge(space_id, span)
    if not passes(verdict.reasons, facts):
        return None
    return Alternative(space_id, span, state_of(verdict, facts), price_at(facts, span).amount)


def _rank(
    bench: Bench, room: SpaceRow, other: SpaceRow, found: Alternative
) -> tuple[int, bool, int, Decimal, str, int]:
    places = capacity_for(bench.facts_by_space[other.id], bench.asked.layout)
    return (
        len(room.equipment - other.equipment),
        found.state is not OccurrenceState.CONFIRMED,
        places - bench.asked.participants,
        found.price,
        sort_key(other.name),
        other.id,
    )
