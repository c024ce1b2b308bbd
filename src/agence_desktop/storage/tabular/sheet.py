"""A table as a file gives it: named columns, and rows that know their line."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

from agence_desktop.core.errors import InputError
from agence_desktop.core.french import counted, listed, quoted
from agence_desktop.storage.tabular import sentences
from agence_desktop.storage.tabular.cells import as_meant


@dataclass(frozen=True, slots=True)
class SheetRow:
    """One row: the line of the file where it begins (the header is 1), and its cells by column."""

    line: int
    cells: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Sheet:
    """Columns in the order of the file, and the rows that are not empty."""

    columns: tuple[str, ...]
    rows: tuple[SheetRow, ...]


def build_sheet(records: Iterable[tuple[int, Sequence[str]]]) -> Sheet:
    """The sheet of (line, cells) records, the first of which names the columns; empty records are left out.

    Raises InputError: ``empty_file``, ``unnamed_column``, ``duplicate_column``, ``uneven_row``.
    """
    given = ((line, cells) for line, cells in records if any(cell.strip() for cell in cells))
    _, header = next(given, (0, []))
    if not header:
        raise InputError("empty_file", sentences.EMPTY_FILE)
    columns = tuple(name.strip() for name in header)
    _check_names(columns)
    rows = [SheetRow(line, _row(columns, line, cells)) for line, cells in given]
    return Sheet(columns, tuple(rows))


def require_columns(sheet: Sheet, known: Sequence[str], needed: Collection[str] = ()) -> None:
    """Raise InputError ``unknown_column`` or ``missing_column``: columns not known, or needed and absent."""
    unknown = [column for column in sheet.columns if column not in known]
    if unknown:
        raise InputError(
            "unknown_column",
            sentences.UNKNOWN_COLUMN.format(
                heading="Colonne inconnue" if len(unknown) == 1 else "Colonnes inconnues",
                names=", ".join(map(quoted, unknown)),
                known=", ".join(known),
            ),
        )
    missing = [column for column in known if column in needed and column not in sheet.columns]
    if missing:
        names = listed([quoted(name) for name in missing])
        told = sentences.MISSING_COLUMN if len(missing) == 1 else sentences.MISSING_COLUMNS
        raise InputError("missing_column", told.format(names=names))


def _check_names(columns: Sequence[str]) -> None:
    for place, name in enumerate(columns, 1):
        if not name:
            raise InputError("unnamed_column", sentences.UNNAMED_COLUMN.format(place=place))
        if name in columns[: place - 1]:
            raise InputError("duplicate_column", sentences.DUPLICATE_COLUMN.format(name=quoted(name)))


def _row(columns: Sequence[str], line: int, cells: Sequence[str]) -> dict[str, str]:
    if len(cells) != len(columns):
        told = sentences.UNEVEN_ROW.format(
            line=line, found=counted(len(cells), "cellule"), wanted=len(columns)
        )
        raise InputError("uneven_row", told)
    return {column: as_meant(cell) for column, cell in zip(columns, cells, strict=True)}
