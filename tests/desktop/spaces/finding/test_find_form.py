"""A need typed in one line, the fields it fills, and what the base is asked."""

from __future__ import annotations

import json
from datetime import date, datetime, time

import pytest

from agence_desktop.core.clock import QUEBEC
from agence_desktop.core.recurrence import expand
from agence_desktop.desktop.spaces.finding import find_texts as texts
from agence_desktop.desktop.spaces.finding.find_form import (
    NeedForm,
    Repeating,
    need_of,
    rule_of,
    understand,
)
from agence_desktop.spaces.queries.reference import Reference
from support.words import add_words
from tests.desktop.spaces.conftest import Office

TODAY = date(2026, 10, 14)
MORNING = NeedForm(day=date(2026, 10, 22), start=time(9), end=time(12))


@pytest.fixture
def reference(here: Office) -> Reference:
    add_words(here.database)
    return here.gateway.reference()


def test_that_a_need_in_one_line_fills_the_fields(reference: Reference) -> None:
    read = understand("14 personnes jeudi 22, 9-12, wifi, près de Lévis", NeedForm(), TODAY, reference)
    assert read.fault == ""
    assert read.form == NeedForm(
        place="Lévis",
        day=date(2026, 10, 22),
        start=time(9),
        end=time(12),
        participants=14,
        equipment=frozenset({"wifi"}),
    )


def test_that_what_is_not_said_stays_as_it_is(reference: Reference) -> None:
    read = understand("demain", MORNING, TODAY, reference)
    assert read.form == NeedForm(day=date(2026, 10, 15), start=time(9), end=time(12))


def test_that_a_length_is_counted_from_the_start_that_is_known(reference: Reference) -> None:
    read = understand("pendant 2 h", MORNING, TODAY, reference)
    assert read.form.end == time(11)


def test_that_a_region_stands_for_a_place(reference: Reference) -> None:
    read = understand("région de Chaudière-Appalaches, 25 km", NeedForm(place="Lévis"), TODAY, reference)
    assert (read.form.place, read.form.region) == ("", "12")


def test_that_a_wheelchair_and_a_layout_are_understood(reference: Reference) -> None:
    read = understand("accessible, en U", NeedForm(), TODAY, reference)
    assert (read.form.accessible, read.form.layout, read.fault) == (True, "u", "")


def test_that_words_that_say_nothing_are_told(reference: Reference) -> None:
    read = understand("demain en bleu", NeedForm(), TODAY, reference)
    assert read.fault == texts.not_understood("bleu")
    assert read.form.day == date(2026, 10, 15)


def test_that_a_date_that_does_not_exist_is_told_and_changes_nothing(reference: Reference) -> None:
    read = understand("31 novembre", MORNING, TODAY, reference)
    assert read.fault
    assert read.form == MORNING


def test_that_what_is_missing_is_said_in_order() -> None:
    assert NeedForm().missing == texts.NO_DAY
    assert NeedForm(day=TODAY).missing == texts.NO_START
    assert NeedForm(day=TODAY, start=time(9)).missing == texts.NO_END
    assert NeedForm(day=TODAY, start=time(9), end=time(8)).missing == texts.END_FIRST
    assert MORNING.missing == ""


def test_that_an_end_at_midnight_ends_the_day() -> None:
    evening = NeedForm(day=TODAY, start=time(20), end=time())
    assert evening.walls == (datetime(2026, 10, 14, 20), datetime(2026, 10, 15))  # noqa: DTZ001
    assert evening.minutes == 240
    assert MORNING.lasting(24 * 60).end == time()


def test_that_the_fields_come_back_from_what_was_kept() -> None:
    form = NeedForm(
        place="Lévis",
        km=None,
        day=TODAY,
        start=time(9),
        end=time(),
        participants=3,
        layout="u",
        equipment=frozenset({"wifi", "visio"}),
        accessible=True,
        repeating=Repeating.TWO_WEEKS,
        count=4,
        organisation_id=2,
    )
    assert NeedForm.of_state(json.loads(json.dumps(form.state()))) == form
    assert NeedForm.of_state({"participants": 5}) == NeedForm(participants=5)


@pytest.mark.parametrize(
    ("repeating", "third"),
    [
        (Repeating.WORKING_DAYS, date(2026, 10, 26)),
        (Repeating.WEEKLY, date(2026, 11, 5)),
        (Repeating.TWO_WEEKS, date(2026, 11, 19)),
        (Repeating.MONTHLY_DAY, date(2026, 12, 22)),
        (Repeating.MONTHLY_WEEKDAY, date(2026, 12, 24)),
    ],
)
def test_that_a_need_repeats_as_it_says(repeating: Repeating, third: date) -> None:
    rule = rule_of(NeedForm(**{**_given(MORNING), "repeating": repeating, "count": 3}))
    walls = expand(datetime(2026, 10, 22, 9), QUEBEC, rule)  # noqa: DTZ001
    assert len(walls) == 3
    assert walls[-1].date() == third


def test_that_the_fifth_weekday_of_a_month_is_taken_as_its_last() -> None:
    fifth = NeedForm(day=date(2026, 10, 29), start=time(9), end=time(10), count=2)
    rule = rule_of(NeedForm(**{**_given(fifth), "repeating": Repeating.MONTHLY_WEEKDAY}))
    walls = expand(datetime(2026, 10, 29, 9), QUEBEC, rule)  # noqa: DTZ001
    assert [wall.date() for wall in walls] == [date(2026, 10, 29), date(2026, 11, 26)]


def test_that_a_single_date_has_no_rule() -> None:
    assert rule_of(MORNING) is None


def test_that_distances_count_only_from_a_municipality(reference: Reference) -> None:
    assert need_of(NeedForm(), reference) is None
    plain = need_of(MORNING, reference)
    assert plain is not None
    assert (plain.near, plain.max_km) == (None, None)
    near = need_of(NeedForm(**{**_given(MORNING), "place": "Lévis"}), reference)
    assert near is not None
    assert near.near is not None
    assert near.max_km == 60


def _given(form: NeedForm) -> dict[str, object]:
    return {name: getattr(form, name) for name in NeedForm.__dataclass_fields__}
