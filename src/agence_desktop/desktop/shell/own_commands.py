"""The shell's own commands: what can be done everywhere, whatever the slice."""

from __future__ import annotations

from typing import Protocol

from agence_desktop.desktop.command import Command, Menu
from agence_desktop.desktop.help.help_key import KEYS as HELP_KEYS
from agence_desktop.desktop.theme import Appearance

NEW, PRINT, UNDO, REFRESH = "shell.new", "shell.print", "shell.undo", "shell.refresh"
NEW_KEYS = "Ctrl+N"
BACK, FORWARD, PALETTE, HOME = "shell.back", "shell.forward", "shell.palette", "shell.home"


class Frame(Protocol):
    """What the window does for its commands."""

    def new_record(self) -> None: ...
    def can_make_new(self) -> bool: ...
    def print_place(self) -> None: ...
    def can_print(self) -> bool: ...
    def request_base(self) -> None: ...
    def show_drafts(self) -> None: ...
    def has_draft_kinds(self) -> bool: ...
    def quit(self) -> None: ...
    def undo_last(self) -> None: ...
    def can_undo(self) -> bool: ...
    def refresh_place(self) -> None: ...
    def toggle_rail(self) -> None: ...
    def rail_is_wide(self) -> bool: ...
    def set_appearance(self, appearance: Appearance) -> None: ...
    def appearance(self) -> Appearance: ...
    def go_back(self) -> None: ...
    def can_go_back(self) -> bool: ...
    def go_forward(self) -> None: ...
    def can_go_forward(self) -> bool: ...
    def open_palette(self) -> None: ...
    def go_home(self) -> None: ...
    def next_place(self) -> None: ...
    def previous_place(self) -> None: ...
    def toggle_full_screen(self) -> None: ...
    def is_full_screen(self) -> bool: ...
    def reset_geometry(self) -> None: ...
    def close_messages(self) -> None: ...
    def show_help(self) -> None: ...
    def show_shortcuts(self) -> None: ...
    def show_about(self) -> None: ...


def own_commands(frame: Frame) -> tuple[Command, ...]:
    """The commands of the frame, menu by menu."""
    return (*_file_and_edit(frame), *_view(frame), *_go(frame), *_window_and_help(frame))


def _file_and_edit(frame: Frame) -> tuple[Command, ...]:
    return (
        Command(
            NEW,
            "&Nouvelle fiche…",
            Menu.FILE,
            lambda _: frame.new_record(),
            NEW_KEYS,
            "plus",
            enabled=lambda _: frame.can_make_new(),
        ),
        Command(
            PRINT,
            "&Imprimer…",
            Menu.FILE,
            lambda _: frame.print_place(),
            "Ctrl+P",
            "printer",
            enabled=lambda _: frame.can_print(),
        ),
        Command(
            "shell.drafts",
            "Reprendre un &brouillon…",
            Menu.FILE,
            lambda _: frame.show_drafts(),
            "Ctrl+Shift+B",
            icon="file-document-edit-outline",
            enabled=lambda _: frame.has_draft_kinds(),
        ),
        Command(
            "shell.base",
            "&Ouvrir une autre base…",
            Menu.FILE,
            lambda _: frame.request_base(),
            "Ctrl+O",
            "database-outline",
            group="base",
        ),
        Command("shell.quit", "&Quitter", Menu.FILE, lambda _: frame.quit(), "Ctrl+Q", "power", group="fin"),
        Command(
            UNDO,
            "&Annuler la dernière action",
            Menu.EDIT,
            lambda _: frame.undo_last(),
            "Ctrl+Z",
            "undo",
            enabled=lambda _: frame.can_undo(),
        ),
    )


def _view(frame: Frame) -> tuple[Command, ...]:
    looks = (
        (Appearance.SYSTEM, "Apparence du &système", "Ctrl+F9", "theme-light-dark"),
        (Appearance.LIGHT, "Apparence &claire", "Ctrl+F10", "white-balance-sunny"),
        (Appearance.DARK, "Apparence s&ombre", "Ctrl+F11", "weather-night"),
    )
    return (
        Command(REFRESH, "&Actualiser", Menu.VIEW, lambda _: frame.refresh_place(), "F5", "refresh"),
        Command(
            "shell.rail",
            "&Élargir la barre des services",
            Menu.VIEW,
            lambda _: frame.toggle_rail(),
            "Ctrl+B",
            "arrow-expand-horizontal",
            checked=lambda _: frame.rail_is_wide(),
        ),
        *(_look(frame, *look) for look in looks),
    )


def _look(frame: Frame, look: Appearance, words: str, keys: str, icon: str) -> Command:
    return Command(
        f"shell.look.{look}",
        words,
        Menu.VIEW,
        lambda _: frame.set_appearance(look),
        keys,
        icon,
        checked=lambda _: frame.appearance() is look,
        group="apparence",
    )


def _go(frame: Frame) -> tuple[Command, ...]:
    return (
        Command(
            BACK,
            "&Précédent",
            Menu.GO,
            lambda _: frame.go_back(),
            "Alt+Left",
            "arrow-left",
            enabled=lambda _: frame.can_go_back(),
        ),
        Command(
            FORWARD,
            "&Suivant",
            Menu.GO,
            lambda _: frame.go_forward(),
            "Alt+Right",
            "arrow-right",
            enabled=lambda _: frame.can_go_forward(),
        ),
        Command(
            PALETTE,
            "&Rechercher une fiche ou une commande…",
            Menu.GO,
            lambda _: frame.open_palette(),
            "Ctrl+K",
            "magnify",
            group="recherche",
        ),
        Command(
            HOME, "&Accueil", Menu.GO, lambda _: frame.go_home(), "Alt+Home", "home-outline", group="lieux"
        ),
        Command(
            "shell.next",
            "Lieu s&uivant du service",
            Menu.GO,
            lambda _: frame.next_place(),
            "Ctrl+PgDown",
            "chevron-right",
            group="lieux",
        ),
        Command(
            "shell.previous",
            "Lieu précé&dent du service",
            Menu.GO,
            lambda _: frame.previous_place(),
            "Ctrl+PgUp",
            "chevron-left",
            group="lieux",
        ),
    )


def _window_and_help(frame: Frame) -> tuple[Command, ...]:
    return (
        Command(
            "shell.full",
            "&Plein écran",
            Menu.WINDOW,
            lambda _: frame.toggle_full_screen(),
            "F11",
            "arrow-expand",
            checked=lambda _: frame.is_full_screen(),
        ),
        Command(
            "shell.size",
            "&Taille d’origine",
            Menu.WINDOW,
            lambda _: frame.reset_geometry(),
            "Shift+F11",
            icon="restore",
        ),
        Command(
            "shell.messages",
            "Fermer les &messages",
            Menu.WINDOW,
            lambda _: frame.close_messages(),
            "Ctrl+Shift+M",
            icon="bell-outline",
        ),
        Command(
            "shell.help",
            "&Manuel",
            Menu.HELP,
            lambda _: frame.show_help(),
            HELP_KEYS,
            "help-circle-outline",
        ),
        Command(
            "shell.keys",
            "&Raccourcis clavier",
            Menu.HELP,
            lambda _: frame.show_shortcuts(),
            "Ctrl+F1",
            "keyboard",
        ),
        Command(
            "shell.about",
            "À &propos d’Agence",
            Menu.HELP,
            lambda _: frame.show_about(),
            "Shift+F1",
            icon="information-outline",
        ),
    )
