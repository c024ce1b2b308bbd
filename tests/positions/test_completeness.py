"""What a sheet lacks before it can be submitted, and how each section stands."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import HealthCheck, given, settings

from agence_desktop.positions.catalogue import Filler
from agence_desktop.positions.completeness import Mark, Missing, missing_items, section_states
from agence_desktop.positions.content import (
    RELIEF_LINES,
    Contact,
    DueRule,
    Meeting,
    Sheet,
    Task,
    Work,
)
from agence_desktop.positions.rows import Control, Diffusion, SheetReason

from .strategies import sheets

CONTROL = Control(SheetReason.PREVENTIVE, Diffusion.UNIT, date(2026, 11, 20))
TASK = Task(
    "T5",
    "Gérer les demandes d’accès",
    frequency="À la demande",
    hours=Decimal("2.5"),
    deliverable="Accès ouvert",
    recipient="Gestionnaire",
    criticality=3,
    impacts=(1, 1, 2, 4, 5, 5),
    recovery_days=Fraction(1),
    procedure_date=date(2026, 11, 10),
    required_level=3,
    wanted=2,
)
FULL = Sheet(
    mission="Verse les prestations.",
    know=("Un", "Deux", "Trois", "Quatre", "Cinq"),
    tasks=(TASK,),
    weeks_to_autonomy=3,
    relief=tuple(replace(line, who="Karim Benali") for line in RELIEF_LINES),
)


def labels(sheet: Sheet, control: Control = CONTROL) -> list[str]:
    return [item.label.replace("\u00a0", " ") for item in missing_items(sheet, control)]


def with_task(**changed: object) -> Sheet:
    return replace(FULL, tasks=(replace(TASK, **changed),))  # type: ignore[arg-type]


def mark(sheet: Sheet, section: int) -> tuple[int, int, Mark]:
    state = section_states(sheet, CONTROL)[section]
    assert state.number == section
    return state.filled, state.total, state.mark


def test_that_nothing_is_missing_from_a_full_sheet() -> None:
    assert missing_items(FULL, CONTROL) == ()
    marks = {state.number: state.mark for state in section_states(FULL, CONTROL)}
    assert {number for number, found in marks.items() if found is Mark.COMPLETE} == {0, 1, 2, 3, 11, 12}
    assert {number for number, found in marks.items() if found is Mark.PROGRAM} == {4, 13, 14, 15}
    assert {number for number, found in marks.items() if found is Mark.EMPTY} == {5, 6, 7, 8, 9, 10}


def test_that_the_missing_items_of_the_picture_are_named() -> None:
    sheet = replace(
        FULL,
        tasks=(
            replace(TASK, procedure_date=None),
            replace(TASK, key="T8", title="Demandes de révision", wanted=None),
        ),
        contacts=(Contact("Achats regroupés", "CAG"),),
        relief=(*FULL.relief[:2], RELIEF_LINES[2]),
    )
    assert missing_items(sheet, CONTROL) == (
        Missing(
            "tasks/T5/procedure_date",
            3,
            "T5 Gérer les demandes d’accès\u00a0: date de la procédure",
            Filler.HOLDER,
        ),
        Missing(
            "tasks/T8/wanted", 3, "T8 Demandes de révision\u00a0: relèves voulues, de 0 à 9", Filler.HOLDER
        ),
        Missing("contacts/1/phone", 7, "Achats regroupés\u00a0: téléphone ou courriel", Filler.HOLDER),
        Missing(
            "relief/long/who", 12, "Absence de plus de 10\u00a0jours\u00a0: qui remplace", Filler.MANAGER
        ),
    )
    assert mark(sheet, 3) == (0, 2, Mark.PART)
    assert mark(sheet, 7) == (0, 1, Mark.PART)
    assert mark(sheet, 12) == (2, 3, Mark.MISSING)


def test_that_an_empty_sheet_lacks_what_no_post_can_do_without() -> None:
    assert labels(Sheet(), Control()) == [
        "motif",
        "diffusion",
        "rédigée le",
        "mission",
        "Cinq choses à savoir : il en manque 5",
        "Tâches : il en manque 1",
        "semaines jusqu’à l’autonomie",
        "Absence de 2 jours ou moins : qui remplace",
        "Absence de 3 à 10 jours : qui remplace",
        "Absence de plus de 10 jours : qui remplace",
    ]
    assert mark(Sheet(), 3) == (0, 1, Mark.MISSING)


def test_that_five_things_are_to_be_known() -> None:
    sheet = replace(FULL, know=("Un", "  ", "Trois"))
    assert labels(sheet) == ["Cinq choses à savoir : il en manque 3"]
    assert mark(sheet, 2) == (2, 5, Mark.PART)


def test_that_a_mission_has_500_characters_at_most() -> None:
    assert labels(replace(FULL, mission="x" * 500)) == []
    assert labels(replace(FULL, mission="x" * 501)) == ["mission : 501 caractères, 500 au plus"]


@pytest.mark.parametrize(
    ("recovery", "limit", "late"), [("1", "3", False), ("3", "3", True), ("5", "3", True), ("5", None, False)]
)
def test_that_recovery_comes_before_the_tolerated_interruption(
    recovery: str, limit: str | None, late: bool
) -> None:
    sheet = with_task(
        recovery_days=Fraction(recovery),
        impacts=(1,) * 6,
        max_interruption_days=Fraction(limit) if limit else None,
    )
    said = ["T5 Gérer les demandes d’accès : reprise visée plus courte que l’arrêt toléré de 3 jours"]
    assert labels(sheet) == (said if late else [])


def test_that_impacts_or_a_given_limit_are_asked() -> None:
    said = ["T5 Gérer les demandes d’accès : impact après chaque durée, ou arrêt toléré"]
    assert labels(with_task(impacts=())) == labels(with_task(impacts=(1, 2, 3, None, 5, 5))) == said
    assert labels(with_task(impacts=(), max_interruption_days=Fraction(3))) == []


def test_that_a_due_rule_is_asked_unless_the_task_is_on_demand() -> None:
    assert labels(with_task(frequency="Mensuelle")) == ["T5 Gérer les demandes d’accès : échéance"]
    assert labels(with_task(frequency="Mensuelle", due_text="après la paie")) == []
    assert labels(with_task(frequency="Mensuelle", due=DueRule(workday=3))) == []


def test_that_a_task_without_title_and_a_line_without_name_are_told_apart() -> None:
    assert labels(with_task(title="")) == ["T5 : tâche"]
    assert labels(replace(FULL, meetings=(Meeting(role="Anime"),))) == ["Réunions, ligne 1 : réunion"]


def test_that_zero_is_something_and_an_empty_row_is_nothing() -> None:
    assert labels(with_task(wanted=0, required_level=0)) == []
    assert labels(replace(FULL, works=(Work(),), contacts=(Contact(),))) == []
    assert mark(replace(FULL, works=(Work(),)), 5) == (0, 0, Mark.EMPTY)


@settings(max_examples=50, suppress_health_check=[HealthCheck.too_slow])
@given(sheets())
def test_that_marks_agree_with_what_is_missing(sheet: Sheet) -> None:
    states = section_states(sheet, CONTROL)
    assert [state.number for state in states] == list(range(16))
    for state in states:
        assert 0 <= state.filled <= state.total
        assert bool(state.missing) is (state.mark in (Mark.PART, Mark.MISSING))
    items = missing_items(sheet, CONTROL)
    assert len({(item.path, item.label) for item in items}) == len(items)
