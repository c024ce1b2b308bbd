"""Keeping what is written: by itself on this computer, on demand in the base, compared where stale."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from agence_desktop.core.clock import to_wall
from agence_desktop.core.errors import RefusedError, StaleError, UnreachableError
from agence_desktop.desktop.drafts import Draft, DraftKeeper
from agence_desktop.desktop.places import Workbench
from agence_desktop.desktop.positions.editor import texts
from agence_desktop.desktop.positions.editor.gateway import EditorGateway, OpenSheet, with_row
from agence_desktop.desktop.positions.editor.kept import KIND, KeptDraft, draft_key, kept_draft, kept_values
from agence_desktop.desktop.positions.editor.stale_dialog import StaleDialog
from agence_desktop.desktop.positions.editor.store import EditorStore
from agence_desktop.desktop.tasks import Failure
from agence_desktop.positions.editing import Content
from agence_desktop.positions.following import anchored, followed

if TYPE_CHECKING:
    from agence_desktop.positions.commands.writing import Opened, Save


class Keeping(QObject):
    """``told`` carries what the head says of the draft and its ink; ``reading_wished`` asks for the base."""

    told = Signal(str, str)
    reading_wished = Signal()

    def __init__(self, desk: Workbench, gateway: EditorGateway, store: EditorStore, place: QWidget) -> None:
        super().__init__(place)
        self._desk, self._gateway, self._store, self._place = desk, gateway, store, place
        self._keeper: DraftKeeper | None = None
        self._aside: set[str] = set()
        self.saving = False
        self.dialog: StaleDialog | None = None
        store.changed.connect(self._touch)

    # Drafts on this computer.

    def take_up(self, opened: OpenSheet) -> KeptDraft | None:
        """Keep drafts of a version from now on; the one that was left of it, where it says something else."""
        self.leave()
        file = opened.file
        if file is None:
            return None
        key = draft_key(file.position.number, file.row.number)
        self._keeper = DraftKeeper(self._desk.drafts, KIND, self._title, self._values, key, self)
        self._keeper.kept.connect(self._kept)
        self._keeper.failed.connect(lambda: self.told.emit(texts.DRAFT_FAILED, "danger"))
        left = self._desk.drafts.load(key)
        draft = kept_draft(left.values) if left is not None else None
        if draft is not None and draft.content == Content(file.sheet, file.row.control):
            self._keeper.forget()
            return None
        return draft

    def was_set_aside(self) -> bool:
        """Whether the draft was left by going elsewhere in this program, and not by a crash."""
        return self._keeper is not None and self._keeper.key in self._aside

    def left_at(self) -> datetime:
        """When the draft that was left was kept."""
        left = self._desk.drafts.load(self._keeper.key) if self._keeper is not None else None
        saved = left.saved if left is not None else self._desk.session.clock.now()
        return to_wall(saved, self._desk.session.base.zone)

    def resume(self, draft: KeptDraft, opened: OpenSheet) -> None:
        """Go on with a draft, on the version it was written on: where another was stored, saving compares."""
        assert opened.file is not None
        row = replace(opened.file.row, version=draft.row_version)
        self._store.set_locked(False)
        self._store.take(with_row(opened, row), draft.content)
        self._store.seen = draft.seen
        self._store.not_secrets.update(draft.not_secrets)
        self._store.changed.emit()

    def forget(self) -> None:
        """Throw the draft away."""
        if self._keeper is not None:
            self._keeper.forget()
            self._aside.discard(self._keeper.key)

    def leave(self) -> None:
        """Another sheet is shown: what is not in the base stays as a draft."""
        if self._keeper is None:
            return
        if self._store.dirty and not self._store.locked:
            self._keeper.keep()
            self._aside.add(self._keeper.key)
        self._keeper.deleteLater()
        self._keeper = None

    def keep_now(self) -> None:
        """Write the draft at once, where there is one."""
        if self._keeper is not None and self._store.dirty and not self._store.locked:
            self._keeper.keep()

    # The base.

    def save(self, then: Callable[[], object] | None = None) -> None:
        """Keep the draft in the base, and go on with ``then``."""
        store = self._store
        if self.saving or not store.editable:
            return
        if not store.dirty and not store.not_secrets:
            if then is not None:
                then()
            else:
                self._desk.tell(texts.NOTHING_TO_KEEP)
            return
        wanted = self._wanted()
        self.saving = True
        self._desk.tasks.run(
            self._gateway.save,
            wanted,
            owner=self,
            done=partial(self._saved, replace(store.content, sheet=wanted.sheet), then),
            failed=self._not_saved,
        )

    def _wanted(self) -> Save:
        from agence_desktop.positions.commands.writing import Save

        store = self._store
        assert store.open is not None
        assert store.open.file is not None
        row = store.open.file.row
        # Of a due rule it is the typed text that may look like a secret.
        paths = [
            f"{path}_text" if path.startswith("tasks/") and path.endswith("/due") else path
            for path in sorted(store.not_secrets)
        ]
        content = anchored(store.open.file.comments, store.seen, store.content)
        return Save(row.id, row.version, content.sheet, content.control, tuple(paths))

    def _saved(self, content: Content, then: Callable[[], object] | None, saved: Opened) -> None:
        self.saving = False
        store, now = self._store, self._desk.session.clock.now()
        opened = store.open
        if opened is None or opened.file is None or opened.file.row.id != saved.sheet_id:
            return
        row = replace(opened.file.row, version=saved.version, saved_at=now, control=content.control)
        file = replace(opened.file, row=row, sheet=content.sheet)
        store.mark_saved(content, replace(opened, file=file))
        if not store.dirty:
            self.forget()
            self.told.emit(texts.saved_at(to_wall(now, self._desk.session.base.zone)), "ok")
        self._desk.hub.publish([saved.change])
        if then is not None:
            then()
        else:
            self._tell_kept()

    def _tell_kept(self) -> None:
        """Kept; and what of it says nothing yet."""
        unread = len(self._store.seen.sheet.unread)
        self._desk.tell(texts.kept(unread), kind="warning" if unread else "ok")

    def _not_saved(self, failure: Failure) -> None:
        self.saving = False
        if self._keeper is not None:
            self._keeper.keep()
        error = failure.error
        if isinstance(error, StaleError):
            self.compare()
        elif isinstance(error, RefusedError) and error.code == "secret" and self._store.secrets:
            self._desk.tell(failure.sentence, kind="danger")
            self._store.go(next(iter(self._store.secrets)))
        elif isinstance(error, RefusedError) and error.code == "not_editable":
            self._desk.tell(failure.sentence, kind="danger")
            self.reading_wished.emit()
        elif isinstance(error, UnreachableError):
            self._desk.tell(f"{failure.sentence} {texts.STILL_HERE}", kind="danger")
        else:
            self._desk.tell(failure.sentence, kind="danger")

    def compare(self) -> None:
        """Read what is stored now, and show it beside what is on the screen."""
        opened = self._store.open
        if opened is not None and opened.file is not None:
            row = opened.file.row
            self._desk.tasks.run(
                self._gateway.open,
                opened.position.number,
                row.number,
                owner=self,
                done=self._compare,
                failed=lambda failure: self._desk.tell(failure.sentence, kind="danger"),
            )

    def _compare(self, now: OpenSheet) -> None:
        if now.file is None or self.dialog is not None:
            return
        if self._is_mine(now):
            self._arrived(now)
            return
        theirs = Content(now.file.sheet, now.file.row.control)
        dialog = StaleDialog(self._desk.parent_widget, self._store.seen, theirs, self._store.content)
        dialog.chosen.connect(lambda content: self._go_on(now, content))
        dialog.reload_wished.connect(lambda: self.reload(now))
        dialog.finished.connect(self._closed)
        self.dialog = dialog
        dialog.open()

    def _is_mine(self, now: OpenSheet) -> bool:
        """Whether what is stored is what is on the screen: the answer of a save was lost."""
        assert now.file is not None
        mine = self._store.content
        same = replace(now.file.sheet, anchors=()) == replace(mine.sheet, anchors=())
        return same and now.file.row.control == mine.control

    def _arrived(self, now: OpenSheet) -> None:
        assert now.file is not None
        opened = self._store.open
        assert opened is not None
        content = replace(self._store.content, sheet=now.file.sheet)
        self._store.mark_saved(content, replace(opened, file=now.file))
        self.forget()
        zone = self._desk.session.base.zone
        self.told.emit(texts.saved_at(to_wall(now.file.row.saved_at, zone)), "ok")
        self._tell_kept()

    def _closed(self) -> None:
        if self.dialog is not None:
            self.dialog.deleteLater()
            self.dialog = None

    def _go_on(self, now: OpenSheet, content: Content) -> None:
        """Save a choice of both on the version that is stored now."""
        secrets = set(self._store.not_secrets)
        assert now.file is not None
        stored = Content(now.file.sheet, now.file.row.control)
        self._store.take(now, followed(content, stored))
        self._store.not_secrets.update(secrets)
        self.save()

    def reload(self, now: OpenSheet) -> None:
        """Take the base as it is; what was on the screen stays in the history of Ctrl+Z."""
        mine = self._store.content
        self._store.take(now)
        theirs = self._store.content
        self._store.content = followed(mine, theirs)
        self._store.apply(theirs)
        self.forget()
        self.told.emit("", "secondary")

    # Inside.

    def _touch(self) -> None:
        store = self._store
        if self._keeper is None or store.locked or not store.editable:
            return
        if store.dirty:
            self._keeper.touch()
            self.told.emit(texts.UNSAVED, "secondary")

    def _kept(self, saved: datetime) -> None:
        if self._store.dirty:
            zone = self._desk.session.base.zone
            self.told.emit(texts.draft_kept(to_wall(saved, zone)), "secondary")

    def _title(self) -> str:
        opened = self._store.open
        if opened is None or opened.file is None:
            return texts.SHEET
        return texts.draft_title(opened.position.number, opened.file.row.number, opened.position.title)

    def _values(self) -> dict[str, Any]:
        store = self._store
        assert store.open is not None
        assert store.open.file is not None
        row = store.open.file.row
        draft = KeptDraft(
            store.open.position.number,
            row.number,
            row.version,
            store.seen,
            store.content,
            tuple(sorted(store.not_secrets)),
        )
        return kept_values(draft)


def resume_draft_target(draft: Draft) -> dict[str, Any] | None:
    """The state of the editor that takes a draft up; None where it cannot be read."""
    found = kept_draft(draft.values)
    if found is None:
        return None
    return {"number": found.number, "version": found.version, "resume": True}
