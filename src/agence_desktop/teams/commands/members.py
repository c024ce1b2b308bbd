"""Teams and their members: made and changed; patterns, skills and absences, which the ledger follows."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from datetime import date
from uuid import UUID

from sqlalchemy import Select, select
from sqlalchemy.orm import Session

from agence_desktop.core.errors import RefusedError
from agence_desktop.core.french import counted, format_date, quoted, search_key, sort_key
from agence_desktop.core.roles import Role, require
from agence_desktop.directory.model import Person
from agence_desktop.storage.context import now
from agence_desktop.teams.commands import texts
from agence_desktop.teams.commands.desk import (
    MEMBERS,
    Desk,
    Done,
    act_once,
    lender_of,
    record_event,
    record_of,
    stale,
    tell,
)
from agence_desktop.teams.commands.withdrawing import former_member, is_in_force, require_empty
from agence_desktop.teams.model import (
    FULL_EFFORT,
    DeploymentDay,
    MemberAbsence,
    MemberPattern,
    MemberSkill,
    Team,
    TeamMember,
)
from agence_desktop.teams.periods import Days

HIGHEST_LEVEL = 4
_A_DAY = 86_400
WEEK = ("monday", "tuesday", "wednesday", "thursday", "friday")


@dataclass(frozen=True, slots=True)
class TeamDraft:
    """A team as a form gives one; ``code`` is the key."""

    code: str
    name: str
    organisation_id: int
    until: date | None = None
    """The last day of the team, None without one."""


@dataclass(frozen=True, slots=True)
class PatternDraft:
    """Seconds per weekday, Monday to Friday, and the factor in hundredths of a percent, from a day on."""

    since: date
    seconds: tuple[int, int, int, int, int]
    factor_bp: int = FULL_EFFORT


@dataclass(frozen=True, slots=True)
class MemberDraft:
    """A member as a form gives one; ``key`` is theirs, ``max_metres`` None is without limit.

    ``skills``: id → level and the day on which it was validated; those that are missing are taken away.
    """

    key: str
    person_id: int
    team_id: int
    contract: Days
    home_site_id: int | None = None
    home_municipality_id: int | None = None
    languages: tuple[str, ...] = ("fr",)
    max_metres: int | None = None
    remote: bool = False
    past_clients: tuple[str, ...] = ()
    skills: Mapping[int, tuple[int, date]] = field(default_factory=dict)


def save_team(
    session: Session,
    desk: Desk,
    draft: TeamDraft,
    team_id: int | None = None,
    version: int = 0,
    key: UUID | None = None,
) -> Done:
    """Make a team, or change the one read at ``version``; one that is over comes back with its code.

    Raises RefusedError ``bad_field``, ``key_taken`` or ``members_stay`` (after the last day), StaleError,
    RightMissingError.
    """

    def act(inner: Session) -> Done:
        desk.require_manager(draft.organisation_id, texts.KEEP_TEAM)
        code, name = draft.code.strip(), draft.name.strip()
        if not code or not name:
            raise RefusedError("bad_field", texts.NAME_MISSING)
        known = inner.scalars(select(Team.id).where(Team.code == code)).one_or_none()
        over = team_id is None and known is not None and not is_in_force(inner, inner.get_one(Team, known))
        if known not in (None, team_id) and not over:
            raise RefusedError("key_taken", texts.KEY_TAKEN.format(key=quoted(code)))
        if (kept := known if over else team_id) is None:
            row = Team()
            inner.add(row)
        else:
            unknown = ("unknown_team", texts.UNKNOWN_TEAM)
            row = record_of(inner, Team, kept, None if over else version, unknown)
            desk.require_manager(row.organisation_id, texts.KEEP_TEAM)
            if draft.until is not None and draft.until != row.active_until:
                require_empty(inner, row.id, draft.until)
        row.code, row.name, row.organisation_id = code, name, draft.organisation_id
        row.active_until = draft.until
        row.sort_key, row.search_key = sort_key(name), search_key(f"{name} {code}")
        inner.flush()
        return Done((row.id,), tell(inner, (), MEMBERS))

    return act_once(session, key, {"team": asdict(draft), "id": team_id, "version": version}, act)


def save_member(
    session: Session,
    desk: Desk,
    draft: MemberDraft,
    member_id: int | None = None,
    version: int = 0,
    key: UUID | None = None,
) -> Done:
    """Make a member, or change the one read at ``version``, skills included.

    Who was taken back, or was a member and never deployed, is the same member again. A contract that ends
    before a firm day is refused by the base. Raises RefusedError ``bad_field``, ``key_taken``,
    ``person_taken``, ``team_retired``, ``bad_level`` or ``day_committed``, StaleError, RightMissingError.
    """

    def act(inner: Session) -> Done:
        team = record_of(inner, Team, draft.team_id, None, ("unknown_team", texts.UNKNOWN_TEAM))
        desk.require_manager(team.organisation_id, texts.KEEP_MEMBER)
        code = draft.key.strip()
        if not code:
            raise RefusedError("bad_field", texts.NAME_MISSING)
        kept = member_id if member_id is not None else former_member(inner, draft.person_id)
        _require_free(inner, select(TeamMember.id).where(TeamMember.key == code), kept, code)
        other = inner.scalars(select(TeamMember.id).where(TeamMember.person_id == draft.person_id)).first()
        if other not in (None, kept):
            raise RefusedError("person_taken", texts.PERSON_TAKEN)
        if kept is None:
            row = TeamMember()
            inner.add(row)
        else:
            row = member_of(inner, desk, kept, None if member_id is None else version)
        if (member_id is None or row.team_id != team.id) and not is_in_force(inner, team):
            raise RefusedError("team_retired", texts.TEAM_RETIRED)
        _assign(row, draft, code)
        inner.flush()
        _set_skills(inner, row.id, draft.skills)
        record_event(inner, desk, "member_saved", member_id=row.id)
        return Done((row.id,), tell(inner, (row.id,), MEMBERS))

    content = {"member": {**asdict(draft), "skills": sorted(draft.skills.items())}}
    return act_once(session, key, {**content, "id": member_id, "version": version}, act)


def _assign(row: TeamMember, draft: MemberDraft, code: str) -> None:
    row.key, row.person_id, row.team_id = code, draft.person_id, draft.team_id
    row.home_site_id, row.home_municipality_id = draft.home_site_id, draft.home_municipality_id
    row.languages = ",".join(sorted(set(draft.languages)))
    row.past_clients = ",".join(sorted(set(draft.past_clients)))
    row.max_metres, row.remote = draft.max_metres, draft.remote
    row.contract_from, row.contract_end = draft.contract.first, draft.contract.end


def _set_skills(session: Session, member_id: int, wanted: Mapping[int, tuple[int, date]]) -> None:
    """Make the skills of a member these."""
    if any(not 0 <= level <= HIGHEST_LEVEL for level, _ in wanted.values()):
        raise RefusedError("bad_level", texts.BAD_LEVEL)
    rows = session.scalars(select(MemberSkill).where(MemberSkill.member_id == member_id))
    stored = {row.skill_id: row for row in rows}
    for skill, (level, validated) in wanted.items():
        row = stored.pop(skill, None)
        if row is None:
            session.add(MemberSkill(member_id=member_id, skill_id=skill, level=level, validated=validated))
        elif (row.level, row.validated) != (level, validated):
            row.level, row.validated = level, validated
    for row in stored.values():
        session.delete(row)
    session.flush()


def set_pattern(
    session: Session,
    desk: Desk,
    member_id: int,
    draft: PatternDraft,
    *,
    frees: bool = False,
    key: UUID | None = None,
) -> Done:
    """Give a member a pattern from a day on; the one of the same day is replaced.

    ``frees``: firm days that no longer fit are given up, on explicit choice. Raises RefusedError
    ``bad_hours`` or ``day_committed``, RightMissingError.
    """

    def act(inner: Session) -> Done:
        row = member_of(inner, desk, member_id)
        if not 0 <= draft.factor_bp <= FULL_EFFORT or any(not 0 <= one <= _A_DAY for one in draft.seconds):
            raise RefusedError("bad_hours", texts.BAD_HOURS)
        known = select(MemberPattern).where(
            MemberPattern.member_id == member_id, MemberPattern.since == draft.since
        )
        pattern = inner.scalars(known).one_or_none()
        if pattern is None:
            pattern = MemberPattern(member_id=member_id, since=draft.since)
            inner.add(pattern)
        for name, seconds in zip(WEEK, draft.seconds, strict=True):
            setattr(pattern, name, seconds)
        pattern.factor_bp, pattern.frees = draft.factor_bp, frees
        inner.flush()
        record_event(inner, desk, "pattern", member_id=row.id, detail={"since": draft.since, "frees": frees})
        return Done((pattern.id,), tell(inner, (member_id,), MEMBERS))

    content = {"member": member_id, "pattern": asdict(draft), "frees": frees}
    return act_once(session, key, content, act)


def add_absence(
    session: Session,
    desk: Desk,
    member_id: int,
    period: Days,
    *,
    frees: bool = False,
    key: UUID | None = None,
) -> Done:
    """Note that a member is away; no reason is asked. A member may note their own.

    Over firm days it is refused (``day_committed``, with the first of them), unless ``frees`` gives them up,
    which only managers and clerks may choose. Raises RefusedError ``bad_period`` or ``overlapping``,
    RightMissingError.
    """

    def act(inner: Session) -> Done:
        person = _require_absence(inner, desk, member_id, frees=frees)
        _check_absence(inner, person, member_id, period, None, frees=frees)
        row = MemberAbsence(
            member_id=member_id,
            first_day=period.first,
            end_day=period.end,
            frees=frees,
            recorded_by=desk.actor.login,
            recorded_at=now(inner),
        )
        inner.add(row)
        inner.flush()
        detail = {"first": period.first, "end": period.end, "frees": frees}
        record_event(inner, desk, "absence", member_id=member_id, detail=detail)
        return Done((row.id,), tell(inner, (member_id,), MEMBERS))

    content = {"member": member_id, "absence": (period.first, period.end), "frees": frees}
    return act_once(session, key, content, act)


def change_absence(
    session: Session,
    desk: Desk,
    absence_id: int,
    version: int,
    period: Days | None,
    *,
    frees: bool = False,
    key: UUID | None = None,
) -> Done:
    """Give an absence other days, or take it back (``period`` None): firm deployments then serve them again.

    Raises as ``add_absence``, ``over_capacity`` where the days were given to others since, StaleError.
    """

    def act(inner: Session) -> Done:
        unknown = ("unknown_absence", texts.UNKNOWN_ABSENCE)
        row = record_of(inner, MemberAbsence, absence_id, version, unknown)
        person = _require_absence(inner, desk, row.member_id, frees=frees or row.frees)
        if period is None:
            row.cancelled = True
        else:
            _check_absence(inner, person, row.member_id, period, row.id, frees=frees)
            row.first_day, row.end_day, row.cancelled = period.first, _end(period), False
            row.frees = frees
        inner.flush()
        record_event(inner, desk, "absence_changed", member_id=row.member_id)
        return Done((row.id,), tell(inner, (row.member_id,), MEMBERS))

    days = None if period is None else (period.first, period.end)
    content = {"absence": absence_id, "version": version, "days": days, "frees": frees}
    return act_once(session, key, content, act)


def member_of(session: Session, desk: Desk, member_id: int, version: int | None = None) -> TeamMember:
    """A member that the actor keeps; RefusedError ``unknown_member``, StaleError, RightMissingError.

    Read without a lock of its own: the guards lock members in the order of their ids.
    """
    row = session.get(TeamMember, member_id, populate_existing=True)
    if row is None:
        raise RefusedError("unknown_member", texts.UNKNOWN_MEMBER)
    if version is not None and row.version != version:
        raise stale()
    desk.require_manager(lender_of(session, member_id), texts.KEEP_MEMBER)
    return row


def _require_absence(session: Session, desk: Desk, member_id: int, *, frees: bool) -> Person:
    query = select(Person).join(TeamMember, TeamMember.person_id == Person.id)
    person = session.scalars(query.where(TeamMember.id == member_id)).one_or_none()
    if person is None:
        raise RefusedError("unknown_member", texts.UNKNOWN_MEMBER)
    lender = lender_of(session, member_id)
    own = person.id == desk.actor.person_id and desk.actor.holds(Role.MEMBER)
    if not desk.manages(lender) and (frees or not own):
        require(desk.actor, (Role.CLERK, Role.MANAGER), lender, texts.RECORD_ABSENCE)
    return person


def _check_absence(
    session: Session, person: Person, member_id: int, period: Days, but: int | None, *, frees: bool
) -> None:
    end = _end(period)
    others = select(MemberAbsence).where(
        MemberAbsence.member_id == member_id,
        MemberAbsence.cancelled.is_(False),
        MemberAbsence.first_day < end,
        MemberAbsence.end_day > period.first,
    )
    for other in session.scalars(others):
        if other.id != but:
            days = Days(other.first_day, other.end_day)
            told = {"first": format_date(days.first), "last": format_date(days.last or days.first)}
            raise RefusedError("overlapping", texts.OVERLAPPING_ABSENCE.format(**told))
    firm = (
        select(DeploymentDay.day)
        .where(
            DeploymentDay.member_id == member_id,
            DeploymentDay.day >= period.first,
            DeploymentDay.day < end,
        )
        .distinct()
        .order_by(DeploymentDay.day)
    )
    days_held = [] if frees else session.scalars(firm).all()
    if days_held:
        more = texts.MORE_DAYS.format(days=counted(len(days_held) - 1, "jour")) if len(days_held) > 1 else ""
        name = f"{person.first_name} {person.last_name}"
        told_firm = texts.ABSENCE_OVER_FIRM.format(name=name, day=format_date(days_held[0]), more=more)
        raise RefusedError("day_committed", told_firm)


def _end(period: Days) -> date:
    if period.end is None:
        raise RefusedError("bad_period", texts.BAD_PERIOD)
    return period.end


def _require_free(session: Session, query: Select[tuple[int]], own: int | None, code: str) -> None:
    found = session.scalars(query).one_or_none()
    if found is not None and found != own:
        raise RefusedError("key_taken", texts.KEY_TAKEN.format(key=quoted(code)))
