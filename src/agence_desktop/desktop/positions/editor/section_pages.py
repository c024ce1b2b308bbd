"""The page of each section, made from the catalogue: its fields, its tables, and what the program fills."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from itertools import pairwise

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QComboBox,
    QFrame,
    QHBoxLayout,
    QScrollArea,
    QSizePolicy,
    QSplitter,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from agence_desktop.desktop import icons, theme
from agence_desktop.desktop.positions.editor import texts
from agence_desktop.desktop.positions.editor.derived import DERIVED, Derived, DerivedList
from agence_desktop.desktop.positions.editor.fields import Fault, FieldGrid
from agence_desktop.desktop.positions.editor.lines_model import LinesModel
from agence_desktop.desktop.positions.editor.lines_view import LinesView
from agence_desktop.desktop.positions.editor.notes_area import NotesArea
from agence_desktop.desktop.positions.editor.remarks import RemarksStrip
from agence_desktop.desktop.positions.editor.store import EditorStore
from agence_desktop.desktop.tokens import Height, Type
from agence_desktop.desktop.widgets.bar_layout import BarLayout
from agence_desktop.desktop.widgets.grips import GripSplitter
from agence_desktop.desktop.widgets.labels import ElidedLabel, Label
from agence_desktop.positions.catalogue import TASK_FIELDS, Group, Section

_TASKS = 3
VIEWS: Mapping[str, tuple[str, ...] | None] = {
    "essential": ("title", "due", "criticality", "max_interruption_days", "required_level", "wanted"),
    "continuity": (
        *("title", "due", "criticality", "impacts", "max_interruption_days", "recovery_days", "minimum"),
    ),
    "procedure": ("title", "due", "procedure", "procedure_date", "systems", "pitfalls", "legal_basis"),
    "load": ("title", "due", "frequency", "hours", "peak_months", "deliverable", "recipient"),
    "all": None,
}
"""Columns of the task table, for each view."""
_DETAIL = (
    *("minimum", "legal_basis", "deliverable", "systems", "procedure_date", "pitfalls", "recipient"),
    *("frequency", "recovery_days", "impacts", "procedure", "hours", "peak_months", "criticality"),
    *("max_interruption_days", "required_level", "wanted"),
)
"""Fields of the strip under the table, in their order, but those that the table shows."""


class LinesTools(QWidget):
    """The buttons over the tables of a section; they act on the one that has the keyboard."""

    comment_requested = Signal()
    view_chosen = Signal(str)

    def __init__(self, tables: Sequence[LinesView], views: bool, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._tables = tables
        self.active = tables[0]
        group = self.active.lines.group
        line = BarLayout(self, 2)
        self.editing: list[QToolButton] = []
        if not all(table.lines.group.fixed for table in tables):
            self.add = self._button(
                line, "plus", texts.ADD_TIP, lambda: self.act("add"), texts.add_line(group)
            )
            self.double = self._button(line, "content-copy", texts.DOUBLE_TIP, lambda: self.act("double"))
            self.remove = self._button(line, "delete-outline", texts.REMOVE_TIP, lambda: self.act("remove"))
            self.up = self._button(line, "arrow-up", texts.UP_TIP, lambda: self.act("up"))
            self.down = self._button(line, "arrow-down", texts.DOWN_TIP, lambda: self.act("down"))
        self.paste = self._button(
            line, "content-paste", texts.PASTE_TIP, lambda: self.act("paste"), texts.PASTE
        )
        comment = self._button(
            line, "comment-text-outline", texts.COMMENT_TIP, self.comment_requested.emit, texts.COMMENT
        )
        self.editing.remove(comment)
        self.view = QComboBox(self)
        self.view.setVisible(views)
        if views:
            self.view.setAccessibleName(texts.VIEW_NAME)
            self.view.setProperty("compact", True)
            for key, word in texts.VIEWS.items():
                self.view.addItem(f"{texts.VIEW} {word}", key)
            self.view.activated.connect(lambda _: self.view_chosen.emit(str(self.view.currentData())))
            line.add_right(self.view)
        for table in tables:
            table.selectionModel().currentChanged.connect(lambda *_, one=table: self._activate(one))

    def act(self, deed: str) -> None:
        """Have the table with the keyboard do something."""
        deeds: dict[str, Callable[[], object]] = {
            "add": self.active.add,
            "double": self.active.double,
            "remove": self.active.remove,
            "paste": self.active.paste,
            "up": lambda: self.active.shift(-1),
            "down": lambda: self.active.shift(1),
        }
        deeds[deed]()

    def settle(self, editable: bool) -> None:
        """What can be used now."""
        for button in self.editing:
            button.setEnabled(editable)

    def _activate(self, table: LinesView) -> None:
        if table.hasFocus() and table is not self.active:
            self.active = table

    def _button(
        self, line: BarLayout, icon: str, tip: str, act: Callable[[], object], words: str = ""
    ) -> QToolButton:
        button = QToolButton()
        icons.set_icon(button, icon, "text", 18)
        button.setToolTip(tip)
        button.setAccessibleName(words or tip.split(" (", maxsplit=1)[0])
        button.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        if words:
            button.setText(words)
            button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        button.clicked.connect(lambda _=False: act())
        line.addWidget(button)
        self.editing.append(button)
        return button


class SectionPage(QWidget):
    """One section; ``reported`` carries what was pasted, ``view_chosen`` the columns wished for tasks."""

    reported = Signal(list)
    comment_requested = Signal(str)
    view_chosen = Signal(str)

    def __init__(self, store: EditorStore, section: Section, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.store, self.section = store, section
        self.fields = FieldGrid(store, section.fields) if section.fields else None
        self.tables = [
            LinesView(LinesModel(store, group), 2 if group.name == "tasks" else 0) for group in section.groups
        ]
        self.tools = LinesTools(self.tables, section.number == _TASKS) if self.tables else None
        self.detail: FieldGrid | None = None
        self.detail_title = ElidedLabel("", Type.SUBJECT)
        self.detail_title.setParent(self)
        self.detail_title.setVisible(section.number == _TASKS)
        self.detail_title.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self.fault = Fault(store)
        self.remarks = RemarksStrip(store)
        self.derived: Derived | None = DERIVED[section.number](store) if section.number in DERIVED else None
        if self.fields is not None:
            self.fields.show_prefix("")
        for table in self.tables:
            table.reported.connect(self.reported)
            table.comment_requested.connect(self.comment_requested)
            table.typing.connect(self._typed)
        self._arrange()
        if self.tools is not None:
            self.tools.comment_requested.connect(lambda: self.comment_requested.emit(store.path))
            self.tools.view_chosen.connect(self.view_chosen)
        store.path_changed.connect(self._moved)
        store.changed.connect(self._renew)
        self._renew()

    def take_focus(self) -> None:
        """On the first field or table."""
        if self.tables and self.fields is None:
            self.tables[0].setFocus(Qt.FocusReason.OtherFocusReason)
        elif self.fields is not None:
            self.fields.rows[0].widget.setFocus(Qt.FocusReason.OtherFocusReason)

    def go(self, path: str) -> bool:
        """Put the keyboard at a path; whether it is here."""
        if self.fields is not None and self.fields.go(path):
            return True
        if self.detail is not None and self._is_in_detail(path):
            table = self.tables[0]
            place = table.lines.place(path)
            if place is not None:
                table.setCurrentIndex(table.lines.index(place[0], 1))
                self._show_line(table)
                return self.detail.go(path)
        return any(table.go(path) for table in self.tables)

    def commit(self) -> None:
        """Give what is being typed to the sheet."""
        for grid in (self.fields, self.detail):
            if grid is not None:
                grid.commit()
        for table in self.tables:
            table.commit_open()

    def step_line(self, by: int) -> None:
        """The next line of the table (Alt+↓), wherever the keyboard is."""
        if not self.tables or self.tools is None:
            return
        table = self.tools.active
        row = table.current_line() + by
        if 0 <= row < table.lines.count:
            table.setCurrentIndex(table.lines.index(row, max(1, table.currentIndex().column())))
            self._show_line(table)

    def show_view(self, key: str) -> None:
        """Show the columns of a view of the task table."""
        if self.section.number != _TASKS or self.tools is None:
            return
        key = key if key in VIEWS else "essential"
        self.tools.view.setCurrentIndex(self.tools.view.findData(key))
        names = VIEWS[key]
        self.tables[0].show_fields(names)
        if self.detail is not None:
            self.detail.show_only([name for name in _DETAIL if names is not None and name not in names])

    # Inside.

    def _is_in_detail(self, path: str) -> bool:
        """Whether a field of a task stands in the strip, as the table does not show it."""
        shown = VIEWS[str(self.tools.view.currentData())] if self.tools is not None else None
        name = path.rpartition("/")[2]
        return path.count("/") > 1 and shown is not None and name not in shown

    def _renew(self) -> None:
        if self.tools is not None:
            self.tools.settle(self.store.editable)
        if self.tables and self.section.number == _TASKS:
            self._show_line(self.tables[0])
        self._say()

    def _moved(self, _path: str) -> None:
        if not self.isVisible():
            return
        if self.detail is not None and self.tables:
            self._show_line(self.tables[0])
        self._say()

    def _say(self) -> None:
        """What is wrong with the cell under the keyboard, and what was remarked on it."""
        path = self.store.path
        within = self._holds(path)
        in_table = within and any(table.lines.place(path) is not None for table in self.tables)
        self.fault.say(path if in_table else "", None if in_table else "")
        self.remarks.show_path(path if within else "")

    def _typed(self, path: str, text: str) -> None:
        """A secret is told while it is typed."""
        from agence_desktop.positions.secrecy import look_at

        found = look_at(path, text) if path else None
        self.fault.say(path, found.sentence if found is not None else "")

    def _holds(self, path: str) -> bool:
        name = path.split("/", maxsplit=1)[0]
        own = [field.name for field in self.section.fields]
        return bool(path) and name in (*own, *(group.name for group in self.section.groups))

    def _show_line(self, table: LinesView) -> None:
        if self.detail is None:
            return
        line = table.lines.line(table.current_line())
        self.detail.setEnabled(line is not None)
        if line is None:
            self.detail_title.setText(texts.NO_LINE)
            return
        self.detail_title.setText(f"{line.name} {line.value.title}".strip())
        self.detail.show_prefix(f"{line.path}/", line.name)

    def _arrange(self) -> None:
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(0)
        box.addLayout(self._head())
        if self.section.number == _TASKS:
            box.addWidget(self._tasks(), 1)
            return
        column = QVBoxLayout()
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        if self.derived is not None:
            column.addWidget(self.derived, 2 if isinstance(self.derived, DerivedList) else 0)
        if self.fields is not None:
            column.addWidget(self.fields)
        for table in self.tables:
            column.addLayout(self._titled(table), 1)
        column.addWidget(self._notes())
        if not self.tables and not isinstance(self.derived, DerivedList):
            column.addStretch(1)
        held = QWidget()
        held.setLayout(column)
        box.addWidget(_scrolled(held), 1)
        self._order()

    def _order(self) -> None:
        stops: list[QWidget] = []
        if self.fields is not None:
            stops += [row.widget for row in self.fields.rows]
        stops += self.tables
        for before, after in pairwise(stops):
            QWidget.setTabOrder(before, after)

    def _head(self) -> QHBoxLayout:
        head = QHBoxLayout()
        head.setContentsMargins(12, 0, 8, 0)
        head.setSpacing(8)
        title = Label(f"{self.section.number} {self.section.title}", Type.PANEL)
        title.setMinimumHeight(theme.scaled(Height.PANEL_HEADER))
        head.addWidget(title)
        if self.tools is not None:
            head.addWidget(self.tools, 1)
        else:
            head.addStretch(1)
        return head

    def _titled(self, table: LinesView) -> QVBoxLayout:
        box = QVBoxLayout()
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(4)
        group: Group = table.lines.group
        if len(self.section.groups) > 1 or group.label != self.section.title:
            words = Label(group.label, Type.SUBJECT)
            words.setContentsMargins(12, 0, 0, 0)
            box.addWidget(words)
        table.fit_lines = len(self.section.groups) > 1
        table.fit_height()
        box.addWidget(table, 1)
        return box

    def _notes(self) -> QWidget:
        notes = QWidget()
        box = QVBoxLayout(notes)
        box.setContentsMargins(12, 0, 12, 8)
        box.setSpacing(4)
        box.addWidget(self.fault)
        box.addWidget(self.remarks)
        return notes

    def _tasks(self) -> QSplitter:
        self.detail = FieldGrid(self.store, [_FIELDS[name] for name in _DETAIL], 2)
        table = self.tables[0]
        table.selectionModel().currentRowChanged.connect(lambda *_: self._show_line(table))
        head = QHBoxLayout()
        head.setContentsMargins(12, 6, 12, 2)
        head.addWidget(self.detail_title, 1)
        head.addWidget(Label(texts.NEXT_TASK, Type.HELP, "secondary"))
        column = QVBoxLayout()
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(head)
        column.addWidget(_scrolled(self.detail), 1)
        column.addWidget(NotesArea(self._notes()))
        below = QWidget()
        below.setLayout(column)
        split = GripSplitter(Qt.Orientation.Vertical)
        self.tables[0].setMinimumHeight(self.tables[0].content_height(1))
        split.addWidget(self.tables[0])
        split.addWidget(below)
        split.setChildrenCollapsible(False)
        split.setHandleWidth(8)
        split.setStretchFactor(0, 3)
        split.setStretchFactor(1, 2)
        split.setSizes([theme.scaled(334), theme.scaled(220)])
        return split


def _scrolled(held: QWidget) -> QScrollArea:
    """What scrolls where there is too little room; the keyboard goes to what it holds."""
    held.setProperty("surface", "plain")
    held.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
    area = QScrollArea()
    area.setWidgetResizable(True)
    area.setFrameShape(QFrame.Shape.NoFrame)
    area.setProperty("framed", False)
    area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    area.setWidget(held)
    return area


_FIELDS = {field.name: field for field in TASK_FIELDS}
