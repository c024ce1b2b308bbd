"""What a login of a prepared server may do with sheets, whatever program it uses."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import pytest
from sqlalchemy import text

from agence_desktop.core.errors import RightMissingError
from agence_desktop.core.roles import Role
from agence_desktop.directory.accounts import actor_of
from agence_desktop.directory.users import RoleGrant, add_account
from agence_desktop.positions.commands.competences import validate
from agence_desktop.positions.commands.deciding import acknowledge, approve
from agence_desktop.positions.commands.desk import Desk
from agence_desktop.positions.commands.posts import set_attrition
from agence_desktop.positions.commands.writing import Save, open_version, save_draft, submit
from agence_desktop.positions.queries.attrition import attrition
from agence_desktop.positions.rows import Competence, SheetState
from agence_desktop.storage.grants import OWNER
from agence_desktop.storage.work import Database
from support import posts
from support.prepared import PreparedServer

pytestmark = pytest.mark.postgres

LOGINS = {
    "maryse": ("maryse.thibodeau@exemple.quebec", [RoleGrant(Role.HOLDER, "SQ-SC")]),
    "karim": ("karim.benali@exemple.quebec", [RoleGrant(Role.HOLDER, "SQ-SC")]),
    "helene": ("hélène.vachon@exemple.quebec", [RoleGrant(Role.MANAGER, "SQ-SC")]),
    "voisine": (None, [RoleGrant(Role.MANAGER, "MTQ")]),
}


class Office:
    """The unit on a prepared server, opened by each of its people."""

    def __init__(self) -> None:
        self.prepared = PreparedServer()
        owner = self.prepared.database(OWNER)
        self.unit = owner.write(posts.furnish)
        for login, (email, grants) in LOGINS.items():
            owner.write(lambda session, a=login, b=email, c=grants: add_account(session, a, b, c))  # type: ignore[misc]
        owner.close()
        self.prepared.give_passwords(*LOGINS)
        self._opened: dict[str, Database] = {}

    def open(self, login: str) -> Database:
        """The database by a login."""
        if login not in self._opened:
            self._opened[login] = self.prepared.database(login)
        return self._opened[login]

    def desk(self, login: str) -> Desk:
        """The desk of a login."""
        return Desk(self.open(login).read(actor_of))

    def close(self) -> None:
        for database in self._opened.values():
            database.close()
        self.prepared.close()


@pytest.fixture(scope="module")
def office() -> Iterator[Office]:
    found = Office()
    yield found
    found.close()


@pytest.fixture(scope="module")
def submitted(office: Office) -> tuple[int, int]:
    """A version written and submitted by its holder's own login: id and version."""
    desk, database = office.desk("maryse"), office.open("maryse")
    opened = database.write(lambda session: open_version(session, desk, office.unit.position_id))
    save = Save(opened.sheet_id, opened.version, posts.COMPLETE, posts.CONTROL)
    saved = database.write(lambda session: save_draft(session, desk, save))
    database.write(lambda session: submit(session, desk, saved.sheet_id, saved.version))
    return saved.sheet_id, saved.version + 1


def refused(database: Database, statement: str) -> None:
    with pytest.raises(RightMissingError):
        database.write(lambda session: session.execute(text(statement)))


def test_that_a_holder_cannot_approve_their_own_sheet(office: Office, submitted: tuple[int, int]) -> None:
    refused(office.open("maryse"), f"UPDATE sheet_version SET state = 'approved' WHERE id = {submitted[0]}")


def test_that_a_manager_of_elsewhere_touches_nothing(office: Office, submitted: tuple[int, int]) -> None:
    neighbour = office.open("voisine")
    refused(neighbour, f"UPDATE sheet_version SET state = 'approved' WHERE id = {submitted[0]}")
    refused(neighbour, "UPDATE position SET impact = 1")


def test_that_nobody_signs_for_somebody_else(office: Office, submitted: tuple[int, int]) -> None:
    refused(
        office.open("karim"),
        "INSERT INTO sheet_signature (sheet_id, signer, person_id, login, at, digest)"
        f" VALUES ({submitted[0]}, 'holder', {office.unit.maryse}, 'karim', now(), 'x')",
    )


def test_that_only_managers_of_the_organisation_see_attrition(office: Office) -> None:
    helene, position = office.open("helene"), office.unit.position_id
    helene.write(lambda session: set_attrition(session, office.desk("helene"), position, 4))
    for login, seen in (("helene", {position: 4}), ("voisine", {}), ("maryse", {}), ("lecteur", {})):
        actor = office.open(login).read(actor_of)
        assert office.open(login).read(lambda session, a=actor: attrition(session, a)) == seen
        refused(office.open(login), "SELECT factor FROM position_attrition")
    assert (
        office.open("voisine").read(
            lambda session: session.execute(text("SELECT count(*) FROM agence_attrition()")).scalar_one()
        )
        == 0
    )


def test_that_a_sheet_goes_its_way_by_the_logins_of_its_people(
    office: Office, submitted: tuple[int, int]
) -> None:
    sheet_id, version = submitted
    helene, manager = office.open("helene"), office.desk("helene")
    today = helene.read(lambda session: session.execute(text("SELECT current_date")).scalar_one())
    covering = Competence(office.unit.karim, office.unit.position_id, "T1", 3, today)
    helene.write(lambda session: validate(session, manager, covering))
    review = date(today.year + (today.month > 7), (today.month + 4) % 12 + 1, 1)
    helene.write(lambda session: approve(session, manager, sheet_id, version, review))
    karim = office.open("karim")
    karim.write(lambda session: acknowledge(session, office.desk("karim"), sheet_id, version + 1))
    state = karim.read(
        lambda session: session.execute(
            text("SELECT state FROM sheet_version WHERE id = :id"), {"id": sheet_id}
        ).scalar_one()
    )
    assert state == SheetState.ACKNOWLEDGED
