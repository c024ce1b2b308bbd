"""Pieces of the page of a record: a head with its buttons, panes with a title."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QPushButton,
    QScrollArea,
    QSizePolicy,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from agence_desktop.desktop import icons, theme
from agence_desktop.desktop.tokens import Height, Type
from agence_desktop.desktop.widgets.bar_layout import BarLayout
from agence_desktop.desktop.widgets.chips import ChipLabel
from agence_desktop.desktop.widgets.columns import Chip
from agence_desktop.desktop.widgets.empty_state import EmptyState
from agence_desktop.desktop.widgets.labels import ElidedLabel, IconLabel, Label
from agence_desktop.desktop.widgets.room import scrolling
from agence_desktop.desktop.widgets.table_model import TableModel
from agence_desktop.desktop.widgets.table_view import TableView


class PageHead(QWidget):
    """The name of the record, what it belongs to, and what can be done with it."""

    def __init__(self, icon: str) -> None:
        super().__init__()
        self._title, self._detail = ElidedLabel("", Type.RECORD), ElidedLabel("", Type.BODY, "secondary")
        # The names take what icon and buttons leave: as wide as their text, they would cut each other.
        for words in (self._title, self._detail):
            words.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self._chip: ChipLabel | None = None
        self._first = QHBoxLayout()
        self._first.setSpacing(8)
        self._first.addWidget(self._title)
        names = QVBoxLayout()
        names.setSpacing(0)
        names.addLayout(self._first)
        names.addWidget(self._detail)
        told = QWidget()
        whole = QHBoxLayout(told)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(8)
        whole.addWidget(IconLabel(icon, "accent", 24), 0, Qt.AlignmentFlag.AlignTop)
        whole.addLayout(names, 1)
        # Buttons go to a line of their own where the names leave no room.
        self._line = BarLayout(self)
        self._line.setContentsMargins(16, 12, 16, 8)
        self._line.addWidget(told)

    @property
    def title(self) -> str:
        """The name shown."""
        return self._title.text()

    def say(self, title: str, detail: str) -> None:
        """Name a record."""
        self._title.setText(title)
        self._detail.setText(detail)

    def show_chip(self, chip: Chip) -> None:
        """Tell the state of the record beside its name."""
        if self._chip is None:
            self._chip = ChipLabel(chip)
            self._title.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Preferred)
            self._first.addWidget(self._chip)
            self._first.addStretch(1)
        self._chip.set_chip(chip)

    def add_button(self, words: str, icon: str, act: Callable[[], object], kind: str = "") -> QPushButton:
        """Offer something to do."""
        button = QPushButton(words)
        icons.set_icon(button, icon, "on_accent" if kind == "primary" else "text", 18)
        if kind:
            button.setProperty("kind", kind)
        button.clicked.connect(lambda _=False: act())
        self._line.add_right(button)
        return button


class TitledPane(QFrame):
    """A panel with its title, an icon and what it holds; ``note`` stands beside the title."""

    def __init__(
        self, title: str, icon: str, content: QWidget, margin: int = 0, *, ink: str = "accent"
    ) -> None:
        super().__init__()
        self.setProperty("surface", "panel")
        self.note = ElidedLabel("", Type.HELP, "secondary")
        told = QWidget()
        names = QHBoxLayout(told)
        names.setContentsMargins(0, 0, 0, 0)
        names.setSpacing(8)
        names.addWidget(IconLabel(icon, ink, 18))
        words = Label(title, Type.PANEL)
        words.setMinimumHeight(theme.scaled(Height.PANEL_HEADER))
        names.addWidget(words)
        names.addWidget(self.note)
        self._head = head = BarLayout()
        head.setContentsMargins(12, 0, 12, 0)
        head.addWidget(told)
        inner = QVBoxLayout()
        inner.setContentsMargins(margin, 0, margin, margin)
        inner.addWidget(content)
        box = QVBoxLayout(self)
        box.setContentsMargins(1, 1, 1, 1)
        box.setSpacing(0)
        box.addLayout(head)
        box.addLayout(inner, 1)

    def add_to_head(self, widget: QWidget) -> None:
        """Put something at the right end of the head."""
        self._head.add_right(widget)

    def add_button(self, words: str, icon: str, act: Callable[[], object]) -> QPushButton:
        """Offer something to do with what the pane holds."""
        button = QPushButton(words)
        button.setProperty("compact", True)
        icons.set_icon(button, icon, "text", 16)
        button.clicked.connect(lambda _=False: act())
        self.add_to_head(button)
        return button


class ListPane(TitledPane):
    """A titled table that says what to do when it is empty."""

    def __init__(
        self, title: str, icon: str, model: TableModel, empty: str, *, compact: bool = False
    ) -> None:
        self.view = TableView(model, title, compact=compact)
        self.view.setFrameShape(QFrame.Shape.NoFrame)
        self._stack = QStackedWidget()
        self._stack.addWidget(self.view)
        self._stack.addWidget(EmptyState(empty))
        super().__init__(title, icon, self._stack)
        model.counts_changed.connect(lambda matching, _total: self._stack.setCurrentIndex(not matching))
        self._stack.setCurrentIndex(1)


def roomy(content: QWidget, width: int, height: int) -> QScrollArea:
    """Content that needs so much room (at 100 %): on a smaller screen, or with a larger font, it scrolls.

    The keyboard brings what it stands on into view.
    """
    content.setMinimumSize(theme.scaled(width), theme.scaled(height))
    return scrolling(content)
