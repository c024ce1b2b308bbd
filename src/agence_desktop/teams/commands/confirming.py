"""Confirming deployments: members are locked in order, every rule is run again, the ledger decides."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Any
from uuid import UUID

from sqlalchemy import insert, select
from sqlalchemy.orm import Session

from agence_desktop.core.errors import RefusedError
from agence_desktop.core.french import NBSP, counted, format_date, format_number
from agence_desktop.directory.model import Person
from agence_desktop.storage.base import table_of
from agence_desktop.storage.context import now
from agence_desktop.teams.commands import texts
from agence_desktop.teams.commands.desk import (
    Desk,
    Done,
    act_once,
    deployment_of,
    lender_of,
    record_event,
    request_of,
    step_deployment,
    step_request,
    tell,
    today,
)
from agence_desktop.teams.commands.ledger import open_days
from agence_desktop.teams.describing import misfit_detail
from agence_desktop.teams.feasibility import Judge, Misfit
from agence_desktop.teams.model import (
    ALL_WEEKDAYS,
    FULL_EFFORT,
    Commitment,
    Deployment,
    DeploymentDay,
    MemberDay,
    Overrun,
    TeamMember,
    TeamRequest,
    TeamSeat,
)
from agence_desktop.teams.periods import Days
from agence_desktop.teams.problem import Mode, Reason, Seat
from agence_desktop.teams.queries.checking import full_day_of
from agence_desktop.teams.queries.problem import StatedProblem, stated_problem
from agence_desktop.teams.rows import FIRM, CommitmentState, DeploymentState, RequestState
from agence_desktop.teams.weekdays import days_of

_FIRM = sorted(str(state) for state in FIRM)
_OVERRUN = insert(table_of(Overrun))
_LEDGER_REASONS = frozenset({Reason.CAPACITY, Reason.OUTBID})
"""The ledger and the seats themselves judge these, under the lock."""


@dataclass(frozen=True, slots=True)
class Excess:
    """A day on which a member would be above capacity, and by how much in ledger units.

    ``lacking`` is what no earlier overrun covers.
    """

    day: date
    over: int
    lacking: int


class OverCapacityError(RefusedError):
    """A member would be above capacity; « liste d’attente », overrun or moving another are the answers."""

    def __init__(self, sentence: str, member_id: int, days: tuple[Excess, ...], full_day: int) -> None:
        super().__init__("over_capacity", sentence)
        self.member_id = member_id
        self.days = tuple((one.day, -(-one.over // full_day)) for one in days)
        """Each day with the excess in hundredths of a percent of a full day."""


def confirm(
    session: Session,
    desk: Desk,
    deployments: Sequence[tuple[int, int]],
    *,
    overrun_reason: str = "",
    key: UUID | None = None,
) -> Done:
    """Confirm committed deployments, each by id and version, all or none.

    ``overrun_reason`` authorises, and records, what is above capacity. Raises OverCapacityError, RefusedError
    ``commitment_missing``, ``deployment_step``, ``seat_taken``, ``member_twice`` or the reason why a member
    does not fit, StaleError, RightMissingError.
    """

    def act(inner: Session) -> Done:
        ids = [one for one, _ in deployments]
        lock_days_of(inner, ids)
        rows = [deployment_of(inner, one, version) for one, version in sorted(deployments)]
        requests = {
            one: request_of(inner, one) for one in sorted({row.request_id or 0 for row in rows} - {0})
        }
        for row in rows:
            require_signed(inner, row, requests.get(row.request_id or 0))
        require_fitting(inner, rows)
        for row in rows:
            require_free_seat(inner, row)
            settle_excess(inner, desk, row, overrun_reason)
            step_deployment(inner, desk, row, DeploymentState.CONFIRMED, texts.CONFIRM)
            row.confirmed_at, row.confirmed_by = now(inner), desk.actor.login
            inner.flush()
            record_event(inner, desk, "confirmed", of=row)
        for request in requests.values():
            settle_request(inner, desk, request)
        return Done(tuple(ids), tell(inner, requests))

    content = {"confirm": sorted(deployments), "overrun": overrun_reason}
    return act_once(session, key, content, act)


def lock_days_of(session: Session, deployment_ids: Sequence[int]) -> None:
    """Lock the members of deployments in order and open the ledger for their periods."""
    query = select(Deployment.member_id, Deployment.first_day, Deployment.end_day).where(
        Deployment.id.in_(sorted(deployment_ids))
    )
    found = session.execute(query).tuples().all()
    if found:
        members, firsts, ends = zip(*found, strict=True)
        open_days(session, members, min(firsts), max(ends))


def require_signed(session: Session, row: Deployment, request: TeamRequest | None) -> None:
    """RefusedError ``commitment_missing`` where the client of a request has signed nothing."""
    if request is None:
        return
    query = select(Commitment.id).where(
        Commitment.request_id == row.request_id, Commitment.state == str(CommitmentState.SIGNED)
    )
    if session.scalars(query).first() is None:
        raise RefusedError("commitment_missing", texts.NOT_SIGNED.format(number=request.number))


def require_fitting(
    session: Session, rows: Sequence[Deployment], aside: frozenset[Reason] = frozenset()
) -> None:
    """RefusedError with the reason where a member may not take what a deployment says, capacity aside."""
    ids = {row.request_id for row in rows if row.request_id is not None}
    if not ids:
        return
    stated = stated_problem(session, today(session), ids, every_seat=True)
    judge, keys = _judge_of(stated, rows), {number: key for key, number in stated.requests.items()}
    members = {number: judge.members[key] for key, number in stated.members.items()}
    seats = {number: key for key, number in stated.seats.items()}
    for row in rows:
        if row.seat_id not in seats or row.member_id not in members:
            continue
        key, number = seats[row.seat_id]
        seat = _seat(stated, row, number, keys[row.request_id or 0])
        verdict = judge.judge(seat, members[row.member_id])
        if isinstance(verdict, Misfit) and verdict.reason not in _LEDGER_REASONS | aside:
            detail = misfit_detail(seat, verdict, stated.problem.settings, stated.names)
            place = f"{stated.numbers[key]}/{number}"
            told = texts.NOT_FITTING.format(name=members[row.member_id].name, seat=place, detail=detail)
            raise RefusedError(verdict.reason.value, told)


def _judge_of(stated: StatedProblem, rows: Sequence[Deployment]) -> Judge:
    """A judge whose horizon also holds the periods of the deployments, which may be longer than the seats."""
    problem = stated.problem
    if not problem.requests:
        return Judge(problem)
    head = problem.requests[0]
    spans = [Days(row.first_day, row.end_day) for row in rows]
    extra = tuple(
        replace(head.seats[0], number=1000 + number, period=span) for number, span in enumerate(spans)
    )
    wider = replace(head, seats=(*head.seats, *extra))
    return Judge(replace(problem, requests=(wider, *problem.requests[1:])))


def _seat(stated: StatedProblem, row: Deployment, number: int, key: str) -> Seat:
    """The seat with the period, effort and mode of the deployment itself."""
    seat = next(one for one in stated.problem.seats if (one.request, one.number) == (key, number))
    return replace(
        seat,
        effort=Fraction(row.effort_bp, FULL_EFFORT),
        period=Days(row.first_day, row.end_day),
        days=days_of(row.weekdays),
        mode=Mode(row.mode),
        remote_days=row.remote_days,
    )


def require_free_seat(session: Session, row: Deployment) -> None:
    """RefusedError ``seat_taken`` or ``member_twice`` where somebody firm is in the way, capacity aside."""
    if row.request_id is None:
        return
    others = session.scalars(
        select(Deployment).where(
            Deployment.request_id == row.request_id,
            Deployment.id != row.id,
            Deployment.state.in_(_FIRM),
            Deployment.first_day < row.end_day,
        )
    ).all()
    met = [one for one in others if (one.actual_end or one.end_day) > row.first_day]
    if any(one.seat_id == row.seat_id for one in met):
        raise RefusedError("seat_taken", texts.SEAT_TAKEN.format(seat=_place(session, row)))
    if any(one.member_id == row.member_id for one in met):
        number = _place(session, row).partition("/")[0]
        told = texts.MEMBER_TWICE.format(name=name_of(session, row.member_id), number=number)
        raise RefusedError("member_twice", told)


def excesses(session: Session, row: Deployment, period: Days) -> list[Excess]:
    """Days of a period that a deployment would serve, and on which its member would be above capacity.

    What it already takes of them counts once.
    """
    full_day = full_day_of(session)
    effort = row.effort_bp * full_day
    columns = table_of(MemberDay).c
    query = select(columns.day, columns.capacity, columns.overrun, columns.used).where(
        columns.member_id == row.member_id, columns.day >= period.first, columns.day < period.end
    )
    days = table_of(DeploymentDay).c
    taken = select(days.day, days.effort).where(days.deployment_id == row.id, days.member_id == row.member_id)
    own = dict(session.execute(taken).tuples().all())
    found = []
    for one in session.execute(query.order_by(columns.day)):
        wanted = (row.weekdays or ALL_WEEKDAYS) >> one.day.weekday() & 1
        over = one.used - own.get(one.day, 0) + effort - one.capacity
        if wanted and one.capacity >= effort and over > 0:
            found.append(Excess(one.day, over, max(0, over - one.overrun)))
    return found


def settle_excess(
    session: Session, desk: Desk, row: Deployment, reason: str, period: Days | None = None
) -> None:
    """Authorise what is above capacity with a reason, or refuse it with the three answers.

    To be called under the lock, before the deployment is written. Raises OverCapacityError,
    RightMissingError.
    """
    with session.no_autoflush:  # the deployment may hold its new days already: they are written afterwards
        found = excesses(session, row, period or Days(row.first_day, row.end_day))
        if not found:
            return
        if not reason.strip():
            raise _over_capacity(session, row, found)
        desk.require_manager(lender_of(session, row.member_id), texts.AUTHORISE)
        lacking = [one for one in found if one.lacking]
        if lacking:
            session.execute(_OVERRUN, _overruns(session, desk, row, lacking, reason.strip()))
        detail = {"days": [one.day for one in found], "reason": reason.strip()}
        record_event(session, desk, "overrun", of=row, detail=detail)


def _overruns(
    session: Session, desk: Desk, row: Deployment, lacking: Sequence[Excess], reason: str
) -> list[dict[str, Any]]:
    """One record for each run of weekdays with the same amount."""
    made: list[dict[str, Any]] = []
    for one in lacking:
        last, end = made[-1] if made else None, date.fromordinal(one.day.toordinal() + 1)
        if last and last["amount"] == one.lacking and _next_weekday(last["end_day"]) == one.day:
            last["end_day"] = end
            continue
        made.append(
            {
                "deployment_id": row.id,
                "member_id": row.member_id,
                "first_day": one.day,
                "end_day": end,
                "amount": one.lacking,
                "reason": reason,
                "login": desk.actor.login,
                "at": now(session),
            }
        )
    return made


def _next_weekday(day: date) -> date:
    """The day itself, or the Monday after it."""
    return date.fromordinal(day.toordinal() + max(0, 7 - day.weekday()) % 7) if day.weekday() > 4 else day


def _over_capacity(session: Session, row: Deployment, found: Sequence[Excess]) -> OverCapacityError:
    full_day = full_day_of(session)
    worst = Fraction(max(one.over for one in found), full_day * 100)
    more = texts.MORE_DAYS.format(days=counted(len(found) - 1, "jour")) if len(found) > 1 else ""
    sentence = texts.OVER_CAPACITY.format(
        name=name_of(session, row.member_id),
        percent=f"{format_number(Decimal(-(-worst.numerator // worst.denominator)))}{NBSP}%",
        day=format_date(found[0].day),
        more=more,
    )
    return OverCapacityError(sentence, row.member_id, tuple(found), full_day)


def settle_request(session: Session, desk: Desk, request: TeamRequest) -> None:
    """A request whose seats are all firm is « confirmée »; one that lost a seat is « engagement signé »."""
    session.flush()
    seats = set(session.scalars(select(TeamSeat.id).where(TeamSeat.request_id == request.id)))
    query = select(Deployment.seat_id).where(Deployment.request_id == request.id, Deployment.state.in_(_FIRM))
    firm = set(session.scalars(query))
    filled = seats <= firm
    if firm and request.state in (RequestState.PROPOSED, RequestState.WAITLISTED):
        step_request(session, desk, request, RequestState.COMMITTED, texts.CONFIRM)
        request.rank = None
        session.flush()
    if filled and request.state == RequestState.COMMITTED:
        step_request(session, desk, request, RequestState.CONFIRMED, texts.CONFIRM)
    elif not filled and request.state == RequestState.CONFIRMED:
        step_request(session, desk, request, RequestState.COMMITTED, texts.CONFIRM)
    session.flush()


def name_of(session: Session, member_id: int) -> str:
    """How a member is called."""
    query = select(Person.first_name, Person.last_name).join(TeamMember, TeamMember.person_id == Person.id)
    first, last = session.execute(query.where(TeamMember.id == member_id)).tuples().one()
    return f"{first} {last}".strip()


def _place(session: Session, row: Deployment) -> str:
    """« D-2026-0042/1 »."""
    query = (
        select(TeamRequest.number, TeamSeat.number)
        .join(TeamSeat, TeamSeat.request_id == TeamRequest.id)
        .where(TeamSeat.id == row.seat_id)
    )
    number, seat = session.execute(query).tuples().one()
    return f"{number}/{seat}"
