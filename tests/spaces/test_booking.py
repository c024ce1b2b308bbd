"""Booking: one transaction, one number, nothing held twice, whatever the tree of rooms."""

from __future__ import annotations

from decimal import Decimal
from uuid import UUID, uuid4

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from agence_desktop.core.errors import RefusedError, RightMissingError
from agence_desktop.spaces.commands.desk import Desk
from agence_desktop.spaces.model import (
    Booking,
    EquipmentHold,
    Occurrence,
    Rate,
    SpaceHold,
    UnmetDemand,
)
from agence_desktop.spaces.queries.reference import ReferenceCache
from agence_desktop.spaces.rows import EquipmentLine, Mode, OnConflict, Outcome
from agence_desktop.storage.audit import AuditRow
from agence_desktop.storage.changes import ChangeRow
from agence_desktop.storage.numbering import Counter
from agence_desktop.storage.work import Database
from support import office
from support.drafts import booked, draft


def count(database: Database, entity: type) -> int:
    def work(session: Session) -> int:
        return session.execute(select(func.count()).select_from(entity)).scalar_one()

    return database.read(work)


def test_that_a_free_slot_is_confirmed_and_numbered(database: Database, desk: Desk) -> None:
    done = booked(database, desk, draft())
    assert done.answer == {
        "number": "R-2026-000001",
        "outcome": "confirmed",
        "reasons": [],
        "occurrences": [
            {
                "start": "2026-12-01T09:00-05:00",
                "end": "2026-12-01T10:00-05:00",
                "state": "confirmed",
                "reasons": [],
                "price": "0.00",
            }
        ],
    }
    assert done.change is not None
    assert count(database, SpaceHold) == 1


def test_that_a_taken_slot_is_refused_and_takes_no_number(database: Database, desk: Desk) -> None:
    booked(database, desk, draft())
    refused = booked(database, desk, draft("2026-12-01 09:30", "2026-12-01 10:30"))
    assert refused.number is None
    assert refused.answer["occurrences"][0]["reasons"] == ["overlap"]
    assert count(database, UnmetDemand) == 1
    assert booked(database, desk, draft("2026-12-01 10:00", "2026-12-01 11:00")).number == "R-2026-000002"


@pytest.mark.parametrize(
    ("first", "second", "passes"),
    [
        (office.ETCHEMIN, office.ETCHEMIN_A, False),
        (office.ETCHEMIN_A, office.ETCHEMIN, False),
        (office.ETCHEMIN_A, office.ETCHEMIN_B, True),
        (office.ETCHEMIN, office.CHAUDIERE, True),
    ],
)
def test_that_parent_and_part_collide_and_siblings_do_not(
    database: Database, desk: Desk, first: int, second: int, passes: bool
) -> None:
    booked(database, desk, draft(space=first))
    answer = booked(database, desk, draft(space=second)).answer
    assert (answer["outcome"] == "confirmed") is passes
    assert answer["occurrences"][0]["reasons"] == ([] if passes else ["related_space"])


def test_that_a_request_holds_nothing(database: Database, desk: Desk) -> None:
    asked = booked(database, desk, draft(mode=Mode.REQUEST))
    assert asked.outcome is Outcome.REQUESTED
    assert count(database, SpaceHold) == 0
    assert booked(database, desk, draft()).outcome is Outcome.CONFIRMED


def test_that_a_series_is_stored_date_by_date(database: Database, desk: Desk) -> None:
    series = draft(rule="FREQ=WEEKLY;COUNT=8", on_conflict=OnConflict.SKIP)
    booked(database, desk, draft("2026-12-08 09:30", "2026-12-08 09:45"))
    done = booked(database, desk, series)
    states = [one["state"] for one in done.answer["occurrences"]]
    assert done.outcome is Outcome.PARTLY
    assert states == ["confirmed", "not_obtained", *["confirmed"] * 6]
    assert count(database, SpaceHold) == 8
    assert count(database, Occurrence) == 9


