"""Two versions of a sheet side by side, and the decision on the one that was submitted."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime
from functools import partial

from PySide6.QtCore import QSignalBlocker, Qt
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QInputDialog,
    QSplitter,
    QStackedWidget,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from agence_desktop.core.changes import Change
from agence_desktop.core.clock import QUEBEC, to_wall
from agence_desktop.desktop import icons, theme
from agence_desktop.desktop.places import Place, State, Workbench
from agence_desktop.desktop.positions.deciding import texts
from agence_desktop.desktop.positions.deciding.changes_model import ChangeRow, ChangesModel
from agence_desktop.desktop.positions.deciding.changes_view import ChangesView
from agence_desktop.desktop.positions.deciding.gateway import Compared, DecidingGateway
from agence_desktop.desktop.positions.deciding.panel import ApprovalPanel
from agence_desktop.desktop.positions.deciding.section_list import SectionList
from agence_desktop.desktop.positions.deciding.seen import recall_seen, remember_seen
from agence_desktop.desktop.positions.keys import POSITIONS_TOPIC, sheet_target
from agence_desktop.desktop.tasks import Cancel, Failure
from agence_desktop.desktop.tokens import Type
from agence_desktop.desktop.widgets.accessible import announce
from agence_desktop.desktop.widgets.bar_layout import BarLayout
from agence_desktop.desktop.widgets.empty_state import EmptyState
from agence_desktop.desktop.widgets.form_dialog import ask
from agence_desktop.desktop.widgets.labels import IconLabel, Label
from agence_desktop.desktop.widgets.page_parts import PageHead, TitledPane, roomy
from agence_desktop.positions.approval import Comparison, may_acknowledge, may_decide
from agence_desktop.positions.approval_sentences import NO_CHANGE
from agence_desktop.positions.rows import SheetRow

_SIZES = "positions/comparison_sizes"
_NOTHING = 0


class ComparePlace(Place):
    """Any two versions of the sheet of one position."""

    def __init__(self, desk: Workbench, gateway: DecidingGateway) -> None:
        super().__init__(desk)
        self.gateway = gateway
        self.position: int | str | None = None
        self._old: int | None = None
        self._new: int | None = None
        self.found: Comparison | None = None
        self._cancel: Cancel | None = None
        self._sending = 0
        self._read_at: datetime | None = None
        self._wanted: str | None = None
        self.model = ChangesModel(self)
        self.view = ChangesView(self.model)
        self.sections = SectionList()
        self.panel = ApprovalPanel(desk.session.today)
        self.head = PageHead("file-compare")
        self.sheet_button = self.head.add_button(texts.OPEN_SHEET, "file-document-outline", self.open_sheet)
        self.print_button = self.head.add_button(texts.PRINT, "printer", self.print_view)
        self.empty = EmptyState(texts.CHOOSE)
        self._make_choosers()
        self._arrange()
        self._connect()
        desk.hub.subscribe(self, {POSITIONS_TOPIC}, self._on_changes)

    # Place.

    @property
    def title(self) -> str:
        """« Comparaison, fiche P-0142 »."""
        return texts.window_title(self.found.file.position.number) if self.found is not None else ""

    def state(self) -> State:
        """Position, versions and the current change."""
        row = self.view.current()
        return {
            "position": self.position,
            "from": self._old,
            "to": self._new,
            "change": row.key if row is not None else None,
        }

    def restore(self, state: State) -> None:
        """Show that comparison; a position is named by its id or its number."""
        wanted = state.get("position", state.get("number"))
        if wanted != self.position:
            self.found = None
            self.panel.forget()
        self.position = wanted if isinstance(wanted, int | str) else None
        self._old, self._new = state.get("from", state.get("old")), state.get("to", state.get("new"))
        self._wanted = state.get("change")
        self.refresh()

    def refresh(self) -> None:
        """Read both versions again."""
        if self.position is None:
            return
        if self._cancel is not None:
            self._cancel.request()
        self._cancel = Cancel()
        self.desk.tasks.run(
            self.gateway.compare,
            self.position,
            self._old,
            self._new,
            owner=self,
            cancel=self._cancel,
            done=self._show,
            failed=self._not_read,
        )

    def busy(self) -> bool:
        """Whether it is being read or written."""
        return self._cancel is not None or self._sending > 0

    def shown_since(self) -> datetime | None:
        """When it was read."""
        return self._read_at

    def take_focus(self) -> None:
        """On the changes."""
        self.view.setFocus(Qt.FocusReason.OtherFocusReason)

    # What commands do here.

    @property
    def decides(self) -> bool:
        """Whether this person may decide on the newer version now."""
        found = self.found
        return (
            found is not None
            and may_decide(found.file.row)
            and self.gateway.manages(found.file.position.unit.organisation_id)
            and self.desk.session.may_write
        )

    def decide(self) -> None:
        """Approve or return; go to what is unresolved first."""
        if not self.decides or self.found is None:
            return
        if not self.panel.approves:
            self._give_back()
            return
        if self.panel.checks.focus_first():
            announce(self, self.panel.remaining(), urgent=True)
            return
        if self.model.unseen:
            self.go_to_unseen()
            announce(self, self.panel.remaining(), urgent=True)
            return
        if fault := self.panel.decision.fault():
            self.panel.decision.review.setFocus()
            announce(self, fault, urgent=True)
            return
        row, position = self.found.file.row, self.found.file.position
        ask(
            self,
            texts.question(row.number, position.number),
            texts.question_detail(self.panel.decision.review.value()),
            texts.APPROVE_AND_SIGN,
            texts.QUESTION_NO,
            self._approve,
        )

    def acknowledge(self) -> None:
        """Sign as a substitute."""
        found = self.found
        if found is not None and may_acknowledge(found.file, self.gateway.actor.person_id):
            words = texts.acknowledged_toast(found.file.row.number)
            self._send(lambda: self.gateway.acknowledge(found), words)

    def go_to_unseen(self) -> None:
        """Put the keyboard on the first change that was not seen."""
        unseen = self.model.unseen
        if not unseen:
            return
        number = self.model.number_of(unseen[0])
        if number is None:
            self._only_changed.setChecked(True)
            number = self.model.number_of(unseen[0])
        if number is not None:
            self.view.choose(number)
            self.view.setFocus(Qt.FocusReason.OtherFocusReason)

    def comment(self) -> None:
        """Say something of the field of the current change."""
        row, found = self.view.current(), self.found
        if row is None or found is None:
            return
        dialog = QInputDialog(self)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.setOption(QInputDialog.InputDialogOption.UsePlainTextEditForTextInput)
        dialog.setWindowTitle(texts.REMARK_TITLE)
        dialog.setLabelText(texts.remark_label(row.change.label))
        position, path, label = found.file.position.id, row.change.path, row.change.label
        dialog.textValueSelected.connect(
            lambda text: self._send(
                lambda: self.gateway.comment(position, path, text), texts.commented(label)
            )
        )
        dialog.open()

    def print_view(self) -> None:
        """The comparison on paper; the print is on record."""
        # What shows a PDF is loaded when something is first printed.
        from agence_desktop.desktop.dialogs.preview import open_preview

        found = self.found
        if found is not None:
            make = partial(self.gateway.print_comparison, found)
            open_preview(self.desk.tasks, self.desk.parent_widget, self.title, make)

    def open_sheet(self) -> None:
        """Go to the sheet."""
        if self.found is not None:
            self.desk.go(sheet_target(self.found.file.position.number))

    # Inside.

    def _approve(self) -> None:
        found, review = self.found, self.panel.decision.review.value()
        if found is not None and review is not None:
            remark = self.panel.decision.remark.toPlainText()
            words = texts.approved_toast(found.file.row.number)
            self._send(lambda: self.gateway.approve(found, review, remark), words)

    def _give_back(self) -> None:
        found, why = self.found, self.panel.decision.remark.toPlainText()
        if not why.strip():
            self.panel.decision.remark.setFocus()
            self.desk.tell(texts.WRITE_CORRECTIONS, kind="warning")
        elif found is not None:
            words = texts.returned_toast(found.file.row.number)
            self._send(lambda: self.gateway.give_back(found, why), words)

    def _send(self, work: Callable[[], Change], words: str) -> None:
        self._sending += 1
        self.desk.tasks.run(work, owner=self, done=partial(self._written, words), failed=self._not_written)

    def _written(self, words: str, change: Change) -> None:
        self._sending -= 1
        self.desk.hub.publish([change])
        self.desk.tell(words)
        self.refresh()

    def _not_written(self, failure: Failure) -> None:
        self._sending -= 1
        self.desk.tell(failure.sentence, kind="danger")
        self.refresh()

    def _show(self, read: Compared) -> None:
        self._cancel = None
        found = read.comparison
        if found is None:
            self._nothing(texts.NO_SHEET)
            return
        other = self.found is None or self.found.file.row.id != found.file.row.id
        if other:
            self.panel.forget()
        row = self.view.current()
        kept = row.key if row is not None else self._wanted
        self.found, self._read_at = found, self.desk.session.clock.now()
        self._old = _NOTHING if found.old is None else found.old.number
        self._new = found.file.row.number
        keys = [ChangeRow(one).key for one in found.changes]
        self.model.show(found, recall_seen(self.desk, found, keys), decides=self.decides)
        self.sections.show_counts(self.model.count_of)
        self._tell_head(found)
        acknowledges = may_acknowledge(found.file, self.gateway.actor.person_id)
        writes = self.desk.session.may_write
        self.panel.show_comparison(
            found, read.observed, decides=self.decides, acknowledges=acknowledges and writes
        )
        self._seen_changed()
        self.view.fit()
        self._choose(kept)
        self.printable = True
        self._stack.setCurrentIndex(0)
        if other and self.desk.place is self:
            self.take_focus()
        self.desk.session.note_refresh()
        self.title_changed.emit()
        self.commands_changed.emit()

    def _choose(self, key: str | None) -> None:
        keys = [row.key if isinstance(row, ChangeRow) else "" for row in self.model.rows]
        if key in keys:
            self.view.choose(keys.index(key))
        elif self.model.unseen and (number := self.model.number_of(self.model.unseen[0])) is not None:
            self.view.choose(number)
        elif len(keys) > 1:
            self.view.choose(1)

    def _tell_head(self, found: Comparison) -> None:
        file = found.file
        old = None if found.old is None else found.old.number
        position = f"{file.position.number} {file.position.title}"
        holder = file.position.holder.name if file.position.holder else ""
        self.head.say(texts.title(old, file.row.number), texts.detail(position, holder))
        for chooser, chosen, nothing in (
            (self.old_chooser, old or _NOTHING, True),
            (self.new_chooser, file.row.number, False),
        ):
            with QSignalBlocker(chooser):
                chooser.clear()
                for row in file.versions:
                    chooser.addItem(texts.version_choice(row.number, _day(row)), row.number)
                if nothing:
                    chooser.addItem(texts.NOTHING_BEFORE, _NOTHING)
                chooser.setCurrentIndex(chooser.findData(chosen))

    def _nothing(self, sentence: str) -> None:
        self.found, self.printable = None, False
        self.empty.say(sentence)
        self._stack.setCurrentIndex(1)
        self.title_changed.emit()
        self.commands_changed.emit()

    def _not_read(self, failure: Failure) -> None:
        self._cancel = None
        self._nothing(failure.sentence)

    def _on_changes(self, changes: Sequence[Change]) -> None:
        mine = self.found.file.position.id if self.found is not None else None
        if not changes or any(mine in change.ids for change in changes):
            self.refresh()

    def _versions_chosen(self) -> None:
        self._old, self._new = self.old_chooser.currentData(), self.new_chooser.currentData()
        self.refresh()

    def _seen_changed(self) -> None:
        total = len(self.model.changes)
        self.panel.checks.show_seen(len(self.model.seen), total)
        self.panel.settle()
        if self.found is not None:
            remember_seen(self.desk, self.found, self.model.seen)

    def _moved(self, row: ChangeRow | None) -> None:
        changes = [one.key for one in self.model.changes]
        at = changes.index(row.key) + 1 if row is not None and row.key in changes else 0
        self._place.setText(texts.place_of(at, len(changes)) if changes else NO_CHANGE)
        if row is not None:
            self.sections.follow(row.change.section)
        self.commands_changed.emit()

    def _filter(self) -> None:
        row = self.view.current()
        self.model.only_changed = self._only_changed.isChecked()
        self.model.by_words = self._words.isChecked()
        self.model.only_unseen = self._only_unseen.isChecked()
        self.model.arrange()
        self._choose(row.key if row is not None else None)

    def _section_chosen(self, section: int) -> None:
        for number, row in enumerate(self.model.rows):
            if isinstance(row, ChangeRow) and row.change.section == section:
                self.view.choose(number)
                return

    def _connect(self) -> None:
        for chooser in (self.old_chooser, self.new_chooser):
            chooser.activated.connect(lambda _number: self._versions_chosen())
        for box in (self._only_changed, self._words, self._only_unseen):
            box.toggled.connect(lambda _on: self._filter())
        self.model.seen_changed.connect(self._seen_changed)
        self.view.change_moved.connect(self._moved)
        self.sections.section_chosen.connect(self._section_chosen)
        self.panel.decide_requested.connect(self.decide)
        self.panel.acknowledge_requested.connect(self.acknowledge)
        self.panel.checks.unseen_requested.connect(self._all_seen_asked)

    def _all_seen_asked(self) -> None:
        """The box follows what was seen; asking for it goes to what was not."""
        self._seen_changed()
        self.go_to_unseen()

    def _make_choosers(self) -> None:
        self.old_chooser, self.new_chooser = QComboBox(), QComboBox()
        for chooser, words in (
            (self.old_chooser, texts.OLD_CHOOSER),
            (self.new_chooser, texts.NEW_CHOOSER),
        ):
            chooser.setProperty("compact", True)
            chooser.setAccessibleName(words)
            chooser.setMinimumContentsLength(18)
        self._place = Label("", Type.HELP, "secondary")
        self._only_changed, self._words = QCheckBox(texts.ONLY_CHANGED), QCheckBox(texts.WORDS)
        self._only_unseen = QCheckBox(texts.ONLY_UNSEEN)
        self._only_changed.setChecked(True)
        self._words.setChecked(True)
        self.previous, self.next = QToolButton(), QToolButton()
        for button, icon, words, by in (
            (self.previous, "arrow-up", texts.PREVIOUS, -1),
            (self.next, "arrow-down", texts.NEXT, 1),
        ):
            icons.set_icon(button, icon, "text", 18)
            button.setAccessibleName(words)
            button.setToolTip(words)
            button.clicked.connect(lambda _=False, by=by: self.view.step(by))

    def _middle(self) -> QWidget:
        bar = BarLayout()
        bar.setContentsMargins(12, 6, 12, 6)
        arrow = IconLabel("arrow-right", "secondary", 16)
        for left in (self.old_chooser, arrow, self.new_chooser):
            bar.addWidget(left)
        for right in (self.previous, self.next, self._place):
            bar.add_right(right)
        made = QWidget()
        made.setProperty("surface", "panel")
        made.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        box = QVBoxLayout(made)
        box.setContentsMargins(1, 1, 1, 1)
        box.setSpacing(0)
        box.addLayout(bar)
        box.addWidget(self.view, 1)
        made.setMinimumWidth(theme.scaled(380))
        return made

    def _left(self) -> QWidget:
        content = QWidget()
        box = QVBoxLayout(content)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(0)
        box.addWidget(self.sections, 1)
        filters = QVBoxLayout()
        filters.setContentsMargins(10, 6, 10, 6)
        for one in (self._only_changed, self._words, self._only_unseen):
            filters.addWidget(one)
        box.addLayout(filters)
        return TitledPane(texts.CHANGES, "file-compare", content)

    def _arrange(self) -> None:
        columns = QSplitter(Qt.Orientation.Horizontal)
        for widget in (self._left(), self._middle(), self.panel):
            columns.addWidget(widget)
        columns.setChildrenCollapsible(False)
        columns.setHandleWidth(8)
        columns.setStretchFactor(1, 1)
        kept = self.desk.recall(_SIZES)
        usual = [theme.scaled(width) for width in (206, 700, 312)]
        columns.setSizes([int(one) for one in kept] if isinstance(kept, list) else usual)
        columns.splitterMoved.connect(lambda *_: self.desk.remember(_SIZES, columns.sizes()))
        shown = QWidget()
        box = QVBoxLayout(shown)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(0)
        held = QWidget()
        inner = QVBoxLayout(held)
        inner.setContentsMargins(12, 0, 12, 12)
        inner.addWidget(columns)
        box.addWidget(self.head)
        box.addWidget(roomy(held, 960, 420), 1)
        self._stack = QStackedWidget(self)
        self._stack.addWidget(shown)
        self._stack.addWidget(self.empty)
        self._stack.setCurrentIndex(1)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(self._stack)


def _day(row: SheetRow) -> datetime:
    return to_wall(row.approved_at or row.submitted_at or row.saved_at, QUEBEC)
