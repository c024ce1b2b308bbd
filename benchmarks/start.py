"""From starting the process to a window one can work with, beside a bare QMainWindow.

    python benchmarks/start.py [--rounds N] [--imports]

The baseline imports QtWidgets, shows an empty QMainWindow and is painted. Ours is first painted, then
usable: the base of the demonstration is open and every screen is there; then filled: its first place is
read. Everything is warm: the files were read and the modules compiled before. Aim: the painted window
within 1.6 times the baseline. ``--imports`` lists what is imported before the window is painted.
"""

from __future__ import annotations

import argparse
import os
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

if __package__ in (None, ""):
    sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from benchmarks.common import ROOT, show

_TELL = """
import sys, time
def tell(word):
    print(word, time.process_time(), flush=True)
"""

_BARE = (
    _TELL
    + """
from PySide6.QtWidgets import QApplication, QMainWindow
app = QApplication(sys.argv)
window = QMainWindow()
window.resize(1400, 900)
window.show()
app.processEvents()
tell("painted")
"""
)

_OURS = (
    _TELL
    + """
from agence_desktop import bootstrap

begin = bootstrap.LateWiring.begin

def begun(self, runtime):
    tell("painted")
    if sys.argv[2:]:
        print(*sys.modules, sep="\\n")
        runtime.window.close()
        return ()
    put = runtime.window.set_contributions

    def shown(found):
        from PySide6.QtCore import QTimer

        put(found)
        QTimer.singleShot(0, lambda: (tell("usable"), watch.start(1)))

    def looked():
        if not runtime.window.place.busy():
            watch.stop()
            tell("filled")
            runtime.window.close()

    from PySide6.QtCore import QTimer

    watch = self.watch = QTimer()
    watch.timeout.connect(looked)
    runtime.window.set_contributions = shown
    return begin(self, runtime)

bootstrap.LateWiring.begin = begun
sys.exit(bootstrap.run_desktop(["--base", sys.argv[1]]))
"""
)

_STAGES = {
    "painted": "our window painted",
    "usable": "every screen there",
    "filled": "first place filled",
}


@dataclass(frozen=True, slots=True)
class Moment:
    """When something was reached: seconds on the clock and of the processor since the process began."""

    clock: float
    processor: float


def moments(script: str, folder: Path, environment: Mapping[str, str]) -> dict[str, Moment]:
    """When the process told each of its words."""
    start = time.perf_counter()
    command = [sys.executable, "-c", script, str(folder / "base.sqlite")]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env=dict(environment)) as process:
        assert process.stdout is not None
        watch = threading.Timer(60, process.kill)
        watch.start()
        told = {}
        for line in process.stdout:
            word, processor = line.split()
            told[word] = Moment(time.perf_counter() - start, float(processor))
        watch.cancel()
    if process.returncode:
        raise RuntimeError(f"the process ended with {process.returncode}")
    return told


def prepare(folder: Path) -> dict[str, str]:
    """The base, and the environment of a person whose modules are compiled, as they are where installed."""
    from agence_desktop.actions.bases import build_demo_file

    build_demo_file(folder / "base.sqlite")
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen", "QT_LOGGING_RULES": "qt.qpa.*=false"}
    environment |= {f"XDG_{kind}_HOME": str(folder / kind) for kind in ("CONFIG", "DATA", "STATE", "CACHE")}
    environment["PYTHONPATH"] = os.pathsep.join((str(ROOT / "src"), os.environ.get("PYTHONPATH", "")))
    environment |= {"PYTHONPYCACHEPREFIX": str(folder / "compiled"), "PYTHONDONTWRITEBYTECODE": ""}
    for script in (_BARE, _OURS):
        moments(script, folder, environment)
    return environment


def measure(folder: Path, rounds: int) -> list[list[object]]:
    """One row per stage, as medians of paired rounds."""
    environment = prepare(folder)
    pairs = [
        (moments(_BARE, folder, environment)["painted"], moments(_OURS, folder, environment))
        for _ in range(rounds)
    ]
    bare = [one for one, _ in pairs]
    rows: list[list[object]] = [_row("bare window painted", bare, bare)]
    rows += [_row(words, [ours[stage] for _, ours in pairs], bare) for stage, words in _STAGES.items()]
    return rows


def _row(words: str, reached: list[Moment], bare: list[Moment]) -> list[object]:
    median = statistics.median
    return [
        words,
        f"{1000 * median(one.processor for one in reached):.0f}",
        f"{median(one.processor / base.processor for one, base in zip(reached, bare, strict=True)):.2f}",
        f"{1000 * median(one.clock for one in reached):.0f}",
        f"{median(one.clock / base.clock for one, base in zip(reached, bare, strict=True)):.2f}",
    ]


def list_imports(folder: Path) -> None:
    """Print the modules that are there when the window is painted, and no others."""
    command = [sys.executable, "-c", _OURS, str(folder / "base.sqlite"), "imports"]
    subprocess.run(command, env=prepare(folder), check=True)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--rounds", type=int, default=11)
    parser.add_argument("--imports", action="store_true")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="agence-mesure-") as name:
        if options.imports:
            list_imports(Path(name))
        else:
            table = measure(Path(name), options.rounds)
            show(["stage", "CPU ms", "÷ bare (CPU)", "ms", "÷ bare"], table)


if __name__ == "__main__":
    main()
