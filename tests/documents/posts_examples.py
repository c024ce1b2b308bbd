"""The handover sheet of the pictures, and hard ones: rows for the documents of unique positions."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime

from agence_desktop.documents.rows import PrintStamp
from agence_desktop.documents.sheets.rows import (
    ReliefPaper,
    SheetPaper,
    UnitEntry,
    UnitPaper,
    Variant,
)
from agence_desktop.positions.content import (
    AbsenceLength,
    Access,
    Action,
    Asset,
    Contact,
    Decision,
    Delegation,
    Meeting,
    Problem,
    Record,
    Relief,
    Sheet,
    Task,
    TeamProfile,
    Training,
    Work,
    YearDate,
)
from agence_desktop.positions.relief import AbsenceFile, Assignment, ReliefPost
from agence_desktop.positions.rows import (
    Acceptance,
    Away,
    Control,
    Diffusion,
    Drill,
    DrillResult,
    PersonRef,
    PositionRow,
    SheetFile,
    SheetReason,
    SheetRow,
    SheetState,
    Signature,
    Signer,
    UnitRef,
)
from documents.examples import LONG
from positions.story import (
    ETIENNE,
    FATOU,
    HELENE,
    JOSEE,
    KARIM,
    MARYSE,
    OBSERVED,
    P0142,
    POST_142,
    POSTS,
    SAMUEL,
    SYLVIE,
    THIERRY,
)

TODAY = date(2026, 11, 23)
STAMP = PrintStamp(datetime(2026, 11, 23, 13, 12, tzinfo=UTC), "Hélène Vachon", "unité administrative")

PEOPLE = tuple(
    PersonRef(number, name, f"{name.split()[0].lower()}@exemple.quebec", phone, name.lower())
    for number, name, phone in (
        (MARYSE, "Maryse Thibodeau", "4185550142"),
        (THIERRY, "Thierry Nadeau", "4185550151"),
        (ETIENNE, "Étienne Gagnon-Roy", "4185550134"),
        (KARIM, "Karim Benali", "4185550117"),
        (JOSEE, "Josée Lachance", "4185550121"),
        (FATOU, "Fatou Diallo", "4185550163"),
        (SYLVIE, "Sylvie Paradis", "4185550144"),
        (SAMUEL, "Samuel Ouellet", "4185550149"),
        (HELENE, "Hélène Vachon", "4185550102"),
    )
)
BY_ID = {person.id: person for person in PEOPLE}

_MORE = {
    "T1": (
        *("Quotidienne", "Demandes urgentes, avant 11\u00a0h", "Décision et versement", ""),
        "Deux signatures dès 500\u00a0$",
    ),
    "T2": (
        *("Hebdomadaire", "Renouvellements de la semaine", "Liste", "l’équipe Entreprises"),
        "Renouveler 20 jours avant",
    ),
    "T3": (
        *("Mensuelle", "Chiffres du mois précédent, annotés", "Tableau", "la direction régionale"),
        "Retours progressifs à 0,6",
    ),
    "T4": (
        *("Trimestrielle", "Report d’une semaine", "Rapport", "la Direction de la performance"),
        "Geler l’extraction le 3e jour",
    ),
    "T5": (
        *("À la demande", "Départs et absences seulement", "Accès ouvert ou fermé", "la gestionnaire"),
        "Fermer le jour du départ",
    ),
    "T6": (
        *("Aux 2 semaines", "Papier et enveloppes", "Commande approuvée", "le bureau"),
        "Carte d’achat\u00a0: 1\u00a0000\u00a0$ par commande",
    ),
    "T7": (
        *("Hebdomadaire", "Séances déjà annoncées", "Réservations confirmées", "l’animation"),
        "Salle accessible exigée",
    ),
    "T8": (
        *("À la demande", "Accusé de réception", "Réponse motivée", "la personne"),
        "Délai compté dès la réception",
    ),
    "T9": (
        *("Mensuelle", "État provisoire", "État signé", "la Direction des finances"),
        "Rapprocher avant",
    ),
    "T10": (
        *("Quotidienne", "Chèques et délais légaux", "Courrier numérisé", "les titulaires"),
        "Dater à la réception",
    ),
}


def _enriched(task: Task) -> Task:
    often, least, deliverable, recipient, pitfall = _MORE[task.key]
    peaks = (3, 4, 5, 8, 9) if task.key == "T2" else ()
    return replace(
        task,
        frequency=often,
        minimum=least,
        deliverable=deliverable,
        recipient=recipient,
        pitfalls=pitfall,
        peak_months=peaks,
    )


SHEET = replace(
    P0142,
    mission=(
        "Ce poste décide et verse les prestations spéciales urgentes, et tient à jour les contrats "
        "d’intégration au travail. S’il s’arrête, des personnes restent sans aide le jour même et des "
        "employeurs ne sont pas payés."
    ),
    limits="Il n’évalue pas l’admissibilité aux programmes réguliers.",
    delegations=(Delegation("Prestations spéciales", "500\u00a0$", "Karim Benali"),),
    know=(
        "Une demande urgente reçue avant 11\u00a0h se décide le jour même.",
        "Les employeurs appellent directement\u00a0: aucune promesse avant la décision écrite.",
        "Le dossier client ferme à 21\u00a0h; le système de paiement, à 16\u00a0h\u00a030.",
        "Les contrats se renouvellent 20 jours avant leur fin.",
        "Le tableau des ETC est lu en comité régional le 26 de chaque mois.",
    ),
    first=(
        "Prestations spéciales, avant 11\u00a0h.",
        "Les tâches du jour, tableau B.",
        "Employeurs\u00a0: ne rien promettre.",
    ),
    never=("Verser sans la deuxième signature dès 500\u00a0$.", "Fermer un accès sans la date de départ."),
    tasks=tuple(_enriched(task) for task in P0142.tasks),
    dates=(YearDate(date(2027, 3, 31), "Fin des mesures d’hiver"),),
    works=(
        Work(
            *("Révision, dossier 2026-118", "En analyse", "Répondre", date(2026, 11, 27)),
            partners="Révision et recours",
        ),
        Work("Entente des employeurs de Portneuf", "À signer", "Relancer l’employeur", date(2026, 12, 15)),
    ),
    decisions=(
        Decision("Un seul tableau d’ETC", "Deux versions se contredisaient", "Un tableau par équipe"),
    ),
    problems=(
        Problem("Un versement est rejeté", "Vérifier le folio, puis appeler la garde des finances."),
        Problem("Le dossier client refuse une date", "Saisir la veille et noter la vraie date."),
    ),
    contacts=(
        Contact(*("Pilotage des systèmes", "", "Thierry Nadeau", "4185550151", "", "Accès, pannes"), True),
        Contact(
            *("Équipe Entreprises", "Charlesbourg", "Fatou Diallo", "4185550163"),
            "entreprises@exemple.quebec",
            *("Employeurs, contrats", True),
        ),
        Contact(
            *("Direction des finances", "garde", "Poste de garde", "4185550180", "", "Versement rejeté"),
        ),
        Contact(*("Révision et recours", "", "Mireille Fortier", "4185550188", "", "Délais, dossiers")),
        Contact(*("Accueil", "Portneuf", "Lorraine Bédard", "4185550166", "", "Personne sur place")),
    ),
    accesses=(
        Access("Dossier client", "Agent", "Thierry Nadeau", "SQ-114", 5, True, "SO-CN"),
        Access("Courrier", "Agent", "Thierry Nadeau", "", 1, True, ""),
        Access("Budget", "Lecture", "Hélène Vachon", "FIN-20", 10, False, "SO-CN"),
    ),
    records=(Record("06-210", "Dossiers de l’équipe, classeur 4", "7 ans après la fermeture"),),
    assets=(Asset("Clé K-18", "Classeur 4", "Accueil de Portneuf"),),
    meetings=(
        Meeting("Comité régional des ETC", "Mensuelle", "Présente le tableau", date(2026, 11, 26)),
        Meeting("Point d’équipe", "Hebdomadaire", "Participe"),
    ),
    trainings=(Training("Prestations spéciales, 2 jours", "Deux semaines avec la personne titulaire"),),
    weeks_to_autonomy=3,
    relief=(
        Relief(AbsenceLength.SHORT, "Karim Benali, T1 et T10", "Rencontres", "T6 à la semaine suivante"),
        Relief(AbsenceLength.MEDIUM, "Karim Benali et Josée Lachance", "Suivi avec les partenaires"),
        Relief(AbsenceLength.LONG, "Équipe volante", "Rencontres de suivi avec les partenaires"),
    ),
    team=(TeamProfile("Soutien administratif", "Révision 3, suivi budgétaire 3", 60, "Hybride, Donnacona"),),
    actions=(Action("Former une personne sur T8", "Hélène Vachon", date(2027, 1, 29)),),
)
POSITION = PositionRow(
    142,
    1,
    "P-0142",
    "Prestations spéciales et contrats d’intégration au travail",
    UnitRef(1, "SO-CN", "Soutien aux opérations – Capitale-Nationale", 1, "SQ"),
    "Bureau de Services Québec de Portneuf",
    "Agente ou agent d’aide socioéconomique",
    BY_ID[HELENE],
    BY_ID[MARYSE],
    unique=True,
    impact=5,
    attrition=3,
)
ROW = SheetRow(
    4,
    3,
    142,
    4,
    SheetState.APPROVED,
    Control(SheetReason.PREVENTIVE, Diffusion.UNIT, date(2026, 11, 19), date(2027, 5, 20)),
    BY_ID[MARYSE],
    BY_ID[HELENE],
    datetime(2026, 11, 20, 15, 5, tzinfo=UTC),
    datetime(2026, 11, 20, 15, 5, tzinfo=UTC),
    datetime(2026, 11, 20, 19, 31, tzinfo=UTC),
)
FILE = SheetFile(
    POSITION,
    ROW,
    SHEET,
    (ROW,),
    tuple(person for person in PEOPLE if person.id not in (MARYSE, HELENE, SAMUEL)),
    POST_142.competences,
    (
        Drill(date(2026, 10, 14), KARIM, (DrillResult("T1", 100), DrillResult("T2", 90))),
        Drill(
            *(date(2026, 11, 3), KARIM, (DrillResult("T8", 60),)),
            "revoir le calcul des délais avec la titulaire",
        ),
    ),
    (
        Signature(Signer.HOLDER, MARYSE, "Maryse Thibodeau", datetime(2026, 11, 20, 15, 5, tzinfo=UTC)),
        Signature(Signer.MANAGER, HELENE, "Hélène Vachon", datetime(2026, 11, 20, 19, 31, tzinfo=UTC)),
        Signature(Signer.SUBSTITUTE, KARIM, "Karim Benali", datetime(2026, 11, 23, 13, 4, tzinfo=UTC)),
    ),
)


def paper(
    variant: Variant = Variant.COMPLETE, file: SheetFile = FILE, reader_id: int | None = None
) -> SheetPaper:
    """The sheet of the pictures on 23 November 2026."""
    return SheetPaper(
        file,
        variant,
        TODAY,
        STAMP,
        "Services Québec",
        "Bureau de Services Québec de Portneuf, Donnacona",
        OBSERVED,
        (),
        reader_id,
    )


EMPTY = replace(FILE, sheet=Sheet(), row=replace(ROW, state=SheetState.DRAFT, approved_at=None), people=())
EMPTY = replace(EMPTY, competences=(), drills=(), signatures=(), position=replace(POSITION, holder=None))
"""A draft in which nothing is written yet, of a vacant position."""


def crowded(count: int = 60) -> SheetFile:
    """A sheet of many tasks, each text as long as people make them."""
    tasks = tuple(
        replace(
            SHEET.tasks[at % 10],
            key=f"T{at + 1}",
            title=f"{SHEET.tasks[at % 10].title} {LONG}",
            minimum=LONG * 2,
            pitfalls=LONG,
        )
        for at in range(count)
    )
    sheet = replace(
        SHEET,
        mission=(LONG * 4)[:500],
        tasks=tasks,
        first=(LONG, LONG, LONG, LONG),
        know=(LONG * 3,) * 12,
        contacts=SHEET.contacts * 4,
        decisions=(Decision(LONG * 30, LONG, LONG),) * 3,
        works=SHEET.works * 12,
    )
    long = replace(POSITION, title=f"{POSITION.title} et {LONG}")
    return replace(FILE, sheet=sheet, position=long)


def relief(*assigned: Assignment, away: tuple[Away, ...] = (), file: SheetFile = FILE) -> ReliefPaper:
    """The absence of the pictures: 30 November to 18 December 2026."""
    first, last = date(2026, 11, 30), date(2026, 12, 18)
    post = ReliefPost(file.position, file.row.number, file.sheet, file.competences)
    absence = AbsenceFile(
        BY_ID[MARYSE],
        None,
        (post,),
        {person.id: person for person in file.people},
        (Away(MARYSE, first, last), *away),
        assigned,
        OBSERVED,
        date(2026, 1, 1),
    )
    return ReliefPaper(absence, first, last, STAMP, "Bureau de Services Québec de Portneuf, Donnacona")


def _assigned(task: str, person: int, second: int | None, state: Acceptance) -> Assignment:
    return Assignment(1, 1, 1, 142, task, BY_ID[person], BY_ID[second] if second else None, state)


ASSIGNED = (
    _assigned("T1", KARIM, JOSEE, Acceptance.ACCEPTED),
    _assigned("T2", KARIM, None, Acceptance.ACCEPTED),
    _assigned("T5", THIERRY, None, Acceptance.ASKED),
    _assigned("T6", SYLVIE, JOSEE, Acceptance.ACCEPTED),
    _assigned("T7", JOSEE, None, Acceptance.ACCEPTED),
    _assigned("T10", JOSEE, SYLVIE, Acceptance.REFUSED),
)

_OTHERS = ((151, "P-0151", "Gestion des accès", THIERRY), (138, "P-0138", "Reddition de comptes", ETIENNE))


def unit() -> UnitPaper:
    """The unit of the pictures: three positions with a sheet, one without, one vacant."""
    by_id = {post.position_id: post for post in POSTS}
    entries = [UnitEntry(POSITION, by_id[142], 4, SheetState.APPROVED, date(2027, 5, 20), ROW.approved_at)]
    for key, number, title, holder in _OTHERS:
        position = replace(POSITION, id=key, number=number, title=title, holder=BY_ID[holder])
        entries.append(UnitEntry(position, by_id[key], 2, SheetState.TO_REVIEW, date(2026, 11, 3)))
    bare = replace(by_id[138], position_id=160, sheet=None, competences=(), holder_id=None)
    vacant = replace(POSITION, id=160, number="P-0160", title="Accueil", holder=None, manager=None)
    entries.append(UnitEntry(vacant, bare))
    return UnitPaper(POSITION.unit, tuple(entries), PEOPLE, TODAY, STAMP)
