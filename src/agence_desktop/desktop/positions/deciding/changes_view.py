"""The table of changes: struck and underlined words, boxes ticked with the space bar, sections that fold."""

from __future__ import annotations

from functools import lru_cache
from html import escape

from PySide6.QtCore import (
    QAbstractItemModel,
    QEvent,
    QModelIndex,
    QPersistentModelIndex,
    QPointF,
    QRectF,
    QSize,
    Qt,
    QTimer,
    Signal,
)
from PySide6.QtGui import (
    QAbstractTextDocumentLayout,
    QKeyEvent,
    QPainter,
    QPalette,
    QPen,
    QResizeEvent,
    QTextDocument,
)
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QHeaderView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionButton,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from agence_desktop.desktop import icons, theme
from agence_desktop.desktop.positions.deciding import texts
from agence_desktop.desktop.positions.deciding.changes_model import (
    FIELD,
    NATURE,
    NEW,
    OLD,
    ROW_ROLE,
    SEEN,
    ChangeRow,
    ChangesModel,
    Heading,
    Side,
    kind_icon,
    kind_word,
)
from agence_desktop.desktop.tokens import Height, Type
from agence_desktop.positions.comparing import WordKind, Words

Index = QModelIndex | QPersistentModelIndex
_PAD, _ICON, _TOP = 8, 16, 6
_WIDTHS = {NATURE: 96, FIELD: 150, SEEN: 44}


def rich(runs: tuple[Words, ...], scheme: str) -> str:
    """The words as rich text: what went is struck, what came is underlined, both on a ground of their own.

    ``scheme`` only tells looks apart for what is kept.
    """
    look = theme.tokens()
    styles = {
        WordKind.REMOVED: (
            f"text-decoration:line-through;color:{look.hex('danger')};"
            f"background-color:{look.hex('danger_ground')}"
        ),
        WordKind.ADDED: (
            f"text-decoration:underline;color:{look.hex('ok')};background-color:{look.hex('ok_ground')}"
        ),
    }
    parts = []
    for run in runs:
        words = escape(run.text.rstrip()).replace("\n", "<br>")
        style = styles.get(run.kind)
        parts.append(f'<span style="{style}">{words}</span>' if style else words)
    if not parts:
        return f'<i style="color:{look.hex("secondary")}">{texts.EMPTY}</i>' if scheme else ""
    return " ".join(parts)


@lru_cache(maxsize=1024)
def _document(html: str, width: int, _pixels: int, strong: bool) -> QTextDocument:
    made = QTextDocument()
    made.setDocumentMargin(0)
    made.setDefaultFont(theme.font(Type.SUBJECT if strong else Type.BODY))
    made.setHtml(html)
    made.setTextWidth(width)
    return made


