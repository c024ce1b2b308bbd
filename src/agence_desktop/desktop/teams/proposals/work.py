"""What proposals read and write, on the database thread."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import date, timedelta
from typing import TYPE_CHECKING

from agence_desktop.desktop.teams import texts
from agence_desktop.desktop.teams.gateway import PROPOSABLE, Gateway, Written
from agence_desktop.desktop.teams.proposals.file import ProposalFile, SeatFacts
from agence_desktop.desktop.teams.proposals.solving import Costing, Solved, estimates_of, lower_names
from agence_desktop.teams.explaining import explain
from agence_desktop.teams.periods import Days
from agence_desktop.teams.problem import Mode, Seat
from agence_desktop.teams.proposal_codec import Inputs, inputs_text, read_inputs, read_result, result_text
from agence_desktop.teams.solving.proposing import study

if TYPE_CHECKING:
    from agence_desktop.storage.work import Session


def proposal_inputs(gateway: Gateway, request_ids: Collection[int] | None) -> Inputs:
    """The problem of the open seats of these requests (None: of all that may be proposed)."""
    return gateway.read(lambda session, today: _inputs(session, today, request_ids))


def proposal_file(gateway: Gateway, proposal_id: int | None) -> ProposalFile | None:
    """A stored proposal, or the newest; None where there is none."""
    return gateway.read(lambda session, today: _proposal(session, today, proposal_id))


def read_costing(gateway: Gateway) -> Costing:
    """What estimates are made with."""
    return gateway.read(lambda session, _today: _costing(session))


def store(gateway: Gateway, solved: Solved) -> Written:
    """Keep a proposal and put its members on their seats, tentatively."""
    from agence_desktop.teams.commands.proposing import ProposalDraft, store_proposal

    inputs, proposal = solved.inputs, solved.proposal
    draft = ProposalDraft(
        members={inputs.seats[key]: inputs.members[one] for key, one in proposal.members.items()},
        inputs=inputs_text(inputs),
        weights=inputs.problem.settings.weights,
        result=result_text(proposal),
        forced={f"{request}/{seat}": member for (request, seat), member in proposal.pins.items()},
        seat_ids=tuple(inputs.seats.values()),
    )
    return gateway.write(lambda session, desk: store_proposal(session, desk, draft))


def seat_need(seat: Seat, labels: Mapping[str, str]) -> str:
    """« Secrétariat 2, 50 % »."""
    told = texts.skills((labels.get(code, code), level) for code, level in seat.skills.items())
    return ", ".join(
        part for part in (f"{told[:1].upper()}{told[1:]}", texts.percent(int(seat.effort * 10_000))) if part
    )


def _costing(session: Session) -> Costing:
    """What estimates are made with."""
    from agence_desktop.teams.queries.costs import job_classes, rate_tables
    from agence_desktop.teams.queries.settings import team_settings

    return Costing(rate_tables(session), team_settings(session).costs, job_classes(session))


def _inputs(session: Session, today: date, request_ids: Collection[int] | None) -> Inputs:
    """The problem of the open seats of these requests (None: of all that are qualified or proposed)."""
    from agence_desktop.teams.queries.board import cards
    from agence_desktop.teams.queries.problem import stated_problem

    if request_ids is None:
        request_ids = [card.id for card in cards(session, today, PROPOSABLE)]
    stated = stated_problem(session, today, request_ids)
    return Inputs(
        stated.problem, stated.members, stated.seats, stated.requests, stated.numbers, stated.names.skills
    )


def _proposal(session: Session, today: date, proposal_id: int | None) -> ProposalFile | None:
    """A stored proposal, explained and costed as its inputs were; None where there is none."""
    from agence_desktop.teams.queries.proposals import newest_proposals, stored_proposal
    from agence_desktop.teams.queries.timeline import bars

    stored = stored_proposal(session, proposal_id)
    if stored is None:
        return None
    inputs, proposal = read_inputs(stored.inputs), read_result(stored.result)
    studied, names = study(inputs.problem), lower_names(inputs.skills)
    periods = [seat.period for seat in inputs.problem.seats]
    first = min((one.first for one in periods), default=today)
    ends = [one.end for one in periods if one.end is not None]
    held = bars(session, Days(first, max(ends, default=first + timedelta(days=1))), today)
    of_seat = {(bar.request_id, bar.seat): bar for bar in held}
    facts = {}
    for request in inputs.problem.requests:
        for seat in request.seats:
            key = (request.key, seat.number)
            bar = of_seat.get((inputs.requests.get(request.key), seat.number))
            facts[key] = SeatFacts(
                request_id=inputs.requests.get(request.key, 0),
                number=inputs.numbers.get(request.key, request.key),
                client=request.client,
                place=request.site_name if seat.mode is not Mode.REMOTE else texts.REMOTE_PLACE,
                need=seat_need(seat, inputs.skills),
                period=seat.period,
                state=None if bar is None else bar.state,
                deployment_id=None if bar is None else bar.id,
                member_id=None if bar is None else bar.member_id,
            )
    return ProposalFile(
        id=stored.id,
        number=stored.number,
        made_at=stored.made_at,
        study=studied,
        proposal=proposal,
        explanations=explain(studied, proposal, names),
        names=names,
        facts=facts,
        estimates=estimates_of(inputs.problem, proposal, _costing(session)),
        others=tuple(newest_proposals(session)),
        inputs=inputs,
    )
