"""Load skills, teams, members and rates into a new base, under the same guards as others."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import Any, Final

from sqlalchemy import select
from sqlalchemy.orm import Session

from agence_desktop.core.changes import Change
from agence_desktop.core.clock import QUEBEC, to_wall
from agence_desktop.core.french import search_key, sort_key
from agence_desktop.directory.model import Skill
from agence_desktop.storage.bulk import insert_rows
from agence_desktop.storage.changes import record_change
from agence_desktop.storage.numbering import next_ids, take_numbers
from agence_desktop.teams.commands.desk import MEMBERS
from agence_desktop.teams.commands.members import WEEK, MemberDraft, PatternDraft, TeamDraft
from agence_desktop.teams.model import (
    CostRate,
    DayRate,
    MemberAbsence,
    MemberPattern,
    MemberSkill,
    Team,
    TeamMember,
)
from agence_desktop.teams.periods import Days
from agence_desktop.teams.rates import DatedRate
from agence_desktop.teams.rows import (
    ExpenseKind,
)

_TEN_THOUSAND: Final = 10_000


@dataclass(frozen=True, slots=True)
class SkillDraft:
    """A skill of the directory; its code is its key."""

    code: str
    name: str
    family: str


@dataclass(frozen=True, slots=True)
class LoadedMember:
    """A member with what is on record; absences by period and the moment of recording."""

    draft: MemberDraft
    patterns: tuple[PatternDraft, ...]
    absences: tuple[tuple[Days, datetime], ...] = ()
    rates: tuple[DatedRate, ...] = ()
    recorded_by: str = ""


def has_teams(session: Session) -> bool:
    """Whether any team is stored."""
    return session.execute(select(Team.id).limit(1)).first() is not None


def load_skills(session: Session, skills: Sequence[SkillDraft]) -> list[int]:
    """Store skills; their ids, in the same order."""
    rows = ({"code": one.code, "family": one.family, **_named(one.name, one.code)} for one in skills)
    return stored(session, Skill, rows, len(skills))


def load_teams(session: Session, teams: Sequence[TeamDraft]) -> list[int]:
    """Store teams; their ids, in the same order."""
    rows = (
        {"code": one.code, "organisation_id": one.organisation_id, **_named(one.name, one.code)}
        for one in teams
    )
    return stored(session, Team, rows, len(teams))


def load_rates(
    session: Session,
    classes: Mapping[str, Sequence[DatedRate]],
    expenses: Mapping[ExpenseKind, Sequence[DatedRate]],
) -> None:
    """Store what a day of each job class costs, and a kilometre, a night, a day of meals."""
    insert_rows(
        session,
        DayRate,
        (
            {"job_class": name, "since": one.since, "amount": one.amount}
            for name, table in classes.items()
            for one in table
        ),
    )
    insert_rows(
        session,
        CostRate,
        (
            {"kind": str(kind), "since": one.since, "ten_thousandths": parts(one.amount)}
            for kind, table in expenses.items()
            for one in table
        ),
    )


def load_members(session: Session, members: Sequence[LoadedMember]) -> list[int]:
    """Store members with their patterns, skills, absences and rates; their ids, in the same order."""
    ids = stored(session, TeamMember, (_member(one.draft) for one in members), len(members))
    pairs = list(zip(ids, members, strict=True))
    insert_rows(session, MemberPattern, (_pattern(id_, each) for id_, one in pairs for each in one.patterns))
    insert_rows(
        session,
        MemberSkill,
        (
            {"member_id": id_, "skill_id": skill, "level": level, "validated": validated}
            for id_, one in pairs
            for skill, (level, validated) in one.draft.skills.items()
        ),
    )
    insert_rows(
        session,
        MemberAbsence,
        (
            {
                "member_id": id_,
                "first_day": days.first,
                "end_day": days.end,
                "recorded_by": one.recorded_by,
                "recorded_at": at,
            }
            for id_, one in pairs
            for days, at in one.absences
        ),
    )
    insert_rows(
        session,
        DayRate,
        (
            {"member_id": id_, "since": rate.since, "amount": rate.amount}
            for id_, one in pairs
            for rate in one.rates
        ),
    )
    record_change(session, Change(MEMBERS, ()))
    return ids


def stored(session: Session, entity: type[Any], rows: Iterable[Mapping[str, Any]], count: int) -> list[int]:
    ids = next_ids(session, entity, count)
    numbered = [{"id": id_, **row} for id_, row in zip(ids, rows, strict=True)]
    insert_rows(session, entity, numbered)
    return ids


def _named(name: str, code: str) -> dict[str, str]:
    return {"name": name, "sort_key": sort_key(name), "search_key": search_key(f"{name} {code}")}


def parts(amount: Decimal | None) -> int | None:
    return None if amount is None else int(amount * _TEN_THOUSAND)


def _member(draft: MemberDraft) -> dict[str, Any]:
    return {
        "key": draft.key,
        "person_id": draft.person_id,
        "team_id": draft.team_id,
        "home_site_id": draft.home_site_id,
        "home_municipality_id": draft.home_municipality_id,
        "languages": ",".join(sorted(set(draft.languages))),
        "max_metres": draft.max_metres,
        "remote": draft.remote,
        "past_clients": ",".join(sorted(set(draft.past_clients))),
        "contract_from": draft.contract.first,
        "contract_end": draft.contract.end,
    }


def _pattern(member_id: int, draft: PatternDraft) -> dict[str, Any]:
    hours = dict(zip(WEEK, draft.seconds, strict=True))
    return {"member_id": member_id, "since": draft.since, **hours, "factor_bp": draft.factor_bp}


def yearly(session: Session, kind: str, moments: Sequence[datetime]) -> list[str]:
    """Numbers by the year of each moment, in order."""
    years = [to_wall(one, QUEBEC).year for one in moments]
    taken = {year: iter(take_numbers(session, kind, year, years.count(year))) for year in sorted(set(years))}
    return [f"{kind}-{year}-{next(taken[year]):04d}" for year in years]
