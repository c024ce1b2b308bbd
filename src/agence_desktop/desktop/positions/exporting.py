"""Lists of this slice written to a file: asked for in a dialogue, written off the screen, put on record."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices

from agence_desktop.core.roles import Role
from agence_desktop.desktop.places import Place, ToastAction
from agence_desktop.desktop.positions import texts
from agence_desktop.desktop.positions.gateway import Gateway
from agence_desktop.desktop.widgets.clipboard import copy_table
from agence_desktop.desktop.widgets.columns import Column

READERS = (Role.CLERK, Role.HOLDER, Role.MANAGER, Role.ADMINISTRATOR)
"""Who may take lists away: whoever works with sheets."""

Table = tuple[Sequence[str], Sequence[Sequence[str]]]
"""Titles and lines."""


def table_of(columns: Sequence[Column[Any]], rows: Sequence[Any]) -> Table:
    """Rows through columns, as they are shown."""
    titles = [column.title for column in columns]
    return titles, [[column.text(row) for column in columns] for row in rows]


def copy_lines(titles: Sequence[str], lines: Sequence[Sequence[str]]) -> None:
    """Put a table on the clipboard."""
    columns = [
        Column[Sequence[str]](str(number), title, partial(_cell, number=number))
        for number, title in enumerate(titles)
    ]
    copy_table(columns, lines)


def _cell(line: Sequence[str], number: int) -> str:
    return line[number]


def export_table(
    place: Place, gateway: Gateway, name: str, table: Table, path: Path, told: Callable[[int], str]
) -> None:
    """Write a table to a file, and say so; ``name`` is what the record calls it."""
    place.desk.tasks.run(
        partial(_write, gateway, name, table, path),
        owner=place,
        done=lambda count: place.desk.tell(told(count), ToastAction(texts.OPEN_FOLDER, partial(_show, path))),
        failed=lambda failure: place.desk.tell(failure.sentence, kind="danger"),
        label=texts.exporting(path.name),
    )


def _write(gateway: Gateway, name: str, table: Table, path: Path) -> int:
    """Raises InputError, and RightMissingError where nothing may be exported."""
    from agence_desktop.storage.exchange.running import record_export, require_export
    from agence_desktop.storage.tabular.files import check_ending, write_sheet

    titles, lines = table
    check_ending(path)
    require_export(gateway.actor, name, READERS)
    record_export(gateway.database, name, path, len(lines))
    write_sheet(path, titles, lines)
    return len(lines)


def _show(path: Path) -> None:
    QDesktopServices.openUrl(QUrl.fromLocalFile(str(path)))
