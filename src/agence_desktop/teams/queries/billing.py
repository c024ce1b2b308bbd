"""Actual days and expenses of a client, what statements took of them, and the statements themselves."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from sqlalchemy import Select, select
from sqlalchemy.orm import Session, aliased

from agence_desktop.directory.model import Organisation, Person
from agence_desktop.teams.model import (
    ActualEntry,
    Deployment,
    StatedEntry,
    Statement,
    Team,
    TeamMember,
    TeamRequest,
)
from agence_desktop.teams.netting import Debt
from agence_desktop.teams.periods import Days
from agence_desktop.teams.queries.costs import rate_tables
from agence_desktop.teams.rates import Payee, RateTables, day_rate, expense_rate
from agence_desktop.teams.rows import CostLine, ExpenseKind, StatementState
from agence_desktop.teams.statements import Entry, Stated, StatementLine

_TEN_THOUSAND = Decimal(10_000)


@dataclass(frozen=True, slots=True)
class StatementRow:
    """A statement in a list; ``number`` is empty until it is issued."""

    id: int
    version: int
    number: str
    state: StatementState
    lender: str
    client: str
    period: Days
    total: Decimal
    made_at: datetime
    issued_at: datetime | None
    issued_by: str


@dataclass(frozen=True, slots=True)
class StatementFile:
    """A statement as it stands, with its lines."""

    row: StatementRow
    lender_name: str
    client_name: str
    lines: tuple[StatementLine, ...]


def entries_of(session: Session, lender_id: int, client_id: int, end: date) -> list[Entry]:
    """Actual days and expenses before a day of what a lender does for a client, at the rates of their days.

    Raises RefusedError ``rate_missing``.
    """
    query = (
        _entries()
        .where(Team.organisation_id == lender_id, TeamRequest.client_id == client_id, ActualEntry.day < end)
        .order_by(ActualEntry.day, ActualEntry.id)
    )
    tables = rate_tables(session)
    return [
        entry_of(row, tables, number, member, person)
        for row, number, member, person in session.execute(query).tuples()
    ]


def _entries() -> Select[tuple[ActualEntry, str, TeamMember, Person]]:
    return (
        select(ActualEntry, TeamRequest.number, TeamMember, Person)
        .join(Deployment, Deployment.id == ActualEntry.deployment_id)
        .join(TeamRequest, TeamRequest.id == Deployment.request_id)
        .join(TeamMember, TeamMember.id == Deployment.member_id)
        .join(Person, Person.id == TeamMember.person_id)
        .join(Team, Team.id == TeamMember.team_id)
    )


def entry_of(row: ActualEntry, tables: RateTables, number: str, member: TeamMember, person: Person) -> Entry:
    """A stored entry at the rate of its day; RefusedError ``rate_missing``."""
    name = f"{person.first_name} {person.last_name}".strip()
    kind = None if row.kind is None else ExpenseKind(row.kind)
    rate = Decimal(0) if row.rate is None else row.rate / _TEN_THOUSAND
    if row.rate is None and not row.withdrawn:
        if kind is None:
            found = day_rate(tables, Payee(name, member.key, person.job_class), row.day)
        else:
            found = expense_rate(tables, kind, row.day)
        rate = found.amount or Decimal(0)
    return Entry(
        id=row.id,
        request=number,
        member=name,
        day=row.day,
        kind=kind,
        quantity=row.quantity / _TEN_THOUSAND,
        rate=rate,
        evidence=row.evidence,
        withdrawn=row.withdrawn,
        note=row.note,
    )


def stated_of(session: Session, lender_id: int, client_id: int) -> list[Stated]:
    """What issued statements of a lender to a client took."""
    query = (
        select(StatedEntry, Statement.number)
        .join(Statement, Statement.id == StatedEntry.statement_id)
        .where(
            Statement.lender_id == lender_id,
            Statement.client_id == client_id,
            Statement.state == str(StatementState.ISSUED),
        )
        .order_by(StatedEntry.id)
    )
    return [
        Stated(row.entry_id, number or "", row.quantity / _TEN_THOUSAND, row.rate / _TEN_THOUSAND)
        for row, number in session.execute(query).tuples()
    ]


def _statements() -> Any:
    lender, client = aliased(Organisation), aliased(Organisation)
    return (
        select(Statement, lender, client)
        .join(lender, lender.id == Statement.lender_id)
        .join(client, client.id == Statement.client_id)
    )


def _row(row: Statement, lender: Organisation, client: Organisation) -> StatementRow:
    return StatementRow(
        id=row.id,
        version=row.version,
        number=row.number or "",
        state=StatementState(row.state),
        lender=lender.acronym,
        client=client.acronym,
        period=Days(row.first_day, row.end_day),
        total=row.total,
        made_at=row.made_at,
        issued_at=row.issued_at,
        issued_by=row.issued_by,
    )


def statements(session: Session, period: Days | None = None) -> list[StatementRow]:
    """Statements whose period touches these days (None: all), the newest first."""
    query = _statements().order_by(Statement.id.desc())
    if period is not None:
        query = query.where(Statement.end_day > period.first)
        if period.end is not None:
            query = query.where(Statement.first_day < period.end)
    return [_row(*found) for found in session.execute(query).tuples()]


def statement_file(
    session: Session, *, number: str = "", statement_id: int | None = None
) -> StatementFile | None:
    """A statement by its number or id; None where there is none."""
    condition = Statement.number == number if statement_id is None else Statement.id == statement_id
    found = session.execute(_statements().where(condition)).tuples().one_or_none()
    if found is None:
        return None
    row, lender, client = found
    lines = tuple(read_line(one) for one in json.loads(row.lines))
    return StatementFile(_row(row, lender, client), lender.name, client.name, lines)


def debts(session: Session, period: Days) -> list[Debt]:
    """What issued statements of periods that end within these days make organisations owe each other."""
    query = _statements().where(
        Statement.state == str(StatementState.ISSUED), Statement.end_day > period.first
    )
    if period.end is not None:
        query = query.where(Statement.end_day <= period.end)
    return [
        Debt(lender.acronym, client.acronym, row.total, row.number or "")
        for row, lender, client in session.execute(query.order_by(Statement.id)).tuples()
    ]


def line_json(line: StatementLine) -> dict[str, Any]:
    """A line of a statement as it is stored; what it took of each entry stands in a table of its own."""
    cost = line.cost
    return {
        "request": line.request,
        "member": line.member,
        "label": cost.label,
        "quantity": str(cost.quantity),
        "unit": cost.unit,
        "rate": str(cost.rate),
        "amount": str(cost.amount),
        "kind": cost.kind,
        "whose": cost.whose,
        "evidence": list(line.evidence),
        "corrects": list(line.corrects),
        "late": line.late,
    }


def read_line(given: Mapping[str, Any]) -> StatementLine:
    """A line of a statement as it was stored."""
    kind = given.get("kind")
    cost = CostLine(
        given["label"],
        Decimal(given["quantity"]),
        given["unit"],
        Decimal(given["rate"]),
        Decimal(given["amount"]),
        None if kind is None else ExpenseKind(kind),
        given.get("whose", ""),
    )
    evidence, corrects = tuple(given["evidence"]), tuple(given["corrects"])
    return StatementLine(given["request"], given["member"], cost, evidence, corrects, given["late"])
