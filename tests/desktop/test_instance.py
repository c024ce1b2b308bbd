"""One program per person: the second hands over what it was asked, and the first comes to the front."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from agence_desktop.desktop.instance import Instance, Wishes, bring_forward, hand_over

pytestmark = pytest.mark.usefixtures("qapp")
SECOND = """
import json, sys
from pathlib import Path
from PySide6.QtCore import QCoreApplication
from agence_desktop.desktop.instance import Instance, Wishes, hand_over
app = QCoreApplication([])
folder = Path(sys.argv[1])
assert not Instance(folder).claim()
sys.exit(0 if hand_over(folder, Wishes(*json.loads(sys.argv[2]))) else 3)
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "Données d’Éloïse"


@pytest.fixture
def first(folder: Path) -> Iterator[Instance]:
    instance = Instance(folder)
    assert instance.claim()
    instance.listen()
    yield instance
    instance.release()


def second(folder: Path, wishes: str) -> subprocess.Popen[bytes]:
    return subprocess.Popen([sys.executable, "-c", SECOND, str(folder), wishes])


@pytest.mark.parametrize(
    ("given", "told"),
    [
        ("[]", Wishes()),
        ('["postgresql://serveur/agence"]', Wishes("postgresql://serveur/agence")),
        ("[null, true]", Wishes(demo=True)),
        ('[null, false, "/a/copie d’hier.agence"]', Wishes(file="/a/copie d’hier.agence")),
    ],
)
def test_that_a_second_start_hands_its_wishes_over(
    qtbot: QtBot, folder: Path, first: Instance, given: str, told: Wishes
) -> None:
    with qtbot.waitSignal(first.asked, timeout=20_000) as heard:
        process = second(folder, given)
    assert heard.args == [told]
    assert process.wait(20) == 0


def test_that_a_second_start_waits_for_a_first_that_is_still_starting(qtbot: QtBot, folder: Path) -> None:
    instance = Instance(folder)
    assert instance.claim()
    process = second(folder, "[]")
    with qtbot.waitSignal(instance.asked, timeout=20_000):
        instance.listen()
    assert process.wait(20) == 0
    instance.release()


def test_that_a_first_that_does_not_answer_is_not_waited_for_without_end(folder: Path) -> None:
    instance = Instance(folder)
    assert instance.claim()
    assert not hand_over(folder, Wishes(), patience_ms=1)
    instance.release()


def test_that_words_that_are_not_ours_ask_for_nothing(qtbot: QtBot, folder: Path, first: Instance) -> None:
    for given in ("[3]", "[null, false, 3]"):
        with qtbot.assertNotEmitted(first.asked):
            process = second(folder, given)
            qtbot.waitUntil(lambda ended=process: ended.poll() is not None, timeout=20_000)
        assert process.returncode == 0


def test_that_after_the_end_of_the_first_another_may_start(folder: Path) -> None:
    for _ in range(2):
        instance = Instance(folder)
        assert instance.claim()
        instance.listen()
        assert not Instance(folder).claim()
        instance.release()


def test_that_a_killed_first_bars_nobody(qtbot: QtBot, folder: Path) -> None:
    script = (
        "import os, sys\nfrom pathlib import Path\nfrom PySide6.QtCore import QCoreApplication\n"
        "from agence_desktop.desktop.instance import Instance\napp = QCoreApplication([])\n"
        "one = Instance(Path(sys.argv[1]))\nassert one.claim()\none.listen()\nos._exit(0)"
    )
    assert subprocess.run([sys.executable, "-c", script, str(folder)], check=False).returncode == 0
    instance = Instance(folder)
    assert instance.claim()
    with qtbot.waitSignal(instance.asked, timeout=20_000):
        instance.listen()
        process = second(folder, "[]")
    assert process.wait(20) == 0
    instance.release()


def test_that_without_a_right_on_the_folder_the_program_starts_all_the_same(tmp_path: Path) -> None:
    occupied = tmp_path / "fichier"
    occupied.write_text("", "utf-8")
    assert Instance(occupied / "dossier").claim()


def test_that_a_minimized_window_comes_back(qtbot: QtBot) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    window.showMinimized()
    bring_forward(window)
    assert not window.windowState() & Qt.WindowState.WindowMinimized
    assert window.isVisible()
