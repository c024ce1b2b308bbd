"""Form binding: required in words, the error under its field when it is left,
the summary and focus on save.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QFocusEvent
from PySide6.QtWidgets import QFormLayout, QLabel, QLayout, QPlainTextEdit, QVBoxLayout, QWidget

from agence_desktop.desktop import theme
from agence_desktop.desktop.tokens import Height, Type
from agence_desktop.desktop.widgets import texts
from agence_desktop.desktop.widgets.accessible import announce, without_mnemonic
from agence_desktop.desktop.widgets.adapters import fault_of, read, storable, watch, write
from agence_desktop.desktop.widgets.labels import Label
from agence_desktop.desktop.widgets.room import bring_into_view

Check = Callable[[Any], str]
"""The sentence of what is wrong with a value, empty when nothing is."""
Judge = Callable[[Mapping[str, Any]], Mapping[str, str]]
"""The sentences of a whole form, by key of the field."""

_STAYS = (Qt.FocusReason.PopupFocusReason, Qt.FocusReason.ActiveWindowFocusReason)


@dataclass(slots=True)
class _Field:
    key: str
    widget: QWidget
    words: str
    required: bool
    check: Check | None
    error: Label
    left: bool = False


class Form(QObject):
    """Binds the widgets of a form to keys.

    ``edited`` follows every change (drafts listen); ``errors_changed`` carries the words and keys of the
    fields to correct, in order.
    """

    edited = Signal()
    errors_changed = Signal(list)

    def __init__(self, parent: QWidget, judge: Judge | None = None) -> None:
        super().__init__(parent)
        self._parent = parent
        self._judge = judge
        self._fields: dict[str, _Field] = {}
        self._baseline: dict[str, Any] = {}
        self._errors: dict[str, str] = {}
        self._tried = False

    def add(
        self,
        key: str,
        widget: QWidget,
        label: QLabel,
        *,
        required: bool = False,
        check: Check | None = None,
    ) -> None:
        """Bind a field that stands with its label in a QFormLayout; its error gets a line under it."""
        words = without_mnemonic(label.text())
        label.setBuddy(widget)
        if isinstance(widget, QPlainTextEdit):
            widget.setTabChangesFocus(True)
        widget.setAccessibleName(texts.field_name(words, required))
        error = Label("", Type.HELP, "danger", wrap=True)
        error.setVisible(False)
        _put_under(widget, error, 0)
        note = Label(texts.REQUIRED if required else "", Type.HELP, "secondary")
        # The first line of a label stands at the height of the text in its field.
        line = min(widget.sizeHint().height(), theme.scaled(Height.FIELD))
        _put_under(label, note, max(1, (line - label.sizeHint().height()) // 2))
        # Only now: a label without a parent would show as a window of its own.
        note.setVisible(required)
        self._fields[key] = _Field(key, widget, words, required, check, error)
        self._baseline[key] = read(widget)
        widget.installEventFilter(self)
        watch(widget, lambda: self._edit(key))

    def values(self) -> dict[str, Any]:
        """What the fields hold."""
        return {key: read(field.widget) for key, field in self._fields.items()}

    def draft_values(self) -> dict[str, Any]:
        """What the fields hold, as JSON keeps it for a draft; ``set_values`` takes it back."""
        return {key: storable(value) for key, value in self.values().items()}

    def set_values(self, values: Mapping[str, Any], *, clean: bool = True) -> None:
        """Fill the fields that are named; ``clean`` makes this the state from which changes count."""
        for key, value in values.items():
            if key in self._fields:
                write(self._fields[key].widget, value)
        if clean:
            self.mark_clean()

    def mark_clean(self) -> None:
        """What the fields hold now is saved."""
        self._baseline = self.values()

    @property
    def dirty(self) -> bool:
        """Whether something typed would be lost."""
        return self.values() != self._baseline

    @property
    def errors(self) -> Mapping[str, str]:
        """The sentences now shown, by key."""
        return dict(self._errors)

    def check(self) -> bool:
        """Judge all fields, show every error, move focus to the first and announce them;
        whether all is well.
        """
        self._tried = True
        for field in self._fields.values():
            field.left = True
        self._show(self._judged())
        if self._errors:
            self.focus(next(iter(self._errors)))
            said = [(self._fields[key].words, sentence) for key, sentence in self._errors.items()]
            announce(self._parent, texts.errors_said(said), urgent=True)
        return not self._errors

    def refuse(self, errors: Mapping[str, str]) -> None:
        """Show the refusals of a command under the fields they are about; unknown keys are passed over."""
        shown = {**self._judged(), **{key: text for key, text in errors.items() if key in self._fields}}
        if shown:
            # First of all: a field that is left is judged again, which knows nothing of refusals.
            self.focus(next(iter(shown)))
        self._show(shown)

    def focus(self, key: str) -> None:
        """Go to a field."""
        widget = self._fields[key].widget
        widget.setFocus(Qt.FocusReason.OtherFocusReason)
        bring_into_view(widget)

    def words(self, key: str) -> str:
        """The label of a field as it is read."""
        return self._fields[key].words

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Judge a field the moment it is left."""
        # A list that opens takes the focus for a moment: the field is not left.
        if isinstance(event, QFocusEvent) and event.lostFocus() and event.reason() not in _STAYS:
            field = next((one for one in self._fields.values() if one.widget is watched), None)
            if field is not None:
                field.left = True
                self._show(self._judged())
        return super().eventFilter(watched, event)

    def _edit(self, key: str) -> None:
        self.edited.emit()
        if key in self._errors or self._tried or self._judge is not None:
            # An error goes away as soon as it is mended, also by another field where the form judges them
            # together; a new one waits until the field is left.
            judged = self._judged()
            self._show({k: text for k, text in judged.items() if k in self._errors or k != key})

    def _judged(self) -> dict[str, str]:
        found: dict[str, str] = {}
        for key, field in self._fields.items():
            if not field.left:
                continue
            value = read(field.widget)
            empty = value is None or value == ""
            sentence = fault_of(field.widget)
            if not sentence and field.required and empty:
                sentence = texts.REQUIRED_FAULT
            if not sentence and field.check is not None and not empty:
                sentence = field.check(value)
            if sentence:
                found[key] = sentence
        if self._judge is not None:
            for key, sentence in self._judge(self.values()).items():
                if key in self._fields and self._fields[key].left and sentence:
                    found.setdefault(key, sentence)
        return {key: found[key] for key in self._fields if key in found}

    def _show(self, errors: dict[str, str]) -> None:
        if errors == self._errors:
            return
        self._errors = errors
        for key, field in self._fields.items():
            sentence = errors.get(key, "")
            field.error.setText(sentence)
            field.error.setVisible(bool(sentence))
            field.widget.setAccessibleDescription(sentence)
            if bool(field.widget.property("faulty")) != bool(sentence):
                field.widget.setProperty("faulty", bool(sentence))
                field.widget.style().unpolish(field.widget)
                field.widget.style().polish(field.widget)
        self.errors_changed.emit([(self._fields[key].words, key) for key in errors])


def _put_under(widget: QWidget, below: QWidget, top: int) -> None:
    """Put a widget under another in the cell where it stands, ``top`` pixels down from its edge."""
    holder = widget.parentWidget()
    layout = _layout_of(holder, widget) if holder is not None else None
    if layout is None:
        raise ValueError(f"{widget.objectName() or type(widget).__name__} stands in no layout")
    box = QWidget(holder)
    inner = QVBoxLayout(box)
    inner.setContentsMargins(0, top, 0, 0)
    inner.setSpacing(2)
    layout.replaceWidget(widget, box)
    inner.addWidget(widget)
    inner.addWidget(below)
    if top:
        inner.addStretch(1)
    if isinstance(layout, QFormLayout):
        layout.setLabelAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop)
        layout.setHorizontalSpacing(theme.scaled(16))
        layout.setVerticalSpacing(theme.scaled(8))


def _layout_of(holder: QWidget, widget: QWidget) -> QLayout | None:
    layouts = [holder.layout(), *holder.findChildren(QLayout)]
    return next((one for one in layouts if one is not None and one.indexOf(widget) >= 0), None)
