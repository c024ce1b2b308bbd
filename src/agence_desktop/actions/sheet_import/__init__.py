"""A sheet from a filled Word or Excel table: tables read, columns matched to fields and shown, then taken."""

from agence_desktop.actions.sheet_import.applying import CellReport, Outcome, Taken, take
from agence_desktop.actions.sheet_import.blank import write_blank
from agence_desktop.actions.sheet_import.guessing import guess, guess_table
from agence_desktop.actions.sheet_import.mapping import (
    Choice,
    ImportMapping,
    Layout,
    TableMapping,
    with_table,
    with_target,
)
from agence_desktop.actions.sheet_import.tables import DocumentTable, read_tables
from agence_desktop.actions.sheet_import.targets import Target, targets, targets_of

__all__ = [
    "CellReport",
    "Choice",
    "DocumentTable",
    "ImportMapping",
    "Layout",
    "Outcome",
    "TableMapping",
    "Taken",
    "Target",
    "guess",
    "guess_table",
    "read_tables",
    "take",
    "targets",
    "targets_of",
    "with_table",
    "with_target",
    "write_blank",
]
