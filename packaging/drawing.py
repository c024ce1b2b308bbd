"""Writes the icon file of the program, with the picture that its windows have."""

from __future__ import annotations

import os
import sys
from pathlib import Path

from contents import icon_file

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "src"))


def draw(target: Path) -> Path:
    """Write the icon of every size that Windows asks for; its path."""
    # As an option: under Wine variables do not always reach Qt.
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    from PySide6.QtCore import QBuffer, QByteArray, QIODevice
    from PySide6.QtGui import QGuiApplication, QImageWriter

    from agence_desktop.desktop.taskbar import SIDES, picture

    app = QGuiApplication.instance() or QGuiApplication([sys.argv[0], "-platform", "offscreen"])
    pictures = []
    for side in SIDES:
        buffer = QBuffer()
        buffer.open(QIODevice.OpenModeFlag.WriteOnly)
        QImageWriter(buffer, QByteArray(b"PNG")).write(picture(side))
        pictures.append((side, bytes(buffer.data().data())))
    del app
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_bytes(icon_file(pictures))
    return target


if __name__ == "__main__":
    draw(Path(sys.argv[1]))
