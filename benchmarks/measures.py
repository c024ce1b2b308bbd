"""Measures of a whole register of unique positions, beside hand-written SQL that gives the same numbers.

    python benchmarks/measures.py [--kind sqlite|postgresql] [--posts N] [--tasks N]

Ours reads the positions, their sheets and competences, and measures each by the rules that the screens show
with their components; the bus factor is left aside. The baseline is one statement of the bare driver that
computes C, U, D and V of every position in the database. Both are compared number by number before they are
timed. Aim: twice the baseline, with as many statements for one position as for all.
"""

from __future__ import annotations

import argparse
import gc
import random
import statistics
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import closing
from datetime import date, timedelta
from pathlib import Path
from typing import Any

if __package__ in (None, ""):
    sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from benchmarks.common import KINDS, NOW, databases, show

ROUNDS = 7
TODAY = NOW.date()
KNOWING = 3
"""Persons with a level in each task."""
PER_UNIT = 50

BARE = """
WITH ranked AS (
  SELECT id, position_id, ROW_NUMBER() OVER (
    PARTITION BY position_id
    ORDER BY CASE WHEN state IN ('approved', 'acknowledged') THEN 0 ELSE 1 END, number DESC) AS place
  FROM sheet_version),
latest AS (
  SELECT position_id, task, person_id, level, validated, in_training, ROW_NUMBER() OVER (
    PARTITION BY position_id, task, person_id ORDER BY id DESC) AS place
  FROM task_competence WHERE validated IS NULL OR validated <= :today),
covering AS (
  SELECT t.sheet_id, t.key, COUNT(l.person_id) AS persons
  FROM ranked r
  JOIN position p ON p.id = r.position_id
  JOIN sheet_task t ON t.sheet_id = r.id
  LEFT JOIN latest l ON l.place = 1 AND l.position_id = r.position_id AND l.task = t.key
    AND l.in_training = {false} AND l.level >= COALESCE(t.required_level, 3) AND l.validated >= :since
    AND l.person_id <> COALESCE(p.holder_id, 0)
  WHERE r.place = 1
  GROUP BY t.sheet_id, t.key),
tasks AS (
  SELECT r.position_id, t.criticality, t.wanted, t.urgent, t.procedure_date, c.persons
  FROM ranked r
  JOIN sheet_task t ON t.sheet_id = r.id
  JOIN covering c ON c.sheet_id = t.sheet_id AND c.key = t.key
  WHERE r.place = 1),
parts AS (
  SELECT position_id,
    SUM(COALESCE(criticality, 1) * CASE
      WHEN persons >= COALESCE(wanted, 1) THEN 1.0
      ELSE persons * 1.0 / COALESCE(wanted, 1) END) / SUM(COALESCE(criticality, 1)) AS c,
    COALESCE(
      SUM(CASE WHEN criticality >= 3 AND urgent AND persons = 0 THEN criticality ELSE 0 END) * 1.0
      / NULLIF(SUM(CASE WHEN criticality >= 3 THEN criticality ELSE 0 END), 0), 0) AS u,
    1 - AVG(CASE
      WHEN procedure_date > :today OR procedure_date IS NULL THEN 0.0
      WHEN procedure_date >= :since THEN 1.0
      WHEN procedure_date >= :before THEN 0.5 ELSE 0.0 END) AS d
  FROM tasks
  GROUP BY position_id)
SELECT p.number, COALESCE(x.c, 0) AS c, COALESCE(x.u, 1) AS u, COALESCE(x.d, 1) AS d,
  100.0 * p.impact / 5 * (0.40 * (1 - COALESCE(x.c, 0)) + 0.25 * COALESCE(x.u, 1)
    + 0.20 * COALESCE(x.d, 1) + 0.15 * a.factor / 5) AS v
FROM position p
JOIN position_attrition a ON a.position_id = p.id
LEFT JOIN parts x ON x.position_id = p.id
ORDER BY p.number
"""


