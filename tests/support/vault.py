"""A store of passwords in memory, and one that never answers: backends of the library's own kind."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager

import keyring
from keyring import core
from keyring.backend import KeyringBackend
from keyring.errors import KeyringLocked, PasswordDeleteError


class MemoryKeyring(KeyringBackend):
    """Holds passwords while the program runs; ``locked`` as when the person does not unlock it."""

    priority = 1

    def __init__(self) -> None:
        super().__init__()
        self.entries: dict[tuple[str, str], str] = {}
        self.locked = False

    def get_password(self, service: str, username: str) -> str | None:
        self._open()
        return self.entries.get((service, username))

    def set_password(self, service: str, username: str, password: str) -> None:
        self._open()
        self.entries[service, username] = password

    def delete_password(self, service: str, username: str) -> None:
        self._open()
        if self.entries.pop((service, username), None) is None:
            raise PasswordDeleteError(username)

    def _open(self) -> None:
        if self.locked:
            raise KeyringLocked("secret dans un message")


class SilentKeyring(MemoryKeyring):
    """Answers once ``speak`` is set, as a store behind a prompt that nobody sees."""

    def __init__(self) -> None:
        super().__init__()
        self.speak = threading.Event()

    def _open(self) -> None:
        self.speak.wait()


class PlainFileKeyring(MemoryKeyring):
    """Says of itself that it is not to be recommended, as those that write a plain file."""

    priority = 0.5


@contextmanager
def system_store(store: KeyringBackend) -> Iterator[None]:
    """Let ``store`` be the one of this computer."""
    former = core._keyring_backend
    keyring.set_keyring(store)
    try:
        yield
    finally:
        core._keyring_backend = former
