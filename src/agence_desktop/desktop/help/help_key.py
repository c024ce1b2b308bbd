"""F1 wherever one is: over the window as a command, inside dialogues as a key of each."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QApplication, QDialog, QWidget

if TYPE_CHECKING:
    from agence_desktop.desktop.help.help_window import HelpWindow

KEYS = "F1"
_KEYED = "has_help_key"


class HelpKey(QObject):
    """Opens the handbook at the page of what is shown; ``place`` tells the key of the place.

    Keys of the window are silent under a dialogue, so each dialogue gets one of its own when it first has
    the keyboard.
    """

    def __init__(self, place: Callable[[], str], window: QWidget) -> None:
        super().__init__(window)
        self._place = place
        self._shown: HelpWindow | None = None
        app = QApplication.instance()
        if isinstance(app, QApplication):
            app.focusChanged.connect(self._focus_moved)

    def open(self, dialog: QDialog | None = None) -> HelpWindow:
        """Show the page of a dialogue, or of the place; the window of the handbook."""
        # Imported when it is first asked for: the program opens before.
        from agence_desktop.desktop.help.book import handbook
        from agence_desktop.desktop.help.help_window import HelpWindow

        book = handbook()
        if self._shown is None:
            self._shown = HelpWindow(book)
        self._shown.show_page(book.page_for([*screens_of(dialog), self._place()]))
        return self._shown

    def close(self) -> None:
        """Close it with the program's window."""
        if self._shown is not None:
            self._shown.close()
            self._shown.deleteLater()
            self._shown = None

    def _focus_moved(self, _before: QWidget | None, now: QWidget | None) -> None:
        dialog = now.window() if now is not None else None
        if isinstance(dialog, QDialog) and not dialog.property(_KEYED):
            dialog.setProperty(_KEYED, True)
            QShortcut(QKeySequence(KEYS), dialog).activated.connect(self._asked_in_dialog)

    def _asked_in_dialog(self) -> None:
        shortcut = self.sender()
        dialog = shortcut.parent() if shortcut is not None else None
        self.open(dialog if isinstance(dialog, QDialog) else None)


def screens_of(dialog: QDialog | None) -> list[str]:
    """A dialogue as the handbook names it: package and class, then those it is a kind of."""
    kinds = type(dialog).__mro__ if dialog is not None else ()
    return [f"{'.'.join(kind.__module__.split('.')[-2:-1])}.{kind.__name__}" for kind in kinds]
