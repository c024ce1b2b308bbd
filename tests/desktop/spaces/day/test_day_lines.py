"""What room booking reads for « Ma journée »: today’s dates, requests, news, and whose buildings."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import update

from agence_desktop.core.clock import FixedClock
from agence_desktop.core.roles import Actor, Grant, Role
from agence_desktop.desktop.day import ROWS, DayScope
from agence_desktop.desktop.spaces.calendars.my_sites import read_sites, usual
from agence_desktop.desktop.spaces.day import texts
from agence_desktop.desktop.spaces.day.news import read_news
from agence_desktop.desktop.spaces.day.requests import read_requests, request_lines, rivalry
from agence_desktop.desktop.spaces.day.today_lines import Today, read_today, window
from agence_desktop.desktop.spaces.day.today_pane import chip
from agence_desktop.desktop.spaces.facts.date_columns import date_line
from agence_desktop.desktop.spaces.gateway import Gateway
from agence_desktop.desktop.widgets.columns import Look
from agence_desktop.directory.model import Person
from agence_desktop.spaces.commands.attending import Attend
from agence_desktop.spaces.commands.cancelling import Cancel
from agence_desktop.spaces.day import PendingDate
from agence_desktop.spaces.journal import EventKind
from agence_desktop.spaces.rows import Mode, OccurrenceState, Terms
from agence_desktop.storage.engine import count_statements
from desktop.spaces import samples
from support import office
from support.furnished import NOW
from tests.desktop.spaces.conftest import Office

EVERYWHERE = DayScope(frozenset(), NOW - timedelta(days=7))
LEVIS = DayScope(frozenset({office.LEVIS}), NOW - timedelta(days=7))
S = OccurrenceState


def at(here: Office, hour: float) -> None:
    """Put the clock at an hour of Friday 20 November at Québec."""
    here.database.clock = FixedClock(datetime(2026, 11, 20, 5, tzinfo=UTC) + timedelta(hours=hour))


def shown(today: Today) -> list[tuple[str, str]]:
    return [(line.place, line.presence) for line in today.lines]


def acting(here: Office, actor: Actor) -> Gateway:
    return Gateway(here.database, actor)


# Today.


def test_that_today_holds_todays_dates_of_ones_buildings_by_hour(here: Office) -> None:
    here.book(office.CHAUDIERE, 13, 15)
    here.book(office.ETCHEMIN_A, 9, 10)
    here.book(office.CHAUDIERE, 9, 10, day=21)
    here.book(office.DUNES, 10, 11)
    read = read_today(here.gateway, LEVIS)
    assert [(line.date.start.hour, line.place) for line in read.lines] == [
        (9, "Etchemin A"),
        (13, "Salle Chaudière"),
    ]
    assert (read.total, read_today(here.gateway, EVERYWHERE).total) == (2, 3)


def test_that_whoever_is_awaited_can_be_noted_and_is_late_after_the_start(here: Office) -> None:
    here.book(office.CHAUDIERE, 9, 11)
    here.book(office.ETCHEMIN_A, 10, 11)
    at(here, 8.5)
    assert [one for _room, one in shown(read_today(here.gateway, LEVIS))] == [
        "dès 8\u00a0h\u00a045",
        "dès 9\u00a0h\u00a045",
    ]
    at(here, 10.2)
    read = read_today(here.gateway, LEVIS)
    assert [line.may_note for line in read.lines] == [True, True]
    assert [chip(line).word for line in read.lines] == ["Retard de 1\u00a0h\u00a012", "Retard de 12\u00a0min"]
    assert {chip(line).look for line in read.lines} == {Look.LATE}
    assert (read.awaited, read.late) == (2, 2)


def test_that_the_moment_of_presence_and_of_a_cancellation_are_told(here: Office) -> None:
    one, two = here.book(office.CHAUDIERE, 9, 11), here.book(office.ETCHEMIN_A, 13, 15)
    assert one.booking_id is not None
    assert two.booking_id is not None
    at(here, 9)
    first = here.gateway.booking(one.booking_id).booking.occurrences[0]
    here.gateway.note_presence(Attend(first.id, first.version))
    second = here.gateway.booking(two.booking_id).booking.occurrences[0]
    here.gateway.cancel(Cancel(two.booking_id, ((second.id, second.version),)))
    read = read_today(here.gateway, LEVIS)
    assert [one for _room, one in shown(read)] == ["9\u00a0h", "à 9\u00a0h"]
    assert [chip(line).word for line in read.lines] == ["Présence notée", "Annulée"]


def test_that_a_reader_sees_who_is_awaited_and_notes_nothing(here: Office) -> None:
    here.book(office.CHAUDIERE, 9, 11)
    at(here, 9)
    (line,) = read_today(acting(here, office.READER), LEVIS).lines
    assert (line.awaited, line.may_note, line.presence) == (True, False, texts.TO_NOTE)


def test_that_the_clock_of_another_zone_is_told(here: Office) -> None:
    here.book(office.DUNES, 10, 11)
    (line,) = read_today(here.gateway, EVERYWHERE).lines
    assert line.date.start.hour == 10
    assert line.clock == "heure locale, 1\u00a0h de plus qu’à Québec"


def test_that_of_a_long_day_what_is_over_gives_way_first_then_what_comes_last() -> None:
    reference = samples.reference()
    states = [S.ENDED, S.PRESENT, S.CANCELLED, S.CONFIRMED, S.CONFIRMED]
    rows = [
        samples.occurrence(n, samples.CHAUDIERE, samples.span(14, 8 + n, 9 + n), state)
        for n, state in enumerate(states)
    ]
    lines = [date_line(row, reference) for row in rows]
    assert [line.row.id for line in window(lines, 5)] == [0, 1, 2, 3, 4]
    assert [line.row.id for line in window(lines, 4)] == [1, 2, 3, 4]
    assert [line.row.id for line in window(lines, 2)] == [1, 3]


def test_that_no_more_rows_come_than_are_shown(here: Office) -> None:
    for n in range(ROWS + 3):
        here.book(office.CHAUDIERE, 8 + n / 2, 8.5 + n / 2)
    read = read_today(here.gateway, LEVIS)
    assert (len(read.lines), read.total) == (ROWS, ROWS + 3)


# Requests.


def ask(here: Office, start: float, space: int = office.CHAUDIERE, **more: object) -> None:
    here.book(space, start, start + 1, day=25, mode=Mode.REQUEST, **more)


def test_that_requests_come_by_deadline_with_their_age(here: Office) -> None:
    ask(here, 9)
    at(here, 11)
    here.book(office.CHAUDIERE, 15, 16, mode=Mode.REQUEST)
    at(here, 13)
    lines = read_requests(acting(here, office.HOST_CLERK), LEVIS).lines
    assert [(line.what, line.pressing, line.age) for line in lines] == [
        ("20 nov., 15\u00a0h", True, timedelta(hours=2)),
        ("25 nov.", False, timedelta(hours=5)),
    ]
    due = [texts.due(line.due, line.today, overdue=line.overdue) for line in lines]
    assert due == ["15\u00a0h", "mar. 24 nov."]


def test_that_a_series_is_one_line(here: Office) -> None:
    ask(here, 9, rule="FREQ=WEEKLY;COUNT=3")
    ask(here, 11, rule="FREQ=DAILY;COUNT=2")
    lines = read_requests(acting(here, office.HOST_CLERK), LEVIS).lines
    assert sorted(line.what for line in lines) == ["25 et 26 nov.", "3 dates"]
    assert max(len(line.slots.splitlines()) for line in lines) == 3


def test_that_a_request_that_was_not_decided_in_time_is_late(here: Office) -> None:
    ask(here, 9)
    here.database.clock = FixedClock(datetime(2026, 11, 24, 20, tzinfo=UTC))
    (line,) = read_requests(acting(here, office.HOST_CLERK), LEVIS).lines
    assert (line.pressing, line.overdue) == (True, True)
    assert texts.due(line.due, line.today, overdue=True) == "en retard"


def test_that_what_has_begun_is_no_longer_to_decide(here: Office) -> None:
    here.book(office.CHAUDIERE, 9, 11, mode=Mode.REQUEST)
    at(here, 9)
    assert read_requests(acting(here, office.HOST_CLERK), LEVIS).lines == ()


def test_that_a_host_decides_on_rooms_of_their_organisation_only(here: Office) -> None:
    ask(here, 9)
    other = Actor("autre", "", grants=frozenset({Grant(Role.HOST, office.OTHER)}))
    assert read_requests(acting(here, other), EVERYWHERE).lines == ()
    assert len(read_requests(acting(here, office.HOST_CLERK), EVERYWHERE).lines) == 1


def pending(booking: int, space: int, start: float, end: float, day: int = 20) -> PendingDate:
    slot = samples.span(day, start, end)
    return PendingDate(booking, f"R-{booking}", "MTQ", "Comité", space, slot, slot, samples.NOW)


def test_that_requests_for_one_room_or_its_part_at_one_time_are_rivals() -> None:
    reference = samples.reference()
    apart = [pending(1, samples.CHAUDIERE, 9, 10), pending(2, samples.CHAUDIERE, 10, 11)]
    assert rivalry(apart, reference) is None
    assert (
        rivalry([pending(1, samples.CHAUDIERE, 9, 10), pending(1, samples.CHAUDIERE, 9, 11)], reference)
        is None
    )
    whole = [
        pending(1, samples.ETCHEMIN, 9, 12),
        pending(2, samples.PART_A, 10, 11),
        pending(3, samples.PART_A, 9, 12),
        pending(4, samples.PART_B, 9, 12, day=19),
        pending(5, samples.ETCHEMIN, 9, 12, day=19),
    ]
    found = rivalry(whole, reference)
    assert found is not None
    assert (found.day.day, found.count) == (19, 2)
    again = rivalry(whole[:3], reference)
    assert again is not None
    assert (again.space, again.count) == ("Salle Etchemin", 3)


def test_that_a_notice_brings_the_deadline_forward() -> None:
    reference = samples.reference(Terms(hours=samples.WEEKDAYS, notice_minutes=48 * 60))
    (line,) = request_lines([pending(1, samples.CHAUDIERE, 13, 15, day=16)], reference, samples.NOW)
    assert line.due == samples.wall(14, 13)


# News.


def test_that_news_tell_what_others_did_since_the_last_visit(here: Office, elsewhere: Office) -> None:
    mine = here.book(office.CHAUDIERE, 9, 10)
    theirs = Office(elsewhere.database, Gateway(elsewhere.database, office.HOST_CLERK)).book(
        office.ETCHEMIN_A, 13, 15, organisation_id=office.HOST
    )
    before = replace(LEVIS, since=NOW - timedelta(minutes=1))
    (line,) = read_news(here.gateway, before, ROWS).lines
    assert line.sentence == f"hote a inscrit {theirs.number}, Etchemin A"
    (other,) = read_news(acting(here, office.HOST_CLERK), before, ROWS).lines
    assert other.link == mine.number
    assert read_news(here.gateway, replace(before, since=NOW), ROWS).total == 0


def test_that_news_count_all_and_show_the_latest(here: Office) -> None:
    for n in range(4):
        here.book(office.CHAUDIERE, 9 + n, 10 + n)
    reading = acting(here, office.HOST_CLERK)
    news = read_news(reading, LEVIS, 2)
    assert (len(news.lines), news.total) == (2, 4)
    assert read_news(reading, replace(LEVIS, sites=frozenset({office.ILES})), 2).total == 0


A, B = samples.wall(15, 9), samples.wall(16, 13)


@pytest.mark.parametrize(
    ("kind", "detail", "walls", "words"),
    [
        (EventKind.MOVED, {}, (A, B), "Julie Roy a déplacé R-1 du 15 au 16 octobre"),
        (EventKind.MOVED, {}, (A, A.replace(hour=13)), "Julie Roy a déplacé R-1 de 9\u00a0h à 13\u00a0h"),
        (
            EventKind.MOVED,
            {"from_space": "Etchemin A", "to_space": "Etchemin B", "dates": "3"},
            (A, A),
            "Julie Roy a déplacé R-1 vers Etchemin B (3 séances)",
        ),
        (EventKind.CANCELLED, {"dates": "1"}, None, "Julie Roy a annulé R-1"),
        (EventKind.DECIDED, {"state": "refused"}, None, "Julie Roy a refusé R-1"),
        (EventKind.DECIDED, {"state": "waitlisted"}, None, "Julie Roy a mis R-1 en liste d’attente"),
        (EventKind.BOOKED, {}, None, "Julie Roy a inscrit R-1, Salle Chaudière"),
    ],
)
def test_that_a_change_is_told_as_a_sentence(
    kind: EventKind, detail: dict[str, str], walls: tuple[datetime, datetime] | None, words: str
) -> None:
    assert texts.news(kind, "Julie Roy", "R-1", "Salle Chaudière", detail, walls) == words


@pytest.mark.parametrize("kind", list(EventKind))
def test_that_every_change_has_its_sentence_with_the_number(kind: EventKind) -> None:
    assert "R-1" in texts.news(kind, "Julie Roy", "R-1", "Salle Chaudière", {}, None)


# Buildings.

HOST = Actor("hote", "", grants=frozenset({Grant(Role.HOST, samples.HOST)}))


def test_that_ones_building_is_where_one_works() -> None:
    assert usual(samples.reference(), HOST, samples.LEVIS, dict) == frozenset({samples.LEVIS})


def test_that_else_they_are_those_that_one_hosts() -> None:
    both = frozenset({samples.LEVIS, samples.ESTIMAUVILLE})
    assert usual(samples.reference(), HOST, None, dict) == both
    assert usual(samples.reference(), HOST, 99, dict) == both


def test_that_for_a_role_everywhere_they_are_the_busiest_of_the_busiest_region() -> None:
    clerk = Actor("commis", "", grants=frozenset({Grant(Role.CLERK)}))
    counts = {samples.MONTMORENCY: 9, samples.CHAUDIERE: 5, samples.PART_A: 5}
    assert usual(samples.reference(), clerk, None, lambda: counts) == frozenset({samples.LEVIS})
    assert usual(samples.reference(), clerk, None, dict) == frozenset()


def test_that_the_building_of_the_person_comes_from_the_directory(here: Office) -> None:
    here.database.write(
        lambda session: session.execute(
            update(Person).where(Person.id == office.ROY).values(site_id=office.ILES)
        )
    )
    actor = replace(office.CLERK, person_id=office.ROY)
    sites = read_sites(acting(here, actor))
    assert sites.usual == frozenset({office.ILES})
    assert {one.name for one in sites.choices} >= {"Services Québec de Lévis", "Services Québec des Îles"}


# Statements.


def test_that_each_pane_takes_a_constant_number_of_statements(here: Office) -> None:
    reading = acting(here, office.HOST_CLERK)
    reads = {
        "today": (lambda: read_today(reading, LEVIS), 3),
        "requests": (lambda: read_requests(reading, LEVIS), 2),
        "news": (lambda: read_news(reading, LEVIS, ROWS), 2),
        "sites": (lambda: read_sites(reading), 2),
    }
    reading.reference()
    for count in (1, 8):
        for n in range(count):
            here.book(office.CHAUDIERE, 8 + n / 4 + count, 8.25 + n / 4 + count)
            here.book(office.ETCHEMIN_A, 8 + n / 4 + count, 8.25 + n / 4 + count, mode=Mode.REQUEST)
        for name, (read, most) in reads.items():
            with count_statements(here.database.engine) as statements:
                read()
            assert len(statements) <= most, (name, count, statements)
