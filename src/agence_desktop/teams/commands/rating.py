"""Dated rates and the settings of flying teams, as screens keep them."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from datetime import date
from decimal import Decimal
from typing import TypeVar
from uuid import UUID

from sqlalchemy import Select, func, select
from sqlalchemy.orm import Session

from agence_desktop.core.errors import RefusedError
from agence_desktop.core.roles import Role, require
from agence_desktop.directory.model import Person
from agence_desktop.teams.commands import texts
from agence_desktop.teams.commands.desk import (
    MEMBERS,
    Desk,
    Done,
    act_once,
    lender_of,
    record_of,
    stale,
    tell,
)
from agence_desktop.teams.model import (
    ActualEntry,
    CostRate,
    DayRate,
    Deployment,
    StatedEntry,
    TeamMember,
    TeamSetting,
)
from agence_desktop.teams.rows import ExpenseKind

R = TypeVar("R", DayRate, CostRate, TeamSetting)
_TEN_THOUSAND = 10_000
_YEAR = 12
_UNKNOWN = ("unknown_rate", texts.UNKNOWN_RATE)


@dataclass(frozen=True, slots=True)
class DayRateDraft:
    """What a day costs from a date on, for a member or for a job class; no amount ends what came before."""

    since: date
    amount: Decimal | None
    member_id: int | None = None
    job_class: str | None = None


@dataclass(frozen=True, slots=True)
class SettingsDraft:
    """The arithmetic: seconds of a full day, months a skill stays valid, least presence, weights.

    Then metres beyond which lodging is counted, from which share of a ceiling it is told, and what makes the
    case for a post: posts on average in hundredths of a percent, months of twelve.
    """

    full_day: int = 25_200
    validity_months: int = 24
    least_presence_bp: int = 8_000
    weights: tuple[int, int, int, int] = (8, 4, 2, 1)
    lodging_metres: int = 150_000
    warning_bp: int = 8_000
    case_posts_bp: int = 8_000
    case_months: int = 8


def save_day_rate(
    session: Session, desk: Desk, draft: DayRateDraft, key: UUID | None = None, seen: int | None = None
) -> Done:
    """Set the rate from a date on; that of the same date is replaced.

    ``seen`` is the version that was read, 0 where there was none; None replaces any.
    RefusedError ``bad_amount``, StaleError.
    """

    def act(inner: Session) -> Done:
        _require(inner, desk, draft.member_id)
        if draft.amount is not None and draft.amount < 0:
            raise RefusedError("bad_amount", texts.BAD_AMOUNT)
        if (draft.member_id is None) == (draft.job_class is None):
            raise RefusedError("one_scope", texts.ONE_SCOPE)
        query = select(DayRate).where(DayRate.since == draft.since)
        if draft.member_id is not None:
            query = query.where(DayRate.member_id == draft.member_id)
        else:
            query = query.where(DayRate.job_class == draft.job_class)
        row = inner.scalars(_locked(query)).one_or_none()
        _refuse_stale(row, seen)
        if row is None:
            row = DayRate(since=draft.since, member_id=draft.member_id, job_class=draft.job_class)
            inner.add(row)
        row.amount = draft.amount
        inner.flush()
        return Done((row.id,), tell(inner, (draft.member_id,), MEMBERS))

    return act_once(session, key, {"day_rate": asdict(draft)}, act)


def save_cost_rate(
    session: Session,
    desk: Desk,
    kind: ExpenseKind,
    since: date,
    amount: Decimal | None,
    key: UUID | None = None,
    seen: int | None = None,
) -> Done:
    """Set what a kilometre, a night or a day of meals costs from a date on; ``seen`` as ``save_day_rate``.

    RefusedError ``bad_amount`` or ``too_fine``, StaleError.
    """

    def act(inner: Session) -> Done:
        _require(inner, desk, None)
        parts = None if amount is None else amount * _TEN_THOUSAND
        if parts is not None and parts < 0:
            raise RefusedError("bad_amount", texts.BAD_AMOUNT)
        if parts is not None and parts != parts.to_integral_value():
            raise RefusedError("too_fine", texts.TOO_FINE)
        query = select(CostRate).where(CostRate.kind == str(kind), CostRate.since == since)
        row = inner.scalars(_locked(query)).one_or_none()
        _refuse_stale(row, seen)
        if row is None:
            row = CostRate(kind=str(kind), since=since)
            inner.add(row)
        row.ten_thousandths = None if parts is None else int(parts)
        inner.flush()
        return Done((row.id,), tell(inner, (), MEMBERS))

    return act_once(session, key, {"cost_rate": [str(kind), str(since), str(amount)]}, act)


def remove_day_rate(session: Session, desk: Desk, rate_id: int, version: int) -> Done:
    """Take a day rate out, as it was read; what came before it holds on.

    RefusedError ``unknown_rate`` or ``rate_stated``, StaleError, RightMissingError.
    """
    row = record_of(session, DayRate, rate_id, version, _UNKNOWN)
    _require(session, desk, row.member_id)
    _refuse_stated(session, row, None, None if row.amount is None else int(row.amount * _TEN_THOUSAND))
    session.delete(row)
    session.flush()
    return Done((rate_id,), tell(session, (row.member_id,), MEMBERS))


def remove_cost_rate(session: Session, desk: Desk, rate_id: int, version: int) -> Done:
    """Take a rate of expenses out, as ``remove_day_rate``."""
    row = record_of(session, CostRate, rate_id, version, _UNKNOWN)
    _require(session, desk, None)
    _refuse_stated(session, row, row.kind, row.ten_thousandths)
    session.delete(row)
    session.flush()
    return Done((rate_id,), tell(session, (), MEMBERS))


def save_settings(
    session: Session, desk: Desk, draft: SettingsDraft, key: UUID | None = None, seen: int | None = None
) -> Done:
    """Change the settings; the base refuses another full day once days are on record.

    ``seen`` is the version that was read, 0 where none was kept yet; None replaces any.
    Raises RefusedError ``bad_setting`` or ``full_day_fixed``, StaleError, RightMissingError.
    """

    def act(inner: Session) -> Done:
        require(desk.actor, Role.ADMINISTRATOR, None, texts.KEEP_SETTINGS)
        shares = 0 <= draft.least_presence_bp <= _TEN_THOUSAND and 0 <= draft.warning_bp <= _TEN_THOUSAND
        arithmetic = 0 < draft.full_day <= 86_400 and draft.validity_months > 0 and min(draft.weights) >= 0
        case = draft.case_posts_bp > 0 and 1 <= draft.case_months <= _YEAR
        if not (shares and arithmetic and case and draft.lodging_metres >= 0):
            raise RefusedError("bad_setting", texts.BAD_SETTING)
        row = inner.scalars(_locked(select(TeamSetting))).one_or_none()
        _refuse_stale(row, seen)
        if row is None:
            row = TeamSetting(id=1)
            inner.add(row)
        row.full_day, row.validity_months = draft.full_day, draft.validity_months
        row.least_presence_bp = draft.least_presence_bp
        row.weights = ",".join(map(str, draft.weights))
        row.lodging_metres, row.warning_bp = draft.lodging_metres, draft.warning_bp
        row.case_posts_bp, row.case_months = draft.case_posts_bp, draft.case_months
        inner.flush()
        return Done((row.id,), tell(inner, (), MEMBERS))

    return act_once(session, key, {"settings": asdict(draft)}, act)


def _locked(query: Select[tuple[R]]) -> Select[tuple[R]]:
    return query.with_for_update(key_share=True).execution_options(populate_existing=True)


def _refuse_stale(row: DayRate | CostRate | TeamSetting | None, seen: int | None) -> None:
    if seen is not None and seen != (0 if row is None else row.version):
        raise stale()


def _require(session: Session, desk: Desk, member_id: int | None) -> None:
    if member_id is not None:
        desk.require_manager(lender_of(session, member_id), texts.KEEP_RATES)
    elif not desk.lends(session, Role.MANAGER):
        require(desk.actor, (Role.MANAGER, Role.ADMINISTRATOR), None, texts.KEEP_RATES)


def _refuse_stated(session: Session, row: DayRate | CostRate, kind: str | None, parts: int | None) -> None:
    """Raise RefusedError ``rate_stated`` where an issued statement has counted a day or expense at it."""
    query = (
        select(StatedEntry.id)
        .join(ActualEntry, ActualEntry.id == StatedEntry.entry_id)
        .where(ActualEntry.rate.is_(None), StatedEntry.rate == parts, ActualEntry.day >= row.since)
    )
    later = select(func.min(type(row).since)).where(type(row).since > row.since)
    if isinstance(row, CostRate):
        query, later = query.where(ActualEntry.kind == kind), later.where(CostRate.kind == kind)
    else:
        same = DayRate.member_id == row.member_id
        whose = TeamMember.id == row.member_id
        if row.member_id is None:
            same, whose = DayRate.job_class == row.job_class, Person.job_class == row.job_class
        query = (
            query.join(Deployment, Deployment.id == ActualEntry.deployment_id)
            .join(TeamMember, TeamMember.id == Deployment.member_id)
            .join(Person, Person.id == TeamMember.person_id)
            .where(ActualEntry.kind.is_(None), whose)
        )
        later = later.where(same)
    end = session.scalars(later).one()
    if end is not None:
        query = query.where(ActualEntry.day < end)
    if session.scalars(query.limit(1)).first() is not None:
        raise RefusedError("rate_stated", texts.RATE_STATED)
