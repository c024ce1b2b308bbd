"""What is missing before the sheet can be submitted; F8 goes to the next of it."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QToolButton, QVBoxLayout, QWidget

from agence_desktop.desktop import icons, theme
from agence_desktop.desktop.positions.editor import texts
from agence_desktop.desktop.positions.editor.store import EditorStore, ToDo
from agence_desktop.desktop.tokens import Height, Type
from agence_desktop.desktop.widgets.accessible import announce
from agence_desktop.desktop.widgets.columns import Column
from agence_desktop.desktop.widgets.labels import IconLabel, Label
from agence_desktop.desktop.widgets.table_model import TableModel
from agence_desktop.desktop.widgets.table_view import TableView

_SHOWN_ROWS = 4
_COLUMNS: tuple[Column[ToDo], ...] = (
    Column(
        "section",
        texts.TODO_COLUMNS[0],
        lambda one: texts.section_sign(one.section),
        width=64,
        strong=True,
        icon=lambda _: "alert-circle",
        ink=lambda _: "danger",
    ),
    Column("element", texts.TODO_COLUMNS[1], lambda one: one.label, width=300, stretch=True),
    Column("qui", texts.TODO_COLUMNS[2], lambda one: one.filler, width=90, help=True),
    Column(
        "aller", texts.TODO_COLUMNS[3], lambda _: texts.GO_THERE, width=70, linked=lambda _: texts.GO_THERE
    ),
)


class TodoPane(QFrame):
    """The list, which can be folded."""

    def __init__(self, store: EditorStore, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._store = store
        self._place = -1
        self._folded = self._low = False
        self.icon = IconLabel("alert-circle", "danger", 16)
        self.title = Label("", Type.SUBJECT)
        self.fold = QToolButton()
        self.fold.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.fold.clicked.connect(lambda _=False: self._set_folded(not self._folded))
        self.model = TableModel(_COLUMNS, self)
        self.view = TableView(self.model, texts.TODO_LIST, compact=True)
        self.view.setFrameShape(QFrame.Shape.NoFrame)
        self.view.setProperty("framed", False)
        self.view.horizontalHeader().hide()
        self.view.row_opened.connect(self._go)
        self._arrange()
        self._set_folded(False)
        store.changed.connect(self._renew)
        self._renew()

    def next_item(self) -> bool:
        """Go to the next thing to settle after where the keyboard is; whether there is any."""
        items = self._store.todo
        if not items:
            announce(self, texts.TODO_NONE)
            return False
        paths = [one.path for one in items]
        path = self._store.path
        self._place = paths.index(path) + 1 if path in paths else self._place + 1
        self._place %= len(items)
        if self.view.isVisible():
            self.view.choose(self._place)
        self._go(items[self._place])
        return True

    def first_item(self) -> bool:
        """Go to the first; whether there is any."""
        self._place = -1
        items = self._store.todo
        if items:
            self._place = 0
            self._go(items[0])
        return bool(items)

    def set_low(self, low: bool) -> None:
        """Show how many they are and no list, where there is little room; F8 goes through them."""
        if low is not self._low:
            self._low = low
            self._renew()

    def _go(self, item: ToDo) -> None:
        self._store.go(item.path)
        announce(self, item.label)

    def _renew(self) -> None:
        items = self._store.todo
        if list(self.model.rows()) != list(items):
            self.model.set_rows(items)
        self.title.setText(texts.todo(len(items)) if items else texts.TODO_NONE)
        self.icon.set_icon(*(("alert-circle", "danger") if items else ("check-circle", "ok")))
        self.view.setFixedHeight(min(len(items), _SHOWN_ROWS) * theme.scaled(Height.ROW_COMPACT) + 2)
        listed = bool(items) and not self._low
        self.view.setVisible(listed and not self._folded)
        self.fold.setVisible(listed)
        self.setVisible(self._store.editable)

    def _set_folded(self, folded: bool) -> None:
        self._folded = folded
        words = texts.UNFOLD if folded else texts.FOLD
        icons.set_icon(self.fold, "chevron-up" if folded else "chevron-down", "secondary", 18)
        self.fold.setAccessibleName(words)
        self.fold.setToolTip(words)
        self.view.setVisible(not folded and not self._low and bool(self._store.todo))

    def _arrange(self) -> None:
        head = QWidget()
        head.setProperty("surface", "header")
        head.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        line = QHBoxLayout(head)
        line.setContentsMargins(10, 3, 8, 3)
        line.setSpacing(8)
        line.addWidget(self.icon)
        line.addWidget(self.title, 1)
        line.addWidget(Label(texts.TODO_KEY, Type.HELP, "secondary"))
        line.addWidget(self.fold)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(0)
        box.addWidget(head)
        box.addWidget(self.view)
