"""The dated rates of all that a reader may see, and for what they may set them."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from itertools import groupby
from operator import itemgetter

from sqlalchemy import select
from sqlalchemy.orm import Session

from agence_desktop.core.french import sort_key
from agence_desktop.core.roles import Actor, Role
from agence_desktop.directory.model import Person
from agence_desktop.teams.model import CostRate, DayRate, Team, TeamMember
from agence_desktop.teams.rate_lines import RateChoices, RateLine, RateScope, stretches
from agence_desktop.teams.rows import ExpenseKind

_TEN_THOUSAND = Decimal(10_000)
_READERS = (Role.CLERK, Role.MANAGER)
Found = tuple[RateScope, str, int | None, date, Decimal | None, int, int]
"""Scope, name and lender of a rate, its first day, amount, id and version."""


def rate_lines(session: Session, actor: Actor, today: date) -> list[RateLine]:
    """Rates of all, and those of members whom the actor's organisations lend; three statements.

    Expenses first, then job classes, then members, each by name and date.
    """
    shared = _keeps_shared(session, actor)
    found = sorted((*_costs(session), *_days(session)), key=_order)
    lines = []
    for (scope, name, lender), group in groupby(found, key=itemgetter(0, 1, 2)):
        if lender is not None and not _may(actor, _READERS, lender):
            continue
        keeps = shared if lender is None else _may(actor, (Role.MANAGER,), lender)
        rows = list(group)
        for row, (last, standing) in zip(rows, stretches([row[3] for row in rows], today), strict=True):
            _, _, _, since, amount, number, version = row
            lines.append(RateLine(number, version, scope, name, since, amount, last, standing, keeps))
    return lines


def rate_choices(session: Session, actor: Actor) -> RateChoices:
    """For what the actor sets rates."""
    query = (
        select(TeamMember.id, Person.first_name, Person.last_name, Person.job_class, Team.organisation_id)
        .join(Person, Person.id == TeamMember.person_id)
        .join(Team, Team.id == TeamMember.team_id)
    )
    rows = session.execute(query).tuples().all()
    rated = session.scalars(select(DayRate.job_class).where(DayRate.job_class.is_not(None)).distinct())
    classes = {row[3] for row in rows} | {one for one in rated if one}
    members = [(row[0], f"{row[1]} {row[2]}") for row in rows if _may(actor, (Role.MANAGER,), row[4])]
    return RateChoices(
        members=tuple(sorted(members, key=lambda one: sort_key(one[1]))),
        classes=tuple(sorted(classes - {""}, key=sort_key)),
        shared=_keeps_shared(session, actor),
    )


def _costs(session: Session) -> Iterable[Found]:
    for row in session.scalars(select(CostRate)):
        amount = None if row.ten_thousandths is None else row.ten_thousandths / _TEN_THOUSAND
        yield RateScope(kind=ExpenseKind(row.kind)), "", None, row.since, amount, row.id, row.version


def _days(session: Session) -> Iterable[Found]:
    query = (
        select(DayRate, Person.first_name, Person.last_name, Team.organisation_id)
        .outerjoin(TeamMember, TeamMember.id == DayRate.member_id)
        .outerjoin(Person, Person.id == TeamMember.person_id)
        .outerjoin(Team, Team.id == TeamMember.team_id)
    )
    for row, first, last, lender in session.execute(query).tuples():
        scope = RateScope(member_id=row.member_id, job_class=row.job_class)
        name = f"{first} {last}" if row.member_id is not None else row.job_class or ""
        yield scope, name, lender, row.since, row.amount, row.id, row.version


def _order(found: Found) -> tuple[bool, int, bool, str, int, date]:
    scope, name, _, since, *_ = found
    kind = list(ExpenseKind).index(scope.kind) if scope.kind is not None else 0
    return scope.kind is None, kind, scope.member_id is not None, sort_key(name), scope.member_id or 0, since


def _may(actor: Actor, roles: Iterable[Role], lender_id: int) -> bool:
    return actor.holds(Role.ADMINISTRATOR) or any(actor.may(role, lender_id) for role in roles)


def _keeps_shared(session: Session, actor: Actor) -> bool:
    lenders = session.scalars(select(Team.organisation_id).distinct()).all()
    everywhere = actor.holds(Role.ADMINISTRATOR) or actor.may(Role.MANAGER, None)
    return everywhere or any(actor.may(Role.MANAGER, one) for one in lenders)
