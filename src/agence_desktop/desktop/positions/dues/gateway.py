"""What the calendar of due dates asks of the database; every method runs on the database thread."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from agence_desktop.desktop.positions.gateway import Gateway
from agence_desktop.positions.dues import UnitDues

if TYPE_CHECKING:
    from agence_desktop.actions.due_calendar import DueCalendar
    from agence_desktop.positions.queries.posts import Scope

EXPORTED = timedelta(days=366)
"""How far ahead an exported calendar goes."""


class DuesGateway:
    """Due dates through the gateway of the slice."""

    def __init__(self, base: Gateway) -> None:
        self.base = base

    def dues(self, first: date, last: date, scope: Scope) -> UnitDues:
        """What the due dates of a period are told from: five statements."""
        from agence_desktop.positions.queries.dues import unit_dues

        return self.base.read(lambda session, today: unit_dues(session, today, first, last, scope))

    def export(self, person_id: int, unit_id: int | None, path: Path) -> DueCalendar:
        """Write the due dates of the coming year that a person could do; RefusedError, RightMissingError."""
        from agence_desktop.actions.due_calendar import due_calendar
        from agence_desktop.positions.queries.posts import Scope

        scope = Scope(unit_ids=None if unit_id is None else frozenset({unit_id}))
        today = self.base.today()
        made = self.base.write(
            lambda session: due_calendar(session, self.base.actor, person_id, today, today + EXPORTED, scope)
        )
        path.write_bytes(made.ics)
        return made
