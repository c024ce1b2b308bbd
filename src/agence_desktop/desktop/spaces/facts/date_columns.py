"""Dates of bookings as lines of a table: the day, the hours, the room, whose it is and its state."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from agence_desktop.core.clock import to_wall
from agence_desktop.core.french import format_end_time, format_short_date, format_time
from agence_desktop.desktop.spaces.facts import page_texts as texts
from agence_desktop.desktop.spaces.facts.card_facts import state_chip
from agence_desktop.desktop.widgets.columns import Align, Column
from agence_desktop.spaces.journal import OccurrenceRow
from agence_desktop.spaces.rows import OccurrenceState

if TYPE_CHECKING:
    from agence_desktop.spaces.queries.reference import Reference


@dataclass(frozen=True, slots=True)
class DateLine:
    """A date with the name of its room and its wall clocks at the site."""

    row: OccurrenceRow
    space: str
    site: str
    start: datetime
    end: datetime


def date_line(row: OccurrenceRow, reference: Reference) -> DateLine:
    """What a line tells of a date."""
    zone = reference.zone(row.space_id)
    return DateLine(
        row,
        reference.spaces[row.space_id].name,
        reference.site(row.space_id).name,
        to_wall(row.span.start, zone),
        to_wall(row.span.end, zone),
    )


DAY: Column[DateLine] = Column(
    "jour", texts.DAY, lambda line: format_short_date(line.start), sort=lambda line: line.start, width=132
)
START: Column[DateLine] = Column(
    "debut", texts.START, lambda line: format_time(line.start), sort=lambda line: line.start, width=64
)
END: Column[DateLine] = Column(
    "fin", texts.END, lambda line: format_end_time(line.end), sort=lambda line: line.end, width=66
)
SPACE: Column[DateLine] = Column(
    "espace", texts.SPACE, lambda line: line.space, width=148, strong=True, ending=True
)
FOR: Column[DateLine] = Column("pour", texts.FOR, lambda line: line.row.acronym, width=72)
PURPOSE: Column[DateLine] = Column(
    "objet", texts.PURPOSE, lambda line: line.row.purpose, width=160, stretch=True
)
PEOPLE: Column[DateLine] = Column(
    "personnes",
    texts.PEOPLE,
    lambda line: str(line.row.participants),
    sort=lambda line: line.row.participants,
    align=Align.RIGHT,
    width=56,
)
STATE: Column[DateLine] = Column(
    "etat",
    texts.STATE,
    lambda line: state_chip(line.row.state).word,
    chip=lambda line: state_chip(line.row.state),
    width=144,
)

NO_PART_OF_A_DAY = frozenset({OccurrenceState.REFUSED, OccurrenceState.NOT_OBTAINED})
"""States of dates that never had their place in the day."""

OF_A_DAY = (START, END, SPACE, FOR, PURPOSE, PEOPLE, STATE)
OF_A_ROOM = (DAY, START, END, FOR, PURPOSE, PEOPLE, STATE)
