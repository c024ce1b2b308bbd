"""Garbage is collected by the thread of the windows alone: parts of windows are among it."""

from __future__ import annotations

import gc

from PySide6.QtCore import QObject, QTimer

EVERY_MS = 1_000
_YOUNG = 700
_MIDDLE, _OLD = 10, 100


class Collector(QObject):
    """Collects in place of Python, which does so on whatever thread makes objects at that moment.

    Python's own collection is off from then on, for all threads.
    """

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        gc.disable()
        # What was imported stays: nothing is looked for among it.
        gc.freeze()
        self._times = 0
        self._timer = QTimer(self, interval=EVERY_MS)
        self._timer.timeout.connect(self.collect)
        self._timer.start()

    def collect(self) -> None:
        """Look among what is new, at times among the rest, as Python does; nothing where little was made."""
        if gc.get_count()[0] <= _YOUNG:
            return
        self._times += 1
        if self._times % _OLD == 0:
            gc.collect()
        else:
            gc.collect(1 if self._times % _MIDDLE == 0 else 0)
