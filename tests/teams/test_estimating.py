"""Rates and estimates: the figures of the pictures, dated rates, and amounts that lose no cent."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from agence_desktop.core.calendars import quebec_holidays
from agence_desktop.core.errors import RefusedError
from agence_desktop.core.french import NBSP
from agence_desktop.core.money import to_cents
from agence_desktop.teams.cost_sentences import quantity_words, rate_words
from agence_desktop.teams.estimating import CostSettings, Placement, estimate, supposed_site_days, work_lines
from agence_desktop.teams.periods import Days, working_days
from agence_desktop.teams.problem import Mode
from agence_desktop.teams.rates import DatedRate, Payee, RateTables, check_table, day_rate, in_force
from agence_desktop.teams.rows import ExpenseKind

HOLIDAYS = frozenset(holiday.observed for holiday in quebec_holidays(2026))
APRIL = date(2026, 4, 1)
SETTINGS = CostSettings()


def rate(amount: str, since: date = APRIL) -> DatedRate:
    return DatedRate(since, Decimal(amount))


TABLES = RateTables(
    own={"thomas": (rate("310"),), "karine": (rate("320"),), "sophie": (rate("390"),)},
    classes={"agent": (rate("335"),)},
    travel=(rate("0.610"),),
    lodging=(rate("148.50"),),
    meals=(rate("62.25"),),
)


def days(first: str, last: str, weekdays: frozenset[int] | None = None) -> tuple[date, ...]:
    period = Days.both_included(date.fromisoformat(first), date.fromisoformat(last))
    return tuple(working_days(period, HOLIDAYS, weekdays))


AUTUMN = days("2026-10-26", "2026-12-18")
ORDERED = days("2026-11-30", "2026-12-18", frozenset({0, 1, 3}))


def test_that_the_estimate_of_the_proposal_is_that_of_the_picture() -> None:
    found = estimate(
        [
            Placement(Payee("Thomas Nguyen", "thomas"), AUTUMN, 5_000, km=Decimal(0)),
            Placement(Payee("Louise Arsenault", "louise", "agent"), AUTUMN, 4_000, Mode.REMOTE),
        ],
        TABLES,
        SETTINGS,
    )
    told = [
        (line.label, quantity_words(line.quantity, line.unit), rate_words(line.rate), line.amount)
        for line in found.lines
    ]
    assert told == [
        (f"Thomas Nguyen, 40 jours à 50{NBSP}%", f"20,0{NBSP}jours", f"310,00{NBSP}$", Decimal("6200.00")),
        (
            "Déplacements et hébergement, 20 jours sur place",
            f"0{NBSP}km",
            f"0,61{NBSP}$",
            Decimal("0.00"),
        ),
        (f"Louise Arsenault, 40 jours à 40{NBSP}%", f"16,0{NBSP}jours", f"335,00{NBSP}$", Decimal("5360.00")),
    ]
    assert found.total == Decimal("11560.00")
    assert found.since == (APRIL,)
    assert found.notes == ()


def test_that_who_works_at_home_base_needs_no_rate_of_travel() -> None:
    tables = RateTables(own={"t": (rate("310"),)})
    found = estimate([Placement(Payee("Thomas", "t"), AUTUMN, km=Decimal(0))], tables, SETTINGS)
    assert [line.kind for line in found.lines] == [None]


def test_that_whole_days_and_halves_travel_as_in_the_picture() -> None:
    karine = Placement(Payee("Karine", "karine"), days("2026-11-16", "2026-12-23"), km=Decimal("3.3"))
    sophie = Placement(Payee("Sophie", "sophie"), AUTUMN, 5_000, km=Decimal("3.3"))
    assert estimate([karine], TABLES, SETTINGS).total == Decimal("9072.73")
    assert estimate([sophie], TABLES, SETTINGS).total == Decimal("7800.00") + Decimal("80.52")


def test_that_a_hybrid_travels_on_its_days_on_site_as_in_the_order() -> None:
    tables = RateTables(own={"g": (rate("310"),)}, travel=(rate("0.60"),))
    mandate = Placement(Payee("Geneviève", "g"), ORDERED, 10_000, Mode.HYBRID, 1, Decimal(55))
    work, way = estimate([mandate], tables, SETTINGS).lines
    assert (work.quantity, work.amount) == (9, Decimal("2790.00"))
    assert way.label == f"6 allers-retours de 55{NBSP}km"
    assert (way.quantity, way.rate, way.amount) == (660, Decimal("0.60"), Decimal("396.00"))
    assert work.amount + way.amount == Decimal("3186.00")


def test_that_the_first_day_of_a_hybrid_is_on_site() -> None:
    mandate = Placement(Payee(), days("2026-12-04", "2026-12-11"), 10_000, Mode.HYBRID, 4, Decimal(9))
    assert supposed_site_days(mandate) == [date(2026, 12, 4), date(2026, 12, 7)]


def test_that_agreed_days_on_site_come_before_supposed_ones() -> None:
    mandate = Placement(Payee(), AUTUMN, 5_000, Mode.HYBRID, 1, Decimal(9), site_days=AUTUMN[:3])
    assert supposed_site_days(mandate) == list(AUTUMN[:3])


def test_that_far_away_one_goes_once_per_stay_and_sleeps_between_its_days() -> None:
    payee = Payee("Thomas", "thomas")
    far = Placement(payee, ORDERED, km=Decimal("150.1"))
    lines = estimate([far], TABLES, SETTINGS).lines
    assert [(line.kind, line.quantity) for line in lines] == [
        (None, 9),
        (ExpenseKind.TRAVEL, 12 * Decimal("150.1")),
        (ExpenseKind.LODGING, 3),
        (ExpenseKind.MEALS, 9),
    ]
    near = Placement(payee, ORDERED, km=Decimal(150))
    assert [line.kind for line in estimate([near], TABLES, SETTINGS).lines] == [None, ExpenseKind.TRAVEL]


def test_that_an_unknown_distance_is_said_and_counts_nothing() -> None:
    found = estimate([Placement(Payee("Thomas", "thomas"), AUTUMN)], TABLES, SETTINGS)
    assert [line.kind for line in found.lines] == [None]
    assert "ni déplacement ni hébergement" in found.notes[0]


def test_that_the_own_rate_comes_before_that_of_the_class_while_it_lasts() -> None:
    tables = RateTables(
        own={"m": (rate("400"), DatedRate(date(2026, 12, 1), None))}, classes={"agent": (rate("300"),)}
    )
    payee = Payee("Mélanie", "m", "agent")
    assert day_rate(tables, payee, date(2026, 11, 30)).amount == 400
    assert day_rate(tables, payee, date(2026, 12, 1)).amount == 300


def test_that_a_rate_that_changes_inside_the_period_makes_two_lines() -> None:
    tables = RateTables(own={"m": (rate("400"), rate("410", date(2026, 12, 1)))})
    lines = work_lines(Placement(Payee("Mélanie", "m"), days("2026-11-26", "2026-12-04"), 5_000), tables)
    assert [(line.label, line.quantity, line.amount) for line in lines] == [
        (
            f"Mélanie, 3 jours à 50{NBSP}%, taux du 1er avril 2026",
            Decimal("1.5"),
            Decimal("600.00"),
        ),
        (f"Mélanie, 4 jours à 50{NBSP}%, taux du 1er décembre 2026", Decimal(2), Decimal("820.00")),
    ]


@pytest.mark.parametrize(
    ("payee", "said"),
    [
        (Payee("Mélanie", "m", "agent"), "pour Mélanie ni pour le corps d’emploi"),
        (Payee("Mélanie", "m"), "pour Mélanie, qui n’a pas de corps d’emploi"),
        (Payee("", None, "agent"), f"pour le corps d’emploi «{NBSP}agent{NBSP}»"),
        (Payee(), "Choisissez une personne ou un corps d’emploi"),
    ],
)
def test_that_a_missing_rate_says_whose_and_when(payee: Payee, said: str) -> None:
    with pytest.raises(RefusedError) as refusal:
        day_rate(RateTables(own={"m": (rate("400", date(2027, 1, 1)),)}), payee, date(2026, 12, 31))
    assert refusal.value.code == "rate_missing"
    assert said in refusal.value.sentence
    assert not payee.name or "31 décembre 2026" in refusal.value.sentence


def test_that_a_missing_rate_per_kilometre_is_named_with_its_day() -> None:
    tables = RateTables(own=TABLES.own)
    with pytest.raises(RefusedError) as refusal:
        estimate([Placement(Payee("Thomas", "thomas"), AUTUMN, km=Decimal(4))], tables, SETTINGS)
    assert "Aucun taux au kilomètre n’est en vigueur le 26 octobre 2026." in refusal.value.sentence


def test_that_a_table_holds_no_negative_rate_and_no_date_twice() -> None:
    check_table((rate("1"), rate("2", date(2027, 1, 1))))
    with pytest.raises(RefusedError, match="negative_rate"):
        check_table((rate("-0.01"),))
    with pytest.raises(RefusedError, match="same_date"):
        check_table((rate("1"), rate("2")))


amounts = st.decimals(0, 2_000, places=2)
dated = st.lists(
    st.tuples(st.dates(APRIL, date(2027, 3, 31)), amounts), max_size=5, unique_by=lambda one: one[0]
)


@given(dated, st.dates(date(2026, 1, 1), date(2027, 12, 31)))
def test_that_the_rate_in_force_is_the_latest_not_after_the_day(
    table: list[tuple[date, Decimal]], day: date
) -> None:
    found = in_force([DatedRate(*entry) for entry in table], day)
    known = sorted(entry for entry in table if entry[0] <= day)
    assert (found.since, found.amount) == known[-1] if found else not known


@given(
    dated,
    st.integers(1, 10_000),
    st.dates(APRIL, date(2027, 1, 31)),
    st.integers(1, 90),
)
def test_that_each_day_is_on_one_line_and_each_line_is_its_product(
    table: list[tuple[date, Decimal]], effort_bp: int, first: date, length: int
) -> None:
    tables = RateTables(own={"m": (rate("250"), *(DatedRate(*entry) for entry in table if entry[0] > APRIL))})
    served = tuple(working_days(Days(first, first + timedelta(length)), frozenset()))
    lines = work_lines(Placement(Payee("M", "m"), served, effort_bp), tables)
    assert sum(line.quantity for line in lines) == Decimal(len(served) * effort_bp) / 10_000
    assert all(line.amount == to_cents(line.quantity * line.rate) for line in lines)


@given(
    st.integers(1, 10_000),
    st.integers(0, 5),
    st.sampled_from(list(Mode)),
    st.sets(st.integers(0, 4), min_size=1),
)
def test_that_supposed_days_on_site_are_served_ones_and_no_fewer_than_the_work(
    effort_bp: int, remote: int, mode: Mode, weekdays: set[int]
) -> None:
    served = days("2026-10-01", "2026-12-31", frozenset(weekdays))
    found = supposed_site_days(Placement(Payee(), served, effort_bp, mode, remote, Decimal(10)))
    assert set(found) <= set(served)
    assert found == sorted(set(found))
    if mode is Mode.ON_SITE:
        assert len(found) == -(-len(served) * effort_bp // 10_000)
    if mode is Mode.REMOTE:
        assert found == []
