"""« Fiches à réviser » of « Ma journée », the badges of the rail, and positions in the palette."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import partial
from typing import TYPE_CHECKING

from agence_desktop.core.clock import QUEBEC, to_wall
from agence_desktop.core.french import search_key
from agence_desktop.core.roles import Role
from agence_desktop.desktop.contribution import SearchHit, SearchProvider
from agence_desktop.desktop.day import ROWS, DayFigure, DayLines, DayPane, DayRemark, DayScope
from agence_desktop.desktop.places import Target, Workbench
from agence_desktop.desktop.positions import texts as words
from agence_desktop.desktop.positions.gateway import Gateway
from agence_desktop.desktop.positions.keys import REVIEWS, TOPICS, sheet_target
from agence_desktop.desktop.positions.register import day_texts as texts
from agence_desktop.desktop.widgets.columns import Chip, Column, Look
from agence_desktop.positions.rows import PositionRow, SheetState
from agence_desktop.positions.standing import Standing
from agence_desktop.positions.states import ReviewCause

if TYPE_CHECKING:
    from agence_desktop.storage.work import Session

_REVIEWS = Target(REVIEWS, {"unit": None})
SOON = timedelta(days=14)
"""Reviews that come within so many days are told before they are due."""


@dataclass(frozen=True, slots=True)
class ReviewLine:
    """A sheet that waits for this person: to be reviewed, soon to be, or submitted to them."""

    position: PositionRow
    standing: Standing
    today: date

    @property
    def holder(self) -> str:
        """The holder’s name, or « vacant »."""
        return self.position.holder.name if self.position.holder else words.VACANT

    @property
    def submitted(self) -> date | None:
        """When the open version was submitted, where it waits for a decision."""
        row = self.standing.open
        if row is None or row.state is not SheetState.SUBMITTED or row.submitted_at is None:
            return None
        return to_wall(row.submitted_at, QUEBEC).date()


def waiting(gateway: Gateway) -> list[ReviewLine]:
    """The sheets that wait for this person, the most pressing first: five statements."""
    from agence_desktop.positions.queries.register import positions
    from agence_desktop.positions.queries.standings import standings

    def work(session: Session, today: date) -> list[ReviewLine]:
        own = [row for row in positions(session, today) if row.active and _concerned(gateway, row)]
        found = standings(session, own, today)
        lines = [ReviewLine(row, found[row.id], today) for row in own]
        return sorted(filter(partial(_awaits, gateway), lines), key=_pressing)

    return gateway.read(work)


def reviews_pane(gateway: Gateway) -> tuple[DayPane, ...]:
    """The pane, for holders and managers."""
    if not any(gateway.actor.holds(role) for role in (Role.HOLDER, Role.MANAGER, Role.ADMINISTRATOR)):
        return ()
    return (
        DayPane(
            key="postes.fiches",
            title=texts.TITLE,
            icon="file-document-outline",
            columns=COLUMNS,
            load=partial(_load, gateway),
            open_row=_open,
            empty=texts.EMPTY,
            topics=TOPICS,
            link=(texts.LINK, _REVIEWS),
            side=1,
            row_key=lambda line: line.position.id,
        ),
    )


def reviews_due(gateway: Gateway) -> tuple[int, int]:
    """How many sheets are to be reviewed, and how many of those or of submitted ones wait for this person."""
    lines = waiting(gateway)
    due = sum(bool(line.standing.causes) for line in lines)
    return due, sum(bool(line.standing.causes) or line.submitted is not None for line in lines)


def position_search(gateway: Gateway) -> SearchProvider:
    """Positions by number, title or holder; each leads to its sheet."""
    return SearchProvider(words.POSITIONS_FOUND, lambda text, limit: find_positions(gateway, text, limit))


def find_positions(gateway: Gateway, text: str, limit: int) -> Sequence[SearchHit]:
    """The positions in force that hold every word."""
    from agence_desktop.positions.queries.register import positions_found

    wanted = search_key(text).split()
    if not wanted:
        return []
    rows = gateway.read(lambda session, today: positions_found(session, today, wanted, limit))
    return [_hit(row) for row in rows]


def _hit(row: PositionRow) -> SearchHit:
    holder = row.holder.name if row.holder else words.VACANT
    detail = ", ".join(part for part in (row.unit.name, holder, row.site) if part)
    icon = "card-account-details-outline"
    return SearchHit(f"{row.number} {row.title}", detail, icon, sheet_target(row.number))


def _concerned(gateway: Gateway, row: PositionRow) -> bool:
    own = row.holder is not None and row.holder.id == gateway.actor.person_id
    return own or gateway.manages(row.unit.organisation_id)


def _awaits(gateway: Gateway, line: ReviewLine) -> bool:
    if line.standing.causes:
        return True
    day = line.standing.next_review
    if day is not None and day - line.today <= SOON and line.standing.open is None:
        return True
    return line.submitted is not None and gateway.manages(line.position.unit.organisation_id)


def _pressing(line: ReviewLine) -> tuple[int, date, str]:
    """Overdue, then to be reviewed for another reason, then submitted, then what comes."""
    day = line.standing.next_review or date.max
    rank = 0 if line.standing.overdue else 1 if line.standing.causes else 2 if line.submitted else 3
    return rank, day, line.position.number


def _load(gateway: Gateway, scope: DayScope) -> DayLines:
    every = waiting(gateway)
    lines = [
        line
        for line in every
        if not scope.sites or line.position.site_id is None or line.position.site_id in scope.sites
    ]
    due = sum(bool(line.standing.causes) for line in lines)
    late = any(line.standing.overdue for line in lines)
    figure = DayFigure("file-document-outline", due, texts.figure(due), "warning" if late else "accent")
    # The badge counts these as well.
    others = len(every) - len(lines)
    remark = (
        DayRemark("office-building-outline", texts.elsewhere(others), texts.SEE_ELSEWHERE, _REVIEWS)
        if others
        else None
    )
    return DayLines(lines[:ROWS], len(lines), (figure,), remark)


def _open(desk: Workbench, line: ReviewLine) -> None:
    desk.go(sheet_target(line.position.number))


_CAUSES = {
    ReviewCause.HOLDER: (texts.NEW_HOLDER, "account-switch"),
    ReviewCause.DRILL: (texts.DRILL, "close-circle-outline"),
    ReviewCause.ABSENCE: (texts.ABSENCE, "calendar-remove-outline"),
}


def review_chip(line: ReviewLine) -> Chip:
    """« En retard de 12 j », « Révision le 19 oct. », « Soumise hier »."""
    standing = line.standing
    if standing.overdue:
        return Chip(texts.overdue(standing.overdue), "calendar-alert", Look.TAKEN)
    for cause in standing.causes:
        if cause in _CAUSES:
            return Chip(*_CAUSES[cause], Look.LATE)
    if line.submitted is not None:
        return Chip(texts.submitted(line.submitted, line.today), "inbox-arrow-down", Look.NEUTRAL)
    day = standing.next_review or line.today
    return Chip(texts.due(day, line.today), "calendar-clock", Look.LATE)


COLUMNS: tuple[Column[ReviewLine], ...] = (
    Column("poste", texts.POST, lambda line: line.position.number, width=72),
    Column(
        "titre",
        texts.NAME,
        lambda line: line.position.title,
        tip=lambda line: line.position.title,
        strong=True,
        stretch=True,
        width=150,
    ),
    Column("titulaire", texts.HOLDER, lambda line: line.holder, width=110),
    Column(
        "revision",
        texts.REVIEW,
        lambda line: review_chip(line).word,
        chip=review_chip,
        sort=_pressing,
        tip=lambda line: words.causes(line.standing.causes),
        width=136,
    ),
)
