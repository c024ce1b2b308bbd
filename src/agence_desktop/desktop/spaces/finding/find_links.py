"""Beside a room that does not answer: the link that relaxes what stands against it, or shows it."""

from __future__ import annotations

import math
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from typing import TYPE_CHECKING

from agence_desktop.core.calendars import add_working_days
from agence_desktop.core.clock import to_wall
from agence_desktop.core.french import format_time
from agence_desktop.desktop.places import Target
from agence_desktop.desktop.spaces.finding import find_texts as texts
from agence_desktop.desktop.spaces.finding.find_form import NeedForm
from agence_desktop.desktop.spaces.keys import AGENDA, BOOKING, ROOM
from agence_desktop.spaces.checks import capacity_for
from agence_desktop.spaces.finding import Found
from agence_desktop.spaces.rows import FindFault, Reason

if TYPE_CHECKING:
    from agence_desktop.spaces.queries.reference import Reference

_ABOUT_OTHERS = (Reason.OVERLAP, Reason.RELATED_SPACE)


@dataclass(frozen=True, slots=True)
class Link:
    """Words that lead to another search (``form``) or to another place (``target``)."""

    words: str
    form: NeedForm | None = None
    target: Target | None = None


def link_of(found: Found, form: NeedForm, reference: Reference, now: datetime) -> Link:
    """What relaxes the first reason; where nothing does, what shows it."""
    reason = found.reasons[0]
    if isinstance(reason, FindFault):
        return _for_fault(reason, found, form, reference)
    relaxed = _relaxed(reason, found, form, reference, now)
    return relaxed or _shown(reason, found, reference)


def _for_fault(fault: FindFault, found: Found, form: NeedForm, reference: Reference) -> Link:
    match fault:
        case FindFault.EQUIPMENT_MISSING:
            missing = form.equipment - reference.spaces[found.space_id].equipment
            words = reference.words["equipment"]
            labels = [word.label.lower() for code, word in words.items() if code in missing]
            return Link(texts.search_without(labels), replace(form, equipment=form.equipment - missing))
        case FindFault.NOT_ACCESSIBLE:
            return Link(texts.WITHOUT_ACCESS, replace(form, accessible=False))
        case FindFault.OUT_OF_REGION:
            return Link(texts.EVERYWHERE, replace(form, region=""))
        case FindFault.TOO_FAR:
            km = math.ceil(found.km or 0)
            return Link(texts.widen(km), replace(form, km=km))


def _relaxed(
    reason: Reason, found: Found, form: NeedForm, reference: Reference, now: datetime
) -> Link | None:
    """The search that the room would answer, as far as this reason goes; None where there is none."""
    facts = reference.facts[found.space_id]
    terms, zone = facts.terms, facts.zone
    match reason:
        case Reason.CAPACITY:
            places = capacity_for(facts, form.layout)
            return (
                Link(texts.search_for_people(places), replace(form, participants=places)) if places else None
            )
        case Reason.NOTICE:
            return _on(_after_notice(to_wall(now, zone), terms.notice_minutes or 0, form, reference), form)
        case Reason.HORIZON:
            return _on(to_wall(now, zone).date() + timedelta(days=terms.horizon_days or 0), form)
        case Reason.HOLIDAY:
            day = form.day or now.date()
            return _on(add_working_days(day, 1, reference.directory.observed.keys()), form)
        case Reason.TOO_SHORT:
            return _lasting(terms.min_minutes or 0, form)
        case Reason.TOO_LONG:
            return _lasting(terms.max_minutes or 0, form)
        case Reason.GRID:
            return _on_grid(terms.grid_minutes or 1, form)
        case Reason.WHOLE_DAYS:
            return Link(texts.WHOLE_DAY, replace(form, start=time(), end=time()))
    return None


def _shown(reason: Reason, found: Found, reference: Reference) -> Link:
    blocker = next((one for one in found.blockers if one.number), None)
    if reason in _ABOUT_OTHERS and blocker is not None:
        return Link(texts.see(blocker.number), target=Target(BOOKING, {"number": blocker.number}))
    if reason in (Reason.NOT_SHAREABLE, Reason.NOT_ELIGIBLE, Reason.PAST, Reason.CAPACITY):
        return Link(texts.SEE_ROOM, target=Target(ROOM, {"space": found.space_id}))
    day = to_wall(found.span.start, reference.zone(found.space_id)).date()
    words = texts.SEE_CLOSURE if reason is Reason.CLOSED else texts.SEE_AGENDA
    state = {"space": found.space_id, "reach": "week", "first": day.isoformat()}
    return Link(words, target=Target(AGENDA, state))


def _on(day: date, form: NeedForm) -> Link:
    return Link(texts.search_on(day), replace(form, day=day))


def _after_notice(now: datetime, minutes: int, form: NeedForm, reference: Reference) -> date:
    """The first working day on which the slot respects the notice."""
    earliest = now + timedelta(minutes=minutes)
    day = earliest.date()
    observed = reference.directory.observed.keys()
    if form.start is None or earliest <= datetime.combine(day, form.start):
        return add_working_days(day - timedelta(days=1), 1, observed)
    return add_working_days(day, 1, observed)


def _lasting(minutes: int, form: NeedForm) -> Link:
    return Link(texts.search_length(minutes), form.lasting(minutes))


def _on_grid(step: int, form: NeedForm) -> Link | None:
    """The last start of the grid before the one asked for, with the same length."""
    if form.start is None or form.minutes is None:
        return None
    minutes = (form.start.hour * 60 + form.start.minute) // step * step
    start = time(minutes // 60, minutes % 60)
    return Link(texts.search_from(format_time(start)), replace(form, start=start).lasting(form.minutes))
