"""The picture of an absence: a bar for each task over its days, reachable by keyboard cell by cell."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import QEvent, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetricsF, QKeyEvent, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QFrame, QHeaderView, QTableView, QWidget

from agence_desktop.core.french import SHORT_MONTHS
from agence_desktop.core.french.words import SHORT_WEEKDAYS
from agence_desktop.desktop import icons, theme
from agence_desktop.desktop.positions.absence import texts
from agence_desktop.desktop.positions.absence.bars_model import BarsModel
from agence_desktop.desktop.positions.absence.bars_paint import BarDelegate
from agence_desktop.desktop.positions.absence.lines import STATE_ICONS, limit_of
from agence_desktop.desktop.tokens import Type
from agence_desktop.desktop.widgets.labels import Label
from agence_desktop.positions.relief import ReliefLine, ReliefPlan

_ROW, _HEAD, _DAY, _SIDE = 26, 36, 30, 210
_PAD, _ICON = 8, 14


class DayHeader(QHeaderView):
    """« lun. » over « 30 »; days not worked have no words, the first of a month its name."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self.setSectionsClickable(False)
        self.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)

    def sizeHint(self) -> QSize:
        """Two lines high; Qt asks in the middle of a reset, when sections are not to be asked."""
        return QSize(0, theme.scaled(_HEAD))

    def paintSection(self, painter: QPainter, rect: QRect, section: int) -> None:
        """Draw the day."""
        model, look = self.model(), theme.tokens()
        if not isinstance(model, BarsModel) or not rect.isValid():
            return
        working = model.is_working(section)
        painter.save()
        painter.fillRect(rect, look.color("header"))
        painter.setPen(look.color("line"))
        painter.drawLine(rect.bottomLeft(), rect.bottomRight())
        if working:
            painter.drawLine(rect.topLeft(), rect.bottomLeft())
            day = model.days[section]
            top, low = _day_words(day, first=section == 0)
            if QFontMetricsF(theme.font(Type.HELP)).horizontalAdvance(low) > rect.width() - 3:
                low = str(day.day)
            half = rect.height() // 2
            for text, role, where in (
                (top, Type.HELP, QRect(rect.left(), rect.top() + 2, rect.width(), half - 2)),
                (low, Type.HELP, QRect(rect.left(), rect.top() + half, rect.width(), half - 2)),
            ):
                painter.setFont(theme.font(role))
                painter.setPen(look.color("text"))
                painter.drawText(where.adjusted(3, 0, 0, 0), int(Qt.AlignmentFlag.AlignVCenter), text)
        painter.restore()


def _day_words(day: date, *, first: bool) -> tuple[str, str]:
    number = f"{day.day} {SHORT_MONTHS[day.month - 1]}" if day.day == 1 and not first else str(day.day)
    return SHORT_WEEKDAYS[day.weekday()], number


class TaskHeader(QHeaderView):
    """The state of a task by an icon, its name, how long it may stop."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(Qt.Orientation.Vertical, parent)
        self.setSectionsClickable(False)
        self.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)

    def sizeHint(self) -> QSize:
        """As wide as a short name."""
        return QSize(theme.scaled(_SIDE), 0)

    def paintSection(self, painter: QPainter, rect: QRect, section: int) -> None:
        """Draw the row's head."""
        model, look = self.model(), theme.tokens()
        if not isinstance(model, BarsModel) or not rect.isValid():
            return
        first = section == 0
        breached = model.breach_column() is not None
        line = None if first else model.lines[section - 1]
        icon, ink = STATE_ICONS[line.state] if line is not None else ("alert-circle", "danger")
        if first and not breached:
            icon, ink = "check-circle", "ok"
        painter.save()
        painter.fillRect(rect, look.color("danger_ground" if first and breached else "surface"))
        painter.setPen(look.color("line"))
        painter.drawLine(rect.bottomLeft(), rect.bottomRight())
        painter.drawLine(rect.topRight(), rect.bottomRight())
        side = theme.scaled(_ICON)
        box = QRectF(rect.left() + theme.scaled(_PAD), rect.center().y() - side / 2 + 0.5, side, side)
        icons.paint(painter, box, icon, look.color(ink))
        room = QRectF(rect).adjusted(theme.scaled(_PAD) + side + 6, 0, -6, 0)
        if line is None:
            painter.setFont(theme.font(Type.SUBJECT))
            painter.setPen(look.color(ink))
            painter.drawText(room, int(Qt.AlignmentFlag.AlignVCenter), texts.BREACH_ROW)
        else:
            _paint_task(painter, room, line, model.name_of(line))
        painter.restore()


