"""A large button: an icon, what it does, and one sentence that says what that means."""

from __future__ import annotations

from PySide6.QtCore import Property, QSize, Qt
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from agence_desktop.desktop import theme
from agence_desktop.desktop.tokens import Type
from agence_desktop.desktop.widgets.accessible import without_mnemonic
from agence_desktop.desktop.widgets.labels import IconLabel, Label


class TwoLineButton(QPushButton):
    """Used by forms made in Designer: ``description`` and ``iconName`` are properties."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._icon = IconLabel("chevron-right", "accent", 24)
        self._title = Label("", Type.SUBJECT)
        self._words = Label("", Type.HELP, "secondary", wrap=True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        self.setAutoDefault(False)
        lines = QVBoxLayout()
        lines.setSpacing(2)
        lines.addWidget(self._title)
        lines.addWidget(self._words)
        box = QHBoxLayout(self)
        box.setContentsMargins(12, 8, 12, 8)
        box.setSpacing(12)
        box.addWidget(self._icon, 0, Qt.AlignmentFlag.AlignTop)
        box.addLayout(lines, 1)
        for label in self.findChildren(QWidget):
            label.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)

    def setText(self, text: str) -> None:
        """The title; its mnemonic is that of the button."""
        # The labels draw the words; the button keeps only its shortcut.
        super().setText("")
        self._title.setText(text)
        # A buddy draws the underline and takes the mnemonic.
        self._title.setBuddy(self)
        self.setAccessibleName(without_mnemonic(text))

    def sizeHint(self) -> QSize:
        """High enough for the words at this width."""
        width = max(self.width(), theme.scaled(320))
        layout = self.layout()
        height = layout.heightForWidth(width) if layout is not None else 0
        return QSize(theme.scaled(320), max(height, theme.scaled(56)))

    def minimumSizeHint(self) -> QSize:
        """No word is cut."""
        return QSize(theme.scaled(200), self.sizeHint().height())

    def _description(self) -> str:
        return self._words.text()

    def _set_description(self, words: str) -> None:
        self._words.setText(words)
        self.setAccessibleDescription(words)

    def _icon_name(self) -> str:
        return self._icon.name

    def _set_icon_name(self, name: str) -> None:
        self._icon.set_icon(name)

    description = Property(str, _description, _set_description)
    iconName = Property(str, _icon_name, _set_icon_name)  # noqa: N815 - a property of Qt
