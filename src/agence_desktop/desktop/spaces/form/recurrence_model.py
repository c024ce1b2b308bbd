"""The editor of a repetition without a widget: its choices → a rule, read back with its dates."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from enum import StrEnum

from agence_desktop.core.clock import QUEBEC
from agence_desktop.core.errors import InputError
from agence_desktop.core.recurrence import Repeat, RuleParts, build_rule, describe, expand, take_apart
from agence_desktop.desktop.spaces.form import booking_texts as texts
from agence_desktop.desktop.spaces.form.booking_model import Series

SHOWN = 6
"""As many of the next dates are read back."""


class Ending(StrEnum):
    """How a series ends."""

    COUNT = "count"
    UNTIL = "until"


@dataclass(frozen=True, slots=True)
class Repetition:
    """The choices of the editor; ``parts`` is None for a single date, ``kept`` a rule it cannot show."""

    parts: RuleParts | None = None
    kept: str | None = None

    @property
    def ending(self) -> Ending:
        """How it ends."""
        return Ending.UNTIL if self.parts is not None and self.parts.until is not None else Ending.COUNT

    def rule(self) -> str | None:
        """The rule; raises RuleError where the choices make none."""
        return build_rule(self.parts) if self.parts is not None else self.kept


@dataclass(frozen=True, slots=True)
class ReadBack:
    """What a series says of itself; ``fault`` is the sentence of what is wrong, and then nothing else."""

    phrase: str = ""
    dates: str = ""
    fault: str = ""


def repetition_of(rule: str | None, start: datetime) -> Repetition:
    """The choices that make a rule; what the rule leaves to its start is said."""
    if rule is None:
        return Repetition()
    parts = take_apart(rule, start)
    return Repetition(kept=rule) if parts is None else Repetition(completed(parts, start))


def completed(parts: RuleParts, start: datetime) -> RuleParts:
    """Parts in which the days of the start are named."""
    if parts.repeat is Repeat.WEEKLY and not parts.weekdays:
        parts = replace(parts, weekdays=(start.weekday(),))
    if parts.repeat is Repeat.MONTHLY_DAY and parts.month_day is None:
        parts = replace(parts, month_day=start.day)
    return parts


def default_parts(repeat: Repeat, start: datetime) -> RuleParts:
    """What one most likely means: the weekday, day or rank of the start, eight times."""
    rank = (start.day - 1) // 7 + 1
    parts = RuleParts(repeat, nth=rank if rank < 5 else -1, weekday=start.weekday(), count=8)
    return completed(parts, start)


def default_until(start: datetime) -> date:
    """A quarter ahead."""
    return start.date() + timedelta(days=91)


def read_back(series: Series, start: datetime) -> ReadBack:
    """The rule in words with its first dates; or the sentence of what is wrong."""
    try:
        walls = expand(start, QUEBEC, series.rule, series.exdates, series.rdates)
        described = describe(series.rule, start) if series.rule is not None else ""
    except InputError as error:
        return ReadBack(fault=error.sentence)
    phrase = texts.series_words(described, len(series.exdates), len(series.rdates))
    days = [wall.date() for wall in walls[:SHOWN]]
    return ReadBack(f"{phrase[0].upper()}{phrase[1:]}.", texts.next_dates(days, len(walls)))
