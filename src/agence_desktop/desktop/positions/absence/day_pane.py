"""The pane « Absences annoncées » of « Ma journée »: what stops first, and whether somebody takes over."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import partial

from agence_desktop.desktop.day import ROWS, DayFigure, DayLines, DayPane, DayRemark, DayScope
from agence_desktop.desktop.places import Target, Workbench
from agence_desktop.desktop.positions.absence import texts
from agence_desktop.desktop.positions.absence.gateway import AbsenceGateway
from agence_desktop.desktop.positions.absence.keys import absence_target
from agence_desktop.desktop.positions.absence.lines import AbsenceLine, absence_lines, breach_icon
from agence_desktop.desktop.positions.absence.list_place import breach_words
from agence_desktop.desktop.positions.keys import ABSENCES, TOPICS
from agence_desktop.desktop.widgets.columns import Column


@dataclass(frozen=True, slots=True)
class PaneLine:
    """The absence of the holder of one post, as it is today."""

    line: AbsenceLine
    today: date

    @property
    def post(self) -> str:
        """The titles of the posts."""
        return ", ".join(post.position.title for post in self.line.file.posts)


def absences_pane(gateway: AbsenceGateway) -> DayPane:
    """Announced absences of holders of posts in one's buildings."""
    return DayPane(
        key="postes.absences",
        title=texts.PANE_TITLE,
        icon="calendar-remove-outline",
        columns=COLUMNS,
        load=partial(_load, gateway),
        open_row=_open,
        empty=texts.PANE_EMPTY,
        topics=TOPICS,
        link=(texts.PANE_LINK, Target(ABSENCES)),
        row_key=lambda line: line.line.row.id,
    )


def _load(gateway: AbsenceGateway, scope: DayScope) -> DayLines:
    shown, elsewhere = [], []
    for line in absence_lines(gateway.announced()):
        posts = line.file.posts
        near = tuple(one for one in posts if not scope.sites or one.position.site_id in (None, *scope.sites))
        if near:
            shown += [line] if near == posts else absence_lines([replace(line.file, posts=near)])
        elif posts:
            elsewhere.append(line)
    today = gateway.base.today()
    lines = [PaneLine(line, today) for line in shown]
    lines.sort(key=lambda one: (one.line.breach or date.max, one.line.row.first))
    breaks = sum(one.line.breach is not None for one in lines)
    ink = "danger" if breaks else "accent"
    figure = DayFigure("alert-circle", breaks, texts.BREAKS, ink)
    return DayLines(lines[:ROWS], len(lines), (figure,), _remark(elsewhere))


def _remark(elsewhere: Sequence[AbsenceLine]) -> DayRemark | None:
    """What the badge counts beyond the buildings that are chosen."""
    if not elsewhere:
        return None
    breaks = sum(line.breach is not None for line in elsewhere)
    sentence = texts.elsewhere(len(elsewhere), breaks)
    return DayRemark("office-building-outline", sentence, texts.SEE_ELSEWHERE, Target(ABSENCES))


def _open(desk: Workbench, line: PaneLine) -> None:
    desk.go(absence_target(line.line.row.id))


COLUMNS: tuple[Column[PaneLine], ...] = (
    Column(
        "poste",
        texts.POST,
        lambda one: one.post,
        strong=True,
        stretch=True,
        width=190,
        tip=lambda one: one.post,
    ),
    Column("titulaire", texts.HOLDER, lambda one: one.line.row.person.name, width=140),
    Column(
        "absence", texts.PERIOD, lambda one: one.line.period, sort=lambda one: one.line.row.first, width=144
    ),
    Column(
        "bris",
        texts.BREACH,
        lambda one: breach_words(one.line),
        sort=lambda one: one.line.breach,
        icon=lambda one: breach_icon(one.line.breach, one.today)[0],
        ink=lambda one: breach_icon(one.line.breach, one.today)[1],
        width=120,
    ),
    Column("releve", texts.RELIEF, lambda one: one.line.relief, width=170),
)
