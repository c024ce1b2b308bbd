"""Where the shipped files are: fonts, icons and reference data, in every way the program can be installed."""

from __future__ import annotations

import sys
from functools import cache
from pathlib import Path

_PACKAGE = Path(__file__).resolve().parents[1]


@cache
def resource_root() -> Path:
    """The folder of shipped files.

    A frozen program carries it beside its modules, a wheel inside the package, a working copy at the top.
    """
    if frozen := getattr(sys, "_MEIPASS", None):
        return Path(frozen) / "resources"
    installed = _PACKAGE / "resources"
    return installed if installed.is_dir() else _PACKAGE.parents[1] / "resources"


def resource_path(*parts: str) -> Path:
    """The path of a shipped file, as in ``resource_path("icons", "x.svg")``; raises FileNotFoundError."""
    path = resource_root().joinpath(*parts)
    if not path.exists():
        raise FileNotFoundError(f"no shipped file {'/'.join(parts)} under {resource_root()}")
    return path
