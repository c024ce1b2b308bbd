"""A relay on this computer before a server, that can go silent as a network does: nothing is closed."""

from __future__ import annotations

import contextlib
import selectors
import socket
import threading
from urllib.parse import urlsplit, urlunsplit


class Proxy:
    """Forwards bytes both ways; while stalled it takes everything and passes nothing on."""

    def __init__(self, url: str) -> None:
        parts = urlsplit(url)
        self._target = (parts.hostname or "", parts.port or 5432)
        self._door = socket.create_server(("127.0.0.1", 0))
        port = self._door.getsockname()[1]
        user = f"{parts.username}:{parts.password}@" if parts.username else ""
        self.url = urlunsplit(parts._replace(netloc=f"{user}127.0.0.1:{port}"))
        self._stalled = threading.Event()
        self._ended = False
        self._peers: dict[socket.socket, socket.socket | None] = {}
        self._selector = selectors.DefaultSelector()
        self._thread = threading.Thread(target=self._relay, name="proxy", daemon=True)
        self._thread.start()

    def stall(self) -> None:
        """Pass nothing on, close nothing."""
        self._stalled.set()

    def resume(self) -> None:
        """Pass on again; what went through the silence is lost, as are its connections."""
        self._stalled.clear()

    def close(self) -> None:
        """End."""
        self._ended = True
        self._thread.join()

    def _relay(self) -> None:
        self._selector.register(self._door, selectors.EVENT_READ)
        while not self._ended:
            for key, _ in self._selector.select(0.05):
                one = key.fileobj
                if one is self._door:
                    self._accept()
                elif isinstance(one, socket.socket) and one in self._peers:
                    self._pass_on(one)
        for one in [*self._peers, self._door]:
            one.close()
        self._selector.close()

    def _accept(self) -> None:
        client, _ = self._door.accept()
        if self._stalled.is_set():
            self._add(client, None)
            return
        server = socket.create_connection(self._target)
        self._add(client, server)
        self._add(server, client)

    def _add(self, one: socket.socket, peer: socket.socket | None) -> None:
        self._peers[one] = peer
        self._selector.register(one, selectors.EVENT_READ)

    def _pass_on(self, one: socket.socket) -> None:
        try:
            content = one.recv(65536)
        except OSError:
            content = b""
        peer = self._peers[one]
        if content and self._stalled.is_set():
            return
        if content and peer is not None:
            with contextlib.suppress(OSError):
                peer.sendall(content)
                return
        for gone in (one, peer):
            if gone is not None and self._peers.pop(gone, self) is not self:
                self._selector.unregister(gone)
                gone.close()
