"""Statements sent by the driver itself are read, refused and lost as any other."""

from __future__ import annotations

from typing import Any

import psycopg
import pytest
from sqlalchemy import Integer, bindparam, insert, literal, select, text
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import Session

from agence_desktop.core.errors import RefusedError
from agence_desktop.storage.engine import WRITES, Opened, count_statements
from agence_desktop.storage.faults import Fault, classify
from agence_desktop.storage.numbering import TAKE
from agence_desktop.storage.prepared import Prepared, send
from agence_desktop.storage.sql import among
from agence_desktop.storage.work import Database
from support.storage import TRIAL, count, open_url

GIVEN = {name: bindparam(name, type_=TRIAL.c[name].type) for name in ("id", "label", "amount")}
ADD = Prepared(insert(TRIAL).values(GIVEN).returning(TRIAL.c.id))
AMOUNTS = {
    kind: Prepared(
        select(TRIAL.c.amount, TRIAL.c.label, literal("même").label("word"))
        .where(among(kind, TRIAL.c.id, "ids"), TRIAL.c.amount > GIVEN["amount"])
        .order_by(TRIAL.c.id)
    )
    for kind in ("sqlite", "postgresql")
}
NUMBER = Prepared(TAKE)
OWN_BACKEND = Prepared(text("SELECT pg_backend_pid() AS pid").columns(pid=Integer))


def row(id_: int) -> dict[str, Any]:
    return {"id": id_, "label": f"n° {id_}", "amount": 10 * id_}


def test_that_each_statement_gives_its_own_rows_in_order(database: Database) -> None:
    def work(session: Session) -> list[list[Any]]:
        taken = {"kind": "R", "year": 2026, "count": 3}
        return send(session, *((ADD, row(id_)) for id_ in (4, 2)), (NUMBER, taken), (NUMBER, taken))

    first, second, *numbers = database.write(work)
    assert (first[0].id, second[0].id) == (4, 2)
    assert [found.last for [found] in numbers] == [3, 6]
    assert count(database) == 2


def test_that_lists_of_any_length_are_asked_for(database: Database) -> None:
    database.write(lambda session: send(session, *((ADD, row(id_)) for id_ in range(1, 6))))

    def amounts(*ids: int) -> list[tuple[Any, ...]]:
        asked, amounts = {"ids": ids, "amount": 10}, AMOUNTS[database.engine.dialect.name]
        return [tuple(found) for found in database.read(lambda session: amounts.rows(session, asked))]

    assert amounts() == []
    assert amounts(1, 3) == [(30, "n° 3", "même")]
    assert [amount for amount, *_ in amounts(5, 4, 2, 1)] == [20, 40, 50]


def test_that_a_refusal_among_several_undoes_them_all(database: Database) -> None:
    with pytest.raises(RefusedError) as caught:
        database.write(lambda session: send(session, *((ADD, row(id_)) for id_ in (1, 2, 1, 3))))
    assert caught.value.code == "duplicate"
    assert count(database) == 0
    database.write(lambda session: send(session, (ADD, row(1))))
    assert count(database) == 1


def test_that_what_is_sent_so_is_counted(database: Database, opened: Opened) -> None:
    with count_statements(opened.engine) as statements:
        database.write(lambda session: send(session, (ADD, row(1)), (ADD, row(2))))
    assert len(statements) == 2
    assert all(words.startswith("INSERT") for words in statements)


@pytest.mark.postgres
def test_that_a_lost_connection_is_told_as_lost_and_not_used_again(postgres_url: str) -> None:
    opened = open_url(postgres_url)
    with opened.engine.execution_options(**{WRITES: True}).begin() as connection:
        TRIAL.create(connection)
    lost: list[int] = []

    def work(session: Session) -> None:
        send(session, (ADD, row(1)))
        if not lost:
            lost.append(OWN_BACKEND.rows(session, {})[0].pid)
            with psycopg.connect(postgres_url, autocommit=True) as killer:
                killer.execute("SELECT pg_terminate_backend(%s, 5000)", (lost[0],))
            with pytest.raises(DBAPIError) as caught:
                send(session, (ADD, row(2)), (ADD, row(3)))
            assert classify(caught.value) is Fault.LOST
            raise caught.value

    database = Database(opened, sleep=lambda _seconds: None)
    database.write(work)
    assert len(lost) == 1
    assert count(database) == 1
    database.close()
