"""Weekdays as the base keeps them: a mask of Monday (bit 0) to Friday, None for all of them."""

from __future__ import annotations

from collections.abc import Iterable

WEEK = range(5)


def days_of(mask: int | None) -> frozenset[int] | None:
    """The weekdays of a mask, from 0 on."""
    return None if mask is None else frozenset(day for day in WEEK if mask >> day & 1)


def mask_of(days: Iterable[int] | None) -> int | None:
    """The mask of some weekdays."""
    return None if days is None else sum(1 << day for day in set(days))
