"""What a login of a prepared server may do with flying teams, whatever program it uses."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from sqlalchemy import text
from sqlalchemy.orm import Session

from agence_desktop.core.errors import RightMissingError
from agence_desktop.core.roles import Role
from agence_desktop.directory.accounts import actor_of
from agence_desktop.directory.users import RoleGrant, add_account
from agence_desktop.storage.grants import OWNER
from agence_desktop.storage.verification import verify
from agence_desktop.storage.work import Database
from agence_desktop.teams.commands.committing import sign_commitment, write_commitment
from agence_desktop.teams.commands.confirming import confirm
from agence_desktop.teams.commands.desk import Desk
from agence_desktop.teams.commands.members import add_absence
from agence_desktop.teams.commands.proposing import assign
from agence_desktop.teams.commands.requests import receive
from agence_desktop.teams.commands.reshaping import Target, ask_extension, extend
from agence_desktop.teams.model import Commitment
from agence_desktop.teams.periods import Days
from support import teams
from support.prepared import PreparedServer
from support.teams import KARINE, LOUISE
from teams import story

pytestmark = pytest.mark.postgres

EMAIL = "louise.arsenault@exemple.quebec"
LOGINS: dict[str, tuple[str | None, list[RoleGrant]]] = {
    "mathieu": (None, [RoleGrant(Role.MANAGER, "SQ-SC")]),
    "demandeuse": (None, [RoleGrant(Role.CLERK, "MSP")]),
    "cliente": (None, [RoleGrant(Role.CLIENT, "MSP")]),
    "louise": (EMAIL, [RoleGrant(Role.MEMBER, "SQ-SC")]),
    "voisine": (None, [RoleGrant(Role.MANAGER, "MTQ"), RoleGrant(Role.CLERK, "MTQ")]),
    "lectrice": (None, [RoleGrant(Role.READER)]),
}


class Office:
    """The team on a prepared server, opened by each of its people."""

    def __init__(self) -> None:
        self.prepared = PreparedServer()
        owner = self.prepared.database(OWNER)
        owner.write(teams.furnish)
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


def far(days: int) -> date:
    """Days that are to come whenever the tests run: the server's clock is the true one."""
    return date.fromordinal(date(2099, 6, 1).toordinal() + days)


@pytest.fixture(scope="module")
def firm(office: Office) -> tuple[int, int]:
    """A request brought to a firm deployment, each step by the login whose it is: ids of both."""
    wanted = story.draft(story.seat(period=Days(far(0), far(20))))
    owner = office.prepared.database(OWNER)
    owner.write(lambda s: s.execute(text("UPDATE member_skill SET validated = '2099-01-01'")))
    owner.close()
    clerk, manager, client = office.desk("demandeuse"), office.desk("mathieu"), office.desk("cliente")
    request = office.open("demandeuse").write(lambda s: receive(s, clerk, wanted)).ids[0]
    seat = office.open("mathieu").read(lambda s: story.seat_ids(s, request))[0]
    one = office.open("mathieu").write(lambda s: assign(s, manager, seat, LOUISE)).ids[0]
    office.open("demandeuse").write(lambda s: write_commitment(s, clerk, request, (), Decimal(5000)))

    def sign(session: Session) -> None:
        row = session.query(Commitment).filter_by(request_id=request).one()
        sign_commitment(session, client, row.id, row.version)

    office.open("cliente").write(sign)
    wanted_ones = story.versions(office.open("mathieu"), one)
    office.open("mathieu").write(lambda s: confirm(s, manager, wanted_ones))
    return request, one


def test_that_each_step_passes_by_the_login_whose_it_is(office: Office, firm: tuple[int, int]) -> None:
    assert story.state_of(office.open("lectrice"), firm[1]) == "confirmed"
    owner = office.prepared.database(OWNER)
    assert list(verify(owner)) == []
    owner.close()


def test_that_a_client_asks_and_a_manager_extends(office: Office, firm: tuple[int, int]) -> None:
    _, one = firm
    client, manager = office.desk("cliente"), office.desk("mathieu")
    at = Target(*story.versions(office.open("cliente"), one)[0])
    office.open("cliente").write(lambda s: ask_extension(s, client, at, Days(far(20), far(27))))
    at = Target(*story.versions(office.open("mathieu"), one)[0])
    office.open("mathieu").write(lambda s: extend(s, manager, at))
    assert story.state_of(office.open("mathieu"), one) == "confirmed"


def test_that_a_member_notes_their_own_absence_alone(office: Office, firm: tuple[int, int]) -> None:
    member = office.desk("louise")
    days = Days(far(60), far(62))
    office.open("louise").write(lambda s: add_absence(s, member, LOUISE, days))
    with pytest.raises(RightMissingError):
        office.open("louise").write(lambda s: add_absence(s, member, KARINE, days))
    assert firm


def test_that_the_program_refuses_confirmation_by_others(office: Office, firm: tuple[int, int]) -> None:
    for login in ("demandeuse", "cliente", "louise", "voisine", "lectrice"):
        desk, wanted = office.desk(login), story.versions(office.open(login), firm[1])
        with pytest.raises(RightMissingError):
            office.open(login).write(lambda s, d=desk, w=wanted: confirm(s, d, w))  # type: ignore[misc]


