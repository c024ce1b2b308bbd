"""What stands for all others in the pictures of the handbook: one unit, and one of its positions."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from datetime import date
from typing import TYPE_CHECKING

from agence_desktop.desktop.places import State
from agence_desktop.desktop.positions.gateway import Gateway
from agence_desktop.desktop.positions.keys import DRILLS, MATRIX, REGISTER, REVIEWS, VULNERABILITY

if TYPE_CHECKING:
    from agence_desktop.positions.rows import PositionRow
    from agence_desktop.storage.work import Session


def unit_samples(gateway: Gateway, number: object = None) -> Mapping[str, State]:
    """The unit of the position of a number, else the largest; it runs on the database thread."""
    from agence_desktop.positions.queries.register import positions

    def work(session: Session, today: date) -> list[PositionRow]:
        return [row for row in positions(session, today) if row.active]

    rows = gateway.read(work)
    if not rows:
        return {}
    largest = Counter(row.unit.id for row in rows).most_common(1)[0][0]
    unit = next((row.unit.id for row in rows if row.number == number), largest)
    return {
        REGISTER: {"unit": None},
        VULNERABILITY: {"unit": unit},
        MATRIX: {"unit": unit},
        REVIEWS: {"unit": None},
        DRILLS: {"unit": None},
    }
