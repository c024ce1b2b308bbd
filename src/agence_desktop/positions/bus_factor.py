"""The bus factor of a unit: the fewest persons whose absence leaves over half of its critical weight bare."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date
from typing import Final

from agence_desktop.positions.coverage import cover_tasks, weight_of
from agence_desktop.positions.measures import CRITICAL_TASK, Post

_Items = list[tuple[int, int]]
"""Who can do a task, as a bit mask that is never empty, and its weight."""
_SCALE: Final = 1 << 12
"""Into how many parts a point of weight is parted."""
_ROUNDS: Final = 4
_FIFTIETH: Final = 50
"""Parting anew goes on while it takes so much of what is left above the need."""


@dataclass(frozen=True, slots=True)
class LeastAbsences:
    """So many absences are enough; ``exact`` where fewer were proven not to be."""

    count: int
    exact: bool = True


class _TooLongError(Exception):
    """The search took more steps than it was given."""


class _Steps:
    """How many steps a search may still take; None for as many as it takes."""

    def __init__(self, most: int | None) -> None:
        self._left = most

    def take(self) -> None:
        """One step; raises _TooLongError beyond the last."""
        if self._left is not None:
            self._left -= 1
            if self._left < 0:
                raise _TooLongError


def competent_persons(post: Post, on: date) -> list[tuple[int, frozenset[int]]]:
    """Weight and competent persons of each critical task: the holder, and whoever covers it on the day."""
    holder = frozenset() if post.holder_id is None else frozenset({post.holder_id})
    return [
        (weight_of(cover.task), holder | frozenset(cover.covering))
        for cover in cover_tasks(post.tasks, post.competences, post.holder_id, on)
        if weight_of(cover.task) >= CRITICAL_TASK
    ]


def unit_bus_factor(posts: Iterable[Post], on: date) -> int | None:
    """The bus factor of the positions of a unit on a day."""
    return bus_factor(pair for post in posts for pair in competent_persons(post, on))


def unit_least_absences(posts: Iterable[Post], on: date, steps: int) -> LeastAbsences | None:
    """The bus factor of a unit as far as so many steps prove it."""
    return least_absences((pair for post in posts for pair in competent_persons(post, on)), steps)


def bus_factor(tasks: Iterable[tuple[int, Collection[int]]]) -> int | None:
    """The fewest persons whose absence leaves more than half of the weight with nobody competent.

    ``tasks`` are weights and competent persons. 0 where it is so already, None without tasks. Exact, however
    long it takes.
    """
    found = least_absences(tasks)
    return None if found is None else found.count


def least_absences(
    tasks: Iterable[tuple[int, Collection[int]]], steps: int | None = None
) -> LeastAbsences | None:
    """The bus factor: from what a quick choice reaches down, a search that gives up where no choice can reach
    the weight any more. Beyond so many ``steps`` the best choice found is told, and that it is not proven.
    """
    weights: Counter[frozenset[int]] = Counter()
    for weight, persons in tasks:
        weights[frozenset(persons)] += weight
    if not weights:
        return None
    need = weights.total() // 2 + 1 - weights.pop(frozenset(), 0)
    if need <= 0:
        return LeastAbsences(0)
    people = sorted({person for persons in weights for person in persons})
    bits = {person: 1 << number for number, person in enumerate(people)}
    items = [(sum(bits[person] for person in persons), weight) for persons, weight in weights.items()]
    count, budget = _quick(items, need), _Steps(steps)
    try:
        while count > 1 and _reaches(items, need, count - 1, budget):
            count -= 1
    except _TooLongError:
        return LeastAbsences(count, exact=False)
    return LeastAbsences(count)


def _quick(items: _Items, need: int) -> int:
    """How many persons are enough when the one with the largest share goes first."""
    count = 0
    while need > 0:
        shares = _Shares(items).of
        items, gained = _absent(items, max(shares, key=lambda one: (shares[one], -one)))
        need -= gained
        count += 1
    return count


def _reaches(items: _Items, need: int, left: int, steps: _Steps) -> bool:
    """Whether some ``left`` persons more can strip tasks of the weight ``need`` of everybody competent."""
    while True:
        steps.take()
        items = [(mask, weight) for mask, weight in items if mask.bit_count() <= left]
        if need <= 0:
            return True
        if sum(weight for _, weight in items) < need:
            return False
        parted = _Shares(items)
        spare = parted.even_out(left, need * _SCALE) - need * _SCALE
        if spare < 0:
            return False
        shares = parted.of
        ranked = sorted(shares, key=lambda one: (-shares[one], one))
        away, stay = _settled(ranked, shares, left, spare)
        if stay:
            items = [(mask, weight) for mask, weight in items if not mask & stay]
        if away:
            items, gained = _absent(items, away)
            need -= gained
            left -= away.bit_count()
        if stay or away:
            continue
        first = sum(ranked[:left])
        if sum(weight for mask, weight in items if not mask & ~first) >= need:
            return True
        busiest = _busiest(items)
        without, gained = _absent(items, busiest)
        if _reaches(without, need - gained, left - 1, steps):
            return True
        # This person stays: the tasks they can do are safe.
        items = [(mask, weight) for mask, weight in items if not mask & busiest]


def _settled(ranked: list[int], shares: dict[int, int], left: int, spare: int) -> tuple[int, int]:
    """Masks of the persons without whom, and with whom, the shares could no longer reach the need."""
    away = stay = 0
    next_best = shares[ranked[left]] if left < len(ranked) else 0
    for bit in ranked[:left]:
        if shares[bit] - next_best > spare:
            away |= bit
    last = shares[ranked[left - 1]] if left <= len(ranked) else 0
    for bit in ranked[left:]:
        if last - shares[bit] > spare:
            stay |= bit
    return away, stay


def _busiest(items: _Items) -> int:
    """The person who can do tasks of the most weight: the choice that decides most either way."""
    weights: dict[int, int] = {}
    for mask, weight in items:
        for bit in _bits(mask):
            weights[bit] = weights.get(bit, 0) + weight
    return max(weights, key=lambda one: (weights[one], -one))


class _Shares:
    """The weight of each task parted among its persons, a point into ``_SCALE``: ``of`` each person.

    However tasks are parted, no choice of persons strips tasks of more weight than the sum of their shares.
    The evener the shares, the less the largest of them come to: parted as evenly as can be, they give what
    the linear relaxation of the problem gives, for any number of persons.
    """

    def __init__(self, items: _Items) -> None:
        self.of: dict[int, int] = {}
        self._parted: list[tuple[list[int], list[int], int]] = []
        for mask, weight in items:
            bits, total = _bits(mask), weight * _SCALE
            each, rest = divmod(total, len(bits))
            parts = [each] * len(bits)
            parts[0] += rest
            for bit, part in zip(bits, parts, strict=True):
                self.of[bit] = self.of.get(bit, 0) + part
            if len(bits) > 1:
                self._parted.append((bits, parts, total))

    def even_out(self, count: int, enough: int) -> int:
        """Part anew while the largest ``count`` shares stay above ``enough`` and still lose; their sum."""
        sum_ = self._largest(count)
        for _ in range(_ROUNDS):
            if sum_ < enough:
                break
            for bits, parts, total in self._parted:
                self._part(bits, parts, total)
            before, sum_ = sum_, self._largest(count)
            if before - sum_ <= (before - enough) // _FIFTIETH:
                break
        return sum_

    def _largest(self, count: int) -> int:
        return sum(sorted(self.of.values(), reverse=True)[:count])

    def _part(self, bits: list[int], parts: list[int], total: int) -> None:
        """Part one task so that those with the least come up to one level."""
        shares = self.of
        for bit, part in zip(bits, parts, strict=True):
            shares[bit] -= part
        ranked = sorted(range(len(bits)), key=lambda place: shares[bits[place]])
        under = count = 0
        for place in ranked:
            if count and shares[bits[place]] * count - under >= total:
                break
            under += shares[bits[place]]
            count += 1
        level, rest = divmod(total + under, count)
        for at, place in enumerate(ranked):
            parts[place] = level + (at < rest) - shares[bits[place]] if at < count else 0
        for bit, part in zip(bits, parts, strict=True):
            shares[bit] += part


def _bits(mask: int) -> list[int]:
    """The bits of a mask, lowest first."""
    found = []
    while mask:
        bit = mask & -mask
        found.append(bit)
        mask ^= bit
    return found


def _absent(items: _Items, bit: int) -> tuple[_Items, int]:
    """What is left when a person is away, alike tasks together, and the weight that nobody can do then."""
    left: dict[int, int] = {}
    for mask, weight in items:
        rest = mask & ~bit
        left[rest] = left.get(rest, 0) + weight
    gained = left.pop(0, 0)
    return list(left.items()), gained
