"""Page object of the page of an absence."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import QObject, Qt, QUrl, Slot
from PySide6.QtGui import QDesktopServices, QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QMenu

from agence_desktop.desktop.positions.absence.keys import ABSENCE
from agence_desktop.desktop.positions.absence.page import AbsencePlace
from agence_desktop.desktop.widgets.columns import Column
from agence_desktop.positions.relief import ReliefLine
from support.windows import OpenWindow


class MailProgram(QObject):
    """Stands for the system's: keeps what it is given to open."""

    def __init__(self) -> None:
        super().__init__()
        self.opened: list[str] = []

    @Slot(QUrl)
    def take(self, url: QUrl) -> None:
        """A file to open."""
        self.opened.append(url.toLocalFile())

    def __enter__(self) -> MailProgram:
        QDesktopServices.setUrlHandler("file", self, "take")
        return self

    def __exit__(self, *_error: object) -> None:
        QDesktopServices.unsetUrlHandler("file")


class AbsencePage:
    """The page as somebody works on it."""

    def __init__(self, opened: OpenWindow, **state: object) -> None:
        self.opened = opened
        place = opened.go(ABSENCE, **state)
        assert isinstance(place, AbsencePlace)
        self.place = place

    def settled(self) -> AbsencePage:
        """Once everything is written, read and drawn."""
        self.opened.settle()
        return self

    def type_dates(self, first: str, last: str = "") -> None:
        """Type dates as people do."""
        for field, text in ((self.place.period.first, first), (self.place.period.last, last)):
            if text:
                field.setFocus()
                field.selectAll()
                QTest.keyClicks(field, text)

    def press(self, keys: str) -> None:
        """A shortcut of the window."""
        # Commands of other places may have the same keys: only one of them is enabled here.
        QTest.keySequence(self.opened.window, QKeySequence(keys))
        self.settled()

    def line(self, task: str) -> ReliefLine:
        """The line of a task."""
        return next(one for one in self.place.relief.model.rows() if one.touched.task.key == task)

    def cell(self, task: str, column: str) -> str:
        """What a cell of the table shows."""
        found: Column[ReliefLine] = next(one for one in self.place.relief.model.columns if one.key == column)
        return found.text(self.line(task))

    def choose(self, task: str) -> None:
        """Put the keyboard on the line of a task."""
        self.place.relief.choose(self.line(task))

    def people(self, task: str) -> QMenu:
        """Whom the cell « Relève » offers, opened by keyboard."""
        self.choose(task)
        view = self.place.relief.view
        view.setFocus()
        QTest.keyClick(view, Qt.Key.Key_Space)
        menus = self.place.relief.findChildren(QMenu)
        return menus[-1]

    def take(self, task: str, name: str) -> None:
        """Give a task to somebody."""
        menu = self.people(task)
        action = next(one for one in menu.actions() if one.text().startswith(name))
        action.trigger()
        menu.close()
        self.settled()

    def spoken(self, task: str, day: date) -> str:
        """What a screen reader says of a cell of the bars."""
        model = self.place.bars.bars
        row = [line.touched.task.key for line in model.lines].index(task) + 1
        index = model.index(row, model.days.index(day))
        return str(index.data(Qt.ItemDataRole.AccessibleTextRole))
