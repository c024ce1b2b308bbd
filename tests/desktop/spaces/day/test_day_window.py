"""« Ma journée » in the real window: presence noted and taken back, what others do, one’s own buildings."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QAction
from pytestqt.qtbot import QtBot

from agence_desktop.core.clock import FixedClock
from agence_desktop.desktop.places import Target
from agence_desktop.desktop.shell.home import HomePlace
from agence_desktop.desktop.shell.home_pane import Pane
from agence_desktop.desktop.shell.window import MainWindow
from agence_desktop.desktop.spaces.contribution import panes, spaces_contribution
from agence_desktop.desktop.spaces.gateway import Gateway
from agence_desktop.desktop.spaces.keys import BOOKING, MONTH, PLANNING
from agence_desktop.desktop.spaces.records.booking_page import BookingPlace
from agence_desktop.spaces.commands.attending import Attend
from agence_desktop.spaces.model import HostTerms
from agence_desktop.spaces.rows import OccurrenceState
from support import office
from support.accessibility import check_window
from support.pages.calendars import CTRL, CalendarPage
from tests.desktop.spaces.conftest import Office

NINE = FixedClock(datetime(2026, 11, 20, 14, 5, tzinfo=UTC))
"""9 h 05 on Friday."""
Show = Callable[[], CalendarPage]


class Day:
    """« Ma journée » as a clerk sees it."""

    def __init__(self, qtbot: QtBot, window: MainWindow, here: Office) -> None:
        self.qtbot, self.window = qtbot, window
        here.database.clock = window.session.clock = NINE
        window.set_contributions([spaces_contribution(here.gateway)])
        self.settle()

    @property
    def place(self) -> HomePlace:
        place = self.window.place
        assert isinstance(place, HomePlace)
        return place

    @property
    def today(self) -> Pane:
        return self.place.panes[0]

    def settle(self) -> None:
        for _ in range(2):
            self.qtbot.waitUntil(lambda: self.window.settled and not self.place.busy())

    def told(self) -> list[tuple[str, str]]:
        """Room and presence of each line."""
        return [(line.place, line.presence) for line in self.today.model.rows()]

    def choose_site(self, name: str) -> None:
        actions = self.place.chooser.button.menu_of_choices.findChildren(QAction)
        next(one for one in actions if one.text() == name).trigger()
        self.settle()


@pytest.fixture
def day(qtbot: QtBot, window: MainWindow, here: Office) -> Day:
    here.book(office.CHAUDIERE, 9, 11)
    here.book(office.ETCHEMIN_A, 13, 15)
    return Day(qtbot, window, here)


def test_that_presence_is_noted_on_the_spot_and_taken_back(day: Day, here: Office) -> None:
    assert day.told()[0] == ("Salle Chaudière", "à noter")
    assert [one.count for one in day.place.figures.figures] == [1]
    view = day.today.view
    cell = view.visualRect(view.model().index(0, 7))
    spot = QPoint(cell.left() + 20, cell.center().y())
    day.qtbot.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=spot)
    day.qtbot.waitUntil(lambda: day.told()[0][1] == "9\u00a0h\u00a005")
    assert [one.count for one in day.place.figures.figures] == [0]
    assert day.window.toasts.sentences == ["Présence notée pour R-2026-000001, MTQ."]
    day.qtbot.keyClick(day.window, Qt.Key.Key_Z, CTRL)
    day.qtbot.waitUntil(lambda: day.told()[0][1] == "à noter")
    assert here.gateway.booking(1).booking.occurrences[0].state is OccurrenceState.CONFIRMED


def test_that_presence_is_noted_with_the_space_bar(day: Day) -> None:
    day.today.view.choose(0)
    day.qtbot.keyClick(day.today.view, Qt.Key.Key_Space)
    day.qtbot.waitUntil(lambda: day.told()[0][1] == "9\u00a0h\u00a005")


def test_that_presence_noted_elsewhere_meanwhile_is_told_and_shown(day: Day, elsewhere: Office) -> None:
    elsewhere.database.clock = NINE
    date = elsewhere.gateway.booking(1).booking.occurrences[0]
    elsewhere.gateway.note_presence(Attend(date.id, date.version))
    day.today.view.choose(0)
    day.qtbot.keyClick(day.today.view, Qt.Key.Key_Space)
    day.qtbot.waitUntil(lambda: bool(day.window.toasts.sentences))
    assert "modifiée ailleurs" in day.window.toasts.sentences[0]
    day.qtbot.waitUntil(lambda: day.told()[0][1] == "9\u00a0h\u00a005")


def test_that_a_line_opens_the_page_of_its_booking(day: Day) -> None:
    day.today.view.choose(1)
    day.qtbot.keyClick(day.today.view, Qt.Key.Key_Return)
    place = day.window.place
    assert isinstance(place, BookingPlace)
    assert (place.key, place.number) == (BOOKING, "R-2026-000002")


def test_that_only_hosts_have_requests_to_decide(here: Office) -> None:
    assert [one.key for one in panes(here.gateway)] == ["espaces.aujourdhui"]
    host = Gateway(here.database, office.HOST_CLERK)
    assert [one.key for one in panes(host)] == ["espaces.aujourdhui", "espaces.demandes"]


def test_that_a_change_elsewhere_shows_by_itself(day: Day, elsewhere: Office) -> None:
    booked = elsewhere.book(office.ETCHEMIN_B, 15, 16)
    assert booked.change is not None
    day.window.hub.publish([booked.change])
    day.qtbot.waitUntil(lambda: len(day.told()) == 3)


def test_that_the_day_is_read_again_as_time_passes(day: Day, here: Office) -> None:
    assert day.today.model.rows()[0].late is not None
    later = FixedClock(datetime(2026, 11, 20, 14, 30, tzinfo=UTC))
    here.database.clock = day.window.session.clock = later
    day.place._tick.timeout.emit()
    day.settle()
    line = day.today.model.rows()[0]
    assert line.late.total_seconds() == 30 * 60


def test_that_the_day_can_be_used_without_eyes(day: Day) -> None:
    check_window(day.window)
    model = day.today.model
    role = Qt.ItemDataRole.AccessibleTextRole
    cells = [model.data(model.index(0, column), role) for column in range(model.columnCount())]
    assert "Présence\u00a0: à noter" in cells
    assert "Début\u00a0: 9\u00a0h" in cells


@pytest.mark.usefixtures("large")
def test_that_the_day_of_a_host_fits_a_small_screen_with_a_font_twice_as_large(
    day: Day, here: Office
) -> None:
    host = replace(office.HOST_CLERK, grants=office.HOST_CLERK.grants | office.CLERK.grants)
    day.window.set_contributions([spaces_contribution(Gateway(here.database, host))])
    day.settle()
    assert len(day.place.panes) == 3
    least = day.window.minimumSizeHint()
    assert least.width() <= 1366
    assert least.height() <= 768
    check_window(day.window)


# On the planning and on the page of the booking.


def test_that_presence_is_noted_on_the_card_of_the_planning(day: Day, planning: Show, here: Office) -> None:
    page = planning()
    page.select(1)
    page.card()
    card = page.place.card.card
    assert card.presence_button.isEnabled()
    assert not card.cancel_button.isEnabled()
    assert "commencée" in card.cancel_button.toolTip()
    assert card.move_button.accessibleDescription() == card.cancel_button.toolTip()
    day.qtbot.mouseClick(card.presence_button, Qt.MouseButton.LeftButton)
    day.qtbot.waitUntil(lambda: "Présence notée" in page.card())
    assert here.gateway.booking(1).booking.occurrences[0].state is OccurrenceState.PRESENT
    assert not card.presence_button.isEnabled()


def test_that_presence_is_a_command_where_it_may_be_noted(day: Day, planning: Show) -> None:
    page = planning()
    action = day.window.commands.action("spaces.presence")
    page.select(2)
    page.settled()
    assert not action.isEnabled()
    page.select(1)
    page.settled()
    assert action.isEnabled()
    page.press(Qt.Key.Key_P, CTRL | Qt.KeyboardModifier.ShiftModifier)
    day.qtbot.waitUntil(lambda: "Présence notée" in page.card())


def test_that_the_page_of_a_booking_notes_presence_and_says_what_cannot_be_done(day: Day) -> None:
    day.window.go(Target(BOOKING, {"number": "R-2026-000001"}))
    place = day.window.place
    assert isinstance(place, BookingPlace)
    day.qtbot.waitUntil(lambda: day.window.tasks.idle and not place.busy())
    assert "commencée" in place.move_button.toolTip()
    day.window.commands.action("spaces.presence").trigger()
    day.qtbot.waitUntil(lambda: "présence est notée" in place.move_button.toolTip())


def test_that_a_message_covers_no_button_of_the_card(day: Day, planning: Show) -> None:
    page = planning()
    page.select(1)
    page.card()
    day.window.tell("La séance a été déplacée.")
    toast = day.window.toasts._shown[0]
    card = page.place.card.card
    for button in (card.edit_button, card.move_button, card.print_button, card.cancel_button):
        at = button.mapTo(day.window, QPoint())
        assert not toast.geometry().intersects(QRect(at, button.size()))


# One’s own buildings and the planning.


def test_that_the_planning_begins_with_ones_own_buildings(day: Day, planning: Show) -> None:
    assert day.place.sites == frozenset({office.LEVIS})
    page = planning()
    assert page.rooms() == ["Salle Etchemin", "Etchemin A", "Etchemin B", "Salle Chaudière"]
    assert page.place.title.endswith("Lévis")


def test_that_another_choice_of_buildings_is_that_of_the_planning_until_it_has_its_own(
    day: Day, planning: Show
) -> None:
    planning()
    day.window.go(Target("accueil"))
    day.choose_site("Services Québec des Îles")
    page = planning()
    assert "Salle des Dunes" in page.rooms()
    page.place.filter_bar.capacity.menu_of_choices.actions()[2].trigger()  # type: ignore[attr-defined]
    page.settled()
    kept = day.window.recall("spaces/filter")
    assert sorted(kept["sites"]) == sorted([office.LEVIS, office.ILES])
    day.window.go(Target("accueil"))
    day.choose_site("Services Québec de Lévis")
    assert "Salle Chaudière" in planning().rooms()


def test_that_the_month_follows_too(day: Day) -> None:
    day.window.go(Target(MONTH))
    page = CalendarPage(day.qtbot, day.window).settled()
    assert page.place.state()["filter"]["sites"] == [office.LEVIS]


def test_that_a_building_open_on_saturday_unfolds_no_day_where_it_is_not_shown(
    day: Day, planning: Show, here: Office
) -> None:
    here.database.write(
        lambda session: session.add(HostTerms(site_id=office.ILES, hours="lun-sam 08:00-17:00"))
    )
    here.database.write(
        lambda session: session.add(HostTerms(site_id=office.LEVIS, hours="lun-ven 08:00-17:00"))
    )
    assert day.place.sites == frozenset({office.LEVIS})
    page = planning()
    assert [one.date.weekday() for one in page.place.view.days] == [0, 1, 2, 3, 4]
    page.place.clear_filters()  # type: ignore[attr-defined]
    page.settled()
    assert [one.date.weekday() for one in page.place.view.days] == [0, 1, 2, 3, 4, 5]


def test_that_a_building_can_be_shown_beside_ones_own(day: Day) -> None:
    day.window.go(Target(PLANNING, {"site": office.ILES}))
    page = CalendarPage(day.qtbot, day.window).settled()
    assert {"Salle Chaudière", "Salle des Dunes"} <= set(page.rooms())
    page.place.restore({"filter": {"sites": [office.LEVIS]}})
    assert "Salle des Dunes" not in page.settled().rooms()
    page.place.restore({"site": office.ILES})
    assert {"Salle Chaudière", "Salle des Dunes"} <= set(page.settled().rooms())


def test_that_back_and_forward_keep_following(day: Day, planning: Show) -> None:
    planning()
    day.window.go(Target("accueil"))
    day.qtbot.keyClick(day.window, Qt.Key.Key_Left, Qt.KeyboardModifier.AltModifier)
    CalendarPage(day.qtbot, day.window).settled()
    day.window.go(Target("accueil"))
    day.choose_site("Services Québec des Îles")
    assert "Salle des Dunes" in planning().rooms()
    place = day.window.place
    assert place is not None
    assert place.key == PLANNING
