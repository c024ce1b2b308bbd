"""Reading a row of `reserver`: every fault at the place of its column, each code once."""

from __future__ import annotations

from uuid import UUID

import pytest

from agence_desktop.core.clock import QUEBEC
from agence_desktop.spaces.form import (
    COLUMNS,
    KnownEquipment,
    KnownSpace,
    Lookup,
    RawBooking,
    examine_form,
    read_form,
)
from agence_desktop.spaces.rows import BookingDraft, EquipmentLine, FormFault, Mode, OnConflict
from spaces.factories import wall

F = FormFault

LOOKUP = Lookup(
    spaces={"LEV-1": KnownSpace(10, 5, QUEBEC)},
    organisations={"MAMH": 2},
    persons={"g.roy@exemple.quebec": 44},
    equipment={"PROJ": KnownEquipment(7, 5), "CHEV": KnownEquipment(8, 5), "AILLEURS": KnownEquipment(9, 6)},
    layouts=frozenset({"u", "ecole"}),
)

GOOD = {
    "espace": "LEV-1",
    "debut": "2026-12-01T09:00",
    "fin": "2026-12-01T10:30",
    "organisme": "MAMH",
    "objet": "Comité",
}


def faults(**cells: str) -> tuple[FormFault, ...]:
    found = read_form(RawBooking.from_cells(GOOD | cells), LOOKUP)
    return found if isinstance(found, tuple) else ()


def read(**cells: str) -> BookingDraft:
    found = read_form(RawBooking.from_cells(GOOD | cells), LOOKUP)
    assert isinstance(found, BookingDraft)
    return found


def test_that_a_short_row_takes_the_defaults() -> None:
    assert read() == BookingDraft(
        space_id=10,
        start=wall("2026-12-01 09:00"),
        end=wall("2026-12-01 10:30"),
        organisation_id=2,
        purpose="Comité",
        participants=1,
        mode=Mode.NORMAL,
        on_conflict=OnConflict.REFUSE,
    )


def test_that_every_column_is_read() -> None:
    key = "7D444840-9DC0-11D1-B245-5FFDCE74FAD2"
    found = read(
        debut=" 2026-12-01 09:00:00 ",
        fin="2026-12-02T00:00",
        rrule="freq=weekly;count=3;byday=tu",
        exdate="2026-12-08T09:00",
        rdate="2026-12-10T09:00, 2026-12-11 09:00",
        demandeur="G.Roy@Exemple.quebec",
        participants="012",
        disposition="u",
        materiel="PROJ*1+CHEV*2+PROJ*3",
        accessibilite="fauteuil",
        soutien="visioconférence",
        note="entrée est",
        telephone="418 555-0142",
        mode="demande",
        si_conflit="sauter",
        cle=key,
    )
    assert found.end == wall("2026-12-02 00:00")
    assert found.rule == "FREQ=WEEKLY;COUNT=3;BYDAY=TU"
    assert found.exdates == (wall("2026-12-08 09:00"),)
    assert found.rdates == (wall("2026-12-10 09:00"), wall("2026-12-11 09:00"))
    assert found.person_id == 44
    assert found.participants == 12
    assert found.equipment == (EquipmentLine(7, 4), EquipmentLine(8, 2))
    assert (found.accessibility, found.support) == ("fauteuil", "visioconférence")
    assert (found.note, found.phone) == ("entrée est", "418 555-0142")
    assert (found.mode, found.on_conflict) == (Mode.REQUEST, OnConflict.SKIP)
    assert found.key == UUID(key)


