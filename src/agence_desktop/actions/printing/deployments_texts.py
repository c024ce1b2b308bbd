"""What papers of flying teams say beside what is stored."""

from __future__ import annotations

from typing import Final

UNKNOWN_REQUEST: Final = "Cette demande n’existe pas dans cette base."
UNKNOWN_DEPLOYMENT: Final = "Ce déploiement n’existe pas dans cette base."
NO_COMMITMENT: Final = "Aucun engagement de coûts n’a encore été préparé pour cette demande."
PRINT: Final = "imprimer ce document d’équipe volante"
DIFFUSION: Final = "membre, client et équipe volante"
TEAM_ROLE: Final = "équipe volante"
TEAM_MANAGER: Final = "Gestionnaire de l’équipe"
CLIENT_ROLE: Final = "personne à joindre"


def assignment(position: str) -> str:
    """« Vous assurez la relève du poste P-0142. »"""
    return f"Vous assurez la relève du poste {position}."
