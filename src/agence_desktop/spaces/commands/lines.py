"""The movable equipment that a booking reserves."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from sqlalchemy import insert, select
from sqlalchemy.orm import Session

from agence_desktop.spaces.model import BookingEquipment
from agence_desktop.spaces.rows import EquipmentLine


def sum_lines(equipment: Sequence[EquipmentLine]) -> dict[int, int]:
    """Quantity per equipment; several lines of one code add up."""
    lines: dict[int, int] = {}
    for line in equipment:
        lines[line.equipment_id] = lines.get(line.equipment_id, 0) + line.quantity
    return lines


def lines_of(session: Session, booking_id: int) -> dict[int, int]:
    """What a booking reserves, quantity per equipment."""
    query = select(BookingEquipment.equipment_id, BookingEquipment.quantity).where(
        BookingEquipment.booking_id == booking_id
    )
    return dict(session.execute(query).tuples().all())


def insert_lines(session: Session, booking_id: int, lines: Mapping[int, int]) -> None:
    """Store what a booking reserves; before its dates, whose holds the database writes from it."""
    if lines:
        session.execute(
            insert(BookingEquipment),
            [
                {"booking_id": booking_id, "equipment_id": equipment, "quantity": quantity}
                for equipment, quantity in sorted(lines.items())
            ],
        )
