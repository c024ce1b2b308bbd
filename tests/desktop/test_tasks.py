"""Work runs elsewhere, its results come back here, and nothing of it outlives who asked."""

from __future__ import annotations

import gc
import threading
from collections.abc import Callable

import pytest
import shiboken6
from PySide6.QtCore import QObject
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from agence_desktop.core.errors import RefusedError
from agence_desktop.desktop.tasks import Cancel, Failure, Lane, Tasks


def test_that_work_runs_off_the_gui_thread_and_its_result_returns_to_it(qtbot: QtBot, tasks: Tasks) -> None:
    seen: list[tuple[str, threading.Thread]] = []
    tasks.run(
        lambda: threading.current_thread().name,
        done=lambda name: seen.append((name, threading.current_thread())),
    )
    qtbot.waitUntil(lambda: tasks.idle)
    assert seen == [("agence-database", threading.main_thread())]


def test_that_the_database_thread_keeps_the_order(qtbot: QtBot, tasks: Tasks) -> None:
    order: list[int] = []
    for number in range(20):
        tasks.run(order.append, number)
    qtbot.waitUntil(lambda: tasks.idle)
    assert order == list(range(20))


def test_that_the_pool_does_not_wait_for_the_database_thread(qtbot: QtBot, tasks: Tasks) -> None:
    gate, seen = threading.Event(), list[str]()
    tasks.run(gate.wait, 5, done=lambda _: seen.append("database"))
    tasks.run(lambda: "pool", done=seen.append, lane=Lane.POOL)
    qtbot.waitUntil(lambda: seen == ["pool"])
    gate.set()
    qtbot.waitUntil(lambda: tasks.idle)
    assert seen == ["pool", "database"]


def test_that_a_rule_that_refuses_is_told_by_its_sentence(qtbot: QtBot, tasks: Tasks) -> None:
    def refuse() -> None:
        raise RefusedError("overlap", "La salle est prise.")

    told: list[Failure] = []
    tasks.run(refuse, failed=told.append)
    qtbot.waitUntil(lambda: tasks.idle)
    assert (told[0].sentence, told[0].detail, told[0].expected) == ("La salle est prise.", "overlap", True)


