"""A clerk at the planning: sees, moves, is told why not, cancels, takes back."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime, time, timedelta

from PySide6.QtCore import Qt
from sqlalchemy import insert
from sqlalchemy.orm import Session

from agence_desktop.core.changes import Change
from agence_desktop.core.clock import QUEBEC, place
from agence_desktop.core.french import NBSP
from agence_desktop.core.spans import Span
from agence_desktop.desktop.calendar.items import Style
from agence_desktop.desktop.dialogs.compare import CompareDialog
from agence_desktop.desktop.places import Target
from agence_desktop.desktop.shell.window import MainWindow
from agence_desktop.desktop.spaces.calendars.move_dialog import MoveDialog
from agence_desktop.desktop.spaces.calendars.scope_dialog import ScopeDialog
from agence_desktop.desktop.spaces.facts.changing import Scope
from agence_desktop.desktop.spaces.keys import AGENDA, PLANNING
from agence_desktop.spaces.model import HostTerms, Space, SpacePart
from agence_desktop.spaces.rows import OccurrenceState
from agence_desktop.storage.engine import count_statements
from support import office
from support.pages.calendars import CalendarPage
from tests.desktop.spaces.conftest import Office

RIGHT, LEFT, UP, DOWN = Qt.Key.Key_Right, Qt.Key.Key_Left, Qt.Key.Key_Up, Qt.Key.Key_Down
Show = Callable[[], CalendarPage]


MORE = range(100, 120)
"""Ids of further rooms."""


def add_rooms(session: Session) -> None:
    """Twenty rooms more in one building."""
    rooms = [
        {
            "id": room,
            "code": f"LEV-{room}",
            "site_id": office.LEVIS,
            "capacity": 8,
            "top_id": room,
            **office.named(f"Salle {room}"),
        }
        for room in MORE
    ]
    session.execute(insert(Space), rooms)
    session.execute(insert(SpacePart), [{"space_id": room, "part_id": room} for room in MORE])


def at(hour: float, day: int = 20) -> datetime:
    """A wall clock of November 2026."""
    return datetime.combine(date(2026, 11, day), time()) + timedelta(hours=hour)


def only(booked_id: int | None, of: Office) -> int:
    """The one date of a booking."""
    assert booked_id is not None
    (date,) = of.gateway.booking(booked_id).booking.occurrences
    return date.id


def test_that_the_planning_shows_rooms_by_building_and_what_is_booked(here: Office, planning: Show) -> None:
    dated = only(here.book(office.CHAUDIERE, 13, 15).booking_id, here)
    page = planning()
    page.place.restore({"filter": {}})
    page.settled()
    assert page.rooms()[1:5] == ["Salle Etchemin", "Etchemin A", "Etchemin B", "Salle Chaudière"]
    assert page.slot(dated) == ("Salle Chaudière", at(13), at(15))


def test_that_a_refresh_takes_four_statements_at_most_however_many_rooms_there_are(
    here: Office, planning: Show
) -> None:
    here.database.write(add_rooms)
    for hour in range(8, 16):
        here.book(office.CHAUDIERE, hour, hour + 1)
    page = planning()
    page.place.restore({"filter": {}})
    page.settled()
    assert len(page.rooms()) == len(office.ROOMS) + len(MORE)
    counts = []
    mine = {"filter": {}, "mine": True}
    for state in (mine, *({"filter": one} for one in ({}, {"sites": [office.ILES]}, {"free_now": True}))):
        page.place.restore(state)
        page.settled()
        with count_statements(here.database.engine) as statements:
            page.place.refresh()
            page.settled()
        counts.append(len(statements))
    assert max(counts) <= 4, counts


def test_that_a_date_is_moved_by_keyboard_with_a_ghost_that_says_it_is_free(
    here: Office, planning: Show
) -> None:
    dated = only(here.book(office.CHAUDIERE, 13, 15).booking_id, here)
    page = planning()
    page.select(dated)
    ghost = page.carry(RIGHT, RIGHT)
    assert ghost.ok
    page.press(Qt.Key.Key_Return)
    page.settled()
    assert page.slot(dated) == ("Salle Chaudière", at(14), at(16))
    assert page.said()[-1].startswith(f"R-2026-000001{NBSP}: séance déplacée, Salle Chaudière, vendredi 20")


def test_that_undoing_a_move_puts_the_date_back(here: Office, planning: Show) -> None:
    dated = only(here.book(office.CHAUDIERE, 13, 15).booking_id, here)
    page = planning()
    page.select(dated)
    page.carry(RIGHT)
    page.press(Qt.Key.Key_Return)
    page.settled()
    page.undo()
    assert page.slot(dated) == ("Salle Chaudière", at(13), at(15))
    assert page.said()[-1].endswith("la séance est revenue à sa place.")


def test_that_undoing_a_move_asks_no_approval_that_the_terms_of_now_would(
    here: Office, planning: Show
) -> None:
    dated = only(here.book(office.CHAUDIERE, 13, 15).booking_id, here)
    asked = insert(HostTerms).values(space_id=office.CHAUDIERE, approval="hote")
    here.database.write(lambda session: session.execute(asked))
    page = planning()
    page.select(dated)
    page.carry(RIGHT)
    page.press(Qt.Key.Key_Return)
    page.settled()
    assert page.said()[-1].endswith("L’hôte doit l’approuver de nouveau.")
    page.undo()
    assert page.said()[-1].endswith("la séance est revenue à sa place.")
    (stands,) = here.gateway.booking(1).booking.occurrences
    assert (stands.span, stands.state) == (place(at(13), at(15), QUEBEC), OccurrenceState.CONFIRMED)


def test_that_a_move_changed_again_elsewhere_is_not_undone(
    here: Office, elsewhere: Office, planning: Show
) -> None:
    booked = here.book(office.CHAUDIERE, 13, 15)
    dated = only(booked.booking_id, here)
    page = planning()
    page.select(dated)
    page.carry(RIGHT)
    page.press(Qt.Key.Key_Return)
    page.settled()
    move_elsewhere(elsewhere, booked.booking_id, at(9), at(11))
    page.undo()
    assert page.said()[-1].startswith("La séance a encore changé depuis")
    stands = here.gateway.booking(booked.booking_id or 0).booking.occurrences[0]
    assert stands.span == place(at(9), at(11), QUEBEC)


def test_that_an_impossible_target_says_who_holds_it_and_what_would_do(here: Office, planning: Show) -> None:
    taken = here.book(office.CHAUDIERE, 15, 17, organisation_id=office.OTHER)
    dated = only(here.book(office.CHAUDIERE, 13, 15).booking_id, here)
    page = planning()
    page.select(dated)
    ghost = page.carry(RIGHT, RIGHT)
    assert not ghost.ok
    assert ghost.title == f"Impossible ici{NBSP}: salle prise"
    assert "MSP" in ghost.message
    assert str(taken.number) in ghost.message
    assert ghost.hint.startswith("Vendredi 20 à 14")
    page.press(Qt.Key.Key_Return)
    page.settled()
    assert page.slot(dated) == ("Salle Chaudière", at(13), at(15))


def test_that_escape_leaves_everything_where_it_is(here: Office, planning: Show) -> None:
    dated = only(here.book(office.CHAUDIERE, 13, 15).booking_id, here)
    page = planning()
    page.select(dated)
    page.carry(RIGHT)
    page.press(Qt.Key.Key_Escape)
    page.settled()
    assert page.slot(dated) == ("Salle Chaudière", at(13), at(15))


def test_that_moving_a_series_asks_which_dates_and_undo_brings_them_all_back(
    here: Office, planning: Show
) -> None:
    booked = here.book(office.CHAUDIERE, 13, 15, rule="FREQ=WEEKLY;COUNT=3")
    dates = here.gateway.booking(booked.booking_id or 0).booking.occurrences
    page = planning()
    page.select(dates[0].id)
    page.carry(RIGHT)
    page.press(Qt.Key.Key_Return)
    dialog = page.dialog(ScopeDialog)
    dialog.choices[Scope.FOLLOWING].setChecked(True)
    dialog.accept()
    page.settled()
    moved = here.gateway.booking(booked.booking_id or 0).booking.occurrences
    assert [one.span.start - two.span.start for one, two in zip(moved, dates, strict=True)] == [
        at(13.5) - at(13)
    ] * 3
    page.undo()
    back = here.gateway.booking(booked.booking_id or 0).booking.occurrences
    assert [one.span for one in back] == [one.span for one in dates]


def test_that_a_booking_of_another_office_appears_by_itself(
    here: Office, elsewhere: Office, window: MainWindow, planning: Show
) -> None:
    page = planning()
    booked = elsewhere.book(office.CHAUDIERE, 9, 10)
    assert booked.change is not None
    window.hub.publish([booked.change])
    dated = only(booked.booking_id, here)
    page.qtbot.waitUntil(lambda: page.block(dated) is not None)
    assert page.slot(dated) == ("Salle Chaudière", at(9), at(10))


def test_that_changes_outside_the_period_or_of_other_services_read_nothing(
    window: MainWindow, planning: Show
) -> None:
    page = planning()
    before, heard = page.place.reading, list[object]()
    window.hub.subscribe(page.place, {"bookings"}, heard.append)
    later = place(at(9) + timedelta(days=90), at(10) + timedelta(days=90), QUEBEC)
    window.hub.publish([Change("positions", (1,)), Change("bookings", (1,), later)])
    page.qtbot.waitUntil(lambda: bool(heard))
    page.settled()
    assert page.place.reading is before


def test_that_cancelling_frees_the_slot_and_undo_takes_it_back(here: Office, planning: Show) -> None:
    booked = here.book(office.CHAUDIERE, 13, 15)
    dated = only(booked.booking_id, here)
    page = planning()
    page.select(dated)
    page.press(Qt.Key.Key_Delete)
    page.settled()
    block = page.block(dated)
    assert block is not None
    assert block.style is Style.CANCELLED
    assert page.said()[-1] == f"R-2026-000001{NBSP}: séance annulée."
    page.undo()
    state = here.gateway.booking(booked.booking_id or 0).booking.occurrences[0].state
    assert state is OccurrenceState.CONFIRMED


def test_that_a_cancellation_whose_slot_was_taken_stays(
    here: Office, elsewhere: Office, planning: Show
) -> None:
    booked = here.book(office.CHAUDIERE, 13, 15)
    dated = only(booked.booking_id, here)
    page = planning()
    page.select(dated)
    page.press(Qt.Key.Key_Delete)
    page.settled()
    elsewhere.book(office.CHAUDIERE, 14, 16, organisation_id=office.OTHER)
    page.undo()
    assert page.said()[-1].startswith("La séance reste annulée. La salle Chaudière est réservée de 14")


def test_that_two_versions_are_compared_where_somebody_was_faster(
    here: Office, elsewhere: Office, planning: Show
) -> None:
    booked = here.book(office.CHAUDIERE, 13, 15)
    dated = only(booked.booking_id, here)
    page = planning()
    move_elsewhere(elsewhere, booked.booking_id, at(9), at(11))
    page.place.dates.moves.move(dated, None, place(at(14), at(16), QUEBEC))
    dialog = page.dialog(CompareDialog)
    told = {row.name: (row.seen, row.now, row.wanted) for row in dialog.model.rows()}
    assert [words.split(", ")[1] for words in told["Séance"]] == [
        f"13{NBSP}h à 15{NBSP}h",
        f"9{NBSP}h à 11{NBSP}h",
        f"14{NBSP}h à 16{NBSP}h",
    ]
    assert only_slot(here, booked.booking_id) == place(at(9), at(11), QUEBEC)
    dialog.accept()
    page.settled()
    assert only_slot(here, booked.booking_id) == place(at(14), at(16), QUEBEC)


def test_that_the_move_dialogue_answers_before_one_agrees(here: Office, planning: Show) -> None:
    here.book(office.ETCHEMIN_A, 9, 12, organisation_id=office.OTHER)
    booked = here.book(office.CHAUDIERE, 13, 15)
    page = planning()
    page.select(only(booked.booking_id, here))
    page.place.dates.move()
    dialog = page.dialog(MoveDialog)
    dialog.room.setCurrentIndex(dialog.room.findData(office.ETCHEMIN))
    dialog.start.set_value(at(9).time())
    page.qtbot.waitUntil(lambda: "salle prise" in dialog.words())
    assert not dialog.act_button.isEnabled()
    dialog.start.set_value(at(12.5).time())
    page.qtbot.waitUntil(dialog.act_button.isEnabled)
    dialog.accept()
    page.settled()
    assert page.slot(only(booked.booking_id, here)) == ("Salle Etchemin", at(12.5), at(14.5))


def test_that_the_move_dialogue_tells_of_hours_that_clocks_skip(here: Office, planning: Show) -> None:
    booked = here.book(office.CHAUDIERE, 13, 15)
    page = planning()
    page.select(only(booked.booking_id, here))
    page.place.dates.move()
    dialog = page.dialog(MoveDialog)
    dialog.day.set_value(date(2027, 3, 14))
    dialog.start.set_value(at(2.5).time())
    page.qtbot.waitUntil(lambda: f"la séance commence à 3{NBSP}h{NBSP}30." in dialog.words())
    assert dialog.act_button.isEnabled()
    dialog.reject()


def test_that_the_card_tells_the_facts_of_the_chosen_date(here: Office, planning: Show) -> None:
    booked = here.book(
        office.CHAUDIERE, 13, 15, purpose="Comité de sécurité routière", layout="u", person_id=office.ROY
    )
    page = planning()
    page.select(only(booked.booking_id, here))
    words = page.card().split("\n")
    assert words[0] == "R-2026-000001"
    assert "Comité de sécurité routière" in words
    assert f"vendredi 20 novembre 2026, 13{NBSP}h à 15{NBSP}h" in words
    assert "Geneviève Roy, MTQ" in words
    assert "Réservation inscrite" in words


def test_that_filters_selection_and_period_are_found_again_on_the_way_back(
    here: Office, window: MainWindow, planning: Show
) -> None:
    dated = only(here.book(office.CHAUDIERE, 13, 15, day=27).booking_id, here)
    page = planning()
    page.place.period_bar.move_by(1)
    page.settled()
    page.select(dated)
    page.place.restore({"filter": {"capacity": 10}})
    page.settled()
    page.select(dated)
    window.go(Target(AGENDA))
    page.settled()
    window.frame.go_back()
    page.settled()
    assert page.place.key == PLANNING
    assert "Salle Mingan" not in page.rooms()
    assert page.place.view.selected == str(dated)
    assert page.place.period.holds(at(9, 27).date())


def move_elsewhere(of: Office, booking_id: int | None, start: datetime, end: datetime) -> None:
    """Another office moves the only date of a booking."""
    from agence_desktop.spaces.commands.moving import Move

    assert booking_id is not None
    (date,) = of.gateway.booking(booking_id).booking.occurrences
    assert of.gateway.move(Move(date.id, date.version, date.space_id, start, end)).done


def only_slot(of: Office, booking_id: int | None) -> Span:
    """Where the only date of a booking stands in the base."""
    assert booking_id is not None
    (date,) = of.gateway.booking(booking_id).booking.occurrences
    return date.span
