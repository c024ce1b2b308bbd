"""Statements and time that each screen of room booking costs, on a small base and on a large one.

    python benchmarks/screens.py [--kind sqlite|postgresql] [--rooms N] [--bookings N]

Aim: four statements at most for a screen, and as many with 10 rooms as with 1,000. Reference data (rooms,
terms, rates, closures) are read when the program starts and when somebody changed them; a screen then asks
for their version only.
"""

from __future__ import annotations

import argparse
import statistics
import sys
from collections.abc import Callable, Iterator
from contextlib import closing
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

if __package__ in (None, ""):
    sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from benchmarks.common import KINDS, NOW, databases, seconds, show

ROUNDS = 9
SMALL = (10, 5_000)


def screens(database: Any) -> Iterator[tuple[str, Callable[[], object]]]:
    """What each screen asks, in a transaction of its own; most with reference data in memory."""
    from agence_desktop.core.spans import Span
    from agence_desktop.spaces.finding import Need
    from agence_desktop.spaces.queries.booking_pages import BookingFilter
    from agence_desktop.spaces.queries.bookings import booking_detail, count_bookings, list_bookings
    from agence_desktop.spaces.queries.finding import ANYBODY, find
    from agence_desktop.spaces.queries.planning import occurrences_between
    from agence_desktop.spaces.queries.reference import ReferenceCache

    references = ReferenceCache()

    def asking(
        work: Callable[[Any, Any], object], cache: ReferenceCache | None = None
    ) -> Callable[[], object]:
        def ask(session: Any) -> object:
            return work(session, (cache or references).get(session, NOW.date()))

        return lambda: database.read(ask)

    def page(wanted: BookingFilter) -> Callable[[Any, Any], object]:
        def work(session: Any, reference: Any) -> object:
            rows = list_bookings(session, reference, wanted, NOW)
            return rows, count_bookings(session, reference, wanted, NOW)

        return work

    week = Span(NOW, NOW + timedelta(days=7))
    need = Need(
        start=datetime.fromisoformat("2026-12-01 09:00"),
        end=datetime.fromisoformat("2026-12-01 11:00"),
        participants=12,
    )
    database.read(lambda session: references.get(session, NOW.date()))
    yield "planning, a week", asking(lambda s, _: occurrences_between(s, week, NOW))
    yield (
        "planning, first time",
        lambda: asking(lambda s, _: occurrences_between(s, week, NOW), ReferenceCache())(),  # noqa: PLW0108 - a cache for each call
    )
    yield "one booking", asking(lambda s, r: booking_detail(s, r, 1, NOW))
    yield "bookings to come", asking(page(BookingFilter(upcoming=True)))
    yield "all bookings", asking(page(BookingFilter()))
    yield "bookings, two words", asking(page(BookingFilter(words=("comite", "mtq"))))
    yield "find a space", asking(lambda s, r: find(s, r, need, ANYBODY, NOW))


def measure(kind: str, rooms: int, bookings: int) -> list[list[object]]:
    """One row for each screen."""
    from agence_desktop.storage.engine import count_statements
    from benchmarks.bulk import fill

    rows: dict[str, list[object]] = {}
    with databases(kind) as fresh:
        for name, size in (("small", SMALL), ("large", (rooms, bookings))):
            with closing(fill(fresh(name), *size)) as database:
                for screen, ask in screens(database):
                    ask()
                    with count_statements(database.engine) as statements:
                        ask()
                    time = statistics.median(seconds(ask) for _ in range(ROUNDS))
                    rows.setdefault(screen, [kind, screen]).extend([len(statements), f"{1000 * time:.1f}"])
    return list(rows.values())


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--kind", choices=KINDS)
    parser.add_argument("--rooms", type=int, default=1000)
    parser.add_argument("--bookings", type=int, default=500_000)
    given = parser.parse_args()
    kinds = [given.kind] if given.kind else KINDS
    rows = [row for kind in kinds for row in measure(kind, given.rooms, given.bookings)]
    small, large = f"{SMALL[0]} rooms", f"{given.rooms} rooms"
    show(["database", "screen", f"statements, {small}", "ms", f"statements, {large}", "ms"], rows)


if __name__ == "__main__":
    main()
