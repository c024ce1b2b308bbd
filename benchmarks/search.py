"""Finding a free room among 1,000 with 500,000 bookings, beside hand-written SQL and beside a small base.

    python benchmarks/search.py [--kind sqlite|postgresql] [--rooms N] [--bookings N] [--small N] [--rounds N]

By hand: two statements that give the same answer (``search_sql.py``); that they do is checked before anything
is measured. Bare: two statements by the bare driver that know only of capacity, equipment and what is held:
for every room whether it is large enough, has the equipment and is free, ranked by unused capacity and name;
then the first free other time, other day and shorter slot of those that are taken. Both are prepared, on a
connection that stays open. Aims: at most twice the time of what is written by hand, and at most 1.3 times our
own with the small number of bookings.

First, rooms are alike but for places, equipment and bookings, and none that has the equipment is taken, so
that there are no near fits; then some are taken; then many have terms, rates and closures of their own. Time
is that of the processor, of this process and of its server's, and that of the clock.
"""

from __future__ import annotations

import argparse
import sqlite3
import statistics
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass
from datetime import datetime, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any

if __package__ in (None, ""):
    sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from benchmarks.common import KINDS, NOW, databases, seconds, show  # isort: split

from sqlalchemy import insert, text

from agence_desktop.spaces.finding import Need
from agence_desktop.spaces.model import HostClosure, HostTerms, Rate, SpaceEquipment
from agence_desktop.spaces.queries.finding import find
from agence_desktop.spaces.queries.reference import ReferenceCache
from agence_desktop.spaces.rows import Requester
from benchmarks.bulk import FIRST_ROOM, fill
from benchmarks.search_slots import Asking
from benchmarks.search_sql import answers_by_hand, written_by_hand
from support import office

CALLS = 5
"""Searches in one turn."""

START, END = 1796133600, 1796140800
"""1 December 2026, 9 h to 11 h in Québec, in seconds of the epoch."""

_RANKED = """
SELECT s.id, s.name, s.capacity - 12 AS unused,
       EXISTS (SELECT 1 FROM space_equipment e WHERE e.space_id = s.id AND e.equipment = 'wifi') AS equipped,
       EXISTS (SELECT 1 FROM space_part p JOIN space_hold h ON h.part_id = p.part_id
                WHERE p.space_id = s.id AND h.busy_from < {end} AND h.busy_from >= {floor}
                  AND h.busy_until > {start}) AS busy
  FROM space s JOIN site ON site.id = s.site_id JOIN municipality m ON m.id = site.municipality_id
 WHERE s.shareable AND s.capacity >= 12
 ORDER BY busy, unused, s.sort_key
"""

_NEAR = """
WITH slot (kind, place, start_at, end_at) AS (VALUES {slots}),
     wanting AS (
  SELECT s.id FROM space s
   WHERE s.shareable AND s.capacity >= 12
     AND EXISTS (SELECT 1 FROM space_equipment e WHERE e.space_id = s.id AND e.equipment = 'wifi')
     AND EXISTS (SELECT 1 FROM space_part p JOIN space_hold h ON h.part_id = p.part_id
                  WHERE p.space_id = s.id AND h.busy_from < {end} AND h.busy_from >= {floor}
                    AND h.busy_until > {start}))
SELECT w.id, slot.kind, min(slot.place)
  FROM wanting w CROSS JOIN slot
 WHERE NOT EXISTS (SELECT 1 FROM space_part p JOIN space_hold h ON h.part_id = p.part_id
                    WHERE p.space_id = w.id AND h.busy_from < slot.end_at
                      AND h.busy_from >= slot.start_at - {day} AND h.busy_until > slot.start_at)
 GROUP BY w.id, slot.kind
"""


def candidates() -> Iterator[tuple[str, int, int, int]]:
    """The near fits of the interface: kind, order of preference, start and end in seconds of the epoch."""
    shifts = [sign * 60 * minutes for minutes in range(15, 121, 15) for sign in (-1, 1)]
    days = [sign * 86400 * days for days in (1, 2, 3) for sign in (1, -1)]
    cuts = [(start, end) for cut in (900, 1800) for start, end in ((0, -cut), (cut, 0))]
    yield from (("time", place, START + shift, END + shift) for place, shift in enumerate(shifts))
    yield from (("day", place, START + shift, END + shift) for place, shift in enumerate(days))
    yield from (("shorter", place, START + first, END + last) for place, (first, last) in enumerate(cuts))


