"""The story of the series sheet: a Thursday in two, eight times; some are taken, closed or too far ahead."""

from __future__ import annotations

from datetime import UTC, date, datetime
from decimal import Decimal

from sqlalchemy import insert, update
from sqlalchemy.orm import Session

from agence_desktop.desktop.spaces.gateway import Gateway
from agence_desktop.spaces.model import Equipment, HostTerms, Rate, Space, Vocabulary
from agence_desktop.spaces.rows import BookingDraft
from agence_desktop.storage.work import Database
from support import office
from support.office import named

NOW = datetime(2026, 10, 14, 14, 42, tzinfo=UTC)
"""Wednesday 14 October 2026, 10 h 42 at Québec."""

START, END = datetime(2026, 10, 29, 13), datetime(2026, 10, 29, 15, 30)  # noqa: DTZ001
RULE = "FREQ=WEEKLY;INTERVAL=2;COUNT=8"
EASEL = 2


def tell_story(database: Database) -> None:
    """Write the terms, rates, words and bookings of the story into a furnished office."""
    database.write(_terms)
    gateway = Gateway(database, office.CLERK)
    for organisation, day, first, last in (
        (office.OTHER, (2026, 11, 12), (12, 30), (16, 0)),
        (office.HOST, (2026, 12, 10), (10, 0), (12, 15)),
    ):
        start, end = (datetime(*day, *at) for at in (first, last))  # noqa: DTZ001
        booked = gateway.book(BookingDraft(office.CHAUDIERE, start, end, organisation, "Rencontre"))
        assert booked.number is not None, booked.answer


def _terms(session: Session) -> None:
    session.execute(
        insert(HostTerms).values(
            site_id=office.LEVIS,
            hours="lun-ven 08:30-16:30",
            grid_minutes=15,
            min_minutes=30,
            max_minutes=480,
            notice_minutes=24 * 60,
            horizon_days=90,
            buffer_before=30,
            buffer_after=30,
            approval="hors_modalites",
            cancel_hours=24,
        )
    )
    session.execute(insert(Rate).values(site_id=office.LEVIS, since=date(2026, 1, 1), hour=Decimal("38.00")))
    session.execute(update(Space).values(accessible=True, floor="1"))
    session.execute(insert(Vocabulary).values(list="layout", code="u", label="En U", position=1))
    session.execute(
        insert(Equipment).values(
            id=EASEL, code="CHEV", site_id=office.LEVIS, quantity=6, **named("Chevalet et feuilles")
        )
    )
