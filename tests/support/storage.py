"""Databases with the tables of storage alone, and real processes that work on them at the same time."""

from __future__ import annotations

import multiprocessing
from collections.abc import Callable
from typing import Any
from uuid import UUID

import psutil
from sqlalchemy import Column, Integer, MetaData, String, Table, insert, select, text, update
from sqlalchemy.orm import Session

from agence_desktop.core.changes import Change
from agence_desktop.storage.audit import AuditRow, postgresql_audit_guards, sqlite_audit_guards
from agence_desktop.storage.base import Base
from agence_desktop.storage.changes import ChangeRow, change_guards, record_change
from agence_desktop.storage.commands import CommandAnswer, once
from agence_desktop.storage.engine import WRITES, Opened, open_engine
from agence_desktop.storage.guards import Guard, InstalledGuard, install_guards
from agence_desktop.storage.locations import SqliteFile, parse_location
from agence_desktop.storage.numbering import Counter, take_number
from agence_desktop.storage.schema import Meta
from agence_desktop.storage.seals import AuditSeal
from agence_desktop.storage.work import Database

MODELS: tuple[type[Base], ...] = (
    CommandAnswer,
    Counter,
    ChangeRow,
    AuditRow,
    AuditSeal,
    InstalledGuard,
    Meta,
)

TRIAL = Table(
    "trial",
    MetaData(),
    Column("id", Integer, primary_key=True),
    Column("label", String(100), nullable=False, server_default=""),
    Column("amount", Integer, nullable=False, server_default="0"),
)
"""A table of no slice."""


def open_url(url: str, login: str = "essai") -> Opened:
    """Open the database of an address, making the file where SQLite has none yet."""
    location = parse_location(url)
    create = isinstance(location, SqliteFile) and not location.path.exists()
    return open_engine(location, create=create, login=lambda: login)


def make_tables(opened: Opened) -> None:
    """Create the tables and guards of storage, and the audited trial table."""
    with opened.engine.execution_options(**{WRITES: True}).begin() as connection:
        Base.metadata.create_all(connection, tables=[Base.metadata.tables[m.__tablename__] for m in MODELS])
        TRIAL.create(connection)
        install_guards(connection, trial_guards(connection.dialect.name))


def trial_guards(dialect: str) -> list[Guard]:
    """The guards of storage where the trial table is the only audited one."""
    everything = (*change_guards(), *sqlite_audit_guards([TRIAL]), *postgresql_audit_guards([TRIAL]))
    return [guard for guard in everything if guard.dialect == dialect]


def run_at_once(work: Callable[..., None], arguments: list[tuple[Any, ...]]) -> list[int | None]:
    """Run ``work`` in one real process per tuple of arguments, all at the same time; their exit codes."""
    context = multiprocessing.get_context("spawn")
    barrier = context.Barrier(len(arguments))
    processes = [context.Process(target=_wait_and_work, args=(barrier, work, *each)) for each in arguments]
    for process in processes:
        process.start()
    for process in processes:
        process.join(120)
    return [process.exitcode for process in processes]


def _wait_and_work(barrier: Any, work: Callable[..., None], *arguments: Any) -> None:
    barrier.wait(60)
    work(*arguments)


def add_one(url: str, times: int) -> None:
    """Read the amount of the first trial row and write it back raised by one, many times."""
    database = Database(open_url(url))

    def raise_amount(session: Session) -> None:
        # The row is read with a lock on PostgreSQL; SQLite's BEGIN IMMEDIATE is that lock.
        amount = session.execute(select(TRIAL.c.amount).with_for_update()).scalar_one()
        session.execute(update(TRIAL).values(amount=amount + 1))

    for _ in range(times):
        database.write(raise_amount)
    database.close()


def take_numbers(url: str, times: int) -> None:
    """Take numbers and store them; every fifth transaction is rolled back."""
    database = Database(open_url(url))

    def take(session: Session) -> None:
        session.execute(insert(TRIAL).values(amount=take_number(session, "R", 2026)))

    def take_and_fail(session: Session) -> None:
        take(session)
        raise LookupError

    for turn in range(times):
        try:
            database.write(take_and_fail if turn % 5 == 0 else take)
        except LookupError:
            continue
    database.close()


def act_once_each(url: str, keys: list[UUID]) -> None:
    """Act once under each key, as all the other processes do."""
    database = Database(open_url(url))

    def insert_row(session: Session) -> dict[str, Any]:
        session.execute(insert(TRIAL).values(label="once"))
        return {"done": True}

    for key in keys:
        database.write(lambda session, key=key: once(session, key, "f", insert_row), key=key)  # type: ignore[misc]
    database.close()


def write_until_killed(url: str, after: int) -> None:
    """Commit rows in pairs, then die in the middle of the next transaction without any farewell."""
    database = Database(open_url(url))

    def pair(session: Session) -> None:
        session.execute(insert(TRIAL), [{"label": "pair"}, {"label": "pair"}])

    for _ in range(after):
        database.write(pair)

    def half(session: Session) -> None:
        session.execute(insert(TRIAL).values(label="half"))
        psutil.Process().kill()

    database.write(half)


def tell_change(url: str, topic: str, ids: tuple[int, ...]) -> None:
    """Commit one change row."""
    database = Database(open_url(url))
    database.write(lambda session: record_change(session, Change(topic, ids)))
    database.close()


def count(database: Database, condition: str = "1=1") -> int:
    """How many trial rows there are."""
    return database.read(
        lambda session: int(
            session.execute(text(f"SELECT count(*) FROM trial WHERE {condition}")).scalar_one()
        )
    )
