"""Processes that race for rooms, intruders with plain SQL, and a check that trusts nothing of the program."""

from __future__ import annotations

import multiprocessing
import os
import random
import sqlite3
import traceback
from collections import Counter
from collections.abc import Callable, Iterable
from concurrent.futures import Future, ProcessPoolExecutor
from contextlib import closing
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from functools import partial
from multiprocessing.connection import Connection
from multiprocessing.context import BaseContext
from typing import Any
from uuid import UUID, uuid4

import psycopg
from sqlalchemy import insert, select, update
from sqlalchemy.orm import Session

from agence_desktop.core.clock import QUEBEC, FixedClock
from agence_desktop.core.errors import AgenceError, RefusedError, StaleError
from agence_desktop.migrations.runner import create
from agence_desktop.spaces.commands.booking import book
from agence_desktop.spaces.commands.cancelling import Cancel, Restore, cancel, restore
from agence_desktop.spaces.commands.desk import Desk
from agence_desktop.spaces.commands.dividing import lock_division, rebuild_parts
from agence_desktop.spaces.commands.editing import Edit, edit
from agence_desktop.spaces.commands.moving import Move, Scope, move
from agence_desktop.spaces.commands.revising import Changed
from agence_desktop.spaces.model import Booking, Equipment, HostTerms, Occurrence, Space, SpacePart
from agence_desktop.spaces.rows import BookingDraft, EquipmentLine, OnConflict, Outcome
from agence_desktop.storage.engine import open_engine
from agence_desktop.storage.locations import parse_location
from agence_desktop.storage.work import Database
from support import office
from support.drafts import draft
from support.intruder import NOW, Intruder

EFFORT = int(os.environ.get("AGENCE_RACES", "1"))
"""How many times the usual number of attempts and rounds; 1 in the normal run."""

FIRST_DAY = datetime.fromisoformat("2026-12-01 08:00")
PLAIN = tuple(range(101, 131))
TREE = {201: None, 202: 201, 203: 201, 204: 201}
DEEP = {301: None, 302: 301, 303: 301, 304: 302, 305: 302, 306: 303, 307: 303}
HOT = (401, 402, 403, 404)
PARENTS: dict[int, int | None] = {**dict.fromkeys((*PLAIN, *HOT)), **TREE, **DEEP}
BUFFERED = (101, 202, 303, 305, 401)
SCREEN = 2
ROOMS = {"plain": PLAIN, "tree": (*TREE, *DEEP), "hot": HOT}


def prepare_race(url: str) -> None:
    """The furnished office with rooms to fight for: plain, divided in two and three levels, and hot ones."""
    opened = open_engine(parse_location(url), create=True)
    create(opened)
    database = Database(opened, clock=FixedClock(NOW))
    database.write(office.furnish)
    database.write(_furnish)
    database.close()


def _furnish(session: Session) -> None:
    for room, parent in PARENTS.items():
        values = {"id": room, "code": f"C-{room}", "site_id": office.LEVIS, "capacity": 30}
        values |= {"parent_id": parent, "top_id": room, **office.named(f"Salle {room}")}
        session.execute(insert(Space), [values])
    session.execute(insert(SpacePart), [{"space_id": room, "part_id": room} for room in PARENTS])
    rebuild_parts(session, NOW)
    session.add_all(HostTerms(space_id=room, buffer_before=10, buffer_after=20) for room in BUFFERED)
    session.execute(
        insert(Equipment),
        [{"id": SCREEN, "code": "ECR", "site_id": office.LEVIS, "quantity": 3, **office.named("Écran")}],
    )


@dataclass(slots=True)
class Report:
    """What a racer was told: numbers given, what was done, and why the rest was refused."""

    numbers: list[str] = field(default_factory=list)
    done: Counter[str] = field(default_factory=Counter)
    refused: Counter[str] = field(default_factory=Counter)

    def __add__(self, other: Report) -> Report:
        return Report(self.numbers + other.numbers, self.done + other.done, self.refused + other.refused)


Work = Callable[..., Report]
"""What a racer does: from an opened database, a seed and more, to its report."""


class Racers:
    """Real processes, started once, that begin each race together."""

    def __init__(self, count: int = 8, context: BaseContext | None = None) -> None:
        context = context or multiprocessing.get_context("spawn")
        self.count = count
        self._pool = ProcessPoolExecutor(
            count, mp_context=context, initializer=_enter, initargs=(context.Barrier(count),)
        )

    def start(self, url: str, work: Work, *arguments: Any) -> list[Future[Report]]:
        """Let every process work on the database, each with a seed of its own."""
        return [self._pool.submit(_race, url, work, seed, arguments) for seed in range(self.count)]

    def run(self, url: str, work: Work, *arguments: Any) -> Report:
        """Race, and add up the reports; what a racer was not prepared for is raised here."""
        return sum((future.result(300) for future in self.start(url, work, *arguments)), Report())

    def close(self) -> None:
        """End the processes."""
        self._pool.shutdown()


