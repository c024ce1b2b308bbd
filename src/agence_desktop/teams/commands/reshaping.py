"""Deployments changed after they were made: moved, extended, ended early, split, taken over for a time."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Final
from uuid import UUID

from sqlalchemy.orm import Session

from agence_desktop.core.errors import RefusedError
from agence_desktop.core.french import format_date
from agence_desktop.directory.queries import observed_holidays
from agence_desktop.storage.context import now
from agence_desktop.teams.commands import texts
from agence_desktop.teams.commands.confirming import (
    require_fitting,
    require_free_seat,
    settle_excess,
    settle_request,
)
from agence_desktop.teams.commands.desk import (
    Desk,
    Done,
    act_once,
    client_of,
    current,
    deployment_of,
    lender_of,
    record_event,
    request_of,
    step_deployment,
    tell,
)
from agence_desktop.teams.commands.ledger import open_days
from agence_desktop.teams.commands.proposing import require_proposer
from agence_desktop.teams.model import Deployment
from agence_desktop.teams.periods import Days, working_days
from agence_desktop.teams.problem import Reason
from agence_desktop.teams.rows import FIRM, TENTATIVE, DeploymentState
from agence_desktop.teams.sentences import STATES
from agence_desktop.teams.weekdays import days_of

_D = DeploymentState
_CHANGEABLE = frozenset({*TENTATIVE, _D.CONFIRMED, _D.RUNNING})
_SHAPE: Final = (
    *("member_id", "first_day", "end_day", "actual_end", "effort_bp", "weekdays"),
    *("mode", "remote_days", "state", "asked_end", "reason"),
)
_DATES: Final = frozenset({"first_day", "end_day", "actual_end", "asked_end"})
UNDO: Final = "undo"
"""Key of what a command keeps so that it may be taken back (``take_back``)."""


@dataclass(frozen=True, slots=True)
class Target:
    """A deployment as it was read."""

    id: int
    version: int


def move(
    session: Session,
    desk: Desk,
    target: Target,
    *,
    member_id: int | None = None,
    period: Days | None = None,
    overrun_reason: str = "",
    key: UUID | None = None,
) -> Done:
    """Give a deployment other days or another member; one that has begun keeps its member and first day.

    Every rule is run again. Raises OverCapacityError, RefusedError ``begun``, ``seat_taken``,
    ``member_twice``, ``deployment_step`` or why the member does not fit, StaleError, RightMissingError.
    """

    def act(inner: Session) -> Done:
        days = period
        row = _locked(inner, desk, target, [member_id] if member_id else [], days)
        state = _require_changeable(inner, row)
        before = [_kept(row)]
        moved = (member_id not in (None, row.member_id)) or (days and days.first != row.first_day)
        if state is _D.RUNNING and moved:
            raise RefusedError("begun", texts.BEGUN_MOVE)
        _require_keeper(inner, desk, row)
        with inner.no_autoflush:
            row.member_id = member_id or row.member_id
            if days is not None:
                row.first_day, row.end_day = days.first, _end(days)
            _require_keeper(inner, desk, row)
            _judge(inner, desk, row, overrun_reason)
        inner.flush()
        return _done(inner, desk, "moved", before, [row])

    told = [target.id, target.version, member_id, _told(period), overrun_reason]
    return act_once(session, key, {"move": told}, act)


def ask_extension(
    session: Session, desk: Desk, target: Target, until: Days, why: str = "", key: UUID | None = None
) -> Done:
    """Ask that a firm deployment go on until the end of ``until``; the agreed end holds until the answer.

    Raises RefusedError ``not_later`` or ``deployment_step``, StaleError, RightMissingError.
    """

    def act(inner: Session) -> Done:
        row = deployment_of(inner, target.id, target.version)
        before = [_kept(row)]
        _require_later(row, _end(until))
        step_deployment(inner, desk, row, _D.EXTENSION_ASKED, texts.ASK_EXTENSION)
        row.asked_end, row.reason = _end(until), why.strip()
        inner.flush()
        return _done(inner, desk, "extension_asked", before, [row], until=_end(until), reason=why)

    return act_once(session, key, {"ask": [target.id, target.version, _told(until), why]}, act)


def extend(
    session: Session,
    desk: Desk,
    target: Target,
    end: date | None = None,
    *,
    overrun_reason: str = "",
    key: UUID | None = None,
) -> Done:
    """Let a firm deployment go on to ``end`` (exclusive), or to the end that was asked for.

    Raises OverCapacityError, RefusedError ``not_later``, ``no_extension`` or ``deployment_step``,
    StaleError, RightMissingError.
    """

    def act(inner: Session) -> Done:
        seen = deployment_of_unlocked(inner, target.id)
        until = end or seen.asked_end
        if until is None:
            raise RefusedError("no_extension", texts.NO_EXTENSION)
        row = _locked(inner, desk, target, [], Days(seen.first_day, max(until, seen.end_day)))
        before = [_kept(row)]
        _require_later(row, until)
        state = current(inner, row)
        desk.require_manager(lender_of(inner, row.member_id), texts.CONFIRM)
        if state is _D.EXTENSION_ASKED:
            step_deployment(inner, desk, row, _D.CONFIRMED, texts.CONFIRM)
        elif state not in (_D.CONFIRMED, _D.RUNNING):
            raise _wrong_step(state)
        added = Days(row.end_day, until)
        with inner.no_autoflush:
            row.end_day, row.asked_end = until, None
            _judge(inner, desk, row, overrun_reason, added)
        inner.flush()
        return _done(inner, desk, "extended", before, [row], until=until)

    told = [target.id, target.version, str(end), overrun_reason]
    return act_once(session, key, {"extend": told}, act)


def refuse_extension(
    session: Session, desk: Desk, target: Target, why: str = "", key: UUID | None = None
) -> Done:
    """Say no to an extension; the agreed end holds. RefusedError ``no_extension``, StaleError."""

    def act(inner: Session) -> Done:
        row = deployment_of(inner, target.id, target.version)
        before = [_kept(row)]
        if row.asked_end is None:
            raise RefusedError("no_extension", texts.NO_EXTENSION)
        step_deployment(inner, desk, row, _D.CONFIRMED, texts.CONFIRM)
        row.asked_end = None
        inner.flush()
        return _done(inner, desk, "extension_refused", before, [row], reason=why)

    return act_once(session, key, {"refuse": [target.id, target.version, why]}, act)


def end_early(
    session: Session, desk: Desk, target: Target, end: date, why: str, key: UUID | None = None
) -> Done:
    """End a firm deployment before its agreed end: ``end`` is the first day on which it is not served.

    The days from then on are free at once. Raises RefusedError ``no_reason``, ``not_within`` or
    ``deployment_step``, StaleError, RightMissingError.
    """

    def act(inner: Session) -> Done:
        row = _held(inner, target)
        before = [_kept(row)]
        if not why.strip():
            raise RefusedError("no_reason", texts.NO_REASON)
        if not row.first_day <= end < row.end_day:
            told = {"first": format_date(row.first_day), "last": format_date(_last(row.end_day))}
            raise RefusedError("not_within", texts.NOT_WITHIN.format(**told))
        step_deployment(inner, desk, row, _D.ENDED_EARLY)
        row.actual_end, row.reason, row.asked_end = end, why.strip(), None
        inner.flush()
        return _done(inner, desk, "ended_early", before, [row], end=end, reason=why)

    return act_once(session, key, {"end": [target.id, target.version, str(end), why]}, act)


def cancel_deployment(
    session: Session, desk: Desk, target: Target, why: str = "", key: UUID | None = None
) -> Done:
    """Cancel a deployment that has not begun; RefusedError ``deployment_step``, StaleError."""

    def act(inner: Session) -> Done:
        row = _held(inner, target)
        before = [_kept(row)]
        step_deployment(inner, desk, row, _D.CANCELLED)
        inner.flush()
        return _done(inner, desk, "cancelled", before, [row], reason=why)

    return act_once(session, key, {"cancel": [target.id, target.version, why]}, act)


def split(session: Session, desk: Desk, target: Target, day: date, key: UUID | None = None) -> Done:
    """Cut a deployment in two at a day, which begins the second part; RefusedError ``not_within``."""

    def act(inner: Session) -> Done:
        row = _locked(inner, desk, target, [], None)
        _require_changeable(inner, row)
        _require_keeper(inner, desk, row)
        _require_inside(row, Days(day, row.end_day))
        if day == row.first_day:
            raise _not_within(row)
        before = [_kept(row)]
        after = _continuation(row, row.member_id, Days(day, row.end_day))
        row.end_day = day
        inner.flush()
        inner.add(after)
        inner.flush()
        return _done(inner, desk, "split", before, [row, after], day=day)

    return act_once(session, key, {"split": [target.id, target.version, str(day)]}, act)


def replace_member(
    session: Session,
    desk: Desk,
    target: Target,
    member_id: int,
    part: Days,
    *,
    overrun_reason: str = "",
    key: UUID | None = None,
) -> Done:
    """Let another member take over for a part of the period; the history of both stays.

    The first member keeps the days before and after, unless none of them is worked. Raises as ``move``,
    and RefusedError ``not_within`` or ``no_working_day``.
    """

    def act(inner: Session) -> Done:
        row = _locked(inner, desk, target, [member_id], None)
        _require_changeable(inner, row)
        _require_keeper(inner, desk, row)
        _require_inside(row, part)
        taken = _with_idle_edges(inner, row, part)
        before, end = [_kept(row)], row.end_day
        made = [_continuation(row, member_id, taken)]
        if _end(taken) < end and taken.first > row.first_day:
            made.append(_continuation(row, row.member_id, Days(_end(taken), end)))
        if taken.first > row.first_day:
            row.end_day = taken.first
        elif _end(taken) < end:
            row.first_day = _end(taken)
        else:
            raise _not_within(row)
        inner.flush()
        for one in made:
            firm = one.state
            one.state = str(_D.PROPOSED if row.state == _D.PROPOSED else _D.COMMITTED)
            inner.add(one)
            inner.flush()
            with inner.no_autoflush:
                one.state = firm
                _require_keeper(inner, desk, one)
                _judge(inner, desk, one, overrun_reason)
            inner.flush()
        return _done(inner, desk, "replaced", before, [row, *made], member=member_id)

    told = [target.id, target.version, member_id, _told(part), overrun_reason]
    return act_once(session, key, {"replace": told}, act)


def take_back(
    session: Session, desk: Desk, undo: Sequence[Mapping[str, Any]], key: UUID | None = None
) -> Done:
    """Put deployments back as they were before a command, by what it kept under ``UNDO``.

    What it made is cancelled. Capacity is judged again: days that others have taken since are refused.
    Raises OverCapacityError, RefusedError ``deployment_step``, StaleError, RightMissingError.
    """

    def act(inner: Session) -> Done:
        old = {one["id"]: _read(one["before"]) for one in undo if one["before"]}
        rows = _locked_all(inner, desk, undo, old)
        for one in undo:
            if not one["before"]:
                rows[one["id"]].state = str(_D.CANCELLED)
        inner.flush()
        for number, values in old.items():
            row = rows[number]
            with inner.no_autoflush:
                for name, value in values.items():
                    setattr(row, name, value)
                _require_keeper(inner, desk, row)
                if row.state in FIRM:
                    settle_excess(inner, desk, row, "")
            inner.flush()
        return _done(inner, desk, "taken_back", [], list(rows.values()))

    return act_once(session, key, {UNDO: list(undo)}, act)


def _locked(
    session: Session, desk: Desk, target: Target, members: Sequence[int], days: Days | None
) -> Deployment:
    """The deployment, locked after its member and these, whose ledger is open for its days and these."""
    seen = deployment_of_unlocked(session, target.id)
    first, end = seen.first_day, seen.end_day
    if days is not None:
        first, end = min(first, days.first), max(end, _end(days))
    _require_keeper(session, desk, seen)
    open_days(session, [seen.member_id, *members], first, end)
    return deployment_of(session, target.id, target.version)


def _held(session: Session, target: Target) -> Deployment:
    """The deployment, locked after its member where it is firm: everybody locks in this order."""
    seen = deployment_of_unlocked(session, target.id)
    if DeploymentState(seen.state) in FIRM:
        open_days(session, [seen.member_id], seen.first_day, seen.end_day)
    return deployment_of(session, target.id, target.version)


def _locked_all(
    session: Session, desk: Desk, undo: Sequence[Mapping[str, Any]], old: Mapping[int, Mapping[str, Any]]
) -> dict[int, Deployment]:
    seen = [deployment_of_unlocked(session, one["id"]) for one in undo]
    for one in seen:
        _require_keeper(session, desk, one)
    members = {one.member_id for one in seen} | {values["member_id"] for values in old.values()}
    firsts = [one.first_day for one in seen] + [values["first_day"] for values in old.values()]
    ends = [one.end_day for one in seen] + [values["end_day"] for values in old.values()]
    open_days(session, members, min(firsts), max(ends))
    order = sorted(undo, key=lambda one: int(one["id"]))
    return {one["id"]: deployment_of(session, one["id"], one["version"]) for one in order}


def deployment_of_unlocked(session: Session, deployment_id: int) -> Deployment:
    """A deployment as it is now, only read: members are locked first."""
    row = session.get(Deployment, deployment_id)
    if row is None:
        raise RefusedError("unknown_deployment", texts.UNKNOWN_DEPLOYMENT)
    return row


def _judge(
    session: Session, desk: Desk, row: Deployment, overrun_reason: str, added: Days | None = None
) -> None:
    """Run every rule again on a deployment that holds its new values and is not written yet.

    Where days are only ``added``, how much of its period the member is there is no matter any more.
    """
    require_fitting(session, [row], frozenset() if added is None else frozenset({Reason.AVAILABILITY}))
    if row.state in FIRM:
        require_free_seat(session, row)
        settle_excess(session, desk, row, overrun_reason, added)


def _continuation(row: Deployment, member_id: int, days: Days) -> Deployment:
    """What follows a deployment, for its member or another; a firm one begins firm."""
    tentative = DeploymentState(row.state) in TENTATIVE
    return Deployment(
        request_id=row.request_id,
        seat_id=row.seat_id,
        member_id=member_id,
        proposal_id=row.proposal_id,
        follows_id=row.id,
        state=row.state if tentative else str(_D.CONFIRMED),
        first_day=days.first,
        end_day=days.end,
        effort_bp=row.effort_bp,
        weekdays=row.weekdays,
        mode=row.mode,
        remote_days=row.remote_days,
        confirmed_at=row.confirmed_at,
        confirmed_by=row.confirmed_by,
    )


def _require_keeper(session: Session, desk: Desk, row: Deployment) -> None:
    """Firm ones are kept by the manager who lends; tentative ones by whoever proposes."""
    client = client_of(session, row.request_id)
    if client is None or DeploymentState(row.state) in FIRM:
        desk.require_manager(lender_of(session, row.member_id), texts.CHANGE_DEPLOYMENT)
    else:
        require_proposer(session, desk)


def _require_changeable(session: Session, row: Deployment) -> DeploymentState:
    state = current(session, row)
    if state not in _CHANGEABLE:
        raise _wrong_step(state)
    return state


def _wrong_step(state: DeploymentState) -> RefusedError:
    told = texts.WRONG_STEP.format(what=texts.THE_DEPLOYMENT, state=STATES[str(state)])
    return RefusedError("deployment_step", told)


def _require_later(row: Deployment, end: date) -> None:
    if end <= row.end_day:
        raise RefusedError("not_later", texts.NOT_LATER.format(last=format_date(_last(row.end_day))))


def _require_inside(row: Deployment, part: Days) -> None:
    if not Days(row.first_day, row.end_day).contains(part):
        raise _not_within(row)


def _with_idle_edges(session: Session, row: Deployment, part: Days) -> Days:
    """The part, with what would be left of the period before or after it where nobody works there."""
    observed, weekdays = observed_holidays(session), days_of(row.weekdays)

    def idle(first: date, end: date) -> bool:
        return first < end and not working_days(Days(first, end), observed, weekdays)

    first, end = part.first, _end(part)
    if idle(first, end):
        raise RefusedError("no_working_day", texts.NO_WORKING_PART)
    return Days(
        row.first_day if idle(row.first_day, first) else first, row.end_day if idle(end, row.end_day) else end
    )


def _not_within(row: Deployment) -> RefusedError:
    told = {"first": format_date(row.first_day), "last": format_date(_last(row.end_day))}
    return RefusedError("not_within", texts.NOT_WITHIN.format(**told))


def _last(end: date) -> date:
    return date.fromordinal(end.toordinal() - 1)


def _end(days: Days) -> date:
    if days.end is None:
        raise RefusedError("bad_period", texts.BAD_PERIOD)
    return days.end


def _told(days: Days | None) -> list[str] | None:
    return None if days is None else [str(days.first), str(days.end)]


def _kept(row: Deployment) -> dict[str, Any]:
    """A deployment as it is before a command, as JSON keeps it."""
    values = {name: getattr(row, name) for name in _SHAPE}
    return {"id": row.id, "before": {n: str(v) if isinstance(v, date) else v for n, v in values.items()}}


def _read(before: Mapping[str, Any]) -> dict[str, Any]:
    return {
        name: date.fromisoformat(value) if name in _DATES and value else value
        for name, value in before.items()
    }


def _done(
    session: Session,
    desk: Desk,
    kind: str,
    before: Sequence[Mapping[str, Any]],
    rows: Sequence[Deployment],
    **detail: Any,
) -> Done:
    """Tell of the change, settle its requests, and keep what would take it back."""
    for row in rows:
        record_event(session, desk, kind, of=row, detail=detail or None)
    requests = sorted({row.request_id for row in rows if row.request_id is not None})
    for one in requests:
        settle_request(session, desk, request_of(session, one))
    former = {one["id"]: one["before"] for one in before}
    undo = [{"id": row.id, "version": row.version, "before": former.get(row.id)} for row in rows]
    change = tell(session, requests)
    return Done(tuple(row.id for row in rows), change, kept={UNDO: undo, "at": str(now(session))})
