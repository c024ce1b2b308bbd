"""Draws the icon of the program from the shipped drawing."""

from __future__ import annotations

import os
import sys
from pathlib import Path

from contents import icon_file

SIDES = (16, 20, 24, 32, 40, 48, 64, 128, 256)
INK = "#ffffff"
GROUND = "#095797"
_MARGIN = 0.16
_CORNER = 0.18


def draw(drawing: Path, target: Path) -> Path:
    """Write the icon of every size that Windows asks for; its path."""
    # As an option: under Wine variables do not always reach Qt.
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QRectF, Qt
    from PySide6.QtGui import QColor, QGuiApplication, QImage, QImageWriter, QPainter
    from PySide6.QtSvg import QSvgRenderer

    app = QGuiApplication.instance() or QGuiApplication([sys.argv[0], "-platform", "offscreen"])
    white = drawing.read_text(encoding="utf-8").replace("<path ", f'<path fill="{INK}" ')
    renderer = QSvgRenderer(QByteArray(white.encode()))
    pictures = []
    for side in SIDES:
        image = QImage(side, side, QImage.Format.Format_ARGB32)
        image.fill(Qt.GlobalColor.transparent)
        painter = QPainter(image)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(GROUND))
        painter.drawRoundedRect(QRectF(0, 0, side, side), side * _CORNER, side * _CORNER)
        margin = side * _MARGIN
        renderer.render(painter, QRectF(margin, margin, side - 2 * margin, side - 2 * margin))
        painter.end()
        buffer = QBuffer()
        buffer.open(QIODevice.OpenModeFlag.WriteOnly)
        QImageWriter(buffer, QByteArray(b"PNG")).write(image)
        pictures.append((side, bytes(buffer.data().data())))
    del app
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_bytes(icon_file(pictures))
    return target


if __name__ == "__main__":
    draw(Path(sys.argv[1]), Path(sys.argv[2]))
