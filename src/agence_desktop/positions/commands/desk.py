"""What every command of unique positions works with: who acts, rights, records that must exist, and news."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from agence_desktop.core.changes import Change
from agence_desktop.core.errors import RefusedError, RightMissingError, StaleError
from agence_desktop.core.roles import Actor, Role, require
from agence_desktop.positions.commands import texts
from agence_desktop.positions.model import Position, SheetVersion
from agence_desktop.storage.changes import record_change

POSITIONS = "positions"
"""Topic of changes to positions, their sheets and competences; the ids are those of positions."""
ABSENCES = "absences"
"""Topic of changes to absences and relief; the ids are those of absences."""


@dataclass(frozen=True, slots=True)
class Desk:
    """Who acts."""

    actor: Actor

    def require_manager(self, organisation_id: int, what: str) -> None:
        """Raise RightMissingError unless the actor manages positions of the organisation."""
        require(self.actor, (Role.MANAGER, Role.ADMINISTRATOR), organisation_id, what)

    def manages(self, organisation_id: int) -> bool:
        """Whether the actor manages positions of the organisation (and so may see A and V)."""
        return any(self.actor.may(role, organisation_id) for role in (Role.MANAGER, Role.ADMINISTRATOR))

    def holds(self, position: Position) -> bool:
        """Whether the actor holds this position."""
        own = position.holder_id is not None and position.holder_id == self.actor.person_id
        return own and self.actor.may(Role.HOLDER, position.organisation_id)

    def writes(self, position: Position) -> bool:
        """Whether the actor may write the sheet: its holder, and clerks and managers of the organisation."""
        return (
            self.holds(position)
            or self.manages(position.organisation_id)
            or self.actor.may(Role.CLERK, position.organisation_id)
        )

    def require_writer(self, position: Position, what: str = texts.WRITE_SHEET) -> None:
        """Raise RightMissingError unless the actor may write the sheet of the position."""
        if not self.writes(position):
            require(
                self.actor,
                (Role.CLERK, Role.MANAGER, Role.ADMINISTRATOR),
                position.organisation_id,
                what,
            )

    def require_directory(self, organisation_id: int) -> None:
        """Raise RightMissingError unless the actor may add people of the organisation."""
        require(self.actor, (Role.CLERK, Role.ADMINISTRATOR), organisation_id, texts.ADD_PERSON)

    def require_person(self) -> int:
        """The person of the actor's account; RightMissingError where the account names nobody."""
        if self.actor.person_id is None:
            raise RightMissingError("no_person", texts.NO_PERSON)
        return self.actor.person_id


def position_of(session: Session, position_id: int) -> Position:
    """The position; RefusedError ``unknown_position``."""
    found = session.get(Position, position_id)
    if found is None:
        raise RefusedError("unknown_position", texts.UNKNOWN_POSITION)
    return found


def version_of(session: Session, sheet_id: int, version: int) -> tuple[SheetVersion, Position]:
    """A version of a sheet as it was read, locked for writing, and its position.

    Raises RefusedError ``unknown_sheet``, StaleError where it was changed since.
    """
    found = session.scalars(
        select(SheetVersion).where(SheetVersion.id == sheet_id).with_for_update()
    ).one_or_none()
    if found is None:
        raise RefusedError("unknown_sheet", texts.UNKNOWN_SHEET)
    if found.version != version:
        raise stale()
    return found, position_of(session, found.position_id)


def stale() -> StaleError:
    """The record was changed elsewhere."""
    return StaleError("stale", texts.STALE)


def tell(session: Session, ids: Iterable[int], topic: str = POSITIONS) -> Change:
    """Record and return what changed."""
    change = Change(topic, tuple(dict.fromkeys(ids)))
    record_change(session, change)
    return change
