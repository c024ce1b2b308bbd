"""« 2 présences à noter, 7 demandes… »: what waits, in large figures, above the day."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QFrame, QHBoxLayout, QWidget

from agence_desktop.desktop import theme
from agence_desktop.desktop.day import DayFigure
from agence_desktop.desktop.shell import texts
from agence_desktop.desktop.tokens import Type
from agence_desktop.desktop.widgets.labels import IconLabel, Label

_WORDS = 104
"""The width of the words beside a figure, at 100 %: they stand on two lines."""


class FigureStrip(QFrame):
    """Shows the figures that the panes count, in their order."""

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("surface", "panel")
        self.setAccessibleName(texts.FIGURES)
        self._line = QHBoxLayout(self)
        self._line.setContentsMargins(12, 4, 12, 4)
        self._line.setSpacing(12)
        self._shown: tuple[DayFigure, ...] = ()
        self.hide()

    @property
    def figures(self) -> tuple[DayFigure, ...]:
        """What is shown."""
        return self._shown

    def show_figures(self, figures: Sequence[DayFigure]) -> None:
        """Show these; none hides the strip."""
        if tuple(figures) == self._shown:
            return
        self._shown = tuple(figures)
        while (item := self._line.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.hide()
                widget.deleteLater()
        for number, figure in enumerate(figures):
            if number:
                self._line.addWidget(_rule())
            self._line.addWidget(_cell(figure))
        self.setAccessibleDescription(", ".join(f"{one.count} {one.words}" for one in figures))
        self.setVisible(bool(figures))
        self.updateGeometry()


def _cell(figure: DayFigure) -> QWidget:
    cell = QWidget()
    cell.setAccessibleName(f"{figure.count} {figure.words}")
    line = QHBoxLayout(cell)
    line.setContentsMargins(0, 0, 0, 0)
    line.setSpacing(8)
    line.addWidget(IconLabel(figure.icon, figure.ink, 20))
    line.addWidget(Label(str(figure.count), Type.RECORD))
    # « demandes, » above « dont 1 pressante ».
    words = Label(figure.words.replace(", ", ",\n", 1), Type.HELP, wrap=True)
    words.setFixedWidth(theme.scaled(_WORDS))
    line.addWidget(words)
    return cell


def _rule() -> QFrame:
    rule = QFrame()
    rule.setFixedWidth(1)
    rule.setProperty("surface", "rule")
    return rule
