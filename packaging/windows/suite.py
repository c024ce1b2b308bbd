"""Runs the product's own tests under the interpreter of Windows, part by part, and tells what passed.

python packaging/windows/suite.py PYTHON.exe DOSSIER [ESSAIS …]     DOSSIER receives the logs

Runs on Debian, in the environment that `wine.sh` gives. A part is a process of its own; where it ends before
its tests do, the test at which it ended has failed and the rest is run in another. Each of the two parts that
run at a time has a PostgreSQL of Linux to itself, which answers over TCP.
"""

from __future__ import annotations

import importlib
import json
import os
import subprocess
import sys
import tempfile
import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path
from queue import Queue
from typing import IO, Any, Final

from parts import Part, Told, parts, read_exceptions, stale, summary

ROOT: Final = Path(__file__).resolve().parents[2]
EXCEPTIONS: Final = Path(__file__).parent / "wine" / "exceptions.txt"
PROGRAM: Final = Path(__file__).parent / "run_part.py"
WINE: Final = "/usr/lib/wine/wine64"
AT_A_TIME: Final = 2
STARTS: Final = 25
"""Processes that a part may use up."""
_SECONDS: Final = 7200
# What waits for ever ends the process, and tells where.
_OPTIONS: Final = [
    *("-p", "no:xdist", "--tb=short", "-v"),
    *("-o", "faulthandler_timeout=900", "-o", "faulthandler_exit_on_timeout=true"),
]


def windows(path: Path) -> str:
    """The path as Wine has it."""
    return f"Z:{path}"


@contextmanager
def in_memory() -> Iterator[None]:
    """The temporary folder that the tests have on Linux as well."""
    sys.path.insert(0, str(ROOT))
    with importlib.import_module("dev").scratch(os.environ) as environment:
        tempfile.tempdir = environment.get("TMPDIR")
        yield


@contextmanager
def servers(count: int) -> Iterator[Queue[str]]:
    """Addresses of PostgreSQL servers of Linux, one for each part that runs at a time."""
    sys.path.insert(0, str(ROOT / "tests"))
    private: Any = importlib.import_module("support.postgres").PrivateServer
    started = [private() for _ in range(count)]
    free: Queue[str] = Queue()
    for server in started:
        free.put(server.admin_url)
    try:
        yield free
    finally:
        for server in started:
            server.close()


class Suite:
    """The run: one interpreter, one folder of logs, one list of exceptions."""

    def __init__(self, interpreter: Path, folder: Path, exceptions: dict[str, str], free: Queue[str]) -> None:
        self._interpreter = interpreter
        self._folder = folder
        self._exceptions = list(exceptions)
        self._free = free

    def run(self, part: Part) -> Told:
        """Run one part to its end, in as many processes as it takes."""
        told = Told()
        server = self._free.get()
        try:
            for start in range(STARTS):
                before = len(told.outcomes)
                self._start(part, told, f"{part.name.replace('/', '-')}-{start + 1}", server)
                if told.finished:
                    break
                if told.running is not None:
                    told.outcomes[told.running] = "failed"
                    told.running = None
                if len(told.outcomes) == before:
                    break
            if not told.finished:
                told.outcomes[f"{part.name} (inachevée)"] = "failed"
        finally:
            self._free.put(server)
        for test in told.failed:
            print(f"ÉCHEC {test}", flush=True)
        print(f"{part.name}\u00a0: {told.count('passed')} réussis, {len(told.failed)} échoués", flush=True)
        return told

    def _start(self, part: Part, told: Told, name: str, server: str) -> None:
        notes, log, wish = (self._folder / f"{name}.{kind}" for kind in ("jsonl", "log", "json"))
        notes.unlink(missing_ok=True)
        with tempfile.TemporaryDirectory(prefix="agence-", ignore_cleanup_errors=True) as temporary:
            place = windows(Path(temporary))
            request = {
                "files": part.files,
                "exceptions": self._exceptions,
                "done": list(told.outcomes),
                "notes": windows(notes),
                "options": _OPTIONS,
                "environment": {
                    "QT_QPA_PLATFORM": "offscreen",
                    "QT_QPA_FONTDIR": windows(ROOT / "resources" / "fonts"),
                    "AGENCE_TEST_DATABASE_URL": server,
                    **dict.fromkeys(("TMPDIR", "TEMP", "TMP"), place),
                },
            }
            wish.write_text(json.dumps(request), encoding="utf-8")
            _run(
                [str(self._interpreter), windows(ROOT / "packaging/windows/run_part.py"), windows(wish)], log
            )
        if notes.exists():
            for line in notes.read_text(encoding="utf-8").splitlines():
                told.hear(line)


def _run(command: list[str], log: Path) -> None:
    """Run a program of Windows; its output goes through a pipe, for a plain file as its output fails."""
    limited = ["timeout", "--kill-after=30", str(_SECONDS), "nice", "-n", "5", WINE, *command]
    environment = {
        **os.environ,
        "PYTHONPATH": windows(ROOT / "src"),
        # Nothing is written into the clone.
        "PYTHONPYCACHEPREFIX": windows(log.parent / "pycache"),
    }
    with log.open("wb") as written:
        process = subprocess.Popen(
            limited,
            cwd=ROOT,
            env=environment,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
        )
        assert process.stdout is not None
        # A process that the part left behind may hold the pipe for ever: its end is not waited for.
        pump = threading.Thread(target=_copy, args=(process.stdout, written), daemon=True)
        pump.start()
        process.wait()
        pump.join(5)


def _copy(output: IO[bytes], written: IO[bytes]) -> None:
    try:
        while taken := os.read(output.fileno(), 65536):
            written.write(taken)
            written.flush()
    except (OSError, ValueError):
        return


def main(arguments: list[str]) -> int:
    """Entry point."""
    interpreter, folder = Path(arguments[0]).absolute(), Path(arguments[1]).absolute()
    folder.mkdir(parents=True, exist_ok=True)
    exceptions = read_exceptions(EXCEPTIONS.read_text(encoding="utf-8"))
    chosen = parts(ROOT, arguments[2:] or ["tests"])
    with in_memory(), servers(AT_A_TIME) as free, ThreadPoolExecutor(AT_A_TIME) as pool:
        suite = Suite(interpreter, folder, exceptions, free)
        told = dict(zip((part.name for part in chosen), pool.map(suite.run, chosen), strict=True))
    print(summary(told))
    files = [file for part in chosen for file in part.files]
    collected = [test for part in told.values() for test in part.collected]
    gone = stale(exceptions, files, collected)
    failed = [test for part in told.values() for test in part.failed]
    for test in failed:
        print(f"échoué\u00a0: {test}")
    for test in gone:
        print(f"exception qui ne nomme aucun essai\u00a0: {test}")
    return 1 if failed or gone else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
