"""What a dialogue that only shows a table is laid out as: the table, and « Fermer » under it."""

from __future__ import annotations

from PySide6.QtWidgets import QDialog, QDialogButtonBox, QVBoxLayout, QWidget

from agence_desktop.desktop.dialogs import texts


def lay_out_table(dialog: QDialog, panel: QWidget) -> None:
    """Give the dialogue its table; Entrée stays with the table."""
    buttons = QDialogButtonBox()
    close = buttons.addButton(texts.CLOSE, QDialogButtonBox.ButtonRole.RejectRole)
    close.setAutoDefault(False)
    buttons.rejected.connect(dialog.reject)
    box = QVBoxLayout(dialog)
    box.setContentsMargins(16, 16, 16, 16)
    box.addWidget(panel, 1)
    box.addWidget(buttons)
