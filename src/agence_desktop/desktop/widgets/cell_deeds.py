"""What can be clicked inside a cell of a table: a small button, and a part of its text that is a link."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QFont, QFontMetricsF, QPainter, QPen

from agence_desktop.desktop import icons, theme
from agence_desktop.desktop.tokens import Height, Type
from agence_desktop.desktop.widgets.columns import Deed

_ICON, _PAD, _GAP = 16, 7, 6


def deed_size(deed: Deed) -> QSize:
    """The room of a button."""
    scale = theme.scaled
    words = QFontMetricsF(theme.font(Type.HELP)).horizontalAdvance(deed.word)
    icon = scale(_ICON) + scale(_GAP) if deed.icon else 0
    return QSize(round(words) + icon + 2 * scale(_PAD) + 2, scale(Height.BUTTON_SMALL))


def deed_box(area: QRectF, deed: Deed) -> QRectF:
    """Where the button stands in a cell: at its left, centred in its height, cut where the cell ends."""
    size = deed_size(deed)
    height = min(float(size.height()), area.height() - 2)
    return QRectF(area.left(), area.center().y() - height / 2, min(float(size.width()), area.width()), height)


def paint_deed(painter: QPainter, area: QRectF, deed: Deed, *, down: bool) -> None:
    """Draw the button."""
    look, box = theme.tokens(), deed_box(area, deed)
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(look.color("accent" if down else "outline"), 1))
    painter.setBrush(look.color("selection" if down else "surface"))
    painter.drawRoundedRect(box.adjusted(0.5, 0.5, -0.5, -0.5), 4, 4)
    left = box.left() + theme.scaled(_PAD)
    if deed.icon:
        side = theme.scaled(_ICON)
        square = QRectF(left, box.center().y() - side / 2, side, side)
        icons.paint(painter, square, deed.icon, look.color("text"))
        left = square.right() + theme.scaled(_GAP)
    painter.setFont(theme.font(Type.HELP))
    painter.setPen(look.color("text"))
    room = QRectF(left, box.top(), box.right() - left - 2, box.height())
    shown = painter.fontMetrics().elidedText(deed.word, Qt.TextElideMode.ElideRight, round(room.width()))
    painter.drawText(room, int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft), shown)
    painter.restore()


def link_box(area: QRectF, text: str, part: str, font: QFont) -> QRectF | None:
    """Where the first ``part`` of a text is drawn, as far as it is in the cell."""
    before, found, _ = text.partition(part)
    if not found:
        return None
    metrics = QFontMetricsF(font)
    left = area.left() + metrics.horizontalAdvance(before)
    box = QRectF(left, area.top(), metrics.horizontalAdvance(part), area.height())
    return box.intersected(area)


def paint_linked(painter: QPainter, area: QRectF, text: str, part: str) -> None:
    """Draw a text with a part of it as a link; what does not fit ends with « … »."""
    look, ink, font = theme.tokens(), painter.pen().color(), QFont(painter.font())
    metrics = QFontMetricsF(font)
    shown = metrics.elidedText(text, Qt.TextElideMode.ElideRight, area.width())
    before, found, after = text.partition(part)
    pieces = [(before, False), (found, True), (after, False)]
    left, at = area.left(), 0
    flags = int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft | Qt.TextFlag.TextSingleLine)
    for words, link in pieces:
        # Of an elided text, each piece takes what is left of it; the dots go with the last one begun.
        whole = shown[at : at + len(words)] if shown == text or at + len(words) < len(shown) else shown[at:]
        at += len(whole)
        painter.setPen(look.color("accent") if link else ink)
        drawn = QFont(font)
        drawn.setUnderline(link)
        painter.setFont(drawn)
        painter.drawText(QRectF(left, area.top(), area.right() - left, area.height()), flags, whole)
        left += metrics.horizontalAdvance(whole)
        if at >= len(shown):
            break
