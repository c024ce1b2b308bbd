"""Processes that state the days of one client, and a check by plain SQL that nothing is stated twice."""

from __future__ import annotations

import random
from collections.abc import Callable
from contextlib import closing
from datetime import date, timedelta
from decimal import Decimal
from functools import partial
from multiprocessing.connection import Connection

from sqlalchemy import select, text
from sqlalchemy.orm import Session

from agence_desktop.core.clock import FixedClock
from agence_desktop.core.errors import RefusedError, StaleError
from agence_desktop.migrations.runner import create
from agence_desktop.storage.engine import open_engine
from agence_desktop.storage.locations import parse_location
from agence_desktop.storage.work import Database
from agence_desktop.teams.actuals import EntryChange, EntryDraft
from agence_desktop.teams.commands.actuals import record_entries
from agence_desktop.teams.commands.desk import Desk
from agence_desktop.teams.commands.ledger import open_days
from agence_desktop.teams.commands.stating import discard_statement, issue_statement, prepare_statement
from agence_desktop.teams.model import (
    ActualEntry,
    CostRate,
    DayRate,
    Deployment,
    Statement,
    TeamRequest,
    TeamSeat,
)
from agence_desktop.teams.periods import Days
from agence_desktop.teams.rows import ExpenseKind
from support import office, teams
from support.intruder import NOW
from support.racing import Report, at_work

FIRST, END = date(2026, 10, 1), date(2026, 11, 20)
PERIOD = Days(FIRST, date(2026, 11, 21))
MANDATES = (1, 2, 3)
_MANAGER = Desk(teams.MANAGER)
_SINCE = date(2026, 1, 1)


def prepare(url: str) -> None:
    """The office with three mandates of one client that run, at half time, and a month of their days."""
    opened = open_engine(parse_location(url), create=True)
    create(opened)
    database = Database(opened, clock=FixedClock(NOW))
    database.write(office.furnish)
    database.write(teams.furnish)
    database.write(_furnish)
    database.write(_days)
    database.close()


def _furnish(session: Session) -> None:
    session.add(DayRate(job_class="Agent de secrétariat", since=_SINCE, amount=Decimal("310.00")))
    session.add(CostRate(kind="travel", since=_SINCE, ten_thousandths=6_100))
    open_days(session, (teams.LOUISE, teams.KARINE, teams.THOMAS), FIRST, END)
    work = {"effort_bp": 5_000, "first_day": FIRST, "end_day": END, "mode": "remote"}
    for number, member in zip(MANDATES, (teams.LOUISE, teams.KARINE, teams.THOMAS), strict=True):
        request = TeamRequest(
            id=number,
            number=f"D-2026-{number:04d}",
            state="committed",
            priority=2,
            client_id=office.OTHER,
            municipality_id=1,
            received_at=NOW,
            received_by="commis",
        )
        session.add(request)
        session.flush()
        session.add(TeamSeat(id=number, request_id=number, number=1, language="fr", **work))
        session.flush()
        teams.commit_to(session, number, Decimal("900000.00"))
        placed = {"request_id": number, "seat_id": number, "member_id": member}
        session.add(Deployment(id=number, state="confirmed", **placed, **work))
        session.flush()


def _days(session: Session) -> None:
    for number in MANDATES:
        worked = (FIRST + timedelta(days=one) for one in range(30))
        drafts = [EntryDraft(day, None, Decimal("0.5")) for day in worked if day.weekday() < 5]
        record_entries(session, _MANAGER, number, [EntryChange(one) for one in drafts])


def state_once(database: Database, seed: int, racers: int) -> Report:
    """Prepare the statement of the client and issue it as it was prepared; only the first racers do."""
    report = Report()
    if seed < racers:
        _state(database, report)
    return report


def state_while_days_are_noted(database: Database, seed: int, attempts: int) -> Report:
    """Note, change and withdraw days and expenses, prepare, delete and issue, all at once."""
    chance, report = random.Random(seed), Report()
    for _ in range(attempts):
        act = chance.choices([_state, partial(_note, chance=chance), _discard], [4, 5, 1])[0]
        act(database, report)
    return report


