"""What the dialogues of no slice say, in French."""

from __future__ import annotations

from agence_desktop.core.french import NBSP

PRODUCT = "Agence"
CLOSE = "&Fermer"

FAILURE_TITLE = "Un problème est survenu"
COPY_DETAIL = "&Copier le détail"

NEW_BASE_TITLE = "Créer une base sur ce poste"
BASE_FILES = "Bases de l’Agence (*.sqlite)"
TRYING_CONNECTION = "Essai de la connexion…"

ABOUT_TITLE = "À propos d’Agence"
SHORTCUTS_TITLE = "Raccourcis clavier"
SHORTCUTS_EMPTY = "Aucune commande."
COMMAND, MENU, KEYS = "Commande", "Menu", "Raccourci"

DRAFTS_TITLE = "Brouillons gardés"
DRAFT, KEPT = "Brouillon", "Gardé le"
NO_DRAFT = "Aucun brouillon n’attend. Ce que vous saisissez dans un formulaire est gardé ici de lui-même."
TAKE_DRAFT, DROP_DRAFT = "&Reprendre", "&Supprimer"


def about(version: str) -> str:
    """What the program is, and its version where it is known."""
    services = "Réservation d’espaces, postes uniques et équipes volantes"
    what = f"{services} pour l’administration publique du Québec."
    return f"{what}\n\nVersion{NBSP}{version}" if version else what
