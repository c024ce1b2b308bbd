"""Reads for the series sheet: what may take the place of dates, and how much equipment is left for them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta

from sqlalchemy.orm import Session

from agence_desktop.core.clock import to_instant, to_wall
from agence_desktop.core.spans import Span
from agence_desktop.spaces.alternatives import Alternatives, alternatives
from agence_desktop.spaces.checks import Asked, Bench
from agence_desktop.spaces.conflicts import StockProfile
from agence_desktop.spaces.queries.ledger import Present, held_of, ledger_of
from agence_desktop.spaces.queries.reference import Reference
from agence_desktop.spaces.requesters import requester_of
from agence_desktop.spaces.rows import HOLDING, BookingDraft, JudgedDate

_A_DAY = timedelta(days=1)


def alternatives_for(
    session: Session,
    reference: Reference,
    draft: BookingDraft,
    wanted: Sequence[JudgedDate],
    others: Sequence[JudgedDate],
    now: datetime,
) -> Mapping[datetime, Alternatives]:
    """By origin, what may take the place of the dates wanted, in at most three statements.

    ``others`` are the dates of the draft that pass and stay: they weigh on quota, rooms and equipment.
    """
    if not wanted:
        return {}
    site_id = reference.spaces[draft.space_id].site_id
    rooms = [one for one in reference.spaces.values() if one.site_id == site_id and one.active]
    space_ids = {one.id for one in rooms} | {one.space_id for one in wanted}
    hosts = {
        reference.facts[space].host_id
        for space in space_ids
        if reference.facts[space].terms.quota_hours is not None
    } - {draft.organisation_id}
    equipment_ids = {line.equipment_id for line in draft.equipment}
    ledger = ledger_of(
        session,
        space_ids=space_ids,
        span=_days(reference, draft.space_id, space_ids, wanted),
        equipment_ids=equipment_ids,
        equipment=reference.equipment,
        organisation_id=draft.organisation_id,
        quota_hosts=hosts,
        months={_month(reference, one) for one in wanted} if hosts else (),
        present=Present(now),
    )
    requester = requester_of(reference.directory.organisations[draft.organisation_id])
    asked = Asked(requester, draft.participants, draft.layout, draft.equipment)
    bench = Bench(asked, reference.facts, ledger, reference.directory.observed.keys(), now)
    for one in others:
        bench.accept(one.space_id, one.span, one.busy, holds=one.state in HOLDING)
    return {
        one.origin: alternatives(
            bench, reference.spaces[one.space_id], one.span, rooms, accessible=bool(draft.accessibility)
        )
        for one in wanted
    }


def free_equipment(
    session: Session, reference: Reference, site_id: int, slots: Sequence[Span], now: datetime
) -> Mapping[int, int]:
    """What is left of each equipment of a site on the tightest of these slots, in one statement."""
    kept = {one.id: one.quantity for one in reference.equipment.values() if one.site_id == site_id}
    if not kept or not slots:
        return kept
    hull = Span(min(one.start for one in slots), max(one.end for one in slots))
    held = held_of(session, kept.keys(), hull, Present(now))
    left = {}
    for equipment_id, quantity in kept.items():
        profile = StockProfile((one.span, one.quantity) for one in held.get(equipment_id, ()))
        left[equipment_id] = max(0, quantity - max(profile.peak(slot) for slot in slots))
    return left


def _days(reference: Reference, space_id: int, space_ids: set[int], wanted: Sequence[JudgedDate]) -> Span:
    """The whole local days of the dates, with the largest buffers of the rooms."""
    zone = reference.zone(space_id)
    first = to_wall(min(one.span.start for one in wanted), zone).date()
    last = to_wall(max(one.span.end for one in wanted), zone).date() + _A_DAY
    terms = [reference.facts[one].terms for one in space_ids]
    days = Span(*(to_instant(datetime.combine(day, datetime.min.time()), zone) for day in (first, last)))
    before = max(one.buffer_before or 0 for one in terms)
    return days.widened(before, max(one.buffer_after or 0 for one in terms))


def _month(reference: Reference, one: JudgedDate) -> tuple[int, int]:
    wall = to_wall(one.span.start, reference.zone(one.space_id))
    return wall.year, wall.month
