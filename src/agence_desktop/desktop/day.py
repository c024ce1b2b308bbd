"""What a slice gives to « Ma journée »: panes, figures of the strip, news since the last visit, buildings.

Everything here is read on the database thread, for one ``DayScope``; the shell lays it out and knows no
slice. A slice with something for the day makes a ``DayPane`` for each of its tables, and a ``NewsFeed``.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from agence_desktop.desktop.places import Target, Workbench
from agence_desktop.desktop.widgets.columns import Column

ROWS = 12
"""How many rows a pane shows; of the others it tells the number."""


@dataclass(frozen=True, slots=True)
class DayScope:
    """What the day is about: ids of buildings (empty: all), and since when (aware) changes are new."""

    sites: frozenset[int]
    since: datetime


@dataclass(frozen=True, slots=True)
class DayFigure:
    """One number of the strip: how many, of what, and how pressing (a token: accent, danger…)."""

    icon: str
    count: int
    words: str
    ink: str = "accent"


@dataclass(frozen=True, slots=True)
class DayRemark:
    """A sentence under a table, and where its link leads."""

    icon: str
    sentence: str
    word: str
    target: Target


@dataclass(frozen=True, slots=True)
class DayLines:
    """What a pane shows: at most ``ROWS`` rows of ``total``, and what it adds to the strip.

    ``title`` stands for that of the pane where it depends on what was read.
    """

    rows: Sequence[Any]
    total: int
    figures: tuple[DayFigure, ...] = ()
    remark: DayRemark | None = None
    title: str = ""


@dataclass(frozen=True, slots=True)
class DayPane:
    """One pane of « Ma journée »: a table of rows that open their record.

    ``load`` runs on the database thread; ``topics`` are the changes that concern it; ``side`` is the column
    (0 wide, 1 narrow); ``link`` is the word at the right of its header and where it leads, or what it does.
    ``act`` does what the button of a cell (``Column.deed``) says. ``row_key`` tells the same record read
    again; ``headed`` is whether columns are titled.
    """

    key: str
    title: str
    icon: str
    columns: tuple[Column[Any], ...]
    load: Callable[[DayScope], DayLines]
    open_row: Callable[[Workbench, Any], object]
    empty: str
    topics: frozenset[str] = frozenset()
    link: tuple[str, Target | Callable[[], object]] | None = None
    side: int = 0
    act: Callable[[Workbench, Any], object] | None = None
    row_key: Callable[[Any], Any] = lambda row: row
    headed: bool = True


@dataclass(frozen=True, slots=True)
class NewsLine:
    """What somebody else did: « Julie Tremblay a déplacé R-2026-000402 du 15 au 16 octobre ».

    ``link`` is the part of the sentence that leads to the record; ``at`` is aware.
    """

    at: datetime
    icon: str
    sentence: str
    link: str
    target: Target


@dataclass(frozen=True, slots=True)
class News:
    """The latest lines, and how many there are since the last visit."""

    lines: Sequence[NewsLine]
    total: int


@dataclass(frozen=True, slots=True)
class NewsFeed:
    """Tells what others changed: ``load(scope, limit)`` runs on the database thread."""

    load: Callable[[DayScope, int], News]
    topics: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class SiteChoice:
    """A building that may be chosen, under its region."""

    id: int
    name: str
    region: str


@dataclass(frozen=True, slots=True)
class Sites:
    """The buildings there are, by region and name, and those of this person until they choose."""

    choices: tuple[SiteChoice, ...] = ()
    usual: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True)
class SiteSource:
    """Where the buildings come from: ``load`` runs on the database thread."""

    load: Callable[[], Sites]
    topics: frozenset[str] = frozenset()
