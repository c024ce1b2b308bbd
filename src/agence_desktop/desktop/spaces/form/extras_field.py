"""Equipment and support of a booking: one line each, with what is left of the equipment on its dates."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import time
from functools import partial
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QMenu,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from agence_desktop.desktop import icons, theme
from agence_desktop.desktop.spaces.form import booking_texts as texts
from agence_desktop.desktop.spaces.form.booking_model import Extras
from agence_desktop.desktop.spaces.form.composite import CompositeField
from agence_desktop.desktop.spaces.form.extra_lines import ExtraLine, QuantityLine, TaskLine
from agence_desktop.desktop.spaces.form.support_lines import SUPPORT_ICONS, SupportKind, SupportLine
from agence_desktop.desktop.widgets.accessible import announce, keep_shown
from agence_desktop.spaces.catalogue import EquipmentRow


class ExtrasField(CompositeField):
    """The value is a mapping as JSON keeps it, None without any line."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._rows: Mapping[int, EquipmentRow] = {}
        self._offered: Sequence[EquipmentRow] = ()
        self._lines: list[ExtraLine] = []
        self.add_equipment, self.add_support = QPushButton(texts.EQUIPMENT), QPushButton(texts.SUPPORT)
        self.head = head = QHBoxLayout()
        head.setSpacing(theme.scaled(8))
        head.addStretch(1)
        for button, name in (
            (self.add_equipment, texts.ADD_EQUIPMENT),
            (self.add_support, texts.ADD_SUPPORT),
        ):
            button.setProperty("compact", True)
            button.setAccessibleName(name)
            button.setAutoDefault(False)
            icons.set_icon(button, "plus", "text", 16)
            head.addWidget(button)
        self.add_equipment.clicked.connect(self._offer_equipment)
        self.add_support.clicked.connect(self._offer_support)
        self._frame = QFrame()
        self._frame.setProperty("surface", "panel")
        self._list = QVBoxLayout(self._frame)
        self._list.setContentsMargins(0, 2, 0, 2)
        self._list.setSpacing(1)
        self._frame.hide()
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(theme.scaled(4))
        box.addLayout(head)
        box.addWidget(self._frame)
        self.watch_parts(self.add_equipment, self.add_support)

    @property
    def lines(self) -> tuple[ExtraLine, ...]:
        """The lines from top to bottom."""
        return tuple(self._lines)

    def set_catalogue(self, rows: Mapping[int, EquipmentRow], site_id: int | None) -> None:
        """What is known, and of it what the site keeps; lines of another site stay and are marked."""
        self._rows = rows
        self._offered = [one for one in rows.values() if one.site_id == site_id and one.active]

    def set_free(self, free: Mapping[int, int]) -> None:
        """What is left on the dates asked for."""
        for line in self._lines:
            if isinstance(line, QuantityLine):
                line.set_free(free.get(line.row.id))

    def extras(self) -> Extras:
        """What can be read of the lines."""
        equipment = [line.line() for line in self._lines if isinstance(line, QuantityLine)]
        support = [line.line() for line in self._lines if isinstance(line, TaskLine)]
        return Extras(
            tuple(one for one in equipment if one is not None), tuple(one for one in support if one.task)
        )

    def value(self) -> dict[str, Any] | None:
        """The lines as JSON."""
        if not self._lines:
            return None
        return {
            "equipment": [
                [line.row.id, line.quantity.text()] for line in self._lines if isinstance(line, QuantityLine)
            ],
            "support": [
                [str(line.kind), line.task.text(), at.isoformat() if (at := line.time.value()) else None]
                for line in self._lines
                if isinstance(line, TaskLine)
            ],
        }

    def set_value(self, value: Any) -> None:
        """Extras, or what a draft kept of them; equipment that is no longer known is left out."""
        for line in list(self._lines):
            self._take_away(line)
        if isinstance(value, Extras):
            value = {
                "equipment": [[one.equipment_id, str(one.quantity)] for one in value.equipment],
                "support": [
                    [str(one.kind), one.task, one.at.isoformat() if one.at else None] for one in value.support
                ],
            }
        for equipment_id, quantity in (value or {}).get("equipment", ()):
            if equipment_id in self._rows:
                self._append(QuantityLine(self._rows[equipment_id], 1)).quantity.setText(str(quantity))
        for kind, task, at in (value or {}).get("support", ()):
            moment = time.fromisoformat(at) if at else None
            self._append(TaskLine(SupportLine(SupportKind(kind), task, moment)))
        self._arrange()
        self.tell()

    def fault(self) -> str:
        """The first line that is not well."""
        return next((fault for line in self._lines if (fault := self._fault_of(line))), "")

    def part_to_mend(self) -> QWidget | None:
        """The first line that is not well."""
        return next((line.stops()[0] for line in self._lines if self._fault_of(line)), None)

    def _fault_of(self, line: ExtraLine) -> str:
        if isinstance(line, QuantityLine) and self._offered and line.row not in self._offered:
            return f"{line.subject} est gardé dans un autre immeuble\u00a0: retirez la ligne."
        return line.fault()

    def add(self, line: ExtraLine) -> None:
        """A new line, ready to be typed in."""
        self._append(line)
        self._arrange()
        line.stops()[0].setFocus(Qt.FocusReason.OtherFocusReason)
        announce(self, f"{line.subject}, ajouté")
        self.tell()

    def equipment_menu(self) -> QMenu:
        """What the site keeps and is not yet asked for."""
        menu = QMenu(self)
        present = {line.row.id for line in self._lines if isinstance(line, QuantityLine)}
        for row in self._offered:
            if row.id not in present:
                action = QAction(keep_shown(f"{row.name} ({texts.stock(row.quantity, None)})"), menu)
                action.triggered.connect(partial(self._add_equipment, row))
                menu.addAction(action)
        if menu.isEmpty():
            menu.addAction(texts.NO_EQUIPMENT).setEnabled(False)
        return menu

    def support_menu(self) -> QMenu:
        """Who can help."""
        menu = QMenu(self)
        for kind in SupportKind:
            action = QAction(icons.icon(SUPPORT_ICONS[kind]), str(kind), menu)
            action.triggered.connect(partial(self._add_support, kind))
            menu.addAction(action)
        return menu

    def _offer_equipment(self) -> None:
        self._popup(self.equipment_menu(), self.add_equipment)

    def _offer_support(self) -> None:
        self._popup(self.support_menu(), self.add_support)

    @staticmethod
    def _popup(menu: QMenu, under: QWidget) -> None:
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.popup(under.mapToGlobal(under.rect().bottomLeft()))
        actions = menu.actions()
        if actions:
            menu.setActiveAction(actions[0])

    def _add_equipment(self, row: EquipmentRow, _checked: bool = False) -> None:
        self.add(QuantityLine(row, 1))

    def _add_support(self, kind: SupportKind, _checked: bool = False) -> None:
        self.add(TaskLine(SupportLine(kind)))

    def _append(self, line: Any) -> Any:
        self._lines.append(line)
        self._list.addWidget(line)
        line.show()
        line.changed.connect(self.tell)
        line.removed.connect(partial(self._remove, line))
        return line

    def _remove(self, line: ExtraLine) -> None:
        self._take_away(line)
        self._arrange()
        self.add_equipment.setFocus(Qt.FocusReason.OtherFocusReason)
        self.tell()

    def _take_away(self, line: ExtraLine) -> None:
        self._lines.remove(line)
        self._list.removeWidget(line)
        line.hide()
        line.deleteLater()

    def _arrange(self) -> None:
        counts: dict[SupportKind, int] = {}
        before: QWidget = self.add_support
        for line in self._lines:
            if isinstance(line, TaskLine):
                counts[line.kind] = counts.get(line.kind, 0) + 1
                line.name(counts[line.kind])
            for stop in line.stops():
                QWidget.setTabOrder(before, stop)
                before = stop
        self._frame.setVisible(bool(self._lines))
