"""What the pages of a room and of a building tell, worked out from reference data."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from agence_desktop.core.clock import to_wall
from agence_desktop.core.french import NBSP, format_number, format_slot, listed
from agence_desktop.core.hours import ALWAYS
from agence_desktop.core.hours_words import hours_clause
from agence_desktop.desktop.spaces.calendars.planning_hours import site_hours
from agence_desktop.desktop.spaces.facts import card_texts
from agence_desktop.desktop.spaces.facts import page_texts as texts
from agence_desktop.desktop.widgets.fact_list import Fact
from agence_desktop.spaces.terms import nearest_rates
from agence_desktop.spaces.terms_sentence import terms_sentence

if TYPE_CHECKING:
    from agence_desktop.spaces.queries.reference import Reference


def room_facts(reference: Reference, space_id: int, now: datetime) -> tuple[Fact, ...]:
    """The facts of a room; what is not known is left out."""
    space, facts = reference.spaces[space_id], reference.facts[space_id]
    site, words = reference.site(space_id), reference.words
    kind = words["kind"].get(space.kind)
    equipment = [words["equipment"][code].label for code in words["equipment"] if code in space.equipment]
    layouts = [
        (words["layout"][code].label, space.capacities[code])
        for code in words["layout"]
        if code in space.capacities
    ]
    parts = [one.name for one in reference.spaces.values() if one.parent_id == space_id and one.active]
    whole = reference.spaces[space.parent_id].name if space.parent_id is not None else ""
    coming = [
        format_slot(to_wall(one.span.start, facts.zone), to_wall(one.span.end, facts.zone), short=True)
        + (f"{NBSP}: {one.reason}" if one.reason else "")
        for one in sorted(facts.closures, key=lambda one: one.span)
        if one.span.end > now
    ]
    told = (
        Fact(texts.SITE, site.name),
        Fact(texts.HOST, reference.directory.organisations[facts.host_id].name),
        Fact(texts.KIND, kind.label if kind else space.kind),
        Fact(texts.FLOOR, card_texts.floor(space.floor)),
        Fact(texts.CODE, space.code),
        Fact(texts.CAPACITY, texts.capacities(layouts, space.capacity)),
        Fact(texts.EQUIPMENT, listed(equipment)),
        Fact(texts.ACCESS, texts.ACCESSIBLE if space.accessible else texts.NOT_ACCESSIBLE),
        Fact(texts.SHARING, texts.SHARED if space.shareable else texts.NOT_SHARED),
        Fact(texts.WHOLE, whole),
        Fact(texts.PARTS, listed(parts)),
        Fact(texts.CLOSURES, "\n".join(coming)),
    )
    return tuple(fact for fact in told if fact.value)


def terms_words(reference: Reference, space_id: int, now: datetime) -> str:
    """The terms of a room as one sentence, with the rates of today."""
    facts = reference.facts[space_id]
    day = to_wall(now, facts.zone).date()
    sentence = terms_sentence(facts.terms, nearest_rates(facts.rate_scopes, day))
    return f"{sentence[0].upper()}{sentence[1:]}"


def site_facts(reference: Reference, site_id: int) -> tuple[Fact, ...]:
    """The facts of a building; what is not known is left out."""
    directory = reference.directory
    site = directory.sites[site_id]
    hours = site_hours(site)
    movable = [
        f"{row.name} ({format_number(row.quantity)})"
        for row in reference.equipment.values()
        if row.site_id == site_id and row.active
    ]
    told = (
        Fact(texts.ADDRESS, ", ".join(filter(None, (site.address, site.municipality)))),
        Fact(texts.REGION, directory.regions[site.region]),
        Fact(texts.HOST, directory.organisations[site.organisation_id].name),
        Fact(texts.HOURS, hours_clause(hours) if hours != ALWAYS else site.hours),
        Fact(texts.ENTRY, site.access),
        Fact(texts.MOVABLE, listed(movable)),
    )
    return tuple(fact for fact in told if fact.value)
