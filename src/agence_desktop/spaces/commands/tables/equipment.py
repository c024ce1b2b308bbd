"""The table `materiel`: movable equipment and its quantities."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session

from agence_desktop.directory.model import Site
from agence_desktop.directory.tables import NO_SITE, ids_by, name_of, set_name_keys
from agence_desktop.spaces.commands.tables import texts
from agence_desktop.spaces.commands.tables.words import CODE, SPACES
from agence_desktop.spaces.model import Equipment, EquipmentHold
from agence_desktop.storage.context import now
from agence_desktop.storage.exchange import Column, Entry, Known, Stock, Table
from agence_desktop.storage.exchange.columns import code_of, reference, whole
from agence_desktop.storage.exchange.table import Values


class EquipmentTable(Table[Equipment]):
    """Movable equipment; a quantity does not fall below what bookings to come hold at once."""

    name = "materiel"
    topic = SPACES
    entity = Equipment
    order = (Equipment.sort_key, Equipment.id)
    columns = (
        Column("code", code_of(60, CODE, texts.CODE), "code", key=True),
        Column("nom", name_of(300), "name", required=True),
        Column("immeuble", reference("immeubles", NO_SITE), "site_id", "immeubles", required=True),
        Column("quantite", whole(0), "quantity", required=True),
    )

    def known(self, session: Session) -> Known:
        return {"immeubles": ids_by(session, Site, "name"), "held": _held(session)}

    def check(self, entries: Sequence[Entry[Equipment]], stock: Stock[Equipment]) -> None:
        for entry in entries:
            if entry.faults or entry.stored is None:
                continue
            held = stock.known["held"].get(entry.values["code"], 0)
            if entry.values["quantite"] < min(held, entry.stored.values["quantite"]):
                entry.refuse("quantite", "equipment_stock", texts.HELD.format(held=held))

    def assign(self, entity: Equipment, values: Values, known: Known) -> None:
        super().assign(entity, values, known)
        set_name_keys(entity)


def _held(session: Session) -> dict[str, int]:
    """By code, the most that is held at once from now on."""
    query = (
        select(Equipment.code, EquipmentHold.starts, EquipmentHold.ends, EquipmentHold.quantity)
        .join(Equipment, Equipment.id == EquipmentHold.equipment_id)
        .where(EquipmentHold.ends > now(session))
    )
    steps: dict[str, list[tuple[float, int]]] = defaultdict(list)
    for code, starts, ends, quantity in session.execute(query).tuples():
        steps[code] += [(starts.timestamp(), quantity), (ends.timestamp(), -quantity)]
    return {code: _peak(changes) for code, changes in steps.items()}


def _peak(changes: Iterable[tuple[float, int]]) -> int:
    """The highest sum; what ends at an instant has gone before what starts then."""
    total = highest = 0
    for _instant, change in sorted(changes):
        total += change
        highest = max(highest, total)
    return highest
