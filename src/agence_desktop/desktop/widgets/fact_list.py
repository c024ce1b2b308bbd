"""Facts as two columns of labels and values, that a screen reader reads in pairs."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from agence_desktop.desktop import theme
from agence_desktop.desktop.tokens import Type
from agence_desktop.desktop.widgets.labels import Label


@dataclass(frozen=True, slots=True)
class Fact:
    """One line of a card; ``remark`` follows the value and calls for attention."""

    label: str
    value: str
    remark: str = ""


def facts_grid(facts: Sequence[Fact], labels: int = 84) -> QGridLayout:
    """Labels at the left, ``labels`` pixels wide at 100 %, values that wrap at the right."""
    grid = column_grid(labels)
    for number, fact in enumerate(facts):
        label = Label(fact.label, Type.BODY, "secondary")
        value = Label(fact.value, wrap=True)
        value.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        value.setAccessibleName(f"{fact.label}, {fact.value}")
        grid.addWidget(label, number, 0, Qt.AlignmentFlag.AlignTop)
        column = QVBoxLayout()
        column.setSpacing(0)
        column.addWidget(value)
        if fact.remark:
            column.addWidget(Label(fact.remark, Type.BODY, "warning"))
        grid.addLayout(column, number, 1)
    return grid


def column_grid(labels: int) -> QGridLayout:
    """A grid whose first column has a width of its own."""
    grid = QGridLayout()
    grid.setHorizontalSpacing(12)
    grid.setVerticalSpacing(4)
    grid.setColumnMinimumWidth(0, theme.scaled(labels))
    grid.setColumnStretch(1, 1)
    return grid


class FactList(QWidget):
    """Facts that are replaced as a whole."""

    def __init__(self, labels: int = 112, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._labels = labels
        self._box = QVBoxLayout(self)
        self._box.setContentsMargins(0, 0, 0, 0)
        self._held: QWidget | None = None

    def show_facts(self, facts: Sequence[Fact]) -> None:
        """Show these."""
        if self._held is not None:
            self._box.removeWidget(self._held)
            self._held.deleteLater()
        self._held = QWidget()
        grid = facts_grid(facts, self._labels)
        grid.setContentsMargins(0, 0, 0, 0)
        self._held.setLayout(grid)
        self._box.addWidget(self._held)

    def words(self) -> str:
        """Everything it says."""
        held = self._held.findChildren(Label) if self._held is not None else []
        return "\n".join(label.text() for label in held)
