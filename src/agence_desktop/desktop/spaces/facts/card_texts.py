"""What the card of a booking says, in French."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from agence_desktop.core.french import (
    NBSP,
    counted,
    format_duration,
    format_moment,
    format_short_date,
    format_time,
    ordinal,
)
from agence_desktop.spaces.journal import EventKind
from agence_desktop.spaces.rows import OccurrenceState

NAME = "Fiche de la réservation"
CLOSE = "Fermer la fiche"
HISTORY = "Historique"
EDIT = "&Modifier…"
EDIT_KEY = "Entrée"
EDIT_DATE = "&Modifier la séance…"
MOVE = "Dé&placer…"
PRINT = "&Imprimer…"
CANCEL = "Ann&uler…"
PRESENCE = "Prés&ence"
NO_RIGHT = (
    "Cette réservation est celle d’un autre organisme\u00a0: elle se change par ses commis "
    "et par le répondant hôte de l’espace."
)
BEGUN = "La séance est commencée\u00a0: elle ne se déplace ni ne s’annule plus."
READ_ONLY = "La base est ouverte en consultation seulement."
NOTHING = "Choisissez une séance pour voir sa fiche."

SPACE = "Espace"
SITE = "Immeuble"
REQUEST = "Demande"
PARTICIPANTS = "Participants"
EQUIPMENT = "Matériel"
SUPPORT = "Soutien"
ACCESSIBILITY = "Accessibilité"
BUFFER = "Tampon"
PRICE = "Prix"
CANCELLATION = "Annulation"
PHONE = "Téléphone"
NOTE = "Note"
OUTSIDE = "Hors modalités"
FREE = "gratuit"
LATE = "(délai passé)"


_FIXED: Mapping[OccurrenceState, str] = {
    OccurrenceState.PRESENT: "La présence est notée\u00a0: la séance ne se déplace ni ne s’annule plus.",
    OccurrenceState.ENDED: "La séance est terminée\u00a0: elle ne se déplace ni ne s’annule plus.",
    OccurrenceState.NO_SHOW: "Personne n’est venu\u00a0: la séance ne se déplace ni ne s’annule plus.",
    OccurrenceState.CANCELLED: "La séance est déjà annulée.",
    OccurrenceState.REFUSED: "La demande a été refusée\u00a0: il n’y a rien à déplacer ni à annuler.",
    OccurrenceState.NOT_OBTAINED: "La date n’a pas été obtenue\u00a0: il n’y a rien à déplacer ni à annuler.",
    OccurrenceState.OFFERED: "L’espace est offert\u00a0: la séance se déplace une fois l’offre acceptée.",
}


def fixed(state: OccurrenceState) -> str:
    """Why a date in this state is not moved or cancelled."""
    return _FIXED.get(state, "")


def position(number: int, count: int) -> str:
    """« séance 3 de 6 »."""
    return f"séance {number} de {count}"


def participants(asked: int, places: int, layout: str) -> str:
    """« 10 sur 12, en U »."""
    words = f"{asked} sur {places}"
    return f"{words}, {layout_words(layout)}" if layout else words


def layout_words(label: str) -> str:
    """« en U », « disposition théâtre » from « En U » and « Théâtre »."""
    words = f"{label[0].lower()}{label[1:]}"
    return words if words.startswith("en ") else f"disposition {words}"


def buffers(before: int, after: int) -> str:
    """« 30 min avant, 30 min après »."""
    sides = ((before, "avant"), (after, "après"))
    return ", ".join(f"{format_duration(minutes)} {side}" for minutes, side in sides if minutes)


def floor(text: str) -> str:
    """« 1er étage » from « 1 »; a floor told in words stays as it is."""
    plain = text.strip()
    return f"{ordinal(int(plain))} étage" if plain.isdigit() and int(plain) else plain


def free_until(wall: datetime) -> str:
    """« sans frais jusqu’au 13 oct., 13 h »."""
    return f"sans frais jusqu’au {format_short_date(wall, weekday=False, year=False)}, {format_time(wall)}"


def moment(wall: datetime, year: int) -> str:
    """« 9 oct., 14 h 20 », with the year when it is another."""
    return format_moment(wall, short=True, year=wall.year != year)


def event(
    kind: EventKind, detail: Mapping[str, str], before: datetime | None, after: datetime | None, dates: int
) -> str:
    """One line of the history; ``before`` and ``after`` are wall clocks of a move."""
    match kind:
        case EventKind.BOOKED:
            return f"Série de {counted(dates, 'séance')} inscrite" if dates > 1 else "Réservation inscrite"
        case EventKind.MOVED:
            return _moved(detail, before, after)
        case EventKind.EDITED:
            return "Renseignements modifiés"
        case EventKind.CANCELLED:
            reason = detail.get("reason", "")
            return f"{_dates('annulée', detail)}{f'{NBSP}: {reason}' if reason else ''}"
        case EventKind.RESTORED:
            return _dates("rétablie", detail)
        case EventKind.DECIDED:
            return "Demande décidée"
        case EventKind.PRINTED:
            return "Imprimée"
        case EventKind.IMPORTED:
            return "Importée"
        case EventKind.PRESENT:
            return "Présence notée"
        case EventKind.AWAITED_AGAIN:
            return "Présence retirée"


def _dates(participle: str, detail: Mapping[str, str]) -> str:
    count = int(detail.get("dates", "1"))
    return f"{count} séances {participle}s" if count > 1 else f"Séance {participle}"


def _moved(detail: Mapping[str, str], before: datetime | None, after: datetime | None) -> str:
    words = []
    if before is not None and after is not None and before != after:
        if before.date() == after.date():
            words.append(f"Heure déplacée de {format_time(before)} à {format_time(after)}")
        else:
            first, last = (format_short_date(one, year=False) for one in (before, after))
            words.append(f"Déplacée du {first}, {format_time(before)}, au {last}, {format_time(after)}")
    if detail.get("from_space") != detail.get("to_space"):
        words.append(f"Changée de salle{NBSP}: {detail.get('from_space')} vers {detail.get('to_space')}")
    count = int(detail.get("dates", "1"))
    text = "; ".join(words) or "Durée changée"
    if detail.get("back"):
        text = f"Déplacement défait{NBSP}: {text[0].lower()}{text[1:]}"
    return f"{text} ({counted(count, 'séance')})" if count > 1 else text
