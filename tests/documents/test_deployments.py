"""Papers of flying teams: what they tell first, sound however long they get, and what they never tell."""

from __future__ import annotations

import io
from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Any

import pytest
from pypdf import PdfReader

from agence_desktop.core.french import NBSP
from agence_desktop.documents.deployments.commitment import commitment_pdf
from agence_desktop.documents.deployments.end_notice import end_pdf
from agence_desktop.documents.deployments.evaluation import evaluation_pdf
from agence_desktop.documents.deployments.extension import extension_pdf
from agence_desktop.documents.deployments.order import order_pdf
from agence_desktop.documents.deployments.planning import planning_pdf
from agence_desktop.documents.deployments.proposal import proposal_pdf
from agence_desktop.documents.deployments.rows import (
    Criterion,
    HandOver,
    Rejected,
    Rhythm,
    Signing,
    TaskLine,
    TimetableLine,
    WeekPlan,
)
from agence_desktop.documents.deployments.statement import statement_pdf
from agence_desktop.documents.deployments.welcome import welcome_pdf
from agence_desktop.documents.deployments.words import mode_words, rhythm_words
from agence_desktop.documents.rows import Contact
from agence_desktop.teams.periods import Days
from agence_desktop.teams.problem import Mode
from documents import deployments_examples as examples
from documents.examples import LONG
from documents.reading import assert_sound, reader, structure

Drawn = tuple[Callable[[Any], bytes], Callable[[], Any], int]
PAPERS: dict[str, Drawn] = {
    "order": (order_pdf, examples.order, 1),
    "proposal": (proposal_pdf, examples.proposal, 2),
    "commitment": (commitment_pdf, examples.commitment, 1),
    "amendment": (commitment_pdf, examples.amendment, 2),
    "welcome": (welcome_pdf, examples.welcome, 2),
    "extension": (extension_pdf, examples.extension, 1),
    "end": (end_pdf, examples.end, 1),
    "evaluation": (evaluation_pdf, examples.evaluation, 1),
    "blank": (evaluation_pdf, examples.blank, 1),
    "statement": (statement_pdf, examples.statement, 2),
    "planning": (planning_pdf, examples.planning, 1),
}


def said(pdf: bytes) -> str:
    """The whole document as it is read, spaces evened out."""
    roles = ("H1", "H2", "P", "LI", "Figure")
    read = " ".join(kid.said() for kid in structure(pdf).walk() if kid.role in roles)
    return " ".join(read.split())


def assert_in_order(told: str, parts: list[str]) -> None:
    at = 0
    for part in parts:
        words = " ".join(part.split())
        found = told.find(words, at)
        assert found >= 0, (part, told[at : at + 200])
        at = found


@pytest.mark.parametrize("name", PAPERS)
def test_that_every_paper_is_sound_and_takes_its_pages(name: str) -> None:
    draw, example, pages = PAPERS[name]
    pdf = draw(example())
    assert_sound(pdf)
    assert len(reader(pdf).pages) == pages


def test_that_a_member_finds_when_where_whom_to_call_and_what_to_do_as_in_the_picture() -> None:
    assert_in_order(
        said(order_pdf(examples.order())),
        [
            "Ordre de déploiement : Geneviève Tremblay-Côté",
            "Équipe volante Soutien administratif · port d’attache : Bureau de Services Québec de Lévis",
            "Votre affectation : Services Québec, Bureau de Services Québec de Portneuf. Vous assurez",
            "Quand",
            "Du 30 novembre",
            "au 18 décembre 2026",
            "60 %, 3 jours par semaine",
            "Où se présenter",
            "Donnacona",
            "Lundi 30 novembre, 8 h 30",
            "Qui vous accueille",
            "418 555-0166",
            "Lorraine Bédard, accueil",
            "Gestionnaire : Hélène Vachon",
            "1 Ce que vous faites",
            "T8 Répondre aux demandes de révision",
            "À lire avant : fiche P-0142, version 4, pages 1 et 2. Ne pas faire : signer une décision",
            "2 Vos jours",
            "de 8 h 30 à 16 h 30",
            "3 Le premier jour",
            "4 Accès, déplacement et frais",
            "Lévis – Donnacona, 6 allers-retours de 55 km : 660 km à 0,60 $.",
            "9 jours à 310,00 $ et 396,00 $ de frais : 3 186,00 $, engagement signé le 20 novembre 2026.",
            "Appeler Mathieu Cloutier, gestionnaire de l’équipe volante, 418 555-0200.",
            "5 Signatures",
            "Mathieu Cloutier, équipe volante",
            "Signé dans le programme",
            "2026-11-20, 15 h 12",
        ],
    )


