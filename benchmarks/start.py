"""From starting the process to a window one can work with, beside a bare QMainWindow.

    python benchmarks/start.py [--rounds N]

The baseline imports QtWidgets, shows an empty QMainWindow and is painted. Ours is first painted, then
usable: its base of 50 rooms is open and every screen is there. Everything is warm: the files were read
before. Aim: the painted window within 1.6 times the baseline.
"""

from __future__ import annotations

import argparse
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Mapping
from contextlib import closing
from pathlib import Path

if __package__ in (None, ""):
    sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from benchmarks.common import ROOT, show

_BARE = """
import sys
from PySide6.QtWidgets import QApplication, QMainWindow
app = QApplication(sys.argv)
window = QMainWindow()
window.resize(1400, 900)
window.show()
app.processEvents()
print("painted", flush=True)
"""

_OURS = """
import sys
from pathlib import Path
from agence_desktop.bootstrap.wiring import Wiring
from agence_desktop.desktop.application import DesktopOptions, run
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication

wiring, folder = Wiring(), Path(sys.argv[1])


def begin(runtime):
    print("painted", flush=True)
    put = runtime.window.set_contributions

    def told(found):
        put(found)
        QTimer.singleShot(0, lambda: (print("usable", flush=True), QApplication.exit(0)))

    runtime.window.set_contributions = told
    return wiring.begin(runtime)


options = DesktopOptions(folder / "fenetre.ini", folder / "brouillons", base=str(folder / "base.sqlite"))
code = run(options, begin)
wiring.close()
sys.exit(code)
"""


def times(script: str, folder: Path, environment: Mapping[str, str]) -> dict[str, float]:
    """Word told by the process → seconds since it was started."""
    start = time.perf_counter()
    command = [sys.executable, "-c", script, str(folder)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env=dict(environment)) as process:
        assert process.stdout is not None
        told = {line.strip(): time.perf_counter() - start for line in process.stdout}
    if process.returncode:
        raise RuntimeError(f"the process ended with {process.returncode}")
    return told


def measure(rounds: int) -> list[list[object]]:
    """One row per stage, as medians of paired rounds."""
    from benchmarks.bulk import fill

    with tempfile.TemporaryDirectory(prefix="agence-mesure-") as name:
        folder = Path(name)
        with closing(fill(f"sqlite:///{(folder / 'base.sqlite').as_posix()}", 50, 5_000)):
            pass
        account = {f"XDG_{kind}_HOME": str(folder / kind) for kind in ("CONFIG", "DATA", "STATE", "CACHE")}
        paths = os.pathsep.join((str(ROOT / "src"), os.environ.get("PYTHONPATH", "")))
        environment = {**os.environ, **account, "PYTHONPATH": paths, "QT_QPA_PLATFORM": "offscreen"}
        times(_OURS, folder, environment)
        pairs = [
            (times(_BARE, folder, environment)["painted"], times(_OURS, folder, environment))
            for _ in range(rounds)
        ]
    bare = statistics.median(one for one, _ in pairs)
    rows: list[list[object]] = [["bare QMainWindow, painted", f"{1000 * bare:.0f}", "1.00"]]
    for stage in ("painted", "usable"):
        own = statistics.median(ours[stage] for _, ours in pairs)
        ratio = statistics.median(ours[stage] / one for one, ours in pairs)
        rows.append([f"ours, {stage}", f"{1000 * own:.0f}", f"{ratio:.2f}"])
    return rows


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--rounds", type=int, default=11)
    show(["stage", "ms", "÷ bare"], measure(parser.parse_args().rounds))


if __name__ == "__main__":
    main()
