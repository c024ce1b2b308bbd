"""The commands as actions: one QAction each, its shortcut alive only where the command means something."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QObject
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QWidget

from agence_desktop.desktop import icons
from agence_desktop.desktop.command import Command, Menu
from agence_desktop.desktop.places import Workbench
from agence_desktop.desktop.widgets.accessible import without_mnemonic

if TYPE_CHECKING:
    from agence_desktop.desktop.contribution import Contribution


class Owned(NamedTuple):
    """A command and the key of the slice it belongs to, "" for the shell's own."""

    command: Command
    slice_key: str = ""


def owned_commands(own: Iterable[Command], contributions: Iterable[Contribution]) -> list[Owned]:
    """The shell's commands, then those of the slices."""
    found = [Owned(command) for command in own]
    for contribution in contributions:
        found += [Owned(command, contribution.key) for command in contribution.commands]
    return found


def faults(commands: Sequence[Owned]) -> list[str]:
    """What is wrong with a set of commands: keys or shortcuts given twice,
    mnemonics that collide in a menu.
    """
    found = [f"key {key} given {n} times" for key, n in _repeated(one.command.key for one in commands)]
    for place_key in {"", *(one.slice_key for one in commands)}:
        alive = [one for one in commands if one.slice_key in ("", place_key)]
        found += _shortcut_faults(alive)
        for menu in Menu:
            named = [one.command for one in alive if one.command.menu is menu]
            # A menu holds what means something in the place that is shown.
            for place in {"", *(place for command in named for place in command.places)}:
                met = [_mnemonic(one.name) for one in named if not one.places or place in one.places]
                found += [f"mnemonic {letter} twice in {menu}" for letter, _ in _repeated(filter(None, met))]
    for one in commands:
        if not _mnemonic(one.command.name):
            found.append(f"{one.command.key} has no mnemonic")
        keys = QKeySequence(one.command.shortcut)
        if one.command.shortcut and (keys.isEmpty() or keys.toString() != one.command.shortcut):
            found.append(f"{one.command.key} has an unreadable shortcut {one.command.shortcut}")
    return sorted(set(found))


def _shortcut_faults(alive: Sequence[Owned]) -> list[str]:
    found = []
    with_keys = [one.command for one in alive if one.command.shortcut]
    for n, first in enumerate(with_keys):
        for second in with_keys[n + 1 :]:
            apart = first.places and second.places and not first.places & second.places
            if first.shortcut == second.shortcut and first.key != second.key and not apart:
                found.append(f"shortcut {first.shortcut} for {first.key} and {second.key}")
    return found


def _repeated(values: Iterable[str]) -> list[tuple[str, int]]:
    return [(value, n) for value, n in Counter(values).items() if n > 1]


def _mnemonic(name: str) -> str:
    plain = name.replace("&&", "")
    at = plain.find("&")
    return plain[at + 1 : at + 2].lower() if at >= 0 else ""


class CommandSet(QObject):
    """Makes the actions and keeps their state; ``refresh`` after anything that changes what is enabled.

    The shell's own actions live as long as the window; those of the slices until other slices come.
    """

    def __init__(self, desk: Workbench, own: Iterable[Command], window: QWidget) -> None:
        super().__init__(window)
        self._desk, self._window = desk, window
        self._owned: dict[str, Owned] = {}
        self._actions: dict[str, QAction] = {}
        for command in own:
            self._add(Owned(command))

    def set_slices(self, contributions: Iterable[Contribution]) -> None:
        """Take the commands of these slices, and drop those of others."""
        for key in [key for key, one in self._owned.items() if one.slice_key]:
            del self._owned[key]
            self._actions.pop(key).deleteLater()
        for one in owned_commands((), contributions):
            self._add(one)

    def action(self, key: str) -> QAction:
        """The action of a command."""
        return self._actions[key]

    def actions(self) -> list[QAction]:
        """All of them."""
        return list(self._actions.values())

    def commands(self) -> list[Owned]:
        """All commands with their owner."""
        return list(self._owned.values())

    def of_menu(self, menu: Menu, slice_key: str, place: str) -> list[Command]:
        """The commands of a menu while a place of a slice is shown, in their order."""
        return [
            one.command
            for one in self._owned.values()
            if one.command.menu is menu
            and one.slice_key in ("", slice_key)
            and (not one.command.places or place in one.command.places)
        ]

    def can_run(self, command: Command) -> bool:
        """Whether the command may run now, wherever it is called from."""
        if not self._fits(command):
            return False
        return command.enabled is None or command.enabled(self._desk)

    def refresh(self, slice_key: str) -> None:
        """Enable what means something in the slice and place that are shown."""
        for key, one in self._owned.items():
            action, command = self._actions[key], one.command
            here = one.slice_key in ("", slice_key)
            action.setEnabled(here and self.can_run(command))
            if command.checked is not None:
                action.setChecked(self._fits(command) and command.checked(self._desk))

    def words(self, key: str) -> str:
        """The name of a command as it reads now."""
        return without_mnemonic(self._actions[key].text())

    def _fits(self, command: Command) -> bool:
        """Whether it means something in the place that is shown."""
        place = self._desk.place
        return not command.places or (place is not None and place.key in command.places)

    def _add(self, one: Owned) -> None:
        self._owned[one.command.key] = one
        action = self._actions[one.command.key] = self._make(one.command)
        self._window.addAction(action)

    def _make(self, command: Command) -> QAction:
        action = QAction(command.name, self)
        action.setObjectName(command.key)
        if command.shortcut:
            action.setShortcut(QKeySequence(command.shortcut))
        if command.icon:
            # Drawn by what shows it: the tool bar at once, a menu when it opens.
            icons.promise_icon(action, command.icon, size=16)
        action.setCheckable(command.checked is not None)
        action.triggered.connect(lambda: command.run(self._desk))
        return action
