"""Bookings per second through ``book`` beside hand-written SQL under the same guards.

    python benchmarks/booking.py [--kind sqlite|postgresql] [--writers N …] [--bookings N] [--rounds N]

The baseline is what a program that judges nothing would send with the bare driver: one transaction with the
occurrence, the counter, then the booking; the same triggers write holds and audit. ``book`` reads and judges
first, and leaves a line of history and a change row. Aim: at least half the baseline's rate.
"""

from __future__ import annotations

import argparse
import multiprocessing
import sqlite3
import sys
import time
from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from functools import partial
from pathlib import Path
from typing import Any
from uuid import uuid4

if __package__ in (None, ""):
    sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from benchmarks.common import KINDS, NOW, databases, paired, show

ROOMS = 500
FIRST_ROOM = 1001


def furnish(url: str) -> None:
    """An office with many rooms, without equipment or terms."""
    from sqlalchemy import insert, text

    from agence_desktop.core.clock import FixedClock
    from agence_desktop.migrations.runner import create
    from agence_desktop.spaces.model import Space, SpacePart
    from agence_desktop.storage.engine import open_engine
    from agence_desktop.storage.locations import parse_location
    from agence_desktop.storage.work import Database
    from support import office

    opened = open_engine(parse_location(url), create=True)
    create(opened)
    database = Database(opened, clock=FixedClock(NOW))
    database.write(office.furnish)
    rooms = range(FIRST_ROOM, FIRST_ROOM + ROOMS)
    rows = [
        {"id": n, "code": f"R-{n}", "site_id": 1, "capacity": 20, "top_id": n, **office.named(f"Salle {n}")}
        for n in rooms
    ]

    def work(session: Any) -> None:
        session.execute(insert(Space), rows)
        session.execute(insert(SpacePart), [{"space_id": n, "part_id": n} for n in rooms])
        if opened.engine.dialect.name == "postgresql":
            session.execute(text("ANALYZE"))

    database.write(work)
    database.close()


