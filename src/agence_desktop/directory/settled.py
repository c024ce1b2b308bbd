"""What rests on the clock and the host of a building: slices say it before either changes."""

from __future__ import annotations

from collections.abc import Callable, Collection
from typing import Final

from sqlalchemy.orm import Session

Settled = Callable[[Session, Collection[int]], None]
"""Raises RefusedError where something to come at these sites rests on their time zone or organisation."""

_CHECKS: Final[list[Settled]] = []


def register_settled(check: Settled) -> Settled:
    """Have a slice asked before sites change clock or host; to be used as a decorator."""
    _CHECKS.append(check)
    return check


def require_unsettled(session: Session, site_ids: Collection[int]) -> None:
    """Ask every slice; to be called before anything else is locked or written. Raises RefusedError."""
    if site_ids:
        for check in _CHECKS:
            check(session, site_ids)
