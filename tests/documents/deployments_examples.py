"""Rows for the papers of flying teams: the invented stories of the pictures, and hard ones."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, time
from decimal import Decimal

from agence_desktop.documents.deployments.rows import (
    Agreed,
    CeilingLine,
    CommitmentPaper,
    CommittedSeat,
    Criterion,
    DayMark,
    EndPaper,
    EvaluationPaper,
    ExtensionPaper,
    HandOver,
    Mandate,
    OrderPaper,
    PlannedBar,
    PlannedMember,
    ProposalPaper,
    ProposedSeat,
    Rejected,
    Rhythm,
    Signing,
    StatementPaper,
    TaskLine,
    TeamPlanning,
    TimetableLine,
    WeekPlan,
    WelcomePaper,
)
from agence_desktop.documents.rows import Contact, PrintStamp
from agence_desktop.teams.commitments import changes
from agence_desktop.teams.estimating import line_of
from agence_desktop.teams.netting import Debt, net
from agence_desktop.teams.periods import Days
from agence_desktop.teams.problem import Mode
from agence_desktop.teams.rows import ExpenseKind, Side
from agence_desktop.teams.statements import StatementLine

NAME = "Geneviève Tremblay-Côté"
SIGNED = date(2026, 11, 20)
STAMP = PrintStamp(
    datetime(2026, 11, 20, 20, 44, tzinfo=UTC), "Mathieu Cloutier", "personne affectée et client"
)
CALL = Contact(
    "gestionnaire de l’équipe volante", "Mathieu Cloutier", "418 555-0200", "m.cloutier@exemple.quebec"
)
RHYTHM = Rhythm(
    Days.both_included(date(2026, 11, 30), date(2026, 12, 18)), 10_000, frozenset({0, 1, 3}), Mode.HYBRID, 1
)
MANDATE = Mandate(
    number="D-2026-0042",
    seat=1,
    seats=1,
    member=NAME,
    team="Soutien administratif",
    client="Services Québec",
    rhythm=RHYTHM,
    place="Bureau de Services Québec de Portneuf",
    town="Donnacona",
    home="Bureau de Services Québec de Lévis",
    home_town="Lévis",
    phone="418 555-0211",
    assignment="Vous assurez la relève du poste P-0142, "
    "Prestations spéciales et contrats d’intégration au travail.",
)
LINES = (
    line_of("Geneviève Tremblay-Côté, 9 jours", Decimal(9), Decimal("310.00"), whose=NAME),
    line_of("6 allers-retours de 55\u00a0km", Decimal(660), Decimal("0.60"), ExpenseKind.TRAVEL, NAME),
)
SIGNINGS = (
    Signing("Mathieu Cloutier", "équipe volante", datetime.fromisoformat("2026-11-20T15:12")),
    Signing("Hélène Vachon", "Services Québec", datetime.fromisoformat("2026-11-20T15:40")),
    Signing("Geneviève Tremblay-Côté"),
)
FIRST_DAY = (
    TimetableLine("Accueil, carte d’accès, poste de travail 2.04", time(8, 30), "Lorraine Bédard"),
    TimetableLine(
        "Lecture de la page d’urgence, tri des demandes du jour", time(9, 15), "Karim Benali (par vidéo)"
    ),
    TimetableLine("Essai des accès\u00a0: Dossier client, Budget", time(13), "Thierry Nadeau"),
    TimetableLine("Point avec la gestionnaire", time(15, 30), "Hélène Vachon"),
)
_S, _R, _O = DayMark.ON_SITE, DayMark.REMOTE, DayMark.OFF


def order() -> OrderPaper:
    return OrderPaper(
        mandate=MANDATE,
        stamp=STAMP,
        confirmed_on=SIGNED,
        arrival=datetime.fromisoformat("2026-11-30T08:30"),
        arrival_note="Accueil du bureau, puis hybride",
        welcome=Contact("accueil", "Lorraine Bédard", "418 555-0166"),
        hindrance=CALL,
        manager="Hélène Vachon",
        tasks=(
            TaskLine(
                "T8 Répondre aux demandes de révision", "Accusé sous 3 jours", "Karim Benali, 418 555-0117"
            ),
            TaskLine(
                "T9 Transmettre l’état des engagements",
                "Jeudi 3 déc., 16\u00a0h",
                "É. Gagnon-Roy, 418 555-0134",
            ),
            TaskLine(
                "T1 Prestations spéciales, en renfort", "Chaque jour, 11\u00a0h", "Karim Benali, 418 555-0117"
            ),
        ),
        to_read="fiche P-0142, version 4, pages 1 et 2",
        never="signer une décision, promettre à un employeur",
        weeks=(
            WeekPlan(date(2026, 11, 30), (_S, _S, _O, _R, _O)),
            WeekPlan(date(2026, 12, 7), (_S, _R, _O, _S, _O)),
            WeekPlan(date(2026, 12, 14), (_S, _R, _O, _S, _O)),
        ),
        hours=(time(8, 30), time(16, 30)),
        first_day=FIRST_DAY,
        access="Attendus le 27 novembre. Coffre «\u00a0SO-CN\u00a0», dossier P-0142, "
        "ouvert par Thierry Nadeau.",
        agreed=Agreed(LINES, SIGNED),
        signings=SIGNINGS,
    )


def proposal() -> ProposalPaper:
    autumn = Days.both_included(date(2026, 10, 26), date(2026, 12, 18))
    why = (
        "Secrétariat 3 (il faut 2), validé le 2 juin",
        "40 jours servis sur 40, libre à 100\u00a0%",
        "Port d’attache à Québec\u00a0: 0\u00a0km",
        "Déjà venu au MSP en mars 2026",
        "Parle français; contrat permanent",
    )
    rejected = (
        Rejected("Sophie Lemieux", "supplantée", "faisable, 23,3 de plus en tout"),
        Rejected("Karine Bélanger", "capacité", "130\u00a0% avec la SAAQ jusqu’au 6 novembre"),
        Rejected("Louise Arsenault", "distance", "354 km, limite de 100 km"),
        Rejected("Catherine Dubé", "compétence", "secrétariat 1, il faut 2"),
        Rejected("Mathieu Girard", "compétence", "échue, validée le 2024-09-12"),
        Rejected("Ibrahim Traoré", "contrat", "jusqu’au 27 novembre 2026"),
    )
    seats = (
        ProposedSeat(
            "D-2026-0063",
            1,
            "MSP",
            "Québec",
            "Secrétariat 2, 50\u00a0%",
            autumn,
            "Thomas Nguyen",
            estimate=Decimal("6200.00"),
            cost=Decimal("-15.0"),
            why=why,
            rejected=rejected,
        ),
        ProposedSeat(
            "D-2026-0063",
            2,
            "MSP",
            "à distance",
            "Révision 3, 40\u00a0%",
            autumn,
            "Louise Arsenault",
            estimate=Decimal("5360.00"),
            cost=Decimal("3.3"),
            why=why[1:2],
        ),
        ProposedSeat(
            "D-2026-0058",
            1,
            "MSSS",
            "Québec",
            "Secrétariat 3, 100\u00a0%",
            Days.both_included(date(2026, 11, 16), date(2026, 12, 23)),
            "Karine Bélanger",
            "Engagement signé",
            True,
            Decimal("9072.73"),
            Decimal("3.3"),
        ),
        ProposedSeat("D-2026-0066", 1, "FADQ", "Drummondville", "Bureautique 2, 50\u00a0%", autumn),
    )
    lines = (
        line_of("Thomas Nguyen, 40 jours à 50\u00a0%", Decimal(20), Decimal(310)),
        line_of(
            "Déplacements et hébergement, 20 jours sur place", Decimal(0), Decimal("0.61"), ExpenseKind.TRAVEL
        ),
        line_of("Louise Arsenault, 40 jours à 40\u00a0%", Decimal(16), Decimal(335)),
    )
    return ProposalPaper(
        number="PA-2026-0018",
        stamp=replace(STAMP, diffusion="gestionnaires des équipes volantes"),
        made_at=datetime.fromisoformat("2026-10-14T10:38"),
        method="solution optimale prouvée",
        weight=(23, 25),
        largest_load=Decimal("28.0"),
        seats=seats,
        weights=(8, 4, 2, 1),
        lines=lines,
    )


def commitment() -> CommitmentPaper:
    return CommitmentPaper(
        number="D-2026-0042",
        version=1,
        stamp=replace(STAMP, diffusion="client et équipe volante"),
        written_on=date(2026, 11, 19),
        client="Services Québec",
        lender="Secrétariat du Conseil du trésor",
        unit="Prestations spéciales",
        place="Donnacona",
        seats=(CommittedSeat(1, "Secrétariat 2, accueil 2", RHYTHM, "Geneviève Tremblay-Côté"),),
        lines=LINES,
        ceiling=Decimal("3500.00"),
        contact=CALL,
        sign_by=date(2026, 11, 25),
        rates_since=(date(2026, 4, 1),),
        signings=(Signing("Hélène Vachon", "Services Québec"), Signing("Mathieu Cloutier", "équipe volante")),
    )


def amendment() -> CommitmentPaper:
    longer = (
        line_of("Geneviève Tremblay-Côté, 15 jours", Decimal(15), Decimal("310.00"), whose=NAME),
        line_of("10 allers-retours de 55\u00a0km", Decimal(1100), Decimal("0.60"), ExpenseKind.TRAVEL, NAME),
    )
    return replace(
        commitment(),
        version=2,
        lines=longer,
        ceiling=Decimal("5800.00"),
        former_ceiling=Decimal("3500.00"),
        changes=tuple(changes(LINES, longer)),
        reason="Prolongation du mandat jusqu’au 15 janvier 2027, à la demande du client",
        notes=("La distance n’est pas connue pour la place 2\u00a0: l’estimation ne la compte pas.",),
    )


def welcome() -> WelcomePaper:
    return WelcomePaper(
        mandate=MANDATE,
        stamp=STAMP,
        arrival=datetime.fromisoformat("2026-11-30T08:30"),
        welcome=Contact("accueil", "Lorraine Bédard", "418 555-0166", "l.bedard@exemple.quebec"),
        contacts=(
            Contact("gestionnaire", "Hélène Vachon", "418 555-0160", "h.vachon@exemple.quebec"),
            Contact("soutien informatique", "Thierry Nadeau", "418 555-0180"),
            CALL,
        ),
        address="100, rue Notre-Dame",
        way_in=(
            "Entrée par la rue Notre-Dame; se présenter à l’accueil avec une pièce d’identité.",
            "Stationnement libre derrière l’immeuble.",
        ),
        first_day=FIRST_DAY,
        to_prepare=(
            ("Poste de travail 2.04", True),
            ("Carte d’accès au nom de la personne", True),
            ("Accès au Dossier client et au Budget", False),
            ("Présentation à l’équipe", False),
        ),
        accesses=(("Dossier client", "demandé le 20 novembre"), ("Budget", "attendu le 27 novembre")),
        to_bring=("La carte d’employé.", "La fiche P-0142, pages 1 et 2."),
        to_know=("Dîner de 12\u00a0h à 13\u00a0h; cuisine au rez-de-chaussée.",),
    )


def extension() -> ExtensionPaper:
    added = (
        line_of("Geneviève Tremblay-Côté, 6 jours", Decimal(6), Decimal("310.00"), whose=NAME),
        line_of("4 allers-retours de 55\u00a0km", Decimal(440), Decimal("0.60"), ExpenseKind.TRAVEL, NAME),
    )
    return ExtensionPaper(
        mandate=MANDATE,
        stamp=STAMP,
        asked_on=date(2026, 12, 9),
        asked_by="Hélène Vachon, Services Québec",
        new_last=date(2027, 1, 15),
        reason="La personne titulaire revient trois semaines plus tard que prévu.",
        contact=CALL,
        free=(
            "Libre à 100\u00a0% du 4 au 15 janvier 2027.",
            "Proposée à 40\u00a0% au MSP dès le 11 janvier.",
        ),
        lines=added,
        ceiling=Decimal("3500.00"),
        spent=Decimal("3186.00"),
        answer_by=date(2026, 12, 14),
        signings=SIGNINGS[1:],
    )


def end() -> EndPaper:
    return EndPaper(
        mandate=MANDATE,
        stamp=STAMP,
        last=date(2026, 12, 11),
        contact=CALL,
        early="La personne titulaire revient plus tôt que prévu.",
        days=Decimal("6"),
        spent=Decimal("2124.00"),
        ceiling=Decimal("3500.00"),
        handover=(
            HandOver("Demandes de révision", "3 en attente de pièces", "Karim Benali"),
            HandOver("État des engagements", "transmis le 3 décembre"),
        ),
        to_return=("Carte d’accès", "Ordinateur portable SO-118"),
        accesses=("Dossier client", "Budget"),
        evaluate_by=date(2026, 12, 18),
        signings=SIGNINGS,
    )


CRITERIA = (
    "Qualité du travail",
    "Respect des échéances",
    "Autonomie",
    "Relations avec l’équipe",
    "Concordance des compétences avec le besoin",
)


def evaluation() -> EvaluationPaper:
    return EvaluationPaper(
        mandate=MANDATE,
        stamp=STAMP,
        side=Side.CLIENT,
        criteria=tuple(
            Criterion(label, 5 - at % 2, "" if at else "Dossiers à jour") for at, label in enumerate(CRITERIA)
        ),
        contact=CALL,
        again=True,
        comment="Excellente prise en charge des demandes de révision dès la première semaine.",
        signings=SIGNINGS[1:2],
    )


def blank() -> EvaluationPaper:
    return replace(
        evaluation(),
        side=Side.MEMBER,
        criteria=tuple(Criterion(label) for label in CRITERIA),
        again=None,
        comment="",
        return_by=date(2026, 12, 23),
        signings=SIGNINGS[2:],
    )


def statement() -> StatementPaper:
    mine = ("D-2026-0042", "Geneviève Tremblay-Côté")
    lines = (
        StatementLine(
            *mine, line_of("Travail, 1er au 18 décembre 2026", Decimal(8), Decimal("310.00"), whose=NAME)
        ),
        StatementLine(
            *mine,
            line_of("Déplacement", Decimal(550), Decimal("0.60"), ExpenseKind.TRAVEL, NAME),
            ("K-2026-118", "K-2026-119"),
        ),
        StatementLine(
            "D-2026-0051",
            "Thomas Nguyen",
            line_of("Travail, 1er au 23 décembre 2026", Decimal("8.5"), Decimal("310.00"), whose=NAME),
        ),
        StatementLine(
            *mine, line_of("Travail, 30 novembre 2026", Decimal(1), Decimal("310.00"), whose=NAME), late=True
        ),
        StatementLine(
            "D-2026-0051",
            "Thomas Nguyen",
            line_of(
                "Correction du relevé RV-2026-0003\u00a0: Travail, 12 novembre 2026",
                Decimal("-0.5"),
                Decimal("310.00"),
            ),
            corrects=("RV-2026-0003",),
        ),
    )
    return StatementPaper(
        number="RV-2026-0007",
        stamp=replace(STAMP, diffusion="client et organisme prêteur"),
        period=Days(date(2026, 12, 1), date(2027, 1, 1)),
        lender="SCT",
        client="Services Québec",
        lines=lines,
        contact=CALL,
        issued_on=date(2027, 1, 6),
        netting=net(
            [
                Debt("SCT", "Services Québec", Decimal("5600.00"), "RV-2026-0007"),
                Debt("Services Québec", "SCT", Decimal("1240.00"), "RV-2026-0006"),
            ]
        )[0],
        ceilings=(
            CeilingLine(
                "D-2026-0042", 1, Decimal("3500.00"), Decimal("3186.00"), "91\u00a0% du plafond est atteint."
            ),
            CeilingLine("D-2026-0051", 2, Decimal("9000.00"), Decimal("2635.00")),
        ),
        signings=(Signing("Mathieu Cloutier", "équipe volante"),),
    )


def _bar(first: str, last: str, client: str, effort: int, tentative: bool = False) -> PlannedBar:
    days = Days.both_included(date.fromisoformat(first), date.fromisoformat(last))
    return PlannedBar(days, client, effort * 100, tentative)


def planning(members: int = 8) -> TeamPlanning:
    cast = (
        PlannedMember(
            "Louise Arsenault",
            "Rimouski",
            "secrétariat 4, révision 3",
            (_bar("2026-10-15", "2026-12-18", "MTQ", 60), _bar("2026-10-26", "2026-12-18", "MSP", 40, True)),
            share=Decimal(47),
        ),
        PlannedMember(
            "Karine Bélanger",
            "Lévis",
            "secrétariat 3, accueil 4",
            (
                _bar("2026-10-01", "2026-11-06", "SAAQ", 80),
                _bar("2026-11-16", "2026-12-23", "MSSS", 100, True),
            ),
            (Days.both_included(date(2026, 11, 9), date(2026, 11, 13)),),
            share=Decimal(36),
        ),
        PlannedMember("Thomas Nguyen", "Québec", "bureautique 4", share=Decimal(0)),
        PlannedMember(
            "Ibrahim Traoré",
            "Gatineau",
            "appels d’offres 4",
            (
                _bar("2026-10-07", "2026-11-27", "CNESST", 60),
                _bar("2026-10-26", "2026-11-27", "MFFP", 20, True),
            ),
            contract=Days(date(2025, 1, 1), date(2026, 11, 28)),
            share=Decimal(57),
        ),
    )
    return TeamPlanning(
        team="Soutien administratif",
        monday=date(2026, 10, 5),
        weeks=12,
        members=tuple(cast[at % len(cast)] for at in range(members)),
        contact=CALL,
        stamp=replace(STAMP, diffusion="gestionnaires et membres de l’équipe"),
        holidays=(
            (date(2026, 10, 12), "Action de grâces"),
            (date(2026, 12, 24), "veille de Noël"),
            (date(2026, 12, 25), "Noël"),
        ),
        today=date(2026, 10, 14),
    )
