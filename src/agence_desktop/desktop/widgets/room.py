"""How large windows open: as they were drawn, as far as the screen goes; beyond, they scroll."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QFrame, QScrollArea, QWidget

from agence_desktop.desktop import theme
from agence_desktop.desktop.tokens import Height


def room_of(dialog: QWidget) -> QSize:
    """What the screen leaves, and no less than the window over which a dialogue opens."""
    room = dialog.screen().availableGeometry().size()
    parent = dialog.parentWidget()
    return room if parent is None else room.expandedTo(parent.window().size())


def room_under_title(dialog: QWidget) -> QSize:
    """What is left of it for what stands under the title."""
    return room_of(dialog) - QSize(0, theme.scaled(Height.PANEL_HEADER))


def scrolling(content: QWidget) -> QScrollArea:
    """An area that scrolls its content where it has no room for it; the ground is that of the page."""
    area = QScrollArea(content.parentWidget())
    area.setWidgetResizable(True)
    area.setFrameShape(QFrame.Shape.NoFrame)
    area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    area.setWidget(content)
    content.setAutoFillBackground(False)
    area.viewport().setAutoFillBackground(False)
    return area


def bring_into_view(widget: QWidget) -> None:
    """Scroll what holds a widget until it is seen."""
    holder = widget.parentWidget()
    while holder is not None:
        if isinstance(holder, QScrollArea):
            holder.ensureWidgetVisible(widget)
        holder = holder.parentWidget()


def open_as(dialog: QWidget, width: int, height: int) -> None:
    """Give a window its size at 100 %, in the size of the font, as far as there is room under its title."""
    dialog.resize(QSize(theme.scaled(width), theme.scaled(height)).boundedTo(room_under_title(dialog)))
