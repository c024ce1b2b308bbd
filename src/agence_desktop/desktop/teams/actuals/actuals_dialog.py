"""The sheet of a mandate: days and expenses in two tables, and the ceiling as one types."""

from __future__ import annotations

from datetime import date
from functools import partial
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QSplitter, QVBoxLayout, QWidget

from agence_desktop.desktop import icons
from agence_desktop.desktop.drafts import Draft, DraftKeeper
from agence_desktop.desktop.places import Workbench
from agence_desktop.desktop.tasks import Failure
from agence_desktop.desktop.teams import texts as common
from agence_desktop.desktop.teams.actuals import texts
from agence_desktop.desktop.teams.actuals.grid import Grid, GridColumn, GridRules
from agence_desktop.desktop.teams.actuals.sheet import (
    Cells,
    as_planned,
    ceiling_now,
    changes,
    expense_rows,
    is_blank,
    meaning,
    missing_rates,
    work_rows,
)
from agence_desktop.desktop.teams.actuals.work import read_sheet, save
from agence_desktop.desktop.teams.gateway import Gateway, Written
from agence_desktop.desktop.teams.keys import ACTUALS_DRAFT as DRAFT
from agence_desktop.desktop.tokens import Type
from agence_desktop.desktop.widgets.form_dialog import FormDialog
from agence_desktop.desktop.widgets.labels import IconLabel, Label
from agence_desktop.desktop.widgets.page_parts import TitledPane
from agence_desktop.teams.actuals import ActualSheet
from agence_desktop.teams.commitments import Margin
from agence_desktop.teams.rows import DeploymentState

_SIGNS = {
    Margin.WITHIN: ("check-circle-outline", "ok"),
    Margin.NEAR: ("alert-outline", "warning"),
    Margin.FORESEEN: ("alert-outline", "warning"),
    Margin.PASSED: ("alert-octagon", "danger"),
}


def open_actuals(desk: Workbench, gateway: Gateway, deployment_id: int, draft: Draft | None = None) -> None:
    """Read a mandate and open its sheet, as it is stored or as a draft left it."""

    def opened(sheet: ActualSheet) -> None:
        dialog = ActualsDialog(desk, gateway, sheet, draft)
        dialog.open()
        dialog.work.go_to_first("done")

    desk.tasks.run(
        *(read_sheet, gateway, deployment_id),
        owner=desk.parent_widget,
        done=opened,
        failed=lambda failure: desk.tell(failure.sentence, kind="warning"),
    )


