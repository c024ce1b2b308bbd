"""Statements: prepared as often as one likes, issued once, with a number, and never changed again."""

from __future__ import annotations

from uuid import UUID

from sqlalchemy import insert, select
from sqlalchemy.orm import Session

from agence_desktop.core.errors import RefusedError, RightMissingError
from agence_desktop.core.roles import Role, require
from agence_desktop.storage.base import table_of
from agence_desktop.storage.context import now
from agence_desktop.storage.numbering import take_number
from agence_desktop.teams.commands import following_texts, texts
from agence_desktop.teams.commands.desk import (
    Desk,
    Done,
    act_once,
    record_of,
    stale,
    tell,
    today,
)
from agence_desktop.teams.commitments import Margin
from agence_desktop.teams.model import (
    ActualEntry,
    Deployment,
    StatedEntry,
    Statement,
    Team,
    TeamMember,
    TeamRequest,
)
from agence_desktop.teams.periods import Days
from agence_desktop.teams.queries.stating import ceilings, compute, may_issue
from agence_desktop.teams.rows import DeploymentState, StatementState
from agence_desktop.teams.statements import Stated, check_not_empty
from agence_desktop.teams.stating import lines_text

NUMBER_KIND = "RV"
_TEN_THOUSAND = 10_000
_UNKNOWN = ("unknown_statement", texts.UNKNOWN_STATEMENT)
_STATED = insert(table_of(StatedEntry))


def prepare_statement(
    session: Session, desk: Desk, lender_id: int, client_id: int, period: Days, key: UUID | None = None
) -> Done:
    """Write the draft of a client, or the one that is open anew: one draft per lender and client.

    Raises RefusedError ``bad_period``, ``same_organisation``, ``nothing_to_state`` or ``rate_missing``,
    RightMissingError.
    """

    def act(inner: Session) -> Done:
        _require(desk, lender_id)
        if period.end is None:
            raise RefusedError("bad_period", following_texts.BAD_PERIOD)
        if lender_id == client_id:
            raise RefusedError("same_organisation", following_texts.NO_LENDER)
        _lock(inner, lender_id, client_id)
        statement, missing = compute(inner, "", lender_id, client_id, period)
        if missing and not statement.lines:
            raise RefusedError("rate_missing", missing[0])
        check_not_empty(statement)
        row = _draft(inner, lender_id, client_id)
        if row is None:
            row = Statement(lender_id=lender_id, client_id=client_id, state=str(StatementState.DRAFT))
            inner.add(row)
        row.first_day, row.end_day = period.first, period.end
        row.lines, row.total = lines_text(statement), statement.total
        row.made_at, row.made_by = now(inner), desk.actor.login
        inner.flush()
        return Done((row.id,), tell(inner, ()))

    told = [lender_id, client_id, str(period.first), str(period.end)]
    return act_once(session, key, {"prepare": told}, act)


def issue_statement(
    session: Session, desk: Desk, statement_id: int, version: int, key: UUID | None = None
) -> Done:
    """Issue a draft as it was looked at: it takes its number, and what it states is stated once and for all.

    Raises RefusedError ``statement_stands``, ``statement_changed``, ``rate_missing``, ``nothing_to_state`` or
    ``ceiling_passed``, StaleError, RightMissingError.
    """

    def act(inner: Session) -> Done:
        row = _locked_draft(inner, desk, statement_id, version)
        period = Days(row.first_day, row.end_day)
        statement, missing = compute(inner, "", row.lender_id, row.client_id, period)
        if missing:
            raise RefusedError("rate_missing", following_texts.NOT_ISSUABLE.format(sentence=missing[0]))
        check_not_empty(statement)
        if lines_text(statement) != row.lines:
            raise RefusedError("statement_changed", following_texts.STATEMENT_CHANGED)
        for one in ceilings(inner, row.client_id, statement.lines, but=row.id):
            if one.standing.margin is Margin.PASSED:
                told = following_texts.OF_REQUEST.format(request=one.request, sentence=one.standing.sentence)
                raise RefusedError("ceiling_passed", told)
        _keep(inner, row.id, statement.taken)
        requests = _advance(inner, statement.taken, period)
        row.total = statement.total
        row.issued_at, row.issued_by = now(inner), desk.actor.login
        year = today(inner).year
        row.number = f"{NUMBER_KIND}-{year}-{take_number(inner, NUMBER_KIND, year):04d}"
        row.state = str(StatementState.ISSUED)
        inner.flush()
        return Done((row.id,), tell(inner, requests), row.number)

    return act_once(session, key, {"issue": [statement_id, version]}, act)


