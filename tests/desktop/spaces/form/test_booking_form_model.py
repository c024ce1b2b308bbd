"""The booking form without a widget: what is typed makes a request, what is chosen settles its dates."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date, datetime, time, timedelta
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as some

from agence_desktop.core.clock import QUEBEC, place
from agence_desktop.core.recurrence import Repeat, RuleParts, build_rule, expand
from agence_desktop.desktop.spaces.form.booking_model import (
    FormValues,
    Series,
    Slot,
    accessibility_parts,
    accessibility_text,
    draft_of,
    phone_fault,
    series_fault,
)
from agence_desktop.desktop.spaces.form.recurrence_model import (
    Repetition,
    default_parts,
    read_back,
    repetition_of,
)
from agence_desktop.desktop.spaces.form.sheet_model import (
    Choice,
    Wish,
    best_choice,
    choices_of_stored,
    dates_of,
    lines_of,
    options_for,
    similar,
    stored_choices,
    time_may_help,
    totals_of_lines,
    unsettled,
    valid_choices,
    with_choices,
    without_places,
)
from agence_desktop.desktop.spaces.form.support_lines import (
    SupportKind,
    SupportLine,
    support_lines,
    support_text,
)
from agence_desktop.spaces.alternatives import Alternative, Alternatives
from agence_desktop.spaces.rows import (
    Approval,
    BookingDraft,
    JudgedDate,
    Judgement,
    OccurrenceState,
    OnConflict,
    Outcome,
    Reason,
    Terms,
)
from agence_desktop.spaces.summaries import button_text
from tests.spaces import factories as made

START = datetime(2026, 12, 1, 9)  # noqa: DTZ001
ASKING = made.room(terms=Terms(approval=Approval.OUTSIDE_TERMS))
FACTS = {made.ROOM: ASKING, made.PART: made.room(made.PART)}
DRAFT = made.draft("2026-12-01 09:00", "10:00", rule="FREQ=DAILY;COUNT=5")

walls = some.datetimes(datetime(2026, 1, 1), datetime(2027, 12, 31)).map(  # noqa: DTZ001
    lambda wall: wall.replace(second=0, microsecond=0)
)
wishes = some.sampled_from(Wish)


def judged(number: int, *reasons: Reason, state: OccurrenceState | None = None) -> JudgedDate:
    """One date of the series, confirmed unless something stands against it."""
    origin = START + timedelta(days=number)
    span = place(origin, origin + timedelta(hours=1), QUEBEC)
    soft = bool(reasons) and Reason.OVERLAP not in reasons
    default = OccurrenceState.REQUESTED if soft else OccurrenceState.NOT_OBTAINED
    found = state or (default if reasons else OccurrenceState.CONFIRMED)
    return JudgedDate(made.ROOM, span, span, origin, found, reasons, Decimal("10.00"))


def judgement(*dates: JudgedDate) -> Judgement:
    return Judgement(Outcome.PARTLY, (), dates)


def test_that_there_is_no_request_before_it_is_known_who_where_and_when() -> None:
    slot = Slot(START, START + timedelta(hours=1))
    whole = FormValues(organisation_id=made.GUEST, space_id=made.ROOM, slot=slot)
    assert draft_of(whole) is not None
    for missing in ({"organisation_id": None}, {"space_id": None}, {"slot": None}):
        assert draft_of(replace(whole, **missing)) is None  # type: ignore[arg-type]


def test_that_needs_and_support_travel_as_lines_of_text() -> None:
    text = accessibility_text(True, "boucle auditive")
    assert text == "Une place pour fauteuil roulant\nboucle auditive"
    assert accessibility_parts(text) == (True, "boucle auditive")
    assert accessibility_parts("interprète") == (False, "interprète")
    line = SupportLine(SupportKind.IT, "essai de la visioconférence", time(12, 30))
    assert support_text([line]) == "Informatique\u00a0: essai de la visioconférence, 12\u00a0h\u00a030"


@given(
    some.lists(
        some.builds(
            SupportLine,
            some.sampled_from(SupportKind),
            some.text(some.characters(categories=("L", "Nd", "Zs", "Po")), max_size=40).map(
                lambda text: " ".join(text.split()).strip(" ,")
            ),
            some.none() | some.times().map(lambda at: at.replace(second=0, microsecond=0)),
        ),
        max_size=4,
    )
)
@settings(max_examples=60)
def test_that_support_lines_are_read_back(lines: list[SupportLine]) -> None:
    kept = [line for line in lines if line.task]
    assert list(support_lines(support_text(kept))) == kept


def test_that_support_of_an_unknown_kind_keeps_its_words() -> None:
    assert support_lines("Café pour dix") == (SupportLine(SupportKind.LOGISTICS, "Café pour dix"),)


@pytest.mark.parametrize(
    ("reasons", "alone", "options"),
    [
        ((), False, ()),
        ((Reason.OVERLAP,), False, (Wish.TIME, Wish.ROOM, Wish.SKIP)),
        ((Reason.HOLIDAY,), True, (Wish.TIME, Wish.ROOM)),
        ((Reason.HORIZON,), False, (Wish.ASK, Wish.ROOM, Wish.SKIP)),
        ((Reason.HORIZON, Reason.OVERLAP), False, (Wish.TIME, Wish.ROOM, Wish.SKIP)),
        ((Reason.GRID,), True, (Wish.ASK, Wish.ROOM)),
    ],
)
def test_that_only_conflicts_offer_choices_and_asking_only_what_the_host_may_grant(
    reasons: tuple[Reason, ...], alone: bool, options: tuple[Wish, ...]
) -> None:
    assert options_for(judged(0, *reasons), ASKING, alone=alone) == options


def test_that_without_a_host_to_ask_what_is_out_of_terms_is_moved_or_skipped() -> None:
    assert Wish.ASK not in options_for(judged(0, Reason.HORIZON), made.room(), alone=False)


def test_that_no_other_time_helps_on_a_holiday() -> None:
    assert not time_may_help(judged(0, Reason.HOLIDAY))
    assert time_may_help(judged(0, Reason.OVERLAP))


def test_that_the_sheet_settles_date_by_date_and_restates_its_outcome() -> None:
    found = judgement(
        judged(0), judged(1, Reason.OVERLAP), judged(2, Reason.HORIZON), judged(3, Reason.OVERLAP), judged(4)
    )
    lines = lines_of(found, found, {}, FACTS)
    assert [line.number for line in unsettled(lines)] == [2, 4]
    assert lines[2].choice == Choice(Wish.ASK)
    other = Choice(Wish.TIME, Slot(START + timedelta(days=1, hours=3), START + timedelta(days=1, hours=4)))
    choices = {found.dates[1].origin: other, found.dates[3].origin: Choice(Wish.SKIP)}
    moved = replace(found.dates[1], state=OccurrenceState.CONFIRMED, reasons=())
    result = replace(found, dates=(found.dates[0], moved, *found.dates[2:]))
    settled = lines_of(found, result, choices, FACTS)
    assert unsettled(settled) == ()
    totals = totals_of_lines(settled)
    assert (totals.confirmed, totals.requested, totals.not_obtained) == (3, 1, 1)
    assert button_text(totals) == "Réserver 3 dates et demander 1 date"
    assert totals.highest_price == Decimal("40.00")


@given(some.dictionaries(some.integers(0, 4), wishes, max_size=5))
@settings(max_examples=60)
def test_that_every_date_is_sent_once_whatever_is_chosen(chosen: dict[int, Wish]) -> None:
    found = [judged(number, Reason.OVERLAP) for number in range(5)]
    choices = {found[number].origin: Choice(wish) for number, wish in chosen.items()}
    dates = dates_of(DRAFT, found, choices)
    assert [one.origin for one in dates] == [one.origin for one in found]
    assert {n for n, one in enumerate(dates) if one.skip} == {n for n, w in chosen.items() if w is Wish.SKIP}
    assert {n for n, one in enumerate(dates) if one.ask} == {n for n, w in chosen.items() if w is Wish.ASK}
    sent = with_choices(DRAFT, found, choices)
    assert sent.on_conflict is OnConflict.REFUSE
    assert (sent.dates is None) == (not choices)


@given(
    some.dictionaries(
        walls,
        some.builds(
            Choice,
            wishes,
            some.none() | some.builds(Slot, walls, walls),
            some.none() | some.integers(1, 99),
        ),
        max_size=4,
    )
)
@settings(max_examples=60)
def test_that_choices_survive_as_a_draft(choices: dict[datetime, Choice]) -> None:
    assert choices_of_stored(json.loads(json.dumps(stored_choices(choices)))) == choices


def test_that_other_slots_are_forgotten_with_the_room_and_skipping_stays() -> None:
    slot = Slot(START, START + timedelta(hours=1))
    choices = {
        START: Choice(Wish.ROOM, slot, made.PART),
        START + timedelta(days=1): Choice(Wish.SKIP),
    }
    assert without_places(choices) == {START + timedelta(days=1): Choice(Wish.SKIP)}


def test_that_a_choice_for_a_date_that_is_free_again_is_dropped() -> None:
    found = judgement(judged(0), judged(1, Reason.OVERLAP))
    lines = lines_of(found, found, {}, FACTS)
    choices = {one.origin: Choice(Wish.SKIP) for one in found.dates}
    assert list(valid_choices(lines, choices)) == [found.dates[1].origin]


def test_that_the_choice_made_stays_while_it_is_offered() -> None:
    date_ = judged(1, Reason.OVERLAP)
    spans = [place(START + timedelta(hours=n), START + timedelta(hours=n + 1), QUEBEC) for n in (2, 4)]
    offers = Alternatives(
        tuple(Alternative(made.ROOM, span, OccurrenceState.CONFIRMED, Decimal(0)) for span in spans)
    )
    first, second = (Choice.of(Wish.TIME, one, ASKING) for one in offers.times)
    assert best_choice(Wish.TIME, offers, FACTS) == first
    assert best_choice(Wish.TIME, offers, FACTS, second) == second
    assert best_choice(Wish.ROOM, offers, FACTS) is None
    lines = lines_of(judgement(date_), judgement(date_), {date_.origin: Choice(Wish.TIME)}, FACTS)
    assert not lines[0].settled
    assert similar(lines, Wish.TIME) == lines


def test_that_a_telephone_number_says_what_is_missing() -> None:
    assert phone_fault("418 555-01").startswith("Il manque deux chiffres.")
    assert phone_fault("418 555-0142") == ""


def test_that_a_series_that_gives_no_date_says_so() -> None:
    slot = Slot(START, START + timedelta(hours=1))
    assert series_fault(Series("FREQ=DAILY"), slot)
    assert series_fault(Series("FREQ=DAILY;COUNT=3"), slot) == ""
    assert series_fault(Series("FREQ=DAILY;COUNT=1", exdates=(START,)), slot)


@given(
    some.sampled_from(Repeat),
    some.integers(1, 12),
    some.sets(some.integers(0, 6), min_size=1),
    walls,
    some.integers(1, 12),
)
@settings(max_examples=60)
def test_that_the_editor_gives_back_the_rule_it_was_opened_with(
    repeat: Repeat, every: int, weekdays: set[int], start: datetime, count: int
) -> None:
    parts = replace(default_parts(repeat, start), every=every, count=count)
    if repeat is Repeat.WEEKLY:
        parts = replace(parts, weekdays=tuple(sorted(weekdays)))
    rule = build_rule(parts)
    again = repetition_of(rule, start)
    assert again.rule() is not None
    assert expand(start, QUEBEC, again.rule()) == expand(start, QUEBEC, rule)


def test_that_a_rule_the_editor_cannot_show_is_kept() -> None:
    rule = "FREQ=MONTHLY;COUNT=3;BYDAY=MO,TU;BYSETPOS=1"
    assert repetition_of(rule, START) == Repetition(kept=rule)
    assert repetition_of(rule, START).rule() == rule


def test_that_a_series_is_read_back_with_its_next_real_dates() -> None:
    rule = build_rule(RuleParts(Repeat.WEEKLY, every=2, weekdays=(1,), count=8))
    found = read_back(Series(rule, exdates=(START + timedelta(weeks=2),)), START)
    assert found.phrase == "Un mardi sur deux, 8 fois, 1 date retirée."
    assert found.dates.startswith("7 dates\u00a0: mar. 1er déc. 2026, mar. 29 déc. 2026, mar. 12 janv. 2027")
    assert read_back(Series("FREQ=DAILY"), START).fault


def test_that_a_single_date_may_be_given_others() -> None:
    found = read_back(Series(rdates=(START + timedelta(days=3),)), START)
    assert found.phrase == "Une seule fois, 1 date ajoutée."
    assert "ven. 4 déc. 2026" in found.dates


def test_that_the_draft_carries_everything_the_form_holds() -> None:
    values = FormValues(
        organisation_id=made.GUEST,
        person_id=3,
        purpose="Comité",
        space_id=made.ROOM,
        slot=Slot(START, START + timedelta(hours=1)),
        series=Series("FREQ=DAILY;COUNT=2", (START,), (START + timedelta(days=9),)),
        participants=4,
        wheelchair=True,
    )
    draft = draft_of(values)
    assert isinstance(draft, BookingDraft)
    assert (draft.rule, draft.exdates, draft.rdates) == (
        values.series.rule,
        values.series.exdates,
        values.series.rdates,
    )
    assert draft.participants == 4
    assert Series.of_stored(json.loads(json.dumps(values.series.stored()))) == values.series
    assert date(2026, 12, 1) == draft.start.date()
