"""Load what was proposed for requests, and find what is to be proposed for."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from sqlalchemy import select
from sqlalchemy.orm import Session

from agence_desktop.directory.model import Skill
from agence_desktop.teams.commands.loaded import LoadedProposal, LoadedRequest
from agence_desktop.teams.commands.loading import stored, yearly
from agence_desktop.teams.commands.proposing import NUMBER_KIND as PROPOSAL_KIND
from agence_desktop.teams.model import Deployment, Proposal, TeamMember, TeamRequest
from agence_desktop.teams.proposal import Proposal as Solved
from agence_desktop.teams.proposal_codec import Inputs, inputs_text, result_text
from agence_desktop.teams.rows import DeploymentState

Pairs = Sequence[tuple[int, LoadedRequest]]
"""Requests with their ids."""


def load_proposals(
    session: Session, pairs: Pairs, numbers: Sequence[str], seats: Mapping[tuple[int, int], int]
) -> dict[int, tuple[int, str]]:
    """Store what was proposed, in the order of its making; request id → id and number of its proposal."""
    made = sorted(
        (one.proposal.made_at, request, number, one.proposal)
        for (request, one), number in zip(pairs, numbers, strict=True)
        if one.proposal is not None
    )
    skills = dict(session.execute(select(Skill.code, Skill.name)).tuples().all())
    members = dict(session.execute(select(TeamMember.key, TeamMember.id)).tuples().all())
    told = yearly(session, PROPOSAL_KIND, [at for at, *_ in made])
    rows = (
        {
            "number": number,
            "made_at": at,
            "made_by": one.made_by,
            "inputs": inputs_text(_inputs(one, request, asked, seats, members, skills)),
            "weights": ",".join(map(str, one.problem.settings.weights)),
            "result": result_text(_renamed(one.proposal, asked)),
        }
        for number, (at, request, asked, one) in zip(told, made, strict=True)
    )
    ids = stored(session, Proposal, rows, len(made))
    return {request: (id_, number) for id_, number, (_, request, *_) in zip(ids, told, made, strict=True)}


def _inputs(
    one: LoadedProposal,
    request: int,
    number: str,
    seats: Mapping[tuple[int, int], int],
    members: Mapping[str, int],
    skills: Mapping[str, str],
) -> Inputs:
    """The problem under the number of its request, which is its key from now on."""
    (asked,) = one.problem.requests
    named = tuple(replace(seat, request=number) for seat in asked.seats)
    problem = replace(one.problem, requests=(replace(asked, key=number, seats=named),))
    return Inputs(
        problem=problem,
        members={member.key: members[member.key] for member in problem.members},
        seats={(number, seat.number): seats[request, seat.number] for seat in named},
        requests={number: request},
        numbers={number: number},
        skills=skills,
    )


def _renamed(proposal: Solved, number: str) -> Solved:
    return replace(proposal, members={(number, seat): who for (_, seat), who in proposal.members.items()})


def committed_of(session: Session, numbers: Sequence[str]) -> tuple[list[int], dict[int, int]]:
    """The ids of these requests, and who is committed to their seats: seat id → member id."""
    ids = list(session.scalars(select(TeamRequest.id).where(TeamRequest.number.in_(numbers))))
    held = select(Deployment.seat_id, Deployment.member_id).where(
        Deployment.request_id.in_(ids), Deployment.state == str(DeploymentState.COMMITTED)
    )
    return ids, {seat: who for seat, who in session.execute(held).tuples() if seat is not None}
