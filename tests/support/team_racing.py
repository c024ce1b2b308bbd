"""Processes that fight for the days of three members, and a check that trusts nothing of the program."""

from __future__ import annotations

import random
import sqlite3
from contextlib import closing
from datetime import date, timedelta
from decimal import Decimal
from functools import partial
from multiprocessing.connection import Connection
from typing import Any
from uuid import uuid4

import psycopg
from sqlalchemy import select, text
from sqlalchemy.orm import Session

from agence_desktop.core.clock import FixedClock
from agence_desktop.core.errors import RefusedError, StaleError
from agence_desktop.directory.queries import observed_holidays
from agence_desktop.migrations.runner import create
from agence_desktop.storage.engine import WRITES, open_engine
from agence_desktop.storage.locations import parse_location
from agence_desktop.storage.work import Database
from agence_desktop.teams.capacity import cap
from agence_desktop.teams.commands.confirming import confirm
from agence_desktop.teams.commands.desk import Desk
from agence_desktop.teams.commands.members import add_absence
from agence_desktop.teams.commands.reshaping import Target, cancel_deployment, end_early, move
from agence_desktop.teams.model import Deployment, TeamRequest, TeamSeat
from agence_desktop.teams.periods import Days, working_days
from agence_desktop.teams.problem import Settings
from agence_desktop.teams.queries.problem import members_of
from agence_desktop.teams.rows import FIRM
from agence_desktop.teams.weekdays import days_of
from support import office, teams
from support.intruder import NOW
from support.racing import Report, at_work

MEMBERS = (teams.LOUISE, teams.KARINE, teams.THOMAS)
FIRST = date(2026, 12, 1)
HORIZON = 30
_FIRM = sorted(str(state) for state in FIRM)
_REFUSED = (sqlite3.IntegrityError, psycopg.errors.CheckViolation, psycopg.errors.DeadlockDetected)
_MANAGER = Desk(teams.MANAGER)


def prepare(url: str, count: int = 120) -> None:
    """The office with its team and many committed deployments that cannot all be."""
    opened = open_engine(parse_location(url), create=True)
    create(opened)
    database = Database(opened, clock=FixedClock(NOW))
    database.write(office.furnish)
    database.write(teams.furnish)
    database.write(lambda session: _furnish(session, count))
    database.close()


def _furnish(session: Session, count: int) -> None:
    chance = random.Random(7)
    for number in range(1, count + 1):
        request = TeamRequest(
            number=f"D-2025-{number:04d}",
            state="committed",
            priority=2,
            client_id=office.OTHER,
            municipality_id=1,
            received_at=NOW,
            received_by="commis",
        )
        session.add(request)
        session.flush()
        first = FIRST + timedelta(days=chance.randrange(HORIZON))
        work = {
            "effort_bp": chance.choice([2_500, 3_333, 4_000, 5_000, 6_667, 10_000]),
            "first_day": first,
            "end_day": first + timedelta(days=chance.randint(4, 20)),
            "weekdays": chance.choice([None, None, 0b01011, 0b11011]),
            "mode": "remote",
        }
        seat = TeamSeat(request_id=request.id, number=1, language="fr", **work)
        session.add(seat)
        session.flush()
        teams.commit_to(session, request.id)
        placed = {"request_id": request.id, "seat_id": seat.id, "member_id": chance.choice(MEMBERS)}
        session.add(Deployment(state="committed", **placed, **work))
    session.flush()


def _found(database: Database, chance: random.Random, *states: str) -> Any:
    """A deployment in one of these states, or None."""

    def read(session: Session) -> Any:
        columns = (Deployment.id, Deployment.version, Deployment.member_id)
        columns += (Deployment.first_day, Deployment.end_day)
        rows = session.execute(select(*columns).where(Deployment.state.in_(states))).all()
        return chance.choice(rows) if rows else None

    return database.read(read)


def confirm_at_random(database: Database, seed: int, attempts: int) -> Report:
    """Confirm one or two deployments at a time, whoever else wants their days."""
    chance, report = random.Random(seed), Report()
    for _ in range(attempts):
        try:
            _confirm(database, chance, report)
        except (RefusedError, StaleError) as refusal:
            report.refused[refusal.code] += 1
    return report


def _confirm(database: Database, chance: random.Random, report: Report) -> None:
    ones = [_found(database, chance, "committed") for _ in range(chance.randint(1, 2))]
    wanted = sorted({(one.id, one.version) for one in ones if one is not None})
    if wanted:
        key = uuid4()
        database.write(partial(confirm, desk=_MANAGER, deployments=wanted, key=key), key=key)
        report.numbers += [str(number) for number, _ in wanted]
        report.done["confirm"] += len(wanted)


def mix(database: Database, seed: int, attempts: int) -> Report:
    """Confirm, end, cancel, move and be away, at random."""
    chance, report = random.Random(seed), Report()
    acts = {"end": _end, "cancel": _cancel, "move": _move, "away": _away}
    for _ in range(attempts):
        name = chance.choices(["confirm", *acts], [6, 2, 2, 3, 1])[0]
        try:
            if name == "confirm":
                _confirm(database, chance, report)
            elif acts[name](database, chance):
                report.done[name] += 1
        except (RefusedError, StaleError) as refusal:
            report.refused[refusal.code] += 1
    return report


