"""Importing and exporting tables in tests, short to write."""

from __future__ import annotations

from agence_desktop.actions.reference_data import load_reference_data
from agence_desktop.actions.transfer import table_named
from agence_desktop.core.roles import Actor, Grant, Role
from agence_desktop.storage.engine import open_engine
from agence_desktop.storage.exchange import Report, import_sheet
from agence_desktop.storage.locations import parse_location
from agence_desktop.storage.tabular import Sheet, text_of
from agence_desktop.storage.tabular.comma_separated import read_csv, write_csv
from agence_desktop.storage.tabular.sheet import build_sheet
from agence_desktop.storage.work import Database
from support.furnished import prepare

ADMINISTRATOR = Actor("admin", "Administration", grants=frozenset({Grant(Role.ADMINISTRATOR, None)}))


def sheet(text: str) -> Sheet:
    """A sheet of CSV; lines may be indented."""
    return build_sheet(read_csv("\n".join(line.strip() for line in text.strip().splitlines()).encode()))


def take(
    database: Database, table: str, text: str, actor: Actor = ADMINISTRATOR, *, dry_run: bool = False
) -> Report:
    """Import the text of a CSV file into a table."""
    return import_sheet(database, table_named(table), sheet(text), actor, dry_run=dry_run)


def outcomes(report: Report) -> list[str]:
    """What became of each row."""
    return [str(row.outcome) for row in report.rows]


def codes(report: Report) -> list[tuple[int, str, str]]:
    """(line, column, code) of every fault."""
    return [(row.line, fault.column, fault.code) for row in report.rows for fault in row.faults]


def exported(database: Database, table: str) -> list[dict[str, str]]:
    """The rows of a table as texts by column."""
    found = table_named(table)
    names = [column.name for column in found.columns]
    rows = database.read(found.export)
    return [dict(zip(names, map(text_of, row), strict=True)) for row in rows]


def again(database: Database, table: str) -> Report:
    """Export a table as CSV and import what was written."""
    found = table_named(table)
    data = write_csv([column.name for column in found.columns], database.read(found.export))
    return import_sheet(database, found, build_sheet(read_csv(data)), ADMINISTRATOR)


def prepare_with_lists(url: str) -> None:
    """The furnished office with the shipped reference data."""
    prepare(url)
    database = Database(open_engine(parse_location(url)))
    database.write(load_reference_data)
    database.close()
