"""Another system's calendar: zones, rules, exceptions, moved instances; all or nothing; kept in step."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from sqlalchemy import select, update
from sqlalchemy.orm import Session

from agence_desktop.actions.calendar_import.events import ExternalEvent, ExternalFault
from agence_desktop.actions.calendar_import.importing import (
    CalendarImport,
    CalendarReport,
    import_calendar,
)
from agence_desktop.actions.calendar_import.reading import read_calendar
from agence_desktop.core.errors import InputError
from agence_desktop.spaces.commands.desk import Desk
from agence_desktop.spaces.model import Booking, Occurrence
from agence_desktop.spaces.rows import OnConflict
from agence_desktop.storage.work import Database
from support import office
from support.drafts import booked, draft, wall

TORONTO, HALIFAX = ZoneInfo("America/Toronto"), ZoneInfo("America/Halifax")
UNTIL = date(2027, 1, 15)
OUTLOOK_ZONE = """BEGIN:VTIMEZONE
TZID:Eastern Standard Time
BEGIN:STANDARD
DTSTART:16011104T020000
RRULE:FREQ=YEARLY;BYDAY=1SU;BYMONTH=11
TZOFFSETFROM:-0400
TZOFFSETTO:-0500
END:STANDARD
BEGIN:DAYLIGHT
DTSTART:16010311T020000
RRULE:FREQ=YEARLY;BYDAY=2SU;BYMONTH=3
TZOFFSETFROM:-0500
TZOFFSETTO:-0400
END:DAYLIGHT
END:VTIMEZONE"""
WEEKLY = """UID:serie@outlook
SUMMARY:Comité de gestion
DTSTART;TZID=Eastern Standard Time:20261201T090000
DTEND;TZID=Eastern Standard Time:20261201T100000
RRULE:FREQ=WEEKLY;BYDAY=TU"""


def ics(*events: str, zones: str = OUTLOOK_ZONE) -> bytes:
    bodies = "\n".join(f"BEGIN:VEVENT\n{event}\nEND:VEVENT" for event in events)
    text = f"BEGIN:VCALENDAR\nVERSION:2.0\nPRODID:-//Essai//FR\n{zones}\n{bodies}\nEND:VCALENDAR\n"
    return text.replace("\n", "\r\n").encode()


def read(data: bytes, zone: ZoneInfo = TORONTO) -> list[ExternalEvent]:
    events = read_calendar(data, zone, UNTIL)
    assert not [one for one in events if isinstance(one, ExternalFault)]
    return [one for one in events if isinstance(one, ExternalEvent)]


def starts(event: ExternalEvent) -> list[str]:
    return [one.start.isoformat(" ", "minutes") for one in event.dates]


def test_that_an_endless_series_is_cut_and_says_so() -> None:
    (event,) = read(ics(WEEKLY))
    assert len(event.dates) == 7
    assert event.cut_at == UNTIL


@pytest.mark.parametrize(
    "series",
    [
        WEEKLY.replace("20261201", "20270202"),
        WEEKLY + ";COUNT=1\nEXDATE;TZID=Eastern Standard Time:20261201T090000",
    ],
)
def test_that_a_series_without_a_date_to_come_takes_no_room(series: str) -> None:
    (event,) = read(ics(series))
    assert event.dates == ()


def test_that_a_series_stays_on_its_own_clock_in_a_room_of_another_zone() -> None:
    (event,) = read(ics(WEEKLY.replace("20261201", "20261027")), HALIFAX)
    assert {start[-5:] for start in starts(event)} == {"10:00"}


def test_that_excluded_dates_are_left_out_and_added_ones_come() -> None:
    (event,) = read(
        ics(
            WEEKLY
            + "\nEXDATE;TZID=Eastern Standard Time:20261215T090000,20261222T090000"
            + "\nRDATE;TZID=Eastern Standard Time:20261216T090000"
        )
    )
    assert starts(event)[:4] == [
        "2026-12-01 09:00",
        "2026-12-08 09:00",
        "2026-12-16 09:00",
        "2026-12-29 09:00",
    ]


def test_that_a_moved_instance_keeps_its_key_and_a_cancelled_one_goes() -> None:
    moved = """UID:serie@outlook
RECURRENCE-ID;TZID=Eastern Standard Time:20261208T090000
DTSTART;TZID=Eastern Standard Time:20261208T130000
DTEND;TZID=Eastern Standard Time:20261208T150000"""
    gone = """UID:serie@outlook
