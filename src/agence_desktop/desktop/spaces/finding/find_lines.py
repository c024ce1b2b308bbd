"""The lines of « Trouver un espace » as plain values: what can be taken, what cannot and why."""

from __future__ import annotations

from dataclasses import dataclass

from agence_desktop.desktop.calendar.axis import Hours
from agence_desktop.desktop.calendar.items import Mark
from agence_desktop.desktop.spaces.finding.day_strip import Strip
from agence_desktop.desktop.spaces.finding.find_links import Link
from agence_desktop.desktop.spaces.seeds import BookingSeed


@dataclass(frozen=True, slots=True)
class RoomWords:
    """What every line tells of a room."""

    space_id: int
    name: str
    where: str
    seats: str
    spare: str
    marks: tuple[Mark, ...]


@dataclass(frozen=True, slots=True)
class OfferLine:
    """A room that can be taken: by rank where it fits, else by what gives (``what``, ``slot``, ``more``)."""

    room: RoomWords
    rank: int
    price: str
    note: str
    strip: Strip
    action: str
    seed: BookingSeed
    spoken: str
    icon: str = ""
    what: str = ""
    slot: str = ""
    more: str = ""


@dataclass(frozen=True, slots=True)
class OtherLine:
    """A room that cannot: why, and what would let it answer."""

    space_id: int
    icon: str
    name: str
    town: str
    why: str
    link: Link | None
    spoken: str


@dataclass(frozen=True, slots=True)
class Results:
    """All lines, and what stands above them; ``hours`` is what the strips show of the day."""

    title: str
    detail: str
    fits: tuple[OfferLine, ...]
    near: tuple[OfferLine, ...]
    others: tuple[OtherLine, ...]
    hours: Hours
