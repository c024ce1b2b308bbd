"""Printed documents say what the database holds, and every print is on record."""

from __future__ import annotations

import io
from datetime import date

import pytest
from pypdf import PdfReader
from sqlalchemy import select
from sqlalchemy.orm import Session

from agence_desktop.actions.printing.confirmations import print_confirmation
from agence_desktop.actions.printing.plannings import print_door, print_week
from agence_desktop.core.errors import RefusedError, RightMissingError
from agence_desktop.spaces.commands.desk import Desk
from agence_desktop.spaces.model import HostClosure, HostTerms
from agence_desktop.spaces.rows import EquipmentLine, Mode, OnConflict
from agence_desktop.storage.audit import AuditRow
from agence_desktop.storage.work import Database
from support import office
from support.drafts import booked, draft, wall


def text_of(pdf: bytes) -> str:
    return "\n".join(page.extract_text() for page in PdfReader(io.BytesIO(pdf)).pages).replace("\u00a0", " ")


def test_that_a_confirmation_tells_when_where_and_what(database: Database, desk: Desk) -> None:
    lines = (EquipmentLine(office.PROJECTOR, 1),)
    done = booked(database, desk, draft(equipment=lines, participants=10, layout="u", person_id=office.ROY))
    text = text_of(print_confirmation(database, desk, str(done.number)).pdf)
    for words in (
        "Réservation confirmée",
        "R-2026-000001",
        "Geneviève Roy",
        "mardi 1er décembre 2026",
        "9 h à 10 h",
        "Salle Chaudière",
        "Services Québec de Lévis",
        "Projecteur portatif",
    ):
        assert words.lower() in text.lower(), words


def test_that_a_partly_obtained_series_says_why_on_paper(database: Database, desk: Desk) -> None:
    booked(database, desk, draft("2026-12-08 09:30", "2026-12-08 09:45"))
    series = booked(database, desk, draft(rule="FREQ=WEEKLY;COUNT=4", on_conflict=OnConflict.SKIP))
    text = text_of(print_confirmation(database, desk, str(series.number)).pdf)
    assert "en partie" in text
    assert "non obtenue" in text


def test_that_an_unknown_number_is_refused(database: Database, desk: Desk) -> None:
    with pytest.raises(RefusedError) as refusal:
        print_confirmation(database, desk, "R-2026-999999")
    assert refusal.value.code == "unknown_booking"


def test_that_the_week_names_organisations_and_not_persons(database: Database, desk: Desk) -> None:
    booked(database, desk, draft(person_id=office.ROY))
    booked(database, desk, draft("2026-12-02 13:00", "2026-12-02 15:00", mode=Mode.REQUEST))
    closure = HostClosure(
        space_id=office.ETCHEMIN_A, starts=wall("2026-12-03"), ends=wall("2026-12-04"), reason="Peinture"
    )
    database.write(lambda session: session.add(closure))
    text = text_of(print_week(database, desk, "Services Québec de Lévis", date(2026, 12, 2)).pdf)
    assert "MTQ" in text
    assert "Peinture" in text
    assert "Roy" not in text


@pytest.mark.parametrize(
    ("start", "end", "shown"),
    [
        ("2026-12-04 20:00", "2026-12-05 10:00", True),
        ("2026-12-06 20:00", "2026-12-06 21:00", True),
        ("2026-12-04 20:00", "2026-12-05 00:00", False),
        ("2026-11-29 20:00", "2026-11-30 00:00", False),
    ],
)
def test_that_the_weekend_is_shown_where_something_falls_on_it(
    database: Database, desk: Desk, start: str, end: str, shown: bool
) -> None:
    database.write(lambda session: session.add(HostTerms(organisation_id=office.HOST, buffer_after=30)))
    booked(database, desk, draft(start, end))
    text = text_of(print_week(database, desk, "Services Québec de Lévis", date(2026, 12, 2)).pdf)
    assert ("Samedi 5" in text) is shown


def test_that_hours_outside_the_terms_are_closed_on_the_week(database: Database, desk: Desk) -> None:
    database.write(
        lambda session: session.add(HostTerms(space_id=office.CHAUDIERE, hours="lun-ven 08:00-12:00"))
    )
    text = text_of(print_week(database, desk, "Services Québec de Lévis", date(2026, 12, 2)).pdf)
    assert "hors des heures" in text


def test_that_the_door_shows_the_day_of_its_room_and_of_what_it_is_part_of(
    database: Database, desk: Desk
) -> None:
    booked(database, desk, draft(space=office.ETCHEMIN))
    text = text_of(print_door(database, desk, "LEV-ETC-A", date(2026, 12, 1)).pdf)
    assert "Etchemin A" in text
    assert "9 h" in text
    assert "MTQ" in text or "Ministère des Transports" in text


def test_that_every_print_is_on_record(database: Database, desk: Desk) -> None:
    done = booked(database, desk, draft())
    print_confirmation(database, desk, str(done.number))

    def subjects(session: Session) -> list[str]:
        return list(session.scalars(select(AuditRow.row_id).where(AuditRow.action == "print")))

    assert database.read(subjects) == ["R-2026-000001"]


def test_that_a_reader_prints_no_confirmation_and_the_host_does(database: Database, desk: Desk) -> None:
    number = str(booked(database, desk, draft(person_id=office.ROY)).number)
    with pytest.raises(RightMissingError):
        print_confirmation(database, Desk(office.READER), number)
    assert print_confirmation(database, Desk(office.HOST_CLERK), number).pdf.startswith(b"%PDF")
