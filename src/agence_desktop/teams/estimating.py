"""The estimate of a need as one types: work, travel and lodging as lines, exact decimals rounded per line."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from decimal import Decimal
from itertools import groupby

from agence_desktop.core.calendars import week_start
from agence_desktop.core.money import to_cents, total
from agence_desktop.teams import cost_sentences as sentences
from agence_desktop.teams.problem import Mode
from agence_desktop.teams.rates import Payee, RateTables, day_rate, expense_rate, in_force
from agence_desktop.teams.rows import CostLine, ExpenseKind

FULL_BP = 10_000
_ONE_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class CostSettings:
    """What an administrator may change: from how many road km one way lodging is counted, when to warn."""

    lodging_km: Decimal = Decimal(150)
    warning_share: Decimal = Decimal("0.8")


@dataclass(frozen=True, slots=True)
class Placement:
    """Somebody in a seat, or nobody yet: the days served, in order, the effort of each, and the way there.

    ``km`` is the road one way, None where a place is not on the map; ``remote_days``, of a hybrid, per week.
    ``site_days`` are the days on site where they have been agreed; otherwise they are supposed.
    """

    payee: Payee
    served: tuple[date, ...]
    effort_bp: int = FULL_BP
    mode: Mode = Mode.ON_SITE
    remote_days: int = 0
    km: Decimal | None = None
    site_days: tuple[date, ...] | None = None


@dataclass(frozen=True, slots=True)
class Estimate:
    """The lines of an estimate and what they leave out; ``since`` are the dates of the day rates applied."""

    lines: tuple[CostLine, ...] = ()
    notes: tuple[str, ...] = ()
    since: tuple[date, ...] = ()

    @property
    def total(self) -> Decimal:
        """The sum of the lines."""
        return total(line.amount for line in self.lines)


def line_of(
    label: str, quantity: Decimal, rate: Decimal, kind: ExpenseKind | None = None, whose: str = ""
) -> CostLine:
    """Quantity × rate, rounded half up to the cent, in the unit of its kind."""
    return CostLine(label, quantity, sentences.UNITS[kind], rate, to_cents(quantity * rate), kind, whose)


def estimate(placements: Iterable[Placement], tables: RateTables, settings: CostSettings) -> Estimate:
    """The estimate of every placement, in order; RefusedError ``rate_missing``."""
    lines: list[CostLine] = []
    notes: list[str] = []
    since: set[date] = set()
    for one in placements:
        lines += work_lines(one, tables)
        since |= {day_rate(tables, one.payee, day).since for day in one.served}
        if one.km is None and supposed_site_days(one):
            notes.append(sentences.DISTANCE_UNKNOWN)
        elif one.km == 0:
            lines += _no_way(one, tables)
        else:
            lines += way_lines(one, tables, settings)
    return Estimate(tuple(lines), tuple(dict.fromkeys(notes)), tuple(sorted(since)))


def work_lines(one: Placement, tables: RateTables) -> list[CostLine]:
    """Days × effort × the rate in force on each day: one line per rate."""
    rates = [day_rate(tables, one.payee, day) for day in one.served]
    lines: list[CostLine] = []
    grouped = [(rate, len(list(days))) for rate, days in groupby(rates)]
    for rate, days in grouped:
        label = sentences.work_label(one.payee.name, days, one.effort_bp)
        if len(grouped) > 1:
            label = sentences.since_label(label, rate.since)
        quantity = worked(days, one.effort_bp)
        lines.append(line_of(label, quantity, rate.amount or Decimal(0), whose=one.payee.name))
    return lines


def worked(days: int, effort_bp: int) -> Decimal:
    """Full days that so many days at this effort make, exactly."""
    return Decimal(days * effort_bp) / FULL_BP


def supposed_site_days(one: Placement) -> list[date]:
    """The days on which the member goes there: those agreed, else those one may suppose.

    Of a hybrid, the last days of each week are remote, never the first one of the mandate. Partial efforts
    are grouped into whole days on site, the first ones of each week: 40 days at 50 % are 20 round trips.
    """
    if one.site_days is not None:
        return sorted(one.site_days)
    if one.mode is Mode.REMOTE:
        return []
    kept: list[date] = []
    effort = gone = 0
    for _, week in groupby(one.served, key=week_start):
        days = list(week)
        if one.mode is Mode.HYBRID:
            days = days[: max(len(days) - one.remote_days, int(days[0] == one.served[0]))]
        effort += len(days) * one.effort_bp
        whole = -(-effort // FULL_BP) - gone
        gone += whole
        kept += days[:whole]
    return kept


def way_lines(one: Placement, tables: RateTables, settings: CostSettings) -> list[CostLine]:
    """Round trips, and beyond the distance of lodging nights and meals; nothing without a way to go."""
    days = supposed_site_days(one)
    if not days or not one.km:
        return []
    if one.km <= settings.lodging_km:
        lines = _trips(days, one.km, tables)
    else:
        stays = _stays(days)
        nights = [day for stay in stays for day in stay[:-1]]
        lines = [
            *_trips([stay[0] for stay in stays], one.km, tables),
            *_counted(nights, ExpenseKind.LODGING, tables),
            *_counted(days, ExpenseKind.MEALS, tables),
        ]
    return [replace(line, whose=one.payee.name) for line in lines]


def _no_way(one: Placement, tables: RateTables) -> list[CostLine]:
    """That nothing is due for coming to where one lives is told; where no rate stands, left out."""
    days = supposed_site_days(one)
    if not days or (rate := in_force(tables.travel, days[0])) is None:
        return []
    label, amount = sentences.no_way_label(len(days)), rate.amount or Decimal(0)
    return [line_of(label, Decimal(0), amount, ExpenseKind.TRAVEL, one.payee.name)]


def _stays(days: Sequence[date]) -> list[list[date]]:
    """Days on site that follow each other: one round trip, and a night between each two."""
    stays: list[list[date]] = []
    for day in days:
        if stays and stays[-1][-1] + _ONE_DAY == day:
            stays[-1].append(day)
        else:
            stays.append([day])
    return stays


def _trips(days: Sequence[date], km: Decimal, tables: RateTables) -> list[CostLine]:
    lines: list[CostLine] = []
    rates = [expense_rate(tables, ExpenseKind.TRAVEL, day) for day in days]
    for rate, group in groupby(rates):
        count = len(list(group))
        label = sentences.trips_label(count, km)
        lines.append(line_of(label, 2 * count * km, rate.amount or Decimal(0), ExpenseKind.TRAVEL))
    return lines


def _counted(days: Sequence[date], kind: ExpenseKind, tables: RateTables) -> list[CostLine]:
    label = sentences.nights_label if kind is ExpenseKind.LODGING else sentences.meals_label
    lines: list[CostLine] = []
    for rate, group in groupby(expense_rate(tables, kind, day) for day in days):
        count = len(list(group))
        lines.append(line_of(label(count), Decimal(count), rate.amount or Decimal(0), kind))
    return lines
