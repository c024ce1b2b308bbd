"""What « Banc et utilisation » says, in French."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from fractions import Fraction

from agence_desktop.core.french import (
    NBSP,
    SHORT_MONTHS,
    counted,
    format_number,
    format_percent,
    format_period,
    format_short_date,
    listed,
)
from agence_desktop.teams.benches import OverrunLine
from agence_desktop.teams.periods import Days

HEADING = "Banc et utilisation"
FIGURES = "En chiffres"
MEMBER, TEAM, HOME = "Membre", "Équipe", "Port d’attache"
SHARE, SHARE_HEAD = "Utilisation", "Utilisation"
CAPACITY, FIRM, TENTATIVE = "Capacité", "Ferme", "Provisoire"
FREE, FIRST_FREE, BENCH_SINCE = "Journées libres", "Libre dès", "Sur le banc dès"
MEMBERS = "Membres"
SKILLS = "Compétences"
FIRM_OF = "Ferme sur capacité"
USED = "% d’utilisation"
NOUN = "membre"
EMPTY = "Aucun membre n’a de contrat dans cette période. Choisissez une autre période."
TEAMS = "Équipes"
ALL_TEAMS = "Toutes les équipes"
WHOLE = "Ensemble"
SHOW_TENTATIVE = "Montrer le &provisoire"

UNMET = "Demande sans réponse, en journées par mois"
UNMET_EMPTY = "Chaque place demandée dans cette période est servie."
SKILL, TOTAL, POSTS, CASE = "Compétence", "Journées", "Postes", "Conclusion"
PERMANENT = "poste permanent"
NO_CASE = "ponctuelle"
OVERRUNS = "Dépassements autorisés"
OVERRUNS_EMPTY = "Aucun dépassement n’a été autorisé dans cette période."
REQUEST, PERIOD, AMOUNT, REASON, BY = "Demande", "Période", "Par jour", "Motif", "Autorisé par"

EXPORT_TITLE, EXPORT_NAME = "Exporter l’utilisation", "utilisation"
PRINT_TITLE = "Banc et utilisation"
SHOW_MEMBER = "Montrer dans le &planning"
TOGGLE = "Montrer ou masquer le pr&ovisoire"
EXPORT = "E&xporter l’utilisation…"
EXPORT_UNMET = "Exporter la &demande sans réponse…"
UNMET_NAME = "demande-sans-reponse"


def share(value: Fraction | None) -> str:
    """« 72 % », a dash without capacity."""
    return "–" if value is None else format_percent(Decimal(value.numerator) * 100 / value.denominator)


def hours(value: Decimal) -> str:
    """« 140 h », « 3,5 h »."""
    return f"{format_number(value.normalize() + 0)}{NBSP}h"


def firm_of(firm: Decimal, capacity: Decimal) -> str:
    """« 145,6 sur 427 h »."""
    return f"{format_number(firm.normalize() + 0)} sur {hours(capacity)}"


def days(value: Decimal) -> str:
    """« 12,5 »: full days, to a tenth."""
    return format_number(value.quantize(Decimal("0.1")).normalize() + 0)


def posts(value: Fraction) -> str:
    """« 0,82 »."""
    return format_number(Decimal(value.numerator) / value.denominator, 2)


def day(value: date | None) -> str:
    """« 12 nov. », empty for none; no period is longer than a year."""
    return "" if value is None else format_short_date(value, weekday=False, year=False)


def period(found: Days) -> str:
    """« 3 au 14 nov. »."""
    return format_period(found.first, found.last or found.first, short=True, year=False)


def month(first: date) -> str:
    """« nov. »."""
    return SHORT_MONTHS[first.month - 1]


def subtitle(members: int, teams: int, *, tentative: bool) -> str:
    """« 60 membres, 4 équipes; heures fermes seulement »."""
    counts = f"{counted(members, 'membre')}, {counted(teams, 'équipe')}"
    return f"{counts}; heures fermes et provisoires" if tentative else f"{counts}; heures fermes seulement"


def benched(*, today: bool) -> str:
    """Words of a figure."""
    return "sur le banc aujourd’hui" if today else "sur le banc à la fin"


def overruns(count: int) -> str:
    """Words of a figure."""
    return "dépassements autorisés" if count > 1 else "dépassement autorisé"


def cases(count: int) -> str:
    """Words of a figure."""
    return "postes permanents à proposer" if count > 1 else "poste permanent à proposer"


def tip(capacity: Decimal, firm: Decimal, tentative: Decimal) -> str:
    """The working of a share."""
    told = f"{hours(firm)} fermes sur {hours(capacity)} de capacité"
    return f"{told}; {hours(tentative)} provisoires" if tentative else told


def overrun(line: OverrunLine) -> str:
    """All of an authorised overrun."""
    row = line.row
    where = ", ".join(filter(None, (row.number, line.client)))
    return f"{row.reason}\n{where}, {period(row.period)}, autorisé par {line.by}"


def asked(requests: Sequence[str], clients: Sequence[str]) -> str:
    """« D-2026-0042 et D-2026-0051; MSP et MTQ »."""
    return f"{listed(list(requests))}; {listed(list(clients))}"


def exported(count: int, name: str) -> str:
    """« 60 lignes dans « utilisation.xlsx ». »."""
    return f"{counted(count, 'ligne')} dans «{NBSP}{name}{NBSP}»."


def exporting(name: str) -> str:
    """Work in the status bar."""
    return f"Exportation vers {name}"
