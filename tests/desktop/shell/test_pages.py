"""Pages of records: no tab of their own, except while they are shown."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtWidgets import QTabBar
from pytestqt.qtbot import QtBot

from agence_desktop.desktop.places import PlaceSpec, Target
from desktop.shell.sample import FIND, PLAN, NotePlace, Shell

RECORD = "espaces.salle"


def with_record(shell: Shell) -> None:
    """Add the page of a room to the first slice."""
    spec = PlaceSpec(RECORD, "Salle", NotePlace, listed=False)
    first, *rest = shell.window.contributions
    shell.window.set_contributions([replace(first, places=(*first.places, spec)), *rest])


def tabs(shell: Shell) -> list[str]:
    bar = shell.window.pages.findChild(QTabBar)
    assert bar is not None
    return [bar.tabText(number) for number in range(bar.count())]


def test_that_the_page_of_a_record_has_a_tab_only_while_it_is_shown(shell: Shell) -> None:
    with_record(shell)
    shell.window.go(Target(PLAN))
    listed = tabs(shell)
    assert "Salle" not in listed
    shell.window.go(Target(RECORD))
    assert tabs(shell) == [*listed, "Salle"]
    shell.window.go(Target(FIND))
    assert tabs(shell) == listed


def test_that_going_round_the_places_leaves_records_out(shell: Shell, qtbot: QtBot) -> None:
    with_record(shell)
    shell.window.go(Target(PLAN))
    for _ in tabs(shell):
        shell.window.frame.next_place()
        qtbot.waitUntil(lambda: shell.window.settled)
        assert shell.window.place is not None
        assert shell.window.place.key != RECORD
