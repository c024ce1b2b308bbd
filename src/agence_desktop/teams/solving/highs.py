"""HiGHS: the one module that knows it.

The levels are solved one after the other, each within the best of those before; all numbers are whole, and
what HiGHS gives is rounded and verified without it, so that no tolerance decides.
"""

from __future__ import annotations

import time
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from math import gcd

import highspy
import numpy as np

from agence_desktop.teams.levels import Level, Method, Progress
from agence_desktop.teams.solving.answer import Answer, SolverError
from agence_desktop.teams.solving.model import Model

_SEED = 20_261_120
_HALF = 0.5
_WHOLE = int(highspy.HighsVarType.kInteger)
_ROW_WISE = int(highspy.MatrixFormat.kRowwise)


@dataclass(frozen=True, slots=True)
class _Line:
    """low ≤ Σ value × column ≤ high."""

    columns: Sequence[int]
    values: Sequence[int]
    low: float
    high: float


@dataclass(frozen=True, slots=True)
class _Program:
    """Minimise over whole columns from 0 (1 where pinned) to their top, within the lines."""

    costs: Sequence[int]
    tops: Sequence[float]
    pinned: Sequence[int]
    lines: tuple[_Line, ...]


@dataclass(frozen=True, slots=True)
class _Found:
    """The values of the columns, rounded; proven, or the best when time was up."""

    values: Sequence[int]
    proven: bool


def solve(
    model: Model, *, seconds: float, progress: Progress, clock: Callable[[], float] = time.monotonic
) -> Answer:
    """The best pairs of a model on every level; within ``seconds``, else not proven. Raises SolverError.

    One thread and a fixed seed: the same model gives the same answer on every run.
    """
    if not model.pairs:
        return Answer((), optimal=True, method=Method.EXACT)
    end = clock() + seconds
    return _Levels(model, lambda: end - clock(), progress).run()


class _Levels:
    """What the levels know of each other.

    The columns are the pairs and then one for each seat: whether it is filled. By them the weight is a short
    line instead of one over all pairs, which takes HiGHS half the time.
    """

    def __init__(self, model: Model, left: Callable[[], float], progress: Progress) -> None:
        self._model = model
        self._left = left
        self._progress = progress
        self._chosen: tuple[int, ...] = ()
        self._seats = list(model.by_seat.values())
        self._none = [0] * len(self._seats)

    def run(self) -> Answer:
        """Each level within the best of those before, until one is not proven."""
        model, pairs = self._model, range(len(self._model.pairs))
        weights = [model.weights[candidates[0]] for candidates in self._seats]
        base = _Program(
            costs=[*([0] * len(pairs)), *(-weight for weight in weights)],
            tops=[1] * (len(pairs) + len(self._seats)),
            pinned=model.pinned,
            lines=tuple(self._lines()),
        )
        if not self._level(Level.WEIGHT, base):
            return self._answer(proven=False)
        weight = sum(model.weights[pair] for pair in self._chosen)
        filled = range(len(pairs), len(pairs) + len(self._seats))
        heavy = _Line(filled, weights, weight, highspy.kHighsInf)
        cheap = replace(base, costs=[*_measured(model.costs), *self._none], lines=(*base.lines, heavy))
        if not self._level(Level.COST, cheap):
            return self._answer(proven=False)
        most = sum(cheap.costs[pair] for pair in self._chosen)
        dear = _Line(pairs, cheap.costs[: len(pairs)], -highspy.kHighsInf, most)
        best = replace(cheap, lines=(*cheap.lines, dear))
        loads = self._loads()
        if not self._level(Level.LOAD, _with_largest(best, loads)):
            return self._answer(proven=False)
        top = model.largest_load(self._chosen)
        even = [_Line(those, each, -highspy.kHighsInf, top) for those, each in loads]
        last = replace(best, costs=[*model.ties, *self._none], lines=(*best.lines, *even))
        # Which of equal answers is drawn proves nothing; without time for it the answer found above stands.
        self._level(Level.TIE, last)
        return self._answer(proven=True)

    def _lines(self) -> Iterable[_Line]:
        for number, candidates in enumerate(self._seats, len(self._model.pairs)):
            yield _Line([*candidates, number], [*([1] * len(candidates)), -1], 0, 0)
        for row in self._model.rows:
            yield _Line(row.pairs, row.coefficients, -highspy.kHighsInf, row.most)

    def _level(self, level: Level, program: _Program) -> bool:
        """Solve one level; whether its answer is proven. What is not proven is kept where it is better."""
        self._progress(level)
        left = self._left()
        try:
            found = _solve(program, left) if left > 0 else None
        except SolverError:
            if not self._chosen:
                raise
            return False
        if found is None:
            return False
        chosen = tuple(pair for pair in range(len(self._model.pairs)) if found.values[pair])
        if found.proven or (level is not Level.TIE and self._is_better(level, chosen)):
            self._chosen = chosen
        return found.proven

    def _is_better(self, level: Level, chosen: Sequence[int]) -> bool:
        """Whether an answer that is not proven is better, on a level, than the one that stands."""
        if not self._chosen:
            return True
        if level is Level.LOAD:
            return self._model.largest_load(chosen) < self._model.largest_load(self._chosen)
        costs = self._model.costs
        return sum(costs[pair] for pair in chosen) < sum(costs[pair] for pair in self._chosen)

    def _loads(self) -> list[tuple[list[int], list[int]]]:
        """The pairs of each member, with their loads."""
        of_member: dict[int, list[int]] = defaultdict(list)
        for pair, (_, member) in enumerate(self._model.pairs):
            of_member[member].append(pair)
        return [(pairs, [self._model.loads[pair] for pair in pairs]) for pairs in of_member.values()]

    def _answer(self, *, proven: bool) -> Answer:
        if not proven and not self._chosen:
            raise SolverError("there was no time for an answer")
        return Answer(self._chosen, optimal=proven, method=Method.EXACT)


