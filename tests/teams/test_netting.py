"""Netting keeps what everybody gets and pays, and tells what need not be billed."""

from __future__ import annotations

from collections import defaultdict
from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from agence_desktop.teams.netting import Debt, balances, net


def test_that_two_organisations_pay_only_the_difference() -> None:
    (found,) = net(
        [
            Debt("MESS", "MSP", Decimal("3186.00"), "RV-2026-0001"),
            Debt("MSP", "MESS", Decimal("1200.00"), "RV-2026-0002"),
        ]
    )
    assert (found.debtor, found.creditor, found.amount) == ("MSP", "MESS", Decimal("1986.00"))
    assert (found.gross, found.avoided) == (Decimal("4386.00"), Decimal("2400.00"))
    assert found.statements == ("RV-2026-0001", "RV-2026-0002")


def test_that_even_organisations_owe_nothing_and_nobody_owes_themselves() -> None:
    (found,) = net([Debt("A", "B", Decimal(5)), Debt("B", "A", Decimal(5)), Debt("A", "A", Decimal(9))])
    assert (found.debtor, found.creditor, found.amount, found.avoided) == (None, None, 0, 10)


def test_that_a_correction_below_zero_is_owed_the_other_way() -> None:
    (found,) = net([Debt("A", "B", Decimal("-7.25"))])
    assert (found.debtor, found.creditor, found.amount, found.avoided) == ("A", "B", Decimal("7.25"), 0)


debts = st.lists(
    st.builds(Debt, st.sampled_from("ABCD"), st.sampled_from("ABCD"), st.decimals(-500, 5_000, places=2)),
    max_size=30,
)


@given(debts)
def test_that_netting_preserves_every_balance_and_loses_no_cent(found: list[Debt]) -> None:
    expected: dict[str, Decimal] = defaultdict(Decimal)
    for debt in found:
        expected[debt.creditor] += debt.amount
        expected[debt.debtor] -= debt.amount
    nettings = net(found)
    kept = balances(nettings)
    assert {name: kept.get(name, Decimal(0)) for name in expected} == dict(expected)
    assert sum(kept.values()) == 0
    for one in nettings:
        assert one.first_owes >= 0
        assert one.second_owes >= 0
        assert one.avoided == 2 * min(one.first_owes, one.second_owes)
