"""The pane « Réservations d’aujourd’hui » of « Ma journée »."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from agence_desktop.core.clock import QUEBEC, to_wall
from agence_desktop.desktop.contribution import DayPane
from agence_desktop.desktop.places import Target
from agence_desktop.desktop.spaces import texts
from agence_desktop.desktop.spaces.calendars.periods import Period, Reach
from agence_desktop.desktop.spaces.facts.date_columns import OF_MY_DAY, DateLine, date_line
from agence_desktop.desktop.spaces.gateway import Gateway
from agence_desktop.desktop.spaces.keys import PLANNING, booking_target
from agence_desktop.spaces.rows import OccurrenceState

if TYPE_CHECKING:
    from agence_desktop.spaces.queries.reference import Reference

_LEFT_OUT = frozenset({OccurrenceState.REFUSED, OccurrenceState.NOT_OBTAINED})


def day_pane(gateway: Gateway) -> DayPane:
    """Today's bookings of the buildings for which one answers."""
    return DayPane(
        key="espaces.aujourdhui",
        title=texts.DAY_TITLE,
        icon="calendar-today",
        columns=OF_MY_DAY,
        load=lambda: bookings_of_today(gateway),
        open_row=lambda desk, line: desk.go(booking_target(line.row.booking_id, line.start.date())),
        empty=texts.DAY_EMPTY,
        topics=frozenset({"bookings", "spaces", "directory"}),
        link=(texts.DAY_LINK, Target(PLANNING)),
    )


def bookings_of_today(gateway: Gateway) -> Sequence[DateLine]:
    """Today's dates at the site, by start; what was refused or never obtained is no part of the day."""
    today = to_wall(gateway.database.clock.now(), QUEBEC).date()
    reference = gateway.reference()
    span = Period.holding(Reach.DAY, today).span()
    agenda = gateway.agenda(span, rooms_of_mine(gateway, reference))
    lines = [date_line(row, agenda.reference) for row in agenda.occurrences if row.state not in _LEFT_OUT]
    shown = [line for line in lines if line.start.date() <= today and line.row.span.end > span.start]
    return sorted(
        (line for line in shown if line.end.date() >= today),
        key=lambda line: (line.start, line.end, line.space, line.row.id),
    )


def rooms_of_mine(gateway: Gateway, reference: Reference) -> list[int]:
    """The rooms of the organisations for which this person holds a role; all rooms for all of them."""
    organisations = {grant.organisation_id for grant in gateway.actor.grants}
    return [
        space_id
        for space_id, facts in reference.facts.items()
        if None in organisations or facts.host_id in organisations
    ]
