"""What the screens of flying teams ask of the database; every method runs on the database thread.

Commands and queries are imported when first used: the window opens before the database library is loaded.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import TYPE_CHECKING, TypeVar

from agence_desktop.core.clock import QUEBEC, to_wall
from agence_desktop.core.errors import RefusedError
from agence_desktop.core.roles import Actor, Role
from agence_desktop.desktop.teams import texts
from agence_desktop.desktop.teams.timeline.reading import TimelineReading

if TYPE_CHECKING:
    from agence_desktop.storage.work import Database, Session

T = TypeVar("T")


class Gateway:
    """One database, one person; used by one thread at a time (the database thread)."""

    def __init__(self, database: Database, actor: Actor) -> None:
        self.database = database
        self.actor = actor

    def today(self) -> date:
        """The present date in Québec."""
        return to_wall(self.database.clock.now(), QUEBEC).date()

    @property
    def manages(self) -> bool:
        """Whether this person manages a flying team."""
        return any(self.actor.holds(role) for role in (Role.MANAGER, Role.ADMINISTRATOR))

    def read(self, work: Callable[[Session, date], T]) -> T:
        """Read in one transaction, with the present date."""
        return self.database.read(lambda session: work(session, self.today()))

    def write(self, work: Callable[[Session], T]) -> T:
        """Write in one transaction; RefusedError ``read_only`` where the base is only consulted."""
        if self.database.read_only:
            raise RefusedError("read_only", texts.READ_ONLY)
        return self.database.write(work)

    def timeline(self, first: date, end: date) -> TimelineReading:
        """Members, deployments, loads and open requests over the days from ``first`` up to ``end``."""
        raise NotImplementedError
