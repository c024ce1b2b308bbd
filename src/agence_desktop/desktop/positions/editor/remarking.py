"""Adding, answering and settling remarks on fields of the sheet."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from agence_desktop.desktop.places import Workbench
from agence_desktop.desktop.positions.editor import texts
from agence_desktop.desktop.positions.editor.gateway import EditorGateway
from agence_desktop.desktop.positions.editor.keeping import Keeping
from agence_desktop.desktop.positions.editor.remarks import RemarkDialog
from agence_desktop.desktop.positions.editor.store import EditorStore
from agence_desktop.positions.rows import Comment

if TYPE_CHECKING:
    from agence_desktop.core.changes import Change


class Remarking(QObject):
    """Opens the dialogue and sends what it asks for."""

    def __init__(
        self,
        desk: Workbench,
        gateway: EditorGateway,
        store: EditorStore,
        keeping: Keeping,
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._desk, self._gateway, self._store, self._keeping = desk, gateway, store, keeping

    def ask(self, path: str, about: Comment | None = None) -> None:
        """Ask for a remark on a field, or an answer to ``about``; a line that is new is stored first."""
        opened = self._store.open
        if opened is None or opened.file is None or not opened.may_write:
            return
        if about is None and path != self._store.path_after(self._store.stored_path(path)):
            self._keeping.save(partial(self.ask, path))
            return
        title = texts.REMARK_TITLE if about is None else texts.REPLY_TITLE
        quoted = about.text if about is not None else ""
        dialog = RemarkDialog(self._desk.parent_widget, title, self._store.label(path), quoted)
        dialog.save_requested.connect(lambda: self._send(dialog, path, about))
        dialog.open()

    def reply(self, remark: Comment) -> None:
        """Ask for an answer."""
        self.ask(self._store.place_of(remark), remark)

    def settle(self, remark: Comment) -> None:
        """Mark as settled; it can be taken back."""

        def done(change: Change) -> None:
            self._desk.hub.publish([change])
            self._desk.offer_undo(texts.REMARK_SETTLED, partial(self._reopen, remark))

        self._desk.tasks.run(self._gateway.settle, remark.id, True, owner=self, done=done)

    def _reopen(self, remark: Comment) -> None:
        self._desk.tasks.run(
            self._gateway.settle,
            remark.id,
            False,
            owner=self,
            done=lambda change: self._desk.hub.publish([change]),
        )

    def _send(self, dialog: RemarkDialog, path: str, about: Comment | None) -> None:
        from agence_desktop.positions.commands.commenting import Remark

        opened = self._store.open
        if opened is None:
            return
        dialog.set_saving(True)
        told_of = about.path if about is not None else self._store.stored_path(path)
        remark = Remark(opened.position.id, told_of, dialog.words, about.id if about is not None else None)

        def done(change: Change) -> None:
            dialog.saved()
            self._desk.hub.publish([change])
            self._desk.tell(texts.REMARK_ADDED)

        self._desk.tasks.run(
            self._gateway.comment,
            remark,
            owner=dialog,
            done=done,
            failed=lambda failure: dialog.refused(failure.sentence),
        )
