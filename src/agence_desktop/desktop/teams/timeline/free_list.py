"""Members who are free, then the others with the reason: a table without titles, read by keyboard."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QStackedLayout, QWidget

from agence_desktop.desktop import theme
from agence_desktop.desktop.teams.timeline import free_texts as texts
from agence_desktop.desktop.teams.timeline.free import FreeAnswer, FreeLine, People
from agence_desktop.desktop.tokens import Height
from agence_desktop.desktop.widgets.columns import Column
from agence_desktop.desktop.widgets.empty_state import EmptyState
from agence_desktop.desktop.widgets.noted_table import NotedModel, NotedView, NoteLine
from agence_desktop.teams.feasibility import Fit


class FreeModel(NotedModel):
    """The lines of one answer under their two titles."""

    def __init__(self, parent: QWidget) -> None:
        self._answer: FreeAnswer | None = None
        self._people: People | None = None
        super().__init__(self._columns(), parent)

    def show_answer(self, answer: FreeAnswer, people: People) -> None:
        """Show another answer."""
        self._answer, self._people = answer, people
        self.set_rows(answer.lines)

    def laid(self, rows: list[Any]) -> list[Any]:
        """A title above those who fit, another above those who do not."""
        answer = self._answer
        if answer is None:
            return rows
        fit = [row for row in rows if row.fits]
        others = [row for row in rows if not row.fits]
        head = NoteLine(texts.FREE_HEAD, texts.free_count(len(fit), answer), heading=True)
        shown: list[Any] = [head, *fit]
        if others:
            shown += [NoteLine(texts.OTHERS_HEAD, str(len(others)), heading=True), *others]
        return shown

    def _columns(self) -> tuple[Column[FreeLine], ...]:
        return (
            Column("signe", texts.FREE, lambda _line: "", icon=_icon, ink=_ink, width=30),
            Column(
                "membre",
                texts.NAME,
                texts.who,
                detail=self._detail,
                aside=texts.free_share,
                lead=lambda line: line.member.name,
                tip=lambda line: f"{texts.who(line)}\n{self._detail(line)}",
                width=180,
                stretch=True,
            ),
        )

    def _detail(self, line: FreeLine) -> str:
        if self._answer is None or self._people is None:
            return ""
        return texts.detail(line, self._answer, self._people)


def _icon(line: FreeLine) -> str:
    return "check-circle" if isinstance(line.verdict, Fit) else texts.ICONS[line.verdict.reason]


def _ink(line: FreeLine) -> str:
    if isinstance(line.verdict, Fit):
        return "ok"
    return "warning" if texts.ICONS[line.verdict.reason] == "alert" else "secondary"


class FreeList(QWidget):
    """``opened`` carries the FreeLine of Entrée or a double click, ``moved`` the current one or None."""

    opened = Signal(object)
    moved = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.model = FreeModel(self)
        self.view = NotedView(self.model, texts.RESULTS)
        header = self.view.horizontalHeader()
        header.setMinimumSectionSize(1)
        header.hide()
        self.view.setColumnWidth(0, theme.scaled(30))
        self.view.setFrameShape(QFrame.Shape.NoFrame)
        self.view.row_opened.connect(self._opened)
        self.view.selection_moved.connect(self._moved)
        self._empty = EmptyState(texts.ASK)
        self._stack = QStackedLayout(self)
        self._stack.addWidget(self._empty)
        self._stack.addWidget(self.view)

    def show_answer(self, answer: FreeAnswer | None, people: People | None, why: str = "") -> None:
        """Show an answer, or why there is none."""
        if answer is None or people is None or not answer.lines:
            self._empty.say(why or (texts.ASK if answer is None else texts.NOBODY))
            self._stack.setCurrentIndex(0)
            return
        self.model.show_answer(answer, people)
        rows = self.model.rows()
        for number, row in enumerate(rows):
            if isinstance(row, NoteLine):
                self.view.setRowHeight(number, theme.scaled(Height.ROW_COMPACT))
        if self.current() is None and any(isinstance(row, FreeLine) for row in rows):
            self.view.choose(next(n for n, row in enumerate(rows) if isinstance(row, FreeLine)))
        self._stack.setCurrentIndex(1)

    def current(self) -> FreeLine | None:
        """The member on whom the keyboard stands."""
        row = self.view.current_row()
        return row if isinstance(row, FreeLine) else None

    def choose(self, member_id: int) -> bool:
        """Put the keyboard on a member; False when they are not listed."""
        for number, row in enumerate(self.model.rows()):
            if isinstance(row, FreeLine) and row.member_id == member_id:
                self.view.choose(number)
                return True
        return False

    def _opened(self, row: object) -> None:
        if isinstance(row, FreeLine):
            self.opened.emit(row)

    def _moved(self, row: object) -> None:
        self.moved.emit(row if isinstance(row, FreeLine) else None)
