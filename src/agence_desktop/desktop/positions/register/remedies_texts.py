"""What reminders of reviews and actions for § 13 say, in French."""

from __future__ import annotations

from collections.abc import Sequence

from agence_desktop.core.french import NBSP

REMIND = "Rappeler…"
REMIND_COMMAND = "&Rappeler les révisions en retard…"
PREPARE, NOT_NOW = "Préparer les messages", "Pas maintenant"
NOBODY_LATE = "Aucune révision n’est en retard ici."
ADD_ACTION = f"Ajouter au §{NBSP}13"
ADD_ACTION_COMMAND = f"&Ajouter l’action au §{NBSP}13"
ADD_ACTION_TIP = "Ajouter l’action choisie à la fiche de son poste, avec la gestion comme responsable"
CHOOSE_ACTION = "Choisissez d’abord une action dans la liste."
OPEN_SHEET = "Ouvrir la fiche"


def remind_question(count: int) -> str:
    """« Préparer un rappel pour 3 révisions en retard ? »."""
    words = "une révision" if count == 1 else f"{count} révisions"
    return f"Préparer un rappel pour {words} en retard{NBSP}?"


def remind_words(late: Sequence[tuple[str, str]]) -> str:
    """« P-0151 : Thierry Nadeau. », one line each, and that nothing is sent."""
    told = [f"{number}{NBSP}: {holder}" for number, holder in late[:12]]
    if len(late) > 12:
        told.append(f"et {len(late) - 12} autres")
    told.append(
        "Un message par personne s’ouvre dans votre logiciel de courriel. Rien n’est envoyé sans vous."
    )
    return "\n".join(told)


def added(number: str) -> str:
    """« Action ajoutée au § 13 de la fiche P-0151. »."""
    return f"Action ajoutée au §{NBSP}13 de la fiche {number}."