@dataclass(frozen=True)
class Search:
    """A way to search, and the process of the server that works for it."""

    run: Callable[[], Any]
    server: int = 0

    def turn(self) -> tuple[float, float]:
        """Seconds of the processor and of the clock that one search takes."""
        before = self._spent()
        waited = seconds(lambda: [self.run() for _ in range(CALLS)])
        return (self._spent() - before) / CALLS, waited / CALLS

    def _spent(self) -> float:
        server = Path(f"/proc/{self.server}/schedstat")
        return time.process_time() + (int(server.read_text().split()[0]) / 1e9 if self.server else 0)


def bare(url: str) -> Search:
    """The bare statements, which judge nothing."""
    sqlite = url.startswith("sqlite")
    instant, day = ("{}", "86400") if sqlite else ("to_timestamp({})", "interval '1 day'")
    slots = ", ".join(
        f"('{kind}', {place}, {instant.format(start)}, {instant.format(end)})"
        for kind, place, start, end in candidates()
    )
    given = {"start": START, "end": END, "floor": START - 86400}
    values = {**{name: instant.format(value) for name, value in given.items()}, "slots": slots, "day": day}
    statements = [_RANKED.format(**values), _NEAR.format(**values)]
    connection, server = connect(url)
    return Search(lambda: [connection.execute(one).fetchall() for one in statements], server)


def by_hand(url: str) -> Search:
    """The statements that give the same answer."""
    requester = _requester()
    connection, server = connect(url)
    asking = Asking(NOW, requester.organisation_id, requester.acronym, requester.regions)
    return Search(written_by_hand(connection, _need(), asking), server)


def ours(database: Any) -> Search:
    """The search of the program with its reference data in memory."""
    references = ReferenceCache()
    need, requester = _need(), _requester()

    def search(session: Any) -> Any:
        return find(session, references.get(session, NOW.date()), need, requester, NOW)

    server = 0
    if database.engine.dialect.name == "postgresql":
        server = database.read(lambda session: session.execute(text("SELECT pg_backend_pid()")).scalar_one())
    return Search(lambda: database.read(search), server)


def connect(url: str) -> tuple[Any, int]:
    """A connection of the bare driver, and the process of its server where it has one."""
    if url.startswith("sqlite"):
        return sqlite3.connect(url.removeprefix("sqlite:///")), 0
    import psycopg

    connection = psycopg.connect(url, options="-c jit=off")
    return connection, connection.info.backend_pid


def _need() -> Need:
    start = datetime.fromisoformat("2026-12-01 09:00")
    return Need(start, start + timedelta(hours=2), participants=12, equipment=frozenset({"wifi"}))


def _requester() -> Requester:
    return Requester(office.CLIENT, "MTQ", frozenset({"12"}))


def more_wifi(session: Any, rooms: int) -> None:
    """Wifi also in rooms that are taken: all that had it were free, so that near fits cost nothing."""
    wifi = [{"space_id": n, "equipment": "wifi"} for n in _ids(rooms) if n % 4 == 0]
    session.execute(insert(SpaceEquipment), wifi)


def own_terms(session: Any, rooms: int) -> None:
    """What many rooms, and two buildings, have of their own."""
    ids = _ids(rooms)
    day, week = datetime(2026, 12, 1), timedelta(days=7)  # noqa: DTZ001 - closures are wall clocks
    since = NOW.date().replace(year=2024)
    session.execute(insert(HostTerms), [_terms(n) for n in ids if n % 3 == 0])
    session.execute(insert(HostTerms).values(site_id=1, hours="lun-ven 08:00-18:00", quota_hours=40))
    session.execute(insert(Rate).values(site_id=2, since=since, half_day=Decimal(90), day=Decimal(150)))
    session.execute(
        insert(Rate), [{"space_id": n, "since": since, "hour": Decimal(n % 5)} for n in ids if n % 11 == 0]
    )
    session.execute(
        insert(HostClosure),
        [{"space_id": n, "starts": day, "ends": day + week * (n % 2 + 1)} for n in ids if n % 37 == 0],
    )
    session.execute(insert(HostClosure).values(site_id=3, starts=day + week, ends=day + 2 * week))


