"""Who moves a version on, when it is reviewed, and when a drill is passed."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from agence_desktop.positions.content import Task
from agence_desktop.positions.coverage import cover_tasks
from agence_desktop.positions.rows import (
    EDITABLE,
    IN_FORCE,
    OPEN,
    Band,
    Drill,
    DrillResult,
    SheetState,
    Signature,
    Signer,
)
from agence_desktop.positions.states import (
    TRANSITIONS,
    ReviewCause,
    days_overdue,
    is_acknowledged,
    may_become,
    may_move,
    next_review,
    passed,
    retest_by,
    retest_due,
    review_causes,
    shown_state,
    substitutes_to_sign,
)

from .story import ETIENNE, JOSEE, KARIM, MARYSE, P0142, POST_142, SYLVIE, THIERRY, TODAY

S = SheetState
HOLDER, MANAGER = {Signer.HOLDER}, {Signer.MANAGER}


def drill(day: str, *unaided: int, person: int = KARIM) -> Drill:
    results = tuple(DrillResult(f"T{n}", percent) for n, percent in enumerate(unaided, 1))
    return Drill(date.fromisoformat(day), person, results)


def causes(**changed: object) -> tuple[ReviewCause, ...]:
    given: dict[str, object] = {
        "approved_on": date(2026, 11, 20),
        "next_review": date(2027, 5, 20),
        "today": date(2026, 12, 1),
        "signed_holder_id": MARYSE,
        "holder_id": MARYSE,
    }
    return review_causes(**{**given, **changed})  # type: ignore[arg-type]


def test_that_holders_submit_and_managers_decide() -> None:
    assert may_move(S.DRAFT, S.SUBMITTED, HOLDER)
    assert may_move(S.RETURNED, S.SUBMITTED, HOLDER)
    assert not may_move(S.DRAFT, S.SUBMITTED, MANAGER)
    assert may_move(S.DRAFT, S.SUBMITTED, MANAGER, vacant=True)
    assert may_move(S.SUBMITTED, S.APPROVED, MANAGER)
    assert may_move(S.SUBMITTED, S.RETURNED, MANAGER)
    assert not may_move(S.SUBMITTED, S.APPROVED, HOLDER)


def test_that_only_an_open_version_changes_and_nothing_leads_back_to_it() -> None:
    for before, after in TRANSITIONS:
        if before not in OPEN:
            assert after not in OPEN
    assert EDITABLE < OPEN
    assert not may_become(S.APPROVED, S.DRAFT)
    assert not any(after in (S.TO_REVIEW, S.DRAFT) for _, after in TRANSITIONS)
    assert not may_become(S.ARCHIVED, S.APPROVED)


@pytest.mark.parametrize("state", sorted(IN_FORCE))
def test_that_a_version_in_force_is_replaced_or_archived(state: SheetState) -> None:
    assert may_become(state, S.REPLACED)
    assert may_become(state, S.ARCHIVED)


def test_that_a_critical_task_or_band_is_reviewed_after_six_months() -> None:
    assert next_review(TODAY, P0142.tasks, Band.MODERATE) == date(2027, 5, 20)
    assert next_review(TODAY, [Task("T1", criticality=3)], Band.CRITICAL) == date(2027, 5, 20)
    assert next_review(TODAY, [Task("T1", criticality=3)], Band.HIGH) == date(2027, 11, 20)
    assert next_review(date(2026, 8, 31), [Task("T1", criticality=4)], None) == date(2027, 2, 28)


def test_that_nothing_is_to_be_reviewed_without_a_cause() -> None:
    assert causes() == ()
    assert shown_state(S.ACKNOWLEDGED, ()) is S.ACKNOWLEDGED


def test_that_the_day_a_new_holder_a_failed_drill_and_an_absence_ask_for_a_review() -> None:
    assert causes(today=date(2027, 5, 20)) == (ReviewCause.DATE,)
    assert causes(today=date(2027, 5, 19)) == ()
    assert causes(holder_id=KARIM) == causes(holder_id=None) == (ReviewCause.HOLDER,)
    assert causes(drills=[drill("2026-11-25", 50)]) == (ReviewCause.DRILL,)
    assert causes(announced=[date(2026, 11, 30)]) == (ReviewCause.ABSENCE,)
    assert shown_state(S.APPROVED, causes(holder_id=KARIM)) is S.TO_REVIEW


def test_that_an_approval_settles_what_was_before() -> None:
    assert causes(drills=[drill("2026-11-19", 50)], announced=[date(2026, 11, 19)]) == ()
    assert causes(drills=[drill("2026-11-25", 90)]) == ()


def test_that_a_draft_is_never_to_be_reviewed() -> None:
    for state in SheetState:
        if state not in IN_FORCE:
            assert shown_state(state, (ReviewCause.DATE,)) is state


def test_that_days_overdue_are_counted_from_the_day() -> None:
    assert days_overdue(date(2026, 8, 14), TODAY) == 98
    assert days_overdue(TODAY, TODAY) == days_overdue(None, TODAY) == 0


def test_that_all_who_cover_acknowledge() -> None:
    awaited = substitutes_to_sign(cover_tasks(P0142.tasks, POST_142.competences, MARYSE, TODAY))
    assert awaited == (THIERRY, ETIENNE, KARIM, JOSEE, SYLVIE)
    at = datetime(2026, 11, 23, 13, 4, tzinfo=UTC)
    signed = [Signature(Signer.SUBSTITUTE, person, "", at) for person in awaited]
    assert is_acknowledged(awaited, signed)
    assert not is_acknowledged(awaited, signed[1:])
    assert not is_acknowledged(awaited, [*signed[1:], Signature(Signer.MANAGER, THIERRY, "", at)])
    assert not is_acknowledged((), signed)


def test_that_a_drill_passes_at_80_per_cent_over_its_tasks() -> None:
    assert passed(drill("2026-11-25", 60, 100))
    assert not passed(drill("2026-11-25", 79, 80))
    assert not passed(drill("2026-11-25"))
    assert retest_by(drill("2026-11-25", 80)) is None
    assert retest_by(drill("2026-11-25", 79)) == date(2026, 12, 25)


def test_that_a_later_pass_settles_a_failed_drill() -> None:
    failed = drill("2026-11-25", 50)
    assert retest_due(failed, [failed]) == date(2026, 12, 25)
    assert retest_due(failed, [failed, drill("2026-12-10", 90, 90)]) is None
    assert retest_due(failed, [drill("2026-12-10", 90, person=JOSEE)]) == date(2026, 12, 25)
