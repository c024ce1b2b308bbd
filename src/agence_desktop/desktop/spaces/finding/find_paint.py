"""How the lines of « Trouver un espace » are drawn: columns, icons, the strip of the day, buttons, links."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPen
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from agence_desktop.desktop import icons, theme
from agence_desktop.desktop.calendar.axis import Hours
from agence_desktop.desktop.calendar.patterns import hatch
from agence_desktop.desktop.spaces.finding import find_layout
from agence_desktop.desktop.spaces.finding import find_texts as texts
from agence_desktop.desktop.spaces.finding.day_strip import Strip
from agence_desktop.desktop.spaces.finding.find_entries import ENTRY_ROLE, FindModel, Section
from agence_desktop.desktop.spaces.finding.find_layout import Parts
from agence_desktop.desktop.spaces.finding.find_lines import OfferLine, OtherLine
from agence_desktop.desktop.tokens import Type

Index = QModelIndex | QPersistentModelIndex
_LEFT = Qt.AlignmentFlag.AlignLeft
_RIGHT = Qt.AlignmentFlag.AlignRight
_MIDDLE = Qt.AlignmentFlag.AlignHCenter
_BAR, _STEP = 20, 4.0


class FindDelegate(QStyledItemDelegate):
    """Draws the entries of a FindModel; ``hovered`` is the row under the pointer, -1 for none."""

    def __init__(self, view: QWidget) -> None:
        super().__init__(view)
        self.hovered = -1
        self.width = 0

    def sizeHint(self, _option: QStyleOptionViewItem, index: Index) -> QSize:
        """As high as its kind of line is at this width."""
        entry = index.data(ENTRY_ROLE)
        if isinstance(entry, Section):
            return QSize(0, theme.scaled(find_layout.SECTION))
        if isinstance(entry, OtherLine):
            return QSize(0, find_layout.other_height(self.width))
        return QSize(0, find_layout.row_height(self.width))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Draw a line."""
        entry, model, area = index.data(ENTRY_ROLE), index.model(), QRectF(option.rect)
        painter.save()
        painter.setClipRect(area)
        if isinstance(entry, Section):
            paint_section(painter, area, entry)
        elif isinstance(model, FindModel):
            state = option.state
            chosen = bool(state & QStyle.StateFlag.State_Selected)
            focused = chosen and bool(state & QStyle.StateFlag.State_HasFocus)
            self._ground(painter, area, chosen, focused, index.row())
            if isinstance(entry, OfferLine):
                paint_offer(painter, area, entry, model.hours, chosen=chosen)
            else:
                paint_other(painter, area, entry)
        painter.restore()

    def _ground(self, painter: QPainter, area: QRectF, chosen: bool, focused: bool, row: int) -> None:
        look = theme.tokens()
        ground = "selection" if chosen else ("hover" if row == self.hovered else "surface")
        painter.fillRect(area, look.color(ground))
        painter.setPen(look.color("accent" if chosen else "line"))
        bottom = area.bottom() - 0.5
        painter.drawLine(QPointF(area.left(), bottom), QPointF(area.right(), bottom))
        if chosen:
            painter.fillRect(QRectF(area.left(), area.top(), 4, area.height()), look.color("accent"))
        if focused:
            painter.setPen(QPen(look.color("accent"), 2))
            painter.drawRect(area.adjusted(1, 1, -1, -1))


def action_area(area: QRectF, entry: object) -> QRectF:
    """Where the button or link of a line stands; empty for a head."""
    if isinstance(entry, OfferLine):
        return find_layout.parts(area).action
    if isinstance(entry, OtherLine) and entry.link is not None:
        return find_layout.other_parts(area, link_width(entry)).link
    return QRectF()


def link_width(entry: OtherLine) -> float:
    """The room that the link of a line needs."""
    words = entry.link.words if entry.link else ""
    return QFontMetricsF(theme.font(Type.HELP)).horizontalAdvance(words) + 2


def paint_section(painter: QPainter, area: QRectF, section: Section) -> None:
    """The head of a part: icon, name, how many, a note, and the key or the order at the right."""
    look = theme.tokens()
    painter.fillRect(area, look.color("header"))
    painter.setPen(look.color("line"))
    painter.drawLine(area.topLeft(), area.topRight())
    painter.drawLine(area.bottomLeft(), area.bottomRight())
    side, gap = theme.scaled(16), theme.scaled(8)
    left = area.left() + theme.scaled(12)
    square = QRectF(left, area.center().y() - side / 2, side, side)
    icons.paint(painter, square, section.icon, look.color(section.ink))
    left = square.right() + gap
    left = _flow(painter, area, left, section.words, theme.font(Type.SUBJECT), "text") + gap
    left = _bubble(painter, area, left, str(section.count)) + gap
    help_font = theme.font(Type.HELP)
    right = area.right() - theme.scaled(12)
    needed = QFontMetricsF(help_font).horizontalAdvance(section.note)
    if left + needed < right:
        left = _flow(painter, area, left, section.note, help_font, "secondary") + 2 * gap
    if section.tail and left + QFontMetricsF(help_font).horizontalAdvance(section.tail) < right:
        room = QRectF(left, area.top(), right - left, area.height())
        _text(painter, room, section.tail, help_font, "secondary", _RIGHT)
    elif section.legend:
        _legend(painter, area, left, right)


