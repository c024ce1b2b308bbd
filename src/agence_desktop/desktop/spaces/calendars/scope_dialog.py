"""Which dates of a series a change touches: asked without blocking."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QDialog, QHBoxLayout, QPushButton, QRadioButton, QVBoxLayout, QWidget

from agence_desktop.desktop import theme
from agence_desktop.desktop.spaces.calendars import move_texts as texts
from agence_desktop.desktop.spaces.facts.changing import Scope
from agence_desktop.desktop.tokens import Type
from agence_desktop.desktop.widgets.labels import Label

_WORDS = (
    (Scope.THIS, texts.SCOPE_THIS),
    (Scope.FOLLOWING, texts.SCOPE_FOLLOWING),
    (Scope.TO_COME, texts.SCOPE_TO_COME),
)


class ScopeDialog(QDialog):
    """Calls ``chosen`` with the Scope; Échap and « Ne rien changer » change nothing."""

    def __init__(
        self,
        parent: QWidget,
        title: str,
        act: str,
        chosen: Callable[[Scope], object],
        *,
        danger: bool = False,
    ) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(title)
        self._chosen = chosen
        self.choices = {scope: QRadioButton(words) for scope, words in _WORDS}
        self.choices[Scope.THIS].setChecked(True)
        self.act_button, keep = QPushButton(act), QPushButton(texts.KEEP)
        self.act_button.setProperty("kind", "danger" if danger else "primary")
        self.act_button.setDefault(True)
        self.act_button.clicked.connect(self.accept)
        keep.clicked.connect(self.reject)
        keep.setAutoDefault(False)
        for keys in ("Ctrl+Return", "Ctrl+Enter"):
            QShortcut(QKeySequence(keys), self, self.accept)
        box = QVBoxLayout(self)
        box.setContentsMargins(16, 16, 16, 16)
        box.setSpacing(8)
        box.addWidget(Label(title, Type.PANEL))
        for choice in self.choices.values():
            box.addWidget(choice)
        box.addWidget(Label(texts.SCOPE_NOTE, Type.HELP, "secondary", wrap=True))
        line = QHBoxLayout()
        line.addStretch(1)
        line.addWidget(keep)
        line.addWidget(self.act_button)
        box.addLayout(line)
        self.setMinimumWidth(theme.scaled(360))

    def scope(self) -> Scope:
        """What is chosen."""
        return next(scope for scope, choice in self.choices.items() if choice.isChecked())

    def accept(self) -> None:
        """Tell what was chosen and close."""
        scope = self.scope()
        super().accept()
        self._chosen(scope)
