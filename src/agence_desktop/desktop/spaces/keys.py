"""Keys of the places of room booking, and how other screens go to a booking."""

from __future__ import annotations

from datetime import date

from agence_desktop.desktop.places import Target

SLICE = "espaces"
PLANNING = "espaces.planning"
AGENDA = "espaces.agenda"
MONTH = "espaces.mois"
FIND = "espaces.trouver"
BOOKINGS = "espaces.reservations"
BOOKING = "espaces.reservation"
ROOM = "espaces.salle"
SITE = "espaces.immeuble"
BOOKING_DRAFT = "reservation"
"""The kind of draft of a new booking."""
EDIT_DRAFT = "modification"
"""The kind of draft of an edited booking."""


def booking_target(booking_id: int, day: date) -> Target:
    """The planning of the week of a day with a booking chosen, whatever the filters were."""
    state = {"reach": "week", "first": day.isoformat(), "filter": {}, "booking": booking_id}
    return Target(PLANNING, state)


def date_target(space_id: int, occurrence_id: int, day: date) -> Target:
    """The agenda of a room with one date chosen."""
    state = {"reach": "week", "first": day.isoformat(), "space": space_id, "selected": str(occurrence_id)}
    return Target(AGENDA, state)


def record_target(number: str, occurrence_id: int | None = None) -> Target:
    """The page of a booking, with one of its dates chosen where one is named."""
    return Target(BOOKING, {"number": number} | ({"date": occurrence_id} if occurrence_id else {}))
