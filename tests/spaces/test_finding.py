"""Finding a space: why not, the ranking, and near fits that truly pass."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from agence_desktop.core.clock import place, to_wall
from agence_desktop.core.geography import Point
from agence_desktop.core.hours import parse_hours
from agence_desktop.core.spans import Span
from agence_desktop.spaces.checks import Asked, Bench
from agence_desktop.spaces.finding import Findable, Findings, Found, NearKind, Need, reach_of
from agence_desktop.spaces.judging import passes
from agence_desktop.spaces.rows import (
    Approval,
    Busy,
    FindFault,
    Ledger,
    OccurrenceState,
    Rates,
    Reason,
    SpaceFacts,
    Terms,
)
from spaces.factories import (
    GUEST_ORGANISATION,
    NOW,
    ROOM,
    busy,
    closure,
    ledger,
    room,
    span,
    wall,
)
from support.finding import find_spaces

LEVIS, QUEBEC_CITY = Point(46.80, -71.18), Point(46.81, -71.21)


def need(start: str = "2026-12-01 09:00", end: str = "12:00", **given: Any) -> Need:
    last = wall(end) if "-" in end else wall(f"{start[:10]} {end}")
    return Need(wall(start), last, **given)


def find(
    wanted: Need,
    *spaces: Findable | SpaceFacts,
    stored: Ledger | None = None,
    observed: set[date] | None = None,
) -> Findings:
    findable = [one if isinstance(one, Findable) else Findable(one) for one in spaces or (room(),)]
    return find_spaces(wanted, findable, GUEST_ORGANISATION, stored or Ledger(), observed or set(), NOW)


def only(findings: Findings) -> Found:
    (found,) = findings.spaces
    return found


def near(findings: Findings) -> dict[NearKind, Span]:
    return {fit.kind: fit.span for fit in findings.near}


def test_that_a_fitting_space_has_a_rank_a_state_and_a_price() -> None:
    priced = room(rate_scopes=((Rates(date(2026, 1, 1), hour=Decimal(38)),),))
    found = only(find(need(participants=10), Findable(priced, point=LEVIS)))
    assert (found.fits, found.rank, found.state) == (True, 1, OccurrenceState.CONFIRMED)
    assert (found.unused_capacity, found.km, found.price) == (2, None, Decimal("114.00"))
    by_host = room(terms=Terms(approval=Approval.HOST))
    assert only(find(need(), by_host)).state is OccurrenceState.REQUESTED


@pytest.mark.parametrize(
    ("wanted", "fault"),
    [
        (need(equipment=frozenset({"visio", "wifi"})), FindFault.EQUIPMENT_MISSING),
        (need(accessible=True), FindFault.NOT_ACCESSIBLE),
        (need(region="12"), FindFault.OUT_OF_REGION),
        (need(near=QUEBEC_CITY, max_km=2.4), FindFault.TOO_FAR),
    ],
)
def test_each_fault_of_a_search(wanted: Need, fault: FindFault) -> None:
    found = only(find(wanted, Findable(room(), frozenset({"wifi"}), point=LEVIS)))
    assert found.reasons == (fault,)
    assert (found.fits, found.rank, found.state, found.price) == (False, None, None, None)


def test_that_a_limit_in_kilometres_is_compared_with_the_distance_shown() -> None:
    found = only(find(need(near=QUEBEC_CITY, max_km=2.5), Findable(room(), point=LEVIS)))
    assert (found.km, found.fits) == (2.5, True)


def test_that_faults_of_the_search_come_before_reasons_of_the_date() -> None:
    wanted = need(participants=13, region="12", accessible=True)
    found = only(find(wanted, room(closures=(closure("2026-12-01", "2026-12-02"),))))
    assert found.reasons == (
        FindFault.NOT_ACCESSIBLE,
        FindFault.OUT_OF_REGION,
        Reason.CAPACITY,
        Reason.CLOSED,
    )
    assert found.unused_capacity == -1


def test_the_ranking() -> None:
    paid = ((Rates(date(2026, 1, 1), hour=Decimal(1)),),)
    spaces = [
        Findable(room(1, capacity=20, name="Aa"), point=QUEBEC_CITY),
        Findable(room(2, capacity=14, name="Zz"), point=LEVIS),
        Findable(room(3, capacity=14, name="École", rate_scopes=paid), point=QUEBEC_CITY),
        Findable(room(4, capacity=14, name="Zoo"), point=QUEBEC_CITY),
        Findable(room(5, capacity=14, name="Écran"), point=QUEBEC_CITY),
        Findable(room(6, capacity=9, name="Petite"), point=QUEBEC_CITY),
    ]
    found = find(need(participants=10, near=QUEBEC_CITY), *spaces).spaces
    assert [(one.space_id, one.rank) for one in found] == [(5, 1), (4, 2), (3, 3), (2, 4), (1, 5), (6, None)]


def test_that_another_time_is_the_smallest_shift_earlier_first() -> None:
    halves = room(terms=Terms(grid_minutes=30))
    early = ledger(busy("2026-12-01 11:30", "12:30"))
    assert near(find(need(), halves, stored=early))[NearKind.OTHER_TIME] == span("2026-12-01 08:30", "11:30")
    late = ledger(busy("2026-12-01 08:00", "09:30"))
    assert near(find(need(), halves, stored=late))[NearKind.OTHER_TIME] == span("2026-12-01 09:30", "12:30")
    between = ledger(busy("2026-12-01 10:20", "10:30"))
    assert near(find(need(end="10:30"), room(), stored=between))[NearKind.OTHER_TIME] == span(
        "2026-12-01 08:45", "10:15"
    )


def test_that_another_time_lies_within_two_hours_of_the_same_day() -> None:
    full = ledger(busy("2026-12-01 06:00", "11:00"))
    found = near(find(need(), room(), stored=full))
    assert found[NearKind.OTHER_TIME] == span("2026-12-01 11:00", "14:00")
    fuller = ledger(busy("2026-12-01 06:00", "11:01"))
    assert NearKind.OTHER_TIME not in near(find(need(), room(), stored=fuller))
    evening = ledger(busy("2026-12-01 20:00", "23:50"))
    assert NearKind.OTHER_TIME not in near(find(need("2026-12-01 23:00", "23:30"), stored=evening))


def test_that_another_day_is_the_nearest_working_day_later_first() -> None:
    observed = {date(2026, 12, 2)}
    taken = busy("2026-12-01 06:00", "20:00")
    found = near(find(need(), stored=ledger(taken), observed=observed))
    assert found[NearKind.OTHER_DAY] == span("2026-12-03 09:00", "12:00")
    also = busy("2026-12-03 06:00", "20:00", occurrence_id=2)
    found = near(find(need(), stored=ledger(taken, also), observed=observed))
    assert found[NearKind.OTHER_DAY] == span("2026-11-30 09:00", "12:00")


def test_that_another_day_is_never_past_nor_beyond_three_working_days() -> None:
    week = room(closures=(closure("2026-11-23", "2026-11-26"),))
    assert near(find(need("2026-11-23 09:00", "10:00"), week))[NearKind.OTHER_DAY] == span(
        "2026-11-20 09:00", "10:00"
    )
    assert near(find(need("2026-11-23 07:00", "08:00"), week))[NearKind.OTHER_DAY] == span(
        "2026-11-26 07:00", "08:00"
    )
    longer = room(closures=(closure("2026-11-23", "2026-11-27"),))
    assert NearKind.OTHER_DAY not in near(find(need("2026-11-23 07:00", "08:00"), longer))


def test_that_shorter_keeps_the_longest_and_at_least_three_quarters() -> None:
    by_15 = room()
    cut_end = ledger(busy("2026-12-01 11:15", "20:00"))
    assert near(find(need(), by_15, stored=cut_end))[NearKind.SHORTER] == span("2026-12-01 09:00", "11:15")
    cut_more = ledger(busy("2026-12-01 11:14", "20:00"))
    assert NearKind.SHORTER not in near(find(need(), by_15, stored=cut_more))
    delayed = ledger(busy("2026-12-01 04:00", "09:20"))
    assert near(find(need(), by_15, stored=delayed))[NearKind.SHORTER] == span("2026-12-01 09:30", "12:00")
    too_long = room(terms=Terms(max_minutes=165))
    assert near(find(need(), too_long))[NearKind.SHORTER] == span("2026-12-01 09:00", "11:45")


def test_that_shorter_keeps_the_most_even_by_delaying_the_start() -> None:
    both = ledger(busy("2026-12-01 04:00", "09:15"), busy("2026-12-01 20:00", "21:00", occurrence_id=2))
    hourly = room(terms=Terms(hours=parse_hours("lun-dim 08:00-12:00")))
    assert near(find(need(), hourly, stored=both))[NearKind.SHORTER] == span("2026-12-01 09:15", "12:00")


@pytest.mark.parametrize(
    "hopeless",
    [
        {"participants": 13},
        {"region": "12"},
        {"accessible": True},
    ],
)
def test_that_only_rooms_that_fail_on_time_alone_have_near_fits(hopeless: dict[str, Any]) -> None:
    taken = ledger(busy("2026-12-01 11:30", "12:30"))
    assert find(need(**hopeless), stored=taken).near == ()
    assert len(find(need(), stored=taken).near) == 3


def test_that_a_room_that_fits_has_no_near_fit() -> None:
    assert find(need()).near == ()


def test_that_the_ledger_is_read_over_every_slot_that_may_be_judged() -> None:
    holidays = {
        date(2026, 12, 24),
        date(2026, 12, 25),
        date(2026, 12, 26),
        date(2026, 12, 31),
        date(2027, 1, 1),
    }
    buffered = Findable(room(terms=Terms(buffer_before=30, buffer_after=45)))
    reach = reach_of(need("2026-12-23 09:00", "12:00"), [buffered], holidays)
    assert reach == Span(span("2026-12-18 08:30", "09:00").start, span("2026-12-30 12:00", "12:45").end)


_day = wall("2026-11-30 00:00")
_held = st.lists(st.tuples(st.integers(0, 7 * 96), st.integers(1, 40)), max_size=25)


@settings(max_examples=40)
@given(
    _held,
    st.integers(0, 95),
    st.integers(1, 24),
    st.sampled_from([None, 15, 30, 60]),
    st.sampled_from([Approval.AUTOMATIC, Approval.OUTSIDE_TERMS]),
)
def test_that_near_fits_pass_when_they_are_judged_again(
    held: list[tuple[int, int]], at: int, length: int, grid: int | None, approval: Approval
) -> None:
    quarter = timedelta(minutes=15)
    stored = ledger(
        *(
            Busy(n, ROOM, place(_day + quarter * start, _day + quarter * (start + long), room().zone))
            for n, (start, long) in enumerate(held)
        )
    )
    facts = room(terms=Terms(hours=parse_hours("lun-ven 07:00-21:00"), grid_minutes=grid, approval=approval))
    start = wall("2026-12-02 00:00") + quarter * at
    wanted = Need(start, start + quarter * length)
    findings = find(wanted, facts, stored=stored)
    bench = Bench(Asked(GUEST_ORGANISATION), {ROOM: facts}, stored, set(), NOW)
    asked = only(findings).span
    for fit in findings.near:
        assert passes(bench.judge(ROOM, fit.span).reasons, facts)
        if fit.kind is NearKind.SHORTER:
            assert asked.contains(fit.span)
            assert fit.span.minutes * 4 >= asked.minutes * 3
        else:
            assert fit.span.minutes == asked.minutes
        if fit.kind is NearKind.OTHER_DAY:
            assert to_wall(fit.span.start, facts.zone).time() == start.time()
    assert reach_of(wanted, [Findable(facts)], set()).contains(asked)
    assert len({fit.kind for fit in findings.near}) == len(findings.near)
    assert not (findings.near and only(findings).fits)
