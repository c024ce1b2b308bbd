"""A month under a field, from which a day is chosen with the keyboard or the mouse."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import QDate, QLocale, QPoint, Qt, Signal
from PySide6.QtGui import QTextCharFormat
from PySide6.QtWidgets import QCalendarWidget, QToolButton, QVBoxLayout, QWidget

from agence_desktop.desktop import icons, theme
from agence_desktop.desktop.widgets import texts

_BUTTONS = {
    "qt_calendar_prevmonth": (texts.PREVIOUS_MONTH, "chevron-left"),
    "qt_calendar_nextmonth": (texts.NEXT_MONTH, "chevron-right"),
    "qt_calendar_monthbutton": (texts.CHOOSE_MONTH, ""),
    "qt_calendar_yearbutton": (texts.CHOOSE_YEAR, ""),
}


class MonthPopup(QWidget):
    """``taken`` carries the day; Entrée or a click takes it, Échap closes."""

    taken = Signal(object)

    def __init__(self, field: QWidget) -> None:
        super().__init__(field, Qt.WindowType.Popup)
        self._field = field
        month = self.month = QCalendarWidget(self)
        month.setLocale(QLocale(QLocale.Language.French, QLocale.Country.Canada))
        month.setFirstDayOfWeek(Qt.DayOfWeek.Monday)
        month.setAccessibleName(texts.CALENDAR)
        month.setVerticalHeaderFormat(QCalendarWidget.VerticalHeaderFormat.NoVerticalHeader)
        for name, (words, icon) in _BUTTONS.items():
            if (button := month.findChild(QToolButton, name)) is not None:
                button.setAccessibleName(words)
                button.setToolTip(words)
                if icon:
                    icons.set_icon(button, icon, size=20)
        # A week-end is no error: its days have the ink of the others.
        for day in (Qt.DayOfWeek.Saturday, Qt.DayOfWeek.Sunday):
            month.setWeekdayTextFormat(day, QTextCharFormat())
        month.setMinimumSize(theme.scaled(320), theme.scaled(280))
        month.clicked.connect(self._take)
        month.activated.connect(self._take)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.addWidget(month)

    def open_at(self, day: date) -> None:
        """Show the month of a day under the field."""
        self.month.setSelectedDate(QDate(day.year, day.month, day.day))
        self.move(self._field.mapToGlobal(QPoint(0, self._field.height())))
        self.show()
        self.month.setFocus()

    def _take(self, day: QDate) -> None:
        self.taken.emit(date(day.year(), day.month(), day.day()))
        self.close()
