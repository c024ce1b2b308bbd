"""The window: places, menus, history, day, status, and what it remembers."""

from __future__ import annotations

import threading
from collections.abc import Callable
from datetime import UTC, datetime, timedelta

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from agence_desktop.core.changes import Change
from agence_desktop.core.roles import Actor
from agence_desktop.desktop.places import Target
from agence_desktop.desktop.session import BaseInfo, BaseKind, Connection, Identity, Mode
from agence_desktop.desktop.shell.empty_day import EmptyDay
from agence_desktop.desktop.shell.home import HomePlace
from agence_desktop.desktop.shell.memory import Memory
from agence_desktop.desktop.shell.status_bar import StatusBar
from agence_desktop.desktop.tasks import Lane
from agence_desktop.desktop.theme import Appearance
from agence_desktop.desktop.widgets.labels import Label
from desktop.shell.sample import FIND, PEOPLE, PLAN, NotePlace, Shell

ALT, CTRL = Qt.KeyboardModifier.AltModifier, Qt.KeyboardModifier.ControlModifier


def note(shell: Shell) -> NotePlace:
    place = shell.window.place
    assert isinstance(place, NotePlace)
    return place


def menu_titles(shell: Shell) -> list[str]:
    return [action.text().replace("&", "") for action in shell.window.menuBar().actions()]


def test_that_slices_stand_in_the_rail_in_their_order(shell: Shell) -> None:
    assert shell.window.rail.keys() == ["accueil", "espaces", "annuaire"]


def test_that_a_place_is_built_when_first_shown(shell: Shell) -> None:
    assert [place.key for place in shell.window.pages.built()] == ["accueil"]
    shell.window.go(Target(PLAN))
    assert [place.key for place in shell.window.pages.built()] == ["accueil", PLAN]


def test_that_the_title_names_the_place(shell: Shell) -> None:
    assert shell.window.windowTitle() == "Ma journée – Agence"
    shell.window.go(Target(PLAN))
    assert shell.window.windowTitle() == "Planning des espaces – Agence"


def test_that_back_and_forward_find_places_as_they_were_left(qtbot: QtBot, shell: Shell) -> None:
    shell.window.go(Target(PLAN))
    note(shell).line.setText("Lévis")
    shell.window.go(Target(PLAN, {"text": "Québec"}))
    shell.window.go(Target(FIND))
    qtbot.keyClick(shell.window, Qt.Key.Key_Left, ALT)
    assert (note(shell).key, note(shell).line.text()) == (PLAN, "Québec")
    qtbot.keyClick(shell.window, Qt.Key.Key_Left, ALT)
    assert note(shell).line.text() == "Lévis"
    qtbot.keyClick(shell.window, Qt.Key.Key_Right, ALT)
    assert note(shell).line.text() == "Québec"


def test_that_a_slice_opens_where_it_was_left(shell: Shell) -> None:
    shell.window.go(Target(FIND))
    shell.window.go(Target(PEOPLE))
    shell.window.rail.entry_chosen.emit("espaces")
    assert note(shell).key == FIND


def test_that_an_unknown_place_changes_nothing(shell: Shell) -> None:
    shell.window.go(Target("nulle.part"))
    assert isinstance(shell.window.place, HomePlace)


def test_that_the_menu_of_a_slice_is_there_while_it_is_shown(shell: Shell) -> None:
    assert "Réservation" not in menu_titles(shell)
    shell.window.go(Target(PLAN))
    assert menu_titles(shell)[4] == "Réservation"
    shell.window.go(Target(PEOPLE))
    assert "Réservation" not in menu_titles(shell)


def test_that_shortcuts_live_where_they_mean_something(qtbot: QtBot, shell: Shell) -> None:
    shell.window.go(Target(PLAN))
    qtbot.keyClick(shell.window, Qt.Key.Key_F8)
    assert shell.ran == []
    shell.window.go(Target(FIND))
    qtbot.keyClick(shell.window, Qt.Key.Key_F8)
    qtbot.keyClick(shell.window, Qt.Key.Key_F4)
    assert shell.ran == ["why", "free"]


