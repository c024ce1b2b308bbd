"""Values change by their path; lines are added, moved, doubled and removed; nothing typed is lost."""

from __future__ import annotations

from datetime import date

import pytest

from agence_desktop.positions.catalogue import GROUPS
from agence_desktop.positions.content import Contact, Sheet, WorkdayOf
from agence_desktop.positions.editing import (
    Content,
    add_line,
    as_start,
    double_line,
    fault_at,
    may_add,
    move_lines,
    next_key,
    remove_lines,
    typing_text,
    value_at,
    with_due,
    with_text,
)
from agence_desktop.positions.rows import Control, SheetReason
from positions.story import P0142, TODAY

TASKS, CONTACTS, KNOW = GROUPS["tasks"], GROUPS["contacts"], GROUPS["know"]
STORY = Content(P0142, Control(SheetReason.PREVENTIVE))


def keys(content: Content) -> list[str]:
    return [task.key for task in content.sheet.tasks]


@pytest.mark.parametrize(
    ("path", "text", "value"),
    [
        ("mission", "Décider.", "Décider."),
        ("written_on", "2026-11-20", date(2026, 11, 20)),
        ("tasks/T4/criticality", "4", 4),
        ("accesses/2/system", "Paie", "Paie"),
        ("relief/short/who", "Karim Benali", "Karim Benali"),
        ("team/1/effort_percent", "80", 80),
    ],
)
def test_that_a_text_changes_the_value_at_its_path(path: str, text: str, value: object) -> None:
    assert value_at(with_text(STORY, path, text, TODAY), path) == value


def test_that_a_line_of_plain_text_is_its_own_field() -> None:
    content = with_text(add_line(STORY, KNOW, 0), "know/1", "Le portail ferme à 16 h.", TODAY)
    assert content.sheet.know == ("Le portail ferme à 16 h.",)


def test_that_what_cannot_be_read_stays_typed_and_is_marked() -> None:
    content = with_text(STORY, "tasks/T4/criticality", "haute", TODAY)
    assert typing_text(content, "tasks/T4/criticality") == "haute"
    assert fault_at(content, "tasks/T4/criticality", TODAY)
    mended = with_text(content, "tasks/T4/criticality", "4", TODAY)
    assert not fault_at(mended, "tasks/T4/criticality", TODAY)
    assert not mended.typed


def test_that_a_due_rule_is_read_and_what_was_typed_kept() -> None:
    content = with_text(STORY, "tasks/T4/due", "10e jour ouvr du trim", TODAY)
    task = content.sheet.tasks[3]
    assert task.due is not None
    assert (task.due.workday, task.due.of) == (10, WorkdayOf.QUARTER)
    assert task.due_text == "10e jour ouvr du trim"


def test_that_another_proposal_of_a_due_rule_may_be_chosen() -> None:
    first, second = (
        with_due(STORY, "tasks/T4/due", "10e jour ouvr", TODAY, chosen).sheet.tasks[3].due
        for chosen in (0, 1)
    )
    assert first != second


def test_that_an_unreadable_due_rule_stays_typed_and_is_marked() -> None:
    content = with_text(STORY, "tasks/T4/due", "quand la lune est pleine", TODAY)
    assert content.sheet.tasks[3].due is None
    assert content.sheet.tasks[3].due_text == "quand la lune est pleine"
    assert fault_at(content, "tasks/T4/due", TODAY)


def test_that_a_task_on_demand_is_no_fault() -> None:
    assert not fault_at(with_text(STORY, "tasks/T4/due", "à la demande", TODAY), "tasks/T4/due", TODAY)


def test_that_a_new_task_never_takes_the_key_of_one_that_was() -> None:
    assert keys(add_line(STORY, TASKS, 1))[1] == "T11"
    assert next_key(P0142, ["T17", "A3"]) == "T18"
    assert next_key(Sheet()) == "T1"


def test_that_a_doubled_task_follows_its_model_under_a_key_of_its_own() -> None:
    content = double_line(STORY, TASKS, 2)
    assert keys(content)[2:4] == ["T3", "T11"]
    assert content.sheet.tasks[3].title == content.sheet.tasks[2].title


def test_that_lines_move_together_and_stop_at_the_edge() -> None:
    assert keys(move_lines(STORY, TASKS, {1, 2}, -1))[:3] == ["T2", "T3", "T1"]
    assert keys(move_lines(STORY, TASKS, {1, 2}, 1))[:4] == ["T1", "T4", "T2", "T3"]
    assert move_lines(STORY, TASKS, {0, 1}, -1) == STORY


def test_that_removed_lines_take_what_was_typed_on_them_along() -> None:
    content = with_text(STORY, "tasks/T2/wanted", "deux ou trois", TODAY)
    assert not remove_lines(content, TASKS, {1}).typed
    assert keys(remove_lines(content, TASKS, {0, 1}))[0] == "T3"


def test_that_what_was_typed_on_a_line_without_key_moves_with_it() -> None:
    content = Content(Sheet(accesses=P0142.accesses), Control())
    content = with_text(content, "accesses/2/delay_days", "longtemps", TODAY)
    group = GROUPS["accesses"]
    assert list(add_line(content, group, 0).typed) == ["accesses/3/delay_days"]
    assert list(move_lines(content, group, {1}, -1).typed) == ["accesses/1/delay_days"]
    assert list(remove_lines(content, group, {0}).typed) == ["accesses/1/delay_days"]
    assert not remove_lines(content, group, {1}).typed


def test_that_tables_that_stand_take_no_line() -> None:
    assert may_add(STORY, TASKS)
    assert not may_add(STORY, GROUPS["relief"])
    assert not may_add(Content(Sheet(contacts=(Contact(),) * 500), Control()), CONTACTS)


def test_that_a_start_from_a_colleague_leaves_what_is_theirs() -> None:
    start = as_start(P0142)
    assert all(task.procedure_date is None for task in start.tasks)
    assert start.accesses == P0142.accesses
