"""Maintenance applies what time alone brings, in batches, and seals the days that are over."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

import pytest
from sqlalchemy import func, select, text, update
from sqlalchemy.orm import Session

from agence_desktop.actions.maintaining import maintain
from agence_desktop.core.clock import FixedClock
from agence_desktop.core.errors import RightMissingError
from agence_desktop.directory.users import add_first_administrator
from agence_desktop.spaces.commands.maintenance import apply_due_batch
from agence_desktop.spaces.model import Occurrence
from agence_desktop.storage.changes import ChangeRow
from agence_desktop.storage.context import current_login
from agence_desktop.storage.engine import open_engine
from agence_desktop.storage.locations import SqliteFile, parse_location
from agence_desktop.storage.verification import verify
from agence_desktop.storage.work import Database
from support import office
from support.busy import NOW, prepare_busy
from support.databases import PostgresDatabases, SqliteFiles

LATER = NOW + timedelta(days=30)
"""Sunday 20 December: two dates of the series are over, three are to come."""


@pytest.fixture
def later(databases: SqliteFiles | PostgresDatabases) -> Iterator[Database]:
    """The busy office a month later."""
    url = databases.copy_of(prepare_busy)
    clock = FixedClock(LATER)
    database = Database(open_engine(parse_location(url), clock=clock), clock=clock)
    database.write(lambda session: add_first_administrator(session, current_login(session)))
    yield database
    database.close()
    databases.drop(url)


def states(database: Database) -> dict[str, int]:
    query = select(Occurrence.state, func.count()).group_by(Occurrence.state)
    return dict(database.read(lambda session: session.execute(query).tuples().all()))


def test_that_what_is_over_is_ended_once(later: Database) -> None:
    before = states(later)
    done = maintain(later)
    assert done.occurrences > 0
    after = states(later)
    assert after["ended"] == done.occurrences
    assert after["confirmed"] == before["confirmed"] - done.occurrences > 0
    assert after["cancelled"] == before["cancelled"]
    assert maintain(later).occurrences == 0
    assert list(verify(later)) == []


def test_that_a_no_show_and_an_expired_offer_are_released(later: Database) -> None:
    def arrange(session: Session) -> None:
        for row in session.scalars(select(Occurrence).where(Occurrence.space_id == office.CHAUDIERE)):
            row.release_at = row.starts + timedelta(minutes=15)
        session.execute(
            update(Occurrence)
            .where(Occurrence.space_id == office.DUNES)
            .values(state="offered", offered_from="waitlisted", offered_until=LATER - timedelta(hours=1))
        )

    later.write(arrange)
    maintain(later)
    assert states(later)["waitlisted"] == 1
    query = select(Occurrence.starts, Occurrence.release_at).where(Occurrence.state == "no_show")
    released = later.read(lambda session: session.execute(query).tuples().all())
    assert [at - start for start, at in released if at] == [timedelta(minutes=15)] * 2
    assert list(verify(later)) == []


def test_that_batches_cover_everything_and_tell_of_it(later: Database) -> None:
    after, turns, changed = 0, 0, 0
    told = later.read(lambda session: session.execute(select(func.count(ChangeRow.id))).scalar_one())
    while True:
        count, last = later.write(lambda session, after=after: apply_due_batch(session, after, most=2))  # type: ignore[misc]
        turns, changed = turns + 1, changed + count
        if last is None:
            break
        after = last
    assert turns > 2
    assert states(later)["ended"] == changed
    now_told = later.read(lambda session: session.execute(select(func.count(ChangeRow.id))).scalar_one())
    assert now_told - told == sum(1 for _ in range(0, changed, 2))


def test_that_finished_days_are_sealed_and_old_changes_removed(later: Database) -> None:
    done = maintain(later)
    if isinstance(later.location, SqliteFile):
        assert done.sealed == 1
    assert done.pruned > 0
    assert maintain(later).pruned == 0


def test_that_maintenance_needs_an_administrator(later: Database) -> None:
    later.write(lambda session: session.execute(text("UPDATE account SET suspended = true")))
    if later.engine.dialect.name == "postgresql":
        pytest.skip("the owner of a server's tables may")
    with pytest.raises(RightMissingError):
        maintain(later)
