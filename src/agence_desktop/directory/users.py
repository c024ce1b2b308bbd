"""Accounts: who may open the base, in which roles, for which organisations; and their roles on a server."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from sqlalchemy import delete, insert, select, text, update
from sqlalchemy.orm import Session

from agence_desktop.core.errors import RefusedError
from agence_desktop.core.french import quoted
from agence_desktop.core.roles import Role, require
from agence_desktop.directory import sentences
from agence_desktop.directory.accounts import actor_of
from agence_desktop.directory.model import Account, AccountGrant, Organisation, Person
from agence_desktop.storage.context import current_login, is_sqlite
from agence_desktop.storage.grants import GROUPS, groups_exist

FIRST_ROLES: Final = (Role.ADMINISTRATOR, Role.CLERK, Role.HOST, Role.MANAGER)
"""What whoever creates a file is given for all organisations, so that an office alone can work."""
LONGEST: Final = 63
"""Bytes in the name of a server's role."""


@dataclass(frozen=True, slots=True)
class RoleGrant:
    """A role for one organisation, named by its acronym; None means all of them."""

    role: Role
    organisation: str | None = None


@dataclass(frozen=True, slots=True)
class AccountRow:
    """An account as it is listed."""

    login: str
    email: str | None
    suspended: bool
    grants: tuple[RoleGrant, ...]


def require_administrator(session: Session, what: str) -> None:
    """Raise RightMissingError unless an administrator works, or the owner of a server's tables.

    ``what`` completes « Pour … ».
    """
    if owns_server(session):
        return
    require(actor_of(session), Role.ADMINISTRATOR, None, what)


def owns_server(session: Session) -> bool:
    """Whether the one who is connected owns the tables of a server."""
    return not is_sqlite(session) and bool(session.execute(text("SELECT agence_owns()")).scalar_one())


def may_sign_for_others(session: Session) -> bool:
    """Whether signatures and remarks of other people may be written: by a server’s owner, or in a file."""
    return is_sqlite(session) or owns_server(session)


def may_change_schema(session: Session) -> bool:
    """Whether the one who is connected owns a server's tables, or administers a file; of any schema."""
    if not is_sqlite(session):
        return bool(session.execute(_OWNS).scalar_one())
    return session.execute(_ADMINISTERS, {"login": current_login(session)}).first() is not None


# Plain SQL: the tables may be those of an older program.
_OWNS = text(
    "SELECT pg_has_role(session_user, relowner, 'USAGE') FROM pg_class"
    " WHERE oid = 'alembic_version'::regclass"
)
_ADMINISTERS = text(
    "SELECT 1 FROM account a JOIN account_grant g ON g.account_id = a.id"
    " WHERE a.login = :login AND NOT a.suspended AND g.organisation_id IS NULL"
    f" AND g.role = '{Role.ADMINISTRATOR}'"
)


def accounts(session: Session, login: str | None = None) -> list[AccountRow]:
    """Every account, or the one of ``login``, by login; two statements."""
    query = (
        select(Account.id, Account.login, Account.suspended, Person.email)
        .outerjoin(Person, Person.id == Account.person_id)
        .order_by(Account.login)
    )
    if login is not None:
        query = query.where(Account.login == login)
    rows = session.execute(query).tuples().all()
    grants: dict[int, list[RoleGrant]] = defaultdict(list)
    found = session.execute(
        select(AccountGrant.account_id, AccountGrant.role, Organisation.acronym)
        .outerjoin(Organisation, Organisation.id == AccountGrant.organisation_id)
        .where(AccountGrant.account_id.in_([row[0] for row in rows]))
    )
    for account, role, acronym in found.tuples():
        grants[account].append(RoleGrant(Role(role), acronym))
    order = list(Role)
    return [
        AccountRow(
            name,
            email,
            suspended,
            tuple(sorted(grants[key], key=lambda one: (order.index(one.role), one.organisation or ""))),
        )
        for key, name, suspended, email in rows
    ]


def add_account(session: Session, login: str, email: str | None, grants: Sequence[RoleGrant]) -> AccountRow:
    """Add an account with its roles; on a prepared server, the login's role and its groups as well.

    Raises RefusedError ``account_exists``, ``bad_login``, ``unknown_person``, ``unknown_organisation``.
    """
    if not login or len(login.encode()) > LONGEST or login != login.strip():
        raise RefusedError("bad_login", sentences.BAD_LOGIN.format(login=quoted(login)))
    if accounts(session, login):
        raise RefusedError("account_exists", sentences.ACCOUNT_EXISTS.format(login=quoted(login)))
    person_id = None if email is None else _person(session, email)
    account = Account(login=login, person_id=person_id)
    session.add(account)
    session.flush()
    _grant(session, account.id, grants)
    return _settled(session, login)


