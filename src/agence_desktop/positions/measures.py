"""The measures of a position: coverage C, uncovered share U, documentation deficit D, vulnerability V."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import Final

from agence_desktop.core.calendars import months_before
from agence_desktop.positions.content import Sheet, Task
from agence_desktop.positions.coverage import Cover, cover_tasks, max_interruption, weight_of
from agence_desktop.positions.rows import Band, Competence

CRITICAL_TASK: Final = 3
"""The criticality from which a task counts in U and in the bus factor."""
URGENT_DAYS: Final = 3
FULL_CREDIT_MONTHS: Final = 12
HALF_CREDIT_MONTHS: Final = 24
COVERAGE_POINTS: Final = 40
UNCOVERED_POINTS: Final = 25
DOCUMENTATION_POINTS: Final = 20
ATTRITION_POINTS: Final = 15
HIGHEST_FACTOR: Final = 5
BANDS: Final = ((60, Band.CRITICAL), (40, Band.HIGH), (20, Band.MODERATE), (0, Band.LOW))
"""From which rounded V each band begins."""


@dataclass(frozen=True, slots=True)
class Post:
    """What the measures need of a position: its factors, the sheet that counts and its competences.

    ``attrition`` is None for whoever may not see A, nor therefore V; ``sheet`` None is « sans fiche ».
    """

    position_id: int
    holder_id: int | None
    impact: int
    attrition: int | None
    sheet: Sheet | None
    competences: tuple[Competence, ...] = ()

    @property
    def tasks(self) -> tuple[Task, ...]:
        """The tasks of the sheet; none without a sheet."""
        return self.sheet.tasks if self.sheet else ()


@dataclass(frozen=True, slots=True)
class Terms:
    """The four parts of V in points; their sum is V before rounding."""

    coverage: Fraction
    uncovered: Fraction
    documentation: Fraction
    attrition: Fraction

    @property
    def total(self) -> Fraction:
        """V before rounding."""
        return self.coverage + self.uncovered + self.documentation + self.attrition


@dataclass(frozen=True, slots=True)
class Measures:
    """What is measured of a position on a day, exactly; V and its terms are None where A is not seen."""

    sheet: bool
    coverage: Fraction
    uncovered_share: Fraction
    documentation_deficit: Fraction
    terms: Terms | None
    vulnerability: int | None
    band: Band | None
    covers: tuple[Cover, ...] = ()


def measure(post: Post, on: date) -> Measures:
    """The measures of a position on a day; without a sheet or a task, as if nobody covered anything."""
    covers = cover_tasks(post.tasks, post.competences, post.holder_id, on)
    coverage, uncovered, deficit = Fraction(0), Fraction(1), Fraction(1)
    if covers:
        coverage, uncovered = coverage_of(covers), uncovered_share_of(covers)
        deficit = documentation_deficit_of(post.tasks, on)
    terms = None
    if post.attrition is not None:
        terms = terms_of(coverage, uncovered, deficit, post.impact, post.attrition)
    v = None if terms is None else rounded(terms.total)
    band = None if v is None else band_of(v)
    return Measures(bool(covers), coverage, uncovered, deficit, terms, v, band, covers)


def coverage_of(covers: Sequence[Cover]) -> Fraction:
    """C: the weighted share of the wanted substitutes that the tasks have."""
    total = full = 0
    partial: Counter[int] = Counter()
    for cover in covers:
        weight = weight_of(cover.task)
        total += weight
        if len(cover.covering) >= cover.wanted:
            full += weight
        else:
            partial[cover.wanted] += weight * len(cover.covering)
    covered = Fraction(full)
    for wanted, weight in partial.items():
        covered += Fraction(weight, wanted)
    return covered / total


def uncovered_share_of(covers: Sequence[Cover]) -> Fraction:
    """U: of the weight of critical tasks, the share that may stop 3 days at most and that nobody covers."""
    total = uncovered = 0
    for cover in covers:
        weight = weight_of(cover.task)
        if weight < CRITICAL_TASK:
            continue
        total += weight
        if not cover.covering:
            days = max_interruption(cover.task)
            if days is not None and days <= URGENT_DAYS:
                uncovered += weight
    return Fraction(uncovered, total) if total else Fraction(0)


def documentation_deficit_of(tasks: Sequence[Task], on: date) -> Fraction:
    """D: one minus the mean credit of the procedures' dates."""
    full, half = months_before(on, FULL_CREDIT_MONTHS), months_before(on, HALF_CREDIT_MONTHS)
    halves = 0
    for task in tasks:
        day = task.procedure_date
        if day is not None and half <= day <= on:
            halves += 2 if day >= full else 1
    return 1 - Fraction(halves, 2 * len(tasks))


def procedure_credit(task: Task, on: date) -> Fraction:
    """1 for a procedure dated within 12 months, a half within 24, else 0."""
    return 1 - documentation_deficit_of((task,), on)


def terms_of(
    coverage: Fraction, uncovered: Fraction, deficit: Fraction, impact: int, attrition: int
) -> Terms:
    """The four parts of V = 100·(P/5)·(0.40·(1−C) + 0.25·U + 0.20·D + 0.15·A/5)."""
    factor = Fraction(impact, HIGHEST_FACTOR)
    return Terms(
        COVERAGE_POINTS * factor * (1 - coverage),
        UNCOVERED_POINTS * factor * uncovered,
        DOCUMENTATION_POINTS * factor * deficit,
        ATTRITION_POINTS * factor * Fraction(attrition, HIGHEST_FACTOR),
    )


def rounded(value: Fraction) -> int:
    """To a whole number, half up."""
    return int(value + Fraction(1, 2))


def band_of(vulnerability: int) -> Band:
    """The band of a rounded V."""
    return next(band for least, band in BANDS if vulnerability >= least)
