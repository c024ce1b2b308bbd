"""Columns: how one field of a frozen row is shown, sorted, copied and aligned."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, Generic, TypeVar

R = TypeVar("R")


class Align(StrEnum):
    """Text starts at the left, numbers end at the right."""

    LEFT = "left"
    RIGHT = "right"
    CENTER = "center"


class Look(StrEnum):
    """State of a chip: colour and outline; the word and icon say the same."""

    FREE = "libre"
    CONFIRMED = "confirmee"
    REQUESTED = "demandee"
    WAITING = "attente"
    PRESENT = "presence"
    DONE = "terminee"
    NO_SHOW = "non_presentation"
    CANCELLED = "annulee"
    TAKEN = "prise"
    CLOSED = "fermee"
    OUTSIDE = "hors_modalites"
    LATE = "retard"
    NEUTRAL = "neutre"


@dataclass(frozen=True, slots=True)
class Chip:
    """A state as people read it: a word, its icon and its look."""

    word: str
    icon: str
    look: Look = Look.NEUTRAL


class Fill(StrEnum):
    """How the filled part of a meter is drawn: told apart without colour."""

    SOLID = "plein"
    DENSE = "serre"
    LIGHT = "clair"
    DOTS = "points"


@dataclass(frozen=True, slots=True)
class Meter:
    """A share, from 0 to 1, as a bar beside its number; ``tall`` is the bar of the subject of a list."""

    share: float
    fill: Fill = Fill.SOLID
    tall: bool = False


@dataclass(frozen=True, slots=True)
class Deed:
    """What a cell offers to do with its row, as a small button; ``sentence`` says it in a menu."""

    word: str
    icon: str
    sentence: str


# Without slots: Python 3.11 cannot make ``Column[Row](…)`` of a frozen dataclass that has them.
@dataclass(frozen=True)
class Column(Generic[R]):
    """One column over rows of type R.

    ``text`` gives what is shown, copied and filtered. ``sort`` gives the sort key where text does not sort
    well (dates, numbers; None comes last); without it the text is sorted as French is. ``chip`` draws a
    state, ``detail`` a second line, ``aside`` a short text at the end of the first one, ``icon`` an icon
    before the text, ``ink`` the token of its colour,
    ``strong`` makes it the subject of the line, ``help`` smaller and less loud. ``ending`` leaves a long text
    its last words: names that begin alike are told apart by their end. ``deed`` draws a small button instead
    of the text; ``linked`` names the part of the text that is drawn as a link (a click on it opens the row),
    ``lead`` the part that is the subject. ``meter`` draws a bar at the right of the text; ``head`` stands in
    the header for a title that takes two lines there.
    """

    key: str
    title: str
    text: Callable[[R], str]
    sort: Callable[[R], Any] | None = None
    detail: Callable[[R], str] | None = None
    aside: Callable[[R], str] | None = None
    chip: Callable[[R], Chip | None] | None = None
    icon: Callable[[R], str] | None = None
    ink: Callable[[R], str] | None = None
    tip: Callable[[R], str] | None = None
    align: Align = Align.LEFT
    width: int = 120
    stretch: bool = False
    deed: Callable[[R], Deed | None] | None = None
    linked: Callable[[R], str] | None = None
    lead: Callable[[R], str] | None = None
    strong: bool = False
    help: bool = False
    hidden: bool = False
    ending: bool = False
    meter: Callable[[R], Meter | None] | None = None
    head: str = ""
