"""From the start of the process to a painted window, beside a bare QMainWindow; then to the first place.

    python benchmarks/start.py [--rounds N] [--imports]

Both programs are started in turns. Ours opens a small base: the window is painted first, then the base is
opened and « Accueil » filled. Aim: a window painted in at most 1.6 times what a bare one takes. ``--imports``
lists what is imported before the window is painted, the costly ones first.
"""

from __future__ import annotations

import argparse
import json
import os
import re
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

if __package__ in (None, ""):
    sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from benchmarks.common import ROOT, show

LISTED = 40

BARE = """
import json, time
from PySide6.QtWidgets import QApplication, QMainWindow
app = QApplication([])
window = QMainWindow()
window.resize(1280, 800)
window.show()
app.processEvents()
print(json.dumps({"painted": [time.monotonic(), time.process_time()]}))
"""

OURS = """
import json, os, sys, time
from agence_desktop import bootstrap
from agence_desktop.bootstrap.wiring import Wiring
from PySide6.QtCore import QTimer

seen, begin = {}, Wiring.begin

def note(name):
    seen[name] = [time.monotonic(), time.process_time()]

def look(runtime):
    # A place is ready when the slices are there and nothing is being read any more.
    if runtime.window.contributions and runtime.tasks.idle:
        note("ready")
        runtime.window.close()

def give_up(failure):
    print(failure, file=sys.stderr, flush=True)
    os._exit(1)

def watched(self, runtime):
    note("painted")
    runtime.tasks.failed.connect(give_up)
    timer = QTimer(runtime.window, interval=2)
    timer.timeout.connect(lambda: look(runtime))
    timer.start()
    return begin(self, runtime)

Wiring.begin = watched
bootstrap.run_desktop(["--base", sys.argv[1]])
print(json.dumps(seen))
"""

ONLY_WINDOW = """
import sys
from agence_desktop import bootstrap
from agence_desktop.bootstrap.wiring import Wiring

def leave(self, runtime):
    runtime.window.close()
    return ()

Wiring.begin = leave
bootstrap.run_desktop(["--base", sys.argv[1]])
"""


def start(program: str, *arguments: str, options: tuple[str, ...] = ()) -> tuple[str, str]:
    """Run a program of its own without a screen to its end; what it wrote on both outputs."""
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen", "PYTHONPATH": str(ROOT / "src")}
    # As where the program is installed: compiled once.
    environment.pop("PYTHONDONTWRITEBYTECODE", None)
    done = subprocess.run(
        [sys.executable, *options, "-c", program, *arguments],
        env=environment,
        capture_output=True,
        text=True,
        check=True,
        timeout=60,
    )
    return done.stdout, done.stderr


def stations(program: str, *arguments: str) -> dict[str, tuple[float, float]]:
    """Seconds from the start of a process to each station: by the clock, and of the processor."""
    began = time.monotonic()
    written, _ = start(program, *arguments)
    return {name: (clock - began, busy) for name, (clock, busy) in json.loads(written).items()}


def small_base(folder: Path) -> str:
    """A new office, and folders of its own for what the program keeps."""
    from agence_desktop.actions.bases import create_office
    from agence_desktop.storage.locations import parse_location

    for name in ("CONFIG", "DATA", "STATE", "CACHE"):
        os.environ[f"XDG_{name}_HOME"] = str(folder / name.lower())
    os.environ["PYTHONPYCACHEPREFIX"] = str(folder / "compiled")
    base = str(folder / "bureau.sqlite")
    create_office(parse_location(base))
    return base


def measure(base: str, rounds: int) -> None:
    """Print the table."""
    found: dict[str, list[tuple[float, float]]] = {"bare": [], "painted": [], "ready": []}
    for turn in range(rounds + 1):
        for program in (OURS, BARE) if turn % 2 else (BARE, OURS):
            reached = stations(program, base)
            if turn == 0:
                continue  # The first start reads files that the others find in memory.
            if program is BARE:
                found["bare"].append(reached["painted"])
            else:
                found["painted"].append(reached["painted"])
                found["ready"].append(reached["ready"])
    names = {"bare": "bare window painted", "painted": "our window painted", "ready": "first place ready"}
    rows = []
    for station, words in names.items():
        cells = [words]
        for kind in (0, 1):
            times = [each[kind] for each in found[station]]
            ratios = [one / each[kind] for one, each in zip(times, found["bare"], strict=True)]
            cells += [f"{statistics.median(times) * 1000:.0f}", f"{statistics.median(ratios):.2f}"]
        rows.append(cells)
    show(["station", "ms", "÷ bare", "CPU ms", "÷ bare (CPU)"], rows)


def imports(base: str) -> None:
    """What is imported before the window is painted."""
    _, told = start(ONLY_WINDOW, base, options=("-X", "importtime"))
    lines = re.findall(r"^import time:\s+(\d+) \|\s+(\d+) \| *(\S+)$", told, re.MULTILINE)
    costly = sorted(((int(own), int(whole), name) for own, whole, name in lines), reverse=True)
    print(f"{len(lines)} modules")
    show(
        ["module", "own µs", "with its own imports µs"],
        [(name, own, all_) for own, all_, name in costly[:LISTED]],
    )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--rounds", type=int, default=15)
    parser.add_argument("--imports", action="store_true")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="agence-mesure-") as folder:
        base = small_base(Path(folder))
        if given.imports:
            imports(base)
        else:
            measure(base, given.rounds)


if __name__ == "__main__":
    main()
