"""Who holds a space or its equipment over a span: searched by bisection, grown by accepted dates."""

from __future__ import annotations

from bisect import bisect_left, bisect_right, insort
from collections.abc import Iterable, Sequence
from datetime import datetime
from itertools import accumulate
from typing import Generic, TypeVar

from agence_desktop.core.spans import Span
from agence_desktop.spaces.rows import Busy, EquipmentLine, Ledger, SpaceFacts

T = TypeVar("T")


class SpanIndex(Generic[T]):
    """Values that last over spans, found by overlap; in logarithmic time where the spans are disjoint."""

    def __init__(self, items: Iterable[tuple[Span, T]] = ()) -> None:
        ordered = sorted(items, key=lambda item: item[0])
        self._starts = [span.start for span, _ in ordered]
        self._ends = [span.end for span, _ in ordered]
        self._values = [value for _, value in ordered]
        # The latest end among the first n spans: the search backwards stops where nothing reaches it.
        self._reach = list(accumulate(self._ends, max))

    def add(self, span: Span, value: T) -> None:
        """Insert one value; appending in order of start costs no more than the bisection."""
        at = bisect_right(self._starts, span.start)
        self._starts.insert(at, span.start)
        self._ends.insert(at, span.end)
        self._values.insert(at, value)
        before = self._reach[at - 1] if at else span.end
        self._reach[at:] = list(accumulate(self._ends[at:], max, initial=before))[1:]

    def overlapping(self, span: Span) -> list[T]:
        """The values whose span shares an instant with ``span``, by start; touching spans share none."""
        found: list[T] = []
        at = bisect_left(self._starts, span.end) - 1
        while at >= 0 and self._reach[at] > span.start:
            if self._ends[at] > span.start:
                found.append(self._values[at])
            at -= 1
        found.reverse()
        return found


def meets(held: Iterable[Busy], busy: Span) -> bool:
    """Whether one of the holdings shares an instant with the span."""
    start, end = busy.start, busy.end
    for one in held:  # noqa: SIM110 - a search asks this of each room and slot; any() takes twice as long
        if one.span.start < end and start < one.span.end:
            return True
    return False


def colliding(space_id: int, held: Sequence[Busy], busy: Span) -> tuple[list[Busy], list[Busy]]:
    """Of holdings in order of time, those of other spaces and those of this one that meet the span.

    The same as ``Holdings`` finds, without an index, which a single slot is not worth.
    """
    found = [one for one in held if one.span.overlaps(busy)]
    related = [one for one in found if one.space_id != space_id]
    related.sort(key=lambda one: (one.span, one.space_id))
    return related, [one for one in found if one.space_id == space_id]


class StockProfile:
    """The quantity of one equipment held at every instant, as steps."""

    def __init__(self, held: Iterable[tuple[Span, int]] = ()) -> None:
        changes: dict[datetime, int] = {}
        for span, quantity in held:
            changes[span.start] = changes.get(span.start, 0) + quantity
            changes[span.end] = changes.get(span.end, 0) - quantity
        self._times = sorted(changes)
        self._levels = list(accumulate(changes[time] for time in self._times))

    def peak(self, span: Span) -> int:
        """The largest quantity held at an instant of ``span``."""
        first = bisect_right(self._times, span.start) - 1
        last = bisect_left(self._times, span.end)
        return max(self._levels[max(first, 0) : last], default=0)

    def add(self, span: Span, quantity: int) -> None:
        """Hold a quantity more over ``span``."""
        first, last = self._step(span.start), self._step(span.end)
        for at in range(first, last):
            self._levels[at] += quantity

    def _step(self, time: datetime) -> int:
        """The index of the step that starts at ``time``, made if there is none."""
        at = bisect_left(self._times, time)
        if at == len(self._times) or self._times[at] != time:
            insort(self._times, time)
            self._levels.insert(at, self._levels[at - 1] if at else 0)
        return at


class Holdings:
    """What is held, as the ledger tells it and as the dates accepted so far add to it."""

    def __init__(self, ledger: Ledger) -> None:
        self._ledger = ledger
        self._stored: dict[int, dict[int, SpanIndex[Busy]]] = {}
        self._accepted: dict[int, SpanIndex[Busy]] = {}
        self._stock: dict[int, StockProfile] = {}

    def of_space(self, facts: SpaceFacts, busy: Span) -> list[Busy]:
        """The holdings of this very space that overlap the busy interval."""
        return self._overlapping(facts.space_id, facts.space_id, busy)

    def of_related(self, facts: SpaceFacts, busy: Span) -> list[Busy]:
        """The holdings of its ancestors and descendants that overlap the busy interval, by start."""
        others = (set(self._indexes(facts.space_id)) | facts.related) - {facts.space_id}
        found = [busy_ for other in others for busy_ in self._overlapping(facts.space_id, other, busy)]
        return sorted(found, key=lambda one: (one.span, one.space_id))

    def short_of(self, facts: SpaceFacts, lines: Sequence[EquipmentLine], slot: Span) -> bool:
        """Whether some equipment would run out within the slot; what is kept at another site always does."""
        asked: dict[int, int] = {}
        for line in lines:
            asked[line.equipment_id] = asked.get(line.equipment_id, 0) + line.quantity
        return any(
            self._ledger.equipment_sites.get(equipment, facts.site_id) != facts.site_id
            or self._profile(equipment).peak(slot) + quantity > self._ledger.stock.get(equipment, 0)
            for equipment, quantity in asked.items()
        )

    def hold(self, busy: Busy, slot: Span, lines: Sequence[EquipmentLine]) -> None:
        """Add an accepted date that holds its space over ``busy.span`` and its equipment over ``slot``."""
        self._accepted.setdefault(busy.space_id, SpanIndex()).add(busy.span, busy)
        for line in lines:
            self._profile(line.equipment_id).add(slot, line.quantity)

    def _overlapping(self, judged: int, holder: int, span: Span) -> list[Busy]:
        stored = self._indexes(judged).get(holder)
        accepted = self._accepted.get(holder)
        found = stored.overlapping(span) if stored else []
        return found + accepted.overlapping(span) if accepted else found

    def _indexes(self, space_id: int) -> dict[int, SpanIndex[Busy]]:
        """The stored holdings that may collide with a space, one index per space that holds them."""
        if space_id not in self._stored:
            groups: dict[int, list[tuple[Span, Busy]]] = {}
            for busy in self._ledger.busy.get(space_id, ()):
                groups.setdefault(busy.space_id, []).append((busy.span, busy))
            self._stored[space_id] = {holder: SpanIndex(group) for holder, group in groups.items()}
        return self._stored[space_id]

    def _profile(self, equipment: int) -> StockProfile:
        if equipment not in self._stock:
            held = self._ledger.held.get(equipment, ())
            self._stock[equipment] = StockProfile((one.span, one.quantity) for one in held)
        return self._stock[equipment]
