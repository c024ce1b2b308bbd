"""The dialogue around a form: Ctrl+Entrée saves, Échap asks only if something would be lost,
drafts are kept.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QCloseEvent, QKeyEvent, QKeySequence, QShortcut, QShowEvent
from PySide6.QtWidgets import QDialog, QHBoxLayout, QMessageBox, QPushButton, QVBoxLayout, QWidget

from agence_desktop.core.french import NBSP
from agence_desktop.desktop import icons, theme
from agence_desktop.desktop.drafts import DraftKeeper
from agence_desktop.desktop.tokens import Type
from agence_desktop.desktop.widgets import texts
from agence_desktop.desktop.widgets.accessible import announce
from agence_desktop.desktop.widgets.form import Form, Judge
from agence_desktop.desktop.widgets.keyed_button import KeyedButton
from agence_desktop.desktop.widgets.labels import IconLabel, Label
from agence_desktop.desktop.widgets.message_box import give_room
from agence_desktop.desktop.widgets.room import open_as, room_of, room_under_title, scrolling


def ask(
    parent: QWidget,
    question: str,
    explanation: str,
    yes: str,
    no: str,
    agreed: Callable[[], object],
    *,
    danger: bool = False,
) -> QMessageBox:
    """Ask without blocking; ``agreed`` is called for ``yes``. Échap and ``no`` change nothing."""
    box = QMessageBox(parent)
    box.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    box.setIcon(QMessageBox.Icon.Warning if danger else QMessageBox.Icon.Question)
    box.setWindowTitle(texts.PRODUCT)
    box.setText(question)
    box.setInformativeText(explanation)
    give_room(box)
    accept = box.addButton(yes, QMessageBox.ButtonRole.AcceptRole)
    refuse = box.addButton(no, QMessageBox.ButtonRole.RejectRole)
    accept.setProperty("kind", "danger" if danger else "primary")
    box.setDefaultButton(refuse if danger else accept)
    box.setEscapeButton(refuse)
    box.buttonClicked.connect(lambda button: agreed() if button is accept else None)
    box.open()
    return box


# From this width on the foot of a dialogue has room for the names of three fields.
_WIDE = 900


class ErrorSummary(QWidget):
    """« 1 champ à corriger : Téléphone », each name a link to its field."""

    field_requested = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._icon = IconLabel("alert-circle", "danger", 16)
        self._count = Label("", Type.SUBJECT, "danger")
        self._links: list[QPushButton] = []
        self._box = QHBoxLayout(self)
        self._box.setContentsMargins(0, 0, 0, 0)
        self._box.setSpacing(4)
        self._box.addWidget(self._icon)
        self._box.addWidget(self._count)
        self.setVisible(False)

    def show_errors(self, errors: list[tuple[str, str]], most: int = 3) -> None:
        """Name the fields to correct, the first ``most`` of them."""
        for link in self._links:
            self._box.removeWidget(link)
            link.deleteLater()
        self._links = []
        self._count.setText(texts.to_correct(len(errors)) + f"{NBSP}:")
        for words, key in errors[:most]:
            link = QPushButton(words)
            link.setProperty("kind", "link")
            link.setAccessibleName(texts.go_to_field(words))
            link.clicked.connect(lambda _=False, k=key: self.field_requested.emit(k))
            self._box.addWidget(link)
            self._links.append(link)
        self.setVisible(bool(errors))


class FormDialog(QDialog):
    """A dialogue with a body, the summary of errors, « Annuler » and the button that saves.

    ``save_requested`` comes once the form is well; the owner answers with ``saved`` or ``refused`` when its
    command comes back. The dialogue stays usable to read while ``saving``.
    """

    save_requested = Signal()
    abandoned = Signal()

    def __init__(
        self, title: str, save: str, parent: QWidget | None = None, *, judge: Judge | None = None
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(title)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.form = Form(self, judge)
        self.body = QVBoxLayout()
        self.body.setContentsMargins(16, 16, 16, 16)
        self._scrolls = False
        self._keeper: DraftKeeper | None = None
        self._saving = False
        self._refusal = False
        self.summary = ErrorSummary()
        self.summary.field_requested.connect(self.form.focus)
        self.form.errors_changed.connect(self._summarize)
        self.draft_note = Label("", Type.HELP, "secondary")
        self.cancel_button = KeyedButton(texts.CANCEL, texts.CANCEL_KEY)
        self.cancel_button.setAutoDefault(False)
        self.cancel_button.clicked.connect(self.reject)
        self.save_button = KeyedButton(save, texts.SAVE_KEY)
        self.save_button.setProperty("kind", "primary")
        self.save_button.clicked.connect(self.try_save)
        # Entrée belongs to the fields: only Ctrl+Entrée and the button save.
        self.save_button.setAutoDefault(False)
        for keys in ("Ctrl+Return", "Ctrl+Enter"):
            QShortcut(QKeySequence(keys), self, self.try_save)
        QShortcut(QKeySequence("Ctrl+S"), self, self.keep_draft)
        self._arrange()

    def keep_drafts(self, keeper: DraftKeeper) -> None:
        """Keep what is typed from now on, and forget it when it is saved or thrown away."""
        self._keeper = keeper
        keeper.setParent(self)
        self.form.edited.connect(keeper.touch)
        self.form.edited.connect(self._forget_refusal)
        keeper.kept.connect(self._draft_kept)
        keeper.failed.connect(lambda: self.draft_note.setText(texts.DRAFT_FAILED))

    def keep_draft(self) -> None:
        """Keep the draft now (Ctrl+S)."""
        if self._keeper is not None:
            self._keeper.keep()

    def set_save_text(self, words: str) -> None:
        """Restate what saving will do."""
        self.save_button.setText(words)

    def try_save(self) -> None:
        """Judge the form; when all is well ask the owner to save."""
        if not self._saving and self.form.check():
            self.save_requested.emit()

    def set_saving(self, saving: bool) -> None:
        """While the command runs the button waits; the form stays readable."""
        self._saving = saving
        self.save_button.setEnabled(not saving)

    def saved(self) -> None:
        """The command succeeded: forget the draft and close."""
        self.set_saving(False)
        if self._keeper is not None:
            self._keeper.forget()
        self.form.mark_clean()
        self.accept()

    def refused(self, sentence: str, errors: dict[str, str] | None = None) -> None:
        """The command refused: say why, keep everything that was typed."""
        self.set_saving(False)
        if errors:
            self.form.refuse(errors)
        self._refusal = True
        self.draft_note.setText(sentence)
        self.draft_note.set_ink("danger")
        announce(self, sentence, urgent=True)

    def _forget_refusal(self) -> None:
        self._refusal = False

    @property
    def dirty(self) -> bool:
        """Whether something would be lost; a dialogue that holds more than its fields adds to it."""
        return self.form.dirty

    def reject(self) -> None:
        """Close, after a question when something typed would be lost."""
        if not self.dirty:
            self._abandon()
            return
        ask(
            self,
            texts.LEAVE_QUESTION,
            texts.LEAVE_EXPLANATION,
            texts.LEAVE_YES,
            texts.LEAVE_NO,
            self._abandon,
            danger=True,
        )

    def set_aside(self) -> None:
        """Close without a question, what was typed kept as a draft: there is nowhere left to save it."""
        if self.dirty:
            self.keep_draft()
        super().reject()

    def showEvent(self, event: QShowEvent) -> None:
        """Open within the screen."""
        self._keep_within_screen()
        super().showEvent(event)

    def closeEvent(self, event: QCloseEvent) -> None:
        """The window's own cross asks the same question."""
        event.ignore()
        self.reject()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Entrée in a field does not save."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            return
        super().keyPressEvent(event)

    def _abandon(self) -> None:
        if self._keeper is not None:
            self._keeper.forget()
        self.abandoned.emit()
        super().reject()

    def _summarize(self, errors: list[tuple[str, str]]) -> None:
        self.summary.show_errors(errors, 3 if self.width() >= theme.scaled(_WIDE) else 1)
        self.draft_note.setVisible(not errors)
        self._make_room()

    def ask_room(self, width: int, height: int) -> None:
        """Open so large (at 100 %), as far as the screen goes."""
        open_as(self, width, height)

    def _make_room(self) -> None:
        """A dialogue that is less wide than what its foot says grows, as far as the screen goes."""
        layout = self._outer
        if not self.isVisible():
            return
        layout.activate()
        needed = layout.totalMinimumSize().width()
        if needed > self.width():
            self.resize(min(needed, room_of(self).width()), self.height())
        self._keep_within_screen()

    def _keep_within_screen(self) -> None:
        """What is higher than the screen is scrolled between the title and the foot."""
        layout = self._outer
        room = room_under_title(self).height()
        layout.activate()
        if layout.totalMinimumSize().height() > room and not self._scrolls:
            self._scrolls = True
            focus = self.focusWidget()
            layout.removeItem(self.body)
            self.body.setParent(None)
            # Of this window from the start: Tab goes on from field to field, then to the buttons.
            held = QWidget(self)
            held.setLayout(self.body)
            area = scrolling(held)
            layout.insertWidget(0, area, 1)
            # Else both would only be shown later, and the field would not get its focus back.
            area.show()
            held.show()
            layout.activate()
            if focus is not None:
                focus.setFocus()
        if self.height() > room and self._scrolls:
            self.resize(self.width(), room)

    def _draft_kept(self, instant: datetime) -> None:
        # Why the command refused stays to be read until something is typed.
        if self._refusal:
            return
        self.draft_note.set_ink("secondary")
        self.draft_note.setText(texts.draft_kept(instant.astimezone()))

    def _arrange(self) -> None:
        footer = QWidget()
        footer.setProperty("surface", "rail")
        footer.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        line = QHBoxLayout(footer)
        line.setContentsMargins(16, 12, 16, 12)
        line.setSpacing(8)
        line.addWidget(self.summary)
        line.addWidget(self.draft_note)
        line.addStretch(1)
        line.addWidget(self.cancel_button)
        line.addWidget(self.save_button)
        self._outer = outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(0)
        outer.addLayout(self.body, 1)
        outer.addWidget(footer)
        self.setMinimumWidth(theme.scaled(480))
        self.setWindowIcon(icons.icon("calendar-edit", "accent"))
