"""One box finds commands, places and records."""

from __future__ import annotations

from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from agence_desktop.desktop.places import Target
from agence_desktop.desktop.shell.palette_items import PaletteGroup, PaletteItem, grouped, matching, rank
from agence_desktop.desktop.widgets.accessible import without_mnemonic
from desktop.shell.sample import FIND, PLAN, Shell


def item(title: str, detail: str = "", *, enabled: bool = True) -> PaletteItem:
    return PaletteItem(title, lambda: None, detail, enabled=enabled)


def test_that_accents_and_case_do_not_matter() -> None:
    assert rank("RESERV", "Réservations") == 0
    assert rank("equipe", "Équipes volantes") == 0


def test_that_the_beginning_counts_more_than_the_middle_and_the_detail_least() -> None:
    ranks = [
        rank("plan", title, detail)
        for title, detail in (
            ("Planning", ""),
            ("Le planning", ""),
            ("Aéroplane", ""),
            ("Mois", "planning"),
            ("Mois", ""),
        )
    ]
    assert ranks == [0, 1, 2, 3, None]


def test_that_what_cannot_run_now_comes_last_among_equals() -> None:
    items = [item("Imprimer", enabled=False), item("Importer")]
    assert [found.title for found in matching("imp", items)] == ["Importer", "Imprimer"]


def test_that_groups_without_answer_are_left_out() -> None:
    groups = [PaletteGroup("Commandes", (item("Imprimer"),)), PaletteGroup("Lieux", (item("Planning"),))]
    assert [group.title for group in grouped("plan", groups)] == ["Lieux"]


def titles(shell: Shell) -> list[str]:
    model = shell.window.palette_box.model
    return [str(model.index(line).data()) for line in range(model.rowCount())]


def test_that_ctrl_k_opens_the_box_and_escape_closes_it(qtbot: QtBot, shell: Shell) -> None:
    qtbot.keyClick(shell.window, Qt.Key.Key_K, Qt.KeyboardModifier.ControlModifier)
    box = shell.window.palette_box
    assert box.isVisible()
    qtbot.keyClick(box.line, Qt.Key.Key_Escape)
    assert not box.isVisible()


def test_that_the_box_stays_within_a_low_window_and_its_list_scrolls(qtbot: QtBot, shell: Shell) -> None:
    shell.window.pages.let_scroll()
    qtbot.waitUntil(lambda: shell.window.minimumSizeHint().height() < 508)
    shell.window.resize(960, 508)
    box = shell.window.palette_box
    box.open()
    assert box.model.rowCount() > 12
    assert box.height() > 300
    assert box.geometry().bottom() < shell.window.geometry().bottom()
    assert box.view.verticalScrollBar().maximum() > 0
    shell.window.resize(960, 900)
    box.open()
    assert box.view.verticalScrollBar().maximum() == 0
    box.close()


def test_that_every_command_and_place_is_found_by_its_name(shell: Shell) -> None:
    box = shell.window.palette_box
    box.open()
    for one in shell.window.commands.commands():
        if one.command.key == "shell.new":
            continue
        words = shell.window.commands.words(one.command.key)
        box.line.setText(words)
        assert words in titles(shell)
    for key in shell.window.pages.place_keys():
        box.line.setText(shell.window.pages.spec(key).word)
        assert shell.window.pages.spec(key).word in titles(shell)
    box.close()


def test_that_a_command_is_shown_with_its_shortcut_and_taken_by_enter(qtbot: QtBot, shell: Shell) -> None:
    box = shell.window.palette_box
    box.open("qui est")
    chosen = box.view.currentIndex().data(Qt.ItemDataRole.AccessibleTextRole)
    assert chosen == "Qui est libre?, Réservation, F4"
    qtbot.keyClick(box.line, Qt.Key.Key_Return)
    assert shell.ran == ["free"]
    assert not box.isVisible()


def test_that_ctrl_n_is_told_by_what_it_makes_here(shell: Shell) -> None:
    box = shell.window.palette_box
    box.open("nouvelle")
    assert titles(shell).count("Nouvelle réservation…") == 1
    assert box.view.currentIndex().data(Qt.ItemDataRole.AccessibleTextRole).endswith("Ctrl+N")
    box.close()


def test_that_records_are_found_off_the_gui_thread_and_opened(qtbot: QtBot, shell: Shell) -> None:
    box = shell.window.palette_box
    box.open()
    qtbot.keyClicks(box.line, "chau")
    qtbot.waitUntil(lambda: "Salle Chaudière" in titles(shell))
    assert titles(shell)[0] == "Salles"
    qtbot.keyClick(box.line, Qt.Key.Key_Up)
    qtbot.keyClick(box.line, Qt.Key.Key_Down)
    qtbot.keyClick(box.line, Qt.Key.Key_Return)
    place = shell.window.place
    assert place is not None
    assert (place.key, place.state()) == (PLAN, {"text": "Salle Chaudière"})


def test_that_arrows_pass_over_titles_and_what_cannot_run(qtbot: QtBot, shell: Shell) -> None:
    box = shell.window.palette_box
    box.open("a")
    lines = set()
    for _ in range(30):
        lines.add(box.view.currentIndex().row())
        qtbot.keyClick(box.line, Qt.Key.Key_Down)
    assert lines == set(box.model.takable())
    box.close()


def test_that_a_command_of_another_place_cannot_be_taken_there(shell: Shell) -> None:
    words = without_mnemonic("Afficher les raisons")
    box = shell.window.palette_box
    box.open(words)
    assert box.model.takable() == []
    box.close()
    shell.window.go(Target(FIND))
    box.open(words)
    assert len(box.model.takable()) == 1
    box.close()


def test_that_nothing_found_is_said(shell: Shell) -> None:
    box = shell.window.palette_box
    box.open("zzzz")
    assert box.model.rowCount() == 0
    assert not box.view.isVisible()
    box.close()