RECURRENCE-ID;TZID=Eastern Standard Time:20261215T090000
DTSTART;TZID=Eastern Standard Time:20261215T090000
DTEND;TZID=Eastern Standard Time:20261215T100000
STATUS:CANCELLED"""
    (event,) = read(ics(WEEKLY, moved, gone))
    assert starts(event)[:3] == ["2026-12-01 09:00", "2026-12-08 13:00", "2026-12-22 09:00"]
    assert event.dates[1].origin == wall("2026-12-08 09:00")


@pytest.mark.parametrize(
    ("written", "start", "end"),
    [
        ("DTSTART:20261202T140000Z\nDTEND:20261202T153000Z", "2026-12-02 09:00", "2026-12-02 10:30"),
        ("DTSTART:20261202T090000\nDURATION:PT1H", "2026-12-02 09:00", "2026-12-02 10:00"),
        ("DTSTART;VALUE=DATE:20261202", "2026-12-02 00:00", "2026-12-03 00:00"),
        (
            "DTSTART;TZID=America/Halifax:20261202T100000\nDTEND;TZID=America/Halifax:20261202T110000",
            "2026-12-02 09:00",
            "2026-12-02 10:00",
        ),
    ],
)
def test_that_every_way_to_write_a_time_is_placed_on_the_rooms_clock(
    written: str, start: str, end: str
) -> None:
    (event,) = read(ics(f"UID:1\n{written}"))
    (one,) = event.dates
    assert (one.start.isoformat(" ", "minutes"), one.end.isoformat(" ", "minutes")) == (start, end)


@pytest.mark.parametrize(
    ("written", "code"),
    [
        ("DTSTART;TZID=Inconnue:20261202T090000\nDURATION:PT1H", "unknown_zone"),
        ("DTSTART:20261202T090000\nDTEND:20261202T090000", "bad_time"),
        ("DTSTART:20261202T090030\nDTEND:20261202T100000", "bad_time"),
        ("DTSTART:20261202T090000\nDTEND:20261202T100000\nRRULE:FREQ=HOURLY;COUNT=3", "bad_rule"),
        ("DTSTART:20261202T090000\nDTEND:20261202T100000\nRRULE:FREQ=DAILY;COUNT=1001", "too_many"),
    ],
)
def test_that_what_cannot_be_read_is_told_event_by_event(written: str, code: str) -> None:
    (fault,) = read_calendar(ics(f"UID:1\n{written}"), TORONTO, UNTIL)
    assert isinstance(fault, ExternalFault)
    assert fault.code == code


def test_that_free_time_takes_no_room() -> None:
    (event,) = read(ics("UID:1\nDTSTART:20261202T090000\nDURATION:PT1H\nTRANSP:TRANSPARENT"))
    assert event.dates == ()


def test_that_another_kind_of_file_is_refused() -> None:
    with pytest.raises(InputError) as refusal:
        read_calendar(b"numero;debut\n", TORONTO, UNTIL)
    assert refusal.value.code == "bad_calendar"


def imported(database: Database, folder: Path, data: bytes, **fields: object) -> CalendarReport:
    path = folder / "salle.ics"
    path.write_bytes(data)
    wanted = CalendarImport(path, "LEV-CHA", "MTQ", until=UNTIL)
    return import_calendar(database, office.CLERK, replace(wanted, **fields))  # type: ignore[arg-type]


def stored(database: Database) -> Sequence[tuple[str, str, datetime]]:
    def work(session: Session) -> Sequence[tuple[str, str, datetime]]:
        query = (
            select(Booking.number, Occurrence.state, Occurrence.starts)
            .join(Occurrence, Occurrence.booking_id == Booking.id)
            .order_by(Occurrence.starts, Occurrence.id)
        )
        return session.execute(query).tuples().all()

    return database.read(work)


def test_that_a_second_import_changes_nothing(database: Database, tmp_path: Path) -> None:
    first = imported(database, tmp_path, ics(WEEKLY))
    assert [str(one.outcome) for one in first.results] == ["created"]
    before = stored(database)
    assert len(before) == 7
    again = imported(database, tmp_path, ics(WEEKLY))
    assert [str(one.outcome) for one in again.results] == ["unchanged"]
    assert stored(database) == before


def test_that_a_second_import_moves_adds_and_cancels(database: Database, tmp_path: Path) -> None:
    imported(database, tmp_path, ics(WEEKLY + ";COUNT=3"))
    moved = """UID:serie@outlook
