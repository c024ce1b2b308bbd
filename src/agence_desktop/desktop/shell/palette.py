"""Ctrl+K: one box over everything, by keyboard all the way."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import QEvent, QModelIndex, QObject, QPoint, Qt, QTimer
from PySide6.QtGui import QAction, QKeyEvent
from PySide6.QtWidgets import QFrame, QLineEdit, QListView, QVBoxLayout, QWidget

from agence_desktop.desktop import icons, theme
from agence_desktop.desktop.contribution import SearchHit, SearchProvider
from agence_desktop.desktop.places import Target
from agence_desktop.desktop.shell import texts
from agence_desktop.desktop.shell.palette_items import MOST_PER_GROUP, PaletteGroup, PaletteItem, grouped
from agence_desktop.desktop.shell.palette_list import ITEM_ROLE, PaletteDelegate, PaletteModel, spoken
from agence_desktop.desktop.tasks import Cancel, Failure, Tasks
from agence_desktop.desktop.tokens import Height, Type
from agence_desktop.desktop.widgets.accessible import announce
from agence_desktop.desktop.widgets.labels import Label

_TYPING_MS = 120
_WIDTH, _MOST_LINES, _FEWEST_LINES = 640, 14, 3
_TOP, _MARGIN = 64, 16
_KEYS = {
    Qt.Key.Key_Down: 1,
    Qt.Key.Key_Up: -1,
    Qt.Key.Key_PageDown: 6,
    Qt.Key.Key_PageUp: -6,
}


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
        self.view.setAccessibleName(texts.RESULTS)
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
        corner = QPoint((self._window.width() - self.width()) // 2, theme.scaled(_TOP))
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
        self.view.setFixedHeight(min(lines * theme.scaled(Height.ROW) + 2, self._room()))
        self.adjustSize()

    def _room(self) -> int:
        """How high the list may be for the box to stay within the window; beyond, it scrolls."""
        box = self.layout()
        assert box is not None
        around = box.contentsMargins()
        taken = around.top() + self.line.sizeHint().height() + box.spacing() + around.bottom()
        room = self._window.height() - theme.scaled(_TOP) - theme.scaled(_MARGIN) - taken
        return max(room, _FEWEST_LINES * theme.scaled(Height.ROW) + 2)

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
