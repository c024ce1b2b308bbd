"""A second process that draws documents."""

from __future__ import annotations

from collections.abc import Callable
from multiprocessing.connection import Connection
from typing import Any

from agence_desktop.actions.child import (
    ChildCancelledError,
    ChildProcess,
    ChildStoppedError,
    serve_answers,
)
from agence_desktop.core.errors import AgenceError, ExitCode
from agence_desktop.documents.sheets.rows import SheetPaper


class DrawingStoppedError(AgenceError):
    """The process that draws failed or ended by itself."""

    exit_code = ExitCode.UNREADABLE


class DrawingCancelledError(Exception):
    """Whoever waits for the drawing does not want it any more."""


class DrawingProcess(ChildProcess):
    """Draws sheets in a process of its own; it gets rows and gives bytes, and knows no database."""

    def __init__(self, sentence: str) -> None:
        super().__init__(serve, "impression")
        self._sentence = sentence

    def draw(self, paper: SheetPaper, cancelled: Callable[[], bool]) -> bytes:
        """The sheet as PDF; raises DrawingCancelledError soon after ``cancelled`` says so.

        DrawingStoppedError where the process fails.
        """
        try:
            drawn: bytes = self.ask(paper, cancelled)
        except ChildCancelledError:
            raise DrawingCancelledError from None
        except ChildStoppedError as stopped:
            raise DrawingStoppedError("drawing_stopped", self._sentence) from stopped
        return drawn


def serve(connection: Connection) -> None:
    """Draw what comes through the connection until it is closed."""
    from agence_desktop.documents.sheets.sheet import sheet_pdf

    def draw(paper: Any, _tell: Callable[[Any], None]) -> bytes:
        return sheet_pdf(paper)

    serve_answers(connection, draw)
