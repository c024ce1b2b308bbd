"""The table of tasks is worked like a spreadsheet."""

from __future__ import annotations

from PySide6.QtCore import QDate, Qt
from PySide6.QtGui import QGuiApplication

from agence_desktop.desktop.positions.editor.blocks import Outcome, read_block, write_block
from agence_desktop.desktop.positions.editor.cells import DueField
from agence_desktop.desktop.positions.editor.paste_report import PasteReport
from agence_desktop.positions.content import WorkdayOf
from support.pages.sheet_editor import SheetEditorPage

Key = Qt.Key


def test_that_typing_replaces_a_cell_and_enter_goes_down(editor: SheetEditorPage) -> None:
    editor.go("tasks/T2/criticality")
    editor.type("1")
    editor.press(Key.Key_Return)
    assert editor.sheet.tasks[1].criticality == 1
    assert editor.store.path == "tasks/T3/criticality"


def test_that_f2_goes_on_with_what_the_cell_holds(editor: SheetEditorPage) -> None:
    editor.go("tasks/T2/title")
    editor.press(Key.Key_F2, Key.Key_End)
    editor.type("!")
    editor.press(Key.Key_Return)
    assert editor.sheet.tasks[1].title == "Suivre les contrats d’intégration au travail!"


def test_that_tab_goes_through_the_cells_while_one_types(editor: SheetEditorPage) -> None:
    editor.go("tasks/T2/criticality")
    editor.type("1")
    editor.press(Key.Key_Tab)
    assert editor.store.path == "tasks/T2/max_interruption_days"
    editor.press(Key.Key_Tab, Key.Key_Tab, Key.Key_Tab)
    assert editor.store.path == "tasks/T3/title"
    editor.press(Key.Key_Backtab)
    assert editor.store.path == "tasks/T2/wanted"


def test_that_escape_and_tab_leave_the_table(editor: SheetEditorPage) -> None:
    editor.go("tasks/T2/criticality")
    editor.type("1")
    editor.press(Key.Key_Return, Key.Key_Escape, Key.Key_Tab)
    assert editor.focus() is not editor.tasks


def test_that_escape_gives_up_what_is_typed_into_a_cell(editor: SheetEditorPage) -> None:
    editor.go("tasks/T2/criticality")
    editor.type("1")
    editor.press(Key.Key_Escape)
    assert editor.sheet.tasks[1].criticality == 4


def test_that_a_frozen_title_is_typed_into_where_it_is_seen(editor: SheetEditorPage) -> None:
    editor.go("tasks/T2/title")
    editor.type("Verser")
    field = editor.cell_field()
    assert field.parentWidget() is not editor.tasks.viewport()
    editor.press(Key.Key_Return)
    assert editor.sheet.tasks[1].title == "Verser"


def test_that_typing_on_the_last_line_makes_a_task(editor: SheetEditorPage) -> None:
    table = editor.go("tasks/T10/title").tasks
    editor.press(Key.Key_Down)
    editor.type("Archiver")
    editor.press(Key.Key_Return)
    assert (editor.sheet.tasks[-1].key, editor.sheet.tasks[-1].title) == ("T11", "Archiver")
    assert table.lines.rowCount() == len(editor.sheet.tasks) + 1


def test_that_ins_adds_alt_shift_arrows_move_and_delete_clears(editor: SheetEditorPage) -> None:
    editor.go("tasks/T2/criticality")
    editor.press(Key.Key_Delete)
    assert editor.sheet.tasks[1].criticality is None
    editor.press(Key.Key_Insert)
    assert [task.key for task in editor.sheet.tasks][:3] == ["T1", "T2", "T11"]
    held = Qt.KeyboardModifier.AltModifier | Qt.KeyboardModifier.ShiftModifier
    editor.press(Key.Key_Up, held=held)
    assert [task.key for task in editor.sheet.tasks][:3] == ["T1", "T11", "T2"]


def test_that_what_cannot_be_read_stays_typed_marked_and_listed(editor: SheetEditorPage) -> None:
    editor.go("tasks/T2/criticality")
    editor.type("haute")
    editor.press(Key.Key_Return)
    assert editor.cell("tasks/T2/criticality") == "haute"
    assert any(told.startswith("T2 ") for told in editor.todo())
    assert "haute" in editor.store.sentence("tasks/T2/criticality")


# Due rules


def test_that_a_due_rule_is_proposed_with_its_next_dates(editor: SheetEditorPage) -> None:
    editor.go("tasks/T3/due")
    editor.type("10e jour ouvr")
    field = editor.cell_field()
    assert isinstance(field, DueField)
    words = [one.wording for one in field.popup.proposals]
    assert words == ["10e jour ouvrable du mois", "10e jour ouvrable du trimestre", *words[2:]]
    editor.press(Key.Key_Down, Key.Key_Return)
    due = editor.sheet.tasks[2].due
    assert due is not None
    assert (due.workday, due.of) == (10, WorkdayOf.QUARTER)
    assert editor.cell("tasks/T3/due") == "10e jour ouvrable du trimestre"


