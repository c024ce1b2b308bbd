"""« Matrice »: who can do what in a unit, either way round; levels are validated on the spot."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QCheckBox, QComboBox, QStackedWidget, QVBoxLayout, QWidget

from agence_desktop.core.changes import Change
from agence_desktop.desktop.places import Scene, State, Workbench
from agence_desktop.desktop.positions.exporting import copy_lines, export_table
from agence_desktop.desktop.positions.gateway import Gateway
from agence_desktop.desktop.positions.keys import drills_target
from agence_desktop.desktop.positions.matrix import texts
from agence_desktop.desktop.positions.matrix.card import LevelCard
from agence_desktop.desktop.positions.matrix.grid import (
    Face,
    Filter,
    Grid,
    Kind,
    persons_by_tasks,
    tasks_by_persons,
)
from agence_desktop.desktop.positions.matrix.legend import Legend
from agence_desktop.desktop.positions.matrix.level_form import LevelForm
from agence_desktop.desktop.positions.matrix.view import MatrixView
from agence_desktop.desktop.positions.matrix.work import MatrixSource, read_card, read_matrix, validate_level
from agence_desktop.desktop.positions.printing.papers import print_matrix_of
from agence_desktop.desktop.positions.scoped_place import ScopedPlace
from agence_desktop.desktop.tasks import Failure
from agence_desktop.desktop.tokens import Type
from agence_desktop.desktop.widgets.adapters import Choice
from agence_desktop.desktop.widgets.bar_layout import BarLayout
from agence_desktop.desktop.widgets.empty_state import EmptyState
from agence_desktop.desktop.widgets.export_file import ask_file
from agence_desktop.desktop.widgets.labels import Label
from agence_desktop.desktop.widgets.page_parts import roomy
from agence_desktop.desktop.widgets.segments import Segments
from agence_desktop.positions.coverage import required_of
from agence_desktop.positions.matrix import Known, Matrix, MatrixTask, coverage_matrix
from agence_desktop.positions.rows import Competence, PersonRef

if TYPE_CHECKING:
    from pathlib import Path

    from agence_desktop.positions.queries.posts import Scope

_BY_TASK, _BY_PERSON = "tasks", "persons"


class MatrixPlace(ScopedPlace):
    """Entrée opens the card of a cell, 0 to 4 validate a level today, Ctrl+Z takes it back."""

    printable = True

    def __init__(self, desk: Workbench, gateway: Gateway) -> None:
        super().__init__(desk, gateway)
        self.matrix: Matrix | None = None
        self.card: LevelCard | None = None
        self._source: MatrixSource | None = None
        self._folded: set[int] = set()
        self._added: dict[int, PersonRef] = {}
        self._wanted: tuple[int, str, int | None] | None = None
        self.view = MatrixView()
        self.criticality = QComboBox()
        self.bare_only = QCheckBox(texts.BARE_ONLY)
        self.direction = Segments(texts.DIRECTION, [(_BY_TASK, texts.BY_TASK), (_BY_PERSON, texts.BY_PERSON)])
        self.empty = EmptyState(texts.EMPTY)
        self._arrange()
        self._connect()

    # Place.

    def state(self) -> State:
        """Unit, filters, direction, what is folded and the cell that is current."""
        face = self.view.table.current_face()
        at = {}
        if face is not None and face.task is not None and face.person is not None:
            task = face.task
            at = {"position": task.position.id, "task": task.cover.task.key, "person": face.person.id}
        return {
            **super().state(),
            "criticality": self.criticality.currentData(),
            "bare": self.bare_only.isChecked(),
            "direction": self.direction.value(),
            "folded": sorted(self._folded),
            **at,
        }

    def restore(self, state: State) -> None:
        """Show that again; the cell is found once it is read."""
        if "criticality" in state:
            self.criticality.setCurrentIndex(max(self.criticality.findData(state["criticality"]), 0))
        if "bare" in state:
            self.bare_only.setChecked(bool(state["bare"]))
        if "direction" in state:
            self.direction.set_value(state["direction"])
        if "folded" in state:
            self._folded = {int(key) for key in state["folded"]}
        if state.get("position") is not None and state.get("task"):
            self._wanted = (int(state["position"]), str(state["task"]), state.get("person"))
        super().restore(state)
        self._fill()

    def capture_scenes(self) -> Sequence[Scene]:
        """With a card, a form, and the other way round."""
        return (
            Scene("carte", self._show_sample),
            Scene("niveau", self.change_level),
            Scene("personnes", self.flip),
        )

    def take_focus(self) -> None:
        """On the cells."""
        self.view.table.setFocus(Qt.FocusReason.OtherFocusReason)

    def load(self, scope: Scope) -> MatrixSource:
        """Positions, competences and people."""
        return read_matrix(self.gateway, scope)

    def show_loaded(self, found: MatrixSource) -> None:
        """Lay the matrix out."""
        self._source = found
        self._measure()

    # What commands do here.

    @property
    def face(self) -> Face | None:
        """The cell of a person and a task under the keyboard, None elsewhere."""
        face = self.view.table.current_face()
        return face if face is not None and face.kind is Kind.LEVEL else None

    def open_card(self) -> None:
        """Open the card of the cell under the keyboard, or fold its group."""
        if (face := self.view.table.current_face()) is not None:
            self.view.table.act(face)

    def change_level(self) -> None:
        """Open the form of the level under the keyboard."""
        if (face := self.face) is not None and face.task is not None and face.person is not None:
            LevelForm(self.desk, face.task, face.person, face.known, self._save_form).open()

    def print_view(self) -> None:
        """The coverage matrix of the unit."""
        print_matrix_of(self)

    def plan_drill(self) -> None:
        """Note a drill of the person and task under the keyboard."""
        if (face := self.face) is not None and face.task is not None and face.person is not None:
            task = face.task
            self.desk.go(drills_target(task.position.id, face.person.id, task.cover.task.key))

    def flip(self) -> None:
        """Tasks × persons, or persons × tasks."""
        self.direction.set_value(_BY_PERSON if self.direction.value() == _BY_TASK else _BY_TASK)

    def fold_current(self) -> None:
        """Fold the position of the line under the keyboard, or unfold it."""
        face = self.view.table.current_face()
        if face is not None and face.post is not None:
            self._fold(face)
        elif face is not None and face.task is not None:
            self._folded ^= {face.task.position.id}
            self._fill()

    def add_person(self) -> None:
        """Choose a person of whom nothing is known yet."""
        from agence_desktop.desktop.positions.matrix.person_form import PersonForm

        PersonForm(self.desk, self.gateway, self._add).open()

    def copy(self) -> None:
        """Put the whole matrix on the clipboard."""
        copy_lines(*self._table())

    def export(self) -> None:
        """Ask for a file and write the matrix."""
        ask_file(self, texts.EXPORT_TITLE, texts.EXPORT_NAME, self.export_to)

    def export_to(self, path: Path) -> None:
        """Write the matrix as it is shown."""
        told = partial(texts.exported, name=path.name)
        export_table(self, self.gateway, texts.EXPORT_NAME, self._table(), path, told)

    # Inside.

    def _table(self) -> tuple[list[str], list[list[str]]]:
        titles, lines = self.view.model.table()
        return titles, [*lines, *self.view.totals.table()[1]]

    def _measure(self) -> None:
        found = self._source
        if found is not None:
            self.matrix = coverage_matrix(found.posts, found.people, found.today, self._added.values())
            self._fill()

    def _fill(self) -> None:
        if self.matrix is None:
            return
        wanted = Filter(self.criticality.currentData(), self.bare_only.isChecked())
        if self.direction.value() == _BY_TASK:
            grid: Grid = tasks_by_persons(self.matrix, wanted, self._folded)
        else:
            grid = persons_by_tasks(self.matrix, wanted)
        before = self.view.table.current_face()
        self.view.show_grid(grid)
        self._return_to(before)
        any_task = any(post.tasks for post in self.matrix.posts)
        self.empty.say(texts.EMPTY_FILTER if any_task else texts.EMPTY)
        self._stack.setCurrentIndex(0 if grid.lines else 1)
        if self._wanted is not None:
            position, task, person = self._wanted
            self._folded.discard(position)
            self._wanted = None
            self.view.seek(position, task, person)
        self.commands_changed.emit()

    def _return_to(self, face: Face | None) -> None:
        """The same person and task stay current, whichever way round."""
        if face is not None and face.task is not None and face.person is not None:
            self.view.seek(face.task.position.id, face.task.cover.task.key, face.person.id)

    def _fold(self, face: Face) -> None:
        if face.post is not None:
            self._folded ^= {face.post.position.id}
            self._fill()

    def _add(self, choice: Choice) -> None:
        self._added[choice.key] = PersonRef(choice.key, choice.title)
        self._measure()

    def _show_sample(self) -> None:
        """The first level that does not cover its task tells most."""
        for post in self.matrix.posts if self.matrix else ():
            for task in post.tasks:
                for person, known in task.known.items():
                    if not known.covers and self.view.seek(post.position.id, task.cover.task.key, person):
                        self.open_card()
                        return

    def _show_card(self, face: Face) -> None:
        writes = face.kind is Kind.LEVEL and self.desk.session.may_write
        card = LevelCard(
            self, face, self.change_level if writes else None, self.plan_drill if writes else None
        )
        self.card = card
        area = self.view.cell_area()
        corner = QPoint(round(area.left()) + 24, round(area.bottom()) + 6)
        card.open_at(self.view.mapToGlobal(corner))
        self.desk.tasks.run(read_card, self.gateway, card.task, card.person.id, owner=card, done=card.tell)

    def _type_level(self, face: Face, level: int) -> None:
        """A digit: validated today, with its access, no longer in training once the level is reached."""
        if face.task is None or face.person is None or not self.desk.session.may_write:
            return
        task, person, known = face.task, face.person, face.known
        one = known.competence if known is not None else None
        training = one is not None and one.in_training and level < required_of(task.cover.task)
        wanted = Competence(
            person.id,
            task.position.id,
            task.cover.task.key,
            level,
            self.desk.session.today(),
            one.access if one else False,
            training,
        )
        self._send(
            wanted,
            lambda: self.desk.offer_undo(
                texts.validated(person.name, task, level), partial(self._undo, task, person, known)
            ),
        )

    def _undo(self, task: MatrixTask, person: PersonRef, known: Known | None) -> None:
        """What was known before is recorded again: it counts as the last."""
        key = task.cover.task.key
        before = known.competence if known else Competence(person.id, task.position.id, key, 0, None)
        self._send(before, lambda: self.desk.tell(texts.undone(person.name, task)))

    def _save_form(self, form: LevelForm, wanted: Competence) -> None:
        face = self.face
        name = face.person.name if face is not None and face.person is not None else ""
        task = face.task if face is not None else None

        def done(change: Change) -> None:
            form.saved()
            self._published(change)
            if task is not None:
                self.desk.tell(texts.saved(name, task, wanted.level))

        self.desk.tasks.run(
            *(validate_level, self.gateway, wanted),
            owner=form,
            done=done,
            failed=lambda failure: form.refused(failure.sentence),
        )

    def _send(self, wanted: Competence, told: Callable[[], object]) -> None:
        def done(change: Change) -> None:
            self._published(change)
            told()

        self.desk.tasks.run(
            *(validate_level, self.gateway, wanted), owner=self, done=done, failed=self._refused
        )

    def _published(self, change: Change) -> None:
        self.desk.hub.publish([change])

    def _refused(self, failure: Failure) -> None:
        self.desk.tell(failure.sentence, kind="danger")

    def _connect(self) -> None:
        table = self.view.table
        table.card_requested.connect(self._show_card)
        table.level_typed.connect(self._type_level)
        table.fold_requested.connect(self._fold)
        table.copy_requested.connect(self.copy)
        table.moved.connect(self.commands_changed)
        self.criticality.activated.connect(lambda _number: self._fill())
        self.bare_only.toggled.connect(lambda _on: self._fill())
        self.direction.value_changed.connect(lambda _value: self._fill())

    def _arrange(self) -> None:
        self.criticality.setProperty("compact", True)
        self.criticality.setAccessibleName(texts.CRITICALITY_CHOICE)
        for least, words in texts.CRITICALITIES:
            self.criticality.addItem(words, least)
        held = QWidget()
        bar = BarLayout(held)
        bar.setContentsMargins(0, 0, 0, 0)
        for widget in (
            Label(texts.HEADING, Type.RECORD),
            self.unit_chooser,
            self.criticality,
            self.bare_only,
        ):
            bar.addWidget(widget)
        bar.add_right(self.direction)
        whole = QWidget()
        inner = QVBoxLayout(whole)
        inner.setContentsMargins(0, 0, 0, 0)
        inner.addWidget(self.view, 1)
        inner.addWidget(Legend())
        self._stack = QStackedWidget()
        self._stack.addWidget(roomy(whole, 860, 360))
        self._stack.addWidget(self.empty)
        box = QVBoxLayout(self)
        box.setContentsMargins(16, 12, 16, 12)
        box.addWidget(held)
        box.addWidget(self._stack, 1)