def _paint_task(painter: QPainter, room: QRectF, line: ReliefLine, name: str) -> None:
    """Key in bold, title, and the limit at its end, never cut."""
    look, key = theme.tokens(), line.touched.task.key
    limit = limit_of(line)
    plain, bold = theme.font(Type.HELP), theme.font(Type.SUBJECT)
    kept = QFontMetricsF(plain).horizontalAdvance(f" {limit}") if limit else 0.0
    head, _, rest = name.partition(key)
    left = room.left()
    for words, font, ink in ((f"{head}{key}", bold, "text"), (rest, theme.font(Type.BODY), "text")):
        metrics = QFontMetricsF(font)
        shown = metrics.elidedText(words, Qt.TextElideMode.ElideRight, room.right() - kept - left)
        painter.setFont(font)
        painter.setPen(look.color(ink))
        area = QRectF(left, room.top(), room.right() - left, room.height())
        painter.drawText(area, int(Qt.AlignmentFlag.AlignVCenter), shown)
        left += metrics.horizontalAdvance(shown)
    painter.setFont(plain)
    painter.setPen(look.color("secondary"))
    area = QRectF(left, room.top(), room.right() - left + 4, room.height())
    painter.drawText(area, int(Qt.AlignmentFlag.AlignVCenter), f" {limit}")


