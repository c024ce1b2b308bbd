"""Judging a booking request: every reason, its boundaries, and the states and outcomes that follow."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from agence_desktop.core.hours import parse_hours
from agence_desktop.core.spans import Span
from agence_desktop.spaces.rows import (
    Approval,
    Busy,
    DateDraft,
    Eligibility,
    EligibilityKind,
    EquipmentLine,
    Held,
    Ledger,
    Mode,
    OccurrenceState,
    OnConflict,
    Outcome,
    Rates,
    Reason,
    Requester,
    SpaceFacts,
    Terms,
)
from spaces.factories import (
    GUEST,
    HOST,
    HOST_ORGANISATION,
    PART,
    ROOM,
    SIBLING,
    busy,
    closure,
    draft,
    judge,
    ledger,
    room,
    span,
    wall,
)
from support.effort import counting_calls

CONFIRMED, REQUESTED = OccurrenceState.CONFIRMED, OccurrenceState.REQUESTED
REFUSED, NOT_OBTAINED = OccurrenceState.REFUSED, OccurrenceState.NOT_OBTAINED


def reasons_of(start: str, end: str, *rooms: SpaceFacts, **given: object) -> tuple[Reason, ...]:
    """The reasons against a single date."""
    stated = {key: given.pop(key) for key in ("participants", "layout", "equipment") if key in given}
    judgement = judge(draft(start, end, **stated), *rooms, **given)  # type: ignore[arg-type]
    return judgement.dates[0].reasons


# Hard reasons -----------------------------------------------------------------------------------------------


def test_that_a_start_before_now_is_past_and_a_start_now_is_not() -> None:
    assert reasons_of("2026-11-20 07:59", "09:00") == (Reason.PAST,)
    assert reasons_of("2026-11-20 08:00", "09:00") == ()


def test_that_history_may_be_loaded() -> None:
    assert reasons_of("2026-11-19 09:00", "10:00", judge_past=False) == ()


def test_that_only_the_host_books_what_is_not_shared() -> None:
    kept = room(shareable=False)
    assert reasons_of("2026-12-01 09:00", "10:00", kept) == (Reason.NOT_SHAREABLE,)
    assert reasons_of("2026-12-01 09:00", "10:00", kept, requester=HOST_ORGANISATION) == ()


@pytest.mark.parametrize(
    ("eligibility", "eligible"),
    [
        (Eligibility(), True),
        (Eligibility(EligibilityKind.REGION), False),
        (Eligibility(EligibilityKind.LISTED, frozenset({"MAMH", "RQ"})), True),
        (Eligibility(EligibilityKind.LISTED, frozenset({"RQ"})), False),
    ],
)
def test_who_may_book(eligibility: Eligibility, eligible: bool) -> None:
    limited = room(terms=Terms(eligibility=eligibility))
    assert reasons_of("2026-12-01 09:00", "10:00", limited) == (() if eligible else (Reason.NOT_ELIGIBLE,))
    assert reasons_of("2026-12-01 09:00", "10:00", limited, requester=HOST_ORGANISATION) == ()


def test_that_a_site_in_the_region_makes_eligible() -> None:
    limited = room(terms=Terms(eligibility=Eligibility(EligibilityKind.REGION)))
    neighbour = Requester(GUEST, "MAMH", frozenset({"12", "03"}))
    assert reasons_of("2026-12-01 09:00", "10:00", limited, requester=neighbour) == ()


def test_that_capacity_is_that_of_the_layout_else_of_the_space() -> None:
    divided = room(capacities={"u": 8})
    assert reasons_of("2026-12-01 09:00", "10:00", divided, participants=12) == ()
    assert reasons_of("2026-12-01 09:00", "10:00", divided, participants=13) == (Reason.CAPACITY,)
    assert reasons_of("2026-12-01 09:00", "10:00", divided, participants=8, layout="u") == ()
    assert reasons_of("2026-12-01 09:00", "10:00", divided, participants=9, layout="u") == (Reason.CAPACITY,)
    assert reasons_of("2026-12-01 09:00", "10:00", divided, participants=12, layout="ecole") == ()


def test_that_a_closure_closes_what_it_overlaps_and_not_what_it_touches() -> None:
    shut = room(closures=(closure("2026-12-01 12:00", "2026-12-02"), closure("2026-12-24", "2026-12-25")))
    assert reasons_of("2026-12-01 11:00", "12:00", shut) == ()
    assert reasons_of("2026-12-01 11:00", "12:01", shut) == (Reason.CLOSED,)
    assert reasons_of("2026-12-02 00:00", "01:00", shut) == ()


def test_that_a_holiday_is_judged_on_every_local_day_touched() -> None:
    observed = {date(2026, 12, 25)}
    assert reasons_of("2026-12-24 20:00", "2026-12-25", observed=observed) == ()
    assert reasons_of("2026-12-24 20:00", "2026-12-25 00:01", observed=observed) == (Reason.HOLIDAY,)
    assert reasons_of("2026-12-26 00:00", "01:00", observed=observed) == ()
    assert reasons_of("2026-12-23 08:00", "2026-12-28 12:00", observed=observed) == (Reason.HOLIDAY,)
    opened = room(terms=Terms(holidays_open=True))
    assert reasons_of("2026-12-25 09:00", "10:00", opened, observed=observed) == ()


def test_that_whole_days_start_and_end_at_local_midnight() -> None:
    daily = room(terms=Terms(whole_days=True))
    assert reasons_of("2026-12-01", "2026-12-02", daily) == ()
    assert reasons_of("2026-12-01", "2026-12-04", daily) == ()
    assert reasons_of("2026-12-01 08:00", "2026-12-02", daily) == (Reason.WHOLE_DAYS,)
    assert reasons_of("2026-12-01", "2026-12-01 23:59", daily) == (Reason.WHOLE_DAYS,)
    islands = replace(daily, zone=ZoneInfo("America/Halifax"))
    assert reasons_of("2026-12-01", "2026-12-02", islands) == ()


# Soft reasons -----------------------------------------------------------------------------------------------


def test_that_notice_is_elapsed_time_from_now_to_the_start() -> None:
    careful = room(terms=Terms(notice_minutes=24 * 60))
    assert reasons_of("2026-11-21 07:59", "09:00", careful) == (Reason.NOTICE,)
    assert reasons_of("2026-11-21 08:00", "09:00", careful) == ()


def test_that_the_horizon_counts_local_days() -> None:
    near = room(terms=Terms(horizon_days=10))
    assert reasons_of("2026-11-30 23:00", "23:30", near) == ()
    assert reasons_of("2026-12-01 00:00", "01:00", near) == (Reason.HORIZON,)
    late_evening = datetime(2026, 11, 21, 4, 30, tzinfo=UTC)  # 23 h 30 at Québec, the next day at the Islands
    assert reasons_of("2026-12-01 09:00", "10:00", near, now=late_evening) == (Reason.HORIZON,)
    islands = replace(near, zone=ZoneInfo("America/Halifax"))
    assert reasons_of("2026-12-01 09:00", "10:00", islands, now=late_evening) == ()


def test_that_hours_must_cover_the_whole_slot_and_join_at_midnight() -> None:
    office = room(terms=Terms(hours=parse_hours("lun-ven 08:00-12:00,13:00-17:00; sam,dim 00:00-24:00")))
    assert reasons_of("2026-12-01 08:00", "12:00", office) == ()
    assert reasons_of("2026-12-01 07:59", "12:00", office) == (Reason.OUTSIDE_HOURS,)
    assert reasons_of("2026-12-01 11:00", "14:00", office) == (Reason.OUTSIDE_HOURS,)
    assert reasons_of("2026-12-05 20:00", "2026-12-06 04:00", office) == ()
    assert reasons_of("2026-12-05 20:00", "2026-12-07 00:01", office) == (Reason.OUTSIDE_HOURS,)


def test_that_no_year_of_days_is_laid_out_for_an_absurd_length() -> None:
    office = room(terms=Terms(hours=parse_hours("lun-dim 00:00-23:59")))
    assert reasons_of("2026-12-01", "2999-12-01", office) == (Reason.OUTSIDE_HOURS,)


def test_that_length_is_elapsed_minutes() -> None:
    medium = room(terms=Terms(min_minutes=60, max_minutes=120))
    assert reasons_of("2026-12-01 09:00", "09:59", medium) == (Reason.TOO_SHORT,)
    assert reasons_of("2026-12-01 09:00", "10:00", medium) == ()
    assert reasons_of("2026-12-01 09:00", "11:00", medium) == ()
    assert reasons_of("2026-12-01 09:00", "11:01", medium) == (Reason.TOO_LONG,)
    # On 14 March 2027 clocks leap from 2 h to 3 h, on 7 November 2027 they go back from 2 h to 1 h.
    assert reasons_of("2027-03-14 01:00", "04:00", medium) == ()
    assert reasons_of("2027-11-07 00:30", "02:00", medium) == (Reason.TOO_LONG,)


def test_that_a_start_stands_on_the_grid_of_the_wall_clock() -> None:
    quarters = room(terms=Terms(grid_minutes=15))
    assert reasons_of("2026-12-01 09:45", "10:07", quarters) == ()
    assert reasons_of("2026-12-01 09:50", "11:00", quarters) == (Reason.GRID,)
    uneven = room(terms=Terms(grid_minutes=50))
    assert reasons_of("2026-12-01 09:10", "10:00", uneven) == ()


def test_that_the_placed_start_is_what_stands_on_the_grid() -> None:
    two_hours = room(terms=Terms(grid_minutes=120))
    assert reasons_of("2027-03-14 02:00", "05:00", two_hours) == (Reason.GRID,)  # placed at 3 h


def test_that_a_quota_counts_held_and_requested_minutes_of_the_local_month() -> None:
    limited = room(terms=Terms(quota_hours=10))
    stored = Ledger(quota_minutes={(HOST, 2026, 12): 9 * 60})
    assert reasons_of("2026-12-01 09:00", "10:00", limited, stored=stored) == ()
    assert reasons_of("2026-12-01 09:00", "10:01", limited, stored=stored) == (Reason.QUOTA,)
    # 31 December, 23 h at Québec is 1 January in UTC: all of it counts in the local month of the start.
    assert reasons_of("2026-12-31 23:00", "2027-01-01 01:00", limited, stored=stored) == (Reason.QUOTA,)
    assert reasons_of("2027-01-01 00:00", "10:00", limited, stored=stored) == ()
    host = {"requester": HOST_ORGANISATION, "stored": stored}
    assert reasons_of("2026-12-01 09:00", "19:00", limited, **host) == ()


# Holdings ---------------------------------------------------------------------------------------------------


def test_that_touching_bookings_do_not_conflict() -> None:
    stored = ledger(busy("2026-12-01 10:00", "12:00"))
    assert reasons_of("2026-12-01 09:00", "10:00", stored=stored) == ()
    assert reasons_of("2026-12-01 12:00", "13:00", stored=stored) == ()
    assert reasons_of("2026-12-01 09:00", "10:01", stored=stored) == (Reason.OVERLAP,)
    assert reasons_of("2026-12-01 11:59", "13:00", stored=stored) == (Reason.OVERLAP,)


def test_that_buffers_of_neighbours_add_up() -> None:
    before = Busy(1, ROOM, span("2026-12-01 10:00", "12:00").widened(0, 30))
    buffered = room(terms=Terms(buffer_before=15, buffer_after=30))
    stored = ledger(before)
    assert reasons_of("2026-12-01 12:44", "14:00", buffered, stored=stored) == (Reason.OVERLAP,)
    assert reasons_of("2026-12-01 12:45", "14:00", buffered, stored=stored) == ()
    judged = judge(draft("2026-12-01 12:45", "14:00"), buffered, stored=stored).dates[0]
    assert judged.busy == span("2026-12-01 12:30", "14:30")


def test_that_parent_and_part_collide_and_siblings_do_not() -> None:
    whole = room(ROOM, related=frozenset({PART, SIBLING}))
    part = room(PART, related=frozenset({ROOM}))
    in_part = ledger(busy("2026-12-01 09:00", "10:00", PART))
    assert reasons_of("2026-12-01 09:00", "10:00", whole, stored=in_part) == (Reason.RELATED_SPACE,)
    visible = Ledger(busy={PART: (busy("2026-12-01 09:00", "10:00", ROOM, 1),)})
    judged = judge(draft("2026-12-01 09:00", "10:00", space_id=PART), part, stored=visible).dates[0]
    assert judged.reasons == (Reason.RELATED_SPACE,)
    assert [one.occurrence_id for one in judged.blockers] == [1]


def test_that_the_dates_of_one_request_in_whole_and_parts_judge_each_other() -> None:
    rooms = (
        room(ROOM, related=frozenset({PART, SIBLING})),
        room(PART, related=frozenset({ROOM})),
        room(SIBLING, related=frozenset({ROOM})),
    )
    start, end = wall("2026-12-01 09:00"), wall("2026-12-01 10:00")
    both_parts = draft(
        "2026-12-01 09:00", "10:00", dates=(DateDraft(PART, start, end), DateDraft(SIBLING, start, end))
    )
    assert judge(both_parts, *rooms).outcome is Outcome.CONFIRMED
    whole_and_part = draft(
        "2026-12-01 09:00", "10:00", dates=(DateDraft(ROOM, start, end), DateDraft(PART, start, end))
    )
    refused = judge(whole_and_part, *rooms)
    assert [one.reasons for one in refused.dates] == [(), (Reason.RELATED_SPACE,)]
    assert [one.state for one in refused.dates] == [None, REFUSED]


def test_that_stock_is_never_exceeded_at_any_instant() -> None:
    held = (
        Held(7, span("2026-12-01 09:00", "11:00"), 2),
        Held(7, span("2026-12-01 11:00", "12:00"), 3),
    )
    stored = Ledger(held={7: held}, stock={7: 4})
    asked = {"stored": stored, "equipment": (EquipmentLine(7, 1), EquipmentLine(7, 1))}
    assert reasons_of("2026-12-01 10:00", "11:00", **asked) == ()
    assert reasons_of("2026-12-01 10:00", "11:01", **asked) == (Reason.EQUIPMENT_STOCK,)
    assert reasons_of("2026-12-01 12:00", "13:00", **asked) == ()
    assert reasons_of("2026-12-01 08:00", "20:00", **asked) == (Reason.EQUIPMENT_STOCK,)


def test_that_equipment_kept_elsewhere_does_not_follow_a_date_to_another_site() -> None:
    stored = Ledger(stock={7: 4}, equipment_sites={7: 99})
    asked = (EquipmentLine(7, 1),)
    assert reasons_of("2026-12-01 10:00", "11:00", stored=stored, equipment=asked) == (
        Reason.EQUIPMENT_STOCK,
    )


def test_that_equipment_has_no_buffers_and_is_held_by_the_dates_of_the_row() -> None:
    buffered = room(terms=Terms(buffer_after=30))
    request = draft(
        "2026-12-01 09:00",
        "10:00",
        rdates=(wall("2026-12-01 10:30"), wall("2026-12-01 11:00")),
        equipment=(EquipmentLine(7, 3),),
        on_conflict=OnConflict.SKIP,
    )
    judged = judge(request, buffered, stored=Ledger(stock={7: 3})).dates
    assert [one.reasons for one in judged] == [(), (), (Reason.EQUIPMENT_STOCK, Reason.OVERLAP)]


def test_that_all_reasons_are_told_in_the_order_of_the_rules() -> None:
    strict = room(
        shareable=False,
        closures=(closure("2026-11-19", "2026-11-20"),),
        related=frozenset({PART}),
        terms=Terms(
            hours=parse_hours("sam 08:00-17:00"),
            notice_minutes=60,
            horizon_days=-2,
            min_minutes=120,
            max_minutes=30,
            grid_minutes=60,
            whole_days=True,
            eligibility=Eligibility(EligibilityKind.REGION),
            quota_hours=0,
        ),
    )
    stored = Ledger(
        busy={
            ROOM: (busy("2026-11-19 10:00", "12:00"), busy("2026-11-19 09:00", "11:00", PART, 2)),
        },
        stock={7: 0},
    )
    assert reasons_of(
        "2026-11-19 09:30",
        "10:30",
        strict,
        stored=stored,
        participants=13,
        equipment=(EquipmentLine(7, 1),),
        observed={date(2026, 11, 19)},
    ) == tuple(Reason)


# States and outcomes ----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("approval", "mode", "state"),
    [
        (Approval.AUTOMATIC, Mode.NORMAL, CONFIRMED),
        (Approval.AUTOMATIC, Mode.REQUEST, REQUESTED),
        (Approval.HOST, Mode.NORMAL, REQUESTED),
        (Approval.OUTSIDE_TERMS, Mode.NORMAL, CONFIRMED),
        (Approval.OUTSIDE_TERMS, Mode.REQUEST, REQUESTED),
    ],
)
def test_the_state_of_a_date_without_reasons(approval: Approval, mode: Mode, state: OccurrenceState) -> None:
    judged = judge(draft("2026-12-01 09:00", "10:00", mode=mode), room(terms=Terms(approval=approval)))
    assert [one.state for one in judged.dates] == [state]
    assert judged.outcome == state.value


@pytest.mark.parametrize(
    ("approval", "outcome"),
    [
        (Approval.AUTOMATIC, Outcome.REFUSED),
        (Approval.HOST, Outcome.REFUSED),
        (Approval.OUTSIDE_TERMS, Outcome.REQUESTED),
    ],
)
def test_that_only_that_mode_lets_the_host_decide_outside_the_terms(
    approval: Approval, outcome: Outcome
) -> None:
    limited = room(terms=Terms(approval=approval, max_minutes=30))
    judged = judge(draft("2026-12-01 09:00", "10:00"), limited)
    assert judged.outcome is outcome
    assert judged.dates[0].reasons == (Reason.TOO_LONG,)


def test_that_a_hard_reason_is_never_outside_the_terms() -> None:
    limited = room(terms=Terms(approval=Approval.OUTSIDE_TERMS, max_minutes=30))
    assert judge(draft("2026-12-01 09:00", "10:00", participants=13), limited).outcome is Outcome.REFUSED


def weekly(count: int, **given: object) -> object:
    return draft("2026-12-01 09:00", "10:00", rule=f"FREQ=WEEKLY;COUNT={count}", **given)


def test_that_one_bad_date_refuses_the_row_and_tells_which_dates_were_free() -> None:
    taken = ledger(busy("2026-12-08 09:00", "10:00"))
    judged = judge(weekly(3), stored=taken)  # type: ignore[arg-type]
    assert judged.outcome is Outcome.REFUSED
    assert [one.state for one in judged.dates] == [None, REFUSED, None]
    assert [one.price for one in judged.dates] == [None, None, None]
    assert judged.reasons == ()


def test_that_a_skipping_row_keeps_what_passes() -> None:
    taken = ledger(busy("2026-12-08 09:00", "10:00"))
    judged = judge(weekly(3, on_conflict=OnConflict.SKIP), stored=taken)  # type: ignore[arg-type]
    assert judged.outcome is Outcome.PARTLY
    assert [one.state for one in judged.dates] == [CONFIRMED, NOT_OBTAINED, CONFIRMED]
    assert [one.price for one in judged.dates] == [Decimal("0.00")] * 3


def test_that_a_skipping_row_without_a_passing_date_is_refused() -> None:
    judged = judge(draft("2026-11-19 09:00", "10:00", on_conflict=OnConflict.SKIP))
    assert judged.outcome is Outcome.REFUSED


def test_that_confirmed_and_requested_dates_make_a_mixed_row() -> None:
    near = room(terms=Terms(approval=Approval.OUTSIDE_TERMS, horizon_days=20))
    judged = judge(weekly(3), near)  # type: ignore[arg-type]
    assert judged.outcome is Outcome.MIXED
    assert [one.state for one in judged.dates] == [CONFIRMED, CONFIRMED, REQUESTED]


def test_that_dates_of_a_row_that_overlap_each_other_conflict_when_confirmed() -> None:
    request = draft(
        "2026-12-01 09:00", "2026-12-02 10:00", rule="FREQ=DAILY;COUNT=3", on_conflict=OnConflict.SKIP
    )
    assert [one.state for one in judge(request).dates] == [CONFIRMED, NOT_OBTAINED, CONFIRMED]


def test_that_requested_dates_hold_nothing_but_count_for_the_quota() -> None:
    request = draft("2026-12-01 09:00", "2026-12-02 10:00", rule="FREQ=DAILY;COUNT=3", mode=Mode.REQUEST)
    assert judge(request).outcome is Outcome.REQUESTED
    limited = room(terms=Terms(quota_hours=50, approval=Approval.OUTSIDE_TERMS))
    judged = judge(request, limited)
    assert [one.reasons for one in judged.dates] == [(), (), (Reason.QUOTA,)]
    assert [one.month_minutes for one in judged.dates] == [1500, 3000, 4500]


def test_that_a_date_that_fails_does_not_count_for_the_quota() -> None:
    taken = ledger(busy("2026-12-01 09:00", "10:00"))
    limited = room(terms=Terms(quota_hours=2))
    judged = judge(weekly(3, on_conflict=OnConflict.SKIP), limited, stored=taken)  # type: ignore[arg-type]
    assert [one.reasons for one in judged.dates] == [(Reason.OVERLAP,), (), ()]


def test_that_each_date_is_priced_by_the_rate_of_its_local_date() -> None:
    rates = ((Rates(date(2026, 1, 1), hour=Decimal(40)), Rates(date(2026, 12, 8), hour=Decimal(50))),)
    judged = judge(weekly(2), room(rate_scopes=rates))  # type: ignore[arg-type]
    assert [one.price for one in judged.dates] == [Decimal("40.00"), Decimal("50.00")]


def test_that_a_skipped_date_is_not_obtained_and_refuses_nothing() -> None:
    first, second = wall("2026-12-01 09:00"), wall("2026-12-08 09:00")
    hour = timedelta(hours=1)
    request = draft(
        "2026-12-01 09:00",
        "10:00",
        dates=(DateDraft(ROOM, first, first + hour), DateDraft(ROOM, second, second + hour, skip=True)),
    )
    judged = judge(request, stored=ledger(busy("2026-12-08 09:00", "10:00")))
    assert judged.outcome is Outcome.PARTLY
    assert [(one.state, one.reasons) for one in judged.dates] == [
        (CONFIRMED, ()),
        (NOT_OBTAINED, (Reason.OVERLAP,)),
    ]


def test_that_a_date_moved_in_the_series_keeps_its_origin_and_one_asked_stays_pending() -> None:
    origin, moved = wall("2026-12-01 09:00"), wall("2026-12-01 13:00")
    request = draft(
        "2026-12-01 09:00",
        "10:00",
        dates=(DateDraft(ROOM, moved, moved + timedelta(hours=1), origin=origin, ask=True),),
    )
    (judged,) = judge(request).dates
    assert (judged.origin, judged.span, judged.state) == (
        origin,
        span("2026-12-01 13:00", "14:00"),
        REQUESTED,
    )


# Properties -------------------------------------------------------------------------------------------------

_minutes = st.integers(min_value=0, max_value=7 * 24 * 12).map(lambda steps: steps * 5)
_lengths = st.integers(min_value=1, max_value=60).map(lambda steps: steps * 5)
_EPOCH = datetime(2026, 12, 1, 5, tzinfo=UTC)


def _span_at(start: int, length: int) -> Span:
    return Span(_EPOCH + timedelta(minutes=start), _EPOCH + timedelta(minutes=start + length))


_stored = st.lists(st.tuples(_minutes, _lengths, st.sampled_from([ROOM, PART])), max_size=12)


@settings(max_examples=60)
@given(_stored, _minutes, _lengths, st.integers(0, 30), st.randoms(use_true_random=False))
def test_that_the_order_in_which_holdings_are_read_changes_nothing(
    stored: list[tuple[int, int, int]], start: int, length: int, buffer: int, random: object
) -> None:
    held = [Busy(n, where, _span_at(at, long)) for n, (at, long, where) in enumerate(stored)]
    facts = room(related=frozenset({PART}), terms=Terms(buffer_before=buffer, buffer_after=buffer))
    local = wall("2026-12-01 00:00") + timedelta(minutes=start)
    request = replace(draft("2026-12-01", "2026-12-02"), start=local, end=local + timedelta(minutes=length))
    expected = judge(request, facts, stored=ledger(*held)).dates[0]
    wanted = expected.busy
    assert (Reason.OVERLAP in expected.reasons) == any(
        one.span.overlaps(wanted) for one in held if one.space_id == ROOM
    )
    assert {one.occurrence_id for one in expected.blockers} == {
        one.occurrence_id for one in held if one.span.overlaps(wanted)
    }
    random.shuffle(held)  # type: ignore[attr-defined]
    shuffled = judge(request, facts, stored=ledger(*held)).dates[0]
    assert (shuffled.reasons, shuffled.state) == (expected.reasons, expected.state)


@settings(max_examples=60)
@given(st.lists(st.tuples(_minutes, _lengths), min_size=1, max_size=10), st.integers(0, 30))
def test_that_a_date_that_passes_alone_and_overlaps_none_passes_in_a_series(
    slots: list[tuple[int, int]], buffer: int
) -> None:
    midnight = wall("2026-12-01 00:00")
    dates = tuple(
        DateDraft(ROOM, midnight + timedelta(minutes=at), midnight + timedelta(minutes=at + long))
        for at, long in slots
    )
    facts = room(terms=Terms(buffer_after=buffer, grid_minutes=10))
    series = judge(draft("2026-12-01", "2026-12-02", dates=dates, on_conflict=OnConflict.SKIP), facts)
    for one in series.dates:
        others = [other for other in series.dates if other is not one]
        alone = not {Reason.GRID} & set(one.reasons)
        if alone and not any(one.busy.overlaps(other.busy) for other in others):
            assert one.reasons == ()
    held = [one.busy for one in series.dates if one.passes]
    assert not any(a.overlaps(b) for n, a in enumerate(held) for b in held[n + 1 :])


def test_that_a_thousand_dates_among_many_holdings_are_judged_at_once() -> None:
    held = [Busy(n, ROOM if n % 2 else PART, _span_at(n * 60, 45)) for n in range(30_000)]
    facts = room(related=frozenset({PART}), terms=Terms(quota_hours=100))
    request = draft("2026-12-01 00:45", "01:00", rule="FREQ=DAILY;COUNT=1000")
    ledger = Ledger(busy={ROOM: tuple(held)})
    judged, calls = counting_calls(lambda: judge(request, facts, stored=ledger))
    assert judged.outcome is Outcome.CONFIRMED
    assert calls < 1_000_000  # some 320,000; comparing all with all makes 30 million
