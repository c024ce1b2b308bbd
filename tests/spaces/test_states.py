"""States of an occurrence: legal transitions, and what time alone brings."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from agence_desktop.spaces.rows import HOLDING, OccurrenceState
from agence_desktop.spaces.states import (
    COUNTED,
    OFFERABLE,
    TRANSITIONS,
    Standing,
    derived_state,
    held_until,
    may_become,
    release_instant,
)
from spaces.factories import span

S = OccurrenceState
SLOT = span("2026-12-01 09:00", "11:00")
BUSY = SLOT.widened(15, 30)


def at(minutes: int) -> datetime:
    """An instant counted from the start of the slot."""
    return SLOT.start + timedelta(minutes=minutes)


def test_that_every_state_has_its_transitions() -> None:
    assert set(TRANSITIONS) == set(OccurrenceState)


@pytest.mark.parametrize(
    ("state", "wanted", "legal"),
    [
        (S.REQUESTED, S.CONFIRMED, True),
        (S.REQUESTED, S.WAITLISTED, True),
        (S.REQUESTED, S.OFFERED, True),
        (S.WAITLISTED, S.OFFERED, True),
        (S.WAITLISTED, S.CONFIRMED, False),
        (S.NOT_OBTAINED, S.OFFERED, True),
        (S.NOT_OBTAINED, S.CONFIRMED, False),
        (S.OFFERED, S.CONFIRMED, True),
        (S.CONFIRMED, S.REQUESTED, True),
        (S.CONFIRMED, S.REFUSED, False),
        (S.CONFIRMED, S.NO_SHOW, True),
        (S.PRESENT, S.ENDED, True),
        (S.PRESENT, S.CANCELLED, False),
        (S.CANCELLED, S.CONFIRMED, False),
    ],
)
def test_the_legal_transitions(state: OccurrenceState, wanted: OccurrenceState, legal: bool) -> None:
    assert may_become(state, wanted) is legal


def test_that_an_offer_goes_back_to_any_state_it_was_made_from() -> None:
    assert all(may_become(state, S.OFFERED) and may_become(S.OFFERED, state) for state in OFFERABLE)


def test_that_quotas_count_holding_and_requested() -> None:
    assert HOLDING | {S.REQUESTED} == COUNTED


@pytest.mark.parametrize(
    ("state", "minutes", "expected"),
    [
        (S.CONFIRMED, 119, S.CONFIRMED),
        (S.CONFIRMED, 120, S.ENDED),
        (S.PRESENT, 119, S.PRESENT),
        (S.PRESENT, 120, S.ENDED),
        (S.REQUESTED, 500, S.REQUESTED),
        (S.NO_SHOW, 500, S.NO_SHOW),
        (S.CANCELLED, 500, S.CANCELLED),
    ],
)
def test_that_the_end_of_the_slot_ends_what_was_held(
    state: OccurrenceState, minutes: int, expected: OccurrenceState
) -> None:
    assert derived_state(Standing(state, SLOT), at(minutes)) is expected


def test_that_a_confirmed_occurrence_without_presence_is_released() -> None:
    confirmed = Standing(S.CONFIRMED, SLOT, release_at=at(15))
    assert derived_state(confirmed, at(14)) is S.CONFIRMED
    assert derived_state(confirmed, at(15)) is S.NO_SHOW
    assert derived_state(replace(confirmed, state=S.PRESENT), at(15)) is S.PRESENT
    assert derived_state(confirmed, at(500)) is S.NO_SHOW


def test_that_a_release_at_the_end_releases_nothing() -> None:
    assert release_instant(SLOT, 119) == at(119)
    assert release_instant(SLOT, 120) is None
    assert release_instant(SLOT, None) is None


@pytest.mark.parametrize("origin", sorted(OFFERABLE))
def test_that_an_expired_offer_goes_back_where_it_was(origin: OccurrenceState) -> None:
    offer = Standing(S.OFFERED, SLOT, offered_from=origin, offered_until=at(-60))
    assert derived_state(offer, at(-61)) is S.OFFERED
    assert derived_state(offer, at(-60)) is origin


def test_until_when_an_occurrence_holds_its_space() -> None:
    assert held_until(Standing(S.CONFIRMED, SLOT), BUSY, at(0)) == BUSY.end
    assert held_until(Standing(S.PRESENT, SLOT), BUSY, at(500)) == BUSY.end
    assert held_until(Standing(S.REQUESTED, SLOT), BUSY, at(0)) is None
    assert held_until(Standing(S.CONFIRMED, SLOT, release_at=at(15)), BUSY, at(15)) == at(15)
    assert held_until(Standing(S.NO_SHOW, SLOT), BUSY, at(60)) == BUSY.end
    assert held_until(Standing(S.NO_SHOW, SLOT, release_at=at(20)), BUSY, at(60)) == at(20)
    assert held_until(Standing(S.NO_SHOW, SLOT, release_at=at(-20)), BUSY, at(60)) is None