def test_that_f4_opens_a_calendar_whose_day_becomes_a_rule(editor: SheetEditorPage) -> None:
    editor.go("tasks/T3/due")
    editor.press(Key.Key_F2, Key.Key_F4)
    field = editor.tasks.findChild(DueField)
    assert field is not None
    month = field.open_month()
    assert month.isVisible()
    month.month.setSelectedDate(QDate(2026, 12, 14))
    editor.press(Key.Key_Return)
    assert not month.isVisible()
    assert editor.focus() is field
    assert field.text() == "Le 14, sinon jour ouvrable précédent"
    editor.press(Key.Key_Down)
    assert field.text() == "10e jour ouvrable du mois"
    editor.press(Key.Key_Return)
    due = editor.sheet.tasks[2].due
    assert due is not None
    assert (due.workday, due.of) == (10, WorkdayOf.MONTH)
    assert editor.store.path == "tasks/T4/due"


def test_that_a_calendar_closed_by_escape_changes_nothing(editor: SheetEditorPage) -> None:
    before = editor.sheet.tasks[2]
    editor.go("tasks/T3/due")
    editor.press(Key.Key_F2, Key.Key_F4, Key.Key_Escape)
    field = editor.cell_field()
    assert isinstance(field, DueField)
    editor.press(Key.Key_Escape)
    assert editor.sheet.tasks[2] == before


def test_that_an_unreadable_due_rule_stays_typed_and_is_marked(editor: SheetEditorPage) -> None:
    editor.go("tasks/T3/due")
    editor.type("à la pleine lune")
    editor.press(Key.Key_Return)
    assert editor.cell("tasks/T3/due") == "à la pleine lune"
    assert editor.store.sentence("tasks/T3/due")


def test_that_the_readings_go_with_the_cell(editor: SheetEditorPage) -> None:
    editor.go("tasks/T3/due")
    editor.type("lundi")
    field = editor.cell_field()
    assert isinstance(field, DueField)
    popup = field.popup
    assert popup.isVisible()
    editor.press(Key.Key_Escape)
    assert not popup.isVisible()
    assert editor.cell("tasks/T3/due").startswith("Le 25")


# Blocks


def test_that_a_block_from_a_spreadsheet_is_pasted_and_one_undo_takes_it_back(
    editor: SheetEditorPage,
) -> None:
    editor.go("tasks/T9/criticality")
    before = editor.sheet
    editor.paste("2\t1 j\t3\t2\r\n4\t4 h\t2\t1\r\n1\t\t1\t0\r\n")
    tasks = editor.sheet.tasks
    assert [task.criticality for task in tasks[-3:]] == [2, 4, 1]
    assert tasks[-1].key == "T11"
    assert tasks[-2].wanted == 1
    editor.control(Key.Key_Z)
    assert editor.sheet == before
    editor.control(Key.Key_Y)
    assert editor.sheet.tasks == tasks


def test_that_every_pasted_cell_is_reported_where_one_is_in_trouble(editor: SheetEditorPage) -> None:
    editor.go("tasks/T9/required_level")
    editor.paste("3\tdeux\tde trop\n")
    report = editor.dialog(PasteReport)
    outcomes = [cell.outcome for cell in report.model.rows()]
    assert sorted(outcomes) == sorted([Outcome.UNREAD, Outcome.OUTSIDE, Outcome.TAKEN])
    assert editor.cell("tasks/T9/wanted") == "deux"
    report.reject()


def test_that_one_value_fills_all_chosen_cells(editor: SheetEditorPage) -> None:
    editor.go("tasks/T1/wanted")
    editor.press(Key.Key_Down, Key.Key_Down, held=Qt.KeyboardModifier.ShiftModifier)
    editor.paste("5")
    assert [task.wanted for task in editor.sheet.tasks][:4] == [5, 5, 5, 1]


def test_that_chosen_cells_are_copied_as_spreadsheets_read_them(editor: SheetEditorPage) -> None:
    editor.go("tasks/T1/required_level")
    editor.press(Key.Key_Right, Key.Key_Down, held=Qt.KeyboardModifier.ShiftModifier)
    editor.control(Key.Key_C)
    assert read_block(QGuiApplication.clipboard().text()) == [["3", "2"], ["3", "2"]]


def test_that_cells_with_tabs_and_line_ends_survive_the_clipboard() -> None:
    cells = [["a\tb", 'dit "oui"'], ["deux\nlignes", ""]]
    assert read_block(write_block(cells)) == cells


# Views


def test_that_a_view_shows_its_columns_and_the_strip_the_others(editor: SheetEditorPage) -> None:
    page = editor.place.page
    page.view_chosen.emit("procedure")
    assert not editor.tasks.isColumnHidden(editor.tasks.lines.place("tasks/T1/procedure")[1])  # type: ignore[index]
    assert editor.tasks.isColumnHidden(editor.tasks.lines.place("tasks/T1/wanted")[1])  # type: ignore[index]
    editor.go("tasks/T4/wanted")
    assert editor.focus().accessibleName().startswith("T4 Relèves voulues")
    editor.press(Key.Key_Down, held=Qt.KeyboardModifier.AltModifier)
    assert editor.focus().accessibleName().startswith("T6 Relèves voulues")
