"""« Déploiements »: who is where until when, and what is to be done about it."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from PySide6.QtWidgets import QCheckBox

from agence_desktop.desktop.places import Scene, State, Workbench
from agence_desktop.desktop.teams import keys
from agence_desktop.desktop.teams import texts as common
from agence_desktop.desktop.teams.deployments import texts
from agence_desktop.desktop.teams.deployments.dialogs import open_deed
from agence_desktop.desktop.teams.deployments.sender import send
from agence_desktop.desktop.teams.deployments.wishes import Wish
from agence_desktop.desktop.teams.gateway import Gateway
from agence_desktop.desktop.teams.list_place import ListPlace
from agence_desktop.desktop.teams.printing import (
    preview_end,
    preview_extension,
    preview_order,
    preview_welcome,
)
from agence_desktop.desktop.widgets.columns import Chip, Column, Look
from agence_desktop.teams.rows import FIRM, TENTATIVE, Bar, DeploymentState

_S = DeploymentState
_CHIPS = {
    _S.PROPOSED: ("help-circle-outline", Look.REQUESTED),
    _S.COMMITTED: ("signature-freehand", Look.FREE),
    _S.CONFIRMED: ("check-circle", Look.CONFIRMED),
    _S.RUNNING: ("account-check", Look.PRESENT),
    _S.EXTENSION_ASKED: ("calendar-arrow-right", Look.LATE),
    _S.ENDED_EARLY: ("stop-circle-outline", Look.DONE),
    _S.ENDED: ("check-all", Look.DONE),
    _S.EVALUATED: ("star-outline", Look.DONE),
    _S.STATED: ("cash", Look.DONE),
    _S.CLOSED: ("lock-outline", Look.DONE),
    _S.CANCELLED: ("close-circle-outline", Look.CANCELLED),
}
_DUE = {
    _S.PROPOSED: texts.TO_SIGN,
    _S.COMMITTED: texts.TO_CONFIRM,
    _S.EXTENSION_ASKED: texts.TO_ANSWER,
    _S.ENDED_EARLY: texts.TO_EVALUATE,
    _S.ENDED: texts.TO_EVALUATE,
    _S.EVALUATED: texts.TO_STATE,
}
_PAST_DAYS = 400
OPEN = TENTATIVE | {_S.CONFIRMED, _S.RUNNING, _S.EXTENSION_ASKED}
"""States in which something may still be changed."""
BEGUN = frozenset({_S.CONFIRMED, _S.RUNNING})


@dataclass(frozen=True, slots=True)
class DeploymentLine:
    """A deployment with the name of its member."""

    bar: Bar
    member: str

    @property
    def last(self) -> date:
        """The last day."""
        return self.bar.period.last or self.bar.period.first


def state_chip(bar: Bar) -> Chip:
    """The state of a deployment."""
    icon, look = _CHIPS[bar.state]
    return Chip(common.DEPLOYMENT_STATES[bar.state], icon, look)


def due_words(bar: Bar) -> str:
    """What is to be done next; empty for nothing."""
    return _DUE.get(bar.state, "")


COLUMNS: tuple[Column[DeploymentLine], ...] = (
    Column("demande", texts.NUMBER, lambda line: texts.seat(line.bar.number, line.bar.seat), width=160),
    Column("membre", texts.MEMBER, lambda line: line.member, strong=True, width=160),
    Column("client", texts.CLIENT, lambda line: line.bar.client, width=80),
    Column("besoin", texts.NEED, lambda line: line.bar.label, stretch=True, width=160),
    Column(
        "periode",
        texts.PERIOD,
        lambda line: texts.period(line.bar.period.first, line.last),
        sort=lambda line: line.bar.period.first,
        width=200,
    ),
    Column(
        "effort",
        texts.EFFORT,
        lambda line: ", ".join((common.percent(line.bar.effort_bp), common.MODES[line.bar.mode])),
        sort=lambda line: line.bar.effort_bp,
        width=140,
    ),
    Column(
        "etat",
        texts.STATE,
        lambda line: state_chip(line.bar).word,
        chip=lambda line: state_chip(line.bar),
        width=190,
    ),
    Column("suite", texts.DUE, lambda line: due_words(line.bar), width=170),
)


class DeploymentsPlace(ListPlace):
    """Entrée shows the deployment on the timeline."""

    columns = COLUMNS
    noun, empty = texts.NOUN, texts.EMPTY
    layout_key = "teams/deployments_columns"
    printable = True

    def __init__(self, desk: Workbench, gateway: Gateway) -> None:
        super().__init__(desk, gateway)
        self.past = QCheckBox(texts.PAST)
        self.past.toggled.connect(lambda _on: self.refresh())
        self.panel.bar.insertWidget(1, self.past)

    def load(self) -> list[DeploymentLine]:
        """What is tentative, firm or to be closed; what is long over on demand."""
        today = self.gateway.today()
        back = _PAST_DAYS if self.past.isChecked() else 60
        bars = self.gateway.bars(today - timedelta(days=back))
        if not self.past.isChecked():
            bars = [bar for bar in bars if bar.state in OPEN or due_words(bar)]
        names = self.gateway.member_names()
        return [DeploymentLine(bar, names.get(bar.member_id, "")) for bar in bars]

    def open_row(self, row: object) -> None:
        """On the timeline."""
        if isinstance(row, DeploymentLine):
            self.show_on_timeline()

    def is_wanted(self, row: object, state: State) -> bool:
        """By id."""
        return isinstance(row, DeploymentLine) and row.bar.id == state.get("deployment")

    def capture_scenes(self) -> Sequence[Scene]:
        """An early end."""
        line = next((one for one in self.model.rows() if one.bar.state in BEGUN), None)
        if line is None:
            return ()
        return (
            Scene("fin-anticipee", lambda: open_deed(self.desk, self.gateway, "end", line.bar, line.member)),
        )

    # What commands do here.

    def line(self) -> DeploymentLine | None:
        """The deployment on which the keyboard stands."""
        row = self.current()
        return row if isinstance(row, DeploymentLine) else None

    def target(self) -> tuple[Bar, str] | None:
        """What a gesture is about."""
        line = self.line()
        return None if line is None else (line.bar, line.member)

    def deed(self, kind: str) -> None:
        """Open the dialogue of a gesture, or carry it out where there is nothing to ask."""
        line = self.line()
        if line is not None:
            do(self.desk, self.gateway, kind, line.bar, line.member)

    def print_view(self) -> None:
        """The order of the current deployment."""
        line = self.line()
        if line is not None:
            preview_order(self.desk, self.gateway, line.bar.id, line.member)

    def print_welcome(self) -> None:
        """The welcome sheet of the current deployment."""
        line = self.line()
        if line is not None:
            preview_welcome(self.desk, self.gateway, line.bar.id, line.member)

    def print_extension(self) -> None:
        """What is asked for the current deployment to go on."""
        line = self.line()
        if line is not None:
            preview_extension(self.desk, self.gateway, line.bar.id, line.member)

    def print_end(self) -> None:
        """The notice that the current deployment ends."""
        line = self.line()
        if line is not None:
            preview_end(self.desk, self.gateway, line.bar.id, line.member)

    def in_state(self, states: Collection[DeploymentState]) -> bool:
        """Whether the current deployment is in one of these."""
        line = self.line()
        return line is not None and line.bar.state in states

    def show_on_timeline(self) -> None:
        """Go to the line of the member."""
        line = self.line()
        if line is not None:
            start = line.bar.period.first
            self.desk.go(keys.member_target(line.bar.member_id, start.isoformat()))


def may(kind: str, bar: Bar) -> bool:
    """Whether a gesture means something for a deployment in its state; rights are the command’s."""
    match kind:
        case "move" | "split" | "replace":
            return bar.state in TENTATIVE | BEGUN
        case "extend":
            return bar.state in BEGUN | {_S.EXTENSION_ASKED}
        case "ask":
            return bar.state in BEGUN
        case "refuse":
            return bar.state is _S.EXTENSION_ASKED
        case "end":
            return bar.state in FIRM and bar.state in OPEN
        case _:
            return bar.state in TENTATIVE | {_S.CONFIRMED}


def do(desk: Workbench, gateway: Gateway, kind: str, bar: Bar, name: str, day: date | None = None) -> None:
    """Open the dialogue of a gesture; a refusal of an extension asks nothing."""
    if not may(kind, bar):
        return
    if kind == "refuse":
        send(desk, gateway, Wish(kind, bar, name))
    else:
        open_deed(desk, gateway, kind, bar, name, day)
