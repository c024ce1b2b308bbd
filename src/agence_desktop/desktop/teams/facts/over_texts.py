"""What is said where a member would be above capacity, in French."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from agence_desktop.core.french import NBSP, counted, format_short_date, listed

TITLE, APPLY = "Capacité dépassée", "Appliquer ce choix"
QUESTION = "Que faire?"
AUTHORISE, AUTHORISE_HELP = (
    "A&utoriser le dépassement",
    "Un gestionnaire l’autorise et dit pourquoi; le dépassement reste dans sa liste.",
)
OTHER, OTHER_HELP = "&Déplacer un autre déploiement", "Le planning s’ouvre sur ce membre, aux jours en cause."
REASON = "&Motif du dépassement"
REASON_NEEDED = "Écrivez pourquoi ce dépassement est autorisé."
_MOST = 4


def title(name: str) -> str:
    """« Capacité dépassée, Thomas Nguyen »."""
    return f"{TITLE}, {name}"


def over_days(days: Sequence[tuple[date, int]]) -> str:
    """« 14 oct. (20 %), 15 oct. (20 %) et 3 autres »; excesses in hundredths of a percent."""
    told = [
        f"{format_short_date(day, weekday=False, year=False)} ({amount // 100}{NBSP}%)"
        for day, amount in days[:_MOST]
    ]
    if len(days) > len(told):
        return f"{', '.join(told)} et {counted(len(days) - len(told), 'autre')}"
    return listed(told)
