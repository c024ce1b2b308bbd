"""The whole slice: names, shortcuts and mnemonics of its commands, and every place that opens."""

from __future__ import annotations

from agence_desktop.core.clock import FixedClock
from agence_desktop.desktop.command import Role
from agence_desktop.desktop.positions.contribution import positions_contribution
from agence_desktop.desktop.positions.gateway import Gateway
from agence_desktop.desktop.shell.command_set import faults, owned_commands
from agence_desktop.desktop.shell.own_commands import own_commands
from agence_desktop.desktop.shell.window import MainWindow
from agence_desktop.storage.engine import open_engine
from agence_desktop.storage.locations import parse_location
from agence_desktop.storage.work import Database
from support import fragile
from support.fragile import Fragile
from support.furnished import NOW
from support.windows import OpenWindow


def test_that_the_commands_of_the_slice_have_no_fault(url: str, opened: OpenWindow) -> None:
    database = Database(open_engine(parse_location(url)), clock=FixedClock(NOW))
    contribution = positions_contribution(Gateway(database, fragile.MANAGER))
    window: MainWindow = opened.window
    every = owned_commands(own_commands(window.frame), [contribution])
    assert faults(every) == []
    own = [one.command for one in every if one.slice_key and one.command.role is not Role.NEW]
    assert [command.key for command in own if not command.shortcut] == []
    database.close()


def test_that_every_place_opens_and_tells_what_it_shows(opened: OpenWindow, unit: Fragile) -> None:
    assert unit.positions
    listed = [spec for spec in opened.window.contributions[0].places if spec.listed]
    for spec in listed:
        place = opened.go(spec.key)
        assert place.key == spec.key
        assert place.accessibleName()
        place.restore(place.state())
        opened.settle()