def _legend(painter: QPainter, area: QRectF, left: float, right: float) -> None:
    font, metrics = theme.font(Type.HELP), QFontMetricsF(theme.font(Type.HELP))
    gap, box = theme.scaled(8), theme.scaled(22)
    words = (texts.YOUR_TIME, texts.OTHER_TIME, texts.TAKEN_OR_CLOSED)
    width = sum(metrics.horizontalAdvance(word) + box + 2.5 * gap for word in words)
    if right - left < width:
        return
    at = right - width + 1.5 * gap
    for number, word in enumerate(words):
        sample = QRectF(at, area.center().y() - theme.scaled(5), box, theme.scaled(10))
        if number < 2:
            _slot_box(painter, sample, other=number == 1)
        else:
            painter.setPen(theme.tokens().color("hatch"))
            painter.drawRect(sample)
            hatch(painter, sample, theme.tokens().color("hatch"), _STEP)
        at = _flow(painter, area, sample.right() + gap, word, font, "secondary") + 1.5 * gap


def paint_offer(painter: QPainter, area: QRectF, line: OfferLine, hours: Hours, *, chosen: bool) -> None:
    """A room that can be taken."""
    parts = find_layout.parts(area)
    room = line.room
    if line.rank:
        _rank(painter, parts.rank, line.rank)
    else:
        side = theme.scaled(20)
        square = QRectF(parts.rank.left() + 2, parts.rank.center().y() - side / 2, side, side)
        icons.paint(painter, square, line.icon, theme.tokens().color("warning"))
    # Buildings begin alike; the municipality and the distance stand at the end.
    cut = Qt.TextElideMode.ElideMiddle
    _two_lines(painter, parts.name, room.name, room.where, strong=True, cut=cut)
    if parts.stacked:
        _text(painter, parts.seats, f"{room.seats}, {room.spare}", theme.font(), "text", _LEFT)
    else:
        _two_lines(painter, parts.seats, room.seats, room.spare)
    _marks(painter, parts.marks, line)
    if line.note and not parts.stacked:
        _two_lines(painter, parts.price, line.price, line.note, align=_RIGHT)
    else:
        price = f"{line.price}, {line.note}" if line.note else line.price
        _text(painter, parts.price, price, theme.font(), "text", _RIGHT)
    _day(painter, parts, line, hours)
    paint_button(painter, parts.action, line.action, primary=chosen)


def _day(painter: QPainter, parts: Parts, line: OfferLine, hours: Hours) -> None:
    bar = float(theme.scaled(_BAR))
    area = QRectF(parts.strip)
    if line.what:
        bar = float(theme.scaled(14))
        upper = QRectF(area.left(), area.top() + 3, area.width(), area.height() - bar - 8)
        _what(painter, upper, line)
        area.setTop(upper.bottom())
    box = QRectF(area.left(), area.center().y() - bar / 2, area.width(), bar)
    paint_strip(painter, box, line.strip, hours)


def _what(painter: QPainter, area: QRectF, line: OfferLine) -> None:
    """« une heure plus tard : 10 h à 13 h », the slot heavier."""
    plain, strong = theme.font(Type.HELP), QFont(theme.font(Type.HELP))
    strong.setWeight(QFont.Weight.DemiBold)
    head = f"{line.what}\u00a0: "
    width = QFontMetricsF(plain).horizontalAdvance(head)
    _text(painter, QRectF(area.left(), area.top(), width + 2, area.height()), head, plain, "warning", _LEFT)
    rest = QRectF(area.left() + width, area.top(), max(area.width() - width, 0), area.height())
    _text(painter, rest, line.slot, strong, "warning", _LEFT)


def paint_strip(painter: QPainter, box: QRectF, strip: Strip, hours: Hours) -> None:
    """The day: hatched where taken or closed, your slot outlined, dashed where it is another."""
    look = theme.tokens()
    box = box.adjusted(0.5, 0.5, -0.5, -0.5)
    painter.fillRect(box, look.color("surface"))
    for start, end in (*strip.taken, *strip.closed):
        part = _part(box, start, end, hours)
        painter.fillRect(part, look.color("closed"))
        hatch(painter, part, look.color("hatch"), _STEP)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(QPen(look.color("outline"), 1))
    painter.drawRect(box)
    _slot_box(painter, _part(box, *strip.slot, hours), other=strip.other)


