"""The fixtures keep what they promise."""

from __future__ import annotations

import sqlite3

import psycopg
import pytest
from PySide6.QtCore import QThread, QTimer
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from support.databases import PostgresDatabases, SqliteFiles
from support.leftovers import Leftovers
from support.postgres import PostgresServer, PrivateServer


def execute(url: str, statement: str) -> list[tuple[object, ...]]:
    if url.startswith("sqlite"):
        connection = sqlite3.connect(url.removeprefix("sqlite:///"))
        try:
            with connection:
                return connection.execute(statement).fetchall()
        finally:
            connection.close()
    with psycopg.connect(url) as server:
        cursor = server.execute(statement)
        return cursor.fetchall() if cursor.description else []


def prepare(url: str) -> None:
    execute(url, "create table chair (id integer)")


@pytest.mark.postgres
def test_that_the_private_server_wants_a_password(postgres: PostgresServer) -> None:
    if not isinstance(postgres, PrivateServer):
        pytest.skip("a named server has its own rules")
    with pytest.raises(psycopg.OperationalError, match="password authentication failed"):
        psycopg.connect(postgres.admin_url.replace(postgres.password, "wrong"))


@pytest.mark.postgres
def test_that_a_crashed_server_starts_again_with_what_was_committed() -> None:
    server = PrivateServer()
    try:
        name = server.create_database()
        prepare(server.url(name))
        server.stop("immediate")
        with pytest.raises(psycopg.OperationalError):
            psycopg.connect(server.url(name))
        server.start()
        assert execute(server.url(name), "select count(*) from chair") == [(0,)]
    finally:
        server.close()
    assert not server.folder.exists()


def test_that_every_test_has_an_empty_database(databases: SqliteFiles | PostgresDatabases) -> None:
    for _ in range(2):
        url = databases.fresh()
        prepare(url)
        databases.drop(url)


def test_that_a_template_is_prepared_once_and_its_copies_are_apart(
    databases: SqliteFiles | PostgresDatabases,
) -> None:
    prepared: list[str] = []

    def prepare_and_count(url: str) -> None:
        prepare(url)
        prepared.append(url)

    first, second = databases.copy_of(prepare_and_count), databases.copy_of(prepare_and_count)
    execute(first, "insert into chair values (1)")
    assert execute(second, "select count(*) from chair") == [(0,)]
    assert len(prepared) == 1
    databases.drop(first)
    databases.drop(second)


def test_that_windows_timers_and_threads_left_behind_are_named(
    qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    leftovers = Leftovers(monkeypatch)
    window, timer, thread = QWidget(), QTimer(), QThread()
    window.setObjectName("forgotten")
    qtbot.addWidget(window)
    timer.start(60_000)
    thread.start()
    assert leftovers.found() == ["QWidget « forgotten »", "active QTimer, 60000 ms", "running QThread"]
    assert not timer.isActive()
    assert not thread.isRunning()


def test_that_a_widget_given_to_qtbot_is_not_left_behind(qtbot: QtBot) -> None:
    window = QWidget()
    window.timer = QTimer(window)  # type: ignore[attr-defined]
    window.timer.start(60_000)  # type: ignore[attr-defined]
    qtbot.addWidget(window)
    window.show()
