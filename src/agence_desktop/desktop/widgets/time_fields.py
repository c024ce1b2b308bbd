"""Dates, times and durations typed as people write them, read back the moment the field is left."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, time, timedelta
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QLineEdit, QWidget

from agence_desktop.core.errors import InputError
from agence_desktop.core.french import format_date, format_duration, format_end_time, format_time
from agence_desktop.core.french.parse_dates import parse_date
from agence_desktop.core.french.parse_times import parse_end_time, parse_time
from agence_desktop.core.french.parse_values import parse_duration
from agence_desktop.desktop import icons
from agence_desktop.desktop.widgets import texts
from agence_desktop.desktop.widgets.accessible import announce
from agence_desktop.desktop.widgets.month_popup import MonthPopup


class LenientField(QLineEdit):
    """A line that understands several ways of writing; what it understood is written out when it is left.

    ``value_changed`` carries the value, None while what is typed cannot be read.
    """

    value_changed = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._value: Any = None
        self._fault = ""
        self.textEdited.connect(self._read)

    def value(self) -> Any:
        """What was understood, None for nothing."""
        return self._value

    def set_value(self, value: Any) -> None:
        """Show a value, or the text by which a draft kept it."""
        if isinstance(value, str):
            value = self.restored(value)
        self._fault = ""
        self.setText("" if value is None else self.written(value))
        self._set(value)

    def fault(self) -> str:
        """Why what is typed cannot be read."""
        return self._fault

    def parsed(self, text: str) -> Any:
        """The value of a text; raises InputError."""
        raise NotImplementedError

    def written(self, value: Any) -> str:
        """A value as it is written."""
        raise NotImplementedError

    def restored(self, text: str) -> Any:
        """The value that a draft kept as text."""
        raise NotImplementedError

    def stepped(self, value: Any, steps: int) -> Any:
        """The value some steps further, for the arrows."""
        raise NotImplementedError

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Write out what was understood."""
        if self._value is not None:
            self.setText(self.written(self._value))
        super().focusOutEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """The arrows go on and back."""
        steps = {Qt.Key.Key_Up: 1, Qt.Key.Key_Down: -1, Qt.Key.Key_PageUp: 7, Qt.Key.Key_PageDown: -7}
        step = steps.get(Qt.Key(event.key()))
        if step is not None and self._value is not None and not event.modifiers():
            self.set_value(self.stepped(self._value, step))
            announce(self, self.text())
        else:
            super().keyPressEvent(event)

    def _read(self) -> None:
        text = self.text().strip()
        self._fault = ""
        value = None
        if text:
            try:
                value = self.parsed(text)
            except InputError as error:
                self._fault = error.sentence
        self._set(value)

    def _set(self, value: Any) -> None:
        if value != self._value:
            self._value = value
            self.setToolTip("" if value is None else self.written(value))
            self.value_changed.emit(value)


class DateField(LenientField):
    """A date: « demain », « jeudi 22 », « 20 nov », 2026-11-20; arrows move by a day, Page keys by a week.

    F4 or the button open a month to choose from.
    """

    def __init__(self, today: Callable[[], date], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._today = today
        self._month: MonthPopup | None = None
        opener = self.addAction(
            icons.icon("calendar", "secondary", 16), QLineEdit.ActionPosition.TrailingPosition
        )
        icons.set_icon(opener, "calendar", "secondary", 16)
        opener.setToolTip(texts.OPEN_CALENDAR)
        opener.triggered.connect(self.open_month)

    def parsed(self, text: str) -> date:
        """As people write dates, completed from today."""
        return parse_date(text, self._today())

    def written(self, value: date) -> str:
        """« jeudi 29 octobre 2026 »."""
        return format_date(value)

    def restored(self, text: str) -> date:
        """ISO."""
        return date.fromisoformat(text)

    def stepped(self, value: date, steps: int) -> date:
        """Days."""
        return value + timedelta(days=steps)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """F4 opens the month."""
        if event.key() == Qt.Key.Key_F4:
            self.open_month()
        else:
            super().keyPressEvent(event)

    def open_month(self) -> QWidget:
        """Show the month under the field; Entrée or a click takes a day, Échap closes."""
        if self._month is None:
            self._month = MonthPopup(self)
            self._month.taken.connect(self.set_value)
        self._month.open_at(self._value or self._today())
        return self._month


class TimeField(LenientField):
    """A time of day: 14:30, 14h30, 14 h 30, 1430, 9; arrows move by ``step_minutes``; an end may be 24 h."""

    def __init__(
        self, step_minutes: int = 15, *, is_end: bool = False, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.step_minutes = step_minutes
        self._is_end = is_end

    def parsed(self, text: str) -> time:
        """As people write times; an end may be 24 h, which is midnight."""
        return parse_end_time(text) if self._is_end else parse_time(text)

    def written(self, value: time) -> str:
        """« 14 h 30 »."""
        return format_end_time(value) if self._is_end else format_time(value)

    def restored(self, text: str) -> time:
        """ISO."""
        return time.fromisoformat(text)

    def stepped(self, value: time, steps: int) -> time:
        """Steps of the grid, within the day."""
        minutes = value.hour * 60 + value.minute + (1 if steps > 0 else -1) * self.step_minutes
        minutes = max(0, min(minutes, 24 * 60 - self.step_minutes))
        return time(*divmod(minutes, 60))


class DurationField(LenientField):
    """A length: « 2 h 30 », « 90 min », « 1,5 h »; the value is whole minutes; arrows move by 15."""

    def parsed(self, text: str) -> int:
        """As people write lengths, in minutes."""
        return parse_duration(text)

    def written(self, value: int) -> str:
        """« 2 h 30 »."""
        return format_duration(value)

    def restored(self, text: str) -> int:
        """Minutes."""
        return int(text)

    def stepped(self, value: int, steps: int) -> int:
        """Quarters of an hour, never negative."""
        return max(0, value + 15 * (1 if steps > 0 else -1))
