"""What a day, a kilometre, a night and a meal cost on a date, from dated tables."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from agence_desktop.core.errors import RefusedError
from agence_desktop.teams import cost_sentences as sentences
from agence_desktop.teams.rows import ExpenseKind


@dataclass(frozen=True, slots=True)
class DatedRate:
    """Dollars from a day on, never negative; ``amount`` None ends what came before."""

    since: date
    amount: Decimal | None


Dated = Sequence[DatedRate]


@dataclass(frozen=True, slots=True)
class RateTables:
    """Day rates by member key and by job class, then rates per kilometre, night and day of meals."""

    own: Mapping[str, Dated] = field(default_factory=dict)
    classes: Mapping[str, Dated] = field(default_factory=dict)
    travel: Dated = ()
    lodging: Dated = ()
    meals: Dated = ()


@dataclass(frozen=True, slots=True)
class Payee:
    """Whose work is counted: a member by key, or only a job class while nobody is chosen."""

    name: str = ""
    key: str | None = None
    job_class: str = ""


def in_force(table: Dated, day: date) -> DatedRate | None:
    """The latest entry that is not after the day and gives an amount; None where there is none."""
    known = [entry for entry in table if entry.since <= day]
    latest = max(known, key=lambda entry: entry.since, default=None)
    return latest if latest is not None and latest.amount is not None else None


def day_rate(tables: RateTables, payee: Payee, day: date) -> DatedRate:
    """The member's own rate, else that of the class; RefusedError ``rate_missing``."""
    own = in_force(tables.own.get(payee.key, ()), day) if payee.key is not None else None
    found = own or in_force(tables.classes.get(payee.job_class, ()), day)
    if found is None:
        raise RefusedError("rate_missing", sentences.day_rate_missing(payee.name, payee.job_class, day))
    return found


def expense_rate(tables: RateTables, kind: ExpenseKind, day: date) -> DatedRate:
    """The rate per kilometre, night or day of meals; RefusedError ``rate_missing``. OTHER has no table."""
    table = {
        ExpenseKind.TRAVEL: tables.travel,
        ExpenseKind.LODGING: tables.lodging,
        ExpenseKind.MEALS: tables.meals,
    }[kind]
    found = in_force(table, day)
    if found is None:
        raise RefusedError("rate_missing", sentences.expense_rate_missing(kind, day))
    return found


def check_table(table: Dated) -> None:
    """RefusedError ``negative_rate`` or ``same_date``: what a table may not hold."""
    for entry in table:
        if entry.amount is not None and entry.amount < 0:
            raise RefusedError("negative_rate", sentences.negative_rate(entry.since))
    dates = [entry.since for entry in table]
    twice = next((day for day in sorted(dates) if dates.count(day) > 1), None)
    if twice is not None:
        raise RefusedError("same_date", sentences.same_date(twice))
