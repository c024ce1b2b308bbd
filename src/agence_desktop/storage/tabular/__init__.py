"""Tabular files: CSV and XLSX read into one shape, and written so that office programs open them safely."""

from agence_desktop.storage.tabular.cells import Cell, text_of
from agence_desktop.storage.tabular.files import read_sheet, write_sheet
from agence_desktop.storage.tabular.sheet import Sheet, SheetRow, require_columns

__all__ = ["Cell", "Sheet", "SheetRow", "read_sheet", "require_columns", "text_of", "write_sheet"]
