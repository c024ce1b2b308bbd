"""Writes what a stand-in of a library exports: its own functions, and those of the library that it covers.

python packaging/windows/wine/forwards.py SOURCE.c BIBLIOTHEQUE.dll NOM     the list goes to standard output

NOM is the name under which the covered library stands beside it. Runs under the interpreter of Windows.
"""

from __future__ import annotations

import importlib
import re
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

_OWN = re.compile(r"^X \w+ (\w+)\(", re.MULTILINE)


def definition(source: Path, covered: Path, name: str) -> Iterator[str]:
    """The lines of a definition file, as the linker of mingw-w64 reads it."""
    # Of PyInstaller's needs on Windows only; Linux does not install it.
    pefile: Any = importlib.import_module("pefile")
    own = set(_OWN.findall(source.read_text(encoding="utf-8")))
    library = pefile.PE(str(covered), fast_load=True)
    library.parse_data_directories([pefile.DIRECTORY_ENTRY["IMAGE_DIRECTORY_ENTRY_EXPORT"]])
    yield f"LIBRARY {source.stem}.dll"
    yield "EXPORTS"
    for symbol in library.DIRECTORY_ENTRY_EXPORT.symbols:
        if symbol.name:
            exported = symbol.name.decode("ascii")
            yield f'  "{exported}"' if exported in own else f'  "{exported}" = "{name}.{exported}"'


if __name__ == "__main__":
    print("\n".join(definition(Path(sys.argv[1]), Path(sys.argv[2]), sys.argv[3])))
