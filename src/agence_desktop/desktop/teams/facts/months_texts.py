"""What the bar of months says, in French."""

from __future__ import annotations

from agence_desktop.core.french import format_month
from agence_desktop.teams.periods import Days

MONTH, QUARTER, YEAR = "Mois", "Trimestre", "Année financière"
REACH = "Durée montrée"
PREVIOUS, NEXT, TODAY = "Période précédente", "Période suivante", "Aujourd’hui"


def whole_period(found: Days, reach: str) -> str:
    """« novembre 2026 », « octobre à décembre 2026 », « avril 2026 à mars 2027 »."""
    last = found.last or found.first
    if reach == MONTH:
        return format_month(found.first)
    first = format_month(found.first)
    if found.first.year == last.year:
        first = first.removesuffix(f" {last.year}")
    return f"{first} à {format_month(last)}"
