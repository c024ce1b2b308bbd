"""A command acts once, whatever the connection does."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any
from uuid import UUID, uuid4

import psycopg
import pytest
from sqlalchemy import insert, text
from sqlalchemy.orm import Session

from agence_desktop.core.errors import RefusedError, UnreachableError
from agence_desktop.storage.commands import find_answer, fingerprint_of, once
from agence_desktop.storage.work import Database
from support.storage import TRIAL, act_once_each, count, make_tables, open_url, run_at_once


def act(session: Session) -> dict[str, Any]:
    session.execute(insert(TRIAL).values(amount=1))
    return {"number": "R-2026-000001", "où": "là"}


def run(database: Database, key: UUID, fingerprint: str = "f") -> tuple[dict[str, Any], bool]:
    return database.write(lambda session: once(session, key, fingerprint, act), key=key)


def test_that_the_same_key_gives_the_first_answer_again(database: Database) -> None:
    key = uuid4()
    first, second = run(database, key), run(database, key)
    assert first == ({"number": "R-2026-000001", "où": "là"}, False)
    assert second == (first[0], True)
    assert count(database) == 1


def test_that_the_same_key_with_other_content_is_refused(database: Database) -> None:
    key = uuid4()
    run(database, key)
    with pytest.raises(RefusedError) as caught:
        run(database, key, "other")
    assert caught.value.code == "key_reused"
    assert count(database) == 1


def test_that_a_failed_command_keeps_no_answer(database: Database) -> None:
    key = uuid4()

    def fail(_session: Session) -> dict[str, Any]:
        raise LookupError

    with pytest.raises(LookupError):
        database.write(lambda session: once(session, key, "f", fail), key=key)
    assert database.read(lambda session: find_answer(session, key, "f")) is None
    assert run(database, key)[1] is False


def test_that_an_answer_can_be_looked_up(database: Database) -> None:
    key = uuid4()
    answer, _ = run(database, key)
    assert database.read(lambda session: find_answer(session, key, "f")) == answer


def test_that_a_fingerprint_ignores_the_order_of_keys() -> None:
    assert fingerprint_of({"a": 1, "b": [2]}) == fingerprint_of({"b": [2], "a": 1})
    assert fingerprint_of({"a": 1}) != fingerprint_of({"a": 2})


def test_that_eight_processes_with_the_same_keys_act_once_each(database: Database, database_url: str) -> None:
    keys = [uuid4() for _ in range(10)]
    assert run_at_once(act_once_each, [(database_url, keys)] * 8) == [0] * 8
    assert count(database) == len(keys)


def lose_acknowledgements(database: Database, url: str, monkeypatch: pytest.MonkeyPatch, times: int) -> None:
    """Cut the connection after the server committed and before it said so, ``times`` times."""
    left = [times]
    commit = database.engine.dialect.do_commit

    def commit_and_cut(raw: Any) -> None:
        commit(raw)
        if left[0]:
            left[0] -= 1
            driver = raw.dbapi_connection
            with psycopg.connect(url, autocommit=True) as killer:
                killer.execute("SELECT pg_terminate_backend(%s, 5000)", (driver.info.backend_pid,))
            driver.execute("SELECT 1")

    monkeypatch.setattr(database.engine.dialect, "do_commit", commit_and_cut)


@pytest.fixture
def server_database(postgres_url: str) -> Iterator[Database]:
    opened = open_url(postgres_url)
    make_tables(opened)
    yield Database(opened, sleep=lambda _seconds: None)
    opened.engine.dispose()


@pytest.mark.postgres
def test_that_a_lost_acknowledgement_does_not_act_twice(
    server_database: Database, postgres_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    lose_acknowledgements(server_database, postgres_url, monkeypatch, 3)
    answer, replayed = run(server_database, uuid4())
    assert (answer["number"], replayed) == ("R-2026-000001", True)
    assert count(server_database) == 1


@pytest.mark.postgres
def test_that_without_a_key_a_lost_acknowledgement_is_told_as_unknown(
    server_database: Database, postgres_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    lose_acknowledgements(server_database, postgres_url, monkeypatch, 1)
    with pytest.raises(UnreachableError, match="on ne sait pas") as caught:
        server_database.write(act)
    assert caught.value.code == "commit_unknown"
    assert count(server_database) == 1


@pytest.mark.postgres
def test_that_a_backend_killed_before_the_commit_acts_once(
    server_database: Database, postgres_url: str
) -> None:
    killed: list[int] = []

    def act_and_lose(session: Session) -> dict[str, Any]:
        answer = act(session)
        if not killed:
            killed.append(session.execute(text("SELECT pg_backend_pid()")).scalar_one())
            with psycopg.connect(postgres_url, autocommit=True) as killer:
                killer.execute("SELECT pg_terminate_backend(%s, 5000)", (killed[0],))
            session.execute(text("SELECT 1"))
        return answer

    key = uuid4()
    work = server_database.write(lambda session: once(session, key, "f", act_and_lose), key=key)
    assert work[1] is False
    assert count(server_database) == 1
