"""Garbage is collected on the thread of the windows, and nowhere else."""

from __future__ import annotations

import gc
import threading
import weakref
from collections.abc import Iterator

import pytest
from PySide6.QtCore import QObject
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from agence_desktop.desktop.garbage import EVERY_MS, Collector


class Knot:
    """Garbage that only a collection finds, and that tells on which thread it was."""

    def __init__(self, ended: list[bool]) -> None:
        self._self, self._ended = self, ended

    def __del__(self) -> None:
        self._ended.append(threading.current_thread() is threading.main_thread())


@pytest.fixture
def collector(qapp: QApplication) -> Iterator[Collector]:
    assert qapp is not None  # timers need one
    owner = QObject()
    yield Collector(owner)
    owner.deleteLater()
    gc.enable()


def busy(count: int) -> list[list[int]]:
    """More new objects than Python lets pass without a collection."""
    return [[number] for number in range(count)]


@pytest.mark.usefixtures("collector")
def test_that_no_other_thread_collects(qtbot: QtBot) -> None:
    ended: list[bool] = []
    gc.collect()
    Knot(ended)
    thread = threading.Thread(target=busy, args=(50_000,))
    thread.start()
    thread.join()
    assert ended == []
    kept = busy(1_000)
    qtbot.waitUntil(lambda: bool(ended), timeout=30 * EVERY_MS)
    assert ended == [True]
    assert len(kept) == 1_000


def test_that_old_garbage_is_found_too(collector: Collector) -> None:
    knot = Knot([])
    gone = weakref.ref(knot)
    # As old as can be.
    gc.collect()
    del knot
    kept = []
    for _ in range(100):
        kept.append(busy(1_000))
        collector.collect()
    assert len(kept) == 100
    assert gone() is None