class ActualsDialog(FormDialog):
    """Ctrl+Entrée saves all of it or nothing; what is wrong stays in its cell and is named below."""

    def __init__(
        self, desk: Workbench, gateway: Gateway, sheet: ActualSheet, draft: Draft | None = None
    ) -> None:
        super().__init__(texts.title(sheet), texts.SAVE, desk.parent_widget)
        self._desk, self._gateway, self.sheet = desk, gateway, sheet
        self.work = Grid(texts.WORK, self._work_columns(), self._rules(work=True))
        self.expenses = Grid(texts.EXPENSES, self._expense_columns(), self._rules(work=False))
        self.ceiling = Label("", Type.SUBJECT, wrap=True)
        self._sign = IconLabel("check-circle-outline", "ok", 18)
        self.rates = Label("", Type.HELP, "warning", wrap=True)
        self._lay_out()
        self.form.set_values({"work": work_rows(sheet), "expenses": expense_rows(sheet)})
        if not self._may():
            self.work.set_editable(False)
            self.expenses.set_editable(False)
            self.save_button.setEnabled(False)
            self.planned_button.setEnabled(False)
            self.form.mark_clean()
        else:
            self._keep(draft)
        for grid in (self.work, self.expenses):
            grid.value_changed.connect(lambda _rows: self._judge())
        self._judge()
        self.save_requested.connect(self._save)
        self.ask_room(980, 680)

    def _keep(self, draft: Draft | None) -> None:
        keeper = DraftKeeper(
            self._desk.drafts,
            DRAFT,
            lambda: texts.title(self.sheet),
            lambda: {**self.form.draft_values(), "deployment": self.sheet.deployment_id},
            draft.key if draft is not None else None,
        )
        self.keep_drafts(keeper)
        if draft is not None:
            self.form.set_values(draft.values, clean=False)

    def note_as_planned(self) -> None:
        """Fill the planned days that are empty."""
        self.work.grid.set_rows(as_planned(self.work.value()), remember=True)

    def showing(self) -> str:
        """What is said of the ceiling."""
        return self.ceiling.text()

    # Inside.

    def _may(self) -> bool:
        open_ = self.sheet.state is not DeploymentState.CLOSED
        return self.sheet.may_record and open_ and not self._gateway.database.read_only

    def _rules(self, *, work: bool) -> GridRules:
        def may_type(row: Cells, key: str) -> bool:
            return not (work and key == "day" and bool(row.get("planned") or row.get("id")))

        return GridRules(
            faults=lambda row: meaning(row, self.sheet, work=work).faults,
            may_type=may_type,
            is_blank=is_blank,
        )

    def _amount(self, row: Cells, *, work: bool) -> str:
        if is_blank(row):
            return ""
        amount = meaning(row, self.sheet, work=work).amount
        return "–" if amount is None else texts.money(amount)

    def _work_columns(self) -> tuple[GridColumn, ...]:
        return (
            GridColumn("day", texts.DAY, 140, shown=_shown_day),
            GridColumn("planned", texts.PLANNED, 72, editable=False, right=True, shown=_shown_share),
            GridColumn("done", texts.DONE, 84, right=True),
            GridColumn("note", texts.NOTE, 200, stretch=True),
            GridColumn(
                *("amount", texts.AMOUNT, 110),
                editable=False,
                right=True,
                shown=partial(self._amount, work=True),
            ),
            GridColumn("stated", texts.STATED, 70, editable=False),
        )

    def _expense_columns(self) -> tuple[GridColumn, ...]:
        return (
            GridColumn("day", texts.DAY, 140, shown=_shown_day),
            GridColumn("kind", texts.KIND, 130, choices=tuple(texts.KINDS.values())),
            GridColumn("quantity", texts.QUANTITY, 84, right=True),
            GridColumn("rate", texts.RATE, 140, right=True),
            GridColumn("evidence", texts.EVIDENCE, 130),
            GridColumn("note", texts.NOTE, 150, stretch=True),
            GridColumn(
                *("amount", texts.AMOUNT, 110),
                editable=False,
                right=True,
                shown=partial(self._amount, work=False),
            ),
            GridColumn("stated", texts.STATED, 70, editable=False),
        )

    def _judge(self) -> None:
        work, expenses = self.work.value(), self.expenses.value()
        found = ceiling_now(self.sheet, work, expenses)
        if found is None:
            self.ceiling.setText(texts.NOT_SIGNED)
            icon, ink = "information-outline", "secondary"
        else:
            self.ceiling.setText(found.sentence or texts.standing(found.spent, found.ceiling))
            icon, ink = _SIGNS[found.margin]
        self._sign.set_icon(icon, ink)
        missing = missing_rates(work, self.sheet, work=True)
        missing += missing_rates(expenses, self.sheet, work=False)
        self.rates.setText("\n".join(dict.fromkeys(missing)))
        self.rates.setVisible(bool(missing))

    def _check(self, grid: Grid, _rows: Any) -> str:
        fault = grid.grid.first_fault()
        if fault is None:
            return ""
        row, column, sentence = fault
        return texts.fault(row + 1, grid.grid.columns[column].title, sentence)

    def try_save(self) -> None:
        """Take what is being typed; go to the first cell that is wrong."""
        for grid in (self.work, self.expenses):
            grid.commit_open()
        super().try_save()
        for grid in (self.work, self.expenses):
            if (fault := grid.grid.first_fault()) is not None:
                grid.go(fault[0], fault[1])
                return

    def _save(self) -> None:
        found = changes(self.work.value(), self.sheet, work=True)
        found += changes(self.expenses.value(), self.sheet, work=False)
        if not found:
            self.saved()
            self._desk.tell(texts.NOTHING_CHANGED)
            return

        def written(result: Written) -> None:
            self._desk.hub.publish(result.changes)
            self.saved()
            self._desk.tell(texts.saved(len(found), self.sheet.payee.name))

        def refused(failure: Failure) -> None:
            self.refused(failure.sentence)

        self.set_saving(True)
        self._desk.tasks.run(
            *(save, self._gateway, self.sheet.deployment_id, found), owner=self, done=written, failed=refused
        )

    def _lay_out(self) -> None:
        self.body.setSpacing(8)
        self.body.addWidget(Label(texts.about(self.sheet), Type.BODY, "secondary", wrap=True))
        if not self.sheet.may_record:
            self.body.addWidget(Label(texts.READ_ONLY, Type.HELP, "secondary", wrap=True))
        line = QHBoxLayout()
        line.addWidget(self._sign, 0, Qt.AlignmentFlag.AlignTop)
        line.addWidget(self.ceiling, 1)
        self.body.addLayout(line)
        self.body.addWidget(self.rates)
        self.planned_button = QPushButton(texts.AS_PLANNED)
        self.planned_button.setProperty("compact", True)
        self.planned_button.setToolTip(texts.AS_PLANNED_TIP)
        icons.set_icon(self.planned_button, "calendar-check-outline", "text", 16)
        self.planned_button.clicked.connect(lambda _=False: self.note_as_planned())
        both = QSplitter(Qt.Orientation.Vertical)
        for grid, key, words, icon, help_ in (
            (self.work, "work", texts.WORK, "calendar-check-outline", texts.WORK_HELP),
            (self.expenses, "expenses", texts.EXPENSES, "cash-multiple", texts.EXPENSE_HELP),
        ):
            held = QWidget()
            inner = QVBoxLayout(held)
            inner.setContentsMargins(0, 0, 0, 0)
            inner.setSpacing(4)
            inner.addWidget(grid, 1)
            help_label = Label(help_, Type.HELP, "secondary", wrap=True)
            help_label.setContentsMargins(8, 0, 8, 4)
            inner.addWidget(help_label)
            pane = TitledPane(words, icon, held)
            if key == "work":
                pane.add_to_head(self.planned_button)
            both.addWidget(pane)
            name = next(label for label in pane.findChildren(Label) if label.text() == words)
            self.form.add(key, grid, name, check=partial(self._check, grid))
        both.setChildrenCollapsible(False)
        both.setStretchFactor(0, 3)
        both.setStretchFactor(1, 2)
        both.setHandleWidth(8)
        self.body.addWidget(both, 1)


def _shown_day(row: Cells) -> str:
    try:
        return texts.short_day(date.fromisoformat(row.get("day", "")))
    except ValueError:
        return row.get("day", "")


def _shown_share(row: Cells) -> str:
    return common.percent(int(row["planned"])) if row.get("planned") else ""
