"""Ctrl+K: one box over everything, by keyboard all the way."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any

from PySide6.QtCore import (
    QAbstractListModel,
    QEvent,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QPoint,
    QRectF,
    QSize,
    Qt,
    QTimer,
)
from PySide6.QtGui import QAction, QFontMetricsF, QKeyEvent, QPainter
from PySide6.QtWidgets import (
    QFrame,
    QLineEdit,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from agence_desktop.desktop import icons, texts, theme
from agence_desktop.desktop.contribution import SearchHit, SearchProvider
from agence_desktop.desktop.places import Target
from agence_desktop.desktop.shell.palette_items import MOST_PER_GROUP, PaletteGroup, PaletteItem, grouped
from agence_desktop.desktop.tasks import Cancel, Failure, Tasks
from agence_desktop.desktop.tokens import Height, Type
from agence_desktop.desktop.widgets.accessible import announce
from agence_desktop.desktop.widgets.labels import Label

Index = QModelIndex | QPersistentModelIndex
ITEM_ROLE = int(Qt.ItemDataRole.UserRole)
_TYPING_MS = 120
_WIDTH, _MOST_LINES = 640, 14
_KEYS = {
    Qt.Key.Key_Down: 1,
    Qt.Key.Key_Up: -1,
    Qt.Key.Key_PageDown: 6,
    Qt.Key.Key_PageUp: -6,
}


@dataclass(frozen=True, slots=True)
class _Title:
    words: str


class PaletteModel(QAbstractListModel):
    """Titles of groups and the lines under them; a title can be read but not taken."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._lines: list[_Title | PaletteItem] = []

    def show(self, groups: Sequence[PaletteGroup]) -> None:
        """Show these groups."""
        self.beginResetModel()
        self._lines = []
        for group in groups:
            self._lines.append(_Title(group.title))
            self._lines.extend(group.items)
        self.endResetModel()

    def takable(self) -> list[int]:
        """The lines that can be taken."""
        return [n for n, line in enumerate(self._lines) if isinstance(line, PaletteItem) and line.enabled]

    def item(self, line: int) -> PaletteItem:
        """A line that can be taken; TypeError for a title."""
        found = self._lines[line]
        if isinstance(found, _Title):
            raise TypeError("a title cannot be taken")
        return found

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        """Titles and lines."""
        return 0 if parent.isValid() else len(self._lines)

    def flags(self, index: Index) -> Qt.ItemFlag:
        """A title is only read."""
        line = self._lines[index.row()]
        if isinstance(line, PaletteItem) and line.enabled:
            return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        return Qt.ItemFlag.NoItemFlags

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """The words; all of them for screen readers."""
        line = self._lines[index.row()]
        if role == ITEM_ROLE:
            return line
        if role == Qt.ItemDataRole.DisplayRole:
            return line.words if isinstance(line, _Title) else line.title
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return line.words if isinstance(line, _Title) else spoken(line)
        return None


def spoken(item: PaletteItem) -> str:
    """« Nouvelle réservation, Réservation, Ctrl+N »."""
    return ", ".join(part for part in (item.title, item.detail, item.shortcut) if part)


