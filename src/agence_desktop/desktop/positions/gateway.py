"""What the screens of unique positions ask of the database; every method runs on the database thread.

Commands and queries are imported when first used: the window opens before the database library is loaded.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING, TypeVar

from agence_desktop.core.changes import Change
from agence_desktop.core.clock import QUEBEC, to_wall
from agence_desktop.core.errors import RefusedError
from agence_desktop.core.french import search_key
from agence_desktop.core.roles import Actor, Role
from agence_desktop.desktop.positions import texts
from agence_desktop.desktop.positions.lines import PostLine, Register
from agence_desktop.positions.rows import UnitRef

if TYPE_CHECKING:
    from agence_desktop.directory.rows import PersonRow
    from agence_desktop.positions.commands.posts import PositionDraft
    from agence_desktop.positions.queries.posts import Scope
    from agence_desktop.storage.work import Database, Session

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class PositionSeed:
    """What the form of a position offers; buildings and managed organisations by id and name."""

    units: tuple[UnitRef, ...]
    sites: tuple[tuple[int, str], ...]
    organisations: tuple[tuple[int, str], ...]


class Gateway:
    """One database, one person; used by one thread at a time (the database thread)."""

    def __init__(self, database: Database, actor: Actor) -> None:
        from agence_desktop.positions.commands.desk import Desk

        self.database = database
        self.actor = actor
        self.desk = Desk(actor)

    def today(self) -> date:
        """The present date in Québec."""
        return to_wall(self.database.clock.now(), QUEBEC).date()

    def manages(self, organisation_id: int) -> bool:
        """Whether this person manages positions of the organisation."""
        return self.desk.manages(organisation_id)

    @property
    def manages_any(self) -> bool:
        """Whether this person manages positions of some organisation."""
        return any(self.actor.holds(role) for role in (Role.MANAGER, Role.ADMINISTRATOR))

    def read(self, work: Callable[[Session, date], T]) -> T:
        """Read in one transaction, with the present date."""
        return self.database.read(lambda session: work(session, self.today()))

    def write(self, work: Callable[[Session], T]) -> T:
        """Write in one transaction; RefusedError ``read_only`` where the base is only consulted."""
        if self.database.read_only:
            raise RefusedError("read_only", texts.READ_ONLY)
        return self.database.write(work)

    def units(self) -> list[UnitRef]:
        """All units, by name."""
        from agence_desktop.positions.queries.register import units

        return self.read(lambda session, _today: units(session))

    def register(self, scope: Scope | None = None, *, ended: bool = False) -> Register:
        """Positions in force of a scope (None: all), measured today: at most ten statements.

        ``ended`` takes those whose last day is past; no review of them is due.
        """
        from agence_desktop.positions.queries.posts import EVERYTHING, measured_posts
        from agence_desktop.positions.queries.standings import standings

        chosen = scope or EVERYTHING

        def work(session: Session, today: date) -> Register:
            found = measured_posts(session, self.actor, today, chosen, ended=ended)
            standing = standings(session, (one.position for one, _ in found), today, chosen)
            if ended:
                standing = {key: replace(one, causes=(), overdue=0) for key, one in standing.items()}
            lines = (PostLine(one.position, standing[one.position.id], what) for one, what in found)
            return Register(today, tuple(lines), tuple(one.post for one, _ in found))

        return self.read(work)

    def people(self, text: str, limit: int) -> list[PersonRow]:
        """People in force whose name or e-mail hold every word."""
        from agence_desktop.directory.queries import people

        key = search_key(text)
        return self.read(lambda session, today: people(session, today, key, limit=limit))

    def position_seed(self) -> PositionSeed:
        """What the form of a position offers."""
        from agence_desktop.directory.queries import directory
        from agence_desktop.positions.queries.register import units

        def work(session: Session, today: date) -> PositionSeed:
            known = directory(session, today)
            sites = sorted((one for one in known.sites.values() if one.active), key=lambda one: one.sort_key)
            managed = [one for one in known.organisations.values() if one.active and self.manages(one.id)]
            return PositionSeed(
                tuple(units(session)),
                tuple((one.id, one.name) for one in sites),
                tuple((one.id, f"{one.acronym}, {one.name}") for one in managed),
            )

        return self.read(work)

    def add_unit(self, code: str, name: str, organisation_id: int) -> UnitRef:
        """Make a unit, or find the one that bears the code."""
        from agence_desktop.positions.commands.posts import unit_of
        from agence_desktop.positions.queries.register import units

        def work(session: Session) -> UnitRef:
            key = unit_of(session, self.desk, code.strip(), name.strip(), organisation_id)
            return next(one for one in units(session) if one.id == key)

        return self.write(work)

    def retire_position(self, position_id: int, version: int, last_day: date | None) -> tuple[int, Change]:
        """Give a position its last day, or none; StaleError, RefusedError, RightMissingError."""
        from agence_desktop.positions.commands.posts import retire_position

        return self.write(lambda session: retire_position(session, self.desk, position_id, version, last_day))

    def save_position(
        self, draft: PositionDraft, attrition: int | None, position_id: int | None = None, version: int = 0
    ) -> Change:
        """Make a position, or change the one read at ``version``; with A where it is given."""
        from agence_desktop.positions.commands.posts import save_position, set_attrition

        def work(session: Session) -> Change:
            key, change = save_position(session, self.desk, draft, position_id, version)
            if attrition is not None:
                set_attrition(session, self.desk, key, attrition)
            return change

        return self.write(work)
