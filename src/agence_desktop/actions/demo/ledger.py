"""Who holds what, day by day, while the bookings of the demonstration are planned."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from math import inf

FOREVER = inf


class DayLedger:
    """Holds of undivided parts in minutes of the local day, as they were when each booking was asked for.

    Days before the present of the plan can be forgotten: nobody books the past.
    """

    def __init__(self) -> None:
        self._held: dict[int, dict[int, list[tuple[int, int, float, int]]]] = defaultdict(dict)
        self._lent: dict[int, dict[int, list[tuple[int, int, int]]]] = defaultdict(dict)
        self._forgotten = 0

    def holder(self, parts: Iterable[int], day: int, start: int, end: int, at: float) -> int | None:
        """The space that held one of the parts between two minutes, as seen at the instant ``at``."""
        held = self._held.get(day)
        if held:
            for part in parts:
                for first, last, freed, space in held.get(part, ()):
                    if first < end and last > start and freed > at:
                        return space
        return None

    def hold(
        self, parts: Iterable[int], day: int, start: int, end: int, space: int, freed: float = FOREVER
    ) -> None:
        """Hold the parts; ``freed`` is the instant of a cancellation."""
        held = self._held[day]
        for part in parts:
            held.setdefault(part, []).append((start, end, freed, space))

    def lends(self, equipment: int, day: int, slot: tuple[int, int], quantity: int, stock: int) -> bool:
        """Whether a quantity is left, all that is lent at any time of the slot counted together."""
        lent = self._lent[day].get(equipment, ())
        return quantity + sum(n for first, last, n in lent if first < slot[1] and last > slot[0]) <= stock

    def lend(self, equipment: int, day: int, slot: tuple[int, int], quantity: int) -> None:
        """Lend a quantity."""
        self._lent[day].setdefault(equipment, []).append((*slot, quantity))

    def forget_before(self, day: int) -> None:
        """Forget the days before this one."""
        if day > self._forgotten:
            for kept in (self._held, self._lent):
                for old in [one for one in kept if one < day]:
                    del kept[old]
            self._forgotten = day
