"""Lists written to a file: asked for in a dialogue, written off the screen, put on record."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices

from agence_desktop.desktop.places import Place, ToastAction
from agence_desktop.desktop.widgets.columns import Column

if TYPE_CHECKING:
    from agence_desktop.core.roles import Actor, Role
    from agence_desktop.storage.work import Database

OPEN_FOLDER = "Ouvrir"

Table = tuple[Sequence[str], Sequence[Sequence[str]]]
"""Titles and lines."""


def table_of(columns: Sequence[Column[Any]], rows: Sequence[Any]) -> Table:
    """Rows through columns, as they are shown."""
    titles = [column.title for column in columns]
    return titles, [[column.text(row) for column in columns] for row in rows]


def export_list(
    place: Place,
    write: Callable[[Path], int],
    path: Path,
    told: Callable[[int], str],
    label: str,
    word: str = OPEN_FOLDER,
) -> None:
    """Write a list on the database thread, and say so with the way to the file."""
    place.desk.tasks.run(
        write,
        path,
        owner=place,
        done=lambda count: place.desk.tell(told(count), ToastAction(word, partial(_show, path))),
        failed=lambda failure: place.desk.tell(failure.sentence, kind="danger"),
        label=label,
    )


def write_table(
    database: Database, actor: Actor, readers: Collection[Role], name: str, table: Table, path: Path
) -> int:
    """Write a table, which the record calls ``name``; how many lines.

    Raises InputError, and RightMissingError where nothing may be exported.
    """
    from agence_desktop.storage.exchange.running import record_export, require_export
    from agence_desktop.storage.tabular.files import check_ending, write_sheet

    titles, lines = table
    check_ending(path)
    require_export(actor, name, tuple(readers))
    record_export(database, name, path, len(lines))
    write_sheet(path, titles, lines)
    return len(lines)


def _show(path: Path) -> None:
    QDesktopServices.openUrl(QUrl.fromLocalFile(str(path)))