class AbsenceBars(QTableView):
    """The bars; ``line_moved`` carries the line on which the keyboard stands, ``line_opened`` that of
    Entrée.
    """

    line_moved = Signal(object)
    line_opened = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.bars = BarsModel(self)
        self.setModel(self.bars)
        self.setAccessibleName(texts.TOUCHED)
        self.setItemDelegate(BarDelegate(self))
        self.setHorizontalHeader(DayHeader(self))
        self.setVerticalHeader(TaskHeader(self))
        self.horizontalHeader().setAccessibleName(f"{texts.TOUCHED}, jours")
        self.verticalHeader().setAccessibleName(f"{texts.TOUCHED}, tâches")
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setProperty("framed", False)
        self.setShowGrid(False)
        self.setTabKeyNavigation(False)
        self.setCornerButtonEnabled(False)
        self.setSelectionMode(QAbstractItemView.SelectionMode.NoSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self._corner = Label(texts.TASK_AND_LIMIT, Type.SUBJECT, parent=self)
        self._corner.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self._corner.setContentsMargins(theme.scaled(_PAD), 0, 0, 0)
        self.selectionModel().currentChanged.connect(lambda *_: self.line_moved.emit(self.current_line()))
        self.activated.connect(lambda _index: self.line_opened.emit(self.current_line()))

    def show_plan(self, plan: ReliefPlan | None, observed: frozenset[date]) -> None:
        """Show a plan; the keyboard stays on its row and day."""
        row, column = self.currentIndex().row(), self.currentIndex().column()
        self.bars.show(plan, observed)
        self._fit()
        if 0 <= row < self.bars.rowCount() and 0 <= column < self.bars.columnCount():
            self.setCurrentIndex(self.bars.index(row, column))
        self.updateGeometry()

    def current_line(self) -> ReliefLine | None:
        """The line under the keyboard; None on the row of the breach."""
        row = self.currentIndex().row()
        return self.bars.lines[row - 1] if row > 0 else None

    def choose(self, line: ReliefLine) -> None:
        """Put the keyboard on a line, without announcing it back."""
        keys = [one.key for one in self.bars.lines]
        if line.key not in keys or (here := self.current_line()) is None or here.key == line.key:
            return
        blocked = self.selectionModel().blockSignals(True)
        self.setCurrentIndex(self.bars.index(keys.index(line.key) + 1, max(self.currentIndex().column(), 0)))
        self.selectionModel().blockSignals(blocked)
        self.viewport().update()

    def sizeHint(self) -> QSize:
        """All rows, as far as there is room."""
        rows = max(self.bars.rowCount(), 3)
        return QSize(theme.scaled(640), theme.scaled(_HEAD) + rows * theme.scaled(_ROW) + 2)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Entrée opens the line."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not event.modifiers():
            self.line_opened.emit(self.current_line())
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The days share the width."""
        super().resizeEvent(event)
        self._fit()

    def changeEvent(self, event: QEvent) -> None:
        """Follow a larger font."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.ApplicationFontChange:
            self._fit()

    def paintEvent(self, event: QPaintEvent) -> None:
        """The cells, then limits over them and the words of the first one."""
        super().paintEvent(event)
        with QPainter(self.viewport()) as painter:
            for row in range(1, self.bars.rowCount()):
                breach = self.bars.lines[row - 1].touched.breach
                if breach is not None and self.bars.plan is not None:
                    column = (breach - self.bars.plan.first).days
                    self._limit(painter, column, self.rowViewportPosition(row), row)
            self._first(painter)

    def _limit(self, painter: QPainter, column: int, top: int, row: int) -> None:
        painter.setPen(QPen(theme.tokens().color("danger"), 2))
        x = self.columnViewportPosition(column)
        painter.drawLine(x, top + 1, x, self.rowViewportPosition(row) + self.rowHeight(row) - 2)

    def _first(self, painter: QPainter) -> None:
        """The label of the first row; a red line from it to its task."""
        if self.bars.plan is None or not self.bars.rowCount():
            return
        look, label, column = theme.tokens(), self.bars.breach_label(), self.bars.breach_column()
        painter.setFont(theme.font(Type.SUBJECT))
        top, height = self.rowViewportPosition(0), self.rowHeight(0)
        if column is None:
            painter.setPen(look.color("ok"))
            room = QRectF(8, top, self.viewport().width() - 16, height)
            painter.drawText(room, int(Qt.AlignmentFlag.AlignVCenter), label)
            return
        self._limit(painter, column, top, self.bars.breach_row())
        side, pad = theme.scaled(_ICON), theme.scaled(6)
        width = QFontMetricsF(painter.font()).horizontalAdvance(label) + side + 3 * pad
        left = float(self.columnViewportPosition(column))
        if left + width > self.viewport().width():
            left = max(left - width, 0.0)
        box = QRectF(left, top + 3, min(width, self.viewport().width()), height - 6)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(look.color("danger"))
        painter.drawRoundedRect(box, 3, 3)
        icon = QRectF(box.left() + pad, box.center().y() - side / 2, side, side)
        icons.paint(painter, icon, "alert-circle", look.color("surface"))
        painter.setPen(look.color("surface"))
        room = box.adjusted(side + 2 * pad, 0, -pad / 2, 0)
        shown = QFontMetricsF(painter.font()).elidedText(label, Qt.TextElideMode.ElideRight, room.width())
        painter.drawText(room, int(Qt.AlignmentFlag.AlignVCenter), shown)

    def _fit(self) -> None:
        rows, days = self.verticalHeader(), self.horizontalHeader()
        rows.setMinimumSectionSize(1)
        rows.setDefaultSectionSize(theme.scaled(_ROW))
        rows.setFixedWidth(theme.scaled(_SIDE))
        self._corner.setGeometry(0, 0, rows.width(), days.height())
        self._corner.setVisible(bool(self.bars.columnCount()))
        days.setMinimumSectionSize(1)
        count = self.bars.columnCount()
        if count:
            room = self.viewport().width()
            width = max(theme.scaled(_DAY), room // count)
            days.setDefaultSectionSize(width)
            for column in range(count):
                days.resizeSection(column, width)
            if width * count < room:
                days.resizeSection(count - 1, width + room - width * count)
