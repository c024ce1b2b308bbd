"""Load the statements of past months, as they were issued, from the days and expenses on record."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from agence_desktop.storage.base import table_of
from agence_desktop.storage.bulk import insert_rows
from agence_desktop.teams.commands.loading import parts, stored, yearly
from agence_desktop.teams.commands.stating import NUMBER_KIND
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
from agence_desktop.teams.queries.stating import entries_of
from agence_desktop.teams.rows import StatementState
from agence_desktop.teams.statements import Entry, Stated, state
from agence_desktop.teams.statements import Statement as Made
from agence_desktop.teams.stating import lines_text

Pair = tuple[int, int]
"""Lender and client."""


@dataclass(frozen=True, slots=True)
class Month:
    """A period that was stated, and when; ``drafts`` are the lenders who have only prepared theirs."""

    period: Days
    at: datetime
    drafts: frozenset[int] = frozenset()


def load_statements(session: Session, months: Sequence[Month], logins: Mapping[int, str]) -> int:
    """State each month for each client, in order; how many there are. ``logins`` are by lender."""
    entries = {pair: entries_of(session, *pair, None)[0] for pair in _pairs(session)}
    made = list(_made(entries, months))
    issued = [one for one in made if one.lender not in one.month.drafts]
    numbers = yearly(session, NUMBER_KIND, [one.month.at for one in issued])
    rows = (
        {
            "state": str(StatementState.DRAFT),
            "lender_id": one.lender,
            "client_id": one.client,
            "first_day": one.month.period.first,
            "end_day": one.month.period.end,
            "lines": lines_text(one.statement),
            "total": one.statement.total,
            "made_at": one.month.at,
            "made_by": logins[one.lender],
        }
        for one in made
    )
    ids = stored(session, Statement, rows, len(made))
    by_place = {id(one): key for one, key in zip(made, ids, strict=True)}
    insert_rows(
        session,
        StatedEntry,
        (
            {
                "statement_id": by_place[id(one)],
                "entry_id": each.entry,
                "quantity": parts(each.quantity),
                "rate": parts(each.rate),
            }
            for one in issued
            for each in one.statement.taken
        ),
    )
    table = table_of(Statement)
    for one, number in zip(issued, numbers, strict=True):
        values = {
            "number": number,
            "state": str(StatementState.ISSUED),
            "issued_at": one.month.at,
            "issued_by": logins[one.lender],
        }
        session.execute(update(table).where(table.c.id == by_place[id(one)]).values(**values))
    return len(made)


@dataclass(frozen=True, slots=True)
class _Stating:
    month: Month
    lender: int
    client: int
    statement: Made


def _made(entries: Mapping[Pair, Sequence[Entry]], months: Sequence[Month]) -> Iterator[_Stating]:
    """What is stated, month by month; nothing twice, and no empty statement."""
    stated: dict[Pair, list[Stated]] = defaultdict(list)
    for month in months:
        for (lender, client), known in sorted(entries.items()):
            found = state("", month.period, known, stated[lender, client])
            if found.lines:
                stated[lender, client] += found.taken
                yield _Stating(month, lender, client, found)


def _pairs(session: Session) -> list[Pair]:
    query = (
        select(Team.organisation_id, TeamRequest.client_id)
        .join(TeamMember, TeamMember.team_id == Team.id)
        .join(Deployment, Deployment.member_id == TeamMember.id)
        .join(TeamRequest, TeamRequest.id == Deployment.request_id)
        .where(Deployment.id.in_(select(ActualEntry.deployment_id)))
        .distinct()
    )
    return [(lender, client) for lender, client in session.execute(query).tuples()]
