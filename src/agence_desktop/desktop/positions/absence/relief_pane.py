"""The table « Relève proposée »: who takes each task, what they answered, who comes second."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime
from functools import partial

from PySide6.QtCore import QPoint, Signal
from PySide6.QtWidgets import QMenu

from agence_desktop.desktop import icons
from agence_desktop.desktop.positions.absence import texts
from agence_desktop.desktop.positions.absence.lines import acceptance_chip
from agence_desktop.desktop.widgets.accessible import keep_shown
from agence_desktop.desktop.widgets.columns import Align, Column, Deed
from agence_desktop.desktop.widgets.page_parts import ListPane
from agence_desktop.desktop.widgets.table_model import TableModel
from agence_desktop.positions.absence import ReliefState
from agence_desktop.positions.coverage import required_of
from agence_desktop.positions.relief import ReliefLine, ReliefPlan, candidates, when_due
from agence_desktop.positions.rows import Acceptance, Competence, PersonRef


def columns(now: Callable[[], datetime]) -> tuple[Column[ReliefLine], ...]:
    """The columns; ``now`` tells for how long an answer is awaited."""
    return (
        Column("numero", texts.NUMBER, _number, width=64, strong=True),
        Column("tache", texts.TASK, lambda line: line.touched.task.title, stretch=True, tip=_tip, width=160),
        Column("echeances", texts.DUES, lambda line: when_due(line.touched), tip=_dues, width=150),
        Column(
            "criticite",
            texts.CRITICALITY,
            lambda line: str(line.touched.task.criticality or ""),
            align=Align.CENTER,
            width=56,
        ),
        Column("releve", texts.TAKES, _taker, deed=_choice, width=176),
        Column(
            "acceptation",
            texts.ACCEPTANCE,
            lambda line: acceptance_chip(line, now()).word,
            chip=lambda line: acceptance_chip(line, now()),
            tip=_refusal,
            width=136,
        ),
        Column("second", texts.SECOND, lambda line: line.second.name if line.second else "–", width=130),
    )


class ReliefPane(ListPane):
    """``person_chosen`` carries a line and a person (None: nobody); the buttons act on the current line."""

    person_chosen = Signal(object, object)
    line_moved = Signal(object)

    def __init__(self, now: Callable[[], datetime]) -> None:
        self.model = TableModel(columns(now))
        super().__init__(texts.PROPOSED_RELIEF, "account-switch", self.model, texts.NO_TASK)
        self.model.setParent(self)
        self._people: dict[int, PersonRef] = {}
        self._following = False
        self.view.row_opened.connect(self.choose_person)
        self.view.deed_requested.connect(self.choose_person)
        self.view.selection_moved.connect(self._moved)

    def show_plan(self, plan: ReliefPlan | None, people: dict[int, PersonRef]) -> None:
        """Show the lines of a plan; the same line stays current."""
        here = self.current()
        self._people = people
        lines: Sequence[ReliefLine] = plan.lines if plan is not None else ()
        self._following = True
        self.model.set_rows(lines)
        if here is not None:
            self.choose(here)
        self._following = False
        self.note.setText(
            ""
            if plan is None or not lines
            else texts.summary(
                plan.count(ReliefState.COVERED),
                plan.count(ReliefState.AWAITING),
                plan.count(ReliefState.UNCOVERED),
            )
        )
        self.line_moved.emit(self.current())

    def current(self) -> ReliefLine | None:
        """The line under the keyboard."""
        row = self.view.current_row()
        return row if isinstance(row, ReliefLine) else None

    def choose(self, line: ReliefLine) -> None:
        """Make a line current."""
        keys = [one.key for one in self.model.rows()]
        here = self.current()
        if line.key in keys and (here is None or here.key != line.key or self._following):
            self.view.choose(keys.index(line.key))

    def choose_person(self, line: ReliefLine) -> QMenu:
        """Offer everybody with a level on the task, at its cell."""
        self.choose(line)
        menu = QMenu(self)
        menu.setAccessibleName(texts.CHOOSE_RELIEF)
        known = candidates(line)
        for one in known:
            person = self._people[one.person_id]
            words = texts.candidate(person.name, one.level, candidate_detail(line, one))
            action = menu.addAction(keep_shown(words), partial(self.person_chosen.emit, line, person))
            if line.person is not None and line.person.id == person.id and line.state is not _BARE:
                icons.set_icon(action, "check", "accent", 16)
        if not known:
            menu.addAction(texts.NOBODY_KNOWS).setEnabled(False)
        menu.addSeparator()
        menu.addAction(texts.NOBODY, partial(self.person_chosen.emit, line, None))
        row = [one.key for one in self.model.rows()].index(line.key)
        column = [one.key for one in self.model.columns].index("releve")
        area = self.view.visualRect(self.model.index(row, column))
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(self.view.viewport().mapToGlobal(area.bottomLeft() + QPoint(8, 0)))
        return menu

    def _moved(self, _row: object) -> None:
        if not self._following:
            self.line_moved.emit(self.current())


_BARE = ReliefState.UNCOVERED


def candidate_detail(line: ReliefLine, one: Competence) -> str:
    """How far somebody covers a task: all of its dates, some, or what is lacking."""
    required = required_of(line.touched.task)
    if one.person_id in line.touched.always:
        return texts.COVERS_ALL
    if one.person_id in line.touched.covering:
        return texts.COVERS_SOME
    if one.in_training:
        return texts.IN_TRAINING
    return texts.level_wanted(required) if one.level < required else texts.NOT_VALID


def _number(line: ReliefLine) -> str:
    return line.touched.task.key


def _tip(line: ReliefLine) -> str:
    return f"{line.post.position.number} {line.touched.task.key} {line.touched.task.title}"


def _dues(line: ReliefLine) -> str:
    return when_due(line.touched)


def _taker(line: ReliefLine) -> str:
    if line.state is ReliefState.UNCOVERED or line.person is None:
        return texts.CHOOSE_SOMEBODY
    return line.person.name


def _choice(line: ReliefLine) -> Deed:
    return Deed(_taker(line), "chevron-down", texts.CHOOSE_RELIEF)


def _refusal(line: ReliefLine) -> str:
    refused = line.acceptance is Acceptance.REFUSED and line.person is not None
    return texts.refused_by(line.person.name) if refused and line.person else ""
