"""How large windows open: as they were drawn, as far as the screen goes."""

from __future__ import annotations

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QWidget

from agence_desktop.desktop import theme
from agence_desktop.desktop.tokens import Height


def room_of(dialog: QWidget) -> QSize:
    """What the screen leaves, and no less than the window over which a dialogue opens."""
    room = dialog.screen().availableGeometry().size()
    parent = dialog.parentWidget()
    return room if parent is None else room.expandedTo(parent.window().size())


def open_as(dialog: QWidget, width: int, height: int) -> None:
    """Give a window its size at 100 %, in the size of the font, as far as there is room under its title."""
    room = room_of(dialog) - QSize(0, theme.scaled(Height.PANEL_HEADER))
    dialog.resize(QSize(theme.scaled(width), theme.scaled(height)).boundedTo(room))
