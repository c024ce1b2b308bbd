"""Find a space: what fits, ranked; what nearly fits, and what would have to give; why the others do not."""

from __future__ import annotations

from collections.abc import Iterable, Sequence, Set
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import Decimal
from operator import itemgetter

from agence_desktop.core.calendars import add_working_days
from agence_desktop.core.clock import place
from agence_desktop.core.geography import Point, great_circle_km, rounded_km
from agence_desktop.core.spans import Span
from agence_desktop.spaces.checks import Asked, Bench, unused_places
from agence_desktop.spaces.conflicts import colliding
from agence_desktop.spaces.roster import Findable, Roster
from agence_desktop.spaces.rows import (
    Busy,
    FindFault,
    Ledger,
    OccurrenceState,
    Reason,
    Requester,
)
from agence_desktop.spaces.slots import NEAR_DAYS, JudgedSlot, NearKind, Neighbours, Offer


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


@dataclass(frozen=True, slots=True)
class Candidate:
    """A space that fails on time alone, and the one that stands for its kind (``roster.Roster``)."""

    space_id: int
    model: Findable


@dataclass(frozen=True, slots=True)
class Ranking:
    """The answer for every space: those that fit by rank, then the others by name.

    ``failing`` are those that fail on time alone, in that same order.
    """

    spaces: tuple[Found, ...]
    failing: tuple[Candidate, ...]


@dataclass(frozen=True, slots=True)
class Search:
    """What all spaces are judged by.

    A slot is judged once for each kind of space; capacity and holdings, once for each space.
    """

    need: Need
    requester: Requester
    observed: Set[date]
    now: datetime

    def rank(self, roster: Roster, ledger: Ledger) -> Ranking:
        """The answer for every space; ``ledger`` covers the slot asked for with its buffers."""
        need, bench = self.need, self._bench(ledger)
        placed = {
            zone: place(need.start, need.end, zone) for zone in {one.facts.zone for one in roster.models}
        }
        slots = [JudgedSlot(bench, one.facts, placed[one.facts.zone]) for one in roster.models]
        distances = [distance_of(need, point) for point in roster.spots]
        fitting: list[tuple[int, float, Decimal, int, Offer, tuple[Reason, ...]]] = []
        others: list[Found] = []
        failing: list[Candidate] = []
        for at, space in enumerate(roster.spaces):
            facts, kind, km = space.facts, roster.kind_of[at], distances[roster.spot_of[at]]
            slot, held = slots[kind], ledger.busy.get(facts.space_id)
            related, own = colliding(facts.space_id, held, slot.busy) if held else ((), ())
            unused = unused_places(bench.asked, facts)
            judged = slot.judged(unused < 0, bool(related), bool(own))
            faults = faults_of(need, space, km)
            if judged.offer is not None and not faults:
                fitting.append((unused, km or 0.0, judged.offer.price, at, judged.offer, judged.reasons))
                continue
            why: tuple[FindFault | Reason, ...] = (*faults, *judged.reasons)
            blockers = (*related, *own)
            others.append(
                Found(facts.space_id, slot.span, False, None, None, unused, km, None, why, blockers)
            )
            if judged.on_time_alone and not faults:
                failing.append(Candidate(facts.space_id, roster.models[kind]))
        fitting.sort(key=itemgetter(0, 1, 2, 3))
        fits = [
            Found(
                space_id=roster.spaces[at].facts.space_id,
                span=slots[roster.kind_of[at]].span,
                fits=True,
                state=offer.state,
                rank=rank,
                unused_capacity=unused,
                km=distances[roster.spot_of[at]],
                price=price,
                reasons=reasons,
            )
            for rank, (unused, _, price, at, offer, reasons) in enumerate(fitting, 1)
        ]
        return Ranking((*fits, *others), tuple(failing))

    def near_fits(self, spaces: Sequence[Candidate], ledger: Ledger) -> tuple[NearFit, ...]:
        """At most one near fit of each kind per space; ``ledger`` covers ``reach_of`` these spaces."""
        around = Neighbours(self._bench(ledger), self.need.start, self.need.end, self.observed)
        return tuple(
            NearFit(one.space_id, kind, span, offer.state, offer.price)
            for one in spaces
            for kind, span, offer in around.free(one.model.facts, ledger.busy.get(one.space_id, ()))
        )

    def _bench(self, ledger: Ledger) -> Bench:
        asked = Asked(self.requester, self.need.participants, self.need.layout)
        return Bench(asked, {}, ledger, self.observed, self.now)


def reach_of(need: Need, spaces: Iterable[Findable], observed: Set[date]) -> Span:
    """The span over which a ledger must be read: every slot that may be judged, with its buffers."""
    day = need.start.date()
    first = add_working_days(day, -NEAR_DAYS, observed)
    last = add_working_days(day, NEAR_DAYS, observed)
    start = min(need.start - timedelta(days=1), need.start - (day - first))
    end = max(need.end + timedelta(days=1), need.end + (last - day))
    return _around(start, end, spaces)


def slot_of(need: Need, spaces: Iterable[Findable]) -> Span:
    """The span that holds the slot asked for at every one of these spaces, with its buffers."""
    return _around(need.start, need.end, spaces)


def _around(start: datetime, end: datetime, spaces: Iterable[Findable]) -> Span:
    facts = [one.facts for one in spaces]
    before = max(one.terms.buffer_before or 0 for one in facts)
    after = max(one.terms.buffer_after or 0 for one in facts)
    placed = [place(start, end, zone) for zone in {one.zone for one in facts}]
    return Span(min(one.start for one in placed), max(one.end for one in placed)).widened(before, after)


def distance_of(need: Need, point: Point | None) -> float | None:
    """Kilometres from where distances are counted, to a tenth; None where they are not."""
    return rounded_km(great_circle_km(need.near, point)) if need.near and point else None


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
