"""Divisible rooms: parts follow parents, future holds follow parts, collisions are refused and named."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import select, text, update
from sqlalchemy.orm import Session

from agence_desktop.core.errors import RefusedError
from agence_desktop.core.spans import Span
from agence_desktop.spaces.commands.desk import Desk
from agence_desktop.spaces.commands.dividing import rebuild_parts
from agence_desktop.spaces.commands.furnishing import SpaceDraft, load_spaces
from agence_desktop.spaces.division import HeldSpan, collisions, divide
from agence_desktop.spaces.guards_postgresql import DIVISION_LOCK
from agence_desktop.spaces.model import Space, SpaceHold, SpacePart
from agence_desktop.spaces.rows import Outcome
from agence_desktop.storage.work import Database
from support import office
from support.drafts import booked, draft


def put_under(database: Database, space: int, parent: int | None) -> frozenset[int]:
    def work(session: Session) -> frozenset[int]:
        session.execute(update(Space).where(Space.id == space).values(parent_id=parent))
        return rebuild_parts(session, database.clock.now())

    return database.write(work)


def parts(database: Database) -> dict[int, set[int]]:
    def work(session: Session) -> dict[int, set[int]]:
        found: dict[int, set[int]] = {}
        for space, part in session.execute(select(SpacePart.space_id, SpacePart.part_id)).tuples():
            found.setdefault(space, set()).add(part)
        return found

    return database.read(work)


def test_that_a_space_without_parts_is_its_own_part() -> None:
    assert divide({1: None}).parts == {1: frozenset({1})}


def test_that_a_parent_is_made_of_all_the_leaves_under_it() -> None:
    division = divide({1: None, 2: 1, 3: 1, 4: 3, 5: 3})
    assert division.parts[1] == {2, 4, 5}
    assert set(division.tops.values()) == {1}


def test_that_a_space_cannot_be_its_own_ancestor() -> None:
    with pytest.raises(RefusedError) as refusal:
        divide({1: 2, 2: 1, 3: None})
    assert refusal.value.code == "parent_cycle"


@given(st.lists(st.integers(0, 8), min_size=1, max_size=9))
def test_that_two_spaces_share_a_part_just_when_one_is_inside_the_other(choices: list[int]) -> None:
    parents = {n: (choice if choice < n else None) for n, choice in enumerate(choices)}
    found = divide(parents).parts

    def line(space: int) -> set[int]:
        above = parents[space]
        return {space} | (line(above) if above is not None else set())

    for one in parents:
        for other in parents:
            assert bool(found[one] & found[other]) == (one in line(other) or other in line(one))


def test_that_collisions_are_pairs_that_share_a_part_and_an_instant() -> None:
    from datetime import UTC, datetime

    def span(start: int, end: int) -> Span:
        return Span(datetime(2026, 12, 1, start, tzinfo=UTC), datetime(2026, 12, 1, end, tzinfo=UTC))

    held = [
        HeldSpan(1, 1, span(9, 12), "A"),
        HeldSpan(2, 2, span(11, 13), "B"),
        HeldSpan(3, 2, span(13, 14), "C"),
    ]
    shared = {1: frozenset({7}), 2: frozenset({7, 8})}
    assert [(one.number, other.number) for one, other in collisions(held, shared)] == [("A", "B")]
    assert collisions(held, {1: frozenset({7}), 2: frozenset({8})}) == []


def test_that_rebuilding_what_already_stands_changes_nothing(database: Database) -> None:
    assert put_under(database, office.ETCHEMIN_A, office.ETCHEMIN) == frozenset()


def test_that_future_holds_follow_a_new_division(database: Database, desk: Desk) -> None:
    booked(database, desk, draft(space=office.CHAUDIERE))
    assert put_under(database, office.CHAUDIERE, office.ETCHEMIN) == {office.ETCHEMIN}
    assert parts(database)[office.ETCHEMIN] == {office.ETCHEMIN_A, office.ETCHEMIN_B, office.CHAUDIERE}
    assert booked(database, desk, draft(space=office.ETCHEMIN)).outcome is Outcome.REFUSED


def test_that_a_room_that_leaves_its_parent_frees_it(database: Database, desk: Desk) -> None:
    booked(database, desk, draft(space=office.ETCHEMIN))
    put_under(database, office.ETCHEMIN_B, None)

    def held(session: Session) -> list[int]:
        return list(session.scalars(select(SpaceHold.part_id)))

    assert database.read(held) == [office.ETCHEMIN_A]
    assert booked(database, desk, draft(space=office.ETCHEMIN_B)).outcome is Outcome.CONFIRMED


def test_that_of_many_collisions_five_are_named_and_the_others_counted(
    database: Database, desk: Desk
) -> None:
    for day in range(1, 7):
        slot = (f"2026-12-{day:02d} 09:00", f"2026-12-{day:02d} 10:00")
        booked(database, desk, draft(*slot, space=office.CHAUDIERE))
        booked(database, desk, draft(*slot, space=office.ETCHEMIN))
    with pytest.raises(RefusedError, match=r"R-2026-000009 et R-2026-000010 \(et 1 autre\)\."):
        put_under(database, office.CHAUDIERE, office.ETCHEMIN)


def test_that_a_division_that_collides_is_refused_with_the_numbers(database: Database, desk: Desk) -> None:
    first = booked(database, desk, draft(space=office.CHAUDIERE))
    second = booked(database, desk, draft(space=office.ETCHEMIN))
    before = parts(database)
    with pytest.raises(RefusedError) as refusal:
        put_under(database, office.CHAUDIERE, office.ETCHEMIN)
    assert refusal.value.code == "division_conflict"
    assert str(first.number) in refusal.value.sentence
    assert str(second.number) in refusal.value.sentence
    assert parts(database) == before


def test_that_loading_rooms_waits_for_writers_of_bookings(database: Database) -> None:
    if database.engine.dialect.name == "sqlite":
        pytest.skip("one writer at a time")
    alone = text(
        "SELECT count(*) FROM pg_locks WHERE locktype = 'advisory' AND mode = 'ExclusiveLock'"
        " AND pid = pg_backend_pid() AND classid::bigint << 32 | objid::bigint = :key"
    )

    def work(session: Session) -> int:
        load_spaces(session, [SpaceDraft("LEV-N", "Salle neuve", office.LEVIS, "", "salle de réunion", 8)])
        return session.execute(alone, {"key": DIVISION_LOCK}).scalar_one()

    assert database.write(work) == 1
