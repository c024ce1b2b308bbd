"""The sheet as it will print, drawn anew a moment after the last key, off the screen's thread."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from PySide6.QtCore import QPointF, Qt, QTimer, Signal
from PySide6.QtPdf import QPdfDocument
from PySide6.QtWidgets import (
    QCheckBox,
    QFrame,
    QHBoxLayout,
    QStackedWidget,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from agence_desktop.desktop import icons, theme
from agence_desktop.desktop.dialogs.paper import LoadedPdf
from agence_desktop.desktop.dialogs.preview_texts import NEXT_PAGE, PREVIOUS_PAGE
from agence_desktop.desktop.positions.editor import texts
from agence_desktop.desktop.positions.editor.page_view import Edges, PageView, section_spot, spot_of
from agence_desktop.desktop.positions.editor.store import EditorStore
from agence_desktop.desktop.tasks import Cancel, Failure, Lane, Tasks
from agence_desktop.desktop.tokens import Height, Type
from agence_desktop.desktop.widgets.labels import Label

SETTLE_MS = 300


@dataclass(frozen=True, slots=True)
class DrawnPage:
    """A document that was made, how long that took, in seconds, and where its fields stand."""

    pdf: bytes
    seconds: float
    spots: Mapping[str, Edges]


class PreviewPane(QFrame):
    """``open_requested`` asks for the page in a window; ``follow_chosen`` tells whether to follow fields."""

    open_requested = Signal()
    follow_chosen = Signal(bool)

    def __init__(
        self,
        store: EditorStore,
        tasks: Tasks,
        draw: Callable[[], Callable[[], DrawnPage] | None],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setProperty("surface", "panel")
        self._store, self._tasks, self._draw = store, tasks, draw
        self._loaded: LoadedPdf | None = None
        self._cancel: Cancel | None = None
        self._stale = True
        self.view = PageView(self)
        self.view.setFrameShape(QFrame.Shape.NoFrame)
        self.view.setAccessibleName(texts.PREVIEW)
        self.view.pageNavigator().currentPageChanged.connect(lambda _page: self._tell_page())
        self.pages = Label("", Type.BODY, "secondary")
        self.note = Label("", Type.HELP, "secondary", wrap=True)
        self.follow = QCheckBox(texts.FOLLOW)
        self.follow.setToolTip(texts.FOLLOW_TIP)
        self.follow.setChecked(True)
        self.follow.toggled.connect(self._follow_chosen)
        self._spots: Mapping[str, Edges] = {}
        self._section = 0
        self.waiting = Label(texts.PREVIEW_LATER, Type.BODY, "secondary", wrap=True)
        self.waiting.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.previous = self._button("chevron-left", PREVIOUS_PAGE, lambda: self.turn(-1))
        self.next = self._button("chevron-right", NEXT_PAGE, lambda: self.turn(1))
        self.opener = self._button("open-in-new", texts.OPEN_PREVIEW, self.open_requested.emit)
        self._timer = QTimer(self, singleShot=True, interval=SETTLE_MS)
        self._timer.timeout.connect(self.draw_now)
        self._arrange()
        self._tell_page()
        store.changed.connect(self._touch)
        store.path_changed.connect(lambda _path: self._follow())

    @property
    def busy(self) -> bool:
        """Whether a page is awaited."""
        return self._cancel is not None or (self._timer.isActive() and self.isVisible())

    @property
    def page_count(self) -> int:
        """How many pages are shown."""
        return self._loaded.document.pageCount() if self._loaded is not None else 0

    def turn(self, by: int) -> None:
        """The next page."""
        page = self.view.pageNavigator().currentPage() + by
        if 0 <= page < self.page_count:
            self.view.pageNavigator().jump(page, QPointF(), 0.0)

    def draw_now(self) -> None:
        """Have the page made, instead of the one that is being made."""
        self._timer.stop()
        if not self.isVisible():
            return
        if self._cancel is not None:
            # One page at a time: the newest is drawn when this one has come.
            self._stale = True
            return
        work = self._draw()
        if work is None:
            return
        self._stale = False
        self._cancel = Cancel()
        self.note.setText(texts.PREVIEW_BUSY)
        self._tasks.run(
            work, owner=self, cancel=self._cancel, lane=Lane.POOL, done=self._show, failed=self._failed
        )

    def follow_section(self, number: int) -> None:
        """The fields of a section are shown."""
        self._section = number
        self._follow()

    def let_go(self) -> None:
        """Show nothing, and free the document."""
        if self._loaded is not None:
            self.view.setDocument(QPdfDocument(self.view))
            self._loaded.close()
            self._loaded = None

    def showEvent(self, event: object) -> None:
        """What changed meanwhile is drawn."""
        super().showEvent(event)  # type: ignore[arg-type]
        if self._stale:
            self._timer.start()

    def _touch(self) -> None:
        self._stale = True
        self._timer.start()

    def _show(self, page: DrawnPage) -> None:
        self._cancel = None
        loaded = LoadedPdf(page.pdf)
        if loaded.document.status() is not QPdfDocument.Status.Ready:
            loaded.close()
            self.note.setText(texts.PREVIEW_FAILED)
            return
        across, down = self.view.horizontalScrollBar().value(), self.view.verticalScrollBar().value()
        old, self._loaded = self._loaded, loaded
        self.view.setDocument(loaded.document)
        if old is not None:
            old.close()
        self._stack.setCurrentIndex(1)
        self.view.horizontalScrollBar().setValue(across)
        self.view.verticalScrollBar().setValue(down)
        self._spots = page.spots
        self._follow()
        self.note.setText(texts.drawn_in(page.seconds))
        self._tell_page()
        if self._stale:
            self._timer.start()

    def _follow_chosen(self, on: bool) -> None:
        self._follow()
        self.follow_chosen.emit(on)

    def _follow(self) -> None:
        """Frame the field where the keyboard is, and show it."""
        if self._loaded is None:
            return
        path, section = self._store.path, self._section
        if self._store.section_of(path) != section:
            path = ""
        spot = spot_of(path, self._spots) or self._spots.get(section_spot(section))
        self.view.frame(spot if self.follow.isChecked() else None)
        self.view.show_framed()

    def _failed(self, failure: Failure) -> None:
        self._cancel = None
        self.note.setText(failure.sentence if failure.expected else texts.PREVIEW_FAILED)
        if self._stale:
            self._timer.start()

    def _tell_page(self) -> None:
        page, count = self.view.pageNavigator().currentPage() + 1, self.page_count
        self.pages.setText(texts.page(page, count) if count else "")
        self.previous.setEnabled(page > 1 and bool(count))
        self.next.setEnabled(page < count)
        self.opener.setEnabled(bool(count))
        if self._loaded is not None:
            self.view.setAccessibleDescription(self._loaded.document.getAllText(page - 1).text())

    def _button(self, icon: str, words: str, act: Callable[[], object]) -> QToolButton:
        button = QToolButton()
        icons.set_icon(button, icon, "text", 18)
        button.setAccessibleName(words)
        button.setToolTip(words)
        button.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        button.clicked.connect(lambda _=False: act())
        return button

    def _arrange(self) -> None:
        head = QHBoxLayout()
        head.setContentsMargins(12, 0, 6, 0)
        head.setSpacing(4)
        title = Label(texts.PREVIEW, Type.SUBJECT)
        title.setMinimumHeight(theme.scaled(Height.PANEL_HEADER))
        head.addWidget(title, 1)
        for widget in (self.previous, self.pages, self.next, self.opener):
            head.addWidget(widget)
        self._stack = QStackedWidget()
        self._stack.addWidget(self.waiting)
        self._stack.addWidget(self.view)
        foot = QHBoxLayout()
        foot.setContentsMargins(12, 4, 12, 6)
        foot.addWidget(self.follow)
        foot.addStretch(1)
        foot.addWidget(self.note)
        box = QVBoxLayout(self)
        box.setContentsMargins(1, 1, 1, 1)
        box.setSpacing(0)
        box.addLayout(head)
        box.addWidget(self._stack, 1)
        box.addLayout(foot)
