"""Reads for the calendars, on the database thread: which rooms answer, and what stands in their period."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from agence_desktop.core.spans import Span
from agence_desktop.desktop.spaces.calendars.room_filter import RoomFilter, free_rooms
from agence_desktop.desktop.spaces.gateway import Agenda, Gateway

if TYPE_CHECKING:
    from agence_desktop.spaces.queries.reference import Reference

Choose = Callable[["Reference"], Sequence[int]]
"""Which rooms are wanted, once it is known which there are."""


@dataclass(frozen=True, slots=True)
class Reading:
    """What was read: the occurrences of the rooms shown and of what they share walls with.

    ``wanted`` is the filter they answer, where the reading itself made it.
    """

    agenda: Agenda
    shown: tuple[int, ...]
    wanted: RoomFilter | None = None

    @property
    def read_at(self) -> datetime:
        """When."""
        return self.agenda.read_at


def read_rooms(gateway: Gateway, span: Span, choose: Choose) -> Reading:
    """The chosen rooms over a span, in three statements while reference data stand."""
    reference = gateway.reference()
    shown = tuple(choose(reference))
    return Reading(gateway.agenda(span, _with_related(reference, shown)), shown)


def read_filtered(gateway: Gateway, span: Span, wanted: RoomFilter) -> Reading:
    """The rooms that answer a filter; « libre maintenant » asks about this moment, whatever is shown."""
    reading = read_rooms(gateway, span, wanted.room_ids)
    if not wanted.free_now:
        return reading
    agenda, now = reading.agenda, reading.read_at
    if not span.holds(now):
        moment = Span(now, now + timedelta(minutes=1))
        agenda = gateway.agenda(moment, _with_related(agenda.reference, reading.shown))
    return Reading(reading.agenda, tuple(free_rooms(agenda, reading.shown, now)))


def _with_related(reference: Reference, shown: Sequence[int]) -> set[int]:
    return set(shown).union(*(reference.facts[space_id].related for space_id in shown))
