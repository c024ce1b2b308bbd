"""A whole list: the line to filter, the counts, the column chooser, the table,
and what to do when it is empty.
"""

from __future__ import annotations

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QAction, QKeyEvent
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLineEdit,
    QStackedWidget,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from agence_desktop.desktop import icons, theme
from agence_desktop.desktop.tokens import Type
from agence_desktop.desktop.widgets import texts
from agence_desktop.desktop.widgets.accessible import announce
from agence_desktop.desktop.widgets.empty_state import EmptyState
from agence_desktop.desktop.widgets.labels import Label
from agence_desktop.desktop.widgets.table_model import TableModel
from agence_desktop.desktop.widgets.table_view import TableView

_TYPING_MS = 150


class FilterLine(QLineEdit):
    """Filters as one types; Échap empties it, the down arrow goes to the list."""

    left_downwards = Signal()

    def __init__(self, words: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setPlaceholderText(words)
        self.setAccessibleName(words)
        self.setClearButtonEnabled(True)
        look = QAction(self)
        icons.set_icon(look, "filter-variant", "secondary", 16)
        self.addAction(look, QLineEdit.ActionPosition.LeadingPosition)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Échap and the down arrow."""
        if event.key() == Qt.Key.Key_Escape and self.text():
            self.clear()
        elif event.key() == Qt.Key.Key_Down:
            self.left_downwards.emit()
        else:
            super().keyPressEvent(event)


class TablePanel(QWidget):
    """A list with all that goes with it; ``empty`` says what to do when there is no row at all.

    ``noun`` is what is counted (« réservation »). ``create_requested`` comes from the button of the empty
    state.
    """

    create_requested = Signal()

    def __init__(
        self, model: TableModel, noun: str, empty: str, create: str = "", parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.model, self._noun = model, noun
        self._empty_sentence, self._create = empty, create
        self.filter_line = FilterLine(texts.FILTER)
        self.filter_line.setMinimumWidth(theme.scaled(90))
        self.filter_line.setMaximumWidth(theme.scaled(280))
        self.view = TableView(model, texts.list_name(noun))
        self._counts = Label("", Type.HELP, "secondary")
        self._columns = QToolButton()
        self._columns.setText(texts.COLUMNS)
        self._columns.setAccessibleName(texts.CHOOSE_COLUMNS)
        self._columns.setToolTip(texts.CHOOSE_COLUMNS)
        self._columns.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        icons.set_icon(self._columns, "view-column-outline", "text", 16)
        self._columns.clicked.connect(self._choose_columns)
        self._empty = EmptyState(empty, create)
        self._empty.action_requested.connect(self._act_on_empty)
        self._stack = QStackedWidget()
        self._stack.addWidget(self.view)
        self._stack.addWidget(self._empty)
        self._arrange()
        self._timer = QTimer(self, singleShot=True, interval=_TYPING_MS)
        self._timer.timeout.connect(self.apply_filter)
        self.filter_line.textChanged.connect(lambda _text: self._timer.start())
        self.filter_line.left_downwards.connect(self._enter_list)
        self.filter_line.returnPressed.connect(self._enter_list)
        model.counts_changed.connect(self._count)
        self._count(model.matching, model.total)

    @property
    def bar(self) -> QHBoxLayout:
        """The line above the table, for further filters of the place (before the counts)."""
        return self._bar

    def apply_filter(self) -> None:
        """Filter now by what is typed."""
        self._timer.stop()
        self.model.set_filter(self.filter_line.text())

    def counts_text(self) -> str:
        """« 12 réservations », « 3 sur 12 réservations »."""
        return self._counts.text()

    def _arrange(self) -> None:
        self._bar = QHBoxLayout()
        self._bar.setSpacing(8)
        # It gives way before anything beside it is cut.
        self._bar.addWidget(self.filter_line, 1_000)
        self._bar.addStretch(1)
        self._bar.addWidget(self._counts)
        self._bar.addWidget(self._columns)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(8)
        box.addLayout(self._bar)
        box.addWidget(self._stack, 1)

    def _count(self, matching: int, total: int) -> None:
        self._counts.setText(texts.counts(matching, total, self._noun))
        if total == 0 and not self.model.text:
            self._empty.say(self._empty_sentence, self._create)
        elif matching == 0:
            self._empty.say(texts.NO_MATCH, texts.CLEAR_FILTER)
        self._stack.setCurrentIndex(0 if matching else 1)
        if self.filter_line.hasFocus():
            announce(self, self._counts.text())

    def _act_on_empty(self) -> None:
        if self.model.text:
            self.filter_line.clear()
            self.apply_filter()
            self.filter_line.setFocus()
        else:
            self.create_requested.emit()

    def _enter_list(self) -> None:
        self.apply_filter()
        if self.model.rowCount():
            self.view.setFocus(Qt.FocusReason.TabFocusReason)
            if not self.view.currentIndex().isValid():
                self.view.choose(0)

    def _choose_columns(self) -> None:
        menu = self.view.columns_menu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.popup(self._columns.mapToGlobal(self._columns.rect().bottomLeft()))
