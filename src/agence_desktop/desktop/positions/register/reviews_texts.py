"""What « Révisions » says, in French."""

from __future__ import annotations

from agence_desktop.core.french import NBSP, counted
from agence_desktop.desktop.positions.texts import days

REASONS, WHEN, VERSION = "Pourquoi", "Échéance", "Version"
EMPTY_DUE = f"Aucune fiche n’est à réviser ici. Les prochaines sont sous «{NBSP}Toutes{NBSP}»."
WHICH = "Fiches"
DUE, ALL = "À réviser", "Toutes"
TODAY = "aujourd’hui"


def when(overdue: int, left: int | None) -> str:
    """« en retard de 98 jours », « dans 12 jours »; empty without a date."""
    if overdue:
        return f"en retard de {days(overdue)}"
    if left is None:
        return ""
    return TODAY if left == 0 else f"dans {counted(left, 'jour')}"


def version(number: int | None) -> str:
    """« 3 »."""
    return "" if number is None else str(number)
