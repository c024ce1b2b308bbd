"""Spaces with their resolved terms, rates and closures: read whole, kept in memory while nothing changes."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, TypeVar
from zoneinfo import ZoneInfo

from sqlalchemy import select
from sqlalchemy.orm import Session

from agence_desktop.core.clock import place
from agence_desktop.directory.queries import directory, in_force
from agence_desktop.directory.rows import Directory, SiteRow
from agence_desktop.spaces.catalogue import EquipmentRow, SpaceRow, Word
from agence_desktop.spaces.model import (
    Equipment,
    HostClosure,
    HostTerms,
    Rate,
    Space,
    SpaceEquipment,
    SpaceLayout,
    SpacePart,
    Vocabulary,
)
from agence_desktop.spaces.rows import Closure, Rates, SpaceFacts, Terms
from agence_desktop.spaces.terms import resolve_terms, terms_of_cells
from agence_desktop.storage.reference import reference_version

_T = TypeVar("_T")


@dataclass(frozen=True, slots=True, weakref_slot=True, eq=False)
class Reference:
    """All reference data of room booking at one version, on one day (which records are in force)."""

    version: int
    today: date
    directory: Directory
    spaces: Mapping[int, SpaceRow]
    facts: Mapping[int, SpaceFacts]
    by_code: Mapping[str, int]
    equipment: Mapping[int, EquipmentRow]
    equipment_by_code: Mapping[str, int]
    words: Mapping[str, Mapping[str, Word]]

    def zone(self, space_id: int) -> ZoneInfo:
        """The time zone of a space."""
        return self.facts[space_id].zone

    def site(self, space_id: int) -> SiteRow:
        """The site of a space."""
        return self.directory.sites[self.spaces[space_id].site_id]


class ReferenceCache:
    """Keeps the last reference read from one database; not shared between threads."""

    def __init__(self) -> None:
        self._kept: Reference | None = None

    def get(self, session: Session, today: date, version: int | None = None) -> Reference:
        """The reference that this transaction sees: one statement when nothing changed since.

        None where the caller has just read the version.
        """
        version = reference_version(session) if version is None else version
        kept = self._kept
        if kept is None or kept.version != version or kept.today != today:
            kept = self._kept = load_reference(session, version, today)
        return kept


def load_reference(session: Session, version: int, today: date) -> Reference:
    """Read all reference data in a constant number of statements (15)."""
    known = directory(session, today)
    spaces = _space_rows(session, today)
    related = _related(session)
    scoped_terms = _scoped(session, select(*HostTerms.__table__.c), _terms)
    scoped_rates = _scoped(session, select(*Rate.__table__.c).order_by(Rate.since), _rates)
    scoped_closures = _scoped(session, select(*HostClosure.__table__.c), _wall_closure)
    facts = {
        space.id: _facts(space, known, spaces, related[space.id], scoped_terms, scoped_rates, scoped_closures)
        for space in spaces.values()
    }
    equipment = _equipment_rows(session, today)
    words: dict[str, dict[str, Word]] = {"kind": {}, "layout": {}, "equipment": {}}
    for row in session.execute(
        select(*Vocabulary.__table__.c).order_by(Vocabulary.position, Vocabulary.code)
    ):
        words[row.list][row.code] = Word(row.code, row.label)
    return Reference(
        version=version,
        today=today,
        directory=known,
        spaces=spaces,
        facts=facts,
        by_code={space.code: space.id for space in spaces.values()},
        equipment=equipment,
        equipment_by_code={row.code: row.id for row in equipment.values()},
        words=words,
    )


def _space_rows(session: Session, today: date) -> dict[int, SpaceRow]:
    layouts: dict[int, dict[str, int]] = defaultdict(dict)
    for layout in session.execute(select(*SpaceLayout.__table__.c)):
        layouts[layout.space_id][layout.layout] = layout.capacity
    fixed: dict[int, set[str]] = defaultdict(set)
    for piece in session.execute(select(*SpaceEquipment.__table__.c)):
        fixed[piece.space_id].add(piece.equipment)
    return {
        row.id: SpaceRow(
            id=row.id,
            code=row.code,
            name=row.name,
            sort_key=row.sort_key,
            search_key=row.search_key,
            site_id=row.site_id,
            floor=row.floor,
            kind=row.kind,
            capacity=row.capacity,
            capacities=layouts[row.id],
            equipment=frozenset(fixed[row.id]),
            parent_id=row.parent_id,
            top_id=row.top_id or row.id,
            accessible=row.accessible,
            shareable=row.shareable,
            active=in_force(row.active_from, row.active_until, today),
            version=row.version,
        )
        for row in session.execute(select(*Space.__table__.c).order_by(Space.sort_key, Space.id))
    }


def _related(session: Session) -> dict[int, frozenset[int]]:
    """Per space, its ancestors and descendants: in a tree, whoever shares an undivided part."""
    by_part: dict[int, set[int]] = defaultdict(set)
    parts: dict[int, set[int]] = defaultdict(set)
    for space_id, part_id in session.execute(select(SpacePart.space_id, SpacePart.part_id)).tuples():
        by_part[part_id].add(space_id)
        parts[space_id].add(part_id)
    related: dict[int, frozenset[int]] = defaultdict(frozenset)
    for space_id, own in parts.items():
        related[space_id] = frozenset().union(*(by_part[part] for part in own)) - {space_id}
    return related


def _equipment_rows(session: Session, today: date) -> dict[int, EquipmentRow]:
    return {
        row.id: EquipmentRow(
            id=row.id,
            code=row.code,
            name=row.name,
            site_id=row.site_id,
            quantity=row.quantity,
            active=in_force(row.active_from, row.active_until, today),
        )
        for row in session.execute(select(*Equipment.__table__.c).order_by(Equipment.sort_key))
    }


@dataclass(frozen=True, slots=True)
class _WallClosure:
    starts: datetime
    ends: datetime
    reason: str


def _terms(row: Any) -> Terms:
    return terms_of_cells(row._mapping)


def _rates(row: Any) -> Rates:
    return Rates(row.since, row.hour, row.half_day, row.day)


def _wall_closure(row: Any) -> _WallClosure:
    return _WallClosure(row.starts, row.ends, row.reason)


_Scoped = Mapping[tuple[str, int], Sequence[_T]]


def _scoped(session: Session, query: Any, build: Callable[[Any], _T]) -> dict[tuple[str, int], list[_T]]:
    """(level, id) → what the host gave there."""
    found: dict[tuple[str, int], list[_T]] = defaultdict(list)
    for row in session.execute(query):
        for level in ("space", "site", "organisation"):
            key = getattr(row, f"{level}_id")
            if key is not None:
                found[level, key].append(build(row))
    return found


def _facts(
    space: SpaceRow,
    known: Directory,
    spaces: Mapping[int, SpaceRow],
    related: frozenset[int],
    terms: _Scoped[Terms],
    rates: _Scoped[Rates],
    closures: _Scoped[_WallClosure],
) -> SpaceFacts:
    site = known.sites[space.site_id]
    scopes = (("space", space.id), ("site", site.id), ("organisation", site.organisation_id))
    touching = [*scopes, *(("space", other) for other in sorted(related) if other in spaces)]
    return SpaceFacts(
        space_id=space.id,
        code=space.code,
        name=space.name,
        site_id=site.id,
        host_id=site.organisation_id,
        region=site.region,
        zone=site.zone,
        shareable=space.shareable,
        capacity=space.capacity,
        capacities=space.capacities,
        terms=resolve_terms(*_all(terms, scopes)),
        rate_scopes=tuple(tuple(rates.get(scope, ())) for scope in scopes),
        closures=tuple(_placed(closure, site.zone) for closure in _all(closures, touching)),
        related=related,
    )


def _all(scoped: _Scoped[_T], scopes: Iterable[tuple[str, int]]) -> Iterable[_T]:
    for scope in scopes:
        yield from scoped.get(scope, ())


def _placed(closure: _WallClosure, zone: ZoneInfo) -> Closure:
    return Closure(place(closure.starts, closure.ends, zone), closure.reason)
