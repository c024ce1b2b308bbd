"""The answer to a booking request: each date in turn, its state and price, and the outcome."""

from __future__ import annotations

from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass, replace
from datetime import date, datetime

from agence_desktop.core.spans import Span
from agence_desktop.spaces.checks import Asked, Bench, Verdict
from agence_desktop.spaces.pricing import price_at
from agence_desktop.spaces.rows import (
    HOLDING,
    SOFT,
    Approval,
    BookingDraft,
    JudgedDate,
    Judgement,
    Ledger,
    Mode,
    OccurrenceState,
    OnConflict,
    Outcome,
    PlacedDate,
    Reason,
    Requester,
    SpaceFacts,
)
from agence_desktop.spaces.states import COUNTED

_CONFIRMED, _REQUESTED = OccurrenceState.CONFIRMED, OccurrenceState.REQUESTED
_NOT_OBTAINED = OccurrenceState.NOT_OBTAINED
_PENDING = frozenset({_REQUESTED, OccurrenceState.WAITLISTED, OccurrenceState.OFFERED})


@dataclass(frozen=True, slots=True)
class Former:
    """What an occurrence was before an edit or move; ``set_aside`` are reasons a host overrode."""

    space_id: int
    slot: Span
    state: OccurrenceState
    requested_at: datetime
    set_aside: frozenset[Reason] = frozenset()

    def encloses(self, date: PlacedDate) -> bool:
        """Whether the new slot lies inside the old one, in the same space: approval is not asked again."""
        return self.space_id == date.space_id and self.slot.contains(date.span)


def judge_booking(
    draft: BookingDraft,
    dates: Sequence[PlacedDate],
    facts_by_space: Mapping[int, SpaceFacts],
    requester: Requester,
    ledger: Ledger,
    observed: Set[date],
    now: datetime,
    *,
    judge_past: bool = True,
    stored: bool = False,
) -> Judgement:
    """Steps 3 to 5 of `reserver` on dates in time order (``place_dates``).

    ``observed`` are the observed holidays, ``now`` an aware instant. A date chosen as ``skip`` is recorded
    as not obtained and never refuses the request. ``stored``: the booking is there already, so that dates
    which do not pass may be recorded even where none does.
    """
    bench = Bench(asked_by(draft, requester), facts_by_space, ledger, observed, now, judge_past=judge_past)
    judged = []
    for placed in dates:
        verdict = bench.judge(placed.space_id, placed.span)
        facts = facts_by_space[placed.space_id]
        ask = placed.ask or draft.mode is Mode.REQUEST
        state = _NOT_OBTAINED if placed.skip else state_of(verdict, facts, ask=ask)
        if state is not _NOT_OBTAINED:
            bench.accept(placed.space_id, placed.span, verdict.busy, holds=state in HOLDING)
        judged.append(_judged(placed, verdict, facts, state))
    failed = [one for one, placed in zip(judged, dates, strict=True) if not (one.passes or placed.skip)]
    nothing_passes = not any(one.passes for one in judged)
    if (nothing_passes and not stored) or (failed and draft.on_conflict is OnConflict.REFUSE):
        return _refused(judged, facts_by_space)
    return Judgement(outcome_of([one.state for one in judged]), (), tuple(judged))


def judge_changes(
    asked: Asked,
    changes: Sequence[tuple[PlacedDate, Former]],
    facts_by_space: Mapping[int, SpaceFacts],
    ledger: Ledger,
    observed: Set[date],
    now: datetime,
) -> Judgement:
    """Judge edited or moved occurrences of one booking, in time order; one that fails refuses all.

    Every rule is run again, hard reasons as of now. Where the new slot lies inside the old one the
    occurrence keeps its state and what its host set aside, and terms are judged as of the request; elsewhere
    it is judged, and approved, as a new one would be. The ledger leaves out the booking's own former slots.
    """
    bench = Bench(asked, facts_by_space, ledger, observed, now)
    judged, failed = [], False
    for placed, former in changes:
        inside = former.encloses(placed)
        facts = facts_by_space[placed.space_id]
        verdict = bench.judge(placed.space_id, placed.span, soft_now=former.requested_at if inside else now)
        if inside:
            verdict = verdict.without(former.set_aside)
        state = state_of(verdict, facts, ask=placed.ask)
        failed = failed or state is _NOT_OBTAINED
        if inside and state is not _NOT_OBTAINED:
            state = former.state
        if state in COUNTED:
            bench.accept(placed.space_id, placed.span, verdict.busy, holds=state in HOLDING)
        judged.append(_judged(placed, verdict, facts, state))
    if failed:
        return _refused(judged, facts_by_space)
    return Judgement(outcome_of([one.state for one in judged]), (), tuple(judged))


def judge_approval(
    asked: Asked,
    placed: PlacedDate,
    facts_by_space: Mapping[int, SpaceFacts],
    ledger: Ledger,
    observed: Set[date],
    now: datetime,
    requested_at: datetime,
) -> Verdict:
    """What stands against accepting a pending date: hard reasons now, soft ones as of the request.

    The host decides about soft reasons by accepting; a hard one refuses unless it is set aside
    (``Verdict.without``). The ledger leaves out the date itself.
    """
    bench = Bench(asked, facts_by_space, ledger, observed, now)
    return bench.judge(placed.space_id, placed.span, soft_now=requested_at)


def asked_by(draft: BookingDraft, requester: Requester) -> Asked:
    """What all dates of the draft have in common."""
    return Asked(requester, draft.participants, draft.layout, draft.equipment)


def passes(reasons: Sequence[Reason], facts: SpaceFacts) -> bool:
    """Step 4: no reason, or only soft ones where the host decides about what lies outside the terms."""
    return not reasons or (facts.terms.approval is Approval.OUTSIDE_TERMS and SOFT.issuperset(reasons))


def state_of(verdict: Verdict, facts: SpaceFacts, *, ask: bool = False) -> OccurrenceState:
    """Step 4: confirmed, requested, or not obtained where the date does not pass."""
    if not passes(verdict.reasons, facts):
        return _NOT_OBTAINED
    return _REQUESTED if ask or verdict.soft or facts.terms.approval is Approval.HOST else _CONFIRMED


def outcome_of(states: Sequence[OccurrenceState | None]) -> Outcome:
    """What became of a stored booking, from the states of its dates."""
    if _NOT_OBTAINED in states:
        return Outcome.PARTLY
    pending = [state in _PENDING for state in states]
    if all(pending):
        return Outcome.REQUESTED
    return Outcome.MIXED if any(pending) else Outcome.CONFIRMED


def _refused(judged: Sequence[JudgedDate], facts_by_space: Mapping[int, SpaceFacts]) -> Judgement:
    """Nothing is stored: no price, and each date is free (None) or refused."""
    dates = (
        replace(
            one,
            state=None if passes(one.reasons, facts_by_space[one.space_id]) else OccurrenceState.REFUSED,
            price=None,
        )
        for one in judged
    )
    return Judgement(Outcome.REFUSED, (), tuple(dates))


def _judged(placed: PlacedDate, verdict: Verdict, facts: SpaceFacts, state: OccurrenceState) -> JudgedDate:
    return JudgedDate(
        placed.space_id,
        placed.span,
        verdict.busy,
        placed.origin,
        state,
        verdict.reasons,
        price_at(facts, placed.span).amount,
        verdict.blockers,
        verdict.month_minutes,
    )