def test_that_a_refused_date_refuses_the_series_and_leaves_nothing(database: Database, desk: Desk) -> None:
    booked(database, desk, draft("2026-12-08 09:30", "2026-12-08 09:45"))
    refused = booked(database, desk, draft(rule="FREQ=WEEKLY;COUNT=3"))
    assert [one["state"] for one in refused.answer["occurrences"]] == ["free", "refused", "free"]
    assert count(database, Booking) == 1


def test_that_stock_is_shared_and_never_exceeded(database: Database, desk: Desk) -> None:
    two = (EquipmentLine(office.PROJECTOR, 1), EquipmentLine(office.PROJECTOR, 1))
    assert booked(database, desk, draft(equipment=two)).outcome is Outcome.CONFIRMED
    other = draft(space=office.ETCHEMIN_A, equipment=(EquipmentLine(office.PROJECTOR, 1),))
    assert booked(database, desk, other).answer["occurrences"][0]["reasons"] == ["equipment_stock"]
    assert count(database, EquipmentHold) == 1


def test_that_the_same_key_answers_the_same_and_acts_once(database: Database, desk: Desk) -> None:
    key = uuid4()
    first = booked(database, desk, draft(key=key))
    again = booked(database, desk, draft(key=key))
    assert again.replayed
    assert again.answer == first.answer
    assert again.booking_id == first.booking_id
    assert count(database, Booking) == 1


def test_that_a_refusal_by_its_dates_is_kept_under_its_key(database: Database, desk: Desk) -> None:
    key = uuid4()
    booked(database, desk, draft())
    refused = booked(database, desk, draft(key=key))
    assert refused.outcome is Outcome.REFUSED
    assert booked(database, desk, draft(key=key)).replayed


def test_that_a_key_with_other_content_is_refused(database: Database, desk: Desk) -> None:
    key = UUID(int=7)
    booked(database, desk, draft(key=key))
    with pytest.raises(RefusedError) as refusal:
        booked(database, desk, draft(key=key, participants=2))
    assert refusal.value.code == "key_reused"


def test_that_numbers_are_taken_only_by_what_is_stored(database: Database, desk: Desk) -> None:
    booked(database, desk, draft())
    booked(database, desk, draft())

    def last(session: Session) -> int:
        return session.execute(select(Counter.last)).scalar_one()

    assert database.read(last) == 1


def test_that_the_price_is_that_of_the_nearest_rates(database: Database, desk: Desk) -> None:
    def rate(session: Session) -> None:
        session.add(Rate(site_id=office.LEVIS, since=draft().start.date(), hour=Decimal("38.00")))

    database.write(rate)
    done = booked(database, desk, draft(end="2026-12-01 11:30"))
    assert done.answer["occurrences"][0]["price"] == "95.00"


def test_that_reference_data_is_read_again_only_when_it_changed(database: Database) -> None:
    cache = ReferenceCache()
    today = draft().start.date()
    first = database.read(lambda session: cache.get(session, today))
    assert database.read(lambda session: cache.get(session, today)) is first
    database.write(lambda session: session.add(Rate(space_id=office.DUNES, since=today, day=Decimal("9.99"))))
    changed = database.read(lambda session: cache.get(session, today))
    assert changed is not first
    assert changed.facts[office.DUNES].rate_scopes[0][0].day == Decimal("9.99")


def test_that_a_clerk_of_another_organisation_may_not_book(database: Database) -> None:
    with pytest.raises(RightMissingError):
        booked(database, Desk(office.READER), draft())
    assert booked(database, Desk(office.HOST_CLERK), draft()).outcome is Outcome.CONFIRMED


def test_that_a_booking_is_audited_and_told(database: Database, desk: Desk) -> None:
    booked(database, desk, draft())

    def tables(session: Session) -> set[str]:
        return set(session.scalars(select(AuditRow.table_name)))

    assert {"booking", "occurrence"} <= database.read(tables)
    assert count(database, ChangeRow) == 1
