"""The languages of a member: one box each; codes that have no box stay."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QWidget

from agence_desktop.desktop.teams.members import profile_texts as texts
from agence_desktop.teams.proposal_sentences import LANGUAGES


class LanguagesField(QWidget):
    """Codes in order, None without any; ``value_changed`` carries them."""

    value_changed = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.boxes = {code: QCheckBox(texts.language(code)) for code in LANGUAGES}
        self._others: frozenset[str] = frozenset()
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(16)
        for box in self.boxes.values():
            line.addWidget(box)
            box.toggled.connect(lambda _on: self.value_changed.emit(self.value()))
        line.addStretch(1)
        self.setFocusProxy(next(iter(self.boxes.values())))

    def value(self) -> tuple[str, ...] | None:
        """What is ticked, and what was there without a box."""
        ticked = {code for code, box in self.boxes.items() if box.isChecked()}
        return tuple(sorted(ticked | self._others)) or None

    def set_value(self, value: Iterable[str] | None) -> None:
        """Tick these."""
        codes = frozenset(value or ())
        self._others = codes - self.boxes.keys()
        for code, box in self.boxes.items():
            box.setChecked(code in codes)

    def fault(self) -> str:
        """Boxes can always be read."""
        return ""