_barrier: Any = None


def _enter(barrier: Any) -> None:
    global _barrier  # noqa: PLW0603 - a barrier reaches a process of the pool only when it starts
    _barrier = barrier


def _race(url: str, work: Work, seed: int, arguments: tuple[Any, ...]) -> Report:
    with closing(at_work(url)) as database:
        _barrier.wait(60)
        try:
            return work(database, seed, *arguments)
        except AgenceError as error:
            # Errors of the program do not travel between processes.
            raise RuntimeError(f"{error.code}: {error.sentence}\n{traceback.format_exc()}") from None


def at_work(url: str) -> Database:
    """The raced database, on Friday 20 November 2026 at 8 h."""
    return Database(open_engine(parse_location(url), clock=FixedClock(NOW)), clock=FixedClock(NOW))


def random_draft(chance: random.Random, rooms: Iterable[int], days: int = 4) -> BookingDraft:
    """A slot of some half-hours on one of the next days, now and then with equipment or as a series."""
    start = FIRST_DAY + timedelta(days=chance.randrange(days), minutes=30 * chance.randrange(16))
    end = start + timedelta(minutes=30 * chance.randint(1, 4))
    wanted = draft(start.isoformat(), end.isoformat(), space=chance.choice(list(rooms)), key=uuid4())
    if chance.random() < 0.3:
        lines = (EquipmentLine(office.PROJECTOR, 1), EquipmentLine(SCREEN, chance.randint(1, 2)))
        wanted = replace(wanted, equipment=lines[: chance.randint(1, 2)])
    if chance.random() < 0.15:
        skip = chance.choice([OnConflict.SKIP, OnConflict.REFUSE])
        wanted = replace(wanted, rule="FREQ=DAILY;COUNT=3", on_conflict=skip)
    return wanted


def book_at_random(database: Database, seed: int, attempts: int, rooms: tuple[int, ...]) -> Report:
    """Try to book slots of these rooms."""
    chance, report, desk = random.Random(seed), Report(), Desk(office.CLERK)
    for _ in range(attempts):
        try:
            _book(database, desk, random_draft(chance, rooms), report)
        except (RefusedError, StaleError) as refusal:
            report.refused[refusal.code] += 1
    return report


def book_the_same(database: Database, _seed: int, attempts: int, rooms: tuple[int, ...]) -> Report:
    """Every racer asks for the same, under the same keys: all but one of them repeat an answer."""
    chance, report, desk = random.Random(0), Report(), Desk(office.CLERK)
    for _ in range(attempts):
        wanted = random_draft(chance, rooms)
        key = UUID(int=chance.getrandbits(128), version=4)
        _book(database, desk, replace(wanted, key=key), report)
    return report


def _book(database: Database, desk: Desk, wanted: BookingDraft, report: Report) -> None:
    done = database.write(lambda session: book(session, desk, wanted), key=wanted.key)
    if done.number is not None:
        report.numbers.append(done.number)
        report.done["book"] += 1
        return
    reasons = {reason for one in done.answer["occurrences"] for reason in one["reasons"]}
    assert done.outcome is Outcome.REFUSED
    report.refused.update(reasons or {"no reason"})


def mix(database: Database, seed: int, attempts: int) -> Report:
    """Book, move, cancel, restore, edit and divide at random, on what is found there."""
    chance, report, desk = random.Random(seed), Report(), Desk(office.CLERK)
    rooms = (*PLAIN[:4], *TREE, *DEEP, *HOT)
    acts = [("move", _move), ("cancel", _cancel), ("restore", _restore), ("edit", _edit)]
    for _ in range(attempts):
        try:
            name = chance.choices(["book", "divide", *dict(acts)], [8, 1, 5, 3, 3, 3])[0]
            if name == "book":
                _book(database, desk, random_draft(chance, rooms, days=3), report)
            elif name == "divide":
                _divide(database, chance)
                report.done[name] += 1
            else:
                _note(name, dict(acts)[name](database, desk, chance), report)
        except (RefusedError, StaleError) as refusal:
            report.refused[refusal.code] += 1
    return report


def _note(name: str, changed: Changed | None, report: Report) -> None:
    if changed is None:
        return
    if changed.done:
        report.done[name] += 1
        return
    assert changed.judgement is not None
    reasons = {reason for date in changed.judgement.dates for reason in date.reasons}
    report.refused.update({str(reason) for reason in reasons} or {"no reason"})


