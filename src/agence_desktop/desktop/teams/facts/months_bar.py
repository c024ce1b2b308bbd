"""A period of whole months: one, a quarter or a financial year, by whole months."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from PySide6.QtCore import QSignalBlocker, Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QWidget

from agence_desktop.desktop import icons
from agence_desktop.desktop.teams.facts import months_texts as texts
from agence_desktop.desktop.tokens import Type
from agence_desktop.desktop.widgets.labels import Label
from agence_desktop.desktop.widgets.segments import Segments
from agence_desktop.teams.periods import Days

MONTHS = {texts.MONTH: 1, texts.QUARTER: 3, texts.YEAR: 12}
_APRIL = 4


def months_from(first: date, count: int) -> Days:
    """So many whole months from the first day of one; ``count`` may be negative for the end alone."""
    return Days(first, _shifted(first, count))


def _shifted(first: date, months: int) -> date:
    number = first.year * 12 + first.month - 1 + months
    return date(number // 12, number % 12 + 1, 1)


def holding(reach: str, day: date) -> Days:
    """The period of that length in which a day lies; quarters and years begin with the financial year."""
    count, first = MONTHS[reach], day.replace(day=1)
    return months_from(_shifted(first, -((first.month - _APRIL) % count)), count)


class MonthsBar(QWidget):
    """``period_changed`` carries the Days that are wanted."""

    period_changed = Signal(object)

    def __init__(self, today: Callable[[], date], reach: str = texts.QUARTER) -> None:
        super().__init__()
        self._today = today
        self._reach = reach if reach in MONTHS else texts.QUARTER
        self._period = holding(self._reach, today())
        self._title = Label("", Type.PANEL)
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(6)
        for words, icon, act in (
            (texts.PREVIOUS, "chevron-left", lambda: self.move_by(-1)),
            (texts.TODAY, "", self.go_to_today),
            (texts.NEXT, "chevron-right", lambda: self.move_by(1)),
        ):
            button = QPushButton("" if icon else words)
            if icon:
                icons.set_icon(button, icon, "text", 18)
                button.setProperty("kind", "icon")
            button.setProperty("compact", True)
            button.setAccessibleName(words)
            button.setToolTip(words)
            button.clicked.connect(lambda _=False, run=act: run())
            line.addWidget(button)
        self.reach = Segments(texts.REACH, [(one, one) for one in MONTHS], self._reach)
        self.reach.value_changed.connect(self._set_reach)
        line.addWidget(self.reach)
        line.addWidget(self._title)
        self._say()

    @property
    def period(self) -> Days:
        """What is chosen."""
        return self._period

    @property
    def title(self) -> str:
        """As it is told."""
        return self._title.text()

    def show_period(self, first: date, reach: str) -> None:
        """Another period, without asking for it."""
        self._reach = reach if reach in MONTHS else self._reach
        self._period = holding(self._reach, first)
        with QSignalBlocker(self.reach):
            self.reach.set_value(self._reach)
        self._say()

    def move_by(self, steps: int) -> None:
        """The period before or after."""
        count = MONTHS[self._reach]
        self._want(months_from(_shifted(self._period.first, count * steps), count))

    def go_to_today(self) -> None:
        """The period that holds today."""
        self._want(holding(self._reach, self._today()))

    def _set_reach(self, reach: str) -> None:
        day = self._today() if self._period.holds(self._today()) else self._period.first
        self._reach = reach
        self._want(holding(reach, day))

    def _want(self, period: Days) -> None:
        self._period = period
        self._say()
        self.period_changed.emit(period)

    def _say(self) -> None:
        self._title.setText(texts.whole_period(self._period, self._reach))
