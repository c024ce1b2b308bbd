"""What the list of bookings and the page of a booking say, in French."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from decimal import Decimal

from agence_desktop.core.french import (
    NBSP,
    counted,
    format_moment,
    format_money,
    format_slot,
    quoted,
)

LIST = "Réservations"
NUMBER = "Numéro"
PURPOSE = "Objet"
ORGANISATION = "Organisme"
PERSON = "Personne"
SPACE = "Espace"
NEXT = "Prochaine date"
DATES = "Dates"
PEOPLE = "Pers."
STATE = "État"
NOUN = "réservation"
EMPTY = "Aucune réservation à venir. Trouvez un espace, ou inscrivez une réservation."
CREATE = "&Nouvelle réservation…"
PERIOD = "Période"
UPCOMING, ALL = "À venir", "Toutes"
EXPORT = "E&xporter…"
EXPORT_TIP = "Écrire la liste, telle qu’elle est filtrée et triée, dans un fichier CSV ou Excel"
EXPORT_TITLE = "Exporter la liste"
EXPORT_NAME = "reservations"
OPEN_FOLDER = "Ouvrir"

BOOKING = "Réservation"
CHOOSE = "Ouvrez une réservation par la liste « Réservations », le planning ou la recherche (Ctrl+K)."
EDIT = "&Modifier…"
MOVE = "Dé&placer…"
CANCEL = "Ann&uler…"
PRINT = "&Imprimer…"
FACTS = "Renseignements"
HISTORY = "Historique"
SERIES = "Séances"
NO_DATE = "Cette réservation n’a aucune date."
NO_DATE_CHOSEN = "Choisissez d’abord une séance dans la liste."
ONE_AT_A_TIME = "Une seule séance se déplace à la fois\u00a0: choisissez-en une."
DAY_AND_HOURS = "Date et heures"
PRICE = "Prix"
REASONS = "Précisions"
FREE = "gratuit"

REQUESTED_BY = "Demande"
EMAIL = "Courriel"
PHONE = "Téléphone"
PARTICIPANTS = "Participants"
LAYOUT = "Disposition"
MATERIAL = "Matériel"
SUPPORT = "Soutien"
ACCESSIBILITY = "Accessibilité"
REPEATS = "Répétition"
NOTE = "Note"
TOTAL = "Prix total"
HOST = "Hôte"
ENTERED = "Inscrite"

CANCEL_QUESTION = "Annuler ces séances?"
CANCEL_YES = "&Annuler les séances"
CANCEL_NO = "&Ne rien changer"

EXPORT_COMMAND = "E&xporter la liste…"
OPEN_COMMAND = "&Ouvrir la réservation"


def states(labels: Sequence[str]) -> str:
    """« Confirmée », « Confirmée, demandée »."""
    first, *others = labels
    return ", ".join([first, *(label.lower() for label in others)])


def exported(count: int, name: str, *, part: bool) -> str:
    """« 12 réservations dans « reservations.xlsx ». »; ``part`` where others were left out."""
    told = f"{counted(count, NOUN)} dans {quoted(name)}."
    return f"{told} Seules celles de vos organismes et de leurs espaces y sont." if part else told


def exporting(name: str) -> str:
    """« Exportation : reservations.xlsx »."""
    return f"Exportation{NBSP}: {name}"


def entered(wall: datetime, login: str) -> str:
    """« le 9 oct. 2026, 14 h 20, par mcaron »."""
    return f"le {format_moment(wall, short=True)}, par {login}"


def total(amount: Decimal, dates: int) -> str:
    """« 475,00 $ pour 5 séances »."""
    money = format_money(amount) if amount else FREE
    return f"{money} pour {counted(dates, 'séance')}" if dates > 1 else money


def cancel_explanation(slots: Sequence[tuple[datetime, datetime]]) -> str:
    """The dates that go, at most five named."""
    named = [format_slot(start, end, short=True) for start, end in slots[:5]]
    rest = len(slots) - len(named)
    text = "; ".join(named)
    return f"{text} et {counted(rest, 'autre')}." if rest else f"{text}."


def equipment(lines: Sequence[tuple[int, str]]) -> str:
    """« 2 micros, 1 écran mobile »."""
    return ", ".join(f"{quantity}{NBSP}×{NBSP}{name}" for quantity, name in lines)
