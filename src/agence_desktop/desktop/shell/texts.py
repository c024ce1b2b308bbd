"""What the frame of the window says, in French."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, timedelta

from agence_desktop.core.french import (
    NBSP,
    WEEKDAYS,
    counted,
    format_date,
    format_near_date,
    format_number,
    format_time,
    listed,
)
from agence_desktop.desktop.session import BaseInfo, BaseKind, Connection, Mode

PRODUCT = "Agence"
ALREADY_OPEN = (
    "Le programme est déjà ouvert, mais ne répond pas. Attendez un moment et réessayez; sinon, fermez-le "
    "par le gestionnaire des tâches, puis démarrez-le de nouveau."
)
HOME = "Accueil"
HOME_TITLE = "Ma journée"
PALETTE_HINT = "Salle, personne, poste, numéro ou commande"
PALETTE_NAME = "Aller à un lieu, à une fiche ou exécuter une commande"
PALETTE_EMPTY = "Rien ne porte ce nom. Essayez un mot de moins, ou le début du numéro."
PALETTE_SEARCHING = "Recherche…"
COMMANDS_GROUP = "Commandes"
PLACES_GROUP = "Lieux"

MENUS = {
    "fichier": "&Fichier",
    "edition": "É&dition",
    "affichage": "&Affichage",
    "aller": "A&ller",
    "outils": "&Outils",
    "fenetre": "Fe&nêtre",
    "aide": "Aid&e",
}

UNDO_WORD = "Annuler"
TAKE_DRAFT = "Reprendre"
NEW = "&Nouvelle fiche…"

EMPTY_DAY = (
    "Aucun service n’est ouvert sur cette base. Ouvrez une autre base par le menu Fichier, "
    "ou demandez à la personne qui administre le programme de vous donner un rôle."
)
NO_BASE_YET = (
    "Votre journée s’affichera ici dès que la base sera ouverte. Une autre base s’ouvre par le menu Fichier."
)
FIGURES = "Ce qui vous attend"
MY_SITES = "Mes immeubles"
ALL_SITES = "Tous les immeubles"
USUAL_SITES = "Mes immeubles habituels"
NEWS = "Depuis votre dernière visite"
NEWS_FIRST = "Depuis une semaine"
NO_NEWS = "Personne d’autre n’a rien changé dans vos immeubles."
NEWS_WHAT, NEWS_WHEN = "Changement", "Moment"
MARK_READ = "Tout marquer comme lu"
ZONES = {
    "America/Toronto": "Temps de l’Est",
    "America/Halifax": "Temps de l’Atlantique",
    "America/Blanc-Sablon": "Temps de l’Atlantique, sans heure avancée",
}

RESULTS = "Résultats"
SERVICES = "Services"
TOOL_BAR = "Barre d’outils"
CONNECTION, PERSON, FRESHNESS = "Connexion", "Personne identifiée", "Dernière lecture"
WORK, WORK_PROGRESS, ZONE = "Travail en arrière-plan", "Avancement du travail", "Fuseau horaire"
CANCEL_WORK = "Annuler le travail en arrière-plan"
CANCELLING = "Annulation…"


def drafts_left(titles: Sequence[str]) -> str:
    """What was being typed when the program ended is offered again."""
    if len(titles) == 1:
        return f"Un brouillon vous attend{NBSP}: {titles[0]}."
    return f"{counted(len(titles), 'brouillon')} vous attendent, dont {titles[0]}."


def undo_words(sentence: str) -> str:
    """The menu entry of Ctrl+Z: « Annuler « Séance déplacée » »."""
    return f"&Annuler{NBSP}: {sentence.rstrip('.')}" if sentence else "&Annuler la dernière action"


def window_title(place: str) -> str:
    """« Planning des espaces – Agence »."""
    return f"{place} – {PRODUCT}" if place else PRODUCT


def day_title(today: date) -> str:
    """« mercredi 14 octobre 2026, semaine 42 »."""
    return f"{format_date(today)}, semaine{NBSP}{today.isocalendar().week}"


def base_words(base: BaseInfo, connection: Connection) -> str:
    """« Base partagée, 14 ms », « Base de ce poste », « Base partagée, hors connexion »."""
    words = base.label or ("Base partagée" if base.kind is BaseKind.SHARED else "Base de ce poste")
    if connection.mode is Mode.OFFLINE:
        return f"{words}, hors connexion"
    if connection.mode is Mode.READ_ONLY:
        return f"{words}, consultation"
    if connection.latency_ms is not None:
        return f"{words}, {format_number(connection.latency_ms)}{NBSP}ms"
    return words


def signed_in(name: str, roles: str) -> str:
    """« Mireille Caron · répondante hôte, SQ-SC »."""
    return f"{name} · {roles}" if name and roles else name or "Personne n’est identifié"


def refreshed(at: datetime | None) -> str:
    """« Actualisé à 10 h 42 »."""
    return f"Actualisé à {format_time(at)}" if at is not None else "Pas encore lu"


def work_words(label: str, fraction: float | None, others: int) -> str:
    """« Bulletin hebdomadaire : 64 % », « … et 2 autres travaux »."""
    words = label if fraction is None else f"{label}{NBSP}: {round(fraction * 100)}{NBSP}%"
    return f"{words}, et {counted(others, 'autre travail', 'autres travaux')}" if others else words


def offline_banner(since: datetime | None, read: datetime | None = None) -> str:
    """What is shown stays readable, with the time it was read; what is typed is kept."""
    when = f" depuis {format_time(since)}" if since is not None else ""
    shown = f"a été lu à {format_time(read)}" if read is not None else "date de ce moment"
    return (
        f"La base ne répond pas{when}. Ce qui est affiché {shown}; "
        "vos saisies sont gardées comme brouillons et la connexion est reprise d’elle-même."
    )


def skew_banner(skew: timedelta) -> str:
    """The clock of this computer is wrong; what is recorded has the time of the server."""
    minutes = counted(round(abs(skew) / timedelta(minutes=1)), "minute")
    how = "avance" if skew > timedelta() else "retarde"
    return (
        f"L’horloge de ce poste {how} de {minutes} sur celle de la base. Ce qui est enregistré porte l’heure "
        "de la base; faites régler l’horloge du poste."
    )


READ_ONLY_BANNER = f"Consultation seulement{NBSP}: rien ne peut être enregistré sur cette base."


REPLAY_MARK = "Base de rejeu."
REPLAY_BANNER = (
    f"Base de rejeu{NBSP}: la ligne de commande peut y fixer l’heure; cette fenêtre suit celle de ce poste."
)


def badge_words(word: str, count: int) -> str:
    """The accessible name of a rail entry with its badge."""
    return f"{word}, {counted(count, 'élément')} à traiter" if count else word


def sites_words(names: Sequence[str]) -> str:
    """« Services Québec de Lévis et Centre Lebourgneuf », « 3 immeubles », « Tous les immeubles »."""
    if not names:
        return ALL_SITES
    return listed(list(names)) if len(names) <= 2 else counted(len(names), "immeuble")


def sites_listed(names: Sequence[str]) -> str:
    """One building a line, for the tooltip."""
    return "\n".join(names) if names else ALL_SITES


def count_of(title: str, count: int) -> str:
    """« Demandes à décider, 7 »: the accessible name of a count."""
    return f"{title}, {format_number(count)}"


def and_others(count: int) -> str:
    """« et 8 autres »."""
    return f"et {counted(count, 'autre')}"


def others_of(count: int, title: str) -> str:
    """« 8 autres, Réservations d’aujourd’hui »."""
    return f"{counted(count, 'autre')}, {title}"


def news_moment(wall: datetime, today: date) -> str:
    """« 9 h 48 » today, « hier », « lundi » within a week, then « 5 oct. »."""
    days = (today - wall.date()).days
    if days <= 0:
        return format_time(wall)
    return WEEKDAYS[wall.weekday()] if 1 < days < 7 else format_near_date(wall.date(), today)
