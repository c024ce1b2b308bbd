"""A right is a role held for an organisation, or for all."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from agence_desktop.core.errors import ExitCode, RightMissingError
from agence_desktop.core.roles import SYSTEM, Actor, Grant, Role, require

HOST_OF_1 = Actor("mcaron", "Mireille Caron", 7, frozenset({Grant(Role.HOST, 1), Grant(Role.CLERK, 2)}))
CLERK_OF_ALL = Actor("agent", "Commis de l’Agence", grants=frozenset({Grant(Role.CLERK)}))


def test_that_a_host_acts_only_for_their_own_organisation() -> None:
    assert HOST_OF_1.may(Role.HOST, 1)
    assert not HOST_OF_1.may(Role.HOST, 2)
    assert not HOST_OF_1.may(Role.HOST, None)


def test_that_staff_of_the_agence_may_hold_a_role_for_all() -> None:
    assert CLERK_OF_ALL.may(Role.CLERK, 1)
    assert CLERK_OF_ALL.may(Role.CLERK, None)
    assert not CLERK_OF_ALL.may(Role.HOST, 1)


def test_that_no_role_implies_another() -> None:
    administrator = Actor("ti", "TI", grants=frozenset({Grant(Role.ADMINISTRATOR)}))
    assert [role for role in Role if administrator.may(role, 1)] == [Role.ADMINISTRATOR]


def test_that_the_organisations_of_a_role_are_known() -> None:
    assert HOST_OF_1.organisations(Role.HOST) == frozenset({1})
    assert HOST_OF_1.organisations(Role.MANAGER) == frozenset()
    assert CLERK_OF_ALL.organisations(Role.CLERK) is None
    assert HOST_OF_1.holds(Role.CLERK)
    assert not HOST_OF_1.holds(Role.MANAGER)


def test_that_one_of_several_roles_is_enough() -> None:
    require(HOST_OF_1, {Role.HOST, Role.MANAGER}, 1, "décider cette demande")
    require(HOST_OF_1, Role.CLERK, 2, "réserver")


def test_that_a_missing_right_is_told_with_its_role() -> None:
    with pytest.raises(RightMissingError) as caught:
        require(HOST_OF_1, {Role.MANAGER, Role.HOST}, 2, "décider cette demande")
    assert caught.value.code == "right_missing"
    assert caught.value.exit_code == ExitCode.RIGHT_MISSING
    assert caught.value.sentence == (
        "Pour décider cette demande, il faut le rôle «\u00a0répondant hôte\u00a0» ou "
        "«\u00a0gestionnaire\u00a0» pour cet organisme. "
        "Adressez-vous à la personne qui administre le programme."
    )


def test_that_a_right_over_all_organisations_is_told_so() -> None:
    with pytest.raises(RightMissingError, match="pour tous les organismes"):
        require(HOST_OF_1, Role.HOST, None, "fusionner des organismes")


def test_that_nobody_holds_nothing_by_default() -> None:
    assert not any(Actor("x", "X").may(role, 1) for role in Role)


def test_that_every_role_has_its_own_french_word() -> None:
    assert len({role.label for role in Role}) == len(Role) == 9


@settings(max_examples=50)
@given(st.sampled_from(Role), st.none() | st.integers(1, 9))
def test_that_the_system_may_do_everything_that_maintenance_asks(
    role: Role, organisation_id: int | None
) -> None:
    require(SYSTEM, role, organisation_id, "entretenir la base")
