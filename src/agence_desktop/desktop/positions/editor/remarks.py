"""The remarks on the field where the keyboard is, with their answers, and the dialogue that adds one."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QPlainTextEdit,
    QPushButton,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from agence_desktop.core.clock import QUEBEC, to_wall
from agence_desktop.desktop import theme
from agence_desktop.desktop.positions.editor import texts
from agence_desktop.desktop.positions.editor.store import EditorStore
from agence_desktop.desktop.tokens import Type
from agence_desktop.desktop.widgets.form_dialog import FormDialog
from agence_desktop.desktop.widgets.labels import ElidedLabel, Label
from agence_desktop.positions.rows import Comment


class RemarkCard(QFrame):
    """One remark with its answers."""

    def __init__(self, strip: RemarksStrip, thread: list[Comment], label: str, today: date) -> None:
        super().__init__(strip)
        self.setProperty("surface", "remark")
        first = thread[0]
        head = QHBoxLayout()
        head.setSpacing(8)
        head.addWidget(Label(first.author, Type.SUBJECT))
        told = texts.remark_head(to_wall(first.at, QUEBEC), today, label)
        when = ElidedLabel(told, Type.HELP, "secondary")
        when.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        head.addWidget(when, 1)
        self.reply, self.settle = QPushButton(texts.REPLY), QPushButton(texts.SETTLE)
        for button, act in (
            (self.reply, lambda: strip.reply_requested.emit(first)),
            (self.settle, lambda: strip.settle_requested.emit(first)),
        ):
            button.setProperty("kind", "link")
            button.setAccessibleDescription(f"{first.author}, {first.text}")
            button.clicked.connect(lambda _=False, run=act: run())
            head.addWidget(button)
        box = QVBoxLayout(self)
        box.setContentsMargins(12, 6, 8, 8)
        box.setSpacing(2)
        box.addLayout(head)
        for number, one in enumerate(thread):
            words = f"{one.author}\u00a0: {one.text}" if number else one.text
            box.addWidget(Label(words, wrap=True))


class RemarksStrip(QWidget):
    """``reply_requested`` and ``settle_requested`` carry the remark."""

    reply_requested = Signal(object)
    settle_requested = Signal(object)

    def __init__(self, store: EditorStore, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._store, self._path = store, ""
        self._shown: list[Comment] = []
        self.cards: list[RemarkCard] = []
        self._box = QVBoxLayout(self)
        self._box.setContentsMargins(0, 0, 0, 0)
        self._box.setSpacing(4)
        store.remarks_changed.connect(self._renew)
        self.hide()

    def show_path(self, path: str) -> None:
        """Show what was remarked on a field."""
        self._path = path
        self._renew()

    def _renew(self) -> None:
        found = self._store.remarks(self._path) if self._path else []
        if found == self._shown:
            return
        self._shown = found
        for card in self.cards:
            self._box.removeWidget(card)
            card.deleteLater()
        self.cards = []
        for first in (one for one in found if one.replies_to is None):
            thread = [first, *(one for one in found if one.replies_to == first.id)]
            label = self._store.label(self._store.place_of(first))
            card = RemarkCard(self, thread, label, self._store.today)
            self._box.addWidget(card)
            self.cards.append(card)
        self.setVisible(bool(self.cards))


class RemarkDialog(FormDialog):
    """Asks for a remark on a field, or an answer to one."""

    def __init__(self, parent: QWidget, title: str, about: str, quoted: str = "") -> None:
        super().__init__(title, texts.REMARK_SAVE, parent)
        self.text = QPlainTextEdit()
        self.text.setMinimumHeight(theme.scaled(90))
        label = QLabel(texts.REMARK_LABEL)
        self.body.addWidget(Label(texts.remark_on(about), Type.HELP, "secondary", wrap=True))
        if quoted:
            self.body.addWidget(Label(quoted, wrap=True))
        column = QVBoxLayout()
        column.addWidget(label)
        column.addWidget(self.text)
        self.body.addLayout(column)
        self.form.add("text", self.text, label, required=True)
        self.text.setFocus(Qt.FocusReason.OtherFocusReason)

    @property
    def words(self) -> str:
        """What is to be said."""
        return self.text.toPlainText().strip()
