"""Rooms with dates to come keep their building, its organisation and its time zone."""

from __future__ import annotations

from collections.abc import Collection
from typing import Final

from sqlalchemy import Select, select
from sqlalchemy.orm import Session

from agence_desktop.core.errors import RefusedError
from agence_desktop.core.french import counted, listed, quoted
from agence_desktop.directory.model import Site
from agence_desktop.directory.settled import register_settled
from agence_desktop.spaces.commands.dividing import lock_division
from agence_desktop.spaces.commands.tables import texts
from agence_desktop.spaces.model import Booking, Occurrence, Space
from agence_desktop.spaces.rows import IN_FORCE
from agence_desktop.storage.context import now

_NAMED: Final = 5
"""Bookings named in a refusal."""


def require_rooms_unsettled(session: Session, space_ids: Collection[int]) -> None:
    """Refuse to give these rooms another building while dates to come are booked or asked for there.

    Their instants, host and equipment are those of the building. To be called after ``lock_division``. Raises
    RefusedError ``booked_to_come``.
    """
    query = select(Space.name, Booking.number).where(Space.id.in_(sorted(space_ids)))
    _refuse(session, query, texts.ROOM_SETTLED)


@register_settled
def require_sites_unsettled(session: Session, site_ids: Collection[int]) -> None:
    """The same for the clock or the organisation of whole buildings; waits for writers of bookings."""
    lock_division(session)
    query = select(Site.name, Booking.number).where(Site.id.in_(sorted(site_ids)))
    _refuse(session, query, texts.SITE_SETTLED)


def _refuse(session: Session, query: Select[tuple[str, str]], sentence: str) -> None:
    dates = (
        query.select_from(Occurrence)
        .join(Booking, Booking.id == Occurrence.booking_id)
        .join(Space, Space.id == Occurrence.space_id)
        .join(Site, Site.id == Space.site_id)
        .where(Occurrence.ends > now(session), Occurrence.state.in_([str(one) for one in sorted(IN_FORCE)]))
        .distinct()
        .order_by(Booking.number)
    )
    found = session.execute(dates).tuples().all()
    if not found:
        return
    place = found[0][0]
    numbers = [number for name, number in found if name == place]
    more = len(numbers) - _NAMED
    named = [*numbers[:_NAMED], *([counted(more, "autre")] if more > 0 else [])]
    raise RefusedError("booked_to_come", sentence.format(name=quoted(place), numbers=listed(named)))
