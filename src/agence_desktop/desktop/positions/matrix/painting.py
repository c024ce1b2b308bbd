"""How faces of the matrix are drawn: levels as bars, heavy frame, hatch, dots, key, depth of cover."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QFontMetricsF, QPainter, QPen

from agence_desktop.desktop import icons, theme
from agence_desktop.desktop.calendar.patterns import hatch
from agence_desktop.desktop.positions.matrix.grid import Face, Kind
from agence_desktop.desktop.tokens import Type
from agence_desktop.positions.matrix import Known
from agence_desktop.positions.rows import Colour

PAD = 7
_FLAGS = int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft | Qt.TextFlag.TextSingleLine)
_LEVELS = 4
DEPTH_INKS = {Colour.GREEN: "ok", Colour.YELLOW: "warning", Colour.RED: "danger"}


def paint_face(painter: QPainter, area: QRectF, face: Face, *, chosen: bool, offset: float = 0.0) -> None:
    """Draw a cell; ``offset`` is how far left of it the text of a group begins."""
    look = theme.tokens()
    painter.save()
    painter.setClipRect(area)
    painter.fillRect(area, look.color(_ground(face, chosen)))
    if face.kind is Kind.GROUP:
        _group(painter, area, face, offset)
    elif face.kind is Kind.LEVEL and face.known is not None:
        paint_level(painter, area, face.known)
    elif face.kind is Kind.DEPTH and face.colour is not None:
        _depth(painter, area, face.text, face.colour)
    else:
        strong = face.kind in (Kind.STRONG, Kind.TOTAL)
        quiet = face.kind in (Kind.HOLDER, Kind.LEVEL)
        painter.setFont(theme.font(Type.SUBJECT if strong else Type.BODY))
        painter.setPen(look.color("secondary" if quiet else face.ink))
        room = area.adjusted(theme.scaled(PAD), 0, -4, 0)
        metrics = QFontMetricsF(painter.font())
        painter.drawText(
            room, _FLAGS, metrics.elidedText(face.text, Qt.TextElideMode.ElideRight, room.width())
        )
    painter.restore()


def _ground(face: Face, chosen: bool) -> str:
    if chosen:
        return "selection"
    return {Kind.GROUP: "header", Kind.HOLDER: "header", Kind.TOTAL: "header"}.get(face.kind, "surface")


def paint_level(painter: QPainter, area: QRectF, known: Known) -> None:
    """« 3 ▮▮▮▯ 2026-09 » with its key: framed where it covers, hatched if old, dotted in training."""
    look, one = theme.tokens(), known.competence
    if known.stale and not one.in_training:
        hatch(painter, area.adjusted(1, 1, -1, -1), look.color("line"), 4)
    inner = area.adjusted(theme.scaled(PAD), 0, -theme.scaled(4), 0)
    painter.setFont(theme.font(Type.SUBJECT if known.covers else Type.BODY))
    painter.setPen(look.color("text"))
    painter.drawText(inner, _FLAGS, str(one.level))
    left = inner.left() + QFontMetricsF(theme.font(Type.SUBJECT)).horizontalAdvance("0") + theme.scaled(4)
    left = paint_bars(painter, QPointF(left, area.center().y()), one.level) + theme.scaled(5)
    side = theme.scaled(13)
    key = QRectF(area.right() - side - theme.scaled(4), area.center().y() - side / 2, side, side)
    words = "form." if one.in_training else one.validated.strftime("%Y-%m") if one.validated else ""
    painter.setFont(theme.font(Type.HELP))
    painter.setPen(look.color("text" if known.covers else "secondary"))
    painter.drawText(QRectF(left, area.top(), max(key.left() - left, 0), area.height()), _FLAGS, words)
    icons.paint(
        painter,
        key,
        "key-variant" if one.access else "close",
        look.color("text" if one.access else "danger"),
    )
    frame = area.adjusted(2, 2, -2, -2)
    if known.covers:
        painter.setPen(QPen(look.color("text"), 2))
        painter.drawRect(frame)
    elif one.in_training:
        painter.setPen(QPen(look.color("secondary"), 1, Qt.PenStyle.DotLine))
        painter.drawRect(frame)


def paint_bars(painter: QPainter, at: QPointF, level: int) -> float:
    """Four small bars, ``level`` of them full, from a point on their middle; where they end."""
    look = theme.tokens()
    width, height, gap = theme.scaled(3), theme.scaled(10), theme.scaled(1)
    left = at.x()
    for number in range(_LEVELS):
        box = QRectF(left, at.y() - height / 2, width, height)
        if number < level:
            painter.fillRect(box, look.color("text"))
        else:
            painter.setPen(QPen(look.color("outline"), 1))
            painter.drawRect(box.adjusted(0.5, 0.5, -0.5, -0.5))
        left += width + gap
    return left


def paint_depth_sign(painter: QPainter, box: QRectF, colour: Colour) -> None:
    """Full, half and empty circle: enough, too few, nobody."""
    ink = theme.tokens().color(DEPTH_INKS[colour])
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(ink, 1.4))
    painter.setBrush(ink if colour is Colour.GREEN else Qt.BrushStyle.NoBrush)
    painter.drawEllipse(box)
    if colour is Colour.YELLOW:
        painter.setBrush(ink)
        painter.drawPie(box, 90 * 16, 180 * 16)
    painter.restore()


def _depth(painter: QPainter, area: QRectF, words: str, colour: Colour) -> None:
    side = theme.scaled(11)
    left = area.left() + theme.scaled(PAD)
    paint_depth_sign(painter, QRectF(left, area.center().y() - side / 2, side, side), colour)
    painter.setFont(theme.font(Type.SUBJECT))
    painter.setPen(theme.tokens().color("text"))
    painter.drawText(area.adjusted(theme.scaled(PAD) + side + theme.scaled(7), 0, 0, 0), _FLAGS, words)


def _group(painter: QPainter, area: QRectF, face: Face, offset: float) -> None:
    """The text runs over the cells of the line, each of which draws its part of it."""
    look = theme.tokens()
    left = area.left() - offset + theme.scaled(4)
    side = theme.scaled(16)
    sign = "chevron-right" if face.ink == "replié" else "chevron-down"
    box = QRectF(left, area.center().y() - side / 2, side, side)
    icons.paint(painter, box, sign, look.color("secondary"))
    left = box.right() + theme.scaled(4)
    for words, kind, ink in ((face.text, Type.SUBJECT, "text"), (face.quiet, Type.BODY, "secondary")):
        painter.setFont(theme.font(kind))
        painter.setPen(look.color(ink))
        width = QFontMetricsF(painter.font()).horizontalAdvance(words)
        painter.drawText(QRectF(left, area.top(), width + 2, area.height()), _FLAGS, words)
        left += width + theme.scaled(10)