@pytest.mark.parametrize(
    ("cells", "expected"),
    [
        ({"espace": ""}, F.MISSING),
        ({"debut": ""}, F.MISSING),
        ({"fin": " "}, F.MISSING),
        ({"organisme": ""}, F.MISSING),
        ({"objet": "  "}, F.MISSING),
        ({"espace": "lev-1"}, F.UNKNOWN_SPACE),
        ({"debut": "1er décembre"}, F.BAD_TIME),
        ({"debut": "2026-12-01"}, F.BAD_TIME),
        ({"debut": "2026-12-01T09:00:30"}, F.BAD_TIME),
        ({"debut": "2026-12-01T09:00Z"}, F.BAD_TIME),
        ({"debut": "2026-02-30T09:00"}, F.BAD_TIME),
        ({"fin": "2026-12-01T24:00"}, F.BAD_TIME),
        ({"fin": "2026-12-01T09:00"}, F.BAD_TIME),
        ({"fin": "2026-12-01T08:00"}, F.BAD_TIME),
        ({"fin": "9999-12-31T08:00"}, F.BAD_TIME),
        ({"debut": "0001-01-01T08:00"}, F.BAD_TIME),
        ({"exdate": "demain"}, F.BAD_TIME),
        ({"exdate": "2026-12-05T09:00,"}, F.BAD_TIME),
        ({"rdate": "2026-12-02T09:00:15"}, F.BAD_TIME),
        ({"rrule": "FREQ=HOURLY;COUNT=2"}, F.BAD_RULE),
        ({"rrule": "FREQ=DAILY;COUNT=1", "exdate": "2026-12-01T09:00"}, F.BAD_RULE),
        ({"organisme": "XYZ"}, F.UNKNOWN_ORGANISATION),
        ({"demandeur": "x@exemple.quebec"}, F.UNKNOWN_PERSON),
        ({"participants": "0"}, F.BAD_NUMBER),
        ({"participants": "-1"}, F.BAD_NUMBER),
        ({"participants": "2,5"}, F.BAD_NUMBER),
        ({"participants": "²"}, F.BAD_NUMBER),
        ({"materiel": "PROJ*0"}, F.BAD_NUMBER),
        ({"materiel": "PROJ"}, F.BAD_NUMBER),
        ({"materiel": "RIEN*1"}, F.UNKNOWN_EQUIPMENT),
        ({"materiel": "AILLEURS*1"}, F.UNKNOWN_EQUIPMENT),
        ({"disposition": "cercle"}, F.BAD_CHOICE),
        ({"mode": "Normal"}, F.BAD_CHOICE),
        ({"si_conflit": "garder"}, F.BAD_CHOICE),
        ({"cle": "12"}, F.BAD_KEY),
        ({"rrule": "FREQ=DAILY"}, F.TOO_MANY),
        ({"rrule": "FREQ=DAILY;COUNT=1001"}, F.TOO_MANY),
    ],
)
def test_each_fault_alone(cells: dict[str, str], expected: FormFault) -> None:
    assert faults(**cells) == (expected,)


def test_that_a_thousand_dates_are_not_too_many() -> None:
    assert faults(rrule="FREQ=DAILY;COUNT=1000") == ()
    assert faults(rrule="FREQ=DAILY;COUNT=1001", exdate="2026-12-02T09:00") == ()
    assert faults(rrule="FREQ=DAILY;COUNT=1000", rdate="2026-12-01T10:00") == (F.TOO_MANY,)


def test_that_faults_come_in_the_order_of_the_columns_each_code_once() -> None:
    assert faults(
        espace="?",
        debut="?",
        fin="",
        rrule="?",
        exdate="?",
        organisme="?",
        demandeur="?",
        objet="",
        participants="?",
        disposition="?",
        materiel="?*1+PROJ*?",
        mode="?",
        cle="?",
    ) == (
        F.UNKNOWN_SPACE,
        F.BAD_TIME,
        F.MISSING,
        F.BAD_RULE,
        F.UNKNOWN_ORGANISATION,
        F.UNKNOWN_PERSON,
        F.BAD_NUMBER,
        F.BAD_CHOICE,
        F.UNKNOWN_EQUIPMENT,
        F.BAD_KEY,
    )


def test_that_too_many_comes_last() -> None:
    assert faults(rrule="FREQ=DAILY", cle="?") == (F.BAD_KEY, F.TOO_MANY)
    assert faults(espace="?", debut="?", rrule="FREQ=DAILY") == (F.UNKNOWN_SPACE, F.BAD_TIME, F.TOO_MANY)


def test_that_a_missing_space_leaves_the_site_of_equipment_open() -> None:
    assert faults(espace="", materiel="AILLEURS*1") == (F.MISSING,)
    assert faults(espace="", materiel="RIEN*1") == (F.MISSING, F.UNKNOWN_EQUIPMENT)


def test_that_a_length_that_leaves_the_calendar_is_a_bad_time() -> None:
    assert faults(fin="9000-01-01T00:00", rrule="FREQ=YEARLY;INTERVAL=5;COUNT=300") == (F.BAD_TIME,)


def test_that_a_form_learns_the_column_and_the_text_of_each_fault() -> None:
    found = examine_form(RawBooking.from_cells(GOOD | {"objet": "", "rrule": "FREQ=DAILY;COUNT=0"}), LOOKUP)
    assert isinstance(found, tuple)
    assert [(one.column, one.fault) for one in found] == [("rrule", F.BAD_RULE), ("objet", F.MISSING)]
    assert found[0].text == "FREQ=DAILY;COUNT=0"
    assert "COUNT" in found[0].detail


def test_that_the_columns_are_those_of_the_interface() -> None:
    assert " ".join(COLUMNS) == (
        "espace debut fin rrule exdate rdate organisme demandeur objet participants disposition materiel "
        "accessibilite soutien note telephone mode si_conflit cle"
    )
    with pytest.raises(KeyError):
        RawBooking.from_cells({"salle": "LEV-1"})


def test_that_characters_nobody_types_are_left_out_and_lines_kept() -> None:
    raw = RawBooking.from_cells({**GOOD, "objet": "Co\x00mi\x1bté\ufffe", "note": "Un\tdeux\ntrois\x7f"})
    draft = read_form(raw, LOOKUP)
    assert isinstance(draft, BookingDraft)
    assert (draft.purpose, draft.note) == ("Comité", "Un\tdeux\ntrois")
