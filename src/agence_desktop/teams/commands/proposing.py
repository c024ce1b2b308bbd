"""Proposals: stored with all that they depend on, and the tentative deployments that they put on seats."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from agence_desktop.core.errors import RefusedError, RightMissingError
from agence_desktop.core.roles import Role, require
from agence_desktop.storage.context import now
from agence_desktop.storage.numbering import take_number
from agence_desktop.teams.commands import texts
from agence_desktop.teams.commands.desk import (
    Desk,
    Done,
    act_once,
    record_event,
    request_of,
    step_deployment,
    step_request,
    tell,
    today,
)
from agence_desktop.teams.model import Deployment, Proposal, TeamMember, TeamRequest, TeamSeat
from agence_desktop.teams.rows import FIRM, DeploymentState, RequestState

NUMBER_KIND = "PA"


@dataclass(frozen=True, slots=True)
class ProposalDraft:
    """What a solver proposes: seat id → member id, with the inputs, the weights and the result as JSON."""

    members: Mapping[int, int]
    inputs: str
    weights: tuple[int, int, int, int]
    result: str
    forced: Mapping[str, str] = field(default_factory=dict)
    seat_ids: tuple[int, ...] = ()
    """Every seat that was asked about: what was proposed for it before falls, also where nobody is now."""


def require_proposer(session: Session, desk: Desk) -> None:
    """Raise RightMissingError unless the actor is a clerk or manager of an organisation that lends teams."""
    if not desk.lends(session, Role.CLERK, Role.MANAGER):
        require(desk.actor, (Role.CLERK, Role.MANAGER), None, texts.PROPOSE)
        raise RightMissingError("right_missing", texts.PROPOSE)


def store_proposal(session: Session, desk: Desk, draft: ProposalDraft, key: UUID | None = None) -> Done:
    """Keep a proposal under its number, and put its members on their seats, tentatively.

    Nothing is confirmed. What was proposed for these seats before is cancelled; seats that somebody is
    committed to, or firm in, are left as they are. Raises RightMissingError, RefusedError ``unknown_seat``.
    """

    def act(inner: Session) -> Done:
        require_proposer(inner, desk)
        asked = sorted({*draft.members, *draft.seat_ids})
        seats = {row.id: row for row in inner.scalars(select(TeamSeat).where(TeamSeat.id.in_(asked)))}
        if set(draft.members) - seats.keys():
            raise RefusedError("unknown_seat", texts.UNKNOWN_SEAT)
        _require_members(inner, set(draft.members.values()))
        requests = {one: request_of(inner, one) for one in sorted({row.request_id for row in seats.values()})}
        held = _clear(inner, desk, seats)
        year = today(inner).year
        proposal = Proposal(
            made_at=now(inner),
            made_by=desk.actor.login,
            inputs=draft.inputs,
            weights=",".join(map(str, draft.weights)),
            forced=json.dumps(dict(draft.forced), ensure_ascii=False) if draft.forced else "",
            result=draft.result,
        )
        proposal.number = f"{NUMBER_KIND}-{year}-{take_number(inner, NUMBER_KIND, year):04d}"
        inner.add(proposal)
        inner.flush()
        made = [
            tentative(seats[seat], member, proposal.id)
            for seat, member in sorted(draft.members.items())
            if seat not in held
        ]
        inner.add_all(made)
        inner.flush()
        _advance(
            inner, desk, requests, {seats[seat].request_id for seat in draft.members if seat not in held}
        )
        detail = {"proposal": proposal.number}
        for one in requests:
            record_event(inner, desk, "proposal", request_id=one, detail=detail)
        kept = {"proposal": proposal.id}
        return Done(tuple(row.id for row in made), tell(inner, requests), proposal.number, kept=kept)

    content = {"members": sorted(draft.members.items()), "inputs": draft.inputs, "result": draft.result}
    return act_once(session, key, content, act)


def tentative(seat: TeamSeat, member_id: int, proposal_id: int | None = None) -> Deployment:
    """A proposed deployment of a member in a seat, for all of its period."""
    return Deployment(
        request_id=seat.request_id,
        seat_id=seat.id,
        member_id=member_id,
        proposal_id=proposal_id,
        state=str(DeploymentState.PROPOSED),
        first_day=seat.first_day,
        end_day=seat.end_day,
        effort_bp=seat.effort_bp,
        weekdays=seat.weekdays,
        mode=seat.mode,
        remote_days=seat.remote_days,
    )


def assign(session: Session, desk: Desk, seat_id: int, member_id: int, key: UUID | None = None) -> Done:
    """Propose one member for one seat by hand (« Affecter… »); the proposed one before falls.

    Raises RefusedError ``unknown_seat``, ``unknown_member`` or ``seat_taken``, RightMissingError.
    """

    def act(inner: Session) -> Done:
        require_proposer(inner, desk)
        seat = inner.get(TeamSeat, seat_id)
        if seat is None:
            raise RefusedError("unknown_seat", texts.UNKNOWN_SEAT)
        _require_members(inner, {member_id})
        row = request_of(inner, seat.request_id)
        if _clear(inner, desk, {seat.id: seat}):
            raise RefusedError("seat_taken", texts.SEAT_TAKEN.format(seat=f"{row.number}/{seat.number}"))
        made = tentative(seat, member_id)
        inner.add(made)
        inner.flush()
        _advance(inner, desk, {row.id: row}, {row.id})
        record_event(inner, desk, "assigned", of=made)
        return Done((made.id,), tell(inner, (row.id,)))

    return act_once(session, key, {"assign": seat_id, "member": member_id}, act)


def _require_members(session: Session, ids: set[int]) -> None:
    known = set(session.scalars(select(TeamMember.id).where(TeamMember.id.in_(sorted(ids)))))
    if ids - known:
        raise RefusedError("unknown_member", texts.UNKNOWN_MEMBER)


def _clear(session: Session, desk: Desk, seats: Mapping[int, TeamSeat]) -> set[int]:
    """Cancel what is only proposed for the seats; those that somebody is committed to, or firm in."""
    held: set[int] = set()
    query = select(Deployment).where(Deployment.seat_id.in_(sorted(seats))).order_by(Deployment.id)
    for row in session.scalars(query):
        state = DeploymentState(row.state)
        if state is DeploymentState.PROPOSED:
            step_deployment(session, desk, row, DeploymentState.CANCELLED)
        elif row.seat_id is not None and (state in FIRM or state is DeploymentState.COMMITTED):
            held.add(row.seat_id)
    session.flush()
    return held


def _advance(session: Session, desk: Desk, requests: Mapping[int, TeamRequest], filled: set[int]) -> None:
    """A request with somebody proposed is « proposée »; one that was, and has nobody left, is not."""
    for number, row in requests.items():
        state = RequestState(row.state)
        if number in filled:
            if state is RequestState.RECEIVED:
                step_request(session, desk, row, RequestState.QUALIFIED)
                session.flush()
            if row.state in (RequestState.QUALIFIED, RequestState.WAITLISTED):
                step_request(session, desk, row, RequestState.PROPOSED)
                row.rank = None
        elif state is RequestState.PROPOSED and not _proposed(session, number):
            step_request(session, desk, row, RequestState.QUALIFIED)
    session.flush()


def _proposed(session: Session, request_id: int) -> bool:
    query = select(Deployment.id).where(
        Deployment.request_id == request_id, Deployment.state != str(DeploymentState.CANCELLED)
    )
    return session.scalars(query.limit(1)).first() is not None
