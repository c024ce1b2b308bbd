"""The lines of the series sheet as a table: columns, and how their cells are drawn."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QModelIndex, QPersistentModelIndex
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QStyleOptionViewItem, QTableView, QWidget

from agence_desktop.desktop.spaces.form import booking_texts as texts
from agence_desktop.desktop.spaces.form.sheet_model import Line
from agence_desktop.desktop.spaces.form.sheet_words import WISH_WORDS, SheetWords
from agence_desktop.desktop.widgets.columns import Align, Chip, Column, Look
from agence_desktop.desktop.widgets.table_delegate import TableDelegate
from agence_desktop.desktop.widgets.table_model import TableModel

Index = QModelIndex | QPersistentModelIndex
FINDING, CHOICE, STORED = 2, 3, 4
"""Places of the columns that stretch or hold widgets."""


class SeriesModel(TableModel):
    """Lines of the sheet; the same dates are shown anew without losing what stands in their cells."""

    def __init__(self, parent: QWidget) -> None:
        self.words: SheetWords | None = None
        super().__init__(self._columns(), parent)

    def show_lines(self, lines: Sequence[Line], words: SheetWords) -> bool:
        """Show lines; whether they are other dates than before."""
        before = [line.origin for line in self._rows]
        self.words = words
        if before != [line.origin for line in lines]:
            self.set_rows(lines)
            return True
        self._rows = list(lines)
        last = self.index(len(self._rows) - 1, len(self.columns) - 1)
        if self._rows:
            self.dataChanged.emit(self.index(0, 0), last)
        return False

    def _say(self, what: str, line: Line) -> Any:
        return getattr(self.words, what)(line) if self.words is not None else ""

    def _columns(self) -> tuple[Column[Line], ...]:
        say = self._say
        return (
            Column("no", texts.NUMBER, lambda line: str(line.number), align=Align.CENTER),
            Column(
                "date",
                texts.WHEN_TITLE,
                lambda line: self.words.day(line.found) if self.words else "",
                detail=lambda line: self.words.hours(line.found) if self.words else "",
                strong=True,
            ),
            Column(
                "constat",
                texts.FINDING,
                lambda line: say("chip", line).word,
                chip=lambda line: say("chip", line),
                detail=lambda line: say("fact", line),
                tip=lambda line: say("fact", line),
            ),
            Column(
                "choix",
                texts.CHOICE,
                lambda line: WISH_WORDS[line.choice.wish] if line.choice else _no_choice(line),
                ink=lambda line: "" if line.options else "secondary",
            ),
            Column("inscrit", texts.STORED, lambda line: say("stored", line), chip=_chip, ink=_stored_ink),
            Column("prix", texts.PRICE, lambda line: say("price", line), align=Align.RIGHT),
        )


def _no_choice(line: Line) -> str:
    return texts.TO_CHOOSE if line.options else texts.NO_CHOICE


def _chip(line: Line) -> Chip | None:
    asked = line.settled and not line.skipped and line.result is not None and line.result.state == "requested"
    return Chip(texts.REQUESTED, "help-circle-outline", Look.REQUESTED) if asked else None


def _stored_ink(line: Line) -> str:
    if not line.settled:
        return "danger"
    return "secondary" if line.skipped else ""


class SeriesDelegate(TableDelegate):
    """Leaves to the widgets of a line what they show."""

    _bare = False

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """The ground only, where a widget stands."""
        view = self.parent()
        plain = index.model().index(index.row(), index.column())
        self._bare = isinstance(view, QTableView) and view.indexWidget(plain) is not None
        super().paint(painter, option, index)

    def _content(self, painter: QPainter, area: Any, column: Column[Any], row: Any, look: Any) -> None:
        if not self._bare:
            super()._content(painter, area, column, row, look)
