"""What was read becomes rows, groups, blocks, shading and days."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest

from agence_desktop.core.clock import QUEBEC
from agence_desktop.core.hours import parse_hours
from agence_desktop.desktop.calendar.axis import Hours
from agence_desktop.desktop.calendar.items import Block, Style
from agence_desktop.desktop.calendar.periods import Period, Reach
from agence_desktop.desktop.calendar.texts import block_name
from agence_desktop.desktop.spaces.calendars.planning_blocks import STYLES
from agence_desktop.desktop.spaces.calendars.planning_items import Picture, picture
from agence_desktop.desktop.spaces.gateway import Agenda
from agence_desktop.spaces.rows import Closure, OccurrenceState, Terms
from tests.desktop.spaces import samples
from tests.desktop.spaces.samples import (
    CHAUDIERE,
    CLERK,
    ETCHEMIN,
    MONTMORENCY,
    NOW,
    PART_A,
    PART_B,
    READER,
    agenda,
    occurrence,
    span,
)

WEEK = Period.holding(Reach.WEEK, date(2026, 10, 14))
ALL = (ETCHEMIN, PART_A, PART_B, CHAUDIERE, MONTMORENCY)
_S = OccurrenceState


def shown(read: Agenda, rooms: tuple[int, ...] = ALL, period: Period = WEEK) -> Picture:
    return picture(read, rooms, period, CLERK, NOW)


def block(read: Agenda, key: str) -> Block:
    return next(one for one in shown(read).blocks if one.key == key)


def test_that_parts_stand_indented_under_their_room_and_large_rooms_come_first() -> None:
    rows = shown(agenda()).rows
    assert [(row.title, row.indent) for row in rows] == [
        ("Salle Montmorency", 0),
        ("Salle Etchemin", 0),
        ("Etchemin A", 1),
        ("Etchemin B", 1),
        ("Salle Chaudière", 0),
    ]


def test_that_a_part_without_its_room_stands_alone() -> None:
    assert [row.indent for row in shown(agenda(), (PART_A,)).rows] == [0]


def test_that_buildings_are_groups_that_tell_whose_they_are_and_their_hours() -> None:
    groups = shown(agenda()).groups
    assert [(group.title, group.subtitle) for group in groups] == [
        ("Services Québec d’Estimauville", "SQ-SC, 8\u00a0h à 17\u00a0h"),
        ("Services Québec de Lévis", "SQ-SC, 8\u00a0h\u00a030 à 16\u00a0h\u00a030"),
    ]


def test_that_a_header_tells_capacity_equipment_and_access_in_icons_and_words() -> None:
    row = next(row for row in shown(agenda()).rows if row.key == str(CHAUDIERE))
    assert row.note == "12\u00a0pers."
    assert [mark.word for mark in row.marks] == ["Wi-Fi", "Visioconférence", "accessible en fauteuil roulant"]
    whole = next(row for row in shown(agenda()).rows if row.key == str(ETCHEMIN))
    assert whole.mark is not None
    assert whole.mark.word == "salle divisible"


def test_that_every_state_has_a_style() -> None:
    assert set(STYLES) == set(OccurrenceState)


@pytest.mark.parametrize(
    ("state", "style", "word"),
    [
        (_S.CONFIRMED, Style.FIRM, "confirmée"),
        (_S.REQUESTED, Style.TENTATIVE, "demandée"),
        (_S.WAITLISTED, Style.WAITING, "en attente"),
        (_S.PRESENT, Style.ATTENDED, "présence notée"),
        (_S.ENDED, Style.DONE, "terminée"),
        (_S.NO_SHOW, Style.MISSED, "non-présentation"),
        (_S.CANCELLED, Style.CANCELLED, "annulée"),
    ],
)
def test_that_a_state_is_told_by_style_and_word(state: OccurrenceState, style: Style, word: str) -> None:
    made = block(agenda(occurrence(7, CHAUDIERE, span(15, 13, 15), state)), "7")
    assert (made.style, made.state) == (style, word)


def test_that_a_screen_reader_hears_room_organisation_purpose_state_and_time() -> None:
    read = agenda(occurrence(7, CHAUDIERE, span(15, 13, 15.5)))
    row = next(row for row in shown(read).rows if row.key == str(CHAUDIERE))
    assert block_name(row, block(read, "7"), QUEBEC) == (
        "Salle Chaudière, MTQ, Comité de sécurité routière, confirmée, jeudi 15 octobre, "
        "13\u00a0h à 15\u00a0h\u00a030"
    )


def test_that_buffers_are_drawn_only_while_they_matter() -> None:
    ahead = block(agenda(occurrence(7, CHAUDIERE, span(15, 13, 15), buffer=30)), "7")
    past = block(agenda(occurrence(7, CHAUDIERE, span(13, 13, 15), _S.ENDED, buffer=30)), "7")
    assert (ahead.before_minutes, ahead.after_minutes) == (30, 30)
    assert (past.before_minutes, past.after_minutes) == (0, 0)


def test_that_a_booked_part_shows_on_the_whole_room_and_opens_what_causes_it() -> None:
    read = agenda(occurrence(7, PART_A, span(15, 13, 15)))
    made = block(read, f"7@{ETCHEMIN}")
    assert (made.style, made.text, made.opened_key) == (Style.LINKED, "Partie A prise", "7")
    assert not made.editable
    assert f"7@{PART_B}" not in {one.key for one in shown(read).blocks}


def test_that_a_booked_room_shows_on_its_parts_even_where_it_is_filtered_out() -> None:
    read = agenda(occurrence(7, ETCHEMIN, span(15, 13, 15)))
    texts = {one.row_key: one.text for one in shown(read, (PART_A, PART_B)).blocks}
    assert texts == {str(PART_A): "Salle entière", str(PART_B): "Salle entière"}


def test_that_a_request_holds_nothing_on_the_other_level() -> None:
    blocks = shown(agenda(occurrence(7, ETCHEMIN, span(15, 13, 15), _S.REQUESTED))).blocks
    assert [one.key for one in blocks] == ["7"]


def test_that_competing_requests_stand_side_by_side() -> None:
    read = agenda(
        occurrence(7, CHAUDIERE, span(15, 13, 15), _S.REQUESTED),
        occurrence(8, CHAUDIERE, span(15, 14, 16), _S.REQUESTED),
    )
    assert {one.key for one in shown(read).blocks} == {"7", "8"}


def test_that_what_was_cancelled_leaves_room_to_what_took_its_place() -> None:
    cancelled = occurrence(7, CHAUDIERE, span(15, 13, 15), _S.CANCELLED)
    alone = shown(agenda(cancelled)).blocks
    replaced = shown(agenda(cancelled, occurrence(8, CHAUDIERE, span(15, 14, 16)))).blocks
    assert ([one.key for one in alone], [one.key for one in replaced]) == (["7"], ["8"])


def test_that_a_closure_is_a_block_with_its_reason() -> None:
    closed = samples.reference(closures=(Closure(span(16, 8, 17), "Travaux de peinture"),))
    made = next(one for one in shown(agenda(of=closed), (CHAUDIERE,)).blocks)
    assert (made.style, made.label, made.text, made.editable) == (
        Style.CLOSED,
        "Fermée",
        "Travaux de peinture",
        False,
    )


def test_that_closures_outside_the_period_are_left_out() -> None:
    closed = samples.reference(closures=(Closure(span(26, 8, 17)),))
    assert shown(agenda(of=closed)).blocks == ()


def test_that_only_what_is_ahead_and_may_be_changed_is_editable() -> None:
    ahead, begun = occurrence(7, CHAUDIERE, span(15, 13, 15)), occurrence(8, CHAUDIERE, span(14, 9, 12))
    made = {one.key: one.editable for one in shown(agenda(ahead, begun)).blocks}
    assert made == {"7": True, "8": False}
    read_only = picture(agenda(ahead), ALL, WEEK, READER, NOW).blocks
    assert [one.editable for one in read_only] == [False]


def test_that_hours_outside_the_terms_and_the_building_are_shaded() -> None:
    closed = shown(agenda()).closed
    thursday = span(15, 0, 24)
    levis = [each.intersection(thursday) for each in closed[str(CHAUDIERE)]]
    assert [one for one in levis if one] == [span(15, 0, 8.5), span(15, 16.5, 24)]
    estimauville = [each.intersection(thursday) for each in closed[str(MONTMORENCY)]]
    assert [one for one in estimauville if one] == [span(15, 0, 8), span(15, 17, 24)]


def test_that_rooms_with_the_same_hours_share_their_shading() -> None:
    closed = shown(agenda()).closed
    assert closed[str(PART_A)] is closed[str(CHAUDIERE)]


def test_that_a_holiday_folds_and_is_named_and_the_weekend_stays_out() -> None:
    days = shown(agenda()).days
    assert [day.date.day for day in days] == [12, 13, 14, 15, 16]
    assert (days[0].folded, days[0].name, days[0].short) == (True, "Action de grâces, férié", "férié")
    assert not any(day.folded for day in days[1:])


def test_that_rooms_open_on_holidays_keep_them_unfolded() -> None:
    open_then = samples.reference(Terms(hours=samples.WEEKDAYS, holidays_open=True))
    read = agenda(of=open_then)
    assert not shown(read).days[0].folded
    assert not any(each.overlaps(span(12, 9, 12)) for each in shown(read).closed[str(MONTMORENCY)])


def test_that_a_weekend_day_appears_when_a_room_opens_or_something_is_booked() -> None:
    saturdays = samples.reference(
        Terms(hours=parse_hours("lun-sam 08:00-17:00")),
        (
            replace(samples.reference().directory.sites[samples.LEVIS], hours=""),
            samples.reference().directory.sites[samples.ESTIMAUVILLE],
        ),
    )
    assert [day.date.day for day in shown(agenda(of=saturdays)).days] == [12, 13, 14, 15, 16, 17]
    booked = agenda(occurrence(7, CHAUDIERE, span(18, 13, 15)))
    assert [day.date.day for day in shown(booked).days][-1] == 18


def test_that_the_hours_shown_surround_the_opening_hours() -> None:
    assert shown(agenda()).hours == Hours(7 * 60 + 30, 17 * 60 + 30)
    assert shown(agenda(of=samples.reference(Terms())), (MONTMORENCY,)).hours == Hours()


def test_that_a_month_shows_whole_weeks() -> None:
    days = shown(agenda(), period=Period.holding(Reach.MONTH, date(2026, 10, 14))).days
    assert (days[0].date, days[-1].date) == (date(2026, 9, 28), date(2026, 11, 1))


def test_that_a_single_day_is_shown_whatever_it_is() -> None:
    sunday = Period.holding(Reach.DAY, date(2026, 10, 18))
    assert [day.date for day in shown(agenda(), period=sunday).days] == [date(2026, 10, 18)]


@pytest.mark.parametrize(
    ("reach", "title", "weeks"),
    [
        (Reach.DAY, "mercredi 14 octobre 2026", "sem.\u00a042"),
        (Reach.WEEK, "12 au 18 octobre 2026", "sem.\u00a042"),
        (Reach.TWO_WEEKS, "12 au 25 octobre 2026", "sem.\u00a042 et 43"),
        (Reach.MONTH, "octobre 2026", ""),
    ],
)
def test_that_a_period_is_told_by_its_days_and_weeks(reach: Reach, title: str, weeks: str) -> None:
    period = Period.holding(reach, date(2026, 10, 14))
    assert (period.title(), period.weeks()) == (title, weeks)


@pytest.mark.parametrize("reach", list(Reach))
def test_that_periods_follow_each_other_without_gap(reach: Reach) -> None:
    period = Period.holding(reach, date(2026, 10, 14))
    assert period.shifted(1).first == period.last + timedelta(days=1)
    assert period.shifted(1).shifted(-1) == period
    assert period.shifted(-1).last == period.first - timedelta(days=1)
