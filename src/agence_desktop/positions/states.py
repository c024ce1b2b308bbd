"""States of a version of a sheet: who moves it on, when it is to be reviewed, when drills are passed."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import date, timedelta
from enum import StrEnum
from fractions import Fraction
from types import MappingProxyType
from typing import Final

from agence_desktop.core.calendars import months_before
from agence_desktop.positions.content import Task
from agence_desktop.positions.coverage import Cover
from agence_desktop.positions.rows import (
    IN_FORCE,
    Band,
    Drill,
    SheetState,
    Signature,
    Signer,
)

_S = SheetState

REVIEW_MONTHS: Final = 12
SHORT_REVIEW_MONTHS: Final = 6
HIGHEST_CRITICALITY: Final = 4
PASS_PERCENT: Final = 80
RETEST_DAYS: Final = 30

TRANSITIONS: Mapping[tuple[SheetState, SheetState], Signer] = MappingProxyType(
    {
        (_S.DRAFT, _S.SUBMITTED): Signer.HOLDER,
        (_S.RETURNED, _S.SUBMITTED): Signer.HOLDER,
        (_S.SUBMITTED, _S.RETURNED): Signer.MANAGER,
        (_S.SUBMITTED, _S.APPROVED): Signer.MANAGER,
        (_S.APPROVED, _S.ACKNOWLEDGED): Signer.SUBSTITUTE,
        (_S.APPROVED, _S.REPLACED): Signer.MANAGER,
        (_S.ACKNOWLEDGED, _S.REPLACED): Signer.MANAGER,
        (_S.TO_REVIEW, _S.REPLACED): Signer.MANAGER,
        (_S.APPROVED, _S.ARCHIVED): Signer.MANAGER,
        (_S.ACKNOWLEDGED, _S.ARCHIVED): Signer.MANAGER,
        (_S.TO_REVIEW, _S.ARCHIVED): Signer.MANAGER,
        (_S.REPLACED, _S.ARCHIVED): Signer.MANAGER,
        (_S.DRAFT, _S.ARCHIVED): Signer.MANAGER,
        (_S.RETURNED, _S.ARCHIVED): Signer.MANAGER,
    }
)
"""From a state to another, and who takes the step.

The last substitute's signature makes an approved version acknowledged; approving a version replaces the one
in force before. « À réviser » is only ever derived, so nothing leads there.
"""


class ReviewCause(StrEnum):
    """Why a version in force is to be reviewed."""

    DATE = "date"
    HOLDER = "holder"
    DRILL = "drill"
    ABSENCE = "absence"


def may_become(state: SheetState, wanted: SheetState) -> bool:
    """Whether the step is legal for anybody."""
    return (state, wanted) in TRANSITIONS


def may_move(state: SheetState, wanted: SheetState, as_: Collection[Signer], *, vacant: bool = False) -> bool:
    """Whether somebody who is ``as_`` these may take the step; without a holder, the manager submits."""
    who = TRANSITIONS.get((state, wanted))
    if who is Signer.HOLDER and vacant:
        who = Signer.MANAGER
    return who is not None and who in as_


def review_months(tasks: Iterable[Task], band: Band | None) -> int:
    """After how many months a version is reviewed: 6 where the band or a task is critical, else 12."""
    if band is Band.CRITICAL or any(task.criticality == HIGHEST_CRITICALITY for task in tasks):
        return SHORT_REVIEW_MONTHS
    return REVIEW_MONTHS


def next_review(approved_on: date, tasks: Iterable[Task], band: Band | None) -> date:
    """When a version approved on a day is to be reviewed."""
    return months_before(approved_on, -review_months(tasks, band))


def review_causes(
    *,
    approved_on: date,
    next_review: date | None,
    today: date,
    signed_holder_id: int | None,
    holder_id: int | None,
    drills: Iterable[Drill] = (),
    announced: Iterable[date] = (),
) -> tuple[ReviewCause, ...]:
    """Why a version in force is to be reviewed today; empty where it is not.

    ``signed_holder_id`` is the holder of its day, ``holder_id`` today's; ``announced`` are the days on which
    absences of the holder that are not over yet were announced. What happened before the approval is settled
    by it.
    """
    causes: list[ReviewCause] = []
    if next_review is not None and next_review <= today:
        causes.append(ReviewCause.DATE)
    if holder_id != signed_holder_id:
        causes.append(ReviewCause.HOLDER)
    if any(not passed(drill) and approved_on <= drill.day <= today for drill in drills):
        causes.append(ReviewCause.DRILL)
    if any(approved_on <= day <= today for day in announced):
        causes.append(ReviewCause.ABSENCE)
    return tuple(causes)


def shown_state(stored: SheetState, causes: Collection[ReviewCause]) -> SheetState:
    """The state people see: « à réviser » where a version in force has a cause for it."""
    return SheetState.TO_REVIEW if stored in IN_FORCE and causes else stored


def days_overdue(next_review: date | None, today: date) -> int:
    """For how many days the review has been overdue; 0 on its day and before."""
    return 0 if next_review is None else max(0, (today - next_review).days)


def substitutes_to_sign(covers: Iterable[Cover]) -> tuple[int, ...]:
    """Persons whose acknowledgement a version awaits: whoever covers one of its tasks."""
    return tuple(sorted({person for cover in covers for person in cover.covering}))


def is_acknowledged(awaited: Collection[int], signatures: Iterable[Signature]) -> bool:
    """Whether every awaited substitute has signed; never where none is awaited."""
    signed = {one.person_id for one in signatures if one.signer is Signer.SUBSTITUTE}
    return bool(awaited) and signed.issuperset(awaited)


def unaided_share(drill: Drill) -> Fraction:
    """The per cent of a drill done without help, over its tasks; 0 without tasks."""
    results: Sequence[int] = [result.unaided for result in drill.results]
    return Fraction(sum(results), len(results)) if results else Fraction(0)


def passed(drill: Drill) -> bool:
    """Whether a drill reached 80 per cent."""
    return unaided_share(drill) >= PASS_PERCENT


def retest_by(drill: Drill) -> date | None:
    """Until when a failed drill is tried again; None for one that was passed."""
    return None if passed(drill) else drill.day + timedelta(days=RETEST_DAYS)


def retest_due(drill: Drill, drills: Iterable[Drill]) -> date | None:
    """Until when a drill is still to be tried again, no later one of the same person having passed."""
    settled = any(
        other.person_id == drill.person_id
        and other.day > drill.day
        and passed(other)
        and {result.task for result in drill.results} <= {result.task for result in other.results}
        for other in drills
    )
    return None if settled else retest_by(drill)
