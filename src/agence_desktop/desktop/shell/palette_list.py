"""The list of the palette: titles of groups and the lines under them, drawn and told."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetricsF, QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from agence_desktop.desktop import icons, theme
from agence_desktop.desktop.shell.palette_items import PaletteGroup, PaletteItem
from agence_desktop.desktop.tokens import Height, Type

Index = QModelIndex | QPersistentModelIndex
ITEM_ROLE = int(Qt.ItemDataRole.UserRole)


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
