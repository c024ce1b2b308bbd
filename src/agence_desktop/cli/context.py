"""What a command works with: its options, its output, the database they designate and who works on it."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING

from agence_desktop import __version__
from agence_desktop.cli import texts
from agence_desktop.cli.output import Output
from agence_desktop.core.clock import Clock, FixedClock, SystemClock
from agence_desktop.core.errors import RefusedError, UnreachableError
from agence_desktop.storage.configuration import effective_settings, imposed_fault
from agence_desktop.storage.folders import default_base

if TYPE_CHECKING:  # loaded by what opens a database, not by what only prints its help
    from agence_desktop.core.roles import Actor
    from agence_desktop.storage.locations import DatabaseLocation
    from agence_desktop.storage.work import Database


@dataclass(frozen=True, slots=True)
class Context:
    """One run of one command."""

    options: Namespace
    output: Output

    @property
    def clock(self) -> Clock:
        """The clock of this computer, or the one that ``--maintenant`` stops."""
        instant = getattr(self.options, "maintenant", None)
        return SystemClock() if instant is None else FixedClock(instant)

    def location(self) -> DatabaseLocation:
        """Where the database stands: ``--base``, else the settings, else this user's own file.

        The password that the window was told to keep for the base of the settings is taken from the store.
        Raises InputError for settings that cannot be read or a base that cannot be opened.
        """
        from agence_desktop.storage.locations import parse_location

        given: str | None = getattr(self.options, "base", None)
        settings = None
        if given is None:
            loaded = effective_settings().or_fault()
            if (fault := imposed_fault(loaded)) is not None:
                raise fault
            settings = loaded.settings
            given = settings.base or str(default_base())
        location = parse_location(given)
        return self._with_kept_password(location) if settings and settings.keep_password else location

    def _with_kept_password(self, location: DatabaseLocation) -> DatabaseLocation:
        from agence_desktop.storage.locations import PostgresServer
        from agence_desktop.storage.passwords import PasswordStore

        if not isinstance(location, PostgresServer) or location.url.password is not None:
            return location
        try:
            kept = PasswordStore().recall(location)
        except UnreachableError as error:
            self.output.message(error.sentence)
            return location
        return location.with_password(kept) if kept else location

    @contextmanager
    def database(self, *, read_only: bool = False) -> Iterator[Database]:
        """The database, opened and known to have this program's schema; closed at the end.

        Raises UnreachableError, SchemaError, and RefusedError where ``--maintenant`` is not accepted.
        """
        from agence_desktop.migrations import HEAD
        from agence_desktop.storage.engine import open_engine
        from agence_desktop.storage.schema import refuse_other_schema, schema_state
        from agence_desktop.storage.work import Database

        clock = self.clock
        opened = open_engine(self.location(), clock=clock, read_only=read_only, schema=HEAD)
        database = Database(opened, clock)
        try:
            state = schema_state(database, HEAD)
            refuse_other_schema(state, opened.location, __version__)
            if isinstance(clock, FixedClock) and not state.replay:
                raise RefusedError("not_replay", texts.NOT_REPLAY)
            yield database
        finally:
            database.close()

    def actor(self, database: Database) -> Actor:
        """Who works, by the login of the connection; raises RightMissingError for an unknown account."""
        from agence_desktop.directory.accounts import actor_of

        return database.read(actor_of)
