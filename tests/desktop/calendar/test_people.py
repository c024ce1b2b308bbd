"""The planning of people: lanes of one height, absences behind, loads below, days instead of hours."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QImage
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from agence_desktop.core.clock import QUEBEC, place
from agence_desktop.core.french import NBSP
from agence_desktop.core.spans import Span
from agence_desktop.desktop.calendar.axis import Hours
from agence_desktop.desktop.calendar.items import Block, Day, Group, Load, Row, Style
from agence_desktop.desktop.calendar.people import PeopleView
from agence_desktop.desktop.calendar.periods import Period, Reach
from tests.desktop.calendar.conftest import Heard

CTRL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
MONDAY = date(2026, 10, 5)


def days(first: date, end: date) -> Span:
    return place(datetime.combine(first, time()), datetime.combine(end, time()), QUEBEC)


def block(key: str, first: date, end: date, style: Style = Style.FIRM, label: str = "MTQ") -> Block:
    return Block(key, "1", days(first, end), style, label, "secrétariat", "confirmé")


FIRM = block("a", date(2026, 10, 15), date(2026, 12, 19))
HOPED = block("b", date(2026, 10, 26), date(2026, 12, 19), Style.TENTATIVE, "MSP")
AWAY = block("c", date(2026, 11, 2), date(2026, 11, 7), Style.ABSENT, "")
LOAD = Load(days(date(2026, 10, 26), date(2026, 10, 31)), "60 + 40", 0.6, 0.4, "charge ferme 60 %", "60+40")


@pytest.fixture
def people(request: pytest.FixtureRequest, qtbot: QtBot) -> PeopleView:
    """A quarter of two people, with the keyboard."""
    request.getfixturevalue("font")
    view = PeopleView("Planning des membres")
    qtbot.addWidget(view)
    view.resize(1100, 400)
    period = Period(Reach.QUARTER, MONDAY)
    names = {date(2026, 10, 12): "Action de grâces"}
    view.set_range(
        [Day(day, name=names.get(day, "")) for day in period.dates() if day.weekday() < 5], Hours(0, 1440)
    )
    rows = [
        Row(key, name, "Lévis", "47 %", group="ADM", grid_minutes=1440)
        for key, name in (("1", "Louise"), ("2", "Karine"))
    ]
    view.set_rows(rows, [Group("ADM", "Soutien administratif", "2 membres")])
    view.set_blocks([FIRM, HOPED, AWAY])
    view.set_loads({"1": (LOAD,)})
    with qtbot.waitExposed(view):
        view.show()
    view.activateWindow()
    view.setFocus()
    qtbot.waitUntil(view.hasFocus)
    return view


def test_that_blocks_lie_in_lanes_above_the_loads_and_absences_behind_both(people: PeopleView) -> None:
    scene = people.scene
    firm, hoped, away = (scene.box(each) for each in (FIRM, HOPED, AWAY))
    band = scene.bands.of("1")
    assert firm is not None
    assert hoped is not None
    assert away is not None
    assert band is not None
    assert firm.height == hoped.height
    assert firm.bottom <= hoped.top
    assert away.top <= firm.top
    assert away.bottom >= hoped.bottom
    assert away.bottom <= band.bottom - scene.foot
    assert people.row_height(people.rows[0]) == band.height


def test_that_what_lies_before_an_absence_is_grasped_first(people: PeopleView) -> None:
    box = people.scene.box(AWAY)
    firm = people.scene.box(FIRM)
    assert box is not None
    assert firm is not None
    spot = people.scene.at(box.left + 2, firm.top + 3)
    assert spot is not None
    assert spot.block == FIRM
    below = people.scene.at(box.left + 2, box.bottom - 1)
    assert below is not None
    assert below.block == AWAY


def test_that_days_under_a_block_stay_free_to_ask_for_but_not_those_of_an_absence(
    people: PeopleView,
) -> None:
    free = [stop.span for stop in people.stops_of("1") if stop.block is None]
    assert days(date(2026, 10, 20), date(2026, 10, 21)) in free
    assert days(date(2026, 11, 3), date(2026, 11, 4)) not in free


def test_that_a_screen_reader_hears_days_and_the_load(people: PeopleView) -> None:
    assert people.select("b")
    stop = people.focus_stop
    assert stop is not None
    assert people.stop_name(stop) == "Louise, MSP, secrétariat, confirmé, 26 octobre au 18 décembre 2026"
    assert people.stop_description(stop).startswith("charge ferme 60 %")


def test_that_ctrl_and_arrows_carry_by_a_day_and_with_shift_lengthen(people: PeopleView) -> None:
    heard = Heard(people)
    assert people.select("b")
    QTest.keyClick(people, Qt.Key.Key_Right, CTRL)
    assert heard["ghost_requested"][-1] == ("1", days(date(2026, 10, 27), date(2026, 12, 20)), "b")
    QTest.keyClick(people, Qt.Key.Key_Escape)
    QTest.keyClick(people, Qt.Key.Key_Right, CTRL | SHIFT)
    QTest.keyClick(people, Qt.Key.Key_Return)
    # From Friday to Monday: the week-end between them is not shown.
    assert heard["resize_requested"] == [("b", days(date(2026, 10, 26), date(2026, 12, 22)))]


def test_that_a_load_is_written_shorter_where_room_lacks_and_never_cut(people: PeopleView) -> None:
    wide, narrow = grabbed(people, 1100), grabbed(people, 640)
    assert wide != narrow
    people.set_loads({})
    assert grabbed(people, 640) != narrow


def grabbed(people: PeopleView, width: int) -> QImage:
    people.resize(width, 400)
    return people.grab().toImage()


def test_that_a_quarter_is_twelve_weeks_and_four_weeks_are_four() -> None:
    quarter = Period.holding(Reach.QUARTER, date(2026, 10, 7))
    assert quarter == Period(Reach.QUARTER, MONDAY)
    assert quarter.last == MONDAY + timedelta(weeks=12, days=-1)
    assert quarter.title(date(2026, 12, 25)) == "5 octobre au 25 décembre 2026"
    assert quarter.weeks() == ""
    weeks = Period.holding(Reach.FOUR_WEEKS, date(2026, 10, 7))
    assert weeks.shifted(1).first == date(2026, 11, 2)
    assert Period.holding(Reach.WEEK, MONDAY).weeks() == f"sem.{NBSP}41"
