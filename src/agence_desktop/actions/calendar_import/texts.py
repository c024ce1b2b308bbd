"""What the import of a calendar says."""

from __future__ import annotations

from agence_desktop.core.french import NBSP, quoted

WITHOUT_UID = "sans-uid-"
WITHOUT_SUMMARY = "Occupé"

BAD_CALENDAR = "Ce fichier n’est pas un calendrier iCalendar (.ics) lisible. Exportez-le de nouveau."
BAD_TIME = (
    f"Le début ou la fin manque, ou la fin ne suit pas le début{NBSP}: corrigez l’événement à sa source."
)
SECONDS = f"Le début ou la fin tombe entre deux minutes{NBSP}: corrigez l’événement à sa source."
SEVERAL_RULES = f"L’événement a plusieurs règles de répétition{NBSP}: il faut le scinder à sa source."

FOLLOWING_MOVED = (
    f"L’événement déplace une date et toutes les suivantes à la fois{NBSP}: il faut le scinder à sa source."
)


def unknown_zone(name: str) -> str:
    """A TZID that neither the file nor the program knows."""
    return (
        f"Le fuseau {quoted(name)} n’est pas décrit dans le fichier et n’est pas connu{NBSP}: "
        "exportez le calendrier avec ses fuseaux."
    )


def unreadable(path: str) -> str:
    """The file is absent or may not be read."""
    return f"Le fichier {quoted(path)} ne peut pas être lu. Vérifiez son nom et vos droits."


def unknown_space(code: str) -> str:
    """No space bears the code."""
    return f"Aucun espace ne porte le code {quoted(code)}."


def unknown_organisation(acronym: str) -> str:
    """No organisation bears the acronym."""
    return f"Aucun organisme ne porte le sigle {quoted(acronym)}."
