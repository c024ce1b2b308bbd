"""The list of bookings in the base: what it finds, what is to come, how many there are."""

from __future__ import annotations

from datetime import timedelta

import pytest
from sqlalchemy import insert
from sqlalchemy.orm import Session

from agence_desktop.directory.model import Account
from agence_desktop.spaces.commands.desk import Desk
from agence_desktop.spaces.queries.booking_pages import BookingColumn, BookingFilter
from agence_desktop.spaces.queries.bookings import booking_detail, count_bookings, list_bookings
from agence_desktop.storage.engine import count_statements
from agence_desktop.storage.work import Database
from support import office
from support.drafts import booked, draft

TODAY = BookingFilter(upcoming=True)


@pytest.fixture
def three(database: Database, desk: Desk) -> Database:
    """Numbers 1 to 3: tomorrow week in Chaudière, on 1 December by Geneviève Roy, in a part of Etchemin."""
    booked(database, desk, draft("2026-11-27 09:00", "2026-11-27 10:00", purpose="Entrevues"))
    booked(database, desk, draft(person_id=office.ROY, purpose="Comité"))
    booked(
        database, desk, draft("2026-11-24 09:00", "2026-11-24 10:00", office.ETCHEMIN_A, purpose="Accueil")
    )
    return database


def found(database: Database, desk: Desk, wanted: BookingFilter, **more: object) -> list[str]:
    reference = database.read(desk.reference)
    rows = database.read(
        lambda session: list_bookings(session, reference, wanted, database.clock.now(), **more)  # type: ignore[arg-type]
    )
    count = database.read(lambda session: count_bookings(session, reference, wanted, database.clock.now()))
    if "limit" not in more:
        assert count == len(rows)
    return [row.number[-1] for row in rows]


def test_that_every_word_must_be_found_somewhere(three: Database, desk: Desk) -> None:
    assert found(three, desk, BookingFilter(words=("chaudiere",))) == ["1", "2"]
    assert found(three, desk, BookingFilter(words=("chaudiere", "roy"))) == ["2"]
    assert found(three, desk, BookingFilter(words=("etchemin",))) == ["3"]
    assert found(three, desk, BookingFilter(words=("mtq", "absent"))) == []


def test_that_bookings_are_found_by_the_building_that_the_list_shows(three: Database, desk: Desk) -> None:
    assert found(three, desk, BookingFilter(words=("services", "levis", "roy"))) == ["2"]
    assert found(three, desk, BookingFilter(words=("levis",))) == ["3", "1", "2"]
    assert found(three, desk, BookingFilter(words=("sablon",))) == []


def test_that_without_an_order_the_next_date_comes_first(three: Database, desk: Desk) -> None:
    assert found(three, desk, BookingFilter()) == ["3", "1", "2"]


@pytest.mark.parametrize(
    ("column", "ascending"),
    [
        (BookingColumn.NUMBER, ["1", "2", "3"]),
        (BookingColumn.PURPOSE, ["3", "2", "1"]),
        (BookingColumn.SPACE, ["3", "1", "2"]),
        (BookingColumn.NEXT, ["3", "1", "2"]),
    ],
)
def test_that_the_order_is_the_one_asked_for(
    three: Database, desk: Desk, column: BookingColumn, ascending: list[str]
) -> None:
    assert found(three, desk, BookingFilter(), order=((column, False),)) == ascending
    turned = found(three, desk, BookingFilter(), order=((column, True), (BookingColumn.NUMBER, True)))
    assert turned == ascending[::-1]


def test_that_nobody_comes_last_whatever_the_direction(three: Database, desk: Desk) -> None:
    for descending in (False, True):
        order = ((BookingColumn.PERSON, descending),)
        assert found(three, desk, BookingFilter(), order=order) == ["2", "1", "3"]


def test_that_pages_hold_each_booking_once(three: Database, desk: Desk) -> None:
    order = ((BookingColumn.ORGANISATION, False),)
    pages = [found(three, desk, BookingFilter(), limit=1, offset=n, order=order) for n in range(4)]
    assert pages == [["1"], ["2"], ["3"], []]


def test_that_what_is_over_or_cancelled_is_not_to_come(three: Database, desk: Desk) -> None:
    from agence_desktop.spaces.commands.cancelling import Cancel, cancel
    from agence_desktop.spaces.model import Occurrence

    assert found(three, desk, TODAY) == ["3", "1", "2"]
    date = three.read(lambda session: session.query(Occurrence.id, Occurrence.version).first())
    assert date is not None
    three.write(lambda session: cancel(session, desk, Cancel(1, ((date[0], date[1]),))))
    assert found(three, desk, TODAY) == ["3", "2"]
    reference = three.read(desk.reference)
    later = three.clock.now() + timedelta(days=7)
    left = three.read(lambda session: list_bookings(session, reference, TODAY, later))
    assert [row.number[-1] for row in left] == ["2"]


def test_that_a_page_takes_two_statements_and_its_count_one(three: Database, desk: Desk) -> None:
    reference, now = three.read(desk.reference), three.clock.now()
    wanted = BookingFilter(words=("mtq",), upcoming=True)
    with count_statements(three.engine) as statements:
        three.read(lambda session: list_bookings(session, reference, wanted, now))
    assert len(statements) == 2
    with count_statements(three.engine) as statements:
        three.read(lambda session: count_bookings(session, reference, wanted, now))
    assert len(statements) == 1


def test_that_the_history_names_who_did_it_where_the_directory_knows_the_login(
    database: Database, desk: Desk
) -> None:
    def admit(session: Session) -> None:
        session.execute(insert(Account).values(login=office.CLERK.login, person_id=office.ROY))

    done = booked(database, desk, draft())

    def read(session: Session) -> tuple[str, str]:
        assert done.booking_id is not None
        found = booking_detail(session, desk.reference(session), done.booking_id, database.clock.now())
        assert found is not None
        return found.created_by, found.history[0].person

    assert database.read(read) == (office.CLERK.login, "")
    database.write(admit)
    assert database.read(read) == ("Geneviève Roy", "Geneviève Roy")
