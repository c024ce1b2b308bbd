"""The repetition of a booking as a phrase, and the button that opens its editor."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QPushButton, QWidget

from agence_desktop.core.recurrence import RuleError, describe
from agence_desktop.desktop import theme
from agence_desktop.desktop.spaces.form import booking_texts as texts
from agence_desktop.desktop.spaces.form.booking_model import Series, Slot, series_fault
from agence_desktop.desktop.spaces.form.composite import CompositeField


class SeriesField(CompositeField):
    """The value is a series as JSON, None for a single date; ``change_requested`` asks to edit it."""

    change_requested = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._series = Series()
        self._slot: Slot | None = None
        self._fixed = ""
        self.words = QLineEdit()
        self.words.setReadOnly(True)
        self.words.setAccessibleName("Répétition")
        # The button says it too: one stop is enough.
        self.words.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self.button = QPushButton(texts.CHANGE)
        self.button.setAccessibleName(texts.CHANGE_NAME)
        self.button.setAutoDefault(False)
        self.button.clicked.connect(self.change_requested)
        box = QHBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(theme.scaled(8))
        box.addWidget(self.words, 1)
        box.addWidget(self.button)
        self.watch_parts(self.button, self.words)
        self._show()

    @property
    def series(self) -> Series:
        """The repetition."""
        return self._series

    def set_series(self, series: Series) -> None:
        """Take what the editor gave."""
        if series != self._series:
            self._series = series
            self._show()
            self.tell()

    def set_slot(self, slot: Slot | None) -> None:
        """The start, from which the phrase takes what the rule leaves out."""
        if slot != self._slot:
            self._slot = slot
            self._show()

    def fix(self, phrase: str) -> None:
        """Show the repetition of a stored booking, which no form changes any more."""
        self._fixed = phrase
        self.button.setEnabled(False)
        self._show()

    def add_date(self, wall: datetime) -> None:
        """One more date, at its own hour."""
        if wall not in self._series.rdates:
            dates = tuple(sorted((*self._series.rdates, wall)))
            self.set_series(Series(self._series.rule, self._series.exdates, dates))

    def value(self) -> dict[str, Any] | None:
        """The series as JSON."""
        return None if self._series == Series() else self._series.stored()

    def set_value(self, value: Any) -> None:
        """A series, or what a draft kept of one."""
        if isinstance(value, Mapping):
            value = Series.of_stored(value)
        self.set_series(value if isinstance(value, Series) else Series())

    def fault(self) -> str:
        """A series that gives no date, or too many."""
        return series_fault(self._series, self._slot)

    def _show(self) -> None:
        rule, start = self._series.rule, self._slot.start if self._slot else None
        try:
            described = describe(rule, start) if rule is not None and start is not None else ""
        except RuleError as error:
            described = error.sentence
        removed, added = len(self._series.exdates), len(self._series.rdates)
        phrase = self._fixed or texts.series_words(described, removed, added)
        self.words.setText(phrase)
        self.words.setCursorPosition(0)
        self.words.setToolTip(phrase)
        self.button.setAccessibleDescription(phrase)
