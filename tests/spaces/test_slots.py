"""Judging a slot once for each kind of space gives what judging it in every space gives."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from decimal import Decimal
from zoneinfo import ZoneInfo

from hypothesis import given, settings
from hypothesis import strategies as st

from agence_desktop.core.calendars import add_working_days
from agence_desktop.core.clock import QUEBEC, place
from agence_desktop.core.french import sort_key
from agence_desktop.core.hours import parse_hours
from agence_desktop.core.spans import Span
from agence_desktop.spaces.checks import Asked, Bench, capacity_for
from agence_desktop.spaces.finding import Found, NearFit, Need, faults_of
from agence_desktop.spaces.judging import passes, state_of
from agence_desktop.spaces.pricing import price_at
from agence_desktop.spaces.roster import Findable
from agence_desktop.spaces.rows import (
    Approval,
    Busy,
    Closure,
    Eligibility,
    EligibilityKind,
    Ledger,
    Rates,
    Reason,
    Requester,
    SpaceFacts,
    Terms,
)
from agence_desktop.spaces.slots import NearKind
from spaces.factories import GUEST_ORGANISATION, HOST_ORGANISATION, NOW, room, wall
from support.finding import find_spaces

ATLANTIC = ZoneInfo("America/Halifax")
OBSERVED = {date(2026, 12, 3)}
QUARTER = timedelta(minutes=15)
FIRST = wall("2026-11-27 00:00")
NOBODY = Requester(0, "")


@dataclass(frozen=True)
class Case:
    """A search and what it is judged by."""

    need: Need
    spaces: list[Findable]
    requester: Requester
    ledger: Ledger

    def bench(self) -> Bench:
        facts = {one.facts.space_id: one.facts for one in self.spaces}
        asked = Asked(self.requester, self.need.participants, self.need.layout)
        return Bench(asked, facts, self.ledger, OBSERVED, NOW)


def room_by_room(case: Case) -> tuple[list[Found], list[NearFit]]:
    """The answer with every slot of every space judged on its own."""
    bench, need = case.bench(), case.need
    fitting: list[tuple[tuple[object, ...], Found]] = []
    others: list[tuple[tuple[object, ...], Found, SpaceFacts]] = []
    for space in case.spaces:
        facts = space.facts
        span = place(need.start, need.end, facts.zone)
        verdict, faults = bench.judge(facts.space_id, span), faults_of(need, space, None)
        fits = passes(verdict.reasons, facts) and not faults
        price = price_at(facts, span).amount if fits else None
        unused = capacity_for(facts, need.layout) - need.participants
        found = Found(
            space_id=facts.space_id,
            span=span,
            fits=fits,
            state=state_of(verdict, facts) if fits else None,
            rank=None,
            unused_capacity=unused,
            km=None,
            price=price,
            reasons=(*faults, *verdict.reasons),
            blockers=verdict.blockers,
        )
        name = (sort_key(facts.name), facts.code)
        if fits:
            fitting.append(((unused, price, *name), found))
        else:
            others.append((name, found, facts))
    fitting.sort(key=lambda one: one[0])
    others.sort(key=lambda one: one[0])
    near = [fit for _, found, facts in others for fit in near_fits(case, bench, found, facts)]
    return [*(found for _, found in fitting), *(found for _, found, _ in others)], near


def near_fits(case: Case, bench: Bench, found: Found, facts: SpaceFacts) -> Iterator[NearFit]:
    settled = {Reason.NOT_SHAREABLE, Reason.NOT_ELIGIBLE, Reason.CAPACITY}
    if any(not isinstance(reason, Reason) or reason in settled for reason in found.reasons):
        return
    for kind in NearKind:
        for span in neighbours(case.need, kind, facts):
            verdict = bench.judge(facts.space_id, span)
            if passes(verdict.reasons, facts):
                state = state_of(verdict, facts)
                yield NearFit(facts.space_id, kind, span, state, price_at(facts, span).amount)
                break


def neighbours(need: Need, kind: NearKind, facts: SpaceFacts) -> Iterator[Span]:
    step, day = facts.terms.grid_minutes or 15, need.start.date()
    shifts: list[timedelta] = []
    if kind is NearKind.OTHER_TIME:
        minutes = [sign * step * n for n in range(1, 120 // step + 1) for sign in (-1, 1)]
        shifts = [timedelta(minutes=m) for m in minutes if (need.start + timedelta(minutes=m)).date() == day]
    elif kind is NearKind.OTHER_DAY:
        shifts = [add_working_days(day, sign * n, OBSERVED) - day for n in (1, 2, 3) for sign in (1, -1)]
    for shift in shifts:
        yield place(need.start + shift, need.end + shift, facts.zone)
    asked = place(need.start, need.end, facts.zone)
    if kind is NearKind.SHORTER:
        for n in range(1, asked.minutes // 4 // step + 1):
            cut = timedelta(minutes=step * n)
            yield Span(asked.start, asked.end - cut)
            yield Span(asked.start + cut, asked.end)


TERMS = st.builds(
    Terms,
    hours=st.sampled_from([None, parse_hours("lun-ven 08:00-17:00"), parse_hours("lun-dim 06:00-24:00")]),
    notice_minutes=st.sampled_from([None, 60 * 24 * 10]),
    horizon_days=st.sampled_from([None, 11]),
    min_minutes=st.sampled_from([None, 90]),
    max_minutes=st.sampled_from([None, 120]),
    grid_minutes=st.sampled_from([None, 30, 60]),
    buffer_before=st.sampled_from([None, 15]),
    buffer_after=st.sampled_from([None, 30]),
    whole_days=st.sampled_from([None, None, None, True]),
    eligibility=st.sampled_from(
        [
            None,
            Eligibility(EligibilityKind.REGION),
            Eligibility(EligibilityKind.LISTED, frozenset({GUEST_ORGANISATION.acronym})),
        ]
    ),
    quota_hours=st.sampled_from([None, 3]),
    approval=st.sampled_from(list(Approval)),
    holidays_open=st.sampled_from([None, True]),
)
RATES = st.sampled_from(
    [
        (),
        ((Rates(date(2026, 1, 1), hour=Decimal(38), day=Decimal(150)),),),
        ((), (Rates(date(2026, 12, 2), half_day=Decimal("99.99")), Rates(date(2026, 1, 1), hour=Decimal(7)))),
    ]
)


@st.composite
def closures(draw: st.DrawFn) -> tuple[Closure, ...]:
    days = draw(st.lists(st.integers(0, 9), max_size=1))
    return tuple(
        Closure(place(FIRST + timedelta(days=day), FIRST + timedelta(days=day + 1), QUEBEC)) for day in days
    )


@st.composite
def rooms(draw: st.DrawFn) -> list[Findable]:
    """Up to nine rooms of up to three kinds; each third is a part of the one before it."""
    models = draw(
        st.lists(
            st.tuples(
                TERMS, RATES, closures(), st.sampled_from([QUEBEC, ATLANTIC]), st.sampled_from(["03", "12"])
            ),
            min_size=1,
            max_size=3,
        )
    )
    found = []
    for number in range(draw(st.integers(1, 9))):
        terms, rates, closed, zone, region = draw(st.sampled_from(models))
        facts = room(
            number + 1,
            name=draw(st.sampled_from(["Salle A", "Salle B", "École"])),
            terms=terms,
            rate_scopes=rates,
            closures=closed,
            zone=zone,
            region=region,
            shareable=draw(st.sampled_from([True, True, True, False])),
            capacity=draw(st.sampled_from([8, 12, 20])),
            capacities=draw(st.sampled_from([{}, {"u": 9}])),
            related=frozenset({number}) if number % 3 == 2 else frozenset(),
        )
        equipment = draw(st.sampled_from([frozenset[str](), frozenset({"wifi"})]))
        found.append(Findable(facts, equipment, accessible=draw(st.booleans())))
    return found


@st.composite
def holdings(draw: st.DrawFn, space_ids: list[int]) -> dict[int, tuple[Busy, ...]]:
    """What is held of some rooms, by themselves and by others, in order of time."""
    held = {}
    for space_id in space_ids:
        at = st.one_of(st.integers(0, 96 * 9), st.integers(96 * 4, 96 * 5))
        starts = draw(st.lists(st.tuples(at, st.integers(1, 30)), max_size=5))
        busy = [
            Busy(
                1000 * space_id + n,
                draw(st.sampled_from([space_id, space_id + 100, space_id + 200])),
                place(FIRST + QUARTER * at, FIRST + QUARTER * (at + length), QUEBEC),
            )
            for n, (at, length) in enumerate(starts)
        ]
        held[space_id] = tuple(sorted(busy, key=lambda one: (one.span, one.occurrence_id)))
    return held


@st.composite
def cases(draw: st.DrawFn) -> Case:
    start = wall("2026-12-01 00:00") + QUARTER * draw(st.integers(0, 95))
    need = Need(
        start,
        start + QUARTER * draw(st.integers(1, 20)),
        participants=draw(st.sampled_from([1, 9, 12])),
        layout=draw(st.sampled_from([None, "u"])),
        region=draw(st.sampled_from([None, None, "03"])),
        equipment=draw(st.sampled_from([frozenset[str](), frozenset({"wifi"})])),
        accessible=draw(st.sampled_from([False, False, True])),
    )
    spaces = draw(rooms())
    ids = [one.facts.space_id for one in spaces]
    used = {(1, 2026, month): draw(st.sampled_from([0, 150, 600])) for month in (11, 12)}
    requester = draw(st.sampled_from([GUEST_ORGANISATION, HOST_ORGANISATION, NOBODY]))
    return Case(need, spaces, requester, Ledger(busy=draw(holdings(ids)), quota_minutes=used))


@settings(max_examples=300, deadline=None)
@given(cases())
def test_that_judging_kinds_equals_judging_room_by_room(case: Case) -> None:
    found = find_spaces(case.need, case.spaces, case.requester, case.ledger, OBSERVED, NOW)
    answers, near = room_by_room(case)
    ranks = [one.rank for one in found.spaces]
    fits = sum(one.fits for one in found.spaces)
    assert ranks == [*range(1, fits + 1), *[None] * (len(ranks) - fits)]
    assert [replace(one, rank=None) for one in found.spaces] == answers
    assert list(found.near) == near
