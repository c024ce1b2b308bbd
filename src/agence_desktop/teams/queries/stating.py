"""Statements: the list, one of them, and what a client owes a lender up to a day."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from datetime import date
from decimal import Decimal

from sqlalchemy import ColumnElement, select
from sqlalchemy.orm import Session, aliased

from agence_desktop.core.errors import RefusedError
from agence_desktop.core.roles import Actor, Role
from agence_desktop.directory.model import Organisation, Person
from agence_desktop.teams.actuals import rate_of
from agence_desktop.teams.commitments import judge_ceiling
from agence_desktop.teams.model import (
    ActualEntry,
    Commitment,
    Deployment,
    StatedEntry,
    Team,
    TeamMember,
    TeamRequest,
)
from agence_desktop.teams.model import Statement as StoredStatement
from agence_desktop.teams.netting import Debt, Netting, net
from agence_desktop.teams.periods import Days
from agence_desktop.teams.queries.costs import rate_tables
from agence_desktop.teams.queries.papers import login_names
from agence_desktop.teams.queries.settings import team_settings
from agence_desktop.teams.rates import Payee
from agence_desktop.teams.rows import CommitmentState, ExpenseKind, StatementState
from agence_desktop.teams.statements import Entry, Stated, Statement, StatementLine, state
from agence_desktop.teams.stating import (
    Billable,
    RequestCeiling,
    StatementFile,
    StatementRow,
    lines_text,
    read_lines,
)

_TEN_THOUSAND = Decimal(10_000)
_PAYERS = (Role.CLIENT, Role.CLERK, Role.MANAGER)


def may_issue(actor: Actor, lender_id: int) -> bool:
    """Whether somebody prepares and issues statements of a lender."""
    return actor.holds(Role.ADMINISTRATOR) or any(
        actor.may(role, lender_id) for role in (Role.CLERK, Role.MANAGER)
    )


def statement_rows(session: Session, actor: Actor, *conditions: ColumnElement[bool]) -> list[StatementRow]:
    """Statements of the organisations of somebody, as lender or as client, the newest first."""
    lender, client = aliased(Organisation), aliased(Organisation)
    query = (
        select(StoredStatement, lender.acronym, client.acronym)
        .join(lender, lender.id == StoredStatement.lender_id)
        .join(client, client.id == StoredStatement.client_id)
        .where(*conditions)
        .order_by(StoredStatement.first_day.desc(), StoredStatement.id.desc())
    )
    rows = session.execute(query).tuples().all()
    names = login_names(session, {row.issued_by or row.made_by for row, _, _ in rows})
    return [
        StatementRow(
            id=row.id,
            version=row.version,
            number=row.number or "",
            state=StatementState(row.state),
            lender_id=row.lender_id,
            lender=lends,
            client_id=row.client_id,
            client=pays,
            period=Days(row.first_day, row.end_day),
            total=row.total,
            made_at=row.made_at,
            made_by=row.made_by,
            issued_at=row.issued_at,
            issued_by=row.issued_by,
            may_issue=may_issue(actor, row.lender_id),
            by=names.get(login := row.issued_by or row.made_by, login),
        )
        for row, lends, pays in rows
        if may_issue(actor, row.lender_id)
        or (row.state == StatementState.ISSUED and any(actor.may(role, row.client_id) for role in _PAYERS))
    ]


def billables(session: Session, actor: Actor) -> list[Billable]:
    """Who may be billed by a lender for whom the actor prepares statements: clients with entries."""
    lender, client = aliased(Organisation), aliased(Organisation)
    query = (
        select(lender.id, lender.acronym, client.id, client.acronym)
        .select_from(ActualEntry)
        .join(Deployment, Deployment.id == ActualEntry.deployment_id)
        .join(TeamRequest, TeamRequest.id == Deployment.request_id)
        .join(client, client.id == TeamRequest.client_id)
        .join(TeamMember, TeamMember.id == Deployment.member_id)
        .join(Team, Team.id == TeamMember.team_id)
        .join(lender, lender.id == Team.organisation_id)
        .where(lender.id != client.id)
        .distinct()
        .order_by(lender.acronym, client.acronym)
    )
    return [Billable(*row) for row in session.execute(query).tuples() if may_issue(actor, row[0])]


def compute(
    session: Session, number: str, lender_id: int, client_id: int, period: Days
) -> tuple[Statement, tuple[str, ...]]:
    """The statement as it would be now, and the sentences of the rates that are missing; four statements."""
    entries, missing = entries_of(session, lender_id, client_id, period.end)
    return state(number, period, entries, _stated(session, lender_id, client_id)), missing


def entries_of(
    session: Session, lender_id: int, client_id: int, end: date | None
) -> tuple[list[Entry], tuple[str, ...]]:
    """Days and expenses of a client before a day, and the sentences of the rates that are missing."""
    tables = rate_tables(session)
    # Columns, not entities: a year has thousands of entries.
    query = (
        select(
            *ActualEntry.__table__.c,
            TeamRequest.number,
            TeamMember.key,
            Person.first_name,
            Person.last_name,
            Person.job_class,
        )
        .join(Deployment, Deployment.id == ActualEntry.deployment_id)
        .join(TeamRequest, TeamRequest.id == Deployment.request_id)
        .join(TeamMember, TeamMember.id == Deployment.member_id)
        .join(Person, Person.id == TeamMember.person_id)
        .join(Team, Team.id == TeamMember.team_id)
        .where(Team.organisation_id == lender_id, TeamRequest.client_id == client_id)
        .order_by(ActualEntry.day, ActualEntry.id)
    )
    if end is not None:
        query = query.where(ActualEntry.day < end)
    found: list[Entry] = []
    missing: dict[str, None] = {}
    rates: dict[tuple[str, ExpenseKind | None, date], Decimal] = {}
    for row in session.execute(query):
        kind = None if row.kind is None else ExpenseKind(row.kind)
        name = f"{row.first_name} {row.last_name}".strip()
        rate = None if row.rate is None else row.rate / _TEN_THOUSAND
        if rate is None and not row.withdrawn:
            of_day = (row.key, kind, row.day)
            try:
                if of_day not in rates:
                    rates[of_day] = rate_of(tables, Payee(name, row.key, row.job_class), kind, row.day)
                rate = rates[of_day]
            except RefusedError as refused:
                # What has no rate is not forgotten: it waits, and nothing is issued without it.
                missing[refused.sentence] = None
                continue
        found.append(
            Entry(
                id=row.id,
                request=row.number,
                member=name,
                day=row.day,
                kind=kind,
                quantity=row.quantity / _TEN_THOUSAND,
                rate=rate or Decimal(0),
                evidence=row.evidence,
                withdrawn=row.withdrawn,
                note=row.note,
            )
        )
    return found, tuple(missing)


def _stated(session: Session, lender_id: int, client_id: int) -> list[Stated]:
    query = (
        select(StatedEntry.entry_id, StatedEntry.quantity, StatedEntry.rate, StoredStatement.number)
        .join(StoredStatement, StoredStatement.id == StatedEntry.statement_id)
        .where(StoredStatement.lender_id == lender_id, StoredStatement.client_id == client_id)
        .order_by(StatedEntry.id)
    )
    return [
        Stated(entry, number or "", quantity / _TEN_THOUSAND, rate / _TEN_THOUSAND)
        for entry, quantity, rate, number in session.execute(query).tuples()
    ]


def statement_file(session: Session, actor: Actor, statement_id: int) -> StatementFile | None:
    """All of a statement; None where there is none, or where it is not for this person."""
    rows = statement_rows(session, actor, StoredStatement.id == statement_id)
    if not rows:
        return None
    row = rows[0]
    stored = session.get_one(StoredStatement, statement_id)
    missing: tuple[str, ...] = ()
    if row.state is StatementState.ISSUED:
        statement = Statement(row.period, read_lines(stored.lines))
        changed = False
    else:
        statement, missing = compute(session, row.number, row.lender_id, row.client_id, row.period)
        changed = lines_text(statement) != stored.lines
    names = {
        one.id: one.name
        for one in session.scalars(
            select(Organisation).where(Organisation.id.in_((row.lender_id, row.client_id)))
        )
    }
    return StatementFile(
        row=row,
        statement=statement,
        missing=missing,
        ceilings=tuple(ceilings(session, row.client_id, statement.lines, but=row.id)),
        netting=_netting(session, row, statement),
        lender_name=names[row.lender_id],
        client_name=names[row.client_id],
        changed=changed,
    )


def ceilings(
    session: Session, client_id: int, lines: Iterable[StatementLine], *, but: int
) -> list[RequestCeiling]:
    """Per request of these lines, how its ceiling stands with them and all other issued statements."""
    sums: dict[str, Decimal] = defaultdict(Decimal)
    for line in lines:
        sums[line.request] += line.cost.amount
    issued = select(StoredStatement.lines).where(
        StoredStatement.client_id == client_id,
        StoredStatement.state == str(StatementState.ISSUED),
        StoredStatement.id != but,
    )
    for text in session.scalars(issued):
        for line in read_lines(text):
            if line.request in sums:
                sums[line.request] += line.cost.amount
    query = (
        select(TeamRequest.number, Commitment.number, Commitment.ceiling)
        .join(Commitment, Commitment.request_id == TeamRequest.id)
        .where(TeamRequest.number.in_(sorted(sums)), Commitment.state == str(CommitmentState.SIGNED))
        .order_by(TeamRequest.number)
    )
    share = team_settings(session).costs.warning_share
    return [
        RequestCeiling(request, version, judge_ceiling(ceiling, sums[request], Decimal(0), share))
        for request, version, ceiling in session.execute(query).tuples()
    ]


def nettings(session: Session, actor: Actor, period: Days) -> list[Netting]:
    """Per pair of organisations, what issued statements of periods that begin in this one add up to."""
    conditions = [
        StoredStatement.state == str(StatementState.ISSUED),
        StoredStatement.first_day >= period.first,
    ]
    if period.end is not None:
        conditions.append(StoredStatement.first_day < period.end)
    rows = statement_rows(session, actor, *conditions)
    return net(Debt(row.lender, row.client, row.total, row.number) for row in rows)


def _netting(session: Session, row: StatementRow, statement: Statement) -> Netting | None:
    """With what the lender owes the client for the same period; None where it owes nothing."""
    query = (
        select(StoredStatement.number, StoredStatement.lender_id, StoredStatement.total)
        .where(
            StoredStatement.state == str(StatementState.ISSUED),
            StoredStatement.lender_id.in_((row.lender_id, row.client_id)),
            StoredStatement.client_id.in_((row.lender_id, row.client_id)),
            StoredStatement.first_day < row.period.end,
            StoredStatement.end_day > row.period.first,
            StoredStatement.id != row.id,
        )
        .order_by(StoredStatement.number)
    )
    debts = [Debt(row.lender, row.client, statement.total, row.number)]
    other = False
    for number, lender_id, amount in session.execute(query).tuples():
        back = lender_id == row.client_id
        other = other or back
        creditor, debtor = (row.client, row.lender) if back else (row.lender, row.client)
        debts.append(Debt(creditor, debtor, amount, number or ""))
    return net(debts)[0] if other else None
