"""What the dialogues of no slice say, in French."""

from __future__ import annotations

from datetime import datetime

from agence_desktop.core.french import NBSP, format_date, format_time, quoted

PRODUCT = "Agence"
CLOSE = "&Fermer"

FAILURE_TITLE = "Un problème est survenu"
COPY_DETAIL = "&Copier le détail"

NEW_BASE_TITLE = "Créer une base sur ce poste"
BASE_FILES = "Bases de l’Agence (*.sqlite)"
TRYING_CONNECTION = "Essai de la connexion…"
NO_STORE = (
    "Ce poste n’a pas de coffre du système où retenir un mot de passe : il sera demandé à chaque ouverture. "
    "Laissez-le vide si votre session suffit."
)

ABOUT_TITLE = "À propos d’Agence"
SHORTCUTS_TITLE = "Raccourcis clavier"
SHORTCUTS_EMPTY = "Aucune commande."
COMMAND, MENU, KEYS = "Commande", "Menu", "Raccourci"

DRAFTS_TITLE = "Brouillons gardés"
DRAFT, KEPT = "Brouillon", "Gardé le"
NO_DRAFT = "Aucun brouillon n’attend. Ce que vous saisissez dans un formulaire est gardé ici de lui-même."
OFFER_TITLE = "Reprendre un brouillon?"
RESUME, DISCARD = "&Reprendre le brouillon", "&Jeter le brouillon"
OPEN_WITHOUT = "&Ouvrir sans le brouillon"
TAKE_DRAFT, DROP_DRAFT = "&Reprendre", "&Supprimer"


def offer(title: str, saved: datetime) -> str:
    """« Comité…, gardé le 14 octobre 2026 à 10 h 42. »"""
    return f"{quoted(title)}, gardé le {format_date(saved, weekday=False)} à {format_time(saved)}."


def about(version: str) -> str:
    """What the program is, and its version where it is known."""
    services = "Réservation d’espaces, postes uniques et équipes volantes"
    what = f"{services} pour l’administration publique du Québec."
    return f"{what}\n\nVersion{NBSP}{version}" if version else what


def forgotten(base: str, *, was_kept: bool) -> str:
    """What the store of the system answered to « Oublier »."""
    if was_kept:
        return f"Le mot de passe de la base «{NBSP}{base}{NBSP}» n’est plus retenu sur ce poste."
    return f"Aucun mot de passe n’était retenu pour la base «{NBSP}{base}{NBSP}»."
