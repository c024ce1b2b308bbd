"""A second process that draws documents, so that a long print neither slows nor stops the program."""

from __future__ import annotations

import multiprocessing
from collections.abc import Callable
from multiprocessing.connection import Connection
from types import TracebackType

from agence_desktop.core.errors import AgenceError, ExitCode
from agence_desktop.documents.sheets.rows import SheetPaper

_LOOK_SECONDS = 0.1
_LEAVE_SECONDS = 2.0


class DrawingStoppedError(AgenceError):
    """The process that draws failed or ended by itself."""

    exit_code = ExitCode.UNREADABLE


class DrawingCancelledError(Exception):
    """Whoever waits for the drawing does not want it any more."""


class DrawingProcess:
    """Draws sheets in a process of its own, started when the first one is asked for.

    A context manager: on leaving, the process ends. It gets rows and gives bytes; it knows no database.
    """

    def __init__(self, sentence: str) -> None:
        self._sentence = sentence
        self._connection: Connection | None = None
        self._process: multiprocessing.process.BaseProcess | None = None

    def __enter__(self) -> DrawingProcess:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close(at_once=error is not None)

    def draw(self, paper: SheetPaper, cancelled: Callable[[], bool]) -> bytes:
        """The sheet as PDF; raises DrawingCancelledError soon after ``cancelled`` says so.

        DrawingStoppedError where the process fails.
        """
        connection = self._started()
        try:
            connection.send(paper)
            while not connection.poll(_LOOK_SECONDS):
                if cancelled():
                    raise DrawingCancelledError
            fault, pdf = connection.recv()
        except (EOFError, OSError) as ended:
            raise DrawingStoppedError("drawing_stopped", self._sentence) from ended
        if fault:
            raise DrawingStoppedError("drawing_stopped", self._sentence) from RuntimeError(fault)
        drawn: bytes = pdf
        return drawn

    def close(self, *, at_once: bool = False) -> None:
        """End the process, in the middle of a drawing where it is wanted ``at_once``."""
        if self._connection is not None:
            self._connection.close()
            self._connection = None
        if self._process is not None:
            if at_once:
                self._process.terminate()
            self._process.join(_LEAVE_SECONDS)
            if self._process.is_alive():
                self._process.kill()
                self._process.join()
            self._process.close()
            self._process = None

    def _started(self) -> Connection:
        if self._connection is None:
            context = multiprocessing.get_context("spawn")  # a fork would take threads and windows along
            self._connection, theirs = context.Pipe()
            self._process = context.Process(target=serve, args=(theirs,), name="impression", daemon=True)
            self._process.start()
            theirs.close()
        return self._connection


def serve(connection: Connection) -> None:
    """Draw what comes through the connection until it is closed: rows in, (fault, PDF) out."""
    from agence_desktop.documents.sheets.sheet import sheet_pdf

    while True:
        try:
            paper = connection.recv()
        except (EOFError, OSError, KeyboardInterrupt):
            return
        try:
            answer: tuple[str, bytes] = "", sheet_pdf(paper)
        except Exception as error:  # told to whoever asked
            answer = f"{type(error).__name__}: {error}", b""
        try:
            connection.send(answer)
        except (OSError, KeyboardInterrupt):
            return
