"""utilisateurs ajouter, roles and suspendre: who may do what, and for which organisation."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from agence_desktop.cli import base_texts as told
from agence_desktop.cli import texts
from agence_desktop.cli.context import Context
from agence_desktop.core.errors import ExitCode, InputError
from agence_desktop.core.french import quoted, search_key
from agence_desktop.core.roles import Role

if TYPE_CHECKING:
    from collections.abc import Sequence

    from agence_desktop.directory.users import AccountRow, RoleGrant
    from agence_desktop.storage.work import Database

_ROLES = {search_key(name): role for role in Role for name in (role.value, role.label)}


def register(subparsers: Any) -> None:
    """Add the commands."""
    group = subparsers.add_parser("utilisateurs", help=told.USERS, description=told.USERS)
    commands = group.add_subparsers(title=texts.COMMANDS, metavar="COMMANDE", dest="action", required=True)
    adding = commands.add_parser("ajouter", help=told.ADD, description=told.ADD)
    adding.add_argument("login", metavar="LOGIN", help=told.LOGIN)
    adding.add_argument("--courriel", metavar="C", help=told.EMAIL)
    adding.add_argument("--role", metavar="R", type=read_role, action="append", required=True, help=told.ROLE)
    changing = commands.add_parser("roles", help=told.ROLES, description=told.ROLES)
    changing.add_argument("login", metavar="LOGIN", nargs="?", help=told.LOGIN)
    for option, help_ in (("--ajouter", told.GIVE), ("--retirer", told.TAKE)):
        changing.add_argument(option, metavar="R", type=read_role, action="append", default=[], help=help_)
    for parser in (adding, changing):
        parser.add_argument("--organisme", metavar="S", help=told.ORGANISATION)
    suspending = commands.add_parser("suspendre", help=told.SUSPEND, description=told.SUSPEND)
    suspending.add_argument("login", metavar="LOGIN", help=told.LOGIN)
    suspending.add_argument("--lever", action="store_true", help=told.RESUME)
    for parser, run in ((adding, run_add), (changing, run_roles), (suspending, run_suspend)):
        parser.set_defaults(run=run)


def read_role(text: str) -> Role:
    """A role by its code or its French word; raises InputError ``unknown_role``."""
    role = _ROLES.get(search_key(text))
    if role is None:
        known = ", ".join(role.label for role in Role)
        raise InputError("unknown_role", told.UNKNOWN_ROLE.format(role=quoted(text), roles=known))
    return role


def run_add(context: Context) -> int:
    """Add an account."""
    from agence_desktop.directory.users import add_account

    options = context.options
    with context.database() as database:
        _require(database)
        grants = _grants(options.role, options.organisme)
        row = database.write(lambda session: add_account(session, options.login, options.courriel, grants))
        _tell(context, database, row, told.ADDED)
    return int(ExitCode.DONE)


def run_roles(context: Context) -> int:
    """Show the roles of one account or of all; give and take some."""
    from agence_desktop.directory.users import accounts, change_roles

    options = context.options
    with context.database() as database:
        _require(database)
        if not options.ajouter and not options.retirer:
            rows = database.read(lambda session: accounts(session, options.login))
            _show(context, rows)
            return int(ExitCode.DONE)
        if options.login is None:
            raise InputError("usage", texts.REQUIRED.format(names="LOGIN") + ".")
        added, removed = (_grants(given, options.organisme) for given in (options.ajouter, options.retirer))
        row = database.write(lambda session: change_roles(session, options.login, added, removed))
        _tell(context, database, row, told.CHANGED)
    return int(ExitCode.DONE)


def run_suspend(context: Context) -> int:
    """Suspend an account and end its connections, or give it back."""
    from agence_desktop.directory.users import end_sessions, suspend

    options = context.options
    with context.database() as database:
        _require(database)
        row = database.write(lambda session: suspend(session, options.login, not options.lever))
        _tell(context, database, row, told.RESUMED if options.lever else told.SUSPENDED)
        if row.suspended:
            # Only once the suspension is committed: a connection made meanwhile is ended as well.
            ended = database.write(lambda session: end_sessions(session, options.login))
            if ended:
                context.output.line(told.ENDED.format(count=ended))
    return int(ExitCode.DONE)


def _require(database: Database) -> None:
    from agence_desktop.directory.users import require_administrator

    database.read(lambda session: require_administrator(session, "administrer les comptes"))


def _grants(roles: Sequence[Role], organisation: str | None) -> list[RoleGrant]:
    from agence_desktop.directory.users import RoleGrant

    return [RoleGrant(role, organisation) for role in roles]


def _tell(context: Context, database: Database, row: AccountRow, sentence: str) -> None:
    from agence_desktop.storage.grants import is_unprepared

    context.output.result(_row(row))
    context.output.line(sentence.format(login=row.login))
    if database.read(is_unprepared):
        context.output.message(told.NOT_PREPARED)


def _row(row: AccountRow) -> dict[str, Any]:
    return {
        "login": row.login,
        "email": row.email,
        "suspended": row.suspended,
        "roles": [{"role": str(grant.role), "organisation": grant.organisation} for grant in row.grants],
    }


def _show(context: Context, rows: Sequence[AccountRow]) -> None:
    for row in rows:
        context.output.result(_row(row))
    header = (told.LABEL_LOGIN, told.LABEL_STATE, told.LABEL_EMAIL, told.LABEL_ROLES)
    context.output.table(header, [_cells(row) for row in rows])


def _cells(row: AccountRow) -> tuple[str, str, str, str]:
    roles = ", ".join(f"{grant.role.label} ({grant.organisation or told.EVERYWHERE})" for grant in row.grants)
    state = told.INACTIVE if row.suspended else told.ACTIVE
    return row.login, state, row.email or "", roles or told.NO_ROLE
