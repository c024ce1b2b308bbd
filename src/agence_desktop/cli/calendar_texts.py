"""What the import of a calendar says on the command line."""

from __future__ import annotations

from collections.abc import Mapping

from agence_desktop.core.french import NBSP, counted, listed

GROUP = f"calendrier d’une salle (F.ics){NBSP}"
SPACE = "code de l’espace dont le calendrier est importé"
ORGANISATION = "sigle de l’organisme au nom duquel les réservations sont inscrites"
UNTIL = "jour auquel une série sans fin est coupée (2027-06-30); un an sans indication"
CONFLICTS = f"«{NBSP}refuser{NBSP}» (par défaut) défait tout, «{NBSP}sauter{NBSP}» garde les dates libres"

ONLY_CALENDARS = (
    "Les options --espace, --organisme, --jusqu-au et --conflits ne vont qu’avec un fichier .ics."
)
SPACE_AND_ORGANISATION = (
    "Un calendrier est celui d’un espace et s’inscrit au nom d’un organisme"
    f"{NBSP}: donnez --espace et --organisme."
)
ROLLED_BACK = f"Au moins un événement est refusé{NBSP}: rien n’a été changé."
DRY_RUN_DONE = f"Essai seulement{NBSP}: rien n’a été changé."
CONFLICT = f"{{row}} {{summary}}{NBSP}: {{date}}"
HEADERS = ("No", "Événement", "Résultat", "Précisions")

OUTCOMES = {
    "created": "ajouté",
    "updated": "mis à jour",
    "unchanged": "inchangé",
    "cancelled": "annulé",
    "skipped": "sauté",
    "refused": "refusé",
    "rolled_back": "défait",
}


def conflicts(count: int) -> str:
    """How many dates meet something."""
    return f"{counted(count, 'date')} en conflit ou hors modalités." if count else ""


def cut(day: str) -> str:
    """An endless series was given an end."""
    return f"Série sans fin coupée le {day}."


def summary(counts: Mapping[str, int]) -> str:
    """« 12 événements ajoutés et 1 événement refusé. »."""
    told = [_counted(number, OUTCOMES[outcome]) for outcome, number in counts.items()]
    return f"{listed(told)}." if told else "Le calendrier ne contient aucun événement."


def _counted(number: int, participle: str) -> str:
    if number < 2:
        return f"{number} événement {participle}"
    word, _, rest = participle.partition(" ")
    return f"{number} événements {word if word.endswith('s') else word + 's'}{' ' + rest if rest else ''}"
