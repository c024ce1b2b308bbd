"""Two versions with what surrounds them, on both databases, in a constant number of statements."""

from __future__ import annotations

import pytest

from agence_desktop.core.errors import RefusedError
from agence_desktop.core.roles import Role
from agence_desktop.positions.approval import awaited_substitutes, criticality_changes, effect_of
from agence_desktop.positions.queries.comparisons import NOTHING, comparison
from agence_desktop.storage.engine import count_statements
from agence_desktop.storage.work import Database
from positions import story
from support import fragile, next_version
from support.fragile import Fragile


@pytest.fixture
def fragile_unit(database: Database) -> Fragile:
    """The unit of the pictures, the next version of P-0142 being submitted."""
    unit = database.write(fragile.furnish)
    database.write(lambda session: next_version.submit(session, unit))
    return unit


def test_that_the_newest_version_is_compared_with_the_one_in_force(
    database: Database, fragile_unit: Fragile
) -> None:
    position = fragile_unit.positions[142]
    with count_statements(database.engine) as statements:
        found = database.read(lambda session: comparison(session, fragile.MANAGER, position))
    assert found is not None
    assert len(statements) <= 6
    assert found.old is not None
    assert (found.old.number, found.file.row.number) == (1, 2)
    changed, same = criticality_changes(found.old_sheet, found.file.sheet)
    assert [(one.task, one.old, one.new) for one in changed] == [("T3", 3, 4), ("T11", None, 2)]
    assert same == 8


def test_that_the_effect_is_measured_by_both_versions(database: Database, fragile_unit: Fragile) -> None:
    position = fragile_unit.positions[142]
    found = database.read(lambda session: comparison(session, fragile.MANAGER, position))
    assert found is not None
    effect = effect_of(found, story.TODAY)
    assert effect.before is not None
    assert (effect.before.vulnerability, effect.after.vulnerability) == (39, 43)


def test_that_whoever_may_not_see_a_gets_no_v(database: Database, fragile_unit: Fragile) -> None:
    position = fragile_unit.positions[142]
    holder = next_version.actor(fragile_unit, story.MARYSE, Role.HOLDER)
    found = database.read(lambda session: comparison(session, holder, position))
    assert found is not None
    assert found.attrition is None
    assert effect_of(found, story.TODAY).after.vulnerability is None


def test_that_a_version_is_compared_with_nothing(database: Database, fragile_unit: Fragile) -> None:
    position = fragile_unit.positions[142]
    found = database.read(lambda session: comparison(session, fragile.MANAGER, position, NOTHING, 1))
    assert found is not None
    assert found.old is None
    assert {change.kind for change in found.changes} == {"added"}


@pytest.mark.usefixtures("fragile_unit")
def test_that_substitutes_awaited_are_those_who_cover(database: Database) -> None:
    found = database.read(lambda session: comparison(session, fragile.MANAGER, "P-0142"))
    assert found is not None
    names = [person.name for person in awaited_substitutes(found.file, story.TODAY)]
    assert names == [
        "Karim Benali",
        "Étienne Gagnon-Roy",
        "Josée Lachance",
        "Thierry Nadeau",
        "Sylvie Paradis",
    ]


@pytest.mark.usefixtures("fragile_unit")
def test_that_an_unknown_version_or_position_is_refused(database: Database) -> None:
    with pytest.raises(RefusedError, match="version"):
        database.read(lambda session: comparison(session, fragile.MANAGER, "P-0142", 9))
    with pytest.raises(RefusedError, match="poste"):
        database.read(lambda session: comparison(session, fragile.MANAGER, "P-9999"))
