"""The password of a shared base: asked, kept where the person says so, forgotten when it is wrong."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from keyring.backends.fail import Keyring as NoKeyring
from pytestqt.qtbot import QtBot

from agence_desktop.bootstrap.doors import draft_of
from agence_desktop.bootstrap.keeping import remember_base
from agence_desktop.cli.main import main
from agence_desktop.core.settings import Settings, read_settings
from agence_desktop.desktop.dialogs import texts as dialog_texts
from agence_desktop.storage.folders import settings_folder
from support.accessibility import check_window
from support.account import move_account
from support.prepared import DATABASE, PASSWORD, PreparedServer
from support.programs import Program, running
from support.vault import MemoryKeyring, system_store

pytestmark = [pytest.mark.postgres, pytest.mark.qt_log_ignore("This plugin does not support")]
LOGIN = "commis"


@pytest.fixture(scope="module")
def prepared() -> Iterator[PreparedServer]:
    server = PreparedServer()
    yield server
    server.close()


@pytest.fixture
def address(prepared: PreparedServer) -> str:
    """The base for one login, without a password."""
    url = prepared.location(LOGIN).url
    return f"postgresql://{LOGIN}@{url.host}:{url.port}/{DATABASE}"


@pytest.fixture(autouse=True)
def account(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Settings, data and logs of a person of this test alone."""
    move_account(monkeypatch, tmp_path)
    return tmp_path


@pytest.fixture
def memory() -> Iterator[MemoryKeyring]:
    store = MemoryKeyring()
    with system_store(store):
        yield store


def settings() -> Settings:
    return read_settings(settings_folder(), {}).settings


def connect(program: Program, password: str, *, keep: bool) -> None:
    """Type the password in the dialogue and connect."""
    dialog = program.wait_for_doors()
    dialog.ui.password.setText(password)
    dialog.ui.keepPassword.setChecked(keep)
    dialog.ui.connectButton.click()
    program.wait_for_base(LOGIN)


def test_that_a_password_is_asked_once_and_kept_in_the_store_alone(
    qtbot: QtBot, account: Path, address: str, memory: MemoryKeyring
) -> None:
    remember_base(address)
    with running(qtbot, account) as program:
        dialog = program.wait_for_doors()
        assert dialog.ui.pages.currentWidget() is dialog.ui.shared
        assert "demande votre mot de passe" in dialog.ui.verdict.text()
        assert (dialog.ui.login.text(), dialog.ui.database.text()) == (LOGIN, DATABASE)
        assert dialog.ui.keepPassword.isEnabled()
        assert not dialog.ui.keepPassword.isChecked()
        check_window(dialog)
        connect(program, PASSWORD, keep=True)
        assert program.dialogs == []
    assert list(memory.entries.values()) == [PASSWORD]
    assert (settings().base, settings().keep_password) == (address, True)
    for path in account.rglob("*"):
        assert not path.is_file() or PASSWORD.encode() not in path.read_bytes(), path
    with running(qtbot, account) as program:
        program.wait_for_base(LOGIN)
        assert program.dialogs == []


def test_that_a_password_is_not_kept_unless_said_so(
    qtbot: QtBot, account: Path, address: str, memory: MemoryKeyring
) -> None:
    with running(qtbot, account, address) as program:
        connect(program, PASSWORD, keep=False)
    assert memory.entries == {}
    assert (settings().base, settings().keep_password) == (address, False)


def test_that_a_kept_password_that_is_refused_is_forgotten_and_asked_again(
    qtbot: QtBot, account: Path, address: str, memory: MemoryKeyring, prepared: PreparedServer
) -> None:
    with running(qtbot, account, address) as program:
        connect(program, PASSWORD, keep=True)
    prepared.run(DATABASE, f"ALTER ROLE {LOGIN} PASSWORD 'autre'")
    try:
        with running(qtbot, account) as program:
            dialog = program.wait_for_doors()
            assert "vient d’être oublié" in dialog.ui.verdict.text()
            assert memory.entries == {}
            assert dialog.ui.keepPassword.isChecked()
            connect(program, "autre", keep=True)
        assert list(memory.entries.values()) == ["autre"]
    finally:
        prepared.give_passwords(LOGIN)


def test_that_a_kept_password_is_forgotten_on_demand(
    qtbot: QtBot, account: Path, address: str, memory: MemoryKeyring
) -> None:
    with running(qtbot, account, address) as program:
        connect(program, PASSWORD, keep=True)
        program.window.request_base()
        dialog = program.wait_for_doors()
        dialog.ask_password(draft_of(address, keep=True), "")
        qtbot.waitUntil(lambda: program.window.tasks.idle)
        dialog.ui.forgetButton.click()
        qtbot.waitUntil(lambda: program.window.tasks.idle)
        assert dialog.ui.verdict.text() == dialog_texts.forgotten(DATABASE, was_kept=True)
        assert memory.entries == {}
        assert not settings().keep_password
        dialog.ui.forgetButton.click()
        qtbot.waitUntil(lambda: program.window.tasks.idle)
        assert dialog.ui.verdict.text() == dialog_texts.forgotten(DATABASE, was_kept=False)


def test_that_without_a_store_the_password_is_asked_each_time_and_that_is_said(
    qtbot: QtBot, account: Path, address: str
) -> None:
    with system_store(NoKeyring()):
        for _ in range(2):
            with running(qtbot, account, address) as program:
                dialog = program.wait_for_doors()
                assert not dialog.ui.keepPassword.isEnabled()
                assert not dialog.ui.forgetButton.isEnabled()
                assert dialog.ui.passwordNote.text() == dialog_texts.NO_STORE
                connect(program, PASSWORD, keep=False)


def test_that_a_store_that_refuses_at_the_start_is_told_and_the_password_asked(
    qtbot: QtBot, account: Path, address: str, memory: MemoryKeyring
) -> None:
    with running(qtbot, account, address) as program:
        connect(program, PASSWORD, keep=True)
    memory.locked = True
    with running(qtbot, account) as program:
        dialog = program.wait_for_doors()
        assert "Le coffre du système refuse" in dialog.ui.verdict.text()
        dialog.ui.password.setText(PASSWORD)
        dialog.ui.keepPassword.setChecked(False)
        dialog.ui.connectButton.click()
        program.wait_for_base(LOGIN)
    assert list(memory.entries.values()) == [PASSWORD]


def test_that_the_options_of_an_address_outlive_the_question(address: str) -> None:
    given = f"{address}?sslmode=verify-full&sslrootcert=/etc/ssl/agence.pem"
    assert draft_of(given, keep=False).address == given


def test_that_the_command_line_finds_the_kept_password(
    qtbot: QtBot, account: Path, address: str, memory: MemoryKeyring, capsys: pytest.CaptureFixture[str]
) -> None:
    with running(qtbot, account, address) as program:
        connect(program, PASSWORD, keep=True)
    assert main(["--json", "base", "etat"]) == 0
    assert PASSWORD not in capsys.readouterr().out
    memory.locked = True
    assert main(["base", "etat"]) == 3
    assert "Le coffre du système refuse" in capsys.readouterr().err
