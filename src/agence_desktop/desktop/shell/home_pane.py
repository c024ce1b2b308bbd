"""One table of « Ma journée »; apart from the place, which is shown before tables are imported."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QStackedLayout, QVBoxLayout, QWidget

from agence_desktop.desktop import theme
from agence_desktop.desktop.contribution import DayFigure, DayPane
from agence_desktop.desktop.places import Workbench
from agence_desktop.desktop.tasks import Failure
from agence_desktop.desktop.tokens import Height, Type
from agence_desktop.desktop.widgets.empty_state import EmptyState
from agence_desktop.desktop.widgets.labels import ElidedLabel, IconLabel, Label
from agence_desktop.desktop.widgets.table_model import TableModel
from agence_desktop.desktop.widgets.table_view import TableView


class Pane(QFrame):
    """A table with its title, its count and the way to the whole; ``read`` is called when rows have come."""

    def __init__(self, desk: Workbench, spec: DayPane, parent: QWidget, read: Callable[[], None]) -> None:
        super().__init__(parent)
        self._desk, self.spec, self._read = desk, spec, read
        self.rows: Sequence[Any] = ()
        self.loading = False
        self.setProperty("surface", "panel")
        self._count = Label("", Type.HELP)
        self._count.setProperty("surface", "bubble")
        self.model = TableModel(spec.columns, self)
        self.view = TableView(self.model, spec.title)
        self.view.setProperty("framed", False)
        self.view.row_opened.connect(lambda row: spec.open_row(desk, row))
        self._empty = EmptyState(spec.empty)
        holder = QWidget()
        self._stack = QStackedLayout(holder)
        self._stack.setContentsMargins(0, 0, 0, 0)
        self._stack.addWidget(self.view)
        self._stack.addWidget(self._empty)
        box = QVBoxLayout(self)
        box.setContentsMargins(1, 1, 1, 1)
        box.setSpacing(0)
        box.addLayout(self._header())
        box.addWidget(holder, 1)
        desk.hub.subscribe(self, spec.topics, lambda _changes: self.load())

    def load(self) -> None:
        """Read the rows on the database thread."""
        self.loading = True
        self._desk.tasks.run(self.spec.load, owner=self, done=self._show, failed=self._failed)

    def figure(self) -> DayFigure | None:
        """The number of the strip, where there is one."""
        return self.spec.figure(self.rows) if self.spec.figure is not None else None

    def _header(self) -> QHBoxLayout:
        line = QHBoxLayout()
        line.setContentsMargins(12, 0, 12, 0)
        line.setSpacing(8)
        line.addWidget(IconLabel(self.spec.icon, "accent", 18))
        title = ElidedLabel(self.spec.title, Type.PANEL)
        title.setMinimumHeight(theme.scaled(Height.PANEL_HEADER))
        line.addWidget(title)
        line.addWidget(self._count, 0, Qt.AlignmentFlag.AlignVCenter)
        line.addStretch(1)
        if self.spec.link is not None:
            word, target = self.spec.link
            button = QPushButton(word)
            button.setProperty("kind", "link")
            button.setAccessibleName(f"{word}, {self.spec.title}")
            button.clicked.connect(lambda: self._desk.go(target))
            line.addWidget(button)
        return line

    def _show(self, rows: Sequence[Any]) -> None:
        self.loading = False
        self.rows = rows
        self.model.set_rows(rows)
        self._count.setText(str(len(rows)))
        self._empty.say(self.spec.empty)
        self._stack.setCurrentIndex(0 if rows else 1)
        self._read()
        self._desk.session.note_refresh()

    def _failed(self, failure: Failure) -> None:
        self.loading = False
        self._empty.say(failure.sentence)
        self._stack.setCurrentIndex(1)
