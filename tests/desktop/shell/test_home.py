"""« Ma journée »: panes in two columns, figures, one’s own buildings, news, and what is remembered."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QPushButton
from pytestqt.qtbot import QtBot

from agence_desktop.core.changes import Change
from agence_desktop.core.clock import FixedClock
from agence_desktop.desktop.day import DayRemark, NewsLine
from agence_desktop.desktop.places import Target
from agence_desktop.desktop.shell import texts
from agence_desktop.desktop.shell.home import HomePlace
from agence_desktop.desktop.shell.home_columns import shared
from agence_desktop.desktop.shell.home_pane import Pane
from agence_desktop.desktop.shell.memory import Memory
from agence_desktop.desktop.shell.own_day import OwnDay
from agence_desktop.desktop.widgets.labels import Label
from desktop.shell.conftest import CLOCK
from desktop.shell.sample import FIND, NOON, PLAN, ROOMS, THREE_SITES, Shell, contributions
from support.accessibility import check_window

Home = Callable[[], HomePlace]


@pytest.fixture
def home(qtbot: QtBot, shell: Shell) -> Home:
    """« Ma journée » read again with what the test put into the day."""

    def read() -> HomePlace:
        shell.window.set_contributions(contributions(shell.ran, shell.opened, shell.day))
        place = shell.window.place
        assert isinstance(place, HomePlace)
        settle(qtbot, shell)
        return place

    return read


def settle(qtbot: QtBot, shell: Shell) -> None:
    place = shell.window.place
    assert place is not None
    qtbot.waitUntil(lambda: shell.window.settled and not place.busy())


def said(pane: Pane) -> list[str]:
    labels = [label.text() for label in pane.findChildren(Label) if label.isVisible()]
    return labels + [button.text() for button in pane.findChildren(QPushButton) if button.isVisible()]


# Panes.


def test_that_panes_stand_in_two_columns_with_news_at_the_right(home: Home) -> None:
    today, requests, news = home().panes
    assert today.mapTo(today.window(), QPoint()).x() < requests.mapTo(today.window(), QPoint()).x()
    assert requests.mapTo(today.window(), QPoint()).x() == news.mapTo(today.window(), QPoint()).x()
    assert requests.mapTo(today.window(), QPoint()).y() < news.mapTo(today.window(), QPoint()).y()


def test_that_a_pane_with_nothing_to_show_is_low(home: Home) -> None:
    _today, requests, news = home().panes
    for empty in (requests, news):
        assert empty.height() <= 100
        assert empty.spec.empty in said(empty)


def test_that_a_pane_tells_how_many_more_there_are_and_leads_to_them(
    qtbot: QtBot, shell: Shell, home: Home
) -> None:
    shell.day.total = 10
    today = home().panes[0]
    assert "10" in said(today)
    more = next(one for one in today.findChildren(QPushButton) if one.text() == "et 8 autres")
    qtbot.mouseClick(more, Qt.MouseButton.LeftButton)
    place = shell.window.place
    assert place is not None
    assert place.key == PLAN


def test_that_a_remark_stands_under_the_rows_and_leads_somewhere(
    qtbot: QtBot, shell: Shell, home: Home
) -> None:
    shell.day.remark = DayRemark(
        "scale-balance", "Deux demandes se disputent la salle.", "Comparer", Target(FIND)
    )
    today = home().panes[0]
    assert "Deux demandes se disputent la salle." in said(today)
    qtbot.mouseClick(
        next(one for one in today.findChildren(QPushButton) if one.text() == "Comparer"),
        Qt.MouseButton.LeftButton,
    )
    place = shell.window.place
    assert place is not None
    assert place.key == FIND


def test_that_the_strip_shows_what_the_panes_count(shell: Shell, home: Home) -> None:
    place = home()
    assert [(one.count, one.words) for one in place.figures.figures] == [(2, "présences à noter")]
    assert place.figures.accessibleDescription() == "2 présences à noter"
    shell.day.rooms = ()
    assert home().figures.figures[0].count == 0


def test_that_the_button_of_a_cell_acts_by_mouse_by_space_and_by_menu(
    qtbot: QtBot, shell: Shell, home: Home
) -> None:
    view = home().panes[0].view
    cell = view.visualRect(view.model().index(1, 1))
    spot = QPoint(cell.left() + 20, cell.center().y())
    qtbot.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=spot)
    assert shell.day.noted == ["Salle Beauport"]
    view.choose(0)
    qtbot.keyClick(view, Qt.Key.Key_Space)
    assert shell.day.noted == ["Salle Beauport", "Salle Chaudière"]
    act = next(one for one in view.context_menu().actions() if one.text() == "Noter la présence")
    act.trigger()
    assert shell.day.noted[2:] == ["Salle Chaudière"]
    assert shell.opened == []


def test_that_a_click_beside_the_button_or_a_second_one_on_it_opens_nothing(
    qtbot: QtBot, shell: Shell, home: Home
) -> None:
    view = home().panes[0].view
    cell = view.visualRect(view.model().index(0, 1))
    qtbot.mouseClick(
        view.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(cell.right() - 2, cell.center().y())
    )
    qtbot.mouseDClick(
        view.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(cell.left() + 20, cell.center().y())
    )
    assert (shell.day.noted, shell.opened) == ([], [])


def test_that_the_record_that_was_current_stays_so_when_it_is_read_again(
    qtbot: QtBot, shell: Shell, home: Home
) -> None:
    pane = home().panes[0]
    pane.view.choose(1)
    shell.day.rooms = ("Salle Etchemin", *ROOMS)
    shell.window.hub.publish([Change("bookings", (1,))])
    qtbot.waitUntil(lambda: pane.model.rowCount() == 3)
    assert pane.view.current_row() == "Salle Beauport"


# Sizes.


def test_that_the_highest_panes_give_way_first_and_none_below_its_least() -> None:
    assert shared([400, 100, 300], [80, 80, 80], 900) == [400, 100, 300]
    assert shared([400, 100, 300], [80, 80, 80], 600) == [250, 100, 250]
    assert shared([400, 400], [80, 80], 100) == [80, 80]


def test_that_sizes_given_by_hand_are_remembered(shell: Shell, home: Home) -> None:
    now = shell.window.session.clock.now()
    shell.day.news = tuple(
        NewsLine(now - timedelta(minutes=n), "bell", f"A a fait R-{n}", f"R-{n}", Target(PLAN))
        for n in range(1, 9)
    )
    place = home()
    columns = place._columns
    assert columns is not None
    columns.moveSplitter(500, 1)
    width = columns.sizes()[0]
    place = home()
    columns = place._columns
    assert columns is not None
    assert abs(columns.sizes()[0] - width) <= 1
    assert shell.window.recall("home/panes")["widths"][0] == width


# One’s own buildings.


def ticks(menu: QMenu) -> dict[str, QAction]:
    return {one.text(): one for one in menu.findChildren(QAction) if one.isCheckable()}


def test_that_the_day_begins_with_the_usual_buildings(shell: Shell, home: Home) -> None:
    shell.day.sites = THREE_SITES
    place = home()
    assert shell.day.scopes[-1].sites == frozenset({1})
    assert place.chooser.isVisible()
    assert place.chooser.button.accessibleName() == "Mes immeubles, Services Québec de Lévis"
    assert shell.window.my_sites is None


def test_that_buildings_chosen_are_those_of_the_day_and_of_the_next(
    qtbot: QtBot, shell: Shell, home: Home
) -> None:
    shell.day.sites = THREE_SITES
    place = home()
    ticks(place.chooser.button.menu_of_choices)["Services Québec d’Estimauville"].trigger()
    settle(qtbot, shell)
    assert shell.day.scopes[-1].sites == frozenset({1, 3})
    assert shell.window.my_sites == frozenset({1, 3})
    home()
    assert shell.day.scopes[-1].sites == frozenset({1, 3})


def test_that_all_buildings_can_be_chosen(qtbot: QtBot, shell: Shell, home: Home) -> None:
    shell.day.sites = THREE_SITES
    menu = home().chooser.button.menu_of_choices
    next(one for one in menu.actions() if one.text() == texts.ALL_SITES).trigger()
    settle(qtbot, shell)
    assert (shell.day.scopes[-1].sites, shell.window.my_sites) == (frozenset(), frozenset())


def test_that_a_building_that_is_gone_is_no_longer_chosen(shell: Shell, home: Home) -> None:
    shell.day.sites = THREE_SITES
    shell.window.own_day.choose(frozenset({2, 9}))
    home()
    assert shell.day.scopes[-1].sites == frozenset({2})
    shell.window.own_day.choose(frozenset({9}))
    home()
    assert shell.day.scopes[-1].sites == frozenset({1})


def test_that_one_building_needs_no_choice(shell: Shell, home: Home) -> None:
    shell.day.sites = replace(THREE_SITES, choices=THREE_SITES.choices[:1])
    assert not home().chooser.isVisible()


def test_that_the_words_of_the_choice_stay_short() -> None:
    assert texts.sites_words([]) == "Tous les immeubles"
    assert texts.sites_words(["A", "B"]) == "A et B"
    assert texts.sites_words(["A", "B", "C"]) == "3 immeubles"


# News.


def line(at: datetime, number: str = "R-2026-000402") -> NewsLine:
    sentence = f"Julie Tremblay a déplacé {number} du 15 au 16 octobre"
    return NewsLine(at, "swap-horizontal", sentence, number, Target(PLAN, {"text": number}))


def test_that_news_come_latest_first_with_their_moment_and_lead_to_the_record(
    qtbot: QtBot, shell: Shell, home: Home
) -> None:
    shell.day.news = (line(NOON - timedelta(days=1), "R-2026-000001"), line(NOON - timedelta(hours=2)))
    pane = home().panes[-1]
    numbers = [one.link for one in pane.model.rows()]
    assert numbers == ["R-2026-000402", "R-2026-000001"]
    when = pane.spec.columns[1]
    assert [when.text(one) for one in pane.model.rows()] == ["10\u00a0h", "hier"]
    pane.view.choose(0)
    qtbot.keyClick(pane.view, Qt.Key.Key_Return)
    place = shell.window.place
    assert place is not None
    assert place.state() == {"text": "R-2026-000402"}


def test_that_a_click_on_the_number_of_a_news_opens_its_record(
    qtbot: QtBot, shell: Shell, home: Home
) -> None:
    shell.day.news = (line(NOON - timedelta(hours=2)),)
    view = home().panes[-1].view
    cell = view.visualRect(view.model().index(0, 0))
    before = view.fontMetrics().horizontalAdvance("Julie Tremblay a déplacé ")
    at = QPoint(cell.left() + 8 + 22 + before + 20, cell.center().y())
    qtbot.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=at)
    place = shell.window.place
    assert place is not None
    assert place.key == PLAN


def test_that_news_marked_as_read_are_gone(qtbot: QtBot, shell: Shell, home: Home) -> None:
    shell.day.news = (line(CLOCK.now() - timedelta(hours=2)),)
    pane = home().panes[-1]
    assert pane.model.rowCount() == 1
    assert "Depuis une semaine" in said(pane)
    qtbot.mouseClick(
        next(one for one in pane.findChildren(QPushButton) if one.text() == "Tout marquer comme lu"),
        Qt.MouseButton.LeftButton,
    )
    qtbot.waitUntil(lambda: pane.model.rowCount() == 0)
    assert pane.height() <= 100
    assert "Depuis votre dernière visite" in said(pane)


@pytest.mark.parametrize(
    ("wall", "words"),
    [
        (datetime(2026, 10, 14, 9, 48), "9\u00a0h\u00a048"),  # noqa: DTZ001
        (datetime(2026, 10, 13, 9, 48), "hier"),  # noqa: DTZ001
        (datetime(2026, 10, 12, 9, 48), "lundi"),  # noqa: DTZ001
        (datetime(2026, 10, 5, 9, 48), "lun. 5 oct."),  # noqa: DTZ001
    ],
)
def test_that_the_moment_of_a_news_is_told_by_its_distance(wall: datetime, words: str) -> None:
    assert texts.news_moment(wall, date(2026, 10, 14)) == words


# The last visit.


def test_that_news_are_those_since_the_visit_before_this_one(shell: Shell) -> None:
    session = shell.window.session
    here = OwnDay(shell.window.memory, session)
    assert here.since() == CLOCK.now()  # the window has noted its visit
    later = FixedClock(CLOCK.now() + timedelta(hours=20))
    session.clock = later
    assert here.since() == CLOCK.now()
    here.note_visit()
    assert here.since() == CLOCK.now()
    assert OwnDay(shell.window.memory, session).since() == later.now()


def test_that_a_first_visit_tells_of_the_last_week(shell: Shell) -> None:
    own = OwnDay(Memory(shell.preferences.with_name("autre.ini")), shell.window.session)
    assert own.first
    assert own.since() == CLOCK.now() - timedelta(days=7)
    own.note_visit()
    assert own.first


def test_that_damaged_memories_are_forgotten(shell: Shell) -> None:
    memory = Memory(shell.preferences.with_name("autre.ini"))
    own = OwnDay(memory, shell.window.session)
    who = own._who
    for kept in ("soir", 3, "2026-10-14T10:00:00"):
        memory.remember("home/visits", {who: kept})
        assert OwnDay(memory, shell.window.session).first
    memory.remember("home/sites", {who: "tous"})
    assert own.sites is None
    memory.remember("home/sites", [1])
    assert own.sites is None


def test_that_the_whole_day_can_be_used_without_a_mouse(shell: Shell, home: Home) -> None:
    shell.day.sites = THREE_SITES
    shell.day.total = 10
    shell.day.remark = DayRemark("scale-balance", "Deux demandes.", "Comparer", Target(FIND))
    shell.day.news = (line(datetime(2026, 10, 14, 13, tzinfo=UTC)),)
    home()
    check_window(shell.window)
