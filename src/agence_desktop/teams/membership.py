"""Members and teams as their own forms show them: who they are, what they can do, when they work."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from agence_desktop.teams.periods import Days

_NUMBERED = re.compile(r"(.*?)(\d+)")
_FIRST_KEY = "M-001"


@dataclass(frozen=True, slots=True)
class TeamFile:
    """A team; its organisation lends its members."""

    id: int
    version: int
    code: str
    name: str
    organisation_id: int
    until: date | None = None
    """The last day, None without one."""
    active: bool = True


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


def next_key(keys: Iterable[str]) -> str:
    """The key of a new member: « M-013 » after « M-012 », in the form that most of them have."""
    found = [match for key in keys if (match := _NUMBERED.fullmatch(key))]
    if not found:
        return _FIRST_KEY
    usual, _ = Counter(match[1] for match in found).most_common(1)[0]
    last = max((match[2] for match in found if match[1] == usual), key=int)
    return f"{usual}{int(last) + 1:0{len(last)}d}"
