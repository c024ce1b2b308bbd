"""A member as their own forms show one: what they can do, when they work and when they are away."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from agence_desktop.teams.periods import Days


@dataclass(frozen=True, slots=True)
class WorkingHours:
    """Seconds per weekday, Monday to Friday, and the factor in hundredths of a percent, from a day on."""

    since: date
    seconds: tuple[int, int, int, int, int]
    factor_bp: int


@dataclass(frozen=True, slots=True)
class MemberAway:
    """An absence on record that is not over; no reason is asked."""

    id: int
    version: int
    period: Days
    frees: bool


@dataclass(frozen=True, slots=True)
class MemberFile:
    """All of a member; ``skills``: id → level and day of validation, ``known`` the skills one may give."""

    id: int
    version: int
    key: str
    name: str
    person_id: int
    team_id: int
    lender_id: int
    contract: Days
    home_site_id: int | None
    home_municipality_id: int | None
    languages: tuple[str, ...]
    max_metres: int | None
    remote: bool
    past_clients: tuple[str, ...]
    skills: Mapping[int, tuple[int, date]]
    known: tuple[tuple[int, str], ...]
    hours: tuple[WorkingHours, ...]
    away: tuple[MemberAway, ...]

    def hours_on(self, day: date) -> WorkingHours | None:
        """The hours in force on a day, the latest entry not after it."""
        past = [one for one in self.hours if one.since <= day]
        return past[-1] if past else None
