"""The board of requests, and the demand that nobody could meet."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection
from datetime import date

from sqlalchemy import ColumnElement, func, or_, select
from sqlalchemy.orm import Session

from agence_desktop.directory.model import Municipality, Organisation, Site
from agence_desktop.teams.model import Deployment, TeamRequest, TeamSeat
from agence_desktop.teams.queries.timeline import state_of
from agence_desktop.teams.rows import FIRM, DeploymentState, RequestCard, RequestState
from agence_desktop.teams.states import request_progress, seat_state

CLOSED = frozenset({RequestState.REFUSED, RequestState.CANCELLED})


def cards(session: Session, today: date, states: Collection[RequestState] | None = None) -> list[RequestCard]:
    """Requests in these states (None: all but refused and cancelled), the oldest first."""
    wanted = sorted(states if states is not None else set(RequestState) - CLOSED)
    return cards_of(session, today, TeamRequest.state.in_(wanted))


def cards_of(session: Session, today: date, *conditions: ColumnElement[bool]) -> list[RequestCard]:
    """Requests under some conditions, the oldest first, in three statements."""
    place = func.coalesce(Municipality.name, Site.name, "")
    query = (
        select(TeamRequest, Organisation.acronym, place)
        .join(Organisation, Organisation.id == TeamRequest.client_id)
        .outerjoin(Site, Site.id == TeamRequest.site_id)
        .outerjoin(
            Municipality,
            or_(
                Municipality.id == TeamRequest.municipality_id,
                Municipality.id == Site.municipality_id,
            ),
        )
        .where(*conditions)
        .order_by(TeamRequest.received_at, TeamRequest.id)
    )
    rows = session.execute(query).tuples().all()
    ids = [row.id for row, _, _ in rows]
    seats: dict[int, list[tuple[int, date]]] = defaultdict(list)
    asked = select(TeamSeat.request_id, TeamSeat.id, TeamSeat.first_day).where(TeamSeat.request_id.in_(ids))
    for request, seat, first in session.execute(asked).tuples():
        seats[request].append((seat, first))
    states_of: dict[int, list[DeploymentState]] = defaultdict(list)
    for one in session.scalars(select(Deployment).where(Deployment.request_id.in_(ids))):
        states_of[one.seat_id or 0].append(state_of(one, today))
    found = []
    for row, client, where in rows:
        places = [seat_state(states_of[seat]) for seat, _ in seats[row.id]]
        state = RequestState(row.state)
        found.append(
            RequestCard(
                id=row.id,
                number=row.number,
                version=row.version,
                state=state,
                priority=row.priority,
                client=client,
                place=where,
                family=row.family,
                description=row.description,
                seats=len(places),
                filled=sum(one in FIRM for one in places if one is not None),
                starts=min(first for _, first in seats[row.id]),
                received_at=row.received_at,
                rank=row.rank,
                progress=request_progress(state, places),
            )
        )
    return found
