"""« À propos d’Agence »."""

from __future__ import annotations

from importlib.metadata import PackageNotFoundError, version

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMessageBox, QWidget

from agence_desktop.desktop import icons
from agence_desktop.desktop.dialogs import texts


def product_version() -> str:
    """The version installed; empty in a working copy."""
    try:
        return version("agence-desktop")
    except PackageNotFoundError:
        return ""


def show_about(parent: QWidget) -> QMessageBox:
    """Say what the program is and which version this is, without blocking."""
    box = QMessageBox(parent)
    box.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    box.setWindowTitle(texts.ABOUT_TITLE)
    box.setIconPixmap(icons.pixmap("chart-box", 48, "accent", box.devicePixelRatioF()))
    box.setText(texts.PRODUCT)
    box.setInformativeText(texts.about(product_version()))
    close = box.addButton(texts.CLOSE, QMessageBox.ButtonRole.RejectRole)
    box.setEscapeButton(close)
    box.open()
    return box
