"""Compares the start of the frozen program with that of the unfrozen one, in turns, in one run, on Windows.

python packaging/windows/measure.py GEL     GEL is the frozen folder

A start opens the window, finds no base, and ends. CPU time is told, for the computer may be shared.
"""

from __future__ import annotations

import ctypes
import os
import subprocess
import sys
import tempfile
from pathlib import Path
from statistics import median
from typing import Any, Final

ROOT: Final = Path(__file__).resolve().parents[2]
ROUNDS: Final = 5
_SECONDS: Final = 300


def cpu_seconds(command: list[str], environ: dict[str, str]) -> float:
    """The CPU time of a process of Windows from its start to its end."""
    windows: Any = ctypes
    process = subprocess.Popen(command, env=environ, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    process.wait(_SECONDS)
    times = [ctypes.c_ulonglong() for _ in range(4)]
    handle = ctypes.c_void_p(int(vars(process)["_handle"]))
    windows.windll.kernel32.GetProcessTimes(handle, *(ctypes.byref(time) for time in times))
    # Both are counted in tenths of microseconds: the kernel's, then the program's own.
    return (times[2].value + times[3].value) / 1e7


def main(arguments: list[str]) -> int:
    """Entry point."""
    frozen = Path(arguments[0])
    environ = dict(os.environ)
    unfrozen = {**environ, "PYTHONPATH": str(ROOT / "src")}
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        log = str(Path(folder) / "essai.log")
        options = ["--base", str(Path(folder) / "absente.sqlite"), "--autotest", log]
        found: dict[str, list[float]] = {"gel\u00e9": [], "sources": []}
        for turn in range(ROUNDS + 1):
            taken = (
                cpu_seconds([str(frozen / "agence-desktop.exe"), *options], environ),
                cpu_seconds([sys.executable, "-m", "agence_desktop", *options], unfrozen),
            )
            # The first turn fills the caches of files, and of compiled modules.
            if turn:
                for name, seconds in zip(found, taken, strict=True):
                    found[name].append(seconds)
    for name, values in found.items():
        print(f"{name}\u00a0: {median(values):.2f}\u00a0s de processeur ({ROUNDS} fois)".replace(".", ","))
    ratio = median(found["gel\u00e9"]) / median(found["sources"])
    print(f"rapport\u00a0: {ratio:.2f}".replace(".", ","), flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
