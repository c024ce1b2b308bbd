"""A sheet is begun, completed, cleared of what looks like a secret and submitted without a mouse."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMessageBox

from agence_desktop.desktop.positions.editor.start_dialog import StartDialog
from agence_desktop.positions.commands.posts import PositionDraft, save_position
from agence_desktop.positions.commands.writing import open_version
from agence_desktop.positions.rows import SheetState
from desktop.positions.editor.conftest import STORY, Opened, contribution, furnished
from support import office
from support.pages.sheet_editor import SheetEditorPage
from support.posts import AGENCE, Unit

Key = Qt.Key
_CONTROL = Qt.KeyboardModifier.ControlModifier


def answer_yes(editor: SheetEditorPage) -> None:
    """Answer the question that stands there, by key."""
    box = editor.dialog(QMessageBox)
    box.activateWindow()
    editor.opened.qtbot.waitUntil(box.isActiveWindow)
    for _ in range(len(box.buttons())):
        if QApplication.focusWidget() is box.buttons()[0]:
            break
        editor.press(Key.Key_Tab)
    editor.press(Key.Key_Space)
    editor.settle()


def test_that_what_is_missing_is_filled_and_submitted_by_key(open_window: Opened, office_url: str) -> None:
    unit = furnished(office_url)
    with open_window(office_url, contribution, unit.holder.actor) as opened:
        editor = SheetEditorPage(opened).open()
        editor.go("tasks/T3/wanted")
        editor.press(Key.Key_Delete)
        editor.go("tasks/T4/recovery_days")
        editor.control(Key.Key_A)
        editor.type("bientôt")
        editor.press(Key.Key_Return)
        editor.go("contacts/1/organisation")
        editor.press(Key.Key_Delete)
        editor.go("know/5")
        editor.press(Key.Key_Delete)
        editor.go("mission")
        assert len(editor.todo()) == 4
        missing = {
            "tasks/T3/wanted": "2",
            "tasks/T4/recovery_days": "1 sem.",
            "contacts/1/organisation": "SQ",
            "know": "Une chose",
        }
        for _ in range(len(missing)):
            editor.press(Key.Key_F8)
            if not editor.store.path.endswith("recovery_days"):
                editor.type(missing[editor.store.path])
            else:
                editor.control(Key.Key_A)
                editor.type(missing[editor.store.path])
            editor.press(Key.Key_Return)
        assert editor.todo() == []
        editor.press(Key.Key_Return, held=_CONTROL)
        answer_yes(editor)
        file = editor.store.open.file  # type: ignore[union-attr]
        assert file is not None
        assert file.row.state is SheetState.SUBMITTED
        assert {task.key: task.wanted for task in file.sheet.tasks}["T3"] == 2


def test_that_what_looks_like_a_secret_is_found_and_cleared_by_key(editor: SheetEditorPage) -> None:
    editor.go("tasks/T3/title")
    editor.type("NIP : T-014")
    editor.press(Key.Key_Return)
    editor.go("mission")
    editor.press(Key.Key_End)
    editor.type(" mot de passe : Prune2026")
    editor.control(Key.Key_S)
    editor.settle()
    assert editor.store.dirty
    assert any("ressemble à un mot de passe" in told for told in editor.opened.window.toasts.sentences)
    assert editor.store.path == "mission"
    for _ in range(len("mot de passe : Prune2026")):
        editor.press(Key.Key_Backspace)
    editor.press(Key.Key_F8)
    assert editor.store.path == "tasks/T3/title"
    menu = editor.tasks.context_menu()
    words = "Ce n’est pas un &secret"
    assert [action.isEnabled() for action in menu.actions() if action.text() == words] == [True]
    menu.deleteLater()
    editor.press(Key.Key_K, held=_CONTROL | Qt.KeyboardModifier.ShiftModifier)
    assert editor.todo() == []
    editor.control(Key.Key_S)
    editor.settle()
    assert not editor.store.dirty


def colleague(opened_url: str, unit: Unit, count: int) -> None:
    """So many more posts of the unit, the last with a sheet."""
    from agence_desktop.storage.engine import open_engine
    from agence_desktop.storage.locations import parse_location
    from agence_desktop.storage.work import Database

    database = Database(open_engine(parse_location(opened_url)))
    for number in range(count):
        draft = PositionDraft(
            number=f"P-{900 + number}",
            title=f"Poste voisin {number}",
            unit_id=1,
            organisation_id=office.HOST,
            holder_id=unit.karim,
        )
        made, _ = database.write(lambda session, one=draft: save_position(session, AGENCE, one))
    database.write(lambda session: open_version(session, AGENCE, made, STORY))
    database.close()


def test_that_a_sheet_begins_from_that_of_a_colleague_by_key(open_window: Opened, url: str) -> None:
    unit = furnished(url, sheet=None)
    colleague(url, unit, 3)
    with open_window(url, contribution, unit.holder.actor) as opened:
        editor = SheetEditorPage(opened).open()
        QTest.keyClick(editor.focus(), Key.Key_Space)
        start = editor.dialog(StartDialog)
        editor.settle()
        start.activateWindow()
        opened.qtbot.waitUntil(start.isActiveWindow)
        labels = [one.label for one in start.model.rows()]
        assert labels[-1] == "P-902 Poste voisin 2"
        assert not any("P-0142" in label or "P-900" in label for label in labels)
        editor.type("voisin 2")
        editor.press(Key.Key_Down)
        assert start.panel.view.current_row() == start.model.rows()[-1]
        editor.press(Key.Key_Return)
        editor.settle()
        assert editor.store.editable
        assert [task.title for task in editor.sheet.tasks] == [task.title for task in STORY.tasks]
        assert all(task.procedure_date is None for task in editor.sheet.tasks)
        assert "tasks/T1/procedure_date" in editor.store.missing
