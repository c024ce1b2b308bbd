"""Load rooms, movable equipment and the terms of their hosts into a new database, many at a time."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, fields
from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from agence_desktop.core.french import search_key, sort_key
from agence_desktop.core.hours import format_hours
from agence_desktop.directory.model import Person, Site
from agence_desktop.spaces.commands.dividing import lock_division, rebuild_parts
from agence_desktop.spaces.model import (
    Booking,
    Equipment,
    HostClosure,
    HostTerms,
    Rate,
    Space,
    SpaceEquipment,
    SpaceLayout,
)
from agence_desktop.spaces.rows import Rates, Terms
from agence_desktop.spaces.terms import format_eligibility
from agence_desktop.storage.bulk import insert_rows
from agence_desktop.storage.context import now
from agence_desktop.storage.numbering import next_ids


class Level(StrEnum):
    """Where a host gives terms, rates or closures."""

    ORGANISATION = "organisation_id"
    SITE = "site_id"
    SPACE = "space_id"


@dataclass(frozen=True, slots=True)
class SpaceDraft:
    """A room; ``parent`` is the code of the divisible room it is a part of."""

    code: str
    name: str
    site_id: int
    floor: str
    kind: str
    capacity: int
    capacities: Mapping[str, int] = field(default_factory=dict)
    equipment: tuple[str, ...] = ()
    parent: str | None = None
    accessible: bool = True
    shareable: bool = True


@dataclass(frozen=True, slots=True)
class EquipmentDraft:
    """Movable equipment kept at a site."""

    code: str
    name: str
    site_id: int
    quantity: int


@dataclass(frozen=True, slots=True)
class ClosureDraft:
    """A closure by dates: local midnights, ``ends`` exclusive."""

    starts: datetime
    ends: datetime
    reason: str


@dataclass(frozen=True, slots=True)
class HostDraft:
    """What a host gives at one level: terms, dated rates, closures."""

    level: Level
    key: int
    terms: Terms | None = None
    rates: tuple[Rates, ...] = ()
    closures: tuple[ClosureDraft, ...] = ()


def is_furnished(session: Session) -> bool:
    """Whether sites, people, rooms or bookings are stored."""
    stored = (select(entity.id).exists() for entity in (Site, Person, Space, Booking))
    return bool(session.execute(select(or_(*stored))).scalar_one())


def load_spaces(session: Session, spaces: Sequence[SpaceDraft]) -> dict[str, int]:
    """Store rooms, parents before their parts, and the division that follows; code → id."""
    lock_division(session)
    ids = dict(zip((one.code for one in spaces), next_ids(session, Space, len(spaces)), strict=True))
    insert_rows(session, Space, ({"id": ids[one.code], **_space(one, ids)} for one in spaces))
    insert_rows(
        session,
        SpaceLayout,
        (
            {"space_id": ids[one.code], "layout": layout, "capacity": capacity}
            for one in spaces
            for layout, capacity in one.capacities.items()
        ),
    )
    insert_rows(
        session,
        SpaceEquipment,
        ({"space_id": ids[one.code], "equipment": code} for one in spaces for code in one.equipment),
    )
    rebuild_parts(session, now(session))
    return ids


def load_equipment(session: Session, equipment: Sequence[EquipmentDraft]) -> None:
    """Store movable equipment."""
    insert_rows(
        session,
        Equipment,
        (
            {"code": one.code, **_named(one.name), "site_id": one.site_id, "quantity": one.quantity}
            for one in equipment
        ),
    )


def load_host_data(session: Session, drafts: Sequence[HostDraft]) -> None:
    """Store terms, rates and closures at their levels."""
    insert_rows(session, HostTerms, ({**_level(one), **_terms(one.terms)} for one in drafts if one.terms))
    insert_rows(
        session,
        Rate,
        (
            {
                **_level(one),
                "since": rates.since,
                "hour": rates.hour,
                "half_day": rates.half_day,
                "day": rates.day,
            }
            for one in drafts
            for rates in one.rates
        ),
    )
    insert_rows(
        session,
        HostClosure,
        (
            {**_level(one), "starts": closure.starts, "ends": closure.ends, "reason": closure.reason}
            for one in drafts
            for closure in one.closures
        ),
    )


def _level(one: HostDraft) -> dict[str, int | None]:
    """All three columns: rows of one statement have the same."""
    return {level.value: one.key if level is one.level else None for level in Level}


def _space(one: SpaceDraft, ids: Mapping[str, int]) -> dict[str, Any]:
    return {
        "code": one.code,
        **_named(one.name),
        "site_id": one.site_id,
        "floor": one.floor,
        "kind": one.kind,
        "capacity": one.capacity,
        "parent_id": ids[one.parent] if one.parent else None,
        "accessible": one.accessible,
        "shareable": one.shareable,
    }


def _terms(terms: Terms) -> dict[str, Any]:
    values = {name.name: getattr(terms, name.name) for name in fields(Terms)}
    values["hours"] = format_hours(terms.hours) if terms.hours else None
    values["eligibility"] = format_eligibility(terms.eligibility) if terms.eligibility else None
    values["approval"] = terms.approval.value if terms.approval else None
    return values


def _named(name: str) -> dict[str, str]:
    return {"name": name, "sort_key": sort_key(name), "search_key": search_key(name)}
