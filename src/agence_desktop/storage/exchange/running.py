"""Import and export of one table in the transactions of a database."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from sqlalchemy.orm import Session

from agence_desktop.core.errors import RefusedError
from agence_desktop.core.roles import Actor
from agence_desktop.storage.audit import record_event
from agence_desktop.storage.exchange.importing import import_table, undone
from agence_desktop.storage.exchange.outcomes import Report
from agence_desktop.storage.exchange.table import Table
from agence_desktop.storage.tabular import Sheet
from agence_desktop.storage.tabular.files import check_ending, write_sheet
from agence_desktop.storage.work import Database


def import_sheet(
    database: Database, table: Table[Any], sheet: Sheet, actor: Actor, *, dry_run: bool = False
) -> Report:
    """Import the whole sheet in one transaction, or nothing of it.

    A dry run does the same and takes it back: every row tells what it would become. Otherwise, where a row is
    refused, the others are told as rolled back. Raises InputError, RightMissingError.
    """

    def work(session: Session) -> Report:
        report = import_table(session, table, sheet, actor)
        if dry_run or report.refused:
            session.rollback()
        return report

    try:
        report = database.write(work)
    except RefusedError as refusal:
        return undone(table, sheet, refusal)
    return report.rolled_back() if report.refused and not dry_run else report


def export_table(database: Database, table: Table[Any], actor: Actor, path: Path) -> int:
    """Write the table into a CSV or XLSX file, on record in the audit trail; how many rows.

    A database that can only be consulted keeps no record of it. Raises InputError, RightMissingError.
    """
    check_ending(path)
    table.allow_export(actor)
    rows = database.read(table.export)
    detail = {"rows": len(rows), "file": path.name}
    if not database.read_only:
        database.write(lambda session: record_event(session, "export", table.name, detail))
    write_sheet(path, [column.name for column in table.columns], rows)
    return len(rows)