WELCOMES = [
    (Contact("accueil", "Lorraine Bédard", "418 555-0166"), "418 555-0166 Lorraine Bédard, accueil"),
    (Contact("personne à joindre", "Lorraine Bédard"), "Lorraine Bédard Personne à joindre"),
    (Contact("accueil", email="l.bedard@exemple.quebec"), "Accueil l.bedard@exemple.quebec"),
    (Contact("accueil du bureau"), "Accueil du bureau"),
    (
        Contact(""),
        "À préciser Le client n’a encore nommé personne. En attendant, appelez Mathieu Cloutier",
    ),
]


@pytest.mark.parametrize(("welcome", "told"), WELCOMES)
def test_that_who_welcomes_is_said_once_and_there_is_always_somebody_to_call(
    welcome: Contact, told: str
) -> None:
    order = replace(examples.order(), welcome=welcome)
    sheet = replace(examples.welcome(), welcome=welcome, contacts=(order.hindrance,))
    for pdf in (order_pdf(order), welcome_pdf(sheet)):
        assert_sound(pdf)
        assert f"Qui vous accueille {told}" in said(pdf)
        assert said(pdf).lower().count("personne à joindre") <= 2


def test_that_the_days_of_the_order_are_a_table_of_weeks_with_what_is_done_where() -> None:
    days = structure(order_pdf(examples.order())).all("Table")[1].all("TR")
    assert [tag.said() for tag in days[1].kids] == [
        "30 novembre",
        "Donnacona",
        "Donnacona",
        "–",
        "À distance",
        "–",
    ]


def test_that_weeks_alike_take_one_row() -> None:
    row = examples.order()
    alike = tuple(replace(row.weeks[0], monday=row.weeks[0].monday + timedelta(7 * at)) for at in range(40))
    days = structure(order_pdf(replace(row, weeks=alike))).all("Table")[1].all("TR")
    assert len(days) == 2
    assert days[1].kids[0].said().replace(NBSP, " ") == "30 nov. au 30 août (40 semaines)"


def test_that_an_order_without_tasks_weeks_or_costs_still_says_what_to_do() -> None:
    bare = replace(
        examples.order(),
        tasks=(),
        weeks=(),
        first_day=(),
        agreed=None,
        access="",
        hours=None,
        to_read="",
        never="",
    )
    pdf = order_pdf(bare)
    assert_sound(pdf)
    told = said(pdf)
    assert "Les tâches sont précisées à l’arrivée par Hélène Vachon." in told
    assert "60 %, 3 jours par semaine, hybride, 1 jour à distance par semaine." in " ".join(told.split())
    assert "À préciser dans l’engagement de coûts." in told
    assert "Le premier jour" not in told


def test_that_a_commitment_tells_its_ceiling_its_estimate_and_who_signs() -> None:
    assert_in_order(
        said(commitment_pdf(examples.commitment())),
        [
            "Engagement de coûts : D-2026-0042",
            "Plafond à engager",
            "3 500,00 $",
            "25 novembre 2026",
            "Rien n’est confirmé avant.",
            "Total estimé",
            "3 186,00 $",
            "Taux journaliers en vigueur depuis le 1er avril 2026.",
            "Il est averti à 80 % du plafond (2 800,00 $).",
            "Hélène Vachon, Services Québec",
            "à signer",
        ],
    )


