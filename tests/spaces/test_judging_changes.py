"""Judging edits, moves and approvals: when approval is asked again, and as of when terms are judged."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from agence_desktop.core.hours import parse_hours
from agence_desktop.core.spans import Span
from agence_desktop.spaces.checks import Asked
from agence_desktop.spaces.judging import Former, judge_approval, judge_changes
from agence_desktop.spaces.rows import (
    Approval,
    EquipmentLine,
    Judgement,
    Ledger,
    OccurrenceState,
    Outcome,
    PlacedDate,
    Reason,
    SpaceFacts,
    Terms,
)
from spaces.factories import (
    GUEST_ORGANISATION,
    NOW,
    PART,
    ROOM,
    busy,
    closure,
    ledger,
    room,
    span,
    wall,
)

S = OccurrenceState
OLD = span("2026-12-01 09:00", "12:00")
LONG_AGO = NOW - timedelta(days=30)


def former(state: OccurrenceState = S.CONFIRMED, **given: Any) -> Former:
    return Former(**{"space_id": ROOM, "slot": OLD, "state": state, "requested_at": LONG_AGO} | given)


def change(
    new: Span,
    *rooms: SpaceFacts,
    was: Former | None = None,
    space_id: int = ROOM,
    stored: Ledger | None = None,
    asked: Asked | None = None,
) -> Judgement:
    facts = {one.space_id: one for one in rooms or (room(),)}
    placed = PlacedDate(space_id, new, wall("2026-12-01 09:00"))
    return judge_changes(
        asked or Asked(GUEST_ORGANISATION), [(placed, was or former())], facts, stored or Ledger(), set(), NOW
    )


BY_HOST = room(terms=Terms(approval=Approval.HOST))


def test_that_a_slot_inside_the_old_one_keeps_its_approval() -> None:
    judged = change(span("2026-12-01 09:30", "12:00"), BY_HOST)
    assert (judged.outcome, judged.dates[0].state) == (Outcome.CONFIRMED, S.CONFIRMED)


def test_that_a_slot_outside_the_old_one_asks_for_approval_again() -> None:
    assert change(span("2026-12-01 09:00", "12:15"), BY_HOST).dates[0].state is S.REQUESTED


def test_that_the_same_slot_in_another_space_asks_for_approval_again() -> None:
    other = room(PART, terms=Terms(approval=Approval.HOST))
    assert change(OLD, other, space_id=PART).dates[0].state is S.REQUESTED


def test_that_a_pending_date_stays_pending_inside_its_old_slot() -> None:
    judged = change(span("2026-12-01 09:30", "12:00"), was=former(S.REQUESTED))
    assert (judged.outcome, judged.dates[0].state) == (Outcome.REQUESTED, S.REQUESTED)
    assert change(span("2026-12-02 09:30", "12:00"), was=former(S.REQUESTED)).dates[0].state is S.CONFIRMED


def test_that_notice_inside_the_old_slot_is_that_of_the_request() -> None:
    careful = room(terms=Terms(notice_minutes=20 * 24 * 60))
    assert change(span("2026-12-01 10:00", "12:00"), careful).outcome is Outcome.CONFIRMED
    refused = change(span("2026-12-01 10:00", "13:00"), careful)
    assert refused.outcome is Outcome.REFUSED
    assert refused.dates[0].reasons == (Reason.NOTICE,)


def test_that_every_rule_is_run_again() -> None:
    shut = room(closures=(closure("2026-12-01", "2026-12-02"),))
    assert change(OLD, shut).dates[0].reasons == (Reason.CLOSED,)
    too_many = Asked(GUEST_ORGANISATION, participants=13)
    assert change(OLD, asked=too_many).dates[0].reasons == (Reason.CAPACITY,)
    out_of_stock = Asked(GUEST_ORGANISATION, equipment=(EquipmentLine(7, 2),))
    assert change(OLD, asked=out_of_stock, stored=Ledger(stock={7: 1})).dates[0].reasons == (
        Reason.EQUIPMENT_STOCK,
    )
    assert change(OLD, stored=ledger(busy("2026-12-01 11:00", "13:00"))).outcome is Outcome.REFUSED
    office = room(terms=Terms(hours=parse_hours("lun-ven 09:30-17:00")))
    assert change(OLD, office).dates[0].reasons == (Reason.OUTSIDE_HOURS,)


def test_that_what_the_host_set_aside_stays_aside_inside_the_old_slot_only() -> None:
    shut = room(closures=(closure("2026-12-01", "2026-12-03"),))
    was = former(set_aside=frozenset({Reason.CLOSED}))
    assert change(span("2026-12-01 09:00", "10:00"), shut, was=was).outcome is Outcome.CONFIRMED
    assert change(span("2026-12-02 09:00", "10:00"), shut, was=was).outcome is Outcome.REFUSED


def test_that_nobody_sets_a_double_booking_aside() -> None:
    was = former(set_aside=frozenset(Reason))
    stored = ledger(busy("2026-12-01 11:00", "13:00"))
    assert change(OLD, was=was, stored=stored).dates[0].reasons == (Reason.OVERLAP,)


def test_that_moved_dates_judge_each_other() -> None:
    day = timedelta(days=1)
    pairs = [
        (PlacedDate(ROOM, OLD.shifted(day * n), wall("2026-12-01 09:00") + day * n), former()) for n in (1, 2)
    ]
    pairs.append((PlacedDate(ROOM, OLD.shifted(day * 2), wall("2026-12-09 09:00")), former()))
    judged = judge_changes(Asked(GUEST_ORGANISATION), pairs, {ROOM: room()}, Ledger(), set(), NOW)
    assert [one.reasons for one in judged.dates] == [(), (), (Reason.OVERLAP,)]
    assert [one.state for one in judged.dates] == [None, None, S.REFUSED]


def test_that_approval_judges_hard_reasons_now_and_soft_ones_as_of_the_request() -> None:
    strict = room(
        terms=Terms(notice_minutes=20 * 24 * 60, max_minutes=60, approval=Approval.OUTSIDE_TERMS),
        closures=(closure("2026-12-01", "2026-12-02"),),
    )
    placed = PlacedDate(ROOM, OLD, wall("2026-12-01 09:00"))
    verdict = judge_approval(
        Asked(GUEST_ORGANISATION), placed, {ROOM: strict}, Ledger(), set(), NOW, LONG_AGO
    )
    assert verdict.hard == (Reason.CLOSED,)
    assert verdict.soft == (Reason.TOO_LONG,)
    assert verdict.without(frozenset({Reason.CLOSED})).hard == ()
    late = judge_approval(
        Asked(GUEST_ORGANISATION), placed, {ROOM: strict}, Ledger(), set(), OLD.end, LONG_AGO
    )
    assert late.hard == (Reason.PAST, Reason.CLOSED)
