"""The answer to a booking request as the command line gives it, and as its key keeps it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from agence_desktop.spaces.rows import FormFault, JudgedDate, Judgement, OccurrenceState, Outcome

Answer = dict[str, Any]
"""A JSON object with the keys of interfaces.md: number, outcome, reasons, occurrences."""


def local(instant: datetime, zone: ZoneInfo) -> str:
    """An instant as the site's wall clock with its offset, to the minute: ``2026-12-01T09:00-05:00``."""
    return instant.astimezone(zone).isoformat(timespec="minutes")


def answer_of(judgement: Judgement, number: str | None, zones: Mapping[int, ZoneInfo]) -> Answer:
    """The answer for a judged request; ``number`` is None where it was refused. ``zones`` by space id."""
    refused = judgement.outcome is Outcome.REFUSED
    return {
        "number": number,
        "outcome": str(judgement.outcome),
        "reasons": [str(reason) for reason in judgement.reasons],
        "occurrences": [_occurrence(date, zones[date.space_id], refused) for date in judgement.dates],
    }


def faulty(faults: Sequence[FormFault]) -> Answer:
    """The answer for a request that cannot be read."""
    return {
        "number": None,
        "outcome": str(Outcome.REFUSED),
        "reasons": [str(fault) for fault in faults],
        "occurrences": [],
    }


def _occurrence(date: JudgedDate, zone: ZoneInfo, refused: bool) -> dict[str, Any]:
    state = "free" if refused and date.state is None else str(date.state or OccurrenceState.REFUSED)
    return {
        "start": local(date.span.start, zone),
        "end": local(date.span.end, zone),
        "state": state,
        "reasons": [str(reason) for reason in date.reasons],
        "price": None if refused or date.price is None else f"{date.price:.2f}",
    }