def _slot_box(painter: QPainter, area: QRectF, *, other: bool) -> None:
    look = theme.tokens()
    ink, ground = ("warning", "warning_ground") if other else ("accent", "block")
    painter.setPen(QPen(look.color(ink), 2, Qt.PenStyle.DashLine if other else Qt.PenStyle.SolidLine))
    painter.setBrush(look.color(ground))
    painter.drawRect(area.adjusted(1, 0, -1, 0))
    painter.setBrush(Qt.BrushStyle.NoBrush)


def _part(box: QRectF, start: int, end: int, hours: Hours) -> QRectF:
    scale = box.width() / (hours.last - hours.first)
    left = box.left() + (max(start, hours.first) - hours.first) * scale
    right = box.left() + (min(end, hours.last) - hours.first) * scale
    return QRectF(left, box.top(), max(right - left, 1), box.height())


def paint_button(painter: QPainter, area: QRectF, words: str, *, primary: bool) -> None:
    """The button of a line, filled on the chosen one."""
    look = theme.tokens()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(look.color("accent" if primary else "outline"), 1))
    painter.setBrush(look.color("accent" if primary else "surface"))
    painter.drawRoundedRect(area.adjusted(0.5, 0.5, -0.5, -0.5), 4, 4)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
    font = theme.font(Type.SUBJECT if primary else Type.BODY)
    _text(painter, area, words, font, "on_accent" if primary else "text", _MIDDLE)


def paint_other(painter: QPainter, area: QRectF, line: OtherLine) -> None:
    """A room that cannot be taken."""
    look, parts = theme.tokens(), find_layout.other_parts(area, link_width(line))
    icons.paint(painter, parts.icon, line.icon, look.color("secondary"))
    _text(painter, parts.name, line.name, theme.font(Type.SUBJECT), "text", _LEFT)
    _text(painter, parts.town, line.town, theme.font(), "secondary", _LEFT)
    _text(painter, parts.why, line.why, theme.font(), "text", _LEFT)
    if line.link is not None:
        font = theme.font(Type.HELP)
        font.setUnderline(True)
        _text(painter, parts.link, line.link.words, font, "accent", _RIGHT)


def _rank(painter: QPainter, area: QRectF, rank: int) -> None:
    side = float(theme.scaled(24))
    circle = QRectF(area.left(), area.center().y() - side / 2, side, side)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(theme.tokens().color("accent"), 1))
    painter.drawEllipse(circle.adjusted(1, 1, -1, -1))
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
    _text(painter, circle, str(rank), theme.font(Type.HELP), "accent", _MIDDLE)


def _marks(painter: QPainter, area: QRectF, line: OfferLine) -> None:
    side, gap = theme.scaled(16), theme.scaled(5)
    left, ink = area.left(), theme.tokens().color("text")
    for mark in line.room.marks:
        if left + side > area.right():
            break
        square = QRectF(left, area.center().y() - side / 2, side, side)
        icons.paint(painter, square, mark.icon, ink)
        left += side + gap


def _two_lines(
    painter: QPainter,
    area: QRectF,
    upper: str,
    lower: str,
    *,
    strong: bool = False,
    align: Qt.AlignmentFlag = _LEFT,
    cut: Qt.TextElideMode = Qt.TextElideMode.ElideRight,
) -> None:
    half = area.height() / 2
    first = QRectF(area.left(), area.top() + 3, area.width(), half - 2)
    second = QRectF(area.left(), first.bottom(), area.width(), half - 3)
    _text(painter, first, upper, theme.font(Type.SUBJECT if strong else Type.BODY), "text", align)
    _text(painter, second, lower, theme.font(Type.HELP), "secondary", align, cut)


def _bubble(painter: QPainter, area: QRectF, left: float, words: str) -> float:
    font = theme.font(Type.HELP)
    width = QFontMetricsF(font).horizontalAdvance(words) + theme.scaled(14)
    height = float(theme.scaled(18))
    box = QRectF(left, area.center().y() - height / 2, width, height)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(QColor(theme.tokens().color("line")), 1))
    painter.setBrush(theme.tokens().color("surface"))
    painter.drawRoundedRect(box.adjusted(0.5, 0.5, -0.5, -0.5), height / 2, height / 2)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
    _text(painter, box, words, font, "text", _MIDDLE)
    return box.right()


def _flow(painter: QPainter, area: QRectF, left: float, words: str, font: QFont, ink: str) -> float:
    width = QFontMetricsF(font).horizontalAdvance(words) + 2
    _text(painter, QRectF(left, area.top(), width, area.height()), words, font, ink, _LEFT)
    return left + width


def _text(
    painter: QPainter,
    area: QRectF,
    words: str,
    font: QFont,
    ink: str,
    align: Qt.AlignmentFlag,
    cut: Qt.TextElideMode = Qt.TextElideMode.ElideRight,
) -> None:
    painter.setFont(font)
    painter.setPen(theme.tokens().color(ink))
    shown = QFontMetricsF(font).elidedText(words, cut, area.width() + 1)
    flags = align | Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine
    painter.drawText(area, int(flags), shown)
