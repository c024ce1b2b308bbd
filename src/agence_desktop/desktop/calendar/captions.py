"""What is written on a block of a given size: an acronym is never cut."""

from __future__ import annotations

from enum import Enum, auto

from agence_desktop.desktop.calendar.metrics import Metrics


class Caption(Enum):
    """What there is room for."""

    NOTHING = auto()
    ICON = auto()
    STACKED = auto()
    """The acronym above the icon."""
    LINE = auto()
    """The icon and the acronym on one line."""
    FULL = auto()
    """The icon and the acronym, the purpose below."""


def caption(width: float, height: float, label: str, inset: float, metrics: Metrics) -> Caption:
    """The fullest caption that fits: ``inset`` is what bars and margins take of the width.

    Under 32 px the icon, from 32 the acronym above the icon, from 64 all of it (at 100 %).
    """
    room = width - inset
    # Alone, the icon may use the margins.
    if room + metrics.pad < metrics.icon or height < metrics.icon:
        return Caption.NOTHING
    if width < metrics.narrow or not label:
        return Caption.ICON
    label_width = metrics.strong.width(label)
    beside = metrics.icon + metrics.gap + label_width <= room
    if height < 2 * metrics.line:
        return Caption.LINE if beside else Caption.ICON
    if width >= metrics.wide and beside:
        return Caption.FULL
    return Caption.STACKED if label_width <= room else Caption.ICON
