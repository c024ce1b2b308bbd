"""A need for relief: what an absence leaves uncovered, as one slice hands it to another."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class NeededTask:
    """A task that nobody takes: its name, the level it asks for (0–4), and the days on which it is due."""

    name: str
    level: int
    due: tuple[date, ...] = ()


@dataclass(frozen=True, slots=True)
class ReliefNeed:
    """Somebody is needed from ``first`` to ``last``, both included; nothing says why.

    ``position`` is « P-0142 Prestations spéciales »; family, skills, effort and mode are what the relief plan
    of its sheet asks of a flying team, empty or None where it does not say.
    """

    organisation_id: int
    site_id: int | None
    unit: str
    position: str
    first: date
    last: date
    family: str = ""
    skills: str = ""
    effort_percent: int | None = None
    mode: str = ""
    tasks: tuple[NeededTask, ...] = ()
