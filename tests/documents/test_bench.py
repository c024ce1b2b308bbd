"""The report on the bench: sound for a quarter and for a year, and it says when a post is to be proposed."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from agence_desktop.documents.deployments.bench import BenchPaper, bench_pdf
from agence_desktop.teams.benches import BenchReading, OverrunLine, team_lines, use_lines, whole
from agence_desktop.teams.files import OverrunRow
from agence_desktop.teams.periods import Days
from agence_desktop.teams.rows import DayLoad, MemberLine
from agence_desktop.teams.unmet import UnmetSeat, unmet
from documents.deployments_examples import STAMP
from documents.reading import assert_sound, reader

QUARTER = Days(date(2026, 10, 1), date(2027, 1, 1))
YEAR = Days(date(2026, 4, 1), date(2027, 4, 1))
TEAMS = ("Soutien administratif", "Rédaction spécialisée")


def member(number: int) -> MemberLine:
    return MemberLine(
        number,
        1,
        f"M{number}",
        f"Personne {number:02d}",
        TEAMS[number % 2],
        "Québec",
        (),
        (),
        Days(YEAR.first, None),
    )


def paper(period: Days, asked: int = 10_000) -> BenchPaper:
    """Forty members, every other one at work until October ends; somebody is asked for in vain all along."""
    members = tuple(member(number) for number in range(1, 41))
    loads = tuple(
        DayLoad(one.id, day, 10_000, 10_000 if one.id % 2 and day < date(2026, 11, 1) else 0, 0)
        for one in members
        for day in period
        if day.weekday() < 5
    )
    row = OverrunRow(
        *(1, 1, 1, "Personne 01", "D-2026-0054"),
        Days(date(2026, 10, 19), date(2026, 10, 31)),
        *(2_000, "Retard du recouvrement", "gestion", datetime(2026, 10, 1, tzinfo=UTC)),
    )
    seat = UnmetSeat("D-2026-0042", "MSP", (("secretariat", 2),), period, asked)
    over = (OverrunLine(row, "RQ", "Mireille Caron"),)
    reading = BenchReading(period, members, loads, over, (seat,), (), {}, frozenset(), 25_200)
    teams = team_lines(reading, tentative=False)
    return BenchPaper(
        period=period,
        stamp=STAMP,
        today=date(2026, 11, 20),
        teams=tuple(teams),
        whole=whole(teams, reading, tentative=False),
        members=tuple(use_lines(reading, tentative=False)),
        overruns=reading.overruns,
        unmet=tuple(unmet(reading.seats, period, frozenset())),
        skills={"secretariat": "Secrétariat"},
    )


@pytest.mark.parametrize(("period", "pages"), [(QUARTER, 3), (YEAR, 3)])
def test_that_the_report_is_sound(period: Days, pages: int) -> None:
    pdf = bench_pdf(paper(period))
    assert_sound(pdf)
    assert len(reader(pdf).pages) == pages


def test_that_steady_demand_without_answer_makes_the_case_for_a_post() -> None:
    first = reader(bench_pdf(paper(QUARTER))).pages[0].extract_text()
    assert "Postes permanents à proposer" in first
    assert "Secrétariat" in first
    assert "poste permanent" in first
    other = reader(bench_pdf(paper(QUARTER, 2_000))).pages[0].extract_text()
    assert "ponctuelle" in other


def test_that_the_bench_counts_who_is_free_on_the_day_of_printing() -> None:
    first = reader(bench_pdf(paper(QUARTER))).pages[0].extract_text()
    assert "40 membres" in first
    assert "le jour de l’impression" in first
