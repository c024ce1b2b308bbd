"""Labels on the type scale, that follow a larger font and say their ink by a token."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QShowEvent
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from agence_desktop.desktop import icons, theme
from agence_desktop.desktop.tokens import Type


class Label(QLabel):
    """A text of the type scale; ``ink`` is empty or secondary, danger, ok, warning, accent."""

    def __init__(
        self,
        text: str = "",
        role: Type = Type.BODY,
        ink: str = "",
        *,
        wrap: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(text, parent)
        self._role = role
        # People's data may hold « < »: no label of ours is rich text.
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setWordWrap(wrap)
        self.setFont(theme.font(role))
        if ink:
            self.setProperty("ink", ink)

    def set_ink(self, ink: str) -> None:
        """Take the colour of another token."""
        self.setProperty("ink", ink)
        self.style().unpolish(self)
        self.style().polish(self)

    def changeEvent(self, event: QEvent) -> None:
        """Follow a larger font of the application."""
        if event.type() == QEvent.Type.ApplicationFontChange:
            self.setFont(theme.font(self._role))
        super().changeEvent(event)


class ElidedLabel(Label):
    """A text on one line that ends with « … » where room lacks; the whole text is its tooltip."""

    def __init__(self, text: str = "", role: Type = Type.BODY, ink: str = "") -> None:
        super().__init__(text, role, ink)
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Preferred)

    def minimumSizeHint(self) -> QSize:
        """A few letters."""
        return QSize(theme.scaled(32), super().minimumSizeHint().height())

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw what fits."""
        metrics, area = self.fontMetrics(), self.contentsRect()
        shown = metrics.elidedText(self.text(), Qt.TextElideMode.ElideRight, area.width())
        self.setToolTip(self.text() if shown != self.text() else "")
        painter = QPainter(self)
        painter.setPen(self.palette().color(self.foregroundRole()))
        painter.drawText(area, int(self.alignment()), shown)
        painter.end()


class IconLabel(QLabel):
    """An icon that only accompanies a word: it has no name of its own.

    It is drawn when it is first shown: most of a window is hidden at first.
    """

    def __init__(self, name: str, ink: str = "text", size: int = 20, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._name, self._ink, self._size = name, ink, size
        self._drawn = False
        self.setAlignment(Qt.AlignmentFlag.AlignCenter)

    @property
    def name(self) -> str:
        """The icon that is shown."""
        return self._name

    def set_icon(self, name: str, ink: str | None = None) -> None:
        """Show another icon."""
        self._name, self._ink = name, ink or self._ink
        self._draw_again()

    def sizeHint(self) -> QSize:
        """As wide and high as the icon, drawn or not."""
        side = theme.scaled(self._size)
        return QSize(side, side)

    def minimumSizeHint(self) -> QSize:
        """The whole icon."""
        return self.sizeHint()

    def showEvent(self, event: QShowEvent) -> None:
        """Draw what was not drawn while nobody saw it."""
        if not self._drawn:
            self._draw()
        super().showEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        """Take the colours of another look."""
        if event.type() in (QEvent.Type.PaletteChange, QEvent.Type.ApplicationFontChange):
            self._draw_again()
        super().changeEvent(event)

    def event(self, event: QEvent) -> bool:
        """Stay sharp on a screen of another scale."""
        if event.type() == QEvent.Type.DevicePixelRatioChange:
            self._draw_again()
        return super().event(event)

    def _draw_again(self) -> None:
        self._drawn = False
        if self.isVisible():
            self._draw()

    def _draw(self) -> None:
        self._drawn = True
        size = theme.scaled(self._size)
        self.setPixmap(icons.pixmap(self._name, size, self._ink, self.devicePixelRatioF()))
