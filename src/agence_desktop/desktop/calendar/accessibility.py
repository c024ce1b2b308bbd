"""What a screen reader sees of a calendar: the widget, and its visible blocks and cells as named children."""

from __future__ import annotations

from typing import cast

import shiboken6
from PySide6.QtCore import QObject, QPoint, QRect
from PySide6.QtGui import (
    QAccessible,
    QAccessibleAnnouncementEvent,
    QAccessibleEvent,
    QAccessibleInterface,
    QColor,
    QPalette,
    QWindow,
)
from PySide6.QtWidgets import QAccessibleWidget

from agence_desktop.desktop.calendar.contract import CalendarContract
from agence_desktop.desktop.calendar.stops import Stop

MANY = 2000
"""Above this number of cells handed out, those no longer on view are released."""

# C++ holds bare pointers to what it was handed: Python keeps every interface alive until it is deleted there.
_kept: dict[int, CalendarInterface] = {}
_installed: list[bool] = []


def install() -> None:
    """Teach Qt the interfaces of this module; once is enough."""
    if not _installed:
        QAccessible.installFactory(_make)
        _installed.append(True)


def announce(view: CalendarContract, stop: Stop) -> None:
    """Say that the keyboard now stands on a stop; the one place that sends focus events."""
    if QAccessible.isActive() and view.hasFocus():
        found = interface_of(view)
        if found is not None:
            event = QAccessibleEvent(found.cell(stop), QAccessible.Event.Focus)
            QAccessible.updateAccessibility(event)


def say(view: CalendarContract, words: str) -> None:
    """Have a sentence read, such as the answer about a ghost."""
    if QAccessible.isActive() and words:
        QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(view, words))


def interface_of(view: CalendarContract) -> CalendarInterface | None:
    """The interface of a calendar, made on first use."""
    QAccessible.queryAccessibleInterface(view)
    return _kept.get(_address(view))


def _make(_class_name: str, thing: QObject | None) -> QAccessibleInterface | None:
    if not isinstance(thing, CalendarContract):
        return None
    key = _address(thing)
    if key not in _kept:
        _kept[key] = CalendarInterface(thing)
        thing.destroyed.connect(lambda _gone=None, key=key: _release(key))
    return _kept[key]


def _address(view: QObject) -> int:
    return int(shiboken6.getCppPointer(view)[0])


def _release(key: int) -> None:
    """Qt deletes the interface of a dead widget by itself, but knows nothing of its cells."""
    gone = _kept.pop(key, None)
    if gone is not None:
        gone.release_all()


class CalendarInterface(QAccessibleWidget):
    """A calendar as a list of the blocks and cells on view."""

    def __init__(self, view: CalendarContract) -> None:
        super().__init__(view, QAccessible.Role.List)
        self._view = view
        self._cells: dict[object, CellInterface] = {}

    def cell(self, stop: Stop) -> CellInterface:
        """The interface of a stop; the same one as long as its block or start is the same."""
        found = self._cells.get(stop.key)
        if found is None:
            if len(self._cells) >= MANY:
                self._release({each.key for each in self._view.visible_stops()})
            found = self._cells[stop.key] = CellInterface(self._view, stop)
        found.stop = stop
        return found

    def release_all(self) -> None:
        """Delete every cell handed out."""
        self._release(set())

    def _release(self, but: set[object]) -> None:
        for key in [key for key in self._cells if key not in but]:
            # Qt deletes the cell; Python must hold it until then, or it would be deleted twice.
            cell = self._cells.pop(key)
            QAccessible.deleteAccessibleInterface(QAccessible.uniqueId(cell))

    def childCount(self) -> int:
        """How many blocks and cells are on view."""
        return len(self._view.visible_stops())

    def child(self, index: int) -> QAccessibleInterface:
        """A block or cell on view, in reading order; None outside."""
        stops = self._view.visible_stops()
        return cast("QAccessibleInterface", self.cell(stops[index]) if 0 <= index < len(stops) else None)

    def indexOfChild(self, child: QAccessibleInterface) -> int:
        """The place of a child in reading order, or -1."""
        if not isinstance(child, CellInterface):
            return -1
        return next(
            (at for at, stop in enumerate(self._view.visible_stops()) if stop.key == child.stop.key), -1
        )

    def childAt(self, x: int, y: int) -> QAccessibleInterface:
        """The block or cell at a place on the screen; None elsewhere."""
        stop = self._view.stop_at(self._view.viewport().mapFromGlobal(QPoint(x, y)))
        return cast("QAccessibleInterface", self.cell(stop) if stop else None)

    def focusChild(self) -> QAccessibleInterface:
        """Where the keyboard stands; None without the focus."""
        stop = self._view.focus_stop if self._view.hasFocus() else None
        return cast("QAccessibleInterface", self.cell(stop) if stop else None)


class CellInterface(QAccessibleInterface):
    """A block or a free cell."""

    def __init__(self, view: CalendarContract, stop: Stop) -> None:
        super().__init__()
        self._view = view
        self.stop = stop

    def isValid(self) -> bool:
        """Whether the calendar still exists."""
        return shiboken6.isValid(self._view)

    def object(self) -> QObject:
        """None: a cell is no object of Qt."""
        return cast("QObject", None)

    def window(self) -> QWindow:
        """The window of the calendar."""
        return self._view.window().windowHandle()

    def parent(self) -> QAccessibleInterface:
        """The calendar."""
        return QAccessible.queryAccessibleInterface(self._view)

    def child(self, _index: int) -> QAccessibleInterface:
        """None: a cell holds nothing."""
        return cast("QAccessibleInterface", None)

    def childAt(self, _x: int, _y: int) -> QAccessibleInterface:
        """None: a cell holds nothing."""
        return cast("QAccessibleInterface", None)

    def childCount(self) -> int:
        """None."""
        return 0

    def indexOfChild(self, _child: QAccessibleInterface) -> int:
        """-1: a cell holds nothing."""
        return -1

    def role(self) -> QAccessible.Role:
        """A line of the list."""
        return QAccessible.Role.ListItem

    def text(self, t: QAccessible.Text) -> str:
        """The name says room, day, hour, who and in which state; the description what the room offers."""
        if t is QAccessible.Text.Name:
            return self._view.stop_name(self.stop)
        return self._view.stop_description(self.stop) if t is QAccessible.Text.Description else ""

    def setText(self, t: QAccessible.Text, text: str) -> None:
        """A name follows from what the cell holds."""

    def rect(self) -> QRect:
        """Where it is on the screen."""
        place = self._view.stop_rect(self.stop)
        if place is None:
            return QRect()
        seen = place.intersected(self._view.body_rect())
        return QRect(self._view.viewport().mapToGlobal(seen.topLeft()), seen.size())

    def state(self) -> QAccessible.State:
        """Focusable; focused and selected where the keyboard stands."""
        state = QAccessible.State()
        here = self._view.focus_stop
        state.focusable = state.selectable = True
        if here is not None and here.key == self.stop.key:
            state.focused = self._view.hasFocus()
            state.selected = self.stop.block is not None
        state.readOnly = self.stop.block is not None and not self.stop.block.movable
        return state

    def foregroundColor(self) -> QColor:
        """The colour of text."""
        return self._view.palette().color(QPalette.ColorRole.WindowText)

    def backgroundColor(self) -> QColor:
        """The colour of the ground."""
        return self._view.palette().color(QPalette.ColorRole.Base)
