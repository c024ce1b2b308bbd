"""Who works: the account of the login by which the database was opened, with its roles."""

from __future__ import annotations

from sqlalchemy import select
from sqlalchemy.orm import Session

from agence_desktop.core.errors import RightMissingError
from agence_desktop.core.french import quoted
from agence_desktop.core.roles import Actor, Grant, Role
from agence_desktop.directory import sentences
from agence_desktop.directory.model import Account, AccountGrant, Person
from agence_desktop.storage.context import current_login


def actor_of(session: Session) -> Actor:
    """The person who works on this database, in two statements.

    Raises RightMissingError ``unknown_account`` or ``suspended_account``.
    """
    login = current_login(session)
    query = (
        select(Account.id, Account.person_id, Account.suspended, Person.first_name, Person.last_name)
        .outerjoin(Person, Person.id == Account.person_id)
        .where(Account.login == login)
    )
    found = session.execute(query).one_or_none()
    if found is None:
        raise RightMissingError("unknown_account", sentences.UNKNOWN_ACCOUNT.format(login=quoted(login)))
    if found.suspended:
        raise RightMissingError("suspended_account", sentences.SUSPENDED_ACCOUNT.format(login=quoted(login)))
    grants = session.execute(
        select(AccountGrant.role, AccountGrant.organisation_id).where(AccountGrant.account_id == found.id)
    )
    return Actor(
        login=login,
        name=f"{found.first_name or ''} {found.last_name or ''}".strip() or login,
        person_id=found.person_id,
        grants=frozenset(Grant(Role(role), organisation) for role, organisation in grants.tuples()),
    )