RECURRENCE-ID;TZID=Eastern Standard Time:20261208T090000
DTSTART;TZID=Eastern Standard Time:20261208T130000
DTEND;TZID=Eastern Standard Time:20261208T140000"""
    changed = WEEKLY + ";COUNT=4\nEXDATE;TZID=Eastern Standard Time:20261201T090000"
    report = imported(database, tmp_path, ics(changed, moved))
    assert [str(one.outcome) for one in report.results] == ["updated"]
    rows = stored(database)
    assert [state for _, state, _ in rows] == ["cancelled", "confirmed", "confirmed", "confirmed"]
    assert rows[1][2] == datetime(2026, 12, 8, 18, tzinfo=UTC)
    assert {number for number, _, _ in rows} == {"R-2026-000001"}


def test_that_a_meeting_in_two_rooms_stays_in_both(database: Database, tmp_path: Path) -> None:
    imported(database, tmp_path, ics(WEEKLY))
    elsewhere = imported(database, tmp_path, ics(WEEKLY), space_code="LEV-ETC")
    assert [str(one.outcome) for one in elsewhere.results] == ["created"]
    assert [state for _, state, _ in stored(database)] == ["confirmed"] * 14
    again = imported(database, tmp_path, ics(WEEKLY), space_code="LEV-ETC")
    assert [str(one.outcome) for one in again.results] == ["unchanged"]


def test_that_characters_nobody_types_are_left_out(database: Database, tmp_path: Path) -> None:
    written = "UID:\x001\x07\nSUMMARY:Co\x00mi\x1bté\nDTSTART:20261203T090000\nDURATION:PT1H"
    (event,) = imported(database, tmp_path, ics(written)).results
    assert (event.uid, event.summary, str(event.outcome)) == ("1", "Comité", "created")


def test_that_a_conflict_undoes_the_whole_file(database: Database, desk: Desk, tmp_path: Path) -> None:
    booked(database, desk, draft("2026-12-08 09:30", "2026-12-08 10:30", organisation=office.OTHER))
    other = "UID:2\nDTSTART:20261203T090000\nDURATION:PT1H"
    report = imported(database, tmp_path, ics(WEEKLY, other))
    assert [str(one.outcome) for one in report.results] == ["refused", "rolled_back"]
    assert len(stored(database)) == 1
    assert booked(database, desk, draft("2026-12-04 09:00", "2026-12-04 10:00")).number == "R-2026-000002"


def test_that_conflicts_may_be_skipped_and_are_recorded(
    database: Database, desk: Desk, tmp_path: Path
) -> None:
    booked(database, desk, draft("2026-12-08 09:30", "2026-12-08 10:30", organisation=office.OTHER))
    taken = "UID:2\nDTSTART:20261208T093000\nDURATION:PT1H"
    report = imported(database, tmp_path, ics(WEEKLY, taken), on_conflict=OnConflict.SKIP)
    assert [str(one.outcome) for one in report.results] == ["created", "skipped"]
    assert [state for _, state, _ in stored(database)].count("not_obtained") == 1


MOVED = """UID:serie@outlook
RECURRENCE-ID;TZID=Eastern Standard Time:20261208T090000
DTSTART;TZID=Eastern Standard Time:20261208T130000
DTEND;TZID=Eastern Standard Time:20261208T140000"""


def test_that_a_moved_date_whose_new_slot_is_taken_is_not_obtained(
    database: Database, desk: Desk, tmp_path: Path
) -> None:
    imported(database, tmp_path, ics(WEEKLY + ";COUNT=3"))
    booked(database, desk, draft("2026-12-08 12:30", "2026-12-08 13:30", organisation=office.OTHER))
    refused = imported(database, tmp_path, ics(WEEKLY + ";COUNT=3", MOVED))
    assert [str(one.outcome) for one in refused.results] == ["refused"]
    report = imported(database, tmp_path, ics(WEEKLY + ";COUNT=3", MOVED), on_conflict=OnConflict.SKIP)
    (result,) = report.results
    assert str(result.outcome) == "updated"
    assert result.answer is not None
    (told,) = result.answer["occurrences"]
    assert (told["state"], told["reasons"]) == ("not_obtained", ["overlap"])
    at = datetime(2026, 12, 8, 18, tzinfo=UTC)
    assert [(state, start) for _, state, start in stored(database) if start == at] == [("not_obtained", at)]
    left = draft("2026-12-08 09:00", "2026-12-08 10:00", organisation=office.OTHER)
    assert booked(database, desk, left).number is not None
    again = imported(database, tmp_path, ics(WEEKLY + ";COUNT=3", MOVED), on_conflict=OnConflict.SKIP)
    assert [str(one.outcome) for one in again.results] == ["unchanged"]


def test_that_a_date_not_obtained_is_tried_again(database: Database, desk: Desk, tmp_path: Path) -> None:
    in_the_way = booked(
        database, desk, draft("2026-12-08 09:30", "2026-12-08 10:30", organisation=office.OTHER)
    )
    imported(database, tmp_path, ics(WEEKLY), on_conflict=OnConflict.SKIP)
    again = imported(database, tmp_path, ics(WEEKLY), on_conflict=OnConflict.SKIP)
    assert [str(one.outcome) for one in again.results] == ["unchanged"]
    gone = update(Occurrence).where(Occurrence.booking_id == in_the_way.booking_id)
    database.write(
        lambda session: session.execute(gone.values(state="cancelled", version=Occurrence.version + 1))
    )
    report = imported(database, tmp_path, ics(WEEKLY), on_conflict=OnConflict.SKIP)
    assert [str(one.outcome) for one in report.results] == ["updated"]
    states = [state for number, state, _ in stored(database) if number != in_the_way.number]
    assert states == ["confirmed"] * 7


@pytest.mark.parametrize(
    ("start", "end"),
    [
        ("20261101T050000Z", "20261101T060000Z"),
        ("20261101T053000Z", "20261101T063000Z"),
        ("20261101T060000Z", "20261101T070000Z"),
        ("20261101T061500Z", "20261101T064500Z"),
    ],
)
def test_that_instants_are_kept_in_the_night_when_clocks_go_back(
    database: Database, tmp_path: Path, start: str, end: str
) -> None:
    written = f"UID:1\nDTSTART:{start}\nDTEND:{end}"
    for outcome in ("created", "unchanged"):
        report = imported(database, tmp_path, ics(written))
        assert [str(one.outcome) for one in report.results] == [outcome]
    slots = database.read(lambda session: session.execute(select(Occurrence.starts, Occurrence.ends)).all())
    assert [tuple(f"{one:%Y%m%dT%H%M%SZ}" for one in slot) for slot in slots] == [(start, end)]


TWICE = "UID:1\nDTSTART:20261101T053000Z\nDTEND:20261101T060000Z\nRDATE:20261101T063000Z"
TWICE_HERE = (
    "UID:1\nDTSTART;TZID=America/Toronto:20261101T013000\nDTEND;TZID=America/Toronto:20261101T014500"
    "\nRDATE:20261101T063000Z"
)


@pytest.mark.parametrize("twice", [TWICE, TWICE_HERE])
def test_that_both_dates_of_an_hour_that_clocks_show_twice_are_told_apart(
    database: Database, tmp_path: Path, twice: str
) -> None:
    first, second = datetime(2026, 11, 1, 5, 30, tzinfo=UTC), datetime(2026, 11, 1, 6, 30, tzinfo=UTC)
    for outcome in ("created", "unchanged"):
        report = imported(database, tmp_path, ics(twice))
        assert [str(one.outcome) for one in report.results] == [outcome]
        assert [start for _, _, start in stored(database)] == [first, second]
    later = "UID:1\nRECURRENCE-ID:20261101T063000Z\nDTSTART:20261101T150000Z\nDTEND:20261101T153000Z"
    report = imported(database, tmp_path, ics(twice, later))
    assert [str(one.outcome) for one in report.results] == ["updated"]
    assert [start for _, _, start in stored(database)] == [first, datetime(2026, 11, 1, 15, tzinfo=UTC)]


@pytest.mark.parametrize(("exception", "kept"), [("20261101T053000Z", 1), ("20261101T063000Z", 2)])
def test_that_an_exception_removes_the_hour_that_it_names_and_not_the_one_before(
    exception: str, kept: int
) -> None:
    series = "UID:1\nDTSTART;TZID=America/Toronto:20261031T013000\nDURATION:PT15M\nRRULE:FREQ=DAILY;COUNT=2"
    (event,) = read(ics(f"{series}\nEXDATE:{exception}"))
    assert len(event.dates) == kept


def test_that_an_instance_moved_into_that_night_keeps_its_instant(database: Database, tmp_path: Path) -> None:
    series = "UID:1\nDTSTART:20261025T130000Z\nDTEND:20261025T140000Z\nRRULE:FREQ=WEEKLY;COUNT=2"
    moved = "UID:1\nRECURRENCE-ID:20261101T130000Z\nDTSTART:20261101T060000Z\nDTEND:20261101T070000Z"
    imported(database, tmp_path, ics(series, moved))
    assert stored(database)[1][2] == datetime(2026, 11, 1, 6, tzinfo=UTC)


def test_that_a_trial_tells_all_and_stores_nothing(database: Database, tmp_path: Path) -> None:
    report = imported(database, tmp_path, ics(WEEKLY), dry_run=True)
    assert [str(one.outcome) for one in report.results] == ["created"]
    assert stored(database) == []


def test_that_the_past_is_loaded_as_it_was(database: Database, tmp_path: Path) -> None:
    report = imported(database, tmp_path, ics("UID:1\nDTSTART:20260106T090000\nDURATION:PT1H"))
    assert [str(one.outcome) for one in report.results] == ["created"]


def test_that_an_unknown_room_is_refused(database: Database, tmp_path: Path) -> None:
    with pytest.raises(InputError) as refusal:
        imported(database, tmp_path, ics(WEEKLY), space_code="INCONNU")
    assert refusal.value.code == "unknown_space"
