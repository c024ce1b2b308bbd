"""The page of an absence: what it touches and who takes over, computed again at every change of a date."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date, datetime

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QSplitter, QStackedWidget, QVBoxLayout, QWidget

from agence_desktop.core.changes import Change
from agence_desktop.desktop import theme
from agence_desktop.desktop.places import Place, State, Workbench
from agence_desktop.desktop.positions.absence import texts
from agence_desktop.desktop.positions.absence.bars import AbsenceBars
from agence_desktop.desktop.positions.absence.deeds import Deeds, TeamTaker
from agence_desktop.desktop.positions.absence.gateway import AbsenceGateway, Taking
from agence_desktop.desktop.positions.absence.legend import legend_items
from agence_desktop.desktop.positions.absence.lines import relief_chip
from agence_desktop.desktop.positions.absence.period_bar import PeriodBar
from agence_desktop.desktop.positions.absence.relief_pane import ReliefPane
from agence_desktop.desktop.positions.absence.side import Side
from agence_desktop.desktop.positions.keys import TOPICS
from agence_desktop.desktop.tasks import Cancel, Failure
from agence_desktop.desktop.widgets.accessible import enable
from agence_desktop.desktop.widgets.empty_state import EmptyState
from agence_desktop.desktop.widgets.page_parts import PageHead, TitledPane, roomy
from agence_desktop.positions.relief import AbsenceFile, Assignment, ReliefLine, ReliefPlan, relief_plan
from agence_desktop.positions.rows import Acceptance, PersonRef

_SIZES = "positions/absence_sizes"


class AbsencePlace(Place):
    """One absence, announced or not yet; ``deeds`` does what its buttons and commands say."""

    printable = True

    def __init__(self, desk: Workbench, gateway: AbsenceGateway, take_need: TeamTaker | None = None) -> None:
        super().__init__(desk)
        self.gateway = gateway
        self.take_need = take_need
        self.absence_id: int | None = None
        self.person_id: int | None = None
        self.file: AbsenceFile | None = None
        self.plan: ReliefPlan | None = None
        self._chosen: dict[tuple[int, str], PersonRef | None] = {}
        self._cancel: Cancel | None = None
        self._read_at: datetime | None = None
        self.deeds = Deeds(self, self)
        self.head = PageHead("calendar-remove-outline")
        self.period = PeriodBar(desk.tasks, gateway.holders, desk.session.today)
        self.bars = AbsenceBars()
        self.relief = ReliefPane(desk.session.clock.now)
        self.side = Side(None if take_need is None else self.deeds.ask_team)
        self.empty = EmptyState(texts.CHOOSE_PERSON)
        self._add_buttons()
        self._arrange()
        self._connect()
        desk.hub.subscribe(self, TOPICS, self._on_changes)
        self._settle()

    # Place.

    @property
    def title(self) -> str:
        """« Absence de Maryse Thibodeau »."""
        return texts.title(self.file.person.name) if self.file else texts.NEW_TITLE

    def state(self) -> State:
        """Which absence, or whose, and the dates typed."""
        first, last = self.period.first.value(), self.period.last.value()
        return {
            "absence": self.absence_id,
            "person": self.person_id,
            "first": first.isoformat() if first else None,
            "last": last.isoformat() if last else None,
        }

    def restore(self, state: State) -> None:
        """Show that absence; dates are those on record unless others were typed."""
        wanted, person = state.get("absence"), state.get("person")
        self.absence_id = wanted if isinstance(wanted, int) else None
        self.person_id = person if isinstance(person, int) else None
        self.file, self.plan, self._chosen = None, None, {}
        days = [date.fromisoformat(state[key]) if state.get(key) else None for key in ("first", "last")]
        self.period.set_period(*days)
        self.period.person.set_value(None)
        self.refresh()
        self.recompute()
        if self.absence_id is None and self.person_id is None and self.isVisible():
            self.take_focus()

    def refresh(self) -> None:
        """Read again what the absence is judged by."""
        if self._cancel is not None:
            self._cancel.request()
            self._cancel = None
        read: Callable[[], AbsenceFile]
        if self.absence_id is not None:
            absence_id = self.absence_id
            read = lambda: self.gateway.absence(absence_id)  # noqa: E731 - read on another thread
        elif self.person_id is not None:
            person_id = self.person_id
            read = lambda: self.gateway.unannounced(person_id)  # noqa: E731
        else:
            return
        self._cancel = Cancel()
        self.desk.tasks.run(read, owner=self, cancel=self._cancel, done=self._show, failed=self._not_read)

    def busy(self) -> bool:
        """Whether it is being read or written."""
        return self._cancel is not None or self.deeds.busy

    def shown_since(self) -> datetime | None:
        """When it was read."""
        return self._read_at

    def take_focus(self) -> None:
        """On the first field that is to be filled, else on the bars."""
        if self.person_id is None and self.absence_id is None:
            self.period.person.setFocus(Qt.FocusReason.OtherFocusReason)
        elif self.absence_id is None:
            self.period.first.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self.relief.view.setFocus(Qt.FocusReason.OtherFocusReason)

    def print_view(self) -> None:
        """The relief plan."""
        self.deeds.print_plan()

    # What others ask.

    @property
    def dirty(self) -> bool:
        """Whether other dates are typed than those on record."""
        row = self.file.absence if self.file is not None else None
        return row is not None and self.period.period() not in (None, (row.first, row.last))

    @property
    def observed(self) -> frozenset[date]:
        """Holidays."""
        return self.file.observed if self.file is not None else frozenset()

    def show_written(self, absence_id: int) -> None:
        """An absence was announced: from now on this page is that of it."""
        self.absence_id, self._chosen = absence_id, {}
        self.refresh()

    def prefer(self, line: ReliefLine, person: PersonRef | None) -> None:
        """Before anything is written, a person is only chosen on the screen."""
        self._chosen[line.key] = person
        self.recompute()

    def forget_choices(self) -> None:
        """Before anything is written: back to what the program proposes."""
        self._chosen = {}
        self.recompute()

    def takings(self) -> list[Taking]:
        """Everything the plan proposes, to be written with the announcement."""
        return [
            Taking(*line.key, line.person.id, line.second.id if line.second else None)
            for line in (self.plan.lines if self.plan is not None else ())
            if line.person is not None
        ]

    def recompute(self) -> None:
        """Judge the dates that are typed."""
        period = self.period.period()
        self.plan = None
        if self.file is not None and period is not None:
            self.plan = relief_plan(self._judged(self.file), *period)
        people = dict(self.file.people) if self.file is not None else {}
        self.bars.show_plan(self.plan, self.observed)
        self.relief.show_plan(self.plan, people)
        self.side.show_plan(self.file, self.plan)
        self._touched.note.setText(texts.workdays(self.plan.working_days) if self.plan else "")
        shown = self.plan is not None and self.file is not None and bool(self.file.posts)
        self._stack.setCurrentIndex(0 if shown else 1)
        if self.file is not None and not self.file.posts:
            self.empty.say(texts.NO_POST)
        else:
            self.empty.say(texts.CHOOSE_PERSON if self.file is None else texts.WRITE_DATES)
        self._tell_head()
        self._settle()

    # Inside.

    def _judged(self, file: AbsenceFile) -> AbsenceFile:
        """The file with what is only chosen on the screen so far."""
        if file.absence is not None or not self._chosen:
            return file
        chosen = tuple(
            Assignment(0, 0, 0, position, task, person, None, Acceptance.PROPOSED)
            for (position, task), person in self._chosen.items()
        )
        return replace(file, assignments=chosen)

    def _show(self, file: AbsenceFile) -> None:
        self._cancel = None
        kept = self.dirty
        first_time = self.file is None
        self.file, self._read_at = file, self.desk.session.clock.now()
        self.person_id = file.person.id
        row = file.absence
        if row is not None and not kept and not (first_time and self.period.period() is not None):
            self.period.set_period(row.first, row.last)
        self.period.ask_person(False)
        self.recompute()
        self.desk.session.note_refresh()
        self.title_changed.emit()
        if first_time and self.desk.place is self:
            self.take_focus()

    def _not_read(self, failure: Failure) -> None:
        self._cancel = None
        self.file = self.plan = None
        self.recompute()
        self.empty.say(failure.sentence)

    def _on_changes(self, _changes: Sequence[Change]) -> None:
        if self.absence_id is not None or self.person_id is not None:
            self.refresh()

    def _person_chosen(self, person_id: int) -> None:
        self.person_id = person_id
        self.refresh()

    def _tell_head(self) -> None:
        file = self.file
        if file is None:
            self.period.ask_person(True)
            self.head.say(texts.NEW_TITLE, "")
            return
        posts = [f"{post.position.number} {post.position.title}" for post in file.posts]
        sites = list(dict.fromkeys(post.position.site for post in file.posts if post.position.site))
        self.head.say(texts.title(file.person.name), " · ".join([", ".join(posts), *sites]))
        row = file.absence
        if self.plan is not None:
            cancelled = row is not None and row.cancelled
            self.head.show_chip(relief_chip(self.plan, cancelled=cancelled, announced=row is not None))

    def _settle(self) -> None:
        """What can be done now, and why not."""
        why, row = self.deeds.why_not(), self.file.absence if self.file is not None else None
        self.save_button.setText(texts.ANNOUNCE if row is None else texts.SAVE_DATES)
        enable(self.save_button, self.deeds.why_not_saved(), texts.SAVE_KEY)
        # One button leads on: the dates where they are new, then the relief.
        self.save_button.setVisible(row is None or self.dirty)
        self.confirm_button.setVisible(row is not None and not self.dirty)
        self.cancel_button.setVisible(row is not None)
        self.cancel_button.setText(texts.RESTORE if row is not None and row.cancelled else texts.CANCEL)
        enable(self.plan_button, "" if row is not None else texts.NO_PLAN_YET)
        enable(self.cancel_button, why)
        self.period.set_editable(not why or self.file is None)
        gone = texts.IS_CANCELLED if row is not None and row.cancelled else ""
        enable(self.again_button, why or gone)
        enable(self.confirm_button, why or gone or self.deeds.why_not_confirmed())
        enable(self.ask_button, why or gone or self.deeds.why_nobody_asked())
        answer = self.deeds.why_no_answer()
        enable(self.accept_button, answer)
        enable(self.refuse_button, answer)
        self.commands_changed.emit()

    def _line_moved(self, line: ReliefLine | None) -> None:
        if line is not None:
            self.bars.choose(line)
        self._settle()

    def _bar_moved(self, line: ReliefLine | None) -> None:
        if line is not None:
            self.relief.choose(line)

    def _connect(self) -> None:
        self.period.period_changed.connect(self.recompute)
        self.period.person_chosen.connect(self._person_chosen)
        self.relief.person_chosen.connect(self.deeds.choose)
        self.relief.line_moved.connect(self._line_moved)
        self.bars.line_moved.connect(self._bar_moved)
        self.bars.line_opened.connect(
            lambda line: self.relief.choose_person(line) if line is not None else None
        )

    def _add_buttons(self) -> None:
        deeds, pane = self.deeds, self.relief
        self.plan_button = self.head.add_button(texts.PLAN, "printer", deeds.print_plan)
        self.cancel_button = self.head.add_button(texts.CANCEL, "calendar-remove", deeds.cancel, "danger")
        self.save_button = self.head.add_button(texts.ANNOUNCE, "calendar-plus", deeds.save, "primary")
        self.confirm_button = self.head.add_button(texts.CONFIRM, "check-all", deeds.confirm, "primary")
        self.accept_button = pane.add_button(texts.ACCEPTED, "check", lambda: deeds.answer(accepted=True))
        self.refuse_button = pane.add_button(texts.REFUSED, "close", lambda: deeds.answer(accepted=False))
        self.again_button = pane.add_button(texts.PROPOSE_AGAIN, "lightbulb-on-outline", deeds.propose_again)
        self.ask_button = pane.add_button(texts.ASK, "email-outline", deeds.ask)
        self.accept_button.setAccessibleName(texts.NOTE_ACCEPTED)
        self.refuse_button.setAccessibleName(texts.NOTE_REFUSED)

    def _arrange(self) -> None:
        self._touched = TitledPane(texts.TOUCHED, "chart-timeline", self.bars)
        for item in legend_items():
            self._touched.add_to_head(item)
        left = QSplitter(Qt.Orientation.Vertical)
        left.addWidget(self._touched)
        left.addWidget(self.relief)
        left.setSizes([theme.scaled(310), theme.scaled(330)])
        columns = QSplitter(Qt.Orientation.Horizontal)
        columns.addWidget(left)
        columns.addWidget(self.side)
        for splitter in (left, columns):
            splitter.setChildrenCollapsible(False)
            splitter.setHandleWidth(8)
        columns.setStretchFactor(0, 1)
        kept = self.desk.recall(_SIZES)
        usual = [theme.scaled(900), theme.scaled(320)]
        columns.setSizes([int(one) for one in kept] if isinstance(kept, list) else usual)
        columns.splitterMoved.connect(lambda *_: self.desk.remember(_SIZES, columns.sizes()))
        whole = QWidget()
        inner = QVBoxLayout(whole)
        inner.setContentsMargins(12, 0, 12, 12)
        inner.addWidget(columns)
        self._touched.setMinimumSize(theme.scaled(440), theme.scaled(210))
        self.relief.setMinimumHeight(theme.scaled(210))
        self._stack = QStackedWidget()
        self._stack.addWidget(roomy(whole, 820, 450))
        self._stack.addWidget(self.empty)
        self._stack.setCurrentIndex(1)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(0)
        box.addWidget(self.head)
        box.addWidget(self.period)
        box.addWidget(self._stack, 1)
