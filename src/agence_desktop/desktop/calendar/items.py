"""What the calendars show: plain frozen values, filled by the slices and read by geometry and painting."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from enum import StrEnum
from zoneinfo import ZoneInfo

from agence_desktop.core.clock import QUEBEC
from agence_desktop.core.spans import Span


class Style(StrEnum):
    """How a block looks: each has its own icon and pattern, so that no meaning rests on colour."""

    FIRM = "firm"
    """Fill and a bar of 4 px (confirmée)."""
    TENTATIVE = "tentative"
    """Dashes on bare ground (demandée, provisoire)."""
    WAITING = "waiting"
    """Dots (liste d’attente, offerte)."""
    ATTENDED = "attended"
    """Double bar (présence notée)."""
    DONE = "done"
    """Plain grey (terminée)."""
    MISSED = "missed"
    """Outline (non-présentation)."""
    CANCELLED = "cancelled"
    """Struck text (annulée, refusée)."""
    CLOSED = "closed"
    """Cross-hatch (fermeture)."""
    ABSENT = "absent"
    """Hatch (absence, hors contrat)."""
    LINKED = "linked"
    """Thin hatch: caused by the other level of a divisible room."""


FREEING = frozenset({Style.MISSED, Style.CANCELLED})
"""Styles that leave the time free for somebody else."""

BACKGROUND = frozenset({Style.CLOSED, Style.ABSENT, Style.LINKED, Style.CANCELLED})
"""Styles that never widen the hours shown nor open a folded day."""


@dataclass(frozen=True, slots=True)
class Mark:
    """An icon of the row header and the word that says it: ``Mark("wifi", "Wi-Fi")``."""

    icon: str
    word: str


@dataclass(frozen=True, slots=True)
class Group:
    """A band above rows that fold together: a site, a team."""

    key: str
    title: str
    subtitle: str = ""


@dataclass(frozen=True, slots=True)
class Row:
    """A line of the planning: a room, a person.

    ``note`` stands at the right of the title (« 12 pers. »), ``mark`` before it, ``marks`` on the next line,
    ``detail`` on a third one where rows are as high as that. ``grid_minutes`` is the step of starts and
    lengths; ``zone`` the clock of the place.
    """

    key: str
    title: str
    subtitle: str = ""
    note: str = ""
    mark: Mark | None = None
    marks: tuple[Mark, ...] = ()
    group: str = ""
    indent: int = 0
    grid_minutes: int = 30
    zone: ZoneInfo = QUEBEC
    detail: str = ""

    def __post_init__(self) -> None:
        if self.grid_minutes < 1:
            raise ValueError("the grid of a row is at least one minute")


@dataclass(frozen=True, slots=True)
class Block:
    """A booking, closure or absence on a row.

    ``label`` is the acronym, never cut; ``text`` the purpose; ``state`` the state in words (« confirmée »).
    ``before_minutes`` and ``after_minutes`` are the buffers. ``opens`` is the key given to ``open_requested``
    where it is another record than the block itself: a linked block opens the booking that causes it.
    ``detail`` is added to the tooltip.
    """

    key: str
    row_key: str
    span: Span
    style: Style
    label: str
    text: str = ""
    state: str = ""
    before_minutes: int = 0
    after_minutes: int = 0
    editable: bool = True
    opens: str = ""
    detail: str = ""

    @property
    def busy(self) -> Span:
        """The span with its buffers."""
        if not (self.before_minutes or self.after_minutes):
            return self.span
        return self.span.widened(self.before_minutes, self.after_minutes)

    @property
    def movable(self) -> bool:
        """Whether it may be moved or resized here."""
        return self.editable and self.style not in BACKGROUND

    @property
    def opened_key(self) -> str:
        """The key of the record that opening it shows."""
        return self.opens or self.key

    def at(self, row_key: str, span: Span) -> Block:
        """The same block elsewhere: the look of its ghost."""
        return replace(self, row_key=row_key, span=span)


@dataclass(frozen=True, slots=True)
class Day:
    """A day of the range; a ``folded`` one is a narrow column.

    ``name`` (« Action de grâces, férié ») is written upright in it, ``short`` (« férié ») under its date.
    """

    date: date
    folded: bool = False
    name: str = ""
    short: str = ""


@dataclass(frozen=True, slots=True)
class Ghost:
    """The answer to ``ghost_requested``: whether the target is free and, if not, why and what would do.

    ``title`` (« Impossible ici : salle prise »), ``message`` and ``hint`` are complete sentences.
    """

    row_key: str
    span: Span
    ok: bool
    title: str = ""
    message: str = ""
    hint: str = ""


@dataclass(frozen=True, slots=True)
class Load:
    """How far a person is taken over a span, written below their blocks (« 60 + 40 »).

    ``firm`` and ``tentative`` are shares of a full day, from 0 on; ``short`` stands where ``text`` finds no
    room, ``words`` says it to a screen reader.
    """

    span: Span
    text: str
    firm: float = 0.0
    tentative: float = 0.0
    words: str = ""
    short: str = ""


Loads = Mapping[str, tuple[Load, ...]]
"""Row key → its loads by time, without overlap."""

Closed = Mapping[str, tuple[Span, ...]]
"""Row key → spans outside the hours of its site, shaded; rows of one site share one tuple."""


def days_between(
    first: date, last: date, names: Mapping[date, tuple[str, str]] | None = None
) -> tuple[Day, ...]:
    """Every day from ``first`` to ``last`` inclusive; those in ``names`` (name, short word) are folded."""
    named = names or {}
    count = (last - first).days + 1
    dates = [first + timedelta(days=offset) for offset in range(count)]
    return tuple(Day(each, True, *named[each]) if each in named else Day(each) for each in dates)


def working_days(days: Iterable[Day]) -> tuple[Day, ...]:
    """The days without Saturdays and Sundays."""
    return tuple(day for day in days if day.date.weekday() < 5)
