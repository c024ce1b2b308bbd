"""A real client of accessibility, in programs of its own on a screen of its own, reads the planning."""

from __future__ import annotations

import ctypes
import json
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from agence_desktop.core.french import NBSP

SUPPORT = Path(__file__).resolve().parents[2] / "support"
PROGRAMS = ("Xvfb", "dbus-run-session", "dbus-send")
BUS = Path("/usr/share/dbus-1/services/org.a11y.Bus.service")
LIBRARIES = ("xcb-cursor.so.0", "xcb-icccm.so.4", "xcb-keysyms.so.1", "xcb-image.so.0", "xkbcommon-x11.so.0")


def lacking() -> list[str]:
    """What this machine lacks to run a screen reader; nothing where it can."""
    missing = [program for program in PROGRAMS if shutil.which(program) is None]
    missing += [] if BUS.exists() else ["at-spi2-core"]
    for library in LIBRARIES if not missing else ():
        try:
            ctypes.CDLL(f"lib{library}")
        except OSError:
            missing.append(f"lib{library}")
    return missing


pytestmark = pytest.mark.skipif(
    not sys.platform.startswith("linux") or bool(lacking()),
    reason="no screen reader can run here: it takes Linux, Xvfb, D-Bus, AT-SPI and Qt's libraries for X11",
)


@pytest.fixture(scope="module")
def screen() -> Iterator[str]:
    """The name of a screen that nobody sees."""
    read, write = os.pipe()
    command = ["Xvfb", "-displayfd", str(write), "-screen", "0", "1280x1024x24", "-nolisten", "tcp"]
    server = subprocess.Popen(command, pass_fds=[write], stderr=subprocess.DEVNULL)
    os.close(write)
    with os.fdopen(read) as told:
        number = told.readline().strip()
    assert number, "Xvfb did not start"
    yield f":{number}"
    server.terminate()
    server.wait(10)


@pytest.fixture(scope="module")
def read(screen: str, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    """What the screen reader was told, from the first cell on, two cells to the right and a row down."""
    notes = tmp_path_factory.mktemp("reader") / "notes.json"
    # Sockets need a short path.
    with tempfile.TemporaryDirectory(prefix="a11y-") as folder:
        environment = {
            **os.environ,
            "DISPLAY": screen,
            "HOME": folder,
            "XDG_RUNTIME_DIR": folder,
            "XDG_CACHE_HOME": folder,
            "QT_QPA_PLATFORM": "xcb",
            "QT_LINUX_ACCESSIBILITY_ALWAYS_ON": "1",
            "PYTHONPATH": os.pathsep.join(sys.path),
        }
        command = [sys.executable, str(SUPPORT / "screen_reader.py"), str(notes)]
        command += [str(SUPPORT / "shown_planning.py"), "Key_Right", "Key_Right", "Key_Down"]
        done = subprocess.run(
            ["dbus-run-session", "--", *command],
            env=environment,
            capture_output=True,
            text=True,
            encoding="utf-8",
            timeout=120,
            check=False,
        )
    assert done.returncode == 0, done.stderr
    told: dict[str, Any] = json.loads(notes.read_text(encoding="utf-8"))
    return told


def test_that_a_screen_reader_finds_the_planning_and_all_its_cells(read: dict[str, Any]) -> None:
    assert read["widget"]["name"] == "Planning"
    assert read["widget"]["role"] == "list"
    assert {child["role"] for child in read["children"]} == {"list item"}
    names = [child["name"] for child in read["children"]]
    assert len(set(names)) == len(names)
    assert names[:2] == [
        "Salle 204, lundi 12 octobre, Action de grâces, férié",
        f"Salle 204, mardi 13 octobre, 8{NBSP}h, libre",
    ]
    assert [name for name in names if "MTQ" in name and "confirmée" in name]


def test_that_a_screen_reader_hears_what_a_room_offers(read: dict[str, Any]) -> None:
    assert any("Wi-Fi" in child["description"] for child in read["children"])


def test_that_a_screen_reader_hears_where_the_arrows_lead(read: dict[str, Any]) -> None:
    assert read["keys"] == [
        f"Salle 204, mardi 13 octobre, 8{NBSP}h, libre",
        f"Salle 204, mardi 13 octobre, 8{NBSP}h{NBSP}30, libre",
        f"Salle 205, mardi 13 octobre, 8{NBSP}h{NBSP}30, libre",
    ]


def test_that_the_program_outlives_the_screen_reader(read: dict[str, Any]) -> None:
    assert read["ended"] == 0