def slots(writer: int, writers: int) -> Iterator[tuple[int, datetime]]:
    """Free slots of one hour, each writer in its own rooms: room and wall clock of the start."""
    first = datetime.fromisoformat("2026-11-23 08:00")
    for turn in range(100_000):
        hour, place = divmod(turn, ROOMS // writers)
        day, hour = divmod(hour, 9)
        room = FIRST_ROOM + writer * (ROOMS // writers) + place
        yield room, first + timedelta(days=day + 7 * (day >= 31), hours=hour)


def ours(url: str, writer: int, writers: int, *, keyed: bool = False) -> Callable[[int], None]:
    """A function that makes so many bookings through the program's command."""
    from agence_desktop.core.clock import FixedClock
    from agence_desktop.spaces.commands.booking import book
    from agence_desktop.spaces.commands.desk import Desk
    from agence_desktop.storage.engine import open_engine
    from agence_desktop.storage.locations import parse_location
    from agence_desktop.storage.work import Database
    from support import office
    from support.drafts import draft

    database = Database(open_engine(parse_location(url)), clock=FixedClock(NOW))
    desk, free = Desk(office.CLERK), slots(writer, writers)

    def make(count: int) -> None:
        for _ in range(count):
            room, start = next(free)
            end = start + timedelta(hours=1)
            key = uuid4() if keyed else None
            wanted = draft(start.isoformat(), end.isoformat(), space=room, key=key)
            done = database.write(partial(book, desk=desk, draft=wanted), key=key)
            assert done.number is not None, done.answer

    return make


_OCCURRENCE = (
    "INSERT INTO occurrence (booking_id, space_id, origin, starts, ends, busy_from, busy_until, state,"
    " reasons, price, host_id, organisation_id, month, requested_at, version)"
    " VALUES ({booking}, ?, ?, ?, ?, ?, ?, 'confirmed', '', {nothing}, 1, 2, 202612, ?, 1)"
    " RETURNING booking_id"
)
_COUNTER = (
    "INSERT INTO counter (kind, year, last) VALUES ('R', 2026, 1)"
    " ON CONFLICT (kind, year) DO UPDATE SET last = counter.last + 1 RETURNING last"
)
_BOOKING = (
    "INSERT INTO booking (id, number, uid, space_id, organisation_id, purpose, purpose_key, participants,"
    " accessibility, support, note, phone, series_start, series_end, exdates, rdates, mode, created_at,"
    " created_by, version, sequence) VALUES (?, ?, ?, ?, 2, 'Comité de sécurité routière',"
    " 'comite de securite routiere', 1, '', '', '', '', ?, ?, '', '', 'normal', ?, 'commis', 1, 0)"
)


def bare(url: str, writer: int, writers: int) -> Callable[[int], None]:
    """A function that makes so many bookings with three statements each."""
    free = slots(writer, writers)
    connection: Any
    if url.startswith("sqlite"):
        connection = sqlite3.connect(url.removeprefix("sqlite:///"), isolation_level=None, timeout=60)
        for setting in ("journal_mode=WAL", "synchronous=FULL", "foreign_keys=ON"):
            connection.execute(f"PRAGMA {setting}")
        connection.create_function("agence_now", 0, lambda: int(time.time()))
        connection.create_function("agence_login", 0, lambda: "mesure")
        connection.create_function("agence_tx", 0, lambda: 1)
        begin = "BEGIN IMMEDIATE"
        occurrence = _OCCURRENCE.format(booking="(SELECT coalesce(max(id), 0) + 1 FROM booking)", nothing="0")
        counter, booking = _COUNTER, _BOOKING
    else:
        import psycopg

        connection = psycopg.connect(url, autocommit=True)
        connection.execute("SET timezone = 'UTC'")
        begin = "BEGIN"
        occurrence = _OCCURRENCE.format(booking="nextval('booking_id_seq')", nothing="0.00")
        occurrence, counter, booking = (one.replace("?", "%s") for one in (occurrence, _COUNTER, _BOOKING))

    def at(wall: datetime) -> Any:
        moment = (wall + timedelta(hours=5)).replace(tzinfo=NOW.tzinfo)
        return int(moment.timestamp()) if begin.endswith("IMMEDIATE") else moment

    created = at(datetime.fromisoformat("2026-11-20 08:00"))

    def wall(value: datetime) -> Any:
        return str(value) if begin.endswith("IMMEDIATE") else value

    def make(count: int) -> None:
        for _ in range(count):
            room, start = next(free)
            end = start + timedelta(hours=1)
            connection.execute(begin)
            slot = (at(start), at(end), at(start), at(end))
            key = connection.execute(occurrence, (room, wall(start), *slot, created)).fetchone()[0]
            number = connection.execute(counter).fetchone()[0]
            walls = (wall(start), wall(end), created)
            connection.execute(booking, (key, f"R-2026-{number:06d}", f"{key}@agence", room, *walls))
            connection.execute("COMMIT")

    return make


def work_in_turns(kind: str, url: str, writer: int, writers: int, turns: Any, done: Any) -> None:
    """A writer of its own process: so many bookings at each sign, then a sign back."""
    try:
        make = {"ours": ours, "keyed": partial(ours, keyed=True), "bare": bare}[kind](url, writer, writers)
        make(20)
        done.put(None)
        while (count := turns.get()) is not None:
            make(count)
            done.put(None)
    except Exception as error:
        done.put(repr(error))


class Crew:
    """Writers in processes of their own."""

    def __init__(self, kind: str, url: str, writers: int) -> None:
        context = multiprocessing.get_context("spawn")
        self._done = context.Queue()
        self._turns = [context.Queue() for _ in range(writers)]
        self._processes = [
            context.Process(target=work_in_turns, args=(kind, url, n, writers, self._turns[n], self._done))
            for n in range(writers)
        ]
        for process in self._processes:
            process.start()
        self._wait()

    def _wait(self) -> None:
        for _ in self._processes:
            if fault := self._done.get(timeout=300):
                raise RuntimeError(fault)

    def make(self, count: int) -> None:
        """Make so many bookings, each writer its share."""
        for turns in self._turns:
            turns.put(count // len(self._turns))
        self._wait()

    def close(self) -> None:
        """Send the writers home."""
        for turns in self._turns:
            turns.put(None)
        for process in self._processes:
            process.join()


def measure(kind: str, command: str, writers: int, bookings: int, rounds: int) -> list[object]:
    """One row of the table; ``command`` is ``ours`` or ``keyed``."""
    with databases(kind) as fresh:
        crews = []
        for one in (command, "bare"):
            url = fresh(one)
            furnish(url)
            crews.append(Crew(one, url, writers))
        mine, theirs = crews
        one, other, ratio = paired(lambda: mine.make(bookings), lambda: theirs.make(bookings), rounds)
        for crew in crews:
            crew.close()
    keyed = "yes" if command == "keyed" else "no"
    return [kind, writers, keyed, f"{bookings / one:.0f}", f"{bookings / other:.0f}", f"{1 / ratio:.2f}"]


def profile(kind: str, bookings: int) -> None:
    """Where ``book`` spends its time."""
    import cProfile
    import pstats

    with databases(kind) as fresh:
        url = fresh("ours")
        furnish(url)
        make = ours(url, 0, 1)
        make(100)
        with cProfile.Profile() as profiler:
            make(bookings)
        pstats.Stats(profiler).sort_stats("tottime").print_stats(35)
        pstats.Stats(profiler).sort_stats("cumtime").print_stats("agence", 45)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--kind", choices=KINDS)
    parser.add_argument("--writers", type=int, nargs="*", default=[1, 4])
    parser.add_argument("--bookings", type=int, default=400)
    parser.add_argument("--rounds", type=int, default=9)
    parser.add_argument("--keyed", action="store_true", help="with the key by which a booking acts once")
    parser.add_argument("--profile", action="store_true")
    given = parser.parse_args()
    kinds = [given.kind] if given.kind else KINDS
    if given.profile:
        for kind in kinds:
            profile(kind, given.bookings)
        return
    command = "keyed" if given.keyed else "ours"
    rows = [
        measure(kind, command, writers, given.bookings, given.rounds)
        for kind in kinds
        for writers in given.writers
    ]
    show(["database", "writers", "key", "book /s", "bare SQL /s", "book ÷ bare"], rows)


if __name__ == "__main__":
    main()
