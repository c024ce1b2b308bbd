"""Load sites, people and accounts into a new database, many at a time."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from agence_desktop.core.french import search_key, sort_key
from agence_desktop.core.roles import Grant
from agence_desktop.directory.commands import PersonDraft, person_values
from agence_desktop.directory.model import Account, AccountGrant, Municipality, Person, Site
from agence_desktop.storage.bulk import insert_rows
from agence_desktop.storage.numbering import next_ids


@dataclass(frozen=True, slots=True)
class SiteDraft:
    """A building of an organisation; ``municipality`` by its name."""

    name: str
    organisation_id: int
    municipality: str
    address: str
    hours: str
    access: str


@dataclass(frozen=True, slots=True)
class AccountDraft:
    """A login and what it may do."""

    login: str
    person_id: int | None
    grants: tuple[Grant, ...]


def load_sites(session: Session, sites: Sequence[SiteDraft]) -> list[int]:
    """Store sites; their ids, in the same order. Raises KeyError on an unknown municipality."""
    places = dict(session.execute(select(Municipality.name, Municipality.id)).tuples().all())
    ids = next_ids(session, Site, len(sites))
    rows = (
        {
            "id": id_,
            "name": site.name,
            "sort_key": sort_key(site.name),
            "search_key": search_key(site.name),
            "organisation_id": site.organisation_id,
            "municipality_id": places[site.municipality],
            "address": site.address,
            "hours": site.hours,
            "access": site.access,
        }
        for id_, site in zip(ids, sites, strict=True)
    )
    insert_rows(session, Site, rows)
    return ids


def load_people(session: Session, people: Sequence[PersonDraft]) -> list[int]:
    """Store people; their ids, in the same order."""
    ids = next_ids(session, Person, len(people))
    rows = ({"id": id_, **person_values(person)} for id_, person in zip(ids, people, strict=True))
    insert_rows(session, Person, rows)
    return ids


def load_accounts(session: Session, accounts: Sequence[AccountDraft]) -> None:
    """Store accounts with their grants; one that exists already gains the grants, and its person if none."""
    wanted = {account.login: account for account in accounts}
    known = dict(
        session.execute(select(Account.login, Account.id).where(Account.login.in_(sorted(wanted))))
        .tuples()
        .all()
    )
    new = [account for account in wanted.values() if account.login not in known]
    known |= zip((account.login for account in new), next_ids(session, Account, len(new)), strict=True)
    held = set(
        session.execute(
            select(AccountGrant.account_id, AccountGrant.role, AccountGrant.organisation_id)
        ).tuples()
    )
    insert_rows(
        session,
        Account,
        ({"id": known[one.login], "login": one.login, "person_id": one.person_id} for one in new),
    )
    for login in sorted(wanted.keys() - {one.login for one in new}):
        session.execute(
            update(Account)
            .where(Account.login == login, Account.person_id.is_(None))
            .values(person_id=wanted[login].person_id)
        )
    granted = (
        (known[account.login], grant.role.value, grant.organisation_id)
        for account in wanted.values()
        for grant in account.grants
    )
    insert_rows(
        session,
        AccountGrant,
        (
            {"account_id": account_id, "role": role, "organisation_id": organisation_id}
            for account_id, role, organisation_id in granted
            if (account_id, role, organisation_id) not in held
        ),
    )
