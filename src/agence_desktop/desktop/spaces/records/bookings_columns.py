"""The columns of the list of bookings, and what they are in the base."""

from __future__ import annotations

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from agence_desktop.core.clock import to_wall
from agence_desktop.core.french import format_hours, format_number, format_short_date, format_slot
from agence_desktop.desktop.spaces import record_texts as texts
from agence_desktop.desktop.spaces.facts.card_facts import CHIPS
from agence_desktop.desktop.widgets.columns import Align, Chip, Column
from agence_desktop.spaces.journal import BookingRow
from agence_desktop.spaces.rows import OccurrenceState
from agence_desktop.spaces.sentences import STATE_LABELS

_S = OccurrenceState
_PRESSING = (
    *(_S.OFFERED, _S.REQUESTED, _S.WAITLISTED, _S.NOT_OBTAINED, _S.PRESENT, _S.CONFIRMED),
    *(_S.NO_SHOW, _S.ENDED, _S.REFUSED, _S.CANCELLED),
)
"""The state that is shown first of a booking with several."""

STATE = "state"
"""The one column by which the base does not sort: what time brings is derived on reading."""


def next_slot(row: BookingRow) -> tuple[datetime, datetime]:
    """The next date (else the last) on the wall clock of the site."""
    zone = ZoneInfo(row.zone)
    return to_wall(row.next.start, zone), to_wall(row.next.end, zone)


def day_words(row: BookingRow) -> str:
    """« mer. 14 oct. 2026 »."""
    return format_short_date(next_slot(row)[0])


def hours_words(row: BookingRow) -> str:
    """« 9 h à 12 h », or the whole slot where it takes days."""
    start, end = next_slot(row)
    within = start.date() == (end - timedelta.resolution).date()
    return format_hours(start, end) if within else format_slot(start, end, short=True)


def states_of(row: BookingRow) -> list[OccurrenceState]:
    """The states of its dates, the most pressing first."""
    return [state for state in _PRESSING if state in row.states]


def state_words(row: BookingRow) -> str:
    """« Confirmée, demandée »."""
    return texts.states([STATE_LABELS[state] for state in states_of(row)])


def states_chip(row: BookingRow) -> Chip:
    """All states in words under the look of the most pressing one."""
    icon, look = CHIPS[states_of(row)[0]]
    return Chip(state_words(row), icon, look)


COLUMNS: tuple[Column[BookingRow], ...] = (
    Column("number", texts.NUMBER, lambda row: row.number, width=124, strong=True),
    Column("purpose", texts.PURPOSE, lambda row: row.purpose, width=200, stretch=True),
    Column("organisation", texts.ORGANISATION, lambda row: row.organisation, width=88),
    Column("person", texts.PERSON, lambda row: row.person, width=136),
    Column("space", texts.SPACE, lambda row: row.space, detail=lambda row: row.site, width=196, ending=True),
    Column("next", texts.NEXT, day_words, detail=hours_words, width=148),
    Column("dates", texts.DATES, lambda row: format_number(row.dates), align=Align.RIGHT, width=56),
    Column(
        "participants",
        texts.PEOPLE,
        lambda row: format_number(row.participants),
        align=Align.RIGHT,
        width=56,
    ),
    Column(STATE, texts.STATE, state_words, chip=states_chip, tip=state_words, width=208),
)
