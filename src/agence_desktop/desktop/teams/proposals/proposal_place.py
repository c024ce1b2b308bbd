"""« Propositions »: who for each seat, why, who else, and the way to the commitment of the client."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from functools import partial
from typing import Any

from PySide6.QtCore import QSignalBlocker, Qt
from PySide6.QtWidgets import (
    QComboBox,
    QFrame,
    QHBoxLayout,
    QPushButton,
    QSizePolicy,
    QSplitter,
    QStackedLayout,
    QVBoxLayout,
    QWidget,
)

from agence_desktop.core.changes import Change
from agence_desktop.core.clock import QUEBEC, to_wall
from agence_desktop.desktop import icons
from agence_desktop.desktop.places import Place, Scene, State, Workbench
from agence_desktop.desktop.tasks import Cancel, Failure, Lane
from agence_desktop.desktop.teams import keys
from agence_desktop.desktop.teams.committing.commitment_dialog import open_commitment
from agence_desktop.desktop.teams.facts.estimate_pane import EstimatePane
from agence_desktop.desktop.teams.gateway import Gateway
from agence_desktop.desktop.teams.printing import preview_proposal
from agence_desktop.desktop.teams.proposals import texts
from agence_desktop.desktop.teams.proposals.choice_pane import Choice, ChoicePane
from agence_desktop.desktop.teams.proposals.columns import SEATS, RejectedLine
from agence_desktop.desktop.teams.proposals.file import ProposalFile, SeatLine
from agence_desktop.desktop.teams.proposals.panes import RejectedPane, WhyPane
from agence_desktop.desktop.teams.proposals.running import run_proposal
from agence_desktop.desktop.teams.proposals.solving import Costing, solve_alternative
from agence_desktop.desktop.teams.proposals.weights_dialog import WeightsDialog
from agence_desktop.desktop.teams.proposals.work import proposal_file, read_costing
from agence_desktop.desktop.tokens import Type
from agence_desktop.desktop.widgets.bar_layout import BarLayout
from agence_desktop.desktop.widgets.empty_state import EmptyState
from agence_desktop.desktop.widgets.keyed_button import KeyedButton
from agence_desktop.desktop.widgets.labels import ElidedLabel, IconLabel, Label
from agence_desktop.desktop.widgets.page_parts import roomy
from agence_desktop.desktop.widgets.table_model import TableModel
from agence_desktop.desktop.widgets.table_view import TableView

_SPLITS = ("teams/proposal_down", "teams/proposal_across")


class ProposalPlace(Place):
    """One stored proposal; without a number, the newest."""

    printable = True

    def __init__(self, desk: Workbench, gateway: Gateway) -> None:
        super().__init__(desk)
        self.gateway = gateway
        self.file: ProposalFile | None = None
        self._wanted: int | None = None
        self._loading: Cancel | None = None
        self._solving: Cancel | None = None
        self._stale = True
        self._after: State = {}
        self.model = TableModel(SEATS, self)
        self.view = TableView(self.model, texts.SEATS, compact=True)
        self.why, self.rejected = WhyPane(), RejectedPane()
        self.choice, self.estimate = ChoicePane(), EstimatePane()
        self._arrange()
        self._connect()

    # Place.

    @property
    def title(self) -> str:
        """« Proposition PA-2026-0018 »."""
        return texts.title(self.file.number) if self.file else ""

    def state(self) -> State:
        """The proposal and the seat."""
        line = self.current()
        return {"proposal": self._wanted, "seat": list(line.told.seat) if line is not None else None}

    def restore(self, state: State) -> None:
        """Show that one."""
        if "proposal" in state:
            self._wanted = state["proposal"]
        self._after = state
        self.refresh()

    def refresh(self) -> None:
        """Read again; where the place is not shown, when it is."""
        self._stale = True
        if self.isVisible():
            self._load()

    def showEvent(self, event: Any) -> None:
        """Read what was not read yet."""
        super().showEvent(event)
        if self._stale:
            self._load()

    def busy(self) -> bool:
        """Whether it is being read or a choice solved."""
        return self._stale or self._loading is not None or self._solving is not None

    def take_focus(self) -> None:
        """On the seats."""
        if self.file is not None:
            self.view.setFocus()
        else:
            super().take_focus()

    def capture_scenes(self) -> Sequence[Scene]:
        """Another choice tried."""
        return (Scene("autre-choix", self.try_first),) if self.file is not None else ()

    # What commands do here.

    def print_view(self) -> None:
        """The paper of this proposal."""
        if self.file is not None:
            preview_proposal(self.desk, self.gateway, self.file.id, self.file.number)

    def current(self) -> SeatLine | None:
        """The seat on which the keyboard stands."""
        row = self.view.current_row()
        return row if isinstance(row, SeatLine) else None

    def try_first(self) -> None:
        """Try the first person who might be chosen."""
        line = next((one for one in self.rejected.model.rows() if one.may_try), None)
        if line is not None:
            self.try_member(line.told.member)

    def try_member(self, member: str) -> None:
        """Solve again with a person in the current seat."""
        file, line = self.file, self.current()
        if file is None or line is None:
            return
        self._stop_solving()
        self._solving = cancel = Cancel()
        self.choice.waiting(member)
        seat = line.told.seat

        def costed(costing: Costing) -> None:
            self.desk.tasks.run(
                partial(solve_alternative, file, seat, member, costing, cancel),
                owner=self,
                cancel=cancel,
                lane=Lane.POOL,
                done=partial(self._solved, file),
                failed=self._not_solved,
                progress=lambda _fraction: None,
                label=texts.SOLVING,
            )

        self.desk.tasks.run(
            read_costing, self.gateway, owner=self, cancel=cancel, done=costed, failed=self._not_solved
        )

    def keep_choice(self) -> None:
        """Make a new proposal in which the choice that was tried is fixed."""
        file, tried = self.file, self.choice.choice
        if file is None or tried is None:
            return
        pins = {**file.proposal.pins, tried.alternative.seat: tried.alternative.member}
        self.replay(pins=pins)

    def toggle_lock(self) -> None:
        """Fix the present choice of a seat, or free it."""
        file, line = self.file, self.current()
        if file is None or line is None or line.told.member is None:
            return
        pins = dict(file.proposal.pins)
        if line.locked:
            pins.pop(line.told.seat)
        else:
            pins[line.told.seat] = line.told.member
        self.replay(pins=pins)

    def replay(self, **given: Any) -> None:
        """Solve the same requests again, as the base now is; ``pins`` and ``weights`` where they change."""
        if self.file is not None and self.may_change:
            requests = {facts.request_id for facts in self.file.facts.values() if facts.request_id}
            given.setdefault("pins", self.file.proposal.pins)
            run_proposal(self.desk, self.gateway, requests, **given)

    def ask_weights(self) -> None:
        """Other weights of the priorities, for one more run."""
        if self.file is not None and self.may_change:
            present = self.file.study.problem.settings.weights
            WeightsDialog(
                self.desk.parent_widget, present, lambda weights: self.replay(weights=weights)
            ).open()

    def prepare_commitment(self) -> None:
        """The cost commitment of the request of the current seat."""
        line = self.current()
        if line is not None and line.told.member is not None and self.file is not None:
            request = line.told.seat[0]
            lines, notes = self.file.estimate_of(request), self.file.notes_of(request)
            why = notes[0] if notes else ""
            open_commitment(self.desk, self.gateway, line.facts.request_id, lines, why)

    # Reading.

    def _load(self) -> None:
        if self._loading is not None:
            self._loading.request()
        self._stale = False
        self._loading = Cancel()
        self.desk.tasks.run(
            proposal_file,
            self.gateway,
            self._wanted,
            owner=self,
            cancel=self._loading,
            done=self._read,
            failed=self._failed,
        )

    def _read(self, file: ProposalFile | None) -> None:
        self._loading = None
        self.file = file
        self._stack.setCurrentIndex(0 if file is None else 1)
        if file is not None:
            self._show(file)
        self.desk.session.note_refresh()
        self.title_changed.emit()
        self.commands_changed.emit()

    def _failed(self, failure: Failure) -> None:
        self._loading = None
        self.desk.tell(failure.sentence, kind="danger")

    def _show(self, file: ProposalFile) -> None:
        filled = len(file.proposal.members)
        with QSignalBlocker(self.chooser):
            self.chooser.clear()
            for key, number in file.others:
                self.chooser.addItem(number, key)
            self.chooser.setCurrentIndex(max(self.chooser.findData(file.id), 0))
        self.name.setText(texts.title(file.number))
        now = self.desk.session.clock.now()
        self.made.setText(
            texts.computed(
                to_wall(file.made_at, QUEBEC),
                to_wall(now, QUEBEC),
                file.proposal.seconds,
                optimal=file.proposal.optimal,
                exact=file.exact,
            )
        )
        for label, value in zip(
            self._figures,
            (
                texts.out_of(file.proposal.weight, file.possible_weight),
                texts.out_of(filled, len(file.explanations)),
                "0",
                texts.effort_days(file.proposal.max_effort_days),
            ),
            strict=True,
        ):
            label.setText(value)
        self.foot_icon.set_icon(
            "alert" if file.stale else "shield-check-outline", "warning" if file.stale else "ok"
        )
        self.foot.setText(texts.STALE if file.stale else texts.NOTHING_CONFIRMED)
        self.model.set_rows(file.seat_lines)
        wanted, self._after = self._after.get("seat"), {}
        lines = [list(line.told.seat) for line in self.model.rows()]
        if wanted in lines:
            self.view.choose(lines.index(wanted))
        elif self.current() is None and lines:
            self.view.choose(0)
        self._moved()

    def _moved(self) -> None:
        line, may = self.current(), self.may_change
        self._stop_solving()
        self.why.show_line(line, may=may)
        self.rejected.show_line(line)
        self.choice.show_line(line)
        request = line.told.seat[0] if line is not None else ""
        number = line.facts.number if line is not None else ""
        lines = self.file.estimate_of(request) if self.file is not None and request else ()
        notes = self.file.notes_of(request) if self.file is not None and request else ()
        self.estimate.show_lines(number, lines, notes)
        self.commit_button.setEnabled(line is not None and line.told.member is not None and may)
        self.commands_changed.emit()

    @property
    def may_change(self) -> bool:
        """Whether this person may propose and engage."""
        return self.desk.session.may_write and self.gateway.organises

    # Solving.

    def _solved(self, file: ProposalFile, choice: Choice) -> None:
        self._solving = None
        if file is self.file:
            self.choice.show_choice(file, choice, may=self.may_change)

    def _not_solved(self, failure: Failure) -> None:
        self._solving = None
        self.choice.clear(failure.sentence)

    def _stop_solving(self) -> None:
        if self._solving is not None:
            self._solving.request()
            self._solving = None

    def _back(self) -> None:
        self._stop_solving()
        self.choice.show_line(self.current())

    # Building.

    def _arrange(self) -> None:
        empty = EmptyState(texts.NONE_YET, texts.PROPOSE)
        empty.action_requested.connect(lambda: run_proposal(self.desk, self.gateway))
        page = QWidget()
        box = QVBoxLayout(page)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(0)
        box.addWidget(self._head())
        box.addWidget(roomy(self._body(), 900, 460), 1)
        box.addWidget(self._foot())
        self._stack = QStackedLayout()
        self._stack.addWidget(empty)
        self._stack.addWidget(page)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addLayout(self._stack)

    def _head(self) -> QWidget:
        head = QWidget()
        line = BarLayout(head)
        line.setContentsMargins(16, 8, 16, 8)
        self.name, self.made = Label("", Type.RECORD), ElidedLabel("", Type.HELP, "secondary")
        names = QWidget()
        told = QVBoxLayout(names)
        told.setContentsMargins(0, 0, 12, 0)
        told.setSpacing(0)
        told.addWidget(self.name)
        told.addWidget(self.made)
        line.addWidget(names)
        self._figures: list[Label] = []
        for words in (texts.WEIGHT, texts.FILLED, texts.MOVED, texts.HEAVIEST):
            figure = QWidget()
            inner = QVBoxLayout(figure)
            inner.setContentsMargins(12, 0, 12, 0)
            inner.setSpacing(0)
            inner.addWidget(Label(words, Type.HELP, "secondary"))
            value = Label("", Type.PANEL)
            value.setAccessibleDescription(words)
            inner.addWidget(value)
            self._figures.append(value)
            line.addWidget(figure)
        self.chooser = QComboBox()
        self.chooser.setProperty("compact", True)
        self.chooser.setAccessibleName(texts.CHOOSE)
        self.chooser.setMinimumContentsLength(12)
        self.weights_button, self.replay_button = QPushButton(texts.WEIGHTS), QPushButton(texts.REPLAY)
        icons.set_icon(self.replay_button, "restore", "text", 16)
        icons.set_icon(self.weights_button, "scale-balance", "text", 16)
        for widget in (self.chooser, self.weights_button, self.replay_button):
            widget.setProperty("compact", True)
            line.add_right(widget)
        return head

    def _body(self) -> QWidget:
        across = QSplitter(Qt.Orientation.Horizontal)
        left = QWidget()
        pair = QSplitter(Qt.Orientation.Horizontal)
        pair.addWidget(self.why)
        pair.addWidget(self.rejected)
        pair.setSizes([352, 540])
        stack = QSplitter(Qt.Orientation.Vertical)
        stack.addWidget(pair)
        stack.addWidget(self.estimate)
        stack.setSizes([260, 170])
        inner = QVBoxLayout(left)
        inner.setContentsMargins(0, 0, 0, 0)
        inner.addWidget(stack)
        across.addWidget(left)
        across.addWidget(self.choice)
        across.setStretchFactor(0, 1)
        across.setSizes([900, 400])
        down = QSplitter(Qt.Orientation.Vertical)
        down.addWidget(self.view)
        down.addWidget(across)
        down.setStretchFactor(1, 1)
        down.setSizes([216, 400])
        for splitter, key in ((down, _SPLITS[0]), (across, _SPLITS[1])):
            splitter.setChildrenCollapsible(False)
            kept: Any = self.desk.recall(key)
            if isinstance(kept, list) and len(kept) == splitter.count():
                splitter.setSizes([int(size) for size in kept])
            splitter.splitterMoved.connect(
                lambda _pos, _index, one=splitter, key=key: self.desk.remember(key, one.sizes())
            )
        for one in (pair, stack):
            one.setChildrenCollapsible(False)
        held = QWidget()
        box = QVBoxLayout(held)
        box.setContentsMargins(16, 0, 16, 8)
        box.addWidget(down)
        return held

    def _foot(self) -> QWidget:
        foot = QFrame()
        foot.setProperty("surface", "rail")
        line = QHBoxLayout(foot)
        line.setContentsMargins(16, 8, 16, 8)
        line.setSpacing(8)
        self.foot_icon, self.foot = IconLabel("shield-check-outline", "ok", 18), ElidedLabel("")
        line.addWidget(self.foot_icon)
        self.foot.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        line.addWidget(self.foot, 1)
        self.commit_button = KeyedButton(texts.COMMIT, texts.COMMIT_KEY)
        self.commit_button.setProperty("kind", "primary")
        line.addWidget(self.commit_button)
        return foot

    def _connect(self) -> None:
        self.view.selection_moved.connect(lambda _row: self._moved())
        self.view.row_opened.connect(lambda _row: self.try_first())
        self.why.lock_requested.connect(self.toggle_lock)
        self.rejected.try_requested.connect(self._try)
        self.choice.choice_wanted.connect(self.try_member)
        self.choice.back_requested.connect(self._back)
        self.choice.keep_requested.connect(self.keep_choice)
        self.chooser.activated.connect(self._choose)
        self.replay_button.clicked.connect(lambda _=False: self.replay())
        self.weights_button.clicked.connect(lambda _=False: self.ask_weights())
        self.commit_button.clicked.connect(lambda _=False: self.prepare_commitment())
        self.desk.hub.subscribe(self, keys.TOPICS, self._on_changes)

    def _try(self, line: object) -> None:
        if isinstance(line, RejectedLine):
            self.try_member(line.told.member)

    def _choose(self, _at: int) -> None:
        self._wanted = self.chooser.currentData()
        self.refresh()

    def _on_changes(self, _changes: Sequence[Change]) -> None:
        self.refresh()

    def shown_since(self) -> datetime | None:
        """When the proposal was made."""
        return self.file.made_at if self.file else None
