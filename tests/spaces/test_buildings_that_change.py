"""A building changes clocks while somebody waits to move a date into it: the date follows the new clock."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from datetime import UTC, datetime

import pytest
from sqlalchemy import select, text, update
from sqlalchemy.orm import Session

from agence_desktop.directory.model import Site
from agence_desktop.spaces.commands.desk import Desk
from agence_desktop.spaces.commands.moving import Move, move
from agence_desktop.spaces.commands.revising import Changed
from agence_desktop.spaces.commands.tables.settled import require_sites_unsettled
from agence_desktop.spaces.model import Occurrence
from agence_desktop.storage.context import is_sqlite
from agence_desktop.storage.engine import open_engine
from agence_desktop.storage.work import Database
from support import office
from support.drafts import booked, draft, wall

PATIENCE = 30
NEW_ZONE = "Pacific/Honolulu"
_WAITERS = text("SELECT count(*) FROM pg_locks WHERE locktype = 'advisory' AND NOT granted")


@pytest.fixture
def elsewhere(database: Database) -> Iterator[Database]:
    """Another program on the same database."""
    other = Database(open_engine(database.location), clock=database.clock)
    yield other
    other.close()


def change_clocks(session: Session, changed: threading.Event, go_on: threading.Event) -> None:
    """Give a building another time zone as an import does, and keep the transaction until told to go on."""
    require_sites_unsettled(session, [office.SABLON])
    session.execute(update(Site).where(Site.id == office.SABLON).values(zone=NEW_ZONE))
    session.flush()
    changed.set()
    assert go_on.wait(PATIENCE)


def wait_for_somebody_to_wait(database: Database, waiting: Future[Changed]) -> None:
    """On a server, until it says that somebody waits; SQLite lets nobody begin, which shows nowhere."""

    def waits(session: Session) -> bool:
        return is_sqlite(session) or session.execute(_WAITERS).scalar_one() > 0

    while not (waiting.done() or database.read(waits)):
        pass


def test_that_a_move_that_waited_for_a_building_follows_its_new_clock(
    database: Database, desk: Desk, elsewhere: Database
) -> None:
    booking_id = booked(database, desk, draft()).booking_id
    mine = select(Occurrence.id, Occurrence.version).where(Occurrence.booking_id == booking_id)
    occurrence = database.read(lambda session: session.execute(mine).one())
    wanted = Move(
        occurrence.id, occurrence.version, office.MINGAN, wall("2026-12-02 14:00"), wall("2026-12-02 15:00")
    )
    # What the mover read before is what a program keeps in memory.
    database.read(desk.reference)
    changed, go_on, begun = threading.Event(), threading.Event(), threading.Event()

    def moving(session: Session) -> Changed:
        return move(session, desk, wanted)

    def start() -> Changed:
        begun.set()
        return database.write(moving)

    with ThreadPoolExecutor(2) as pool:
        changing = pool.submit(elsewhere.write, lambda session: change_clocks(session, changed, go_on))
        assert changed.wait(PATIENCE)
        waiting = pool.submit(start)
        assert begun.wait(PATIENCE)
        try:
            wait_for_somebody_to_wait(elsewhere, waiting)
            assert not waiting.done()
        finally:
            go_on.set()
        changing.result(PATIENCE)
        assert waiting.result(PATIENCE).done
    moved = select(Occurrence.starts).where(Occurrence.id == occurrence.id)
    fourteen_there = datetime(2026, 12, 3, 0, 0, tzinfo=UTC)
    assert database.read(lambda session: session.scalars(moved).one()) == fourteen_there
