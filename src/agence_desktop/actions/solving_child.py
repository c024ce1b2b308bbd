"""What the process that solves proposals runs: whole numbers in and out, and next to nothing to import."""

from __future__ import annotations

from collections.abc import Callable
from multiprocessing.connection import Connection
from typing import Any

from agence_desktop.actions.child import serve_answers
from agence_desktop.teams.solving.answer import Answer


def serve(connection: Connection) -> None:
    """Solve what comes through the connection until it is closed."""
    from agence_desktop.teams.solving.highs import solve

    def answer(question: Any, tell: Callable[[Any], None]) -> Answer:
        model, seconds = question
        return solve(model, seconds=seconds, progress=lambda level: tell(level.value))

    serve_answers(connection, answer)
