"""The message that asks somebody to take tasks during an absence."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from agence_desktop.core.french import NBSP, format_period

SUBJECT = "Relève du {period}\u00a0: {position}"


def subject(position: str, first: date, last: date) -> str:
    """« Relève du 30 novembre au 18 décembre 2026 : P-0142 Prestations spéciales »."""
    return SUBJECT.format(period=format_period(first, last), position=position)


def task_line(name: str, due: str, hours: str, second: str) -> str:
    """« – T2 Suivre les contrats : 30 nov. et 7 déc., 6 h par semaine; en second, Josée Lachance »."""
    told = ", ".join(part for part in (due, hours) if part)
    back = f"; en second, {second}" if second else ""
    return f"– {name}{NBSP}: {told}{back}"


def body(
    to: str, absent: str, position: str, period: tuple[date, date], lines: Sequence[str], sender: str
) -> str:
    """The whole text; no reason is told, for none is known."""
    when = format_period(*period)
    told = "\n".join(lines)
    return (
        f"Bonjour {to},\n\n"
        f"{absent}, titulaire du poste {position}, sera en absence du {when}. "
        "Pouvez-vous prendre la relève de ce qui suit?\n\n"
        f"{told}\n\n"
        "Répondez à ce message en disant, pour chaque tâche, si vous acceptez. La fiche de relève du poste "
        "vous dit comment faire; posez vos questions pendant qu’il est encore temps.\n\n"
        f"Merci,\n{sender}\n"
    )
