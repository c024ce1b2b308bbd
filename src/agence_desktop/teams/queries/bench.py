"""Utilisation, the bench, authorised overruns and unmet demand of a period, read once for one screen."""

from __future__ import annotations

from collections import defaultdict
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from agence_desktop.directory.model import Organisation, Skill
from agence_desktop.directory.queries import observed_holidays
from agence_desktop.teams.benches import BenchReading, OverrunLine
from agence_desktop.teams.model import Deployment, Overrun, SeatSkill, TeamRequest, TeamSeat
from agence_desktop.teams.periods import Days
from agence_desktop.teams.queries.files import overruns
from agence_desktop.teams.queries.papers import login_names
from agence_desktop.teams.queries.settings import team_settings
from agence_desktop.teams.queries.timeline import day_loads, member_lines
from agence_desktop.teams.rows import FIRM, TENTATIVE, RequestState
from agence_desktop.teams.unmet import UnmetSeat
from agence_desktop.teams.weekdays import days_of

_FIRM = sorted(str(one) for one in FIRM)
_SECONDS = 3600
_TENTATIVE = sorted(str(one) for one in TENTATIVE)


def bench_reading(session: Session, today: date, period: Days) -> BenchReading:
    """All that « Banc et utilisation » shows of a period that has an end."""
    observed, settings = observed_holidays(session), team_settings(session)
    return BenchReading(
        period=period,
        members=tuple(member_lines(session, period)),
        loads=tuple(day_loads(session, period, today)),
        overruns=tuple(_overruns(session, period)),
        seats=tuple(unmet_seats(session, period)),
        seats_hoped=tuple(unmet_seats(session, period, tentative=True)),
        skills=dict(session.execute(select(Skill.code, Skill.name)).tuples().all()),
        observed=frozenset(observed),
        full_day=int(settings.arithmetic.full_day * _SECONDS),
        case=settings.case,
    )


def _overruns(session: Session, period: Days) -> list[OverrunLine]:
    found = overruns(session, period=period)
    query = (
        select(Overrun.id, Organisation.acronym)
        .join(Deployment, Deployment.id == Overrun.deployment_id)
        .join(TeamRequest, TeamRequest.id == Deployment.request_id)
        .join(Organisation, Organisation.id == TeamRequest.client_id)
        .where(Overrun.id.in_([row.id for row in found]))
    )
    clients = dict(session.execute(query).tuples().all())
    names = login_names(session, {row.login for row in found})
    return [OverrunLine(row, clients.get(row.id, ""), names.get(row.login, row.login)) for row in found]


def unmet_seats(session: Session, period: Days, *, tentative: bool = False) -> list[UnmetSeat]:
    """Seats of requests that were not withdrawn, or the part of their period that nobody serves.

    Firmly, or with ``tentative`` as far as somebody is proposed.
    """
    query = (
        select(TeamSeat, TeamRequest.number, Organisation.acronym)
        .join(TeamRequest, TeamRequest.id == TeamSeat.request_id)
        .join(Organisation, Organisation.id == TeamRequest.client_id)
        .where(
            TeamRequest.state != str(RequestState.CANCELLED),
            TeamSeat.first_day < (period.end or date.max),
            TeamSeat.end_day > period.first,
        )
        .order_by(TeamRequest.number, TeamSeat.number)
    )
    rows = session.execute(query).tuples().all()
    ids = [seat.id for seat, _, _ in rows]
    needs: dict[int, list[tuple[str, int]]] = defaultdict(list)
    wanted = select(SeatSkill.seat_id, Skill.code, SeatSkill.level).join(
        Skill, Skill.id == SeatSkill.skill_id
    )
    for seat_id, code, level in session.execute(wanted.where(SeatSkill.seat_id.in_(ids))).tuples():
        needs[seat_id].append((code, level))
    taken: dict[int, list[Days]] = defaultdict(list)
    states = _FIRM + _TENTATIVE if tentative else _FIRM
    firm = select(Deployment).where(Deployment.seat_id.in_(ids), Deployment.state.in_(states))
    for row in session.scalars(firm):
        end = row.actual_end or row.end_day
        if end > row.first_day and row.seat_id is not None:
            taken[row.seat_id].append(Days(row.first_day, end))
    return [
        UnmetSeat(number, client, tuple(sorted(needs[seat.id])), part, seat.effort_bp, days_of(seat.weekdays))
        for seat, number, client in rows
        for part in _without(Days(seat.first_day, seat.end_day), taken[seat.id])
    ]


def _without(whole: Days, taken: list[Days]) -> list[Days]:
    """What is left of a period, in order."""
    parts, first, end = [], whole.first, whole.end
    assert end is not None
    for one in sorted(taken, key=lambda days: days.first):
        if one.first > first:
            parts.append(Days(first, min(one.first, end)))
        first = max(first, one.end or end)
        if first >= end:
            return parts
    parts.append(Days(first, end))
    return parts
