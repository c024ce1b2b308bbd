"""What estimates are made with: dated rates, and the job class of each member."""

from __future__ import annotations

from collections import defaultdict
from decimal import Decimal

from sqlalchemy import select
from sqlalchemy.orm import Session

from agence_desktop.directory.model import Person
from agence_desktop.teams.model import CostRate, DayRate, TeamMember
from agence_desktop.teams.rates import DatedRate, RateTables
from agence_desktop.teams.rows import ExpenseKind

_TEN_THOUSAND = Decimal(10_000)


def rate_tables(session: Session) -> RateTables:
    """All dated rates, in two statements."""
    own: dict[str, list[DatedRate]] = defaultdict(list)
    classes: dict[str, list[DatedRate]] = defaultdict(list)
    query = (
        select(DayRate, TeamMember.key)
        .outerjoin(TeamMember, TeamMember.id == DayRate.member_id)
        .order_by(DayRate.since)
    )
    for row, key in session.execute(query).tuples():
        rate = DatedRate(row.since, row.amount)
        if row.member_id is not None:
            own[key].append(rate)
        elif row.job_class:
            classes[row.job_class].append(rate)
    costs: dict[str, list[DatedRate]] = defaultdict(list)
    for cost in session.scalars(select(CostRate).order_by(CostRate.since)):
        amount = None if cost.ten_thousandths is None else cost.ten_thousandths / _TEN_THOUSAND
        costs[cost.kind].append(DatedRate(cost.since, amount))
    return RateTables(
        own=dict(own),
        classes=dict(classes),
        travel=tuple(costs[ExpenseKind.TRAVEL]),
        lodging=tuple(costs[ExpenseKind.LODGING]),
        meals=tuple(costs[ExpenseKind.MEALS]),
    )


def job_classes(session: Session) -> dict[str, str]:
    """The job class of each member, by key."""
    query = select(TeamMember.key, Person.job_class).join(Person, Person.id == TeamMember.person_id)
    return dict(session.execute(query).tuples().all())
