"""Import and export of tables: what a table says of itself, and how a file becomes rows, all or none."""

from agence_desktop.storage.exchange.columns import Column, Known
from agence_desktop.storage.exchange.importing import import_table
from agence_desktop.storage.exchange.outcomes import Fault, ImportOutcome, Report, RowOutcome
from agence_desktop.storage.exchange.running import export_table, import_sheet
from agence_desktop.storage.exchange.table import Entry, Stock, Table

__all__ = [
    "Column",
    "Entry",
    "Fault",
    "ImportOutcome",
    "Known",
    "Report",
    "RowOutcome",
    "Stock",
    "Table",
    "export_table",
    "import_sheet",
    "import_table",
]
