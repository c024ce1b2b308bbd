"""What stands for all others in the pictures of the handbook: one booking, its room and its building."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime, timedelta
from functools import partial
from typing import TYPE_CHECKING

from agence_desktop.core.clock import to_wall
from agence_desktop.core.spans import Span
from agence_desktop.desktop.places import Place, Scene, State
from agence_desktop.desktop.spaces.actions import new_booking
from agence_desktop.desktop.spaces.calendars.room_filter import RoomFilter
from agence_desktop.desktop.spaces.gateway import Agenda, Gateway
from agence_desktop.desktop.spaces.keys import AGENDA, BOOKING, ROOM, SITE, booking_target
from agence_desktop.desktop.spaces.printing import preview_confirmation
from agence_desktop.desktop.spaces.seeds import BookingSeed
from agence_desktop.spaces.journal import OccurrenceRow
from agence_desktop.spaces.rows import OccurrenceState

if TYPE_CHECKING:
    from agence_desktop.spaces.queries.reference import Reference

AHEAD = timedelta(days=10)
_SEVERAL, _LONG = 8, timedelta(hours=2)
_TO_SERIES = timedelta(days=13)
_RULE = "FREQ=WEEKLY;INTERVAL=2;COUNT=8"


def samples(gateway: Gateway) -> Mapping[str, State]:
    """The record that each page shows; nothing where nothing is booked. It runs on the database thread."""
    now = gateway.database.clock.now()
    agenda = gateway.agenda(Span(now, now + AHEAD))
    row = sample_date(agenda.occurrences, now)
    if row is None:
        return {}
    return {
        AGENDA: {"space": row.space_id, "first": _day(agenda.reference, row).isoformat()},
        BOOKING: {"number": row.number},
        ROOM: {"space": row.space_id},
        SITE: {"site": agenda.reference.spaces[row.space_id].site_id},
    }


def sample_date(rows: Sequence[OccurrenceRow], now: datetime) -> OccurrenceRow | None:
    """The next confirmed date that shows most: of a series, with buffers, for several people."""
    coming = [row for row in rows if row.state is OccurrenceState.CONFIRMED and row.span.start > now]

    def telling(row: OccurrenceRow) -> tuple[int, datetime, int]:
        before, after = row.busy.start < row.span.start, row.busy.end > row.span.end
        traits = (row.recurring, before, after, row.participants >= _SEVERAL, row.span.length >= _LONG)
        return (-sum(traits), row.span.start, row.id)

    return min(coming, key=telling, default=None)


def planning_scenes(place: Place, gateway: Gateway, agenda: Agenda | None) -> Sequence[Scene]:
    """The planning with a booking chosen, the form of one date and of a series, and a confirmation."""
    row = sample_date(agenda.occurrences, agenda.read_at) if agenda is not None else None
    if agenda is None or row is None:
        return ()
    reference = agenda.reference
    seeds = (("reservation", one_date(reference, row)), ("serie", series(reference, row)))
    return (
        Scene("choisie", partial(place.restore, chosen(reference, row))),
        *(Scene(name, partial(new_booking, place.desk, gateway, seed)) for name, seed in seeds),
        Scene("confirmation", partial(preview_confirmation, place.desk, gateway, row.number)),
    )


def chosen(reference: Reference, row: OccurrenceRow) -> State:
    """The planning of the region of a date, with the date chosen."""
    sites = reference.directory.sites
    region = sites[reference.spaces[row.space_id].site_id].region
    near = frozenset(site.id for site in sites.values() if site.active and site.region == region)
    there = booking_target(row.booking_id, _day(reference, row)).state
    return {**there, "filter": RoomFilter(sites=near).state()}


def one_date(reference: Reference, row: OccurrenceRow) -> BookingSeed:
    """The same hours of the same room two weeks later."""
    start, end = _walls(reference, row)
    later = timedelta(weeks=2)
    return BookingSeed(
        row.space_id,
        start + later,
        end + later,
        participants=row.participants,
        organisation_id=row.organisation_id,
        purpose=row.purpose,
    )


def series(reference: Reference, row: OccurrenceRow) -> BookingSeed:
    """A series on another day of the week, long enough to meet other bookings, holidays and terms."""
    start, end = _walls(reference, row)
    return BookingSeed(
        row.space_id,
        start + _TO_SERIES,
        end + _TO_SERIES,
        participants=row.participants,
        organisation_id=row.organisation_id,
        purpose=row.purpose,
        rule=_RULE,
    )


def _walls(reference: Reference, row: OccurrenceRow) -> tuple[datetime, datetime]:
    zone = reference.zone(row.space_id)
    return to_wall(row.span.start, zone), to_wall(row.span.end, zone)


def _day(reference: Reference, row: OccurrenceRow) -> date:
    return _walls(reference, row)[0].date()
