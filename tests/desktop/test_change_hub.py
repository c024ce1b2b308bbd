"""Changes reach those who show them, once, on the GUI thread."""

from __future__ import annotations

import threading
from collections.abc import Sequence

from PySide6.QtCore import QObject
from pytestqt.qtbot import QtBot

from agence_desktop.core.changes import Change
from agence_desktop.desktop.change_hub import ChangeHub


def test_that_a_change_from_another_thread_is_told_on_the_gui_thread(qtbot: QtBot) -> None:
    hub, threads = ChangeHub(), list[threading.Thread]()
    owner = QObject()
    hub.subscribe(owner, ["bookings"], lambda _changes: threads.append(threading.current_thread()))
    with qtbot.waitSignal(hub.changed):
        publisher = threading.Thread(target=hub.publish, args=([Change("bookings", (1,))],))
        publisher.start()
        publisher.join()
    assert threads == [threading.main_thread()]


def test_that_a_listener_hears_its_topics_only(qtbot: QtBot) -> None:
    hub, owner = ChangeHub(), QObject()
    heard: list[Sequence[Change]] = []
    hub.subscribe(owner, ["bookings", "closures"], heard.append)
    booking, person = Change("bookings", (1,)), Change("people", ())
    with qtbot.waitSignal(hub.changed):
        hub.publish([booking, person])
    with qtbot.waitSignal(hub.changed):
        hub.publish([person])
    assert heard == [[booking]]


def test_that_a_closed_screen_hears_nothing_more(qtbot: QtBot) -> None:
    hub, owner = ChangeHub(), QObject()
    heard: list[Sequence[Change]] = []
    hub.subscribe(owner, ["bookings"], heard.append)
    with qtbot.waitSignal(owner.destroyed):
        owner.deleteLater()
    with qtbot.waitSignal(hub.changed):
        hub.publish([Change("bookings", (1,))])
    assert heard == []


def test_that_after_a_lost_connection_every_listener_reads_again(qtbot: QtBot) -> None:
    hub, owner = ChangeHub(), QObject()
    heard: list[Sequence[Change]] = []
    hub.subscribe(owner, ["bookings"], heard.append)
    hub.subscribe(owner, ["people"], heard.append)
    hub.publish_everything()
    qtbot.waitUntil(lambda: len(heard) == 2)
    assert heard == [(), ()]
