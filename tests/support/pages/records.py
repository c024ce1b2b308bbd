"""Page objects of « Trouver un espace », of the list of bookings and of the page of a booking."""

from __future__ import annotations

from collections.abc import Callable
from typing import Generic, TypeVar

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from agence_desktop.desktop.dialogs.preview import PreviewDialog
from agence_desktop.desktop.places import Place, State, Target
from agence_desktop.desktop.shell.window import MainWindow
from agence_desktop.desktop.spaces.finding.find_entries import Section
from agence_desktop.desktop.spaces.finding.find_lines import OfferLine, OtherLine
from agence_desktop.desktop.spaces.finding.find_place import FindPlace
from agence_desktop.desktop.spaces.keys import BOOKING, BOOKINGS, FIND
from agence_desktop.desktop.spaces.records.booking_page import BookingPlace
from agence_desktop.desktop.spaces.records.bookings_place import BookingsPlace

P = TypeVar("P", bound=Place)
W = TypeVar("W", bound=QWidget)
TOLD = 30_000


class PlacePage(Generic[P]):
    """A place in the real window."""

    kind: type[P]
    key: str

    def __init__(self, qtbot: QtBot, window: MainWindow) -> None:
        self.qtbot, self.window = qtbot, window

    def open(self, state: State | None = None) -> None:
        """Go there and wait until it is read."""
        self.window.go(Target(self.key, state or {}))
        self.settled()

    @property
    def place(self) -> P:
        """The place, once it is the one that is shown."""
        place = self.window.place
        assert isinstance(place, self.kind)
        return place

    def settled(self) -> None:
        """Once everything is read and drawn."""

        def quiet() -> bool:
            place = self.window.place
            told = self.window.settled
            return told and place is not None and not place.busy()

        self.qtbot.waitUntil(quiet, timeout=TOLD)

    def run(self, key: str) -> None:
        """A command of the menus."""
        action = self.window.commands.action(key)
        assert action.isEnabled(), key
        action.trigger()

    def shown(self, kind: type[W]) -> W:
        """The dialogue of a kind, once it is there."""
        self.qtbot.waitUntil(lambda: bool(windows(kind)), timeout=TOLD)
        return windows(kind)[-1]

    def preview(self) -> PreviewDialog:
        """The preview, once its document is made."""
        dialog = self.shown(PreviewDialog)
        self.qtbot.waitUntil(lambda: dialog.paper is not None, timeout=TOLD)
        return dialog


def windows(kind: type[W]) -> list[W]:
    """The windows of a kind that are shown."""
    return [one for one in QApplication.topLevelWidgets() if isinstance(one, kind) and one.isVisible()]


class FindPage(PlacePage[FindPlace]):
    """« Trouver un espace »."""

    kind, key = FindPlace, FIND

    def write(self, text: str) -> None:
        """Put a need into the line, and wait for its answer."""
        field = self.place.panel.text
        field.setFocus()
        field.selectAll()
        # The keys of the test library know no accents.
        field.insertPlainText(text)
        self.qtbot.waitUntil(lambda: self.place.panel.told != "" or not text, timeout=TOLD)
        self.settled()

    def fits(self) -> list[str]:
        """The rooms that fit, by rank."""
        results = self.place.results
        return [line.room.name for line in results.fits] if results else []

    def near(self) -> list[OfferLine]:
        """What nearly fits."""
        results = self.place.results
        return list(results.near) if results else []

    def others(self) -> dict[str, OtherLine]:
        """Why the others do not answer, by room; those that are listed."""
        entries = self.place.list.entries.entries
        return {one.name: one for one in entries if isinstance(one, OtherLine)}

    def choose(self, wanted: Callable[[OfferLine | OtherLine], bool]) -> None:
        """Put the keyboard on the first line that is wanted, with the arrows."""
        view = self.place.list
        view.setFocus()
        self.qtbot.waitUntil(view.hasFocus)
        QTest.keyClick(view, Qt.Key.Key_Home)
        for _ in range(view.entries.rowCount()):
            entry = view.current()
            assert not isinstance(entry, Section)
            if entry is not None and wanted(entry):
                return
            QTest.keyClick(view, Qt.Key.Key_Down)
        raise AssertionError("no such line")

    def enter(self) -> None:
        """Entrée on the current line."""
        QTest.keyClick(self.place.list, Qt.Key.Key_Return)
        self.settled()


class BookingsPage(PlacePage[BookingsPlace]):
    """The list of bookings."""

    kind, key = BookingsPlace, BOOKINGS

    def numbers(self) -> list[str]:
        """The bookings shown."""
        return [row.number for row in self.place.model.rows()]

    def filter(self, text: str) -> None:
        """Type in the filter."""
        line = self.place.panel.filter_line
        line.setFocus()
        line.clear()
        QTest.keyClicks(line, text)
        self.qtbot.waitUntil(lambda: self.place.model.text == text, timeout=TOLD)
        self.settled()


class BookingPageObject(PlacePage[BookingPlace]):
    """The page of a booking."""

    kind, key = BookingPlace, BOOKING

    def states(self) -> list[str]:
        """The states of the dates in words."""
        model = self.place.model
        column = [one.key for one in model.columns].index("state")
        return [str(model.index(row, column).data()) for row in range(model.rowCount())]
