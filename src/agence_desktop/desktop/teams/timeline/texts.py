"""What the timeline of members says, in French."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from agence_desktop.core.french import NBSP, counted, listed
from agence_desktop.desktop.calendar.items import Style

NAME = "Planning des membres"
CORNER = "port d’attache, compétences et niveau"
CORNER_NOTE = "utilisation"
NO_CAPACITY, NO_CAPACITY_SAID = "–", "aucune disponibilité"
ABSENCE, OUT_OF_CONTRACT = "absence", "hors contrat"
LEGEND = (
    (Style.FIRM, "ferme"),
    (Style.TENTATIVE, "provisoire"),
    (Style.DONE, "terminé"),
    (Style.ABSENT, "absence"),
    (None, "jour férié"),
)
LOAD_LEGEND = f"charge{NBSP}: 60 + 40 = ferme + provisoire, en{NBSP}%"
SHOW_TENTATIVE = "Montrer le &provisoire"
TEAMS, SKILL, PLACE = "Équipes", "Compétence", "Port d’attache"
ALL = "toutes"
EVERYWHERE = "tous"
OVERRUN = "dépassement autorisé"


def corner(count: int) -> str:
    """« Membres (8) »."""
    return f"Membres ({count})"


def group(team: str, count: int) -> tuple[str, str]:
    """« Soutien administratif » and « 4 membres »."""
    return team, counted(count, "membre")


def load(firm: int, tentative: int) -> str:
    """« 60 % », « 60 + 40 »."""
    return f"{firm} + {tentative}" if tentative else f"{firm}{NBSP}%"


def load_short(firm: int, tentative: int) -> str:
    """The same where room lacks."""
    return f"{firm}+{tentative}" if tentative else str(firm)


def load_said(firm: int, tentative: int) -> str:
    """« charge ferme 60 %, provisoire 40 % »."""
    told = f"charge ferme {firm}{NBSP}%"
    return f"{told}, provisoire {tentative}{NBSP}%" if tentative else told


def utilised(share: Fraction | None) -> str:
    """« 47 % ferme »; a dash without capacity."""
    if share is None:
        return NO_CAPACITY
    return f"{int((share * 100 + Fraction(1, 2)) // 1)}{NBSP}% ferme"


def work(what: str, effort: str, remote: bool, days: str) -> str:
    """« secrétariat, 60 %, à distance »."""
    return ", ".join(part for part in (what, effort, "à distance" if remote else "", days) if part)


def choice(title: str, names: Sequence[str], nothing: str) -> str:
    """« Équipes : administratif et rédaction », « Compétence : toutes »."""
    return f"{title}{NBSP}: {listed(list(names)) if names else nothing}"
