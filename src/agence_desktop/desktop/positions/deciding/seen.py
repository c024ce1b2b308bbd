"""Which changes of a version this person has seen, kept on this computer."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable

from agence_desktop.desktop.places import Workbench
from agence_desktop.positions.approval import Comparison

_PREFIX = "positions/seen/"


def recall_seen(desk: Workbench, found: Comparison, keys: Iterable[str]) -> set[str]:
    """Of these changes, those that were seen before."""
    kept = desk.recall(_place(found))
    digests = set(kept) if isinstance(kept, list) else set()
    return {key for key in keys if _digest(key) in digests}


def remember_seen(desk: Workbench, found: Comparison, keys: Iterable[str]) -> None:
    """Keep what was seen; texts themselves are not kept."""
    desk.remember(_place(found), sorted(_digest(key) for key in keys))


def _place(found: Comparison) -> str:
    return f"{_PREFIX}{found.file.row.id}"


def _digest(key: str) -> str:
    return hashlib.sha256(key.encode()).hexdigest()[:16]
