"""Tables that break between rows, repeat their header as an artifact and say where they go on."""

from __future__ import annotations

from collections.abc import Sequence
from copy import copy
from dataclasses import dataclass

from reportlab.lib.colors import Color

from agence_desktop.documents.tagging.blocks import Block, Stack, Text
from agence_desktop.documents.tagging.file import TaggedFile
from agence_desktop.documents.tagging.structure import Element

_SMALL = 4
"""Tables of so many rows are not broken where a page can hold them."""


@dataclass(frozen=True, slots=True)
class TableLook:
    """Lines and grounds of a table; lengths in points. ``grid`` draws lines between the columns."""

    ink: Color
    rule: Color
    ground: Color
    padding: tuple[float, float] = (4.0, 2.2)
    header_padding: float = 2.6
    header_line: float = 1.0
    hairline: float = 0.4
    grid: bool = False


class _Row:
    """A row: its cells, and its elements, which a row split over two pages keeps."""

    def __init__(self, cells: Sequence[Block], roles: Sequence[Element], element: Element) -> None:
        self.cells, self.roles, self.element = list(cells), list(roles), element

    def height(self, widths: Sequence[float], padding: tuple[float, float]) -> float:
        across, down = padding
        cells = zip(self.cells, widths, strict=True)
        return max(cell.height(wide - 2 * across) for cell, wide in cells) + 2 * down

    def split(
        self, widths: Sequence[float], padding: tuple[float, float], available: float
    ) -> tuple[_Row, _Row] | None:
        """The part of each cell that fits, and the rest; only for a row taller than a page."""
        across, down = padding
        firsts: list[Block] = []
        rests: list[Block] = []
        for cell, wide in zip(self.cells, widths, strict=True):
            inner, room = wide - 2 * across, available - 2 * down
            parts = cell.split(inner, room)
            if parts is None and cell.height(inner) > room:
                return None
            firsts.append(parts[0] if parts else cell)
            rests.append(parts[1] if parts else Stack([]))
        return _Row(firsts, self.roles, self.element), _Row(rests, self.roles, self.element)

    def draw(
        self,
        file: TaggedFile,
        x: float,
        top: float,
        widths: Sequence[float],
        padding: tuple[float, float],
        body: Element,
    ) -> None:
        across, down = padding
        row = body.adopt(self.element)
        for cell, role, wide in zip(self.cells, self.roles, widths, strict=True):
            cell.draw(file, x + across, top - down, wide - 2 * across, row.adopt(role))
            x += wide


class DataTable(Block):
    """A table with one header row; cells are blocks, never merged.

    ``weights`` share the width. ``row_header`` marks the first cell of each row as its header. ``continued``
    stands, as an artifact, above the repeated header on each further page. A row is broken only where it is
    taller than a whole page.
    """

    def __init__(
        self,
        header: Sequence[Text],
        rows: Sequence[Sequence[Block]],
        weights: Sequence[float],
        look: TableLook,
        row_header: bool = True,
        space_before: float = 0.0,
        continued: Block | None = None,
    ) -> None:
        self.header = _Row(header, [Element("TH", scope="Column") for _ in header], Element("TR"))
        self.rows = [_Row(cells, _cell_roles(len(header), row_header), Element("TR")) for cells in rows]
        self.weights, self.look = list(weights), look
        self.space_before, self.continued = space_before, continued
        self.table, self.head, self.body = Element("Table"), Element("THead"), Element("TBody")
        self._further = False

    def _widths(self, width: float) -> list[float]:
        return [width * weight / sum(self.weights) for weight in self.weights]

    def _header_padding(self) -> tuple[float, float]:
        return self.look.padding[0], self.look.header_padding

    def _lead(self, width: float) -> float:
        """The height of the repeated title and of the header."""
        title = self.continued.height(width) + 4 if self._further and self.continued else 0.0
        return title + self.header.height(self._widths(width), self._header_padding())

    def _heights(self, width: float) -> list[float]:
        widths = self._widths(width)
        return [row.height(widths, self.look.padding) for row in self.rows]

    def height(self, width: float) -> float:
        return self._lead(width) + sum(self._heights(width))

    def minimum(self, width: float) -> float:
        heights = self._heights(width)
        return self._lead(width) + sum(heights if len(heights) <= _SMALL else heights[:2])

    def split(self, width: float, available: float) -> tuple[DataTable, DataTable] | None:
        heights = self._heights(width)
        room = available - self._lead(width)
        count = 0
        while count < len(heights) and heights[count] <= room + 0.01:
            room -= heights[count]
            count += 1
        if len(heights) - count == 1 and count > 2:  # no single row alone on the next page
            count -= 1
        if count == 0:
            return None
        return self._part(self.rows[:count], self._further), self._part(self.rows[count:], True)

    def cut(self, width: float, available: float) -> tuple[DataTable, DataTable] | None:
        room = available - self._lead(width)
        parts = self.rows[0].split(self._widths(width), self.look.padding, room) if self.rows else None
        if parts is None:
            return None
        return self._part([parts[0]], self._further), self._part([parts[1], *self.rows[1:]], True)

    def _part(self, rows: list[_Row], further: bool) -> DataTable:
        part = copy(self)
        part.rows, part._further = rows, further
        return part

    def draw(self, file: TaggedFile, x: float, top: float, width: float, parent: Element) -> None:
        widths = self._widths(width)
        table = parent.adopt(self.table)
        if self._further and self.continued:
            with file.artifact("Pagination"):
                self.continued.draw(file, x, top, width, Element("Artifact"))
            top -= self.continued.height(width) + 4
        self._draw_lines(file, x, top, width, widths)
        padding = self._header_padding()
        if self._further:
            with file.artifact("Pagination"):
                self.header.draw(file, x, top, widths, padding, Element("Artifact"))
        else:
            self.header.draw(file, x, top, widths, padding, table.adopt(self.head))
        top -= self.header.height(widths, padding)
        body = table.adopt(self.body)
        for row, tall in zip(self.rows, self._heights(width), strict=True):
            row.draw(file, x, top, widths, self.look.padding, body)
            top -= tall

    def _draw_lines(self, file: TaggedFile, x: float, top: float, width: float, widths: list[float]) -> None:
        look, canvas = self.look, file.canvas
        head = self.header.height(widths, self._header_padding())
        heights = self._heights(width)
        bottom = top - head - sum(heights)
        with file.artifact():
            canvas.setFillColor(look.ground)
            canvas.rect(x, top - head, width, head, stroke=0, fill=1)
            canvas.setStrokeColor(look.rule)
            canvas.setLineWidth(look.hairline)
            canvas.line(x, top, x + width, top)
            y = top - head
            for tall in heights:
                y -= tall
                canvas.line(x, y, x + width, y)
            if look.grid:
                edge = x
                for wide in widths[:-1]:
                    edge += wide
                    canvas.line(edge, top - head, edge, bottom)
            canvas.setStrokeColor(look.ink)
            canvas.setLineWidth(look.header_line)
            canvas.line(x, top - head, x + width, top - head)


def _cell_roles(count: int, row_header: bool) -> list[Element]:
    first = Element("TH", scope="Row") if row_header else Element("TD")
    return [first, *(Element("TD") for _ in range(count - 1))]
