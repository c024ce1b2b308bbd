"""Booking drafts and commands in the furnished office, short to write in tests."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from typing import Any

from agence_desktop.spaces.commands.booking import Booked, book
from agence_desktop.spaces.commands.desk import Desk
from agence_desktop.spaces.rows import BookingDraft
from agence_desktop.storage.work import Database
from support import office


def wall(text: str) -> datetime:
    """A naive wall clock: ``2026-12-01 09:00``."""
    return datetime.fromisoformat(text)


def draft(
    start: str = "2026-12-01 09:00",
    end: str = "2026-12-01 10:00",
    space: int = office.CHAUDIERE,
    organisation: int = office.CLIENT,
    **fields: Any,
) -> BookingDraft:
    """A draft of one hour on 1 December in room Chaudière, but for what is given."""
    plain = BookingDraft(
        space_id=space,
        start=wall(start),
        end=wall(end),
        organisation_id=organisation,
        purpose="Comité de sécurité routière",
    )
    return replace(plain, **fields)


def booked(database: Database, desk: Desk, wanted: BookingDraft) -> Booked:
    """The answer to a draft, in a transaction of its own."""
    return database.write(lambda session: book(session, desk, wanted), key=wanted.key)