def test_that_ctrl_n_makes_the_record_of_the_place_and_says_which(qtbot: QtBot, shell: Shell) -> None:
    assert shell.window.commands.words("shell.new") == "Nouvelle réservation…"
    qtbot.keyClick(shell.window, Qt.Key.Key_N, CTRL)
    assert shell.ran == ["new"]


def test_that_refresh_and_print_reach_the_place(qtbot: QtBot, shell: Shell) -> None:
    assert not shell.window.commands.action("shell.print").isEnabled()
    shell.window.go(Target(PLAN))
    qtbot.keyClick(shell.window, Qt.Key.Key_F5)
    qtbot.keyClick(shell.window, Qt.Key.Key_P, CTRL)
    assert (note(shell).refreshed, note(shell).printed) == (1, 1)


def test_that_tabs_go_round_by_keyboard(qtbot: QtBot, shell: Shell) -> None:
    shell.window.go(Target(PLAN))
    qtbot.keyClick(shell.window, Qt.Key.Key_PageDown, CTRL)
    assert note(shell).key == FIND
    qtbot.keyClick(shell.window, Qt.Key.Key_PageDown, CTRL)
    assert note(shell).key == PLAN


def test_that_an_action_can_be_undone_once_by_key_or_toast(qtbot: QtBot, shell: Shell) -> None:
    undone: list[str] = []
    shell.window.offer_undo("La séance a été déplacée.", lambda: undone.append("a"))
    assert shell.window.toasts.sentences == ["La séance a été déplacée."]
    assert shell.window.commands.words("shell.undo") == "Annuler\u00a0: La séance a été déplacée"
    qtbot.keyClick(shell.window, Qt.Key.Key_Z, CTRL)
    qtbot.keyClick(shell.window, Qt.Key.Key_Z, CTRL)
    assert undone == ["a"]
    assert shell.window.toasts.sentences == []
    assert not shell.window.commands.action("shell.undo").isEnabled()


def test_that_the_day_shows_what_the_slices_give_and_opens_it(qtbot: QtBot, shell: Shell) -> None:
    home = shell.window.place
    assert isinstance(home, HomePlace)
    full, empty, _news = home.panes
    assert [full.model.row(n) for n in range(full.model.rowCount())] == ["Salle Chaudière", "Salle Beauport"]
    assert full.view.isVisible()
    assert not empty.view.isVisible()
    said = [label.text() for label in empty.findChildren(Label)]
    assert "Aucune demande ne vous attend." in said
    full.view.choose(1)
    qtbot.keyClick(full.view, Qt.Key.Key_Return)
    assert shell.opened == ["Salle Beauport"]


def test_that_the_day_and_the_badges_are_read_again_after_a_change(qtbot: QtBot, shell: Shell) -> None:
    home = shell.window.place
    assert isinstance(home, HomePlace)
    with qtbot.waitSignal(home.panes[0].model.counts_changed):
        shell.window.hub.publish([Change("bookings", (1,))])
    qtbot.waitUntil(lambda: shell.window.settled)


def test_that_a_base_without_services_says_what_to_do(shell: Shell) -> None:
    shell.window.set_contributions(())
    place = shell.window.place
    assert isinstance(place, EmptyDay)
    assert any("Fichier" in label.text() for label in place.findChildren(Label))


def status(shell: Shell) -> list[str]:
    bar = shell.window.statusBar()
    assert isinstance(bar, StatusBar)
    return [label.text() for label in bar.findChildren(Label) if label.isVisible()]


