"""The rail: where one can go, with a word under each icon and what waits there."""

from __future__ import annotations

from typing import NamedTuple

from PySide6.QtCore import QEvent, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFont, QFontMetricsF, QKeyEvent, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractButton,
    QButtonGroup,
    QFrame,
    QScrollArea,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from agence_desktop.desktop import icons, theme
from agence_desktop.desktop.shell import texts
from agence_desktop.desktop.tokens import Type

NARROW, WIDE = 96, 208
_ICON = 24


class RailEntry(NamedTuple):
    """One entry: its key, word and icon."""

    key: str
    word: str
    icon: str


class RailButton(QAbstractButton):
    """An entry of the rail, drawn narrow (word under the icon) or wide (word beside it)."""

    def __init__(self, entry: RailEntry, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.entry = entry
        self._count = 0
        self._wide = False
        self.setText(entry.word)
        self.setCheckable(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        # Redrawn when the pointer comes and goes.
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._name()

    @property
    def count(self) -> int:
        """What waits there."""
        return self._count

    def set_count(self, count: int) -> None:
        """Show what waits there."""
        self._count = count
        self._name()
        self.update()

    def set_wide(self, wide: bool) -> None:
        """Put the word beside the icon."""
        self._wide = wide
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        """High enough for the lines of the word."""
        if self._wide:
            return QSize(theme.scaled(WIDE), theme.scaled(44))
        heavy = theme.font(Type.HELP)
        heavy.setWeight(QFont.Weight.DemiBold)
        metrics = QFontMetricsF(heavy)
        lines = self._lines(metrics)
        return QSize(theme.scaled(NARROW), round(theme.scaled(_ICON + 18) + lines * metrics.height()))

    def changeEvent(self, event: QEvent) -> None:
        """Follow a larger font."""
        if event.type() == QEvent.Type.ApplicationFontChange:
            self.updateGeometry()
        super().changeEvent(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """The card of the present place, the icon, the word and the count."""
        look, painter = theme.tokens(), QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        card = QRectF(self.rect()).adjusted(6, 2, -6, -2)
        if self.isChecked():
            painter.setPen(look.color("line"))
            painter.setBrush(look.color("surface"))
            painter.drawRoundedRect(card.adjusted(0.5, 0.5, -0.5, -0.5), 6, 6)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(look.color("accent"))
            painter.drawRect(QRectF(card.left(), card.center().y() - 10, 3, 20))
        elif self.underMouse():
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(look.color("hover"))
            painter.drawRoundedRect(card, 6, 6)
        if self.hasFocus():
            painter.setPen(QPen(look.color("accent"), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(card.adjusted(1, 1, -1, -1), 6, 6)
        ink = look.color("accent" if self.isChecked() else "text")
        side = theme.scaled(_ICON)
        if self._wide:
            square = QRectF(card.left() + 14, card.center().y() - side / 2, side, side)
            words = QRectF(square.right() + 12, card.top(), card.right() - square.right() - 40, card.height())
            flags = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft
        else:
            square = QRectF(card.center().x() - side / 2, card.top() + 8, side, side)
            words = QRectF(card.left(), square.bottom() + 4, card.width(), card.bottom() - square.bottom())
            flags = Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignHCenter | Qt.TextFlag.TextWordWrap
        icons.paint(painter, square, self.entry.icon, ink)
        painter.setPen(ink)
        painter.setFont(self._font())
        painter.drawText(words, int(flags), self.entry.word)
        if self._count:
            self._paint_count(painter, square, card)
        painter.end()

    def _paint_count(self, painter: QPainter, square: QRectF, card: QRectF) -> None:
        look = theme.tokens()
        painter.setFont(theme.font(Type.HELP))
        metrics = QFontMetricsF(painter.font())
        text = str(self._count) if self._count < 100 else "99+"
        height = metrics.height() + 2
        width = max(height, metrics.horizontalAdvance(text) + 10)
        left = card.right() - width - 8 if self._wide else square.right() - 4
        top = card.center().y() - height / 2 if self._wide else square.top() - 5
        bubble = QRectF(left, top, width, height)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(look.color("accent"))
        painter.drawRoundedRect(bubble, height / 2, height / 2)
        painter.setPen(look.color("on_accent"))
        painter.drawText(bubble, int(Qt.AlignmentFlag.AlignCenter), text)

    def _lines(self, metrics: QFontMetricsF) -> int:
        room = QRectF(0, 0, theme.scaled(NARROW) - 12, 1_000)
        area = metrics.boundingRect(room, int(Qt.TextFlag.TextWordWrap), self.entry.word)
        return max(1, round(area.height() / metrics.height()))

    def _font(self) -> QFont:
        made = theme.font(Type.BODY if self._wide else Type.HELP)
        made.setWeight(QFont.Weight.DemiBold if self.isChecked() else QFont.Weight.Normal)
        return made

    def _name(self) -> None:
        self.setAccessibleName(texts.badge_words(self.entry.word, self._count))
        self.setToolTip(texts.badge_words(self.entry.word, self._count))


class Rail(QWidget):
    """The entries; ``entry_chosen`` carries the key of the one taken."""

    entry_chosen = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(texts.SERVICES)
        self.setProperty("surface", "rail")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._group = QButtonGroup(self)
        self._buttons: dict[str, RailButton] = {}
        self._wide = False
        self._box = QVBoxLayout(self)
        self._box.setContentsMargins(0, 6, 0, 6)
        self._box.setSpacing(4)
        self._box.addStretch(1)
        self._fit()

    def set_entries(self, entries: list[RailEntry]) -> None:
        """Show these entries, in order."""
        for button in self._buttons.values():
            self._group.removeButton(button)
            button.setParent(None)
            button.deleteLater()
        self._buttons = {}
        for place, entry in enumerate(entries):
            button = RailButton(entry)
            button.set_wide(self._wide)
            button.clicked.connect(lambda _=False, key=entry.key: self.entry_chosen.emit(key))
            self._group.addButton(button)
            self._box.insertWidget(place, button)
            self._buttons[entry.key] = button

    def keys(self) -> list[str]:
        """The entries from top to bottom."""
        return list(self._buttons)

    def set_current(self, key: str) -> None:
        """Mark where one is."""
        if key in self._buttons:
            self._buttons[key].setChecked(True)

    def set_count(self, key: str, count: int) -> None:
        """Show what waits in an entry."""
        if key in self._buttons:
            self._buttons[key].set_count(count)

    @property
    def wide(self) -> bool:
        """Whether words stand beside icons."""
        return self._wide

    def set_wide(self, wide: bool) -> None:
        """Choose one of the two widths."""
        self._wide = wide
        for button in self._buttons.values():
            button.set_wide(wide)
        self._fit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Up and down move between entries."""
        step = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}.get(Qt.Key(event.key()))
        buttons = list(self._buttons.values())
        focused = next((n for n, button in enumerate(buttons) if button.hasFocus()), None)
        if step is None or focused is None:
            super().keyPressEvent(event)
            return
        buttons[(focused + step) % len(buttons)].setFocus(Qt.FocusReason.TabFocusReason)

    def changeEvent(self, event: QEvent) -> None:
        """Follow a larger font."""
        if event.type() == QEvent.Type.ApplicationFontChange:
            self._fit()
        super().changeEvent(event)

    def _fit(self) -> None:
        self.setFixedWidth(theme.scaled(WIDE if self._wide else NARROW))


class RailArea(QScrollArea):
    """Lets the rail scroll where a large font leaves no room for all entries."""

    def __init__(self, rail: Rail, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Expanding)
        self.setWidgetResizable(True)
        self.setWidget(rail)
        self._rail = rail

    def sizeHint(self) -> QSize:
        """As wide as the rail, and the bar when it is needed."""
        return QSize(self._rail.width(), 200)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Make room for the bar only while it is shown."""
        bar = self.verticalScrollBar()
        extra = bar.sizeHint().width() if bar.maximum() > 0 else 0
        self.setFixedWidth(self._rail.width() + extra)
        super().resizeEvent(event)
