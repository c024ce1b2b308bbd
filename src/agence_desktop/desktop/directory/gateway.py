"""What the screens of the directory ask of the database; every method runs on the database thread."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from agence_desktop.core.changes import Change
from agence_desktop.core.clock import QUEBEC, to_wall
from agence_desktop.core.errors import RefusedError
from agence_desktop.core.french import search_key
from agence_desktop.core.roles import Actor, Role
from agence_desktop.desktop.widgets.columns import Column
from agence_desktop.directory.rows import Directory, OrganisationRow, PersonRow, Remaining, SiteRow

if TYPE_CHECKING:
    from agence_desktop.directory.commands import PersonDraft
    from agence_desktop.storage.work import Database, Session

MOST_PEOPLE = 5_000


@dataclass(frozen=True, slots=True)
class People:
    """People and the directory that tells of their organisations and sites."""

    rows: tuple[PersonRow, ...]
    directory: Directory


@dataclass(frozen=True, slots=True)
class SiteLine:
    """A site in a list, with its organisation."""

    site: SiteRow
    organisation: OrganisationRow
    region: str


@dataclass(frozen=True, slots=True)
class SavedPerson:
    """A person as the base has them now, and the change that others hear of."""

    change: Change
    row: PersonRow
    remaining: tuple[Remaining, ...] = ()
    """What still rests on a person who leaves."""


class DirectoryGateway:
    """One database, one person; used by one thread at a time (the database thread)."""

    def __init__(self, database: Database, actor: Actor) -> None:
        self.database = database
        self.actor = actor

    def people(self, *, retired: bool = False) -> People:
        """Everybody in force, or with ``retired`` ever known, by name; at most ``MOST_PEOPLE``."""
        from agence_desktop.directory.queries import directory, people

        today = to_wall(self.database.clock.now(), QUEBEC).date()

        def work(session: Session) -> People:
            rows = people(session, today, limit=MOST_PEOPLE, retired=retired)
            return People(tuple(rows), directory(session, today))

        return self.database.read(work)

    def find_people(self, text: str, limit: int) -> list[PersonRow]:
        """People whose name or e-mail holds every word."""
        from agence_desktop.directory.queries import people

        today = to_wall(self.database.clock.now(), QUEBEC).date()
        key = search_key(text)
        return self.database.read(lambda session: people(session, today, key, limit=limit))

    def person(self, person_id: int) -> PersonRow | None:
        """A person as the base has them now, None where they are gone."""
        from agence_desktop.directory.queries import person

        today = to_wall(self.database.clock.now(), QUEBEC).date()
        return self.database.read(lambda session: person(session, person_id, today))

    def directory(self) -> Directory:
        """Organisations, sites, municipalities, regions and holidays."""
        from agence_desktop.directory.queries import directory

        today = to_wall(self.database.clock.now(), QUEBEC).date()
        return self.database.read(lambda session: directory(session, today))

    def organisations(self) -> list[OrganisationRow]:
        """Organisations in force, by acronym."""
        return [row for row in self.directory().organisations.values() if row.active]

    def sites(self) -> list[SiteLine]:
        """Sites in force, by name."""
        known = self.directory()
        lines = [
            SiteLine(site, known.organisations[site.organisation_id], known.regions[site.region])
            for site in known.sites.values()
            if site.active
        ]
        return sorted(lines, key=lambda line: line.site.sort_key)

    def export(
        self, name: str, columns: Sequence[Column[Any]], rows: Sequence[Any], path: Path
    ) -> tuple[int, bool]:
        """Write these rows through these columns, on record under the name of their table.

        How many, and whether people of organisations that are not the actor's were left out. Raises
        InputError, and RightMissingError where nothing may be exported.
        """
        from agence_desktop.directory.tables import DIRECTORY_TABLES
        from agence_desktop.storage.exchange.running import record_export, require_export
        from agence_desktop.storage.tabular.files import check_ending, write_sheet

        readers = next(table.readers for table in DIRECTORY_TABLES if table.name == name)
        check_ending(path)
        require_export(self.actor, name, readers)
        kept = [row for row in rows if not isinstance(row, PersonRow) or self._may_take(row, readers)]
        record_export(self.database, name, path, len(kept))
        titles = [column.title for column in columns]
        write_sheet(path, titles, [[column.text(row) for column in columns] for row in kept])
        return len(kept), len(kept) < len(rows)

    def _may_take(self, person: PersonRow, readers: Sequence[Role]) -> bool:
        return any(self.actor.may(role, person.organisation_id) for role in readers)

    def save_person(self, draft: PersonDraft, before: PersonRow | None = None) -> SavedPerson:
        """Add a person, or change the one read before; RefusedError, StaleError, RightMissingError."""
        from agence_desktop.actions.leaving import remaining_of
        from agence_desktop.directory.commands import add_person, edit_person
        from agence_desktop.directory.queries import person

        today = to_wall(self.database.clock.now(), QUEBEC).date()

        def work(session: Session) -> SavedPerson:
            if before is None:
                change = add_person(session, self.actor, draft)
            else:
                change = edit_person(session, self.actor, before.id, before.version, draft)
            row = person(session, change.ids[0], today)
            assert row is not None
            leaves = before is not None and row.until is not None and row.until != before.until
            left = remaining_of(session, row.id, row.until) if leaves and row.until else []
            return SavedPerson(change, row, tuple(left))

        self._require_writable()
        return self.database.write(work)

    def withdraw_person(self, added: PersonRow) -> Change:
        """Take back the addition of a person as they were added; RefusedError, StaleError."""
        from agence_desktop.directory.commands import withdraw_person

        self._require_writable()
        return self.database.write(
            lambda session: withdraw_person(session, self.actor, added.id, added.version)
        )

    def _require_writable(self) -> None:
        if self.database.read_only:
            raise RefusedError(
                "read_only",
                "La base est ouverte en consultation seulement\u00a0: rien ne peut être enregistré.",
            )
