"""Commitments: the newest signed version binds, amendments tell what they change, ceilings warn in time."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from agence_desktop.core.errors import RefusedError
from agence_desktop.core.money import total
from agence_desktop.teams.commitments import (
    CommitmentVersion,
    Margin,
    binding,
    changes,
    check_signable,
    check_statable,
    judge_ceiling,
    next_version,
)
from agence_desktop.teams.estimating import line_of
from agence_desktop.teams.rows import CommitmentState, CostLine

CEILING = Decimal("1000.00")
FIRST = CommitmentVersion(1, CommitmentState.SIGNED, CEILING)


@pytest.mark.parametrize(
    ("spent", "ahead", "margin"),
    [
        ("799.99", "0", Margin.WITHIN),
        ("800.00", "0", Margin.NEAR),
        ("800.00", "200.00", Margin.NEAR),
        ("10.00", "990.01", Margin.FORESEEN),
        ("1000.00", "0", Margin.NEAR),
        ("1000.01", "0", Margin.PASSED),
    ],
)
def test_that_a_ceiling_warns_before_it_is_passed(spent: str, ahead: str, margin: Margin) -> None:
    standing = judge_ceiling(CEILING, Decimal(spent), Decimal(ahead))
    assert standing.margin is margin
    assert bool(standing.sentence) is (margin is not Margin.WITHIN)
    assert standing.left == CEILING - Decimal(spent)


def test_that_the_warning_says_what_is_left() -> None:
    assert judge_ceiling(CEILING, Decimal("850.00")).sentence == (
        "85\u00a0% du plafond est atteint\u00a0: 850,00\u00a0$ sur 1\u00a0000,00\u00a0$, "
        "il reste 150,00\u00a0$."
    )


def test_that_a_statement_may_reach_the_ceiling_but_not_pass_it() -> None:
    line = line_of("Travail", Decimal(2), Decimal("100"))
    check_statable(CEILING, Decimal("800.00"), [line])
    with pytest.raises(RefusedError, match="ceiling_passed"):
        check_statable(CEILING, Decimal("800.01"), [line])


def test_that_the_newest_signed_version_binds_while_its_amendment_waits() -> None:
    draft = next_version([FIRST], [], Decimal(1200), "Prolongation de deux semaines")
    assert draft.version == 2
    assert binding([draft, FIRST]) is FIRST
    signed = replace(draft, state=CommitmentState.SIGNED)
    assert binding([FIRST, signed]) is signed


def test_that_nothing_binds_a_client_who_has_not_signed() -> None:
    with pytest.raises(RefusedError, match="no_commitment"):
        binding([next_version([], [], CEILING)])


def test_that_an_amendment_has_a_reason_and_a_ceiling() -> None:
    with pytest.raises(RefusedError, match="reason_missing"):
        next_version([FIRST], [], CEILING)
    with pytest.raises(RefusedError, match="bad_ceiling"):
        next_version([], [], Decimal(0))


def test_that_only_the_newest_draft_is_signed() -> None:
    draft = next_version([FIRST], [], CEILING, "Moins de jours")
    check_signable(draft, [FIRST, draft])
    with pytest.raises(RefusedError, match="not_open"):
        check_signable(FIRST, [FIRST])
    with pytest.raises(RefusedError, match="not_open"):
        check_signable(draft, [FIRST, draft, replace(draft, version=3)])


lines = st.lists(
    st.builds(
        line_of,
        st.sampled_from(["Thomas", "Louise", "Déplacement"]),
        st.decimals(0, 50, places=1),
        st.decimals(0, 500, places=2),
    ),
    max_size=5,
)


@given(lines, lines)
def test_that_changes_add_up_to_the_difference_of_the_totals(
    before: list[CostLine], after: list[CostLine]
) -> None:
    found = changes(before, after)
    difference = total(line.amount for line in after) - total(line.amount for line in before)
    assert sum(change.difference for change in found) == difference
    assert all(change.difference or None in (change.before, change.after) for change in found)
