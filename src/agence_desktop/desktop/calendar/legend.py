"""The legend below a planning: a swatch and a word for each style, on as many lines as needed."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta

from PySide6.QtCore import QEvent, QRectF, QSize
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from agence_desktop.core.spans import Span
from agence_desktop.desktop import theme
from agence_desktop.desktop.calendar import texts
from agence_desktop.desktop.calendar.blocks import BlockPainter
from agence_desktop.desktop.calendar.items import Block, Style
from agence_desktop.desktop.calendar.metrics import Metrics, ink
from agence_desktop.desktop.calendar.plates import align

STYLES = (
    Style.FIRM,
    Style.TENTATIVE,
    Style.WAITING,
    Style.ATTENDED,
    Style.DONE,
    Style.MISSED,
    Style.CANCELLED,
)
_START = datetime.fromtimestamp(0, UTC)
_SPAN = Span(_START, _START + timedelta(hours=1))
_SWATCH, _GAP, _LEAST_GAP = 22, 12, 5


class Legend(QWidget):
    """Swatches with their words; those of a slice may replace ours. Only ``bookings`` have buffers.

    A word without style is that of shaded time; ``remark`` stands at the end without swatch.
    """

    def __init__(
        self,
        words: Sequence[tuple[Style | None, str]] | None = None,
        parent: QWidget | None = None,
        *,
        bookings: bool = True,
        remark: str = "",
    ) -> None:
        super().__init__(parent)
        styles = words or [(style, texts.STYLE_WORDS[style]) for style in STYLES]
        between = (texts.BUFFER, texts.CLOSED) if bookings else ()
        self._items: list[tuple[Style | None, str]] = [*styles, *((None, word) for word in between)]
        self._remark = remark
        if remark:
            self._items.append((None, remark))
        self._metrics = Metrics()
        self.setAccessibleName(texts.LEGEND)
        self.setAccessibleDescription(", ".join(word for _style, word in self._items))
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def sizeHint(self) -> QSize:
        """All on one line."""
        width = theme.scaled(_GAP) + sum(self._widths(theme.scaled(_GAP)))
        return QSize(round(width), self.heightForWidth(round(width) + 1))

    def heightForWidth(self, width: int) -> int:
        """As many lines as the words need."""
        return (self._places(width)[-1][1] + 1) * self._line

    def places(self) -> list[QRectF]:
        """Where the title and each item lie."""
        widths = self._widths(self._gap(self.width()))
        places = zip(self._places(self.width()), widths, strict=True)
        return [QRectF(left, line * self._line, width, self._line) for (left, line), width in places]

    @property
    def _line(self) -> int:
        return self._metrics.line + theme.scaled(8)

    def _widths(self, gap: float) -> list[float]:
        """The title, then each item, with the gap after it."""
        metrics = self._metrics
        title = metrics.strong.width(texts.LEGEND) + gap
        swatch = theme.scaled(_SWATCH) + metrics.gap * 1.5
        shown = [0 if word == self._remark else swatch for _style, word in self._items]
        words = [metrics.small.width(word) + gap for _style, word in self._items]
        return [title, *(each + width for each, width in zip(shown, words, strict=True))]

    def _gap(self, width: int) -> float:
        """The gap after each: smaller where that keeps all on one line."""
        usual, least = float(theme.scaled(_GAP)), float(theme.scaled(_LEAST_GAP))
        bare = sum(self._widths(0))
        fits = (width - usual - bare) / (len(self._items) + 1)
        return min(usual, fits) if fits >= least else usual

    def _places(self, width: int) -> list[tuple[float, int]]:
        """Left edge and line of the title and of each item."""
        margin = float(theme.scaled(_GAP))
        left, line = margin, 0
        found: list[tuple[float, int]] = []
        for each in self._widths(self._gap(width)):
            if left > margin and left + each > width + theme.scaled(_GAP):
                left, line = margin, line + 1
            found.append((left, line))
            left += each
        return found

    def paintEvent(self, _event: QPaintEvent) -> None:
        """The title, then swatch and word of each item."""
        with QPainter(self) as painter:
            align(painter)
            painter.fillRect(self.rect(), ink("window"))
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            title, *places = self.places()
            painter.setPen(ink("text"))
            self._metrics.strong.draw(painter, title.left(), title.top(), title.height(), texts.LEGEND)
            for (style, word), place in zip(self._items, places, strict=True):
                self._item(painter, style, word, place)

    def _item(self, painter: QPainter, style: Style | None, word: str, place: QRectF) -> None:
        metrics, size = self._metrics, theme.scaled(_SWATCH)
        blocks = BlockPainter(painter, metrics, self.devicePixelRatioF())
        height = metrics.icon - 1
        swatch = QRectF(place.left(), place.center().y() - height / 2, size, height)
        if word == self._remark:
            painter.setPen(ink("text"))
            metrics.small.draw(painter, place.left(), place.top(), place.height(), word)
            return
        if style is not None:
            blocks.block(swatch, Block("", "", _SPAN, style, ""))
        elif word == texts.BUFFER:
            blocks.buffer(swatch)
        else:
            painter.fillRect(swatch, ink("closed"))
        painter.setPen(ink("text"))
        left = place.left() + size + metrics.gap * 1.5
        metrics.small.draw(painter, left, place.top(), place.height(), word)

    def changeEvent(self, event: QEvent) -> None:
        """Another font: measure again."""
        super().changeEvent(event)
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.ApplicationFontChange):
            self._metrics = Metrics()
            self.updateGeometry()
