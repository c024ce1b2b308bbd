"""Why this person and not another, seat by seat, and what would change with another choice."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from agence_desktop.core.french import counted, format_number, listed
from agence_desktop.teams import proposal_sentences as sentences
from agence_desktop.teams.describing import Names, Part, misfit_detail, parts_of, seat_name
from agence_desktop.teams.feasibility import Fit, Misfit, SeatKey, Verdict
from agence_desktop.teams.levels import Progress
from agence_desktop.teams.objective import Worth
from agence_desktop.teams.problem import Reason
from agence_desktop.teams.proposal import Proposal
from agence_desktop.teams.solving.answer import DEFAULT_SECONDS, Solver
from agence_desktop.teams.solving.building import build_model
from agence_desktop.teams.solving.proposing import Study, propose, solve_here


@dataclass(frozen=True, slots=True)
class Rejected:
    """A member who was not chosen for a seat: the first reason, and its figures in French."""

    member: str
    reason: Reason
    detail: str


@dataclass(frozen=True, slots=True)
class SeatExplanation:
    """Why a seat has this member, or nobody: parts of the cost, one sentence, and everybody else."""

    seat: SeatKey
    member: str | None
    cost: Fraction | None
    parts: tuple[Part, ...]
    why: str
    rejected: tuple[Rejected, ...]


@dataclass(frozen=True, slots=True)
class SeatChange:
    """A seat that has another member, or nobody, in another proposal."""

    seat: SeatKey
    before: str | None
    after: str | None


@dataclass(frozen=True, slots=True)
class Alternative:
    """« Si vous choisissez … »: the proposal with one more forced member, and only what changes by it.

    ``idle``: members who would have no seat any more.
    """

    seat: SeatKey
    member: str
    proposal: Proposal
    before: Worth
    after: Worth
    changes: tuple[SeatChange, ...]
    idle: tuple[str, ...]


def explain(
    studied: Study, proposal: Proposal, names: Names | None = None, *, detailed: bool = True
) -> tuple[SeatExplanation, ...]:
    """Every seat explained, in the order of the problem; the details of the rejected are empty on demand."""
    explainer = _Explainer(studied, proposal, names or Names(), detailed=detailed)
    return tuple(explainer.seat((seat.request, seat.number)) for seat in studied.problem.seats)


def alternative(
    studied: Study,
    proposal: Proposal,
    seat: SeatKey,
    member: str,
    *,
    solver: Solver = solve_here,
    seconds: float = DEFAULT_SECONDS,
    progress: Progress = lambda _level: None,
    names: Names | None = None,
) -> Alternative:
    """What changes if this member takes the seat: solved again. Raises RefusedError as ``propose`` does."""
    pins = {**proposal.pins, seat: member}
    other = propose(studied, pins=pins, solver=solver, seconds=seconds, progress=progress, names=names)
    kept = frozenset(other.members.values())
    return Alternative(
        seat=seat,
        member=member,
        proposal=other,
        before=worth_of(proposal),
        after=worth_of(other),
        changes=changes(studied, proposal, other),
        idle=tuple(sorted(frozenset(proposal.members.values()) - kept)),
    )


def changes(studied: Study, before: Proposal, after: Proposal) -> tuple[SeatChange, ...]:
    """The seats that differ, in the order of the problem."""
    return tuple(
        SeatChange(key, before.members.get(key), after.members.get(key))
        for key in studied.seats
        if before.members.get(key) != after.members.get(key)
    )


def worth_of(proposal: Proposal) -> Worth:
    """The three levels of a proposal."""
    return Worth(proposal.weight, proposal.cost, proposal.max_effort_days)


def proposal_lines(studied: Study, proposal: Proposal, names: Names | None = None) -> list[dict[str, Any]]:
    """The JSON objects of ``equipes proposer --json``: one for each seat, then the total."""
    lines: list[dict[str, Any]] = [
        {
            "request": one.seat[0],
            "seat": one.seat[1],
            "member": one.member,
            "cost": None if one.cost is None else float(one.cost),
            "why": one.why,
            "rejected": [{"member": each.member, "reason": each.reason.value} for each in one.rejected],
        }
        for one in explain(studied, proposal, names, detailed=False)
    ]
    total = {
        "weight": proposal.weight,
        "cost": float(proposal.cost),
        "max_effort_days": float(proposal.max_effort_days),
        "optimal": proposal.optimal,
        "seconds": round(proposal.seconds, 3),
    }
    return [*lines, total]


class _Explainer:
    """What explanations of one proposal share."""

    def __init__(self, studied: Study, proposal: Proposal, names: Names, *, detailed: bool) -> None:
        self._studied = studied
        self._proposal = proposal
        self._names = names
        self._detailed = detailed
        self._seats = studied.seats
        self._held: dict[str, list[SeatKey]] = defaultdict(list)
        for key, member in sorted(proposal.members.items()):
            self._held[member].append(key)

    def seat(self, key: SeatKey) -> SeatExplanation:
        """Why this seat has its member, or nobody."""
        verdicts = self._studied.verdicts[key]
        chosen = self._proposal.members.get(key)
        fit = None if chosen is None else verdicts[chosen]
        rejected = tuple(
            self._rejected(key, member, verdict, fit)
            for member, verdict in verdicts.items()
            if member != chosen
        )
        if chosen is None or not isinstance(fit, Fit):
            return SeatExplanation(key, None, None, (), self._why_nobody(rejected), rejected)
        seat, judge = self._seats[key], self._studied.judge
        parts = parts_of(seat, judge.requests[seat.request], judge.members[chosen], fit, self._names)
        told = "; ".join(part.text for part in parts)
        why = f"{told[:1].upper()}{told[1:]}."
        return SeatExplanation(key, chosen, fit.cost.total, parts, why, rejected)

    def _rejected(self, key: SeatKey, member: str, verdict: Verdict, chosen: Verdict | None) -> Rejected:
        if not self._detailed:
            reason = verdict.reason if isinstance(verdict, Misfit) else Reason.OUTBID
            return Rejected(member, reason, "")
        if isinstance(verdict, Misfit):
            settings = self._studied.problem.settings
            told = misfit_detail(self._seats[key], verdict, settings, self._names)
            return Rejected(member, verdict.reason, told)
        return Rejected(member, Reason.OUTBID, self._outbid(key, member, verdict, chosen))

    def _outbid(self, key: SeatKey, member: str, fit: Fit, chosen: Verdict | None) -> str:
        """Where the member is instead, or what they would cost more."""
        for other in self._held[member]:
            if other[0] == key[0]:
                return sentences.SAME_REQUEST.format(number=other[1])
        if holding := self._in_the_way(key, member):
            return sentences.ELSEWHERE.format(seats=listed([seat_name(one) for one in holding]))
        if not isinstance(chosen, Fit):
            return sentences.FREE
        more = fit.cost.total - chosen.cost.total
        if not more:
            return sentences.EQUAL
        template = sentences.DEARER if more > 0 else sentences.CHEAPER
        return template.format(amount=format_number(abs(more)))

    def _in_the_way(self, key: SeatKey, member: str) -> Sequence[SeatKey]:
        """The seats of the member that leave no room for one more."""
        held = self._held[member]
        if not held:
            return ()
        verdicts = self._studied.verdicts
        wanted = {one: {member: verdicts[one][member]} for one in (*held, key)}
        model, _ = build_model(self._studied.judge, wanted)
        return () if model.allows(range(len(model.pairs))) else held

    def _why_nobody(self, rejected: Sequence[Rejected]) -> str:
        if not rejected:
            return sentences.NOBODY_AT_ALL
        able = [one for one in rejected if one.reason is Reason.OUTBID]
        if not able:
            return sentences.NOBODY_FITS.format(reasons=_tally(rejected))
        taken: Mapping[str, Sequence[SeatKey]] = {one.member: self._held[one.member] for one in able}
        if not all(taken.values()):
            return sentences.NOBODY_CHOSEN
        people = [
            f"{self._studied.judge.members[member].name} ({listed([seat_name(one) for one in seats])})"
            for member, seats in taken.items()
        ]
        return sentences.NOBODY_LEFT.format(people=listed(people))


def _tally(rejected: Sequence[Rejected]) -> str:
    """« compétence (12 personnes), distance (1 personne) », in the order of the rules."""
    counts = Counter(one.reason for one in rejected)
    return listed(
        [
            f"{sentences.REASONS[reason]} ({counted(counts[reason], 'personne')})"
            for reason in Reason
            if counts[reason]
        ]
    )
