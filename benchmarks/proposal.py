"""Proposals for flying teams, beside raw HiGHS on the same model.

    python benchmarks/proposal.py [--requests N] [--members N] [--rounds N]

Ours is everything from the values to a proposal and its JSON lines: a process is started, members are judged
against seats, the model is built, four levels solved there and verified. Bare is given the model, ready made
as plain numbers, and solves three levels (no ties) one after the other with a gap of 0: « direct », with a
line of weights over all pairs, in a process of its own or in this one; « short lines », written as ours is,
with a column for each seat. Aim: three times the bare solver, the start of the process included. CPU is that
of all processes.
"""

from __future__ import annotations

import argparse
import pickle
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections import defaultdict
from collections.abc import Callable
from pathlib import Path
from typing import Any

if __package__ in (None, ""):
    sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from benchmarks.common import ROOT, show  # first: it finds the modules of the project and of its tests

Plain = dict[str, Any]
"""A model without any class of ours."""


def cpu() -> float:
    """Seconds of the processor, those of ended children included."""
    own, children = (resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    return own.ru_utime + own.ru_stime + children.ru_utime + children.ru_stime


def plain(model: Any) -> Plain:
    """The numbers of a model."""
    rows = [(list(row.pairs), list(row.coefficients), row.most) for row in model.rows]
    return {
        "width": len(model.pairs),
        "seats": list(model.by_seat.values()),
        "pairs": list(model.pairs),
        "weights": list(model.weights),
        "costs": list(model.costs),
        "loads": list(model.loads),
        "rows": rows,
    }


def bare(model: Plain, *, short: bool) -> tuple[int, int, int]:
    """Weight, cost and largest load by HiGHS alone."""
    import highspy
    import numpy as np

    none, width = highspy.kHighsInf, model["width"]
    lines = [(pairs, values, -none, most) for pairs, values, most in model["rows"]]
    filled = []
    for number, seat in enumerate(model["seats"], width):
        if short:
            lines.append(([*seat, number], [*([1] * len(seat)), -1], 0, 0))
            filled.append((number, model["weights"][seat[0]]))
        else:
            lines.append((seat, [1] * len(seat), -none, 1))
    pad = [0] * len(filled)
    heavy = filled or list(enumerate(model["weights"]))
    columns, weights = [column for column, _ in heavy], [value for _, value in heavy]

    def least(costs: list[int], extra: int = 0) -> int:
        solver = highspy.Highs()
        for name, value in (("output_flag", False), ("mip_rel_gap", 0.0), ("threads", 1)):
            solver.setOptionValue(name, value)
        count = len(costs)
        starts = np.cumsum([0, *(len(line[0]) for line in lines)], dtype=np.int32)
        solver.passModel(
            count,
            len(lines),
            int(starts[-1]),
            int(highspy.MatrixFormat.kRowwise),
            1,
            0.0,
            np.array(costs, dtype=float),
            np.zeros(count),
            np.array([*([1.0] * (count - extra)), *([none] * extra)]),
            np.array([line[2] for line in lines], dtype=float),
            np.array([line[3] for line in lines], dtype=float),
            starts[:-1],
            np.array([column for line in lines for column in line[0]], dtype=np.int32),
            np.array([value for line in lines for value in line[1]], dtype=float),
            np.full(count, int(highspy.HighsVarType.kInteger), dtype=np.int32),
        )
        solver.run()
        return round(solver.getInfo().objective_function_value)

    costs = [0] * (width + len(pad))
    for column, value in heavy:
        costs[column] = -value
    weight = -least(costs)
    lines.append((columns, weights, weight, none))
    cost = least([*model["costs"], *pad])
    lines.append((list(range(width)), model["costs"], -none, cost))
    members: dict[int, list[int]] = defaultdict(list)
    for pair, (_, member) in enumerate(model["pairs"]):
        members[member].append(pair)
    last = width + len(pad)
    for pairs in members.values():
        lines.append(([*pairs, last], [*(model["loads"][pair] for pair in pairs), -1], -none, 0))
    return weight, cost, least([*([0] * last), 1], extra=1)


def main() -> None:
    """Measure in turns and print medians."""
    from agence_desktop.actions.proposing import ProposalProcess
    from agence_desktop.teams.explaining import proposal_lines
    from agence_desktop.teams.solving.building import build_model
    from agence_desktop.teams.solving.proposing import solve_here, study
    from support.allocation import drawn

    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--requests", type=int, default=60)
    parser.add_argument("--members", type=int, default=200)
    parser.add_argument("--rounds", type=int, default=5)
    options = parser.parse_args()
    world = drawn(0, options.requests, options.members, firm=options.members // 2)
    studied = study(world)
    model, _ = build_model(studied.judge, studied.verdicts)
    numbers = plain(model)
    levels: set[tuple[int, int, int]] = set()

    def ours() -> None:
        with ProposalProcess() as process:
            studied, proposal = process.propose(world)
            proposal_lines(studied, proposal)
        largest = int(proposal.max_effort_days * model.unit)
        assert proposal.optimal
        levels.add((proposal.weight, int(proposal.cost * 100), largest))

    with tempfile.TemporaryDirectory(prefix="agence-mesure-") as folder:
        path = Path(folder, "model.pickle")
        path.write_bytes(pickle.dumps(numbers))
        script = (
            f"import pickle, sys; sys.path.insert(0, {str(ROOT)!r})\n"
            "from benchmarks.proposal import bare\n"
            f"print(bare(pickle.load(open({str(path)!r}, 'rb')), short=False))"
        )
        works: dict[str, Callable[[], object]] = {
            "ours: values to lines, process included": ours,
            "bare, direct, its own process": lambda: subprocess.run(
                [sys.executable, "-c", script], check=True, capture_output=True
            ),
            "bare, direct, in this process": lambda: levels.add(bare(numbers, short=False)),
            "bare, short lines, in this process": lambda: levels.add(bare(numbers, short=True)),
            "of ours: judging and model": lambda: build_model((again := study(world)).judge, again.verdicts),
            "of ours: solving, four levels": lambda: solve_here(
                model, seconds=60.0, progress=lambda _level: None
            ),
        }
        times: dict[str, list[tuple[float, float]]] = {name: [] for name in works}
        for _ in range(options.rounds):
            for name, work in works.items():
                begun, clock = cpu(), time.perf_counter()
                work()
                times[name].append((cpu() - begun, time.perf_counter() - clock))
    assert len(levels) == 1, levels
    first = times["ours: values to lines, process included"]
    rows = []
    for name, taken in times.items():
        ratio = statistics.median(one[0] / other[0] for one, other in zip(first, taken, strict=True))
        spent, clock = (statistics.median(each[n] for each in taken) for n in (0, 1))
        rows.append((name, f"{spent * 1000:.0f}", f"{clock * 1000:.0f}", f"{ratio:.2f}"))
    print(f"{len(world.seats)} seats, {len(world.members)} members, {len(model.pairs)} pairs that fit")
    show(("work", "CPU ms", "ms", "ours ÷ this (CPU)"), rows)


if __name__ == "__main__":
    main()
