"""The tool bar: back, forward, refresh, new, print, undo, and the box of Ctrl+K."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QSizePolicy, QToolButton, QWidget

from agence_desktop.core.french import NBSP
from agence_desktop.desktop import icons, theme
from agence_desktop.desktop.shell import texts
from agence_desktop.desktop.tokens import Height, Type
from agence_desktop.desktop.widgets.accessible import without_mnemonic
from agence_desktop.desktop.widgets.labels import ElidedLabel, IconLabel, Label

# Between the words of a button and its shortcut.
_GAP = NBSP * 2


class _ActionButton(QToolButton):
    """A button of the bar over an action; with words it also shows the shortcut."""

    def __init__(self, action: QAction, worded: bool) -> None:
        super().__init__()
        self._worded = worded
        icons.show_promised((action,))
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setDefaultAction(action)
        self.setIconSize(QSize(theme.scaled(18), theme.scaled(18)))
        self.setMinimumHeight(theme.scaled(28))
        style = Qt.ToolButtonStyle
        self.setToolButtonStyle(style.ToolButtonTextBesideIcon if worded else style.ToolButtonIconOnly)
        action.changed.connect(self._follow)
        self._follow()

    def _follow(self) -> None:
        action = self.defaultAction()
        words = without_mnemonic(action.text()).rstrip("…")
        keys = action.shortcut().toString(QKeySequence.SequenceFormat.NativeText)
        self.setText(f"{words}{_GAP}{keys}" if keys and self._worded else words)
        self.setAccessibleName(words)
        self.setToolTip(f"{words} ({keys})" if keys else words)


class PaletteBox(QPushButton):
    """Looks like a field; a click, Entrée or Ctrl+K opens the palette."""

    def __init__(self) -> None:
        super().__init__()
        self.setAccessibleName(texts.PALETTE_NAME)
        self.setToolTip(f"{texts.PALETTE_NAME} (Ctrl+K)")
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setMaximumWidth(theme.scaled(440))
        line = QHBoxLayout(self)
        line.setContentsMargins(8, 0, 8, 0)
        line.addWidget(IconLabel("magnify", "secondary", 16))
        line.addWidget(ElidedLabel(texts.PALETTE_HINT, Type.BODY, "secondary"))
        line.addStretch(1)
        key = Label("Ctrl+K", Type.HELP)
        key.setProperty("surface", "key")
        line.addWidget(key, 0, Qt.AlignmentFlag.AlignVCenter)
        self.setMinimumHeight(theme.scaled(Height.FIELD))
        for label in self.findChildren(QWidget):
            label.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)


class ToolBar(QFrame):
    """One line of 44 px; ``palette_box`` opens the palette."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(texts.TOOL_BAR)
        self.setProperty("surface", "tools")
        self._line = QHBoxLayout(self)
        self._line.setContentsMargins(12, 4, 12, 4)
        self._line.setSpacing(4)
        self.palette_box = PaletteBox()
        self._line.addStretch(1)
        self._line.addWidget(self.palette_box, 2)
        self.setMinimumHeight(theme.scaled(Height.TOOL_BAR))

    def add_action(self, action: QAction, *, worded: bool = False) -> None:
        """Add a button before the box."""
        self._line.insertWidget(self._line.count() - 2, _ActionButton(action, worded))

    def add_line(self) -> None:
        """Part two groups of buttons."""
        line = QFrame()
        line.setFrameShape(QFrame.Shape.VLine)
        line.setProperty("surface", "separator")
        line.setFixedWidth(1)
        self._line.insertWidget(self._line.count() - 2, line)
