"""Tables that break between rows, repeat their header as an artifact and say where they go on."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from copy import copy
from dataclasses import dataclass

from reportlab.lib.colors import Color
from reportlab.pdfgen.canvas import Canvas

from agence_desktop.documents.tagging.blocks import Block, Stack
from agence_desktop.documents.tagging.file import TaggedFile
from agence_desktop.documents.tagging.structure import Element

_SMALL = 4
"""Tables of so many rows are not broken where a page can hold them."""


@dataclass(frozen=True, slots=True)
class TableLook:
    """Lines and grounds of a table; lengths in points.

    ``grid`` draws lines between the columns, ``bar`` a black bar of that width before the rows.
    ``low_header`` lets the words of the header stand on its line, ``middle`` those of the rows amid them.
    """

    ink: Color
    rule: Color
    ground: Color
    padding: tuple[float, float] = (4.0, 2.2)
    header_padding: float = 2.6
    header_line: float = 1.0
    hairline: float = 0.4
    grid: bool = False
    bar: float = 0.0
    low_header: bool = False
    middle: bool = False


class Grounded(Block):
    """A cell with a decoration under its words: ``paint(canvas, x, y, width, tall)`` gets the whole cell."""

    def __init__(self, block: Block, paint: Callable[[Canvas, float, float, float, float], None]) -> None:
        self.block, self.paint = block, paint

    def height(self, width: float) -> float:
        return self.block.height(width)

    def split(self, width: float, available: float) -> tuple[Block, Block] | None:
        return self.block.split(width, available)

    def draw(self, file: TaggedFile, x: float, top: float, width: float, parent: Element) -> None:
        self.block.draw(file, x, top, width, parent)


class _Row:
    """A row: its cells, and its elements, which a row split over two pages keeps.

    ``detail`` belongs to the second cell and is drawn under the row, from there to its end. ``sunk`` is the
    share of the spare height of a cell that is left above its words. ``about`` names the whole row.
    """

    about: Sequence[str] = ()

    def __init__(
        self,
        cells: Sequence[Block],
        roles: Sequence[Element],
        element: Element,
        detail: Block | None = None,
        sunk: float = 0.0,
    ) -> None:
        self.cells, self.roles, self.element = list(cells), list(roles), element
        self.detail, self.sunk = detail, sunk
        self._told: tuple[tuple[float, ...], float] | None = None

    def _cells_height(self, widths: Sequence[float], across: float) -> float:
        asked = (across, *widths)
        if self._told is None or self._told[0] != asked:
            cells = zip(self.cells, widths, strict=True)
            self._told = asked, max(cell.height(wide - 2 * across) for cell, wide in cells)
        return self._told[1]

    def height(self, widths: Sequence[float], padding: tuple[float, float]) -> float:
        across, down = padding
        detail = self.detail.height(sum(widths[1:]) - 2 * across) if self.detail else 0.0
        return self._cells_height(widths, across) + detail + 2 * down

    def split(
        self, widths: Sequence[float], padding: tuple[float, float], available: float
    ) -> tuple[_Row, _Row] | None:
        """The part of each cell that fits, and the rest; only for a row taller than a page."""
        across, down = padding
        if self.detail and (high := self._cells_height(widths, across)) <= available - 2 * down:
            parts = self.detail.split(sum(widths[1:]) - 2 * across, available - 2 * down - high)
            rest = parts[1] if parts else self.detail
            first = _Row(self.cells, self.roles, self.element, parts[0] if parts else None, self.sunk)
            return first, _Row([Stack([]) for _ in self.cells], self.roles, self.element, rest)
        firsts: list[Block] = []
        rests: list[Block] = []
        for cell, wide in zip(self.cells, widths, strict=True):
            inner, room = wide - 2 * across, available - 2 * down
            parts = cell.split(inner, room)
            if parts is None and cell.height(inner) > room:
                return None
            firsts.append(parts[0] if parts else cell)
            rests.append(parts[1] if parts else Stack([]))
        return _Row(firsts, self.roles, self.element), _Row(rests, self.roles, self.element, self.detail)

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
        tall, high = self.height(widths, padding), self._cells_height(widths, across)
        file.spot(self.about, x, top, sum(widths), tall)
        for number, (cell, role, wide) in enumerate(zip(self.cells, self.roles, widths, strict=True)):
            if isinstance(cell, Grounded):
                with file.artifact():
                    cell.paint(file.canvas, x, top - tall, wide, tall)
            file.spot(cell.about, x, top, wide, tall)
            inner, owner = wide - 2 * across, row.adopt(role)
            spare = self.sunk * (high - cell.height(inner)) if self.sunk else 0.0
            cell.draw(file, x + across, top - down - spare, inner, owner)
            if number == 1 and self.detail:
                whole = sum(widths[1:]) - 2 * across
                self.detail.draw(file, x + across, top - down - high, whole, owner)
            x += wide


class DataTable(Block):
    """A table with one header row; cells are blocks, never merged.

    ``weights`` share the width. ``row_header`` marks the first cell of each row as its header. ``continued``
    stands, as an artifact, above the repeated header on each further page. A row is broken only where it is
    taller than a whole page. ``details`` are what the second cell of each row tells under the whole row.
    """

    def __init__(
        self,
        header: Sequence[Block],
        rows: Sequence[Sequence[Block]],
        weights: Sequence[float],
        look: TableLook,
        row_header: bool = True,
        space_before: float = 0.0,
        continued: Block | None = None,
        details: Sequence[Block | None] = (),
    ) -> None:
        heads = [Element("TH", scope="Column") for _ in header]
        self.header = _Row(header, heads, Element("TR"), sunk=1.0 if look.low_header else 0.0)
        self.rows = [
            _Row(cells, _cell_roles(len(header), row_header), Element("TR"), detail, look.middle / 2)
            for cells, detail in zip(rows, details or [None] * len(rows), strict=True)
        ]
        self.weights, self.look = list(weights), look
        self.space_before, self.continued = space_before, continued
        self.table, self.head, self.body = Element("Table"), Element("THead"), Element("TBody")
        self._further = False

    def name_rows(self, names: Sequence[str], columns: Sequence[Sequence[str]] = ()) -> None:
        """Say what each row is about, and of which fields, by the end of their names, each column is."""
        for row, name in zip(self.rows, names, strict=True):
            row.about = (name,)
            for cell, fields in zip(row.cells, columns, strict=bool(columns)):
                cell.about = [f"{name}/{field}" for field in fields]

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
            if look.bar:
                canvas.setFillColor(look.ink)
                canvas.rect(x, bottom, look.bar, top - bottom, stroke=0, fill=1)


def _cell_roles(count: int, row_header: bool) -> list[Element]:
    first = Element("TH", scope="Row") if row_header else Element("TD")
    return [first, *(Element("TD") for _ in range(count - 1))]
