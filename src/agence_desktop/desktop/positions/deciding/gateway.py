"""What the comparison asks of the database; every method runs on the database thread."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from agence_desktop.core.changes import Change
from agence_desktop.core.roles import Actor
from agence_desktop.desktop.positions.gateway import Gateway
from agence_desktop.positions.approval import Comparison

if TYPE_CHECKING:
    from agence_desktop.actions.printing.common import Printed
    from agence_desktop.storage.work import Session

WHOLE_SHEET = ""


@dataclass(frozen=True, slots=True)
class Compared:
    """A comparison and the holidays by which its dates are counted."""

    comparison: Comparison | None
    observed: frozenset[date]


class DecidingGateway:
    """Comparisons and decisions through the gateway of the slice."""

    def __init__(self, base: Gateway) -> None:
        self.base = base

    @property
    def actor(self) -> Actor:
        """Who works here."""
        return self.base.actor

    def manages(self, organisation_id: int) -> bool:
        """Whether this person decides in the organisation."""
        return self.base.manages(organisation_id)

    def compare(self, position: int | str, old: int | None, new: int | None) -> Compared:
        """Two versions of a sheet: seven statements with the holidays."""
        from agence_desktop.directory.queries import observed_holidays
        from agence_desktop.positions.queries.comparisons import comparison

        return self.base.read(
            lambda session, _today: Compared(
                comparison(session, self.actor, position, old, new), observed_holidays(session)
            )
        )

    def print_comparison(self, found: Comparison) -> Printed:
        """The comparison as a PDF; the print is on record. RightMissingError."""
        from agence_desktop.actions.printing.comparisons import print_comparison

        old = 0 if found.old is None else found.old.number
        number, new = found.file.position.number, found.file.row.number
        return print_comparison(self.base.database, self.base.desk, number, old, new)

    def approve(self, found: Comparison, next_review: date, remark: str) -> Change:
        """Approve the newer version; StaleError, RefusedError, RightMissingError."""
        from agence_desktop.positions.commands.commenting import Remark, comment
        from agence_desktop.positions.commands.deciding import approve

        row, desk = found.file.row, self.base.desk

        def work(session: Session) -> Change:
            if remark.strip():
                comment(session, desk, Remark(row.position_id, WHOLE_SHEET, remark))
            return approve(session, desk, row.id, row.version, next_review)

        return self.base.write(work)

    def give_back(self, found: Comparison, why: str) -> Change:
        """Ask for corrections; StaleError, RefusedError, RightMissingError."""
        from agence_desktop.positions.commands.deciding import return_for_correction

        row = found.file.row
        return self.base.write(
            lambda session: return_for_correction(session, self.base.desk, row.id, row.version, why)
        )

    def acknowledge(self, found: Comparison) -> Change:
        """Sign as a substitute; StaleError, RefusedError, RightMissingError."""
        from agence_desktop.positions.commands.deciding import acknowledge

        row = found.file.row
        return self.base.write(lambda session: acknowledge(session, self.base.desk, row.id, row.version))

    def comment(self, position_id: int, path: str, text: str) -> Change:
        """Say something of a field; RefusedError, RightMissingError."""
        from agence_desktop.positions.commands.commenting import Remark, comment

        return self.base.write(
            lambda session: comment(session, self.base.desk, Remark(position_id, path, text))
        )
