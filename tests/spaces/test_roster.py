"""Spaces by name and by kind: what tells kinds apart is what judging and pricing a slot look at."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from agence_desktop.core.geography import Point
from agence_desktop.spaces.roster import Findable, roster_of
from agence_desktop.spaces.rows import Rates, SpaceFacts, Terms
from spaces.factories import OTHER, PART, ROOM, SIBLING, SITE, closure, room


def kinds(*rooms: SpaceFacts) -> int:
    return len(roster_of(Findable(one) for one in rooms).models)


def test_that_spaces_are_by_name_then_by_code() -> None:
    rooms = [room(1, name="Zoo"), room(2, name="École"), room(3, name="École", code="A")]
    assert [one.facts.space_id for one in roster_of(map(Findable, rooms)).spaces] == [3, 2, 1]


@pytest.mark.parametrize(
    "own",
    [
        {"name": "Salle Etchemin", "code": "ETC"},
        {"capacity": 40, "capacities": {"u": 12}},
        {"related": frozenset({PART, SIBLING})},
        {"site_id": SITE + 1},
    ],
)
def test_that_name_places_parts_and_site_do_not_tell_kinds_apart(own: dict[str, Any]) -> None:
    assert kinds(room(), room(PART, **own)) == 1


@pytest.mark.parametrize(
    "own",
    [
        {"host_id": OTHER},
        {"region": "11"},
        {"zone": ZoneInfo("America/Halifax")},
        {"shareable": False},
        {"terms": Terms(buffer_before=15)},
        {"terms": Terms(release_minutes=15)},
        {"rate_scopes": ((Rates(date(2026, 1, 1), hour=Decimal(1)),),)},
        {"closures": (closure("2026-12-01", "2026-12-02"),)},
    ],
)
def test_that_whatever_a_slot_meets_tells_kinds_apart(own: dict[str, Any]) -> None:
    assert kinds(room(), room(PART, **own)) == 2


def test_that_each_space_knows_its_kind_and_its_spot() -> None:
    here, there = Point(46.8, -71.2), Point(47.4, -61.9)
    strict = room(SIBLING, name="C", terms=Terms(notice_minutes=60))
    spaces = [
        Findable(room(ROOM, name="A"), point=here),
        Findable(room(PART, name="B"), point=there),
        Findable(strict, point=here),
    ]
    roster = roster_of(spaces)
    assert [roster.models[kind].facts.terms for kind in roster.kind_of] == [one.facts.terms for one in spaces]
    assert [roster.spots[spot] for spot in roster.spot_of] == [here, there, here]
