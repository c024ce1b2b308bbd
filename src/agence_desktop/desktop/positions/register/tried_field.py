"""A field for each task of a position: the per cent done without help, empty where it was not tried."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFocusEvent
from PySide6.QtWidgets import QFrame, QGridLayout, QScrollArea, QVBoxLayout, QWidget

from agence_desktop.desktop import theme
from agence_desktop.desktop.positions.register import drills_texts as texts
from agence_desktop.desktop.tokens import Type
from agence_desktop.desktop.widgets.labels import Label
from agence_desktop.desktop.widgets.number_field import WholeField
from agence_desktop.positions.content import Task

_HUNDRED = 100
_PER_CENT = "%"


class TriedField(QWidget):
    """Its value is a mapping task → per cent."""

    value_changed = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.fields: dict[str, WholeField] = {}
        self._area = QScrollArea()
        self._area.setWidgetResizable(True)
        self._area.setFrameShape(QFrame.Shape.NoFrame)
        self._area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._area.setMinimumHeight(theme.scaled(150))
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.addWidget(self._area)
        self.show_tasks(None)

    def show_tasks(self, tasks: Sequence[Task] | None) -> None:
        """Offer these tasks; None before a position is chosen."""
        held = QWidget()
        grid = QGridLayout(held)
        grid.setContentsMargins(0, 0, theme.scaled(4), 0)
        grid.setColumnStretch(0, 1)
        self.fields = {}
        for row, task in enumerate(tasks or ()):
            field = WholeField(0, _HUNDRED, _PER_CENT)
            field.setMaximumWidth(theme.scaled(88))
            field.setAccessibleName(f"{task.key}, {task.title}")
            field.value_changed.connect(lambda _value: self.value_changed.emit(self.value()))
            name = Label(f"{task.key}  {task.title}", wrap=True)
            name.setBuddy(field)
            grid.addWidget(name, row, 0)
            grid.addWidget(field, row, 1)
            self.fields[task.key] = field
        if not tasks:
            grid.addWidget(
                Label(texts.NO_TASK if tasks is None else texts.NO_TASKS_AT_ALL, Type.HELP, "secondary")
            )
        grid.setRowStretch(len(self.fields) + 1, 1)
        self._area.setWidget(held)
        self.value_changed.emit(self.value())

    def focusInEvent(self, event: QFocusEvent) -> None:
        """The keyboard goes to the first task."""
        super().focusInEvent(event)
        if self.fields:
            next(iter(self.fields.values())).setFocus(event.reason())

    def reveal(self, task: str) -> None:
        """Scroll to the field of a task."""
        if task in self.fields:
            self._area.ensureWidgetVisible(self.fields[task])

    def value(self) -> dict[str, int]:
        """What was tried."""
        return {key: field.value() for key, field in self.fields.items() if field.value() is not None}

    def set_value(self, value: Any) -> None:
        """Show what was tried; tasks that are not offered are passed over."""
        given = value if isinstance(value, Mapping) else {}
        for key, field in self.fields.items():
            field.set_value(given.get(key))

    def fault(self) -> str:
        """The first thing that cannot be read."""
        return next((fault for field in self.fields.values() if (fault := field.fault())), "")
