"""A sheet is written, checked, kept and submitted in the real window, on both databases."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel

from agence_desktop.desktop.positions.editor.gateway import EditorGateway
from agence_desktop.desktop.positions.editor.remarks import RemarkDialog
from agence_desktop.desktop.positions.editor.stale_dialog import StaleDialog
from agence_desktop.desktop.positions.editor.start_dialog import StartDialog
from agence_desktop.positions.commands.deciding import approve
from agence_desktop.positions.commands.writing import Save
from agence_desktop.positions.editing import Content, with_text
from agence_desktop.positions.rows import SheetState, Signer
from agence_desktop.storage.engine import count_statements
from desktop.positions.editor.conftest import STORY, Opened, contribution, furnished
from positions.story import TODAY
from support.pages.sheet_editor import SheetEditorPage
from support.posts import Unit
from support.windows import OpenWindow

Key = Qt.Key


def gateway(opened: OpenWindow, unit: Unit, who: str = "manager") -> EditorGateway:
    """Somebody at another computer, on the same base."""
    return EditorGateway(opened.database, getattr(unit, who).actor)


def change_elsewhere(other: EditorGateway, **texts: str) -> None:
    """Somebody else types and saves; « __ » stands for a slash."""
    opened = other.open("P-0142")
    assert opened.file is not None
    content = Content(opened.file.sheet, opened.file.row.control)
    for path, text in texts.items():
        content = with_text(content, path.replace("__", "/"), text, TODAY)
    row = opened.file.row
    other.save(Save(row.id, row.version, content.sheet, content.control))


def test_that_a_sheet_is_written_from_nothing_and_submitted(open_window: Opened, office_url: str) -> None:
    unit = furnished(office_url, sheet=None)
    with open_window(office_url, contribution, unit.holder.actor) as opened:
        editor = SheetEditorPage(opened).open()
        told = [label.text() for label in editor.place.empty.findChildren(QLabel)]
        assert any("P-0142 Prestations spéciales" in text for text in told)
        editor.click("Commencer la fiche…")
        start = editor.dialog(StartDialog)
        editor.settle()
        assert start.model.rowCount() > 5
        start.take_button.click()
        editor.settle()
        assert editor.store.editable
        editor.activate()
        editor.place.submit()
        assert editor.store.path == "mission"
        editor.type("Décider et verser les prestations spéciales urgentes.")
        editor.go("know")
        editor.paste("\n".join(f"Chose {number}" for number in range(1, 6)))
        editor.place.page.view_chosen.emit("all")
        editor.go("tasks")
        row = (
            "Traiter les demandes\tQuotidienne\tchaque jour ouvrable 11 h\t8 h\t\t\tDécision\tPaiements\t4"
            "\t124555\t\t4 h\t\t\t2026-05-12\tDossier client\t\t3\t2"
        )
        editor.paste(row)
        editor.go("weeks_to_autonomy")
        editor.type("4")
        for length in ("short", "medium", "long"):
            editor.go(f"relief/{length}/who")
            editor.type("Karim Benali")
            editor.press(Key.Key_Return)
        assert editor.todo() == []
        editor.place.submit()
        editor.answer("Soumettre")
        file = gateway(opened, unit).open("P-0142").file
    assert file is not None
    assert file.row.state is SheetState.SUBMITTED
    assert [one.signer for one in file.signatures] == [Signer.HOLDER]
    assert file.sheet.tasks[0].title == "Traiter les demandes"
    assert file.sheet.tasks[0].due is not None


def test_that_two_editors_of_one_draft_lose_nothing(open_window: Opened, office_url: str) -> None:
    unit = furnished(office_url)
    with open_window(office_url, contribution, unit.holder.actor) as opened:
        editor = SheetEditorPage(opened).open()
        editor.go("tasks/T3/wanted")
        editor.type("7")
        editor.press(Key.Key_Return)
        editor.go("mission")
        editor.control(Key.Key_A)
        editor.type("La mienne")
        change_elsewhere(gateway(opened, unit), mission="La leur", tasks__T4__wanted="6")
        editor.place.save()
        dialog = editor.dialog(StaleDialog)
        rows = {row.difference.path: row for row in dialog.model.rows()}
        assert set(rows) == {"mission", "tasks/T3/wanted", "tasks/T4/wanted"}
        assert rows["mission"].difference.clashes
        dialog.turn(rows["mission"])
        dialog.save_button.click()
        editor.settle()
        stored = gateway(opened, unit).open("P-0142").file
        assert stored is not None
        wanted = {task.key: task.wanted for task in stored.sheet.tasks}
        assert (stored.sheet.mission, wanted["T3"], wanted["T4"]) == ("La leur", 7, 6)
        assert editor.sheet == stored.sheet
        assert not editor.store.dirty


def test_that_the_base_may_be_taken_as_it_is_and_undo_brings_back_what_was_typed(
    open_window: Opened, office_url: str
) -> None:
    unit = furnished(office_url)
    with open_window(office_url, contribution, unit.holder.actor) as opened:
        editor = SheetEditorPage(opened).open()
        editor.go("tasks/T3/wanted")
        editor.type("7")
        editor.press(Key.Key_Return)
        change_elsewhere(gateway(opened, unit), mission="La leur")
        editor.place.save()
        editor.dialog(StaleDialog).reload_button.click()
        editor.settle()
        assert editor.sheet.mission == "La leur"
        assert editor.sheet.tasks[2].wanted == 1
        editor.place.undo()
        assert editor.sheet.tasks[2].wanted == 7


def test_that_a_draft_left_by_a_crash_is_offered_again(open_window: Opened, office_url: str) -> None:
    unit = furnished(office_url)
    with open_window(office_url, contribution, unit.holder.actor) as opened:
        editor = SheetEditorPage(opened).open()
        editor.go("tasks/T3/wanted")
        editor.type("sept")
        editor.press(Key.Key_Return)
        editor.go("mission")
        editor.control(Key.Key_A)
        editor.type("Écrit avant la panne")
        opened.qtbot.waitUntil(lambda: bool(opened.window.drafts.waiting("fiche")))
    with open_window(office_url, contribution, unit.holder.actor) as opened:
        assert any("P-0142" in told for told in opened.window.toasts.sentences)
        editor = SheetEditorPage(opened).open()
        assert not editor.store.editable
        editor.click("Reprendre")
        assert editor.sheet.mission == "Écrit avant la panne"
        assert editor.cell("tasks/T3/wanted") == "sept"
        editor.place.save()
        editor.settle()
        stored = gateway(opened, unit).open("P-0142").file
        assert stored is not None
        assert stored.sheet.mission == "Écrit avant la panne"


@contextmanager
def journey(open_window: Opened, url: str, unit: Unit) -> Iterator[SheetEditorPage]:
    with open_window(url, contribution, unit.holder.actor) as opened:
        yield SheetEditorPage(opened).open()


def test_that_a_draft_is_compared_with_what_was_stored_meanwhile(
    open_window: Opened, url: str, unit: Unit
) -> None:
    with journey(open_window, url, unit) as editor:
        editor.go("mission")
        editor.control(Key.Key_A)
        editor.type("Écrit avant la panne")
        editor.opened.qtbot.waitUntil(lambda: bool(editor.opened.window.drafts.waiting("fiche")))
        change_elsewhere(gateway(editor.opened, unit), tasks__T4__wanted="6")
    with journey(open_window, url, unit) as editor:
        editor.click("Reprendre")
        editor.place.save()
        editor.dialog(StaleDialog).save_button.click()
        editor.settle()
        stored = gateway(editor.opened, unit).open("P-0142").file
        assert stored is not None
        assert stored.sheet.mission == "Écrit avant la panne"
        assert {task.key: task.wanted for task in stored.sheet.tasks}["T4"] == 6


def test_that_a_draft_may_be_thrown_away(open_window: Opened, url: str, unit: Unit) -> None:
    with journey(open_window, url, unit) as editor:
        editor.go("mission")
        editor.type("Oups")
        editor.opened.qtbot.waitUntil(lambda: bool(editor.opened.window.drafts.waiting("fiche")))
    with journey(open_window, url, unit) as editor:
        editor.click("Jeter")
        assert editor.store.editable
        assert editor.sheet.mission == STORY.mission
        assert editor.opened.window.drafts.waiting("fiche") == []


def test_that_a_sheet_kept_in_the_base_leaves_no_draft(editor: SheetEditorPage) -> None:
    editor.go("mission")
    editor.type("Oups")
    editor.control(Key.Key_S)
    editor.settle()
    assert not editor.store.dirty
    assert editor.opened.window.drafts.waiting("fiche") == []


def test_that_an_approved_version_is_read_and_the_next_one_opened(
    editor: SheetEditorPage, elsewhere: EditorGateway, unit: Unit
) -> None:
    editor.place.submit()
    editor.answer("Soumettre")
    assert not editor.store.editable
    row = editor.store.open.file.row  # type: ignore[union-attr]
    elsewhere.database.write(
        lambda session: approve(session, unit.manager, row.id, row.version, date(2027, 4, 1))
    )
    editor.place.refresh()
    editor.settle()
    editor.go("tasks/T3/wanted")
    editor.type("7")
    assert editor.sheet.tasks[2].wanted == 1
    editor.click("Ouvrir la version suivante")
    assert editor.place.version == 2
    assert editor.store.editable
    editor.go("tasks/T3/wanted")
    editor.type("7")
    editor.press(Key.Key_Return)
    assert editor.store.changes_since() == 1
    told = editor.place.sections.changes
    editor.opened.qtbot.waitUntil(lambda: told.text().startswith("1 champ changé"))


def test_that_what_somebody_else_saves_appears_by_itself(
    editor: SheetEditorPage, elsewhere: EditorGateway
) -> None:
    change_elsewhere(elsewhere, mission="La leur")
    editor.opened.window.hub.publish_everything()
    editor.opened.qtbot.waitUntil(lambda: editor.sheet.mission == "La leur")
    assert not editor.store.dirty


def test_that_what_somebody_else_saves_never_takes_what_one_types(
    editor: SheetEditorPage, elsewhere: EditorGateway
) -> None:
    editor.go("mission")
    editor.control(Key.Key_A)
    editor.type("La mienne")
    change_elsewhere(elsewhere, mission="La leur")
    editor.opened.window.hub.publish_everything()
    editor.opened.qtbot.waitUntil(editor.place.notice.isVisible)
    assert editor.sheet.mission == "La mienne"
    editor.click("Relire la fiche")
    assert editor.sheet.mission == "La leur"


def test_that_a_sheet_of_sixty_tasks_opens_in_four_statements(
    editor: SheetEditorPage, elsewhere: EditorGateway
) -> None:
    editor.go("tasks/T10/title")
    for _ in range(52):
        editor.press(Key.Key_Insert)
        editor.type("Tâche")
        editor.press(Key.Key_Return)
    editor.place.save()
    editor.settle()
    assert len(editor.sheet.tasks) == 60
    elsewhere.open("P-0142")
    with count_statements(elsewhere.database.engine) as counted:
        file = elsewhere.open("P-0142").file
    assert file is not None
    assert len(file.sheet.tasks) == 60
    assert len(counted) <= 4


# Secrets and remarks


def remark_on(editor: SheetEditorPage, path: str, text: str) -> None:
    """Say something of a field."""
    editor.go(path)
    editor.control(Key.Key_M)
    editor.settle()
    dialog = editor.dialog(RemarkDialog)
    dialog.text.setPlainText(text)
    dialog.try_save()
    editor.settle()
    editor.opened.qtbot.waitUntil(lambda: path in editor.store.remarked())


@pytest.mark.parametrize("path", ["mission", "tasks/T3/title"])
def test_that_a_secret_is_told_at_once_and_refused(editor: SheetEditorPage, path: str) -> None:
    editor.go(path)
    editor.type("mot de passe : Prune2026")
    page = editor.place.page
    faults = [page.fault, *(row.fault for row in (page.fields.rows if page.fields is not None else ()))]
    assert any(one.isVisible() and "mot de passe" in one.sentence.text() for one in faults)
    if path != "mission":
        editor.press(Key.Key_Return)
    editor.place.save()
    editor.settle()
    assert editor.store.dirty
    assert any("ressemble à un secret" in told for told in editor.todo())


def test_that_what_is_no_secret_is_kept_once_somebody_said_so(
    editor: SheetEditorPage, elsewhere: EditorGateway
) -> None:
    editor.go("tasks/T3/title")
    editor.type("NIP : T-014")
    editor.press(Key.Key_Return, Key.Key_Up)
    assert editor.store.path == "tasks/T3/title"
    editor.click("Ce n’est pas un secret")
    editor.place.save()
    editor.settle()
    assert not editor.store.dirty
    file = elsewhere.open("P-0142").file
    assert file is not None
    assert file.sheet.tasks[2].title == "NIP : T-014"
    editor.place.refresh()
    editor.settle()
    assert editor.todo() == []


def test_that_a_field_is_remarked_answered_and_settled(editor: SheetEditorPage) -> None:
    editor.go("tasks/T4/wanted")
    editor.control(Key.Key_M)
    dialog = editor.dialog(RemarkDialog)
    dialog.text.setPlainText("En faut-il deux?")
    dialog.try_save()
    editor.settle()
    strip = editor.place.page.remarks
    editor.opened.qtbot.waitUntil(lambda: len(strip.cards) == 1)
    strip.cards[0].reply.click()
    answer = editor.dialog(RemarkDialog)
    answer.text.setPlainText("Oui.")
    answer.try_save()
    editor.settle()
    editor.opened.qtbot.waitUntil(lambda: len(editor.store.remarks("tasks/T4/wanted")) == 2)
    strip.cards[0].settle.click()
    editor.settle()
    editor.opened.qtbot.waitUntil(lambda: not strip.cards)
    assert editor.store.remarked() == frozenset()


# What is missing


def test_that_f8_goes_round_what_is_missing(editor: SheetEditorPage) -> None:
    editor.go("tasks/T3/wanted")
    editor.press(Key.Key_Delete)
    editor.go("tasks/T4/recovery_days")
    editor.control(Key.Key_A)
    editor.press(Key.Key_Backspace, Key.Key_Return)
    assert editor.todo() == [
        "T3 Tenir le tableau de suivi des ETC : relèves voulues, de 0 à 9",
        "T4 Produire la reddition de comptes trimestrielle : reprise visée",
    ]
    editor.press(Key.Key_F8)
    assert editor.store.path == "tasks/T3/wanted"
    editor.press(Key.Key_F8)
    assert editor.store.path == "tasks/T4/recovery_days"
    editor.press(Key.Key_F8)
    assert editor.store.path == "tasks/T3/wanted"


def test_that_submitting_goes_to_the_first_missing_item(editor: SheetEditorPage) -> None:
    editor.go("tasks/T4/wanted")
    editor.press(Key.Key_Delete)
    editor.go("mission")
    assert editor.place.head.submit.isEnabled()
    editor.press(Key.Key_Return, held=Qt.KeyboardModifier.ControlModifier)
    assert editor.store.path == "tasks/T4/wanted"
    assert editor.no_dialog()


def test_that_what_cannot_be_read_is_kept_in_the_base_as_it_was_typed(
    open_window: Opened, office_url: str
) -> None:
    unit = furnished(office_url)
    with open_window(office_url, contribution, unit.holder.actor) as opened:
        editor = SheetEditorPage(opened).open()
        editor.go("tasks/T3/wanted")
        editor.type("sept")
        editor.press(Key.Key_Return)
        editor.go("mission")
        editor.control(Key.Key_S)
        editor.settle()
        assert not editor.store.dirty
        assert opened.window.drafts.waiting("fiche") == []
        assert any("reste à corriger" in told for told in opened.window.toasts.sentences)
    with open_window(office_url, contribution, unit.manager.actor) as opened:
        editor = SheetEditorPage(opened).open()
        assert editor.cell("tasks/T3/wanted") == "sept"
        assert any(told.startswith("T3 ") for told in editor.todo())
        editor.place.submit()
        assert editor.store.path == "tasks/T3/wanted"


def test_that_a_remark_follows_its_line_and_says_when_it_was_made(
    open_window: Opened, office_url: str
) -> None:
    unit = furnished(office_url)
    with open_window(office_url, contribution, unit.holder.actor) as opened:
        editor = SheetEditorPage(opened).open()
        editor.go("know/2")
        table = editor.place.page.tables[-3]
        editor.press(Key.Key_Insert)
        editor.type("Nouvelle chose")
        editor.press(Key.Key_Return)
        remark_on(editor, "know/3", "Laquelle?")
        assert not editor.store.dirty
        assert editor.store.remarked() == {"know/3"}
        editor.go("know/3")
        head = editor.place.page.remarks.cards[0]
        assert any("aujourd’hui, " in one.text() for one in head.findChildren(QLabel))
        editor.press(Key.Key_Up, held=Qt.KeyboardModifier.AltModifier | Qt.KeyboardModifier.ShiftModifier)
        assert editor.store.remarked() == {"know/2"}
        assert table.lines.count == 6
        editor.control(Key.Key_S)
        editor.settle()
    with open_window(office_url, contribution, unit.manager.actor) as opened:
        editor = SheetEditorPage(opened).open()
        assert editor.store.remarked() == {"know/2"}
        editor.go("know/2")
        editor.press(Key.Key_Delete, held=Qt.KeyboardModifier.ControlModifier)
        editor.go("know/1")
        assert [one.text for one in editor.store.remarks("know/1")] == ["Laquelle?"]
        assert editor.place.page.remarks.cards
