"""Finding a free room among 1,000 with 500,000 bookings, beside hand-written SQL and beside a small base.

    python benchmarks/search.py [--kind sqlite|postgresql] [--rooms N] [--bookings N] [--small N] [--rounds N]

The baseline is two statements by the bare driver: for every room whether it is large enough, has the
equipment and is free, ranked by unused capacity and name; then the first free other time, other day and
shorter slot of those that are taken. It knows nothing of terms, hours, closures, holidays, eligibility,
quotas, prices and buffers, which ours judges for every room and slot. Aims: at most twice the baseline's
time, and at most 1.3 times its own time with the small number of bookings.
"""

from __future__ import annotations

import argparse
import sqlite3
import sys
from collections.abc import Callable, Iterator
from contextlib import closing
from datetime import datetime
from pathlib import Path
from typing import Any

if __package__ in (None, ""):
    sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from benchmarks.common import KINDS, databases, paired, seconds, show

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


def bare(url: str) -> Callable[[], object]:
    """The baseline, on a connection that stays open."""
    if url.startswith("sqlite"):
        connection: Any = sqlite3.connect(url.removeprefix("sqlite:///"))
        instant, day = "{}", "86400"
    else:
        import psycopg

        connection = psycopg.connect(url)
        instant, day = "to_timestamp({})", "interval '1 day'"
    slots = ", ".join(
        f"('{kind}', {place}, {instant.format(start)}, {instant.format(end)})"
        for kind, place, start, end in candidates()
    )
    given = {"start": START, "end": END, "floor": START - 86400}
    values = {**{name: instant.format(value) for name, value in given.items()}, "slots": slots, "day": day}
    statements = [_RANKED.format(**values), _NEAR.format(**values)]

    def search() -> None:
        for statement in statements:
            connection.execute(statement).fetchall()

    return lambda: [search() for _ in range(CALLS)]


def ours(database: Any) -> Callable[[], object]:
    """The search of the program with its reference data in memory."""
    from agence_desktop.spaces.finding import Need
    from agence_desktop.spaces.queries.finding import ANYBODY, find
    from agence_desktop.spaces.queries.reference import ReferenceCache
    from benchmarks.common import NOW

    references = ReferenceCache()
    need = Need(
        start=datetime.fromisoformat("2026-12-01 09:00"),
        end=datetime.fromisoformat("2026-12-01 11:00"),
        participants=12,
        equipment=frozenset({"wifi"}),
    )

    def search(session: Any) -> Any:
        return find(session, references.get(session, NOW.date()), need, ANYBODY, NOW)

    return lambda: [database.read(search) for _ in range(CALLS)]


def measure(kind: str, rooms: int, bookings: int, small: int, rounds: int) -> list[object]:
    """One row of the table."""
    from benchmarks.bulk import fill

    with databases(kind) as fresh:
        large_url = fresh("large")
        with (
            closing(fill(large_url, rooms, bookings)) as large,
            closing(fill(fresh("small"), rooms, small)) as few,
        ):
            mine, less, theirs = ours(large), ours(few), bare(large_url)
            for warm in (mine, less, theirs):
                seconds(warm)
            one, other, ratio = paired(mine, theirs, rounds)
            _, little, growth = paired(mine, less, rounds)
    times = [f"{1000 * value / CALLS:.1f}" for value in (one, other, little)]
    return [kind, rooms, bookings, *times, f"{ratio:.2f}", f"{growth:.2f}"]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--kind", choices=KINDS)
    parser.add_argument("--rooms", type=int, default=1000)
    parser.add_argument("--bookings", type=int, default=500_000)
    parser.add_argument("--small", type=int, default=5_000)
    parser.add_argument("--rounds", type=int, default=9)
    given = parser.parse_args()
    rows = [
        measure(kind, given.rooms, given.bookings, given.small, given.rounds)
        for kind in ([given.kind] if given.kind else KINDS)
    ]
    titles = ["database", "rooms", "bookings", "find ms", "bare SQL ms", f"find ms, {given.small} bookings"]
    show([*titles, "÷ bare", "÷ small"], rows)


if __name__ == "__main__":
    main()
