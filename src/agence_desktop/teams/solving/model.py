"""The problem of allocation in whole numbers: what every solver is given."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Row:
    """Σ coefficient × choice ≤ ``most``, over some pairs; all whole numbers."""

    pairs: tuple[int, ...]
    coefficients: tuple[int, ...]
    most: int


@dataclass(frozen=True, slots=True)
class Model:
    """Choose pairs (seat, member), one for a seat at most, within the rows.

    First the most weight, then the least cost, the smallest largest load of a member, the least of ties.

    ``loads`` are effort × served days in units of 1 ÷ ``unit`` day, ``costs`` in hundredths. ``pinned`` pairs
    are chosen in every answer. ``ties`` are drawn from the keys: the pairs of the least sum win.
    """

    pairs: tuple[tuple[int, int], ...]
    weights: tuple[int, ...]
    costs: tuple[int, ...]
    loads: tuple[int, ...]
    ties: tuple[int, ...]
    rows: tuple[Row, ...]
    unit: int = 1
    pinned: tuple[int, ...] = ()

    @property
    def by_seat(self) -> Mapping[int, list[int]]:
        """The pairs of each seat that has any."""
        seats: dict[int, list[int]] = defaultdict(list)
        for number, (seat, _) in enumerate(self.pairs):
            seats[seat].append(number)
        return seats

    def allows(self, chosen: Iterable[int]) -> bool:
        """Whether these pairs break no row and fill no seat twice."""
        taken = frozenset(chosen)
        if len({self.pairs[pair][0] for pair in taken}) < len(taken):
            return False
        return all(
            sum(value for pair, value in zip(row.pairs, row.coefficients, strict=True) if pair in taken)
            <= row.most
            for row in self.rows
        )

    def largest_load(self, chosen: Iterable[int]) -> int:
        """The most that one member gets."""
        given: dict[int, int] = defaultdict(int)
        for pair in chosen:
            given[self.pairs[pair][1]] += self.loads[pair]
        return max(given.values(), default=0)
