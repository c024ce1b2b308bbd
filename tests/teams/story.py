"""A request on its way: received, proposed, signed, confirmed, by the commands alone."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

from sqlalchemy.orm import Session

from agence_desktop.storage.work import Database
from agence_desktop.teams.commands.committing import sign_commitment, write_commitment
from agence_desktop.teams.commands.confirming import confirm
from agence_desktop.teams.commands.desk import Desk, Done
from agence_desktop.teams.commands.proposing import assign
from agence_desktop.teams.commands.requests import receive
from agence_desktop.teams.model import Commitment, Deployment, TeamRequest, TeamSeat
from agence_desktop.teams.periods import Days
from agence_desktop.teams.rows import RequestDraft, SeatDraft, SkillNeed
from support import office, teams

MANAGER, CLERK, CLIENT = Desk(teams.MANAGER), Desk(teams.CLERK), Desk(teams.CLIENT)
STRANGER, MEMBER = Desk(teams.STRANGER), Desk(teams.MEMBER)
FIRST, END = date(2026, 12, 1), date(2026, 12, 22)


def seat(**changed: Any) -> SeatDraft:
    """A place at half time for somebody who does secretarial work."""
    values: dict[str, Any] = {
        "skills": (SkillNeed(teams.SECRETARIAT, 2),),
        "period": Days(FIRST, END),
        "effort_bp": 5_000,
        **changed,
    }
    return SeatDraft(**values)


def draft(*seats: SeatDraft, **changed: Any) -> RequestDraft:
    """A need of the client at Québec."""
    values: dict[str, Any] = {"family": "ADM", "description": "Relève", "municipality_id": 1, **changed}
    return RequestDraft(client_id=office.OTHER, seats=seats or (seat(),), **values)


def received(database: Database, *seats: SeatDraft, **changed: Any) -> Done:
    """A request that a clerk has entered."""
    return database.write(lambda session: receive(session, CLERK, draft(*seats, **changed)))


def seat_ids(session: Session, request_id: int) -> list[int]:
    """The seats of a request in order."""
    rows = session.query(TeamSeat).filter_by(request_id=request_id).order_by(TeamSeat.number)
    return [row.id for row in rows]


def proposed(database: Database, request_id: int, *members: int) -> list[int]:
    """Put the members on the seats of a request, in order; the deployments."""
    seats = database.read(lambda session: seat_ids(session, request_id))
    made = []
    for place, member in zip(seats, members, strict=True):
        done = database.write(lambda session, p=place, m=member: assign(session, CLERK, p, m))  # type: ignore[misc]
        made += done.ids
    return made


def signed(database: Database, request_id: int) -> None:
    """The client signs a commitment."""
    done = database.write(
        lambda session: write_commitment(session, CLERK, request_id, (), Decimal("5000.00"))
    )

    def sign(session: Session) -> Done:
        row = session.get_one(Commitment, done.ids[0])
        return sign_commitment(session, CLIENT, row.id, row.version)

    database.write(sign)


def committed(database: Database, *members: int, seats: tuple[SeatDraft, ...] = ()) -> tuple[int, list[int]]:
    """A request with committed deployments: its id, and theirs."""
    done = received(database, *(seats or tuple(seat() for _ in members)))
    made = proposed(database, done.ids[0], *members)
    signed(database, done.ids[0])
    return done.ids[0], made


def versions(database: Database, *ids: int) -> list[tuple[int, int]]:
    """Ids and versions of deployments, as they are now."""
    return database.read(lambda session: [(one, session.get_one(Deployment, one).version) for one in ids])


def confirmed(database: Database, *members: int, seats: tuple[SeatDraft, ...] = ()) -> tuple[int, list[int]]:
    """A request with confirmed deployments."""
    request, made = committed(database, *members, seats=seats)
    wanted = versions(database, *made)
    database.write(lambda session: confirm(session, MANAGER, wanted))
    return request, made


def state_of(database: Database, deployment_id: int) -> str:
    """The stored state of a deployment."""
    return database.read(lambda session: session.get_one(Deployment, deployment_id).state)


def request_state(database: Database, request_id: int) -> str:
    """The stored state of a request."""
    return database.read(lambda session: session.get_one(TeamRequest, request_id).state)


def version_of(database: Database, request_id: int) -> int:
    """The version of a request."""
    return database.read(lambda session: session.get_one(TeamRequest, request_id).version)
