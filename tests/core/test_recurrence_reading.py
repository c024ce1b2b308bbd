"""Recurrence rules are read strictly and written canonically."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from agence_desktop.core.recurrence import Frequency, Rule, RuleDay, RuleError, check_rule


def test_that_a_rule_is_read_into_a_value() -> None:
    assert check_rule("FREQ=MONTHLY;INTERVAL=2;BYDAY=-1FR,2MO;BYSETPOS=-1,1;WKST=SU;COUNT=5") == Rule(
        Frequency.MONTHLY,
        interval=2,
        count=5,
        days=(RuleDay(0, 2), RuleDay(4, -1)),
        positions=(1, -1),
        week_start=6,
    )


@pytest.mark.parametrize(
    ("value", "until"),
    [
        ("20261218", date(2026, 12, 18)),
        ("20261218T170000", datetime.fromisoformat("2026-12-18T17:00")),
        ("20261218T220000Z", datetime(2026, 12, 18, 22, tzinfo=UTC)),
    ],
)
def test_that_an_end_has_three_forms(value: str, until: date) -> None:
    rule = check_rule(f"FREQ=DAILY;UNTIL={value}")
    assert rule.until == until
    assert type(rule.until) is type(until)
    assert not rule.endless


@pytest.mark.parametrize(
    ("text", "canonical"),
    [
        ("FREQ=DAILY", "FREQ=DAILY"),
        ("freq=weekly;byday=we,mo,mo;count=3", "FREQ=WEEKLY;COUNT=3;BYDAY=MO,WE"),
        ("COUNT=03;FREQ=DAILY;INTERVAL=1;WKST=MO", "FREQ=DAILY;COUNT=3"),
        (" FREQ=DAILY;UNTIL=20261218 ", "FREQ=DAILY;UNTIL=20261218"),
        ("FREQ=DAILY;UNTIL=00010101", "FREQ=DAILY;UNTIL=00010101"),
        ("FREQ=DAILY;UNTIL=20261218t170000", "FREQ=DAILY;UNTIL=20261218T170000"),
        ("FREQ=DAILY;UNTIL=20261218T220000z", "FREQ=DAILY;UNTIL=20261218T220000Z"),
        ("FREQ=MONTHLY;BYMONTHDAY=-1,+15,1;COUNT=2", "FREQ=MONTHLY;COUNT=2;BYMONTHDAY=1,15,-1"),
        ("FREQ=YEARLY;BYMONTH=6,1;BYDAY=+2MO,-1FR", "FREQ=YEARLY;BYMONTH=1,6;BYDAY=2MO,-1FR"),
        ("FREQ=MONTHLY;BYDAY=MO;BYSETPOS=-1;WKST=SU", "FREQ=MONTHLY;BYDAY=MO;BYSETPOS=-1;WKST=SU"),
    ],
)
def test_that_a_rule_is_written_canonically_and_read_back(text: str, canonical: str) -> None:
    assert check_rule(text).text == canonical
    assert check_rule(canonical) == check_rule(text)


@pytest.mark.parametrize(
    "text",
    [
        "",
        ";",
        "COUNT=3",
        "FREQ=",
        "FREQ=HOURLY;COUNT=3",
        "FREQ=SECONDLY;COUNT=3",
        "FREQ=DAILY;;COUNT=3",
        "FREQ=DAILY;COUNT=3;",
        "FREQ=DAILY; COUNT=3",
        "FREQ =DAILY;COUNT=3",
        "RRULE:FREQ=DAILY;COUNT=3",
        "FREQ=DAILY,WEEKLY;COUNT=3",
        "FREQ=DAILY;FREQ=DAILY;COUNT=3",
        "FREQ=DAILY;COUNT=3;COUNT=3",
        "FREQ=DAILY;COUNT=3;BYHOUR=9",
        "FREQ=YEARLY;COUNT=3;BYYEARDAY=9",
        "FREQ=YEARLY;COUNT=3;BYWEEKNO=9",
        "FREQ=DAILY;COUNT=3;X-PART=1",
        "FREQ=DAILY;COUNT=0",
        "FREQ=DAILY;COUNT=-1",
        "FREQ=DAILY;COUNT=",
        "FREQ=DAILY;COUNT=1.5",
        "FREQ=DAILY;COUNT=٣",
        "FREQ=DAILY;COUNT=3;INTERVAL=0",
        "FREQ=DAILY;COUNT=3;INTERVAL=+1",
        "FREQ=DAILY;COUNT=3;INTERVAL=x",
        f"FREQ=DAILY;COUNT={'9' * 5000}",
        "FREQ=DAILY;COUNT=3;UNTIL=20261218",
        "FREQ=DAILY;UNTIL=",
        "FREQ=DAILY;UNTIL=2026-12-18",
        "FREQ=DAILY;UNTIL=20261318",
        "FREQ=DAILY;UNTIL=20260230T090000",
        "FREQ=DAILY;UNTIL=20261218T1700",
        "FREQ=DAILY;UNTIL=20261218T250000Z",
        "FREQ=DAILY;UNTIL=20261218T170000-0500",
        "FREQ=DAILY;UNTIL=00000101",
        "FREQ=WEEKLY;COUNT=3;BYDAY=",
        "FREQ=WEEKLY;COUNT=3;BYDAY=LU",
        "FREQ=WEEKLY;COUNT=3;BYDAY=MO,",
        "FREQ=WEEKLY;COUNT=3;BYDAY=1MO",
        "FREQ=DAILY;COUNT=3;BYDAY=-1MO",
        "FREQ=MONTHLY;COUNT=3;BYDAY=0MO",
        "FREQ=MONTHLY;COUNT=3;BYDAY=54MO",
        "FREQ=MONTHLY;COUNT=3;BYDAY=MO1",
        "FREQ=MONTHLY;COUNT=3;BYMONTHDAY=0",
        "FREQ=MONTHLY;COUNT=3;BYMONTHDAY=32",
        "FREQ=MONTHLY;COUNT=3;BYMONTHDAY=-32",
        "FREQ=MONTHLY;COUNT=3;BYMONTHDAY=1,,2",
        "FREQ=WEEKLY;COUNT=3;BYMONTHDAY=1",
        "FREQ=YEARLY;COUNT=3;BYMONTH=0",
        "FREQ=YEARLY;COUNT=3;BYMONTH=13",
        "FREQ=YEARLY;COUNT=3;BYMONTH=-1",
        "FREQ=YEARLY;COUNT=3;BYMONTH=+1",
        "FREQ=MONTHLY;COUNT=3;BYSETPOS=1",
        "FREQ=MONTHLY;COUNT=3;BYSETPOS=1;WKST=MO",
        "FREQ=MONTHLY;COUNT=3;BYDAY=MO;BYSETPOS=0",
        "FREQ=MONTHLY;COUNT=3;BYDAY=MO;BYSETPOS=367",
        "FREQ=MONTHLY;COUNT=3;BYDAY=MO;BYSETPOS=-367",
        "FREQ=WEEKLY;COUNT=3;WKST=1",
        "FREQ=WEEKLY;COUNT=3;WKST=MO,TU",
    ],
)
def test_that_an_unreadable_rule_is_bad(text: str) -> None:
    with pytest.raises(RuleError) as caught:
        check_rule(text)
    assert caught.value.code == "bad_rule"
    assert caught.value.sentence.endswith(".")
