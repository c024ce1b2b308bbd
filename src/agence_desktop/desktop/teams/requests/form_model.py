"""The form of a request as plain values: seats as typed, templates of families, the estimate."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from typing import Any

from agence_desktop.core.errors import AgenceError
from agence_desktop.core.relief import ReliefNeed
from agence_desktop.desktop.teams.facts.places import PlaceChoice
from agence_desktop.desktop.teams.requests import form_texts as texts
from agence_desktop.teams.estimating import CostSettings, Estimate, Placement, estimate
from agence_desktop.teams.nearest import NearestHome
from agence_desktop.teams.periods import Days, working_days
from agence_desktop.teams.problem import Mode
from agence_desktop.teams.rates import Payee, RateTables
from agence_desktop.teams.rows import SeatDraft, SkillNeed

WEEKS = 8
"""How long a new seat lasts until something is typed."""


@dataclass(frozen=True, slots=True)
class SkillChoice:
    """A skill that may be asked for."""

    id: int
    code: str
    label: str
    family: str


@dataclass(frozen=True, slots=True)
class FormSeed:
    """What the form offers; ``classes`` is the job class by which a family is estimated before anybody is
    chosen.
    """

    families: tuple[tuple[str, str], ...]
    skills: tuple[SkillChoice, ...]
    clients: tuple[tuple[int, str], ...]
    places: tuple[PlaceChoice, ...]
    holidays: frozenset[date]
    tables: RateTables = field(default_factory=RateTables)
    settings: CostSettings = field(default_factory=CostSettings)
    classes: Mapping[str, str] = field(default_factory=dict)

    def skill(self, skill_id: int | None) -> SkillChoice | None:
        """A skill by id."""
        return next((one for one in self.skills if one.id == skill_id), None)


@dataclass(frozen=True, slots=True)
class SeatEntry:
    """A seat as it is typed; what is missing is None. Effort in whole percents.

    ``rest`` is what an effort of a file has beyond them, in hundredths of a percent.
    """

    skills: tuple[tuple[int, int], ...] = ()
    first: date | None = None
    last: date | None = None
    effort: int | None = 100
    mode: Mode = Mode.ON_SITE
    remote_days: int = 2
    days: frozenset[int] | None = None
    language: str | None = "fr"
    senior: bool = False
    rest: int = 0

    def fault(self, holidays: frozenset[date]) -> str:
        """What is missing or contradictory, as a sentence; empty when all is well."""
        if not self.skills:
            return texts.SKILL_MISSING
        if self.first is None or self.last is None or self.last < self.first:
            return self.period_fault(holidays)
        if self.effort is None or not 1 <= self.effort <= 100:
            return texts.EFFORT_MISSING
        return self.period_fault(holidays)

    def period_fault(self, holidays: frozenset[date]) -> str:
        """What is wrong with the dates and the days of the week, as a sentence."""
        if self.first is None or self.last is None:
            return texts.PERIOD_MISSING
        if self.last < self.first:
            return texts.PERIOD_BACKWARDS
        if self.days is not None and not self.days:
            return texts.DAYS_MISSING
        return "" if self.working(holidays) else texts.NO_WORKING_DAY

    def working(self, holidays: frozenset[date]) -> list[date]:
        """The working days asked for."""
        if self.first is None or self.last is None or self.last < self.first:
            return []
        return working_days(Days.both_included(self.first, self.last), holidays, self.days)

    def draft(self) -> SeatDraft:
        """As the command takes it; ValueError where something is missing."""
        if self.first is None or self.last is None or self.effort is None:
            raise ValueError("a seat without period or effort is no draft")
        return SeatDraft(
            skills=tuple(SkillNeed(skill, level) for skill, level in self.skills),
            period=Days.both_included(self.first, self.last),
            effort_bp=self.effort * 100 + self.rest,
            language=self.language,
            days=self.days,
            mode=self.mode,
            remote_days=self.remote_days if self.mode is Mode.HYBRID else 0,
            senior=self.senior,
        )

    def state(self) -> dict[str, Any]:
        """As JSON keeps it in a draft."""
        return {
            "skills": [list(one) for one in self.skills],
            "first": self.first.isoformat() if self.first else None,
            "last": self.last.isoformat() if self.last else None,
            "effort": self.effort,
            "mode": str(self.mode),
            "remote_days": self.remote_days,
            "days": sorted(self.days) if self.days is not None else None,
            "language": self.language,
            "senior": self.senior,
            "rest": self.rest,
        }

    @classmethod
    def of_state(cls, state: Mapping[str, Any]) -> SeatEntry:
        """What a draft kept."""
        days = state.get("days")
        return cls(
            tuple((int(skill), int(level)) for skill, level in state.get("skills", ())),
            date.fromisoformat(state["first"]) if state.get("first") else None,
            date.fromisoformat(state["last"]) if state.get("last") else None,
            state.get("effort"),
            Mode(state.get("mode", Mode.ON_SITE)),
            int(state.get("remote_days", 2)),
            frozenset(int(day) for day in days) if days is not None else None,
            state.get("language"),
            bool(state.get("senior", False)),
            int(state.get("rest", 0)),
        )

    @classmethod
    def of_draft(cls, seat: SeatDraft) -> SeatEntry:
        """A stored seat, to be changed."""
        effort = max(seat.effort_bp // 100, 1)
        return cls(
            tuple((one.skill_id, one.level) for one in seat.skills),
            seat.period.first,
            seat.period.last,
            effort,
            seat.mode,
            seat.remote_days if seat.mode is Mode.HYBRID else 2,
            seat.days,
            seat.language,
            seat.senior,
            seat.effort_bp - effort * 100,
        )


def template(seed: FormSeed, family: str, today: date) -> SeatEntry:
    """The usual seat of a family: its first skill at level 2, from next Monday on for eight weeks.

    Families whose work is done on paper are asked for at a distance.
    """
    mine = [skill for skill in seed.skills if skill.family == family]
    first = today + timedelta(days=7 - today.weekday())
    return SeatEntry(
        skills=((mine[0].id, 2),) if mine else (),
        first=first,
        last=first + timedelta(weeks=WEEKS, days=-3),
        mode=Mode.HYBRID if family in _HYBRID else Mode.ON_SITE,
    )


_HYBRID = frozenset({"LEAN", "RED"})


def seat_of_need(seed: FormSeed, need: ReliefNeed, today: date) -> SeatEntry:
    """What a need for relief says of the seat; the rest is that of the family."""
    made = template(seed, family_of(seed, need.family), today)
    wanted = need.skills.casefold()
    words = set(re.findall(r"[\w-]+", wanted))
    named = [
        skill for skill in seed.skills if skill.label.casefold() in wanted or skill.code.casefold() in words
    ]
    level = max((task.level for task in need.tasks), default=2)
    mode = next(
        (mode for mode, words in texts.MODE_WORDS.items() if words in need.mode.casefold()), made.mode
    )
    return replace(
        made,
        skills=tuple((skill.id, max(level, 1)) for skill in named[:2]) or made.skills,
        first=need.first,
        last=need.last,
        effort=need.effort_percent or 100,
        mode=mode,
    )


def family_of(seed: FormSeed, words: str) -> str:
    """The family that a relief plan names by code or name; empty where it names none."""
    wanted = words.casefold().strip()
    return next(
        (code for code, name in seed.families if wanted and wanted in (code.casefold(), name.casefold())), ""
    )


def tasks_words(need: ReliefNeed) -> str:
    """The tasks of a need, a line each."""
    return "\n".join(texts.task(one.name, one.level, one.due) for one in need.tasks)


def estimated(
    seed: FormSeed,
    family: str,
    seats: Sequence[SeatEntry],
    homes: Mapping[int, NearestHome] | None = None,
) -> tuple[Estimate | None, str]:
    """What the seats would cost as they are typed, or why that cannot be said yet.

    ``homes`` are those from which the nearest members who may take the seats would come, by number from 1;
    the notes say from where the way is counted, and where it is not. None: it is not known yet.
    """
    payee = Payee(name=texts.ANYBODY, job_class=seed.classes.get(family, ""))
    placements = {
        number: Placement(
            payee,
            tuple(seat.working(seed.holidays)),
            seat.effort * 100 + seat.rest,
            seat.mode,
            seat.remote_days,
        )
        for number, seat in enumerate(seats, 1)
        if seat.effort and not seat.fault(seed.holidays)
    }
    if not placements:
        return None, texts.ESTIMATE_LATER
    try:
        work = estimate(placements.values(), seed.tables, seed.settings)
    except AgenceError as error:
        return None, error.sentence
    travelling = [number for number, one in placements.items() if one.mode is not Mode.REMOTE]
    if not travelling:
        return replace(work, notes=()), ""
    if homes is None:
        return replace(work, notes=(texts.WAY_UNKNOWN,)), ""
    near = {number: homes[number] for number in travelling if number in homes}
    notes = texts.way_notes([(number, one.place, one.km) for number, one in near.items()], travelling)
    placed = [
        replace(one, km=near[number].km) if number in near else one for number, one in placements.items()
    ]
    try:
        return replace(estimate(placed, seed.tables, seed.settings), notes=notes), ""
    except AgenceError as error:
        return replace(work, notes=(error.sentence,)), ""


def all_remote(seats: Iterable[SeatEntry]) -> bool:
    """Whether nobody has to go anywhere, so that a request needs no place."""
    return all(seat.mode is Mode.REMOTE for seat in seats)


def first_fault(seats: Iterable[SeatEntry], holidays: frozenset[date]) -> tuple[int, str]:
    """The number of the first seat with a fault, from 1, and its sentence; 0 and nothing without."""
    for number, seat in enumerate(seats, 1):
        if sentence := seat.fault(holidays):
            return number, sentence
    return 0, ""
