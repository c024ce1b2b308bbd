"""Which base this computer opens, and whether the store of the system holds its password."""

from __future__ import annotations

from dataclasses import replace
from functools import cached_property
from typing import TYPE_CHECKING

from agence_desktop.core.settings import read_settings, write_settings
from agence_desktop.storage.folders import settings_folder

if TYPE_CHECKING:
    from agence_desktop.storage.locations import PostgresServer
    from agence_desktop.storage.passwords import PasswordStore


class Keeping:
    """What the window asks of the store; its methods wait, and are called off the GUI thread.

    The store is only asked where somebody kept a password: it may want to be unlocked.
    """

    @cached_property
    def store(self) -> PasswordStore:
        """The store of the system."""
        from agence_desktop.storage.passwords import PasswordStore

        return PasswordStore()

    def available(self) -> bool:
        """Whether this computer has a store that answers."""
        return self.store.available()

    def store_of(self, address: str) -> PasswordStore | None:
        """The store, where it may hold the password of this address."""
        return self.store if kept_for(address) else None

    def keep(self, address: str, password: str) -> None:
        """Confide a password to the store, and note that it is there; raises UnreachableError."""
        self.store.keep(_server(address), password)
        _note(address, keep=True)

    def forget(self, address: str) -> bool:
        """Remove a password; whether there was one. Raises InputError, UnreachableError."""
        found = self.store.forget(_server(address))
        _note(address, keep=False)
        return found


def kept_for(address: str) -> bool:
    """Whether the settings say that the password of this address was kept."""
    settings = read_settings(settings_folder(), {}).settings
    return settings.keep_password and settings.base == address


def remember_base(address: str) -> None:
    """Open this base from now on; a password kept for another one is not asked for any more."""
    folder = settings_folder()
    settings = read_settings(folder, {}).settings
    if settings.base != address:
        write_settings(folder, replace(settings, base=address, keep_password=False))


def _note(address: str, *, keep: bool) -> None:
    folder = settings_folder()
    settings = read_settings(folder, {}).settings
    if settings.base == address and settings.keep_password is not keep:
        write_settings(folder, replace(settings, keep_password=keep))


def _server(address: str) -> PostgresServer:
    from agence_desktop.core.errors import InputError
    from agence_desktop.storage import sentences
    from agence_desktop.storage.locations import PostgresServer, parse_location

    location = parse_location(address)
    if not isinstance(location, PostgresServer):
        raise InputError("bad_location", sentences.BAD_LOCATION.format(text=location.shown))
    return location
