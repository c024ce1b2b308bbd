"""What was being typed is offered again."""

from __future__ import annotations

from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from agence_desktop.desktop.dialogs.drafts import DraftsDialog
from desktop.shell.sample import Shell, contributions
from support.accessibility import check_window, escape_closes


def keep(shell: Shell, *titles: str) -> None:
    for number, title in enumerate(titles):
        shell.window.drafts.save(f"d{number}", "reservation", title, {})
    shell.window.set_contributions(contributions(shell.ran, shell.opened))


def dialog_of(qtbot: QtBot, shell: Shell) -> DraftsDialog:
    shell.window.frame.show_drafts()
    found = shell.window.findChild(DraftsDialog)
    assert found is not None
    found.activateWindow()
    qtbot.waitUntil(found.isActiveWindow)
    return found


def test_that_one_draft_left_is_offered_and_taken_up(shell: Shell) -> None:
    keep(shell, "Comité d’urbanisme")
    assert shell.window.toasts.sentences == ["Un brouillon vous attend\u00a0: Comité d’urbanisme."]
    button = next(one for one in shell.window.findChildren(QPushButton) if one.text() == "Reprendre")
    button.click()
    assert shell.opened == ["Comité d’urbanisme"]


def test_that_several_drafts_are_listed_to_take_up_or_throw_away(qtbot: QtBot, shell: Shell) -> None:
    keep(shell, "Comité", "Formation")
    assert "2" in shell.window.toasts.sentences[0]
    dialog = dialog_of(qtbot, shell)
    dialog.drop_button.click()
    assert dialog.model.rowCount() == 1
    left = dialog.model.row(0).title
    dialog.take_button.click()
    assert shell.opened == [left]
    assert [draft.title for draft in shell.window.drafts.waiting()] == [left]


def test_that_a_draft_that_no_slice_can_open_is_not_offered(shell: Shell) -> None:
    shell.window.drafts.save("x", "absence", "Ailleurs", {})
    shell.window.set_contributions(contributions(shell.ran, shell.opened))
    assert shell.window.toasts.sentences == []


def test_that_the_list_of_drafts_is_usable_by_keyboard(qtbot: QtBot, shell: Shell) -> None:
    keep(shell, "Comité", "Formation")
    dialog = dialog_of(qtbot, shell)
    check_window(dialog)
    assert escape_closes(dialog)


def test_that_an_empty_list_of_drafts_says_why(qtbot: QtBot, shell: Shell) -> None:
    dialog = dialog_of(qtbot, shell)
    assert not dialog.take_button.isEnabled()
    assert not dialog.panel.view.isVisible()
    dialog.reject()
