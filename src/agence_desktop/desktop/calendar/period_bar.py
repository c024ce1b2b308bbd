"""The period of a calendar: back, today, on; what is shown; and how much at once."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QWidget

from agence_desktop.desktop import icons
from agence_desktop.desktop.calendar import texts
from agence_desktop.desktop.calendar.periods import Period, Reach
from agence_desktop.desktop.tokens import Type
from agence_desktop.desktop.widgets.bar_layout import BarLayout
from agence_desktop.desktop.widgets.labels import Label
from agence_desktop.desktop.widgets.segments import Segments

_WORDS = {
    Reach.DAY: texts.DAY,
    Reach.WEEK: texts.WEEK,
    Reach.TWO_WEEKS: texts.TWO_WEEKS,
    Reach.FOUR_WEEKS: texts.FOUR_WEEKS,
    Reach.QUARTER: texts.QUARTER,
}


class PeriodBar(QWidget):
    """``period_changed`` carries the Period that is wanted; the owner answers with ``show_period``."""

    period_changed = Signal(object)

    def __init__(
        self,
        period: Period,
        reaches: Sequence[Reach],
        today: Callable[[], date],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._period, self._today = period, today
        self._title = Label("", Type.PANEL)
        self._weeks = Label("", Type.HELP, "secondary")
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(6)
        for words, icon, step in ((texts.PREVIOUS, "chevron-left", -1), (texts.NEXT, "chevron-right", 1)):
            button = QPushButton()
            icons.set_icon(button, icon, "text", 18)
            button.setProperty("compact", True)
            button.setProperty("kind", "icon")
            button.setAccessibleName(words)
            button.setToolTip(words)
            button.clicked.connect(lambda _=False, by=step: self.move_by(by))
            line.addWidget(button)
        today_button = QPushButton(texts.TODAY_BUTTON)
        today_button.setProperty("compact", True)
        today_button.clicked.connect(self.go_to_today)
        line.insertWidget(1, today_button)
        line.addWidget(self._title)
        line.addWidget(self._weeks)
        self._reach: Segments | None = None
        self._ends: list[QWidget] = [self]
        if len(reaches) > 1:
            self._reach = Segments(texts.REACH, [(one, _WORDS[one]) for one in reaches], period.reach)
            self._reach.value_changed.connect(self.set_reach)
            self._ends.append(self._reach)
        self.show_period(period)

    def stand_in(self, bar: BarLayout) -> None:
        """Take place at the right end of a bar; how much is shown may go to a line of its own."""
        for widget in self._ends:
            bar.add_right(widget)

    @property
    def period(self) -> Period:
        """What is shown."""
        return self._period

    @property
    def title(self) -> str:
        """As it is told: « 12 au 16 octobre 2026 »."""
        return self._title.text()

    def show_period(self, period: Period, last: date | None = None) -> None:
        """Say a period; ``last`` is the last day that is shown of it."""
        self._period = period
        self._title.setText(period.title(last))
        self._weeks.setText(period.weeks())
        self._weeks.setVisible(bool(period.weeks()))
        if self._reach is not None and self._reach.value() is not period.reach:
            self._reach.blockSignals(True)
            self._reach.set_value(period.reach)
            self._reach.blockSignals(False)

    def move_by(self, steps: int) -> None:
        """Ask for the period some steps later, or earlier."""
        self.period_changed.emit(self._period.shifted(steps))

    def go_to_today(self) -> None:
        """Ask for the period that holds today."""
        self.period_changed.emit(Period.holding(self._period.reach, self._today()))

    def set_reach(self, reach: Reach) -> None:
        """Ask for more or less at once, around today where it is shown, otherwise from the same first day."""
        if reach is not self._period.reach:
            today = self._today()
            day = today if self._period.holds(today) else self._period.first
            self.period_changed.emit(Period.holding(reach, day))
