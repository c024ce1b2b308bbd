"""The client's cost commitment: written, signed by the client or received on paper, amended by a version."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from agence_desktop.core.errors import RefusedError
from agence_desktop.core.roles import Role
from agence_desktop.storage.context import now
from agence_desktop.teams.commands import texts
from agence_desktop.teams.commands.desk import (
    Desk,
    Done,
    act_once,
    record_event,
    record_of,
    request_of,
    step_deployment,
    step_request,
    tell,
)
from agence_desktop.teams.commitments import CommitmentVersion, check_signable, next_version
from agence_desktop.teams.model import Commitment, Deployment
from agence_desktop.teams.rows import CommitmentState, CostLine, DeploymentState, ExpenseKind, RequestState

_UNKNOWN = ("unknown_commitment", texts.UNKNOWN_COMMITMENT)


@dataclass(frozen=True, slots=True)
class Signature:
    """Who signs for the client; ``paper_on``: the day on which a signed paper was received."""

    name: str
    paper_on: date | None = None


def write_commitment(
    session: Session,
    desk: Desk,
    request_id: int,
    lines: Sequence[CostLine],
    ceiling: Decimal,
    reason: str = "",
    key: UUID | None = None,
) -> Done:
    """Write the next version of the commitment, or the open draft anew; an amendment says why.

    Raises RefusedError ``bad_ceiling`` or ``reason_missing``, RightMissingError.
    """

    def act(inner: Session) -> Done:
        request = request_of(inner, request_id)
        desk.require_handler(inner, request.client_id)
        rows = _rows(inner, request_id)
        draft = next((row for row in rows if row.state == CommitmentState.DRAFT), None)
        before = [version_of(row) for row in rows if row is not draft]
        made = next_version(before, lines, ceiling, reason)
        if draft is None:
            draft = Commitment(request_id=request_id, number=made.version, state=str(made.state))
            inner.add(draft)
        draft.lines, draft.ceiling, draft.reason = lines_json(lines), made.ceiling, made.reason
        draft.made_at, draft.made_by = now(inner), desk.actor.login
        inner.flush()
        record_event(inner, desk, "commitment", request_id=request_id, detail={"number": draft.number})
        return Done((draft.id,), tell(inner, (request_id,)))

    told = [lines_json(lines), str(ceiling), reason]
    return act_once(session, key, {"commitment": told, "request": request_id}, act)


def sign_commitment(
    session: Session,
    desk: Desk,
    commitment_id: int,
    version: int,
    signature: Signature | None = None,
    key: UUID | None = None,
) -> Done:
    """Sign the newest version: the client by their own login, or somebody who noted a paper received.

    What is proposed becomes committed, and the version before it is replaced. Raises RefusedError
    ``not_open``, ``no_reason``, ``nothing_proposed`` or ``request_step``, StaleError, RightMissingError.
    """

    def act(inner: Session) -> Done:
        row = record_of(inner, Commitment, commitment_id, version, _UNKNOWN)
        request = request_of(inner, row.request_id)
        paper = signature.paper_on if signature else None
        if paper is None and not desk.actor.may(Role.CLIENT, request.client_id):
            # Without the client's own login, somebody answers for a paper, and says whose.
            desk.require_handler(inner, request.client_id, texts.SIGN)
        if signature is None and not desk.actor.may(Role.CLIENT, request.client_id):
            raise RefusedError("no_reason", texts.SIGNER_MISSING)
        if paper is not None:
            desk.require_handler(inner, request.client_id, texts.SIGN)
        rows = _rows(inner, row.request_id)
        check_signable(version_of(row), [version_of(one) for one in rows])
        for one in rows:
            if one.state == CommitmentState.SIGNED:
                one.state = str(CommitmentState.REPLACED)
        inner.flush()
        row.state, row.signed_at, row.signed_by = str(CommitmentState.SIGNED), now(inner), desk.actor.login
        row.signed_name = (signature.name.strip() if signature else "") or desk.actor.name
        row.paper_on = paper
        inner.flush()
        _commit_seats(inner, desk, request.id)
        if request.state == RequestState.PROPOSED:
            step_request(inner, desk, request, RequestState.COMMITTED, texts.SIGN)
        inner.flush()
        detail = {"number": row.number, "name": row.signed_name, "paper": paper}
        record_event(inner, desk, "signed", request_id=request.id, detail=detail)
        return Done((row.id,), tell(inner, (request.id,)))

    told = [commitment_id, version, signature.name if signature else None]
    return act_once(session, key, {"sign": told}, act)


def _commit_seats(session: Session, desk: Desk, request_id: int) -> None:
    proposed = select(Deployment).where(
        Deployment.request_id == request_id, Deployment.state == str(DeploymentState.PROPOSED)
    )
    for one in session.scalars(proposed.order_by(Deployment.id)):
        step_deployment(session, desk, one, DeploymentState.COMMITTED, texts.SIGN)
    session.flush()


def _rows(session: Session, request_id: int) -> list[Commitment]:
    query = select(Commitment).where(Commitment.request_id == request_id).order_by(Commitment.number)
    return list(session.scalars(query))


def version_of(row: Commitment) -> CommitmentVersion:
    """A stored version as its rules see it."""
    return CommitmentVersion(
        version=row.number,
        state=CommitmentState(row.state),
        ceiling=row.ceiling,
        lines=tuple(line_of_json(one) for one in json.loads(row.lines)),
        reason=row.reason,
        signed_on=row.signed_at.date() if row.signed_at else None,
        signer=row.signed_name,
        on_paper=row.paper_on is not None,
    )


def lines_json(lines: Sequence[CostLine]) -> str:
    """Lines of costs as they are stored."""
    told = [
        {
            "label": line.label,
            "quantity": str(line.quantity),
            "unit": line.unit,
            "rate": str(line.rate),
            "amount": str(line.amount),
            "kind": line.kind,
            "whose": line.whose,
        }
        for line in lines
    ]
    return json.dumps(told, ensure_ascii=False)


def line_of_json(given: Mapping[str, Any]) -> CostLine:
    """A line of costs as it was stored."""
    return CostLine(
        label=given["label"],
        quantity=Decimal(given["quantity"]),
        unit=given["unit"],
        rate=Decimal(given["rate"]),
        amount=Decimal(given["amount"]),
        kind=None if given.get("kind") is None else ExpenseKind(given["kind"]),
        whose=given.get("whose", ""),
    )
