"""Reviews due, the day of a manager and of a holder, badges, and positions in the palette."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from agence_desktop.core.roles import Actor, Grant, Role
from agence_desktop.desktop.day import DayScope
from agence_desktop.desktop.positions.contribution import positions_contribution
from agence_desktop.desktop.positions.gateway import Gateway
from agence_desktop.desktop.positions.keys import REVIEWS, SHEET
from agence_desktop.desktop.positions.register.day_pane import (
    find_positions,
    review_chip,
    reviews_due,
    reviews_pane,
    waiting,
)
from agence_desktop.desktop.positions.register.reviews_place import ReviewsPlace
from agence_desktop.positions.commands.competences import record_drill
from agence_desktop.positions.commands.desk import Desk
from agence_desktop.positions.rows import Drill, DrillResult
from agence_desktop.storage.engine import count_statements
from agence_desktop.storage.work import Database
from positions.story import ETIENNE, KARIM, MARYSE
from support import fragile, office
from support.accessibility import check_window
from support.fragile import Fragile
from support.furnished import database, office_url  # noqa: F401
from support.windows import OpenWindow

SINCE = datetime(2026, 11, 19, tzinfo=UTC)
EVERYWHERE = DayScope(frozenset(), SINCE)


@pytest.fixture
def written(database: Database) -> Fragile:  # noqa: F811 - the fixture above
    """The unit in an office on both databases."""
    return database.write(fragile.furnish)


def fail_a_drill(database: Database, unit: Fragile) -> None:  # noqa: F811 - the fixture above
    drill = Drill(date(2026, 11, 10), unit.people[KARIM], (DrillResult("T1", 90), DrillResult("T8", 55)))
    database.write(lambda session: record_drill(session, Desk(fragile.MANAGER), unit.positions[142], drill))


def numbers(place: ReviewsPlace) -> list[str]:
    return [line.position.number for line in place.model.rows()]


def test_that_what_is_overdue_comes_before_what_is_due_for_another_reason(
    opened: OpenWindow, unit: Fragile
) -> None:
    fail_a_drill(opened.database, unit)
    place = opened.go(REVIEWS)
    assert isinstance(place, ReviewsPlace)
    assert numbers(place) == ["P-0151", "P-0142"]
    why = [column.key for column in place.model.columns].index("why")
    assert [place.model.index(row, why).data() for row in range(2)] == [
        "date de révision atteinte",
        "exercice de relève échoué",
    ]
    place.which.set_value(False)
    assert numbers(place) == ["P-0151", "P-0142", "P-0138"]
    check_window(opened.window)


def test_that_a_manager_is_told_what_is_late_and_why(
    database: Database,  # noqa: F811 - the fixture above
    written: Fragile,
) -> None:
    fail_a_drill(database, written)
    gateway = Gateway(database, fragile.MANAGER)
    (pane,) = reviews_pane(gateway)
    told = pane.load(EVERYWHERE)
    assert [review_chip(line).word for line in told.rows] == ["En retard de 98\u00a0j", "Exercice échoué"]
    assert [(one.count, one.words) for one in told.figures] == [(2, "fiches à réviser")]
    near = pane.load(DayScope(frozenset({office.LEVIS}), SINCE))
    assert [line.position.number for line in near.rows] == ["P-0142"]
    assert told.remark is None
    assert near.remark is not None
    assert near.remark.sentence == "1 autre fiche attend dans un immeuble non choisi."
    assert near.remark.target.place == REVIEWS
    assert reviews_due(gateway) == (2, 2)


def test_that_a_holder_is_told_of_the_own_sheet_only(
    database: Database,  # noqa: F811 - the fixture above
    written: Fragile,
) -> None:
    fail_a_drill(database, written)
    grants = frozenset({Grant(Role.HOLDER, office.HOST)})
    maryse = Actor("maryse", "Maryse Thibodeau", written.people[MARYSE], grants)
    etienne = Actor("etienne", "Étienne Gagnon-Roy", written.people[ETIENNE], grants)
    assert [line.position.number for line in waiting(Gateway(database, maryse))] == ["P-0142"]
    assert waiting(Gateway(database, etienne)) == []
    assert reviews_pane(Gateway(database, office.READER)) == ()


def test_that_the_day_is_read_in_four_statements(
    database: Database,  # noqa: F811 - the fixture above
    written: Fragile,
) -> None:
    assert written.positions
    with count_statements(database.engine) as statements:
        waiting(Gateway(database, fragile.MANAGER))
    assert len(statements) == 4


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("0142", ["P-0142"]),
        ("acces pilotage", ["P-0151"]),
        ("gagnon etc", ["P-0138"]),
        ("xyz", []),
        ("%", []),
    ],
)
def test_that_positions_are_found_by_number_title_and_holder(
    database: Database,  # noqa: F811 - the fixture above
    written: Fragile,
    typed: str,
    found: list[str],
) -> None:
    assert written.positions
    hits = find_positions(Gateway(database, fragile.HOLDER), typed, 10)
    assert [hit.target.state["number"] for hit in hits] == found
    assert all(hit.target.place == SHEET for hit in hits)


def test_that_badges_count_what_waits(
    database: Database,  # noqa: F811 - the fixture above
    written: Fragile,
) -> None:
    fail_a_drill(database, written)
    counts = positions_contribution(Gateway(database, fragile.MANAGER)).counts
    assert counts is not None
    assert counts.load() == {"": 2, REVIEWS: 2, "postes.absences": 0}
