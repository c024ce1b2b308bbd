"""Import of members, requests and firm deployments (interfaces.md): all or nothing, told one by one."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Any, Final

from sqlalchemy import func, insert, or_, select
from sqlalchemy.orm import Session

from agence_desktop.core.errors import AgenceError, RefusedError
from agence_desktop.core.french import search_key, sort_key
from agence_desktop.core.geography import Point
from agence_desktop.core.roles import Role, require
from agence_desktop.directory.commands import PersonDraft, person_keys
from agence_desktop.directory.model import Municipality, Organisation, Person, Site, Skill
from agence_desktop.directory.queries import observed_holidays
from agence_desktop.storage.context import now
from agence_desktop.storage.exchange.outcomes import Fault, ImportOutcome
from agence_desktop.storage.numbering import next_ids
from agence_desktop.teams.commands import import_texts, texts
from agence_desktop.teams.commands.confirming import settle_excess
from agence_desktop.teams.commands.desk import Desk, lender_of, record_event, tell
from agence_desktop.teams.commands.ledger import open_days
from agence_desktop.teams.commands.members import (
    MemberDraft,
    PatternDraft,
    TeamDraft,
    save_member,
    save_team,
    set_pattern,
)
from agence_desktop.teams.commands.requests import edit_request, receive
from agence_desktop.teams.model import (
    FULL_EFFORT,
    DayRate,
    Deployment,
    MemberAbsence,
    MemberPattern,
    MemberSkill,
    Team,
    TeamMember,
    TeamRequest,
)
from agence_desktop.teams.periods import Days
from agence_desktop.teams.problem import Firm, Member, Mode, Request
from agence_desktop.teams.queries.files import draft_of
from agence_desktop.teams.reading import Known, ReadObject, read_content
from agence_desktop.teams.rows import DeploymentState, RequestDraft, SeatDraft, SkillNeed
from agence_desktop.teams.weekdays import mask_of

_SECONDS: Final = 3600
_METRES: Final = 1000
_ADDRESS: Final = "{key}@a-completer.invalid"
"""The file names no e-mail: this one can receive nothing, and is to be replaced in the directory."""


@dataclass(frozen=True, slots=True)
class Imported:
    """One object of the file: what it is, its key, what became of it and why not, the number it got."""

    kind: str
    key: str
    outcome: ImportOutcome
    faults: tuple[Fault, ...] = ()
    number: str = ""


@dataclass(frozen=True, slots=True)
class ImportReport:
    """What became of a file; remarks refuse nothing."""

    rows: tuple[Imported, ...]
    remarks: tuple[str, ...] = ()

    @property
    def refused(self) -> bool:
        """Whether an object is refused, and so nothing was kept."""
        return any(row.outcome is ImportOutcome.REFUSED for row in self.rows)

    def rolled_back(self) -> ImportReport:
        """The same where nothing was kept."""
        rows = (
            row
            if row.outcome is ImportOutcome.REFUSED
            else replace(row, outcome=ImportOutcome.ROLLED_BACK, number="")
            for row in self.rows
        )
        return replace(self, rows=tuple(rows))


def import_teams(session: Session, desk: Desk, content: Any) -> ImportReport:
    """Import what a JSON file holds, within the caller's transaction, which a refusal must take back.

    A key that exists is updated. Raises InputError ``bad_file`` where the whole is of another shape,
    RightMissingError, and what the base itself refuses.
    """
    places = _places(session)
    known = Known(
        places={name: point for name, (_, _, point) in places.items()},
        holidays=observed_holidays(session),
        clients=frozenset(session.scalars(select(func.upper(Organisation.acronym)))),
        skills=frozenset(session.scalars(select(Skill.code))),
        members=frozenset(session.scalars(select(TeamMember.key))),
    )
    read = read_content(content, known)
    remarks = tuple(one.sentence for one in read.remarks)
    objects: list[ReadObject[Any]] = [*read.members, *read.requests, *read.firm]
    if read.faults:
        return ImportReport(tuple(_unread(one) for one in objects), remarks)
    importer = _Importer(session, desk, places)
    importer.open_ledger([one.value for one in read.firm if one.value], read.members)
    rows = [importer.run(one, importer.member) for one in read.members]
    importer.open_ledger([one.value for one in read.firm if one.value])
    rows += [importer.run(one, importer.request) for one in read.requests]
    rows += [importer.run(one, importer.firm) for one in read.firm]
    tell(session, ())
    return ImportReport(tuple(rows), remarks)


def _unread(one: ReadObject[Any]) -> Imported:
    faults = tuple(Fault(fault.code, fault.path, fault.sentence) for fault in one.faults)
    outcome = ImportOutcome.REFUSED if faults else ImportOutcome.ROLLED_BACK
    return Imported(one.kind, one.key, outcome, faults)


def _places(session: Session) -> dict[str, tuple[int | None, int | None, Point]]:
    """Site id, municipality id and point of each place by its name; a municipality wins over a site."""
    query = select(Site.name, Site.id, Municipality.latitude, Municipality.longitude).join(
        Municipality, Municipality.id == Site.municipality_id
    )
    found: dict[str, tuple[int | None, int | None, Point]] = {
        name: (number, None, Point(north, east))
        for name, number, north, east in session.execute(query).tuples()
    }
    towns = select(Municipality.name, Municipality.id, Municipality.latitude, Municipality.longitude)
    for name, number, north, east in session.execute(towns).tuples():
        found[name] = (None, number, Point(north, east))
    return found


class _Importer:
    """What an import knows while it goes through a file."""

    def __init__(
        self, session: Session, desk: Desk, places: Mapping[str, tuple[int | None, int | None, Point]]
    ) -> None:
        self._session = session
        self._desk = desk
        self._places = places
        known = session.execute(select(Organisation.acronym, Organisation.id)).tuples().all()
        self._organisations: dict[str, int] = {acronym.upper(): number for acronym, number in known}
        self._acronyms: dict[str, str] = {acronym.upper(): acronym for acronym, _ in known}
        self._skills: dict[str, int] = dict(session.execute(select(Skill.code, Skill.id)).tuples().all())
        self._teams: dict[str, int] = dict(session.execute(select(Team.code, Team.id)).tuples().all())
        members = session.execute(select(TeamMember.key, TeamMember.id)).tuples()
        self._members: dict[str, int] = dict(members.all())
        self._told: set[int] = set()  # firm deployments that an object of the file stands for

    def run(self, one: ReadObject[Any], act: Callable[[Any], Imported]) -> Imported:
        """What becomes of one object; other refusals than those of rules go on to the caller."""
        try:
            return act(one.value)
        except AgenceError as error:
            if error.exit_code is not AgenceError.exit_code:
                raise
            faults = (Fault(error.code, "", error.sentence),)
            return Imported(one.kind, one.key, ImportOutcome.REFUSED, faults)

    def open_ledger(self, firm: list[Firm], new: tuple[ReadObject[Member], ...] | None = None) -> None:
        """Open the days of the members that firm deployments name, those of the file once they are stored."""
        ids = {self._members[one.member] for one in firm if one.member in self._members}
        if new is not None:  # what is stored already is locked before anything is written
            ids |= {self._members[one.key] for one in new if one.key in self._members}
        if firm and ids:
            first = min(one.period.first for one in firm)
            open_days(self._session, ids, first, max(one.period.end or first for one in firm))

    def member(self, given: Member) -> Imported:
        """Make or update a member with patterns, skills, absences and rate."""
        session, stored = self._session, self._members.get(given.key)
        before = None if stored is None else _shape_of(session, stored)
        team = self._team(given.team or import_texts.DEFAULT_TEAM[0])
        draft = self._member_draft(given, team, stored)
        version = 0 if stored is None else session.get_one(TeamMember, stored).version
        number = save_member(session, self._desk, draft, stored, version).ids[0]
        self._members[given.key] = number
        self._patterns(number, given)
        self._absences(number, given)
        self._rate(number, given)
        session.flush()
        if before is None:
            return Imported("member", given.key, ImportOutcome.CREATED)
        same = before == _shape_of(session, number)
        return Imported("member", given.key, ImportOutcome.UNCHANGED if same else ImportOutcome.UPDATED)

    def _member_draft(self, given: Member, team: int, stored: int | None) -> MemberDraft:
        site, town, _ = self._places.get(given.home_name, (None, None, None))
        metres = None if given.max_km is None else given.max_km * _METRES
        if metres is not None and metres.denominator != 1:
            raise RefusedError("too_fine", import_texts.FINER_THAN_A_METRE)
        return MemberDraft(
            key=given.key,
            person_id=self._person(given, team, stored),
            team_id=team,
            contract=given.contract,
            home_site_id=site,
            home_municipality_id=town,
            languages=tuple(sorted(given.languages)),
            max_metres=None if metres is None else int(metres),
            remote=given.remote,
            # Clients are found whatever their capitals: those of earlier stays are the same organisations.
            past_clients=tuple(sorted({self._acronyms.get(one.upper(), one) for one in given.past_clients})),
            skills={self._skill(code): (one.level, one.validated) for code, one in given.skills.items()},
        )

    def _team(self, code: str) -> int:
        if code not in self._teams:
            name = import_texts.DEFAULT_TEAM[1] if code == import_texts.DEFAULT_TEAM[0] else code
            draft = TeamDraft(code, name, self._lender())
            self._teams[code] = save_team(self._session, self._desk, draft).ids[0]
        return self._teams[code]

    def _lender(self) -> int:
        """Whose a new team is: the organisation of whoever imports, else the first of the directory."""
        actor = self._desk.actor
        held = actor.organisations(Role.MANAGER) or frozenset()
        if len(held) == 1:
            return next(iter(held))
        if actor.person_id is not None:
            person = self._session.get(Person, actor.person_id)
            if person is not None and person.organisation_id is not None:
                return person.organisation_id
        return self._session.scalars(select(Organisation.id).order_by(Organisation.id).limit(1)).one()

    def _person(self, given: Member, team: int, stored: int | None) -> int:
        """The person of a member; who is new joins the directory, with an address to be completed."""
        session = self._session
        first, _, last = given.name.rpartition(" ")
        if stored is not None:
            row = session.get_one(Person, session.get_one(TeamMember, stored).person_id)
            if f"{row.first_name} {row.last_name}".strip() != given.name.strip():
                row.first_name, row.last_name = first, last
                keys = person_keys(PersonDraft(row.email, first, last))
                row.sort_key, row.search_key = keys["sort_key"], keys["search_key"]
            return row.id
        email = given.key.lower() if "@" in given.key else _ADDRESS.format(key=given.key.lower())
        found = session.scalars(select(Person.id).where(func.lower(Person.email) == email)).one_or_none()
        if found is not None:
            return found
        lender = session.get_one(Team, team).organisation_id
        require(self._desk.actor, (Role.CLERK, Role.ADMINISTRATOR), lender, texts.ADD_PERSON)
        draft = PersonDraft(email, first, last, lender)
        (number,) = next_ids(session, Person, 1)
        named = {"email": email, "first_name": first, "last_name": last, "organisation_id": lender}
        session.execute(insert(Person).values(id=number, **named, **person_keys(draft)))
        return number

    def _skill(self, code: str) -> int:
        """The id of a skill; one that is new joins the directory under its code."""
        if code not in self._skills:
            require(self._desk.actor, Role.ADMINISTRATOR, None, texts.ADD_SKILL)
            row = Skill(code=code, name=code, sort_key=sort_key(code), search_key=search_key(code))
            self._session.add(row)
            self._session.flush()
            self._skills[code] = row.id
        return self._skills[code]

    def _patterns(self, member: int, given: Member) -> None:
        """Make the patterns those of the file; new ones first, so that no day is without one meanwhile."""
        kept = set()
        factor = _whole(given.factor * FULL_EFFORT)
        for one in given.patterns:
            monday, tuesday, wednesday, thursday, friday = (_whole(hours * _SECONDS) for hours in one.hours)
            since = one.since or date.min
            week = (monday, tuesday, wednesday, thursday, friday)
            kept.add(since)
            set_pattern(self._session, self._desk, member, PatternDraft(since, week, factor))
        for row in self._session.scalars(select(MemberPattern).where(MemberPattern.member_id == member)):
            if row.since not in kept:
                self._session.delete(row)
        self._session.flush()

    def _absences(self, member: int, given: Member) -> None:
        wanted = {(one.first, one.end) for one in given.absences}
        query = select(MemberAbsence).where(
            MemberAbsence.member_id == member, MemberAbsence.cancelled.is_(False)
        )
        for row in self._session.scalars(query):
            if (row.first_day, row.end_day) in wanted:
                wanted.discard((row.first_day, row.end_day))
            else:
                row.cancelled = True
        for first, end in sorted(wanted, key=str):
            recorded = {"recorded_by": self._desk.actor.login, "recorded_at": now(self._session)}
            self._session.add(MemberAbsence(member_id=member, first_day=first, end_day=end, **recorded))
        self._session.flush()

    def _rate(self, member: int, given: Member) -> None:
        if given.day_rate is None:
            return
        since = given.contract.first
        query = select(DayRate).where(DayRate.member_id == member, DayRate.since == since)
        row = self._session.scalars(query).one_or_none()
        if row is None:
            row = DayRate(member_id=member, since=since)
            self._session.add(row)
        row.amount = given.day_rate

    def request(self, given: Request) -> Imported:
        """Make or update a request; its number is given, the key of the file stays with it."""
        session = self._session
        row = session.scalars(
            select(TeamRequest).where(or_(TeamRequest.key == given.key, TeamRequest.number == given.key))
        ).one_or_none()
        stored = None if row is None else draft_of(session, row)
        draft = self._request_draft(given, stored)
        if row is None:
            done = receive(session, self._desk, draft, name=given.key)
            return Imported("request", given.key, ImportOutcome.CREATED, number=done.number)
        if stored == draft:
            return Imported("request", given.key, ImportOutcome.UNCHANGED, number=row.number)
        edit_request(session, self._desk, row.id, row.version, draft)
        return Imported("request", given.key, ImportOutcome.UPDATED, number=row.number)

    def _request_draft(self, given: Request, stored: RequestDraft | None) -> RequestDraft:
        site, town, _ = self._places.get(given.site_name, (None, None, None))
        seats = tuple(
            SeatDraft(
                skills=tuple(
                    sorted(
                        (SkillNeed(self._skill(code), level) for code, level in seat.skills.items()),
                        key=lambda need: need.skill_id,
                    )
                ),
                period=seat.period,
                effort_bp=_whole(seat.effort * FULL_EFFORT),
                language=seat.language,
                days=seat.days,
                mode=seat.mode,
                remote_days=seat.remote_days,
                senior=seat.senior,
            )
            for seat in given.seats
        )
        client = self._organisations[given.client.upper()]
        base = stored or RequestDraft(client, given.family, "", ())
        return replace(
            base,
            client_id=client,
            family=given.family,
            priority=given.priority,
            site_id=site,
            municipality_id=town,
            seats=seats,
        )

    def firm(self, given: Firm) -> Imported:
        """A firm deployment without a request; the same one again changes nothing."""
        session, member = self._session, self._members[given.member]
        effort, end = _whole(given.effort * FULL_EFFORT), given.period.end
        row = Deployment(
            member_id=member,
            state=str(DeploymentState.COMMITTED),
            first_day=given.period.first,
            end_day=end,
            effort_bp=effort,
            weekdays=mask_of(given.days),
            mode=str(Mode.ON_SITE),
            confirmed_at=now(session),
            confirmed_by=self._desk.actor.login,
        )
        same = select(Deployment.id).where(
            Deployment.member_id == member,
            Deployment.request_id.is_(None),
            Deployment.first_day == row.first_day,
            Deployment.end_day == row.end_day,
            Deployment.effort_bp == effort,
            Deployment.weekdays.is_(None) if row.weekdays is None else Deployment.weekdays == row.weekdays,
            Deployment.state != str(DeploymentState.CANCELLED),
        )
        # Two alike in a file are two: each that is stored stands for one of them.
        stored = [one for one in session.scalars(same.order_by(Deployment.id)) if one not in self._told]
        if stored:
            self._told.add(stored[0])
            return Imported("firm", given.member, ImportOutcome.UNCHANGED)
        self._desk.require_manager(lender_of(session, member), texts.CONFIRM)
        session.add(row)
        session.flush()
        settle_excess(session, self._desk, row, "")
        row.state = str(DeploymentState.CONFIRMED)
        session.flush()
        self._told.add(row.id)
        record_event(session, self._desk, "confirmed", of=row)
        return Imported("firm", given.member, ImportOutcome.CREATED)


def _shape_of(session: Session, member: int) -> tuple[Any, ...]:
    """All of a member that a file says, to tell whether it changed."""
    row = session.get_one(TeamMember, member)
    person = session.get_one(Person, row.person_id)
    skills = select(MemberSkill.skill_id, MemberSkill.level, MemberSkill.validated)
    patterns = select(
        MemberPattern.since,
        MemberPattern.monday,
        MemberPattern.tuesday,
        MemberPattern.wednesday,
        MemberPattern.thursday,
        MemberPattern.friday,
        MemberPattern.factor_bp,
    )
    away = select(MemberAbsence.first_day, MemberAbsence.end_day)
    rates = select(DayRate.since, DayRate.amount)
    return (
        *(person.first_name, person.last_name, row.team_id, row.home_site_id, row.home_municipality_id),
        *(row.languages, row.max_metres, row.remote, row.past_clients),
        Days(row.contract_from, row.contract_end),
        sorted(session.execute(skills.where(MemberSkill.member_id == member)).tuples().all()),
        sorted(session.execute(patterns.where(MemberPattern.member_id == member)).tuples().all()),
        sorted(
            session.execute(away.where(MemberAbsence.member_id == member, MemberAbsence.cancelled.is_(False)))
            .tuples()
            .all()
        ),
        sorted(session.execute(rates.where(DayRate.member_id == member)).tuples().all(), key=_by_day),
    )


def _by_day(row: tuple[date, Decimal | None]) -> date:
    return row[0]


def _whole(value: Fraction) -> int:
    """A value that the reader has found to be whole."""
    if value.denominator != 1:
        raise ValueError(f"{value} is finer than it is kept")
    return int(value)
