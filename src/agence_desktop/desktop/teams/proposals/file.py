"""A proposal as its place shows it: seats, explanations, estimates; plain values."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from decimal import Decimal
from fractions import Fraction

from agence_desktop.teams.describing import Names
from agence_desktop.teams.explaining import SeatExplanation
from agence_desktop.teams.feasibility import SeatKey
from agence_desktop.teams.objective import weight_of
from agence_desktop.teams.periods import Days
from agence_desktop.teams.proposal import Proposal
from agence_desktop.teams.proposal_codec import Inputs
from agence_desktop.teams.rows import CostLine, DeploymentState
from agence_desktop.teams.solving.proposing import Study


@dataclass(frozen=True, slots=True)
class SeatFacts:
    """A seat of the proposal as people know it; ``state`` is that of its deployment, None without one."""

    request_id: int
    number: str
    client: str
    place: str
    need: str
    period: Days
    state: DeploymentState | None = None
    deployment_id: int | None = None
    member_id: int | None = None


@dataclass(frozen=True, slots=True)
class SeatEstimate:
    """What a seat would cost with a member: its lines, and what they leave out."""

    lines: tuple[CostLine, ...]
    notes: tuple[str, ...] = ()

    @property
    def total(self) -> Decimal:
        """The sum of the lines."""
        return sum((line.amount for line in self.lines), Decimal(0))


@dataclass(frozen=True, slots=True)
class ProposalFile:
    """One stored proposal with all that explains it."""

    id: int
    number: str
    made_at: datetime
    study: Study
    proposal: Proposal
    explanations: tuple[SeatExplanation, ...]
    names: Names
    facts: Mapping[SeatKey, SeatFacts]
    estimates: Mapping[SeatKey, SeatEstimate] = field(default_factory=dict)
    others: Sequence[tuple[int, str]] = ()
    """The newest proposals, by id and number, for going to another."""
    inputs: Inputs | None = None

    @property
    def seat_lines(self) -> list[SeatLine]:
        """The seats in the order of the problem."""
        return [
            SeatLine(self, explanation, self.facts[explanation.seat])
            for explanation in self.explanations
            if explanation.seat in self.facts
        ]

    @property
    def stale(self) -> bool:
        """Whether a seat that is proposed here has somebody else, or nobody, in the base."""
        if self.inputs is None:
            return False
        held = {key: facts.member_id for key, facts in self.facts.items()}
        ids = self.inputs.members
        return any(held.get(key) != ids.get(member) for key, member in self.proposal.members.items())

    @property
    def possible_weight(self) -> int:
        """The weight with every seat filled."""
        judge = self.study.judge
        return sum(
            weight_of(judge.requests[seat.request], self.study.problem.settings)
            for seat in self.study.problem.seats
        )

    @property
    def exact(self) -> bool:
        """Whether the solver answered, and not the fallback."""
        return str(self.proposal.method) == "exact"

    def member_name(self, key: str | None) -> str:
        """The name of a member by key; empty for none."""
        member = self.study.judge.members.get(key or "")
        return member.name if member is not None else ""

    def estimate_of(self, request: str) -> tuple[CostLine, ...]:
        """The lines of all seats of a request."""
        return tuple(
            line
            for key, estimate in sorted(self.estimates.items())
            if key[0] == request
            for line in estimate.lines
        )

    def notes_of(self, request: str) -> tuple[str, ...]:
        """What the estimate of a request leaves out, each once."""
        notes = [
            note for key, one in sorted(self.estimates.items()) if key[0] == request for note in one.notes
        ]
        return tuple(dict.fromkeys(notes))

    @property
    def estimated(self) -> Decimal:
        """What all filled seats would cost."""
        return sum((one.total for one in self.estimates.values()), Decimal(0))


@dataclass(frozen=True, slots=True)
class SeatLine:
    """A line of the table of seats."""

    file: ProposalFile
    told: SeatExplanation
    facts: SeatFacts

    @property
    def member(self) -> str:
        """The name of who is proposed; empty for nobody."""
        return self.file.member_name(self.told.member)

    @property
    def locked(self) -> bool:
        """Whether somebody fixed this choice."""
        return self.told.seat in self.file.proposal.pins

    @property
    def estimate(self) -> Decimal | None:
        """What the seat would cost; None for nobody."""
        found = self.file.estimates.get(self.told.seat)
        return None if found is None else found.total

    @property
    def cost(self) -> Fraction | None:
        """The cost in the objective."""
        return self.told.cost
