"""A server prepared as the handbook says: roles and database by its administrator, tables by their owner."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import psycopg
from sqlalchemy.orm import Session

from agence_desktop.core.roles import Role
from agence_desktop.directory.rights import preparation
from agence_desktop.directory.users import RoleGrant, add_account
from agence_desktop.migrations.runner import create
from agence_desktop.storage.engine import open_engine
from agence_desktop.storage.grants import OWNER
from agence_desktop.storage.locations import PostgresServer as Location
from agence_desktop.storage.locations import parse_location
from agence_desktop.storage.work import Database
from support import office
from support.postgres import PrivateServer

DATABASE = "agence"
PASSWORD = "essai"
ACCOUNTS = {
    "lecteur": [RoleGrant(Role.READER)],
    "commis": [RoleGrant(Role.CLERK, "MTQ")],
    "hote": [RoleGrant(Role.HOST, "SQ-SC")],
    "autre": [RoleGrant(Role.CLERK, "MSP"), RoleGrant(Role.HOST, "MSP")],
    "chef": [RoleGrant(Role.ADMINISTRATOR)],
}
"""Login → roles."""


class PreparedServer:
    """A cluster with one database, owned by the role that migrates, and a login per person."""

    def __init__(
        self,
        furnish: Callable[[Session], object] | None = office.furnish,
        accounts: Mapping[str, list[RoleGrant]] = ACCOUNTS,
    ) -> None:
        self.server = PrivateServer()
        first, inside = preparation(DATABASE)
        self.run("postgres", *first)
        self.run(DATABASE, *inside, f"ALTER ROLE {OWNER} PASSWORD '{PASSWORD}'")
        opened = open_engine(self.location(OWNER))
        create(opened)
        owner = Database(opened)
        if furnish is not None:
            owner.write(furnish)
        for login, grants in accounts.items():
            owner.write(lambda session, login=login, grants=grants: add_account(session, login, None, grants))  # type: ignore[misc]
        owner.close()
        self.give_passwords(*accounts)

    def give_passwords(self, *logins: str) -> None:
        """What a person's login gets from the server's administrator."""
        self.run(DATABASE, *(f"ALTER ROLE \"{login}\" PASSWORD '{PASSWORD}'" for login in logins))

    def run(self, database: str, *statements: str) -> None:
        """Run statements as the administrator of the server."""
        with psycopg.connect(self.server.url(database), autocommit=True) as connection:
            for statement in statements:
                connection.execute(statement)

    def location(self, login: str) -> Location:
        """The database for a login."""
        location = parse_location(self.server.url(DATABASE))
        assert isinstance(location, Location)
        return Location(location.url.set(username=login, password=PASSWORD))

    def database(self, login: str) -> Database:
        """The database opened by a login."""
        return Database(open_engine(self.location(login)))

    def close(self) -> None:
        """Stop the cluster and remove it."""
        self.server.close()
