"""The dates of a recurrence rule, period by period, on the wall clock.

Written here rather than taken from dateutil, which departs from RFC 5545 in two cases (BYDAY with and
without ordinals together, BYSETPOS in the week that holds the start) and, for a rule that yields nothing,
searches up to the year 9999; the tests compare both wherever dateutil is right.
"""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Iterator, Sequence
from datetime import date, datetime, timedelta
from itertools import chain
from zoneinfo import ZoneInfo

from agence_desktop.core.clock import to_instant, to_wall
from agence_desktop.core.french import NBSP, format_number
from agence_desktop.core.recurrence.periods import LAST_DAY, periods
from agence_desktop.core.recurrence.rule import Rule, RuleError, bad_rule, check_rule

MAX_DATES = 1000
"""How many dates a booking may have."""

_BARREN_YEARS = 100
_ENDLESS = f"La répétition n’a pas de fin{NBSP}: donnez une date de fin ou un nombre de fois."
_TOO_MANY = f"La répétition donne plus de {{}} dates{NBSP}: avancez sa fin ou faites plusieurs réservations."
_NOTHING = "elle ne donne aucune date pendant cent ans"


def expand(
    start: datetime,
    zone: ZoneInfo,
    rule: Rule | str | None,
    exdates: Sequence[datetime] = (),
    rdates: Sequence[datetime] = (),
    limit: int = MAX_DATES,
) -> list[datetime]:
    """The naive wall clocks of a series from ``start``, in time order in ``zone``, at most ``limit``.

    Without a rule, ``start`` is a date; with one, only if the rule (or an ``rdate``) gives it. COUNT counts
    before ``exdates``, which remove equal wall clocks from what the rule (or ``start``) gives; ``rdates`` add
    to what is left, also a date that was removed. Of two wall clocks at one instant the first given stays,
    the rule's before an ``rdate``.
    Raises RuleError ``bad_rule`` (unreadable, or no date left) or ``too_many`` (also without an end).
    """
    if isinstance(rule, str):
        rule = check_rule(rule)
    if rule is not None and rule.endless:
        raise RuleError("too_many", _ENDLESS)
    removed = frozenset(exdates)
    given = occurrences(rule, start, zone) if rule else (start,)
    by_instant: dict[datetime, datetime] = {}
    for wall in chain((wall for wall in given if wall not in removed), rdates):
        by_instant.setdefault(to_instant(wall, zone), wall)
        if len(by_instant) > limit:
            raise RuleError("too_many", _TOO_MANY.format(format_number(limit)))
    if not by_instant:
        raise bad_rule("elle ne laisse aucune date")
    return [by_instant[instant] for instant in sorted(by_instant)]


def occurrences(rule: Rule, start: datetime, zone: ZoneInfo) -> Iterator[datetime]:
    """The wall clocks that ``rule`` gives from ``start`` on, in order; lazily, so that it may be endless.

    Raises RuleError ``bad_rule`` as soon as the rule, before its end, yields nothing for 100 years.
    """
    given = 0
    end = last_day(rule, start, zone) or date.max
    barren = _years_after(start.date())
    for first, days in periods(rule, start.date()):
        if first > min(end, barren):
            break
        for day in days:
            if day < start.date():
                continue
            if day > end:
                return
            if day > barren:
                raise bad_rule(_NOTHING)
            yield datetime.combine(day, start.time())
            given += 1
            if given == rule.count:
                return
            barren = _years_after(day)
    # The calendar itself ends too: an UNTIL after it is reached there, a COUNT never is.
    if barren < (end if rule.until is None else min(end, LAST_DAY)):
        raise bad_rule(_NOTHING)


def last_day(rule: Rule, start: datetime, zone: ZoneInfo) -> date | None:
    """The last local day that UNTIL lets a date fall on at the time of ``start``; None without UNTIL."""
    until = rule.until
    if until is None or not isinstance(until, datetime):
        return until
    aware = until.tzinfo is not None
    if until < (to_instant(start, zone) if aware else start):
        return date.min
    day = (to_wall(until, zone) if aware else until).date()
    wall = datetime.combine(day, start.time())
    return day if (to_instant(wall, zone) if aware else wall) <= until else day - timedelta(days=1)


def _years_after(day: date) -> date:
    """The last day of the hundred years after ``day``."""
    year = day.year + _BARREN_YEARS
    if year > LAST_DAY.year:
        return LAST_DAY
    return date(year, day.month, min(day.day, monthrange(year, day.month)[1]))
