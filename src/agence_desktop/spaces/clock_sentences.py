"""What is said of hours that the clocks of a site skip: they are taken, moved forward, and that is told."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date, datetime
from zoneinfo import ZoneInfo

from agence_desktop.core.clock import exists, place, to_wall
from agence_desktop.core.french import NBSP, format_date, format_end_time, format_time
from agence_desktop.spaces.finding import Findings, Need
from agence_desktop.spaces.finding_series import SeriesFindings
from agence_desktop.spaces.rows import BookingDraft


def skipped_hours(start: datetime, end: datetime, zone: ZoneInfo) -> str:
    """« Le 14 mars 2027, 2 h 30 n’existe pas (passage à l’heure avancée) : la séance commence à 3 h 30. »

    Empty where clocks in ``zone`` show both naive wall clocks.
    """
    span = place(start, end, zone)
    moved = (
        (start, to_wall(span.start, zone), "commence"),
        (end, to_wall(span.end, zone), "finit"),
    )
    return " ".join(
        f"Le {format_date(wall.date(), weekday=False)}, {format_time(wall)} n’existe pas (passage à l’heure "
        f"avancée){NBSP}: la séance {verb} à {(format_end_time if verb == 'finit' else format_time)(placed)}."
        for wall, placed, verb in moved
        if not exists(wall, zone)
    )


def skipped_hours_found(
    found: Findings | SeriesFindings, need: Need, zone: Callable[[int], ZoneInfo]
) -> tuple[str, ...]:
    """The same for what was looked for, on the clocks of the spaces that fit, or of all where none does."""
    starts = found.walls if isinstance(found, SeriesFindings) else (need.start,)
    fitting = [one for one in found.spaces if one.fits]
    zones = {zone(one.space_id) for one in fitting or found.spaces}
    told = (
        skipped_hours(start, start + (need.end - need.start), one)
        for start in starts
        for one in sorted(zones, key=str)
    )
    return tuple(dict.fromkeys(filter(None, told)))


def skipped_hours_of(draft: BookingDraft, days: Iterable[date], zone: ZoneInfo) -> tuple[str, ...]:
    """The same for the dates of a request that fall on these local days and for those added to its rule."""
    length = draft.end - draft.start
    walls = {datetime.combine(day, draft.start.time()) for day in days}.union(draft.rdates)
    told = (skipped_hours(wall, wall + length, zone) for wall in sorted(walls))
    return tuple(sentence for sentence in told if sentence)
