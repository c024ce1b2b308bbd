"""« 2 présences à noter, 7 demandes… »: what counts in a place, in large figures above it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from PySide6.QtGui import QFontMetricsF
from PySide6.QtWidgets import QFrame, QHBoxLayout, QWidget

from agence_desktop.desktop import theme
from agence_desktop.desktop.tokens import Type
from agence_desktop.desktop.widgets.labels import IconLabel, Label

_WORDS = 104
"""The width of the words beside a figure, at 100 %: they stand on two lines."""


class Figure(Protocol):
    """One number: how many, of what, and how pressing (a token: accent, danger…)."""

    @property
    def icon(self) -> str: ...
    @property
    def count(self) -> int: ...
    @property
    def words(self) -> str: ...
    @property
    def ink(self) -> str: ...


class FigureStrip(QFrame):
    """Shows figures in their order; ``widest`` is the room of their words, ``snug`` takes no more than they
    need on one line.
    """

    def __init__(self, words: str, widest: int = _WORDS, *, snug: bool = False) -> None:
        super().__init__()
        self._widest, self._snug = widest, snug
        self.setProperty("surface", "panel")
        self.setAccessibleName(words)
        self._line = QHBoxLayout(self)
        self._line.setContentsMargins(12, 4, 12, 4)
        self._line.setSpacing(12)
        self._shown: tuple[Figure, ...] = ()
        self.hide()

    @property
    def figures(self) -> tuple[Figure, ...]:
        """What is shown."""
        return self._shown

    def show_figures(self, figures: Sequence[Figure]) -> None:
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
            self._line.addWidget(self._cell(figure))
        self.setAccessibleDescription(", ".join(f"{one.count} {one.words}" for one in figures))
        self.setVisible(bool(figures))
        self.updateGeometry()

    def _cell(self, figure: Figure) -> QWidget:
        cell = QWidget()
        cell.setAccessibleName(f"{figure.count} {figure.words}")
        line = QHBoxLayout(cell)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(8)
        line.addWidget(IconLabel(figure.icon, figure.ink, 20))
        line.addWidget(Label(str(figure.count), Type.RECORD))
        # « demandes, » above « dont 1 pressante ».
        words = Label(figure.words.replace(", ", ",\n", 1), Type.HELP, wrap=True)
        width = theme.scaled(self._widest)
        if self._snug:
            needed = QFontMetricsF(theme.font(Type.HELP)).horizontalAdvance(figure.words)
            width = min(width, round(needed) + 4)
        words.setFixedWidth(width)
        line.addWidget(words)
        return cell


def _rule() -> QFrame:
    rule = QFrame()
    rule.setFixedWidth(1)
    rule.setProperty("surface", "rule")
    return rule
