"""Lists of this slice written to a file or put on the clipboard."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path

from agence_desktop.core.roles import Role
from agence_desktop.desktop.exporting import Table, export_list, table_of, write_table
from agence_desktop.desktop.places import Place
from agence_desktop.desktop.positions import texts
from agence_desktop.desktop.positions.gateway import Gateway
from agence_desktop.desktop.widgets.clipboard import copy_table
from agence_desktop.desktop.widgets.columns import Column

__all__ = ["READERS", "Table", "copy_lines", "export_table", "table_of"]

READERS = (Role.CLERK, Role.HOLDER, Role.MANAGER, Role.ADMINISTRATOR)
"""Who may take lists away: whoever works with sheets."""


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
    write = partial(write_table, gateway.database, gateway.actor, READERS, name, table)
    export_list(place, write, path, told, texts.exporting(path.name))
