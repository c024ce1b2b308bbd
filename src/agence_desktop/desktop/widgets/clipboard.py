"""Rows as a table on the clipboard: tabs for spreadsheets, HTML for letters."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape
from typing import Any

from PySide6.QtCore import QMimeData
from PySide6.QtGui import QGuiApplication, QStandardItemModel

from agence_desktop.desktop.widgets.columns import Align, Column


def cells(columns: Sequence[Column[Any]], rows: Sequence[Any]) -> list[list[str]]:
    """Header and cells as text."""
    return [[column.title for column in columns], *([column.text(row) for column in columns] for row in rows)]


def as_tsv(table: Sequence[Sequence[str]]) -> str:
    """Tab-separated lines; tabs and line ends inside a cell become spaces."""
    return "\r\n".join("\t".join(" ".join(cell.split()) for cell in line) for line in table) + "\r\n"


def as_html(columns: Sequence[Column[Any]], table: Sequence[Sequence[str]]) -> str:
    """An HTML table with its header."""
    head = "".join(f'<th scope="col">{escape(title)}</th>' for title in table[0])
    sides = ["right" if column.align is Align.RIGHT else "left" for column in columns]
    body = "".join(
        "<tr>"
        + "".join(
            f'<td style="text-align:{side}">{escape(cell)}</td>'
            for side, cell in zip(sides, line, strict=True)
        )
        + "</tr>"
        for line in table[1:]
    )
    return f"<table><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>"


def copy_table(columns: Sequence[Column[Any]], rows: Sequence[Any]) -> None:
    """Put the rows on the clipboard in both forms."""
    table = cells(columns, rows)
    data = _empty_data()
    data.setText(as_tsv(table))
    data.setHtml(as_html(columns, table))
    QGuiApplication.clipboard().setMimeData(data)


def _empty_data() -> QMimeData:
    """Data without content, made by Qt and not by Python.

    A clipboard may outlive the interpreter; an object that Python made would then ask it for leave to go.
    """
    model = QStandardItemModel(1, 1)
    made = model.mimeData([model.index(0, 0)])
    made.clear()
    return made
