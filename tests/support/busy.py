"""A furnished office in which things have happened: series, parts, equipment, texts hard to carry."""

from __future__ import annotations

from datetime import UTC, datetime
from decimal import Decimal

from sqlalchemy import insert
from sqlalchemy.orm import Session

from agence_desktop.core.clock import FixedClock
from agence_desktop.migrations.runner import create
from agence_desktop.spaces.commands.cancelling import Cancel, cancel
from agence_desktop.spaces.commands.desk import Desk
from agence_desktop.spaces.model import HostTerms, Rate
from agence_desktop.spaces.rows import EquipmentLine
from agence_desktop.storage.engine import open_engine
from agence_desktop.storage.locations import parse_location
from agence_desktop.storage.work import Database
from support import office
from support.drafts import booked, draft, wall

NOW = datetime(2026, 11, 20, 13, 0, tzinfo=UTC)
"""Friday, 8 h in Québec."""
HARD_TEXTS = {
    "purpose": '\\N « Comité », 100 %; "cité"',
    "note": "deux\r\nlignes\net une barre \\",
    "accessibility": "\\",
    "phone": "",
    "support": "é à ﬁ 🙂\u2028\t",
}


def open_busy(url: str) -> Database:
    """A database that stands, on Friday 20 November 2026 at 8 h."""
    clock = FixedClock(NOW)
    return Database(open_engine(parse_location(url), clock=clock, login=lambda: "essai"), clock=clock)


def prepare_busy(url: str) -> None:
    """A database with the schema of the program, the furnished office and its bookings."""
    clock = FixedClock(NOW)
    opened = open_engine(parse_location(url), create=True, clock=clock, login=lambda: "essai")
    create(opened)
    database = Database(opened, clock=clock)
    database.write(office.furnish)
    database.write(_terms)
    _book(database)
    database.close()


def _terms(session: Session) -> None:
    session.execute(insert(Rate).values(organisation_id=office.HOST, since=NOW.date(), hour=Decimal("40.10")))
    session.execute(
        insert(HostTerms).values(
            space_id=office.CHAUDIERE, buffer_before=15, holidays_open=False, whole_days=None
        )
    )


def _book(database: Database) -> None:
    desk = Desk(office.CLERK)
    two = (EquipmentLine(office.PROJECTOR, 2),)
    weekly = {"rule": "FREQ=WEEKLY;COUNT=6", "exdates": (wall("2026-12-08 09:00"),)}
    booked(database, desk, draft(equipment=two, **weekly))
    booked(database, desk, draft(space=office.ETCHEMIN, participants=20))
    booked(database, desk, draft(space=office.DUNES, person_id=office.ROY, **HARD_TEXTS))
    assert booked(database, desk, draft("2026-12-01 09:30", "2026-12-01 11:00")).number is None
    done = booked(database, desk, draft("2026-12-02 09:00", "2026-12-02 10:00", space=office.ETCHEMIN_A))
    assert done.booking_id is not None
    assert done.change is not None
    wanted = Cancel(done.booking_id, ((done.change.ids[0], 1),))
    database.write(lambda session: cancel(session, desk, wanted))
