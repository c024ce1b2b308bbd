"""The menu bar, filled anew for the slice that is shown."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QMenu, QMenuBar

from agence_desktop.desktop import icons
from agence_desktop.desktop.command import Menu
from agence_desktop.desktop.places import Target
from agence_desktop.desktop.shell import texts
from agence_desktop.desktop.shell.command_set import CommandSet
from agence_desktop.desktop.widgets.accessible import keep_shown

if TYPE_CHECKING:
    from agence_desktop.desktop.contribution import Contribution


class Menus:
    """Fills the menus; the menu of a slice stands between « Aller » and « Outils »."""

    def __init__(self, bar: QMenuBar, refresh: Callable[[], object], go: Callable[[Target], object]) -> None:
        self._bar, self._refresh, self._go = bar, refresh, go
        self._menus: dict[Menu, QMenu] = {}
        for menu in Menu:
            made = QMenu(texts.MENUS.get(menu.value, ""), bar)
            made.aboutToShow.connect(partial(self._opens, made))
            self._menus[menu] = made

    def menu(self, which: Menu) -> QMenu:
        """A menu of the bar."""
        return self._menus[which]

    def fill(
        self,
        commands: CommandSet,
        contribution: Contribution | None,
        contributions: Sequence[Contribution],
        place: str = "",
    ) -> None:
        """Show the commands that mean something in a place of a slice; a menu without command is left out."""
        self._bar.clear()
        slice_key = contribution.key if contribution is not None else ""
        for which, menu in self._menus.items():
            menu.clear()
            group: str | None = None
            for command in commands.of_menu(which, slice_key, place):
                if group is not None and command.group != group:
                    menu.addSeparator()
                group = command.group
                menu.addAction(commands.action(command.key))
            if which is Menu.SLICE and contribution is not None:
                menu.setTitle(contribution.menu)
            if which is Menu.GO:
                self._add_places(menu, contributions)
            if not menu.isEmpty() and menu.title():
                self._bar.addMenu(menu)

    def _opens(self, menu: QMenu) -> None:
        icons.show_promised(menu.actions())
        self._refresh()

    def _add_places(self, menu: QMenu, contributions: Sequence[Contribution]) -> None:
        menu.addSeparator()
        for number, contribution in enumerate(contributions, start=1):
            if not contribution.places:
                continue
            # A digit is the mnemonic: the words of the slices may begin alike.
            sub = menu.addMenu(icons.icon(contribution.icon), f"&{number} {keep_shown(contribution.word)}")
            listed = [spec for spec in contribution.places if spec.listed]
            for place, spec in enumerate(listed, start=1):
                sub.addAction(f"&{place} {keep_shown(spec.word)}", partial(self._go, Target(spec.key)))