def _found(database: Database, chance: random.Random, *states: str) -> Any:
    """A stored occurrence in one of these states, or None."""

    def work(session: Session) -> Any:
        ids = session.scalars(select(Occurrence.id).where(Occurrence.state.in_(states))).all()
        columns = (Occurrence.id, Occurrence.version, Occurrence.booking_id, Booking.version.label("edition"))
        query = select(*columns).join(Booking, Booking.id == Occurrence.booking_id)
        return session.execute(query.where(Occurrence.id == chance.choice(ids))).one() if ids else None

    return database.read(work)


def _move(database: Database, desk: Desk, chance: random.Random) -> Changed | None:
    one = _found(database, chance, "confirmed", "requested")
    if one is None:
        return None
    to = random_draft(chance, (*PLAIN[:4], *TREE, *DEEP, *HOT), days=3)
    wanted = Move(one.id, one.version, to.space_id, to.start, to.end, chance.choice(list(Scope)), uuid4())
    return database.write(lambda session: move(session, desk, wanted), key=wanted.key)


def _cancel(database: Database, desk: Desk, chance: random.Random) -> Changed | None:
    one = _found(database, chance, "confirmed")
    if one is None:
        return None
    wanted = Cancel(one.booking_id, ((one.id, one.version),), key=uuid4())
    return database.write(lambda session: cancel(session, desk, wanted), key=wanted.key)


def _restore(database: Database, desk: Desk, chance: random.Random) -> Changed | None:
    one = _found(database, chance, "cancelled")
    if one is None:
        return None
    wanted = Restore(one.booking_id, ((one.id, one.version),), key=uuid4())
    return database.write(lambda session: restore(session, desk, wanted), key=wanted.key)


def _edit(database: Database, desk: Desk, chance: random.Random) -> Changed | None:
    one = _found(database, chance, "confirmed")
    if one is None:
        return None
    lines = tuple(EquipmentLine(key, chance.randint(1, 2)) for key in (office.PROJECTOR, SCREEN))
    wanted = Edit(
        booking_id=one.booking_id,
        version=one.edition,
        purpose="Comité",
        person_id=None,
        participants=chance.randint(1, 30),
        layout=None,
        equipment=lines[: chance.randint(0, 2)],
        accessibility="",
        support="",
        note="",
        phone="",
        key=uuid4(),
    )
    return database.write(lambda session: edit(session, desk, wanted), key=wanted.key)


def _divide(database: Database, chance: random.Random) -> None:
    """Put a room under another or let it stand alone."""
    space, parent = chance.choice([(404, 201), (404, 303), (203, 201), (302, 301), (201, 301)])

    def work(session: Session) -> None:
        lock_division(session)
        under = parent if chance.random() < 0.6 else None
        session.execute(update(Space).where(Space.id == space).values(parent_id=under))
        rebuild_parts(session, NOW)

    database.write(work)


def intrude(database: Database, seed: int, attempts: int, rooms: tuple[int, ...]) -> Report:
    """Insert dates, and move other people's, behind the program's back; the database alone can refuse."""
    chance, report = random.Random(seed), Report()
    with closing(Intruder(database.location)) as intruder:
        booking = intruder.add_booking(f"X-{seed}")
        for _ in range(attempts):
            wanted = random_draft(chance, rooms)
            start, end = (one.replace(tzinfo=QUEBEC).astimezone(UTC) for one in (wanted.start, wanted.end))
            try:
                if chance.random() < 0.6:
                    intruder.add_occurrence(booking, wanted.space_id, start, end)
                else:
                    highest = intruder.run("SELECT max(id) FROM occurrence")[0][0] or 1
                    intruder.run(
                        "UPDATE occurrence SET space_id = ?, starts = ?, ends = ?, busy_from = ?,"
                        " busy_until = ?, state = 'confirmed' WHERE id = ?",
                        *(wanted.space_id, start, end, start, end, chance.randint(1, highest)),
                    )
                report.done["intrude"] += 1
            except (sqlite3.IntegrityError, psycopg.Error) as refusal:
                report.refused[getattr(refusal, "sqlstate", None) or str(refusal)] += 1
    return report


def book_or_intrude(database: Database, seed: int, attempts: int, rooms: tuple[int, ...]) -> Report:
    """Every fourth racer intrudes, the others book."""
    return (book_at_random if seed % 4 else intrude)(database, seed, attempts, rooms)


def book_until_killed(url: str, seed: int, rooms: tuple[int, ...], told: Connection) -> None:
    """Book without end, telling each number once its booking is committed."""
    chance, desk, database = random.Random(seed), Desk(office.CLERK), at_work(url)
    while True:
        wanted = random_draft(chance, rooms, days=20)
        done = database.write(partial(book, desk=desk, draft=wanted), key=wanted.key)
        if done.number is not None:
            told.send_bytes(done.number.encode())
