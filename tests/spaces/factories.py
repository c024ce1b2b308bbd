"""Makes the values that the rules of room booking judge, with a plain Québec room as the starting point."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from agence_desktop.core.clock import QUEBEC, place
from agence_desktop.core.spans import Span
from agence_desktop.spaces.judging import judge_booking
from agence_desktop.spaces.placing import place_dates
from agence_desktop.spaces.rows import (
    BookingDraft,
    Busy,
    Closure,
    Judgement,
    Ledger,
    Requester,
    SpaceFacts,
    Terms,
)
from agence_desktop.spaces.terms import resolve_terms

NOW = datetime(2026, 11, 20, 13, tzinfo=UTC)
"""Friday 20 November 2026, 8 h at Québec."""

HOST, GUEST, OTHER = 1, 2, 3
ROOM, PART, SIBLING = 10, 11, 12
SITE = 5


def wall(text: str) -> datetime:
    """A naive wall clock: « 2026-12-01 09:00 », or a date alone for midnight."""
    return datetime.fromisoformat(text)


def span(start: str, end: str, zone: ZoneInfo = QUEBEC) -> Span:
    """A slot on the wall clock; ``end`` may be a time of the day of ``start``."""
    last = wall(end) if "-" in end else wall(f"{start[:10]} {end}")
    return place(wall(start), last, zone)


def room(space_id: int = ROOM, **given: Any) -> SpaceFacts:
    """A room of twelve places of the host, in Québec; terms are given by keyword ``terms``."""
    facts = SpaceFacts(
        space_id=space_id,
        code=f"S{space_id}",
        name="Salle Chaudière",
        site_id=SITE,
        host_id=HOST,
        region="03",
        zone=QUEBEC,
        shareable=True,
        capacity=12,
        capacities={},
        terms=resolve_terms(),
    )
    terms = given.pop("terms", None)
    return replace(facts, **given, **({"terms": resolve_terms(terms)} if terms else {}))


GUEST_ORGANISATION = Requester(GUEST, "MAMH", frozenset({"12"}))
HOST_ORGANISATION = Requester(HOST, "SQ-SC", frozenset({"03"}))


def draft(start: str, end: str, **given: Any) -> BookingDraft:
    """A request of the guest organisation for the plain room."""
    last = wall(end) if "-" in end else wall(f"{start[:10]} {end}")
    return BookingDraft(
        **{"space_id": ROOM, "organisation_id": GUEST, "purpose": "Comité"}
        | given
        | {
            "start": wall(start),
            "end": last,
        }
    )


def busy(start: str, end: str, space_id: int = ROOM, occurrence_id: int = 1) -> Busy:
    """A stored holding occurrence of another organisation."""
    slot = span(start, end)
    return Busy(occurrence_id, space_id, slot, f"R-2026-{occurrence_id:06d}", "FADQ", slot)


def closure(start: str, end: str, reason: str = "travaux") -> Closure:
    return Closure(span(start, end), reason)


def ledger(*held: Busy, **given: Any) -> Ledger:
    """What is held, every holding being visible from every space of the tests that it may collide with."""
    return Ledger(busy=dict.fromkeys((ROOM, PART, SIBLING), held), **given)


def judge(
    request: BookingDraft,
    *rooms: SpaceFacts,
    requester: Requester = GUEST_ORGANISATION,
    stored: Ledger | None = None,
    observed: Iterable[date] = (),
    now: datetime = NOW,
    judge_past: bool = True,
) -> Judgement:
    """Place and judge a request."""
    facts = {one.space_id: one for one in rooms or (room(),)}
    return judge_booking(
        request,
        place_dates(request, facts),
        facts,
        requester,
        stored or Ledger(),
        frozenset(observed),
        now,
        judge_past=judge_past,
    )


def terms(**given: Any) -> Terms:
    return Terms(**given)
