"""The report on a period: utilisation, the bench, overruns, demand without answer."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from agence_desktop.actions.printing import team_reports_texts as texts
from agence_desktop.actions.printing.common import Printed
from agence_desktop.actions.printing.deployments import printed, stamp
from agence_desktop.core.clock import QUEBEC, to_wall
from agence_desktop.core.roles import Actor, Role, require
from agence_desktop.storage.context import now
from agence_desktop.storage.work import Database, Session
from agence_desktop.teams.benches import team_lines, use_lines, whole
from agence_desktop.teams.periods import Days
from agence_desktop.teams.queries.bench import bench_reading
from agence_desktop.teams.unmet import unmet

if TYPE_CHECKING:
    from agence_desktop.documents.deployments.bench import BenchPaper

READERS: Final = (Role.CLERK, Role.MANAGER, Role.ADMINISTRATOR)


def print_bench(database: Database, actor: Actor, period: Days, *, tentative: bool = False) -> Printed:
    """The report on a period; recorded. RightMissingError."""
    from agence_desktop.documents.deployments.bench import bench_pdf, bench_title

    if not any(actor.holds(role) for role in READERS):
        require(actor, READERS, None, texts.PRINT_BENCH)

    def make(session: Session) -> BenchPaper:
        return _bench(session, actor, period, tentative=tentative)

    return printed(database, "utilisation", make, bench_title, bench_pdf, _named)


def _named(paper: BenchPaper) -> str:
    """« 2026-10-01/2026-12-31 »."""
    last = paper.period.last or paper.period.first
    return f"{paper.period.first.isoformat()}/{last.isoformat()}"


def _bench(session: Session, actor: Actor, period: Days, *, tentative: bool) -> BenchPaper:
    from agence_desktop.documents.deployments.bench import BenchPaper

    today = to_wall(now(session), QUEBEC).date()
    reading = bench_reading(session, today, period)
    teams = team_lines(reading, tentative=tentative)
    seats = reading.seats_hoped if tentative else reading.seats
    return BenchPaper(
        period=period,
        stamp=stamp(session, actor, texts.FOR_MANAGERS),
        today=today,
        teams=tuple(teams),
        whole=whole(teams, reading, tentative=tentative),
        members=tuple(use_lines(reading, tentative=tentative)),
        overruns=reading.overruns,
        unmet=tuple(unmet(seats, period, reading.observed, reading.case)),
        case=reading.case,
        skills=dict(reading.skills),
        tentative=tentative,
    )
