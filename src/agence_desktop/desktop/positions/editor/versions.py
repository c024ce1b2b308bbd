"""What moves a sheet on: beginning it, submitting it, opening the next version."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, Signal

from agence_desktop.desktop.places import Workbench
from agence_desktop.desktop.positions.editor import texts
from agence_desktop.desktop.positions.editor.gateway import EditorGateway, Model
from agence_desktop.desktop.positions.editor.keeping import Keeping
from agence_desktop.desktop.positions.editor.start_dialog import StartDialog
from agence_desktop.desktop.positions.editor.store import EMPTY, EditorStore
from agence_desktop.desktop.positions.importing import ImportDialog
from agence_desktop.desktop.tasks import Failure
from agence_desktop.desktop.widgets.form_dialog import ask
from agence_desktop.positions.content import Sheet
from agence_desktop.positions.editing import Content
from agence_desktop.positions.following import followed
from agence_desktop.positions.rows import OPEN

if TYPE_CHECKING:
    from agence_desktop.core.changes import Change
    from agence_desktop.positions.commands.writing import Opened


class Versions(QObject):
    """``version_wished`` carries the number of a version to show, None for the newest."""

    version_wished = Signal(object)

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

    def submit(self) -> None:
        """Submit what is complete, after a question."""
        ask(
            self._desk.parent_widget,
            texts.SUBMIT_QUESTION,
            texts.SUBMIT_EXPLAINED,
            texts.SUBMIT_YES,
            texts.SUBMIT_NO,
            lambda: self._keeping.save(self._send),
        )

    def open_next(self) -> None:
        """Open the next version, or go on with the one that is open."""
        opened = self._store.open
        if opened is None or not opened.may_write or opened.file is None:
            return
        newest = max(opened.file.versions, key=lambda one: one.number)
        if newest.state in OPEN:
            self.version_wished.emit(newest.number)
        else:
            self._open(None)

    def begin(self) -> None:
        """Choose with what the sheet begins."""
        opened = self._store.open
        if opened is None or not opened.may_write or (opened.file is not None and not self._store.editable):
            return
        replaces = opened.file is not None
        desk, position_id = self._desk, opened.position.id
        dialog = StartDialog(desk.tasks, self._gateway, desk.parent_widget, position_id, replaces=replaces)
        dialog.chosen.connect(self._begin_with)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.open()

    def import_document(self) -> None:
        """Choose a filled document, see what it holds, and take it into the draft."""
        opened, store = self._store.open, self._store
        if opened is None or not opened.may_write or (opened.file is not None and not store.editable):
            return
        start = store.content if store.editable else EMPTY
        parent = self._desk.parent_widget
        dialog = ImportDialog(self._desk.tasks, start, opened.today, tuple(store.known_keys()), parent)
        dialog.taken.connect(self._take_document)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.open()

    def _take_document(self, content: Content) -> None:
        if self._store.editable:
            self._store.apply(content)
            self._desk.tell(texts.DOCUMENT_TAKEN)
        else:
            self._open(content.sheet)

    def _begin_with(self, model: Model) -> None:
        self._desk.tasks.run(self._gateway.start_of, model, owner=self, done=self._start, failed=self._told)

    def _start(self, sheet: Sheet) -> None:
        if self._store.editable:
            before = self._store.content
            self._store.apply(followed(Content(sheet, before.control), before))
        else:
            self._open(sheet)

    def _open(self, start: Sheet | None) -> None:
        opened = self._store.open
        if opened is None:
            return

        def done(answer: Opened) -> None:
            self._desk.hub.publish([answer.change])
            self._desk.tell(texts.VERSION_OPENED)
            self.version_wished.emit(None)

        self._desk.tasks.run(
            self._gateway.open_version, opened.position.id, start, owner=self, done=done, failed=self._told
        )

    def _send(self) -> None:
        opened = self._store.open
        if opened is None or opened.file is None:
            return

        def done(change: Change) -> None:
            self._desk.hub.publish([change])
            self._desk.tell(texts.SUBMITTED)
            self.version_wished.emit(row.number)

        row = opened.file.row
        self._desk.tasks.run(
            self._gateway.submit, row.id, row.version, owner=self, done=done, failed=self._told
        )

    def _told(self, failure: Failure) -> None:
        self._desk.tell(failure.sentence, kind="danger")