def test_that_an_amendment_tells_line_by_line_what_changes() -> None:
    pdf = commitment_pdf(examples.amendment())
    changed = structure(pdf).all("Table")[0].all("TR")
    rows = [[tag.said().replace(NBSP, " ") for tag in row.kids] for row in changed[1:]]
    assert rows == [
        ["Geneviève Tremblay-Côté, travail", "2 790,00 $", "4 650,00 $", "1 860,00 $"],
        ["Geneviève Tremblay-Côté, déplacement", "396,00 $", "660,00 $", "264,00 $"],
        ["Plafond", "3 500,00 $", "5 800,00 $", "2 300,00 $"],
    ]
    assert "Motif : Prolongation du mandat" in said(pdf)


def test_that_a_paper_signature_says_when_it_was_received() -> None:
    signed = replace(
        examples.commitment(), signings=(Signing("Hélène Vachon", paper_on=date(2026, 11, 20)),), sign_by=None
    )
    told = said(commitment_pdf(signed))
    assert "Signé sur papier reçu le 2026-11-20" in told


def test_that_a_ceiling_without_estimate_is_not_told_as_a_margin_over_nothing() -> None:
    told = said(commitment_pdf(replace(examples.commitment(), lines=())))
    assert "seul le plafond engage le client" in told
    assert "Total estimé" not in told
    assert "Marge" not in told


def test_that_a_name_the_program_does_not_know_is_left_to_the_pen() -> None:
    at = datetime.fromisoformat("2026-11-20T09:58")
    signings = (Signing("", "équipe volante"), Signing("", "équipe volante", at))
    told = said(commitment_pdf(replace(examples.commitment(), signings=signings)))
    assert "Nom : (équipe volante)" in told
    assert "Équipe volante Signé dans le programme" in told


def test_that_a_proposal_tells_each_choice_each_reason_and_that_nothing_is_confirmed() -> None:
    assert_in_order(
        said(proposal_pdf(examples.proposal())),
        [
            "Proposition d’affectation PA-2026-0018",
            "Rien n’est confirmé avant la signature du client.",
            "3 sur 4",
            "solution optimale prouvée",
            "Karine Bélanger (choix fixé)",
            "Sans membre",
            "Secrétariat 3 (il faut 2), validé le 2 juin",
            "Compétence",
            "Catherine Dubé (secrétariat 1, il faut 2); Mathieu Girard (échue, validée le 2024-09-12)",
            "Total estimé",
            "11 560,00 $",
        ],
    )


def test_that_a_proposal_of_many_seats_and_members_stays_readable() -> None:
    row = examples.proposal()
    crowd = tuple(Rejected(f"Personne{NBSP}{at}", "distance", "354 km, limite de 100 km") for at in range(60))
    seats = tuple(replace(row.seats[0], number=f"D-2026-{at:04}", rejected=crowd) for at in range(40))
    pdf = proposal_pdf(replace(row, seats=seats))
    assert_sound(pdf)
    assert structure(pdf).all("Table")[0].all("TR")[40].kids[0].said() == "D-2026-0039"


def test_that_a_statement_tells_what_is_paid_after_netting_and_what_is_avoided() -> None:
    assert_in_order(
        said(statement_pdf(examples.statement())),
        [
            "Relevé RV-2026-0007",
            "5 600,00 $",
            "À payer après compensation",
            "4 360,00 $",
            "Services Québec à SCT",
            "Décembre 2026",
            "Total de la période",
            "5 445,00 $",
            "Travail et frais antérieurs, portés maintenant",
            "Corrections de relevés antérieurs",
            "Correction du relevé RV-2026-0003",
            "−155,00 $",
            "Refacturation évitée",
            "2 480,00 $",
            "91 % du plafond est atteint.",
        ],
    )


def test_that_a_draft_statement_of_one_side_says_so() -> None:
    draft = replace(examples.statement(), number="", issued_on=None, netting=None)
    told = said(statement_pdf(draft))
    assert told.startswith("Projet de relevé")
    assert "SCT ne doit rien à Services Québec pour cette période." in told


def test_that_the_year_of_a_large_client_is_sound() -> None:
    row = examples.statement()
    many = tuple(replace(row.lines[at % 3], request=f"D-2026-{at // 3:04}") for at in range(200))
    assert_sound(statement_pdf(replace(row, lines=many)))


