"""What noting presence says in French."""

from __future__ import annotations

from zoneinfo import ZoneInfo

from agence_desktop.core.clock import to_wall
from agence_desktop.core.french import format_near_date, format_time
from agence_desktop.core.spans import Span
from agence_desktop.spaces.attendance import noted_from
from agence_desktop.spaces.rows import OccurrenceState

_SENTENCES = {
    OccurrenceState.PRESENT: "La présence est déjà notée.",
    OccurrenceState.ENDED: "La séance est terminée\u00a0: la présence ne se note plus.",
    OccurrenceState.NO_SHOW: "Personne n’est venu à temps\u00a0: l’espace a été libéré.",
}
_NOT_CONFIRMED = "La présence ne se note que pour une séance confirmée."


def not_awaited(state: OccurrenceState, slot: Span, zone: ZoneInfo) -> str:
    """Why presence at a date is not noted now; ``state`` is what is true now."""
    if state is OccurrenceState.CONFIRMED:
        start, opens = to_wall(slot.start, zone), to_wall(noted_from(slot), zone)
        day = "" if opens.date() == start.date() else f"{format_near_date(opens.date(), start.date())}, "
        return f"La présence se note dès {day}{format_time(opens)}."
    return _SENTENCES.get(state, _NOT_CONFIRMED)
