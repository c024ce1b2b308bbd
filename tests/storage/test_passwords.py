"""Passwords stand in the store of the system: kept, found, forgotten; its absence and silence are told."""

from __future__ import annotations

import logging
from collections.abc import Iterator

import pytest
from keyring.backends.fail import Keyring as NoKeyring

from agence_desktop.core.errors import UnreachableError
from agence_desktop.storage.locations import PostgresServer, parse_location
from agence_desktop.storage.passwords import PasswordStore
from support.vault import MemoryKeyring, PlainFileKeyring, SilentKeyring, system_store


def base(address: str = "postgresql://mcaron@serveur:5432/agence") -> PostgresServer:
    location = parse_location(address)
    assert isinstance(location, PostgresServer)
    return location


@pytest.fixture
def memory() -> Iterator[MemoryKeyring]:
    store = MemoryKeyring()
    with system_store(store):
        yield store


def test_that_a_password_is_kept_found_and_forgotten(memory: MemoryKeyring) -> None:
    store = PasswordStore()
    assert store.recall(base()) is None
    store.keep(base(), "été 2026 ")
    assert store.recall(base()) == "été 2026 "
    assert store.forget(base())
    assert store.recall(base()) is None
    assert memory.entries == {}
    assert not store.forget(base())


def test_that_each_base_and_login_has_its_own(memory: MemoryKeyring) -> None:
    store = PasswordStore()
    others = [
        base("postgresql://autre@serveur:5432/agence"),
        base("postgresql://mcaron@serveur:5433/agence"),
        base("postgresql://mcaron@serveur:5432/essai"),
    ]
    store.keep(base(), "a")
    assert [store.recall(other) for other in others] == [None, None, None]
    assert list(memory.entries) == [("Agence, serveur:5432/agence", "mcaron")]


def test_that_an_address_without_login_is_that_of_the_session(memory: MemoryKeyring) -> None:
    PasswordStore().keep(base("postgresql://serveur/agence"), "a")
    assert all(login for _, login in memory.entries)


@pytest.mark.parametrize("store", [NoKeyring(), PlainFileKeyring()])
def test_that_without_a_safe_store_nothing_is_kept(store: MemoryKeyring) -> None:
    with system_store(store):
        kept = PasswordStore()
        assert not kept.available()
        with pytest.raises(UnreachableError) as refusal:
            kept.keep(base(), "secret")
        assert refusal.value.code == "no_store"
    assert not getattr(store, "entries", {})


def test_that_a_locked_store_is_told_without_its_words(
    memory: MemoryKeyring, caplog: pytest.LogCaptureFixture
) -> None:
    memory.locked = True
    with caplog.at_level(logging.DEBUG), pytest.raises(UnreachableError) as refusal:
        PasswordStore().keep(base(), "motdepasse")
    assert refusal.value.code == "store_refused"
    assert refusal.value.__cause__ is None
    assert "KeyringLocked" in caplog.text
    assert "secret" not in caplog.text
    assert "motdepasse" not in caplog.text


def test_that_a_store_that_does_not_answer_is_given_up_and_not_asked_again_meanwhile() -> None:
    silent = SilentKeyring()
    with system_store(silent):
        store = PasswordStore(seconds=0.5)
        for _ in range(2):
            with pytest.raises(UnreachableError) as refusal:
                store.recall(base())
            assert refusal.value.code == "store_silent"
        waiting = store._waiting
        assert waiting is not None
        silent.speak.set()
        waiting.join()
        store.keep(base(), "a")
        assert store.recall(base()) == "a"
