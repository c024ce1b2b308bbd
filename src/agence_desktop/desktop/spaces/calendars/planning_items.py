"""What a calendar of rooms shows, worked out from what was read: no widget, no clock, no database."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from zoneinfo import ZoneInfo

from agence_desktop.core.clock import QUEBEC, to_wall
from agence_desktop.core.roles import Actor
from agence_desktop.desktop.calendar.axis import Hours
from agence_desktop.desktop.calendar.items import Block, Closed, Day, Group, Row, Style
from agence_desktop.desktop.calendar.month_scene import month_days
from agence_desktop.desktop.calendar.periods import Period, Reach
from agence_desktop.desktop.spaces.calendars.planning_blocks import blocks_of, busy_dates
from agence_desktop.desktop.spaces.calendars.planning_hours import (
    ClosedSpans,
    days_shown,
    hours_shown,
    open_hours,
)
from agence_desktop.desktop.spaces.calendars.planning_rows import rows_of
from agence_desktop.desktop.spaces.gateway import Agenda


@dataclass(frozen=True, slots=True)
class Picture:
    """All that a calendar view is given."""

    rows: tuple[Row, ...]
    groups: tuple[Group, ...]
    blocks: tuple[Block, ...]
    closed: Closed
    days: tuple[Day, ...]
    hours: Hours
    zone: ZoneInfo

    @property
    def last(self) -> date | None:
        """The last day shown."""
        return self.days[-1].date if self.days else None


def picture(agenda: Agenda, shown: Sequence[int], period: Period, actor: Actor, now: datetime) -> Picture:
    """These rooms over a period, as this person may see and change them."""
    reference = agenda.reference
    facts = [reference.facts[space_id] for space_id in shown]
    observed = reference.directory.observed
    rows, groups = rows_of(reference, shown)
    zone = shared_zone(agenda, shown)
    hours = [open_hours(one, reference.site(one.space_id)) for one in facts]
    names = {day: (f"{name}, férié", "férié") for day, name in observed.items()}
    if period.reach is Reach.MONTH:
        days = month_days(period.first, names)
    else:
        days = days_shown(
            period.dates(),
            hours,
            observed,
            busy_dates(agenda, set(shown), lambda instant: to_wall(instant, zone).date()),
            holidays_open=any(one.terms.holidays_open for one in facts),
            alone=period.reach is Reach.DAY,
        )
    spans = ClosedSpans(period.first, period.last, observed)
    closed = {
        str(one.space_id): spans.of(open_, one.zone, holidays_open=bool(one.terms.holidays_open))
        for one, open_ in zip(facts, hours, strict=True)
    }
    blocks = blocks_of(agenda, shown, actor, now)
    if period.reach is Reach.MONTH:
        # A month tells of bookings, each once; what they do to the other levels of a room is for the week.
        blocks = tuple(block for block in blocks if block.style is not Style.LINKED)
    return Picture(
        rows,
        groups,
        blocks,
        closed,
        days,
        hours_shown(hours, days),
        zone,
    )


def shared_zone(agenda: Agenda, shown: Collection[int]) -> ZoneInfo:
    """The clock of the view: that of the rooms where they have one in common, otherwise Québec's."""
    zones = {agenda.reference.zone(space_id) for space_id in shown}
    return zones.pop() if len(zones) == 1 else QUEBEC
