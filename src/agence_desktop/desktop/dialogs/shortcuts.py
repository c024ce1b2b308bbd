"""Every command with its menu and shortcut, in one list that can be filtered and copied."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QWidget

from agence_desktop.desktop.dialogs import texts
from agence_desktop.desktop.dialogs.table_box import lay_out_table
from agence_desktop.desktop.widgets.columns import Column
from agence_desktop.desktop.widgets.room import open_as
from agence_desktop.desktop.widgets.table_model import TableModel
from agence_desktop.desktop.widgets.table_panel import TablePanel


@dataclass(frozen=True, slots=True)
class ShortcutRow:
    """A command as it is listed."""

    command: str
    menu: str
    keys: str


class ShortcutsDialog(QDialog):
    """The list of shortcuts."""

    def __init__(self, rows: Sequence[ShortcutRow], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(texts.SHORTCUTS_TITLE)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        columns: tuple[Column[ShortcutRow], ...] = (
            Column("command", texts.COMMAND, lambda row: row.command, strong=True, width=320),
            Column("menu", texts.MENU, lambda row: row.menu, width=140),
            Column("keys", texts.KEYS, lambda row: row.keys, stretch=True),
        )
        model = TableModel(columns, self)
        self.panel = TablePanel(model, "commande", texts.SHORTCUTS_EMPTY)
        model.set_rows(rows)
        lay_out_table(self, self.panel)
        open_as(self, 680, 520)
