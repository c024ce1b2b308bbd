"""From a problem to a proposal, with the members that are forced."""

from __future__ import annotations

import time
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass

from agence_desktop.core.errors import RefusedError
from agence_desktop.core.french import listed, quoted
from agence_desktop.teams import proposal_sentences as sentences
from agence_desktop.teams.describing import Names, misfit_detail, seat_name
from agence_desktop.teams.feasibility import Fit, Judge, Misfit, SeatKey, Verdict, judge_all
from agence_desktop.teams.levels import Progress
from agence_desktop.teams.objective import Worth, worth
from agence_desktop.teams.problem import Problem, Reason, Seat
from agence_desktop.teams.proposal import Proposal
from agence_desktop.teams.solving.answer import DEFAULT_SECONDS, Answer, Solver, SolverError
from agence_desktop.teams.solving.building import build_model
from agence_desktop.teams.solving.greedy import solve_greedily
from agence_desktop.teams.solving.model import Model


@dataclass(frozen=True, slots=True)
class Study:
    """A problem with every member judged against every seat: what proposals and explanations share."""

    judge: Judge
    verdicts: Mapping[SeatKey, Mapping[str, Verdict]]

    @property
    def problem(self) -> Problem:
        """What was studied."""
        return self.judge.problem

    @property
    def seats(self) -> Mapping[SeatKey, Seat]:
        """The seats by their keys."""
        return {(seat.request, seat.number): seat for seat in self.problem.seats}


def study(problem: Problem) -> Study:
    """Judge every member against every seat."""
    judge = Judge(problem)
    return Study(judge, judge_all(judge))


def solve_here(model: Model, *, seconds: float, progress: Progress) -> Answer:
    """Solve in this process. Raises SolverError, also where HiGHS is not installed."""
    try:
        from agence_desktop.teams.solving.highs import solve
    except ImportError as absent:
        raise SolverError(str(absent)) from absent
    return solve(model, seconds=seconds, progress=progress)


def propose(
    studied: Study,
    *,
    pins: Mapping[SeatKey, str] | None = None,
    solver: Solver = solve_here,
    seconds: float = DEFAULT_SECONDS,
    progress: Progress = lambda _level: None,
    names: Names | None = None,
) -> Proposal:
    """The best proposal with these members forced; greedy, and said so, where the solver fails.

    ``names`` are for refusals. Raises RefusedError with the reason of a forced member who does not fit as its
    code, ``unknown_seat``, ``unknown_member``, ``twice`` or ``capacity`` where forced members do not fit
    together.
    """
    begun = time.perf_counter()
    forced = dict(pins or {})
    _require_fitting(studied, forced, names or Names())
    model, keys = build_model(studied.judge, studied.verdicts, forced)
    _require_together(studied, forced, model)
    try:
        answer = solver(model, seconds=seconds, progress=progress)
    except SolverError:
        answer = solve_greedily(model, seconds=seconds, progress=progress)
    members = dict(keys.named(model.pairs[pair]) for pair in answer.chosen)
    total = _worth(studied, members)
    return Proposal(
        members=members,
        weight=total.weight,
        cost=total.cost,
        max_effort_days=total.max_effort_days,
        optimal=answer.optimal,
        method=answer.method,
        seconds=time.perf_counter() - begun,
        pins=forced,
    )


def _worth(studied: Study, members: Mapping[SeatKey, str]) -> Worth:
    """What the chosen members are worth; a pair that does not fit raises ValueError, and never comes here."""
    seats = studied.seats
    assigned = []
    for key, member in members.items():
        fit = studied.verdicts[key][member]
        if not isinstance(fit, Fit):
            raise ValueError(f"{member} does not fit {key}")
        request = studied.judge.requests[key[0]]
        assigned.append((request, seats[key], member, fit.cost.total, fit.served_days))
    return worth(assigned, studied.problem.settings)[0]


def _require_fitting(studied: Study, pins: Mapping[SeatKey, str], names: Names) -> None:
    for key, member in pins.items():
        if key not in studied.verdicts:
            named = quoted(f"{key[0]}/{key[1]}")
            raise RefusedError("unknown_seat", sentences.UNKNOWN_SEAT.format(seat=named))
        if member not in studied.verdicts[key]:
            raise RefusedError("unknown_member", sentences.UNKNOWN_MEMBER.format(member=quoted(member)))
        verdict = studied.verdicts[key][member]
        if isinstance(verdict, Misfit):
            told = sentences.CANNOT_FORCE.format(
                member=studied.judge.members[member].name,
                seat=seat_name(key),
                detail=misfit_detail(studied.seats[key], verdict, studied.problem.settings, names),
            )
            raise RefusedError(verdict.reason.value, told)


def _require_together(studied: Study, pins: Mapping[SeatKey, str], model: Model) -> None:
    if model.allows(model.pinned):
        return
    of_member: dict[str, list[SeatKey]] = defaultdict(list)
    for key, member in sorted(pins.items()):
        of_member[member].append(key)
    for member, keys in of_member.items():
        name = studied.judge.members[member].name
        requests = [request for request, _ in keys]
        if twice := next((one for one in requests if requests.count(one) > 1), None):
            raise RefusedError("twice", sentences.FORCED_TWICE.format(member=name, request=twice))
    for member, keys in of_member.items():
        if len(keys) > 1 and not _fit_together(studied, member, keys):
            name = studied.judge.members[member].name
            told = sentences.FORCED_TOO_MUCH.format(member=name, seats=listed(list(map(seat_name, keys))))
            raise RefusedError(Reason.CAPACITY.value, told)


def _fit_together(studied: Study, member: str, keys: list[SeatKey]) -> bool:
    """Whether a member can take all these seats, each of which fits by itself."""
    only, _ = build_model(studied.judge, {key: {member: studied.verdicts[key][member]} for key in keys})
    return only.allows(range(len(only.pairs)))
