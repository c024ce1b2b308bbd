"""A flying team in the furnished office: three members, and a request with a signed commitment."""

from __future__ import annotations

from datetime import UTC, date, datetime
from decimal import Decimal

from sqlalchemy import insert, text
from sqlalchemy.orm import Session

from agence_desktop.core.roles import Actor, Grant, Role
from agence_desktop.directory.commands import PersonDraft, person_keys
from agence_desktop.directory.model import Person, Skill
from agence_desktop.storage.context import is_sqlite
from agence_desktop.teams.model import (
    Commitment,
    Deployment,
    MemberPattern,
    MemberSkill,
    SeatSkill,
    Team,
    TeamMember,
    TeamRequest,
    TeamSeat,
)
from support import office

TODAY = date(2026, 11, 20)
NOW = datetime(2026, 11, 20, 13, 0, tzinfo=UTC)
TEAM, SECRETARIAT, REVISION = 1, 1, 2
LOUISE, KARINE, THOMAS = 1, 2, 3
REQUEST, SEAT = 1, 1
HOURS = 3600
FULL = 10_000 * 7 * HOURS
"""A full day in the ledger."""

NAMES = {LOUISE: "Louise Arsenault", KARINE: "Karine Bélanger", THOMAS: "Thomas Nguyen"}
PERSONS = {LOUISE: 901, KARINE: 902, THOMAS: 903}


def actor(login: str, role: Role, organisation: int | None, person: int | None = None) -> Actor:
    """Somebody with one role."""
    return Actor(login, login.capitalize(), person, frozenset({Grant(role, organisation)}))


MANAGER = actor("mathieu", Role.MANAGER, office.HOST)
CLERK = actor("commis", Role.CLERK, office.HOST)
CLIENT = actor("cliente", Role.CLIENT, office.OTHER)
STRANGER = actor("autre", Role.MANAGER, office.CLIENT)
MEMBER = actor("louise", Role.MEMBER, office.HOST, PERSONS[LOUISE])


def furnish(session: Session) -> None:
    """Write the team into the furnished office, numbers known beforehand."""
    session.execute(
        insert(Skill),
        [
            {"id": n, "code": code, "family": "ADM", **office.named(name)}
            for n, code, name in (
                (SECRETARIAT, "secretariat", "Secrétariat"),
                (REVISION, "revision", "Révision linguistique"),
            )
        ],
    )
    session.execute(
        insert(Team).values(
            id=TEAM, code="ADM", organisation_id=office.HOST, **office.named("Soutien administratif")
        )
    )
    for member, name in NAMES.items():
        _member(session, member, name)
    if not is_sqlite(session):
        for table in ("skill", "team", "person", "team_member"):
            session.execute(
                text(f"SELECT setval(pg_get_serial_sequence('{table}', 'id'), (SELECT max(id) FROM {table}))")
            )


def furnish_request(session: Session) -> None:
    """A request of the client with one seat and a signed commitment, as the commands leave them."""
    session.execute(
        insert(TeamRequest).values(
            id=REQUEST,
            number="D-2026-0001",
            state="committed",
            priority=2,
            client_id=office.OTHER,
            municipality_id=1,
            family="ADM",
            received_at=NOW,
            received_by="commis",
        )
    )
    session.execute(insert(TeamSeat).values(**seat()))
    session.execute(insert(SeatSkill).values(seat_id=SEAT, skill_id=SECRETARIAT, level=2))
    commit_to(session, REQUEST)


def seat(number: int = 1, **changed: object) -> dict[str, object]:
    """The columns of a seat of the request."""
    return {
        "id": number,
        "request_id": REQUEST,
        "number": number,
        "effort_bp": 5_000,
        "language": "fr",
        "first_day": date(2026, 12, 1),
        "end_day": date(2026, 12, 22),
        "mode": "on_site",
        **changed,
    }


def commit_to(session: Session, request_id: int, ceiling: Decimal = Decimal("5000.00")) -> None:
    """A signed commitment, as the command leaves one."""
    row = Commitment(
        request_id=request_id,
        number=1,
        state="draft",
        lines="[]",
        ceiling=ceiling,
        made_at=NOW,
        made_by="commis",
    )
    session.add(row)
    session.flush()
    row.state, row.signed_at, row.signed_by, row.signed_name = "signed", NOW, "cliente", "Hélène Vachon"
    session.flush()


def _member(session: Session, member: int, name: str) -> None:
    first, last = name.split(" ")
    draft = PersonDraft(f"{first}.{last}@exemple.quebec".lower(), first, last, office.HOST)
    session.execute(
        insert(Person).values(
            id=PERSONS[member],
            email=draft.email,
            first_name=first,
            last_name=last,
            organisation_id=office.HOST,
            site_id=office.LEVIS,
            job_class="Agent de secrétariat",
            **person_keys(draft),
        )
    )
    session.execute(
        insert(TeamMember).values(
            id=member,
            key=f"M{member}",
            person_id=PERSONS[member],
            team_id=TEAM,
            home_site_id=office.LEVIS,
            languages="en,fr",
            max_metres=80_000,
            remote=True,
            contract_from=date(2026, 1, 1),
        )
    )
    session.execute(
        insert(MemberPattern).values(
            member_id=member,
            since=date(2026, 1, 1),
            monday=7 * HOURS,
            tuesday=7 * HOURS,
            wednesday=7 * HOURS // 2,
            thursday=7 * HOURS,
            friday=7 * HOURS,
        )
    )
    session.execute(
        insert(MemberSkill).values(
            member_id=member, skill_id=SECRETARIAT, level=3, validated=date(2026, 6, 2)
        )
    )


def deployment(member: int, first: date, end: date, effort_bp: int = 5_000, **changed: object) -> Deployment:
    """A deployment imported without a request, confirmed unless said otherwise."""
    values: dict[str, object] = {"state": "confirmed", "mode": "on_site", **changed}
    return Deployment(member_id=member, first_day=first, end_day=end, effort_bp=effort_bp, **values)
