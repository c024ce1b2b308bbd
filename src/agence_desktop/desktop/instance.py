"""One program per person: a second start hands its wishes to the first, which comes to the front."""

from __future__ import annotations

import hashlib
import json
import logging
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from PySide6.QtCore import QDeadlineTimer, QLockFile, QObject, Qt, QThread, Signal

if TYPE_CHECKING:
    from PySide6.QtNetwork import QLocalServer, QLocalSocket
    from PySide6.QtWidgets import QWidget

_LOG = logging.getLogger(__name__)
_LOCK: Final = "agence.verrou"
_RECEIVED: Final = b"ok\n"
_LONGEST: Final = 65_536
_TRY_MS, _PAUSE_MS, _PATIENCE_MS = 500, 50, 10_000


class Wishes(NamedTuple):
    """What a start asks for: a base, fictional data, or a file that was opened with the program."""

    base: str | None = None
    demo: bool = False
    file: str | None = None


class Instance(QObject):
    """The first program of a person; ``asked`` carries the Wishes of each later start.

    ``folder`` is on a disk of this computer: the lock is of no use to the same person on another one.
    """

    asked = Signal(object)

    def __init__(self, folder: Path, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._folder = folder
        self._lock = QLockFile(str(folder / _LOCK))
        # It is stale when its process is gone, however old it is.
        self._lock.setStaleLockTime(0)
        self._server: QLocalServer | None = None
        self._heard: list[QLocalSocket] = []

    def claim(self) -> bool:
        """Whether this is the first. Where no lock can be written, everyone is."""
        try:
            self._folder.mkdir(parents=True, exist_ok=True)
        except OSError:
            return True
        return self._lock.tryLock(0) or self._lock.error() != QLockFile.LockError.LockFailedError

    def listen(self) -> None:
        """Hear later starts; to be called once the window is painted."""
        from PySide6.QtNetwork import QLocalServer

        server = QLocalServer(self)
        server.setSocketOptions(QLocalServer.SocketOption.UserAccessOption)
        name = _name(self._folder)
        # The lock is ours: a socket of that name is what a killed program left.
        QLocalServer.removeServer(name)
        server.newConnection.connect(self._accept)
        if not server.listen(name):
            _LOG.warning("later starts cannot be heard")
        self._server = server

    def release(self) -> None:
        """The program ends."""
        if self._server is not None:
            for socket in tuple(self._heard):
                socket.abort()
            self._server.close()
            self._server = None
        self._lock.unlock()

    def _accept(self) -> None:
        while self._server is not None and (socket := self._server.nextPendingConnection()) is not None:
            self._heard.append(socket)
            socket.readyRead.connect(self._read)
            socket.disconnected.connect(self._gone)
        self._read()

    def _read(self) -> None:
        for socket in tuple(self._heard):
            if socket.bytesAvailable() > _LONGEST:
                socket.abort()
            elif socket.canReadLine():
                wishes = _decoded(bytes(socket.readLine().data()))
                socket.write(_RECEIVED)
                socket.flush()
                if wishes is not None:
                    self.asked.emit(wishes)

    def _gone(self) -> None:
        closed = [one for one in self._heard if one.state() is one.LocalSocketState.UnconnectedState]
        self._heard = [one for one in self._heard if one not in closed]
        for socket in closed:
            socket.deleteLater()


def bring_forward(window: QWidget) -> None:
    """Show the window over those of other programs, as it was before it was minimized."""
    window.setWindowState(
        window.windowState() & ~Qt.WindowState.WindowMinimized | Qt.WindowState.WindowActive
    )
    window.show()
    window.raise_()
    window.activateWindow()


def hand_over(folder: Path, wishes: Wishes, patience_ms: int = _PATIENCE_MS) -> bool:
    """Give the wishes to the first program; whether it took them. It may still be starting."""
    from PySide6.QtNetwork import QLocalSocket

    if sys.platform == "win32":
        import ctypes

        # The first program may come to the front because this one, which has the focus, lets it.
        ctypes.windll.user32.AllowSetForegroundWindow(-1)
    deadline = QDeadlineTimer(patience_ms)
    while not deadline.hasExpired():
        socket = QLocalSocket()
        socket.connectToServer(_name(folder))
        if socket.waitForConnected(_TRY_MS):
            socket.write(_encoded(wishes))
            socket.flush()
            return socket.waitForReadyRead(max(int(deadline.remainingTime()), 1))
        QThread.msleep(_PAUSE_MS)
    return False


def _name(folder: Path) -> str:
    """The folder is the person's own, and so is a name made of it."""
    return f"agence-{hashlib.sha256(str(folder).encode()).hexdigest()[:24]}"


def _encoded(wishes: Wishes) -> bytes:
    return json.dumps(wishes._asdict()).encode() + b"\n"


def _decoded(line: bytes) -> Wishes | None:
    """What was asked; None for anything else than our own words."""
    try:
        found: Any = json.loads(line)
        wishes = Wishes(**found)
    except (ValueError, TypeError):
        return None
    texts = (wishes.base, wishes.file)
    return wishes if all(isinstance(one, str | None) for one in texts) else None
