"""The button of the program in the taskbar: its picture, and what it is known by."""

from __future__ import annotations

import logging
import sys
from typing import TYPE_CHECKING, Final, Protocol

if TYPE_CHECKING:
    from PySide6.QtGui import QIcon, QImage

_LOG = logging.getLogger(__name__)
IDENTITY: Final = "Agence.Desktop"
SIDES: Final = (16, 20, 24, 32, 40, 48, 64, 128, 256)
"""Pixels of the title, the taskbar, the switcher and the desktop at 100 to 200 %."""
INK: Final = "#ffffff"
GROUND: Final = "#095797"
_MARGIN: Final = 0.16
_CORNER: Final = 0.18


class Shell(Protocol):
    """The part of the shell of Windows that is used here."""

    def SetCurrentProcessExplicitAppUserModelID(self, name: str) -> int: ...


def claim_button(shell: Shell | None = None, *, frozen: bool | None = None) -> bool:
    """Have a button of our own where Windows would show that of Python; whether it was asked for.

    An installed program has one by its file, as its shortcuts do. A name given here and not in them would
    part the button of a pinned shortcut from that of the window it opens.
    """
    if sys.platform != "win32" and shell is None:
        return False
    if getattr(sys, "frozen", False) if frozen is None else frozen:
        return False
    try:
        return (shell or _shell()).SetCurrentProcessExplicitAppUserModelID(IDENTITY) == 0
    except (AttributeError, OSError):
        _LOG.info("the taskbar knows no names")
        return False


def _shell() -> Shell:
    if sys.platform == "win32":
        import ctypes
        from typing import cast

        return cast(Shell, ctypes.windll.shell32)
    raise OSError("no shell of Windows")


def program_icon() -> QIcon:
    """The picture of the program in every size."""
    from PySide6.QtGui import QIcon, QPixmap

    made = QIcon()
    for side in SIDES:
        made.addPixmap(QPixmap.fromImage(picture(side)))
    return made


def picture(side: int) -> QImage:
    """The picture of the program, ``side`` pixels wide; that of its file is the same."""
    # The button is claimed before the window is painted, and needs none of this.
    from PySide6.QtCore import QRectF, Qt
    from PySide6.QtGui import QColor, QImage, QPainter

    from agence_desktop.desktop import icons

    made = QImage(side, side, QImage.Format.Format_ARGB32)
    made.fill(Qt.GlobalColor.transparent)
    painter = QPainter(made)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(GROUND))
    painter.drawRoundedRect(QRectF(0, 0, side, side), side * _CORNER, side * _CORNER)
    inner = side * (1 - 2 * _MARGIN)
    icons.paint(painter, QRectF(side * _MARGIN, side * _MARGIN, inner, inner), "chart-box", QColor(INK))
    painter.end()
    return made
