"""The editor of handover sheets: sections left, fields in the middle, the printed page right."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QHideEvent, QResizeEvent
from PySide6.QtWidgets import QFrame, QSplitter, QStackedWidget, QVBoxLayout, QWidget

from agence_desktop.desktop import theme
from agence_desktop.desktop.places import Place, Scene, State, Target, Workbench
from agence_desktop.desktop.positions.editor import texts
from agence_desktop.desktop.positions.editor.blocks import Outcome, PastedCell
from agence_desktop.desktop.positions.editor.drawing import draw_page
from agence_desktop.desktop.positions.editor.gateway import EditorGateway, OpenSheet, with_row
from agence_desktop.desktop.positions.editor.head import EditorHead, Notice
from agence_desktop.desktop.positions.editor.keeping import Keeping
from agence_desktop.desktop.positions.editor.kept import KeptDraft
from agence_desktop.desktop.positions.editor.paste_report import PasteReport
from agence_desktop.desktop.positions.editor.preview_pane import PreviewPane
from agence_desktop.desktop.positions.editor.remarking import Remarking
from agence_desktop.desktop.positions.editor.scenes import editor_scenes
from agence_desktop.desktop.positions.editor.section_pages import SectionPage
from agence_desktop.desktop.positions.editor.sections_pane import SectionsPane
from agence_desktop.desktop.positions.editor.store import EditorStore
from agence_desktop.desktop.positions.editor.todo_pane import TodoPane
from agence_desktop.desktop.positions.editor.versions import Versions
from agence_desktop.desktop.positions.keys import COMPARISON, POSITIONS_TOPIC
from agence_desktop.desktop.tasks import Cancel, Failure
from agence_desktop.desktop.widgets.empty_state import EmptyState
from agence_desktop.desktop.widgets.grips import GripSplitter
from agence_desktop.positions.catalogue import SECTIONS
from agence_desktop.positions.sentences import STATE_LABELS

if TYPE_CHECKING:
    from agence_desktop.core.changes import Change
    from agence_desktop.desktop.positions.editor.preview_pane import DrawnPage

_PANES, _VIEW, _FOLLOW = "fiche.volets", "fiche.vue", "fiche.suivre"
_WIDTHS = (214, 640, 344)
_WIDE = 1366
"""From this width of the window on the printed page stands beside the fields."""
_LOW = 520
"""Under this height of the place what is missing is counted, and not listed."""
_FIRST = 3
_EMPTY, _SHOWN = 0, 1


class SheetPlace(Place):
    """State: ``number`` of the position, ``version`` (None: the newest), ``section`` and ``path``."""

    def __init__(self, desk: Workbench, gateway: EditorGateway, parent: QWidget | None = None) -> None:
        super().__init__(desk, parent)
        self.gateway = gateway
        self.number = ""
        self.version: int | None = None
        self.store = EditorStore(self)
        self.keeping = Keeping(desk, gateway, self.store, self)
        self.remarking = Remarking(desk, gateway, self.store, self.keeping, self)
        self.versions = Versions(desk, gateway, self.store, self.keeping, self)
        self._cancel: Cancel | None = None
        self._wanted: State = {}
        self._preview_wanted: bool | None = None
        self._focus_waits = False
        self._pages: dict[int, SectionPage] = {}
        self.head, self.notice = EditorHead(self.store), Notice()
        self.sections = SectionsPane(self.store)
        self.todo = TodoPane(self.store)
        self.preview = PreviewPane(self.store, desk.tasks, self._drawing)
        self.empty = EmptyState(texts.LOADING)
        self._arrange()
        self._connect()
        self._fit_preview()

    # What the shell asks.

    @property
    def title(self) -> str:
        """« Fiche P-0142, version 4 (brouillon) »."""
        file = self.store.open.file if self.store.open is not None else None
        if file is None:
            return texts.SHEET
        return texts.title(file.position.number, file.row.number, STATE_LABELS[file.row.state])

    def state(self) -> State:
        """Which version, and where the keyboard is in it."""
        self.keep_typing()
        return {
            "number": self.number,
            "version": self.version,
            "section": self.sections.section,
            "path": self.store.path,
        }

    def restore(self, state: State) -> None:
        """Show a version."""
        number = str(state.get("number", self.number))
        asked = state.get("version", self.version if number == self.number else None)
        version = int(asked) if asked is not None else None
        other = (number, version) != (self.number, self.version)
        self._wanted = dict(state)
        if other:
            self.keep_typing()
            self.keeping.leave()
            self.number, self.version = number, version
            self._stack.setCurrentIndex(_EMPTY)
            self.empty.say(texts.LOADING)
        elif self.store.open is not None:
            self._find_place()
        if other or self.store.open is None or state.get("resume"):
            self.refresh()

    def refresh(self) -> None:
        """Read the sheet again; what is typed stays."""
        if not self.number:
            return
        if self._cancel is not None:
            self._cancel.request()
        self._cancel = Cancel()
        self.desk.tasks.run(
            self.gateway.open,
            self.number,
            self.version,
            owner=self,
            cancel=self._cancel,
            done=self._show,
            failed=self._failed,
        )

    def busy(self) -> bool:
        """Whether something is being read, saved or drawn."""
        return self._cancel is not None or self.keeping.saving or self.preview.busy

    def take_focus(self) -> None:
        """On the fields, else on the sections; once they are read."""
        self._focus_waits = self._stack.currentIndex() == _EMPTY
        if self._focus_waits:
            self.empty.setFocus(Qt.FocusReason.OtherFocusReason)
        elif self._stack.currentIndex() == _SHOWN and self.store.editable:
            self.page.take_focus()
        else:
            self.sections.list.setFocus(Qt.FocusReason.OtherFocusReason)

    @property
    def undo_words(self) -> str:
        """What Ctrl+Z takes back here."""
        return texts.UNDO if self.store.can_undo() else ""

    def undo(self) -> None:
        """Take back what was typed last."""
        self.keep_typing()
        self.store.undo()

    def print_view(self) -> None:
        """The sheet on paper, as it is stored: what is written is stored first."""
        self.keep_typing()
        if self.store.editable and self.store.dirty:
            self.keeping.save(self._print)
        else:
            self._print()

    def capture_scenes(self) -> Sequence[Scene]:
        """Pictures for the handbook."""
        return editor_scenes(self)

    # What commands do.

    @property
    def page(self) -> SectionPage:
        """The page of the section that is shown."""
        return self._page(self.sections.section)

    def keep_typing(self) -> None:
        """Give what is being typed to the sheet."""
        if self._pages and self.store.open is not None:
            self.page.commit()

    def save(self) -> None:
        """Keep the draft in the base (Ctrl+S)."""
        self.keep_typing()
        self.keeping.save()

    def submit(self) -> None:
        """Submit, once nothing is missing; else go to the first missing item."""
        self.keep_typing()
        if self.store.editable and not self.todo.first_item():
            self.versions.submit()

    def next_item(self) -> None:
        """The next thing to settle (F8)."""
        self.keep_typing()
        if not self.todo.next_item() and self.store.editable:
            self.desk.tell(texts.TODO_NONE)

    def say_no_secret(self) -> None:
        """« Ce n’est pas un secret » of the field of the keyboard."""
        self.keep_typing()
        self.store.say_no_secret_here()

    def comment(self, path: str | None = None) -> None:
        """Remark something on the field of the keyboard (Ctrl+M)."""
        self.keep_typing()
        self.remarking.ask(self.store.path if path is None else path)

    def compare(self) -> None:
        """Go to the comparison of this version with the one before."""
        opened = self.store.open
        if opened is not None and opened.file is not None:
            state = {"number": self.number, "new": opened.file.row.number, "old": opened.before_number}
            self.desk.go(Target(COMPARISON, state))

    def toggle_preview(self) -> None:
        """Show or hide the printed page (F12)."""
        self._preview_wanted = not self.preview.isVisible()
        self._fit_preview()
        self.commands_changed.emit()

    # Inside.

    def _page(self, number: int) -> SectionPage:
        if number not in self._pages:
            page = SectionPage(self.store, SECTIONS[number])
            page.reported.connect(self._report)
            page.comment_requested.connect(self.comment)
            page.view_chosen.connect(self._choose_view)
            page.remarks.reply_requested.connect(self.remarking.reply)
            page.remarks.settle_requested.connect(self.remarking.settle)
            page.show_view(str(self.desk.recall(_VIEW) or ""))
            self._pages[number] = page
            self._shown.addWidget(page)
        return self._pages[number]

    def _show_version(self, version: int | None) -> None:
        if version is not None and version == self.version:
            self.refresh()
        else:
            self.version = None
            self.restore({"number": self.number, "version": version})
            self.refresh()

    def _show_section(self, number: int) -> None:
        before = self._shown.currentWidget()
        if isinstance(before, SectionPage):
            before.commit()
        self._shown.setCurrentWidget(self._page(number))

    def _go(self, path: str) -> None:
        self.sections.choose(self.store.section_of(path))
        if self.page.go(path):
            self.store.set_path(path)

    def _show(self, opened: OpenSheet) -> None:
        self._cancel = None
        known = self.store.open.file if self.store.open is not None else None
        file = opened.file
        if file is None:
            self._show_nothing(opened)
            return
        self.version = file.row.number
        same = known is not None and known.row.id == file.row.id and self._stack.currentIndex() == _SHOWN
        if same and self.store.dirty and not self._wanted.get("resume"):
            self._meet(opened)
        elif same and not self.store.locked:
            self._take(opened)
        elif not same:
            self._take_up(opened)
        self._wanted = {}
        self.printable = True
        self.desk.session.note_refresh()
        self.title_changed.emit()
        self.commands_changed.emit()

    def _take_up(self, opened: OpenSheet) -> None:
        """Another version than was shown: with the draft that was left of it."""
        draft = self.keeping.take_up(opened)
        self.store.set_locked(False)
        self._take(opened)
        if draft is not None and self.store.editable:
            if self.keeping.was_set_aside() or self._wanted.get("resume"):
                self.keeping.resume(draft, opened)
            else:
                self._offer(draft, opened)
        self._find_place()
        if self._focus_waits and not self.store.locked and not self._wanted.get("path"):
            self.take_focus()
        self._focus_waits = False

    def _take(self, opened: OpenSheet) -> None:
        self.store.take(opened)
        self.notice.say("" if self.store.editable or self.store.locked else self._why_read_only(opened))
        self.keeping.told.emit("", "secondary")
        self._stack.setCurrentIndex(_SHOWN)
        if self._shown.currentWidget() is None:
            self.sections.choose(_FIRST)

    def _meet(self, opened: OpenSheet) -> None:
        """The same version was read again while something is typed that is not in the base."""
        assert opened.file is not None
        assert self.store.open is not None
        assert self.store.open.file is not None
        row, file = self.store.open.file.row, opened.file
        if file.row.version == row.version:
            self.store.take_around(opened)
            return
        # What is saved next is still compared with what was read first.
        self.store.take_around(with_row(opened, row))
        self.notice.say(
            texts.SAVED_ELSEWHERE,
            ((texts.SEE_CHANGES, self.keeping.compare), (texts.RELOAD, partial(self._reload, opened))),
        )

    def _reload(self, opened: OpenSheet) -> None:
        self.keeping.reload(opened)
        self.notice.say("")

    def _offer(self, draft: KeptDraft, opened: OpenSheet) -> None:
        self.store.set_locked(True)
        at = self.keeping.left_at()
        self.notice.say(
            texts.draft_found(at),
            (
                (texts.RESUME, partial(self._resume, draft, opened)),
                (texts.DISCARD, self._discard),
            ),
        )
        self.notice.buttons[0].setFocus(Qt.FocusReason.OtherFocusReason)

    def _resume(self, draft: KeptDraft, opened: OpenSheet) -> None:
        self.notice.say("")
        self.keeping.resume(draft, opened)
        self.take_focus()
        self.commands_changed.emit()

    def _discard(self) -> None:
        self.notice.say("")
        self.keeping.forget()
        self.store.set_locked(False)
        self.take_focus()
        self.commands_changed.emit()

    def _show_nothing(self, opened: OpenSheet) -> None:
        self.printable = False
        self.store.take(opened)
        sentence = texts.NO_SHEET if opened.may_write else texts.NO_SHEET_RIGHT
        post = f"{opened.position.number} {opened.position.title}"
        self.empty.say(sentence.format(post=post), texts.BEGIN if opened.may_write else "")
        self._stack.setCurrentIndex(_EMPTY)
        if self._focus_waits:
            self._focus_waits = False
            self.empty.take_focus()
        self.title_changed.emit()
        self.commands_changed.emit()

    def _failed(self, failure: Failure) -> None:
        self._cancel = None
        if self._stack.currentIndex() == _SHOWN:
            self.desk.tell(failure.sentence, kind="danger")
        else:
            self.empty.say(failure.sentence)

    def _find_place(self) -> None:
        """The section and field that were asked for."""
        wanted = self._wanted
        path = str(wanted.get("path") or "")
        if path:
            self._go(path)
        elif wanted.get("section") is not None:
            self.sections.choose(int(wanted["section"]))
        elif self._shown.currentWidget() is None:
            self.sections.choose(_FIRST)

    def _why_read_only(self, opened: OpenSheet) -> str:
        if not opened.may_write:
            return texts.NO_RIGHT
        assert opened.file is not None
        return texts.why_read_only(STATE_LABELS[opened.file.row.state])

    def _drawing(self) -> partial[DrawnPage] | None:
        opened, session = self.store.open, self.desk.session
        if opened is None or opened.file is None:
            return None
        return partial(draw_page, opened, self.store.content, session.clock.now(), session.actor.name)

    def _print(self) -> None:
        # What shows a PDF is loaded when something is first printed.
        from agence_desktop.desktop.dialogs.preview import open_preview

        opened = self.store.open
        if opened is not None and opened.file is not None:
            make = partial(self.gateway.print_sheet, self.number, opened.file.row.number)
            open_preview(self.desk.tasks, self.desk.parent_widget, self.title, make)

    def _report(self, report: list[PastedCell]) -> None:
        if not report:
            self.desk.tell(texts.NOTHING_TO_PASTE, kind="warning")
            return
        taken = sum(one.outcome in (Outcome.TAKEN, Outcome.UNREAD) for one in report)
        troubled = sum(one.outcome is not Outcome.TAKEN for one in report)
        self.desk.tell(texts.pasted(taken, troubled), kind="warning" if troubled else "ok")
        if troubled:
            dialog = PasteReport(report, self.desk.parent_widget)
            dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
            dialog.open()

    def _choose_view(self, key: str) -> None:
        self.desk.remember(_VIEW, key)
        self.page.show_view(key)

    def _on_changes(self, changes: Sequence[Change]) -> None:
        opened = self.store.open
        concerned = not changes or (
            opened is not None
            and any(opened.position.id in change.ids or not change.ids for change in changes)
        )
        if self.number and concerned and not self.keeping.saving:
            self.refresh()

    # Arrangement.

    def resizeEvent(self, event: QResizeEvent) -> None:
        """A narrow window has no room for the printed page."""
        super().resizeEvent(event)
        self._fit_preview()
        self.todo.set_low(self.height() < theme.scaled(_LOW))

    def hideEvent(self, event: QHideEvent) -> None:
        """Whatever takes the place away, what was typed is kept."""
        super().hideEvent(event)
        self.keep_typing()
        self.keeping.keep_now()

    def _fit_preview(self) -> None:
        wide = self.desk.parent_widget.width() >= theme.scaled(_WIDE)
        wanted = wide if self._preview_wanted is None else self._preview_wanted
        if wanted is self.preview.isHidden():
            self.preview.setVisible(wanted)
            self.commands_changed.emit()

    def _connect(self) -> None:
        self.sections.section_chosen.connect(self._show_section)
        self.sections.section_chosen.connect(self.preview.follow_section)
        self.sections.changes_requested.connect(self.compare)
        self.preview.open_requested.connect(self.print_view)
        self.preview.follow.setChecked(self.desk.recall(_FOLLOW) is not False)
        self.preview.follow_chosen.connect(lambda on: self.desk.remember(_FOLLOW, on))
        self.head.compare.clicked.connect(lambda _=False: self.compare())
        self.head.submit.clicked.connect(lambda _=False: self.submit())
        self.head.next_version.clicked.connect(lambda _=False: self.versions.open_next())
        self.empty.action_requested.connect(self.versions.begin)
        self.versions.version_wished.connect(self._show_version)
        self.keeping.told.connect(self.head.say_kept)
        self.keeping.reading_wished.connect(self.refresh)
        self.store.asked.connect(self._go)
        self.store.changed.connect(self.commands_changed)
        self.desk.hub.subscribe(self, (POSITIONS_TOPIC,), self._on_changes)

    def _arrange(self) -> None:
        self._shown = QStackedWidget()
        middle = QFrame()
        middle.setProperty("surface", "panel")
        column = QVBoxLayout(middle)
        column.setContentsMargins(1, 1, 1, 1)
        column.setSpacing(0)
        column.addWidget(self._shown, 1)
        column.addWidget(self.todo)
        self._panes: QSplitter = GripSplitter(Qt.Orientation.Horizontal)
        for pane in (self.sections, middle, self.preview):
            self._panes.addWidget(pane)
        self._panes.setChildrenCollapsible(False)
        self._panes.setHandleWidth(10)
        self._panes.setStretchFactor(1, 1)
        self.sections.setMinimumWidth(theme.scaled(150))
        middle.setMinimumWidth(theme.scaled(360))
        self.preview.setMinimumWidth(theme.scaled(220))
        kept = self.desk.recall(_PANES)
        sizes = kept if isinstance(kept, list) and len(kept) == len(_WIDTHS) else map(theme.scaled, _WIDTHS)
        self._panes.setSizes([int(one) for one in sizes])
        self._panes.splitterMoved.connect(lambda *_: self.desk.remember(_PANES, self._panes.sizes()))
        inner = QVBoxLayout()
        inner.setContentsMargins(12, 0, 12, 12)
        inner.setSpacing(8)
        inner.addWidget(self.notice)
        inner.addWidget(self._panes, 1)
        shown = QWidget()
        whole = QVBoxLayout(shown)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addWidget(self.head)
        whole.addLayout(inner, 1)
        self._stack = QStackedWidget(self)
        self._stack.insertWidget(_EMPTY, self.empty)
        self._stack.insertWidget(_SHOWN, shown)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.addWidget(self._stack)
