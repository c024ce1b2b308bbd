"""The line of an absence: who, from when to when, typed freely; no reason is asked, and it says so."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta

from PySide6.QtCore import QSignalBlocker, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from agence_desktop.desktop import theme
from agence_desktop.desktop.positions.absence import texts
from agence_desktop.desktop.tasks import Tasks
from agence_desktop.desktop.tokens import Type
from agence_desktop.desktop.widgets.accessible import announce
from agence_desktop.desktop.widgets.adapters import Choice
from agence_desktop.desktop.widgets.bar_layout import BarLayout
from agence_desktop.desktop.widgets.chooser import Chooser, Provider
from agence_desktop.desktop.widgets.labels import IconLabel, Label
from agence_desktop.desktop.widgets.time_fields import DateField

LONGEST = timedelta(days=731)
"""An absence of more than two years is no absence: a year half typed is not drawn day by day."""


class PeriodBar(QWidget):
    """``period_changed`` comes at every change of a date, ``person_chosen`` with the id of a person."""

    period_changed = Signal()
    person_chosen = Signal(object)

    def __init__(self, tasks: Tasks, provider: Provider, today: Callable[[], date]) -> None:
        super().__init__()
        self.person = Chooser(tasks, provider)
        self.first, self.last = DateField(today), DateField(today)
        self._last_given = False
        self.error = Label("", Type.HELP, "danger", wrap=True)
        self._who = Label(texts.WHO)
        line = BarLayout()
        self._asked = _beside(self._who, self.person)
        line.addWidget(self._asked)
        for words, field in ((texts.FROM, self.first), (texts.TO, self.last)):
            label = Label(words)
            label.setBuddy(field)
            field.setProperty("compact", True)
            field.setFixedWidth(theme.scaled(220))
            line.addWidget(_beside(label, field))
        self.first.setAccessibleName(texts.FIRST_DAY)
        self.last.setAccessibleName(texts.LAST_DAY)
        self._who.setBuddy(self.person)
        self.person.setAccessibleName(texts.WHOM)
        self.person.setPlaceholderText(texts.WHOM)
        self.person.setFixedWidth(theme.scaled(260))
        no_reason = Label(texts.NO_REASON, Type.HELP, "secondary")
        line.add_right(_beside(IconLabel("lock-outline", "secondary", 16), no_reason))
        box = QVBoxLayout(self)
        box.setContentsMargins(16, 0, 16, 8)
        box.setSpacing(2)
        box.addLayout(line)
        box.addWidget(self.error)
        self.error.hide()
        self.first.value_changed.connect(self._first_changed)
        self.last.value_changed.connect(self._last_changed)
        for field in (self.first, self.last):
            field.editingFinished.connect(self.show_error)
        self.person.value_changed.connect(self._person_changed)
        self.ask_person(True)

    def ask_person(self, asked: bool) -> None:
        """Offer the choice of a person, or leave it out once there is one."""
        self._asked.setVisible(asked)

    def set_editable(self, editable: bool) -> None:
        """Whether dates may be typed."""
        for field in (self.first, self.last):
            field.setReadOnly(not editable)

    def set_period(self, first: date | None, last: date | None) -> None:
        """Show dates without telling of it."""
        for field, value in ((self.first, first), (self.last, last)):
            with QSignalBlocker(field):
                field.set_value(value)
        self._last_given = last is not None
        self.show_error()

    def period(self) -> tuple[date, date] | None:
        """The dates typed, None until both are, in order, and near enough to be an absence."""
        first, last = self.first.value(), self.last.value()
        return (first, last) if first and last and not self.fault() else None

    def fault(self) -> str:
        """What is wrong with what is typed."""
        for field in (self.first, self.last):
            if said := field.fault():
                return said
        first, last = self.first.value(), self.last.value()
        if first is None or last is None:
            return texts.WRITE_DATES
        if last < first:
            return texts.BAD_PERIOD
        return texts.TOO_LONG if last - first > LONGEST else ""

    def show_error(self, *, insist: bool = False) -> str:
        """Say what is wrong under the dates; empty fields are told only when one ``insists``."""
        said = self.fault()
        if said == texts.WRITE_DATES and not insist:
            said = ""
        changed = said != self.error.text()
        self.error.setText(said)
        self.error.setVisible(bool(said))
        if said and changed:
            announce(self, said)
        return said

    def _first_changed(self, value: date | None) -> None:
        """An absence of one day until more is said."""
        if value is not None and not self._last_given:
            with QSignalBlocker(self.last):
                self.last.set_value(value)
        self._changed()

    def _last_changed(self, value: date | None) -> None:
        self._last_given = value is not None
        self._changed()

    def _changed(self) -> None:
        if self.error.isVisible():
            self.show_error()
        self.period_changed.emit()

    def _person_changed(self, choice: Choice | None) -> None:
        if choice is not None:
            self.person_chosen.emit(choice.key)


def _beside(*widgets: QWidget) -> QWidget:
    """Widgets that stay together where the line breaks."""
    held = QWidget()
    line = QHBoxLayout(held)
    line.setContentsMargins(0, 0, 0, 0)
    line.setSpacing(8)
    for widget in widgets:
        line.addWidget(widget)
    return held
