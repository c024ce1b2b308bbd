"""The fields of one seat: skills and levels, period, effort, days, mode, language."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QComboBox, QFormLayout, QHBoxLayout, QLabel, QWidget

from agence_desktop.core.french import NBSP
from agence_desktop.desktop import theme
from agence_desktop.desktop.teams.requests import form_texts as texts
from agence_desktop.desktop.teams.requests.form_model import SeatEntry, SkillChoice
from agence_desktop.desktop.tokens import Type
from agence_desktop.desktop.widgets.labels import Label
from agence_desktop.desktop.widgets.number_field import WholeField
from agence_desktop.desktop.widgets.time_fields import DateField
from agence_desktop.teams.problem import Mode


class SeatEditor(QWidget):
    """``edited`` comes with every change by a person.

    What a seat of a file has beyond these fields (a third skill, a finer effort) stays with it.
    """

    edited = Signal()

    def __init__(self, today: Callable[[], date], holidays: frozenset[date]) -> None:
        super().__init__()
        self._holidays = holidays
        self._showing = False
        self._shown = SeatEntry()
        self.skills = (QComboBox(), QComboBox())
        self.levels = (QComboBox(), QComboBox())
        self.first, self.last = DateField(today), DateField(today)
        self.effort = WholeField(1, 100, "%")
        self.mode, self.remote_days, self.language = QComboBox(), WholeField(0, 5), QComboBox()
        self.days = tuple(QCheckBox(word) for word in texts.WEEKDAYS)
        self.senior = QCheckBox(texts.SENIOR)
        self.count = Label("", Type.HELP, "secondary", wrap=True)
        self._fill()
        self._arrange()
        self._connect()

    def offer(self, skills: Sequence[SkillChoice]) -> None:
        """Offer these skills, those of the family first."""
        self._showing = True
        for number, box in enumerate(self.skills):
            kept = box.currentData()
            box.clear()
            box.addItem(texts.NO_SKILL if number else texts.CHOOSE_SKILL, None)
            for skill in skills:
                box.addItem(skill.label, skill.id)
            box.setCurrentIndex(max(box.findData(kept), 0))
        self._showing = False

    def show_entry(self, entry: SeatEntry) -> None:
        """Show a seat."""
        self._showing = True
        self._shown = entry
        for at, (box, level) in enumerate(zip(self.skills, self.levels, strict=True)):
            skill, least = entry.skills[at] if at < len(entry.skills) else (None, 2)
            box.setCurrentIndex(max(box.findData(skill), 0))
            _choose(level, least, _level(least))
        self.first.set_value(entry.first)
        self.last.set_value(entry.last)
        self.effort.set_value(entry.effort)
        self.mode.setCurrentIndex(list(texts.MODES).index(entry.mode))
        self.remote_days.set_value(entry.remote_days)
        for number, tick in enumerate(self.days):
            tick.setChecked(entry.days is None or number in entry.days)
        _choose(self.language, entry.language or "", entry.language or "")
        self.senior.setChecked(entry.senior)
        self._showing = False
        self._follow()

    def entry(self) -> SeatEntry:
        """The seat as it is typed."""
        skills = tuple(
            (int(box.currentData()), int(level.currentData()))
            for box, level in zip(self.skills, self.levels, strict=True)
            if box.currentData() is not None
        )
        chosen = {skill for skill, _level in skills}
        beyond = tuple(one for one in self._shown.skills[len(self.skills) :] if one[0] not in chosen)
        effort, remote_days = self.effort.value(), self.remote_days.value()
        ticked = frozenset(number for number, box in enumerate(self.days) if box.isChecked())
        return SeatEntry(
            (*skills, *beyond),
            self.first.value(),
            self.last.value(),
            effort,
            list(texts.MODES)[self.mode.currentIndex()],
            1 if remote_days is None else remote_days,
            None if len(ticked) == len(self.days) else ticked,
            self.language.currentData() or None,
            self.senior.isChecked(),
            self._shown.rest if effort == self._shown.effort else 0,
        )

    def fault(self) -> str:
        """What cannot be read."""
        return self.first.fault() or self.last.fault() or self.effort.fault() or self.remote_days.fault()

    def _fill(self) -> None:
        for level in self.levels:
            for number in texts.LEVELS:
                level.addItem(_level(number), number)
            level.setCurrentIndex(1)
            level.setAccessibleName(texts.LEVEL)
        for words in texts.MODES.values():
            self.mode.addItem(words)
        for code, word in texts.LANGUAGES:
            self.language.addItem(word, code or "")
        for box, name in zip(self.days, texts.WEEKDAY_NAMES, strict=True):
            box.setAccessibleName(name)
        self.remote_days.setAccessibleName(texts.REMOTE_DAYS)

    def _arrange(self) -> None:
        rows = QFormLayout(self)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setHorizontalSpacing(16)
        rows.setVerticalSpacing(8)
        rows.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        self._remote_label = Label(texts.REMOTE_DAYS, Type.BODY, "secondary")
        to = QLabel(texts.TO)
        to.setBuddy(self.last)
        lines: tuple[tuple[str, tuple[QWidget, ...]], ...] = (
            (texts.SKILL, (self.skills[0], self.levels[0])),
            (texts.SECOND_SKILL, (self.skills[1], self.levels[1])),
            (texts.FROM, (self.first, to, self.last)),
            ("", (self.count,)),
            (texts.EFFORT, (self.effort, *self.days)),
            (texts.MODE, (self.mode, self._remote_label, self.remote_days)),
            (texts.LANGUAGE, (self.language, self.senior)),
        )
        for words, widgets in lines:
            holder = QWidget()
            line = QHBoxLayout(holder)
            line.setContentsMargins(0, 0, 0, 0)
            line.setSpacing(8)
            for widget in widgets:
                line.addWidget(widget, 0 if isinstance(widget, QCheckBox | QLabel) else 1)
            label = QLabel(words)
            label.setBuddy(widgets[0])
            widgets[0].setAccessibleName(words.replace("&", ""))
            rows.addRow(label, holder)
        self.last.setAccessibleName(texts.TO.replace("&", ""))
        self.remote_days.setMaximumWidth(theme.scaled(80))
        self.effort.setMaximumWidth(theme.scaled(96))

    def _connect(self) -> None:
        for box in (*self.skills, *self.levels, self.mode, self.language):
            box.currentIndexChanged.connect(self._edited)
        for field in (self.first, self.last, self.effort, self.remote_days):
            field.value_changed.connect(self._edited)
        for tick in (*self.days, self.senior):
            tick.toggled.connect(self._edited)

    def _edited(self, *_: object) -> None:
        if not self._showing:
            self._follow()
            self.edited.emit()

    def _follow(self) -> None:
        """What is said of the fields themselves."""
        entry = self.entry()
        hybrid = entry.mode is Mode.HYBRID
        self.remote_days.setVisible(hybrid)
        self._remote_label.setVisible(hybrid)
        fault = entry.period_fault(self._holidays) if entry.first and entry.last else ""
        days = entry.working(self._holidays)
        self.count.setText(fault or (texts.working(len(days)) if days else ""))
        self.count.set_ink("danger" if fault else "secondary")
        self.last.setAccessibleDescription(fault)


def _level(number: int) -> str:
    return f"{texts.LEVEL.lower()}{NBSP}{number}"


def _choose(box: QComboBox, value: object, words: str) -> None:
    """Choose a value, which is offered from now on if it was not."""
    if box.findData(value) < 0:
        box.addItem(words, value)
    box.setCurrentIndex(box.findData(value))
