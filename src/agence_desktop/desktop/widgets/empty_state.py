"""What stands where there is nothing to show."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from agence_desktop.desktop.tokens import Type
from agence_desktop.desktop.widgets.labels import IconLabel, Label


class EmptyState(QWidget):
    """Says why nothing is shown and what to do next; ``action_requested`` is its button."""

    action_requested = Signal()

    def __init__(self, sentence: str, action: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._sentence = Label(sentence, Type.BODY, "secondary", wrap=True)
        self._sentence.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._button = QPushButton(action)
        self._button.clicked.connect(self.action_requested)
        box = QVBoxLayout(self)
        box.addStretch(1)
        box.addWidget(IconLabel("inbox-outline", "secondary", 32), 0, Qt.AlignmentFlag.AlignHCenter)
        box.addWidget(self._sentence)
        box.addWidget(self._button, 0, Qt.AlignmentFlag.AlignHCenter)
        box.addStretch(2)
        # Only now: a button without a parent would show as a window of its own.
        self._button.setVisible(bool(action))

    def take_focus(self) -> None:
        """On the button, where there is one."""
        self._button.setFocus(Qt.FocusReason.OtherFocusReason)

    def say(self, sentence: str, action: str = "") -> None:
        """Give another reason."""
        self._sentence.setText(sentence)
        self._button.setText(action)
        self._button.setVisible(bool(action))
