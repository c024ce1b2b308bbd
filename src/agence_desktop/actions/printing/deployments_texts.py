"""What papers of flying teams say beside what is stored."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Final

from agence_desktop.core.french import NBSP, format_percent, format_period

UNKNOWN_REQUEST: Final = "Cette demande n’existe pas dans cette base."
UNKNOWN_NUMBER: Final = "Aucune demande ne porte le numéro {number}. Écrivez par exemple D-2026-0042."
UNKNOWN_DEPLOYMENT: Final = "Ce déploiement n’existe pas dans cette base."
NOBODY_IN_SEAT: Final = "Personne n’est affecté à {number}. Proposez d’abord quelqu’un."
UNKNOWN_PROPOSAL: Final = "Aucune proposition ne porte le numéro {number}. Vérifiez-le dans les propositions."
UNKNOWN_STATEMENT: Final = (
    "Aucun relevé émis ne porte le numéro {number}. Vérifiez-le dans la liste des relevés."
)
UNREADABLE_STATEMENT: Final = "Ce relevé n’existe pas dans cette base, ou il concerne d’autres organismes."
UNKNOWN_TEAM: Final = "Aucune équipe volante ne porte le code {code}."
NO_COMMITMENT: Final = "Aucun engagement de coûts n’a encore été préparé pour cette demande."
NOT_CONFIRMED: Final = (
    "L’ordre s’imprime une fois le déploiement confirmé. Faites signer l’engagement, puis confirmez."
)
NO_EXTENSION: Final = "Aucune prolongation n’est demandée pour ce déploiement."
OTHER_VERSION: Final = "Cette proposition vient d’une autre version du programme et ne se relit pas."
PRINT: Final = "imprimer ce document d’équipe volante"
TEAM_ROLE: Final = "équipe volante"
MANAGER_ROLE: Final = "gestionnaire de l’équipe volante"
CLIENT_ROLE: Final = "personne à joindre"
NOBODY: Final = "Sans membre"
STATES: Final = {"proposed": "Proposé", "committed": "Engagement signé", "confirmed": "Confirmé"}
"""How the paper of a proposal says the state of a seat; the rest as everywhere."""

FOR_MANDATE: Final = "personne affectée et client"
FOR_COSTS: Final = "client et équipe volante"
FOR_MANAGERS: Final = "gestionnaires des équipes volantes"
FOR_TEAM: Final = "gestionnaires et membres de l’équipe"
FOR_STATEMENT: Final = "client et organisme prêteur"

TO_RETURN: Final = ("Carte d’accès et clés", "Matériel prêté")


def assignment(position: str, description: str) -> str:
    """« Vous assurez la relève du poste P-0142. », or what is to be done."""
    if position:
        return f"Vous assurez la relève du poste {position}."
    return f"Mandat{NBSP}: {description[:1].lower()}{description[1:]}." if description else ""


def free_words(share: Decimal, first: date, last: date) -> str:
    """« Libre à 100 % du 4 au 15 janvier 2027. »"""
    return f"Disponible à {format_percent(share)} au moins du {format_period(first, last)}."
