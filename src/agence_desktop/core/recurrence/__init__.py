"""Recurrence of bookings and due dates: rules of RFC 5545 on the wall clock."""

from agence_desktop.core.recurrence.expansion import MAX_DATES, expand, last_day, occurrences
from agence_desktop.core.recurrence.parts import Repeat, RuleParts, build_rule, take_apart
from agence_desktop.core.recurrence.rule import Frequency, Rule, RuleDay, RuleError, check_rule
from agence_desktop.core.recurrence.wording import describe

__all__ = [
    "MAX_DATES",
    "Frequency",
    "Repeat",
    "Rule",
    "RuleDay",
    "RuleError",
    "RuleParts",
    "build_rule",
    "check_rule",
    "describe",
    "expand",
    "last_day",
    "occurrences",
    "take_apart",
]
