"""The booking confirmation: what it announces, what it tells to do, sound however long it gets."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta
from decimal import Decimal

import pytest

from agence_desktop.documents.booking_states import Standing, standing
from agence_desktop.documents.confirmation import confirmation_pdf
from agence_desktop.documents.rows import Confirmation, SupportLine
from agence_desktop.spaces.rows import OccurrenceState
from documents.examples import LONG, confirmation, one_date, series
from documents.reading import assert_sound, reader, structure, texts_shown

_S = OccurrenceState


def said(row: Confirmation) -> str:
    """The whole document as it is read, spaces evened out."""
    read = " ".join(
        kid.said() for kid in structure(confirmation_pdf(row)).walk() if kid.role in ("H1", "H2", "P", "LI")
    )
    return " ".join(read.split())


@pytest.mark.parametrize(
    ("states", "announced"),
    [
        ([_S.CONFIRMED], Standing.CONFIRMED),
        ([_S.PRESENT, _S.ENDED, _S.NO_SHOW, _S.CONFIRMED], Standing.CONFIRMED),
        ([_S.CONFIRMED, _S.CANCELLED], Standing.CONFIRMED),
        ([_S.CONFIRMED, _S.REQUESTED], Standing.PARTLY),
        ([_S.CONFIRMED, _S.NOT_OBTAINED], Standing.PARTLY),
        ([_S.REQUESTED, _S.NOT_OBTAINED], Standing.REQUESTED),
        ([_S.OFFERED], Standing.REQUESTED),
        ([_S.WAITLISTED], Standing.REQUESTED),
        ([_S.NOT_OBTAINED, _S.REFUSED], Standing.REFUSED),
        ([_S.CANCELLED], Standing.CANCELLED),
    ],
)
def test_that_the_title_follows_the_states(states: list[OccurrenceState], announced: Standing) -> None:
    assert standing([one_date(state=state) for state in states]) is announced


def test_that_a_stranger_finds_what_for_whom_when_where_whom_to_call_and_until_when() -> None:
    told = said(confirmation())
    order = [
        "Réservation confirmée",
        "R-2026-000123",
        "Maryse Thibodeau",
        "Jeudi 26 novembre 2026",
        "9 h à 11 h 30",
        "Salle ouverte dès 8 h 45, à libérer à 11 h 45.",
        "Salle 1.12, 1er étage",
        "Édifice du 425, rue Jacques-Parizeau",
        "À l’arrivée",
        "Demander Ginette Lamontagne, répondante des salles, 418 555-0190.",
        "Sans présence notée à 9 h 15",
        "Objet",
        "60,00 $",
        "Annuler sans frais jusqu’au mardi 24 novembre 2026 à 9 h",
        "418 555-0180",
    ]
    places = [told.index(part) for part in order]
    assert places == sorted(places)


def test_that_the_pictured_confirmation_takes_one_page() -> None:
    pdf = confirmation_pdf(confirmation())
    assert len(reader(pdf).pages) == 1
    assert_sound(pdf)


@pytest.mark.parametrize("count", [1, 8, 60])
def test_that_a_series_has_one_row_per_date_and_its_header_on_every_page(count: int) -> None:
    row = series(count)
    pdf = confirmation_pdf(row)
    assert_sound(pdf)
    if count > 1:
        dates = structure(pdf).all("Table")[0]
        assert len(dates.all("TR")) == count + 1
        assert [tag.scope for tag in dates.all("TH")] == ["Column"] * 6 + ["Row"] * count
    assert len(reader(pdf).pages) == {1: 1, 8: 2, 60: 4}[count]


def test_that_a_lost_date_tells_its_reason_and_no_price() -> None:
    dates = structure(confirmation_pdf(series(3))).all("Table")[0].all("TR")
    assert [tag.said() for tag in dates[3].kids][3:] == [
        "non obtenueLa salle est déjà réservée de 8 h à 10 h.",
        "–",
        "–",
    ]


def test_that_a_partly_confirmed_series_says_so_first_and_counts() -> None:
    told = said(series(8))
    assert told.startswith("Réservation en partie confirmée")
    assert "6 confirmées, 2 non obtenues" in told
    assert "Ne se présenter qu’aux dates confirmées" in told
    assert "360,00 $, 6 dates" in told


def test_that_a_request_says_it_is_no_confirmation_and_until_when_an_answer_comes() -> None:
    told = said(confirmation(one_date(state=_S.REQUESTED)))
    assert told.startswith("Demande de réservation")
    assert "la salle n’est pas retenue" in told
    assert "Ceci n’est pas une confirmation." in told
    assert "L’hôte répond à la demande au plus tard le vendredi 20 novembre 2026 à 16 h." in told
    assert "60,00 $ si confirmée" in told
    assert "À l’arrivée" not in told


def test_that_an_offer_tells_what_to_accept_and_until_when() -> None:
    offer = replace(one_date(state=_S.OFFERED), offered_until=datetime.fromisoformat("2026-11-24T12:00"))
    told = said(confirmation(offer))
    assert "Accepter ou refuser dans le programme l’offre du jeu. 26 nov. 2026, 9 h à 11 h 30" in told
    assert "au plus tard le mardi 24 novembre 2026 à 12 h" in told


def test_that_a_refusal_gives_its_reason_and_sends_nobody_there() -> None:
    told = said(confirmation(one_date(state=_S.NOT_OBTAINED)))
    assert told.startswith("Réservation non obtenue")
    assert "La salle est déjà réservée de 8 h à 10 h." in told
    assert "Aucune salle n’est retenue." in told
    assert "Montant" not in told


def test_that_a_free_booking_says_it_costs_nothing() -> None:
    free = replace(one_date(), price=Decimal(0), cancel_until=None)
    told = said(replace(confirmation(free), rate="", calculation=""))
    assert "Sans frais." in told
    assert "Montant" not in told


def test_that_a_booking_over_several_days_tells_both_ends() -> None:
    first = one_date()
    long_one = replace(first, end=first.start + timedelta(days=1, hours=3))
    told = said(confirmation(long_one))
    assert "Du jeudi 26 novembre 2026, 9 h, au vendredi 27 novembre 2026, 12 h" in told


def test_that_empty_sections_leave_no_trace() -> None:
    row = replace(
        confirmation(),
        person="",
        contacts=(),
        equipment=(),
        added_equipment=(),
        accessibility="",
        support=(),
        arrival=(),
        release_minutes=None,
        layout="",
    )
    pdf = confirmation_pdf(row)
    assert_sound(pdf)
    told = said(row)
    assert "Soutien demandé" not in told
    assert "Présenter cette page à l’accueil." in told
    assert "À l’attention de Services Québec" in told


def test_that_very_long_texts_wrap_and_stay_inside_the_page() -> None:
    hard = LONG * 4 + "Anticonstitutionnellement" * 20
    row = replace(
        series(8),
        purpose=hard,
        note=hard * 6,
        accessibility=hard,
        person=LONG,
        organisation=LONG,
        support=tuple(SupportLine("Logistique", hard, "demandé") for _ in range(6)),
    )
    pdf = confirmation_pdf(row)
    assert_sound(pdf)
    assert "".join(said(row).split()).count("Anticonstitutionnellement" * 20) == 14


def test_that_states_stay_distinct_without_colour() -> None:
    told = said(confirmation(*(one_date(state=state) for state in OccurrenceState)))
    words = [
        "confirmée",
        "demandée",
        "en attente",
        "offerte",
        "refusée",
        "annulée",
        "non obtenue",
        "présence notée",
        "terminée",
        "non-présentation",
    ]
    assert all(word in told for word in words)


def test_that_text_is_drawn_in_reading_order() -> None:
    drawn = [shown.mcid for shown in texts_shown(reader(confirmation_pdf(confirmation())).pages[0])]
    marked = [mcid for mcid in drawn if mcid is not None]
    assert marked == sorted(marked)


def test_that_the_same_booking_gives_the_same_bytes() -> None:
    assert confirmation_pdf(series(8)) == confirmation_pdf(series(8))


def test_that_a_building_without_an_address_is_told_by_its_municipality_alone() -> None:
    row = confirmation()
    told = said(replace(row, site=replace(row.site, address="")))
    assert f"{row.site.name} {row.site.municipality} Hôte" in told
    assert f", {row.site.municipality}" not in told
