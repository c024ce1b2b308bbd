"""Every command has a name, a menu and a shortcut of its own."""

from __future__ import annotations

from types import SimpleNamespace
from typing import cast

from agence_desktop.core.roles import Actor
from agence_desktop.desktop.contribution import Command, Menu, Role
from agence_desktop.desktop.directory.contribution import directory_contribution
from agence_desktop.desktop.shell.command_set import Owned, faults, owned_commands
from agence_desktop.desktop.shell.own_commands import Frame, own_commands
from agence_desktop.desktop.spaces.contribution import spaces_contribution
from agence_desktop.desktop.spaces.gateway import Gateway
from agence_desktop.storage.work import Database
from desktop.shell.sample import contributions


def command(key: str, name: str, shortcut: str = "", places: frozenset[str] = frozenset()) -> Command:
    return Command(key, name, Menu.SLICE, lambda _: None, shortcut, places=places)


def test_that_the_commands_of_the_shell_and_of_slices_have_no_fault() -> None:
    own = own_commands(cast(Frame, None))
    assert faults(owned_commands(own, contributions([], []))) == []


def test_that_every_command_has_a_shortcut_to_be_shown_beside_it() -> None:
    actor = Actor("essai", "Essai")
    slices = [
        spaces_contribution(cast(Gateway, SimpleNamespace(actor=actor, database=None))),
        directory_contribution(cast(Database, None), actor),
    ]
    every = owned_commands(own_commands(cast(Frame, None)), slices)
    assert faults(every) == []
    # Of the slices' commands for a new record, the one of the place has Ctrl+N.
    others = [one.command for one in every if one.command.role is not Role.NEW]
    without = [command.key for command in others if not command.shortcut]
    assert without == []


def test_that_a_shortcut_given_twice_is_a_fault() -> None:
    owned = [Owned(command("a", "&A", "F4"), "s"), Owned(command("b", "&B", "F4"), "s")]
    assert faults(owned) == ["shortcut F4 for a and b"]


def test_that_two_slices_or_two_places_may_share_a_shortcut() -> None:
    apart = [Owned(command("a", "&A", "F4"), "s"), Owned(command("b", "&B", "F4"), "t")]
    places = [
        Owned(command("a", "&A", "F4", frozenset({"s.1"})), "s"),
        Owned(command("b", "&B", "F4", frozenset({"s.2"})), "s"),
    ]
    assert faults(apart) == []
    assert faults(places) == []


def test_that_a_slice_may_not_take_a_shortcut_of_the_shell() -> None:
    assert faults([Owned(command("a", "&A", "F5")), Owned(command("b", "&B", "F5"), "s")]) != []


def test_that_a_mnemonic_given_twice_in_a_menu_is_a_fault() -> None:
    owned = [Owned(command("a", "&Annuler"), "s"), Owned(command("b", "&Afficher"), "s")]
    assert faults(owned) == ["mnemonic a twice in service"]


def test_that_commands_of_different_places_share_no_menu_and_may_share_a_mnemonic() -> None:
    apart = [
        Owned(command("a", "&Annuler", places=frozenset({"s.1"})), "s"),
        Owned(command("b", "&Afficher", places=frozenset({"s.2"})), "s"),
    ]
    assert faults(apart) == []
    assert faults([*apart, Owned(command("c", "&Ajouter"), "s")]) == ["mnemonic a twice in service"]


def test_that_a_missing_mnemonic_or_a_shortcut_nobody_can_type_is_a_fault() -> None:
    assert faults([Owned(command("a", "Sans"), "s")]) == ["a has no mnemonic"]
    assert faults([Owned(command("a", "&A", "Ctrl+Nimporte"), "s")]) != []
    assert faults([Owned(command("a", "&A"), "s"), Owned(command("a", "&B"), "t")]) == ["key a given 2 times"]
