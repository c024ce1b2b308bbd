"""« Trouver un espace »: what is needed at the left, what fits, nearly fits and does not at the right."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QHideEvent, QShowEvent
from PySide6.QtWidgets import (
    QPushButton,
    QSplitter,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from agence_desktop.core.changes import Change
from agence_desktop.desktop import icons, theme
from agence_desktop.desktop.calendar.periods import Reach
from agence_desktop.desktop.places import Place, Scene, State, Target, Workbench
from agence_desktop.desktop.spaces.actions import new_booking
from agence_desktop.desktop.spaces.calendars.room_filter import RoomFilter
from agence_desktop.desktop.spaces.finding import find_texts as texts
from agence_desktop.desktop.spaces.finding.find_entries import entries_of
from agence_desktop.desktop.spaces.finding.find_form import NeedForm
from agence_desktop.desktop.spaces.finding.find_lines import OfferLine, OtherLine, Results
from agence_desktop.desktop.spaces.finding.find_links import Link
from agence_desktop.desktop.spaces.finding.find_list import FindHead, FindList
from agence_desktop.desktop.spaces.finding.find_model import results_of
from agence_desktop.desktop.spaces.finding.find_panel import NeedPanel
from agence_desktop.desktop.spaces.finding.find_work import FindAnswer, search
from agence_desktop.desktop.spaces.gateway import Gateway
from agence_desktop.desktop.spaces.keys import PLANNING
from agence_desktop.desktop.spaces.printing import preview_week
from agence_desktop.desktop.tasks import Cancel, Failure
from agence_desktop.desktop.tokens import Type
from agence_desktop.desktop.widgets.accessible import announce
from agence_desktop.desktop.widgets.bar_layout import BarLayout
from agence_desktop.desktop.widgets.empty_state import EmptyState
from agence_desktop.desktop.widgets.labels import ElidedLabel, Label
from agence_desktop.spaces.clock_sentences import skipped_hours_found

if TYPE_CHECKING:
    from agence_desktop.spaces.queries.reference import Reference

_REASONS, _WIDTH, _ORGANISATION = "spaces/find_reasons", "spaces/find_width", "spaces/find_organisation"
REST_MS = 100
"""The base is asked once the fields have rested this long: reading a text changes several at once."""
TOPICS = frozenset({"bookings", "spaces", "directory"})


class FindPlace(Place):
    """Searches as one types, off the screen's thread; the answers to older wishes are dropped."""

    printable = True

    def __init__(self, desk: Workbench, gateway: Gateway) -> None:
        super().__init__(desk)
        self._gateway = gateway
        self.answer: FindAnswer | None = None
        self.results: Results | None = None
        self._cancel: Cancel | None = None
        self._stale = False
        self._reasons = desk.recall(_REASONS) is not False
        self.panel = NeedPanel(desk)
        self.list = FindList()
        self.head = FindHead(self.list)
        self.title_label, self.detail = Label("", Type.RECORD), ElidedLabel("", Type.BODY, "secondary")
        self.planning_button, self.print_button = QPushButton(texts.IN_PLANNING), QPushButton(texts.PRINT)
        self.empty = EmptyState(texts.BEGIN)
        self._rest = QTimer(self, singleShot=True, interval=REST_MS)
        self._rest.timeout.connect(self.search)
        self._arrange()
        self._connect()
        kept = desk.recall(_ORGANISATION)
        self.panel.set_form(NeedForm(organisation_id=kept if isinstance(kept, int) else None))
        desk.tasks.run(gateway.reference, owner=self, done=self._know)

    # Place.

    def state(self) -> State:
        """What is typed and chosen, the reasons, and where the list stands."""
        return {
            "text": self.panel.text.toPlainText(),
            "need": self.panel.form().state(),
            "reasons": self._reasons,
            "row": self.list.currentIndex().row(),
            "scroll": self.list.verticalScrollBar().value(),
        }

    def restore(self, state: State) -> None:
        """Show a need and search for it."""
        if "text" in state:
            self.panel.text.setPlainText(str(state["text"]))
        if "need" in state:
            self.panel.set_form(NeedForm.of_state(state["need"]))
        if "reasons" in state:
            self.show_reasons(bool(state["reasons"]))
        self._after: dict[str, Any] = {key: state[key] for key in ("row", "scroll") if key in state}
        self.search()

    def refresh(self) -> None:
        """Search again."""
        self.search()

    def take_focus(self) -> None:
        """On the line to write a need in."""
        self.panel.text.setFocus(Qt.FocusReason.OtherFocusReason)

    def busy(self) -> bool:
        """Whether a search is under way."""
        return self._cancel is not None or self._rest.isActive() or self.panel.pending

    def print_view(self) -> None:
        """The week of the building of the room that is chosen."""
        space_id, answer = self._current_space(), self.answer
        if space_id is None or answer is None or answer.form.day is None:
            return
        preview_week(self.desk, self._gateway, answer.reference.site(space_id).name, answer.form.day)

    def capture_scenes(self) -> Sequence[Scene]:
        """A need in one line with what it finds."""
        return (Scene("resultats", partial(self._write, texts.SCENE)),)

    # What commands do here.

    @property
    def reasons_shown(self) -> bool:
        """Whether it is told why the others do not answer."""
        return self._reasons

    def toggle_reasons(self) -> None:
        """Show or hide why the others do not answer (F8)."""
        self.show_reasons(not self._reasons)

    def show_reasons(self, shown: bool) -> None:
        """Show or hide why the others do not answer, and keep that."""
        self._reasons = shown
        self.desk.remember(_REASONS, shown)
        self._show_entries()
        self.commands_changed.emit()

    def search(self) -> None:
        """Search now for what the fields say; nothing is asked while something is missing."""
        self._rest.stop()
        if self._cancel is not None:
            self._cancel.request()
            self._cancel = None
        if not self.isVisible():
            self._stale = True
            return
        self._stale = False
        if fault := self.panel.fault:
            self._show_nothing(fault)
            return
        self._cancel = Cancel()
        self.detail.setText(texts.SEARCHING)
        self.desk.tasks.run(
            _found,
            self._gateway,
            self.panel.form(),
            owner=self,
            cancel=self._cancel,
            done=self._show,
            failed=self._failed,
        )

    def clear(self) -> None:
        """Start again."""
        self.panel.clear()

    def go_to_planning(self) -> None:
        """The planning of that day, of the buildings that were found."""
        answer, results = self.answer, self.results
        if answer is None or results is None or answer.form.day is None:
            return
        reference = answer.reference
        lines = results.fits or results.near
        sites = frozenset(reference.spaces[line.room.space_id].site_id for line in lines)
        wanted = RoomFilter(sites=sites, capacity=0, equipment=answer.form.equipment)
        state = {"reach": str(Reach.DAY), "first": answer.form.day.isoformat(), "filter": wanted.state()}
        self.desk.go(Target(PLANNING, state))

    def take(self, line: OfferLine) -> None:
        """Open the booking form with the room and slot of a line."""
        new_booking(self.desk, self._gateway, line.seed)

    def follow(self, link: Link) -> None:
        """Search for what a link relaxes, or go where it leads."""
        if link.form is not None:
            self.panel.set_form(link.form)
            self.search()
        elif link.target is not None:
            self.desk.go(link.target)

    # Answers.

    def _know(self, reference: Reference) -> None:
        self.panel.set_reference(reference)
        self.panel.read_text()

    def _show(self, found: tuple[FindAnswer, Results]) -> None:
        self._cancel = None
        answer, results = found
        self.answer, self.results = answer, results
        self.panel.set_reference(answer.reference)
        self.title_label.setText(results.title)
        self.detail.setText(results.detail)
        self.panel.note.setText(texts.answered(answer.seconds))
        self.panel.tell_skipped(skipped_hours_found(answer.findings, answer.need, answer.reference.zone))
        self.empty.say(texts.NO_SPACE)
        self._show_entries()
        self.desk.remember(_ORGANISATION, answer.form.organisation_id)
        self.desk.session.note_refresh()
        announce(self, f"{results.title}, {results.detail}")
        after, self._after = self._after, {}
        if after.get("row", -1) >= 0:
            self.list.choose(min(int(after["row"]), self.list.entries.rowCount() - 1))
            self.list.verticalScrollBar().setValue(int(after.get("scroll", 0)))
        self.commands_changed.emit()

    def _show_entries(self) -> None:
        if self.results is None:
            return
        entries = entries_of(self.results, self._reasons)
        self.list.show_entries(entries, self.results.hours)
        self._stack.setCurrentIndex(0 if entries else 1)
        self._settle_buttons()

    def _show_nothing(self, sentence: str) -> None:
        """Say what is missing; an answer to other fields would mislead."""
        self.answer = self.results = None
        self.list.show_entries((), self.list.entries.hours)
        self.title_label.setText("")
        self.detail.setText("")
        self.panel.note.setText("")
        self.panel.tell_skipped(())
        blank = self.panel.form().day is None and not self.panel.text.toPlainText().strip()
        self.empty.say(texts.BEGIN if blank else sentence)
        self._stack.setCurrentIndex(1)
        self._settle_buttons()
        self.commands_changed.emit()

    def _failed(self, failure: Failure) -> None:
        self._cancel = None
        if failure.expected:
            self._show_nothing(failure.sentence)
        else:
            self.desk.tell(failure.sentence, kind="danger")

    def _settle_buttons(self) -> None:
        self.planning_button.setEnabled(self.answer is not None)
        self.print_button.setEnabled(self._current_space() is not None)

    def _current_space(self) -> int | None:
        entry = self.list.current()
        if isinstance(entry, OfferLine):
            return entry.room.space_id
        return entry.space_id if isinstance(entry, OtherLine) else None

    def _changed(self) -> None:
        """Search once typing has rested; nothing old stays where something is missing."""
        if self.panel.fault:
            self.search()
        else:
            self._rest.start()

    def _enter(self) -> None:
        """Entrée: search, and go on to the results."""
        self.search()
        if not self.panel.fault:
            self.list.setFocus(Qt.FocusReason.TabFocusReason)

    def _on_changes(self, _changes: Sequence[Change]) -> None:
        if self.answer is not None:
            self.search()

    def _write(self, text: str) -> None:
        self.panel.text.setPlainText(text)
        self.panel.read_text()
        self.search()

    def showEvent(self, event: QShowEvent) -> None:
        """Search for what was asked while elsewhere."""
        super().showEvent(event)
        if self._stale:
            self.search()

    def hideEvent(self, event: QHideEvent) -> None:
        """Nothing is asked while elsewhere."""
        if self._rest.isActive():
            self._rest.stop()
            self._stale = True
        super().hideEvent(event)

    # Layout.

    def _connect(self) -> None:
        self._after = {}
        self.panel.changed.connect(self._changed)
        self.panel.search_requested.connect(self._enter)
        self.list.offer_taken.connect(self.take)
        self.list.link_followed.connect(self.follow)
        self.list.reasons_toggled.connect(self.toggle_reasons)
        self.list.current_changed.connect(self._settle_buttons)
        self.planning_button.clicked.connect(lambda _=False: self.go_to_planning())
        self.print_button.clicked.connect(lambda _=False: self.print_view())
        self.desk.hub.subscribe(self, TOPICS, self._on_changes)

    def _arrange(self) -> None:
        bar = QWidget()
        bar.setProperty("surface", "bar")
        bar.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        line = BarLayout(bar)
        line.setContentsMargins(16, 8, 16, 8)
        line.addWidget(self.title_label)
        line.addWidget(self.detail)
        icons.set_icon(self.planning_button, "calendar-today", "text", 18)
        icons.set_icon(self.print_button, "printer", "text", 18)
        self.print_button.setToolTip(texts.PRINT_TIP)
        for button in (self.planning_button, self.print_button):
            line.add_right(button)
        found = QWidget()
        inner = QVBoxLayout(found)
        inner.setContentsMargins(0, 0, 0, 0)
        inner.setSpacing(0)
        inner.addWidget(self.head)
        inner.addWidget(self.list, 1)
        self._stack = QStackedWidget()
        self._stack.addWidget(found)
        self._stack.addWidget(self.empty)
        right = QWidget()
        column = QVBoxLayout(right)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(bar)
        column.addWidget(self._stack, 1)
        self.splitter = QSplitter(Qt.Orientation.Horizontal)
        self.splitter.addWidget(self.panel)
        self.splitter.addWidget(right)
        self.splitter.setChildrenCollapsible(False)
        self.splitter.setHandleWidth(1)
        self.splitter.setStretchFactor(0, 0)
        self.splitter.setStretchFactor(1, 1)
        kept = self.desk.recall(_WIDTH)
        width = int(kept) if isinstance(kept, int) else theme.scaled(296)
        self.splitter.setSizes([width, 4 * width])
        self.splitter.splitterMoved.connect(
            lambda _pos, _index: self.desk.remember(_WIDTH, self.splitter.sizes()[0])
        )
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.addWidget(self.splitter)


def _found(gateway: Gateway, form: NeedForm) -> tuple[FindAnswer, Results]:
    """The answer, and what it shows: worked out where it was read, not on the screen's thread."""
    answer = search(gateway, form)
    return answer, results_of(answer)
