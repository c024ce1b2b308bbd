"""Passwords of shared bases, kept by the store of the operating system and nowhere else."""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable
from queue import Empty, SimpleQueue
from typing import TYPE_CHECKING, Final, NoReturn, TypeVar

from agence_desktop.core.errors import UnreachableError
from agence_desktop.storage import sentences
from agence_desktop.storage.locations import PostgresServer
from agence_desktop.storage.logins import system_login

if TYPE_CHECKING:
    from keyring.backend import KeyringBackend

T = TypeVar("T")
_LOG = logging.getLogger(__name__)

SECONDS: Final = 20.0
"""How long the store may take: it may ask the person to unlock it, or never answer at all."""
_SAFE_FROM: Final = 1
"""The library's own mark of a store to recommend; below it stand plain files and stores that hold nothing."""


class PasswordStore:
    """The store of this person on this computer; its calls wait, and belong on a thread that may.

    Where there is none, where it refuses or does not answer in ``seconds``, every call raises
    UnreachableError: ``no_store``, ``store_refused``, ``store_silent``. Nothing of a password is logged.
    """

    def __init__(self, seconds: float = SECONDS) -> None:
        self._seconds = seconds
        self._waiting: threading.Thread | None = None

    def available(self) -> bool:
        """Whether this computer has a store that answers."""
        try:
            self._ask(lambda _store: None)
        except UnreachableError:
            return False
        return True

    def recall(self, location: PostgresServer) -> str | None:
        """The password that was kept for this base and login."""
        return self._ask(lambda store: store.get_password(*_entry(location)))

    def keep(self, location: PostgresServer, password: str) -> None:
        """Keep a password, in the place of one kept before."""
        self._ask(lambda store: store.set_password(*_entry(location), password))

    def forget(self, location: PostgresServer) -> bool:
        """Remove the password; whether there was one."""

        def remove(store: KeyringBackend) -> bool:
            # The stores do not agree on what removing an absent entry does.
            if store.get_password(*_entry(location)) is None:
                return False
            store.delete_password(*_entry(location))
            return True

        return self._ask(remove)

    def _ask(self, call: Callable[[KeyringBackend], T]) -> T:
        """Call on a thread of its own: D-Bus can wait for ever, and has no time-out to set."""
        if self._waiting is not None and self._waiting.is_alive():
            raise UnreachableError("store_silent", sentences.STORE_SILENT)
        answers: SimpleQueue[Callable[[], T]] = SimpleQueue()

        def work() -> None:
            try:
                found = call(_store())
            except Exception as error:
                refusal = _refusal(error)
                answers.put(lambda: _raise(refusal))
            else:
                answers.put(lambda: found)

        thread = threading.Thread(target=work, name="agence-passwords", daemon=True)
        thread.start()
        try:
            answer = answers.get(timeout=self._seconds)
        except Empty:
            self._waiting = thread
            _LOG.warning("the store of passwords did not answer")
            raise UnreachableError("store_silent", sentences.STORE_SILENT) from None
        return answer()


def _store() -> KeyringBackend:
    # Loaded when it is first needed: it looks for the stores of the system.
    import keyring

    store = keyring.get_keyring()
    if store.priority < _SAFE_FROM:
        raise UnreachableError("no_store", sentences.NO_STORE)
    return store


def _refusal(error: Exception) -> UnreachableError:
    if isinstance(error, UnreachableError):
        return error
    # Its kind alone: what a store says of an error is not ours to write into a log.
    _LOG.warning("the store of passwords refused: %s", type(error).__name__)
    return UnreachableError("store_refused", sentences.STORE_REFUSED)


def _raise(error: UnreachableError) -> NoReturn:
    raise error


def _entry(location: PostgresServer) -> tuple[str, str]:
    """Under which name, and for whom; the store shows both to the person."""
    return f"Agence, {location.shown}", location.url.username or system_login()
