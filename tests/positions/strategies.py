"""Sheets of any content, for properties."""

from __future__ import annotations

from datetime import date, time
from decimal import Decimal
from fractions import Fraction
from typing import Any

from hypothesis import strategies as st

from agence_desktop.core.recurrence import check_rule
from agence_desktop.positions.catalogue import GROUPS, Field, Group, Kind
from agence_desktop.positions.content import (
    AbsenceLength,
    DueRule,
    Relief,
    Roll,
    Sheet,
    TeamProfile,
    WorkdayOf,
)

RULES = (
    "FREQ=DAILY",
    "FREQ=DAILY;BYDAY=MO,TU,WE,TH,FR",
    "FREQ=WEEKLY;BYDAY=MO",
    "FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR",
    "FREQ=WEEKLY;INTERVAL=2;BYDAY=WE",
    "FREQ=MONTHLY;BYMONTHDAY=25",
    "FREQ=MONTHLY;BYMONTHDAY=-1",
    "FREQ=MONTHLY;INTERVAL=3;BYMONTHDAY=15",
    "FREQ=MONTHLY;BYDAY=2TU",
    "FREQ=MONTHLY;BYDAY=-1FR",
    "FREQ=YEARLY;BYMONTH=3;BYMONTHDAY=31",
    "FREQ=YEARLY;BYMONTH=1,7;BYMONTHDAY=15",
    "FREQ=MONTHLY;UNTIL=20271231;BYMONTHDAY=1",
    "FREQ=WEEKLY;COUNT=8;BYDAY=TH",
)

texts = st.text(st.characters(codec="utf-8", exclude_characters="\x00"), max_size=20)
days = st.dates(date(2020, 1, 1), date(2032, 12, 31))
times = st.times().map(lambda value: time(value.hour, value.minute))
workday_rules = st.one_of(
    st.builds(
        DueRule,
        workday=st.integers(-23, 23).filter(bool),
        of=st.just(WorkdayOf.MONTH),
        roll=st.sampled_from(Roll),
        before=st.none() | times,
    ),
    st.builds(
        DueRule,
        workday=st.integers(-66, 66).filter(bool),
        of=st.just(WorkdayOf.QUARTER),
        before=st.none() | times,
    ),
)
dated_rules = st.builds(
    DueRule,
    rule=st.sampled_from([check_rule(rule).text for rule in RULES]),
    start=st.dates(date(2024, 1, 1), date(2026, 12, 31)),
    roll=st.sampled_from(Roll),
    before=st.none() | times,
)
rules = st.one_of(workday_rules, dated_rules)
fractions = st.fractions(min_value=0, max_value=60, max_denominator=48)


def values(field: Field) -> st.SearchStrategy[Any]:
    """What a field may hold."""
    match field.kind:
        case Kind.TEXT | Kind.LONG:
            return texts
        case Kind.DATE:
            return st.none() | days
        case Kind.HOURS:
            return st.none() | st.decimals(0, 40, places=1).map(Decimal)
        case Kind.YES_NO:
            return st.booleans()
        case Kind.DURATION:
            return st.none() | fractions.map(Fraction)
        case Kind.IMPACTS:
            return st.just(()) | st.tuples(*[st.none() | st.integers(1, 5)] * 6)
        case Kind.MONTHS:
            return st.sets(st.integers(1, 12), max_size=4).map(lambda months: tuple(sorted(months)))
        case Kind.DUE:
            return st.none() | rules
    return st.none() | st.integers(field.low or 0, field.high or 100)


@st.composite
def lines(draw: st.DrawFn, group: Group) -> tuple[Any, ...]:
    """The lines of a table."""
    if group.line is None:
        return tuple(draw(st.lists(texts, max_size=3)))
    given = {field.name: values(field) for field in group.fields}
    if group.line is Relief:
        return tuple(Relief(length, **draw(st.fixed_dictionaries(given))) for length in AbsenceLength)
    if group.line is TeamProfile:
        return (TeamProfile(**draw(st.fixed_dictionaries(given))),)
    if group.key:
        given["due_text"] = texts
        many = draw(st.lists(st.fixed_dictionaries(given), max_size=3))
        return tuple(group.line(key=f"T{number}", **one) for number, one in enumerate(many, 1))
    return tuple(group.line(**one) for one in draw(st.lists(st.fixed_dictionaries(given), max_size=2)))


@st.composite
def sheets(draw: st.DrawFn) -> Sheet:
    """A sheet of any content, complete or not."""
    return Sheet(
        mission=draw(texts),
        limits=draw(texts),
        weeks_to_autonomy=draw(st.none() | st.integers(0, 104)),
        **{name: draw(lines(group)) for name, group in GROUPS.items()},
    )
