"""Times of the oracle: wall clocks are naive datetimes, instants are whole minutes since 1970."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from functools import cache
from zoneinfo import ZoneInfo

Minute = int
"""An instant."""

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


@cache
def instant(wall: datetime, zone: str) -> Minute:
    """A non-existent time moves forward by the gap, an ambiguous one is the first."""
    for at in _readings(wall, zone):
        if shown(at, zone) == wall:
            return at
    # In a gap: what clocks would show had they not been moved.
    eve = instant(wall - timedelta(days=1), zone)
    return eve + 24 * 60


def _readings(wall: datetime, zone: str) -> list[Minute]:
    offsets = {
        (wall + timedelta(days=day)).replace(tzinfo=ZoneInfo(zone)).utcoffset() or timedelta(0)
        for day in (-2, -1, 0, 1, 2)
    }
    return sorted(minutes(wall.replace(tzinfo=UTC) - offset) for offset in offsets)


def minutes(moment: datetime) -> Minute:
    """The instant of an aware datetime."""
    return round((moment - _EPOCH).total_seconds()) // 60


@cache
def shown(at: Minute, zone: str) -> datetime:
    """What clocks show at an instant."""
    return (_EPOCH + timedelta(minutes=at)).astimezone(ZoneInfo(zone)).replace(tzinfo=None, fold=0)


def written(at: Minute, zone: str) -> str:
    """``2026-12-01T09:00-05:00``."""
    moment = (_EPOCH + timedelta(minutes=at)).astimezone(ZoneInfo(zone))
    offset = round((moment.utcoffset() or timedelta(0)).total_seconds()) // 60
    hours, rest = divmod(abs(offset), 60)
    return f"{moment:%Y-%m-%dT%H:%M}{'-' if offset < 0 else '+'}{hours:02d}:{rest:02d}"


def slot(start: datetime, end: datetime, zone: str) -> tuple[Minute, Minute]:
    """Two wall clocks as instants; where nothing is left, the end is the start and the wall-clock length."""
    first, last = instant(start, zone), instant(end, zone)
    return first, last if last > first else first + round((end - start).total_seconds()) // 60


def read_wall(text: str) -> datetime | None:
    """``2026-12-01T09:00``, with a space instead of T, with seconds 00; else None."""
    for form in ("%Y-%m-%dT%H:%M", "%Y-%m-%d %H:%M", "%Y-%m-%dT%H:%M:%S", "%Y-%m-%d %H:%M:%S"):
        try:
            wall = datetime.strptime(text, form)  # noqa: DTZ007 - a wall clock
        except ValueError:
            continue
        written_out = len(text) in (16, 19)
        return wall if written_out and wall.second == 0 else None
    return None
