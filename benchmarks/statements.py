"""The statements of a year with 5,000 deployments, beside hand-written SQL that states the same.

    python benchmarks/statements.py [--kind sqlite|postgresql] [--deployments N] [--clients N]

Every deployment has 30 days and an expense. Ours prepares the statement of the year of one client and issues
it as the commands do, with its lines, evidence, ceilings, and what it took of each entry. The baseline takes
the entries, lines and total of another client of the same size in SQL, and issues its statement in six SQL
statements, under the same guards and audit. Totals are compared before anything is timed. In turns, each
client once.
"""

from __future__ import annotations

import argparse
import gc
import json
import statistics
import sys
import time
from collections import Counter
from collections.abc import Callable
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path

if __package__ in (None, ""):
    sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from sqlalchemy import select, text

from agence_desktop.actions.reference_data import load_reference_data
from agence_desktop.core.clock import FixedClock
from agence_desktop.core.roles import Actor, Grant, Role
from agence_desktop.directory.commands import PersonDraft
from agence_desktop.directory.loading import load_people
from agence_desktop.directory.model import Organisation
from agence_desktop.migrations.runner import create
from agence_desktop.storage.bulk import insert_rows
from agence_desktop.storage.engine import WRITES, open_engine
from agence_desktop.storage.guards import drop_guards, install_guards
from agence_desktop.storage.locations import parse_location
from agence_desktop.storage.work import Database, Session, session_within
from agence_desktop.teams.commands.desk import Desk
from agence_desktop.teams.commands.loading import LoadedMember, load_members, load_rates, load_teams
from agence_desktop.teams.commands.members import MemberDraft, PatternDraft, TeamDraft
from agence_desktop.teams.commands.stating import issue_statement, prepare_statement
from agence_desktop.teams.model import (
    ActualEntry,
    Commitment,
    Deployment,
    DeploymentDay,
    MemberDay,
    Statement,
    TeamRequest,
    TeamSeat,
)
from agence_desktop.teams.periods import Days
from agence_desktop.teams.queries.stating import compute
from agence_desktop.teams.rates import DatedRate
from agence_desktop.teams.rows import ExpenseKind
from benchmarks.common import KINDS, NOW, databases, show

YEAR = Days(date(2025, 11, 3), date(2026, 11, 2))
WORKED = 30
"""Days of each deployment; with its expense, 31 entries."""
MEMBERS = 400
CLASS = "Secrétaire"
_FULL_DAY = 25_200
_EFFORT = 1_000

_ENTRIES = """
SELECT e.id, e.quantity, e.kind, e.day, e.evidence, r.number,
       p.first_name || ' ' || p.last_name AS name,
       CASE WHEN e.kind IS NULL
            THEN CAST((SELECT x.amount FROM day_rate x WHERE x.job_class = p.job_class AND x.since <= e.day
                        ORDER BY x.since DESC LIMIT 1) * {cents} AS BIGINT)
            ELSE (SELECT x.ten_thousandths FROM cost_rate x WHERE x.kind = e.kind AND x.since <= e.day
                   ORDER BY x.since DESC LIMIT 1) END AS rate
  FROM actual_entry e
  JOIN deployment d ON d.id = e.deployment_id
  JOIN team_request r ON r.id = d.request_id
  JOIN team_member m ON m.id = d.member_id
  JOIN person p ON p.id = m.person_id
  JOIN team t ON t.id = m.team_id
 WHERE t.organisation_id = :lender AND r.client_id = :client AND e.day < :end AND NOT e.withdrawn
"""
_LINES = """
SELECT number, name, kind, rate, sum(quantity) AS quantity, min(day) AS first, max(day) AS last,
       {evidence} AS evidence
  FROM ({entries}) AS e GROUP BY number, name, kind, rate ORDER BY number, name, kind, rate
"""


def fill(url: str, deployments: int, clients: int) -> tuple[Database, int, list[int]]:
    """A base with a year of flying teams: the lender, and the clients, each with as many deployments."""
    opened = open_engine(parse_location(url), create=True)
    create(opened)
    database = Database(opened, clock=FixedClock(NOW))
    database.write(load_reference_data)
    known = database.read(lambda s: list(s.scalars(select(Organisation.id).order_by(Organisation.id))))
    lender, chosen = known[0], known[1 : clients + 1]
    database.write(lambda session: _people(session, lender))
    with opened.engine.execution_options(**{WRITES: True}).begin() as connection:
        drop_guards(connection)
        with session_within(connection, FixedClock(NOW)) as session:
            _year(session, deployments, chosen)
        install_guards(connection)
    return database, lender, chosen


