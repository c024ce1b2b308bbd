"""Find a space in the database: the slot asked for first, then near fits where time alone stands against."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import replace
from datetime import datetime, timedelta
from weakref import WeakKeyDictionary

from sqlalchemy.orm import Session

from agence_desktop.core.clock import QUEBEC
from agence_desktop.core.geography import Point
from agence_desktop.core.recurrence import expand
from agence_desktop.core.spans import Span
from agence_desktop.spaces.finding import Findings, Need, Search, reach_of, slot_of
from agence_desktop.spaces.finding_series import SeriesFindings, candidates, find_for_series
from agence_desktop.spaces.queries.ledger import Present, busy_of, ledger_of
from agence_desktop.spaces.queries.reference import Reference
from agence_desktop.spaces.roster import Findable, Roster, roster_of
from agence_desktop.spaces.rows import Busy, Ledger, Requester

ANYBODY = Requester(0, "")
"""An organisation that is not named: it hosts nothing, has no site, is on no list and holds nothing."""


def find(session: Session, reference: Reference, need: Need, requester: Requester, now: datetime) -> Findings:
    """Every space in force judged for the need, and near fits; four statements at most."""
    roster = _roster(reference)
    if not roster.spaces:
        return Findings((), ())
    observed = reference.directory.observed.keys()
    present = Present(now)
    search = Search(need, requester, observed, now)
    asked = slot_of(need, roster.models)
    everywhere = [one.facts.space_id for one in roster.spaces]
    ledger = _ledger(session, everywhere, roster.models, asked, requester, present)
    ranking = search.rank(roster, ledger)
    if not ranking.failing:
        return Findings(ranking.spaces, ())
    failing = [one.space_id for one in ranking.failing]
    models = list({id(one.model): one.model for one in ranking.failing}.values())
    wider = _ledger(session, failing, models, reach_of(need, models, observed), requester, present)
    return Findings(ranking.spaces, search.near_fits(ranking.failing, wider))


def find_series(
    session: Session, reference: Reference, need: Need, rule: str, requester: Requester, now: datetime
) -> SeriesFindings:
    """Every space in force judged on every date of a rule, in two statements at most.

    Raises RuleError where the rule gives no date or too many.
    """
    spaces = findable(reference)
    walls = expand(need.start, QUEBEC, rule)
    asked = candidates(need, spaces, requester)
    ledger = Ledger()
    if asked:
        whole = replace(need, start=walls[0], end=walls[-1] + (need.end - need.start))
        present = Present(now)
        named = [one.facts.space_id for one in asked]
        ledger = _ledger(session, named, asked, slot_of(whole, asked), requester, present)
    return find_for_series(need, walls, spaces, requester, ledger, reference.directory.observed.keys(), now)


def held_between(
    session: Session, space_ids: Collection[int], span: Span, now: datetime
) -> Mapping[int, tuple[Busy, ...]]:
    """What is held of these spaces over a span, buffers and related spaces included; one statement."""
    return busy_of(session, space_ids, span, Present(now))


def findable(reference: Reference) -> list[Findable]:
    """The spaces in force, with what only searching asks of them."""
    found: list[Findable] = []
    for space in reference.spaces.values():
        site = reference.directory.sites[space.site_id]
        if space.active and site.active:
            point = Point(site.latitude, site.longitude)
            found.append(Findable(reference.facts[space.id], space.equipment, space.accessible, point))
    return found


_ROSTERS: WeakKeyDictionary[Reference, Roster] = WeakKeyDictionary()
"""Laid out once for each version of reference data, and forgotten with it."""


def _roster(reference: Reference) -> Roster:
    if reference not in _ROSTERS:
        _ROSTERS[reference] = roster_of(findable(reference))
    return _ROSTERS[reference]


def _ledger(
    session: Session,
    space_ids: Collection[int],
    models: Iterable[Findable],
    span: Span,
    requester: Requester,
    present: Present,
) -> Ledger:
    """What is held of spaces, each of the kind of one of the models."""
    facts = [one.facts for one in models]
    hosts = {one.host_id for one in facts if one.terms.quota_hours is not None}
    return ledger_of(
        session,
        space_ids=space_ids,
        span=span,
        equipment_ids=(),
        equipment={},
        organisation_id=requester.organisation_id,
        quota_hosts=hosts - {requester.organisation_id} if requester != ANYBODY else (),
        months=_months(span),
        present=present,
    )


def _months(span: Span) -> set[tuple[int, int]]:
    """Every local month that a slot within the span may start in, whatever the zone."""
    day, last = span.start - timedelta(days=1), span.end + timedelta(days=1)
    months = {(last.year, last.month)}
    while day < last:
        months.add((day.year, day.month))
        day += timedelta(days=1)
    return months