NOW = "'2026-11-20 13:00+00'"
CHEATS: dict[str, tuple[tuple[str, ...], str]] = {
    "firm": (
        ("demandeuse", "cliente", "louise", "voisine", "lectrice"),
        "INSERT INTO deployment (request_id, seat_id, member_id, state, first_day, end_day, effort_bp, mode)"
        " SELECT request_id, seat_id, 2, 'confirmed', first_day, end_day, 100, mode FROM deployment",
    ),
    "longer": (
        ("demandeuse", "cliente", "louise", "voisine", "lectrice"),
        "UPDATE deployment SET end_day = end_day + 7",
    ),
    "other member": (("demandeuse", "cliente", "voisine"), "UPDATE deployment SET member_id = 2"),
    "cancelled": (("cliente", "louise", "voisine"), "UPDATE deployment SET state = 'cancelled'"),
    "ended before its day": (("cliente", "louise", "voisine"), "UPDATE deployment SET state = 'ended'"),
    "ledger": (tuple(LOGINS), "UPDATE member_day SET used = 0"),
    "ledger more": (tuple(LOGINS), "INSERT INTO member_day (member_id, day) VALUES (1, '2099-12-01')"),
    "days": (tuple(LOGINS), "DELETE FROM deployment_day"),
    "overrun": (
        ("demandeuse", "cliente", "louise", "voisine"),
        "INSERT INTO overrun (deployment_id, member_id, first_day, end_day, amount, reason, login, at)"
        f" SELECT id, member_id, first_day, end_day, 1000, 'Moi', session_user, {NOW} FROM deployment",
    ),
    "overrun of another": (
        ("mathieu",),
        "INSERT INTO overrun (deployment_id, member_id, first_day, end_day, amount, reason, login, at)"
        f" SELECT id, member_id, first_day, end_day, 1000, 'Lui', 'voisine', {NOW} FROM deployment",
    ),
    "pattern": (("demandeuse", "cliente", "louise", "voisine"), "UPDATE member_pattern SET monday = 0"),
    "skill": (("cliente", "louise", "voisine"), "UPDATE member_skill SET level = 4"),
    "team": (("demandeuse", "louise", "voisine"), "UPDATE team SET name = 'À moi'"),
    "absence of another": (
        ("louise", "voisine", "cliente", "demandeuse"),
        "INSERT INTO member_absence (member_id, first_day, end_day, recorded_by, recorded_at)"
        f" VALUES (2, '2099-12-01', '2099-12-02', 'x', {NOW})",
    ),
    "freed by oneself": (
        ("louise",),
        "INSERT INTO member_absence (member_id, first_day, end_day, frees, recorded_by, recorded_at)"
        f" VALUES (1, '2099-06-01', '2099-06-03', true, 'x', {NOW})",
    ),
    "request": (("voisine", "louise", "lectrice"), "UPDATE team_request SET priority = 1"),
    "request of a client": (("cliente",), "UPDATE team_request SET description = 'Autre chose'"),
    "ceiling": (("cliente", "louise", "voisine"), "UPDATE cost_commitment SET ceiling = 1"),
    "day rate": (
        ("demandeuse", "cliente", "louise"),
        f"INSERT INTO day_rate (member_id, since, amount) VALUES (1, {NOW}, 1)",
    ),
    "statement": (
        ("demandeuse", "cliente", "louise", "voisine"),
        "INSERT INTO team_statement"
        " (state, lender_id, client_id, first_day, end_day, lines, total, made_at, made_by)"
        f" VALUES ('draft', 1, 3, '2026-12-01', '2027-01-01', '[]', 0, {NOW}, 'x')",
    ),
    "statement taken away": (("cliente", "louise", "lectrice"), "DELETE FROM team_statement"),
    "days worked": (
        ("cliente", "voisine", "demandeuse"),
        "INSERT INTO actual_entry (deployment_id, day, quantity, recorded_by)"
        " SELECT id, first_day, 10000, 'x' FROM deployment",
    ),
    "evaluation of another": (
        ("louise", "voisine"),
        "INSERT INTO team_evaluation (deployment_id, side, scores, login, at)"
        f" SELECT id, 'client', '{{}}', session_user, {NOW} FROM deployment",
    ),
    "history of another": (
        ("demandeuse", "cliente", "louise"),
        f"INSERT INTO team_event (at, login, kind) VALUES ({NOW}, 'mathieu', 'confirmed')",
    ),
    "proposal": (
        ("cliente", "louise", "voisine"),
        "INSERT INTO team_proposal (number, made_at, made_by, inputs, weights, result)"
        f" VALUES ('PA-1', {NOW}, 'x', '', '', '')",
    ),
    "setting": (("mathieu", "demandeuse"), "INSERT INTO team_setting (id) VALUES (1)"),
    "open days": (
        ("cliente", "louise", "voisine"),
        "SELECT agence_open_days(ARRAY[1], '2099-01-01', '2099-02-01')",
    ),
    "directory of skills": (("mathieu", "voisine"), "UPDATE skill SET name = 'Autre'"),
}


@pytest.mark.parametrize(("what", "login"), [(what, login) for what in CHEATS for login in CHEATS[what][0]])
def test_that_sql_by_somebody_elses_login_is_refused(
    office: Office, firm: tuple[int, int], what: str, login: str
) -> None:
    statement: Any = text(CHEATS[what][1])
    with pytest.raises(RightMissingError):
        office.open(login).write(lambda session: session.execute(statement))
    assert firm
