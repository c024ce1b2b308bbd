"""States of an occurrence: the legal transitions, what time alone brings, and until when each state holds."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from types import MappingProxyType

from agence_desktop.core.spans import Span
from agence_desktop.spaces.rows import HOLDING, OccurrenceState

_S = OccurrenceState

TRANSITIONS: Mapping[OccurrenceState, frozenset[OccurrenceState]] = MappingProxyType(
    {
        _S.REQUESTED: frozenset(
            {_S.CONFIRMED, _S.REFUSED, _S.WAITLISTED, _S.CANCELLED, _S.NOT_OBTAINED, _S.OFFERED}
        ),
        _S.WAITLISTED: frozenset({_S.OFFERED, _S.REFUSED, _S.CANCELLED}),
        _S.NOT_OBTAINED: frozenset({_S.OFFERED}),
        _S.OFFERED: frozenset({_S.CONFIRMED, _S.REQUESTED, _S.WAITLISTED, _S.NOT_OBTAINED, _S.CANCELLED}),
        _S.CONFIRMED: frozenset({_S.REQUESTED, _S.CANCELLED, _S.PRESENT, _S.NO_SHOW, _S.ENDED}),
        _S.PRESENT: frozenset({_S.ENDED}),
        _S.REFUSED: frozenset(),
        _S.CANCELLED: frozenset(),
        _S.ENDED: frozenset(),
        _S.NO_SHOW: frozenset(),
    }
)
"""From each state, those a command or time may lead to.

A request leads to an offer by a counter-proposal; an offer that expires goes back where it was. A confirmed
occurrence becomes a request again when an edit moves it outside its old slot.
"""

COUNTED = HOLDING | {_S.REQUESTED}
"""States whose minutes count for the quota: holding and requested."""

OFFERABLE = frozenset({_S.WAITLISTED, _S.NOT_OBTAINED, _S.REQUESTED})
"""States from which an offer is made, and to which it returns when nobody accepts it in time."""


@dataclass(frozen=True, slots=True)
class Standing:
    """What is stored of an occurrence, as far as time alone may change it.

    ``release_at`` is when its space is given back without presence, fixed with its slot by the terms of then;
    ``offered_from`` and ``offered_until`` are those of an offer.
    """

    state: OccurrenceState
    slot: Span
    release_at: datetime | None = None
    offered_from: OccurrenceState | None = None
    offered_until: datetime | None = None


def may_become(state: OccurrenceState, wanted: OccurrenceState) -> bool:
    """Whether the transition is legal."""
    return wanted in TRANSITIONS[state]


def release_instant(slot: Span, release_minutes: int | None) -> datetime | None:
    """When a slot without presence is given back under these terms; None where they never release it.

    A release that would come only at the end of the slot or after it releases nothing.
    """
    if release_minutes is None:
        return None
    instant = slot.start + timedelta(minutes=release_minutes)
    return instant if instant < slot.end else None


def derived_state(standing: Standing, now: datetime) -> OccurrenceState:
    """The state at ``now``: what is stored, and what time alone has brought since.

    An offer whose hold has ended goes back where it was; a confirmed occurrence without presence is a
    no-show from its release on; at its end, a confirmed or present one is ended.
    """
    match standing.state:
        case OccurrenceState.OFFERED:
            expired = standing.offered_until is not None and standing.offered_until <= now
            return standing.offered_from or _S.WAITLISTED if expired else _S.OFFERED
        case OccurrenceState.CONFIRMED:
            if standing.release_at is not None and standing.release_at <= now:
                return _S.NO_SHOW
            return _S.ENDED if standing.slot.end <= now else _S.CONFIRMED
        case OccurrenceState.PRESENT:
            return _S.ENDED if standing.slot.end <= now else _S.PRESENT
        case _:
            return standing.state


def held_until(standing: Standing, busy: Span, now: datetime) -> datetime | None:
    """Until when the occurrence holds its space, buffers included; None where it holds nothing at all.

    A no-show holds until its release, or until its end where there is none.
    """
    state = derived_state(standing, now)
    if state in HOLDING:
        return busy.end
    if state is _S.NO_SHOW:
        until = busy.end if standing.release_at is None else min(busy.end, standing.release_at)
        return until if until > busy.start else None
    return None
