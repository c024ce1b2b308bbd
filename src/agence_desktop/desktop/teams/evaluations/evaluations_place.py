"""« Évaluations »: what is left to say of mandates that are over."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from pathlib import Path

from PySide6.QtWidgets import QCheckBox

from agence_desktop.core.french import sort_key
from agence_desktop.core.roles import Role
from agence_desktop.desktop.places import Scene, State, Workbench
from agence_desktop.desktop.teams import texts as common
from agence_desktop.desktop.teams.evaluations import texts
from agence_desktop.desktop.teams.evaluations.evaluation_dialog import EvaluationDialog
from agence_desktop.desktop.teams.evaluations.work import close, print_evaluation, read_mandates
from agence_desktop.desktop.teams.gateway import Gateway, Written
from agence_desktop.desktop.teams.list_place import ListPlace
from agence_desktop.desktop.widgets.columns import Chip, Column, Look
from agence_desktop.desktop.widgets.export_file import ask_file
from agence_desktop.desktop.widgets.form_dialog import ask
from agence_desktop.teams.ended import EndedMandate
from agence_desktop.teams.evaluating import mean
from agence_desktop.teams.rows import DeploymentState, Side

READERS = (Role.CLERK, Role.MANAGER, Role.CLIENT, Role.ADMINISTRATOR)
_S = DeploymentState
_STATES = {
    _S.ENDED: ("check-all", Look.NEUTRAL),
    _S.EVALUATED: ("star-outline", Look.CONFIRMED),
    _S.STATED: ("cash", Look.CONFIRMED),
    _S.CLOSED: ("lock-outline", Look.DONE),
}
_DUE = {_S.ENDED: texts.DUE_EVALUATE, _S.EVALUATED: texts.DUE_STATE, _S.STATED: texts.DUE_CLOSE}


def state_chip(row: EndedMandate) -> Chip:
    """The state of the mandate."""
    icon, look = _STATES[row.state]
    return Chip(common.DEPLOYMENT_STATES[row.state], icon, look)


def side_words(row: EndedMandate, side: Side) -> str:
    """« 4,2 sur 5 », « à remplir »."""
    said = row.evaluations.get(side)
    if said is None:
        return "–" if row.state is _S.CLOSED else texts.TO_FILL
    return texts.mean(mean(said.scores))


def side_chip(row: EndedMandate, side: Side) -> Chip | None:
    """The mean score, or that it is still to come."""
    said = row.evaluations.get(side)
    if said is not None:
        return Chip(side_words(row, side), "star", Look.CONFIRMED)
    return None if row.state is _S.CLOSED else Chip(texts.TO_FILL, "progress-clock", Look.REQUESTED)


def _side(key: str, title: str, side: Side) -> Column[EndedMandate]:
    return Column(
        key,
        title,
        lambda row: side_words(row, side),
        chip=lambda row: side_chip(row, side),
        tip=lambda row: texts.said(row.evaluations[side]) if side in row.evaluations else "",
        width=130,
    )


COLUMNS: tuple[Column[EndedMandate], ...] = (
    Column("demande", texts.REQUEST, lambda row: common.seat_of(row.number, row.seat), width=160),
    Column(
        "membre",
        texts.MEMBER,
        lambda row: row.member,
        sort=lambda row: sort_key(row.member),
        strong=True,
        width=170,
    ),
    Column("client", texts.CLIENT, lambda row: row.client, width=90),
    Column(
        "periode",
        texts.PERIOD,
        lambda row: texts.period(row.period),
        sort=lambda row: row.period.end,
        stretch=True,
        width=190,
    ),
    _side("parclient", texts.BY_CLIENT, Side.CLIENT),
    _side("parmembre", texts.BY_MEMBER, Side.MEMBER),
    Column("etat", texts.STATE, lambda row: state_chip(row).word, chip=state_chip, width=150),
    Column("suite", texts.DUE, lambda row: _DUE.get(row.state, ""), width=150),
)


class EvaluationsPlace(ListPlace):
    """Entrée opens the evaluation that is still to come from this person, else the first they may change."""

    columns = COLUMNS
    noun, empty = texts.NOUN, texts.EMPTY
    layout_key = "teams/evaluations_columns"
    printable = True

    def __init__(self, desk: Workbench, gateway: Gateway) -> None:
        super().__init__(desk, gateway)
        self.closed = QCheckBox(texts.CLOSED_TOO)
        self.closed.toggled.connect(lambda _on: self.refresh())
        self.panel.bar.insertWidget(1, self.closed)
        self.view.export_requested.connect(self.export)

    # ListPlace.

    def load(self) -> list[EndedMandate]:
        """Those that are over; the closed ones on demand."""
        found = read_mandates(self.gateway)
        return found if self.closed.isChecked() else [row for row in found if row.state is not _S.CLOSED]

    def open_row(self, row: object) -> None:
        """The form."""
        if isinstance(row, EndedMandate):
            self.evaluate(self._next_side(row))

    def is_wanted(self, row: object, state: State) -> bool:
        """By deployment."""
        return isinstance(row, EndedMandate) and row.deployment_id == state.get("deployment")

    def state(self) -> State:
        """Filter, order, whether closed ones are shown."""
        row = self.row()
        return {
            **super().state(),
            "closed": self.closed.isChecked(),
            "deployment": None if row is None else row.deployment_id,
        }

    def restore(self, state: State) -> None:
        """Show that again."""
        if "closed" in state:
            self.closed.setChecked(bool(state["closed"]))
        super().restore(state)

    def print_view(self) -> None:
        """The paper of the side that is next, filled or to be filled."""
        if (row := self.row()) is not None:
            self.print_side(self._next_side(row) or Side.CLIENT)

    def capture_scenes(self) -> Sequence[Scene]:
        """The form of the client."""
        return (Scene("client", partial(self.evaluate, Side.CLIENT)),) if self.model.rows() else ()

    # What commands do here.

    def row(self) -> EndedMandate | None:
        """The mandate on which the keyboard stands."""
        row = self.current()
        return row if isinstance(row, EndedMandate) else None

    def may_evaluate(self, side: Side) -> bool:
        """Whether this person writes the evaluation of a side."""
        row = self.row()
        return row is not None and side in row.sides and row.state is not _S.CLOSED

    def may_close(self) -> bool:
        """Whether this person closes the mandate."""
        row = self.row()
        return row is not None and row.may_close and row.state is not _S.CLOSED

    def evaluate(self, side: Side | None) -> None:
        """Open the form of a side; one that is closed shows its paper."""
        row = self.row()
        if row is None or side is None:
            return
        if not self.may_evaluate(side):
            self.print_side(side)
            return
        EvaluationDialog(self.desk, self.gateway, row, side, own=len(row.sides) == 1).open()

    def print_side(self, side: Side) -> None:
        """The paper of a side."""
        from agence_desktop.desktop.dialogs.preview import open_preview

        if (row := self.row()) is not None:
            make = partial(print_evaluation, self.gateway, row.deployment_id, side)
            open_preview(self.desk.tasks, self.desk.parent_widget, texts.title(row, side), make)

    def close_mandate(self) -> None:
        """Ask, then close."""
        row = self.row()
        if row is None or not self.may_close():
            return
        missing = [texts.OF_SIDE[side] for side in Side if side not in row.evaluations]
        waived = texts.CLOSE_WAIVED.format(sides=" et ".join(missing)) if missing else ""
        ask(
            self.desk.parent_widget,
            texts.CLOSE_SURE,
            f"{waived}{texts.CLOSE_TOLD}",
            texts.CLOSE_YES,
            texts.CLOSE_NO,
            partial(self._close, row),
        )

    def export(self) -> None:
        """Ask for a file and write the list."""
        ask_file(self, texts.EXPORT_TITLE, texts.EXPORT_NAME, self.export_to)

    def export_to(self, path: Path) -> None:
        """Write the list as it is shown."""
        self.write_shown(path, READERS, texts.EXPORT_NAME, texts.exported, texts.exporting)

    # Inside.

    def _next_side(self, row: EndedMandate) -> Side | None:
        mine = [side for side in Side if side in row.sides]
        missing = [side for side in mine if side not in row.evaluations]
        return next(iter(missing or mine), None)

    def _close(self, row: EndedMandate) -> None:
        def closed(written: Written) -> None:
            self.desk.hub.publish(written.changes)
            self.desk.tell(texts.closed(row))

        self.desk.tasks.run(
            *(close, self.gateway, row.deployment_id, row.version),
            owner=self,
            done=closed,
            failed=lambda failure: self.desk.tell(failure.sentence, kind="danger"),
        )
