"""The travel limit of a member as forms show it: whole kilometres of metres."""

from __future__ import annotations

_METRES = 1000


def kilometres_of(metres: int | None) -> int | None:
    """Whole kilometres; None without a limit."""
    return None if metres is None else metres // _METRES


def metres_of(km: int | None, known: int | None = None) -> int | None:
    """What is typed, in metres; what a file said more finely (``known``) stays where it was not changed."""
    if known is not None and km == kilometres_of(known):
        return known
    return None if km is None else km * _METRES
