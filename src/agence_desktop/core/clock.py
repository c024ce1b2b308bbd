"""Instants and wall clocks: the one place where a local time becomes an instant and back."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import NamedTuple, Protocol
from zoneinfo import ZoneInfo

from agence_desktop.core.spans import Span

QUEBEC = ZoneInfo("America/Toronto")


class Clock(Protocol):
    """Gives the present instant, aware, in UTC."""

    def now(self) -> datetime: ...


class SystemClock:
    """The clock of this computer."""

    def now(self) -> datetime:
        return datetime.now(UTC)


class FixedClock(NamedTuple):
    """A clock that stands still, for replayed cases."""

    instant: datetime

    def now(self) -> datetime:
        return self.instant.astimezone(UTC)


def to_wall(instant: datetime, zone: ZoneInfo) -> datetime:
    """The naive wall clock shown in ``zone`` at an aware instant."""
    return instant.astimezone(zone).replace(tzinfo=None, fold=0)


def exists(wall: datetime, zone: ZoneInfo) -> bool:
    """Whether clocks in ``zone`` ever show this naive wall clock."""
    return to_wall(wall.replace(tzinfo=zone, fold=0).astimezone(UTC), zone) == wall


def to_instant(wall: datetime, zone: ZoneInfo) -> datetime:
    """The UTC instant of a naive wall clock.

    A time that does not exist moves forward by the gap; an ambiguous one is the first (domain § 3, rule 2).
    """
    # fold=0 reads a time inside a gap with the offset before it: that is the move forward by the gap.
    return wall.replace(tzinfo=zone, fold=0).astimezone(UTC)


def place(start: datetime, end: datetime, zone: ZoneInfo) -> Span:
    """The instants of two naive wall clocks, ``end`` after ``start``.

    Where the change of clocks leaves nothing, the end is the start plus the wall-clock length.
    """
    first, last = to_instant(start, zone), to_instant(end, zone)
    return Span(first, last if last > first else first + (end - start))


def local_midnight(instant: datetime, zone: ZoneInfo) -> bool:
    """Whether clocks in ``zone`` show 00:00 at this instant."""
    wall = to_wall(instant, zone)
    return wall == wall.replace(hour=0, minute=0, second=0, microsecond=0)


def local_days(span: Span, zone: ZoneInfo) -> int:
    """How many local calendar days the span touches; an end at midnight does not touch the next day."""
    first = to_wall(span.start, zone).date()
    last = to_wall(span.end - timedelta(microseconds=1), zone).date()
    return (last - first).days + 1
