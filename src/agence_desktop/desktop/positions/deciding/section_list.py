"""The sections of a sheet with how many changes each has."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame

from agence_desktop.desktop.positions.deciding import texts
from agence_desktop.desktop.widgets.columns import Align, Column
from agence_desktop.desktop.widgets.table_model import TableModel
from agence_desktop.desktop.widgets.table_view import TableView
from agence_desktop.positions.catalogue import SECTIONS


@dataclass(frozen=True, slots=True)
class SectionLine:
    """A section and its changes."""

    number: int
    title: str
    count: int


_COLUMNS: tuple[Column[SectionLine], ...] = (
    Column("numero", texts.NUMBER, lambda line: str(line.number), align=Align.RIGHT, width=36, help=True),
    Column(
        "section",
        texts.SECTION,
        lambda line: line.title,
        stretch=True,
        ink=lambda line: "text" if line.count else "secondary",
    ),
    Column(
        "changements",
        texts.COUNT,
        lambda line: str(line.count) if line.count else texts.NO_VALUE,
        align=Align.RIGHT,
        width=40,
        strong=True,
    ),
)


class SectionList(TableView):
    """``section_chosen`` carries a number when the keyboard moves here."""

    section_chosen = Signal(int)

    def __init__(self) -> None:
        self._lines = TableModel(_COLUMNS)
        super().__init__(self._lines, texts.SECTIONS, compact=True)
        self._lines.setParent(self)
        self.horizontalHeader().hide()
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setProperty("framed", False)
        self._following = False
        self.selection_moved.connect(self._told)

    def show_counts(self, count: Callable[[int], int]) -> None:
        """Show all sections that a person fills, and others that changed."""
        self._following = True
        lines = [SectionLine(one.number, one.title, count(one.number)) for one in SECTIONS]
        filled = {one.number for one in SECTIONS if one.fields or one.groups}
        self._lines.set_rows([line for line in lines if line.count or line.number in filled])
        self._following = False

    def follow(self, section: int) -> None:
        """Mark the section of the current change."""
        numbers = [line.number for line in self._lines.rows()]
        if section in numbers:
            self._following = True
            self.choose(numbers.index(section))
            self._following = False

    def _told(self, line: object) -> None:
        if isinstance(line, SectionLine) and not self._following:
            self.section_chosen.emit(line.number)
