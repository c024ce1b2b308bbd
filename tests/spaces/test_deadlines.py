"""Until when a host decides: two working days after the request, or the start minus the notice."""

from __future__ import annotations

from datetime import date, datetime, timedelta

import pytest

from agence_desktop.core.clock import QUEBEC, to_instant
from agence_desktop.spaces.deadlines import decision_deadline, is_pressing

THANKSGIVING = frozenset({date(2026, 10, 12)})
FAR = "2026-11-30 09:00"


def instant(text: str) -> datetime:
    return to_instant(datetime.fromisoformat(text), QUEBEC)


@pytest.mark.parametrize(
    ("asked", "start", "notice", "due"),
    [
        ("2026-10-13 10:20", FAR, None, "2026-10-15 10:20"),
        ("2026-10-15 10:20", FAR, None, "2026-10-19 10:20"),
        ("2026-10-08 16:00", FAR, None, "2026-10-13 16:00"),
        ("2026-10-10 11:00", FAR, None, "2026-10-14 11:00"),
        ("2026-10-13 10:20", "2026-10-14 13:00", 120, "2026-10-14 11:00"),
        ("2026-10-13 10:20", "2026-10-14 13:00", None, "2026-10-14 13:00"),
        ("2026-10-13 10:20", "2026-10-13 13:00", 1440, "2026-10-13 10:20"),
    ],
    ids=["two days", "over a weekend", "over a holiday", "asked on Saturday", "notice", "start", "at once"],
)
def test_that_a_request_is_due_in_two_working_days_or_when_the_notice_begins(
    asked: str, start: str, notice: int | None, due: str
) -> None:
    found = decision_deadline(instant(asked), instant(start), notice, QUEBEC, THANKSGIVING)
    assert found == instant(due)


def test_that_the_clock_of_the_site_is_kept_over_the_change_of_clocks() -> None:
    due = decision_deadline(instant("2026-10-30 10:00"), instant(FAR), None, QUEBEC, frozenset())
    assert due == instant("2026-11-03 10:00")


def test_that_what_is_due_today_or_was_due_before_is_pressing() -> None:
    now = instant("2026-10-14 10:42")
    assert is_pressing(instant("2026-10-14 23:00"), now, QUEBEC)
    assert is_pressing(now - timedelta(days=3), now, QUEBEC)
    assert not is_pressing(instant("2026-10-15 00:00"), now, QUEBEC)
