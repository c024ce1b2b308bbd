"""Daily loads of members added up by day or by week, and their utilisation: exact, no widget."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, datetime, time, timedelta
from fractions import Fraction

from agence_desktop.core.calendars import week_start
from agence_desktop.core.clock import QUEBEC, place
from agence_desktop.core.spans import Span
from agence_desktop.desktop.calendar.items import Load
from agence_desktop.desktop.teams.timeline import texts
from agence_desktop.teams.rows import DayLoad

FULL = 10_000
"""A full day, in hundredths of a percent."""


def days_span(first: date, end: date) -> Span:
    """The instants of the days from ``first`` up to, and without, ``end``."""
    return place(datetime.combine(first, time()), datetime.combine(end, time()), QUEBEC)


def percent(basis_points: Fraction | int) -> int:
    """Hundredths of a percent as a whole percentage, half up."""
    return int((Fraction(basis_points) / 100 + Fraction(1, 2)) // 1)


def by_member(loads: Iterable[DayLoad]) -> dict[int, list[DayLoad]]:
    """The loads of each member, by day."""
    found: dict[int, list[DayLoad]] = {}
    for load in loads:
        found.setdefault(load.member_id, []).append(load)
    for mine in found.values():
        mine.sort(key=lambda each: each.day)
    return found


def feet(mine: Sequence[DayLoad], days: Sequence[date], *, weekly: bool, tentative: bool) -> tuple[Load, ...]:
    """What is written below one member, a load for each week or each day that is shown."""
    by_day = {load.day: load for load in mine}
    parts: dict[date, list[date]] = {}
    for day in days:
        parts.setdefault(week_start(day) if weekly else day, []).append(day)
    made = []
    for shown in parts.values():
        held = [by_day[day] for day in shown if day in by_day and by_day[day].capacity_bp > 0]
        made.append(_foot(shown, held, tentative=tentative))
    return tuple(made)


def _foot(shown: Sequence[date], held: Sequence[DayLoad], *, tentative: bool) -> Load:
    """The mean over the days on which there is any capacity; « – » where there is none."""
    span = days_span(shown[0], shown[-1] + timedelta(days=1))
    if not held:
        return Load(span, texts.NO_CAPACITY, words=texts.NO_CAPACITY_SAID)
    firm = Fraction(sum(load.firm_bp for load in held), len(held))
    hoped = Fraction(sum(load.tentative_bp for load in held), len(held)) if tentative else Fraction(0)
    return Load(
        span,
        texts.load(percent(firm), percent(hoped)),
        float(firm / FULL),
        float(hoped / FULL),
        texts.load_said(percent(firm), percent(hoped)),
        texts.load_short(percent(firm), percent(hoped)),
    )


def utilisation(mine: Sequence[DayLoad], days: Iterable[date]) -> Fraction | None:
    """Firm ÷ capacity over these days; None without capacity."""
    wanted = set(days)
    held = [load for load in mine if load.day in wanted]
    capacity = sum(load.capacity_bp for load in held)
    return Fraction(sum(load.firm_bp for load in held), capacity) if capacity else None
