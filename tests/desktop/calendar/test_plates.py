"""Pictures kept of blocks look like the blocks, follow the look, and take a bounded room."""

from __future__ import annotations

from dataclasses import replace
from itertools import product

import pytest
from PySide6.QtCore import QPoint, QRect, QRectF, Qt
from PySide6.QtGui import QImage, QPainter

from agence_desktop.desktop import theme
from agence_desktop.desktop.calendar import plates
from agence_desktop.desktop.calendar.blocks import BlockPainter
from agence_desktop.desktop.calendar.items import Style
from agence_desktop.desktop.calendar.metrics import Metrics
from agence_desktop.desktop.calendar.planning import PlanningView
from agence_desktop.desktop.calendar.planning_paint import BodyPainter
from agence_desktop.desktop.calendar.plates import Plates, align
from agence_desktop.desktop.calendar.strips import Strips
from agence_desktop.desktop.tokens import DARK_TOKENS, LIGHT_TOKENS
from tests.desktop.calendar.samples import block

pytestmark = pytest.mark.usefixtures("font")


def drawn(metrics: Metrics, style: Style, width: float, ratio: float = 1) -> QImage:
    """A block with its buffer, on an image of its own."""
    image = QImage(200, 120, QImage.Format.Format_RGB32)
    image.setDevicePixelRatio(ratio)
    image.fill(Qt.GlobalColor.white)
    with QPainter(image) as painter:
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        blocks = BlockPainter(painter, metrics, ratio)
        blocks.buffer(QRectF(1.3, 4.2, 7, 36))
        blocks.block(QRectF(8.3, 4.2, width, 36), block("a", 14, 9, 11, style=style, text="Comité"))
    return image


def fill(painter: QPainter, outline: QRectF) -> None:
    """Something to be painted."""
    painter.fillRect(outline, Qt.GlobalColor.red)


def unlike(one: QImage, other: QImage) -> int:
    """By how much the two differ where they differ most, of 255."""
    pairs = zip(bytes(one.constBits()), bytes(other.constBits()), strict=True)
    return max(abs(a - b) for a, b in pairs)


@pytest.mark.parametrize(("width", "ratio"), [*product((12.4, 25, 44.6, 90), (1, 1.25, 1.5, 2))])
def test_that_a_kept_picture_looks_like_what_it_stands_for(
    monkeypatch: pytest.MonkeyPatch, width: float, ratio: float
) -> None:
    metrics = Metrics()
    kept = [drawn(metrics, style, width, ratio) for style in Style]
    assert len(metrics.plates) > len(Style) - 1
    monkeypatch.setattr(plates, "LARGEST", 0)
    for style, picture in zip(Style, kept, strict=True):
        assert unlike(picture, drawn(metrics, style, width, ratio)) <= 2, style


def test_that_blocks_of_one_size_share_one_picture() -> None:
    metrics = Metrics()
    for width in (90.0, 89.8, 90.2):
        drawn(metrics, Style.FIRM, width)
    assert len(metrics.plates) == 2  # the block and its buffer


def test_that_another_look_draws_anew(monkeypatch: pytest.MonkeyPatch) -> None:
    metrics = Metrics()
    seen = []
    for look in (LIGHT_TOKENS, DARK_TOKENS, LIGHT_TOKENS):
        monkeypatch.setattr(theme, "tokens", lambda look=look: look)
        seen.append(drawn(metrics, Style.FIRM, 90))
    assert seen[0] == seen[2]
    assert seen[0] != seen[1]
    assert len(metrics.plates) == 2


@pytest.mark.parametrize("ratio", [1, 1.25, 1.5, 1.75, 2])
@pytest.mark.parametrize("left", [8.3, 8.6, 9, 9.5, 10.1])
def test_that_an_outline_is_sharp_on_every_screen(left: float, ratio: float) -> None:
    image = QImage(200, 120, QImage.Format.Format_RGB32)
    image.setDevicePixelRatio(ratio)
    image.fill(Qt.GlobalColor.white)
    with QPainter(image) as painter:
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.translate(3, 1)
        align(painter)
        shown = block("a", 14, 9, 11, style=Style.FIRM, label="")
        BlockPainter(painter, Metrics(), ratio).block(QRectF(left, 4.2, 50, 36), shown)
    row = [image.pixelColor(x, int(20 * ratio)).name() for x in range(image.width())]
    first = next(x for x, color in enumerate(row) if color != "#ffffff")
    # The bar begins at once in its full colour: no pixel is half bar, half ground.
    assert row[first] == LIGHT_TOKENS.hex("accent").lower()


@pytest.mark.parametrize("ratio", [1, 1.25, 1.5, 2])
@pytest.mark.parametrize("origin", [QPoint(208, 46), QPoint(195, 17)])
def test_that_ready_rows_look_like_rows_painted_anew(
    planning: PlanningView, monkeypatch: pytest.MonkeyPatch, ratio: float, origin: QPoint
) -> None:
    def painted() -> QImage:
        image = QImage(1000, 400, QImage.Format.Format_RGB32)
        image.setDevicePixelRatio(ratio)
        metrics = Metrics()
        strips = Strips(planning.scene, metrics, ratio)
        showing = replace(
            planning.showing(), metrics=metrics, origin=origin, ratio=ratio, strips=strips, ring=None
        )
        with QPainter(image) as painter:
            BodyPainter(painter, showing).paint(QRect(0, 0, 1000, 400))
        assert bool(len(metrics.plates)) is bool(plates.LARGEST)
        return image

    ready = painted()
    monkeypatch.setattr(plates, "LARGEST", 0)
    assert unlike(ready, painted()) <= 2


def test_that_pictures_never_fill_the_memory(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(plates, "MOST", 10_000)
    kept, image = Plates(), QImage(100, 100, QImage.Format.Format_RGB32)
    with QPainter(image) as painter:
        for width in range(10, 90):
            kept.draw(painter, QRectF(0.5, 0.5, width, 40), "a", 1, fill)
            assert len(kept) * 10 * 41 <= 10_000
