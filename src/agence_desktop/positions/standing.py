"""Where the sheet of a position stands on a day: in force, being written, to be reviewed and why."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from agence_desktop.core.clock import QUEBEC, to_wall
from agence_desktop.positions.rows import IN_FORCE, OPEN, Drill, SheetRow, SheetState
from agence_desktop.positions.states import ReviewCause, days_overdue, review_causes, shown_state


@dataclass(frozen=True, slots=True)
class Standing:
    """The version in force and the one that is open, as they are stored, and why a review is due.

    Neither: the position is « sans fiche », or its last version was archived.
    """

    in_force: SheetRow | None = None
    open: SheetRow | None = None
    causes: tuple[ReviewCause, ...] = ()
    overdue: int = 0

    @property
    def state(self) -> SheetState | None:
        """The state that lists show: of the version in force as it is today, else of the open one."""
        if self.in_force is not None:
            return shown_state(self.in_force.state, self.causes)
        return None if self.open is None else self.open.state

    @property
    def next_review(self) -> date | None:
        """When the version in force is to be reviewed."""
        return None if self.in_force is None else self.in_force.control.next_review


NO_SHEET = Standing()


def standing_of(
    versions: Iterable[SheetRow],
    today: date,
    holder_id: int | None,
    drills: Iterable[Drill] = (),
    announced: Iterable[date] = (),
) -> Standing:
    """The standing of a position from its versions, its drills and the days of announced absences.

    ``holder_id`` is today's holder; ``announced`` is as in ``review_causes``.
    """
    in_force = being_written = None
    for version in versions:
        if version.state in IN_FORCE:
            in_force = version
        elif version.state in OPEN:
            being_written = version
    if in_force is None:
        return Standing(in_force, being_written)
    causes = causes_of(in_force, today, holder_id, drills, announced)
    return Standing(in_force, being_written, causes, days_overdue(in_force.control.next_review, today))


def causes_of(
    row: SheetRow, today: date, holder_id: int | None, drills: Iterable[Drill], announced: Iterable[date]
) -> tuple[ReviewCause, ...]:
    """Why a version is to be reviewed today; empty where it is not, or is not in force."""
    if row.state not in IN_FORCE or row.approved_at is None:
        return ()
    return review_causes(
        approved_on=to_wall(row.approved_at, QUEBEC).date(),
        next_review=row.control.next_review,
        today=today,
        signed_holder_id=row.holder.id if row.holder else None,
        holder_id=holder_id,
        drills=drills,
        announced=announced,
    )