def test_that_the_status_bar_tells_base_person_refresh_and_zone(shell: Shell) -> None:
    session = shell.window.session
    session.open(
        BaseInfo("Base partagée", BaseKind.SHARED),
        Identity(Actor("mc", "Mireille Caron"), "répondante hôte, SQ-SC"),
    )
    session.set_connection(Connection(latency_ms=14))
    session.note_refresh()
    assert status(shell) == [
        "Base partagée, 14\u00a0ms",
        "Mireille Caron · répondante hôte, SQ-SC",
        "Actualisé à 10\u00a0h\u00a042",
        "Temps de l’Est",
    ]


def test_that_work_in_the_background_is_shown_and_can_be_cancelled(qtbot: QtBot, shell: Shell) -> None:
    gate, ended = threading.Event(), threading.Event()

    def work(progress: Callable[[float, float], None]) -> None:
        try:
            progress(64, 100)
            gate.wait(5)
            progress(65, 100)
        finally:
            ended.set()

    shell.window.tasks.run(work, progress=lambda _: None, label="Bulletin hebdomadaire", lane=Lane.POOL)
    qtbot.waitUntil(lambda: "Bulletin hebdomadaire\u00a0: 64\u00a0%" in status(shell))
    bar = shell.window.statusBar()
    assert isinstance(bar, StatusBar)
    qtbot.mouseClick(bar._work.cancel, Qt.MouseButton.LeftButton)
    gate.set()
    qtbot.waitUntil(lambda: shell.window.settled)
    assert ended.is_set()
    assert len(status(shell)) == 4


def test_that_a_lost_connection_a_read_only_base_and_a_replay_are_told_over_the_place(shell: Shell) -> None:
    session, banner = shell.window.session, shell.window.banner
    session.open(BaseInfo(replay=True), Identity())
    assert banner.sentence.startswith("Base de rejeu")
    assert "suit celle de ce poste" in banner.sentence
    session.set_connection(Connection(Mode.OFFLINE, since=datetime(2026, 10, 14, 14, 40, tzinfo=UTC)))
    assert "depuis 10\u00a0h\u00a040" in banner.sentence
    assert banner.sentence.startswith("Base de rejeu")
    session.set_connection(Connection(Mode.READ_ONLY))
    assert "rien ne peut être enregistré" in banner.sentence
    assert banner.sentence.startswith("Base de rejeu")
    session.open(BaseInfo(replay=True, skew=timedelta(minutes=5)), Identity())
    assert banner.sentence.startswith("Base de rejeu")
    assert "avance de 5 minutes" in banner.sentence
    session.open(BaseInfo(), Identity())
    assert banner.sentence == ""
    assert not banner.isVisible()


def test_that_window_rail_and_look_are_remembered(qtbot: QtBot, shell: Shell) -> None:
    wide = shell.window.rail.wide
    qtbot.keyClick(shell.window, Qt.Key.Key_B, CTRL)
    shell.window.frame.set_appearance(Appearance.DARK)
    shell.window.frame.set_appearance(Appearance.LIGHT)
    shell.window.resize(760, 640)
    shell.window.close()
    kept = Memory(shell.preferences)
    assert kept.recall("window/rail_wide") is (not wide)
    assert kept.recall("window/appearance") == "light"
    other = shell.window
    other.resize(700, 600)
    assert kept.restore_geometry(other)
    assert (other.width(), other.height()) == (760, 640)


def test_that_a_remembered_value_that_is_damaged_is_forgotten(shell: Shell) -> None:
    memory = Memory(shell.preferences)
    memory._file.setValue("home/splitters", "{")
    assert memory.recall("home/splitters") is None


def test_that_the_look_changes_every_icon_and_colour(shell: Shell) -> None:
    action = shell.window.commands.action("shell.refresh")
    light = action.icon().pixmap(18, 18).toImage()
    shell.window.frame.set_appearance(Appearance.DARK)
    dark = action.icon().pixmap(18, 18).toImage()
    ground = QApplication.palette().window().color().name().upper()
    shell.window.frame.set_appearance(Appearance.LIGHT)
    assert light != dark
    assert ground == "#1A1E23"
