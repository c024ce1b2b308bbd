"""« Journées et frais »: the mandates of which one notes the days, those with the most to note first."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from agence_desktop.core.french import sort_key
from agence_desktop.core.roles import Role
from agence_desktop.desktop.places import Scene, State, Workbench
from agence_desktop.desktop.teams import texts as common
from agence_desktop.desktop.teams.actuals import texts
from agence_desktop.desktop.teams.actuals.actuals_dialog import open_actuals
from agence_desktop.desktop.teams.actuals.work import read_mandates
from agence_desktop.desktop.teams.deployments import texts as deployment_texts
from agence_desktop.desktop.teams.gateway import Gateway
from agence_desktop.desktop.teams.list_place import ListPlace
from agence_desktop.desktop.widgets.columns import Align, Chip, Column, Look, Meter
from agence_desktop.desktop.widgets.export_file import ask_file
from agence_desktop.teams.actuals import MandateLine
from agence_desktop.teams.commitments import Margin

READERS = (Role.CLERK, Role.MANAGER, Role.MEMBER, Role.ADMINISTRATOR)
_MARGINS = {
    Margin.WITHIN: (texts.CEILING_WITHIN, "check-circle-outline", Look.FREE),
    Margin.NEAR: (texts.CEILING_NEAR, "alert-outline", Look.LATE),
    Margin.FORESEEN: (texts.CEILING_FORESEEN, "alert-outline", Look.LATE),
    Margin.PASSED: (texts.CEILING_PASSED, "alert-octagon", Look.TAKEN),
}


def ceiling_chip(line: MandateLine) -> Chip:
    """How near the ceiling of the request is."""
    if line.standing is None:
        return Chip(texts.NO_CEILING, "information-outline", Look.NEUTRAL)
    return Chip(*_MARGINS[line.standing.margin])


def noted_meter(line: MandateLine) -> Meter | None:
    """The part of the planned days that is noted."""
    return Meter(min(1.0, line.noted / line.planned)) if line.planned else None


COLUMNS: tuple[Column[MandateLine], ...] = (
    Column("demande", texts.REQUEST, lambda line: deployment_texts.seat(line.number, line.seat), width=160),
    Column(
        "membre",
        texts.MEMBER,
        lambda line: line.member,
        sort=lambda line: sort_key(line.member),
        strong=True,
        width=170,
    ),
    Column("client", texts.CLIENT, lambda line: line.client, width=80),
    Column(
        "periode",
        texts.PERIOD,
        lambda line: texts.short_period(line.period),
        sort=lambda line: line.period.first,
        tip=lambda line: texts.period(line.period),
        stretch=True,
        width=150,
    ),
    Column("etat", texts.STATE, lambda line: common.DEPLOYMENT_STATES[line.state], width=172),
    Column("notees", texts.NOTED, texts.noted, sort=lambda line: line.noted, meter=noted_meter, width=136),
    Column(
        "manque",
        texts.MISSING,
        lambda line: str(line.missing) if line.missing else "–",
        sort=lambda line: line.missing,
        icon=lambda line: "calendar-alert" if line.missing else "",
        ink=lambda line: "warning" if line.missing else "",
        align=Align.RIGHT,
        width=80,
    ),
    Column(
        "montant",
        texts.SPENT,
        lambda line: texts.money(line.spent),
        sort=lambda line: line.spent,
        align=Align.RIGHT,
        width=116,
    ),
    Column(
        "plafond",
        texts.CEILING,
        lambda line: ceiling_chip(line).word,
        chip=ceiling_chip,
        tip=lambda line: line.standing.sentence if line.standing else "",
        width=144,
    ),
    Column("equipe", texts.TEAM, lambda line: line.team, hidden=True, width=150),
)


class MandatesPlace(ListPlace):
    """Entrée opens the sheet."""

    columns = COLUMNS
    noun, empty = texts.NOUN, texts.EMPTY
    layout_key = "teams/actuals_columns"

    def __init__(self, desk: Workbench, gateway: Gateway) -> None:
        super().__init__(desk, gateway)
        self.view.export_requested.connect(self.export)

    def load(self) -> list[MandateLine]:
        """Begun and not closed."""
        return read_mandates(self.gateway)

    def open_row(self, row: object) -> None:
        """The sheet."""
        if isinstance(row, MandateLine):
            open_actuals(self.desk, self.gateway, row.deployment_id)

    def is_wanted(self, row: object, state: State) -> bool:
        """By deployment."""
        return isinstance(row, MandateLine) and row.deployment_id == state.get("deployment")

    def state(self) -> State:
        """Filter, order and the mandate."""
        row = self.current()
        return {
            **super().state(),
            "deployment": row.deployment_id if isinstance(row, MandateLine) else None,
        }

    def capture_scenes(self) -> Sequence[Scene]:
        """A sheet."""
        return (Scene("feuille", self.open_sheet),) if self.model.rows() else ()

    # What commands do here.

    def open_sheet(self) -> None:
        """Of the mandate on which the keyboard stands."""
        self.open_row(self.current())

    def export(self) -> None:
        """Ask for a file and write the list."""
        ask_file(self, texts.EXPORT_TITLE, texts.EXPORT_NAME, self.export_to)

    def export_to(self, path: Path) -> None:
        """Write the list as it is shown."""
        self.write_shown(path, READERS, texts.EXPORT_NAME, texts.exported, texts.exporting)
