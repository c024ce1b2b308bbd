"""Quota of an organisation on one host's spaces, counted in elapsed minutes per local month of the start."""

from __future__ import annotations

from datetime import datetime

from agence_desktop.core.clock import to_wall
from agence_desktop.core.spans import Span
from agence_desktop.spaces.rows import Ledger, SpaceFacts


def quota_key(facts: SpaceFacts, start: datetime) -> tuple[int, int, int]:
    """Host, local year and local month under which a date that starts at this instant is counted."""
    wall = to_wall(start, facts.zone)
    return facts.host_id, wall.year, wall.month


class QuotaBook:
    """Minutes holding and requested: those of the ledger, and those of the dates accepted so far."""

    def __init__(self, ledger: Ledger) -> None:
        self._minutes = dict(ledger.quota_minutes)

    def minutes_with(self, facts: SpaceFacts, span: Span) -> int:
        """Minutes of the month of ``span``, this date included."""
        return self._minutes.get(quota_key(facts, span.start), 0) + span.minutes

    def count(self, facts: SpaceFacts, span: Span) -> None:
        """Add an accepted date, confirmed or requested."""
        self._minutes[quota_key(facts, span.start)] = self.minutes_with(facts, span)
