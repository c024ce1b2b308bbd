"""The table `espaces`: rooms and desks, their parts, capacities by layout and fixed equipment."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import delete, insert, select
from sqlalchemy.orm import Session

from agence_desktop.core.french import parse_yes_no, quoted
from agence_desktop.directory.model import Site
from agence_desktop.directory.tables import NO_SITE, ids_by, name_of, set_name_keys
from agence_desktop.spaces.cells import format_capacities, format_codes, parse_capacities, parse_codes
from agence_desktop.spaces.commands.dividing import lock_division, rebuild_parts
from agence_desktop.spaces.commands.tables import texts
from agence_desktop.spaces.commands.tables.settled import require_rooms_unsettled
from agence_desktop.spaces.commands.tables.words import SPACES, known_words, word_of
from agence_desktop.spaces.model import Space, SpaceEquipment, SpaceLayout
from agence_desktop.storage.context import now
from agence_desktop.storage.exchange import Column, Entry, Known, Stock, Table
from agence_desktop.storage.exchange.columns import line_of, plain, reference, unknown, whole
from agence_desktop.storage.exchange.table import Values


def _kind(text: str, known: Known) -> str:
    return word_of("natures", text, known)


def _capacities(text: str, known: Known) -> dict[str, int]:
    return parse_capacities(text, lambda word: word_of("dispositions", word, known))


def _equipment(text: str, known: Known) -> frozenset[str]:
    return parse_codes(text, lambda word: word_of("equipements", word, known))


class SpacesTable(Table[Space]):
    """Rooms and desks; a parent may stand anywhere in the file."""

    name = "espaces"
    topic = SPACES
    entity = Space
    order = (Space.sort_key, Space.id)
    columns = (
        Column("code", line_of(60), "code", key=True),
        Column("nom", name_of(300), "name", required=True),
        Column("immeuble", reference("immeubles", NO_SITE), "site_id", "immeubles", required=True),
        Column("etage", line_of(40), "floor", empty=""),
        Column("nature", _kind, "kind", empty=""),
        Column("capacite", whole(1), "capacity", required=True),
        Column("capacites", _capacities, empty={}, write=format_capacities),
        Column("parent", line_of(60), "parent_id", "espaces"),
        Column("equipements", _equipment, empty=frozenset(), write=format_codes),
        Column("accessible", plain(parse_yes_no), "accessible", empty=False),
        Column("partageable", plain(parse_yes_no), "shareable", empty=True),
    )

    def known(self, session: Session) -> Known:
        return {
            "immeubles": ids_by(session, Site, "name"),
            "espaces": ids_by(session, Space, "code"),
            **known_words(session),
        }

    def further_values(self, session: Session, known: Known) -> Mapping[int, Values]:
        layouts: dict[int, dict[str, int]] = defaultdict(dict)
        for row in session.execute(select(*SpaceLayout.__table__.c)):
            layouts[row.space_id][row.layout] = row.capacity
        fixed: dict[int, set[str]] = defaultdict(set)
        for row in session.execute(select(*SpaceEquipment.__table__.c)):
            fixed[row.space_id].add(row.equipment)
        return {
            space: {"capacites": layouts[space], "equipements": frozenset(fixed[space])}
            for space in known["espaces"].values()
        }

    def check(self, entries: Sequence[Entry[Space]], stock: Stock[Space]) -> None:
        """A parent is known or comes with the file, in the same building, and is no part of its part."""
        after: dict[str, Values] = {key[0]: stored.values for key, stored in stock.records.items()}
        after |= {entry.key[0]: entry.values for entry in entries if entry.key}
        for entry in entries:
            parent = entry.values.get("parent")
            if entry.faults or parent is None:
                continue
            if parent not in after:
                fault = unknown(parent, self.name, texts.NOTHING["espace"])
                entry.refuse("parent", fault.code, fault.sentence)
            elif _is_own_ancestor(entry.values["code"], after):
                entry.refuse("parent", "parent_cycle", texts.PARENT_CYCLE)
            elif after[parent]["immeuble"] != entry.values["immeuble"]:
                told = texts.PARENT_ELSEWHERE.format(parent=quoted(parent))
                entry.refuse("parent", "parent_elsewhere", told)

    def store(self, session: Session, stock: Stock[Space], entries: Sequence[Entry[Space]]) -> list[int]:
        """Layouts and equipment follow; then the division is made to agree with the parents."""
        lock_division(session)
        moving = (
            entry.stored.entity.id
            for entry in entries
            if entry.stored and entry.stored.values["immeuble"] != entry.values["immeuble"]
        )
        require_rooms_unsettled(session, list(moving))
        ids = super().store(session, stock, entries)
        _write_belongings(session, dict(zip(ids, (entry.values for entry in entries), strict=True)))
        rebuild_parts(session, now(session))
        return ids

    def known_with(self, created: Sequence[Entry[Space]], known: Known) -> Known:
        coming = {entry.values["code"]: entry.id for entry in created}
        return {**known, "espaces": {**known["espaces"], **coming}}

    def in_order(self, entries: Sequence[Entry[Space]]) -> Sequence[Entry[Space]]:
        """Parents before their parts."""
        created = {entry.values["code"]: entry.values for entry in entries if entry.stored is None}
        return sorted(entries, key=lambda entry: _depth(entry.values, created))

    def assign(self, entity: Space, values: Values, known: Known) -> None:
        super().assign(entity, values, known)
        set_name_keys(entity)


def _is_own_ancestor(code: str, spaces: Mapping[str, Values]) -> bool:
    seen: set[str] = set()
    above = spaces[code]["parent"]
    while above in spaces and above not in seen:
        if above == code:
            return True
        seen.add(above)
        above = spaces[above]["parent"]
    return False


def _depth(values: Values, created: Mapping[str, Values]) -> int:
    """How many ancestors are created with it."""
    depth, above = 0, values["parent"]
    while above in created:
        depth, above = depth + 1, created[above]["parent"]
    return depth


def _write_belongings(session: Session, spaces: Mapping[int, Values]) -> None:
    for entity in (SpaceLayout, SpaceEquipment):
        session.execute(delete(entity).where(entity.space_id.in_(list(spaces))))
    layouts: list[dict[str, Any]] = [
        {"space_id": space, "layout": layout, "capacity": places}
        for space, values in spaces.items()
        for layout, places in values["capacites"].items()
    ]
    fixed: list[dict[str, Any]] = [
        {"space_id": space, "equipment": code}
        for space, values in spaces.items()
        for code in sorted(values["equipements"])
    ]
    if layouts:
        session.execute(insert(SpaceLayout), layouts)
    if fixed:
        session.execute(insert(SpaceEquipment), fixed)
