"""What unique positions say in French: words for states, bands and levels, and sentences on relief."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from agence_desktop.core.french import NBSP, format_date, ordinal
from agence_desktop.positions.absence import Lack, Nearest, ReliefState
from agence_desktop.positions.catalogue import Filler
from agence_desktop.positions.content import MISSION_LENGTH, AbsenceLength
from agence_desktop.positions.rows import (
    Acceptance,
    Band,
    Colour,
    Diffusion,
    SheetReason,
    SheetState,
    Signer,
)
from agence_desktop.positions.states import ReviewCause

STATE_LABELS: Final[Mapping[SheetState, str]] = {
    SheetState.DRAFT: "Brouillon",
    SheetState.SUBMITTED: "Soumise",
    SheetState.RETURNED: "À corriger",
    SheetState.APPROVED: "Approuvée",
    SheetState.ACKNOWLEDGED: "Prise de connaissance complète",
    SheetState.TO_REVIEW: "À réviser",
    SheetState.REPLACED: "Remplacée",
    SheetState.ARCHIVED: "Archivée",
}
STATE_SENTENCES: Final[Mapping[SheetState, str]] = {
    SheetState.DRAFT: "La version s’écrit; elle n’a pas encore été soumise.",
    SheetState.SUBMITTED: "La version attend l’approbation de la ou du gestionnaire.",
    SheetState.RETURNED: "La ou le gestionnaire demande des corrections.",
    SheetState.APPROVED: "La version est en vigueur; des relèves doivent encore en prendre connaissance.",
    SheetState.ACKNOWLEDGED: "La version est en vigueur; toutes les relèves en ont pris connaissance.",
    SheetState.TO_REVIEW: "La version reste en vigueur, mais elle est à réviser.",
    SheetState.REPLACED: "Une version plus récente est en vigueur.",
    SheetState.ARCHIVED: "La version n’est plus en vigueur; elle est conservée.",
}
NO_SHEET: Final = "Sans fiche"
REASON_LABELS: Final[Mapping[SheetReason, str]] = {
    SheetReason.PREVENTIVE: "Prévention",
    SheetReason.ABSENCE: "Absence",
    SheetReason.DEPARTURE: "Départ",
}
DIFFUSION_LABELS: Final[Mapping[Diffusion, str]] = {
    Diffusion.RESTRICTED: "Titulaire, relèves et gestionnaire",
    Diffusion.UNIT: "Unité administrative",
    Diffusion.ORGANISATION: "Organisme",
}
BAND_LABELS: Final[Mapping[Band, str]] = {
    Band.CRITICAL: "Critique",
    Band.HIGH: "Élevée",
    Band.MODERATE: "Modérée",
    Band.LOW: "Faible",
}
COLOUR_LABELS: Final[Mapping[Colour, str]] = {
    Colour.RED: "Aucune relève",
    Colour.YELLOW: "Trop peu de relèves",
    Colour.GREEN: "Assez de relèves",
}
SHORT_COLOUR_LABELS: Final[Mapping[Colour, str]] = {
    Colour.RED: "aucune",
    Colour.YELLOW: "trop peu",
    Colour.GREEN: "assez",
}
DECLARATIONS: Final[Mapping[Signer, str]] = {
    Signer.HOLDER: "Exact et complet",
    Signer.SUBSTITUTE: "Lu, compris, exercé",
    Signer.MANAGER: "Approuvé",
}
SIGNER_LABELS: Final[Mapping[Signer, str]] = {
    Signer.HOLDER: "titulaire",
    Signer.SUBSTITUTE: "relève",
    Signer.MANAGER: "gestionnaire",
}
FILLER_LABELS: Final[Mapping[Filler, str]] = {
    Filler.HOLDER: "titulaire",
    Filler.SUBSTITUTE: "relève",
    Filler.MANAGER: "gestionnaire",
    Filler.PROGRAM: "programme",
}
ACCEPTANCE_LABELS: Final[Mapping[Acceptance, str]] = {
    Acceptance.PROPOSED: "Proposée",
    Acceptance.ASKED: "En attente",
    Acceptance.ACCEPTED: "Acceptée",
    Acceptance.REFUSED: "Refusée",
}
RELIEF_LABELS: Final[Mapping[ReliefState, str]] = {
    ReliefState.COVERED: "Relève acceptée",
    ReliefState.AWAITING: "En attente",
    ReliefState.UNCOVERED: "À découvert",
}
LENGTH_LABELS: Final[Mapping[AbsenceLength, str]] = {
    AbsenceLength.SHORT: f"Absence de 2{NBSP}jours ou moins",
    AbsenceLength.MEDIUM: f"Absence de 3 à 10{NBSP}jours",
    AbsenceLength.LONG: f"Absence de plus de 10{NBSP}jours",
}
LEVEL_LABELS: Final = ("aucun", "notions", "avec aide", "sans aide", "forme d’autres personnes")
"""Words for the levels 0 to 4."""
CAUSE_LABELS: Final[Mapping[ReviewCause, str]] = {
    ReviewCause.DATE: "date de révision atteinte",
    ReviewCause.HOLDER: "changement de titulaire",
    ReviewCause.DRILL: "exercice de relève échoué",
    ReviewCause.ABSENCE: "absence annoncée",
}

_VAULT: Final = f"Rangez-le dans le coffre numérique{NBSP}: la fiche n’en donne que le nom (§{NBSP}8)."
SECRET_SENTENCES: Final[Mapping[str, str]] = {
    "password": f"Ce texte ressemble à un mot de passe. {_VAULT}",
    "pin": (
        "Ce texte ressemble à un NIP ou à un code d’accès. Laissez-le à la personne qui l’attribue; la fiche "
        f"dit seulement à qui le demander (§{NBSP}8)."
    ),
    "key": (
        "Ce texte ressemble à la valeur d’une clé. La clé d’un local se nomme par son identifiant "
        f"(§{NBSP}9); une clé numérique va au coffre, dont la fiche ne donne que le nom (§{NBSP}8)."
    ),
    "token": f"Ce texte ressemble à un jeton d’accès. {_VAULT}",
}
"""What a text seems to hold (``secrecy.SecretKind``) → where to put it instead."""
NOT_A_SECRET: Final = "Ce n’est pas un secret"
UNREADABLE_DUE: Final = (
    f"L’échéance reste écrite, mais le programme ne peut pas la lire{NBSP}: elle n’aura pas de dates. "
    f"Écrivez par exemple «{NBSP}lundi 16{NBSP}h{NBSP}» ou «{NBSP}10e jour ouvrable du mois{NBSP}»."
)
FIELD_PHRASES: Final[Mapping[tuple[str, str], str]] = {
    ("tasks", "procedure_date"): "date de la procédure",
    ("tasks", "impacts"): "impact après chaque durée, ou arrêt toléré",
    ("contacts", "phone"): "téléphone ou courriel",
}
"""Table and field → how a missing field is named, where its label would not do."""


def missing_label(name: str, phrase: str) -> str:
    """« T5 Gérer les demandes d’accès : date de la procédure »."""
    return f"{name}{NBSP}: {phrase}"


def range_phrase(phrase: str, low: int, high: int) -> str:
    """« relèves voulues, de 0 à 9 »."""
    return f"{phrase}, de {low} à {high}"


def line_name(table: str, number: int) -> str:
    """« Contacts, ligne 2 »: a line without a name of its own."""
    return f"{table}, ligne{NBSP}{number}"


def fewer_lines(table: str, lack: int) -> str:
    """« Cinq choses à savoir : il en manque 2 »."""
    return f"{table}{NBSP}: il en manque {lack}"


def mission_too_long(length: int) -> str:
    """« mission : 612 caractères, 500 au plus »."""
    return f"mission{NBSP}: {length}{NBSP}caractères, {MISSION_LENGTH} au plus"


def recovery_too_long(limit: str) -> str:
    """« reprise visée plus courte que l’arrêt toléré de 3 jours »."""
    return f"reprise visée plus courte que l’arrêt toléré de {limit}"


def substitute_label(rank: int) -> str:
    """« 1re relève », « 2e relève »."""
    return f"{ordinal(rank, feminine=True)} relève"


def nearest_sentence(name: str, found: Nearest, required: int) -> str:
    """Why the nearest person does not cover: « Karim Benali est au niveau 2, il faut le niveau 3. »."""
    one = found.competence
    without = "" if one.access else ", sans accès"
    match found.lack:
        case Lack.TRAINING:
            return f"{name} est en formation{without}."
        case Lack.LEVEL:
            return f"{name} est au niveau {one.level}{without}, il faut le niveau {required}."
        case Lack.AWAY:
            return f"{name} a le niveau voulu, mais sera aussi en absence."
    if one.validated is None:
        return f"{name} a le niveau {one.level}, jamais validé{without}."
    since = format_date(one.validated, weekday=False)
    return f"{name} a le niveau {one.level}{without}, mais sa validation du {since} a plus de 12{NBSP}mois."
