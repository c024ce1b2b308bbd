"""The rows of a list, filtered and sorted: all in memory, or read page by page from the base."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from agence_desktop.core.french.sorting import search_key, sort_key
from agence_desktop.desktop.widgets.columns import Column


@dataclass(frozen=True, slots=True)
class SortKey:
    """One column of the order, most important first."""

    column: str
    descending: bool = False


@dataclass(frozen=True, slots=True)
class PageRequest:
    """What a page should hold: rows that match ``text``, in ``order``,
    ``limit`` of them from ``offset`` on.
    """

    text: str
    order: tuple[SortKey, ...]
    offset: int
    limit: int


@dataclass(frozen=True, slots=True)
class Page:
    """Rows of one page; ``matching`` is how many match in all,
    ``total`` how many there are without filter.
    """

    rows: Sequence[Any]
    matching: int
    total: int


Loader = Callable[[PageRequest], Page]


class MemoryRows:
    """Rows held in memory; filtering and sorting compute each key once."""

    def __init__(self, columns: Sequence[Column[Any]], rows: Sequence[Any] = ()) -> None:
        self._columns = {column.key: column for column in columns}
        self._rows = list(rows)
        self._texts: list[str] | None = None

    @property
    def total(self) -> int:
        """How many rows there are without filter."""
        return len(self._rows)

    def arranged(self, text: str, order: Sequence[SortKey]) -> list[Any]:
        """The rows that hold every word of ``text``, whatever its accents, in the order asked for."""
        words = search_key(text).split()
        if words:
            rows = [
                row
                for row, held in zip(self._rows, self._searched(), strict=True)
                if all(word in held for word in words)
            ]
        else:
            rows = list(self._rows)
        # Stable sorts from the least important column to the most important one.
        for key in reversed(order):
            rows = _sorted(rows, self._columns[key.column], key.descending)
        return rows

    def _searched(self) -> list[str]:
        if self._texts is None:
            columns = list(self._columns.values())
            self._texts = [search_key(" ".join(_texts(columns, row))) for row in self._rows]
        return self._texts


def _texts(columns: Sequence[Column[Any]], row: Any) -> list[str]:
    held: list[str] = []
    for column in columns:
        held.append(column.text(row))
        if column.detail is not None:
            held.append(column.detail(row))
    return held


def _sorted(rows: Sequence[Any], column: Column[Any], descending: bool) -> list[Any]:
    given = column.sort or (lambda row: sort_key(column.text(row)))
    keyed = [(given(row), row) for row in rows]
    known = [pair for pair in keyed if pair[0] is not None]
    known.sort(key=lambda pair: pair[0], reverse=descending)
    # What is not known comes last in both directions, and is never compared with what is.
    return [row for _, row in known] + [row for key, row in keyed if key is None]
