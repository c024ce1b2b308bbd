"""The results as a list that is worked by keyboard and mouse alike, and the titles of its columns."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QItemSelectionModel, QModelIndex, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetricsF, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QListView, QSizePolicy, QWidget

from agence_desktop.desktop import theme
from agence_desktop.desktop.calendar.axis import Hours
from agence_desktop.desktop.spaces.finding import find_layout
from agence_desktop.desktop.spaces.finding import find_texts as texts
from agence_desktop.desktop.spaces.finding.find_entries import ENTRY_ROLE, Entry, FindModel, Section
from agence_desktop.desktop.spaces.finding.find_lines import OfferLine, OtherLine
from agence_desktop.desktop.spaces.finding.find_paint import FindDelegate, action_area
from agence_desktop.desktop.tokens import Height, Type

_HOUR = 60


class FindList(QListView):
    """``offer_taken`` carries the OfferLine, ``link_followed`` the Link of Entrée, its button or a double
    click; ``reasons_toggled`` comes from the head of the last section.
    """

    offer_taken = Signal(object)
    link_followed = Signal(object)
    reasons_toggled = Signal()
    current_changed = Signal()
    fitted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(texts.RESULTS)
        self.entries = FindModel(self)
        self._delegate = FindDelegate(self)
        self.setItemDelegate(self._delegate)
        self.setModel(self.entries)
        self.setProperty("framed", False)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setMouseTracking(True)
        self.selectionModel().currentChanged.connect(lambda *_: self.current_changed.emit())
        self.doubleClicked.connect(self._act)

    def show_entries(self, entries: Sequence[Entry], hours: Hours) -> None:
        """Show these; the room that was current stays so where it is still there, else the first is."""
        kept = _space_of(self.current())
        self.entries.show(entries, hours)
        rows = [n for n, entry in enumerate(entries) if not isinstance(entry, Section)]
        same = [n for n in rows if kept is not None and _space_of(entries[n]) == kept]
        for row in (*same, *rows)[:1]:
            self.choose(row)
        self.current_changed.emit()

    def current(self) -> Entry | None:
        """The line on which the keyboard stands."""
        entry: Entry | None = self.currentIndex().data(ENTRY_ROLE)
        return entry

    def choose(self, row: int) -> None:
        """Put the keyboard on a line."""
        flags = QItemSelectionModel.SelectionFlag.ClearAndSelect
        self.selectionModel().setCurrentIndex(self.entries.index(row), flags)

    def act(self) -> None:
        """Do what the button or link of the current line says."""
        self._act(self.currentIndex())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Entrée acts."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.act()
        else:
            super().keyPressEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Mark the line and show where one can click."""
        index = self.indexAt(event.position().toPoint())
        self._hover(index.row())
        over = self._on_action(event) or isinstance(index.data(ENTRY_ROLE), Section)
        self.viewport().setCursor(Qt.CursorShape.PointingHandCursor if over else Qt.CursorShape.ArrowCursor)
        super().mouseMoveEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """The button, the link, or the head that folds."""
        super().mouseReleaseEvent(event)
        if event.button() is not Qt.MouseButton.LeftButton:
            return
        index = self.indexAt(event.position().toPoint())
        entry = index.data(ENTRY_ROLE)
        if isinstance(entry, Section) and entry.words == texts.WHY:
            self.reasons_toggled.emit()
        elif self._on_action(event):
            self._act(index)

    def leaveEvent(self, event: QEvent) -> None:
        """No line is under the pointer."""
        self._hover(-1)
        super().leaveEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Lines may need another height."""
        self._fit()
        super().resizeEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        """Follow a larger font."""
        if event.type() == QEvent.Type.ApplicationFontChange:
            self._fit()
        super().changeEvent(event)

    def action_rect(self, row: int) -> QRectF:
        """Where the button or link of a line stands in the viewport."""
        index = self.entries.index(row)
        return action_area(QRectF(self.visualRect(index)), index.data(ENTRY_ROLE))

    def _fit(self) -> None:
        self._delegate.width = self.viewport().width()
        self.scheduleDelayedItemsLayout()
        self.fitted.emit()

    def _on_action(self, event: QMouseEvent) -> bool:
        index = self.indexAt(event.position().toPoint())
        return index.isValid() and self.action_rect(index.row()).contains(event.position())

    def _hover(self, row: int) -> None:
        if row != self._delegate.hovered:
            self._delegate.hovered = row
            self.viewport().update()

    def _act(self, index: QModelIndex) -> None:
        entry = index.data(ENTRY_ROLE)
        if isinstance(entry, OfferLine):
            self.offer_taken.emit(entry)
        elif isinstance(entry, OtherLine) and entry.link is not None:
            self.link_followed.emit(entry.link)


def _space_of(entry: Entry | None) -> int | None:
    if isinstance(entry, OfferLine):
        return entry.room.space_id
    return entry.space_id if isinstance(entry, OtherLine) else None


class FindHead(QWidget):
    """The titles of the columns, and the hours above the strips."""

    def __init__(self, list_: FindList) -> None:
        super().__init__()
        self._list = list_
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        list_.entries.modelReset.connect(self.update)
        list_.fitted.connect(self._follow)

    def sizeHint(self) -> QSize:
        """One line."""
        return QSize(200, theme.scaled(Height.ROW_COMPACT))

    def _follow(self) -> None:
        """Stacked lines have no columns."""
        self.setVisible(not find_layout.stacked(self._list.viewport().width()))
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw them where the columns stand."""
        look, painter = theme.tokens(), QPainter(self)
        area = QRectF(self.rect())
        painter.fillRect(area, look.color("header"))
        painter.setPen(look.color("line"))
        painter.drawLine(area.bottomLeft(), area.bottomRight())
        area.setWidth(self._list.viewport().width())
        parts = find_layout.parts(area)
        font = theme.font(Type.SUBJECT)
        font.setPixelSize(theme.font(Type.HELP).pixelSize())
        painter.setFont(font)
        painter.setPen(look.color("text"))
        left = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        right = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        metrics = QFontMetricsF(font)
        for cell, words, flags in (
            (parts.rank.adjusted(-4, 0, 8, 0), texts.RANK, left),
            (parts.name, texts.SPACE, left),
            (parts.seats, texts.CAPACITY, left),
            (parts.marks, texts.EQUIPMENT_COLUMN, left),
            (parts.price, texts.PRICE, right),
        ):
            shown = metrics.elidedText(words, Qt.TextElideMode.ElideRight, cell.width())
            painter.drawText(cell, int(flags), shown)
        self._hours(painter, parts.strip)
        painter.end()

    def _hours(self, painter: QPainter, area: QRectF) -> None:
        hours = self._list.entries.hours
        font = theme.font(Type.HELP)
        painter.setFont(font)
        width = QFontMetricsF(font).horizontalAdvance("00") + theme.scaled(6)
        scale = area.width() / (hours.last - hours.first)
        step = next((n for n in (1, 2, 3, 4, 6) if n * _HOUR * scale >= width), 12)
        first = -(-hours.first // _HOUR)
        for hour in range(first, hours.last // _HOUR + 1, step):
            at = area.left() + (hour * _HOUR - hours.first) * scale
            box = QRectF(at - width / 2, area.top(), width, area.height())
            if box.left() >= area.left() - width / 2 and box.right() <= area.right() + width / 2:
                painter.drawText(box, int(Qt.AlignmentFlag.AlignCenter), str(hour))
