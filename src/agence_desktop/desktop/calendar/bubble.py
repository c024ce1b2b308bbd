"""The message beside a ghost: whether the target is free and, if not, why and what would do."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QRect, QRectF, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QFrame, QGridLayout, QLabel, QWidget

from agence_desktop.desktop import icons, theme
from agence_desktop.desktop.calendar import texts
from agence_desktop.desktop.calendar.items import Ghost
from agence_desktop.desktop.calendar.metrics import ink
from agence_desktop.desktop.tokens import Type


class Bubble(QFrame):
    """A small card that takes no focus and no mouse."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._tint = "danger"
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._sign, self._bulb = QLabel(self), QLabel(self)
        self._title, self._message, self._hint, self._foot = (QLabel(self) for _ in range(4))
        grid = QGridLayout(self)
        px = theme.scaled
        grid.setContentsMargins(px(14), px(8), px(12), px(10))
        grid.setHorizontalSpacing(px(8))
        grid.setVerticalSpacing(px(4))
        grid.setColumnStretch(1, 1)
        grid.addWidget(self._sign, 0, 0)
        grid.addWidget(self._title, 0, 1)
        grid.addWidget(self._message, 1, 0, 1, 2)
        grid.addWidget(self._bulb, 2, 0, Qt.AlignmentFlag.AlignTop)
        grid.addWidget(self._hint, 2, 1)
        grid.addWidget(self._foot, 3, 0, 1, 2)
        for label in (self._title, self._message, self._hint, self._foot):
            label.setWordWrap(True)
            label.setTextFormat(Qt.TextFormat.PlainText)
        self.hide()

    @property
    def words(self) -> str:
        """All that it says, for the screen reader."""
        labels = (self._title, self._message, self._hint, self._foot)
        return " ".join(label.text() for label in labels if not label.isHidden())

    def tell(self, ghost: Ghost, *, by_keyboard: bool) -> None:
        """Take the words and colours of an answer."""
        self._tint = "accent" if ghost.ok else "danger"
        ratio, size = self.devicePixelRatioF(), theme.scaled(18)
        self._sign.setPixmap(
            icons.pixmap("check-circle-outline" if ghost.ok else "cancel", size, self._tint, ratio)
        )
        self._bulb.setPixmap(icons.pixmap("lightbulb-outline", size, "accent", ratio))
        moves, stays = (
            (texts.ENTER_MOVES, texts.ENTER_STAYS)
            if by_keyboard
            else (texts.RELEASE_MOVES, texts.RELEASE_STAYS)
        )
        self._fill(
            self._title, ghost.title or (texts.FREE_HERE if ghost.ok else texts.IMPOSSIBLE), self._tint
        )
        self._fill(self._message, ghost.message, "text")
        self._fill(self._hint, ghost.hint, "text")
        self._fill(self._foot, moves if ghost.ok else stays, "secondary")
        self._bulb.setVisible(bool(ghost.hint))
        self._title.setFont(theme.font(Type.SUBJECT))
        for label in (self._message, self._hint):
            label.setFont(theme.font(Type.BODY))
        self._foot.setFont(theme.font(Type.HELP))

    def stand_by(self, target: QRect, within: QRect) -> None:
        """Show below the target, or above where there is no room, inside ``within``."""
        width = min(theme.scaled(320), within.width())
        height = self.heightForWidth(width)
        left = min(max(target.left() - width // 4, within.left()), within.right() - width + 1)
        below = target.bottom() + theme.scaled(12)
        top = below if below + height <= within.bottom() else target.top() - theme.scaled(8) - height
        self.setGeometry(QRect(QPoint(left, max(top, within.top())), QPoint(left + width - 1, 0)))
        self.resize(width, height)
        self.show()
        self.raise_()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """The card with its coloured edge."""
        area = QRectF(self.rect()).adjusted(0.75, 0.75, -0.75, -0.75)
        radius = theme.scaled(4)
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(QPen(ink(self._tint), 1.5))
            painter.setBrush(ink("surface"))
            painter.drawRoundedRect(area, radius, radius)
            painter.fillRect(QRectF(0.5, radius, radius, self.height() - 2 * radius), ink(self._tint))

    def _fill(self, label: QLabel, words: str, name: str) -> None:
        label.setText(words)
        label.setVisible(bool(words))
        palette = label.palette()
        palette.setColor(label.foregroundRole(), ink(name))
        label.setPalette(palette)
