"""Compares the start of the frozen program with that of the unfrozen one, in turns, in one run.

python packaging/windows/measure.py GEL [INTERPRETE]

GEL is the frozen folder. On Debian INTERPRETE is the interpreter of Windows, and both run under Wine.
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
WINE: Final = "/usr/lib/wine/wine64"
ROUNDS: Final = 5
_SECONDS: Final = 300


def cpu_seconds(command: list[str]) -> float:
    """The CPU time of a process from its start to its end."""
    quiet: Any = dict.fromkeys(("stdin", "stdout", "stderr"), subprocess.DEVNULL)
    if os.name != "nt":
        # Wine tells the time of whoever asks for that of another process; Linux tells that of its own child.
        limited = ["timeout", "--foreground", str(_SECONDS), *command]
        before = os.times()
        subprocess.run(limited, cwd=ROOT / "src", check=False, **quiet)
        after = os.times()
        return after.children_user + after.children_system - before.children_user - before.children_system
    windows: Any = ctypes
    process = subprocess.Popen(command, cwd=ROOT / "src", **quiet)
    process.wait(_SECONDS)
    times = [ctypes.c_ulonglong() for _ in range(4)]
    handle = ctypes.c_void_p(int(vars(process)["_handle"]))
    windows.windll.kernel32.GetProcessTimes(handle, *(ctypes.byref(time) for time in times))
    # Both are counted in tenths of microseconds: the kernel's, then the program's own.
    return (times[2].value + times[3].value) / 1e7


def start_seconds(program: list[str], folder: Path) -> float:
    """The CPU time of one start; raises RuntimeError where it did not come as far as looking for its base."""
    log = folder / "essai.log"
    log.unlink(missing_ok=True)
    drive = "" if os.name == "nt" else "Z:"
    options = ["--base", f"{drive}{folder / 'absente.sqlite'}", "--autotest", f"{drive}{log}"]
    seconds = cpu_seconds([*program, *options])
    if not log.exists() or "missing_file" not in log.read_text(encoding="utf-8"):
        raise RuntimeError(f"{program[-1]} n’a pas cherché sa base")
    return seconds


def main(arguments: list[str]) -> int:
    """Entry point."""
    frozen = str(Path(arguments[0]) / "agence-desktop.exe")
    runner, interpreter = ([], sys.executable) if os.name == "nt" else ([WINE], arguments[1])
    programs = {"gel\u00e9": [*runner, frozen], "sources": [*runner, interpreter, "-m", "agence_desktop"]}
    found: dict[str, list[float]] = {name: [] for name in programs}
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        for turn in range(ROUNDS + 1):
            for name, program in programs.items():
                seconds = start_seconds(program, Path(folder))
                # The first turn fills the caches of files, and of compiled modules.
                if turn:
                    found[name].append(seconds)
    for name, values in found.items():
        print(f"{name}\u00a0: {median(values):.2f}\u00a0s de processeur ({ROUNDS} fois)".replace(".", ","))
    ratio = median(found["gel\u00e9"]) / median(found["sources"])
    print(f"rapport\u00a0: {ratio:.2f}".replace(".", ","), flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
