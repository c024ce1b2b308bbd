"""Fields of the booking form that are made of several: one value, one error, left when all of it is left."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QDynamicPropertyChangeEvent, QEvent, QObject, Qt, Signal
from PySide6.QtGui import QFocusEvent
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget

_FAULTY = "faulty"
_STAYS = (Qt.FocusReason.PopupFocusReason, Qt.FocusReason.ActiveWindowFocusReason)


class CompositeField(QWidget):
    """Looks to a form like any field; ``value_changed`` carries the value."""

    value_changed = Signal(object)
    parts: tuple[QWidget, ...] = ()

    def value(self) -> Any:
        """What it holds, None for nothing."""
        raise NotImplementedError

    def set_value(self, value: Any) -> None:
        """Show a value, or what a draft kept of it."""
        raise NotImplementedError

    def fault(self) -> str:
        """The sentence of what cannot be read."""
        raise NotImplementedError

    def part_to_mend(self) -> QWidget | None:
        """The part about which ``fault`` speaks, None where it is the first."""
        return None

    def setFocus(self, reason: Qt.FocusReason = Qt.FocusReason.OtherFocusReason) -> None:
        """Go to what is to be mended, else to the first part."""
        (self.part_to_mend() or self.parts[0]).setFocus(reason)

    def watch_parts(self, *parts: QWidget) -> None:
        """Follow the focus of these parts; the first gets that of the whole.

        A focus proxy would do the same, but Qt loses the order of the Tab key over it.
        """
        self.parts = parts
        for part in parts:
            part.installEventFilter(self)

    def tell(self) -> None:
        """Say that the value changed."""
        self.value_changed.emit(self.value())

    def event(self, event: QEvent) -> bool:
        """Pass the mark of a faulty field on to its parts."""
        if isinstance(event, QDynamicPropertyChangeEvent) and event.propertyName().data() == _FAULTY.encode():
            for part in self.findChildren(QLineEdit):
                part.setProperty(_FAULTY, bool(self.property(_FAULTY)))
                part.style().unpolish(part)
                part.style().polish(part)
        return super().event(event)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """The whole is left when the focus goes from one of its parts to elsewhere."""
        if isinstance(event, QFocusEvent) and event.lostFocus() and event.reason() not in _STAYS:
            there = QApplication.focusWidget()
            if there is None or not self.isAncestorOf(there):
                QApplication.sendEvent(self, QFocusEvent(QEvent.Type.FocusOut, event.reason()))
        return super().eventFilter(watched, event)
