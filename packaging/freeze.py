"""Freezes the program on this system, tries the result where a path is awkward, and tells its sizes.

python packaging/freeze.py [DOSSIER] [--sans-essai]

DOSSIER receives the folder `agence` (default: dist). With --sans-essai the result is not tried.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path

HERE = Path(__file__).resolve().parent
ROOT = HERE.parent
AWKWARD = "Programmes d’Éloïse (essai)"
LARGEST = 10
UNTRIED = "--sans-essai"
_BUILD_SECONDS, _TRY_SECONDS, _SHORT_SECONDS = 1_800, 900, 120


def freeze(target: Path) -> Path:
    """Freeze into ``target/agence``; raises CalledProcessError, TimeoutExpired."""
    with tempfile.TemporaryDirectory(prefix="agence-gel-") as work:
        command = [sys.executable, "-m", "PyInstaller", "--noconfirm", "--clean", "--log-level", "WARN"]
        folders = ["--distpath", str(target), "--workpath", work]
        spec = str(HERE / "agence.spec")
        # Packages press all modules together; pressed one by one before, they would take half as much again.
        environment = os.environ | {"PYINSTALLER_ZLIB_COMPRESSION_LEVEL": "0"}
        subprocess.run(
            [*command, *folders, spec], cwd=ROOT, env=environment, timeout=_BUILD_SECONDS, check=True
        )
    return target / "agence"


def program(folder: Path, name: str) -> str:
    """One of the two starts."""
    return str(folder / (f"{name}.exe" if os.name == "nt" else name))


def attempt(frozen: Path) -> list[str]:
    """Try the program from a folder with accents and spaces, with an account of its own; the log's lines.

    Raises CalledProcessError where the command line does not work.
    """
    with tempfile.TemporaryDirectory(prefix="agence-essai-", ignore_cleanup_errors=True) as name:
        installed, home = Path(name) / AWKWARD, Path(name) / "compte"
        # `copy` and not `copy2`, which Wine does not have
        shutil.copytree(frozen, installed, symlinks=True, copy_function=shutil.copy)
        # Nothing of this environment helps: no Python, no sources.
        kept = ("PATH", "SYSTEMROOT", "WINDIR", "TEMP", "TMP", "COMSPEC", "LANG", "LC_ALL")
        environment = {key: os.environ[key] for key in kept if key in os.environ}
        environment |= {"QT_QPA_PLATFORM": "offscreen", "HOME": str(home), "USERPROFILE": str(home)}
        home.mkdir()
        admin, base = program(installed, "agence-admin"), str(home / "base d’essai.sqlite")
        for arguments in (["--version"], ["base", "creer"], ["base", "verifier"]):
            command = [admin, "--base", base, *arguments]
            subprocess.run(command, env=environment, timeout=_SHORT_SECONDS, check=True)
        log = home / "essai.log"
        desktop = [program(installed, "agence-desktop"), "--autotest", str(log)]
        done = subprocess.run(desktop, env=environment, timeout=_TRY_SECONDS, check=False)
        lines = log.read_text(encoding="utf-8").splitlines() if log.exists() else []
        if done.returncode and lines[-1:] != ["échec"]:
            lines.append(f"échec (code {done.returncode})")
        return lines


def sizes(frozen: Path) -> Counter[str]:
    """Bytes by part: a package, a library of Qt, a start."""
    found: Counter[str] = Counter()
    for path in frozen.rglob("*"):
        if path.is_file() and not path.is_symlink():
            found[part_of(path.relative_to(frozen))] += path.stat().st_size
    return found


def part_of(path: Path) -> str:
    """The part that a file of the folder belongs to."""
    parts = [part for part in path.parts if part != "_internal"]
    if parts[0] == "PySide6" and len(parts) > 1:
        return f"PySide6/{'/'.join(parts[1:]) if 'lib' in parts[:-1] or len(parts) == 2 else parts[-2]}"
    return parts[0]


def megabytes(size: int) -> str:
    """Bytes as people read them."""
    return f"{size / 1_000_000:.1f}".replace(".", ",") + "\u00a0Mo"


def main(arguments: list[str]) -> int:
    """Entry point; 1 where the frozen program fails."""
    folders = [argument for argument in arguments if argument != UNTRIED]
    start = time.monotonic()
    frozen = freeze(Path(folders[0]).absolute() if folders else ROOT / "dist")
    print(f"Gel\u00a0: {time.monotonic() - start:.0f}\u00a0s", flush=True)
    tried = UNTRIED in arguments or _tried(frozen)
    found = sizes(frozen)
    print(f"Taille\u00a0: {megabytes(found.total())}, dont")
    for part, size in found.most_common(LARGEST):
        print(f"  {megabytes(size):>12}  {part}")
    return 0 if tried else 1


def _tried(frozen: Path) -> bool:
    start = time.monotonic()
    lines = attempt(frozen)
    print("\n".join(lines))
    print(f"Essai\u00a0: {time.monotonic() - start:.0f}\u00a0s")
    return lines[-1:] == ["réussi"]


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
