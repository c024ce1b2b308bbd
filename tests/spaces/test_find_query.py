"""Finding a space in the database: a constant number of statements, whatever stands in the way."""

from __future__ import annotations

from datetime import date

import pytest
from sqlalchemy import insert, update

from agence_desktop.spaces.commands.desk import Desk
from agence_desktop.spaces.finding import Findings, Need
from agence_desktop.spaces.model import HostTerms, Space
from agence_desktop.spaces.queries.finding import ANYBODY, find
from agence_desktop.spaces.queries.reference import ReferenceCache
from agence_desktop.spaces.rows import Reason, Requester
from agence_desktop.storage.engine import count_statements
from agence_desktop.storage.work import Database
from spaces.factories import NOW
from support import office
from support.drafts import booked, draft, wall

NEED = Need(wall("2026-12-01 09:00"), wall("2026-12-01 10:00"), participants=8)
CLIENT = Requester(office.CLIENT, "MTQ", frozenset({"12"}))


def search(database: Database, requester: Requester = CLIENT) -> tuple[Findings, int]:
    reference = database.read(lambda session: ReferenceCache().get(session, date(2026, 11, 20)))
    with count_statements(database.engine) as statements:
        found = database.read(lambda session: find(session, reference, NEED, requester, NOW))
    return found, len(statements)


@pytest.mark.parametrize(
    "rooms", [(), (office.CHAUDIERE,), (office.CHAUDIERE, office.DUNES, office.ETCHEMIN)]
)
def test_that_a_search_takes_at_most_four_statements(
    database: Database, desk: Desk, rooms: tuple[int, ...]
) -> None:
    database.write(
        lambda session: session.execute(insert(HostTerms).values(organisation_id=office.HOST, quota_hours=9))
    )
    for room in rooms:
        booked(database, desk, draft(space=room, organisation=office.OTHER))
    found, statements = search(database)
    assert statements == (4 if rooms else 2)
    assert {fit.space_id for fit in found.near} >= set(rooms)


def test_that_near_fits_weigh_what_is_booked_around(database: Database, desk: Desk) -> None:
    for hour in ("08", "09", "10"):
        booked(database, desk, draft(f"2026-12-01 {hour}:00", f"2026-12-01 {hour}:45"))
    found, _ = search(database)
    starts = [fit.span.start for fit in found.near if fit.space_id == office.CHAUDIERE]
    zone_free = draft("2026-12-01 10:45", "2026-12-01 11:45")
    assert booked(database, desk, zone_free).answer["outcome"] == "confirmed"
    assert min(starts).isoformat() == "2026-12-01T15:45:00+00:00"


def test_that_retired_rooms_are_not_found(database: Database) -> None:
    retired = update(Space).where(Space.id == office.DUNES).values(active_until=date(2026, 11, 19))
    database.write(lambda session: session.execute(retired))
    found, _ = search(database)
    assert office.DUNES not in {one.space_id for one in found.spaces}


def test_that_an_unnamed_organisation_is_on_no_list(database: Database) -> None:
    database.write(
        lambda session: session.execute(
            insert(HostTerms).values(space_id=office.DUNES, eligibility="MTQ", quota_hours=0)
        )
    )
    reasons = {}
    for requester in (CLIENT, ANYBODY):
        found, _ = search(database, requester)
        (reasons[requester],) = (one.reasons for one in found.spaces if one.space_id == office.DUNES)
    assert reasons == {CLIENT: (Reason.QUOTA,), ANYBODY: (Reason.NOT_ELIGIBLE, Reason.QUOTA)}
