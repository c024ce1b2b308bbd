"""Seats and requests by what people call them: numbers, or the keys of an imported file."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import ColumnElement, or_, select
from sqlalchemy.orm import Session

from agence_desktop.core.errors import RefusedError
from agence_desktop.core.french import quoted
from agence_desktop.teams import sentences
from agence_desktop.teams.model import Commitment, Deployment, TeamMember, TeamRequest, TeamSeat
from agence_desktop.teams.rows import TENTATIVE, CommitmentState


@dataclass(frozen=True, slots=True)
class SeatHolder:
    """Who is tentatively in a seat."""

    request: str
    number: str
    seat: int
    member: str
    deployment_id: int
    version: int


def requests_named(session: Session, names: Sequence[str]) -> list[int]:
    """The ids of requests by number or key, in order; RefusedError ``unknown_request``."""
    found: list[int] = []
    for name in dict.fromkeys(names):
        number = session.scalars(select(TeamRequest.id).where(_called(name))).one_or_none()
        if number is None:
            told = sentences.UNKNOWN_REQUEST_NAMED.format(name=quoted(name))
            raise RefusedError("unknown_request", told)
        found.append(number)
    return found


def seat_holders(session: Session, name: str, seat: int | None = None) -> list[SeatHolder]:
    """Who is tentatively in the seats of a request, or in one.

    Raises RefusedError ``unknown_request``, ``unknown_seat`` or ``nothing_proposed``.
    """
    (request,) = requests_named(session, [name])
    numbers = session.scalars(select(TeamSeat.number).where(TeamSeat.request_id == request)).all()
    if seat is not None and seat not in numbers:
        told = sentences.UNKNOWN_SEAT_NAMED.format(name=quoted(f"{name}/{seat}"))
        raise RefusedError("unknown_seat", told)
    query = (
        select(
            TeamRequest.key,
            TeamRequest.number,
            TeamSeat.number,
            TeamMember.key,
            Deployment.id,
            Deployment.version,
        )
        .join(TeamRequest, TeamRequest.id == Deployment.request_id)
        .join(TeamSeat, TeamSeat.id == Deployment.seat_id)
        .join(TeamMember, TeamMember.id == Deployment.member_id)
        .where(Deployment.request_id == request, Deployment.state.in_(sorted(TENTATIVE)))
        .order_by(TeamSeat.number, Deployment.id)
    )
    if seat is not None:
        query = query.where(TeamSeat.number == seat)
    found = [
        SeatHolder(key or number, number, place, member, deployment, version)
        for key, number, place, member, deployment, version in session.execute(query).tuples()
    ]
    if not found:
        told = sentences.NOTHING_PROPOSED_NAMED.format(
            name=quoted(name if seat is None else f"{name}/{seat}")
        )
        raise RefusedError("nothing_proposed", told)
    return found


def commitment_to_sign(session: Session, request_id: int) -> tuple[int, int] | None:
    """Id and version of the draft of a request's commitment, (0, 0) where there is none; None once signed."""
    query = select(Commitment.id, Commitment.version, Commitment.state)
    rows = session.execute(query.where(Commitment.request_id == request_id)).tuples().all()
    if any(state == CommitmentState.SIGNED for _, _, state in rows):
        return None
    drafts = [(number, version) for number, version, state in rows if state == CommitmentState.DRAFT]
    return drafts[0] if drafts else (0, 0)


def _called(name: str) -> ColumnElement[bool]:
    return or_(TeamRequest.number == name, TeamRequest.key == name)
