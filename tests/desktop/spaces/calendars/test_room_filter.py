"""Which rooms answer the filters, and which dates of a series a change touches."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from agence_desktop.core.clock import QUEBEC
from agence_desktop.desktop.spaces.calendars import planning_texts as texts
from agence_desktop.desktop.spaces.calendars.move_work import dates_in_scope
from agence_desktop.desktop.spaces.calendars.room_filter import (
    RoomFilter,
    free_rooms,
    municipalities_of,
    regions_of,
)
from agence_desktop.desktop.spaces.facts.changing import Scope
from agence_desktop.spaces.journal import OccurrenceDetail
from agence_desktop.spaces.rows import Closure, OccurrenceState
from tests.desktop.spaces import samples
from tests.desktop.spaces.samples import (
    CHAUDIERE,
    ESTIMAUVILLE,
    ETCHEMIN,
    LEVIS,
    MONTMORENCY,
    NOW,
    PART_A,
    PART_B,
    agenda,
    occurrence,
    span,
)

ALL = {ETCHEMIN, PART_A, PART_B, CHAUDIERE, MONTMORENCY}
_S = OccurrenceState


@pytest.mark.parametrize(
    ("wanted", "rooms"),
    [
        (RoomFilter(), ALL),
        (RoomFilter(sites=frozenset({ESTIMAUVILLE})), {MONTMORENCY}),
        (RoomFilter(capacity=20), {ETCHEMIN, PART_A, MONTMORENCY}),
        (RoomFilter(equipment=frozenset({"wifi", "visio"})), {CHAUDIERE}),
        (RoomFilter(sites=frozenset({LEVIS}), capacity=100), set()),
    ],
)
def test_that_a_room_answers_all_filters_at_once(wanted: RoomFilter, rooms: set[int]) -> None:
    assert set(wanted.room_ids(samples.reference())) == rooms


def test_that_rooms_out_of_service_are_left_out() -> None:
    reference = samples.reference()
    retired = replace(reference.spaces[CHAUDIERE], active=False)
    closed = replace(reference, spaces={**reference.spaces, CHAUDIERE: retired})
    assert set(RoomFilter().room_ids(closed)) == ALL - {CHAUDIERE}


def test_that_a_filter_comes_back_from_what_was_kept() -> None:
    wanted = RoomFilter(frozenset({1, 2}), 10, frozenset({"wifi"}), True)
    assert RoomFilter.of_state(wanted.state()) == wanted
    assert RoomFilter.of_state({}) == RoomFilter()


@pytest.mark.parametrize(
    ("state", "free"),
    [
        (_S.CONFIRMED, {CHAUDIERE, MONTMORENCY, PART_B}),
        (_S.PRESENT, {CHAUDIERE, MONTMORENCY, PART_B}),
        (_S.REQUESTED, ALL),
        (_S.NO_SHOW, ALL),
    ],
)
def test_that_a_held_room_and_its_other_levels_are_not_free(state: OccurrenceState, free: set[int]) -> None:
    read = agenda(occurrence(7, PART_A, span(14, 10, 12), state))
    assert set(free_rooms(read, ALL, NOW)) == free


def test_that_closed_rooms_are_not_free() -> None:
    closures = (Closure(span(14, 8, 17)),)
    assert free_rooms(agenda(of=samples.reference(closures=closures)), ALL, NOW) == []
    evening = NOW + timedelta(hours=8)
    assert free_rooms(agenda(), ALL, evening) == []
    holiday = span(12, 10, 11).start
    assert free_rooms(agenda(), ALL, holiday) == []


def test_that_buildings_are_offered_by_region() -> None:
    found = regions_of(samples.reference())
    assert [(region.name, [name for _, name in region.sites]) for region in found] == [
        ("Capitale-Nationale", ["Services Québec d’Estimauville"]),
        ("Chaudière-Appalaches", ["Services Québec de Lévis"]),
    ]


def test_that_the_button_of_buildings_says_where_they_are() -> None:
    places = municipalities_of(samples.reference(), {LEVIS, ESTIMAUVILLE})
    nbsp = texts.NBSP
    assert texts.group_choice(places, 2) == f"Groupe{nbsp}: Lévis et Québec"
    assert texts.group_choice((), 0) == f"Groupe{nbsp}: tous"
    assert texts.group_choice(("A", "B", "C"), 14) == f"Groupe{nbsp}: 14 immeubles"


def dated(number: int, day: int, state: OccurrenceState = _S.CONFIRMED) -> OccurrenceDetail:
    slot = span(day, 13, 15)
    origin = datetime.combine(slot.start.date(), slot.start.time())
    return OccurrenceDetail(number, CHAUDIERE, QUEBEC, origin, slot, slot, state, (), None, 1)


@pytest.mark.parametrize(
    ("scope", "touched"),
    [(Scope.THIS, [3]), (Scope.FOLLOWING, [3, 5]), (Scope.TO_COME, [2, 3, 5])],
)
def test_that_only_dates_to_come_and_in_force_follow_the_chosen_one(scope: Scope, touched: list[int]) -> None:
    dates = [dated(1, 13), dated(2, 15), dated(3, 16), dated(4, 19, _S.CANCELLED), dated(5, 20, _S.REQUESTED)]
    assert [one.id for one in dates_in_scope(dates, 3, scope, NOW)] == touched