def _terms(n: int) -> dict[str, Any]:
    """Terms of a room of its own: a column counts where the room's number says so."""
    choices: dict[str, tuple[Any, ...]] = {
        "hours": (None, None, "lun-ven 08:30-12:00,13:00-16:30"),
        "notice_minutes": (None, 60, None, 30_000),
        "horizon_days": (None, 90, 90, 90, 10),
        "max_minutes": (None, 480, None, None, None, None, 90),
        "grid_minutes": (None, 30),
        "buffer_before": (None, 15),
        "buffer_after": (None, 30, None),
        "eligibility": (None, None, "tous", "MSP+MTQ", "region"),
        "quota_hours": (None, None, None, 1),
        "approval": (None, "hote", None, "hors_modalites"),
    }
    chosen = n // 3 % 48
    return {"space_id": n, **{column: given[chosen % len(given)] for column, given in choices.items()}}


def _ids(rooms: int) -> range:
    return range(FIRST_ROOM, FIRST_ROOM + rooms)


def _count(database: Any) -> None:
    """Let PostgreSQL count what was added."""
    if database.engine.dialect.name == "postgresql":
        with database.engine.connect().execution_options(isolation_level="AUTOCOMMIT") as plain:
            plain.exec_driver_sql("VACUUM ANALYZE")


def check(mine: Search, theirs: Search) -> None:
    """Both give the same rooms in the same order, prices, reasons and near fits, or nothing is measured."""
    found = mine.run()
    fitting, reasons, near = answers_by_hand(theirs.run())
    assert fitting == [
        (one.space_id, one.unused_capacity, str(one.state), one.price) for one in found.spaces if one.fits
    ]
    assert reasons == {one.space_id: set(map(str, one.reasons)) for one in found.spaces}
    assert near == {
        (one.space_id, str(one.kind)): (one.span.start, one.span.end, one.price) for one in found.near
    }
    print(f"{len(fitting)} of {len(reasons)} rooms fit, {len(near)} near fits: the same", flush=True)


def paired(one: Search, other: Search, rounds: int) -> tuple[tuple[float, float], ...]:
    """Medians of both, and of the ratios of each turn: (processor, clock) each; who goes first changes."""
    turns = []
    for number in range(rounds):
        if number % 2:
            first, second = one.turn(), other.turn()
        else:
            second, first = other.turn(), one.turn()
        turns.append((*zip(first, second, strict=True),))
    return tuple(
        tuple(statistics.median(told(*turn[at]) for turn in turns) for at in (0, 1))
        for told in (lambda mine, _: mine, lambda _, theirs: theirs, lambda mine, theirs: mine / theirs)
    )


def measure(kind: str, rooms: int, bookings: int, small: int, rounds: int) -> Iterator[list[object]]:
    """Three rows of the table: all rooms that have wifi free, some of them taken, and many with own terms."""
    with databases(kind) as fresh:
        url, small_url = fresh("large"), fresh("small")
        with closing(fill(url, rooms, bookings)) as large, closing(fill(small_url, rooms, small)) as few:
            for name, furnish in (("alike, free", None), ("alike", more_wifi), ("own terms", own_terms)):
                for database in (large, few) if furnish else ():
                    database.write(lambda session, furnish=furnish: furnish(session, rooms))
                    _count(database)
                mine, theirs = ours(large), by_hand(url)
                check(mine, theirs)
                rivals = (theirs, bare(url), ours(few))
                yield [kind, name, *_cells(mine, rivals, rounds)]


def _cells(mine: Search, rivals: Sequence[Search], rounds: int) -> Iterator[str]:
    for warm in (mine, *rivals):
        for _ in range(3):
            warm.turn()
    told = [paired(mine, other, rounds) for other in rivals]
    yield from (f"{1000 * value:.1f}" for value in told[0][0])
    for _, theirs, ratio in told:
        yield f"{1000 * theirs[0]:.1f}"
        yield from (f"{value:.2f}" for value in ratio)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--kind", choices=KINDS)
    parser.add_argument("--rooms", type=int, default=1000)
    parser.add_argument("--bookings", type=int, default=500_000)
    parser.add_argument("--small", type=int, default=5_000)
    parser.add_argument("--rounds", type=int, default=15)
    given = parser.parse_args()
    rows = [
        row
        for kind in ([given.kind] if given.kind else KINDS)
        for row in measure(kind, given.rooms, given.bookings, given.small, given.rounds)
    ]
    others = ("by hand", "bare", f"{given.small} bookings")
    titles = [title for other in others for title in (f"{other}: CPU ms", "÷ (CPU)", "÷ (clock)")]
    show(["database", "rooms", "find: CPU ms", "ms", *titles], rows)


if __name__ == "__main__":
    main()
