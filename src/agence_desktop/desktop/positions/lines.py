"""A position as the lists of this slice show it: the position, where its sheet stands, its measures."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from agence_desktop.desktop.positions import texts
from agence_desktop.desktop.widgets.columns import Chip, Look
from agence_desktop.positions.measures import Measures, Post, measure
from agence_desktop.positions.rows import PositionRow, SheetState
from agence_desktop.positions.sentences import NO_SHEET, STATE_LABELS
from agence_desktop.positions.standing import Standing

if TYPE_CHECKING:
    from agence_desktop.positions.queries.posts import UnitPost

CHIPS: Mapping[SheetState | None, tuple[str, Look]] = {
    None: ("file-remove-outline", Look.NO_SHOW),
    SheetState.DRAFT: ("file-document-edit-outline", Look.REQUESTED),
    SheetState.SUBMITTED: ("inbox-arrow-down", Look.WAITING),
    SheetState.RETURNED: ("reply", Look.OUTSIDE),
    SheetState.APPROVED: ("file-check-outline", Look.CONFIRMED),
    SheetState.ACKNOWLEDGED: ("check-all", Look.PRESENT),
    SheetState.TO_REVIEW: ("calendar-alert", Look.LATE),
}
"""Icon and look of the state of a sheet."""


@dataclass(frozen=True, slots=True)
class PostLine:
    """One position measured on a day."""

    position: PositionRow
    standing: Standing
    measures: Measures

    @property
    def holder(self) -> str:
        """The name of the holder, or « vacant »."""
        return self.position.holder.name if self.position.holder else texts.VACANT

    @property
    def overdue(self) -> bool:
        """Whether the date of the review is past."""
        return self.standing.overdue > 0


@dataclass(frozen=True, slots=True)
class Register:
    """The positions of a scope as they were read on a day, by unit and number; ``posts`` is what was
    measured.
    """

    today: date
    lines: tuple[PostLine, ...]
    posts: tuple[Post, ...]


def post_lines(
    found: Iterable[UnitPost], standings: Mapping[int, Standing], today: date
) -> tuple[PostLine, ...]:
    """Positions with the standing of their sheets, measured on a day."""
    return tuple(
        PostLine(one.position, standings[one.position.id], measure(one.post, today)) for one in found
    )


def state_words(standing: Standing) -> str:
    """« Approuvée », « Sans fiche »."""
    return STATE_LABELS[standing.state] if standing.state is not None else NO_SHEET


def state_chip(standing: Standing) -> Chip:
    """The state of the sheet as a chip; a review that is overdue is red."""
    icon, look = CHIPS[standing.state]
    known = standing.state is SheetState.ACKNOWLEDGED
    word = texts.ACKNOWLEDGED if known else state_words(standing)
    return Chip(word, icon, Look.TAKEN if standing.overdue else look)
