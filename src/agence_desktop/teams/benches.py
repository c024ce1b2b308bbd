"""What « Banc et utilisation » is made from, and the lines it shows."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from fractions import Fraction

from agence_desktop.teams.files import OverrunRow
from agence_desktop.teams.periods import Days
from agence_desktop.teams.rows import DayLoad, MemberLine
from agence_desktop.teams.unmet import CaseSettings, UnmetSeat
from agence_desktop.teams.utilisation import Bench, Utilisation, bench, by_member, by_team


@dataclass(frozen=True, slots=True)
class OverrunLine:
    """An authorised overrun, with its client and the name of who authorised it."""

    row: OverrunRow
    client: str
    by: str = ""


@dataclass(frozen=True, slots=True)
class BenchReading:
    """A period as it was read; ``full_day`` in seconds, ``skills`` label by code.

    ``seats`` are those that nobody serves, ``seats_hoped`` those for which nobody is even proposed; ``case``
    says from what demand on a post is proposed.
    """

    period: Days
    members: tuple[MemberLine, ...]
    loads: tuple[DayLoad, ...]
    overruns: tuple[OverrunLine, ...]
    seats: tuple[UnmetSeat, ...]
    seats_hoped: tuple[UnmetSeat, ...]
    skills: Mapping[str, str]
    observed: frozenset[date]
    full_day: int
    case: CaseSettings = field(default_factory=CaseSettings)

    @property
    def hours_per_day(self) -> Decimal:
        """Hours of a full day."""
        return Decimal(self.full_day) / 3600


@dataclass(frozen=True, slots=True)
class UseLine:
    """A member, or a team (no ``member``): its sums, and what is left of the time."""

    name: str
    team: str
    sums: Utilisation
    hours: tuple[Decimal, Decimal, Decimal]
    share: Fraction | None
    bench: Bench | None = None
    member: MemberLine | None = None
    members: int = 1


def use_lines(reading: BenchReading, *, tentative: bool, team: str = "") -> list[UseLine]:
    """Members by team and name, of one team or of all."""
    sums = by_member(reading.loads, reading.period)
    free = {line.member_id: line for line in bench(reading.loads, reading.period, tentative=tentative)}
    return [
        UseLine(
            member.name,
            member.team,
            found := sums.get(member.id, Utilisation()),
            found.hours(reading.hours_per_day),
            found.share(tentative=tentative),
            free.get(member.id),
            member,
        )
        for member in reading.members
        if not team or member.team == team
    ]


def team_lines(reading: BenchReading, *, tentative: bool) -> list[UseLine]:
    """Teams in their order, then all of them where there are several."""
    sums = by_member(reading.loads, reading.period)
    teams = {member.id: member.team for member in reading.members}
    found = by_team(sums, teams)
    counts: dict[str, int] = {}
    for name in teams.values():
        counts[name] = counts.get(name, 0) + 1
    return [_team(reading, name, found.get(name, Utilisation()), counts[name], tentative) for name in counts]


def whole(lines: Sequence[UseLine], reading: BenchReading, *, tentative: bool) -> UseLine:
    """The sum of teams."""
    sums = sum((line.sums for line in lines), Utilisation())
    return _team(reading, "", sums, sum(line.members for line in lines), tentative)


def _team(reading: BenchReading, name: str, sums: Utilisation, count: int, tentative: bool) -> UseLine:
    share = sums.share(tentative=tentative)
    return UseLine(name, name, sums, sums.hours(reading.hours_per_day), share, members=count)
