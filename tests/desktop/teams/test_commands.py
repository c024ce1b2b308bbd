"""The commands of flying teams share menus and keys without a collision, in each place."""

from __future__ import annotations

from agence_desktop.desktop.shell.command_set import faults, owned_commands
from support.pages.teams import TeamsPage


def test_that_no_shortcut_and_no_mnemonic_is_given_twice(page: TeamsPage) -> None:
    assert faults(owned_commands((), page.window.contributions)) == []