def test_that_an_unexpected_error_is_logged_and_told_with_a_detail_to_copy(
    qtbot: QtBot, tasks: Tasks, caplog: pytest.LogCaptureFixture
) -> None:
    with qtbot.waitSignal(tasks.failed) as signal:
        tasks.run(lambda: 1 // 0)
    failure = signal.args[0]
    assert not failure.expected
    assert "soutien technique" in failure.sentence
    assert "ZeroDivisionError" in failure.detail
    assert "ZeroDivisionError" in caplog.text


def test_that_the_result_of_a_closed_screen_is_dropped(qtbot: QtBot, tasks: Tasks) -> None:
    gate, seen, screen = threading.Event(), list[int](), QObject()
    tasks.run(lambda: int(gate.wait(5)), owner=screen, done=seen.append)
    with qtbot.waitSignal(screen.destroyed):
        screen.deleteLater()
    gate.set()
    qtbot.waitUntil(lambda: tasks.idle)
    assert seen == []


def test_that_cancelled_work_gives_no_result(qtbot: QtBot, tasks: Tasks) -> None:
    gate, seen, cancel = threading.Event(), list[str](), Cancel()

    def work() -> str:
        gate.wait(5)
        cancel.check()
        return "too late"

    task = tasks.run(work, done=seen.append, cancel=cancel)
    task.cancel()
    gate.set()
    qtbot.waitUntil(lambda: tasks.idle)
    assert seen == []
    assert task.cancelled


def test_that_progress_is_told_on_the_gui_thread_and_shown_while_it_lasts(qtbot: QtBot, tasks: Tasks) -> None:
    fractions: list[float] = []

    def work(progress: Callable[[float, float], None]) -> None:
        progress(1, 4)
        progress(4, 4)

    task = tasks.run(work, progress=fractions.append, label="Bulletin hebdomadaire")
    assert tasks.shown() == (task,)
    qtbot.waitUntil(lambda: tasks.idle)
    assert fractions == [0.25, 1.0]
    assert tasks.shown() == ()


def test_that_work_stops_at_its_next_progress_once_cancelled(qtbot: QtBot, tasks: Tasks) -> None:
    gate, reached = threading.Event(), list[str]()

    def work(progress: Callable[[float, float], None]) -> None:
        gate.wait(5)
        progress(1, 2)
        reached.append("went on")

    task = tasks.run(work, progress=lambda _: None)
    task.cancel()
    gate.set()
    qtbot.waitUntil(lambda: tasks.idle)
    assert reached == []


def test_that_closing_ends_the_threads_and_delivers_nothing_more(qapp: QApplication) -> None:
    tasks, seen = Tasks(), list[int]()
    gate = threading.Event()
    tasks.run(gate.wait, 0.2, done=seen.append)
    tasks.run(lambda: 1, done=seen.append)
    assert tasks.close()
    qapp.processEvents()
    assert seen == []


def test_that_a_thread_that_does_not_answer_does_not_hold_the_program(qapp: QApplication) -> None:
    tasks, started, gate = Tasks(qapp), threading.Event(), threading.Event()

    def work() -> None:
        started.set()
        gate.wait()

    tasks.run(work)
    assert started.wait(5)
    assert not tasks.close(0.05)
    gate.set()
    assert tasks.close()


def test_that_a_result_that_nobody_takes_is_given_back(qtbot: QtBot, tasks: Tasks) -> None:
    owner, gate, seen = QObject(), threading.Event(), list[str]()
    kept = tasks.run(lambda: "kept", done=seen.append, unclaimed=lambda _: seen.append("given back"))
    qtbot.waitUntil(lambda: kept.finished)
    tasks.run(gate.wait, 5)
    tasks.run(
        lambda: "late", owner=owner, done=seen.append, unclaimed=lambda it: seen.append(f"{it}: given back")
    )
    shiboken6.delete(owner)
    gate.set()
    qtbot.waitUntil(lambda: tasks.idle)
    assert seen == ["kept", "late: given back"]


@pytest.mark.usefixtures("qapp")
def test_that_results_that_were_under_way_at_the_close_are_given_back() -> None:
    tasks, gate, started, back = Tasks(), threading.Event(), threading.Event(), list[str]()

    def late() -> str:
        started.set()
        gate.wait(5)
        return "late"

    tasks.run(lambda: "early", unclaimed=back.append)
    tasks.run(late, unclaimed=back.append)
    assert started.wait(5)
    opener = threading.Timer(0, gate.set)
    opener.start()
    assert tasks.close()
    opener.join()
    assert sorted(back) == ["early", "late"]


class Held:
    """Something that tells on which thread it ended."""

    def __init__(self, ended: list[bool]) -> None:
        self._ended = ended

    def __del__(self) -> None:
        self._ended.append(threading.current_thread() is threading.main_thread())


@pytest.mark.parametrize("way", ["argument", "callback", "failure"])
def test_that_what_only_a_job_still_holds_ends_on_the_thread_of_the_windows(
    qtbot: QtBot, tasks: Tasks, way: str
) -> None:
    ended: list[bool] = []

    def ask() -> None:
        held = Held(ended)
        if way == "argument":
            tasks.run(id, held)
        elif way == "callback":
            tasks.run(int, done=lambda _: id(held))
        else:
            tasks.run(refuse, failed=lambda _: id(held))

    def refuse() -> None:
        raise RefusedError("refused", "Refusé.")

    ask()
    # A failure tells where it happened, and so holds itself: garbage, for whoever collects here.
    qtbot.waitUntil(lambda: tasks.idle and gc.collect() >= 0 and bool(ended))
    assert ended == [True]
