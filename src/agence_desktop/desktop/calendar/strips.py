"""Rows of the planning made ready: which pictures lie where, so that painting a row again only shows them."""

from __future__ import annotations

from collections.abc import Callable, Hashable
from typing import NamedTuple

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPixmap

from agence_desktop.desktop import theme
from agence_desktop.desktop.calendar.bands import Band
from agence_desktop.desktop.calendar.blocks import BUFFER, BlockPainter, is_sentence
from agence_desktop.desktop.calendar.items import Block
from agence_desktop.desktop.calendar.metrics import Metrics, outlined
from agence_desktop.desktop.calendar.plates import edges, margin
from agence_desktop.desktop.calendar.scene import Box, Laid, Scene
from agence_desktop.desktop.calendar.store import EMPTY, RowBlocks


class Picture(NamedTuple):
    """A plate with its place, in pixels of the screen from the first row and the first day."""

    left: int
    right: int
    top: int
    plate: QPixmap


class Strip(NamedTuple):
    """A row: first its pictures, then what is written on them.

    ``anew`` is instead of both where a block is too large to be kept: the row is painted each time.
    """

    pictures: tuple[Picture, ...]
    words: tuple[tuple[QRectF, Block], ...]
    anew: tuple[Laid, ...] = ()


class Strips:
    """The strips of one scene on one screen; another look makes them anew."""

    def __init__(self, scene: Scene, metrics: Metrics, ratio: float) -> None:
        self._scene = scene
        self._metrics = metrics
        self._ratio = ratio
        self._margin = margin(ratio)
        self._ready: dict[str, tuple[RowBlocks, Strip]] = {}
        self._plates: dict[Hashable, tuple[QPixmap | None, bool]] = {}
        self._valid: tuple[object, int] | None = None
        self._feet: dict[str, tuple[object, tuple[Picture, ...]]] = {}

    def serves(self, scene: Scene, metrics: Metrics, ratio: float) -> bool:
        """Whether they are the strips of this scene with these lengths on such a screen."""
        return self._scene is scene and self._metrics is metrics and self._ratio == ratio

    def of(self, band: Band, blocks: BlockPainter) -> Strip:
        """The strip of a row; ``blocks`` paints what is not known yet."""
        self._renew()
        key = band.row.key if band.row else ""
        source = self._scene.store.row(key) if key else EMPTY
        found = self._ready.get(key)
        if found is None or found[0] is not source:
            found = self._ready[key] = source, self._make(band, blocks)
        return found[1]

    def feet(
        self, row_key: str, source: object, make: Callable[[], tuple[Picture, ...]]
    ) -> tuple[Picture, ...]:
        """The pictures below the blocks of a row; made anew once ``source``, what they show, is another."""
        self._renew()
        found = self._feet.get(row_key)
        if found is None or found[0] is not source:
            found = self._feet[row_key] = source, make()
        return found[1]

    def _renew(self) -> None:
        """Let go of pictures of another look."""
        valid = theme.tokens(), self._metrics.plates.generation
        if self._valid != valid:
            self._ready.clear()
            self._plates.clear()
            self._feet.clear()
            self._valid = valid

    def _make(self, band: Band, blocks: BlockPainter) -> Strip:
        laid = self._scene.laid(band)
        pictures: list[Picture] = []
        words: list[tuple[QRectF, Block]] = []
        for each in laid:
            for buffer in each.buffers:
                if self._show(buffer, None, blocks, pictures, words):
                    return Strip((), (), tuple(laid))
        for block, box, _buffers in laid:
            if box is not None and self._show(box, block, blocks, pictures, words):
                return Strip((), (), tuple(laid))
        return Strip(tuple(pictures), tuple(words))

    def _show(
        self,
        box: Box,
        block: Block | None,
        blocks: BlockPainter,
        pictures: list[Picture],
        words: list[tuple[QRectF, Block]],
    ) -> bool:
        """Add a block, or a buffer where there is none; whether it is too large to be kept."""
        place = edges(box.left, box.top, box.left + box.width, box.top + box.height, self._ratio)
        left, top, right, bottom = place
        plate, silent = self._plate(right - left, bottom - top, box, block, blocks)
        if plate is None:
            return True
        around = self._margin
        pictures.append(Picture(left - around, right + around, top - around, plate))
        if block is not None and not silent:
            words.append((outlined(*place, self._ratio), block))
        return False

    def _plate(
        self, width: int, height: int, box: Box, block: Block | None, blocks: BlockPainter
    ) -> tuple[QPixmap | None, bool]:
        """The plate of a block and whether nothing is written on it."""
        if block is None:
            key: Hashable = width, height
        else:
            bare = box.width <= self._metrics.edge
            key = block.style, block.label, is_sentence(block), bare, width, height
        found = self._plates.get(key)
        if found is not None:
            return found
        plates, ratio = self._metrics.plates, self._ratio
        if block is None:
            found = plates.picture(width, height, BUFFER, ratio, blocks.buffer_plate), True
        else:
            made = blocks.plate(outlined(0, 0, width, height, ratio), block, bare=bare)
            found = plates.picture(width, height, made.subject, ratio, made.paint), made.silent
        self._plates[key] = found
        return found
