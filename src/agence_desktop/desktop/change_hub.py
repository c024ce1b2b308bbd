"""What changed, told once on the GUI thread to those who show it."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterable, Sequence
from typing import TYPE_CHECKING

import shiboken6
from PySide6.QtCore import QObject, Qt, Signal

if TYPE_CHECKING:
    from agence_desktop.core.changes import Change

    Listener = Callable[[Sequence[Change]], object]


class ChangeHub(QObject):
    """Announces changes of this program's commands and of other people's, whatever thread they come from.

    ``changed`` carries ``list[Change]``; ``everything_changed`` says that what was missed is unknown: reload
    all.
    """

    changed = Signal(list)
    everything_changed = Signal()
    _arrived = Signal(list)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._listeners: list[tuple[frozenset[str], QObject, Listener]] = []
        self._guard, self._untold = threading.Lock(), 0
        # Publishers may be on the thread of the change feed; listeners are always called on ours.
        self._arrived.connect(self._announce, Qt.ConnectionType.QueuedConnection)
        self.everything_changed.connect(self._reload, Qt.ConnectionType.QueuedConnection)

    def publish(self, changes: Iterable[Change]) -> None:
        """Tell of changes; may be called from any thread."""
        told = list(changes)
        if told:
            self._count(1)
            self._arrived.emit(told)

    def publish_everything(self) -> None:
        """Tell that anything may have changed, after a lost connection; may be called from any thread."""
        self._count(1)
        self.everything_changed.emit()

    @property
    def idle(self) -> bool:
        """Whether everything published was told."""
        return self._untold == 0

    def subscribe(self, owner: QObject, topics: Iterable[str], listener: Listener) -> None:
        """Call ``listener`` with the changes of these topics while ``owner`` exists;
        an empty list means all.
        """
        self._listeners.append((frozenset(topics), owner, listener))

    def _count(self, number: int) -> None:
        with self._guard:
            self._untold += number

    def _announce(self, changes: list[Change]) -> None:
        self._count(-1)
        self.changed.emit(changes)
        for topics, _owner, listener in self._alive():
            concerned = [change for change in changes if change.topic in topics]
            if concerned:
                listener(concerned)

    def _reload(self) -> None:
        self._count(-1)
        for _topics, _owner, listener in self._alive():
            listener(())

    def _alive(self) -> list[tuple[frozenset[str], QObject, Listener]]:
        self._listeners = [entry for entry in self._listeners if shiboken6.isValid(entry[1])]
        return list(self._listeners)
