"""What a search for a space says in French: why not, how much is left over, and what gives in a near fit."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta
from zoneinfo import ZoneInfo

from agence_desktop.core.clock import to_wall
from agence_desktop.core.french import (
    NBSP,
    format_duration,
    format_hours,
    format_number,
    format_slot,
    listed,
)
from agence_desktop.core.spans import Span
from agence_desktop.spaces.rows import FindFault
from agence_desktop.spaces.slots import NearKind

_WHOLE_HOURS = {60: "une heure", 120: "deux heures"}


def find_fault_fact(
    fault: FindFault, *, missing: Sequence[str] = (), km: float | None = None, limit: float | None = None
) -> str:
    """A few words: « sans projecteur », « à 78 km, limite de 60 km »; ``missing`` are lower-case labels."""
    match fault:
        case FindFault.EQUIPMENT_MISSING:
            return f"sans {listed(missing, 'ni')}" if missing else "équipement manquant"
        case FindFault.NOT_ACCESSIBLE:
            return "pas accessible en fauteuil roulant"
        case FindFault.OUT_OF_REGION:
            return "hors de la région demandée"
        case FindFault.TOO_FAR:
            return f"à {format_km(km or 0)}, limite de {format_km(limit or 0)}"


def format_km(kilometres: float) -> str:
    """« 12,4 km », « 60 km »."""
    tenths = round(kilometres * 10)
    whole, rest = divmod(tenths, 10)
    return f"{format_number(whole)}{f',{rest}' if rest else ''}{NBSP}km"


def places_fact(unused: int) -> str:
    """« 2 en trop », « juste ce qu’il faut », « 2 de moins »: capacity against participants."""
    if unused == 0:
        return "juste ce qu’il faut"
    return f"{format_number(abs(unused))} {'en trop' if unused > 0 else 'de moins'}"


def near_fit_words(kind: NearKind, asked: Span, offered: Span, zone: ZoneInfo) -> tuple[str, str]:
    """What gives, and the slot: « une heure plus tard » and « 10 h à 13 h »."""
    start, end = to_wall(offered.start, zone), to_wall(offered.end, zone)
    within_a_day = start.date() == (end - timedelta.resolution).date()
    slot = format_hours(start, end) if within_a_day else format_slot(start, end)
    match kind:
        case NearKind.OTHER_TIME:
            shift = int((start - to_wall(asked.start, zone)).total_seconds() // 60)
            length = _WHOLE_HOURS.get(abs(shift)) or format_duration(abs(shift))
            return f"{length} plus {'tard' if shift > 0 else 'tôt'}", slot
        case NearKind.OTHER_DAY:
            return "un autre jour", format_slot(start, end)
        case NearKind.SHORTER:
            lengths = f"{format_duration(offered.minutes)} au lieu de {format_duration(asked.minutes)}"
            return "plus court", f"{slot}, {lengths}"
