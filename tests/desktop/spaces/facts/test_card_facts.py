"""What the card of a booking tells, and to whom it offers what."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from decimal import Decimal
from typing import Any

import pytest

from agence_desktop.core.clock import QUEBEC
from agence_desktop.core.french import NBSP
from agence_desktop.core.roles import Actor
from agence_desktop.desktop.spaces.facts.card_facts import CHIPS, CardFacts, card_facts
from agence_desktop.desktop.spaces.facts.changing import CHANGEABLE
from agence_desktop.desktop.spaces.gateway import BookingPage
from agence_desktop.spaces.journal import BookingDetail, EventKind, EventRow, OccurrenceDetail
from agence_desktop.spaces.rows import OccurrenceState, Rates, Reason, Terms
from tests.desktop.spaces import samples
from tests.desktop.spaces.samples import CHAUDIERE, CLERK, MTQ, NOW, READER, WEEKDAYS, span

BOOKED = datetime(2026, 10, 2, 13, 5, tzinfo=UTC)


def date(number: int = 1, day: int = 14, **more: Any) -> OccurrenceDetail:
    slot = span(day, 13, 15.5)
    given: dict[str, Any] = {
        "state": OccurrenceState.CONFIRMED,
        "reasons": (),
        "price": Decimal("95.00"),
        "version": 1,
    }
    return OccurrenceDetail(
        id=number,
        space_id=CHAUDIERE,
        zone=QUEBEC,
        origin=datetime.combine(slot.start.date(), slot.start.time()),
        span=slot,
        busy=slot.widened(30, 30),
        **(given | more),
    )


def event(kind: EventKind, **detail: str) -> EventRow:
    return EventRow(BOOKED, "caron", kind, None, detail)


def page(*dates: OccurrenceDetail, history: tuple[EventRow, ...] = (), **more: Any) -> BookingPage:
    """A booking of the MTQ with these dates, one confirmed unless given."""
    given = dates or (date(),)
    reference = samples.reference(
        Terms(hours=WEEKDAYS, cancel_hours=24),
        rate_scopes=((Rates(datetime(2026, 4, 1, tzinfo=UTC).date(), Decimal(38)),),),
    )
    booking = BookingDetail(
        id=1,
        number="R-2026-000418",
        version=1,
        space_id=CHAUDIERE,
        organisation_id=MTQ,
        acronym="MTQ",
        organisation="Ministère des Transports",
        person_id=1,
        person="Pierre-Luc Gagné",
        person_email="",
        purpose="Comité de sécurité routière",
        participants=10,
        layout="u",
        equipment={1: 1},
        accessibility="",
        support="informatique, 12\u00a0h\u00a030",
        note="",
        phone="4185550142",
        rule=None,
        series_start=given[0].origin,
        series_end=given[0].origin,
        created_at=BOOKED,
        created_by="caron",
        occurrences=given,
        history=history,
    )
    return BookingPage(reference, replace(booking, **more))


def told(*dates: OccurrenceDetail, actor: Actor = CLERK, **more: Any) -> tuple[CardFacts, dict[str, str]]:
    """The card of the first date given, and its facts by label."""
    facts = card_facts(page(*dates, **more), dates[0].id if dates else 1, actor, NOW)
    assert facts is not None
    return facts, {fact.label: " ".join(filter(None, (fact.value, fact.remark))) for fact in facts.facts}


def test_that_the_card_tells_every_fact_of_a_date() -> None:
    card, facts = told()
    assert (card.number, card.chip.word, card.position) == ("R-2026-000418", "Confirmée", "")
    assert card.slot == f"mercredi 14 octobre 2026, 13{NBSP}h à 15{NBSP}h{NBSP}30"
    assert facts == {
        "Espace": "Salle Chaudière, 1er étage",
        "Immeuble": "Services Québec de Lévis",
        "Demande": "Pierre-Luc Gagné, MTQ",
        "Participants": "10 sur 12, en U",
        "Matériel": "1 projecteur portatif",
        "Soutien": f"informatique, 12{NBSP}h{NBSP}30",
        "Tampon": f"30{NBSP}min avant, 30{NBSP}min après",
        "Prix": f"95,00{NBSP}$, tarif d’avril 2026",
        "Annulation": f"sans frais jusqu’au 13 oct., 13{NBSP}h (délai passé)",
        "Téléphone": "418 555-0142",
    }


def test_that_what_is_not_known_is_left_out() -> None:
    _, facts = told(equipment={}, support="", phone="")
    assert not facts.keys() & {"Matériel", "Soutien", "Note", "Téléphone", "Hors modalités"}


def test_that_reasons_outside_the_terms_are_told() -> None:
    _, facts = told(date(reasons=(Reason.NOTICE, Reason.QUOTA)))
    assert facts["Hors modalités"] == "préavis trop court et quota dépassé"


def test_that_a_free_room_is_told_as_free() -> None:
    assert told(date(price=Decimal("0.00")))[1]["Prix"] == "gratuit"


def test_that_the_limit_of_free_cancellation_is_no_remark_before_it_passes() -> None:
    assert told(date(day=16))[1]["Annulation"] == f"sans frais jusqu’au 15 oct., 13{NBSP}h"


def test_that_a_date_that_is_over_says_nothing_of_cancelling() -> None:
    assert "Annulation" not in told(date(day=13, state=OccurrenceState.ENDED))[1]


def test_that_a_series_tells_which_of_its_dates_this_is() -> None:
    card, _ = told(date(2, 15), date(1, 14), date(3, 16))
    assert (card.position, card.recurring) == ("séance 1 de 3", True)


def test_that_a_date_that_left_the_booking_has_no_card() -> None:
    assert card_facts(page(), 99, CLERK, NOW) is None


@pytest.mark.parametrize(
    ("day", "state", "may"),
    [
        (16, OccurrenceState.CONFIRMED, True),
        (16, OccurrenceState.WAITLISTED, True),
        (13, OccurrenceState.CONFIRMED, False),
        (16, OccurrenceState.CANCELLED, False),
        (16, OccurrenceState.OFFERED, False),
    ],
)
def test_that_only_dates_ahead_and_in_force_may_be_moved_or_cancelled(
    day: int, state: OccurrenceState, may: bool
) -> None:
    assert told(date(day=day, state=state))[0].may_change is may


def test_that_whoever_only_reads_is_offered_nothing() -> None:
    card, _ = told(date(day=16), actor=READER)
    assert (card.may_edit, card.may_change) == (False, False)


@pytest.mark.parametrize("state", [one for one in OccurrenceState if one not in CHANGEABLE])
def test_that_a_date_that_cannot_be_changed_says_why(state: OccurrenceState) -> None:
    card, _ = told(date(day=16, state=state))
    assert not card.may_change
    assert card.why_fixed.endswith(".")
    assert card.note == card.why_fixed


def test_that_a_date_that_has_begun_or_is_of_others_says_so() -> None:
    begun, _ = told(date(day=13))
    assert "commencée" in begun.why_fixed
    others, _ = told(date(day=16), actor=READER)
    assert "autre organisme" in others.why_fixed
    assert told(date(day=16))[0].why_fixed == ""


def test_that_the_card_says_from_when_presence_is_noted() -> None:
    card, _ = told()
    assert (card.may_note, card.note) == (False, f"La présence se note dès 12{NBSP}h{NBSP}45.")
    assert card.why_not_noted == card.note
    assert "déjà notée" in told(date(state=OccurrenceState.PRESENT))[0].why_not_noted


def test_that_every_state_has_a_chip() -> None:
    assert set(CHIPS) == set(OccurrenceState)


@pytest.mark.parametrize(
    ("entry", "words"),
    [
        (event(EventKind.BOOKED), "Réservation inscrite"),
        (
            event(
                EventKind.MOVED,
                **{"from": "2026-10-14T16:00:00+00:00", "to": "2026-10-14T17:00:00+00:00", "dates": "1"},
                from_space="Salle Chaudière",
                to_space="Salle Chaudière",
            ),
            f"Heure déplacée de 12{NBSP}h à 13{NBSP}h",
        ),
        (
            event(
                EventKind.MOVED,
                **{"from": "2026-10-13T17:00:00+00:00", "to": "2026-10-14T17:00:00+00:00", "dates": "3"},
                from_space="Etchemin A",
                to_space="Salle Chaudière",
            ),
            f"Déplacée du mar. 13 oct., 13{NBSP}h, au mer. 14 oct., 13{NBSP}h; "
            f"Changée de salle{NBSP}: Etchemin A vers Salle Chaudière (3 séances)",
        ),
        (
            event(
                EventKind.MOVED,
                **{"from": "2026-10-13T17:00:00+00:00", "to": "2026-10-13T17:00:00+00:00"},
            ),
            "Durée changée",
        ),
        (
            event(
                EventKind.MOVED,
                **{"from": "2026-10-14T17:00:00+00:00", "to": "2026-10-14T16:00:00+00:00", "back": "yes"},
            ),
            f"Déplacement défait{NBSP}: heure déplacée de 13{NBSP}h à 12{NBSP}h",
        ),
        (event(EventKind.CANCELLED, reason="panne", dates="1"), f"Séance annulée{NBSP}: panne"),
        (event(EventKind.CANCELLED, dates="4"), "4 séances annulées"),
        (event(EventKind.RESTORED, dates="1"), "Séance rétablie"),
        (event(EventKind.EDITED), "Renseignements modifiés"),
    ],
)
def test_that_the_history_is_told_in_plain_words(entry: EventRow, words: str) -> None:
    (line,) = told(history=(entry,))[0].history
    assert (line.when, line.what, line.who) == (f"2 oct., 9{NBSP}h{NBSP}05", words, "caron")
