"""Compiles Qt Designer's forms, `ui/*.ui`, into the Python modules of `desktop/generated`.

Without an argument the modules are written; with `--check` nothing is, and exit code 1 tells of a difference.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
FORMS = ROOT / "ui"
GENERATED = ROOT / "src" / "agence_desktop" / "desktop" / "generated"


def compiled(form: Path) -> str:
    """The module that PySide6's own compiler makes of ``form``; line ends do not depend on the system."""
    uic = shutil.which("pyside6-uic", path=str(Path(sys.executable).parent))
    if uic is None:
        raise SystemExit("pyside6-uic is not installed next to this Python")
    done = subprocess.run([uic, str(form)], capture_output=True, check=True)
    text = done.stdout.decode("utf-8").replace("\r\n", "\n")
    return "".join(f"{line.rstrip()}\n" for line in text.rstrip().split("\n"))


def expected() -> dict[Path, str]:
    """Every generated module that should stand, and its text."""
    return {GENERATED / f"ui_{form.stem}.py": compiled(form) for form in sorted(FORMS.glob("*.ui"))}


def drift(modules: dict[Path, str]) -> list[Path]:
    """Modules that are missing, differ from their form, or have no form any more."""
    orphans = [path for path in sorted(GENERATED.glob("ui_*.py")) if path not in modules]
    stale = [path for path, text in modules.items() if not path.exists() or _read(path) != text]
    return [*stale, *orphans]


def write(modules: dict[Path, str]) -> list[Path]:
    """Write what differs, remove what has no form, and return both."""
    changed = drift(modules)
    for path in changed:
        if path in modules:
            path.write_text(modules[path], encoding="utf-8", newline="\n")
        else:
            path.unlink()
    return changed


def _read(path: Path) -> str:
    return path.read_text(encoding="utf-8")


def main(arguments: list[str]) -> int:
    """Entry point; the changed or differing modules are named on standard output."""
    check = "--check" in arguments
    changed = drift(expected()) if check else write(expected())
    for path in changed:
        print(path.relative_to(ROOT))
    return 1 if check and changed else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
