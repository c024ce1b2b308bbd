"""A short list of dates that grows by typing and shrinks by choosing."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date, datetime, time

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QListWidget, QListWidgetItem, QPushButton, QVBoxLayout, QWidget

from agence_desktop.core.french import format_moment
from agence_desktop.desktop import theme
from agence_desktop.desktop.spaces.form import recurrence_texts as texts
from agence_desktop.desktop.tokens import Type
from agence_desktop.desktop.widgets.labels import Label
from agence_desktop.desktop.widgets.time_fields import DateField

_WALL = int(Qt.ItemDataRole.UserRole)


class DateList(QWidget):
    """Naive wall clocks, all at ``hour`` where they are typed here; ``changed`` says they are others."""

    changed = Signal()

    def __init__(self, kind: str, today: Callable[[], date], hour: time) -> None:
        super().__init__()
        self._hour = hour
        self.field = DateField(today)
        self.field.setAccessibleName(texts.add_name(kind))
        self.list = QListWidget()
        self.list.setAccessibleName(kind)
        self.list.setTabKeyNavigation(False)
        self.list.setFixedHeight(theme.scaled(78))
        self.add, self.remove = QPushButton(texts.ADD), QPushButton(texts.REMOVE)
        self.add.setAccessibleName(texts.add_button_name(kind))
        self.remove.setAccessibleName(texts.remove_name(kind))
        for button in (self.add, self.remove):
            button.setAutoDefault(False)
        self.add.clicked.connect(self._take)
        self.remove.clicked.connect(self._drop)
        self.field.returnPressed.connect(self._take)
        line = QHBoxLayout()
        line.setSpacing(theme.scaled(8))
        line.addWidget(self.field, 1)
        line.addWidget(self.add)
        line.addWidget(self.remove)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(theme.scaled(4))
        box.addWidget(Label(kind, Type.SUBJECT))
        box.addWidget(self.list)
        box.addLayout(line)

    def walls(self) -> tuple[datetime, ...]:
        """The dates, in order."""
        return tuple(sorted(self.list.item(row).data(_WALL) for row in range(self.list.count())))

    def set_walls(self, walls: Sequence[datetime]) -> None:
        """Show these dates."""
        self.list.clear()
        for wall in sorted(walls):
            item = QListWidgetItem(format_moment(wall))
            item.setData(_WALL, wall)
            self.list.addItem(item)

    def _take(self) -> None:
        day = self.field.value()
        if day is None:
            self.field.setFocus()
            return
        self.set_walls(sorted({*self.walls(), datetime.combine(day, self._hour)}))
        self.field.set_value(None)
        self.changed.emit()

    def _drop(self) -> None:
        row = self.list.currentRow()
        if row >= 0:
            self.list.takeItem(row)
            self.changed.emit()
