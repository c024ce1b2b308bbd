"""« À valider »: what a manager ticks before a version is approved, and what is still missing."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QVBoxLayout, QWidget

from agence_desktop.desktop.positions.deciding import texts
from agence_desktop.positions.approval_sentences import Check


class CheckList(QWidget):
    """The boxes; the last one follows what was seen. ``changed`` at every tick, ``unseen_requested`` when
    the last is asked for while something was not seen.
    """

    changed = Signal()
    unseen_requested = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._box = QVBoxLayout(self)
        self._box.setContentsMargins(0, 0, 0, 0)
        self._box.setSpacing(0)
        self._checks: list[tuple[Check, QCheckBox]] = []
        self.all_seen = QCheckBox()
        self.all_seen.clicked.connect(lambda _=False: self.unseen_requested.emit())
        self._total = self._seen = 0
        self._box.addWidget(self.all_seen)

    def show_checks(self, checks: Sequence[Check]) -> None:
        """Offer these, none ticked; the same ones stay as they are."""
        if [check for check, _ in self._checks] == list(checks):
            return
        for _, box in self._checks:
            self._box.removeWidget(box)
            box.hide()
            box.deleteLater()
        self._checks = []
        for number, check in enumerate(checks):
            box = QCheckBox(check.words)
            box.setToolTip(check.words)
            box.toggled.connect(lambda _on: self.changed.emit())
            self._box.insertWidget(number, box)
            self._checks.append((check, box))

    def show_seen(self, seen: int, total: int) -> None:
        """Tell how many changes were seen."""
        self._seen, self._total = seen, total
        self.all_seen.setText(texts.all_seen(seen, total))
        self.all_seen.setChecked(seen == total)

    def ticked(self) -> set[str]:
        """The keys of what was validated."""
        return {check.key for check, box in self._checks if box.isChecked()}

    def tick(self, key: str) -> None:
        """Validate one."""
        for check, box in self._checks:
            if check.key == key:
                box.setChecked(True)

    @property
    def open(self) -> list[Check]:
        """What was not validated yet."""
        return [check for check, box in self._checks if not box.isChecked()]

    @property
    def done(self) -> tuple[int, int]:
        """How many of how many, what was seen counting as one."""
        ticked = len(self._checks) - len(self.open) + (self._seen == self._total)
        return ticked, len(self._checks) + 1

    @property
    def unseen(self) -> int:
        """How many changes were not seen yet."""
        return self._total - self._seen

    def focus_first(self) -> bool:
        """Go to the first box that is open; whether there is one."""
        for _, box in self._checks:
            if not box.isChecked():
                box.setFocus()
                return True
        return False
