"""Steps of requests and deployments: every one with who may take it, and what time alone brings."""

from __future__ import annotations

from datetime import date
from itertools import pairwise, product

import pytest

from agence_desktop.teams.rows import FIRM, TENTATIVE, DeploymentState, RequestState
from agence_desktop.teams.sentences import STATES
from agence_desktop.teams.states import (
    DEPLOYMENT_STEPS,
    FIRST_STATES,
    REQUEST_STEPS,
    Who,
    may_step,
    request_progress,
    seat_state,
    state_on,
)

_R, _D = RequestState, DeploymentState
FIRST, END = date(2026, 12, 1), date(2026, 12, 22)
WAY = (
    _D.PROPOSED,
    _D.COMMITTED,
    _D.CONFIRMED,
    _D.RUNNING,
    _D.ENDED,
    _D.EVALUATED,
    _D.STATED,
    _D.CLOSED,
)


def test_that_the_way_of_the_specification_is_open() -> None:
    assert all(step in DEPLOYMENT_STEPS for step in pairwise(WAY))
    way = (_R.RECEIVED, _R.QUALIFIED, _R.PROPOSED, _R.COMMITTED, _R.CONFIRMED)
    assert all(step in REQUEST_STEPS for step in pairwise(way))


def test_that_nothing_jumps_over_a_state() -> None:
    skipped = {(one, other) for one, other in product(WAY, WAY) if WAY.index(other) > WAY.index(one) + 1}
    allowed = {step for step in skipped if step in DEPLOYMENT_STEPS}
    # Somebody proposed under a commitment that is signed already; and an end that nobody saw begin.
    assert allowed == {(_D.PROPOSED, _D.CONFIRMED), (_D.CONFIRMED, _D.ENDED)}


def test_that_only_managers_make_firm_and_only_time_begins_and_ends() -> None:
    for (was, becomes), who in DEPLOYMENT_STEPS.items():
        if was not in FIRM and becomes in FIRM:
            assert who == {Who.MANAGER}
        if becomes in (_D.RUNNING, _D.ENDED) and was not in (_D.EXTENSION_ASKED, _D.ENDED_EARLY):
            assert who == {Who.TIME}


def test_that_clients_ask_and_sign_and_decide_nothing_else() -> None:
    client = {step for step, who in DEPLOYMENT_STEPS.items() if Who.CLIENT in who}
    assert {becomes for _, becomes in client} == {
        *(_D.COMMITTED, _D.EXTENSION_ASKED, _D.EVALUATED, _D.CANCELLED)
    }
    assert all(was in TENTATIVE for was, becomes in client if becomes is _D.CANCELLED)


def test_that_a_closed_mandate_and_a_firm_request_stay() -> None:
    assert not any(was is _D.CLOSED for was, _ in DEPLOYMENT_STEPS)
    assert not may_step(REQUEST_STEPS, _R.CONFIRMED, _R.REFUSED, list(Who))
    assert may_step(REQUEST_STEPS, _R.RECEIVED, _R.REFUSED, [Who.CLERK])
    assert not may_step(REQUEST_STEPS, _R.RECEIVED, _R.REFUSED, [Who.CLIENT])


@pytest.mark.parametrize(
    ("stored", "today", "found"),
    [
        (_D.CONFIRMED, date(2026, 11, 30), _D.CONFIRMED),
        (_D.CONFIRMED, FIRST, _D.RUNNING),
        (_D.CONFIRMED, date(2026, 12, 21), _D.RUNNING),
        (_D.CONFIRMED, END, _D.ENDED),
        (_D.RUNNING, date(2026, 11, 30), _D.CONFIRMED),
        (_D.EXTENSION_ASKED, FIRST, _D.EXTENSION_ASKED),
        (_D.EXTENSION_ASKED, END, _D.ENDED),
        (_D.PROPOSED, END, _D.PROPOSED),
        (_D.EVALUATED, END, _D.EVALUATED),
        (_D.CANCELLED, END, _D.CANCELLED),
    ],
)
def test_that_running_and_ended_come_with_the_calendar(stored: _D, today: date, found: _D) -> None:
    assert state_on(stored, FIRST, END, None, today) is found


def test_that_an_early_end_is_over_from_its_own_day() -> None:
    early = date(2026, 12, 8)
    assert state_on(_D.ENDED_EARLY, FIRST, END, early, date(2026, 12, 7)) is _D.ENDED_EARLY
    assert state_on(_D.ENDED_EARLY, FIRST, END, early, early) is _D.ENDED


def test_that_a_seat_and_a_request_show_the_least_advanced() -> None:
    assert seat_state([_D.ENDED, _D.CONFIRMED, _D.CANCELLED]) is _D.CONFIRMED
    assert seat_state([_D.CANCELLED]) is None
    assert request_progress(_R.CONFIRMED, [_D.EVALUATED, _D.RUNNING]) is _D.RUNNING
    assert request_progress(_R.COMMITTED, [_D.RUNNING, None]) is None


def test_that_every_state_has_its_word_and_firm_ones_begin_confirmed() -> None:
    assert {str(one) for one in (*_R, *_D)} == set(STATES)
    assert {_D.CONFIRMED} == FIRST_STATES & FIRM
