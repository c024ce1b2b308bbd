"""Offering what was left in a form, before the form opens."""

from __future__ import annotations

from collections.abc import Callable
from zoneinfo import ZoneInfo

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMessageBox, QWidget

from agence_desktop.core.clock import to_wall
from agence_desktop.desktop.dialogs import texts
from agence_desktop.desktop.drafts import Draft, Drafts
from agence_desktop.desktop.widgets.message_box import give_room


class DraftOffer(QMessageBox):
    """Offers what was left in a form: to take it up, to throw it away, or to leave it for later.

    ``anew_words`` says what leaving it opens, ``resume_words`` what taking it up goes on with.
    """

    def __init__(
        self,
        parent: QWidget,
        drafts: Drafts,
        draft: Draft,
        zone: ZoneInfo,
        take_up: Callable[[], object],
        anew: Callable[[], object],
        anew_words: str,
        resume_words: str = texts.RESUME,
    ) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setIcon(QMessageBox.Icon.Question)
        self.setWindowTitle(texts.PRODUCT)
        self.setText(texts.OFFER_TITLE)
        self.setInformativeText(texts.offer(draft.title, to_wall(draft.saved, zone)))
        give_room(self)
        self._drafts, self._draft = drafts, draft
        self._take_up, self._anew = take_up, anew
        self.resume = self.addButton(resume_words, QMessageBox.ButtonRole.AcceptRole)
        self.anew = self.addButton(anew_words, QMessageBox.ButtonRole.RejectRole)
        self.discard = self.addButton(texts.DISCARD, QMessageBox.ButtonRole.DestructiveRole)
        self.resume.setProperty("kind", "primary")
        self.setDefaultButton(self.resume)
        self.setEscapeButton(self.anew)
        self.buttonClicked.connect(self._answered)

    def _answered(self, button: object) -> None:
        if button is self.resume:
            self._take_up()
            return
        if button is self.discard:
            self._drafts.forget(self._draft.key)
        self._anew()
