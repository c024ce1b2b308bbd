"""Templates of sheets can be submitted once the people of the post have added what only they know."""

from __future__ import annotations

import re
from datetime import date

import pytest

from agence_desktop.actions.sheet_templates import Template, templates
from agence_desktop.core.resources import resource_path
from agence_desktop.positions.codec import read_sheet, write_sheet
from agence_desktop.positions.completeness import missing_items
from agence_desktop.positions.coverage import max_interruption
from agence_desktop.positions.due import next_dates
from agence_desktop.positions.rows import Control, Diffusion, SheetReason
from agence_desktop.positions.secrecy import find_secrets
from agence_desktop.positions.walking import walk

CONTROL = Control(SheetReason.PREVENTIVE, Diffusion.UNIT, date(2026, 11, 20))
OF_THE_PEOPLE = re.compile(
    r"tasks/T\d+/procedure_date|contacts/\d+/phone|accesses/\d+/substitute_has|relief/\w+/who"
)
EACH = pytest.mark.parametrize("template", templates(), ids=lambda template: template.key)


def test_that_there_is_a_template_for_each_kind_of_post() -> None:
    assert [template.key for template in templates()] == [
        *("agent_aide", "secretariat", "technicien", "professionnel", "gestionnaire")
    ]
    assert len({template.label for template in templates()}) == 5


@EACH
def test_that_only_what_the_people_of_the_post_know_is_missing(template: Template) -> None:
    missing = [item.path for item in missing_items(template.sheet, CONTROL)]
    assert [path for path in missing if not OF_THE_PEOPLE.fullmatch(path)] == []
    assert missing


@EACH
def test_that_a_template_has_seven_to_ten_tasks_and_five_things_to_know(template: Template) -> None:
    assert 7 <= len(template.sheet.tasks) <= 10
    assert len(template.sheet.know) == 5
    assert {task.key for task in template.sheet.tasks} == {
        f"T{n}" for n in range(1, len(template.sheet.tasks) + 1)
    }


@EACH
def test_that_every_task_can_wait_for_its_recovery_and_has_dates_to_come(template: Template) -> None:
    for task in template.sheet.tasks:
        limit = max_interruption(task)
        assert task.recovery_days is not None
        assert limit is None or task.recovery_days < limit
        if task.due is not None:
            assert len(next_dates(task.due, CONTROL.written_on or date.min, 2, frozenset())) == 2


@EACH
def test_that_a_template_holds_no_secret_and_reads_back(template: Template) -> None:
    assert find_secrets(template.sheet) == []
    assert read_sheet(write_sheet(template.sheet)) == template.sheet


@EACH
def test_that_texts_are_french_without_abbreviated_doublets(template: Template) -> None:
    texts = [template.label, *(place.value for place in walk(template.sheet) if isinstance(place.value, str))]
    for text in texts:
        assert not re.search(r"\w(?:\((?:e|s|es|ne|trice|ière)\)|·(?:e|ne|trice)s?\b)", text), text
        assert not re.search(r"' |'\w| [:»%$]|« |\d (?:h\b|[$%])", text), text


def test_that_the_shipped_files_are_found_beside_other_resources() -> None:
    assert resource_path("gabarits", "secretariat.json").is_file()
