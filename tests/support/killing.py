"""Writers that are killed without warning, and what they acknowledged before."""

from __future__ import annotations

import multiprocessing
import os
import random
import signal
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from multiprocessing import forkserver
from multiprocessing.connection import Connection, wait
from typing import Any

import pytest

EXIT_CODE = signal.SIGTERM if sys.platform == "win32" else -signal.SIGKILL
"""The exit code of a process that was ended by ``psutil.Process.kill``, which knows both systems."""
PATIENCE = 60
"""Seconds that a writer gets to start and to acknowledge something."""


@contextmanager
def writing_processes(*modules: str) -> Iterator[Any]:
    """Where writers come from: a parent that has imported these modules, where the system can fork."""
    if sys.platform == "win32":
        yield multiprocessing.get_context("spawn")
        return
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("PYTHONPATH", os.pathsep.join(sys.path))
        multiprocessing.set_forkserver_preload(list(modules))
        forkserver.ensure_running()
    yield multiprocessing.get_context("forkserver")


def told_until_killed(
    processes: Any, target: Callable[..., None], arguments: Sequence[object], chance: random.Random
) -> list[str]:
    """Start a writer, kill it soon after it first told something, and return all that it told.

    ``target`` gets the arguments and its end of a pipe. One that ends by itself raises EOFError.
    """
    heard, told = processes.Pipe(duplex=False)
    writer = processes.Process(target=target, args=(*arguments, told))
    writer.start()
    told.close()
    with heard:
        ready = wait([heard, writer.sentinel], PATIENCE)
        if writer.sentinel in ready and not heard.poll():
            raise EOFError("the writer ended by itself")
        acknowledged = [heard.recv_bytes().decode()] if ready else []
        writer.join(chance.uniform(0, 0.08))
        writer.kill()
        writer.join()
        acknowledged += _left_in(heard)
    return acknowledged


def _left_in(heard: Connection) -> Iterator[str]:
    # Its end is not waited for: on Windows this process holds the other end of a pipe that was never taken.
    with suppress(EOFError, BrokenPipeError):
        while heard.poll():
            yield heard.recv_bytes().decode()
