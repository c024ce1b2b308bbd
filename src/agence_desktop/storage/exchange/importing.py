"""Importing a file into a table: every row read and checked first, then all written, or none."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sqlalchemy.orm import Session

from agence_desktop.core.changes import Change
from agence_desktop.core.errors import AgenceError, InputError
from agence_desktop.core.french import listed, quoted
from agence_desktop.core.roles import Actor
from agence_desktop.storage.changes import record_change
from agence_desktop.storage.exchange import sentences
from agence_desktop.storage.exchange.columns import Column, Known
from agence_desktop.storage.exchange.outcomes import ImportOutcome, Report, RowOutcome
from agence_desktop.storage.exchange.table import Entry, Stock, Table
from agence_desktop.storage.tabular import Sheet, SheetRow, require_columns


def import_table(session: Session, table: Table[Any], sheet: Sheet, actor: Actor) -> Report:
    """Import the sheet within the caller's transaction, which is to be rolled back where a row is refused.

    Then nothing was written, and the other rows tell what they would have become. Raises InputError for the
    columns, RightMissingError, and RefusedError where a rule refuses the file as a whole.
    """
    require_columns(
        sheet,
        [column.name for column in table.columns],
        {column.name for column in table.columns if column.key},
    )
    stock = table.stock(session)
    entries = [Entry[Any](row.line, row.cells) for row in sheet.rows]
    for entry in entries:
        _read(entry, table, stock)
    table.allow_import(actor, entries, stock)
    _refuse_duplicates(entries, table)
    table.check([entry for entry in entries if not entry.faults], stock)
    changing = [entry for entry in entries if entry.changes]
    if changing and not any(entry.faults for entry in entries):
        ids = table.store(session, stock, changing)
        record_change(session, Change(table.topic, tuple(ids)))
    return Report(tuple(_outcome(entry, table) for entry in entries))


def _read(entry: Entry[Any], table: Table[Any], stock: Stock[Any]) -> None:
    given = {
        column.name: _value(entry, column, stock.known)
        for column in table.columns
        if column.name in entry.cells
    }
    broken = {fault.column for fault in entry.faults}
    if not any(column.key and column.name in broken for column in table.columns):
        entry.key = table.key_of(given)
        entry.stored = stock.records.get(entry.key)
    if entry.stored:
        entry.values = {**entry.stored.values, **given}
        return
    for column in table.columns:
        if column.required and column.name not in given and entry.key is not None:
            entry.refuse(column.name, "missing", sentences.MISSING)
    entry.values = {column.name: given.get(column.name, column.empty) for column in table.columns}


def _value(entry: Entry[Any], column: Column, known: Known) -> Any:
    text = entry.cells[column.name].strip()
    if not text:
        if column.key or column.required:
            entry.refuse(column.name, "missing", sentences.REQUIRED)
        return column.empty
    try:
        return column.read(text, known)
    except InputError as fault:
        entry.refuse(column.name, fault.code, fault.sentence)
        return column.empty


def _refuse_duplicates(entries: Sequence[Entry[Any]], table: Table[Any]) -> None:
    first: dict[Any, int] = {}
    for entry in entries:
        if entry.key is None:
            continue
        line = first.setdefault(entry.key, entry.line)
        if line != entry.line:
            named = listed([quoted(cell) for cell in _key_cells(entry, table).values()])
            column = next(column.name for column in table.columns if column.key)
            entry.refuse(column, "duplicate_key", sentences.DUPLICATE_KEY.format(line=line, key=named))


def undone(table: Table[Any], sheet: Sheet, refusal: AgenceError) -> Report:
    """The report of a sheet that a rule refused as a whole."""
    rows = (RowOutcome(row.line, _key_cells(row, table), ImportOutcome.ROLLED_BACK) for row in sheet.rows)
    return Report(tuple(rows), refusal)


def _key_cells(row: Entry[Any] | SheetRow, table: Table[Any]) -> dict[str, str]:
    return {column.name: row.cells[column.name].strip() for column in table.columns if column.key}


def _outcome(entry: Entry[Any], table: Table[Any]) -> RowOutcome:
    if entry.faults:
        outcome = ImportOutcome.REFUSED
    elif entry.stored is None:
        outcome = ImportOutcome.CREATED
    else:
        outcome = ImportOutcome.UPDATED if entry.changes else ImportOutcome.UNCHANGED
    return RowOutcome(entry.line, _key_cells(entry, table), outcome, tuple(entry.faults))
