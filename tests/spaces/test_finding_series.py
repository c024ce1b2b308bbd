"""Finding a space for a series: a room for all dates, and another room for some of them."""

from __future__ import annotations

from decimal import Decimal

import pytest

from agence_desktop.core.errors import InputError
from agence_desktop.spaces.checks import Asked, Bench
from agence_desktop.spaces.commands.desk import Desk
from agence_desktop.spaces.finding import Findable, Need
from agence_desktop.spaces.finding_series import MOST_NEAR, SeriesFindings, candidates, find_for_series
from agence_desktop.spaces.judging import passes
from agence_desktop.spaces.queries.finding import ANYBODY, find_series, held_between
from agence_desktop.spaces.rows import (
    Approval,
    FindFault,
    Ledger,
    OccurrenceState,
    Rates,
    Reason,
    SpaceFacts,
    Terms,
)
from agence_desktop.storage.engine import count_statements
from agence_desktop.storage.work import Database
from spaces.factories import GUEST_ORGANISATION, NOW, PART, ROOM, SIBLING, busy, room, span, wall
from support import office
from support.drafts import booked, draft

WALLS = tuple(wall(f"2026-12-{day:02} 09:00") for day in (1, 8, 15, 22))
NEED = Need(wall("2026-12-01 09:00"), wall("2026-12-01 12:00"), participants=8)
TAKEN = busy("2026-12-08 10:00", "11:00")


def find(*rooms: SpaceFacts, need: Need = NEED, stored: Ledger | None = None) -> SeriesFindings:
    spaces = [Findable(one) for one in rooms]
    return find_for_series(need, WALLS, spaces, GUEST_ORGANISATION, stored or Ledger(), frozenset(), NOW)


def test_that_a_room_fits_when_every_date_passes_and_costs_all_of_them() -> None:
    hourly = room(rate_scopes=((Rates(wall("2026-01-01").date(), hour=Decimal("10.00")),),))
    found = find(hourly).spaces[0]
    assert (found.fits, found.rank, found.price) == (True, 1, Decimal("120.00"))
    assert found.state is OccurrenceState.CONFIRMED


def test_that_a_room_taken_on_one_date_does_not_fit_and_tells_of_that_date() -> None:
    found = find(room(), stored=Ledger(busy={ROOM: (TAKEN,)}))
    only = found.spaces[0]
    assert (only.fits, only.reasons, only.span) == (
        False,
        (Reason.OVERLAP,),
        span("2026-12-08 09:00", "12:00"),
    )
    assert only.blockers == (TAKEN,)
    assert found.failing == {ROOM: (WALLS[1],)}


def test_that_one_date_for_the_host_to_decide_makes_the_series_one_to_decide() -> None:
    asked = room(terms=Terms(max_minutes=120, approval=Approval.OUTSIDE_TERMS))
    assert find(asked).spaces[0].state is OccurrenceState.REQUESTED


def test_that_another_room_stands_in_for_the_dates_that_fail() -> None:
    near = find(room(), room(PART, name="Beauport"), stored=Ledger(busy={ROOM: (TAKEN,)})).near
    assert [(one.space_id, [(each.wall, each.space_id) for each in one.stand_ins]) for one in near] == [
        (ROOM, [(WALLS[1], PART)])
    ]


def test_that_one_room_stands_in_for_as_many_dates_as_it_can() -> None:
    stored = Ledger(
        busy={
            ROOM: (TAKEN, busy("2026-12-15 10:00", "11:00")),
            PART: (busy("2026-12-08 10:00", "11:00", PART),),
        }
    )
    near = find(room(), room(PART), room(SIBLING), stored=stored).near
    mine = next(one for one in near if one.space_id == ROOM)
    assert {one.space_id for one in mine.stand_ins} == {SIBLING}


def test_that_a_room_that_fails_on_most_dates_is_no_near_fit() -> None:
    held = tuple(busy(f"2026-12-{day:02} 10:00", "11:00") for day in (1, 8, 15))
    near = find(room(), room(PART), stored=Ledger(busy={ROOM: held})).near
    assert ROOM not in [one.space_id for one in near]


