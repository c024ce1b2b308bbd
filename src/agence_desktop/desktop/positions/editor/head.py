"""The head of the editor: which sheet, in which state, kept when, and the strip of what is to be decided."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from agence_desktop.desktop import icons
from agence_desktop.desktop.positions.editor import texts
from agence_desktop.desktop.positions.editor.store import EditorStore
from agence_desktop.desktop.tokens import Type
from agence_desktop.desktop.widgets.accessible import announce
from agence_desktop.desktop.widgets.chips import ChipLabel
from agence_desktop.desktop.widgets.columns import Chip, Look
from agence_desktop.desktop.widgets.keyed_button import KeyedButton
from agence_desktop.desktop.widgets.labels import ElidedLabel, IconLabel, Label
from agence_desktop.positions.rows import OPEN, SheetFile, SheetState
from agence_desktop.positions.sentences import STATE_LABELS

_LOOKS = {
    SheetState.DRAFT: ("pencil-outline", Look.NEUTRAL),
    SheetState.SUBMITTED: ("file-send-outline", Look.REQUESTED),
    SheetState.RETURNED: ("file-alert-outline", Look.OUTSIDE),
    SheetState.APPROVED: ("file-check-outline", Look.CONFIRMED),
    SheetState.ACKNOWLEDGED: ("check-all", Look.FREE),
    SheetState.TO_REVIEW: ("calendar-alert", Look.LATE),
    SheetState.REPLACED: ("history", Look.DONE),
    SheetState.ARCHIVED: ("tray-full", Look.DONE),
}


def state_chip(file: SheetFile) -> Chip:
    """The state of a version."""
    icon, look = _LOOKS[file.row.state]
    return Chip(texts.chip(STATE_LABELS[file.row.state], file.row.number), icon, look)


class EditorHead(QWidget):
    """Title, state and what can be done with the sheet as a whole."""

    def __init__(self, store: EditorStore, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._store = store
        self.title = ElidedLabel("", Type.RECORD)
        self.detail = ElidedLabel("", Type.BODY, "secondary")
        self.chip = ChipLabel(Chip("", ""))
        self.kept = Label("", Type.HELP, "secondary")
        self.compare = QPushButton(texts.COMPARE)
        self.compare.setToolTip(texts.COMPARE_TIP)
        icons.set_icon(self.compare, "file-compare", "text", 18)
        self.next_version = QPushButton(texts.NEXT_VERSION)
        self.next_version.setProperty("kind", "primary")
        icons.set_icon(self.next_version, "file-document-edit-outline", "on_accent", 18)
        self.submit = KeyedButton(texts.SUBMIT, texts.SUBMIT_KEY)
        self.submit.setProperty("kind", "primary")
        icons.set_icon(self.submit, "file-send-outline", "on_accent", 18)
        self._arrange()
        store.opened.connect(self.renew)
        store.changed.connect(self.renew)

    def renew(self) -> None:
        """Tell of the sheet that is open."""
        opened = self._store.open
        file = opened.file if opened is not None else None
        if opened is None or file is None:
            return
        position = file.position
        self.title.setText(position.title)
        holder = position.holder.name if position.holder else None
        manager = position.manager.name if position.manager else None
        place = position.site or position.unit.name
        self.detail.setText(
            texts.detail(position.number, place, texts.holder(holder), texts.manager(manager))
        )
        self.chip.set_chip(state_chip(file))
        newest = max(one.number for one in file.versions)
        open_elsewhere = any(one.number == newest and one.state in OPEN for one in file.versions)
        writing = self._store.editable or self._store.locked
        self.submit.setVisible(writing)
        self.next_version.setVisible(not writing and opened.may_write and file.row.state not in OPEN)
        self.next_version.setText(texts.CONTINUE_VERSION if open_elsewhere else texts.NEXT_VERSION)
        self.compare.setVisible(len(file.versions) > 1)

    def say_kept(self, words: str, ink: str = "secondary") -> None:
        """When the draft was kept."""
        self.kept.setText(words)
        self.kept.set_ink(ink)

    def _arrange(self) -> None:
        first = QHBoxLayout()
        first.setSpacing(8)
        first.addWidget(self.title)
        first.addWidget(self.chip)
        first.addWidget(self.kept)
        first.addStretch(1)
        names = QVBoxLayout()
        names.setSpacing(0)
        names.addLayout(first)
        names.addWidget(self.detail)
        line = QHBoxLayout(self)
        line.setContentsMargins(12, 10, 12, 8)
        line.setSpacing(8)
        line.addLayout(names, 1)
        for button in (self.compare, self.next_version, self.submit):
            line.addWidget(button, 0, Qt.AlignmentFlag.AlignVCenter)


class Notice(QFrame):
    """A strip under the head: something to know, with what can be done about it."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("surface", "note")
        self.words = Label("", wrap=True)
        self.buttons: list[QPushButton] = []
        self._box = QHBoxLayout(self)
        self._box.setContentsMargins(10, 6, 10, 6)
        self._box.setSpacing(8)
        self._box.addWidget(IconLabel("information-outline", "accent", 18))
        self._box.addWidget(self.words, 1)
        self.hide()

    def say(self, sentence: str, actions: Sequence[tuple[str, Callable[[], object]]] = ()) -> None:
        """Show a sentence and its actions; an empty one hides the strip."""
        for button in self.buttons:
            self._box.removeWidget(button)
            button.deleteLater()
        self.buttons = []
        changed = sentence != self.words.text()
        self.words.setText(sentence)
        for number, (words, act) in enumerate(actions):
            button = QPushButton(words)
            button.setProperty("compact", True)
            if not number:
                button.setProperty("kind", "primary")
            button.clicked.connect(lambda _=False, run=act: run())
            self._box.addWidget(button)
            self.buttons.append(button)
        self.setVisible(bool(sentence))
        if sentence and changed:
            announce(self, sentence)
