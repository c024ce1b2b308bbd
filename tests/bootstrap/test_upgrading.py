"""A base of an older program is brought up from the window by who may; others wait and read again."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from agence_desktop.actions.upgrading import upgrade_base
from agence_desktop.bootstrap import texts
from agence_desktop.migrations import HEAD
from agence_desktop.storage.grants import OWNER
from agence_desktop.storage.schema import schema_state, write_meta
from agence_desktop.storage.work import Database
from cli.conftest import prepare_administered
from migrations.test_runner import NEXT
from support.account import move_account
from support.databases import PostgresDatabases, SqliteFiles
from support.older import newer_program
from support.prepared import PreparedServer
from support.programs import Program, running
from support.storage import open_url

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")


@pytest.fixture(autouse=True)
def account(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    move_account(monkeypatch, tmp_path)
    return tmp_path


@pytest.fixture
def base(databases: SqliteFiles | PostgresDatabases) -> Iterator[str]:
    url = databases.copy_of(prepare_administered)
    yield url
    databases.drop(url)


def schema_of(url: str) -> str | None:
    database = Database(open_url(url))
    try:
        return schema_state(database, HEAD).current
    finally:
        database.close()


def signed_in(program: Program) -> bool:
    return bool(program.window.session.actor.login) and program.window.tasks.idle


def test_that_who_may_brings_the_base_up_and_works_on(
    qtbot: QtBot, account: Path, base: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    newer_program(account, monkeypatch)
    with running(qtbot, account, base) as program:
        box = program.wait_for_box()
        assert HEAD in box.informativeText()
        assert NEXT in box.informativeText()
        assert schema_of(base) == HEAD
        program.press(box, "niveau")
        qtbot.waitUntil(lambda: signed_in(program), timeout=30_000)
        assert any("La copie d’avant est gardée" in one for one in program.window.toasts.sentences)
    assert schema_of(base) == NEXT


def test_that_a_failure_leaves_the_old_base_and_says_where_its_copy_is(
    qtbot: QtBot, account: Path, base: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    newer_program(account, monkeypatch, more="raise LookupError")
    with running(qtbot, account, base) as program:
        program.press(program.wait_for_box(), "niveau")
        qtbot.waitUntil(lambda: program.window.tasks.idle and bool(program.dialogs), timeout=30_000)
        told = program.wait_for_box().text()
        assert "restée comme elle était" in told
        assert "copie de sûreté" in told
        assert program.window.session.actor.login == ""
    assert schema_of(base) == HEAD


def test_that_later_changes_nothing(
    qtbot: QtBot, account: Path, base: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    newer_program(account, monkeypatch)
    with running(qtbot, account, base) as program:
        program.press(program.wait_for_box(), "tard")
        assert program.window.tasks.idle
    assert schema_of(base) == HEAD


@pytest.mark.postgres
def test_that_others_wait_and_read_again(
    qtbot: QtBot, account: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    server = PreparedServer()
    try:
        newer_program(account, monkeypatch)
        commis = server.location("commis").url.set(drivername="postgresql")
        with running(qtbot, account, commis.render_as_string(hide_password=False)) as program:
            box = program.wait_for_box()
            assert box.informativeText() == texts.upgrade_wait("")[1]
            upgrade_base(server.location(OWNER))
            program.press(box, "essayer")
            program.wait_for_base("commis")
    finally:
        server.close()


def test_that_a_newer_base_is_refused_by_the_version_it_asks_for(
    qtbot: QtBot, account: Path, base: str
) -> None:
    opened = open_url(base)
    database = Database(opened)

    def future(session: object) -> None:
        connection = session.connection()  # type: ignore[attr-defined]
        connection.exec_driver_sql("UPDATE alembic_version SET version_num = '9999'")
        write_meta(connection, "program", "9.9")

    database.write(future)
    database.close()
    with running(qtbot, account, base) as program:
        assert "9.9" in program.wait_for_box().text()
