"""« Effet sur la mesure »: C, U, D, and V where A is seen, before and after."""

from __future__ import annotations

from fractions import Fraction

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QLabel, QWidget

from agence_desktop.core.french import uncapitalized
from agence_desktop.desktop.positions.deciding import texts
from agence_desktop.desktop.tokens import Type
from agence_desktop.desktop.widgets.labels import IconLabel, Label
from agence_desktop.positions.approval import Effect
from agence_desktop.positions.measures import Measures
from agence_desktop.positions.rows import Band
from agence_desktop.positions.sentences import BAND_LABELS

BAND_ICONS = {
    Band.CRITICAL: ("alert-circle", "danger"),
    Band.HIGH: ("alert", "warning"),
    Band.MODERATE: ("minus-circle-outline", "secondary"),
    Band.LOW: ("check-circle", "ok"),
}


class EffectPane(QWidget):
    """Rows of numbers, replaced as a whole."""

    def __init__(self) -> None:
        super().__init__()
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(8)
        self._grid.setVerticalSpacing(2)
        self._grid.setColumnStretch(0, 1)

    def words(self) -> str:
        """Everything it says."""
        return "\n".join(label.text() for label in self.findChildren(Label))

    def show_effect(self, effect: Effect) -> None:
        """Tell what approving changes."""
        while (item := self._grid.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.setParent(None)
                widget.deleteLater()
        before, after = effect.before, effect.after
        rows = (
            (texts.COVERAGE, _value(before, "coverage"), after.coverage),
            (texts.UNCOVERED, _value(before, "uncovered_share"), after.uncovered_share),
            (texts.DOCUMENTATION, _value(before, "documentation_deficit"), after.documentation_deficit),
        )
        for number, (words, was, now) in enumerate(rows):
            told = texts.NO_VALUE if was is None else texts.share(was)
            self._row(number, words, told, Label(texts.share(now)))
        if after.vulnerability is not None and after.band is not None:
            self._vulnerability(len(rows), before, after)

    def _vulnerability(self, row: int, before: Measures | None, after: Measures) -> None:
        known = before is not None and before.vulnerability is not None
        told = str(before.vulnerability) if before is not None and known else texts.NO_VALUE
        band = after.band or Band.LOW
        icon, ink = BAND_ICONS[band]
        number = Label(f"{after.vulnerability} {uncapitalized(BAND_LABELS[band])}", Type.SUBJECT)
        self._row(row, texts.VULNERABILITY, told, number, Type.SUBJECT)
        self._grid.addWidget(IconLabel(icon, ink, 16), row, 3)
        if before is not None and before.terms is not None and after.terms is not None:
            said = texts.effect_sentence(before.terms.total, after.terms.total)
            self._grid.addWidget(Label(said, Type.HELP, "secondary", wrap=True), row + 1, 0, 1, 5)

    def _row(self, row: int, words: str, was: str, now: QLabel, role: Type = Type.BODY) -> None:
        now.setAccessibleName(f"{words}, {was} devient {now.text()}")
        self._grid.addWidget(Label(words), row, 0)
        self._grid.addWidget(Label(was, role), row, 1)
        self._grid.addWidget(IconLabel("arrow-right", "secondary", 14), row, 2)
        self._grid.addWidget(now, row, 4, Qt.AlignmentFlag.AlignLeft)


def _value(measures: Measures | None, name: str) -> Fraction | None:
    return None if measures is None else getattr(measures, name)
