"""Host terms and rates: the cells that give them, and what holds for one space on one day."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import fields
from datetime import date
from types import MappingProxyType
from typing import Any

from agence_desktop.core.errors import InputError
from agence_desktop.core.french import NBSP, quoted
from agence_desktop.core.hours import ALWAYS, WeeklyHours, format_hours, parse_hours
from agence_desktop.spaces.rows import Approval, Eligibility, EligibilityKind, Rates, Terms

DEFAULT_TERMS = Terms(
    hours=ALWAYS,
    buffer_before=0,
    buffer_after=0,
    whole_days=False,
    eligibility=Eligibility(),
    approval=Approval.AUTOMATIC,
    holidays_open=False,
)
"""What holds where no scope says otherwise; None stands for no limit."""

TERMS_COLUMNS: Mapping[str, str] = MappingProxyType(
    {
        "heures": "hours",
        "preavis_minutes": "notice_minutes",
        "horizon_jours": "horizon_days",
        "duree_min": "min_minutes",
        "duree_max": "max_minutes",
        "grille": "grid_minutes",
        "tampon_avant": "buffer_before",
        "tampon_apres": "buffer_after",
        "journee_entiere": "whole_days",
        "admissibles": "eligibility",
        "quota_heures_mois": "quota_hours",
        "approbation": "approval",
        "preavis_annulation_heures": "cancel_hours",
        "liberation_minutes": "release_minutes",
        "feries_ouverts": "holidays_open",
    }
)
"""Column of the table `modalites` → field of ``Terms``."""

_LARGEST = 1_000_000
_AT_LEAST_ONE = frozenset({"duree_max", "grille"})
_KINDS = {"tous": EligibilityKind.ALL, "region": EligibilityKind.REGION, "région": EligibilityKind.REGION}
_ACRONYM = re.compile(r"[^\s+;,]+")


def resolve_terms(*scopes: Terms) -> Terms:
    """Terms field by field from scopes nearest first (space, site, organisation), else the default."""
    resolved: dict[str, Any] = {}
    for field in fields(Terms):
        given = (getattr(scope, field.name) for scope in (*scopes, DEFAULT_TERMS))
        resolved[field.name] = next((value for value in given if value is not None), None)
    return Terms(**resolved)


def nearest_rates(rate_scopes: Sequence[Sequence[Rates]], day: date) -> Rates | None:
    """The rates of the nearest scope that has any in force on a local date; None where no scope has.

    ``rate_scopes`` lists the scopes nearest first. Within a scope the latest ``since`` not after the day
    counts; a row that gives none of the three rates ends those of its scope and leaves the word to the
    next.
    """
    for scope in rate_scopes:
        started = [rates for rates in scope if rates.since <= day]
        if started:
            latest = max(started, key=lambda rates: rates.since)
            if (latest.hour, latest.half_day, latest.day) != (None, None, None):
                return latest
    return None


def terms_of_cells(cells: Mapping[str, Any]) -> Terms:
    """Terms from stored columns by field name; hours, eligibility and approval are text there."""
    values = {field.name: cells[field.name] for field in fields(Terms)}
    for name, read in _STORED.items():
        if values[name] is not None:
            values[name] = read(values[name])
    return Terms(**values)


def parse_term(column: str, cell: str) -> Any:
    """The value of one cell of `modalites`, None where it is empty; raises InputError."""
    text = cell.strip()
    return _READERS.get(column, _read_minutes)(column, text) if text else None


def format_term(column: str, terms: Terms) -> str:
    """The cell that ``parse_term`` reads back; empty where the field is not given."""
    value = getattr(terms, TERMS_COLUMNS[column])
    if value is None:
        return ""
    if isinstance(value, bool):
        return "oui" if value else "non"
    if isinstance(value, WeeklyHours):
        return format_hours(value)
    return format_eligibility(value) if isinstance(value, Eligibility) else str(value)


def parse_eligibility(text: str) -> Eligibility:
    """Read ``tous``, ``region``, or acronyms with ``+``; raises InputError ``bad_eligibility``."""
    plain = text.strip()
    kind = _KINDS.get(plain.casefold())
    if kind:
        return Eligibility(kind)
    acronyms = [acronym.strip() for acronym in plain.split("+")]
    if not all(_ACRONYM.fullmatch(acronym) for acronym in acronyms):
        raise InputError(
            "bad_eligibility",
            f"Les organismes admissibles {quoted(text)} ne se lisent pas{NBSP}: écrivez "
            f"«{NBSP}tous{NBSP}», «{NBSP}region{NBSP}» ou des sigles séparés par «{NBSP}+{NBSP}».",
        )
    return Eligibility(EligibilityKind.LISTED, frozenset(acronyms))


def format_eligibility(eligibility: Eligibility) -> str:
    """The text that ``parse_eligibility`` reads back, acronyms in order."""
    if eligibility.kind is EligibilityKind.LISTED:
        return "+".join(sorted(eligibility.acronyms))
    return str(eligibility.kind)


def _read_minutes(column: str, text: str) -> int:
    least = 1 if column in _AT_LEAST_ONE else 0
    if not re.fullmatch(r"[0-9]{1,7}", text) or not least <= int(text) <= _LARGEST:
        raise _bad(column, text, f"un nombre entier de {least} à {_LARGEST}")
    return int(text)


def _read_yes_no(column: str, text: str) -> bool:
    if text.casefold() not in ("oui", "non"):
        raise _bad(column, text, f"«{NBSP}oui{NBSP}» ou «{NBSP}non{NBSP}»")
    return text.casefold() == "oui"


def _read_approval(column: str, text: str) -> Approval:
    try:
        return Approval(text.casefold())
    except ValueError:
        choices = f"{NBSP}», «{NBSP}".join(Approval)
        raise _bad(column, text, f"l’un de «{NBSP}{choices}{NBSP}»") from None


def _bad(column: str, text: str, wanted: str) -> InputError:
    return InputError(
        "bad_terms",
        f"La valeur {quoted(text)} de la colonne {quoted(column)} ne convient pas{NBSP}: indiquez {wanted}.",
    )


_STORED: Mapping[str, Callable[[str], Any]] = {
    "hours": parse_hours,
    "eligibility": parse_eligibility,
    "approval": Approval,
}

_READERS: Mapping[str, Callable[[str, str], Any]] = {
    "heures": lambda _column, text: parse_hours(text),
    "journee_entiere": _read_yes_no,
    "feries_ouverts": _read_yes_no,
    "admissibles": lambda _column, text: parse_eligibility(text),
    "approbation": _read_approval,
}
