"""States of requests and deployments: which step may be taken, by whom, and what time alone brings."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from datetime import date
from enum import StrEnum
from types import MappingProxyType
from typing import Final, TypeVar

from agence_desktop.teams.rows import DeploymentState, RequestState

S = TypeVar("S", RequestState, DeploymentState)
_R = RequestState
_D = DeploymentState


class Who(StrEnum):
    """In what capacity somebody takes a step."""

    CLERK = "clerk"
    """A clerk of the client or of a lender."""
    MANAGER = "manager"
    """A manager of the organisation that lends the member, or of one that lends teams."""
    CLIENT = "client"
    """The client of the request."""
    MEMBER = "member"
    """The member themselves."""
    TIME = "time"
    """The calendar alone."""


_DESK = frozenset({Who.CLERK, Who.MANAGER})
_BOSS = frozenset({Who.MANAGER})
_ASKER = frozenset({Who.CLERK, Who.MANAGER, Who.CLIENT})
_CLOCK = frozenset({Who.TIME})

REQUEST_STEPS: Final[Mapping[tuple[RequestState, RequestState], frozenset[Who]]] = MappingProxyType(
    {
        (_R.RECEIVED, _R.QUALIFIED): _DESK,
        (_R.QUALIFIED, _R.PROPOSED): _DESK,
        (_R.PROPOSED, _R.QUALIFIED): _DESK,
        (_R.PROPOSED, _R.COMMITTED): _ASKER,
        (_R.COMMITTED, _R.PROPOSED): _DESK,
        (_R.COMMITTED, _R.CONFIRMED): _BOSS,
        (_R.CONFIRMED, _R.COMMITTED): _BOSS,
        **{(state, _R.WAITLISTED): _DESK for state in (_R.RECEIVED, _R.QUALIFIED, _R.PROPOSED, _R.COMMITTED)},
        **{(_R.WAITLISTED, state): _DESK for state in (_R.QUALIFIED, _R.PROPOSED, _R.COMMITTED)},
        **{(state, _R.REFUSED): _DESK for state in (_R.RECEIVED, _R.QUALIFIED, _R.PROPOSED, _R.WAITLISTED)},
        **{(state, _R.CANCELLED): _ASKER for state in _R if state not in (_R.REFUSED, _R.CANCELLED)},
        (_R.REFUSED, _R.RECEIVED): _DESK,
        (_R.CANCELLED, _R.RECEIVED): _ASKER,
    }
)
"""From a state of a request to another, and who may take the step; the last two take back an error."""

DEPLOYMENT_STEPS: Final[Mapping[tuple[DeploymentState, DeploymentState], frozenset[Who]]] = MappingProxyType(
    {
        (_D.PROPOSED, _D.COMMITTED): _ASKER,
        (_D.COMMITTED, _D.PROPOSED): _DESK,
        **{(state, _D.CONFIRMED): _BOSS for state in (_D.PROPOSED, _D.COMMITTED)},
        (_D.CONFIRMED, _D.COMMITTED): _BOSS,
        (_D.CONFIRMED, _D.RUNNING): _CLOCK,
        **{(state, _D.ENDED): _CLOCK for state in (_D.CONFIRMED, _D.RUNNING, _D.EXTENSION_ASKED)},
        (_D.ENDED_EARLY, _D.ENDED): _CLOCK,
        **{(state, _D.EXTENSION_ASKED): _ASKER for state in (_D.CONFIRMED, _D.RUNNING)},
        **{(_D.EXTENSION_ASKED, state): _BOSS for state in (_D.CONFIRMED, _D.RUNNING)},
        **{(state, _D.ENDED_EARLY): _DESK for state in (_D.CONFIRMED, _D.RUNNING, _D.EXTENSION_ASKED)},
        **{(_D.ENDED_EARLY, state): _BOSS for state in (_D.CONFIRMED, _D.RUNNING)},
        (_D.ENDED, _D.EVALUATED): frozenset({Who.CLERK, Who.MANAGER, Who.CLIENT, Who.MEMBER}),
        (_D.EVALUATED, _D.STATED): _DESK,
        (_D.STATED, _D.CLOSED): _DESK,
        **{(state, _D.CANCELLED): _ASKER for state in (_D.PROPOSED, _D.COMMITTED)},
        (_D.CONFIRMED, _D.CANCELLED): _BOSS,
        **{(_D.CANCELLED, state): _DESK for state in (_D.PROPOSED, _D.COMMITTED)},
        (_D.CANCELLED, _D.CONFIRMED): _BOSS,
    }
)
"""From a state of a deployment to another, and who may take the step.

Somebody proposed once the commitment is signed is confirmed at once: the base asks for the signature.
Back from confirmed, ended early or cancelled takes back an error; capacity is then judged again.
"""

FIRST_STATES: Final = frozenset({_D.PROPOSED, _D.COMMITTED, _D.CONFIRMED})
"""States in which a deployment may begin: the continuation of a firm one begins firm."""

PROGRESS: Final = tuple(state for state in _D if state is not _D.CANCELLED)
"""From the least advanced to the most."""


def may_step(steps: Mapping[tuple[S, S], frozenset[Who]], state: S, wanted: S, as_: Collection[Who]) -> bool:
    """Whether somebody who is ``as_`` these may take the step, one of those of ``steps``."""
    return not steps.get((state, wanted), frozenset[Who]()).isdisjoint(as_)


def state_on(
    stored: DeploymentState, first: date, end: date, actual_end: date | None, today: date
) -> DeploymentState:
    """The state of a deployment on a day: « en cours » and « terminée » come with the calendar."""
    over = today >= (actual_end or end)
    if stored in (_D.CONFIRMED, _D.RUNNING):
        return _D.ENDED if over else _D.RUNNING if today >= first else _D.CONFIRMED
    if stored in (_D.EXTENSION_ASKED, _D.ENDED_EARLY) and over:
        return _D.ENDED
    return stored


def seat_state(states: Iterable[DeploymentState]) -> DeploymentState | None:
    """The state of a seat: that of its least advanced deployment, None where there is none left."""
    return min((one for one in states if one is not _D.CANCELLED), key=PROGRESS.index, default=None)


def request_progress(stored: RequestState, seats: Iterable[DeploymentState | None]) -> DeploymentState | None:
    """Once confirmed, a request shows the least advanced of its seats; None before, or without seats."""
    if stored is not _R.CONFIRMED:
        return None
    return seat_state(one for one in seats if one is not None)
