"""Date and hours in one field, typed as people say them: « demain 14 h », « jeudi 22, 9-11 », 1430."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date, datetime, time, timedelta
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from agence_desktop.core.errors import InputError
from agence_desktop.core.french import (
    NBSP,
    TimeRange,
    format_short_date,
    parse_end_time,
    parse_hours,
    parse_moment,
    parse_need,
    parse_time,
)
from agence_desktop.core.french.parse_dates import parse_date
from agence_desktop.desktop import theme
from agence_desktop.desktop.spaces.form import booking_texts as texts
from agence_desktop.desktop.spaces.form.booking_model import Slot
from agence_desktop.desktop.spaces.form.composite import CompositeField
from agence_desktop.desktop.widgets.labels import Label
from agence_desktop.desktop.widgets.time_fields import DateField, LenientField, TimeField

_HOUR = timedelta(hours=1)
_A_DAY = timedelta(days=1)


class DayField(DateField):
    """A date, with which hours may be typed; ``hours_typed`` carries start and end (None: not said)."""

    hours_typed = Signal(object, object)

    def parsed(self, text: str) -> date:
        """A date alone, or with its hours."""
        try:
            return parse_date(text, self._today())
        except InputError:
            need = parse_need(text, self._today(), {}, ())
            if need.day is None or need.start is None or need.unread:
                raise
        self.hours_typed.emit(need.start, need.end)
        return need.day

    def written(self, value: date) -> str:
        """« jeu. 29 oct. 2026 »: there is little room."""
        return format_short_date(value)


class StartField(TimeField):
    """A start, with which the end may be typed; ``range_typed`` carries both."""

    range_typed = Signal(object)

    def parsed(self, text: str) -> time:
        """A time alone, or a range."""
        try:
            return parse_time(text)
        except InputError:
            try:
                hours = parse_hours(text)
            except InputError:
                hours = None
            if hours is None:
                raise
        self.range_typed.emit(hours)
        return hours.start


class EndField(TimeField):
    """An end, which may be on a later day (« vendredi 16 h »); ``day_typed`` carries that day or None."""

    day_typed = Signal(object)

    def __init__(self, start_day: Callable[[], date | None], parent: QWidget | None = None) -> None:
        super().__init__(is_end=True, parent=parent)
        self._start_day = start_day

    def parsed(self, text: str) -> time:
        """A time of the day of the start, or a date and a time."""
        try:
            found = parse_end_time(text)
        except InputError:
            day = self._start_day()
            if day is None:
                raise
            wall = parse_moment(text, day)
            self.day_typed.emit(wall.date())
            return wall.time()
        self.day_typed.emit(None)
        return found


class SlotField(CompositeField):
    """The value is a Slot, None while it is not whole."""

    def __init__(self, today: Callable[[], date], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.day, self.start = DayField(today), StartField()
        self.end = EndField(self.day.value)
        self._last_day: date | None = None
        self._length = _HOUR
        self._settling = False
        self._later = Label("", ink="secondary")
        self._later.hide()
        box = QHBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(theme.scaled(8))
        for field, name, width in (
            (self.day, texts.DATE, 150),
            (self.start, texts.START, 56),
            (self.end, texts.END, 58),
        ):
            field.setAccessibleName(name)
            field.setMinimumWidth(theme.scaled(width))
            if field is self.end:
                box.addWidget(Label(texts.UNTIL))
            box.addWidget(field, 1 if field is self.day else 0)
            if field is not self.day:
                field.setFixedWidth(theme.scaled(width + 8))
        box.addWidget(self._later)
        self.watch_parts(self.day, self.start, self.end)
        self.day.hours_typed.connect(self._take_hours)
        self.start.range_typed.connect(self._take_range)
        self.end.day_typed.connect(self._take_last_day)
        self.day.value_changed.connect(self._settle)
        self.start.value_changed.connect(self._start_changed)
        self.end.value_changed.connect(self._end_changed)

    def set_step(self, minutes: int) -> None:
        """Let the arrows follow the grid of the space."""
        self.start.step_minutes = self.end.step_minutes = minutes

    def value(self) -> Slot | None:
        """The slot, where all of it can be read and the end follows the start."""
        day, start, end = self.day.value(), self.start.value(), self.end.value()
        if day is None or start is None or end is None:
            return None
        first = datetime.combine(day, start)
        last = datetime.combine(self._last_day or day, end)
        if self._last_day is None and end == time():
            last += _A_DAY
        return Slot(first, last) if last > first else None

    def set_value(self, value: Any) -> None:
        """A Slot, or the mapping by which a draft kept what could be read."""
        if isinstance(value, Mapping):
            self._restore(value)
            return
        slot = value if isinstance(value, Slot) else None
        self._settling = True
        self.day.set_value(slot and slot.start.date())
        self.start.set_value(slot and slot.start.time())
        self.end.set_value(slot and slot.end.time())
        self._take_last_day(_later_day(slot))
        self._settling = False
        self._keep_length()
        self._settle()

    def kept(self) -> dict[str, str]:
        """What a draft keeps: each part that can be read."""
        parts = {"day": self.day.value(), "start": self.start.value(), "end": self.end.value()}
        parts["last_day"] = self._last_day
        return {key: part.isoformat() for key, part in parts.items() if part is not None}

    def fault(self) -> str:
        """The first part that cannot be read, or an end before the start."""
        for field in (self.day, self.start, self.end):
            if field.fault():
                return field.fault()
        parts = (self.day.value(), self.start.value(), self.end.value())
        if None not in parts and self.value() is None:
            return f"La fin doit suivre le début{NBSP}: corrigez l’heure de fin."
        missing = [
            name
            for name, part in zip((texts.DATE, texts.START, texts.END), parts, strict=True)
            if part is None
        ]
        if 0 < len(missing) < len(parts):
            return f"Il manque{NBSP}: {', '.join(missing).lower()}."
        return ""

    def part_to_mend(self) -> LenientField | None:
        """The first part that cannot be read or is missing, else the end where it comes too soon."""
        parts = (self.day, self.start, self.end)
        faulty = next((one for one in parts if one.fault() or one.value() is None), None)
        return faulty or (self.end if self.value() is None else None)

    def _restore(self, kept: Mapping[str, str]) -> None:
        self._settling = True
        for key, field in (("day", self.day), ("start", self.start), ("end", self.end)):
            field.set_value(kept.get(key))
        self._take_last_day(date.fromisoformat(kept["last_day"]) if "last_day" in kept else None)
        self._settling = False
        self._keep_length()
        self._settle()

    def _take_hours(self, start: time, end: time | None) -> None:
        if end is not None:
            self._length = timedelta(minutes=TimeRange(start, end).minutes)
        self.start.set_value(start)

    def _take_range(self, hours: TimeRange) -> None:
        # The start follows at once, and the end keeps this length.
        self._length = timedelta(minutes=hours.minutes)
        self._take_last_day(None)

    def _take_last_day(self, day: date | None) -> None:
        self._last_day = day if day != self.day.value() else None
        self._later.setText(f"({format_short_date(day, year=False)})" if self._last_day and day else "")
        self._later.setVisible(bool(self._last_day))

    def _start_changed(self, start: time | None) -> None:
        """The length is kept, up to midnight."""
        if start is not None and not self._settling and self._last_day is None:
            day = date(2000, 1, 1)
            end = min(datetime.combine(day, start) + self._length, datetime.combine(day + _A_DAY, time()))
            self._settling = True
            self.end.set_value(end.time())
            self._settling = False
        self._settle()

    def _end_changed(self, _end: time | None) -> None:
        if not self._settling:
            self._keep_length()
        self._settle()

    def _keep_length(self) -> None:
        slot = self.value()
        if slot is not None and slot.length <= _A_DAY:
            self._length = slot.length

    def _settle(self, _value: object = None) -> None:
        if not self._settling:
            self.tell()


def _later_day(slot: Slot | None) -> date | None:
    if slot is None or slot.end <= datetime.combine(slot.start.date(), time()) + _A_DAY:
        return None
    return slot.end.date()
