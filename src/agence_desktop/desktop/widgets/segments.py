"""Segmented buttons: two to four words side by side, one of them chosen."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QEvent, QPoint, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetricsF, QPainter, QPainterPath, QPaintEvent, QPen
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QRadioButton, QSizePolicy, QWidget

from agence_desktop.desktop import icons, theme
from agence_desktop.desktop.tokens import Height, Type

_PAD, _TICK = 6, 14


class Segment(QRadioButton):
    """One word of the row: to screen readers a radio button, drawn as a part of the outline."""

    def __init__(self, word: str, first: bool, last: bool, parent: QWidget | None = None) -> None:
        super().__init__(word, parent)
        self._first, self._last = first, last
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.toggled.connect(self.updateGeometry)

    def sizeHint(self) -> QSize:
        """Room for the word, and for its tick where it is chosen."""
        metrics = QFontMetricsF(theme.font(Type.SUBJECT))
        tick = theme.scaled(_TICK + 4) if self.isChecked() else 0
        width = metrics.horizontalAdvance(self.text()) + tick + 2 * theme.scaled(_PAD)
        # A single digit is as easy to hit as a word.
        least = theme.scaled(Height.BUTTON_COMPACT)
        return QSize(max(round(width), least), max(least, round(metrics.height()) + 6))

    def minimumSizeHint(self) -> QSize:
        """A word is never cut."""
        return self.sizeHint()

    def hitButton(self, position: QPoint) -> bool:
        """The whole segment takes the click."""
        return self.rect().contains(position)

    def changeEvent(self, event: QEvent) -> None:
        """Follow a larger font."""
        if event.type() == QEvent.Type.ApplicationFontChange:
            self.updateGeometry()
        super().changeEvent(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Chosen: accent ground, tick and heavier word; focused: a ring inside."""
        look, painter = theme.tokens(), QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        chosen, enabled = self.isChecked(), self.isEnabled()
        ground = "accent" if chosen and enabled else ("hover" if self.underMouse() else "surface")
        ink = "on_accent" if chosen and enabled else ("text" if enabled else "disabled")
        outline = self._outline()
        painter.fillPath(outline, look.color(ground))
        painter.setPen(QPen(look.color("outline"), 1))
        painter.drawPath(outline)
        if self.hasFocus():
            painter.setPen(QPen(look.color("on_accent" if chosen else "accent"), 2))
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(3, 3, -3, -3), 2, 2)
        font = theme.font(Type.SUBJECT if chosen else Type.BODY)
        painter.setFont(font)
        width = QFontMetricsF(font).horizontalAdvance(self.text())
        side = theme.scaled(_TICK)
        left = (self.width() - width - (side + 4 if chosen else 0)) / 2
        if chosen:
            icons.paint(
                painter, QRectF(left, (self.height() - side) / 2, side, side), "check", look.color(ink)
            )
            left += side + 4
        painter.setPen(look.color(ink))
        room = QRectF(left, 0, width + 2, self.height())
        painter.drawText(room, int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft), self.text())
        painter.end()

    def _outline(self) -> QPainterPath:
        area, round_by = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), float(Height.RADIUS)
        if not self._last:
            area.setRight(area.right() + 1)
        path = QPainterPath()
        path.setFillRule(Qt.FillRule.WindingFill)
        path.addRoundedRect(area, round_by, round_by)
        square = QPainterPath()
        half = area.width() / 2
        if not self._first:
            square.addRect(QRectF(area.left(), area.top(), half, area.height()))
        if not self._last:
            square.addRect(QRectF(area.left() + half, area.top(), half, area.height()))
        return path.united(square)


class Segments(QWidget):
    """A row of segments; ``value_changed`` carries the value of the one chosen."""

    value_changed = Signal(object)

    def __init__(
        self, words: str, choices: Sequence[tuple[Any, str]], value: Any = None, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setAccessibleName(words)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self._values = [value for value, _ in choices]
        self._group = QButtonGroup(self)
        box = QHBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(0)
        for number, (_value, word) in enumerate(choices):
            segment = Segment(word, number == 0, number == len(choices) - 1)
            segment.setAccessibleDescription(words)
            self._group.addButton(segment, number)
            box.addWidget(segment)
        self.set_value(choices[0][0] if value is None and choices else value)
        self._group.idToggled.connect(self._toggled)

    def value(self) -> Any:
        """The value chosen, None without one."""
        number = self._group.checkedId()
        return self._values[number] if number >= 0 else None

    def set_value(self, value: Any) -> None:
        """Choose a value; one that is not offered changes nothing."""
        if value in self._values:
            self._group.button(self._values.index(value)).setChecked(True)

    def set_value_enabled(self, value: Any, enabled: bool, why: str = "") -> None:
        """Offer a value or not; ``why`` says it in the tooltip."""
        button = self._group.button(self._values.index(value))
        button.setEnabled(enabled)
        button.setToolTip("" if enabled else why)

    def fault(self) -> str:
        """Nothing can be mistyped here."""
        return ""

    def _toggled(self, number: int, on: bool) -> None:
        if on:
            self.value_changed.emit(self._values[number])
