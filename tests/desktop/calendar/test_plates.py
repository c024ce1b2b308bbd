"""Pictures kept of blocks look like the blocks, follow the look, and take a bounded room."""

from __future__ import annotations

from itertools import product

import pytest
from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QImage, QPainter

from agence_desktop.desktop import theme
from agence_desktop.desktop.calendar import plates
from agence_desktop.desktop.calendar.blocks import BlockPainter
from agence_desktop.desktop.calendar.items import Style
from agence_desktop.desktop.calendar.metrics import Metrics
from agence_desktop.desktop.calendar.plates import Plates
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


@pytest.mark.parametrize(("width", "ratio"), [*product((12.4, 25, 44.6, 90), (1, 2))])
def test_that_a_kept_picture_looks_like_what_it_stands_for(
    monkeypatch: pytest.MonkeyPatch, width: float, ratio: float
) -> None:
    metrics = Metrics()
    kept = [drawn(metrics, style, width, ratio) for style in Style]
    assert len(metrics.plates) > len(Style) - 1
    monkeypatch.setattr(plates, "LARGEST", 0)
    for style, picture in zip(Style, kept, strict=True):
        painted = drawn(metrics, style, width, ratio)
        pairs = zip(bytes(picture.constBits()), bytes(painted.constBits()), strict=True)
        assert max(abs(one - other) for one, other in pairs) <= 2, style


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


def test_that_nothing_is_kept_between_whole_pixels() -> None:
    metrics = Metrics()
    drawn(metrics, Style.FIRM, 90, 1.5)
    assert len(metrics.plates) == 0


def test_that_pictures_never_fill_the_memory(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(plates, "MOST", 10_000)
    kept, image = Plates(), QImage(100, 100, QImage.Format.Format_RGB32)
    with QPainter(image) as painter:
        for width in range(10, 90):
            kept.draw(painter, QRectF(0.5, 0.5, width, 40), "a", 1, fill)
            assert len(kept) * 10 * 41 <= 10_000
