"""Names of days and months, and the no-break space: the vocabulary shared by writing and reading."""

from __future__ import annotations

NBSP = "\u00a0"

WEEKDAYS = ("lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche")
SHORT_WEEKDAYS = ("lun.", "mar.", "mer.", "jeu.", "ven.", "sam.", "dim.")

MONTHS = (
    "janvier",
    "février",
    "mars",
    "avril",
    "mai",
    "juin",
    "juillet",
    "août",
    "septembre",
    "octobre",
    "novembre",
    "décembre",
)
SHORT_MONTHS = (
    "janv.",
    "févr.",
    "mars",
    "avr.",
    "mai",
    "juin",
    "juill.",
    "août",
    "sept.",
    "oct.",
    "nov.",
    "déc.",
)

SMALL_NUMBERS = ("zéro", "un", "deux", "trois", "quatre", "cinq", "six", "sept", "huit", "neuf", "dix")


def quoted(text: str) -> str:
    """Typed text between guillemets for a sentence: one line, at most 60 characters."""
    line = " ".join(text.split())
    line = "".join(c for c in line if c.isprintable() or c == NBSP)
    return f"«{NBSP}{line if len(line) <= 60 else line[:59] + '…'}{NBSP}»"
