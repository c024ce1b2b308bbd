"""Rule 1 of flying teams checked anew: the ledger against patterns, absences and deployments."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from agence_desktop.directory.model import Holiday
from agence_desktop.storage.findings import Finding
from agence_desktop.storage.verification import register_check
from agence_desktop.teams.model import (
    ALL_WEEKDAYS,
    FULL_EFFORT,
    Commitment,
    Deployment,
    DeploymentDay,
    MemberAbsence,
    MemberDay,
    MemberPattern,
    Overrun,
    TeamMember,
    TeamRequest,
    TeamSeat,
    TeamSetting,
)
from agence_desktop.teams.rows import FIRM, CommitmentState
from agence_desktop.teams.sentences import FINDINGS

_STREAM = {"yield_per": 2000}
_FIRM = sorted(str(state) for state in FIRM)
_FULL_DAY = 25_200
_WEEK = ("monday", "tuesday", "wednesday", "thursday", "friday")
_FOREVER = date.max


def _finding(code: str, subject: object, **named: object) -> Finding:
    return Finding(code, str(subject), FINDINGS[code].format(subject=subject, **named))


@dataclass(frozen=True, slots=True)
class _Person:
    """What the days of a member are computed from."""

    key: str
    contract: tuple[date, date]
    patterns: tuple[Any, ...]
    absences: tuple[tuple[date, date], ...]

    def capacity(self, day: date, full_day: int) -> int:
        if not self.contract[0] <= day < self.contract[1]:
            return 0
        if any(first <= day < end for first, end in self.absences):
            return 0
        found = next((one for one in self.patterns if one.since <= day), None)
        if found is None:
            return 0
        hours: int = getattr(found, _WEEK[day.weekday()])
        factor: int = found.factor_bp
        return min(FULL_EFFORT * full_day, factor * hours)


def full_day_of(session: Session) -> int:
    """Seconds of a full day."""
    return session.scalars(select(TeamSetting.full_day)).one_or_none() or _FULL_DAY


def _people(session: Session) -> dict[int, _Person]:
    patterns: dict[int, list[Any]] = defaultdict(list)
    for row in session.scalars(select(MemberPattern).order_by(MemberPattern.since.desc())):
        patterns[row.member_id].append(row)
    absences: dict[int, list[tuple[date, date]]] = defaultdict(list)
    away = select(MemberAbsence.member_id, MemberAbsence.first_day, MemberAbsence.end_day)
    for member, first, end in session.execute(away.where(MemberAbsence.cancelled.is_(False))).tuples():
        absences[member].append((first, end))
    return {
        one.id: _Person(
            one.key,
            (one.contract_from, one.contract_end or _FOREVER),
            tuple(patterns[one.id]),
            tuple(absences[one.id]),
        )
        for one in session.scalars(select(TeamMember))
    }


@register_check
def ledger_findings(session: Session) -> Iterator[Finding]:
    """Days of the ledger that patterns, absences, firm deployments and authorised overruns do not give."""
    full_day, people = full_day_of(session), _people(session)
    holidays = set(session.scalars(select(Holiday.observed)))
    capacities: dict[tuple[int, date], int] = {}
    rows = []
    columns = (MemberDay.member_id, MemberDay.day, MemberDay.capacity, MemberDay.overrun, MemberDay.used)
    for row in session.execute(select(*columns), execution_options=_STREAM).tuples():
        rows.append(row)
        member, day = row[0], row[1]
        known = people.get(member)
        away = day in holidays or known is None
        capacities[member, day] = 0 if away or known is None else known.capacity(day, full_day)
    served = _served(session, capacities, full_day)
    loads: dict[tuple[int, date], int] = defaultdict(int)
    for days in served.values():
        for member, day, effort in days:
            loads[member, day] += effort
    allowed = _authorised(session)
    for member, day, capacity, overrun, used in rows:
        key = people[member].key if member in people else f"({member})"
        excess = max(0, loads[member, day] - capacities[member, day])
        if capacity != capacities[member, day]:
            yield _finding("capacity_wrong", key, day=day.isoformat())
        if used != loads[member, day]:
            yield _finding("load_wrong", key, day=day.isoformat())
        if overrun != excess:
            yield _finding("overrun_wrong", key, day=day.isoformat())
        if excess > overrun:
            yield _finding("over_capacity", key, day=day.isoformat())
        elif excess and not any(first <= day < end for first, end in allowed[member]):
            yield _finding("overrun_unauthorised", key, day=day.isoformat())
    yield from _stored_days(session, served)


def _authorised(session: Session) -> dict[int, list[tuple[date, date]]]:
    found: dict[int, list[tuple[date, date]]] = defaultdict(list)
    query = select(Overrun.member_id, Overrun.first_day, Overrun.end_day)
    for member, first, end in session.execute(query).tuples():
        found[member].append((first, end))
    return found


def _firm(session: Session) -> Iterable[Any]:
    columns = Deployment.__table__.c
    query = select(
        columns.id,
        columns.member_id,
        columns.seat_id,
        columns.first_day,
        columns.end_day,
        columns.actual_end,
        columns.effort_bp,
        columns.weekdays,
    ).where(columns.state.in_(_FIRM))
    return session.execute(query.order_by(columns.first_day, columns.id))


def _served(
    session: Session, capacities: dict[tuple[int, date], int], full_day: int
) -> dict[int, set[tuple[int, date, int]]]:
    """Per firm deployment, the days it serves: member, day, effort."""
    by_member: dict[int, list[date]] = defaultdict(list)
    for member, day in sorted(capacities):
        by_member[member].append(day)
    return {
        one.id: {
            (one.member_id, day, one.effort_bp * full_day)
            for day in by_member[one.member_id]
            if one.first_day <= day < (one.actual_end or one.end_day)
            and (one.weekdays or ALL_WEEKDAYS) >> day.weekday() & 1
            and capacities[one.member_id, day] >= one.effort_bp * full_day
        }
        for one in _firm(session)
    }


def _stored_days(session: Session, served: dict[int, set[tuple[int, date, int]]]) -> Iterator[Finding]:
    columns = (DeploymentDay.deployment_id, DeploymentDay.member_id, DeploymentDay.day, DeploymentDay.effort)
    stored: dict[int, set[tuple[int, date, int]]] = defaultdict(set)
    for deployment, *rest in session.execute(select(*columns), execution_options=_STREAM).tuples():
        stored[deployment].add(tuple(rest))  # type: ignore[arg-type]
    for deployment in sorted(served.keys() | stored.keys()):
        if served.get(deployment, set()) != stored.get(deployment, set()):
            yield _finding("served_wrong", f"n°\u00a0{deployment}")


@register_check
def commitment_findings(session: Session) -> Iterator[Finding]:
    """Requests with a firm deployment and no signed commitment."""
    signed = select(Commitment.request_id).where(Commitment.state == CommitmentState.SIGNED)
    query = (
        select(TeamRequest.number)
        .join(Deployment, Deployment.request_id == TeamRequest.id)
        .where(Deployment.state.in_(_FIRM), TeamRequest.id.not_in(signed))
        .distinct()
    )
    for number in session.scalars(query.order_by(TeamRequest.number)):
        yield _finding("commitment_missing", number)


@register_check
def seat_findings(session: Session) -> Iterator[Finding]:
    """Seats in which two firm deployments overlap."""
    until: dict[int, date] = {}
    for one in _firm(session):
        if one.seat_id is None:
            continue
        end = one.actual_end or one.end_day
        if one.first_day < until.get(one.seat_id, date.min) and end > one.first_day:
            yield _finding("two_in_a_seat", _seat_name(session, one.seat_id), day=one.first_day.isoformat())
        until[one.seat_id] = max(end, until.get(one.seat_id, date.min))


def _seat_name(session: Session, seat_id: int) -> str:
    query = (
        select(TeamRequest.number, TeamSeat.number)
        .join(TeamSeat, TeamSeat.request_id == TeamRequest.id)
        .where(TeamSeat.id == seat_id)
    )
    number, place = session.execute(query).tuples().one()
    return f"{number}/{place}"
