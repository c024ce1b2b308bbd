"""What the timeline of members is made of, as it was read: plain values, no widget."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime

from agence_desktop.desktop.teams.timeline.free import FreeSeed
from agence_desktop.teams.rows import Bar, DayLoad, MemberLine, RequestCard


@dataclass(frozen=True, slots=True)
class Timeline:
    """Members in force with their deployments and daily loads over some days; holidays by observed date."""

    members: tuple[MemberLine, ...]
    bars: tuple[Bar, ...]
    loads: tuple[DayLoad, ...]
    holidays: Mapping[date, str]
    read_at: datetime


@dataclass(frozen=True, slots=True)
class TimelineFilter:
    """Which members are shown: teams by name (empty: all), a skill by label, a place; tentative or not."""

    teams: frozenset[str] = field(default_factory=frozenset)
    skill: str = ""
    home: str = ""
    tentative: bool = True

    def takes(self, member: MemberLine) -> bool:
        """Whether a member is shown."""
        return (
            (not self.teams or member.team in self.teams)
            and (not self.skill or any(label == self.skill and level > 0 for label, level in member.skills))
            and (not self.home or member.home == self.home)
        )

    def state(self) -> dict[str, object]:
        """As JSON keeps it."""
        return {
            "teams": sorted(self.teams),
            "skill": self.skill,
            "home": self.home,
            "tentative": self.tentative,
        }

    @classmethod
    def of_state(cls, state: Mapping[str, object]) -> TimelineFilter:
        """What ``state`` kept."""
        teams = state.get("teams")
        return cls(
            frozenset(str(team) for team in teams) if isinstance(teams, list) else frozenset(),
            str(state.get("skill", "")),
            str(state.get("home", "")),
            bool(state.get("tentative", True)),
        )


@dataclass(frozen=True, slots=True)
class TimelineReading:
    """All that the place of the timeline shows, read in one go."""

    timeline: Timeline
    cards: tuple[RequestCard, ...]
    seed: FreeSeed
