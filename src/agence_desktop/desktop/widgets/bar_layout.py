"""A bar whose ends stand apart on one line, and that goes on to further lines where room lacks."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtWidgets import QLayout, QLayoutItem, QWidget

from agence_desktop.desktop import theme


class BarLayout(QLayout):
    """Widgets of the left end, then those of the right end (``add_right``), centred on their line."""

    def __init__(self, parent: QWidget | None = None, gap: int = 8) -> None:
        super().__init__(parent)
        self._items: list[QLayoutItem] = []
        self._right: set[QWidget] = set()
        self._gap = gap

    def add_right(self, widget: QWidget) -> None:
        """Add at the right end."""
        self._right.add(widget)
        self.addWidget(widget)

    def addItem(self, item: QLayoutItem) -> None:
        """Take an item."""
        self._items.append(item)

    def count(self) -> int:
        """How many items there are."""
        return len(self._items)

    def itemAt(self, index: int) -> QLayoutItem:
        """An item, None past the end."""
        return self._items[index] if 0 <= index < len(self._items) else None  # type: ignore[return-value]

    def takeAt(self, index: int) -> QLayoutItem:
        """Give an item back, None past the end."""
        return self._items.pop(index) if 0 <= index < len(self._items) else None  # type: ignore[return-value]

    def expandingDirections(self) -> Qt.Orientation:
        """Only as high as its lines."""
        return Qt.Orientation.Horizontal

    def hasHeightForWidth(self) -> bool:
        """More lines where the width is small."""
        return True

    def heightForWidth(self, width: int) -> int:
        """The height of its lines."""
        return self._place(QRect(0, 0, width, 0), moving=False)

    def setGeometry(self, rect: QRect) -> None:
        """Put everything in its place."""
        super().setGeometry(rect)
        self._place(rect, moving=True)

    def sizeHint(self) -> QSize:
        """All on one line."""
        sizes = [item.sizeHint() for item in self._shown()]
        gap, margins = theme.scaled(self._gap), self.contentsMargins()
        width = sum(size.width() for size in sizes) + gap * max(len(sizes), 1)
        height = max((size.height() for size in sizes), default=0)
        return QSize(width + margins.left() + margins.right(), height + margins.top() + margins.bottom())

    def minimumSize(self) -> QSize:
        """The widest of its widgets."""
        sizes = [item.minimumSize() for item in self._shown()]
        margins = self.contentsMargins()
        return QSize(
            max((size.width() for size in sizes), default=0) + margins.left() + margins.right(),
            max((size.height() for size in sizes), default=0) + margins.top() + margins.bottom(),
        )

    def _shown(self) -> list[QLayoutItem]:
        return [item for item in self._items if not item.isEmpty()]

    def _place(self, rect: QRect, *, moving: bool) -> int:
        """Lay out and answer the height."""
        margins, gap = self.contentsMargins(), theme.scaled(self._gap)
        area = rect.marginsRemoved(margins)
        lines = self._lines(area.width(), gap)
        top = area.top()
        for line in lines:
            height = max(item.sizeHint().height() for item in line)
            if moving:
                self._place_line(line, QRect(area.left(), top, area.width(), height), gap)
            top += height + gap
        inner = top - gap - area.top() if lines else 0
        return inner + margins.top() + margins.bottom()

    def _lines(self, width: int, gap: int) -> list[list[QLayoutItem]]:
        """Left and right ends share a line where both fit; otherwise each end wraps by itself."""
        shown = self._shown()
        ends = [
            [item for item in shown if (item.widget() in self._right) is right] for right in (False, True)
        ]
        if sum(item.sizeHint().width() + gap for item in shown) <= width + gap:
            return [shown] if shown else []
        lines: list[list[QLayoutItem]] = []
        for end in ends:
            room = 0
            for item in end:
                wanted = item.sizeHint().width()
                if item is end[0] or wanted > room:
                    lines.append([])
                    room = width
                lines[-1].append(item)
                room -= wanted + gap
        return lines

    def _place_line(self, line: list[QLayoutItem], area: QRect, gap: int) -> None:
        left, right = area.left(), area.right() + 1
        for item in (one for one in line if one.widget() not in self._right):
            left = self._put(item, left, area) + gap
        rest = [one for one in line if one.widget() in self._right]
        taken = sum(item.sizeHint().width() for item in rest) + gap * max(len(rest) - 1, 0)
        at = max(right - taken, left)
        for item in rest:
            at = self._put(item, at, area) + gap

    @staticmethod
    def _put(item: QLayoutItem, left: int, area: QRect) -> int:
        """Place one item, centred on its line; its right end."""
        size = item.sizeHint()
        width = min(size.width(), area.width())
        top = area.top() + (area.height() - size.height()) // 2
        item.setGeometry(QRect(QPoint(left, top), QSize(width, size.height())))
        return left + width
