"""How many come and how the room is laid out, with what it then holds: « 10 sur 12 places, en U »."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLineEdit, QWidget

from agence_desktop.core.errors import InputError
from agence_desktop.core.french import parse_whole
from agence_desktop.desktop import theme
from agence_desktop.desktop.spaces.form import booking_texts as texts
from agence_desktop.desktop.spaces.form.booking_model import participants_fault
from agence_desktop.desktop.spaces.form.composite import CompositeField
from agence_desktop.desktop.widgets.labels import Label
from agence_desktop.spaces.checks import capacity_for
from agence_desktop.spaces.rows import SpaceFacts


class CrowdField(CompositeField):
    """The value is a mapping as JSON keeps it, None without a number."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._facts: SpaceFacts | None = None
        self.number, self.layouts = QLineEdit(), QComboBox()
        self.number.setAccessibleName("Nombre de participants")
        self.number.setFixedWidth(theme.scaled(60))
        self.layouts.setAccessibleName("Disposition")
        self.layouts.setMinimumWidth(theme.scaled(120))
        self._places = Label("", ink="secondary")
        self.set_room(None, ())
        box = QHBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(theme.scaled(8))
        box.addWidget(self.number)
        box.addWidget(self._places)
        box.addWidget(self.layouts, 1)
        self.watch_parts(self.number, self.layouts)
        self.number.textChanged.connect(self.tell)
        self.layouts.currentIndexChanged.connect(self._layout_changed)

    @property
    def participants(self) -> int | None:
        """The number, None where it cannot be read."""
        try:
            return parse_whole(self.number.text(), 1)
        except InputError:
            return None

    @property
    def layout_code(self) -> str | None:
        """The layout, None where any will do."""
        code = self.layouts.currentData()
        return None if code is None else str(code)

    def set_room(self, facts: SpaceFacts | None, words: Sequence[tuple[str, str]]) -> None:
        """Offer the layouts of a room; ``words`` are the codes and labels there are."""
        self._facts = facts
        kept = self.layout_code
        self.layouts.blockSignals(True)
        self.layouts.clear()
        self.layouts.addItem(texts.ANY_LAYOUT, None)
        for code, label in words:
            own = facts.capacities.get(code) if facts is not None else None
            self.layouts.addItem(texts.layout_choice(label, own) if own else label, code)
        self.layouts.setCurrentIndex(max(0, self.layouts.findData(kept)))
        self.layouts.blockSignals(False)
        self._show_places()

    def value(self) -> dict[str, Any] | None:
        """Number as typed and layout."""
        text = self.number.text().strip()
        return {"participants": text, "layout": self.layout_code} if text else None

    def set_value(self, value: Any) -> None:
        """What ``value`` gave."""
        kept: Mapping[str, Any] = value or {}
        self.number.setText(str(kept.get("participants", "")))
        code = kept.get("layout")
        if code is not None and self.layouts.findData(code) < 0:
            self.layouts.addItem(str(code), code)
        self.layouts.setCurrentIndex(max(0, self.layouts.findData(code)))

    def fault(self) -> str:
        """A number that is none."""
        text = self.number.text().strip()
        return participants_fault(text) if text else ""

    def _layout_changed(self) -> None:
        self._show_places()
        self.tell()

    def _show_places(self) -> None:
        facts = self._facts
        self._places.setText(texts.places(capacity_for(facts, self.layout_code)) if facts else "")
        self._places.setVisible(facts is not None)
