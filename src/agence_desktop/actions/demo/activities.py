"""What people book rooms for: purposes by kind of room and by organisation, with their usual lengths."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from random import Random

from agence_desktop.actions.demo.words import DESK, HALL, MEETING, OFFICE, SCHOOL, THEATRE, TRAINING, U_SHAPE

_NBSP = "\u00a0"


@dataclass(frozen=True, slots=True)
class Activity:
    """A use of a room: usual lengths in minutes, layout, and the share of the places it fills."""

    purpose: str
    minutes: tuple[int, ...] = (60, 90, 120)
    layout: str | None = None
    filled: tuple[float, float] = (0.4, 0.95)


_MEETING = (60, 60, 90, 120, 120, 150, 180)
_HALF_DAY = (180, 180, 210)
_TRAINING = (180, 210, 360, 390, 420)
_DESK_DAY = (240, 420, 450, 480)


def _all(
    purposes: str,
    minutes: tuple[int, ...] = _MEETING,
    layout: str | None = None,
    filled: tuple[float, float] = (0.4, 0.95),
) -> tuple[Activity, ...]:
    return tuple(Activity(line.strip(), minutes, layout, filled) for line in purposes.strip().splitlines())


COMMON: Mapping[str, tuple[Activity, ...]] = {
    MEETING: (
        *_all(
            """Rencontre d’équipe
            Comité de gestion
            Comité de direction
            Suivi budgétaire
            Rencontre des gestionnaires
            Planification annuelle
            Comité de relations professionnelles
            Comité de santé et de sécurité
            Suivi de projet
            Table de concertation régionale
            Rencontre interministérielle
            Comité tripartite"""
        ),
        *_all(
            "Entrevues\nEntrevues de sélection\nÉvaluation de candidatures", (180, 240, 390), None, (0.2, 0.5)
        ),
        *_all("Atelier Lean\nJournée de réflexion", (210, 360, 390), U_SHAPE, (0.6, 1.0)),
    ),
    TRAINING: _all(
        """Formation logiciel
        Formation des préposés
        Accueil du nouveau personnel
        Formation en rédaction claire
        Formation sur l’accès à l’information
        Formation en sécurité de l’information
        Formation à la visioconférence
        Ateliers de recherche d’emploi""",
        _TRAINING,
        SCHOOL,
        (0.55, 1.0),
    ),
    HALL: (
        *_all(
            """Assemblée générale du personnel
            Colloque régional
            Journée Lean
            Séance d’information
            Consultation publique
            Journée des gestionnaires""",
            (180, 210, 390, 420),
            THEATRE,
            (0.5, 0.95),
        ),
        *_all("Examen de qualification\nFormation des agents d’aide", (210, 390, 420), SCHOOL, (0.5, 0.9)),
    ),
    OFFICE: _all(
        "Entretien confidentiel\nPoste de passage\nMédiation\nRencontre individuelle",
        (60, 90, 120, 240),
        None,
        (0.5, 1.0),
    ),
    DESK: _all("Poste de passage\nTravail sur place\nTélétravail délocalisé", _DESK_DAY, None, (1.0, 1.0)),
}
"""By kind of room."""

OWN: Mapping[str, tuple[Activity, ...]] = {
    "MTQ": _all("Comité de sécurité routière\nSuivi de chantier, route 132\nPlan d’intervention hivernal"),
    "MSP": _all("Exercice de mesures d’urgence\nComité de sécurité civile\nRetour sur les inondations"),
    "MIFI": _all("Francisation\nAccueil de personnes immigrantes", _HALF_DAY, SCHOOL, (0.6, 1.0)),
    "MAMH": _all("Comité consultatif d’urbanisme\nRencontre des MRC\nSuivi des ententes"),
    "MELCC": _all("Tables de consultation sur l’eau\nComité de bassin versant\nSuivi de la qualité de l’air"),
    "MAPAQ": _all("Suivi annuel\nComité agroalimentaire\nRencontre des inspecteurs régionaux"),
    "MFFP": _all("Comité de gestion forestière\nTable faunique\nPlanification des feux de forêt"),
    "MCC": _all("Comité du patrimoine\nEntente de développement culturel"),
    "MEQ": _all("Comité régional\nRencontre des centres de services scolaires"),
    "MES": _all("Comité des bourses\nRencontre des collèges"),
    "MFA": _all("Médiation\nComité des services de garde"),
    "MFQ": _all("Étude des crédits\nPrévisions budgétaires\nSuivi du plan d’affaires"),
    "MJQ": _all("Médiation civile\nComité d’accès à la justice"),
    "MSSS": _all("Comité tripartite\nComité de prévention\nSuivi des soins à domicile"),
    "MCE": _all("Comité directeur\nPréparation d’un mémoire"),
    "MESS": (
        *_all("Formation des agents d’aide\nFormation Mesures", _TRAINING, SCHOOL, (0.6, 1.0)),
        *_all("Comité des partenaires\nÉquipe Accueil\nPoint hebdomadaire"),
    ),
    "SQ-SC": (
        *_all("Formation logiciel\nSéance de groupe, contrats d’intégration", _TRAINING, SCHOOL, (0.6, 1.0)),
        *_all("Accueil de groupe\nRencontre des employeurs\nSéance d’information"),
    ),
    "SCT": _all("Négociation sectorielle\nComité de classification\nJournée Lean"),
    "CNESST": _all("Conciliation\nComité paritaire\nRencontre des inspecteurs de la région"),
    "FADQ": _all("Comité des assurances agricoles\nBilan des récoltes\nRencontre des conseillers"),
    "HQ": _all("Rencontre avec les municipalités\nSuivi des travaux de ligne"),
    "ITQ": _all("Migration des serveurs\nComité d’architecture\nEssai de continuité"),
    "RQ": _all("Formation Paie\nEntrevues de sélection\nVérification fiscale"),
    "SAAQ": _all("Formation des préposés\nÉvaluation médicale\nComité d’analyse des accidents"),
    "AMP": _all("Entrevues\nVérification d’un contrat\nComité d’examen"),
    "ENAP": _all("Séminaire de gestion publique\nSoutenance\nAtelier de cas"),
}
"""By organisation; what no other organisation would do."""

ACCESSIBILITY = (
    "Une place pour fauteuil roulant",
    "Boucle magnétique",
    "Interprétation en langue des signes québécoise",
    "Documents en gros caractères",
)
SUPPORT = (
    f"Informatique{_NBSP}: essai de la visioconférence",
    f"Informatique{_NBSP}: branchement de deux écrans",
    f"Logistique{_NBSP}: placer les tables en U",
    f"Logistique{_NBSP}: ajouter dix chaises",
    f"Accueil{_NBSP}: affiche à l’entrée et liste des visiteurs",
)
NOTES = (
    "Deux personnes arriveront par l’entrée est.",
    "Café et eau apportés par l’équipe.",
    "Prévoir un espace pour les manteaux.",
    "La rencontre pourrait se terminer plus tôt.",
    "Merci de laisser la porte déverrouillée dès l’ouverture.",
)
CANCELLATIONS = (
    "La rencontre se tiendra à distance.",
    "Reportée au mois prochain.",
    "Le groupe est trop petit.",
    "Le sujet est réglé.",
    "Tempête annoncée.",
)
REFUSALS = (
    "La salle est gardée pour une activité de l’hôte.",
    "Le groupe convient mieux à une autre salle du même immeuble.",
    "Le soutien demandé n’est pas possible ce jour-là.",
)


def activity_of(rng: Random, kind: str, organisation: str) -> Activity:
    """An activity that suits the room; one of the organisation's own where it has some."""
    own: Sequence[Activity] = OWN.get(organisation, ())
    if own and kind not in (DESK, OFFICE) and rng.random() < 0.45:
        return own[int(rng.random() * len(own))]
    common = COMMON.get(kind, COMMON[MEETING])
    return common[int(rng.random() * len(common))]
