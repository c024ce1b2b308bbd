"""The folder that both installers install: what the freeze left, and its files' checksums.

python packaging/windows/staging.py GEL DOSSIER     DOSSIER receives a copy of the frozen folder, and the list
"""

from __future__ import annotations

import hashlib
import os
import shutil
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Final

SUMS: Final = "sommes.sha256"
"""As `sha256sum --check` reads it; the uninstaller of NSIS deletes what it names."""
_LONGEST: Final = 200


def stage(frozen: Path, target: Path) -> None:
    """Copy the frozen folder, and list it; raises ValueError for a name that the installers cannot carry."""
    shutil.copytree(frozen, target)
    (target / SUMS).write_text("".join(lines(target)), encoding="ascii", newline="\n")


def files(folder: Path) -> Iterator[Path]:
    """The files of a folder, in the same order everywhere, their paths from the folder on."""
    found = (Path(place, name) for place, _, names in os.walk(folder) for name in names)
    yield from sorted((path.relative_to(folder) for path in found), key=Path.as_posix)


def lines(folder: Path) -> Iterator[str]:
    """The list: a checksum, two spaces, a path with slashes."""
    for path in files(folder):
        name = path.as_posix()
        if name == SUMS:
            continue
        # NSIS reads the list in the code page of the computer; Windows ends a path at 260 signs.
        if not name.isascii() or not name.isprintable() or len(name) > _LONGEST:
            raise ValueError(f"Ce nom de fichier ne peut pas être installé\u00a0: {name}")
        yield f"{hashlib.sha256((folder / path).read_bytes()).hexdigest()}  {name}\n"


def kilobytes(folder: Path) -> int:
    """What the folder takes, as Windows shows it among the installed programs."""
    return sum((folder / path).stat().st_size for path in files(folder)) // 1024


if __name__ == "__main__":
    stage(Path(sys.argv[1]), Path(sys.argv[2]))
