"""One request as a card: number, priority, client and place, seats and start."""

from __future__ import annotations

from datetime import timedelta

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetricsF, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget

from agence_desktop.desktop import theme
from agence_desktop.desktop.teams.requests import strip_texts as texts
from agence_desktop.desktop.tokens import Type
from agence_desktop.teams.rows import RequestCard

WIDTH, LINE, PAD = 160, 18, 8
_BADGE = 16


class CardButton(QAbstractButton):
    """Checked where it is chosen; ``opened`` comes with Entrée or a double click, ``step`` with arrows."""

    opened = Signal()
    step = Signal(int)

    def __init__(self, card: RequestCard, age: timedelta, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.card, self._age = card, age
        self._nobody = False
        self.setCheckable(True)
        self.setAutoExclusive(False)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setText(card.number)
        self.setAccessibleName(texts.spoken(card, age))
        self.setToolTip(texts.spoken(card, age))

    def say_nobody(self, nobody: bool) -> None:
        """Tell, or no longer, that no member could take it."""
        if nobody != self._nobody:
            self._nobody = nobody
            told = texts.spoken(self.card, self._age, nobody=nobody)
            self.setAccessibleName(told)
            self.setToolTip(told)
            self.update()

    @property
    def line(self) -> str:
        """Seats and start, or that nobody could come."""
        return texts.when(self.card, nobody=self._nobody)

    def sizeHint(self) -> QSize:
        """Three lines."""
        line = max(theme.scaled(LINE), round(QFontMetricsF(theme.font(Type.SUBJECT)).height()))
        return QSize(theme.scaled(WIDTH), 3 * line + theme.scaled(4))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Arrows go to the neighbours, Entrée opens, the space bar chooses."""
        steps = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}
        key = Qt.Key(event.key())
        if key in steps:
            self.step.emit(steps[key])
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.opened.emit()
        else:
            super().keyPressEvent(event)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Open the request."""
        if event.button() is Qt.MouseButton.LeftButton:
            self.opened.emit()

    def changeEvent(self, event: QEvent) -> None:
        """Follow a larger font."""
        if event.type() == QEvent.Type.ApplicationFontChange:
            self.updateGeometry()
        super().changeEvent(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """A frame with a bar at its left; chosen, frame and ground are those of a selection."""
        look, area = theme.tokens(), QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        chosen = self.isChecked()
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            edge = "accent" if chosen or self.hasFocus() else "outline"
            painter.setPen(QPen(look.color(edge), 2 if chosen else 1))
            painter.setBrush(look.color("selection" if chosen else "surface"))
            painter.drawRoundedRect(area.adjusted(0.5, 0.5, -0.5, -0.5) if chosen else area, 3, 3)
            painter.fillRect(QRectF(1, 3, 4, self.height() - 6), look.color("accent" if chosen else "hatch"))
            if self.hasFocus():
                painter.setBrush(Qt.BrushStyle.NoBrush)
                painter.setPen(QPen(look.color("accent"), 2))
                painter.drawRoundedRect(area.adjusted(2.5, 2.5, -2.5, -2.5), 2, 2)
            self._words(painter)

    def _words(self, painter: QPainter) -> None:
        look, card = theme.tokens(), self.card
        line = (self.height() - theme.scaled(4)) / 3
        left, right = float(theme.scaled(PAD + 2)), self.width() - float(theme.scaled(PAD))
        lines = (
            (card.number, Type.SUBJECT, "text", right - theme.scaled(_BADGE) - theme.scaled(4)),
            (texts.where(card), Type.BODY, "text", right),
            (self.line, Type.HELP, "secondary", right),
        )
        flags = int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft)
        for number, (words, role, ink, end) in enumerate(lines):
            painter.setFont(theme.font(role))
            painter.setPen(look.color(ink))
            room = QRectF(left, theme.scaled(2) + number * line, end - left, line)
            metrics = QFontMetricsF(painter.font())
            shown = metrics.elidedText(words, Qt.TextElideMode.ElideRight, room.width())
            painter.drawText(room, flags, shown)
        self._priority(painter, QPointF(right, theme.scaled(2) + line / 2))

    def _priority(self, painter: QPainter, right: QPointF) -> None:
        """The priority in a square; the first one is full."""
        look, side = theme.tokens(), float(theme.scaled(_BADGE))
        box = QRectF(right.x() - side, right.y() - side / 2, side, side)
        first = self.card.priority == 1
        painter.setPen(QPen(look.color("text"), 1))
        painter.setBrush(look.color("text" if first else "surface"))
        painter.drawRoundedRect(box, 2, 2)
        painter.setFont(theme.font(Type.HELP))
        painter.setPen(look.color("surface" if first else "text"))
        painter.drawText(box, int(Qt.AlignmentFlag.AlignCenter), str(self.card.priority))
