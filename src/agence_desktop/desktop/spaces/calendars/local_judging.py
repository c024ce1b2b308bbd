"""Judging a slot by what is already on the screen: at once, and without what only the base knows.

Quota, equipment and layouts are left to the command, which judges everything again.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

from agence_desktop.core.clock import to_wall
from agence_desktop.core.spans import Span
from agence_desktop.desktop.spaces.calendars.reading import Reading
from agence_desktop.spaces.checks import Asked, Bench, Verdict
from agence_desktop.spaces.journal import OccurrenceRow
from agence_desktop.spaces.judging import passes
from agence_desktop.spaces.requesters import requester_of
from agence_desktop.spaces.rows import HOLDING, Busy, Ledger

STEP = 15
FURTHEST = 120
"""Other times are looked for within two hours."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """A slot that seems free."""

    space_id: int
    span: Span


class LocalJudge:
    """Judges slots for one occurrence (its own slot left out), or for a new booking of the host."""

    def __init__(self, reading: Reading, now: datetime, moved: OccurrenceRow | None = None) -> None:
        self._agenda, self._shown = reading.agenda, frozenset(reading.shown)
        self._now, self._moved = now, moved

    def judge(self, space_id: int, span: Span) -> Verdict:
        """What stands against a slot."""
        reference = self._agenda.reference
        facts = reference.facts[space_id]
        related = facts.related | {space_id}
        held = tuple(
            Busy(row.id, row.space_id, row.busy, row.number, row.acronym, row.span)
            for row in self._agenda.occurrences
            if row.space_id in related and row.state in HOLDING and row is not self._moved
        )
        moved = self._moved
        organisation = reference.directory.organisations[moved.organisation_id if moved else facts.host_id]
        requester = requester_of(organisation)
        asked = Asked(requester, moved.participants if moved else 1)
        ledger = Ledger(busy={space_id: held})
        observed = reference.directory.observed.keys()
        return Bench(asked, {space_id: facts}, ledger, observed, self._now).judge(space_id, span)

    def passes(self, space_id: int, span: Span) -> bool:
        """Whether nothing known stands against it that the host could not set aside."""
        return passes(self.judge(space_id, span).reasons, self._agenda.reference.facts[space_id])

    def nearest(self, space_id: int, span: Span) -> Iterator[Candidate]:
        """What would do instead: another room of the building at that time, then another time here.

        The room where the date stands now comes first, then the smallest that is large enough.
        """
        reference = self._agenda.reference
        here = reference.spaces[space_id]
        present = self._moved.space_id if self._moved else space_id
        rooms = [
            room
            for room in reference.spaces.values()
            # Of rooms that a filter hides nothing was read.
            if room.id in self._shown and room.site_id == here.site_id and room.id != space_id
        ]
        rooms.sort(key=lambda room: (room.id != present, room.capacity, room.sort_key, room.id))
        for room in rooms:
            if self.passes(room.id, span):
                yield Candidate(room.id, span)
        for other in self._other_times(space_id, span):
            if self.passes(space_id, other):
                yield Candidate(space_id, other)

    def _other_times(self, space_id: int, span: Span) -> Iterator[Span]:
        facts = self._agenda.reference.facts[space_id]
        step = facts.terms.grid_minutes or STEP
        day = to_wall(span.start, facts.zone).date()
        for minutes in range(step, FURTHEST + 1, step):
            for shift in (timedelta(minutes=-minutes), timedelta(minutes=minutes)):
                other = span.shifted(shift)
                if to_wall(other.start, facts.zone).date() == day:
                    yield other