def _with_largest(program: _Program, loads: Sequence[tuple[Sequence[int], Sequence[int]]]) -> _Program:
    """The program that makes the largest load small: a last column that no load exceeds."""
    last = len(program.costs)
    measure = gcd(*(value for _, values in loads for value in values)) or 1
    below = [
        _Line([*pairs, last], [*(value // measure for value in values), -1], -highspy.kHighsInf, 0)
        for pairs, values in loads
    ]
    return replace(
        program,
        costs=[*([0] * last), 1],
        tops=[*program.tops, sum(max(values) // measure for _, values in loads) * last],
        lines=(*program.lines, *below),
    )


def _measured(costs: Sequence[int]) -> Sequence[int]:
    """The same costs in their greatest common measure."""
    measure = gcd(*costs) or 1
    return [cost // measure for cost in costs]


def _solve(program: _Program, seconds: float) -> _Found | None:
    """The least of a program; None where time was up before any answer."""
    highs = _loaded(program)
    highs.setOptionValue("time_limit", seconds)
    highs.run()
    status = highs.getModelStatus()
    proven = status == highspy.HighsModelStatus.kOptimal
    if not proven and status != highspy.HighsModelStatus.kTimeLimit:
        raise SolverError(f"HiGHS ended with {highs.modelStatusToString(status)}")
    if highs.getInfo().primal_solution_status != highspy.SolutionStatus.kSolutionStatusFeasible:
        return None
    values = [round(value) for value in highs.getSolution().col_value]
    if not _holds(program, values):
        raise SolverError("the answer of HiGHS breaks a rule")
    return _Found(values, proven)


def _holds(program: _Program, values: Sequence[int]) -> bool:
    """Whether rounded values break no line, counted exactly."""
    for line in program.lines:
        total = sum(value * values[column] for column, value in zip(line.columns, line.values, strict=True))
        if not line.low <= total <= line.high:
            return False
    return all(values[column] for column in program.pinned)


def _loaded(program: _Program) -> highspy.Highs:
    highs = highspy.Highs()
    for name, value in (
        ("output_flag", False),
        ("threads", 1),
        ("parallel", "off"),
        ("random_seed", _SEED),
        ("mip_rel_gap", 0.0),
        ("mip_abs_gap", _HALF),
    ):
        highs.setOptionValue(name, value)
    width = len(program.costs)
    lower = np.zeros(width)
    lower[list(program.pinned)] = 1
    starts = np.cumsum([0, *(len(line.columns) for line in program.lines)], dtype=np.int32)
    highs.passModel(
        width,
        len(program.lines),
        int(starts[-1]),
        _ROW_WISE,
        1,
        0.0,
        np.array(program.costs, dtype=float),
        lower,
        np.array(program.tops, dtype=float),
        np.array([line.low for line in program.lines]),
        np.array([line.high for line in program.lines]),
        starts[:-1],
        np.array([column for line in program.lines for column in line.columns], dtype=np.int32),
        np.array([value for line in program.lines for value in line.values], dtype=float),
        np.full(width, _WHOLE, dtype=np.int32),
    )
    return highs
