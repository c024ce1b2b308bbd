"""The end of a mandate: evaluated by the client and by the member, and what the calendar brings."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from agence_desktop.core.changes import Change
from agence_desktop.core.errors import RefusedError
from agence_desktop.core.french import format_date
from agence_desktop.core.roles import Role, require
from agence_desktop.storage.changes import record_change
from agence_desktop.storage.context import now
from agence_desktop.teams.commands import texts
from agence_desktop.teams.commands.desk import (
    TEAMS,
    Desk,
    Done,
    act_once,
    client_of,
    current,
    deployment_of,
    record_event,
    step_deployment,
    tell,
    today,
)
from agence_desktop.teams.evaluating import check_scores
from agence_desktop.teams.model import Deployment, Evaluation, TeamMember
from agence_desktop.teams.rows import DeploymentState, Side

_D = DeploymentState
_OVER = frozenset({_D.ENDED, _D.EVALUATED, _D.STATED, _D.CLOSED})
_LASTING = tuple(str(one) for one in (_D.CONFIRMED, _D.RUNNING, _D.EXTENSION_ASKED, _D.ENDED_EARLY))
_BATCH = 500


@dataclass(frozen=True, slots=True)
class EvaluationDraft:
    """What a side says of a mandate; the criteria are those of ``evaluating``."""

    deployment_id: int
    side: Side
    scores: Mapping[str, int]
    comment: str = ""


def evaluate(session: Session, desk: Desk, draft: EvaluationDraft, key: UUID | None = None) -> Done:
    """Evaluate a mandate that is over, or change what the same side said; both sides make it « évaluée ».

    Raises RefusedError ``not_over``, ``unknown_criterion``, ``bad_score`` or ``score_missing``,
    RightMissingError.
    """

    def act(inner: Session) -> Done:
        row = deployment_of(inner, draft.deployment_id)
        _require(inner, desk, row, draft.side)
        if current(inner, row) not in _OVER:
            last = (row.actual_end or row.end_day).toordinal() - 1
            day = format_date(row.end_day.fromordinal(last))
            raise RefusedError("not_over", texts.NOT_OVER.format(last=day))
        check_scores(draft.side, draft.scores)
        stored = {
            one.side: one
            for one in inner.scalars(select(Evaluation).where(Evaluation.deployment_id == row.id))
        }
        found = stored.get(str(draft.side))
        if found is None:
            found = Evaluation(deployment_id=row.id, side=str(draft.side))
            inner.add(found)
        found.scores = json.dumps(dict(draft.scores), sort_keys=True)
        found.comment, found.login, found.at = draft.comment.strip(), desk.actor.login, now(inner)
        inner.flush()
        if row.state == _D.ENDED and {*stored, str(draft.side)} == {str(side) for side in Side}:
            step_deployment(inner, desk, row, _D.EVALUATED, texts.EVALUATE)
            inner.flush()
        record_event(inner, desk, "evaluated", of=row, detail={"side": str(draft.side)})
        return Done((found.id,), tell(inner, (row.request_id,)))

    told = {"id": draft.deployment_id, "side": str(draft.side), "scores": dict(draft.scores)}
    return act_once(session, key, {"evaluate": {**told, "comment": draft.comment}}, act)


def settle_evaluation(
    session: Session, desk: Desk, deployment_id: int, version: int, key: UUID | None = None
) -> Done:
    """Go on with a mandate that one side alone has evaluated, or nobody; the lender's desk answers for it."""

    def act(inner: Session) -> Done:
        row = deployment_of(inner, deployment_id, version)
        step_deployment(inner, desk, row, _D.EVALUATED, texts.EVALUATE)
        inner.flush()
        record_event(inner, desk, "evaluation_settled", of=row)
        return Done((row.id,), tell(inner, (row.request_id,)))

    return act_once(session, key, {"settle": deployment_id, "version": version}, act)


def _require(session: Session, desk: Desk, row: Deployment, side: Side) -> None:
    """The client evaluates for the client, the member for themselves; a desk may note what they said."""
    client = client_of(session, row.request_id)
    if side is Side.CLIENT and client is not None and desk.actor.may(Role.CLIENT, client):
        return
    member = session.scalars(select(TeamMember.person_id).where(TeamMember.id == row.member_id)).one()
    if side is Side.MEMBER and member == desk.actor.person_id and desk.actor.holds(Role.MEMBER):
        return
    if client is None:
        require(desk.actor, (Role.CLERK, Role.MANAGER), None, texts.EVALUATE)
    else:
        desk.require_handler(session, client, texts.EVALUATE)


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
