"""What an administrator may change of flying teams, as the base keeps it."""

from __future__ import annotations

from dataclasses import dataclass, field

from agence_desktop.teams.estimating import CostSettings
from agence_desktop.teams.problem import Settings
from agence_desktop.teams.unmet import CaseSettings


@dataclass(frozen=True, slots=True)
class TeamSettings:
    """The arithmetic of allocation, what costs depend on, and what makes the case for a post."""

    arithmetic: Settings = field(default_factory=Settings)
    costs: CostSettings = field(default_factory=CostSettings)
    case: CaseSettings = field(default_factory=CaseSettings)
