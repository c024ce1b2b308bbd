"""The slots that a search tries: each is judged once for a kind of space (``roster.Roster``).

What is each space's own, its capacity and what is held of it, is added to what its kind has in common.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence, Set
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import Decimal
from enum import StrEnum
from zoneinfo import ZoneInfo

from agence_desktop.core.calendars import add_working_days
from agence_desktop.core.clock import place
from agence_desktop.core.spans import Span
from agence_desktop.spaces.checks import Bench, Common, Verdict, busy_interval
from agence_desktop.spaces.conflicts import meets
from agence_desktop.spaces.judging import passes, state_of
from agence_desktop.spaces.pricing import price_at
from agence_desktop.spaces.rows import Busy, OccurrenceState, Reason, SpaceFacts

DEFAULT_STEP = 15
LARGEST_SHIFT = 120
NEAR_DAYS = 3
KEPT_SHARE = 4
"""At most one part in four is given up by a shorter slot."""

_NOT_ABOUT_TIME = frozenset({Reason.NOT_SHAREABLE, Reason.NOT_ELIGIBLE, Reason.CAPACITY})


class NearKind(StrEnum):
    """What gives in a near fit."""

    OTHER_TIME = "other_time"
    OTHER_DAY = "other_day"
    SHORTER = "shorter"


@dataclass(frozen=True, slots=True)
class Offer:
    """What a slot that passes is worth: confirmed or requested, and its price."""

    state: OccurrenceState
    price: Decimal


@dataclass(frozen=True, slots=True)
class Judged:
    """All reasons against a slot, and the offer where it passes all the same.

    ``on_time_alone``: it does not, and at another time it might.
    """

    reasons: tuple[Reason, ...]
    offer: Offer | None
    on_time_alone: bool


class JudgedSlot:
    """One slot in the spaces of one kind, for which ``facts`` stand."""

    __slots__ = ("_bench", "_common", "_facts", "_judged", "busy", "span")

    def __init__(self, bench: Bench, facts: SpaceFacts, span: Span) -> None:
        self.span, self.busy = span, busy_interval(facts, span)
        self._bench, self._facts = bench, facts
        self._common: Common | None = None
        self._judged: dict[tuple[bool, bool, bool], Judged] = {}

    def judged(self, too_small: bool = False, related: bool = False, overlap: bool = False) -> Judged:
        """The answer for those spaces of the kind of which this is true; it is worked out once."""
        own = too_small, related, overlap
        if own not in self._judged:
            self._common = self._common or self._bench.common(self._facts, self.span)
            reasons = self._common.with_own(too_small=too_small, related=related, overlap=overlap)
            offer = self._offer(reasons)
            on_time_alone = offer is None and _NOT_ABOUT_TIME.isdisjoint(reasons)
            self._judged[own] = Judged(reasons, offer, on_time_alone)
        return self._judged[own]

    def _offer(self, reasons: tuple[Reason, ...]) -> Offer | None:
        if not passes(reasons, self._facts):
            return None
        state = state_of(Verdict(self.busy, reasons), self._facts)
        return Offer(state, price_at(self._facts, self.span).amount)


class Neighbours:
    """The slots around the one asked for: other times, other days and shorter ones, in order of preference.

    ``start`` and ``end`` are wall clocks. Holdings, the cheapest to look at, come first.
    """

    def __init__(self, bench: Bench, start: datetime, end: datetime, observed: Set[date]) -> None:
        self._bench, self._start, self._end, self._observed = bench, start, end, observed
        self._slots: dict[tuple[int, NearKind], list[JudgedSlot]] = {}
        self._spans: dict[tuple[ZoneInfo, int], tuple[tuple[NearKind, tuple[Span, ...]], ...]] = {}

    def free(self, model: SpaceFacts, held: Sequence[Busy]) -> Iterator[tuple[NearKind, Span, Offer]]:
        """The first slot of each kind that passes in a space of that kind of which this is held."""
        around = self._around(model.zone, model.terms.grid_minutes or DEFAULT_STEP)
        for kind, spans in around:
            slots = self._slots.setdefault((model.space_id, kind), [])
            for at, span in enumerate(spans):
                if at == len(slots):
                    slots.append(JudgedSlot(self._bench, model, span))
                slot = slots[at]
                if not meets(held, slot.busy) and (offer := slot.judged().offer) is not None:
                    yield kind, span, offer
                    break

    def _around(self, zone: ZoneInfo, step: int) -> tuple[tuple[NearKind, tuple[Span, ...]], ...]:
        """The slots in a zone by steps of minutes."""
        if (zone, step) not in self._spans:
            self._spans[zone, step] = (
                (NearKind.OTHER_TIME, tuple(self._other_times(zone, step))),
                (NearKind.OTHER_DAY, tuple(self._other_days(zone))),
                (NearKind.SHORTER, tuple(self._shorter(zone, step))),
            )
        return self._spans[zone, step]

    def _other_times(self, zone: ZoneInfo, step: int) -> Iterator[Span]:
        """The same day, the smallest shift first, earlier before later."""
        for minutes in range(step, LARGEST_SHIFT + 1, step):
            for shift in (timedelta(minutes=-minutes), timedelta(minutes=minutes)):
                if (self._start + shift).date() == self._start.date():
                    yield place(self._start + shift, self._end + shift, zone)

    def _other_days(self, zone: ZoneInfo) -> Iterator[Span]:
        """The same wall clock, the nearest working day first, later before earlier, the past too."""
        day = self._start.date()
        for distance in range(1, NEAR_DAYS + 1):
            for count in (distance, -distance):
                shift = add_working_days(day, count, self._observed) - day
                yield place(self._start + shift, self._end + shift, zone)

    def _shorter(self, zone: ZoneInfo, step: int) -> Iterator[Span]:
        """The longest first; of two as long, the one whose end is cut before the one that starts later."""
        span = place(self._start, self._end, zone)
        for minutes in range(step, span.minutes // KEPT_SHARE + 1, step):
            cut = timedelta(minutes=minutes)
            yield Span(span.start, span.end - cut)
            yield Span(span.start + cut, span.end)
