"""What can be taken back: the last actions, each with the means to undo it."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from PySide6.QtCore import QObject, Signal

LONGEST = 20


class Undoable(NamedTuple):
    """Something done: what it was, in French, and how to take it back."""

    sentence: str
    undo: Callable[[], object]


class UndoStack(QObject):
    """The last actions, newest first to be taken back; ``changed`` when another is on top."""

    changed = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._done: list[Undoable] = []

    @property
    def top(self) -> Undoable | None:
        """What Ctrl+Z would take back."""
        return self._done[-1] if self._done else None

    def push(self, action: Undoable) -> None:
        """Note what was done."""
        self._done.append(action)
        del self._done[:-LONGEST]
        self.changed.emit()

    def undo(self, action: Undoable | None = None) -> None:
        """Take back the last action, or a given one that was not taken back yet."""
        chosen = action or self.top
        if chosen is None or chosen not in self._done:
            return
        self._done.remove(chosen)
        self.changed.emit()
        chosen.undo()

    def clear(self) -> None:
        """Forget: another base was opened."""
        self._done.clear()
        self.changed.emit()
