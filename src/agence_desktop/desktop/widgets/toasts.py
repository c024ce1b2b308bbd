"""Toasts: a short message over the lower left corner, that can be undone or opened, and goes by itself."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QEnterEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QToolButton, QWidget

from agence_desktop.desktop import icons, theme
from agence_desktop.desktop.widgets import texts
from agence_desktop.desktop.widgets.accessible import announce
from agence_desktop.desktop.widgets.labels import IconLabel, Label

SHOWN_MS = 8_000
_MOST = 3
_ICONS = {"ok": "check-circle", "warning": "alert", "danger": "alert-circle"}


class Toast(QFrame):
    """One message; it waits while the pointer or the focus is on it. ``gone`` when it closes."""

    gone = Signal()

    def __init__(
        self, sentence: str, kind: str, actions: Sequence[tuple[str, Callable[[], object]]], parent: QWidget
    ) -> None:
        super().__init__(parent)
        self.setProperty("surface", "panel")
        self.setAccessibleName(sentence)
        box = QHBoxLayout(self)
        box.setContentsMargins(12, 8, 8, 8)
        box.setSpacing(8)
        box.addWidget(IconLabel(_ICONS[kind], kind, 20))
        words = Label(sentence, wrap=True)
        box.addWidget(words, 1)
        for word, run in actions:
            button = QPushButton(word)
            button.setProperty("kind", "link")
            button.clicked.connect(partial(self._act, run))
            box.addWidget(button)
        close = QToolButton()
        icons.set_icon(close, "close", "secondary", 16)
        close.setAccessibleName(texts.CLOSE_MESSAGE)
        close.setToolTip(texts.CLOSE_MESSAGE)
        close.clicked.connect(self.close_now)
        box.addWidget(close)
        self._timer = QTimer(self, singleShot=True, interval=SHOWN_MS)
        self._timer.timeout.connect(self.close_now)
        self._timer.start()

    def close_now(self) -> None:
        """Go away."""
        self._timer.stop()
        self.hide()
        self.gone.emit()

    def enterEvent(self, event: QEnterEvent) -> None:
        """Stay while the pointer is here."""
        self._timer.stop()
        super().enterEvent(event)

    def leaveEvent(self, event: QEvent) -> None:
        """Go a moment after the pointer left."""
        if self.isVisible():
            self._timer.start()
        super().leaveEvent(event)

    def _act(self, run: Callable[[], object], _checked: bool = False) -> None:
        self.close_now()
        run()


class Toasts(QObject):
    """The toasts of a window, the newest lowest, in the lower left: buttons stand at the lower right.

    ``above`` and ``beside`` give the height of the bar below them and the width of that at their left.
    """

    def __init__(self, window: QWidget, above: Callable[[], int], beside: Callable[[], int]) -> None:
        super().__init__(window)
        self._window, self._above, self._beside = window, above, beside
        self._shown: list[Toast] = []
        self._following = False

    @property
    def sentences(self) -> list[str]:
        """What is being said, oldest first."""
        return [toast.accessibleName() for toast in self._shown]

    def tell(
        self, sentence: str, kind: str = "ok", actions: Sequence[tuple[str, Callable[[], object]]] = ()
    ) -> Toast:
        """Show a message, with what can be done about it, and have it read."""
        if not self._following:
            self._following = True
            self._window.installEventFilter(self)
        toast = Toast(sentence, kind, actions, self._window)
        toast.gone.connect(lambda: self._drop(toast))
        self._shown.append(toast)
        toast.show()
        if len(self._shown) > _MOST:
            self._shown[0].close_now()
        self._place()
        announce(toast, sentence, urgent=kind == "danger")
        return toast

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Follow the size of the window."""
        if watched is self._window and event.type() == QEvent.Type.Resize:
            self._place()
        return super().eventFilter(watched, event)

    def close(self, toast: Toast) -> None:
        """Take a message away, where it is still shown."""
        if toast in self._shown:
            toast.close_now()

    def close_all(self) -> None:
        """Take all messages away."""
        for toast in list(self._shown):
            toast.close_now()

    def _drop(self, toast: Toast) -> None:
        if toast in self._shown:
            self._shown.remove(toast)
            toast.deleteLater()
            self._place()

    def _place(self) -> None:
        bottom = self._window.height() - self._above() - 12
        for toast in reversed(self._shown):
            toast.setFixedWidth(min(theme.scaled(420), self._window.width() - 24))
            toast.adjustSize()
            left = min(self._beside() + 16, self._window.width() - toast.width() - 8)
            toast.move(left, bottom - toast.height())
            toast.raise_()
            bottom -= toast.height() + 8


class Banner(QFrame):
    """A strip over the place: a lasting state of the whole window, with at most one action."""

    action_requested = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._kind = ""
        self._parts: tuple[IconLabel, Label, QPushButton] | None = None
        self.setAutoFillBackground(True)
        self.hide()

    @property
    def sentence(self) -> str:
        """What it says, empty when it is hidden."""
        return self._parts[1].text() if self._parts is not None else ""

    def say(self, sentence: str, kind: str = "warning", icon: str = "alert", action: str = "") -> None:
        """Show a state; an empty sentence hides the strip."""
        if not sentence and self._parts is None:
            return
        changed = sentence != self.sentence
        shown, words, button = self._filled()
        self._kind = kind
        words.setText(sentence)
        shown.set_icon(icon, kind)
        button.setText(action)
        button.setVisible(bool(action))
        self.setVisible(bool(sentence))
        self._tint()
        if sentence and changed:
            announce(self, sentence, urgent=kind == "danger")

    def changeEvent(self, event: QEvent) -> None:
        """Take the colours of another look."""
        if event.type() == QEvent.Type.PaletteChange and self._kind:
            self._tint()
        super().changeEvent(event)

    def _filled(self) -> tuple[IconLabel, Label, QPushButton]:
        """The icon, the words and the button, made when there is something to say."""
        if self._parts is None:
            icon, words, button = (
                IconLabel("information-outline", "text", 20),
                Label("", wrap=True),
                QPushButton(),
            )
            button.setProperty("small", True)
            button.clicked.connect(self.action_requested)
            box = QHBoxLayout(self)
            box.setContentsMargins(16, 4, 16, 4)
            box.setSpacing(8)
            box.addWidget(icon)
            box.addWidget(words, 1)
            box.addWidget(button)
            self._parts = icon, words, button
        return self._parts

    def _tint(self) -> None:
        ground = theme.tokens().color(f"{self._kind}_ground")
        palette = self.palette()
        if palette.color(self.backgroundRole()) != ground:
            palette.setColor(self.backgroundRole(), ground)
            self.setPalette(palette)
            self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground, False)
