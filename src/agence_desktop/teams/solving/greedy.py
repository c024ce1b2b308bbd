"""Without a solver: the heaviest and rarest seats first, each to the cheapest member who still can."""

from __future__ import annotations

from collections import defaultdict

from agence_desktop.teams.levels import Method, Progress
from agence_desktop.teams.solving.answer import Answer
from agence_desktop.teams.solving.model import Model


def solve_greedily(model: Model, *, seconds: float, progress: Progress) -> Answer:
    """A proposal that breaks no rule and is not proven to be the best; it takes no time to speak of."""
    del seconds, progress
    rows: dict[int, list[tuple[int, int]]] = defaultdict(list)
    for number, row in enumerate(model.rows):
        for pair, value in zip(row.pairs, row.coefficients, strict=True):
            rows[pair].append((number, value))
    left = [row.most for row in model.rows]
    loads: dict[int, int] = defaultdict(int)
    chosen: list[int] = []

    def take(pair: int) -> None:
        chosen.append(pair)
        loads[model.pairs[pair][1]] += model.loads[pair]
        for row, value in rows[pair]:
            left[row] -= value

    for pair in model.pinned:
        take(pair)
    filled = {model.pairs[pair][0] for pair in model.pinned}
    order = sorted(
        model.by_seat.items(), key=lambda item: (-model.weights[item[1][0]], len(item[1]), item[0])
    )
    for seat, candidates in order:
        if seat in filled:
            continue
        free = [pair for pair in candidates if all(left[row] >= value for row, value in rows[pair])]
        if free:
            take(min(free, key=lambda pair: (model.costs[pair], _load(model, loads, pair), model.ties[pair])))
    return Answer(tuple(sorted(chosen)), optimal=False, method=Method.GREEDY)


def _load(model: Model, loads: dict[int, int], pair: int) -> int:
    return loads[model.pairs[pair][1]] + model.loads[pair]
