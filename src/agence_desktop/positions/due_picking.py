"""The due rules that a day picked in a calendar may mean."""

from __future__ import annotations

import re
from collections.abc import Iterator, Set
from datetime import date
from typing import Final

from agence_desktop.core.calendars import is_working_day, working_days
from agence_desktop.core.french.folding import folded
from agence_desktop.core.recurrence import Frequency, Rule, RuleDay
from agence_desktop.positions.content import DueRule, WorkdayOf
from agence_desktop.positions.due_reading import MOST_PROPOSALS, DueProposal, proposal_of

_WEEKLY, _MONTHLY, _QUARTERLY, _YEARLY = range(4)
_WORDS: Final = ((_WEEKLY, r"hebdo|semaine"), (_QUARTERLY, r"trimestr|3 mois"), (_YEARLY, r"annuel|\ban\b"))


def due_on(day: date, today: date, observed: Set[date], frequency: str = "") -> list[DueProposal]:
    """The rules by which something is due on a day, the likeliest first.

    Each month on that day or working day, that working day of each quarter, each week, each year; the
    ``frequency`` of the task (« Trimestrielle ») says which comes first. Next dates are after ``today``.
    """
    found = sorted(_rules(day, observed), key=lambda one: one[0] != _wanted(frequency))
    return [proposal_of(rule, today, observed) for _, rule in found[:MOST_PROPOSALS]]


def _rules(day: date, observed: Set[date]) -> Iterator[tuple[int, DueRule]]:
    yield _MONTHLY, DueRule(Rule(Frequency.MONTHLY, month_days=(day.day,)).text)
    works = is_working_day(day, observed)
    if works:
        yield _MONTHLY, DueRule(workday=_rank(day.replace(day=1), day, observed))
        first = day.replace(month=(day.month - 1) // 3 * 3 + 1, day=1)
        yield _QUARTERLY, DueRule(workday=_rank(first, day, observed), of=WorkdayOf.QUARTER)
    yield _YEARLY, DueRule(Rule(Frequency.YEARLY, months=(day.month,), month_days=(day.day,)).text)
    yield _WEEKLY, DueRule(Rule(Frequency.WEEKLY, days=(RuleDay(day.weekday()),)).text)


def _rank(first: date, day: date, observed: Set[date]) -> int:
    return len(working_days(first, day, observed))


def _wanted(frequency: str) -> int:
    plain = folded(frequency)
    return next((kind for kind, words in _WORDS if re.search(words, plain)), _MONTHLY)
