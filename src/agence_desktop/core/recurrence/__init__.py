"""Recurrence of bookings and due dates: rules of RFC 5545 on the wall clock."""

from agence_desktop.core.recurrence.expansion import MAX_DATES, expand, occurrences
from agence_desktop.core.recurrence.rule import Frequency, Rule, RuleDay, RuleError, check_rule

__all__ = [
    "MAX_DATES",
    "Frequency",
    "Rule",
    "RuleDay",
    "RuleError",
    "check_rule",
    "expand",
    "occurrences",
]