def test_that_a_room_too_small_neither_stands_in_nor_is_a_near_fit() -> None:
    small = room(PART, capacity=4)
    assert find(room(), small, stored=Ledger(busy={ROOM: (TAKEN,)})).near == ()


def test_that_near_fits_are_judged_with_their_quota_together() -> None:
    limited = Terms(quota_hours=10)
    stored = Ledger(busy={ROOM: (TAKEN,)})
    found = find(room(terms=limited), room(PART, terms=limited), stored=stored)
    assert all(not one.fits for one in found.spaces)
    assert found.near == ()


def test_that_near_fits_pass_when_they_are_judged_again_and_are_few() -> None:
    rooms = [room(number) for number in range(100, 130)]
    held = {one.space_id: (busy("2026-12-08 10:00", "11:00", one.space_id),) for one in rooms}
    free = room(PART)
    found = find(*rooms, free, stored=Ledger(busy=held))
    assert len(found.near) == MOST_NEAR
    bench = Bench(Asked(GUEST_ORGANISATION, 8), {PART: free}, Ledger(), frozenset(), NOW)
    for fit in found.near:
        assert all(passes(bench.judge(one.space_id, one.span).reasons, free) for one in fit.stand_ins)


def test_that_only_rooms_against_which_nothing_else_stands_are_read() -> None:
    lacking = Findable(room(PART))
    equipped = Findable(room(), equipment=frozenset({"visio"}))
    small = Findable(room(SIBLING, capacity=4), equipment=frozenset({"visio"}))
    wanted = Need(NEED.start, NEED.end, 8, equipment=frozenset({"visio"}))
    assert candidates(wanted, [lacking, equipped, small], GUEST_ORGANISATION) == [equipped]
    found = find_for_series(
        wanted, WALLS, [lacking, equipped], GUEST_ORGANISATION, Ledger(), frozenset(), NOW
    )
    assert [one.reasons for one in found.spaces] == [(), (FindFault.EQUIPMENT_MISSING,)]


def test_that_a_series_is_searched_in_two_statements(database: Database, desk: Desk) -> None:
    booked(database, desk, draft("2026-12-08 10:00", "2026-12-08 11:00"))
    need = Need(wall("2026-12-01 09:00"), wall("2026-12-01 12:00"), 8)
    reference = database.read(desk.reference)
    with count_statements(database.engine) as statements:
        found = database.read(
            lambda session: find_series(
                session, reference, need, "FREQ=WEEKLY;COUNT=4", ANYBODY, database.clock.now()
            )
        )
    assert len(statements) <= 2
    assert found.failing[office.CHAUDIERE] == (wall("2026-12-08 09:00"),)
    assert office.CHAUDIERE in [one.space_id for one in found.near]
    assert {one.space_id for one in found.spaces if one.fits} >= {office.ETCHEMIN, office.ETCHEMIN_A}


def test_that_a_rule_without_end_is_refused_in_words(database: Database, desk: Desk) -> None:
    need = Need(wall("2026-12-01 09:00"), wall("2026-12-01 12:00"))
    reference = database.read(desk.reference)
    with pytest.raises(InputError, match="n’a pas de fin"):
        database.read(
            lambda session: find_series(session, reference, need, "FREQ=DAILY", ANYBODY, database.clock.now())
        )


def test_that_the_strip_of_a_part_shows_what_holds_the_whole(database: Database, desk: Desk) -> None:
    booked(database, desk, draft("2026-12-01 10:00", "2026-12-01 11:00", office.ETCHEMIN))
    day = span("2026-12-01 00:00", "2026-12-02 00:00")
    with count_statements(database.engine) as statements:
        held = database.read(
            lambda session: held_between(session, [office.ETCHEMIN_A], day, database.clock.now())
        )
    assert len(statements) == 1
    assert [one.space_id for one in held[office.ETCHEMIN_A]] == [office.ETCHEMIN]
