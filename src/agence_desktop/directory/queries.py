"""Reads of the directory: frozen rows in a constant number of statements."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from datetime import date
from zoneinfo import ZoneInfo

from sqlalchemy import ColumnElement, Select, or_, select
from sqlalchemy.orm import Session

from agence_desktop.core.roles import Role
from agence_desktop.directory.model import (
    Account,
    AccountGrant,
    Holiday,
    Municipality,
    Organisation,
    Person,
    Region,
    Site,
)
from agence_desktop.directory.rows import (
    Directory,
    HolidayRow,
    OrganisationRow,
    PersonRow,
    PlaceRow,
    SiteRow,
)


def in_force(active_from: date | None, active_until: date | None, today: date) -> bool:
    """Whether a record is in force on a day; the last day counts."""
    return (active_from is None or active_from <= today) and (active_until is None or today <= active_until)


def directory(session: Session, today: date) -> Directory:
    """Organisations, sites, municipalities, regions and holidays, in five statements."""
    regions = {row.id: row for row in session.execute(select(Region.id, Region.code, Region.name))}
    places = session.execute(
        select(
            Municipality.id,
            Municipality.name,
            Municipality.region_id,
            Municipality.latitude,
            Municipality.longitude,
            Municipality.zone,
        )
    ).all()
    by_place = {row.id: row for row in places}
    sites: dict[int, SiteRow] = {}
    held: dict[int, set[str]] = defaultdict(set)
    for site in session.execute(select(*Site.__table__.c)):
        place = by_place[site.municipality_id]
        region = regions[place.region_id].code
        active = in_force(site.active_from, site.active_until, today)
        sites[site.id] = SiteRow(
            id=site.id,
            name=site.name,
            sort_key=site.sort_key,
            organisation_id=site.organisation_id,
            municipality=place.name,
            region=region,
            zone=ZoneInfo(site.zone or place.zone),
            latitude=place.latitude,
            longitude=place.longitude,
            address=site.address,
            hours=site.hours,
            access=site.access,
            active=active,
        )
        if active:
            held[site.organisation_id].add(region)
    organisations = {
        row.id: OrganisationRow(
            id=row.id,
            acronym=row.acronym,
            name=row.name,
            kind=row.kind,
            active=in_force(row.active_from, row.active_until, today),
            regions=frozenset(held[row.id]),
        )
        for row in session.execute(select(*Organisation.__table__.c).order_by(Organisation.acronym))
    }
    holidays = session.execute(select(Holiday.day, Holiday.observed, Holiday.name).order_by(Holiday.day))
    return Directory(
        organisations=organisations,
        sites=sites,
        places={
            row.name: PlaceRow(row.name, regions[row.region_id].code, row.latitude, row.longitude)
            for row in places
        },
        regions={row.code: row.name for row in regions.values()},
        holidays=tuple(HolidayRow(row.day, row.observed, row.name) for row in holidays),
        by_acronym={row.acronym: row.id for row in organisations.values()},
    )


def observed_holidays(session: Session) -> frozenset[date]:
    """The days on which holidays are observed, in one statement."""
    return frozenset(session.scalars(select(Holiday.observed)))


def _people() -> Select[tuple[Person, str, str]]:
    return (
        select(Person, Organisation.acronym, Site.name)
        .outerjoin(Organisation, Organisation.id == Person.organisation_id)
        .outerjoin(Site, Site.id == Person.site_id)
        .order_by(Person.sort_key, Person.id)
    )


def _in_force(today: date) -> tuple[ColumnElement[bool], ColumnElement[bool]]:
    """As ``in_force``, asked of the database."""
    return (
        or_(Person.active_from.is_(None), Person.active_from <= today),
        or_(Person.active_until.is_(None), Person.active_until >= today),
    )


def _person_row(person: Person, acronym: str | None, site: str | None, today: date) -> PersonRow:
    return PersonRow(
        id=person.id,
        email=person.email,
        last_name=person.last_name,
        first_name=person.first_name,
        organisation_id=person.organisation_id,
        organisation=acronym or "",
        site=site or "",
        job_class=person.job_class,
        phone=person.phone,
        version=person.version,
        active=in_force(person.active_from, person.active_until, today),
        until=person.active_until,
    )


def people(
    session: Session,
    today: date,
    key: str = "",
    organisation_id: int | None = None,
    limit: int = 200,
    *,
    retired: bool = False,
) -> list[PersonRow]:
    """At most ``limit`` people whose search key holds each word of ``key`` (unaccented), by name.

    They are those in force; ``retired`` gives whoever left as well.
    """
    query = _people().limit(limit)
    if not retired:
        query = query.where(*_in_force(today))
    for word in key.split():
        query = query.where(Person.search_key.contains(word, autoescape=True))
    if organisation_id is not None:
        query = query.where(Person.organisation_id == organisation_id)
    return [_person_row(*row, today) for row in session.execute(query).tuples()]


def person(session: Session, person_id: int, today: date) -> PersonRow | None:
    """A person, None where there is none."""
    found = session.execute(_people().where(Person.id == person_id)).tuples().one_or_none()
    return _person_row(*found, today) if found else None


def home_site(session: Session, person_id: int | None) -> int | None:
    """The site where a person works (port d’attache), None where nobody knows."""
    if person_id is None:
        return None
    return session.scalars(select(Person.site_id).where(Person.id == person_id)).one_or_none()


def open_logins(session: Session, person_id: int) -> list[str]:
    """The accounts of a person that are not suspended."""
    query = select(Account.login).where(Account.person_id == person_id, Account.suspended.is_(False))
    return list(session.scalars(query.order_by(Account.login)))


def people_by_email(session: Session, emails: Sequence[str], today: date) -> dict[str, PersonRow]:
    """Known people among these e-mails, written in lower case."""
    query = _people().where(Person.email.in_(emails))
    return {row[0].email: _person_row(*row, today) for row in session.execute(query).tuples()}


def host_contact(session: Session, organisation_id: int, today: date) -> PersonRow | None:
    """The person who answers for an organisation's spaces: its first host by name, or None."""
    return role_contact(session, Role.HOST, organisation_id, today)


def role_contact(session: Session, role: Role, organisation_id: int, today: date) -> PersonRow | None:
    """The first person by name who holds a role for an organisation, or None."""
    query = (
        _people()
        .join(Account, Account.person_id == Person.id)
        .join(AccountGrant, AccountGrant.account_id == Account.id)
        .where(AccountGrant.role == role, AccountGrant.organisation_id == organisation_id)
        .where(Account.suspended.is_(False), *_in_force(today))
        .limit(1)
    )
    found = session.execute(query).tuples().one_or_none()
    return _person_row(*found, today) if found else None
