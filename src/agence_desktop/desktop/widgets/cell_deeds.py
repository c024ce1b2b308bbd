"""Inside a cell of a table: a small button, or a text of which a part is a link or the subject."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPen

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


def paint_part(painter: QPainter, area: QRectF, text: str, part: str, font: QFont, ink: QColor) -> None:
    """Draw a text, the first ``part`` of it in another font and ink.

    What does not fit ends with « … »; a part that begins the text gives way before what follows it.
    """
    plain, plain_ink = QFont(painter.font()), painter.pen().color()
    before, found, after = text.partition(part)
    left, reserved = area.left(), 0.0
    if not before:
        reserved = min(QFontMetricsF(plain).horizontalAdvance(after), area.width() / 2)
    flags = int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft | Qt.TextFlag.TextSingleLine)
    for words, one, color in ((before, plain, plain_ink), (found, font, ink), (after, plain, plain_ink)):
        room = area.right() - left - (reserved if words is found else 0)
        if not words or room <= 0:
            continue
        metrics = QFontMetricsF(one)
        shown = metrics.elidedText(words, Qt.TextElideMode.ElideRight, room)
        painter.setFont(one)
        painter.setPen(color)
        painter.drawText(QRectF(left, area.top(), room + 1, area.height()), flags, shown)
        left += metrics.horizontalAdvance(shown)
