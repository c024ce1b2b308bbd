"""What still rests on somebody who leaves: what is to come of every service, and nothing of the past."""

from __future__ import annotations

from datetime import date

from sqlalchemy import update

from agence_desktop.actions.leaving import remaining_of
from agence_desktop.directory.model import Account
from agence_desktop.directory.rows import Remaining
from agence_desktop.positions.model import Position
from agence_desktop.spaces.commands.desk import Desk
from agence_desktop.storage.work import Database, Session
from agence_desktop.teams.model import TeamMember
from positions.story import MARYSE
from support import fragile, office, teams
from support.drafts import booked, draft
from support.teams import LOUISE, PERSONS
from teams import story

LAST = date(2026, 12, 4)


def remaining(database: Database, person_id: int, last: date = LAST) -> list[Remaining]:
    return database.read(lambda session: remaining_of(session, person_id, last))


def test_that_bookings_after_the_last_day_are_listed_by_their_next_date(
    database: Database, desk: Desk
) -> None:
    booked(database, desk, draft(person_id=office.ROY))
    weekly = {"rule": "FREQ=WEEKLY;COUNT=3", "person_id": office.ROY}
    booked(database, desk, draft("2026-12-02 13:00", "2026-12-02 14:00", **weekly))
    booked(database, desk, draft("2026-12-07 09:00", "2026-12-07 10:00"))
    found = remaining(database, office.ROY)
    assert [(one.record, one.day) for one in found] == [("Réservation R-2026-000002", date(2026, 12, 9))]
    # Whoever left long ago has nothing to decide of what is over.
    again = remaining(database, office.ROY, date(2020, 1, 1))
    assert [one.record[-1] for one in again] == ["1", "2"]


def test_that_positions_held_managed_and_relieved_are_listed(database: Database) -> None:
    unit = database.write(fragile.furnish)
    maryse = unit.people[MARYSE]
    assert "Titulaire du poste P-0142" in [one.record for one in remaining(database, maryse)]
    relief = [
        key
        for key in unit.people.values()
        if any(one.record == "Relève du poste P-0142" for one in remaining(database, key))
    ]
    assert relief
    assert maryse not in relief

    def retire(session: Session) -> None:
        session.execute(update(Position).values(active_until=LAST))

    database.write(retire)
    assert remaining(database, maryse) == []


def test_that_the_team_the_deployments_and_the_account_of_a_member_are_listed(database: Database) -> None:
    database.write(teams.furnish)
    story.confirmed(database, LOUISE)
    person = PERSONS[LOUISE]
    database.write(lambda session: session.add(Account(login="larsenault", person_id=person)))
    assert remaining(database, person) == [
        Remaining("Membre d’une équipe volante", "Soutien administratif"),
        Remaining("Déploiement D-2026-0001", "MSP", date(2026, 12, 5)),
        Remaining("Compte larsenault", "à suspendre par l’administration"),
    ]

    def end(session: Session) -> None:
        session.execute(update(TeamMember).values(contract_end=date(2026, 12, 23)))
        session.execute(update(Account).values(suspended=True))

    database.write(end)
    assert remaining(database, person, date(2026, 12, 22)) == []
