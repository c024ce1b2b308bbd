"""Deployments moved, shortened, split and taken over on the timeline, by keyboard, and put back."""

from __future__ import annotations

from datetime import date

import pytest
from PySide6.QtCore import Qt

from agence_desktop.core.clock import QUEBEC
from agence_desktop.desktop.calendar.texts import days_of
from agence_desktop.desktop.teams.deployments.dialogs import DeedDialog
from agence_desktop.desktop.teams.facts.over_dialog import OverDialog
from agence_desktop.storage.work import Session
from agence_desktop.teams.commands.ledger import open_days
from support import teams
from support.pages.teams import CTRL, SHIFT, TeamsPage
from support.windows import OpenWindow

Key = Qt.Key
FIRST, END = date(2026, 12, 1), date(2026, 12, 19)


def write(session: Session) -> None:
    """Louise at 60 %, confirmed, and Karine at half a day over the same weeks."""
    open_days(session, [teams.LOUISE, teams.KARINE, teams.THOMAS], date(2026, 11, 2), date(2027, 2, 1))
    session.add(teams.deployment(teams.LOUISE, FIRST, END, 6_000))
    session.add(teams.deployment(teams.KARINE, FIRST, END, 6_000))
    session.flush()


@pytest.fixture
def moving(page: TeamsPage) -> TeamsPage:
    """The timeline with the keyboard on the deployment of Louise."""
    page.opened.database.write(write)
    place = page.timeline()
    page.settle()
    place.view.setFocus()
    assert place.view.select(louise(page))
    return page


def louise(page: TeamsPage) -> str:
    place = page.timeline()
    return next(block.key for block in place.view.store.all() if block.row_key == str(teams.LOUISE))


def shown(page: TeamsPage, key: str) -> tuple[str, date, date]:
    block = page.timeline().view.store.get(key)
    assert block is not None
    return block.row_key, *days_of(block.span, QUEBEC)


def opened(page: TeamsPage) -> OpenWindow:
    return page.opened


def test_that_ctrl_and_arrows_move_a_deployment_and_ctrl_z_puts_it_back(moving: TeamsPage) -> None:
    key = louise(moving)
    ghost = moving.carry(Key.Key_Right)
    assert ghost.ok
    moving.qtbot.keyClick(moving.timeline().view, Key.Key_Return)
    moving.settle()
    assert shown(moving, key) == (str(teams.LOUISE), date(2026, 12, 2), date(2026, 12, 19))
    moving.window.undo_stack.undo()
    moving.settle()
    assert shown(moving, key) == (str(teams.LOUISE), FIRST, date(2026, 12, 18))


def test_that_the_end_steps_over_the_week_end(moving: TeamsPage) -> None:
    key = louise(moving)
    moving.carry(Key.Key_Right, held=CTRL | SHIFT)
    moving.qtbot.keyClick(moving.timeline().view, Key.Key_Return)
    moving.settle()
    assert shown(moving, key)[2] == date(2026, 12, 21)


def test_that_a_member_who_would_be_above_capacity_asks_for_an_answer(moving: TeamsPage) -> None:
    key = louise(moving)
    place = moving.timeline()
    ghost = moving.carry(Key.Key_Down)
    assert ghost.ok
    assert "capacité" in ghost.title
    moving.qtbot.keyClick(place.view, Key.Key_Return)
    dialog = moving.dialog(OverDialog)
    dialog.choose(1)
    dialog.try_save()
    assert dialog.form.errors
    dialog.reason.setPlainText("Urgence jusqu’aux Fêtes.")
    dialog.try_save()
    moving.settle()
    assert shown(moving, key)[0] == str(teams.KARINE)


def test_that_what_is_impossible_changes_nothing(moving: TeamsPage) -> None:
    key = louise(moving)
    moving.command("teams.deployment.end")
    dialog = moving.dialog(DeedDialog)
    dialog.day.set_value(date(2027, 6, 1))
    dialog.reason.setPlainText("Retour du titulaire.")
    dialog.try_save()
    moving.settle()
    assert dialog.isVisible()
    assert dialog.draft_note.text()
    dialog.day.set_value(date(2026, 12, 11))
    dialog.try_save()
    moving.settle()
    assert shown(moving, key)[2] == date(2026, 12, 11)


def test_that_a_deployment_is_split_and_a_part_is_taken_over(moving: TeamsPage) -> None:
    moving.command("teams.deployment.split")
    dialog = moving.dialog(DeedDialog)
    dialog.day.set_value(date(2026, 12, 7))
    dialog.try_save()
    moving.settle()
    key = louise(moving)
    assert moving.timeline().view.select(key)
    moving.command("teams.deployment.replace")
    replacing = moving.dialog(DeedDialog)
    replacing.who.setCurrentIndex(replacing.who.findData(teams.THOMAS))
    replacing.first.set_value(date(2026, 12, 3))
    replacing.last.set_value(date(2026, 12, 4))
    replacing.try_save()
    moving.settle()
    rows = [block.row_key for block in moving.timeline().view.store.all()]
    assert rows.count(str(teams.THOMAS)) == 1
    assert rows.count(str(teams.LOUISE)) == 2
