"""Until when a host decides a request (domain § 3, host inbox)."""

from __future__ import annotations

from collections.abc import Set
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from agence_desktop.core.calendars import add_working_days
from agence_desktop.core.clock import to_instant, to_wall

WORKING_DAYS = 2


def decision_deadline(
    requested_at: datetime, start: datetime, notice_minutes: int | None, zone: ZoneInfo, observed: Set[date]
) -> datetime:
    """Two working days after the request on the site’s wall clock, or the start minus the notice if sooner.

    Instants are aware. What is asked for when no notice is left is due at once: at the request, never before.
    """
    asked = to_wall(requested_at, zone)
    day = add_working_days(asked.date(), WORKING_DAYS, observed)
    usual = to_instant(datetime.combine(day, asked.time()), zone)
    latest = start - timedelta(minutes=notice_minutes or 0)
    return max(min(usual, latest), requested_at)


def is_pressing(deadline: datetime, now: datetime, zone: ZoneInfo) -> bool:
    """Whether a decision is due today, or was due before."""
    return to_wall(deadline, zone).date() <= to_wall(now, zone).date()
