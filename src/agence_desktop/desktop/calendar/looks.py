"""How each style looks: ground, edge, ink, pattern and icon, by the names of tokens."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum, auto
from types import MappingProxyType

from agence_desktop.desktop.calendar.items import Style


class Edge(Enum):
    """The outline of a block."""

    SOLID = auto()
    DASHED = auto()
    DOTTED = auto()


class Fill(Enum):
    """The pattern over the ground of a block."""

    PLAIN = auto()
    DOTS = auto()
    HATCH = auto()
    CROSS = auto()
    THIN = auto()


@dataclass(frozen=True, slots=True)
class Look:
    """Token names and patterns; ``bars`` stand at the left edge, ``tint`` colours edge, bars and icon."""

    icon: str
    ground: str
    tint: str
    text: str = "text"
    mark: str = "text"
    edge: Edge = Edge.SOLID
    fill: Fill = Fill.PLAIN
    bars: int = 0
    struck: bool = False


LOOKS: Mapping[Style, Look] = MappingProxyType(
    {
        Style.FIRM: Look("check-circle", "block", "accent", bars=1),
        Style.TENTATIVE: Look("help-circle-outline", "surface", "warning", "warning", "warning", Edge.DASHED),
        Style.WAITING: Look("timer-sand", "surface", "hatch", edge=Edge.DOTTED, fill=Fill.DOTS),
        Style.ATTENDED: Look("account-check", "ok_ground", "ok", mark="ok", bars=2),
        Style.DONE: Look("check-all", "done", "outline"),
        Style.MISSED: Look("account-off", "surface", "danger", "danger", "danger"),
        Style.CANCELLED: Look(
            "close-circle-outline", "surface", "line", "secondary", "secondary", struck=True
        ),
        Style.CLOSED: Look("door-closed", "closed", "hatch", fill=Fill.CROSS),
        Style.ABSENT: Look("account-arrow-right-outline", "closed", "hatch", fill=Fill.HATCH),
        Style.LINKED: Look("link-variant", "surface", "line", "secondary", "secondary", fill=Fill.THIN),
    }
)
