"""The year of a position (§ 4): the days of each month on which its tasks are due, peaks, dates, holidays."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence, Set
from dataclasses import dataclass
from datetime import date, timedelta

from agence_desktop.core.recurrence import Frequency, check_rule
from agence_desktop.positions.content import DueRule, Sheet, Task
from agence_desktop.positions.due import due_dates, is_daily

MONTHS_SHOWN = 12


@dataclass(frozen=True, slots=True)
class YearRow:
    """A row of the year: for each of its twelve months, the days of the month (« 2 16 30 »)."""

    label: str
    days: tuple[tuple[int, ...], ...]


@dataclass(frozen=True, slots=True)
class TaskYear:
    """A task that is due on days worth listing."""

    task: Task
    days: tuple[tuple[int, ...], ...]


@dataclass(frozen=True, slots=True)
class Peak:
    """A task and whether each of the twelve months is a peak of it."""

    task: Task
    months: tuple[bool, ...]


@dataclass(frozen=True, slots=True)
class Year:
    """Twelve months from ``months[0]``, each as its first day.

    Tasks of every working day, of certain weekdays and on demand are named instead of listed.
    """

    months: tuple[date, ...]
    tasks: tuple[TaskYear, ...]
    peaks: tuple[Peak, ...]
    dates: tuple[YearRow, ...]
    review: tuple[tuple[int, ...], ...]
    holidays: tuple[tuple[int, ...], ...]
    daily: tuple[Task, ...]
    weekly: tuple[tuple[tuple[int, ...], tuple[Task, ...]], ...]
    on_demand: tuple[Task, ...]


def year_of(sheet: Sheet, start: date, observed: Set[date], next_review: date | None = None) -> Year:
    """The twelve months of a sheet from the month of ``start``; ``weekly`` is by weekdays, 0 for Monday."""
    months = tuple(_month_after(start, number) for number in range(MONTHS_SHOWN))
    last = _month_after(start, MONTHS_SHOWN) - timedelta(days=1)
    daily: list[Task] = []
    on_demand: list[Task] = []
    weekly: dict[tuple[int, ...], list[Task]] = {}
    listed: list[TaskYear] = []
    for task in sheet.tasks:
        if task.due is None:
            on_demand.append(task)
        elif is_daily(task.due):
            daily.append(task)
        elif weekdays := weekdays_of(task.due):
            weekly.setdefault(weekdays, []).append(task)
        else:
            listed.append(TaskYear(task, _by_month(due_dates(task.due, months[0], last, observed), months)))
    return Year(
        months,
        tuple(sorted(listed, key=lambda one: _rarely_first(one.days))),
        _peaks(sheet.tasks, months),
        _dates(sheet, months),
        _by_month([] if next_review is None else [next_review], months),
        _by_month(observed, months),
        tuple(daily),
        tuple((weekdays, tuple(tasks)) for weekdays, tasks in sorted(weekly.items())),
        tuple(on_demand),
    )


def weekdays_of(rule: DueRule) -> tuple[int, ...]:
    """The weekdays of a rule of every week without end, which need no list of dates; else empty."""
    if rule.workday is not None:
        return ()
    read = check_rule(rule.rule)
    plain = read.freq is Frequency.WEEKLY and read.interval == 1 and read.endless and not read.months
    return tuple(sorted({day.weekday for day in read.days})) if plain and not read.positions else ()


def _rarely_first(days: Sequence[Sequence[int]]) -> bool:
    """Tasks of several days a month come after those of one at most."""
    return any(len(month) > 1 for month in days)


def _peaks(tasks: Iterable[Task], months: Sequence[date]) -> tuple[Peak, ...]:
    return tuple(
        Peak(task, tuple(month.month in task.peak_months for month in months))
        for task in tasks
        if task.peak_months
    )


def _dates(sheet: Sheet, months: Sequence[date]) -> tuple[YearRow, ...]:
    """One-off dates under their words, in order; those outside the twelve months are left out."""
    by_label: dict[str, list[date]] = {}
    for one in sorted((one for one in sheet.dates if one.day), key=lambda one: one.day or months[0]):
        if one.day is not None:
            by_label.setdefault(one.label.strip(), []).append(one.day)
    rows = (YearRow(label, _by_month(days, months)) for label, days in by_label.items())
    return tuple(row for row in rows if any(row.days))


def _by_month(days: Iterable[date], months: Sequence[date]) -> tuple[tuple[int, ...], ...]:
    found: Mapping[tuple[int, int], list[int]] = {(month.year, month.month): [] for month in months}
    for day in sorted(days):
        if (day.year, day.month) in found:
            found[day.year, day.month].append(day.day)
    return tuple(tuple(numbers) for numbers in found.values())


def _month_after(start: date, count: int) -> date:
    index = 12 * start.year + start.month - 1 + count
    return date(index // 12, index % 12 + 1, 1)
