"""Requests: received with a number, changed, qualified, refused, put on the waitlist, withdrawn."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict
from uuid import UUID

from sqlalchemy import delete, func, select
from sqlalchemy.orm import Session

from agence_desktop.core.errors import RefusedError
from agence_desktop.directory.queries import observed_holidays
from agence_desktop.storage.context import now
from agence_desktop.storage.numbering import take_number
from agence_desktop.teams.commands import texts
from agence_desktop.teams.commands.desk import (
    Desk,
    Done,
    act_once,
    record_event,
    request_of,
    step_deployment,
    step_request,
    tell,
    today,
)
from agence_desktop.teams.model import FULL_EFFORT, Deployment, SeatSkill, TeamRequest, TeamSeat
from agence_desktop.teams.periods import working_days
from agence_desktop.teams.problem import Mode
from agence_desktop.teams.queries.files import seat_drafts
from agence_desktop.teams.rows import TENTATIVE, DeploymentState, RequestDraft, RequestState, SeatDraft
from agence_desktop.teams.weekdays import mask_of

NUMBER_KIND = "D"


def receive(
    session: Session,
    desk: Desk,
    draft: RequestDraft,
    *,
    key: UUID | None = None,
    name: str | None = None,
    state: RequestState = RequestState.RECEIVED,
) -> Done:
    """Enter a request; it takes its number. ``name`` is what an imported file calls it.

    Raises RefusedError ``no_seats``, ``no_working_days``, ``bad_effort``, ``place_needed`` or
    ``bad_priority``, RightMissingError.
    """

    def act(inner: Session) -> Done:
        desk.require_handler(inner, draft.client_id)
        _check(inner, draft)
        row = TeamRequest(state=str(state), key=name, received_at=now(inner), received_by=desk.actor.login)
        _assign(row, draft)
        year = today(inner).year
        row.number = f"{NUMBER_KIND}-{year}-{take_number(inner, NUMBER_KIND, year):04d}"
        inner.add(row)
        inner.flush()
        _add_seats(inner, row.id, draft.seats)
        record_event(inner, desk, "received", request_id=row.id)
        return Done((row.id,), tell(inner, (row.id,)), row.number)

    return act_once(session, key, {"request": asdict(draft), "name": name}, act)


def edit_request(
    session: Session, desk: Desk, request_id: int, version: int, draft: RequestDraft, key: UUID | None = None
) -> Done:
    """Change a request read at ``version``; seats that change are proposed anew, committed ones stay.

    Raises as ``receive``, RefusedError ``not_editable``,
    StaleError.
    """

    def act(inner: Session) -> Done:
        row = request_of(inner, request_id, version)
        desk.require_handler(inner, row.client_id)
        desk.require_handler(inner, draft.client_id)
        _check(inner, draft)
        _assign(row, draft)
        _rewrite_seats(inner, desk, row, draft.seats)
        inner.flush()
        record_event(inner, desk, "edited", request_id=row.id)
        return Done((row.id,), tell(inner, (row.id,)))

    return act_once(session, key, {"edit": asdict(draft), "id": request_id, "version": version}, act)


def qualify(session: Session, desk: Desk, request_id: int, version: int, key: UUID | None = None) -> Done:
    """Say that a request is complete and may be proposed; also back from the waitlist."""
    return _step(session, desk, request_id, version, RequestState.QUALIFIED, key)


def refuse(
    session: Session, desk: Desk, request_id: int, version: int, reason: str, key: UUID | None = None
) -> Done:
    """Refuse a request, with a reason on record; RefusedError ``no_reason`` or ``request_step``."""
    return _step(session, desk, request_id, version, RequestState.REFUSED, key, reason)


def waitlist(session: Session, desk: Desk, request_id: int, version: int, key: UUID | None = None) -> Done:
    """Put a request on the waitlist, after all that wait already: one of the three answers to an overrun."""
    return _step(session, desk, request_id, version, RequestState.WAITLISTED, key)


def withdraw(
    session: Session, desk: Desk, request_id: int, version: int, reason: str = "", key: UUID | None = None
) -> Done:
    """Cancel a request and its tentative deployments; firm ones are ended or cancelled first.

    Also what takes a creation back: the number stays. RefusedError ``deployment_firm`` or ``request_step``.
    """
    return _step(session, desk, request_id, version, RequestState.CANCELLED, key, reason)


def reopen(session: Session, desk: Desk, request_id: int, version: int, key: UUID | None = None) -> Done:
    """Take back a refusal or a cancellation: the request is received again."""
    return _step(session, desk, request_id, version, RequestState.RECEIVED, key)


def _step(
    session: Session,
    desk: Desk,
    request_id: int,
    version: int,
    wanted: RequestState,
    key: UUID | None,
    reason: str = "",
) -> Done:
    def act(inner: Session) -> Done:
        row = request_of(inner, request_id, version)
        step_request(inner, desk, row, wanted)
        if wanted is RequestState.REFUSED and not reason.strip():
            raise RefusedError("no_reason", texts.NO_REASON)
        row.refusal_reason = reason.strip() if wanted is RequestState.REFUSED else ""
        row.rank = _next_rank(inner) if wanted is RequestState.WAITLISTED else None
        if wanted in (RequestState.REFUSED, RequestState.CANCELLED):
            _drop_deployments(inner, desk, row)
        inner.flush()
        detail = {"reason": reason} if reason else None
        record_event(inner, desk, str(wanted), request_id=row.id, detail=detail)
        return Done((row.id,), tell(inner, (row.id,)))

    content = {"step": str(wanted), "id": request_id, "version": version, "reason": reason}
    return act_once(session, key, content, act)


def _next_rank(session: Session) -> int:
    return (session.scalars(select(func.max(TeamRequest.rank))).one() or 0) + 1


def _drop_deployments(session: Session, desk: Desk, row: TeamRequest) -> None:
    """Cancel what is tentative, and what is confirmed and has not begun."""
    for one in session.scalars(select(Deployment).where(Deployment.request_id == row.id)):
        state = DeploymentState(one.state)
        if state in TENTATIVE or (state is DeploymentState.CONFIRMED and one.first_day > today(session)):
            step_deployment(session, desk, one, DeploymentState.CANCELLED)
        elif state is not DeploymentState.CANCELLED:
            raise RefusedError("begun", texts.BEGUN)


def _check(session: Session, draft: RequestDraft) -> None:
    if not draft.seats:
        raise RefusedError("no_seats", texts.NO_SEATS)
    if not 1 <= draft.priority <= 4:
        raise RefusedError("bad_priority", texts.BAD_PRIORITY)
    holidays = observed_holidays(session)
    for number, seat in enumerate(draft.seats, 1):
        if not 0 < seat.effort_bp <= FULL_EFFORT:
            raise RefusedError("bad_effort", texts.BAD_EFFORT)
        if seat.period.end is None or not working_days(seat.period, holidays, seat.days):
            raise RefusedError("no_working_days", texts.NO_WORKING_DAYS.format(number=number))
    elsewhere = draft.site_id is None and draft.municipality_id is None
    if elsewhere and any(seat.mode is not Mode.REMOTE for seat in draft.seats):
        raise RefusedError("place_needed", texts.PLACE_NEEDED)


def _assign(row: TeamRequest, draft: RequestDraft) -> None:
    row.client_id, row.priority, row.family = draft.client_id, draft.priority, draft.family.strip()
    row.site_id = draft.site_id
    row.municipality_id = None if draft.site_id is not None else draft.municipality_id
    row.description, row.unit = draft.description.strip(), draft.unit.strip()
    row.contact, row.contact_phone = draft.contact.strip(), draft.contact_phone.strip()
    row.contact_email, row.position, row.tasks = draft.contact_email.strip(), draft.position, draft.tasks


def _write_seat(row: TeamSeat, seat: SeatDraft) -> None:
    row.effort_bp, row.language, row.weekdays = seat.effort_bp, seat.language or None, mask_of(seat.days)
    row.first_day, row.end_day = seat.period.first, seat.period.end or seat.period.first
    row.mode, row.remote_days, row.senior = str(seat.mode), seat.remote_days, seat.senior


def _write_skills(session: Session, row: TeamSeat, seat: SeatDraft) -> None:
    session.execute(delete(SeatSkill).where(SeatSkill.seat_id == row.id))
    session.add_all(
        SeatSkill(seat_id=row.id, skill_id=need.skill_id, level=need.level) for need in seat.skills
    )


def _add_seats(session: Session, request_id: int, seats: Sequence[SeatDraft], first: int = 1) -> None:
    rows = [TeamSeat(request_id=request_id, number=number) for number, _ in enumerate(seats, first)]
    for row, seat in zip(rows, seats, strict=True):
        _write_seat(row, seat)
    session.add_all(rows)
    session.flush()
    for row, seat in zip(rows, seats, strict=True):
        _write_skills(session, row, seat)
    session.flush()


def _rewrite_seats(session: Session, desk: Desk, row: TeamRequest, seats: Sequence[SeatDraft]) -> None:
    """Make the seats these: what was proposed for one that changes falls, and the request is proposed anew.

    A seat that somebody is committed to, or that ever had anybody, does not change, or go.
    """
    before = dict(enumerate(seat_drafts(session, row.id), 1))
    wanted = dict(enumerate(seats, 1))
    stored = {
        seat.number: seat for seat in session.scalars(select(TeamSeat).where(TeamSeat.request_id == row.id))
    }
    fallen = False
    for number, seat in stored.items():
        if before[number] == wanted.get(number):
            continue
        held = session.scalars(select(Deployment).where(Deployment.seat_id == seat.id)).all()
        for one in held:
            if DeploymentState(one.state) not in (DeploymentState.PROPOSED, DeploymentState.CANCELLED):
                raise RefusedError("not_editable", texts.NOT_EDITABLE)
            if one.state == DeploymentState.PROPOSED:
                step_deployment(session, desk, one, DeploymentState.CANCELLED)
                fallen = True
        if number in wanted:
            _write_seat(seat, wanted[number])
            _write_skills(session, seat, wanted[number])
        elif held:
            raise RefusedError("not_editable", texts.SEAT_WITH_HISTORY.format(number=number))
        else:
            session.delete(seat)
        session.flush()
    _add_seats(session, row.id, seats[len(stored) :], len(stored) + 1)
    if fallen and row.state == RequestState.PROPOSED:
        step_request(session, desk, row, RequestState.QUALIFIED)
