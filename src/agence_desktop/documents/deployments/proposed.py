"""A proposal and its explanations as the rows of its paper."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from fractions import Fraction

from agence_desktop.core.french import listed
from agence_desktop.documents.deployments.rows import ProposalPaper, ProposedSeat, Rejected, Rhythm
from agence_desktop.documents.deployments.words import mode_words, rhythm_words
from agence_desktop.documents.rows import PrintStamp
from agence_desktop.teams import proposal_sentences as sentences
from agence_desktop.teams.describing import Names
from agence_desktop.teams.estimating import Estimate
from agence_desktop.teams.explaining import SeatExplanation, explain
from agence_desktop.teams.feasibility import SeatKey
from agence_desktop.teams.levels import Method
from agence_desktop.teams.objective import weight_of
from agence_desktop.teams.problem import Seat
from agence_desktop.teams.proposal import Proposal
from agence_desktop.teams.solving.proposing import Study

FULL_BP = 10_000


@dataclass(frozen=True, slots=True)
class ProposalFacts:
    """What a proposal does not hold: number, moment, numbers of requests, words for states, estimates."""

    number: str
    made_at: datetime
    names: Names
    numbers: Mapping[str, str]
    """Key of a request → its number."""
    states: Mapping[SeatKey, str]
    estimates: Mapping[SeatKey, Estimate]


def proposal_paper(
    studied: Study, proposal: Proposal, facts: ProposalFacts, stamp: PrintStamp
) -> ProposalPaper:
    """The rows of the paper, the seats in the order of the problem."""
    problem = studied.problem
    requests = {request.key: request for request in problem.requests}
    possible = sum(weight_of(requests[seat.request], problem.settings) for seat in problem.seats)
    explained = explain(studied, proposal, facts.names)
    known = [facts.estimates[one.seat] for one in explained if one.seat in facts.estimates]
    return ProposalPaper(
        number=facts.number,
        stamp=stamp,
        made_at=facts.made_at,
        method=method_words(proposal),
        weight=(proposal.weight, possible),
        largest_load=_decimal(proposal.max_effort_days),
        seats=tuple(_seat(studied, proposal, facts, one) for one in explained),
        weights=problem.settings.weights,
        lines=tuple(line for one in known for line in one.lines),
        notes=tuple(dict.fromkeys(note for one in known for note in one.notes)),
    )


def method_words(proposal: Proposal) -> str:
    """Whether the solution is proven, in a few words."""
    if proposal.optimal:
        return "solution optimale prouvée"
    if proposal.method is Method.GREEDY:
        return "méthode de secours, non prouvée"
    return "meilleure solution trouvée à temps"


def _seat(studied: Study, proposal: Proposal, facts: ProposalFacts, one: SeatExplanation) -> ProposedSeat:
    seat = studied.seats[one.seat]
    request = studied.judge.requests[seat.request]
    members = studied.judge.members
    estimated = facts.estimates.get(one.seat)
    return ProposedSeat(
        number=facts.numbers.get(request.key, request.key),
        seat=seat.number,
        client=request.client,
        place=request.site_name,
        need=_need(seat, facts.names),
        period=seat.period,
        member=members[one.member].name if one.member else "",
        state=facts.states.get(one.seat, ""),
        fixed=one.seat in proposal.pins,
        estimate=estimated.total if estimated and estimated.lines else None,
        cost=_decimal(one.cost) if one.cost is not None else None,
        why=tuple(part.text[:1].upper() + part.text[1:] for part in one.parts),
        rejected=tuple(
            Rejected(members[other.member].name, sentences.REASONS[other.reason], other.detail)
            for other in one.rejected
        ),
    )


def _need(seat: Seat, names: Names) -> str:
    """« Secrétariat 2, accueil 2; 50 % de chaque jour, sur place »."""
    skills = listed([f"{names.skill(code)} {level}" for code, level in seat.skills.items()])
    rhythm = Rhythm(seat.period, int(seat.effort * FULL_BP), seat.days, seat.mode, seat.remote_days)
    told = f"{rhythm_words(rhythm)}, {mode_words(rhythm)}"
    return f"{skills[:1].upper()}{skills[1:]}; {told}" if skills else told[:1].upper() + told[1:]


def _decimal(value: Fraction) -> Decimal:
    """To a tenth of a thousandth, which is finer than any effort or kilometre."""
    return Decimal(round(value * FULL_BP)) / FULL_BP
