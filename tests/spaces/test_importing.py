"""Bookings as files: out with their dates and states, in under the rules of booking, all or nothing."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from typing import Any
from uuid import UUID

import pytest
from sqlalchemy import func, select, update
from sqlalchemy.orm import Session

from agence_desktop.core.errors import RightMissingError
from agence_desktop.core.roles import Actor, Grant, Role
from agence_desktop.spaces.commands.booking import book
from agence_desktop.spaces.commands.desk import Desk
from agence_desktop.spaces.commands.importing import BookingsReport, all_rows, import_file
from agence_desktop.spaces.model import Booking, Occurrence, Space, SpacePart
from agence_desktop.spaces.queries.exporting import BOOKING_COLUMNS, STATES
from agence_desktop.spaces.rows import BookingDraft, EquipmentLine, OccurrenceState
from agence_desktop.storage.tabular import Sheet
from agence_desktop.storage.tabular.comma_separated import read_csv, write_csv
from agence_desktop.storage.tabular.sheet import build_sheet
from agence_desktop.storage.work import Database
from support import office
from support.databases import PostgresDatabases, SqliteFiles
from support.exchange import prepare_with_lists, sheet

HOST = Actor(
    "hote", "Hôte", grants=frozenset({Grant(Role.HOST, office.HOST), Grant(Role.CLERK, office.CLIENT)})
)
HEAD = "espace;debut;fin;organisme;objet"


@pytest.fixture
def office_url(databases: SqliteFiles | PostgresDatabases) -> Iterator[str]:
    """The furnished office, with the shipped lists."""
    url = databases.copy_of(prepare_with_lists)
    yield url
    databases.drop(url)


def take(
    database: Database, text: str | Sheet, actor: Actor = office.CLERK, *, dry_run: bool = False
) -> BookingsReport:
    found = sheet(text) if isinstance(text, str) else text
    return import_file(database, Desk(actor), found, dry_run=dry_run)


def outcomes(report: BookingsReport) -> list[str]:
    return [row.answer["outcome"] for row in report.rows]


def reasons(report: BookingsReport) -> list[list[str]]:
    return [row.answer["reasons"] for row in report.rows]


def exported(database: Database) -> list[dict[str, Any]]:
    rows = database.read(lambda session: all_rows(session, Desk(office.CLERK)))
    return [dict(zip(BOOKING_COLUMNS, row, strict=True)) for row in rows]


def written(rows: list[dict[str, Any]]) -> Sheet:
    return build_sheet(read_csv(write_csv(list(rows[0]), [list(row.values()) for row in rows])))


def count(database: Database, entity: type[Any] = Booking) -> int:
    return database.read(lambda session: session.scalar(select(func.count()).select_from(entity)) or 0)


def states(database: Database) -> list[str]:
    return list(
        database.read(lambda session: session.scalars(select(Occurrence.state).order_by(Occurrence.id)).all())
    )


def weekly(database: Database) -> None:
    draft = BookingDraft(
        space_id=office.CHAUDIERE,
        start=datetime.fromisoformat("2026-12-01T09:00"),
        end=datetime.fromisoformat("2026-12-01T10:30"),
        organisation_id=office.CLIENT,
        purpose="Comité; suivi",
        person_id=office.ROY,
        rule="FREQ=WEEKLY;COUNT=4",
        exdates=(datetime.fromisoformat("2026-12-15T09:00"),),
        participants=6,
        layout="u",
        equipment=(EquipmentLine(office.PROJECTOR, 1),),
        note="Deux\nlignes",
    )
    database.write(lambda session: book(session, Desk(office.CLERK), draft))


def test_that_a_series_of_one_state_is_one_row_with_its_rule(database: Database) -> None:
    weekly(database)
    (row,) = exported(database)
    assert {name: cell for name, cell in row.items() if cell} == {
        "espace": "LEV-CHA",
        "debut": "2026-12-01T09:00",
        "fin": "2026-12-01T10:30",
        "rrule": "FREQ=WEEKLY;COUNT=4",
        "exdate": "2026-12-15T09:00",
        "organisme": "MTQ",
        "demandeur": "genevieve.roy@exemple.quebec",
        "objet": "Comité; suivi",
        "participants": "6",
        "disposition": "u",
        "materiel": "PROJ*1",
        "note": "Deux\nlignes",
        "mode": "normal",
        "numero": "R-2026-000001",
        "etat": "confirmee",
    }


def test_that_dates_that_differ_are_one_row_each(database: Database) -> None:
    weekly(database)
    change = update(Occurrence).where(Occurrence.id == 2).values(state=OccurrenceState.CANCELLED)
    database.write(lambda session: session.execute(change))
    rows = exported(database)
    assert [(row["numero"], row["debut"], row["rrule"], row["etat"]) for row in rows] == [
        ("R-2026-000001", "2026-12-01T09:00", "", "confirmee"),
        ("R-2026-000001", "2026-12-08T09:00", "", "annulee"),
        ("R-2026-000001", "2026-12-22T09:00", "", "confirmee"),
    ]
    assert outcomes(take(database, written(rows))) == ["unchanged"] * 3
    assert outcomes(take(database, written([*rows, rows[0]]))) == ["rolled_back"] * 3 + ["refused"]


def test_that_importing_an_export_changes_nothing(database: Database) -> None:
    weekly(database)
    before = exported(database)
    assert outcomes(take(database, written(before))) == ["unchanged"]
    assert exported(database) == before


def test_that_new_rows_are_judged_as_requests_but_for_the_past(database: Database) -> None:
    report = take(
        database,
        f"""{HEAD}
        LEV-CHA;2026-03-02T09:00;2026-03-02T10:00;MTQ;Passée
        LEV-CHA;2026-12-01T09:00;2026-12-01T10:00;MTQ;À venir""",
    )
    assert outcomes(report) == ["confirmed", "confirmed"]
    assert [row.answer["number"] for row in report.rows] == ["R-2026-000001", "R-2026-000002"]
    assert (count(database), states(database)) == (2, ["confirmed"] * 2)


def test_that_rows_collide_with_each_other_and_one_refusal_undoes_all(database: Database) -> None:
    report = take(
        database,
        f"""{HEAD}
        LEV-ETC;2026-12-01T09:00;2026-12-01T10:00;MTQ;Un
        LEV-ETC-A;2026-12-01T09:30;2026-12-01T10:00;MTQ;Deux
        LEV-RIEN;hier;2026-12-01T10:00;MTQ;""",
    )
    assert outcomes(report) == ["rolled_back", "refused", "refused"]
    assert report.rows[0].answer["number"] is None
    assert [date["reasons"] for date in report.rows[1].answer["occurrences"]] == [["related_space"]]
    assert reasons(report)[2] == ["unknown_space", "bad_time", "missing"]
    assert len(report.rows[2].sentences) == 3
    assert (count(database), count(database, Occurrence)) == (0, 0)
    numbered = take(database, f"{HEAD}\nLEV-ETC;2026-12-01T09:00;2026-12-01T10:00;MTQ;Un")
    assert numbered.rows[0].answer["number"] == "R-2026-000001"


def test_that_a_dry_run_takes_no_number_and_stores_nothing(database: Database) -> None:
    report = take(database, f"{HEAD}\nLEV-ETC;2026-12-01T09:00;2026-12-01T10:00;MTQ;Un", dry_run=True)
    assert (outcomes(report), report.rows[0].answer["number"]) == (["confirmed"], None)
    assert count(database) == 0


@pytest.mark.parametrize("word", [word for word in STATES if word != "offerte"])
def test_that_a_state_is_stored_as_it_is_told(database: Database, word: str) -> None:
    text = f"{HEAD};etat\nLEV-CHA;2026-11-02T09:00;2026-11-02T10:00;MTQ;Essai;{word}"
    report = take(database, text, HOST)
    assert not report.refused
    assert states(database) == [STATES[word]]
    assert [date["state"] for date in report.rows[0].answer["occurrences"]] == [STATES[word]]
    wanted = "terminee" if word in ("confirmee", "presence") else word
    (row,) = exported(database)
    assert row["etat"] == wanted


def test_that_what_holds_nothing_collides_with_nothing(database: Database) -> None:
    slot = "LEV-CHA;2026-12-01T09:00;2026-12-01T10:00;MTQ;Essai"
    text = f"{HEAD};etat\n{slot};confirmee\n{slot};annulee\n{slot};refusee\n{slot};confirmee"
    assert outcomes(take(database, text, HOST)) == ["rolled_back", "rolled_back", "rolled_back", "refused"]
    assert outcomes(take(database, text.rsplit("\n", 1)[0], HOST)) == ["confirmed", "created", "created"]


@pytest.mark.parametrize("word", ["refusee", "presence"])
def test_that_a_told_booking_with_a_key_is_stored_once(database: Database, word: str) -> None:
    head = f"{HEAD};etat;cle\nLEV-CHA;2026-11-02T09:00;2026-11-02T10:00;MTQ"
    text = f"{head};Essai;{word};{UUID(int=1)}"
    first, second = (take(database, text, HOST) for _ in range(2))
    assert not first.refused
    assert second.rows[0].answer == first.rows[0].answer
    assert (count(database), states(database)) == (1, [STATES[word]])
    other = take(database, f"{head};Autre;{word};{UUID(int=1)}", HOST)
    assert reasons(other) == [["key_reused"]]
    assert other.rows[0].sentences


def test_that_a_told_booking_with_the_key_of_a_request_is_refused(database: Database) -> None:
    head = f"{HEAD};etat;cle\nLEV-CHA;2026-12-01T09:00;2026-12-01T10:00;MTQ;Essai"
    assert outcomes(take(database, f"{head};;{UUID(int=1)}", HOST)) == ["confirmed"]
    assert reasons(take(database, f"{head};annulee;{UUID(int=1)}", HOST)) == [["key_reused"]]


def test_that_a_date_told_confirmed_is_answered_so_whatever_the_terms(database: Database) -> None:
    text = f"{HEAD};mode;etat\nLEV-CHA;2026-12-01T09:00;2026-12-01T10:00;MTQ;Essai;demande;confirmee"
    assert outcomes(take(database, text, HOST)) == ["confirmed"]
    assert states(database) == ["confirmed"]


def test_that_a_told_series_keeps_its_exceptions(database: Database) -> None:
    text = (
        f"{HEAD};rrule;exdate;rdate;etat\nLEV-CHA;2026-12-01T09:00;2026-12-01T10:00;MTQ;Essai;"
        '"FREQ=DAILY;COUNT=3";2026-12-02T09:00;2026-12-10T09:00;annulee'
    )
    assert not take(database, text, HOST).refused
    (row,) = exported(database)
    told = ("FREQ=DAILY;COUNT=3", "2026-12-02T09:00", "2026-12-10T09:00", "annulee")
    assert (row["rrule"], row["exdate"], row["rdate"], row["etat"]) == told


@pytest.mark.parametrize("word", ["offerte", "perdue", "terminee", "presence", "non_presentation"])
def test_that_a_state_that_cannot_be_is_refused(database: Database, word: str) -> None:
    text = f"{HEAD};etat\nLEV-CHA;2026-12-01T09:00;2026-12-01T10:00;MTQ;Essai;{word}"
    report = take(database, text, HOST)
    assert reasons(report) == [["bad_choice"]]
    assert report.rows[0].sentences
    assert ", offerte" not in report.rows[0].sentences[0]
    assert count(database) == 0


def test_that_the_fields_of_a_known_booking_may_change_and_its_dates_may_not(database: Database) -> None:
    weekly(database)
    edited = take(database, "numero;objet;participants;note\nR-2026-000001;Comité;8;")
    assert outcomes(edited) == ["updated"]
    (row,) = exported(database)
    assert (row["objet"], row["participants"], row["note"], row["materiel"]) == ("Comité", "8", "", "PROJ*1")
    for column, cell in (("debut", "2026-12-01T08:00"), ("etat", "annulee"), ("espace", "LEV-ETC")):
        refused = take(database, f"numero;{column}\nR-2026-000001;{cell}")
        assert reasons(refused) == [["not_by_file"]]
    crowded = take(database, "numero;participants\nR-2026-000001;99")
    assert reasons(crowded) == [["capacity"]]
    assert crowded.rows[0].sentences == ("Cette modification n’est pas possible\u00a0: espace trop petit.",)
    assert reasons(take(database, "numero;participants\nR-2026-000001;x")) == [["bad_number"]]
    assert reasons(take(database, "numero;objet\nR-2026-000009;A")) == [["unknown_number"]]
    assert exported(database) == [row]


def test_that_a_state_is_for_the_host_and_a_booking_for_clerks_of_theirs(database: Database) -> None:
    row = f"{HEAD};etat\nLEV-CHA;2026-12-01T09:00;2026-12-01T10:00;MTQ;Essai;"
    with pytest.raises(RightMissingError):
        take(database, row + "confirmee", office.CLERK)
    with pytest.raises(RightMissingError):
        take(database, row, office.READER)
    assert count(database) == 0


THREE = f"""{HEAD}
LEV-CHA;2026-12-01 09:00;2026-12-01 10:00;MTQ;A
MTQ-1;2026-12-01 09:00;2026-12-01 10:00;MTQ;B
MTQ-1;2026-12-02 09:00;2026-12-02 10:00;MSP;C
LEV-CHA;2026-12-02 09:00;2026-12-02 10:00;MSP;D"""
"""A room of the host and one of the client, asked for by the client and another."""


@pytest.mark.parametrize(
    ("grants", "purposes"),
    [
        ([Grant(Role.CLERK, office.CLIENT)], "AB"),
        ([Grant(Role.MANAGER, office.OTHER)], "CD"),
        ([Grant(Role.HOST, office.HOST)], "AD"),
        ([Grant(Role.HOST, office.CLIENT), Grant(Role.CLERK, office.OTHER)], "BCD"),
        ([Grant(Role.ADMINISTRATOR, office.CLIENT)], "AB"),
        ([Grant(Role.TECHNICIAN), Grant(Role.READER)], ""),
        ([Grant(Role.CLERK)], "ABCD"),
        ([Grant(Role.HOST)], "ABCD"),
        ([Grant(Role.ADMINISTRATOR)], "ABCD"),
    ],
)
def test_that_an_export_is_of_the_bookings_one_answers_for(
    database: Database, grants: list[Grant], purposes: str
) -> None:
    database.write(_give_the_client_a_room)
    assert not take(database, THREE).refused
    found = database.read(lambda session: all_rows(session, Desk(Actor("x", "X", grants=frozenset(grants)))))
    assert "".join(str(row[BOOKING_COLUMNS.index("objet")]) for row in found) == purposes


def _give_the_client_a_room(session: Session) -> None:
    session.add(Space(id=99, code="MTQ-1", site_id=4, capacity=8, top_id=99, **office.named("Salle")))
    session.flush()
    session.add(SpacePart(space_id=99, part_id=99))
