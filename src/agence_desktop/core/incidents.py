"""What may be told of a failure without telling of anybody: kinds and places of code, never a value."""

from __future__ import annotations

import re
import traceback
from collections.abc import Iterable
from pathlib import PurePosixPath, PureWindowsPath
from typing import Final

from agence_desktop.core.errors import AgenceError

_EMAIL = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")
_ROOTS: Final = ("agence_desktop", "site-packages", "lib")
_SHORTEST_NAME: Final = 3


def bare_trace(error: BaseException) -> str:
    """The kinds of an exception and of those behind it, with frames; messages may quote what was typed."""
    lines: list[str] = []
    seen: set[int] = set()
    found: BaseException | None = error
    while found is not None and id(found) not in seen:
        seen.add(id(found))
        kind = type(found)
        code = f" ({found.code})" if isinstance(found, AgenceError) else ""
        lines.append(f"{kind.__module__}.{kind.__qualname__}{code}")
        for frame in traceback.extract_tb(found.__traceback__):
            lines.append(f"  {short_path(frame.filename)}:{frame.lineno} {frame.name}")
        found = found.__cause__ or found.__context__
    return "\n".join(lines)


def short_path(text: str) -> str:
    """A path from the package on: what stands before may be the folder of a person."""
    path = PureWindowsPath(text) if "\\" in text else PurePosixPath(text)
    parts = path.parts
    for root in _ROOTS:
        if root in parts:
            return "/".join(parts[len(parts) - parts[::-1].index(root) - 1 :])
    return path.name


def without_names(text: str, names: Iterable[str]) -> str:
    """The text without e-mails and without ``names``: folders, logins, the computer's."""
    text = _EMAIL.sub("‹courriel›", text)
    for name in sorted({name for name in names if len(name) >= _SHORTEST_NAME}, key=len, reverse=True):
        text = re.sub(rf"(?<!\w){re.escape(name)}(?!\w)", "‹…›", text, flags=re.IGNORECASE)
    return text
