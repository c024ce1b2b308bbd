"""Host terms as one plain French sentence, the way the booking form shows them."""

from __future__ import annotations

from agence_desktop.core.french import (
    NBSP,
    counted,
    format_duration,
    format_money,
    listed,
)
from agence_desktop.core.hours import ALWAYS, DAY_MINUTES
from agence_desktop.core.hours_words import hours_clause
from agence_desktop.spaces.rows import Approval, Eligibility, EligibilityKind, Rates, Terms

_GRIDS = {15: "par quarts d’heure", 30: "par demi-heures", 60: "à l’heure juste"}

_APPROVALS = {
    Approval.AUTOMATIC: "confirmation automatique",
    Approval.HOST: "l’hôte décide de chaque demande",
    Approval.OUTSIDE_TERMS: "confirmation automatique, l’hôte décide en dehors de ces modalités",
}


def terms_sentence(terms: Terms, rates: Rates | None) -> str:
    """« du lundi au vendredi, de 8 h 30 à 16 h 30, par quarts d’heure, … avant. » from resolved terms.

    It starts in lower case, to follow « Modalités de … : ». What does not limit anything is not said.
    """
    parts = [
        ", ".join(filter(None, (hours_clause(terms.hours or ALWAYS), _grid(terms), _lengths(terms)))),
        "ouvert les jours fériés" if terms.holidays_open else "",
        _advance(terms),
        _buffers(terms.buffer_before or 0, terms.buffer_after or 0),
        eligibility_clause(terms.eligibility or Eligibility()),
        "" if terms.quota_hours is None else f"{terms.quota_hours}{NBSP}h par organisme et par mois",
        _APPROVALS[terms.approval or Approval.AUTOMATIC],
        rates_clause(rates),
        _cancellation(terms.cancel_hours),
        _release(terms.release_minutes),
    ]
    return "; ".join(filter(None, parts)) + "."


def eligibility_clause(eligibility: Eligibility) -> str:
    """Who may book: « tous les organismes », « organismes de la région », « MAMH et RQ seulement »."""
    if eligibility.kind is EligibilityKind.ALL:
        return "tous les organismes"
    if eligibility.kind is EligibilityKind.REGION:
        return "organismes de la région"
    return f"{listed(sorted(eligibility.acronyms))} seulement"


def rates_clause(rates: Rates | None) -> str:
    """« 38,00 $ l’heure », « 38,00 $ l’heure ou 140,00 $ la journée, au plus bas », « gratuit »."""
    units = (
        ((rates.hour, "l’heure"), (rates.half_day, "la demi-journée"), (rates.day, "la journée"))
        if rates
        else ()
    )
    amounts = [(amount, unit) for amount, unit in units if amount is not None]
    if not amounts or any(amount == 0 for amount, _ in amounts):
        return "gratuit"
    clause = listed([f"{format_money(amount)} {unit}" for amount, unit in amounts], "ou")
    return f"{clause}, au plus bas" if len(amounts) > 1 else clause


def span_of_time(minutes: int) -> str:
    """« 45 min », « 24 h », « 10 jours »: whole days are said in days from two on."""
    days, rest = divmod(minutes, DAY_MINUTES)
    return counted(days, "jour") if days > 1 and not rest else format_duration(minutes)


def grid_clause(minutes: int) -> str:
    """« par quarts d’heure », « à l’heure juste », « toutes les 20 min »."""
    return _GRIDS.get(minutes) or f"toutes les {format_duration(minutes)}"


def _grid(terms: Terms) -> str:
    if terms.whole_days:
        return "par journées entières"
    return grid_clause(terms.grid_minutes) if terms.grid_minutes else ""


def _lengths(terms: Terms) -> str:
    if terms.min_minutes and terms.max_minutes:
        return f"de {span_of_time(terms.min_minutes)} à {span_of_time(terms.max_minutes)}"
    if terms.min_minutes:
        return f"d’au moins {span_of_time(terms.min_minutes)}"
    return f"d’au plus {span_of_time(terms.max_minutes)}" if terms.max_minutes else ""


def _advance(terms: Terms) -> str:
    notice = span_of_time(terms.notice_minutes) if terms.notice_minutes else ""
    if terms.horizon_days is None:
        return f"au moins {notice} d’avance" if notice else ""
    horizon = counted(terms.horizon_days, "jour")
    return f"de {notice} à {horizon} d’avance" if notice else f"au plus {horizon} d’avance"


def _buffers(before: int, after: int) -> str:
    if before and before == after:
        return f"tampon de {span_of_time(before)} avant et après"
    sides = [(before, "avant"), (after, "après")]
    said = [f"de {span_of_time(minutes)} {side}" for minutes, side in sides if minutes]
    return f"tampon {listed(said)}" if said else ""


def _cancellation(hours: int | None) -> str:
    if hours is None:
        return ""
    return (
        f"annulation sans frais jusqu’à {span_of_time(60 * hours)} avant"
        if hours
        else ("annulation sans frais jusqu’au début")
    )


def _release(minutes: int | None) -> str:
    if minutes is None:
        return ""
    return f"salle remise à la disposition de tous après {format_duration(minutes)} sans présence"
