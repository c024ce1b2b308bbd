"""A button that shows beside its words the key that does the same."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QWidget

from agence_desktop.desktop import theme
from agence_desktop.desktop.tokens import Type
from agence_desktop.desktop.widgets.labels import Label

_GAP = 10


class _Keys(Label):
    """The key, in the colour of the button it stands in; it has no name of its own."""

    def __init__(self, keys: str) -> None:
        super().__init__(keys, Type.HELP)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the key."""
        button = self.parentWidget()
        primary = button is not None and button.property("kind") == "primary"
        ink = "on_accent" if primary else "secondary"
        with QPainter(self) as painter:
            painter.setFont(self.font())
            painter.setPen(theme.tokens().color(ink if self.isEnabled() else "disabled"))
            painter.drawText(self.rect(), int(Qt.AlignmentFlag.AlignVCenter), self.text())


class KeyedButton(QPushButton):
    """« Annuler  Échap »: the words at the left, the key at the right."""

    def __init__(self, words: str, keys: str, parent: QWidget | None = None) -> None:
        super().__init__(words, parent)
        self._keys = _Keys(keys)
        self.setStyleSheet("QPushButton { text-align: left; }")
        line = QHBoxLayout(self)
        line.setContentsMargins(theme.scaled(12), 0, theme.scaled(12), 0)
        line.addStretch(1)
        line.addWidget(self._keys)

    def sizeHint(self) -> QSize:
        """Room for both."""
        words = super().sizeHint()
        return QSize(words.width() + self._keys.sizeHint().width() + theme.scaled(_GAP), words.height())

    def minimumSizeHint(self) -> QSize:
        """Neither is cut."""
        return self.sizeHint()
