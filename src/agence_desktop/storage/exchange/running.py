"""Import and export of one table in the transactions of a database."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from sqlalchemy.orm import Session

from agence_desktop.core.errors import RefusedError
from agence_desktop.core.french import quoted
from agence_desktop.core.roles import Actor, Role, require
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
    require_export(actor, table.name, table.readers)
    rows = database.read(lambda session: table.export_to(session, actor))
    record_export(database, table.name, path, len(rows))
    write_sheet(path, [column.name for column in table.columns], rows)
    return len(rows)


def require_export(actor: Actor, name: str, readers: Sequence[Role]) -> None:
    """Raise RightMissingError unless the actor holds one of the roles anywhere."""
    if not any(actor.holds(role) for role in readers):
        require(actor, readers, None, f"exporter la table {quoted(name)}")


def record_export(database: Database, name: str, path: Path, rows: int) -> None:
    """Put an export on record before its file is written."""
    if not database.read_only:
        detail = {"rows": rows, "file": path.name}
        database.write(lambda session: record_event(session, "export", name, detail))
