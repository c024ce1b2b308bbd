"""« Banc et utilisation »: members and teams over a period, the bench, overruns, demand without answer."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox, QComboBox, QSplitter, QVBoxLayout, QWidget

from agence_desktop.core.roles import Role
from agence_desktop.desktop import theme
from agence_desktop.desktop.exporting import Table, export_list, table_of, write_table
from agence_desktop.desktop.places import Scene, State, Workbench
from agence_desktop.desktop.teams import keys
from agence_desktop.desktop.teams.bench import texts
from agence_desktop.desktop.teams.bench.columns import (
    OVERRUN_COLUMNS,
    TEAM_COLUMNS,
    bench_since,
    member_columns,
)
from agence_desktop.desktop.teams.bench.panes import UnmetPane
from agence_desktop.desktop.teams.bench.work import print_bench, read_bench
from agence_desktop.desktop.teams.facts.months_bar import MonthsBar
from agence_desktop.desktop.teams.facts.months_texts import QUARTER, YEAR
from agence_desktop.desktop.teams.gateway import Gateway
from agence_desktop.desktop.teams.list_place import ListPlace
from agence_desktop.desktop.tokens import Type
from agence_desktop.desktop.widgets.bar_layout import BarLayout
from agence_desktop.desktop.widgets.export_file import ask_file
from agence_desktop.desktop.widgets.figure_strip import FigureStrip
from agence_desktop.desktop.widgets.labels import Label
from agence_desktop.desktop.widgets.page_parts import ListPane
from agence_desktop.desktop.widgets.table_model import TableModel
from agence_desktop.teams.benches import BenchReading, OverrunLine, UseLine, team_lines, use_lines, whole
from agence_desktop.teams.unmet import UnmetSkill, unmet

READERS = (Role.CLERK, Role.MANAGER, Role.ADMINISTRATOR)
_KEPT, _HEIGHTS, _WIDTHS = "teams/bench", "teams/bench_heights", "teams/bench_widths"


@dataclass(frozen=True, slots=True)
class BenchFigure:
    """One number of the strip."""

    icon: str
    count: int
    words: str
    ink: str


class BenchPlace(ListPlace):
    """Entrée shows the member on the timeline."""

    noun, empty = texts.NOUN, texts.EMPTY
    layout_key = "teams/bench_columns"
    printable = True

    def __init__(self, desk: Workbench, gateway: Gateway) -> None:
        self.columns = member_columns(desk.session.today())
        super().__init__(desk, gateway)
        kept = desk.recall(_KEPT)
        kept = kept if isinstance(kept, dict) else {}
        self.reading: BenchReading | None = None
        self.unmet_skills: list[UnmetSkill] = []
        self.months = MonthsBar(desk.session.today, str(kept.get("reach", QUARTER)))
        self.tentative = QCheckBox(texts.SHOW_TENTATIVE)
        self.tentative.setChecked(bool(kept.get("tentative", False)))
        self.team = QComboBox()
        self.team.addItem(texts.ALL_TEAMS, "")
        self.figures = FigureStrip(texts.FIGURES, 190, snug=True)
        self.subtitle = Label("", Type.BODY, "secondary")
        self.team_model = TableModel(TEAM_COLUMNS, self)
        self.overrun_model = TableModel(OVERRUN_COLUMNS, self)
        self.teams = ListPane(
            texts.TEAMS, "account-group-outline", self.team_model, texts.EMPTY, compact=True
        )
        self.overruns = ListPane(
            texts.OVERRUNS, "alert-outline", self.overrun_model, texts.OVERRUNS_EMPTY, compact=True
        )
        self.unmet = UnmetPane()
        self._arrange()
        self.months.period_changed.connect(lambda _days: self._again())
        self.tentative.toggled.connect(lambda _on: self._again(read=False))
        self.team.activated.connect(lambda _number: self._fill())
        self.view.export_requested.connect(self.export)
        self.overruns.view.row_opened.connect(self._open_overrun)

    # ListPlace.

    def load(self) -> BenchReading:
        """The period."""
        return read_bench(self.gateway, self.months.period)

    def show_loaded(self, found: BenchReading) -> None:
        """Members, teams, overruns and demand."""
        self.reading = found
        self._offer_teams()
        self._fill()

    def open_row(self, row: object) -> None:
        """On the timeline, where the bench begins."""
        if isinstance(row, UseLine) and row.member is not None:
            first = bench_since(row) or self.months.period.first
            self.desk.go(keys.member_target(row.member.id, first.isoformat()))

    def is_wanted(self, row: object, state: State) -> bool:
        """By the id of the member."""
        return isinstance(row, UseLine) and row.member is not None and row.member.id == state.get("member")

    def state(self) -> State:
        """Filter and order, period, team, whether the tentative counts."""
        row = self.current()
        return {
            **super().state(),
            "first": self.months.period.first.isoformat(),
            "reach": self.months.reach.value(),
            "tentative": self.tentative.isChecked(),
            "team": self.team.currentData() or "",
            "member": row.member.id if isinstance(row, UseLine) and row.member else None,
        }

    def restore(self, state: State) -> None:
        """Show that again."""
        if "first" in state:
            first = date.fromisoformat(str(state["first"]))
            self.months.show_period(first, str(state.get("reach", QUARTER)))
        if "tentative" in state:
            self.tentative.setChecked(bool(state["tentative"]))
        if state.get("team"):
            self._ensure_team(str(state["team"]))
        super().restore(state)

    def capture_scenes(self) -> Sequence[Scene]:
        """The financial year with the tentative, where a permanent post shows."""

        def year() -> None:
            kept = self.desk.recall(_KEPT)
            self.tentative.setChecked(True)
            self.months.reach.set_value(YEAR)
            self.desk.remember(_KEPT, kept)

        return (Scene("annee", year),)

    def print_view(self) -> None:
        """The report of the period."""
        from agence_desktop.desktop.dialogs.preview import open_preview

        make = partial(print_bench, self.gateway, self.months.period, tentative=self.tentative.isChecked())
        open_preview(self.desk.tasks, self.desk.parent_widget, texts.PRINT_TITLE, make)

    # What commands do here.

    def toggle_tentative(self) -> None:
        """Count the tentative, or do not."""
        self.tentative.toggle()

    def export(self) -> None:
        """Ask for a file and write the members."""
        table = table_of(self.view.shown_columns(), self.model.rows())
        ask_file(
            self, texts.EXPORT_TITLE, texts.EXPORT_NAME, partial(self.export_to, texts.EXPORT_NAME, table)
        )

    def export_unmet(self) -> None:
        """Ask for a file and write the demand without answer."""
        if self.unmet.view is not None and self.unmet.model is not None and self.unmet.model.rows():
            table = table_of(self.unmet.view.shown_columns(), self.unmet.model.rows())
            ask_file(self, texts.UNMET, texts.UNMET_NAME, partial(self.export_to, texts.UNMET_NAME, table))

    def export_to(self, name: str, table: Table, path: Path) -> None:
        """Write a list as it is shown."""
        write = partial(write_table, self.gateway.database, self.gateway.actor, READERS, name, table)
        told = partial(texts.exported, name=path.name)
        export_list(self, write, path, told, texts.exporting(path.name))

    # Inside.

    def _again(self, *, read: bool = True) -> None:
        self.desk.remember(
            _KEPT, {"reach": self.months.reach.value(), "tentative": self.tentative.isChecked()}
        )
        if read:
            self.refresh()
        else:
            self._fill()

    def _offer_teams(self) -> None:
        names = list(dict.fromkeys(member.team for member in self.reading.members)) if self.reading else []
        chosen = self.team.currentData() or ""
        self.team.clear()
        self.team.addItem(texts.ALL_TEAMS, "")
        for name in names:
            self.team.addItem(name, name)
        self._ensure_team(chosen)

    def _ensure_team(self, name: str) -> None:
        if name and self.team.findData(name) < 0:
            self.team.addItem(name, name)
        self.team.setCurrentIndex(max(0, self.team.findData(name)))

    def _fill(self) -> None:
        reading = self.reading
        if reading is None:
            return
        hoped, team = self.tentative.isChecked(), self.team.currentData() or ""
        super().show_loaded(use_lines(reading, tentative=hoped, team=team))
        teams = team_lines(reading, tentative=hoped)
        self.team_model.set_rows(
            [*teams, whole(teams, reading, tentative=hoped)] if len(teams) > 1 else teams
        )
        self.overrun_model.set_rows(reading.overruns)
        seats = reading.seats_hoped if hoped else reading.seats
        self.unmet_skills = unmet(seats, reading.period, reading.observed, reading.case)
        self.unmet.show_skills(reading, self.unmet_skills)
        self.subtitle.setText(texts.subtitle(len(reading.members), len(teams), tentative=hoped))
        self._show_figures(whole(teams, reading, tentative=hoped), reading)

    def _show_figures(self, sums: UseLine, reading: BenchReading) -> None:
        today = self.desk.session.today()
        inside = reading.period.holds(today)
        since = [bench_since(line) for line in self.model.rows()]
        idle = sum(day is not None and (day <= today or not inside) for day in since)
        cases = sum(line.case for line in self.unmet_skills)
        figures = [
            BenchFigure("seat-outline", idle, texts.benched(today=inside), "warning" if idle else "secondary")
        ]
        if sums.share is not None:
            share = round(sums.share * 100)
            figures.insert(0, BenchFigure("chart-bar", share, texts.USED, "accent"))
        over = len(reading.overruns)
        if over:
            figures.append(BenchFigure("alert-outline", over, texts.overruns(over), "danger"))
        if cases:
            figures.append(BenchFigure("account-plus-outline", cases, texts.cases(cases), "accent"))
        self.figures.show_figures(figures)

    def _open_overrun(self, line: OverrunLine) -> None:
        first = line.row.period.first.isoformat()
        self.desk.go(keys.member_target(line.row.member_id, first))

    def _arrange(self) -> None:
        top, left = QWidget(), QWidget()
        names, head = QVBoxLayout(left), BarLayout(top)
        names.setSpacing(0)
        for layout in (names, head):
            layout.setContentsMargins(0, 0, 0, 0)
        names.addWidget(Label(texts.HEADING, Type.RECORD))
        names.addWidget(self.subtitle)
        head.addWidget(left)
        head.add_right(self.figures)
        self.box.insertWidget(0, top)
        held = QWidget()
        bar = BarLayout(held)
        bar.setContentsMargins(0, 0, 0, 0)
        self.team.setProperty("compact", True)
        self.team.setAccessibleName(texts.TEAM)
        self.team.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        self.team.setMaximumWidth(theme.scaled(260))
        for widget in (self.months, self.team, self.tentative):
            bar.addWidget(widget)
        self.box.insertWidget(1, held)
        self.box.removeWidget(self.panel)
        below = QSplitter(Qt.Orientation.Horizontal)
        for pane in (self.unmet, self.teams, self.overruns):
            below.addWidget(pane)
        both = QSplitter(Qt.Orientation.Vertical)
        both.addWidget(self.panel)
        both.addWidget(below)
        for splitter, key, usual in ((below, _WIDTHS, [660, 330, 380]), (both, _HEIGHTS, [400, 230])):
            splitter.setChildrenCollapsible(False)
            splitter.setHandleWidth(8)
            kept = self.desk.recall(key)
            sizes = [int(one) for one in kept] if isinstance(kept, list) else [*map(theme.scaled, usual)]
            splitter.setSizes(sizes)
            splitter.splitterMoved.connect(partial(self._keep, splitter, key))
        both.setStretchFactor(0, 1)
        self.box.addWidget(both, 1)

    def _keep(self, splitter: QSplitter, key: str, *_at: int) -> None:
        self.desk.remember(key, splitter.sizes())