def discard_statement(
    session: Session, desk: Desk, statement_id: int, version: int, key: UUID | None = None
) -> Done:
    """Delete a draft, which has no number and states nothing; the audit trail keeps it.

    Raises RefusedError ``statement_stands``, StaleError, RightMissingError.
    """

    def act(inner: Session) -> Done:
        inner.delete(_locked_draft(inner, desk, statement_id, version))
        inner.flush()
        return Done((statement_id,), tell(inner, ()))

    return act_once(session, key, {"discard": [statement_id, version]}, act)


def _locked_draft(session: Session, desk: Desk, statement_id: int, version: int) -> Statement:
    """A draft as it was looked at, once nobody else states for its client: deployments before statements."""
    pair = select(Statement.lender_id, Statement.client_id).where(Statement.id == statement_id)
    found = session.execute(pair).tuples().one_or_none()
    if found is None:
        raise RefusedError(*_UNKNOWN)
    _require(desk, found[0])
    _lock(session, *found)
    row = record_of(session, Statement, statement_id, None, _UNKNOWN)
    if row.state != StatementState.DRAFT:
        raise RefusedError("statement_stands", following_texts.ALREADY_ISSUED)
    if row.version != version:
        raise stale()
    return row


def _require(desk: Desk, lender_id: int) -> None:
    if not may_issue(desk.actor, lender_id):
        require(desk.actor, (Role.CLERK, Role.MANAGER), lender_id, texts.ISSUE_STATEMENT)
        raise RightMissingError("right_missing", texts.ISSUE_STATEMENT)


def _lock(session: Session, lender_id: int, client_id: int) -> None:
    """Two statements at once for one client would state the same entries; entries wait as well."""
    query = (
        select(Deployment.id)
        .join(TeamRequest, TeamRequest.id == Deployment.request_id)
        .join(TeamMember, TeamMember.id == Deployment.member_id)
        .join(Team, Team.id == TeamMember.team_id)
        .where(TeamRequest.client_id == client_id, Team.organisation_id == lender_id)
        .order_by(Deployment.id)
        .with_for_update(of=Deployment, key_share=True)
    )
    session.execute(query).all()


def _draft(session: Session, lender_id: int, client_id: int) -> Statement | None:
    query = select(Statement).where(
        Statement.lender_id == lender_id,
        Statement.client_id == client_id,
        Statement.state == str(StatementState.DRAFT),
    )
    return session.scalars(query.order_by(Statement.id).limit(1).with_for_update()).one_or_none()


def _keep(session: Session, statement_id: int, taken: tuple[Stated, ...]) -> None:
    session.execute(
        _STATED,
        [
            {
                "statement_id": statement_id,
                "entry_id": one.entry,
                "quantity": int(one.quantity * _TEN_THOUSAND),
                "rate": int(one.rate * _TEN_THOUSAND),
            }
            for one in taken
        ],
    )


def _advance(session: Session, taken: tuple[Stated, ...], period: Days) -> list[int | None]:
    """Evaluated mandates of which nothing is left to state are « relevé produit »; the requests concerned."""
    entries = sorted({one.entry for one in taken})
    rows = session.scalars(
        select(Deployment)
        .join(ActualEntry, ActualEntry.deployment_id == Deployment.id)
        .where(ActualEntry.id.in_(entries))
        .distinct()
        .order_by(Deployment.id)
    ).all()
    later = set(
        session.scalars(
            select(ActualEntry.deployment_id)
            .where(
                ActualEntry.deployment_id.in_([row.id for row in rows]),
                ActualEntry.day >= period.end,
                ActualEntry.withdrawn.is_(False),
            )
            .distinct()
        )
    )
    # Whoever may issue statements of the lender may take this step: it is the same right for all of them.
    for row in rows:
        if row.state == DeploymentState.EVALUATED and row.id not in later:
            row.state = str(DeploymentState.STATED)
    session.flush()
    return [row.request_id for row in rows]