def fill(session: Any, posts: int, tasks: int) -> None:
    """Units, people, positions with a sheet in force, competences of which one in ten was recorded twice."""
    from sqlalchemy import insert, text, update

    from agence_desktop.directory.model import Person
    from agence_desktop.positions.commands.posts import write_attrition
    from agence_desktop.positions.model import Position, SheetTask, SheetVersion, TaskCompetence, Unit
    from agence_desktop.storage.base import table_of
    from support import office

    chance = random.Random(2026)
    keyed = {"sort_key": "", "search_key": "", "version": 1}
    units = -(-posts // PER_UNIT)
    people = posts * 2
    session.execute(
        insert(table_of(Unit)),
        [
            {"id": n, "code": f"U-{n}", "name": f"Unité {n}", "organisation_id": office.HOST, **keyed}
            for n in range(1, units + 1)
        ],
    )
    first = 100
    session.execute(
        insert(table_of(Person)),
        [
            {
                "id": first + n,
                "email": f"p{n}@exemple.quebec",
                "first_name": "Prénom",
                "last_name": f"Nom {n}",
                "organisation_id": office.HOST,
                "phone": "",
                **keyed,
            }
            for n in range(people)
        ],
    )
    session.execute(
        insert(table_of(Position)),
        [
            {
                "id": n,
                "number": f"P-{n:05}",
                "name": f"Poste {n}",
                "unit_id": (n - 1) // PER_UNIT + 1,
                "organisation_id": office.HOST,
                "holder_id": first + n,
                "sole": True,
                "impact": chance.randint(1, 5),
                **keyed,
            }
            for n in range(1, posts + 1)
        ],
    )
    for n in range(1, posts + 1):
        write_attrition(session, n, chance.randint(1, 5))
    session.execute(
        insert(table_of(SheetVersion)),
        [
            {
                "id": n,
                "position_id": n,
                "number": 1,
                "state": "draft",
                "body": "{}",
                "saved_at": NOW,
                "saved_by": "mesure",
                "version": 1,
            }
            for n in range(1, posts + 1)
        ],
    )
    session.execute(insert(table_of(SheetTask)), list(_tasks(chance, posts, tasks)))
    for state in ("submitted", "approved"):
        session.execute(update(table_of(SheetVersion)).values(state=state, approved_at=NOW))
    lot: list[dict[str, Any]] = []
    for row in _competences(chance, posts, tasks, first, people):
        lot.append(row)
        if len(lot) == 20_000:
            session.execute(insert(table_of(TaskCompetence)), lot)
            lot = []
    if lot:
        session.execute(insert(table_of(TaskCompetence)), lot)
    session.execute(text("ANALYZE"))


def _tasks(chance: random.Random, posts: int, tasks: int) -> Iterator[dict[str, Any]]:
    for n in range(1, posts + 1):
        for place in range(tasks):
            days = chance.choice(["1/24", "1", "3", "7", ""])
            age = chance.choice([60, 400, 900, None])
            yield {
                "sheet_id": n,
                "key": f"T{place + 1}",
                "place": place,
                "title": f"Tâche {place + 1}",
                "criticality": chance.randint(1, 4),
                "required_level": chance.randint(1, 4),
                "wanted": chance.randint(1, 2),
                "procedure_date": None if age is None else TODAY - timedelta(days=age),
                "interruption": days,
                "urgent": days in ("1/24", "1", "3"),
                "due": '{"rule": "FREQ=WEEKLY"}',
            }


def _competences(
    chance: random.Random, posts: int, tasks: int, first: int, people: int
) -> Iterator[dict[str, Any]]:
    for n in range(1, posts + 1):
        for place in range(tasks):
            for person in chance.sample(range(people), KNOWING):
                for again in range(2 if chance.random() < 0.1 else 1):
                    yield {
                        "position_id": n,
                        "task": f"T{place + 1}",
                        "person_id": first + person,
                        "level": chance.randint(0, 4),
                        "validated": TODAY - timedelta(days=chance.choice([30, 200, 500]) - again),
                        "access": True,
                        "in_training": chance.random() < 0.1,
                        "recorded_by": "mesure",
                    }


def ours(database: Any, actor: Any) -> Callable[[], dict[str, tuple[float, ...]]]:
    """C, U, D and V by position, by our rules."""
    from agence_desktop.positions.queries.posts import measured_posts

    def work(session: Any) -> dict[str, tuple[float, ...]]:
        found: dict[str, tuple[float, ...]] = {}
        for one, what in measured_posts(session, actor, TODAY):
            assert what.terms is not None
            numbers = (what.coverage, what.uncovered_share, what.documentation_deficit, what.terms.total)
            found[one.position.number] = tuple(map(float, numbers))
        return found

    return lambda: database.read(work)


def bare(database: Any) -> Callable[[], list[tuple[Any, ...]]]:
    """The same by one statement of the bare driver."""
    from agence_desktop.positions.coverage import months_before

    since, before = months_before(TODAY, 12), months_before(TODAY, 24)
    sqlite = database.engine.dialect.name == "sqlite"
    days: dict[str, date | str] = {"today": TODAY, "since": since, "before": before}
    statement = BARE.format(false="0" if sqlite else "false")
    if sqlite:
        days = {name: str(day) for name, day in days.items()}
    else:
        for name in days:
            statement = statement.replace(f":{name}", f"%({name})s::date")

    def ask() -> list[tuple[Any, ...]]:
        raw = database.engine.raw_connection()
        try:
            cursor = raw.cursor()
            if not sqlite:
                # Written by hand: loops over what the statement makes itself would take ten times as long.
                cursor.execute("SET LOCAL enable_nestloop = off")
            cursor.execute(statement, days)
            return [tuple(row) for row in cursor.fetchall()]
        finally:
            raw.close()

    return ask


def cpu(work: Callable[[], object]) -> tuple[float, float]:
    """Seconds of this process and on the clock, with the collector of garbage at work as in the program."""
    gc.collect()
    start, wall = time.process_time(), time.perf_counter()
    work()
    return time.process_time() - start, time.perf_counter() - wall


def measured(kind: str, posts: int, tasks: int) -> list[object]:
    """One row: statements, our time, that of the statement, and their ratio."""
    from agence_desktop.core.roles import Actor, Grant, Role
    from agence_desktop.positions.queries.posts import Scope, unit_posts
    from agence_desktop.storage.engine import count_statements, open_engine
    from agence_desktop.storage.locations import parse_location
    from agence_desktop.storage.work import Database
    from support.furnished import prepare

    actor = Actor("mesure", "Mesure", None, frozenset({Grant(Role.MANAGER)}))
    with databases(kind) as address:
        url = address("mesures")
        prepare(url)
        with closing(Database(open_engine(parse_location(url)))) as database:
            database.write(lambda session: fill(session, posts, tasks))
            mine, theirs = ours(database, actor), bare(database)
            _compare(mine(), theirs())
            counts = []
            for scope in (Scope(), Scope(position_ids=frozenset({1}))):
                with count_statements(database.engine) as statements:
                    database.read(lambda session, scope=scope: unit_posts(session, actor, TODAY, scope))
                counts.append(len(statements))
            rounds = [(cpu(mine), cpu(theirs)) for _ in range(ROUNDS)]
            our_cpu, our_wall, bare_cpu, bare_wall = (
                statistics.median(one[side][which] for one in rounds) * 1000
                for side in (0, 1)
                for which in (0, 1)
            )
            ratio = statistics.median(one[0][1] / one[1][1] for one in rounds)
    said = f"{counts[0]} / {counts[1]}"
    return [kind, said, *(f"{one:.0f}" for one in (our_cpu, our_wall, bare_cpu, bare_wall)), f"{ratio:.2f}"]


def _compare(mine: dict[str, tuple[float, ...]], theirs: list[tuple[Any, ...]]) -> None:
    assert len(mine) == len(theirs)
    for number, *numbers in theirs:
        for one, other in zip(mine[number], numbers, strict=True):
            assert abs(one - float(other)) < 1e-6, (number, mine[number], numbers)


def main() -> None:
    """Measure and print."""
    reader = argparse.ArgumentParser(description=__doc__)
    reader.add_argument("--kind", choices=KINDS)
    reader.add_argument("--posts", type=int, default=2_000)
    reader.add_argument("--tasks", type=int, default=20)
    options = reader.parse_args()
    kinds = [options.kind] if options.kind else list(KINDS)
    rows = [measured(kind, options.posts, options.tasks) for kind in kinds]
    titles = (
        "database",
        "statements, all / one",
        "ours CPU ms",
        "ours ms",
        "bare CPU ms",
        "bare ms",
        "ours ÷ bare",
    )
    show(titles, rows)


if __name__ == "__main__":
    main()