def test_that_signatures_are_never_alone_on_a_page() -> None:
    row = examples.statement()
    for count in range(1, 40):
        lines = tuple(replace(row.lines[0], request=f"D-2026-{at:04}") for at in range(count))
        last = PdfReader(io.BytesIO(statement_pdf(replace(row, lines=lines)))).pages[-1]
        text = last.extract_text()
        assert "Signatures" in text
        assert "Engagements" in text


def test_that_an_extension_tells_the_new_end_its_cost_and_whether_the_ceiling_holds_it() -> None:
    assert_in_order(
        said(extension_pdf(examples.extension())),
        [
            "Demande de prolongation",
            "15 janvier 2027",
            "Coût ajouté",
            "2 124,00 $",
            "Dépassé de 1 810,00 $",
            "14 décembre 2026",
            "Du 19 décembre 2026 au 15 janvier 2027",
            "Libre à 100 % du 4 au 15 janvier 2027.",
            "Acceptée",
        ],
    )
    enough = replace(examples.extension(), ceiling=Decimal("9000"), decision="Acceptée le 11 décembre 2026")
    told = said(extension_pdf(enough))
    assert "Le plafond suffit." in told
    assert "à cocher" not in told


def test_that_an_end_tells_its_reason_only_where_it_is_early() -> None:
    early = said(end_pdf(examples.end()))
    assert "Motif de la fin anticipée La personne titulaire revient plus tôt" in early
    assert "Vendredi, fin anticipée" in early
    agreed = replace(examples.end(), early="", handover=(), to_return=(), accesses=(), days=None, spent=None)
    told = said(end_pdf(agreed))
    assert "fin anticipée" not in told
    assert "Aucun travail en cours n’est inscrit." in told


def test_that_scores_are_read_as_ticked_and_left_to_tick_where_nobody_judged() -> None:
    filled = structure(evaluation_pdf(examples.evaluation())).all("Table")[0].all("TR")[1]
    assert [tag.said() for tag in filled.kids[1:6]] == ["", "", "", "", "coché"]
    blank = structure(evaluation_pdf(examples.blank())).all("Table")[0].all("TR")[1]
    assert [tag.said() for tag in blank.kids[1:6]] == ["à cocher"] * 5


def test_that_a_filled_evaluation_tells_its_mean_and_asks_nobody_to_return_it() -> None:
    told = said(evaluation_pdf(examples.evaluation()))
    assert "Note moyenne 4,6 sur 5 Remplie dans le programme" in told
    assert "Une question? 418 555-0200 Mathieu Cloutier, gestionnaire de l’équipe volante" in told
    assert "À rendre" not in told
    assert "À rendre au plus tard 23 décembre 2026" in said(evaluation_pdf(examples.blank()))


def test_that_whether_to_begin_again_is_ticked_asked_or_left_out() -> None:
    question = "Demanderiez-vous de nouveau cette personne?"
    row = examples.evaluation()
    assert f"{question} coché oui non" in said(evaluation_pdf(row))
    assert f"{question} oui coché non" in said(evaluation_pdf(replace(row, again=False)))
    assert question not in said(evaluation_pdf(replace(row, again=None)))
    assert "Accepteriez-vous un autre mandat chez ce client? à cocher oui à cocher non" in said(
        evaluation_pdf(examples.blank())
    )


def test_that_a_welcome_sheet_tells_the_member_and_then_what_the_unit_prepares() -> None:
    told = said(welcome_pdf(examples.welcome()))
    assert_in_order(
        told,
        ["Lundi 30 novembre, 8 h 30", "Donnacona", "418 555-0166", "Pour entrer", "À préparer par l’unité"],
    )
    assert "Aucun mot de passe ne figure sur cette fiche." in told


def test_that_a_planning_tells_each_line_in_words_and_absences_without_reason() -> None:
    figures = [tag.said() for tag in structure(planning_pdf(examples.planning(4))).all("Figure")]
    assert figures[1].replace(NBSP, " ") == (
        "SAAQ 80 % ferme du 1er octobre au 6 novembre 2026; MSSS 100 % provisoire du 16 novembre au "
        "23 décembre 2026; absence du 9 au 13 novembre 2026"
    )
    assert figures[2] == "libre toute la période"
    assert "hors contrat du 28 novembre au 27 décembre 2026" in figures[3].replace(NBSP, " ")


