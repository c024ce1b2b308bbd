"""Reading and writing a tabular file whatever its format."""

from __future__ import annotations

import os
from collections.abc import Iterable, Sequence
from contextlib import suppress
from pathlib import Path

from agence_desktop.core.errors import InputError
from agence_desktop.storage.tabular import sentences
from agence_desktop.storage.tabular.cells import Cell
from agence_desktop.storage.tabular.comma_separated import read_csv, write_csv
from agence_desktop.storage.tabular.sheet import Sheet, build_sheet
from agence_desktop.storage.tabular.workbooks import OLD_SIGNATURE, SIGNATURE, read_workbook, write_workbook

_WRITERS = {".csv": write_csv, ".xlsx": write_workbook}


def read_sheet(path: Path) -> Sheet:
    """Read a CSV or XLSX file, told apart by their content.

    Raises InputError with a French sentence; where a line is at fault it is named.
    """
    data = read_whole(path)
    if data.startswith(OLD_SIGNATURE):
        raise InputError("bad_workbook", sentences.OLD_WORKBOOK)
    return build_sheet(read_workbook(data) if data.startswith(SIGNATURE) else read_csv(data))


def check_ending(path: Path) -> str:
    """The ending that names the format to write; raises InputError ``wrong_ending``."""
    ending = path.suffix.lower()
    if ending not in _WRITERS:
        raise InputError("wrong_ending", sentences.WRONG_ENDING.format(path=path))
    return ending


def write_sheet(path: Path, columns: Sequence[str], rows: Iterable[Sequence[Cell]]) -> None:
    """Write a CSV or XLSX file, as its name ends; an older file is replaced in one step.

    Raises InputError ``wrong_ending``, ``cannot_write``.
    """
    write_whole(path, _WRITERS[check_ending(path)](columns, rows))


def read_whole(path: Path) -> bytes:
    """What a file holds; raises InputError ``missing_file``, ``unreadable_file``."""
    try:
        return path.read_bytes()
    except FileNotFoundError as fault:
        raise InputError("missing_file", sentences.MISSING_FILE.format(path=path)) from fault
    except OSError as fault:
        raise InputError("unreadable_file", sentences.UNREADABLE_FILE.format(path=path)) from fault


def write_whole(path: Path, data: bytes) -> None:
    """Write a file, replacing an older one in one step; raises InputError ``cannot_write``."""
    temporary = path.with_name(f".{path.name}.{os.getpid()}")
    try:
        temporary.write_bytes(data)
        temporary.replace(path)
    except OSError as fault:
        with suppress(OSError):
            temporary.unlink()
        raise InputError("cannot_write", sentences.CANNOT_WRITE.format(path=path)) from fault
