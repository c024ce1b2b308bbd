"""What is said of a field, under the fields: as high as it needs, scrolled where there is too little room."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QScrollArea, QSizePolicy, QWidget

from agence_desktop.desktop import theme

_LEAST = 28


class NotesArea(QScrollArea):
    """Holds one widget whose height follows its width; the keyboard goes to what it holds."""

    def __init__(self, held: QWidget) -> None:
        super().__init__()
        held.setProperty("surface", "plain")
        held.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setProperty("framed", False)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        self._held = held
        self.setWidget(held)
        held.installEventFilter(self)

    def sizeHint(self) -> QSize:
        """As high as what it holds at this width."""
        return QSize(0, self._wanted())

    def minimumSizeHint(self) -> QSize:
        """A line, the rest being scrolled."""
        return QSize(0, min(self._wanted(), theme.scaled(_LEAST)))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Another width asks for another height."""
        super().resizeEvent(event)
        self.updateGeometry()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Something is said, or not any more."""
        if event.type() is QEvent.Type.LayoutRequest:
            self.updateGeometry()
        return super().eventFilter(watched, event)

    def _wanted(self) -> int:
        layout = self._held.layout()
        if layout is None:
            return 0
        if layout.hasHeightForWidth():
            return layout.totalHeightForWidth(max(1, self.viewport().width()))
        return layout.totalSizeHint().height()
