"""The door sheet: one room and one day, readable from afar, whatever hangs there."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, time, timedelta

import pytest

from agence_desktop.documents.door_sheet import door_sheet_pdf
from agence_desktop.documents.rows import DoorBooking, DoorSheet
from documents.examples import LONG, door_sheet
from documents.reading import assert_sound, reader, structure, texts_shown

MIDNIGHT = datetime.combine(door_sheet().day, time())


def bookings(count: int, purpose: str = "Francisation") -> tuple[DoorBooking, ...]:
    return tuple(
        DoorBooking(
            MIDNIGHT + timedelta(hours=7 + at), MIDNIGHT + timedelta(hours=8 + at), "Services Québec", purpose
        )
        for at in range(count)
    )


def said(row: DoorSheet) -> str:
    read = " ".join(
        tag.said() for tag in structure(door_sheet_pdf(row)).walk() if tag.role in ("H1", "H2", "P")
    )
    return " ".join(read.split())


def sizes(row: DoorSheet, text: str) -> list[float]:
    """The letter sizes in which a text appears."""
    pages = reader(door_sheet_pdf(row)).pages
    return [shown.size for sheet in pages for shown in texts_shown(sheet) if text in shown.text]


def test_that_the_sheet_names_room_day_times_organisation_purpose_and_whom_to_call() -> None:
    told = said(door_sheet())
    order = [
        "Salle 1.12",
        "Salle multifonctionnelle, 1er étage · 24 places",
        "Jeudi 26 novembre 2026",
        "9 h à 11 h 30",
        "Services Québec",
        "Séance de groupe",
        "418 555-0190",
        "Ginette Lamontagne, répondante des salles",
    ]
    assert [told.index(part) for part in order] == sorted(told.index(part) for part in order)
    assert_sound(door_sheet_pdf(door_sheet()))


def test_that_it_can_be_read_at_three_metres() -> None:
    row = door_sheet()
    assert min(sizes(row, "Salle 1.12")[1:] or sizes(row, "Salle 1.12")) >= 9
    assert max(sizes(row, "Salle 1.12")) >= 50
    assert sizes(row, "à 11 h 30") == [32]
    assert min(sizes(row, "Séance de groupe")) >= 22


def test_that_it_says_on_which_day_it_is_valid() -> None:
    texts = " ".join(shown.text for shown in texts_shown(reader(door_sheet_pdf(door_sheet())).pages[0]))
    assert "Valable le jeudi 26 novembre 2026 seulement" in texts


@pytest.mark.parametrize("count", [1, 3, 6])
def test_that_an_ordinary_day_takes_one_page(count: int) -> None:
    pdf = door_sheet_pdf(door_sheet(*bookings(count)))
    assert len(reader(pdf).pages) == 1
    assert_sound(pdf)


def test_that_more_bookings_make_smaller_letters_but_never_small_ones() -> None:
    few, many = sizes(door_sheet(*bookings(2)), "à 8 h"), sizes(door_sheet(*bookings(16)), "à 8 h")
    assert few == [32]
    assert many == [19]


def test_that_a_full_day_of_long_purposes_goes_on_over_pages_with_the_contact_on_each() -> None:
    row = replace(door_sheet(*bookings(16, LONG)), room="Salle " + LONG)
    pdf = door_sheet_pdf(row)
    assert_sound(pdf)
    assert len(reader(pdf).pages) > 1
    for sheet in reader(pdf).pages:
        assert any("418 555-0190" in shown.text for shown in texts_shown(sheet))
    assert said(row).count("418 555-0190") == 1


def test_that_the_pictogram_is_described_only_where_the_room_is_accessible() -> None:
    accessible = structure(door_sheet_pdf(door_sheet())).all("Figure")
    assert [figure.said() for figure in accessible] == ["Salle accessible en fauteuil roulant"]
    assert not structure(door_sheet_pdf(replace(door_sheet(), accessible=False))).all("Figure")


def test_that_an_empty_day_and_a_closed_room_say_so() -> None:
    empty, closed = replace(door_sheet(), bookings=()), replace(door_sheet(), closed="peinture")
    assert "Aucune réservation" in said(empty)
    assert "Salle fermée Peinture" in said(closed)
    assert "Services Québec" not in said(closed)
    assert_sound(door_sheet_pdf(empty))
    assert_sound(door_sheet_pdf(closed))


@pytest.mark.parametrize(
    ("start", "end", "told"),
    [
        (-24, 48, "Toute la journée"),
        (-5, 12, "Jusqu’à 12 h"),
        (13, 40, "13 h à 24 h"),
        (0, 24, "Toute la journée"),
    ],
)
def test_that_a_booking_over_several_days_shows_its_part_of_this_one(start: int, end: int, told: str) -> None:
    booking = DoorBooking(MIDNIGHT + timedelta(hours=start), MIDNIGHT + timedelta(hours=end), "SQ", "Salon")
    assert told in said(door_sheet(booking))


def test_that_a_building_without_an_address_is_told_by_its_municipality_alone() -> None:
    row = door_sheet()
    told = said(replace(row, site=replace(row.site, address="")))
    assert f"{row.site.name} {row.site.municipality}" in told
    assert f", {row.site.municipality}" not in told
