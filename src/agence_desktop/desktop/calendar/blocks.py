"""Painting one block, its buffers, its ghost and the mark of the keyboard."""

from __future__ import annotations

from collections.abc import Hashable
from typing import NamedTuple

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter, QPen

from agence_desktop.desktop.calendar.items import Block, Style
from agence_desktop.desktop.calendar.looks import LOOKS, Edge, Fill, Look
from agence_desktop.desktop.calendar.metrics import Metrics, ink, sharp
from agence_desktop.desktop.calendar.patterns import hatch, stipple, thin_hatch
from agence_desktop.desktop.calendar.plates import Paint
from agence_desktop.desktop.calendar.words import WordPainter

BUFFER = "buffer"
"""The subject of a buffer among the plates."""
DASHES = [3.0, 2.0]
DOTS = [1.0, 2.0]
GHOST_SIGNS = {None: "progress-clock", True: "check-circle-outline", False: "cancel"}


class Plate(NamedTuple):
    """What ``Plates`` keep of a block, and whether nothing is left to be written on it."""

    subject: Hashable
    paint: Paint
    silent: bool


class BlockPainter:
    """Paints blocks with one painter during one paint event; the painter must smooth edges."""

    def __init__(self, painter: QPainter, metrics: Metrics, ratio: float) -> None:
        self._painter = painter
        self._metrics = metrics
        self._ratio = ratio
        self._words = WordPainter(painter, metrics, ratio)

    def block(
        self, rect: QRectF, block: Block, *, selected: bool = False, notes: tuple[str, ...] = ()
    ) -> None:
        """A block within ``rect``; a chosen one inverts to solid accent and keeps its pattern.

        ``notes`` are further lines where there is room.
        """
        outline = sharp(rect, self._ratio)
        if selected:
            look = LOOKS[block.style]
            self._frame(outline)
            self._plain(outline, look, selected=True)
            self._write(outline, block, look, "on_accent", notes)
            return
        plate = self.plate(outline, block, bare=rect.width() <= self._metrics.edge)
        self._metrics.plates.draw(self._painter, outline, plate.subject, self._ratio, plate.paint)
        if not plate.silent:
            self.write(outline, block, notes)

    def plate(self, outline: QRectF, block: Block, *, bare: bool) -> Plate:
        """A block without words, with its icon where there is room for no more; ``bare``: its tint alone."""
        look = LOOKS[block.style]
        if bare:
            return Plate(look.tint, lambda painter, area: painter.fillRect(area, ink(look.tint)), silent=True)
        silent = self._words.is_silent(outline, block.label, look, sentence=is_sentence(block))

        def paint(painter: QPainter, area: QRectF) -> None:
            plate = BlockPainter(painter, self._metrics, self._ratio)
            plate._plain(area, look, selected=False)
            if silent:
                plate._write(area, block, look)

        return Plate((block.style, silent), paint, silent)

    def write(self, outline: QRectF, block: Block, notes: tuple[str, ...] = ()) -> None:
        """The words of a block on its plate."""
        self._write(outline, block, LOOKS[block.style], "", notes)

    def _plain(self, outline: QRectF, look: Look, *, selected: bool) -> None:
        """A block without words."""
        self._rounded(outline, Qt.PenStyle.NoPen, "accent" if selected else look.ground)
        self._fill(outline, look, selected=selected)
        self._edge(outline, look, selected=selected)
        self._bars(outline, look, selected=selected)

    def _write(
        self, outline: QRectF, block: Block, look: Look, color: str = "", notes: tuple[str, ...] = ()
    ) -> None:
        if is_sentence(block):
            self._words.sentence(outline, block.text or block.label, look, color)
        else:
            self._words.caption(outline, block.label, block.text, look, color, notes)

    def buffer(self, rect: QRectF) -> None:
        """The hatched time before or after a block."""
        outline = sharp(rect, self._ratio)
        self._metrics.plates.draw(self._painter, outline, BUFFER, self._ratio, self.buffer_plate)

    def buffer_plate(self, painter: QPainter, outline: QRectF) -> None:
        """The plate of a buffer."""
        painter.fillRect(outline, ink("surface"))
        hatch(painter, outline, ink("hatch"), self._metrics.hatch * 0.8)
        painter.setPen(QPen(ink("hatch"), 1))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRect(outline)

    def ghost(self, rect: QRectF, block: Block | None, answer: bool | None) -> None:
        """Where a block would go: dashed; red where it is impossible, with the sign that says so."""
        tint, ground = ("danger", "danger_ground") if answer is False else ("accent", "selection")
        outline = sharp(rect, self._ratio)
        pen = QPen(ink(tint), 2)
        pen.setDashPattern(DASHES)
        pen.setCapStyle(Qt.PenCapStyle.FlatCap)
        self._rounded(outline, pen, ground)
        look = Look(GHOST_SIGNS[answer], ground, tint, tint, tint)
        self._words.caption(outline.adjusted(1, 0, 0, 0), block.label if block else "", "", look)

    def ring(self, rect: QRectF) -> None:
        """The mark of the keyboard's place."""
        self._rounded(rect.adjusted(1, 1, -1, -1), QPen(ink("accent"), 2), "")

    def _frame(self, outline: QRectF) -> None:
        """A thin line around a chosen block, a pixel away from it."""
        self._rounded(outline.adjusted(-2, -2, 2, 2), QPen(ink("accent"), 1), "surface")

    def _rounded(self, area: QRectF, pen: QPen | Qt.PenStyle, ground: str) -> None:
        self._painter.setPen(pen)
        self._painter.setBrush(ink(ground) if ground else Qt.BrushStyle.NoBrush)
        self._painter.drawRoundedRect(area, self._metrics.radius, self._metrics.radius)

    def _fill(self, outline: QRectF, look: Look, *, selected: bool) -> None:
        painter, step = self._painter, self._metrics.hatch
        inner = outline.adjusted(1, 1, -1, -1)
        color = ink("on_accent", 0.6) if selected else ink(look.tint)
        if look.fill is Fill.DOTS:
            stipple(painter, inner, color, step)
        elif look.fill is Fill.THIN:
            thin_hatch(painter, inner, color, step)
        elif look.fill is not Fill.PLAIN:
            hatch(painter, inner, color, step, crossed=look.fill is Fill.CROSS)

    def _edge(self, outline: QRectF, look: Look, *, selected: bool) -> None:
        if selected and look.edge is Edge.SOLID:
            return
        pen = QPen(ink("on_accent" if selected else look.tint), 1)
        if look.edge is not Edge.SOLID:
            pen.setWidthF(1.3)
            pen.setDashPattern(DASHES if look.edge is Edge.DASHED else DOTS)
            pen.setCapStyle(Qt.PenCapStyle.FlatCap)
        self._rounded(outline.adjusted(2, 2, -2, -2) if selected else outline, pen, "")

    def _bars(self, outline: QRectF, look: Look, *, selected: bool) -> None:
        """One bar of 4 px, or two of 2 px; on a chosen block they stand a little inside."""
        bar = self._metrics.bar
        color = ink("on_accent" if selected else look.tint)
        area = outline.adjusted(1.5, 3, 0, -3) if selected else outline.adjusted(-0.5, 0.5, 0.5, -0.5)
        if look.bars == 1:
            width = bar / 2 if selected else bar
            self._painter.fillRect(QRectF(area.left(), area.top(), width, area.height()), color)
        elif look.bars == 2:
            for at in (0, bar):
                self._painter.fillRect(QRectF(area.left() + at, area.top(), bar / 2, area.height()), color)


def is_sentence(block: Block) -> bool:
    """Whether it speaks in a few words of its own, and not by an acronym."""
    return block.style is Style.LINKED or bool(block.text and not block.label)