def _people(session: Session, lender: int) -> None:
    people = [
        PersonDraft(f"membre{n}@exemple.quebec", "Camille", f"Roy {n:04d}", lender, None, CLASS, "")
        for n in range(MEMBERS)
    ]
    ids = load_people(session, people)
    (team,) = load_teams(session, [TeamDraft("ADM", "Soutien administratif", lender)])
    rates = (DatedRate(date(2020, 4, 1), Decimal("302.00")), DatedRate(date(2026, 4, 1), Decimal("310.00")))
    travel = (DatedRate(date(2020, 4, 1), Decimal("0.59")), DatedRate(date(2026, 4, 1), Decimal("0.61")))
    load_rates(session, {CLASS: rates}, {ExpenseKind.TRAVEL: travel})
    load_members(
        session,
        [
            LoadedMember(
                MemberDraft(f"M{n:04d}", person, team, Days(date(2020, 1, 6), None)),
                (PatternDraft(date(2020, 1, 6), (25_200, 25_200, 25_200, 25_200, 25_200)),),
            )
            for n, person in enumerate(ids)
        ],
    )


def _year(session: Session, deployments: int, clients: list[int]) -> None:
    """Requests with a signed commitment, a deployment that is evaluated, its days and an expense."""
    starts = [YEAR.first + timedelta(days=7 * (n // MEMBERS % 44)) for n in range(deployments)]
    numbers = range(1, deployments + 1)
    own = {"effort_bp": _EFFORT, "mode": "on_site", "remote_days": 0, "weekdays": None}
    insert_rows(
        session,
        TeamRequest,
        (
            {
                "id": n,
                "number": f"D-2026-{n:04d}",
                "state": "confirmed",
                "priority": 3,
                "client_id": clients[n % len(clients)],
                "received_at": NOW,
                "received_by": "commis",
            }
            for n in numbers
        ),
    )
    periods = [{"first_day": first, "end_day": first + timedelta(days=42)} for first in starts]
    insert_rows(
        session,
        TeamSeat,
        ({"id": n, "request_id": n, "number": 1, "language": "fr", **own, **periods[n - 1]} for n in numbers),
    )
    insert_rows(
        session,
        Commitment,
        (
            {
                "request_id": n,
                "number": 1,
                "state": "signed",
                "lines": "[]",
                "ceiling": Decimal("12000.00"),
                "made_at": NOW,
                "made_by": "commis",
                "signed_at": NOW,
            }
            for n in numbers
        ),
    )
    insert_rows(
        session,
        Deployment,
        (
            {
                "id": n,
                "request_id": n,
                "seat_id": n,
                "member_id": n % MEMBERS + 1,
                "state": "evaluated",
                **own,
                **periods[n - 1],
            }
            for n in numbers
        ),
    )
    _ledger(session, starts)
    insert_rows(session, ActualEntry, (row for n in numbers for row in _entries(n, starts[n - 1])))


def _ledger(session: Session, starts: list[date]) -> None:
    """The days that the deployments take, as the guards would have written them."""
    taken = [
        {"deployment_id": n, "day": day, "member_id": n % MEMBERS + 1, "effort": _EFFORT * _FULL_DAY}
        for n, first in enumerate(starts, 1)
        for day in _days(first)
    ]
    used = Counter((row["member_id"], row["day"]) for row in taken)
    insert_rows(
        session,
        MemberDay,
        (
            {
                "member_id": member,
                "day": day,
                "capacity": 10_000 * _FULL_DAY,
                "overrun": 0,
                "used": count * _EFFORT * _FULL_DAY,
            }
            for (member, day), count in used.items()
        ),
    )
    insert_rows(session, DeploymentDay, taken)


def _days(first: date) -> list[date]:
    return [first + timedelta(days=week * 7 + day) for week in range(6) for day in range(5)]


def _entries(n: int, first: date) -> list[dict[str, object]]:
    days = _days(first)[:WORKED]
    common = {"deployment_id": n, "rate": None, "note": "", "recorded_by": "commis"}
    rows = [{**common, "day": day, "kind": None, "quantity": 10_000, "evidence": ""} for day in days]
    travel = {"day": days[-1], "kind": "travel", "quantity": 1_980_000, "evidence": f"K-{n}"}
    return [*rows, {**common, **travel}]


def ours(database: Database, desk: Desk, lender: int, client: int) -> None:
    """Prepare and issue, as the window does."""
    prepared = database.write(lambda session: prepare_statement(session, desk, lender, client, YEAR))
    database.write(lambda session: issue_statement(session, desk, prepared.ids[0], 1))


def bare(database: Database, kind: str, lender: int, client: int) -> None:
    """The same statement in hand-written SQL, in one transaction."""

    def work(session: Session) -> None:
        lines, total = sql_lines(session, kind, lender, client)
        run = session.execute
        given = {"lender": lender, "client": client, "end": YEAR.end}
        amount = int(total * 100) if kind == "sqlite" else total
        made = {"first": YEAR.first, "lines": json.dumps(lines), "total": amount, "at": _now(kind)}
        statement = run(
            text(
                "INSERT INTO team_statement (state, lender_id, client_id, first_day, end_day, lines, total,"
                " made_at, made_by)"
                " VALUES ('draft', :lender, :client, :first, :end, :lines, :total, :at, 'x') RETURNING id"
            ),
            {**given, **made},
        ).scalar_one()
        run(
            text(
                "INSERT INTO stated_entry (statement_id, entry_id, quantity, rate)"
                f" SELECT {statement}, id, quantity, rate FROM ({entries_sql(kind)}) AS e"
            ),
            given,
        )
        run(
            text(
                "UPDATE deployment SET state = 'stated', version = version + 1 WHERE state = 'evaluated'"
                " AND request_id IN (SELECT id FROM team_request WHERE client_id = :client)"
            ),
            given,
        )
        number = run(
            text(
                "INSERT INTO counter (kind, year, last) VALUES ('RV', 2026, 1)"
                " ON CONFLICT (kind, year) DO UPDATE SET last = counter.last + 1 RETURNING last"
            )
        ).scalar_one()
        run(
            text(
                "UPDATE team_statement SET state = 'issued', number = :number, issued_at = :at,"
                " issued_by = 'x', version = 2 WHERE id = :id"
            ),
            {"number": f"RV-2026-{number:04d}", "at": _now(kind), "id": statement},
        )

    database.write(work)


def _now(kind: str) -> object:
    return int(NOW.timestamp()) if kind == "sqlite" else NOW


def entries_sql(kind: str) -> str:
    """The entries of a client with the rates of their days, in ten-thousandths."""
    return _ENTRIES.format(cents=100 if kind == "sqlite" else 10_000)


def sql_lines(
    session: Session, kind: str, lender: int, client: int
) -> tuple[list[dict[str, object]], Decimal]:
    """The lines of a statement by the database, and their total."""
    evidence = "group_concat(evidence)" if kind == "sqlite" else "string_agg(nullif(evidence, ''), ',')"
    query = _LINES.format(evidence=evidence, entries=entries_sql(kind))
    given = {"lender": lender, "client": client, "end": YEAR.end}
    lines: list[dict[str, object]] = []
    total = Decimal(0)
    for row in session.execute(text(query), given):
        product = Decimal(row.quantity) * Decimal(row.rate) / 100_000_000
        amount = product.quantize(Decimal("0.01"), rounding="ROUND_HALF_UP")
        total += amount
        told = {"request": row.number, "member": row.name, "kind": row.kind, "amount": str(amount)}
        quantity = {"quantity": str(row.quantity), "rate": str(row.rate), "evidence": row.evidence}
        lines.append({**told, **quantity, "days": f"{row.first}/{row.last}"})
    return lines, total


def _timed(work: Callable[[], object]) -> tuple[float, float]:
    gc.collect()
    clock, own = time.perf_counter(), time.process_time()
    work()
    return time.perf_counter() - clock, time.process_time() - own


def measure(kind: str, deployments: int, clients: int) -> list[object]:
    """One row of the table."""
    actor = Actor("commis", "Commis", None, frozenset({Grant(Role.ADMINISTRATOR), Grant(Role.MANAGER)}))
    with databases(kind) as address:
        database, lender, chosen = fill(address("statements"), deployments, clients)
        desk = Desk(actor)
        for client in chosen[:2]:
            stated, _ = database.read(lambda s, c=client: compute(s, "", lender, c, YEAR))  # type: ignore[misc]
            _, total = database.read(lambda s, c=client: sql_lines(s, kind, lender, c))  # type: ignore[misc]
            if stated.total != total:
                raise SystemExit(f"totals differ: {stated.total} and {total}")
        pairs = []
        for turn, (one, other) in enumerate(zip(chosen[::2], chosen[1::2], strict=False)):
            works = [
                lambda c=one: ours(database, desk, lender, c),
                lambda c=other: bare(database, kind, lender, c),
            ]
            order = (0, 1) if turn % 2 else (1, 0)
            times = {place: _timed(works[place]) for place in order}
            pairs.append((times[0], times[1]))
        count = database.read(lambda s: len(s.scalars(select(Statement.id)).all()))
        database.close()
    assert count == 2 * len(pairs)
    median = statistics.median
    mine, theirs = median(a[0] for a, _ in pairs), median(b[0] for _, b in pairs)
    ratio = median(a[0] / b[0] for a, b in pairs)
    cpu = median(a[1] for a, _ in pairs), median(b[1] for _, b in pairs)
    per = deployments // clients
    return [
        *(kind, f"{per} ({per * (WORKED + 1):,})", f"{1000 * mine:.0f} ms", f"{1000 * theirs:.0f} ms"),
        *(f"{ratio:.1f}", f"{1000 * cpu[0]:.0f} and {1000 * cpu[1]:.0f} ms", f"{clients * mine:.1f} s"),
    ]


def main() -> None:
    """Measure, and print a table."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--kind", choices=KINDS)
    parser.add_argument("--deployments", type=int, default=5_000)
    parser.add_argument("--clients", type=int, default=20)
    options = parser.parse_args()
    kinds = [options.kind] if options.kind else list(KINDS)
    titles = [
        *("database", "deployments (entries) of a client", "ours", "SQL", "ours ÷ SQL"),
        *("own CPU, ours and SQL", "the year of all clients"),
    ]
    show(titles, [measure(kind, options.deployments, options.clients) for kind in kinds])


if __name__ == "__main__":
    main()
