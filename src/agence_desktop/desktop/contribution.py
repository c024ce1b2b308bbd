"""What a slice hands to the shell: its rail entry, places, commands, share of « Ma journée » and search."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from agence_desktop.desktop.command import Command, Late, Menu, PlaceCommands, Role, on_place, where_place

if TYPE_CHECKING:
    from agence_desktop.desktop.day import DayPane, NewsFeed, SiteSource
    from agence_desktop.desktop.drafts import Draft
    from agence_desktop.desktop.places import PlaceSpec, State, Target, Workbench

__all__ = [
    "Command",
    "Contribution",
    "Counts",
    "DraftOpener",
    "Late",
    "Menu",
    "PlaceCommands",
    "Role",
    "SearchHit",
    "SearchProvider",
    "on_place",
    "where_place",
]


@dataclass(frozen=True, slots=True)
class SearchHit:
    """One answer of the palette: two lines, an icon and where it leads."""

    title: str
    detail: str
    icon: str
    target: Target


@dataclass(frozen=True, slots=True)
class SearchProvider:
    """Finds records for the palette: ``find(text, limit)`` runs on the database thread."""

    group: str
    find: Callable[[str, int], Sequence[SearchHit]]


@dataclass(frozen=True, slots=True)
class DraftOpener:
    """Takes up a draft of one kind in the form it came from."""

    kind: str
    open: Callable[[Workbench, Draft], object]


@dataclass(frozen=True, slots=True)
class Counts:
    """The badges of a slice: ``load`` runs on the database thread;
    place key → number, "" for the rail entry.
    """

    load: Callable[[], Mapping[str, int]]
    topics: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Contribution:
    """One slice, as the shell sees it. ``order`` sorts the rail;
    ``menu`` names the slice's own menu, with mnemonic.

    ``panes`` and ``news`` are its share of « Ma journée », ``sites`` the buildings of which one chooses one’s
    own there. ``samples`` names a record for each page of a record (place key → state), for pictures and
    visits of every screen; it runs on the database thread.
    """

    key: str
    word: str
    icon: str
    order: int
    places: tuple[PlaceSpec, ...]
    menu: str = ""
    commands: tuple[Command, ...] = ()
    panes: tuple[DayPane, ...] = ()
    news: NewsFeed | None = None
    sites: SiteSource | None = None
    search: tuple[SearchProvider, ...] = ()
    counts: Counts | None = None
    drafts: tuple[DraftOpener, ...] = ()
    samples: Callable[[], Mapping[str, State]] | None = None
