"""A building as the mockups show it, made by hand: rooms, terms, occurrences, one clock."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

from agence_desktop.core.clock import QUEBEC, place
from agence_desktop.core.french import search_key, sort_key
from agence_desktop.core.hours import parse_hours
from agence_desktop.core.roles import Actor, Grant, Role
from agence_desktop.core.spans import Span
from agence_desktop.desktop.spaces.gateway import Agenda
from agence_desktop.directory.rows import Directory, HolidayRow, OrganisationRow, SiteRow
from agence_desktop.spaces.catalogue import EquipmentRow, SpaceRow, Word
from agence_desktop.spaces.journal import OccurrenceRow
from agence_desktop.spaces.queries.reference import Reference
from agence_desktop.spaces.rows import OccurrenceState, SpaceFacts, Terms
from agence_desktop.spaces.terms import resolve_terms

NOW = datetime(2026, 10, 14, 14, 42, tzinfo=UTC)
"""Wednesday 14 October 2026, 10 h 42 at Québec."""

HOST, MTQ, MSP = 1, 2, 3
LEVIS, ESTIMAUVILLE = 1, 2
ETCHEMIN, PART_A, PART_B, CHAUDIERE, MONTMORENCY = 1, 2, 3, 4, 5

CLERK = Actor("commis", "Mireille Caron", grants=frozenset({Grant(Role.CLERK)}))
READER = Actor("lecteur", "", grants=frozenset({Grant(Role.READER)}))

WEEKDAYS = parse_hours("lun-ven 08:00-17:00")


def wall(day: int, hour: float) -> datetime:
    """A wall clock of October 2026."""
    return datetime.combine(date(2026, 10, day), time()) + timedelta(hours=hour)


def span(day: int, start: float, end: float) -> Span:
    """Hours of one day of October 2026."""
    return place(wall(day, start), wall(day, end), QUEBEC)


def space(space_id: int, name: str, site_id: int, capacity: int, **more: Any) -> SpaceRow:
    given: dict[str, Any] = {
        "code": f"S{space_id}",
        "sort_key": sort_key(name),
        "search_key": search_key(name),
        "floor": "1",
        "kind": "reunion",
        "capacities": {},
        "equipment": frozenset({"wifi"}),
        "parent_id": None,
        "top_id": space_id,
        "accessible": False,
        "shareable": True,
        "active": True,
        "version": 1,
    }
    return SpaceRow(id=space_id, name=name, site_id=site_id, capacity=capacity, **(given | more))


SPACES = (
    space(ETCHEMIN, "Salle Etchemin", LEVIS, 40),
    space(PART_A, "Etchemin A", LEVIS, 24, parent_id=ETCHEMIN, top_id=ETCHEMIN),
    space(PART_B, "Etchemin B", LEVIS, 16, parent_id=ETCHEMIN, top_id=ETCHEMIN),
    space(CHAUDIERE, "Salle Chaudière", LEVIS, 12, accessible=True, equipment=frozenset({"wifi", "visio"})),
    space(MONTMORENCY, "Salle Montmorency", ESTIMAUVILLE, 20),
)
_RELATED = {ETCHEMIN: {PART_A, PART_B}, PART_A: {ETCHEMIN}, PART_B: {ETCHEMIN}}


def site(site_id: int, name: str, municipality: str, region: str, **more: Any) -> SiteRow:
    given: dict[str, Any] = {"address": "", "hours": "", "access": "", "organisation_id": HOST}
    return SiteRow(
        id=site_id,
        name=name,
        sort_key=sort_key(name),
        municipality=municipality,
        region=region,
        zone=QUEBEC,
        latitude=46.8,
        longitude=-71.2,
        **(given | more),
    )


def reference(
    terms: Terms | None = None, sites: tuple[SiteRow, ...] | None = None, **facts: Any
) -> Reference:
    """The building; ``terms`` hold for every room, ``facts`` replace those of every room."""
    given = terms or Terms(hours=WEEKDAYS)
    known = sites or (
        site(LEVIS, "Services Québec de Lévis", "Lévis", "12", hours="lun-ven 08:30-16:30"),
        site(ESTIMAUVILLE, "Services Québec d’Estimauville", "Québec", "03"),
    )
    rooms = {one.id: one for one in SPACES}
    return Reference(
        version=1,
        today=date(2026, 10, 14),
        directory=Directory(
            organisations={
                HOST: OrganisationRow(HOST, "SQ-SC", "Services Québec", "organisme"),
                MTQ: OrganisationRow(MTQ, "MTQ", "Ministère des Transports", "ministère"),
                MSP: OrganisationRow(MSP, "MSP", "Ministère de la Sécurité publique", "ministère"),
            },
            sites={one.id: one for one in known},
            places={},
            regions={"03": "Capitale-Nationale", "12": "Chaudière-Appalaches"},
            holidays=(HolidayRow(date(2026, 10, 12), date(2026, 10, 12), "Action de grâces"),),
        ),
        spaces=rooms,
        facts={one.id: replace(_facts(one, given, known), **facts) for one in rooms.values()},
        by_code={one.code: one.id for one in rooms.values()},
        equipment={1: EquipmentRow(1, "PROJ", "Projecteur portatif", LEVIS, 2, True)},
        equipment_by_code={"PROJ": 1},
        words={
            "kind": {"reunion": Word("reunion", "Salle de réunion")},
            "layout": {"u": Word("u", "En U")},
            "equipment": {"wifi": Word("wifi", "Wi-Fi"), "visio": Word("visio", "Visioconférence")},
        },
    )


def _facts(one: SpaceRow, terms: Terms, sites: tuple[SiteRow, ...]) -> SpaceFacts:
    where = next(each for each in sites if each.id == one.site_id)
    return SpaceFacts(
        space_id=one.id,
        code=one.code,
        name=one.name,
        site_id=one.site_id,
        host_id=where.organisation_id,
        region=where.region,
        zone=where.zone,
        shareable=one.shareable,
        capacity=one.capacity,
        capacities=one.capacities,
        terms=resolve_terms(terms),
        related=frozenset(_RELATED.get(one.id, ())),
    )


def occurrence(
    occurrence_id: int,
    space_id: int,
    slot: Span,
    state: OccurrenceState = OccurrenceState.CONFIRMED,
    **more: Any,
) -> OccurrenceRow:
    """A date of the MTQ unless said otherwise; ``buffer`` minutes on both sides."""
    buffer = more.pop("buffer", 0)
    given: dict[str, Any] = {
        "booking_id": occurrence_id,
        "number": f"R-2026-{occurrence_id:06d}",
        "origin": datetime.combine(date(2026, 10, 1), time()),
        "organisation_id": MTQ,
        "acronym": "MTQ",
        "purpose": "Comité de sécurité routière",
        "participants": 10,
        "recurring": False,
        "version": 1,
    }
    return OccurrenceRow(
        id=occurrence_id,
        space_id=space_id,
        span=slot,
        busy=slot.widened(buffer, buffer),
        state=state,
        **(given | more),
    )


def agenda(*rows: OccurrenceRow, of: Reference | None = None, within: Span | None = None) -> Agenda:
    """What was read of the week of 12 October."""
    whole = within or Span(span(12, 0, 1).start, span(18, 23, 24).end)
    return Agenda(of or reference(), whole, rows, NOW)
