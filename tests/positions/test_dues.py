"""Due dates of a unit: who could do what on which day; on both databases in five statements."""

from __future__ import annotations

from datetime import date

import icalendar
import pytest
from sqlalchemy import select

from agence_desktop.actions.due_calendar import due_calendar
from agence_desktop.core.errors import RefusedError, RightMissingError
from agence_desktop.core.roles import Role
from agence_desktop.positions.commands.absences import announce
from agence_desktop.positions.dues import Due, dues_of, for_person, substitutes_in
from agence_desktop.positions.queries.dues import unit_dues
from agence_desktop.positions.queries.posts import Scope
from agence_desktop.storage.audit import AuditRow
from agence_desktop.storage.engine import count_statements
from agence_desktop.storage.work import Database
from positions import story
from support import fragile, next_version, relief_story
from support.fragile import Fragile

FIRST, LAST = date(2026, 12, 1), date(2026, 12, 31)


@pytest.fixture
def fragile_unit(database: Database) -> Fragile:
    """The unit of the pictures."""
    return database.write(fragile.furnish)


def december(database: Database, *, daily: bool = False) -> list[Due]:
    unit = database.read(lambda session: unit_dues(session, story.TODAY, FIRST, LAST))
    return dues_of(unit, FIRST, LAST, daily=daily)


def on(dues: list[Due], task: str, day: int) -> Due:
    return next(due for due in dues if due.task.key == task and due.day == date(2026, 12, day))


@pytest.mark.usefixtures("fragile_unit")
def test_that_dates_come_by_day_and_hour_without_what_is_daily(database: Database) -> None:
    dues = december(database)
    assert [(due.day.day, due.task.key) for due in dues[:4]] == [(2, "T6"), (3, "T7"), (3, "T9"), (7, "T2")]
    assert "T1" not in {due.task.key for due in dues}
    assert "T1" in {due.task.key for due in december(database, daily=True)}


@pytest.mark.usefixtures("fragile_unit")
def test_that_each_date_tells_who_covers(database: Database) -> None:
    dues = december(database)
    assert [person.name for person in on(dues, "T6", 2).covering] == ["Josée Lachance", "Sylvie Paradis"]
    assert on(dues, "T9", 3).bare


def test_that_whoever_is_away_does_not_cover_and_an_absent_holder_is_told(
    database: Database, fragile_unit: Fragile
) -> None:
    for person, day in ((story.JOSEE, date(2026, 12, 3)), (story.MARYSE, date(2026, 12, 7))):
        database.write(
            lambda session, person=person, day=day: announce(  # type: ignore[misc]
                session, relief_story.DESK, fragile_unit.people[person], day, day
            )
        )
    dues = december(database)
    assert on(dues, "T7", 3).bare
    assert not on(dues, "T7", 10).bare
    assert (on(dues, "T2", 7).away, on(dues, "T2", 14).away) == (True, False)


def test_that_any_number_of_posts_takes_five_statements(database: Database, fragile_unit: Fragile) -> None:
    one = Scope(position_ids=frozenset({fragile_unit.positions[142]}))
    for scope in (one, Scope(unit_ids=frozenset({fragile_unit.unit_id})), Scope()):
        with count_statements(database.engine) as statements:
            database.read(lambda session, scope=scope: unit_dues(session, story.TODAY, FIRST, LAST, scope))  # type: ignore[misc]
        assert len(statements) <= 5


def test_that_substitutes_are_told_by_name(database: Database, fragile_unit: Fragile) -> None:
    scope = Scope(position_ids=frozenset({fragile_unit.positions[151]}))
    unit = database.read(lambda session: unit_dues(session, story.TODAY, FIRST, LAST, scope))
    names = [person.name for person in substitutes_in(unit)]
    assert names == ["Étienne Gagnon-Roy", "Josée Lachance", "Samuel Ouellet"]


def test_that_a_calendar_holds_the_dates_of_a_substitute_with_stable_uids(
    database: Database, fragile_unit: Fragile
) -> None:
    josee = fragile_unit.people[story.JOSEE]
    made = [
        database.write(lambda session: due_calendar(session, fragile.MANAGER, josee, FIRST, LAST))
        for _ in range(2)
    ]
    events = icalendar.Calendar.from_ical(made[0].ics).walk("VEVENT")
    assert made[0].count == len(events) == len(for_person(december(database), josee))
    first = events[0]
    assert first["UID"] == "P-0142-T6-2026-12-02@echeances.agence"
    assert str(first["SUMMARY"]) == "P-0142 T6 Commander les fournitures"
    assert first.decoded("DTEND").isoformat() == "2026-12-02T14:00:00-05:00"
    again = icalendar.Calendar.from_ical(made[1].ics).walk("VEVENT")
    assert [one["UID"] for one in events] == [one["UID"] for one in again]
    rows = database.read(
        lambda session: list(session.scalars(select(AuditRow.row_id).where(AuditRow.action == "export")))
    )
    assert rows == [f"echeances {josee}"] * 2


def test_that_a_calendar_of_somebody_else_needs_the_right(database: Database, fragile_unit: Fragile) -> None:
    josee = fragile_unit.people[story.JOSEE]
    own = next_version.actor(fragile_unit, story.JOSEE, Role.HOLDER)
    other = next_version.actor(fragile_unit, story.THIERRY, Role.HOLDER)
    assert database.write(lambda session: due_calendar(session, own, josee, FIRST, LAST)).count
    with pytest.raises(RightMissingError):
        database.write(lambda session: due_calendar(session, other, josee, FIRST, LAST))


def test_that_somebody_without_dates_gets_no_calendar(database: Database, fragile_unit: Fragile) -> None:
    helene = fragile_unit.people[story.HELENE]
    with pytest.raises(RefusedError, match="relève"):
        database.write(lambda session: due_calendar(session, fragile.MANAGER, helene, FIRST, LAST))
