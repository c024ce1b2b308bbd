"""A screen reader in small: a client of AT-SPI in a program of its own, which writes down what it is told.

Run it inside ``dbus-run-session`` with a screen: ``python screen_reader.py <notes> <program> <key>…``. It
starts the program, reads its first widget and all that the widget holds, then presses the keys one by one and
hears where the focus went. Its notes are JSON.
"""

from __future__ import annotations

import json
import re
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any, NamedTuple

from PySide6.QtCore import SLOT, QCoreApplication, QEventLoop, QObject, QTimer, Slot
from PySide6.QtDBus import QDBusConnection, QDBusInterface, QDBusMessage

SECONDS = 30
REGISTRY = "org.a11y.atspi.Registry"
ACCESSIBLE = "org.a11y.atspi.Accessible"


class Ref(NamedTuple):
    """Something accessible: the program's name on the bus, and the path of the thing."""

    service: str
    path: str


ROOT = Ref(REGISTRY, "/org/a11y/atspi/accessible/root")


class Reader(QObject):
    """One connection to the bus of accessibility, which hears where the focus goes."""

    def __init__(self) -> None:
        super().__init__()
        session = QDBusConnection.sessionBus()
        found = QDBusInterface("org.a11y.Bus", "/org/a11y/bus", "org.a11y.Bus", session).call("GetAddress")
        self._address = str(found.arguments()[0])
        self._bus = QDBusConnection.connectToBus(self._address, "accessibility")
        self.focused: list[Ref] = []
        # Qt sends nothing before somebody has said to be listening.
        listen = QDBusInterface(REGISTRY, "/org/a11y/atspi/registry", REGISTRY, self._bus)
        listen.call("RegisterEvent", "object:state-changed:focused")
        heard: Any = SLOT("heard(QDBusMessage)")
        assert self._bus.connect("", "", "org.a11y.atspi.Event.Object", "StateChanged", self, heard)

    @Slot(QDBusMessage)
    def heard(self, message: QDBusMessage) -> None:
        """A state has changed somewhere."""
        if message.arguments()[:2] == ["focused", 1]:
            self.focused.append(Ref(message.service(), message.path()))

    def held_by(self, ref: Ref) -> list[Ref]:
        """What a thing holds; by another client, because PySide6 cannot take structures of D-Bus apart."""
        asked = ["dbus-send", f"--bus={self._address}", "--print-reply", f"--dest={ref.service}", ref.path]
        told = subprocess.run(
            [*asked, f"{ACCESSIBLE}.GetChildren"], capture_output=True, text=True, check=True
        )
        return [Ref(*pair) for pair in re.findall(r'string "(\S+)"\s+object path "(\S+)"', told.stdout)]

    def say(self, ref: Ref) -> dict[str, str]:
        """What a screen reader would say of a thing."""
        return {
            "name": self._property(ref, "Name"),
            "description": self._property(ref, "Description"),
            "role": self._ask(ref, ACCESSIBLE, "GetRoleName"),
        }

    def _property(self, ref: Ref, name: str) -> str:
        found = self._ask(ref, "org.freedesktop.DBus.Properties", "Get", ACCESSIBLE, name)
        return str(found.variant())

    def _ask(self, ref: Ref, interface: str, method: str, *arguments: str) -> Any:
        call = QDBusMessage.createMethodCall(ref.service, ref.path, interface, method)
        call.setArguments(list(arguments))
        answer = self._bus.call(call)
        assert answer.type() is QDBusMessage.MessageType.ReplyMessage, answer.errorMessage()
        return answer.arguments()[0]


def until(ready: Callable[[], object]) -> None:
    """Let messages come in until something is so; AssertionError when it never is."""
    deadline = time.monotonic() + SECONDS
    while not ready():
        assert time.monotonic() < deadline, "the program did not answer in time"
        loop = QEventLoop()
        QTimer.singleShot(20, loop.quit)
        loop.exec()


def main(notes: Path, program: str, keys: list[str]) -> None:
    """Read a program and press keys in it."""
    _app = QCoreApplication([])
    reader = Reader()
    shown = subprocess.Popen([sys.executable, program], stdin=subprocess.PIPE, text=True)
    assert shown.stdin is not None
    until(lambda: reader.held_by(ROOT))
    window = reader.held_by(ROOT)[0]
    until(lambda: reader.focused)
    widget = reader.held_by(window)[0]
    read: dict[str, Any] = {"widget": reader.say(widget), "keys": []}
    read["children"] = [reader.say(child) for child in reader.held_by(widget)]
    for key in keys:
        before = len(reader.focused)
        shown.stdin.write(f"{key}\n")
        shown.stdin.flush()
        until(lambda before=before: len(reader.focused) > before)  # type: ignore[misc]
        read["keys"].append(reader.say(reader.focused[-1])["name"])
    shown.stdin.close()
    read["ended"] = shown.wait(SECONDS)
    notes.write_text(json.dumps(read), encoding="utf-8")


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2], sys.argv[3:])
