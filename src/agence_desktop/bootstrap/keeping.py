"""Which base this computer opens, and whether the store of the system holds its password."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from agence_desktop.storage.configuration import change_own_settings, effective_settings

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
        """Whether this computer has a store that answers, and its administration lets passwords be kept."""
        loaded = effective_settings()
        if loaded.imposed("keep_password") and not loaded.settings.keep_password:
            return False
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
    settings = effective_settings().settings
    return settings.keep_password and settings.base == address


def remember_base(address: str) -> None:
    """Open this base from now on; a password kept for another one is not asked for any more.

    Where the administration of the computer says which base it opens, this choice is not kept.
    """
    loaded = effective_settings()
    if loaded.settings.base != address and not loaded.imposed("base"):
        change_own_settings(base=address, keep_password=False)


def _note(address: str, *, keep: bool) -> None:
    if effective_settings().settings.base == address:
        change_own_settings(keep_password=keep)


def _server(address: str) -> PostgresServer:
    from agence_desktop.core.errors import InputError
    from agence_desktop.storage import sentences
    from agence_desktop.storage.locations import PostgresServer, parse_location

    location = parse_location(address)
    if not isinstance(location, PostgresServer):
        raise InputError("bad_location", sentences.BAD_LOCATION.format(text=location.shown))
    return location
