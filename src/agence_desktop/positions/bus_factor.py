"""The bus factor of a unit: the fewest persons whose absence leaves over half of its critical weight bare."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable
from datetime import date
from math import lcm

from agence_desktop.positions.coverage import cover_tasks, weight_of
from agence_desktop.positions.measures import CRITICAL_TASK, Post

_Items = list[tuple[int, int]]
"""Who can do a task, as a bit mask that is never empty, and its weight."""


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


def bus_factor(tasks: Iterable[tuple[int, Collection[int]]]) -> int | None:
    """The fewest persons whose absence leaves more than half of the weight with nobody competent.

    ``tasks`` are weights and competent persons. 0 where it is so already, None without tasks. Exact: from
    what a quick choice reaches down, a search that gives up where no choice can reach the weight any more.
    """
    weights: Counter[frozenset[int]] = Counter()
    for weight, persons in tasks:
        weights[frozenset(persons)] += weight
    if not weights:
        return None
    need = weights.total() // 2 + 1 - weights.pop(frozenset(), 0)
    if need <= 0:
        return 0
    people = sorted({person for persons in weights for person in persons})
    bits = {person: 1 << number for number, person in enumerate(people)}
    items = [(sum(bits[person] for person in persons), weight) for persons, weight in weights.items()]
    count = _quick(items, need)
    while count > 1 and _reaches(items, need, count - 1):
        count -= 1
    return count


def _quick(items: _Items, need: int) -> int:
    """How many persons are enough when the one with the largest share goes first."""
    count = 0
    while need > 0:
        shares, _ = _shares(items)
        items, gained = _absent(items, max(shares, key=lambda one: (shares[one], -one)))
        need -= gained
        count += 1
    return count


def _reaches(items: _Items, need: int, left: int) -> bool:
    """Whether some ``left`` persons more can strip tasks of the weight ``need`` of everybody competent."""
    while True:
        items = [(mask, weight) for mask, weight in items if mask.bit_count() <= left]
        if need <= 0:
            return True
        if sum(weight for _, weight in items) < need:
            return False
        shares, scale = _shares(items)
        ranked = sorted(shares, key=lambda one: (-shares[one], one))
        spare = sum(shares[bit] for bit in ranked[:left]) - need * scale
        if spare < 0:
            return False
        away, stay = _settled(ranked, shares, left, spare)
        if stay:
            items = [(mask, weight) for mask, weight in items if not mask & stay]
        if away:
            items, gained = _absent(items, away)
            need -= gained
            left -= away.bit_count()
        if stay or away:
            continue
        busiest = _busiest(items)
        without, gained = _absent(items, busiest)
        if _reaches(without, need - gained, left - 1):
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
        while mask:
            bit = mask & -mask
            weights[bit] = weights.get(bit, 0) + weight
            mask ^= bit
    return max(weights, key=lambda one: (weights[one], -one))


def _shares(items: _Items) -> tuple[dict[int, int], int]:
    """For each person the weight of their tasks, each parted among its persons; times the second number.

    No choice of persons strips tasks of more weight than the sum of their shares.
    """
    scale = lcm(*{mask.bit_count() for mask, _ in items})
    shares: dict[int, int] = {}
    for mask, weight in items:
        share = weight * scale // mask.bit_count()
        while mask:
            bit = mask & -mask
            shares[bit] = shares.get(bit, 0) + share
            mask ^= bit
    return shares, scale


def _absent(items: _Items, bit: int) -> tuple[_Items, int]:
    """What is left when a person is away, alike tasks together, and the weight that nobody can do then."""
    left: dict[int, int] = {}
    for mask, weight in items:
        rest = mask & ~bit
        left[rest] = left.get(rest, 0) + weight
    gained = left.pop(0, 0)
    return list(left.items()), gained
