"""The end of a mandate: what the client and the member say of it, and closing it."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from agence_desktop.core.errors import RefusedError, RightMissingError
from agence_desktop.core.roles import Role, require
from agence_desktop.directory.model import Person
from agence_desktop.storage.context import now
from agence_desktop.teams.commands import following_texts, texts
from agence_desktop.teams.commands.desk import (
    Desk,
    Done,
    act_once,
    client_of,
    current,
    deployment_of,
    lender_of,
    record_event,
    stale,
    step_deployment,
    tell,
)
from agence_desktop.teams.evaluating import check_scores
from agence_desktop.teams.model import ActualEntry, Deployment, StatedEntry, TeamMember
from agence_desktop.teams.model_evaluation import Evaluation
from agence_desktop.teams.rows import DeploymentState, Side
from agence_desktop.teams.states import Who

_OVER = frozenset({DeploymentState.ENDED, DeploymentState.EVALUATED, DeploymentState.STATED})


@dataclass(frozen=True, slots=True)
class EvaluationDraft:
    """What a side says; ``version`` is that of the evaluation that was read, None for a first one.

    ``again`` is whether it would begin again, None where it does not say.
    """

    side: Side
    scores: Mapping[str, int]
    comment: str = ""
    version: int | None = None
    again: bool | None = None


def may_evaluate(session: Session, desk: Desk, row: Deployment, side: Side) -> bool:
    """The side itself, or whoever handles the request and writes down a paper received from it."""
    client, lender = client_of(session, row.request_id), lender_of(session, row.member_id)
    found = desk.capacities(session, client, (lender,), _is_own(session, desk, row))
    itself = Who.CLIENT if side is Side.CLIENT else Who.MEMBER
    return not found.isdisjoint({Who.CLERK, Who.MANAGER, itself})


def evaluate(
    session: Session, desk: Desk, deployment_id: int, draft: EvaluationDraft, key: UUID | None = None
) -> Done:
    """Write or change the evaluation of one side; once both are there the mandate is evaluated.

    Raises what ``check_scores`` raises, RefusedError ``not_over``, ``not_evaluable`` or ``mandate_closed``,
    StaleError, RightMissingError.
    """

    def act(inner: Session) -> Done:
        row = deployment_of(inner, deployment_id)
        if not may_evaluate(inner, desk, row, draft.side):
            _refuse(desk, lender_of(inner, row.member_id))
        _check_over(inner, row)
        check_scores(draft.side, draft.scores)
        found = inner.scalars(
            select(Evaluation).where(Evaluation.deployment_id == row.id, Evaluation.side == str(draft.side))
        ).one_or_none()
        if (found.version if found is not None else None) != draft.version:
            raise stale()
        if found is None:
            found = Evaluation(deployment_id=row.id, side=str(draft.side))
            inner.add(found)
        found.scores, found.comment = json.dumps(dict(draft.scores)), draft.comment.strip()
        found.again = draft.again
        found.login, found.at = desk.actor.login, now(inner)
        inner.flush()
        sides = set(inner.scalars(select(Evaluation.side).where(Evaluation.deployment_id == row.id)))
        if sides >= set(Side) and current(inner, row) is DeploymentState.ENDED:
            step_deployment(inner, desk, row, DeploymentState.EVALUATED, texts.EVALUATE)
        inner.flush()
        record_event(inner, desk, "evaluation", of=row, detail={"side": draft.side})
        return Done((found.id,), tell(inner, (row.request_id,)))

    told = [deployment_id, draft.side, dict(draft.scores), draft.comment, draft.version, draft.again]
    return act_once(session, key, {"evaluate": told}, act)


def close_mandate(
    session: Session, desk: Desk, deployment_id: int, version: int, key: UUID | None = None
) -> Done:
    """Close a mandate that is over and of which nothing is left to state; a missing evaluation is waived.

    Raises RefusedError ``not_over``, ``still_to_state`` or ``mandate_closed``, StaleError, RightMissingError.
    """

    def act(inner: Session) -> Done:
        row = deployment_of(inner, deployment_id, version)
        lender = lender_of(inner, row.member_id)
        if not (desk.manages(lender) or desk.actor.may(Role.CLERK, lender)):
            _refuse(desk, lender)
        _check_over(inner, row)
        if unstated(inner, row.id):
            raise RefusedError("still_to_state", following_texts.STILL_TO_STATE)
        steps = (DeploymentState.EVALUATED, DeploymentState.STATED, DeploymentState.CLOSED)
        order = (DeploymentState.ENDED, *steps)
        for wanted in steps[order.index(current(inner, row)) :]:
            step_deployment(inner, desk, row, wanted, texts.CHANGE_DEPLOYMENT)
            inner.flush()
        record_event(inner, desk, "closed", of=row)
        return Done((row.id,), tell(inner, (row.request_id,)))

    return act_once(session, key, {"close": [deployment_id, version]}, act)


def unstated(session: Session, deployment_id: int) -> bool:
    """Whether an entry of a deployment is on no statement yet, or was withdrawn since one took it."""
    sums: dict[int, dict[int, int]] = {}
    taken = (
        select(StatedEntry.entry_id, StatedEntry.rate, StatedEntry.quantity)
        .join(ActualEntry, ActualEntry.id == StatedEntry.entry_id)
        .where(ActualEntry.deployment_id == deployment_id)
    )
    for entry, rate, quantity in session.execute(taken).tuples():
        of_entry = sums.setdefault(entry, {})
        of_entry[rate] = of_entry.get(rate, 0) + quantity
    query = select(ActualEntry).where(ActualEntry.deployment_id == deployment_id)
    return any(
        sum(sums.get(row.id, {}).values()) != (0 if row.withdrawn else row.quantity)
        for row in session.scalars(query)
    )


def _check_over(session: Session, row: Deployment) -> None:
    found = current(session, row)
    if found is DeploymentState.CLOSED:
        raise RefusedError("mandate_closed", following_texts.EVALUATION_CLOSED)
    if found in _OVER:
        return
    if found in (DeploymentState.PROPOSED, DeploymentState.COMMITTED, DeploymentState.CANCELLED):
        raise RefusedError("not_evaluable", following_texts.NOT_EVALUABLE)
    last = (row.actual_end or row.end_day) - timedelta(days=1)
    raise RefusedError("not_over", texts.NOT_OVER.format(last=last.isoformat()))


def _is_own(session: Session, desk: Desk, row: Deployment) -> bool:
    if desk.actor.person_id is None:
        return False
    query = (
        select(Person.id)
        .join(TeamMember, TeamMember.person_id == Person.id)
        .where(TeamMember.id == row.member_id)
    )
    return session.scalars(query).one_or_none() == desk.actor.person_id


def _refuse(desk: Desk, lender_id: int) -> None:
    require(desk.actor, (Role.CLIENT, Role.MEMBER, Role.CLERK, Role.MANAGER), lender_id, texts.EVALUATE)
    raise RightMissingError("right_missing", texts.EVALUATE)
