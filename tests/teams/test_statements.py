"""Statements: nothing is stated twice, later ones correct earlier ones, quantities add up exactly."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from agence_desktop.core.errors import RefusedError
from agence_desktop.core.french import NBSP
from agence_desktop.core.money import to_cents
from agence_desktop.teams.periods import Days
from agence_desktop.teams.rows import ExpenseKind
from agence_desktop.teams.statements import Entry, Stated, check_entry, check_not_empty, state

NOVEMBER = Days(date(2026, 11, 1), date(2026, 12, 1))
DECEMBER = Days(date(2026, 12, 1), date(2027, 1, 1))
MANDATE = Days.both_included(date(2026, 11, 30), date(2026, 12, 18))
TODAY = date(2026, 12, 18)


def work(number: int, day: str, quantity: str = "1", rate: str = "310.00") -> Entry:
    return Entry(
        number,
        "D-2026-0042",
        "Geneviève Tremblay-Côté",
        date.fromisoformat(day),
        None,
        Decimal(quantity),
        Decimal(rate),
    )


TRIP = Entry(
    9, "D-2026-0042", "Geneviève", date(2026, 11, 30), ExpenseKind.TRAVEL, Decimal(110), Decimal("0.6"), "K-1"
)


def test_that_a_statement_groups_days_and_expenses_with_their_evidence() -> None:
    found = state("RV-2026-0001", NOVEMBER, [work(1, "2026-11-26"), work(2, "2026-11-30"), TRIP], [])
    assert [
        (line.cost.label, line.cost.quantity, line.cost.amount, line.evidence) for line in found.lines
    ] == [
        ("Déplacement", 110, Decimal("66.00"), ("K-1",)),
        ("Travail, 26 au 30 novembre 2026", 2, Decimal("620.00"), ()),
    ]
    assert found.total == Decimal("686.00")


def test_that_what_was_stated_is_not_stated_twice() -> None:
    entries = [work(1, "2026-11-30"), work(2, "2026-12-01")]
    first = state("RV-2026-0001", NOVEMBER, entries, [])
    second = state("RV-2026-0002", DECEMBER, entries, first.taken)
    assert [one.entry for one in first.taken] == [1]
    assert [one.entry for one in second.taken] == [2]
    third = state("RV-2026-0003", DECEMBER, entries, [*first.taken, *second.taken])
    with pytest.raises(RefusedError, match="nothing_to_state"):
        check_not_empty(third)


def test_that_what_comes_late_is_told_apart() -> None:
    (line,) = state("RV-2026-0002", DECEMBER, [work(1, "2026-11-30")], []).lines
    assert line.late


def test_that_a_later_statement_corrects_quantity_rate_and_withdrawal() -> None:
    entries = [work(1, "2026-11-26"), work(2, "2026-11-27"), work(3, "2026-11-30")]
    stated = state("RV-2026-0001", NOVEMBER, entries, []).taken
    changed = [
        work(1, "2026-11-26", "0.5"),
        work(2, "2026-11-27", rate="320.00"),
        replace(entries[2], withdrawn=True),
    ]
    found = state("RV-2026-0002", DECEMBER, changed, stated)
    assert [(line.cost.quantity, line.cost.rate, line.cost.amount) for line in found.lines] == [
        (Decimal("-2.5"), Decimal(310), Decimal("-775.00")),
        (Decimal(1), Decimal(320), Decimal("320.00")),
    ]
    assert all(line.corrects == ("RV-2026-0001",) for line in found.lines)
    assert found.lines[0].cost.label == (
        f"Correction du relevé RV-2026-0001{NBSP}: Travail, 26 au 30 novembre 2026"
    )


@pytest.mark.parametrize(
    ("entry", "code"),
    [
        (work(1, "2026-11-29"), "outside_mandate"),
        (work(1, "2026-12-19"), "outside_mandate"),
        (work(1, "2026-12-01", "0"), "bad_quantity"),
        (work(1, "2026-12-01", "-1"), "bad_quantity"),
        (work(1, "2026-12-01", "1.01"), "more_than_a_day"),
        (work(1, "2026-12-01", "0.6"), "more_than_a_day"),
        (replace(TRIP, evidence=" "), "evidence_missing"),
        (replace(TRIP, kind=ExpenseKind.OTHER, rate=Decimal(0)), "amount_missing"),
    ],
)
def test_that_an_impossible_entry_is_refused_with_its_reason(entry: Entry, code: str) -> None:
    with pytest.raises(RefusedError, match=code):
        check_entry(entry, MANDATE, TODAY, same_day_bp=5_000)


def test_that_what_has_not_happened_is_not_entered() -> None:
    with pytest.raises(RefusedError, match="in_future"):
        check_entry(work(1, "2026-12-18"), MANDATE, date(2026, 12, 17))


def test_that_good_entries_pass() -> None:
    check_entry(work(1, "2026-11-30", "0.5"), MANDATE, TODAY, same_day_bp=5_000)
    check_entry(TRIP, MANDATE, TODAY)
    check_entry(replace(TRIP, kind=ExpenseKind.MEALS, evidence=""), MANDATE, TODAY)


entries_of_a_year = st.lists(
    st.builds(
        lambda day, quantity, rate, withdrawn: (day, quantity, rate, withdrawn),
        st.integers(0, 364),
        st.decimals("0.01", 1, places=4),
        st.sampled_from([Decimal("310.00"), Decimal("310.55"), Decimal("0.605")]),
        st.booleans(),
    ),
    min_size=1,
    max_size=12,
)
rounds = st.lists(st.tuples(st.integers(1, 12), entries_of_a_year), min_size=1, max_size=5)


@given(rounds)
def test_that_statements_sum_to_what_the_entries_are_and_lose_nothing(
    history: list[tuple[int, list[tuple[int, Decimal, Decimal, bool]]]],
) -> None:
    """Entries change between statements of any periods; the last statement settles all."""
    stated: list[Stated] = []
    entries: list[Entry] = []
    ends = [date(2026, month, 28) for month, _ in history]
    for number, (end, (_, values)) in enumerate(zip(ends, history, strict=True)):
        entries = [
            replace(
                work(at, "2026-01-01"),
                day=date(2026, 1, 1) + timedelta(days),
                quantity=quantity,
                rate=rate,
                withdrawn=withdrawn,
            )
            for at, (days, quantity, rate, withdrawn) in enumerate(values)
        ]
        known = {entry.id for entry in entries}
        entries += [
            replace(work(at, "2026-01-01"), withdrawn=True) for at in {one.entry for one in stated} - known
        ]
        found = state(f"RV-{number}", Days(date(2026, 1, 1), end), entries, stated)
        assert found.total == sum(to_cents(line.cost.quantity * line.cost.rate) for line in found.lines)
        stated += found.taken
    last = state("RV-last", Days(date(2026, 1, 1), date(2027, 2, 1)), entries, stated)
    stated += last.taken
    owed: dict[tuple[int, Decimal], Decimal] = defaultdict(Decimal)
    for one in stated:
        owed[one.entry, one.rate] += one.quantity
    expected = {(entry.id, entry.rate): entry.quantity for entry in entries if not entry.withdrawn}
    assert {key: quantity for key, quantity in owed.items() if quantity} == expected