class PaletteDelegate(QStyledItemDelegate):
    """Icon, words, where it stands, and the shortcut at the right."""

    def sizeHint(self, _option: QStyleOptionViewItem, index: Index) -> QSize:
        """Titles are lower than lines."""
        high = Height.GROUP if isinstance(index.data(ITEM_ROLE), _Title) else Height.ROW
        return QSize(200, theme.scaled(high))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Draw a title or a line."""
        line, area, look = index.data(ITEM_ROLE), QRectF(option.rect), theme.tokens()
        flags = int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft)
        painter.save()
        pad = theme.scaled(12)
        if isinstance(line, _Title):
            painter.fillRect(area, look.color("header"))
            painter.setFont(theme.font(Type.HELP))
            painter.setPen(look.color("secondary"))
            painter.drawText(area.adjusted(pad, 0, -pad, 0), flags, line.words)
            painter.restore()
            return
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        painter.fillRect(area, look.color("selection" if chosen else "surface"))
        if chosen:
            painter.fillRect(QRectF(area.left(), area.top(), 3, area.height()), look.color("accent"))
        ink = look.color("text" if line.enabled else "disabled")
        side = theme.scaled(18)
        if line.icon:
            square = QRectF(area.left() + pad, area.center().y() - side / 2, side, side)
            icons.paint(painter, square, line.icon, ink)
        room = area.adjusted(pad + side + pad, 0, -pad, 0)
        self._right(painter, room, line.shortcut)
        painter.setFont(theme.font(Type.BODY))
        painter.setPen(ink)
        title = QFontMetricsF(painter.font()).elidedText(
            line.title, Qt.TextElideMode.ElideRight, room.width()
        )
        painter.drawText(room, flags, title)
        room.setLeft(room.left() + QFontMetricsF(painter.font()).horizontalAdvance(title) + pad)
        painter.setFont(theme.font(Type.HELP))
        painter.setPen(look.color("secondary" if line.enabled else "disabled"))
        detail = QFontMetricsF(painter.font()).elidedText(
            line.detail, Qt.TextElideMode.ElideRight, max(0.0, room.width())
        )
        painter.drawText(room, flags, detail)
        painter.restore()

    @staticmethod
    def _right(painter: QPainter, room: QRectF, words: str) -> None:
        if not words:
            return
        painter.setFont(theme.font(Type.HELP))
        painter.setPen(theme.tokens().color("secondary"))
        width = QFontMetricsF(painter.font()).horizontalAdvance(words) + 8
        flags = int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight)
        painter.drawText(QRectF(room.right() - width, room.top(), width, room.height()), flags, words)
        room.setRight(room.right() - width - 8)


class Palette(QFrame):
    """The box; ``local`` gives commands and places at once, the providers' answers come when they come."""

    def __init__(
        self,
        window: QWidget,
        tasks: Tasks,
        local: Callable[[], Sequence[PaletteGroup]],
        providers: Callable[[], Sequence[SearchProvider]],
        go: Callable[[Target], object],
    ) -> None:
        super().__init__(window, Qt.WindowType.Popup)
        self.setProperty("surface", "panel")
        self.setAccessibleName(texts.PALETTE_NAME)
        self._window, self._tasks, self._local = window, tasks, local
        self._providers, self._go = providers, go
        self._cancel = Cancel()
        self._found: dict[int, PaletteGroup] = {}
        self._waiting = 0
        self.line = QLineEdit()
        self.line.setPlaceholderText(texts.PALETTE_HINT)
        self.line.setAccessibleName(texts.PALETTE_NAME)
        look = QAction(self)
        icons.set_icon(look, "magnify", "secondary", 18)
        self.line.addAction(look, QLineEdit.ActionPosition.LeadingPosition)
        self.line.installEventFilter(self)
        self.model = PaletteModel(self)
        self.view = QListView()
        self.view.setAccessibleName("Résultats")
        self.view.setModel(self.model)
        self.view.setItemDelegate(PaletteDelegate(self))
        self.view.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.view.setMouseTracking(True)
        self.view.clicked.connect(self._take)
        self.view.selectionModel().currentChanged.connect(self._say_current)
        self._nothing = Label(texts.PALETTE_EMPTY, Type.BODY, "secondary", wrap=True)
        self._nothing.setContentsMargins(12, 8, 12, 8)
        box = QVBoxLayout(self)
        box.setContentsMargins(8, 8, 8, 8)
        box.setSpacing(8)
        for widget in (self.line, self.view, self._nothing):
            box.addWidget(widget)
        self._timer = QTimer(self, singleShot=True, interval=_TYPING_MS)
        self._timer.timeout.connect(self._search)
        self.line.textChanged.connect(self._typed)

    def open(self, text: str = "") -> None:
        """Show the box over the top of the window."""
        self.line.setText(text)
        self._typed()
        self.setFixedWidth(min(theme.scaled(_WIDTH), self._window.width() - 32))
        corner = QPoint((self._window.width() - self.width()) // 2, theme.scaled(64))
        self.move(self._window.mapToGlobal(corner))
        self.show()
        self.line.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.line.selectAll()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """The arrows move in the list while the focus stays in the line; Entrée takes, Échap closes."""
        if watched is self.line and isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            key = Qt.Key(event.key())
            if key in _KEYS:
                self._step(_KEYS[key])
                return True
            if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
                self._take(self.view.currentIndex())
                return True
            if key == Qt.Key.Key_Escape:
                self.close()
                return True
        return super().eventFilter(watched, event)

    def _typed(self) -> None:
        self._cancel.request()
        self._found, self._waiting = {}, 0
        self._show()
        if self.line.text().strip():
            self._timer.start()
        else:
            self._timer.stop()

    def _search(self) -> None:
        text = self.line.text().strip()
        self._cancel = Cancel()
        for place, provider in enumerate(self._providers()):
            self._waiting += 1
            self._tasks.run(
                provider.find,
                text,
                MOST_PER_GROUP,
                owner=self,
                cancel=self._cancel,
                done=partial(self._arrived, place, provider.group),
                failed=self._failed,
            )

    def _arrived(self, place: int, title: str, hits: Sequence[SearchHit]) -> None:
        self._waiting -= 1
        items = tuple(
            PaletteItem(hit.title, partial(self._go, hit.target), hit.detail, "", hit.icon) for hit in hits
        )
        if items:
            self._found[place] = PaletteGroup(title, items)
        self._show()

    def _failed(self, failure: Failure) -> None:
        self._waiting -= 1
        self._show()
        announce(self.line, failure.sentence)

    def _show(self) -> None:
        kept = self.view.currentIndex().data(Qt.ItemDataRole.AccessibleTextRole)
        groups = [self._found[place] for place in sorted(self._found)] + grouped(
            self.line.text(), self._local()
        )
        self.model.show(groups)
        takable = self.model.takable()
        self.view.setVisible(bool(groups))
        self._nothing.setVisible(not groups)
        self._nothing.setText(texts.PALETTE_SEARCHING if self._waiting else texts.PALETTE_EMPTY)
        if takable:
            same = (n for n in takable if spoken(self.model.item(n)) == kept)
            self.view.setCurrentIndex(self.model.index(next(same, takable[0])))
        lines = min(self.model.rowCount(), _MOST_LINES)
        self.view.setFixedHeight(lines * theme.scaled(Height.ROW) + 2)
        self.adjustSize()

    def _step(self, by: int) -> None:
        takable = self.model.takable()
        if not takable:
            return
        present = self.view.currentIndex().row()
        place = takable.index(present) if present in takable else -1
        # A single step goes round, a page stops at the ends.
        place = (place + by) % len(takable) if abs(by) == 1 else max(0, min(place + by, len(takable) - 1))
        self.view.setCurrentIndex(self.model.index(takable[place]))

    def _take(self, index: QModelIndex) -> None:
        item = index.data(ITEM_ROLE)
        if isinstance(item, PaletteItem) and item.enabled:
            self.close()
            item.run()

    def _say_current(self, index: QModelIndex) -> None:
        item = index.data(ITEM_ROLE)
        if isinstance(item, PaletteItem) and self.isVisible():
            announce(self.line, spoken(item))
