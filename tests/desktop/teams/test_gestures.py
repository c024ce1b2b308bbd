"""The timeline by hand and by keys: dragged, stretched, refused, split, taken over, put back; who is free."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtTest import QTest

from agence_desktop.core.clock import QUEBEC
from agence_desktop.desktop.calendar.items import Block, Ghost
from agence_desktop.desktop.calendar.stops import Stop
from agence_desktop.desktop.calendar.texts import days_of
from agence_desktop.desktop.calendar.view import CalendarView
from agence_desktop.desktop.teams.deployments.dialogs import DeedDialog
from agence_desktop.storage.work import Session
from agence_desktop.teams.commands.ledger import open_days
from agence_desktop.teams.model import MemberAbsence, MemberSkill
from agence_desktop.teams.problem import Mode
from support import teams
from support.pages.keyboard import Keyboard
from support.pages.teams import TeamsPage

Key = Qt.Key
LEFT = Qt.MouseButton.LeftButton
FIRST, LAST = date(2026, 12, 1), date(2026, 12, 18)
AWAY = date(2026, 12, 21)


def write(session: Session, seat: Mapping[str, int]) -> None:
    """Louise at 60 % until Christmas; Thomas away until the 21st, and the only one who proofreads."""
    open_days(session, [teams.LOUISE, teams.KARINE, teams.THOMAS], date(2026, 11, 2), date(2027, 2, 1))
    if seat:
        teams.furnish_request(session)
    session.add(teams.deployment(teams.LOUISE, FIRST, date(2026, 12, 19), 6_000, **seat))
    session.add(
        MemberAbsence(
            member_id=teams.THOMAS,
            first_day=date(2026, 11, 30),
            end_day=AWAY,
            recorded_by="mathieu",
            recorded_at=teams.NOW,
        )
    )
    session.add(
        MemberSkill(member_id=teams.THOMAS, skill_id=teams.REVISION, level=3, validated=date(2026, 6, 2))
    )
    session.flush()


@pytest.fixture
def moving(page: TeamsPage) -> TeamsPage:
    """The timeline over a quarter, with the keyboard on the deployment of Louise."""
    return on_timeline(page)


@pytest.fixture
def seated(page: TeamsPage) -> TeamsPage:
    """The same in a seat of a request, which asks for somebody who is there."""
    return on_timeline(page, request_id=teams.REQUEST, seat_id=teams.SEAT)


def on_timeline(page: TeamsPage, **seat: int) -> TeamsPage:
    page.opened.database.write(lambda session: write(session, seat))
    place = page.timeline()
    page.settle()
    place.view.setFocus()
    assert place.view.select(louise(page).key)
    return page


def view_of(page: TeamsPage) -> CalendarView:
    return page.timeline().view


def louise(page: TeamsPage) -> Block:
    return next(block for block in view_of(page).store.all() if block.row_key == str(teams.LOUISE))


def shown(page: TeamsPage) -> list[tuple[str, date, date]]:
    """Row, first and last day of each deployment."""
    found = [block for block in view_of(page).store.all() if block.editable or block.label]
    return sorted((block.row_key, *days_of(block.span, QUEBEC)) for block in found)


def box(page: TeamsPage, block: Block) -> QRect:
    rect = view_of(page).stop_rect(Stop(block.row_key, block.span, block))
    assert rect is not None
    return rect


def drag(page: TeamsPage, start: QPoint, end: QPoint) -> Ghost:
    """Press, move and rest: what the ghost says."""
    port = view_of(page).viewport()
    page.qtbot.mousePress(port, LEFT, pos=start)
    for share in (4, 2, 1):
        page.qtbot.mouseMove(port, start + (end - start) / share)
    gestures = view_of(page).gestures
    page.qtbot.waitUntil(lambda: gestures.answer is not None)
    page.settle()
    assert gestures.answer is not None
    return gestures.answer


def release(page: TeamsPage, at: QPoint) -> None:
    page.qtbot.mouseRelease(view_of(page).viewport(), LEFT, pos=at)
    page.settle()


def week(page: TeamsPage) -> int:
    """How wide a week is: the block lasts three days less than three of them."""
    return round(box(page, louise(page)).width() / 14 * 5)


def test_that_a_deployment_is_dragged_by_a_week_and_ctrl_z_puts_it_back(moving: TeamsPage) -> None:
    before = shown(moving)
    start = box(moving, louise(moving)).center()
    end = start + QPoint(week(moving), 0)
    assert drag(moving, start, end).ok
    assert shown(moving) == before, "the source stays until the hand lets go"
    release(moving, end)
    assert shown(moving) == [(str(teams.LOUISE), date(2026, 12, 8), date(2026, 12, 25))]
    Keyboard(moving).press("Ctrl+Z")
    assert shown(moving) == before


def test_that_an_edge_is_dragged_to_extend_and_ctrl_z_puts_it_back(moving: TeamsPage) -> None:
    before = shown(moving)
    rect = box(moving, louise(moving))
    edge = QPoint(rect.right() - 1, rect.center().y())
    end = edge + QPoint(week(moving), 0)
    assert drag(moving, edge, end).ok
    release(moving, end)
    ((row, first, last),) = shown(moving)
    assert (row, first) == (str(teams.LOUISE), FIRST)
    assert last > LAST
    Keyboard(moving).press("Ctrl+Z")
    assert shown(moving) == before


def test_that_an_impossible_drop_says_why_and_changes_nothing(seated: TeamsPage) -> None:
    moving, before = seated, shown(seated)
    start = box(moving, louise(moving)).center()
    view = view_of(moving)
    thomas = next(row for row in view.rows if row.key == str(teams.THOMAS))
    away = next(block for block in view.store.row(thomas.key).blocks)
    end = QPoint(start.x(), box(moving, away).center().y())
    ghost = drag(moving, start, end)
    assert not ghost.ok
    assert ghost.message
    release(moving, end)
    assert shown(moving) == before
    assert not view.gestures.active


def test_that_escape_gives_a_drag_up(moving: TeamsPage) -> None:
    before = shown(moving)
    start = box(moving, louise(moving)).center()
    end = start + QPoint(week(moving), 0)
    drag(moving, start, end)
    QTest.keyClick(view_of(moving), Key.Key_Escape)
    release(moving, end)
    assert shown(moving) == before


def test_that_keys_alone_split_and_have_a_part_taken_over_and_take_both_back(moving: TeamsPage) -> None:
    hands, before = Keyboard(moving), shown(moving)
    hands.press("Ctrl+Shift+K")
    split = moving.dialog(DeedDialog)
    hands.write(split.day, "2026-12-07")
    hands.press("Ctrl+Return")
    halves = [
        (str(teams.LOUISE), FIRST, date(2026, 12, 6)),
        (str(teams.LOUISE), date(2026, 12, 7), LAST),
    ]
    assert shown(moving) == halves
    hands.press("Ctrl+Z")
    assert shown(moving) == before
    view_of(moving).setFocus()
    assert view_of(moving).select(louise(moving).key)
    hands.press("Ctrl+Shift+D")
    replacing = moving.dialog(DeedDialog)
    hands.tab_to(replacing.who)
    QTest.keyClick(hands.focus, Key.Key_Home)
    while replacing.who.currentData() != teams.KARINE:
        QTest.keyClick(hands.focus, Key.Key_Down)
    hands.write(replacing.first, "2026-12-07")
    hands.write(replacing.last, "2026-12-11")
    hands.press("Ctrl+Return")
    assert shown(moving) == [
        (str(teams.LOUISE), FIRST, date(2026, 12, 6)),
        (str(teams.LOUISE), date(2026, 12, 12), LAST),
        (str(teams.KARINE), date(2026, 12, 7), date(2026, 12, 11)),
    ]
    hands.press("Ctrl+Z")
    assert shown(moving) == before


def free(page: TeamsPage) -> dict[int, bool]:
    """Who is listed, and whether they are free."""
    page.settle()
    return {line.member_id: line.fits for line in page.free()}


def test_that_who_is_free_is_asked_by_period_skill_level_and_distance(moving: TeamsPage) -> None:
    moving.command("teams.free")
    panel = moving.timeline().free
    panel.ask_period(date(2026, 12, 7), date(2026, 12, 11))
    panel.effort.set_value(50)
    # Louise is taken at 60 %, Thomas is away.
    assert free(moving) == {teams.LOUISE: False, teams.KARINE: True, teams.THOMAS: False}
    panel.ask_period(date(2027, 1, 11), date(2027, 1, 15))
    assert set(free(moving).values()) == {True}
    panel.skill.setCurrentIndex(panel.skill.findData("revision"))
    assert free(moving) == {teams.LOUISE: False, teams.KARINE: False, teams.THOMAS: True}
    panel.level.setCurrentIndex(panel.level.findData(4))
    assert not any(free(moving).values())
    panel.skill.setCurrentIndex(panel.skill.findData("secretariat"))
    panel.level.setCurrentIndex(panel.level.findData(2))
    assert all(free(moving).values())
    far = next(at for at in range(panel.place.count()) if panel.place.itemText(at).startswith("Blanc-Sablon"))
    panel.place.setCurrentIndex(far)
    assert not any(free(moving).values())
    told = [
        panel.list.model.index(row, 1).data(Qt.ItemDataRole.AccessibleTextRole)
        for row in range(panel.list.model.rowCount())
    ]
    assert sum("limite de 80\u00a0km" in one for one in told) == len(teams.NAMES)
    panel.mode.setCurrentIndex(panel.mode.findData(Mode.REMOTE))
    assert all(free(moving).values())
