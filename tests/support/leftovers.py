"""What a GUI test must not leave behind: windows, running threads, active timers."""

from __future__ import annotations

import gc
import weakref
from collections.abc import Callable
from typing import Any

import pytest
import shiboken6
from PySide6.QtCore import QCoreApplication, QEvent, QThread, QThreadPool, QTimer
from PySide6.QtWidgets import QApplication, QWidget

POOL_WAIT_MS = 5_000
QT_OWN_WINDOWS = {"QTipLabel"}  # kept by Qt itself between two tool tips


class Leftovers:
    """Notes which threads and timers are started from Python, and which windows stood before."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self._before = {_address(window) for window in _windows()}
        self._timers = _started(monkeypatch, QTimer)
        self._threads = _started(monkeypatch, QThread)

    def found(self) -> list[str]:
        """Describe what is still there; timers and threads are stopped, not to disturb the next test."""
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
        if self._new_windows():
            gc.collect()  # a window in a reference cycle waits for the collector, it is not leaked
        return [*map(_describe, self._new_windows()), *self._running_timers(), *self._running_threads()]

    def _new_windows(self) -> list[QWidget]:
        return [window for window in _windows() if _address(window) not in self._before]

    def _running_timers(self) -> list[str]:
        timers = [timer for timer in _alive(self._timers) if timer.isActive()]
        for timer in timers:
            timer.stop()
        return [f"active {_describe(timer)}, {timer.interval()} ms" for timer in timers]

    def _running_threads(self) -> list[str]:
        threads = [thread for thread in _alive(self._threads) if thread.isRunning()]
        for thread in threads:
            thread.quit()
            thread.wait(POOL_WAIT_MS)
        found = [f"running {_describe(thread)}" for thread in threads]
        if not QThreadPool.globalInstance().waitForDone(POOL_WAIT_MS):
            found.append("busy global QThreadPool")
        return found


def _started(monkeypatch: pytest.MonkeyPatch, kind: type[Any]) -> list[weakref.ref[Any]]:
    noted: list[weakref.ref[Any]] = []
    start: Callable[..., None] = kind.start

    def note_and_start(self: Any, *arguments: Any) -> None:
        noted.append(weakref.ref(self))
        start(self, *arguments)

    monkeypatch.setattr(kind, "start", note_and_start)
    return noted


def _alive(references: list[weakref.ref[Any]]) -> list[Any]:
    objects = {id(found): found for reference in references if (found := reference()) is not None}
    return [found for found in objects.values() if shiboken6.isValid(found)]


def _windows() -> list[QWidget]:
    return [
        window
        for window in QApplication.topLevelWidgets()
        if window.metaObject().className() not in QT_OWN_WINDOWS
    ]


def _address(window: QWidget) -> int:
    address: int = shiboken6.getCppPointer(window)[0]
    return address


def _describe(thing: Any) -> str:
    name = thing.objectName()
    return f"{type(thing).__name__} « {name} »" if name else type(thing).__name__
