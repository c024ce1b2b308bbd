"""The editor of a repetition: how often, until when, without and with which dates; read back as one types."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime
from typing import Any

from PySide6.QtWidgets import QCheckBox, QComboBox, QWidget

from agence_desktop.core.errors import InputError
from agence_desktop.core.recurrence import Repeat, RuleParts
from agence_desktop.desktop import theme
from agence_desktop.desktop.generated.ui_recurrence import Ui_Recurrence
from agence_desktop.desktop.spaces.form import recurrence_texts as texts
from agence_desktop.desktop.spaces.form.booking_model import Series
from agence_desktop.desktop.spaces.form.date_list import DateList
from agence_desktop.desktop.spaces.form.recurrence_model import (
    Ending,
    ReadBack,
    Repetition,
    default_parts,
    default_until,
    read_back,
    repetition_of,
)
from agence_desktop.desktop.tokens import Type
from agence_desktop.desktop.widgets.accessible import without_mnemonic
from agence_desktop.desktop.widgets.form_dialog import FormDialog
from agence_desktop.desktop.widgets.time_fields import DateField

_PARTICULAR = "particular"


class RecurrenceDialog(FormDialog):
    """Calls ``chosen`` with the Series; closing it changes nothing. ``start`` is that of the first date."""

    def __init__(
        self,
        parent: QWidget,
        series: Series,
        start: datetime,
        today: Callable[[], date],
        chosen: Callable[[Series], object],
    ) -> None:
        super().__init__(texts.TITLE, texts.APPLY, parent)
        self._start, self._chosen = start, chosen
        self._kept: str | None = None
        self._filling = True
        pane = QWidget()
        self.ui = Ui_Recurrence()
        self.ui.setupUi(pane)
        self.body.addWidget(pane)
        self.until = DateField(today)
        self.ui.untilBox.addWidget(self.until)
        QWidget.setTabOrder(self.ui.count, self.until)
        self.exceptions = DateList(texts.EXCEPTIONS, today, start.time())
        self.additions = DateList(texts.ADDITIONS, today, start.time())
        self.ui.exceptionsBox.addWidget(self.exceptions)
        self.ui.additionsBox.addWidget(self.additions)
        self._prepare(series)
        self._bind()
        self._show(repetition_of(series.rule, start))
        self.exceptions.set_walls(series.exdates)
        self.additions.set_walls(series.rdates)
        self._filling = False
        self._changed()
        self.save_requested.connect(self._apply)
        self.form.mark_clean()
        self.ui.repeat.setFocus()

    def series(self) -> Series:
        """What the editor says; raises InputError where it makes no rule."""
        return Series(self.repetition().rule(), self.exceptions.walls(), self.additions.walls())

    def repetition(self) -> Repetition:
        """The choices."""
        repeat, by_date = self._repeat(), self._by_date()
        if repeat is None:
            particular = self.ui.repeat.currentData() == _PARTICULAR
            return Repetition(kept=self._kept if particular else None)
        parts = RuleParts(
            repeat,
            every=self.ui.every.value(),
            month_day=self.ui.monthDay.currentData() if repeat is Repeat.MONTHLY_DAY else None,
            count=None if by_date else self.ui.count.value(),
            until=self.until.value() if by_date else None,
        )
        if repeat is Repeat.WEEKLY:
            days = tuple(number for number, day in enumerate(self._days()) if day.isChecked())
            if not days:
                raise InputError("bad_rule", texts.NO_DAY)
            parts = replace(parts, weekdays=days)
        if repeat is Repeat.MONTHLY_WEEKDAY:
            parts = replace(parts, nth=self.ui.nth.currentData(), weekday=self.ui.weekday.currentData())
        if by_date and parts.until is None:
            raise InputError("bad_rule", texts.NO_UNTIL)
        return Repetition(parts)

    def read_back(self) -> ReadBack:
        """What the editor says, in words."""
        try:
            return read_back(self.series(), self._start)
        except InputError as error:
            return ReadBack(fault=error.sentence)

    def _repeat(self) -> Repeat | None:
        """What is chosen; Qt gives back plain text for words of an enumeration."""
        found = self.ui.repeat.currentData()
        return Repeat(found) if found in set(Repeat) else None

    def _by_date(self) -> bool:
        return bool(self.ui.ending.currentData() == Ending.UNTIL)

    def _days(self) -> tuple[QCheckBox, ...]:
        ui = self.ui
        return (ui.monday, ui.tuesday, ui.wednesday, ui.thursday, ui.friday, ui.saturday, ui.sunday)

    def _prepare(self, series: Series) -> None:
        ui = self.ui
        ui.repeat.addItem(texts.NEVER, None)
        for repeat, words in texts.REPEATS.items():
            ui.repeat.addItem(words, repeat)
        if series.rule is not None and repetition_of(series.rule, self._start).parts is None:
            self._kept = series.rule
            ui.repeat.addItem(texts.PARTICULAR, _PARTICULAR)
        for number in (*range(1, 32), -1):
            ui.monthDay.addItem(texts.month_day(number) if number > 0 else texts.LAST_DAY, number)
        for number, words in texts.RANKS.items():
            ui.nth.addItem(words, number)
        for number, day in enumerate(self._days()):
            ui.weekday.addItem(texts.weekday(number), number)
            day.setAccessibleName(texts.weekday(number))
        ui.ending.addItem(texts.AFTER_COUNT, Ending.COUNT)
        ui.ending.addItem(texts.ON_DATE, Ending.UNTIL)
        ui.weekday.setAccessibleName("Jour de la semaine")
        for label, widget in (
            (ui.repeatLabel, ui.repeat),
            (ui.everyLabel, ui.every),
            (ui.monthDayLabel, ui.monthDay),
            (ui.nthLabel, ui.nth),
            (ui.endingLabel, ui.ending),
            (ui.countLabel, ui.count),
            (ui.untilLabel, self.until),
        ):
            label.setBuddy(widget)
            widget.setAccessibleName(without_mnemonic(label.text()))
        ui.phrase.setFont(theme.font(Type.PANEL))
        ui.fields.setHorizontalSpacing(theme.scaled(16))
        ui.fields.setVerticalSpacing(theme.scaled(8))

    def _bind(self) -> None:
        ui = self.ui
        ui.repeat.currentIndexChanged.connect(self._repeat_changed)
        ui.ending.currentIndexChanged.connect(self._ending_changed)
        for box in (ui.monthDay, ui.nth, ui.weekday):
            box.currentIndexChanged.connect(self._changed)
        for spin in (ui.every, ui.count):
            spin.valueChanged.connect(self._changed)
        for day in self._days():
            day.toggled.connect(self._changed)
        self.until.value_changed.connect(self._changed)
        self.exceptions.changed.connect(self._changed)
        self.additions.changed.connect(self._changed)

    def _show(self, repetition: Repetition) -> None:
        parts = repetition.parts
        if parts is None:
            _choose(self.ui.repeat, _PARTICULAR if repetition.kept else None)
            return
        _choose(self.ui.repeat, parts.repeat)
        _choose(self.ui.monthDay, parts.month_day)
        _choose(self.ui.nth, parts.nth)
        _choose(self.ui.weekday, parts.weekday)
        _choose(self.ui.ending, repetition.ending)
        self.ui.every.setValue(parts.every)
        self.ui.count.setValue(parts.count or self.ui.count.value())
        self.until.set_value(parts.until)
        for number, day in enumerate(self._days()):
            day.setChecked(number in parts.weekdays)

    def _repeat_changed(self) -> None:
        repeat = self._repeat()
        if not self._filling and repeat is not None:
            self._filling = True
            self._show(Repetition(default_parts(repeat, self._start)))
            self._filling = False
        self._changed()

    def _ending_changed(self) -> None:
        if self._by_date() and not self.until.text():
            self.until.set_value(default_until(self._start))
        self._changed()

    def _changed(self, *_: object) -> None:
        if self._filling:
            return
        self._fit()
        found = self.read_back()
        self.ui.phrase.setText(found.fault or found.phrase)
        self.ui.phrase.setProperty("ink", "danger" if found.fault else "")
        self.ui.phrase.style().unpolish(self.ui.phrase)
        self.ui.phrase.style().polish(self.ui.phrase)
        self.ui.dates.setText(found.dates)

    def _fit(self) -> None:
        """Show only what the choices so far ask for."""
        ui = self.ui
        repeat, by_date = self._repeat(), self._by_date()
        repeats = repeat is not None
        shown = {
            ui.everyLabel: repeats,
            ui.weekdaysLabel: repeat is Repeat.WEEKLY,
            ui.monthDayLabel: repeat is Repeat.MONTHLY_DAY,
            ui.nthLabel: repeat is Repeat.MONTHLY_WEEKDAY,
            ui.endingLabel: repeats,
            ui.countLabel: repeats and not by_date,
            ui.untilLabel: repeats and by_date,
        }
        for label, wanted in shown.items():
            ui.fields.setRowVisible(label, wanted)
        if repeat is not None:
            one, many = texts.UNITS[repeat]
            ui.everyUnit.setText(one if ui.every.value() == 1 else many)
        layout = self.layout()
        if layout is not None:
            self.setMinimumWidth(max(theme.scaled(480), layout.minimumSize().width()))
        self.exceptions.setVisible(repeats or bool(self.exceptions.walls()))

    def _apply(self) -> None:
        fault = self.read_back().fault
        if fault:
            self.refused(fault)
            return
        self._chosen(self.series())
        self.saved()

    def reject(self) -> None:
        """Nothing typed here is hard to type again."""
        self._abandon()


def _choose(box: QComboBox, value: Any) -> None:
    box.setCurrentIndex(max(0, box.findData(value)))
