"""The pane « Déploiements qui commencent ou se terminent cette semaine » of « Ma journée »."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from functools import partial

from agence_desktop.core.calendars import week_start
from agence_desktop.desktop.day import ROWS, DayFigure, DayLines, DayPane, DayScope
from agence_desktop.desktop.places import Target, Workbench
from agence_desktop.desktop.teams import keys
from agence_desktop.desktop.teams.deployments import texts
from agence_desktop.desktop.teams.gateway import Gateway
from agence_desktop.desktop.widgets.columns import Chip, Column, Look
from agence_desktop.teams.rows import FIRM, Bar, DeploymentState

_OVER = frozenset({DeploymentState.EVALUATED, DeploymentState.STATED, DeploymentState.CLOSED})


@dataclass(frozen=True, slots=True)
class WeekLine:
    """A deployment that begins or ends this week; ``starts`` says which."""

    bar: Bar
    member: str
    starts: bool

    @property
    def day(self) -> date:
        """The first day, or the last."""
        return self.bar.period.first if self.starts else self.bar.period.last or self.bar.period.first

    @property
    def due(self) -> str:
        """What is to be done about it."""
        if self.starts:
            return texts.POST_READY
        asked = self.bar.state is DeploymentState.EXTENSION_ASKED
        return texts.EXTENSION_ASKED if asked else texts.TO_EVALUATE


def week_pane(gateway: Gateway) -> DayPane:
    """Firm deployments that begin or end between Monday and Friday."""
    return DayPane(
        key="equipes.semaine",
        title=texts.PANE_TITLE,
        icon="account-multiple",
        columns=COLUMNS,
        load=partial(_load, gateway),
        open_row=_open,
        empty=texts.PANE_EMPTY,
        topics=keys.TOPICS,
        link=(texts.PANE_LINK, Target(keys.TIMELINE)),
        row_key=lambda line: (line.bar.id, line.starts),
    )


def week_lines(bars: list[Bar], names: dict[int, str], today: date) -> list[WeekLine]:
    """The lines of the week of a day, by day and name."""
    monday = week_start(today)
    week = [monday + timedelta(days=number) for number in range(7)]
    found = []
    for bar in bars:
        if bar.state not in FIRM:
            continue
        name = names.get(bar.member_id, "")
        if bar.period.first in week:
            found.append(WeekLine(bar, name, True))
        if bar.period.last in week and bar.state not in _OVER:
            found.append(WeekLine(bar, name, False))
    return sorted(found, key=lambda line: (line.day, not line.starts, line.member))


def _load(gateway: Gateway, _scope: DayScope) -> DayLines:
    today = gateway.today()
    monday = week_start(today)
    bars = gateway.bars(monday, monday + timedelta(days=7))
    lines = week_lines(bars, gateway.member_names() if bars else {}, today)
    figure = DayFigure("account-multiple", len(lines), texts.this_week(len(lines)))
    return DayLines(lines[:ROWS], len(lines), (figure,) if lines else ())


def _open(desk: Workbench, line: WeekLine) -> None:
    desk.go(keys.deployment_target(line.bar.id))


def _chip(line: WeekLine) -> Chip:
    if line.starts:
        return Chip(texts.starts(line.day), "ray-start-arrow", Look.FREE)
    return Chip(texts.ends(line.day), "ray-end-arrow", Look.NEUTRAL)


COLUMNS: tuple[Column[WeekLine], ...] = (
    Column("numero", texts.NUMBER, lambda line: line.bar.number or texts.NO_REQUEST, width=98),
    Column("membre", texts.MEMBER, lambda line: line.member, strong=True, width=130),
    Column("besoin", texts.FAMILY, lambda line: line.bar.label, width=120, stretch=True),
    Column("client", texts.CLIENT, lambda line: line.bar.client, width=70),
    Column(
        "semaine",
        texts.THIS_WEEK,
        lambda line: _chip(line).word,
        sort=lambda line: line.day,
        chip=_chip,
        width=186,
    ),
    Column("suite", texts.DUE, lambda line: line.due, width=168),
)
