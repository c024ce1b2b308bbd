"""A problem told in a sentence, with a detail that can be copied for support."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QMessageBox, QWidget

from agence_desktop.desktop.dialogs import texts
from agence_desktop.desktop.tasks import Failure
from agence_desktop.desktop.widgets.message_box import give_room


def show_failure(parent: QWidget | None, failure: Failure) -> QMessageBox:
    """Show a failure without blocking; an unexpected one offers to copy its detail."""
    box = QMessageBox(parent)
    box.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    box.setWindowTitle(texts.FAILURE_TITLE)
    box.setIcon(QMessageBox.Icon.Warning if failure.expected else QMessageBox.Icon.Critical)
    box.setTextFormat(Qt.TextFormat.PlainText)
    box.setText(failure.sentence)
    give_room(box)
    close = box.addButton(texts.CLOSE, QMessageBox.ButtonRole.RejectRole)
    box.setEscapeButton(close)
    box.setDefaultButton(close)
    if not failure.expected:
        copy = box.addButton(texts.COPY_DETAIL, QMessageBox.ButtonRole.ActionRole)
        copy.clicked.connect(lambda: QGuiApplication.clipboard().setText(failure.detail))
    box.open()
    return box
