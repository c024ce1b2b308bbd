"""The message that reminds somebody of sheets whose review is overdue."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from agence_desktop.core.french import NBSP, counted, format_date

REMIND = "rappeler une révision"


def subject(numbers: Sequence[str]) -> str:
    """« Révision en retard : fiche P-0151 »."""
    words = "fiche" if len(numbers) == 1 else "fiches"
    return f"Révision en retard{NBSP}: {words} {', '.join(numbers)}"


def line(position: str, due: date, days: int) -> str:
    """« – P-0151 Gestion des accès : prévue le 14 août 2026, 98 jours de retard »."""
    when = format_date(due, weekday=False)
    return f"– {position}{NBSP}: prévue le {when}, {counted(days, 'jour')} de retard"


def body(to: str, lines: Sequence[str], sender: str) -> str:
    """The whole text."""
    told, one = "\n".join(lines), len(lines) == 1
    late = f"La révision de {'cette fiche' if one else 'ces fiches'} de transition est en retard{NBSP}:"
    again = "Relisez-la" if one else "Relisez-les"
    asked = f"{again}, corrigez ce qui a changé et soumettez la nouvelle version."
    why = "Une fiche en retard reste en vigueur, mais la relève peut moins s’y fier."
    return f"Bonjour {to},\n\n{late}\n\n{told}\n\n{asked} {why}\n\nMerci,\n{sender}\n"
