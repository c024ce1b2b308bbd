"""Searches on the database thread: what fits, and what is held on the days that are shown."""

from __future__ import annotations

import time as clock
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from agence_desktop.core.clock import place, to_wall
from agence_desktop.core.spans import Span
from agence_desktop.desktop.spaces.finding.find_form import NeedForm, need_of, rule_of
from agence_desktop.desktop.spaces.gateway import Gateway
from agence_desktop.spaces.finding import Findings, Need
from agence_desktop.spaces.finding_series import SeriesFindings
from agence_desktop.spaces.requesters import requester_of
from agence_desktop.spaces.rows import Busy, Requester

if TYPE_CHECKING:
    from agence_desktop.spaces.queries.reference import Reference
    from agence_desktop.storage.work import Session


@dataclass(frozen=True, slots=True)
class FindAnswer:
    """What was found for the fields; ``held`` is for the strips of the days, ``seconds`` the time taken."""

    form: NeedForm
    need: Need
    reference: Reference
    findings: Findings | SeriesFindings
    held: Mapping[int, tuple[Busy, ...]]
    now: datetime
    seconds: float


def search(gateway: Gateway, form: NeedForm) -> FindAnswer:
    """Search for fields in which nothing is missing, in a constant number of statements.

    Raises RuleError where the repetition gives no date or too many.
    """
    from agence_desktop.spaces.queries import finding

    started = clock.perf_counter()

    def work(session: Session, reference: Reference, now: datetime) -> FindAnswer:
        need, rule = need_of(form, reference), rule_of(form)
        if need is None:
            raise ValueError(form.missing)
        requester = _requester(form, reference, finding.ANYBODY)
        found: Findings | SeriesFindings
        if rule is None:
            found = finding.find(session, reference, need, requester, now)
        else:
            found = finding.find_series(session, reference, need, rule, requester, now)
        spans = shown_spans(found)
        held: Mapping[int, tuple[Busy, ...]] = {}
        if spans:
            whole = _days_around(spans, reference)
            held = finding.held_between(session, list(spans), whole, now)
        return FindAnswer(form, need, reference, found, held, now, clock.perf_counter() - started)

    return gateway.read(work)


def shown_spans(found: Findings | SeriesFindings) -> dict[int, list[Span]]:
    """By space, the slots whose day is shown."""
    spans: dict[int, list[Span]] = {one.space_id: [one.span] for one in found.spaces if one.fits}
    if isinstance(found, SeriesFindings):
        for series in found.near:
            spans[series.space_id] = [one.span for one in found.spaces if one.space_id == series.space_id]
    else:
        for fit in found.near:
            spans.setdefault(fit.space_id, []).append(fit.span)
    return spans


def _days_around(spans: Mapping[int, list[Span]], reference: Reference) -> Span:
    """The whole local days of the slots."""
    days = []
    for space_id, each in spans.items():
        zone = reference.zone(space_id)
        for span in each:
            first = to_wall(span.start, zone).replace(hour=0, minute=0)
            days.append(place(first, first + timedelta(days=1), zone))
    return Span(min(day.start for day in days), max(day.end for day in days))


def _requester(form: NeedForm, reference: Reference, anybody: Requester) -> Requester:
    row = reference.directory.organisations.get(form.organisation_id or 0)
    return anybody if row is None else requester_of(row)