def _try(report: Report, act: Callable[[], object]) -> None:
    try:
        act()
    except (RefusedError, StaleError) as refusal:
        report.refused[refusal.code] += 1


def _state(database: Database, report: Report) -> None:
    def act() -> None:
        done = database.write(
            lambda session: prepare_statement(session, _MANAGER, office.HOST, office.OTHER, PERIOD)
        )
        report.done["prepare"] += 1
        query = select(Statement.version).where(Statement.id == done.ids[0])
        version = database.read(lambda session: session.scalars(query).one_or_none())
        if version is None:
            return
        issued = database.write(lambda session: issue_statement(session, _MANAGER, done.ids[0], version))
        report.done["issue"] += 1
        report.numbers.append(issued.number)

    _try(report, act)


def _note(database: Database, report: Report, chance: random.Random) -> None:
    """A day of one mandate gets another share or is withdrawn, or a trip is added."""
    mandate = chance.choice(MANDATES)
    query = select(ActualEntry.id, ActualEntry.version, ActualEntry.day).where(
        ActualEntry.deployment_id == mandate, ActualEntry.kind.is_(None), ActualEntry.withdrawn.is_(False)
    )
    found = chance.choice(database.read(lambda session: session.execute(query).all()))
    if chance.random() < 0.4:
        day = FIRST + timedelta(days=chance.randrange(30))
        trip = EntryDraft(day, ExpenseKind.TRAVEL, Decimal(chance.randint(1, 90)), evidence="KM")
        change = EntryChange(trip)
    elif chance.random() < 0.1:
        change = EntryChange(None, found.id, found.version)
    else:
        share = Decimal(chance.choice(["0.25", "0.5"]))
        change = EntryChange(EntryDraft(found.day, None, share), found.id, found.version)

    def act() -> None:
        database.write(lambda session: record_entries(session, _MANAGER, mandate, [change]))
        report.done["note"] += 1

    _try(report, act)


def _discard(database: Database, report: Report) -> None:
    query = select(Statement.id, Statement.version).where(Statement.state == "draft")
    found = database.read(lambda session: session.execute(query).first())

    def act() -> None:
        if found is not None:
            database.write(lambda session: discard_statement(session, _MANAGER, found.id, found.version))
            report.done["discard"] += 1

    _try(report, act)


def state_until_killed(url: str, seed: int, told: Connection) -> None:
    """Note and state without end, telling each number once its statement is committed."""
    chance = random.Random(seed)
    with closing(at_work(url)) as database:
        while True:
            report = Report()
            _note(database, report, chance)
            _state(database, report)
            for number in report.numbers:
                told.send_bytes(number.encode())


def numbers(database: Database) -> list[str]:
    """The numbers of issued statements, in order."""
    query = text("SELECT number FROM team_statement WHERE state = 'issued' ORDER BY number")
    return list(database.read(lambda session: session.scalars(query)))


def unbalanced(database: Database) -> list[tuple[int, int, int]]:
    """Entries of which statements took, per rate, another quantity than stands: entry, stated, due.

    Told by plain SQL: what is withdrawn is due nothing, and statements add up to what is due at its rate.
    """
    query = text(
        "SELECT e.id, coalesce(sum(s.quantity), 0) AS stated,"
        " CASE WHEN e.withdrawn THEN 0 ELSE e.quantity END AS due"
        " FROM actual_entry e LEFT JOIN stated_entry s ON s.entry_id = e.id"
        " GROUP BY e.id, e.withdrawn, e.quantity"
    )
    rows = database.read(lambda session: session.execute(query).all())
    return [(row[0], int(row[1]), int(row[2])) for row in rows if int(row[1]) != int(row[2])]


def overstated(database: Database) -> list[tuple[int, int]]:
    """Entries that one statement took more than once at one rate with the same sign."""
    query = text(
        "SELECT statement_id, entry_id FROM stated_entry"
        " GROUP BY statement_id, entry_id, rate, quantity > 0 HAVING count(*) > 1"
    )
    return [(row[0], row[1]) for row in database.read(lambda session: session.execute(query).all())]
