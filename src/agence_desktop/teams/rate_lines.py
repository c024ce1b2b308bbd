"""The dated rates as a list shows them: what each is paid for, from when to when, and which holds today."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from enum import StrEnum
from itertools import pairwise

from agence_desktop.teams.rows import ExpenseKind


class Standing(StrEnum):
    """Where a rate stands on a day."""

    PAST = "past"
    IN_FORCE = "in_force"
    COMING = "coming"


@dataclass(frozen=True, slots=True)
class RateScope:
    """What is paid for: an expense of a kind, else a day of a member or of a job class."""

    kind: ExpenseKind | None = None
    member_id: int | None = None
    job_class: str | None = None


@dataclass(frozen=True, slots=True)
class RateLine:
    """One dated rate; ``amount`` None: nothing is paid from that day on. ``last`` None: until further notice.

    ``may_keep``: whoever reads may change it.
    """

    id: int
    version: int
    scope: RateScope
    name: str
    since: date
    amount: Decimal | None
    last: date | None
    standing: Standing
    may_keep: bool


@dataclass(frozen=True, slots=True)
class RateChoices:
    """For what somebody may set rates: members by id and name, and the job classes that are known.

    ``shared``: also rates of job classes and of expenses, which every lender keeps.
    """

    members: tuple[tuple[int, str], ...]
    classes: tuple[str, ...]
    shared: bool


def stretches(since: Sequence[date], day: date) -> Iterator[tuple[date | None, Standing]]:
    """For each of the first days of one scope, in order: its last day, and where it stands on ``day``."""
    for first, following in pairwise([*since, None]):
        assert first is not None
        if first > day:
            standing = Standing.COMING
        elif following is None or following > day:
            standing = Standing.IN_FORCE
        else:
            standing = Standing.PAST
        yield None if following is None else following - timedelta(days=1), standing
