"""The planning from top to bottom: groups and rows, some folded away, and what stands at a height."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field

from agence_desktop.desktop.calendar.items import Group, Row


@dataclass(frozen=True, slots=True)
class Band:
    """A strip of the planning: a row, or the title of a group when ``row`` is None."""

    top: int
    height: int
    group: Group | None
    row: Row | None

    @property
    def bottom(self) -> int:
        return self.top + self.height


@dataclass(frozen=True)
class Bands:
    """All strips from top to bottom; ``rows`` are the rows not folded away, in order."""

    bands: tuple[Band, ...] = ()
    runs: tuple[tuple[int, int], ...] = field(init=False, repr=False)
    """Top and bottom of each unbroken run of rows between titles."""
    _tops: list[int] = field(init=False, repr=False)
    _by_row: dict[str, int] = field(init=False, repr=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "runs", tuple(stretches(self.bands)))
        object.__setattr__(self, "_tops", [band.top for band in self.bands])
        found = {band.row.key: at for at, band in enumerate(self.bands) if band.row is not None}
        object.__setattr__(self, "_by_row", found)

    @property
    def height(self) -> int:
        return self.bands[-1].bottom if self.bands else 0

    def between(self, top: float, bottom: float) -> tuple[Band, ...]:
        """The bands that touch the strip from ``top`` to ``bottom``."""
        if not self.bands or bottom <= top:
            return ()
        first = max(bisect_right(self._tops, top) - 1, 0)
        last = bisect_right(self._tops, bottom)
        return tuple(band for band in self.bands[first:last] if band.bottom > top and band.top < bottom)

    def at(self, y: float) -> Band | None:
        """The band at a height, or None above and below all."""
        index = bisect_right(self._tops, y) - 1
        return self.bands[index] if index >= 0 and y < self.bands[index].bottom else None

    def nearest_row(self, y: float) -> Band | None:
        """The row at a height, or the closest one; None without rows."""
        rows = [band for band in self.bands if band.row is not None]
        return min(rows, key=lambda band: max(band.top - y, y - band.bottom + 1, 0), default=None)

    def of(self, row_key: str) -> Band | None:
        """The band of a row, or None when it is unknown or folded away."""
        index = self._by_row.get(row_key)
        return None if index is None else self.bands[index]

    def neighbour(self, row_key: str, step: int) -> Row | None:
        """The row ``step`` rows further down (up when negative), first or last at most; None if none."""
        keys = list(self._by_row)
        if not keys:
            return None
        at = keys.index(row_key) if row_key in self._by_row else 0
        return self.bands[self._by_row[keys[min(max(at + step, 0), len(keys) - 1)]]].row


def arrange(
    rows: Sequence[Row],
    groups: Sequence[Group],
    collapsed: AbstractSet[str],
    row_height: Callable[[Row], int],
    group_height: int,
) -> Bands:
    """Stack the rows under their groups, in the order of ``groups``; rows of no listed group come first."""
    known = {group.key for group in groups}
    members: dict[str, list[Row]] = {}
    for row in rows:
        members.setdefault(row.group if row.group in known else "", []).append(row)
    bands: list[Band] = []
    top = 0
    for group in (None, *groups):
        lines = members.get(group.key if group else "", [])
        if group is not None and lines:
            bands.append(Band(top, group_height, group, None))
            top += group_height
            if group.key in collapsed:
                continue
        for row in lines:
            bands.append(Band(top, row_height(row), group, row))
            top = bands[-1].bottom
    return Bands(tuple(bands))


def stretches(bands: Sequence[Band]) -> list[tuple[int, int]]:
    """Top and bottom of each unbroken run of rows between group titles."""
    runs: list[tuple[int, int]] = []
    for band in bands:
        if band.row is None:
            continue
        if runs and runs[-1][1] == band.top:
            runs[-1] = (runs[-1][0], band.bottom)
        else:
            runs.append((band.top, band.bottom))
    return runs
