"""What a booking asks for besides a room: equipment, support, accessibility, a note."""

from __future__ import annotations

from collections.abc import Sequence
from random import Random
from typing import TypeVar

from agence_desktop.actions.demo.activities import ACCESSIBILITY, NOTES, SUPPORT
from agence_desktop.actions.demo.dates import PlannedDate
from agence_desktop.actions.demo.ledger import DayLedger
from agence_desktop.actions.demo.setting import Room
from agence_desktop.spaces.rows import EquipmentLine, OccurrenceState

T = TypeVar("T")

_EQUIPMENT, _SUPPORT, _ACCESSIBILITY, _NOTE = 0.07, 0.12, 0.05, 0.08
_LENT = frozenset(OccurrenceState) - {OccurrenceState.NOT_OBTAINED}
"""States of a date that may come to hold: what it asks for is set aside."""


def pick(rng: Random, choices: Sequence[T]) -> T:
    """One of the choices; quicker than ``Random.choice``, which matters a million times over."""
    return choices[int(rng.random() * len(choices))]


def equipment_lines(
    rng: Random, ledger: DayLedger, room: Room, participants: int, dates: Sequence[PlannedDate]
) -> tuple[EquipmentLine, ...]:
    """Movable equipment of the building, now and then, where it is left on every date."""
    if not room.equipment or rng.random() >= _EQUIPMENT:
        return ()
    piece = pick(rng, room.equipment)
    quantity = 1 if piece.quantity < 4 else 1 + int(rng.random() * min(piece.quantity // 2, participants))
    wanted = [(one.day, one.slot) for one in dates if one.state in _LENT]
    if not all(ledger.lends(piece.id, day, slot, quantity, piece.quantity) for day, slot in wanted):
        return ()
    for day, slot in wanted:
        ledger.lend(piece.id, day, slot, quantity)
    return (EquipmentLine(piece.id, quantity),)


def extras(rng: Random) -> dict[str, str]:
    """Support, accessibility needs and a note, each now and then."""
    return {
        "support": pick(rng, SUPPORT) if rng.random() < _SUPPORT else "",
        "accessibility": pick(rng, ACCESSIBILITY) if rng.random() < _ACCESSIBILITY else "",
        "note": pick(rng, NOTES) if rng.random() < _NOTE else "",
    }
