"""What the palette offers without asking the base: every command and every place."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtGui import QKeySequence

from agence_desktop.desktop.contribution import Command, Contribution, Menu
from agence_desktop.desktop.places import Target, Workbench
from agence_desktop.desktop.shell import texts
from agence_desktop.desktop.shell.command_set import CommandSet, Owned
from agence_desktop.desktop.shell.keys import HOME_KEY
from agence_desktop.desktop.shell.own_commands import NEW, NEW_KEYS
from agence_desktop.desktop.shell.palette_items import PaletteGroup, PaletteItem
from agence_desktop.desktop.widgets.accessible import without_mnemonic


def native_keys(shortcut: str) -> str:
    """A shortcut as the keyboard says it."""
    return QKeySequence(shortcut).toString(QKeySequence.SequenceFormat.NativeText)


def menu_words(menu: Menu, contribution: Contribution | None) -> str:
    """The name of a menu, that of the slice's own included."""
    if menu is Menu.SLICE:
        return without_mnemonic(contribution.menu) if contribution is not None else ""
    return without_mnemonic(texts.MENUS[menu.value])


def local_groups(
    commands: CommandSet,
    contributions: Sequence[Contribution],
    desk: Workbench,
    go: Callable[[Target], object],
    new: Command | None,
) -> list[PaletteGroup]:
    """Commands first, then places; ``new`` is what Ctrl+N does at present, listed under its own name only."""
    by_key = {contribution.key: contribution for contribution in contributions}

    def command_item(one: Owned) -> PaletteItem:
        command, owner = one.command, by_key.get(one.slice_key)
        path = menu_words(command.menu, owner)
        if owner is not None and command.menu is not Menu.SLICE:
            path = f"{owner.word}, {path}"
        return PaletteItem(
            commands.words(command.key),
            partial(command.run, desk),
            path,
            native_keys(NEW_KEYS if command is new else command.shortcut),
            command.icon or "play-circle-outline",
            commands.can_run(command),
        )

    places = [PaletteItem(texts.HOME, partial(go, Target(HOME_KEY)), texts.HOME_TITLE, "", "home-outline")]
    for contribution in contributions:
        places += [
            PaletteItem(
                spec.word,
                partial(go, Target(spec.key)),
                contribution.word,
                "",
                spec.icon or contribution.icon,
            )
            for spec in contribution.places
            if spec.listed
        ]
    items = tuple(command_item(one) for one in commands.commands() if new is None or one.command.key != NEW)
    return [PaletteGroup(texts.COMMANDS_GROUP, items), PaletteGroup(texts.PLACES_GROUP, tuple(places))]
