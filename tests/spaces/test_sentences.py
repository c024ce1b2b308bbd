"""What room booking says: every code has its words, in the French of the OQLF."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

import pytest

from agence_desktop.core.clock import QUEBEC
from agence_desktop.core.hours import parse_hours
from agence_desktop.spaces.finding import NearKind
from agence_desktop.spaces.finding_sentences import (
    find_fault_fact,
    format_km,
    near_fit_words,
    places_fact,
)
from agence_desktop.spaces.form import COLUMNS, FieldFault
from agence_desktop.spaces.pricing import price_of
from agence_desktop.spaces.reason_sentences import Facts, reason_fact, reason_sentence, reason_sentences
from agence_desktop.spaces.rows import (
    Approval,
    Busy,
    Eligibility,
    EligibilityKind,
    FindFault,
    FormFault,
    JudgedDate,
    OccurrenceState,
    Outcome,
    Rates,
    Reason,
    Terms,
)
from agence_desktop.spaces.sentences import (
    BASIS_LABELS,
    FIND_FAULT_LABELS,
    FORM_FAULT_LABELS,
    OUTCOME_LABELS,
    OUTCOME_SENTENCES,
    REASON_LABELS,
    STATE_LABELS,
    STATE_SENTENCES,
    chip_text,
    fault_sentence,
    price_words,
)
from agence_desktop.spaces.summaries import (
    DateFinding,
    Totals,
    button_text,
    count_findings,
    finding_of,
    series_summary,
    totals_of,
)
from agence_desktop.spaces.terms import resolve_terms
from agence_desktop.spaces.terms_sentence import rates_clause, terms_sentence
from spaces.factories import NOW, PART, ROOM, closure, room, span

MOCKUP = Terms(
    hours=parse_hours("lun-ven 08:30-16:30"),
    grid_minutes=15,
    min_minutes=30,
    max_minutes=480,
    notice_minutes=1440,
    horizon_days=90,
    buffer_before=30,
    buffer_after=30,
    approval=Approval.OUTSIDE_TERMS,
    cancel_hours=24,
)

STRICT = replace(
    MOCKUP,
    quota_hours=40,
    whole_days=False,
    eligibility=Eligibility(EligibilityKind.LISTED, frozenset({"RQ"})),
)

FADQ = Busy(
    4,
    ROOM,
    span("2026-12-10 09:30", "12:45"),
    "R-2026-000388",
    "FADQ",
    span("2026-12-10 10:00", "12:15"),
)
MSP = Busy(
    5, PART, span("2026-12-10 11:30", "16:45"), "R-2026-000411", "MSP", span("2026-12-10 12:00", "16:15")
)

FACTS = Facts(
    room(terms=STRICT, capacities={"ecole": 12}, closures=(closure("2026-12-10", "2026-12-12"),)),
    span("2026-12-10 13:00", "15:30"),
    NOW,
    participants=14,
    layout="ecole",
    layout_label="école",
    blockers=(FADQ, MSP),
    month_minutes=2550,
    holidays={date(2026, 12, 10): "Veille de Noël"},
    space_names={PART: "Etchemin A"},
)


def plain(text: str) -> str:
    """With plain spaces, to compare with what is easily typed; the spaces themselves have their own test."""
    return text.replace("\u00a0", " ")


def typography_faults(text: str) -> list[str]:
    """Plain spaces where U+00A0 belongs, spaces before ; ! ?, and typewriter apostrophes."""
    return re.findall(r" [:»%$]|« |\d h\b|\d \d{3}\b|[^\u00a0]:| [;!?]|'", text)


# Reasons ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("reason", "words"),
    [
        (Reason.PAST, "date passée"),
        (Reason.NOT_SHAREABLE, "réservé à l’organisme hôte"),
        (Reason.NOT_ELIGIBLE, "RQ seulement"),
        (Reason.CAPACITY, "12 places en disposition école, 14 demandées"),
        (Reason.CLOSED, "fermé du 10 au 11 décembre 2026 : travaux"),
        (Reason.HOLIDAY, "jour férié : veille de Noël"),
        (Reason.WHOLE_DAYS, "journées entières seulement"),
        (Reason.NOTICE, "préavis de 24 h, la date est dans 20 jours"),
        (Reason.HORIZON, "plus de 90 jours d’avance"),
        (Reason.OUTSIDE_HOURS, "ouvert du lundi au vendredi, de 8 h 30 à 16 h 30"),
        (Reason.TOO_SHORT, "moins de 30 min"),
        (Reason.TOO_LONG, "plus de 8 h"),
        (Reason.GRID, "début par quarts d’heure seulement"),
        (Reason.QUOTA, "42 h 30 en décembre 2026, quota de 40 h"),
        (Reason.EQUIPMENT_STOCK, "pas assez de matériel à ce moment"),
        (Reason.RELATED_SPACE, "Etchemin A prise de 12 h à 16 h 15, R-2026-000411"),
        (Reason.OVERLAP, "jusqu’à 12 h 45, avec tampon"),
    ],
)
def test_the_few_words_of_each_reason(reason: Reason, words: str) -> None:
    assert plain(reason_fact(reason, FACTS)) == words


def test_that_every_reason_has_a_whole_sentence_and_a_label() -> None:
    sentences = reason_sentences(tuple(Reason), FACTS)
    assert len(set(sentences)) == len(Reason)
    for sentence in sentences:
        assert sentence[0].isupper()
        assert sentence.endswith(".")
    assert set(REASON_LABELS) == set(Reason)


def test_that_the_sentence_of_an_overlap_tells_who_holds_the_space_and_the_buffers() -> None:
    assert plain(reason_sentence(Reason.OVERLAP, FACTS)) == (
        "L’espace est réservé de 10 h à 12 h 15 (FADQ, R-2026-000388), avec 30 min de tampon avant et 30 min "
        "de tampon après; tampons compris, il vous le faudrait de 12 h 30 à 16 h."
    )
    unbuffered = replace(FACTS, space=room(), blockers=(Busy(4, ROOM, span("2026-12-10 12:00", "14:00")),))
    assert plain(reason_sentence(Reason.OVERLAP, unbuffered)) == "L’espace est réservé de 12 h à 14 h."
    assert plain(reason_fact(Reason.OVERLAP, unbuffered)) == "12 h à 14 h"


def test_that_a_judged_date_brings_its_own_facts() -> None:
    facts = Facts.about(judged(Reason.OVERLAP), room(), NOW, participants=3)
    assert (facts.blockers, facts.participants, facts.span) == ((FADQ,), 3, span("2026-12-10 13:00", "15:30"))


def test_that_a_holding_of_several_days_is_told_with_its_days() -> None:
    long = Busy(4, ROOM, span("2026-12-09 12:00", "2026-12-11 14:00"), "R-2026-000001")
    assert plain(reason_fact(Reason.OVERLAP, replace(FACTS, blockers=(long,)))) == (
        "du mercredi 9 décembre 2026, 12 h, au vendredi 11 décembre 2026, 14 h, R-2026-000001"
    )


def test_that_a_buffer_after_the_slot_is_told_by_where_it_starts() -> None:
    later = Busy(4, ROOM, span("2026-12-10 15:45", "17:00"), slot=span("2026-12-10 16:15", "17:00"))
    assert plain(reason_fact(Reason.OVERLAP, replace(FACTS, blockers=(later,)))) == "dès 15 h 45, avec tampon"


def test_that_a_holiday_keeps_its_capital_where_it_is_a_name() -> None:
    day = FACTS.span.start.astimezone(FACTS.space.zone).date()
    for name, told in (("Noël", "Noël"), ("Jour de l’An", "jour de l’An")):
        facts = replace(FACTS, holidays={day: name})
        assert plain(reason_fact(Reason.HOLIDAY, facts)) == f"jour férié : {told}"


def test_that_unknown_facts_leave_a_sentence_all_the_same() -> None:
    bare = replace(FACTS, blockers=(), holidays={}, space=room())
    assert reason_fact(Reason.OVERLAP, bare) == "prise"
    assert reason_fact(Reason.RELATED_SPACE, bare) == "partie ou salle entière prise"
    assert reason_fact(Reason.HOLIDAY, bare) == "jour férié"
    assert reason_fact(Reason.CLOSED, bare) == "fermé"
    assert all(sentence.endswith(".") for sentence in reason_sentences(tuple(Reason), bare))


def test_that_a_closure_of_some_hours_is_told_with_its_hours() -> None:
    noon = room(
        closures=(closure("2026-12-10 12:00", "14:00", "entretien"), closure("2026-12-20", "2026-12-21"))
    )
    assert plain(reason_fact(Reason.CLOSED, replace(FACTS, space=noon))) == "fermé de 12 h à 14 h : entretien"
    one_day = room(closures=(closure("2026-12-10", "2026-12-11", ""),))
    assert reason_fact(Reason.CLOSED, replace(FACTS, space=one_day)) == "fermé le jeudi 10 décembre 2026"


# Chips, totals, buttons -------------------------------------------------------------------------------------


def judged(
    *reasons: Reason, state: OccurrenceState | None = OccurrenceState.CONFIRMED, price: str = "95.00"
) -> JudgedDate:
    slot = span("2026-12-10 13:00", "15:30")
    blockers = (FADQ,) if Reason.OVERLAP in reasons else ()
    origin = slot.start.replace(tzinfo=None)
    return JudgedDate(ROOM, slot, slot, origin, state, reasons, Decimal(price), blockers)


@pytest.mark.parametrize(
    ("reasons", "finding", "chip"),
    [
        ((), DateFinding.FREE, "Libre"),
        ((Reason.OVERLAP,), DateFinding.TAKEN, "Prise par FADQ"),
        ((Reason.RELATED_SPACE,), DateFinding.TAKEN, "Prise"),
        ((Reason.CLOSED, Reason.NOTICE, Reason.OVERLAP), DateFinding.CLOSED, "Fermée"),
        ((Reason.HOLIDAY,), DateFinding.CLOSED, "Fermée"),
        ((Reason.HORIZON, Reason.GRID), DateFinding.OUTSIDE_TERMS, "Hors modalités"),
        ((Reason.HORIZON, Reason.OVERLAP), DateFinding.TAKEN, "Prise par FADQ"),
        ((Reason.CAPACITY, Reason.CLOSED), DateFinding.IMPOSSIBLE, "Espace trop petit"),
        ((Reason.CLOSED, Reason.EQUIPMENT_STOCK), DateFinding.IMPOSSIBLE, "Matériel insuffisant"),
    ],
)
def test_the_chip_of_a_date(reasons: tuple[Reason, ...], finding: DateFinding, chip: str) -> None:
    assert finding_of(reasons) is finding
    assert chip_text(judged(*reasons)) == chip


def test_that_findings_are_counted_in_words() -> None:
    dates = [judged(), judged(), judged(Reason.HOLIDAY), *[judged(Reason.HORIZON)] * 2]
    assert [text for _, text in count_findings(dates)] == ["2 libres", "1 fermée", "2 hors modalités"]


def test_the_totals_of_a_series() -> None:
    totals = totals_of(
        [judged()] * 5
        + [judged(Reason.HORIZON, state=OccurrenceState.REQUESTED)] * 2
        + [judged(Reason.HOLIDAY, state=OccurrenceState.NOT_OBTAINED)]
    )
    assert totals == Totals(5, 2, 1, Decimal("475.00"), Decimal("190.00"))
    assert totals.highest_price == Decimal("665.00")
    assert button_text(totals) == "Réserver 5 dates et demander 2 dates"
    assert plain(series_summary(totals)) == (
        "5 dates confirmées, 475,00 $; 2 dates demandées à l’hôte, 190,00 $; 1 date non obtenue."
    )


@pytest.mark.parametrize(
    ("totals", "text"),
    [
        (Totals(confirmed=1), "Réserver"),
        (Totals(requested=1), "Demander"),
        (Totals(not_obtained=1), "Réserver"),
        (Totals(confirmed=3), "Réserver 3 dates"),
        (Totals(requested=2), "Demander 2 dates"),
        (Totals(confirmed=1, not_obtained=2), "Réserver 1 date"),
        (Totals(confirmed=1, requested=1), "Réserver 1 date et demander 1 date"),
        (Totals(not_obtained=4), "Réserver"),
    ],
)
def test_that_the_main_button_restates_the_outcome(totals: Totals, text: str) -> None:
    assert button_text(totals) == text


def test_that_a_series_without_dates_has_a_summary() -> None:
    assert series_summary(Totals()) == "aucune date."


# Terms ------------------------------------------------------------------------------------------------------


def test_the_terms_of_the_picture_as_one_sentence() -> None:
    rates = Rates(date(2026, 4, 1), hour=Decimal(38))
    assert plain(terms_sentence(resolve_terms(MOCKUP), rates)) == (
        "du lundi au vendredi, de 8 h 30 à 16 h 30, par quarts d’heure, de 30 min à 8 h; de 24 h à 90 jours "
        "d’avance; tampon de 30 min avant et après; tous les organismes; confirmation automatique, l’hôte "
        "décide en dehors de ces modalités; 38,00 $ l’heure; annulation sans frais jusqu’à 24 h avant."
    )


def test_that_the_default_terms_say_only_what_there_is_to_say() -> None:
    assert terms_sentence(resolve_terms(), None) == (
        "tous les jours, à toute heure; tous les organismes; confirmation automatique; gratuit."
    )


@pytest.mark.parametrize(
    ("given", "clause"),
    [
        (Terms(whole_days=True, grid_minutes=15), "par journées entières"),
        (Terms(grid_minutes=20), "toutes les 20 min"),
        (Terms(grid_minutes=60), "à l’heure juste"),
        (Terms(min_minutes=30), "d’au moins 30 min"),
        (Terms(max_minutes=2880), "d’au plus 2 jours"),
        (Terms(notice_minutes=14400), "au moins 10 jours d’avance"),
        (Terms(horizon_days=1), "au plus 1 jour d’avance"),
        (Terms(buffer_after=15), "tampon de 15 min après"),
        (Terms(buffer_before=10, buffer_after=15), "tampon de 10 min avant et de 15 min après"),
        (Terms(eligibility=Eligibility(EligibilityKind.REGION)), "organismes de la région"),
        (
            Terms(eligibility=Eligibility(EligibilityKind.LISTED, frozenset({"RQ", "MAMH"}))),
            "MAMH et RQ seulement",
        ),
        (Terms(quota_hours=40), "40 h par organisme et par mois"),
        (Terms(approval=Approval.HOST), "l’hôte décide de chaque demande"),
        (Terms(cancel_hours=0), "annulation sans frais jusqu’au début"),
        (Terms(release_minutes=15), "salle remise à la disposition de tous après 15 min sans présence"),
        (Terms(holidays_open=True), "ouvert les jours fériés"),
    ],
)
def test_each_clause_of_the_terms(given: Terms, clause: str) -> None:
    assert clause in re.split(
        r"[;.,] ?", plain(terms_sentence(resolve_terms(given), None)).replace("  ", " ")
    )


def test_the_rates_in_words() -> None:
    day = date(2026, 1, 1)
    assert rates_clause(Rates(day)) == "gratuit"
    assert rates_clause(Rates(day, hour=Decimal(0), day=Decimal(90))) == "gratuit"
    assert plain(rates_clause(Rates(day, Decimal(24), Decimal(75), Decimal("140.5")))) == (
        "24,00 $ l’heure, 75,00 $ la demi-journée ou 140,50 $ la journée, au plus bas"
    )


# Prices, states, faults, searches ---------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("rates", "words"),
    [
        (Rates(date.min), "aucun tarif"),
        (Rates(date.min, Decimal(24), Decimal(75)), "2 h 30 à 24,00 $ l’heure; demi-journée : 75,00 $"),
        (Rates(date.min, Decimal(60), Decimal(75)), "1 demi-journée à 75,00 $; à l’heure : 150,00 $"),
        (Rates(date.min, day=Decimal(140)), "1 journée à 140,00 $"),
    ],
)
def test_that_a_price_is_explained(rates: Rates, words: str) -> None:
    price = price_of(span("2026-12-10 13:00", "15:30"), QUEBEC, rates)
    assert plain(price_words(price)) == words
    assert price.retained.basis in BASIS_LABELS


def test_that_every_state_outcome_and_fault_has_its_words() -> None:
    assert set(STATE_LABELS) == set(STATE_SENTENCES) == set(OccurrenceState)
    assert set(OUTCOME_LABELS) == set(OUTCOME_SENTENCES) == set(Outcome)
    assert set(FORM_FAULT_LABELS) == set(FormFault)
    assert set(FIND_FAULT_LABELS) == set(FindFault)


FAULTS = [
    *(FieldFault(column, FormFault.MISSING) for column in ("espace", "debut", "fin", "organisme", "objet")),
    FieldFault("espace", FormFault.UNKNOWN_SPACE, "LEV-9"),
    *(FieldFault(column, FormFault.BAD_TIME, "demain") for column in ("debut", "fin", "exdate", "rdate")),
    FieldFault("fin", FormFault.BAD_TIME, "2026-12-01T09:00"),
    FieldFault("rrule", FormFault.BAD_RULE, "FREQ=X", "La règle ne se lit pas."),
    FieldFault("organisme", FormFault.UNKNOWN_ORGANISATION, "XYZ"),
    FieldFault("demandeur", FormFault.UNKNOWN_PERSON, "x@exemple.quebec"),
    FieldFault("participants", FormFault.BAD_NUMBER, "0"),
    FieldFault("materiel", FormFault.BAD_NUMBER, "x"),
    FieldFault("materiel", FormFault.BAD_NUMBER),
    FieldFault("materiel", FormFault.UNKNOWN_EQUIPMENT),
    *(FieldFault(column, FormFault.BAD_TIME) for column in ("exdate", "rdate")),
    FieldFault("materiel", FormFault.UNKNOWN_EQUIPMENT, "RIEN"),
    *(FieldFault(column, FormFault.BAD_CHOICE, "x") for column in ("disposition", "mode", "si_conflit")),
    FieldFault("cle", FormFault.BAD_KEY, "12"),
    FieldFault("cle", FormFault.KEY_REUSED, "12"),
    FieldFault("rrule", FormFault.TOO_MANY, "FREQ=DAILY"),
]


def test_that_every_fault_of_a_form_has_its_own_sentence() -> None:
    assert {fault.fault for fault in FAULTS} == set(FormFault)
    assert {fault.column for fault in FAULTS} <= set(COLUMNS)
    sentences = [fault_sentence(fault) for fault in FAULTS]
    assert len(set(sentences)) == len(FAULTS)
    assert all(sentence.endswith(".") for sentence in sentences)
    assert not any("«\u00a0\u00a0»" in sentence for sentence in sentences)
    assert plain(sentences[10]) == "La fin doit suivre le début : corrigez la date ou l’heure de fin."


def test_the_words_of_a_search() -> None:
    assert find_fault_fact(FindFault.EQUIPMENT_MISSING, missing=["projecteur", "tableau"]) == (
        "sans projecteur ni tableau"
    )
    assert plain(find_fault_fact(FindFault.TOO_FAR, km=78.04, limit=60)) == "à 78 km, limite de 60 km"
    assert plain(format_km(12.4)) == "12,4 km"
    assert [places_fact(unused) for unused in (2, 0, -2)] == [
        "2 en trop",
        "juste ce qu’il faut",
        "2 de moins",
    ]


def test_what_gives_in_a_near_fit() -> None:
    asked = span("2026-10-22 09:00", "12:00")

    def words(kind: NearKind, start: str, end: str) -> tuple[str, ...]:
        return tuple(plain(text) for text in near_fit_words(kind, asked, span(start, end), QUEBEC))

    assert words(NearKind.OTHER_TIME, "2026-10-22 10:00", "13:00") == ("une heure plus tard", "10 h à 13 h")
    assert words(NearKind.OTHER_TIME, "2026-10-22 08:30", "11:30") == ("30 min plus tôt", "8 h 30 à 11 h 30")
    assert words(NearKind.OTHER_DAY, "2026-10-23 09:00", "12:00") == (
        "un autre jour",
        "vendredi 23 octobre 2026, 9 h à 12 h",
    )
    assert words(NearKind.SHORTER, "2026-10-22 09:00", "11:30") == (
        "plus court",
        "9 h à 11 h 30, 2 h 30 au lieu de 3 h",
    )


def test_that_all_text_keeps_the_spaces_of_the_oqlf() -> None:
    rates = Rates(date(2026, 4, 1), Decimal(38), Decimal(90), Decimal(140))
    later = replace(FACTS, span=FACTS.span.shifted(timedelta(days=400)))
    texts = [
        *(reason_sentence(reason, facts) for reason in Reason for facts in (FACTS, later)),
        *(reason_fact(reason, facts) for reason in Reason for facts in (FACTS, later)),
        *(fault_sentence(fault) for fault in FAULTS if "T09:00" not in fault_sentence(fault)),
        *STATE_SENTENCES.values(),
        *OUTCOME_SENTENCES.values(),
        terms_sentence(resolve_terms(STRICT), rates),
        price_words(price_of(FACTS.span, QUEBEC, rates)),
        series_summary(Totals(5, 2, 1, Decimal("1475"), Decimal("190"))),
        find_fault_fact(FindFault.TOO_FAR, km=78.04, limit=1060),
    ]
    assert {text: faults for text in texts if (faults := typography_faults(text))} == {}
