"""« Exercices »: relief drills of a unit, what failed and until when it is tried again."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QVBoxLayout

from agence_desktop.desktop.places import Scene, State, Workbench
from agence_desktop.desktop.positions import texts as words
from agence_desktop.desktop.positions.exporting import export_table, table_of
from agence_desktop.desktop.positions.gateway import Gateway
from agence_desktop.desktop.positions.keys import sheet_target
from agence_desktop.desktop.positions.register import drills_texts as texts
from agence_desktop.desktop.positions.register.drill_form import DrillForm
from agence_desktop.desktop.positions.register.drills_work import (
    DrillLine,
    DrillSeed,
    read_drills,
    read_seed,
)
from agence_desktop.desktop.positions.scoped_place import ScopedPlace
from agence_desktop.desktop.widgets.columns import Align, Chip, Column, Look
from agence_desktop.desktop.widgets.export_file import ask_file
from agence_desktop.desktop.widgets.rows import SortKey
from agence_desktop.desktop.widgets.table_model import TableModel
from agence_desktop.desktop.widgets.table_panel import TablePanel
from agence_desktop.positions.states import passed, unaided_share

if TYPE_CHECKING:
    from pathlib import Path

    from agence_desktop.positions.queries.posts import Scope


def result_chip(line: DrillLine) -> Chip:
    """Passed, failed, or failed and passed since."""
    if passed(line.drill):
        return Chip(texts.PASSED, "check-circle-outline", Look.FREE)
    if line.retest is None:
        return Chip(texts.RETRIED, "check-all", Look.DONE)
    return Chip(texts.FAILED, "close-circle-outline", Look.TAKEN)


COLUMNS: tuple[Column[DrillLine], ...] = (
    Column("day", texts.DAY, lambda line: line.drill.day.isoformat(), width=96),
    Column("number", texts.POST, lambda line: line.position.number, width=76, strong=True),
    Column("title", texts.TITLE, lambda line: line.position.title, width=200, stretch=True),
    Column(
        "person",
        texts.PERSON,
        lambda line: line.person.name,
        sort=lambda line: line.person.sort_key,
        width=150,
    ),
    Column(
        "tasks",
        texts.TASKS,
        lambda line: texts.tasks(line.drill),
        tip=lambda line: texts.results(line.drill),
        width=150,
    ),
    Column(
        "unaided",
        texts.UNAIDED,
        lambda line: texts.percent(unaided_share(line.drill)),
        sort=lambda line: unaided_share(line.drill),
        align=Align.RIGHT,
        width=84,
    ),
    Column("result", texts.RESULT, lambda line: result_chip(line).word, chip=result_chip, width=104),
    Column(
        "retest",
        texts.RETEST,
        lambda line: words.iso(line.retest),
        sort=lambda line: line.retest,
        icon=lambda line: "calendar-alert" if line.retest else "",
        width=132,
    ),
    Column(
        "corrections",
        texts.CORRECTIONS,
        lambda line: line.drill.corrections,
        tip=lambda line: line.drill.corrections,
        width=200,
    ),
)
_LAYOUT = "positions/drills_columns"


class DrillsPlace(ScopedPlace):
    """Entrée opens the sheet of the position."""

    def __init__(self, desk: Workbench, gateway: Gateway) -> None:
        super().__init__(desk, gateway)
        self.model = TableModel(COLUMNS, self)
        self.panel = TablePanel(self.model, texts.NOUN, texts.EMPTY, texts.CREATE)
        self.view = self.panel.view
        self.panel.bar.insertWidget(0, self.unit_chooser)
        box = QVBoxLayout(self)
        box.setContentsMargins(16, 12, 16, 12)
        box.addWidget(self.panel)
        # An empty list is told only once it is known to be empty.
        self.panel.hide()
        kept = desk.recall(_LAYOUT)
        if isinstance(kept, dict):
            self.view.restore_layout(kept)
        self.view.row_opened.connect(lambda line: desk.go(sheet_target(line.position.number)))
        self.view.export_requested.connect(self.export)
        self.view.layout_changed.connect(lambda: desk.remember(_LAYOUT, self.view.layout_state()))
        self.view.selection_moved.connect(lambda _row: self.commands_changed.emit())
        self.panel.create_requested.connect(self.new_drill)

    # Place.

    def state(self) -> State:
        """Unit, filter and order."""
        return {
            **super().state(),
            "filter": self.panel.filter_line.text(),
            "sort": [[key.column, key.descending] for key in self.model.order],
        }

    def restore(self, state: State) -> None:
        """Show that again, or open the form of the drill that is wished for."""
        if "filter" in state:
            self.panel.filter_line.setText(str(state["filter"]))
            self.panel.apply_filter()
        if "sort" in state:
            self.model.sort_by([SortKey(str(key), bool(down)) for key, down in state["sort"]])
        super().restore(state)
        if isinstance(wished := state.get("new"), Mapping):
            self._ask(wished.get("position"), wished.get("person"), (str(wished.get("task", "")),))

    def capture_scenes(self) -> Sequence[Scene]:
        """The form of a drill tried again."""

        def again() -> None:
            self.view.choose(0)
            self.repeat()

        return (Scene("formulaire", again),) if self.model.rows() else ()

    def take_focus(self) -> None:
        """On the filter."""
        self.panel.filter_line.setFocus()

    def load(self, scope: Scope) -> list[DrillLine]:
        """The drills, the newest first."""
        return read_drills(self.gateway, scope)

    def show_loaded(self, found: list[DrillLine]) -> None:
        """Fill the list."""
        self.model.set_rows(found)
        self.panel.show()

    # What commands do here.

    def current(self) -> DrillLine | None:
        """The drill on which the keyboard stands."""
        row = self.view.current_row()
        return row if isinstance(row, DrillLine) else None

    def new_drill(self) -> None:
        """Open the form of a drill."""
        self._ask(None, None, ())

    def repeat(self) -> None:
        """Open the form of the same drill, to try again."""
        if (line := self.current()) is not None:
            tasks = tuple(result.task for result in line.drill.results)
            self._ask(line.position.id, line.person.id, tasks)

    def export(self) -> None:
        """Ask for a file and write what the list shows."""
        ask_file(self, texts.EXPORT_TITLE, texts.EXPORT_NAME, self.export_to)

    def export_to(self, path: Path) -> None:
        """Write the list as it is filtered and sorted."""
        table = table_of(self.view.shown_columns(), self.model.rows())
        told = partial(texts.exported, name=path.name)
        export_table(self, self.gateway, texts.EXPORT_NAME, table, path, told)

    # Inside.

    def _ask(self, position_id: Any, person_id: Any, tasks: tuple[str, ...]) -> None:
        def opened(seed: DrillSeed) -> None:
            DrillForm(self.desk, self.gateway, seed).open()

        self.desk.tasks.run(
            *(read_seed, self.gateway, position_id, person_id, tasks), owner=self, done=opened
        )
