"""Fields generated from the catalogue: one widget for each kind, bound to a path of the sheet."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QFocusEvent
from PySide6.QtWidgets import (
    QComboBox,
    QGridLayout,
    QHBoxLayout,
    QLineEdit,
    QPlainTextEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from agence_desktop.desktop import icons, theme
from agence_desktop.desktop.positions.editor import texts
from agence_desktop.desktop.positions.editor.store import EditorStore
from agence_desktop.desktop.tokens import Height, Type
from agence_desktop.desktop.widgets.labels import Label
from agence_desktop.desktop.widgets.texts import field_name
from agence_desktop.positions.catalogue import Field, Filler, Kind
from agence_desktop.positions.coverage import max_interruption
from agence_desktop.positions.editing import line_at, with_value
from agence_desktop.positions.formats import choice_label, format_days
from agence_desktop.positions.reading import choices_of
from agence_desktop.positions.sentences import NOT_A_SECRET

_LIVE = (Kind.TEXT, Kind.LONG)
"""What can be read letter by letter; other kinds are read when the field is left."""
_MISSION_LINES = 5
_LABEL, _LABEL_BESIDE = 176, 124
"""How wide a label gets, at 100 %, alone and with fields side by side."""


class TypedLine(QLineEdit):
    """One line at ``path``; what is typed reaches the sheet at once, or when the line is left."""

    def __init__(self, store: EditorStore, field: Field, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._store, self._field, self.path = store, field, ""
        self._edited = False
        self._mark = self.addAction(
            icons.icon("comment-text-outline", "warning", 16), QLineEdit.ActionPosition.TrailingPosition
        )
        self._mark.setVisible(False)
        self.textEdited.connect(self._typed)
        self.editingFinished.connect(self.commit)

    def show_path(self, path: str) -> None:
        """Stand at another path."""
        self.commit()
        self.path = path
        self.renew()

    def renew(self) -> None:
        """Show what the sheet holds, unless it is being typed."""
        remarked = self.path in self._store.remarked()
        if self._mark.isVisible() != remarked:
            self._mark.setVisible(remarked)
            self._mark.setIcon(icons.icon("comment-text-outline", "warning", 16))
        if not self._edited:
            shown = self._store.text(self.path)
            if shown != self.text():
                self.setText(shown)
            self.setPlaceholderText(self._derived())
            self.setCursorPosition(len(shown) if self.hasFocus() else 0)
        self.setReadOnly(not self._store.editable or self._field.filler is Filler.PROGRAM)

    def commit(self) -> None:
        """Give what was typed to the sheet."""
        if self._edited:
            self._edited = False
            self._store.type(self.path, self.text(), merging=self._field.kind in _LIVE)
            self.renew()

    def _typed(self, text: str) -> None:
        self._edited = True
        if self._field.kind in _LIVE:
            self._store.type(self.path, text, merging=True)

    def _derived(self) -> str:
        if self._field.name != "max_interruption_days":
            return self._field.hint
        line = line_at(self._store.content, self.path)
        limit = max_interruption(line.value) if line is not None else None
        return format_days(limit) if limit is not None else ""


class TypedText(QPlainTextEdit):
    """Several lines at ``path``."""

    def __init__(self, store: EditorStore, field: Field, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._store, self._field, self.path = store, field, ""
        self._showing = False
        self.setTabChangesFocus(True)
        self.setPlaceholderText(field.hint)
        self.textChanged.connect(self._typed)
        lines = _MISSION_LINES * theme.scaled(18) + 12
        self.setMinimumHeight(lines)
        self.setMaximumHeight(2 * lines)

    def show_path(self, path: str) -> None:
        """Stand at another path."""
        self.path = path
        self.renew()

    def renew(self) -> None:
        """Show what the sheet holds."""
        shown = self._store.text(self.path)
        if shown.strip() != self.toPlainText().strip():
            self._showing = True
            self.setPlainText(shown)
            self._showing = False
        self.setReadOnly(not self._store.editable)

    def commit(self) -> None:
        """Everything is given letter by letter."""

    def _typed(self) -> None:
        if not self._showing:
            self._store.type(self.path, self.toPlainText(), merging=True)


class TypedChoice(QComboBox):
    """One of several words at ``path``."""

    def __init__(self, store: EditorStore, field: Field, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._store, self.path = store, ""
        for choice in choices_of(field):
            self.addItem(choice_label(choice), choice.value)
        self._choices = {choice.value: choice for choice in choices_of(field)}
        self.activated.connect(self._taken)

    def show_path(self, path: str) -> None:
        """Stand at another path."""
        self.path = path
        self.renew()

    def renew(self) -> None:
        """Show what the sheet holds."""
        value = self._store.value(self.path)
        self.setCurrentIndex(-1 if value is None else self.findData(str(value)))
        self.setEnabled(self._store.editable)

    def commit(self) -> None:
        """A choice is given at once."""

    def _taken(self) -> None:
        chosen = self._choices[self.currentData()]
        self._store.apply(with_value(self._store.content, self.path, chosen))


Typed = TypedLine | TypedText | TypedChoice


def typed_widget(store: EditorStore, field: Field) -> Typed:
    """The widget of a field."""
    if field.kind is Kind.LONG:
        return TypedText(store, field)
    return TypedChoice(store, field) if field.kind is Kind.CHOICE else TypedLine(store, field)


class Fault(QWidget):
    """The sentence under a field, with « Ce n’est pas un secret » where that is what it may be."""

    def __init__(self, store: EditorStore, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._store, self._path = store, ""
        self.sentence = Label("", Type.HELP, "danger", wrap=True)
        self.override = QPushButton(NOT_A_SECRET)
        self.override.setProperty("kind", "link")
        self.override.setToolTip(texts.NOT_A_SECRET_TIP)
        self.override.clicked.connect(lambda _=False: self._store.say_no_secret(self._path))
        box = QHBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(8)
        box.addWidget(self.sentence, 1)
        box.addWidget(self.override)
        self.hide()

    def say(self, path: str, sentence: str | None = None) -> str:
        """Show what is wrong at a path, or ``sentence``; what is said."""
        self._path = path
        told = self._store.sentence(path) if sentence is None else sentence
        if told != self.sentence.text():
            self.sentence.setText(told)
        self.override.setVisible(path in self._store.secrets and self._store.editable)
        self.setVisible(bool(told))
        return told


class FieldRow(QObject):
    """A label, its widget and what is wrong with it."""

    def __init__(self, store: EditorStore, field: Field, required_words: bool) -> None:
        super().__init__(store)
        self._store, self.field = store, field
        self.widget = typed_widget(store, field)
        self.label = Label(field.label, Type.BODY, "" if required_words else "secondary", wrap=True)
        self.required = Label("", Type.HELP, "secondary")
        self.fault = Fault(store)
        self.widget.installEventFilter(self)

    def show_path(self, path: str, name: str = "") -> None:
        """Stand at another path; ``name`` tells the line apart to screen readers."""
        self.widget.show_path(path)
        words = field_name(self.field.label, self.field.required)
        self.widget.setAccessibleName(f"{name} {words}".strip())
        self.renew()

    def renew(self) -> None:
        """Show what the sheet holds and what is wrong."""
        self.widget.renew()
        said = self.fault.say(self.widget.path) if self.widget.path else ""
        self.widget.setAccessibleDescription(said)
        missing = self.widget.path in self._store.missing
        faulty = bool(said)
        remarked = self.widget.path in self._store.remarked()
        for name, value in (("faulty", faulty), ("remarked", remarked and not faulty)):
            if bool(self.widget.property(name)) != value:
                self.widget.setProperty(name, value)
                self.widget.style().unpolish(self.widget)
                self.widget.style().polish(self.widget)
        if self.field.required:
            said = texts.REQUIRED_MISSING if missing else texts.REQUIRED
            if said != self.required.text():
                self.required.setText(said)
                self.required.set_ink("danger" if missing else "secondary")

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """The keyboard is here now."""
        if isinstance(event, QFocusEvent) and event.gotFocus():
            self._store.set_path(self.widget.path)
        return super().eventFilter(watched, event)


class FieldGrid(QWidget):
    """The fields of a section, or of one line of a table; ``columns`` of them side by side."""

    def __init__(
        self, store: EditorStore, fields: Sequence[Field], columns: int = 1, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._store = store
        self.rows = [FieldRow(store, field, columns == 1) for field in fields]
        self._columns, self._grid = columns, QGridLayout(self)
        self._shown: tuple[str, str] | None = None
        grid = self._grid
        grid.setContentsMargins(12, 4, 12, 8)
        grid.setHorizontalSpacing(theme.scaled(8))
        grid.setVerticalSpacing(theme.scaled(6))
        self._cells = [self._made(row) for row in self.rows]
        for column in range(columns):
            grid.setColumnStretch(2 * column + 1, 1)
        grid.setRowStretch(len(self.rows), 1)
        self._lay(self.rows)
        store.changed.connect(self.renew)
        store.remarks_changed.connect(self.renew)

    def show_prefix(self, prefix: str, name: str = "") -> None:
        """Show the fields of a line: « tasks/T4/ »."""
        if (prefix, name) != self._shown:
            self._shown = (prefix, name)
            for row in self.rows:
                row.show_path(f"{prefix}{row.field.name}", name)

    def renew(self) -> None:
        """Show what the sheet holds."""
        if self.isVisible():
            for row in self.rows:
                row.renew()

    def commit(self) -> None:
        """Give what is being typed to the sheet."""
        for row in self.rows:
            row.widget.commit()

    def go(self, path: str) -> bool:
        """Put the keyboard at a path; whether it is here."""
        for row in self.rows:
            if row.widget.path == path:
                row.widget.setFocus(Qt.FocusReason.OtherFocusReason)
                return True
        return False

    def showEvent(self, event: Any) -> None:
        """What changed meanwhile is shown."""
        super().showEvent(event)
        self.renew()

    def show_only(self, names: Sequence[str]) -> None:
        """Show these fields, in this order of the catalogue’s list."""
        self._lay([row for row in self.rows if row.field.name in names])

    def _lay(self, rows: Sequence[FieldRow]) -> None:
        for row, cells in zip(self.rows, self._cells, strict=True):
            for cell in cells:
                self._grid.removeWidget(cell)
                cell.setVisible(row in rows)
        before: QWidget | None = None
        for number, row in enumerate(rows):
            line, column = divmod(number, self._columns)
            words, held = self._cells[self.rows.index(row)]
            self._grid.addWidget(words, line, 2 * column, Qt.AlignmentFlag.AlignTop)
            self._grid.addWidget(held, line, 2 * column + 1)
            if before is not None:
                QWidget.setTabOrder(before, row.widget)
            before = row.widget

    def _made(self, row: FieldRow) -> tuple[QWidget, QWidget]:
        """The label and the field of a row, each with what stands under it."""
        words, held = QWidget(self), QWidget(self)
        room = theme.scaled(_LABEL_BESIDE if self._columns > 1 else _LABEL)
        named, typed = QVBoxLayout(words), QVBoxLayout(held)
        named.setSpacing(0)
        height = theme.scaled(Height.FIELD_COMPACT if self._columns > 1 else Height.FIELD)
        line = row.label.fontMetrics().height()
        named.setContentsMargins(0, max(0, (height - line) // 2), 0, 0)
        # A long label takes lines, never « … »: it is what the field is called.
        row.label.setFixedWidth(room)
        named.addWidget(row.label)
        row.required.setParent(words)
        if row.field.required and self._columns == 1:
            named.addWidget(row.required)
        else:
            row.required.hide()
        named.addStretch(1)
        typed.setContentsMargins(0, 0, 0, 0)
        typed.setSpacing(2)
        typed.addWidget(row.widget)
        typed.addWidget(row.fault)
        if self._columns > 1:
            row.widget.setProperty("compact", True)
        words.setFixedWidth(room)
        return words, held
