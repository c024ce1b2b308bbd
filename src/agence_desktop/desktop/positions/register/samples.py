"""What stands for all others in the pictures of the handbook: one unit, and one of its positions."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import TYPE_CHECKING

from agence_desktop.desktop.places import State
from agence_desktop.desktop.positions.gateway import Gateway
from agence_desktop.desktop.positions.keys import DRILLS, MATRIX, REGISTER, REVIEWS, VULNERABILITY

if TYPE_CHECKING:
    from agence_desktop.positions.rows import PositionRow
    from agence_desktop.storage.work import Session


def unit_samples(gateway: Gateway) -> Mapping[str, State]:
    """The unit of the first number; it runs on the database thread."""
    from agence_desktop.positions.queries.register import positions

    def work(session: Session, today: date) -> list[PositionRow]:
        return [row for row in positions(session, today) if row.active]

    rows = gateway.read(work)
    if not rows:
        return {}
    unit = min(rows, key=lambda row: row.number).unit.id
    return {
        REGISTER: {"unit": None},
        VULNERABILITY: {"unit": unit},
        MATRIX: {"unit": unit},
        REVIEWS: {"unit": None},
        DRILLS: {"unit": None},
    }
