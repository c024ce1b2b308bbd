"""Import and export of every table of the program by its name."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType
from typing import Any, Final

from agence_desktop.core.errors import InputError
from agence_desktop.core.french import NBSP, quoted
from agence_desktop.core.roles import Actor
from agence_desktop.directory.tables import DIRECTORY_TABLES
from agence_desktop.positions.commands.tables import POSITIONS_TABLES
from agence_desktop.spaces.commands import importing
from agence_desktop.spaces.commands.desk import Desk
from agence_desktop.spaces.commands.importing import BookingsReport, all_rows
from agence_desktop.spaces.commands.tables import SPACES_TABLES
from agence_desktop.spaces.queries.exporting import BOOKING_COLUMNS
from agence_desktop.spaces.readers import READERS, readable_by
from agence_desktop.storage.exchange import Report, Table, export_table, import_sheet
from agence_desktop.storage.exchange.running import record_export, require_export
from agence_desktop.storage.tabular import read_sheet, write_sheet
from agence_desktop.storage.tabular.files import check_ending
from agence_desktop.storage.work import Database
from agence_desktop.teams.commands.tables import TEAMS_TABLES

TABLES: Final[Mapping[str, Table[Any]]] = MappingProxyType(
    {table.name: table for table in (*DIRECTORY_TABLES, *SPACES_TABLES, *POSITIONS_TABLES, *TEAMS_TABLES)}
)
"""In an order in which each table names only those before it."""

BOOKINGS: Final = "reservations"
"""The table of bookings, whose rows go through the rules of booking."""


def table_named(name: str) -> Table[Any]:
    """The table; raises InputError ``unknown_table``."""
    if name not in TABLES:
        known = ", ".join((*TABLES, BOOKINGS))
        told = f"La table {quoted(name)} n’existe pas. Tables possibles{NBSP}: {known}."
        raise InputError("unknown_table", told)
    return TABLES[name]


def import_file(database: Database, actor: Actor, name: str, path: Path, *, dry_run: bool = False) -> Report:
    """Import a CSV or XLSX file into a table, all or nothing; a dry run changes nothing.

    Raises InputError, RightMissingError.
    """
    table = table_named(name)
    return import_sheet(database, table, read_sheet(path), actor, dry_run=dry_run)


def export_file(database: Database, actor: Actor, name: str, path: Path) -> int:
    """Export a table into a CSV or XLSX file, as its name ends; how many rows.

    Of bookings, those that the actor may take away. Raises InputError, RightMissingError.
    """
    if name != BOOKINGS:
        return export_table(database, table_named(name), actor, path)
    check_ending(path)
    require_export(actor, BOOKINGS, READERS)
    rows = database.read(lambda session: all_rows(session, Desk(actor)))
    record_export(database, BOOKINGS, path, len(rows))
    write_sheet(path, BOOKING_COLUMNS, rows)
    return len(rows)


def exports_a_part(actor: Actor, name: str) -> bool:
    """Whether the actor exports only the bookings of their own organisations."""
    return name == BOOKINGS and readable_by(actor) is not None


def import_bookings(database: Database, actor: Actor, path: Path, *, dry_run: bool = False) -> BookingsReport:
    """Import a file of bookings, all or nothing; a dry run changes nothing.

    Raises InputError, RightMissingError.
    """
    return importing.import_file(database, Desk(actor), read_sheet(path), dry_run=dry_run)
