"""Room for the words of a box: Qt makes it as narrow as a short sentence lets it."""

from __future__ import annotations

from PySide6.QtWidgets import QLabel, QMessageBox

from agence_desktop.desktop import theme

WIDTH = 420
"""Of the words, before scaling: some sixty characters."""


def give_room(box: QMessageBox) -> None:
    """Give the words of a box, already told, a line of a width that reads well."""
    # On a small screen with large letters there is less.
    room = min(theme.scaled(WIDTH), round(box.screen().availableGeometry().width() * 0.6))
    for name in ("qt_msgbox_label", "qt_msgbox_informativelabel"):
        label = box.findChild(QLabel, name)
        if label is not None:
            label.setWordWrap(True)
            label.setMinimumWidth(room)