@pytest.mark.parametrize(("members", "pages"), [(0, 1), (15, 1), (20, 1), (60, 3)])
def test_that_a_team_of_the_usual_size_is_planned_on_one_page(members: int, pages: int) -> None:
    pdf = planning_pdf(examples.planning(members))
    assert_sound(pdf)
    assert len(reader(pdf).pages) == pages


LONG_MANDATE = replace(
    examples.MANDATE,
    member=LONG,
    team=LONG,
    client=LONG,
    unit=LONG,
    place=LONG,
    town=LONG,
    home=LONG,
    assignment=LONG * 3,
)
TALKER = Contact(LONG, LONG, "418 555-0100", "une.adresse.tres.longue.a.retenir@exemple.quebec")


def test_that_long_texts_break_no_paper() -> None:
    order = replace(
        examples.order(),
        mandate=LONG_MANDATE,
        welcome=TALKER,
        hindrance=TALKER,
        tasks=(TaskLine(LONG * 2, LONG, LONG),) * 30,
        first_day=(TimetableLine(LONG, None, LONG),) * 12,
        to_read=LONG,
        never=LONG,
        access=LONG * 4,
        weeks=tuple(
            WeekPlan(date(2026, 11, 30) + timedelta(7 * at), examples.order().weeks[at % 2].marks)
            for at in range(52)
        ),
        signings=(Signing(LONG, LONG),) * 4,
    )
    assert_sound(order_pdf(order))
    welcome = replace(
        examples.welcome(),
        mandate=LONG_MANDATE,
        contacts=(TALKER,) * 9,
        way_in=(LONG,) * 9,
        to_prepare=((LONG, False),) * 20,
        accesses=((LONG, LONG),) * 20,
    )
    assert_sound(welcome_pdf(welcome))
    end = replace(
        examples.end(), mandate=LONG_MANDATE, early=LONG * 5, handover=(HandOver(LONG, LONG, LONG),) * 20
    )
    assert_sound(end_pdf(end))
    judged = tuple(Criterion(LONG, 3, LONG) for _ in range(20))
    evaluation = replace(examples.evaluation(), mandate=LONG_MANDATE, criteria=judged, comment=LONG * 20)
    assert_sound(evaluation_pdf(evaluation))
    extension = replace(examples.extension(), mandate=LONG_MANDATE, reason=LONG * 4, free=(LONG,) * 12)
    assert_sound(extension_pdf(extension))
    seats = tuple(replace(examples.commitment().seats[0], seat=at, need=LONG) for at in range(1, 26))
    assert_sound(commitment_pdf(replace(examples.commitment(), client=LONG, seats=seats, contact=TALKER)))


PERIOD = Days(date(2026, 11, 30), date(2026, 12, 19))


@pytest.mark.parametrize(
    ("rhythm", "told"),
    [
        (Rhythm(PERIOD), "temps plein"),
        (Rhythm(PERIOD, 5_000), "50 % de chaque jour"),
        (Rhythm(PERIOD, 3_333), "33,33 % de chaque jour"),
        (Rhythm(PERIOD, 10_000, frozenset({0, 1, 3})), "60 %, 3 jours par semaine"),
        (Rhythm(PERIOD, 5_000, frozenset({4})), "10 %, 1 jour par semaine à 50 %"),
    ],
)
def test_that_a_rhythm_is_told_as_people_say_it(rhythm: Rhythm, told: str) -> None:
    assert rhythm_words(rhythm).replace(NBSP, " ") == told


def test_that_a_mode_tells_its_days_at_a_distance() -> None:
    assert (
        mode_words(Rhythm(PERIOD, mode=Mode.HYBRID, remote_days=2))
        == "hybride, 2 jours à distance par semaine"
    )
    assert mode_words(Rhythm(PERIOD, mode=Mode.REMOTE)) == "à distance"