class ChangeDelegate(QStyledItemDelegate):
    """Draws headings and changes."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """The ground of the line, then what the column says."""
        model, row, look = index.model(), index.data(ROW_ROLE), theme.tokens()
        if not isinstance(model, ChangesModel):
            return
        area = QRectF(option.rect)
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        painter.save()
        heading = isinstance(row, Heading)
        painter.fillRect(area, look.color("header" if heading else "selection" if chosen else "surface"))
        painter.setPen(look.color("line"))
        painter.drawLine(
            QPointF(area.left(), area.bottom() - 0.5), QPointF(area.right(), area.bottom() - 0.5)
        )
        if not heading:
            painter.drawLine(
                QPointF(area.right() - 0.5, area.top()), QPointF(area.right() - 0.5, area.bottom())
            )
        if chosen and not heading:
            painter.setPen(look.color("accent"))
            painter.drawLine(area.topLeft(), area.topRight())
            painter.drawLine(area.bottomLeft(), area.bottomRight())
        inner = area.adjusted(
            theme.scaled(_PAD), theme.scaled(_TOP), -theme.scaled(_PAD), -theme.scaled(_TOP)
        )
        if isinstance(row, Heading):
            _paint_heading(painter, inner, row)
        elif index.column() == NATURE:
            _paint_kind(painter, inner, row)
        elif index.column() == SEEN:
            _paint_box(painter, area, option, index)
        else:
            painter.translate(inner.topLeft())
            made, context = self._made(model, row, index.column(), inner.width()), _context()
            made.documentLayout().draw(painter, context)
            painter.translate(-inner.topLeft())
        if option.state & QStyle.StateFlag.State_HasFocus:
            painter.setPen(QPen(look.color("accent"), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRect(area.adjusted(1, 1, -1, -1))
        painter.restore()

    def sizeHint(self, _option: QStyleOptionViewItem, index: Index) -> QSize:
        """As high as the text at the width of its column."""
        model, row = index.model(), index.data(ROW_ROLE)
        least = theme.scaled(Height.ROW)
        view = self.parent()
        if (
            not isinstance(model, ChangesModel)
            or isinstance(row, Heading)
            or not isinstance(view, QTableView)
        ):
            return QSize(0, theme.scaled(Height.GROUP + 2))
        if index.column() in (NATURE, SEEN):
            return QSize(theme.scaled(_WIDTHS[index.column()]), least)
        width = view.columnWidth(index.column()) - 2 * theme.scaled(_PAD)
        made = self._made(model, row, index.column(), width)
        return QSize(width, max(least, round(made.size().height()) + 2 * theme.scaled(_TOP)))

    def editorEvent(
        self, _event: QEvent, _model: QAbstractItemModel, _option: QStyleOptionViewItem, _index: Index
    ) -> bool:
        """Boxes are ticked by the view, anywhere in their cell."""
        return False

    def _made(self, model: ChangesModel, row: ChangeRow, column: int, width: float) -> QTextDocument:
        look, pixels = theme.tokens(), theme.font().pixelSize()
        if column == FIELD:
            return _document(escape(row.change.label), int(width), pixels, True)
        runs = model.runs(row, Side.OLD if column == OLD else Side.NEW)
        return _document(rich(runs, look.scheme), int(width), pixels, False)


def _context() -> QAbstractTextDocumentLayout.PaintContext:
    made = QAbstractTextDocumentLayout.PaintContext()
    palette = QPalette()
    palette.setColor(QPalette.ColorRole.Text, theme.tokens().color("text"))
    made.palette = palette
    return made


def _paint_heading(painter: QPainter, area: QRectF, row: Heading) -> None:
    look, side = theme.tokens(), theme.scaled(_ICON)
    square = QRectF(area.left(), area.center().y() - side / 2, side, side)
    icons.paint(painter, square, "chevron-right" if row.folded else "chevron-down", look.color("secondary"))
    left = square.right() + theme.scaled(6)
    flags = int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft)
    for words, role, ink in (
        (row.words, Type.SUBJECT, "text"),
        (texts.changes(row.count) if row.count else "", Type.HELP, "secondary"),
    ):
        painter.setFont(theme.font(role))
        painter.setPen(look.color(ink))
        area_left = QRectF(left, area.top() - 4, area.right() - left, area.height() + 8)
        painter.drawText(area_left, flags, words)
        left += painter.fontMetrics().horizontalAdvance(words) + theme.scaled(10)


def _paint_kind(painter: QPainter, area: QRectF, row: ChangeRow) -> None:
    look, side = theme.tokens(), theme.scaled(_ICON)
    icon, ink = kind_icon(row)
    line = painter.fontMetrics().height()
    square = QRectF(area.left(), area.top() + (line - side) / 2, side, side)
    icons.paint(painter, square, icon, look.color(ink))
    painter.setFont(theme.font(Type.BODY))
    painter.setPen(look.color("secondary"))
    room = area.adjusted(side + theme.scaled(6), 0, 0, 0)
    painter.drawText(room, int(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft), kind_word(row))


def _paint_box(painter: QPainter, area: QRectF, option: QStyleOptionViewItem, index: Index) -> None:
    state = index.data(Qt.ItemDataRole.CheckStateRole)
    if state is None:
        return
    side = theme.scaled(16)
    box = QStyleOptionButton()
    square = QRectF(area.center().x() - side / 2, area.center().y() - side / 2, side, side)
    box.rect = square.toRect()
    on = Qt.CheckState(state) is Qt.CheckState.Checked
    flag = QStyle.StateFlag.State_On if on else QStyle.StateFlag.State_Off
    box.state = QStyle.StateFlag.State_Enabled | flag
    widget = option.widget
    style = widget.style() if isinstance(widget, QWidget) else None
    if style is not None:
        style.drawPrimitive(QStyle.PrimitiveElement.PE_IndicatorItemViewItemCheck, box, painter, widget)


class ChangesView(QTableView):
    """The table; ``change_moved`` carries the change under the keyboard, None on a heading."""

    change_moved = Signal(object)

    def __init__(self, model: ChangesModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.changes = model
        self.setModel(model)
        self.setAccessibleName(texts.CHANGES)
        self.setItemDelegate(ChangeDelegate(self))
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setProperty("framed", False)
        self.setShowGrid(False)
        self.setTabKeyNavigation(False)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.verticalHeader().hide()
        self.horizontalHeader().setSectionsClickable(False)
        self.horizontalHeader().setAccessibleName(f"{texts.CHANGES}, colonnes")
        self._timer = QTimer(self, singleShot=True, interval=0)
        self._timer.timeout.connect(self.fit)
        model.modelReset.connect(self._timer.start)
        model.modelReset.connect(self._span)
        self.selectionModel().currentRowChanged.connect(lambda *_: self.change_moved.emit(self.current()))
        self.clicked.connect(self._clicked)

    def current(self) -> ChangeRow | None:
        """The change under the keyboard."""
        number = self.currentIndex().row()
        row = self.changes.rows[number] if 0 <= number < len(self.changes.rows) else None
        return row if isinstance(row, ChangeRow) else None

    def choose(self, number: int) -> None:
        """Put the keyboard on a row."""
        index = self.changes.index(number, max(0, self.currentIndex().column()))
        self.setCurrentIndex(index)
        self.scrollTo(index)

    def step(self, by: int) -> None:
        """Go to the next change, or the one before, over headings and fields that are the same."""
        rows, number = self.changes.rows, self.currentIndex().row() + by
        while 0 <= number < len(rows):
            row = rows[number]
            if isinstance(row, ChangeRow) and row.changed:
                self.choose(number)
                return
            number += by

    def toggle(self) -> None:
        """Mark the current change as seen, or not; on a heading, fold its section."""
        number = self.currentIndex().row()
        if not 0 <= number < len(self.changes.rows):
            return
        row = self.changes.rows[number]
        if isinstance(row, Heading):
            self.changes.fold(number)
            self.choose(min(number, len(self.changes.rows) - 1))
        else:
            self.changes.set_seen(number, not self.changes.is_seen(row))

    def fit(self) -> None:
        """Share the width between the two texts, and make every row as high as its text."""
        self._timer.stop()
        fixed = sum(theme.scaled(width) for width in _WIDTHS.values())
        room = max(self.viewport().width() - fixed, 2 * theme.scaled(120))
        header = self.horizontalHeader()
        header.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        for column, width in _WIDTHS.items():
            self.setColumnWidth(column, theme.scaled(width))
        self.setColumnWidth(OLD, room // 2)
        self.setColumnWidth(NEW, room - room // 2)
        self.resizeRowsToContents()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """The space bar marks seen, Entrée as well or folds."""
        keys = (Qt.Key.Key_Space, Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if event.key() in keys and not event.modifiers():
            self.toggle()
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Texts wrap at the new width."""
        super().resizeEvent(event)
        self._timer.start()

    def changeEvent(self, event: QEvent) -> None:
        """Follow a larger font or another look."""
        super().changeEvent(event)
        if event.type() in (QEvent.Type.ApplicationFontChange, QEvent.Type.PaletteChange):
            _document.cache_clear()
            if hasattr(self, "_timer"):
                self._timer.start()

    def _clicked(self, index: QModelIndex) -> None:
        row = self.changes.rows[index.row()]
        if isinstance(row, Heading):
            self.changes.fold(index.row())
        elif index.column() == SEEN:
            self.changes.set_seen(index.row(), not self.changes.is_seen(row))

    def _span(self) -> None:
        self.clearSpans()
        for number, row in enumerate(self.changes.rows):
            if isinstance(row, Heading):
                self.setSpan(number, 0, 1, self.changes.columnCount())
