"""What the shell's own commands do, over the window; a dialogue is imported when it is first asked for."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Protocol

from PySide6.QtCore import QObject, Qt

from agence_desktop.desktop import theme
from agence_desktop.desktop.help.help_key import HelpKey
from agence_desktop.desktop.places import Target, Workbench
from agence_desktop.desktop.shell import own_commands as own
from agence_desktop.desktop.shell import texts
from agence_desktop.desktop.shell.command_set import CommandSet
from agence_desktop.desktop.shell.history import History
from agence_desktop.desktop.shell.keys import APPEARANCE, HOME_KEY, LEAST, RAIL, SIZE
from agence_desktop.desktop.shell.pages import Pages
from agence_desktop.desktop.shell.rail import Rail
from agence_desktop.desktop.shell.undo import UndoStack
from agence_desktop.desktop.theme import Appearance, Theme
from agence_desktop.desktop.widgets.accessible import keep_shown
from agence_desktop.desktop.widgets.room import open_as, room_of
from agence_desktop.desktop.widgets.toasts import Toasts

if TYPE_CHECKING:
    from agence_desktop.desktop.command import Command
    from agence_desktop.desktop.contribution import Contribution, DraftOpener
    from agence_desktop.desktop.drafts import Draft
    from agence_desktop.desktop.shell.palette import Palette


class Host(Workbench, Protocol):
    """What the commands need of the window."""

    pages: Pages
    history: History
    rail: Rail
    commands: CommandSet
    undo_stack: UndoStack
    toasts: Toasts
    look: Theme

    @property
    def palette_box(self) -> Palette: ...

    def leave(self) -> None: ...
    def arrive(self, target: Target) -> None: ...
    def request_base(self) -> None: ...
    def draft_openers(self) -> Mapping[str, DraftOpener]: ...
    def open_draft(self, draft: Draft) -> None: ...
    def new_command(self) -> Command | None: ...
    def contribution(self, key: str) -> Contribution | None: ...
    def refresh_commands(self) -> None: ...


class WindowFrame(QObject):
    """Answers ``own_commands.Frame`` for the main window."""

    def __init__(self, window: Host) -> None:
        super().__init__(window.parent_widget)
        self._window = window
        self.help = HelpKey(self._shown_place, window.parent_widget)

    def new_record(self) -> None:
        """Make the new record of the place."""
        if (command := self._window.new_command()) is not None:
            command.run(self._window)

    def can_make_new(self) -> bool:
        """Whether something can be made here."""
        command = self._window.new_command()
        return command is not None and (command.enabled is None or command.enabled(self._window))

    def print_place(self) -> None:
        """Print what is seen."""
        if (place := self._window.place) is not None:
            place.print_view()

    def can_print(self) -> bool:
        """Whether the place prints."""
        place = self._window.place
        return place is not None and place.printable

    def request_base(self) -> None:
        """Ask for another base."""
        self._window.request_base()

    def quit(self) -> None:
        """Close the window, and the program with it."""
        self._window.parent_widget.close()

    def show_drafts(self) -> None:
        """List the drafts that were left."""
        from agence_desktop.desktop.dialogs.drafts import DraftsDialog

        window = self._window
        dialog = DraftsDialog(
            window.drafts, list(window.draft_openers()), window.session.base.zone, window.parent_widget
        )
        dialog.draft_taken.connect(window.open_draft)
        dialog.open()

    def has_draft_kinds(self) -> bool:
        """Whether a slice keeps drafts."""
        return bool(self._window.draft_openers())

    def undo_last(self) -> None:
        """Take back what was typed last in the place, else the last action."""
        place = self._window.place
        if place is not None and place.undo_words:
            place.undo()
        else:
            self._window.undo_stack.undo()

    def can_undo(self) -> bool:
        """Whether something can be taken back."""
        place = self._window.place
        if place is not None and place.undo_words:
            return True
        return self._window.undo_stack.top is not None and self._window.session.may_write

    def refresh_place(self) -> None:
        """Read again what is shown."""
        if (place := self._window.place) is not None:
            place.refresh()

    def toggle_rail(self) -> None:
        """Change the width of the rail, and keep it."""
        wide = not self._window.rail.wide
        self._window.rail.set_wide(wide)
        self._window.remember(RAIL, wide)
        self._window.refresh_commands()

    def rail_is_wide(self) -> bool:
        """Whether the rail is wide."""
        return self._window.rail.wide

    def set_appearance(self, appearance: Appearance) -> None:
        """Choose the look, and keep it."""
        self._window.look.set_appearance(appearance)
        self._window.remember(APPEARANCE, appearance.value)
        self._window.refresh_commands()

    def appearance(self) -> Appearance:
        """The look that was chosen."""
        return self._window.look.appearance

    def go_back(self) -> None:
        """Go to the place before."""
        self._window.leave()
        if (target := self._window.history.back()) is not None:
            self._window.arrive(target)

    def can_go_back(self) -> bool:
        """Whether there is a place before."""
        return self._window.history.can_go_back

    def go_forward(self) -> None:
        """Go to the place after."""
        self._window.leave()
        if (target := self._window.history.forward()) is not None:
            self._window.arrive(target)

    def can_go_forward(self) -> bool:
        """Whether there is a place after."""
        return self._window.history.can_go_forward

    def open_palette(self) -> None:
        """Open the box over everything."""
        self._window.palette_box.open()

    def go_home(self) -> None:
        """Go to « Ma journée »."""
        self._window.go(Target(HOME_KEY))

    def next_place(self) -> None:
        """Go to the next tab."""
        self._step(1)

    def previous_place(self) -> None:
        """Go to the tab before."""
        self._step(-1)

    def toggle_full_screen(self) -> None:
        """Fill the screen, or come back."""
        window = self._window.parent_widget
        if window.isFullScreen():
            window.showNormal()
        else:
            window.showFullScreen()

    def is_full_screen(self) -> bool:
        """Whether the window fills the screen."""
        return self._window.parent_widget.isFullScreen()

    def reset_geometry(self) -> None:
        """The size the window had the first time, in the middle of the screen."""
        window = self._window.parent_widget
        window.showNormal()
        area = window.screen().availableGeometry()
        open_as(window, *SIZE)
        window.move(area.center() - window.rect().center())

    def fit(self, *, placed: bool) -> None:
        """Keep the window within its screen: full where it has no room as it was drawn, unless somebody
        ``placed`` it, and with places that scroll where the screen is smaller than some of them.
        """
        window = self._window.parent_widget
        room = room_of(window)
        if room.width() < theme.scaled(LEAST[0]) or room.height() < theme.scaled(LEAST[1]):
            self._window.pages.let_scroll()
        drawn = window.size()
        if not placed:
            open_as(window, *SIZE)
            if window.size() != drawn:
                window.setWindowState(window.windowState() | Qt.WindowState.WindowMaximized)

    def close_messages(self) -> None:
        """Take the toasts away."""
        self._window.toasts.close_all()

    def show_help(self) -> None:
        """Open the handbook at the page of the place."""
        self.help.open()

    def show_shortcuts(self) -> None:
        """List every command with its keys."""
        from agence_desktop.desktop.dialogs.shortcuts import ShortcutRow, ShortcutsDialog
        from agence_desktop.desktop.shell.palette_sources import menu_words, native_keys

        window = self._window
        rows = [
            ShortcutRow(
                window.commands.words(one.command.key),
                menu_words(one.command.menu, window.contribution(one.slice_key)),
                native_keys(one.command.shortcut),
            )
            for one in window.commands.commands()
        ]
        ShortcutsDialog(rows, window.parent_widget).open()

    def show_about(self) -> None:
        """Say what the program is."""
        from agence_desktop.desktop.dialogs.about import show_about

        show_about(self._window.parent_widget)

    def rename_actions(self) -> None:
        """Ctrl+N and Ctrl+Z say what they would do here."""
        window = self._window
        new = window.new_command()
        window.commands.action(own.NEW).setText(new.name if new is not None else texts.NEW)
        top, place = window.undo_stack.top, window.place
        words = place.undo_words if place is not None else ""
        undo = texts.undo_words(keep_shown(words or (top.sentence if top is not None else "")))
        window.commands.action(own.UNDO).setText(undo)

    def _shown_place(self) -> str:
        place = self._window.place
        return place.key if place is not None else HOME_KEY

    def _step(self, by: int) -> None:
        place = self._window.place
        if place is None or not place.key:
            return
        section = self._window.pages.section_of(place.key)
        keys = [spec.key for spec in section.places if spec.listed or spec.key == place.key]
        self._window.go(Target(keys[(keys.index(place.key) + by) % len(keys)]))
