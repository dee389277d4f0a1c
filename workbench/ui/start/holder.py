"""Two windows on one data folder: the one that writes makes a copy for the one that reads.

They talk through a local socket, which no other machine and no other user can reach. The socket is
named after the folder; whoever listens holds the store, so a socket that a killed program left
behind may be taken away.
"""

from __future__ import annotations

import hashlib
from concurrent.futures import Future
from contextlib import suppress
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtNetwork import QLocalServer, QLocalSocket

from workbench.store.store import Store

PATIENCE_MS = 15_000
"""So long a reader waits for the copy: a store of 100,000 events takes a second or two."""
CONNECT_MS = 1000


class Holder(QObject):
    """Listens while the store is held, and answers each caller with the path of a fresh copy."""

    _copied = Signal(object, object)

    def __init__(self, store: Store) -> None:
        super().__init__()
        self._store = store
        self._server = QLocalServer(self)
        self._server.setSocketOptions(QLocalServer.SocketOption.UserAccessOption)
        self._server.newConnection.connect(self._serve)
        self._copied.connect(self._answer)
        name = find_socket_name(store.folder)
        QLocalServer.removeServer(name)
        self._server.listen(name)  # where it cannot, readers fall back on the last backup

    def close(self) -> None:
        """Answer nobody any more."""
        self._server.close()

    def _serve(self) -> None:
        while (socket := self._server.nextPendingConnection()) is not None:
            socket.disconnected.connect(socket.deleteLater)
            future = self._store.make_reading_copy()
            future.add_done_callback(partial(self._copied.emit, socket))

    def _answer(self, socket: QLocalSocket, future: Future[Path]) -> None:
        path = "" if future.exception() else str(future.result())
        with suppress(RuntimeError):  # the reader has gone, and Qt has deleted its socket
            socket.write(f"{path}\n".encode("utf-8", "surrogateescape"))
            socket.disconnectFromServer()


def ask_holder(folder: Path) -> Path | None:
    """A copy of the store as it is now, made by the window that holds it; None if none answers."""
    socket = QLocalSocket()
    socket.connectToServer(find_socket_name(folder))
    if not socket.waitForConnected(CONNECT_MS):
        return None
    while not socket.canReadLine() and socket.waitForReadyRead(PATIENCE_MS):
        pass
    line = bytes(socket.readLine().data()).decode("utf-8", "surrogateescape")
    return Path(line[:-1]) if len(line) > 1 and line.endswith("\n") else None


def find_socket_name(folder: Path) -> str:
    """The name of the socket of that data folder; short, for systems that cut long ones."""
    place = str(folder.expanduser().resolve())
    return f"workbench-{hashlib.sha256(place.encode('utf-8', 'surrogateescape')).hexdigest()[:24]}"
