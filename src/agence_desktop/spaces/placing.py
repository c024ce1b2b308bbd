"""The dates of a booking request as instants: those its rule gives, or those chosen one by one."""

from __future__ import annotations

from collections.abc import Mapping

from agence_desktop.core.clock import place
from agence_desktop.core.recurrence import expand
from agence_desktop.spaces.rows import BookingDraft, PlacedDate, SpaceFacts


def spaces_of(draft: BookingDraft) -> frozenset[int]:
    """The spaces of all dates of a request."""
    if draft.dates is None:
        return frozenset({draft.space_id})
    return frozenset(date.space_id for date in draft.dates)


def place_dates(draft: BookingDraft, facts_by_space: Mapping[int, SpaceFacts]) -> tuple[PlacedDate, ...]:
    """Step 2 of `reserver`: each date with the wall-clock length of the row, in time order.

    Dates chosen one by one (the series sheet) override the rule; each is placed at the site of its own
    space. Raises RuleError where the rule gives no date or too many; ``read_form`` has refused such a draft
    before.
    """
    if draft.dates is not None:
        chosen = [
            PlacedDate(
                date.space_id,
                date.span or place(date.start, date.end, facts_by_space[date.space_id].zone),
                date.origin or date.start,
                date.skip,
                date.ask,
            )
            for date in draft.dates
        ]
        return tuple(sorted(chosen, key=lambda date: (date.span, date.space_id)))
    zone, length = facts_by_space[draft.space_id].zone, draft.end - draft.start
    walls = expand(draft.start, zone, draft.rule, draft.exdates, draft.rdates)
    return tuple(PlacedDate(draft.space_id, place(wall, wall + length, zone), wall) for wall in walls)
