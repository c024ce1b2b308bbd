"""What the calendar brings to deployments: their ends, written by maintenance where nobody else has."""

from __future__ import annotations

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from agence_desktop.core.changes import Change
from agence_desktop.storage.changes import record_change
from agence_desktop.teams.commands.desk import TEAMS, today
from agence_desktop.teams.model import Deployment
from agence_desktop.teams.rows import DeploymentState

_D = DeploymentState
_LASTING = tuple(str(one) for one in (_D.CONFIRMED, _D.RUNNING, _D.EXTENSION_ASKED, _D.ENDED_EARLY))
_BATCH = 500


def apply_due_batch(session: Session) -> int:
    """Write the end of deployments that the calendar has ended, at most some hundreds; how many."""
    until = func.coalesce(Deployment.actual_end, Deployment.end_day)
    query = (
        select(Deployment)
        .where(Deployment.state.in_(_LASTING), until <= today(session))
        .order_by(Deployment.member_id, Deployment.id)
        .limit(_BATCH)
    )
    rows = list(session.scalars(query))
    for row in rows:
        row.state = str(_D.ENDED)
    session.flush()
    requests = tuple(sorted({row.request_id for row in rows if row.request_id is not None}))
    if rows:
        record_change(session, Change(TEAMS, requests))
    return len(rows)