def add_first_administrator(session: Session, login: str) -> bool:
    """Give the login of a file every role it needs alone; False where it has an account already."""
    if accounts(session, login):
        return False
    add_account(session, login, None, [RoleGrant(role) for role in FIRST_ROLES])
    return True


def change_roles(
    session: Session, login: str, added: Sequence[RoleGrant], removed: Sequence[RoleGrant]
) -> AccountRow:
    """Give and take roles; what is held already, or not held, stays as it is.

    Raises RefusedError ``unknown_login``, ``unknown_organisation``, ``last_administrator``.
    """
    account = _account(session, login)
    held = set(_known(session, login).grants)
    _grant(session, account.id, [grant for grant in dict.fromkeys(added) if grant not in held])
    for grant in removed:
        organisation = _organisation(session, grant.organisation)
        session.execute(
            delete(AccountGrant).where(
                AccountGrant.account_id == account.id,
                AccountGrant.role == str(grant.role),
                AccountGrant.organisation_id.is_not_distinct_from(organisation),
            )
        )
    account.version += 1
    if removed:
        _leave_administrator(session)
    return _settled(session, login)


def suspend(session: Session, login: str, suspended: bool = True) -> AccountRow:
    """Suspend an account, or give it back; its history stays. On a server it may not log in meanwhile.

    Raises RefusedError ``unknown_login``, ``last_administrator``.
    """
    account = _account(session, login)
    session.execute(
        update(Account)
        .where(Account.id == account.id)
        .values(suspended=suspended, version=account.version + 1)
        .execution_options(synchronize_session=False)
    )
    session.expire_all()
    if suspended:
        _leave_administrator(session)
    return _settled(session, login)


def end_sessions(session: Session, login: str) -> int:
    """End the connections of a suspended login to a server; how many. Files have none to end."""
    if is_sqlite(session):
        return 0
    return int(session.execute(text("SELECT agence_end_sessions(:login)"), {"login": login}).scalar_one())


def _settled(session: Session, login: str) -> AccountRow:
    """What the account has become, once the server knows of it."""
    session.flush()
    row = _known(session, login)
    if not is_sqlite(session) and groups_exist(session.connection()):
        _tell_server(session, row)
    return row


def _leave_administrator(session: Session) -> None:
    """Refuse to leave a file without anybody to administer it; a server has its owner."""
    query = (
        select(Account.id)
        .join(AccountGrant, AccountGrant.account_id == Account.id)
        .where(
            Account.suspended.is_(False),
            AccountGrant.role == Role.ADMINISTRATOR,
            AccountGrant.organisation_id.is_(None),
        )
    )
    if is_sqlite(session) and session.execute(query.limit(1)).first() is None:
        raise RefusedError("last_administrator", sentences.LAST_ADMINISTRATOR)


def _tell_server(session: Session, row: AccountRow) -> None:
    if row.suspended:
        session.execute(text("SELECT agence_dismiss(:login)"), {"login": row.login})
        return
    groups = sorted({GROUPS[grant.role] for grant in row.grants} | {GROUPS[Role.READER]})
    session.execute(
        text("SELECT agence_admit(:login, CAST(:groups AS text[]))"), {"login": row.login, "groups": groups}
    )


def _grant(session: Session, account_id: int, grants: Sequence[RoleGrant]) -> None:
    for grant in dict.fromkeys(grants):
        organisation = _organisation(session, grant.organisation)
        session.execute(
            insert(AccountGrant).values(
                account_id=account_id, role=str(grant.role), organisation_id=organisation
            )
        )


def _organisation(session: Session, acronym: str | None) -> int | None:
    if acronym is None:
        return None
    found = session.execute(
        select(Organisation.id).where(Organisation.acronym == acronym)
    ).scalar_one_or_none()
    if found is None:
        told = sentences.UNKNOWN_ORGANISATION.format(acronym=quoted(acronym))
        raise RefusedError("unknown_organisation", told)
    return found


def _person(session: Session, email: str) -> int:
    found = session.execute(
        select(Person.id).where(Person.email == email.strip().lower())
    ).scalar_one_or_none()
    if found is None:
        raise RefusedError("unknown_person", sentences.UNKNOWN_PERSON.format(email=quoted(email)))
    return found


def _account(session: Session, login: str) -> Account:
    account = session.scalars(select(Account).where(Account.login == login)).one_or_none()
    if account is None:
        raise RefusedError("unknown_login", sentences.UNKNOWN_LOGIN.format(login=quoted(login)))
    return account


def _known(session: Session, login: str) -> AccountRow:
    (row,) = accounts(session, login)
    return row
