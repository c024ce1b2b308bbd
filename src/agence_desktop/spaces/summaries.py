"""What a series comes to: dates and amounts by state, the words of the main button, the chips."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from agence_desktop.core.french import counted, format_money, listed
from agence_desktop.spaces.rows import SOFT, JudgedDate, OccurrenceState, Reason

_ZERO = Decimal("0.00")


class DateFinding(StrEnum):
    """How a date stands, in the words of the series sheet."""

    FREE = "free"
    TAKEN = "taken"
    CLOSED = "closed"
    OUTSIDE_TERMS = "outside_terms"
    IMPOSSIBLE = "impossible"


_TAKEN = frozenset({Reason.OVERLAP, Reason.RELATED_SPACE})
_CLOSED = frozenset({Reason.CLOSED, Reason.HOLIDAY})


def finding_of(reasons: Sequence[Reason]) -> DateFinding:
    """The one word for a date: what cannot be helped first, then taken, closed, outside the terms."""
    found = set(reasons)
    if found - SOFT - _TAKEN - _CLOSED:
        return DateFinding.IMPOSSIBLE
    if found & _CLOSED:
        return DateFinding.CLOSED
    if found & _TAKEN:
        return DateFinding.TAKEN
    return DateFinding.OUTSIDE_TERMS if found else DateFinding.FREE


_NOUNS = {
    DateFinding.FREE: ("libre", "libres"),
    DateFinding.TAKEN: ("prise", "prises"),
    DateFinding.CLOSED: ("fermée", "fermées"),
    DateFinding.OUTSIDE_TERMS: ("hors modalités", "hors modalités"),
    DateFinding.IMPOSSIBLE: ("impossible", "impossibles"),
}


def count_findings(dates: Iterable[JudgedDate]) -> list[tuple[DateFinding, str]]:
    """« 3 libres », « 2 prises »…: one text per finding that occurs, in the order of ``DateFinding``."""
    counts = Counter(finding_of(date.reasons) for date in dates)
    return [
        (finding, counted(counts[finding], *_NOUNS[finding])) for finding in DateFinding if counts[finding]
    ]


@dataclass(frozen=True, slots=True)
class Totals:
    """How many dates are confirmed, requested and not obtained, and what the first two may cost."""

    confirmed: int = 0
    requested: int = 0
    not_obtained: int = 0
    confirmed_price: Decimal = _ZERO
    requested_price: Decimal = _ZERO

    @property
    def highest_price(self) -> Decimal:
        """What is due if the host accepts everything."""
        return self.confirmed_price + self.requested_price


def totals_of(dates: Iterable[JudgedDate]) -> Totals:
    """Count the dates of a judged request that is not refused."""
    by_state: dict[OccurrenceState | None, list[JudgedDate]] = {}
    for date in dates:
        by_state.setdefault(date.state, []).append(date)
    confirmed = by_state.get(OccurrenceState.CONFIRMED, [])
    requested = by_state.get(OccurrenceState.REQUESTED, [])
    return Totals(
        len(confirmed),
        len(requested),
        len(by_state.get(OccurrenceState.NOT_OBTAINED, [])),
        sum((date.price or _ZERO for date in confirmed), _ZERO),
        sum((date.price or _ZERO for date in requested), _ZERO),
    )


def button_text(totals: Totals) -> str:
    """« Réserver 5 dates et demander 2 dates »; of a single date, « Réserver » or « Demander »."""
    if totals.confirmed + totals.requested + totals.not_obtained == 1:
        return "Demander" if totals.requested else "Réserver"
    verbs = [
        f"{verb} {counted(count, 'date')}"
        for verb, count in (("réserver", totals.confirmed), ("demander", totals.requested))
        if count
    ]
    text = listed(verbs) or "réserver"
    return text[0].upper() + text[1:]


def series_summary(totals: Totals) -> str:
    """« 5 dates confirmées, 475,00 $; 2 dates demandées à l’hôte, 190,00 $; 1 date non obtenue. »"""
    parts = []
    if totals.confirmed:
        dates = counted(totals.confirmed, "date confirmée", "dates confirmées")
        parts.append(f"{dates}, {format_money(totals.confirmed_price)}")
    if totals.requested:
        dates = counted(totals.requested, "date demandée à l’hôte", "dates demandées à l’hôte")
        parts.append(f"{dates}, {format_money(totals.requested_price)}")
    if totals.not_obtained:
        parts.append(counted(totals.not_obtained, "date non obtenue", "dates non obtenues"))
    return "; ".join(parts or ["aucune date"]) + "."
