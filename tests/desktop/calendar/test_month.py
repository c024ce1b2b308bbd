"""The month: weeks, a few lines a day, and what is hidden."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from agence_desktop.core.clock import QUEBEC, place
from agence_desktop.core.french import NBSP
from agence_desktop.desktop.calendar.items import Style
from agence_desktop.desktop.calendar.month import MonthView
from agence_desktop.desktop.calendar.month_scene import MonthScene, by_day, month_days
from agence_desktop.desktop.calendar.texts import month_line
from tests.desktop.calendar.conftest import Heard, shown
from tests.desktop.calendar.samples import ROWS, at, block, span

Key, Mod = Qt.Key, Qt.KeyboardModifier
LEFT = Qt.MouseButton.LeftButton
OCTOBER = month_days(date(2026, 10, 1), {date(2026, 10, 12): ("Action de grâces, férié", "férié")})


@pytest.fixture
def month(request: pytest.FixtureRequest, qtbot: QtBot) -> MonthView:
    """October 2026."""
    request.getfixturevalue("font")
    view = MonthView()
    shown(view, qtbot, 1000, 640)
    view.set_range(OCTOBER)
    view.update_blocks([block(f"m{number}", 20, 8 + number, 9 + number) for number in range(8)])
    return view


@pytest.fixture
def heard(month: MonthView) -> Heard:
    """What the month announces from now on."""
    return Heard(month)


def press(view: MonthView, *keys: Qt.Key, held: Qt.KeyboardModifier = Mod.NoModifier) -> None:
    for key in keys:
        QTest.keyClick(view, key, held)


def here(view: MonthView) -> object:
    stop = view.focus_stop
    assert stop is not None
    if stop.block is not None:
        return stop.block.key
    assert stop.day is not None
    return stop.day.date.day if stop.row_key else f"et d’autres le {stop.day.date.day}"


@given(st.dates(date(2020, 1, 1), date(2035, 12, 31)))
@settings(max_examples=60, deadline=None)
def test_that_a_month_is_made_of_whole_weeks_from_monday(day: date) -> None:
    days = [each.date for each in month_days(day)]
    assert len(days) in (28, 35, 42)
    assert days[0].weekday() == 0
    assert {each for each in days if (each.year, each.month) == (day.year, day.month)} >= {
        day,
        day.replace(day=1),
    }
    assert days[6] >= day.replace(day=1)


def test_that_a_booking_of_several_days_stands_on_each() -> None:
    long = block("n", 13, 16, 17).at("204", place(at(13, 16), at(16, 0), QUEBEC))
    assert {day.day for day in by_day([long], OCTOBER, QUEBEC)} == {13, 14, 15}


def test_that_whole_days_elsewhere_stand_on_their_own_dates(month: MonthView) -> None:
    atlantic = ZoneInfo("America/Halifax")
    closed = block("f", 13, 9, 10, style=Style.CLOSED, label="Fermé").at(
        "301", place(at(15, 0), at(16, 0), atlantic)
    )
    meeting = block("g", 13, 9, 10).at("301", place(at(15, 0), at(15, 1), atlantic))
    month.set_rows([*ROWS[:2], replace(ROWS[2], zone=atlantic)])
    month.update_blocks([closed, meeting], ["e"])
    found = {day.day: [each.key for each in blocks] for day, blocks in month.scene.blocks.items()}
    assert [day for day, keys in found.items() if "f" in keys] == [15]
    # What is told with its hour stands where the clock of the view puts that hour.
    assert [day for day, keys in found.items() if "g" in keys] == [14]
    assert month.select("f")
    press(month, Key.Key_Left)
    assert here(month) == 14


def test_that_what_lasts_whole_days_has_no_hour_in_its_line() -> None:
    short = block("n", 13, 16, 17)
    assert month_line(short, QUEBEC) == f"16{NBSP}h {short.label}"
    assert month_line(short.at("204", place(at(13, 0), at(16, 0), QUEBEC)), QUEBEC) == short.label


def test_that_what_does_not_fit_is_counted() -> None:
    blocks = by_day([block(f"m{n}", 20, 8, 9) for n in range(8)], OCTOBER, QUEBEC)
    day = next(each for each in OCTOBER if each.date.day == 20)
    for height, expected in ((1000, [0] * 8), (400, [0, 0, 6]), (100, [8])):
        scene = MonthScene(OCTOBER, QUEBEC, blocks, 700, height, 20, 18)
        assert [line.hidden for line in scene.lines(day)] == expected


def test_that_arrows_go_by_day_and_week(month: MonthView) -> None:
    month.set_focus_stop(month.visible_stops()[0])
    press(month, Key.Key_Right, Key.Key_Down, Key.Key_Down)
    assert here(month) == 13
    press(month, Key.Key_Left, Key.Key_Up)
    assert here(month) == 5
    press(month, Key.Key_End)
    assert here(month) == 11
    press(month, Key.Key_Home, held=Mod.ControlModifier)
    assert here(month) == 28


def test_that_down_goes_through_the_lines_of_a_day(month: MonthView) -> None:
    month.select("m0")
    press(month, Key.Key_Up)
    assert here(month) == 20
    press(month, Key.Key_Down, Key.Key_Down)
    assert here(month) == "m1"
    press(month, Key.Key_Down, Key.Key_Down, Key.Key_Down)
    assert here(month) == "et d’autres le 20"
    press(month, Key.Key_Down)
    assert here(month) == 27


def test_that_enter_opens_creates_or_shows_the_day(month: MonthView, qtbot: QtBot, heard: Heard) -> None:
    month.select("m0")
    press(month, Key.Key_Return, Key.Key_Up, Key.Key_Return)
    assert heard["open_requested"] == [("m0",)]
    assert heard["create_requested"] == [("204", span(20, 8, 18))]
    for _ in range(5):
        press(month, Key.Key_Down)
    with qtbot.waitSignal(month.day_requested) as asked:
        press(month, Key.Key_Return)
    assert asked.args == [date(2026, 10, 20)]


def test_that_a_click_on_what_is_hidden_shows_the_day(month: MonthView, qtbot: QtBot) -> None:
    more = next(stop for stop in month.visible_stops() if not stop.row_key)
    rect = month.stop_rect(more)
    assert rect is not None
    with qtbot.waitSignal(month.day_requested) as asked:
        QTest.mouseClick(month.viewport(), LEFT, Mod.NoModifier, rect.center())
    assert asked.args == [date(2026, 10, 20)]


def test_that_ctrl_arrows_move_by_days_and_weeks_and_keep_the_hour(month: MonthView, heard: Heard) -> None:
    month.select("a")
    press(month, Key.Key_Right, Key.Key_Down, held=Mod.ControlModifier)
    press(month, Key.Key_Return)
    assert heard["move_requested"] == [("a", "204", span(22, 9, 11))]


def test_that_a_block_is_dragged_to_another_day_of_its_own_room(month: MonthView, heard: Heard) -> None:
    month.select("e")
    stop = month.focus_stop
    assert stop is not None
    start = month.stop_rect(stop)
    assert start is not None
    end = inside(month, date(2026, 10, 22))
    QTest.mousePress(month.viewport(), LEFT, Mod.NoModifier, start.center())
    QTest.mouseMove(month.viewport(), (start.center() + end) / 2)
    QTest.mouseMove(month.viewport(), end)
    QTest.mouseRelease(month.viewport(), LEFT, Mod.NoModifier, end)
    assert heard["move_requested"] == [("e", "301", span(22, 9, 12))]


def test_that_a_drag_over_free_days_creates_nothing(month: MonthView, heard: Heard) -> None:
    port = month.viewport()
    first, second = inside(month, date(2026, 10, 6)), inside(month, date(2026, 10, 8))
    QTest.mousePress(port, LEFT, Mod.NoModifier, first)
    QTest.mouseMove(port, second)
    QTest.mouseRelease(port, LEFT, Mod.NoModifier, second)
    assert heard["create_requested"] == heard["ghost_requested"] == []
    assert here(month) == 6


def inside(view: MonthView, day: date) -> QPoint:
    """A place in a day, below its number."""
    box = view.scene.cell(day)
    assert box is not None
    return view.body_rect().topLeft() + QPoint(int(box.left + 40), int(box.top + 60))


def test_that_days_and_hidden_lines_are_named(month: MonthView) -> None:
    seen = QAccessible.queryAccessibleInterface(month)
    assert seen is not None
    names = [
        seen.child(index).text(QAccessible.Text.Name).replace("\u00a0", " ")
        for index in range(seen.childCount())
    ]
    assert "mardi 20 octobre 2026, 8 réservations" in names
    assert "mardi 20 octobre, et 4 autres" in names
    assert "lundi 12 octobre 2026, Action de grâces, férié, aucune réservation" in names
    assert "mercredi 14 octobre 2026, aujourd’hui, 2 réservations" in names
    assert len(set(names)) == len(names)


def test_that_the_month_paints_what_it_shows(month: MonthView) -> None:
    before = month.grab().toImage()
    month.select("a")
    assert month.grab().toImage() != before
