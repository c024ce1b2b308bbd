"""Installs the packages of a lock for Windows, whatever the system this runs on.

python packaging/windows/wheels.py VERROU DOSSIER     DOSSIER receives the packages (site-packages)

pip judges the conditions of a lock (`; sys_platform == 'win32'`) by the system it runs on, even where it is
asked for wheels of another one. So they are judged here, and pip is given what is left.
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from packaging.requirements import Requirement

TARGET: Final = {
    "implementation_name": "cpython",
    "implementation_version": "3.13.2",
    "os_name": "nt",
    "platform_machine": "AMD64",
    "platform_python_implementation": "CPython",
    "platform_release": "10",
    "platform_system": "Windows",
    "platform_version": "10.0",
    "python_full_version": "3.13.2",
    "python_version": "3.13",
    "sys_platform": "win32",
}
"""The interpreter of `interpreter.py`, as conditions ask for it."""
_SECONDS: Final = 900


def entries(lock: str) -> Iterator[str]:
    """The entries of a lock, each with its hashes on one line."""
    for entry in lock.replace("\\\n", " ").splitlines():
        if entry.strip() and not entry.lstrip().startswith("#"):
            yield " ".join(entry.split())


def for_windows(lock: str) -> list[str]:
    """The entries that apply there, without their conditions."""
    kept = []
    for entry in entries(lock):
        named, hashes = entry.split(" --hash=", 1)
        requirement = Requirement(named)
        if requirement.marker is None or requirement.marker.evaluate(dict(TARGET)):
            kept.append(f"{requirement.name}{requirement.specifier} --hash={hashes}")
    return kept


def install(lock: Path, target: Path) -> None:
    """Install the wheels of ``lock`` into ``target``; raises CalledProcessError, TimeoutExpired."""
    with tempfile.TemporaryDirectory(prefix="agence-roues-") as folder:
        wanted = Path(folder) / lock.name
        wanted.write_text("\n".join(for_windows(lock.read_text(encoding="utf-8"))), encoding="utf-8")
        pip = [sys.executable, "-m", "pip", "--disable-pip-version-check", "install", "--quiet"]
        system = ["--platform", "win_amd64", "--python-version", "3.13", "--implementation", "cp"]
        exact = ["--only-binary=:all:", "--no-deps", "--require-hashes", "--no-compile"]
        # Once a wheel is chosen for the other interpreter, pip still compares it with its own.
        exact.append("--ignore-requires-python")
        command = [*pip, *system, *exact, "--target", str(target), "--requirement", str(wanted)]
        subprocess.run(command, timeout=_SECONDS, check=True)


def main(arguments: list[str]) -> int:
    """Entry point."""
    install(Path(arguments[0]), Path(arguments[1]))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
