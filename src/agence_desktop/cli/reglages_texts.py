"""What the command line says in French of the settings of this computer."""

from __future__ import annotations

from decimal import Decimal
from typing import Final

from agence_desktop.core.french import NBSP, format_number, quoted
from agence_desktop.core.settings import Origin

HELP = "montre les réglages qui s’appliquent sur cet ordinateur et d’où vient chacun"
KEY, PURPOSE, VALUE, ORIGIN = "réglage", "usage", "valeur", "vient de"
NONE = "(aucune)"
ORIGINS: Final = {
    Origin.POLICY: "stratégie de groupe",
    Origin.MACHINE: "fichier de l’ordinateur",
    Origin.INSTALLER: "installation du programme",
    Origin.ENVIRONMENT: "variable AGENCE_BASE",
    Origin.USER: "fichier de la personne",
    Origin.DEFAULT: "valeur d’origine",
}


def value(found: object) -> str:
    """A value as people read it."""
    if found is None:
        return NONE
    if isinstance(found, bool):
        return "oui" if found else "non"
    return format_number(found) if isinstance(found, Decimal) else str(found)


def unknown(key: str, place: str) -> str:
    """A key that no setting has."""
    return f"Réglage inconnu, sans effet{NBSP}: {quoted(key)} dans «{NBSP}{place}{NBSP}»."