def _end(database: Database, chance: random.Random) -> bool:
    one = _found(database, chance, "confirmed")
    if one is None:
        return False
    day = one.first_day + timedelta(days=chance.randrange((one.end_day - one.first_day).days))
    at = Target(one.id, one.version)
    database.write(lambda session: end_early(session, _MANAGER, at, day, "Fini"))
    return True


def _cancel(database: Database, chance: random.Random) -> bool:
    one = _found(database, chance, "confirmed")
    if one is None:
        return False
    at = Target(one.id, one.version)
    database.write(lambda session: cancel_deployment(session, _MANAGER, at))
    return True


def _move(database: Database, chance: random.Random) -> bool:
    one = _found(database, chance, "confirmed", "committed")
    if one is None:
        return False
    at, shift = Target(one.id, one.version), timedelta(days=chance.randint(-3, 6))
    first = max(FIRST, one.first_day + shift)
    days = Days(first, first + (one.end_day - one.first_day))
    member = chance.choice(MEMBERS)
    database.write(lambda session: move(session, _MANAGER, at, member_id=member, period=days))
    return True


def _away(database: Database, chance: random.Random) -> bool:
    first = FIRST + timedelta(days=chance.randrange(HORIZON))
    days, member = Days(first, first + timedelta(days=chance.randint(1, 3))), chance.choice(MEMBERS)
    frees = chance.random() < 0.5
    database.write(lambda session: add_absence(session, _MANAGER, member, days, frees=frees))
    return True


def intrude(database: Database, seed: int, attempts: int) -> Report:
    """Make deployments firm, longer or somebody else's behind the program's back."""
    chance, report = random.Random(seed), Report()
    engine = database.engine.execution_options(**{WRITES: True})
    for _ in range(attempts):
        one = _found(database, chance, "committed", "confirmed")
        if one is None:
            continue
        statement = chance.choice(
            [
                "UPDATE deployment SET state = 'confirmed' WHERE id = :id",
                "UPDATE deployment SET member_id = :member, state = 'confirmed' WHERE id = :id",
                "UPDATE deployment SET effort_bp = effort_bp + 2500 WHERE id = :id AND effort_bp <= 7500",
                "UPDATE member_day SET used = 0 WHERE member_id = :member AND used < 0",
            ]
        )
        values = {"id": one.id, "member": chance.choice(MEMBERS)}
        bound = {name: value for name, value in values.items() if f":{name}" in statement}
        try:
            with engine.begin() as connection:
                connection.execute(text(statement), bound)
            report.done["intrude"] += 1
        except Exception as refusal:
            told = getattr(refusal, "orig", refusal)
            # Whoever writes a deployment before its member is locked may meet a deadlock: a refusal as well.
            if not isinstance(told, _REFUSED):
                raise RuntimeError(str(told)) from None
            report.refused["intruder"] += 1
    return report


def confirm_or_intrude(database: Database, seed: int, attempts: int) -> Report:
    """Every fourth racer intrudes, the others confirm."""
    return (confirm_at_random if seed % 4 else intrude)(database, seed, attempts)


def overloads(database: Database) -> list[str]:
    """Days on which somebody has more than they can give, from patterns and deployments alone."""

    def read(session: Session) -> list[str]:
        holidays, settings = observed_holidays(session), Settings()
        members, ids = members_of(session, FIRST)
        found: list[str] = []
        for member in members:
            loads: dict[date, Decimal] = {}
            rows = session.scalars(
                select(Deployment).where(Deployment.member_id == ids[member.key], Deployment.state.in_(_FIRM))
            )
            for row in rows:
                end = row.actual_end or row.end_day
                days = Days(row.first_day, end) if end > row.first_day else ()
                effort = Decimal(row.effort_bp) / 10_000
                for day in working_days(days, holidays, days_of(row.weekdays)) if days else ():
                    if cap(member, day, holidays, settings) >= effort:
                        loads[day] = loads.get(day, Decimal(0)) + effort
            found += [
                f"{member.key} {day}"
                for day, load in sorted(loads.items())
                if load > cap(member, day, holidays, settings)
            ]
        return found

    return database.read(read)


def confirmed(database: Database) -> set[str]:
    """The ids of firm deployments."""
    query = select(Deployment.id).where(Deployment.state.in_(_FIRM))
    return {str(number) for number in database.read(lambda session: session.scalars(query).all())}


def confirm_until_killed(url: str, seed: int, told: Connection) -> None:
    """Confirm without end, telling each deployment once it is committed."""
    chance = random.Random(seed)
    with closing(at_work(url)) as database:
        while True:
            report = Report()
            try:
                _confirm(database, chance, report)
            except (RefusedError, StaleError) as refusal:
                report.refused[refusal.code] += 1
            for number in report.numbers:
                told.send_bytes(number.encode())
