"""What the tables and columns of a document stand for, shown before anything is taken."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtWidgets import QMenu, QVBoxLayout, QWidget

from agence_desktop.actions.sheet_import import (
    DocumentTable,
    ImportMapping,
    Layout,
    TableMapping,
    Target,
    guess_table,
    targets_of,
    with_table,
    with_target,
)
from agence_desktop.desktop import icons
from agence_desktop.desktop.positions.importing import texts
from agence_desktop.desktop.positions.importing.lines import (
    CHOICE_COLUMNS,
    TABLE_COLUMNS,
    ChoiceLine,
    field_words,
)
from agence_desktop.desktop.widgets.accessible import keep_shown
from agence_desktop.desktop.widgets.grips import GripSplitter
from agence_desktop.desktop.widgets.page_parts import ListPane
from agence_desktop.desktop.widgets.table_model import TableModel
from agence_desktop.positions.catalogue import GROUPS


class MappingPage(QWidget):
    """``mapping_changed``: something else was chosen."""

    mapping_changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.tables: tuple[DocumentTable, ...] = ()
        self.mapping = ImportMapping(())
        self.table_model, self.choice_model = (
            TableModel(TABLE_COLUMNS, self),
            TableModel(CHOICE_COLUMNS, self),
        )
        self.table_pane = ListPane(texts.TABLES, "table", self.table_model, texts.TABLES_EMPTY)
        self.choice_pane = ListPane(texts.COLUMNS, "swap-horizontal", self.choice_model, texts.COLUMNS_EMPTY)
        self.table_pane.view.selection_moved.connect(lambda _row: self._show_choices())
        for signal in (self.table_pane.view.row_opened, self.table_pane.view.deed_requested):
            signal.connect(self.choose_group)
        for signal in (self.choice_pane.view.row_opened, self.choice_pane.view.deed_requested):
            signal.connect(self.choose_field)
        split = GripSplitter(Qt.Orientation.Vertical)
        split.addWidget(self.table_pane)
        split.addWidget(self.choice_pane)
        split.setStretchFactor(0, 2)
        split.setStretchFactor(1, 3)
        split.setChildrenCollapsible(False)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.addWidget(split)

    def show_document(self, tables: tuple[DocumentTable, ...], mapping: ImportMapping) -> None:
        """Show what a document seems to hold."""
        self.tables = tables
        self._set(mapping, 0)

    def current(self) -> TableMapping | None:
        """The table whose columns are shown."""
        row = self.table_pane.view.current_row()
        return row if isinstance(row, TableMapping) else None

    def choose_group(self, table: TableMapping) -> QMenu:
        """Offer the tables of the sheet that a table may be read as."""
        menu = self._menu(texts.CHOOSE_GROUP)
        labels = menu.addAction(texts.AS_LABELS, partial(self._read_as, table, ""))
        if table.layout is Layout.LABELS:
            icons.set_icon(labels, "check", "accent", 16)
        menu.addSeparator()
        for group in GROUPS.values():
            action = menu.addAction(keep_shown(group.label), partial(self._read_as, table, group.name))
            if table.layout is Layout.COLUMNS and table.group == group.name:
                icons.set_icon(action, "check", "accent", 16)
        self._popup(menu, self.table_pane, self.table_model, table.place, "lecture")
        return menu

    def choose_field(self, line: ChoiceLine) -> QMenu:
        """Offer the fields that a column or label may go to."""
        menu = self._menu(texts.CHOOSE_FIELD)
        none = menu.addAction(texts.NOT_TAKEN, partial(self._choose, line, None))
        if line.choice.target is None:
            icons.set_icon(none, "check", "accent", 16)
        menu.addSeparator()
        if line.table.layout is Layout.COLUMNS and line.table.group:
            self._offer(menu, line, targets_of(line.table.group))
        else:
            self._offer(menu, line, targets_of(""))
            for group in GROUPS.values():
                own = targets_of(group.name)
                self._offer(menu.addMenu(keep_shown(group.label)) if len(own) > 1 else menu, line, own)
        rows = [one.choice.place for one in self.choice_model.rows()]
        self._popup(menu, self.choice_pane, self.choice_model, rows.index(line.choice.place), "champ")
        return menu

    def _offer(self, menu: QMenu, line: ChoiceLine, targets: tuple[Target, ...]) -> None:
        for target in targets:
            words = field_words(target.name) if menu.title() == "" else target.label
            action = menu.addAction(keep_shown(words), partial(self._choose, line, target.name))
            if line.choice.target == target.name:
                icons.set_icon(action, "check", "accent", 16)

    def _choose(self, line: ChoiceLine, target: str | None) -> None:
        table, group = line.table, "" if target is None else target.partition("/")[0]
        mapping = self.mapping
        if target is not None and table.layout is Layout.COLUMNS and not table.group and group in GROUPS:
            mapping = with_table(mapping, guess_table(table.place, self.tables[table.place], group))
        self._set(with_target(mapping, table.place, line.choice.place, target), table.place)

    def _read_as(self, table: TableMapping, group: str) -> None:
        other = guess_table(table.place, self.tables[table.place], group)
        self._set(with_table(self.mapping, other), table.place)

    def _set(self, mapping: ImportMapping, current: int) -> None:
        line = self.choice_pane.view.currentIndex().row()
        self.mapping = mapping
        self.table_model.set_rows(mapping.tables)
        if mapping.tables:
            self.table_pane.view.choose(current)
        self._show_choices()
        if 0 <= line < self.choice_model.rowCount():
            self.choice_pane.view.choose(line)
        self.mapping_changed.emit()

    def _show_choices(self) -> None:
        table = self.current()
        choices = table.choices if table is not None else ()
        self.choice_model.set_rows([ChoiceLine(table, one) for one in choices] if table is not None else [])

    def _menu(self, name: str) -> QMenu:
        menu = QMenu(self)
        menu.setAccessibleName(name)
        menu.aboutToHide.connect(menu.deleteLater)
        return menu

    def _popup(self, menu: QMenu, pane: ListPane, model: TableModel, row: int, key: str) -> None:
        column = [one.key for one in model.columns].index(key)
        area = pane.view.visualRect(model.index(row, column))
        menu.popup(pane.view.viewport().mapToGlobal(area.bottomLeft() + QPoint(8, 0)))
