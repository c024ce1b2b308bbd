"""The flying teams of the demonstration as the shipped file tells them, moved to its day by whole weeks."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from functools import cache
from typing import Any, Final

from agence_desktop.core.calendars import week_start
from agence_desktop.core.resources import resource_path
from agence_desktop.teams.periods import Days
from agence_desktop.teams.problem import Mode
from agence_desktop.teams.rates import DatedRate
from agence_desktop.teams.rows import DeploymentState, ExpenseKind, RequestState

MEMBERS: Final = 60
"""How many members the four teams have."""
REQUESTS: Final = 80
"""How many requests there are with so many members."""
FULL_BP: Final = 10_000
_HOUR: Final = 3_600
FULL_WEEK: Final = (7 * _HOUR,) * 5
"""Seconds of work from Monday to Friday."""
_DAY: Final = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")


@dataclass(frozen=True, slots=True)
class Profile:
    """A kind of member: levels of skills from and to, homes, travel limit, whether at a distance as well."""

    skills: Mapping[str, tuple[int, int]]
    homes: tuple[str, ...]
    km: int | None
    remote: bool


@dataclass(frozen=True, slots=True)
class TeamSpec:
    """A team: who lends it, who answers for it, what its members are paid, who they are."""

    code: str
    name: str
    organisation: str
    manager: tuple[str, str, int]
    job_class: str
    rate: Decimal
    members: int
    profiles: tuple[Profile, ...]


@dataclass(frozen=True, slots=True)
class MemberSpec:
    """A member of a team; ``key`` is theirs, ``rate`` None is that of the job class."""

    key: str
    name: str
    team: str
    home: str
    skills: Mapping[str, tuple[int, date]]
    km: int | None
    remote: bool
    contract: Days
    absences: tuple[Days, ...] = ()
    rate: Decimal | None = None
    week: tuple[int, int, int, int, int] = FULL_WEEK
    factor_bp: int = FULL_BP
    languages: tuple[str, ...] = ("fr",)
    line: int | None = None
    told: bool = False
    """Whether the pictures tell of them: nothing else is invented for them."""


@dataclass(frozen=True, slots=True)
class TakenSpec:
    """Who was or is in a seat; without period, all of the seat's. ``follows``: place among the same."""

    member: str
    state: DeploymentState
    period: Days | None = None
    ended: date | None = None
    asked: date | None = None
    reason: str = ""
    follows: int | None = None
    overrun: str = ""
    overrun_bp: int = 0
    confirmed: date | None = None


@dataclass(frozen=True, slots=True)
class SeatSpec:
    """A seat, and who took it."""

    skills: Mapping[str, int]
    period: Days
    effort_bp: int = FULL_BP
    mode: Mode = Mode.ON_SITE
    remote_days: int = 0
    days: frozenset[int] | None = None
    senior: bool = False
    taken: tuple[TakenSpec, ...] = ()


@dataclass(frozen=True, slots=True)
class RequestSpec:
    """A request that the pictures tell of; ``back``: how many came after it."""

    back: int
    client: str
    place: str
    family: str
    priority: int
    description: str
    state: RequestState
    seats: tuple[SeatSpec, ...]
    unit: str = ""
    reason: str = ""
    position: str = ""
    tasks: str = ""
    contact: tuple[str, str] | None = None
    welcome: str = "usual"


@dataclass(frozen=True, slots=True)
class Need:
    """What a family is asked for."""

    description: str
    skills: Mapping[str, int]
    mode: Mode


@dataclass(frozen=True, slots=True)
class Story:
    """All that the file tells, on the day of the demonstration."""

    skills: tuple[tuple[str, str, str], ...]
    teams: tuple[TeamSpec, ...]
    members: tuple[MemberSpec, ...]
    requests: tuple[RequestSpec, ...]
    needs: Mapping[str, tuple[Need, ...]]
    units: Mapping[str, tuple[str, ...]]
    welcome: Mapping[str, Mapping[str, Any]]
    comments: Mapping[str, tuple[str, ...]]
    amendments: tuple[str, ...]
    refusals: tuple[str, ...]
    cancellations: tuple[str, ...]
    refused: frozenset[int]
    cancelled: frozenset[int]
    received: tuple[tuple[int, date], ...]
    """How many requests came after, and when: in between, they came evenly."""
    expenses: Mapping[ExpenseKind, tuple[DatedRate, ...]]
    april: date
    """Since when the rates of today hold."""


def story(today: date) -> Story:
    """The story as it stands on a day."""
    given = _moved(_told(), week_start(today) - week_start(date.fromisoformat(_told()["story_day"])))
    april = _last_april(today)
    return Story(
        skills=tuple((code, name, family) for code, name, family in given["skills"]),
        teams=tuple(_team(one) for one in given["teams"]),
        members=tuple(_member(number, one) for number, one in enumerate(given["members"], 1)),
        requests=tuple(_request(one) for one in given["requests"]),
        needs={
            code: tuple(Need(words, skills, Mode(mode)) for words, skills, mode in one["needs"])
            for code, one in given["families"].items()
        },
        units={code: tuple(one["units"]) for code, one in given["families"].items()},
        welcome=given["welcome"],
        comments={side: tuple(words) for side, words in given["comments"].items()},
        amendments=tuple(given["amendments"]),
        refusals=tuple(given["refusals"]),
        cancellations=tuple(given["cancellations"]),
        refused=frozenset(given["refused_back"]),
        cancelled=frozenset(given["cancelled_back"]),
        received=tuple((back, _date(day)) for back, day in given["received"]),
        expenses={
            ExpenseKind(kind): dated([Decimal(one) for one in amounts], april)
            for kind, amounts in given["rates"].items()
        },
        april=april,
    )


def dated(amounts: Sequence[Decimal], april: date) -> tuple[DatedRate, ...]:
    """Rates that rise each first of April, the last one being that in force since ``april``."""
    last = len(amounts) - 1
    years = [april.year - (last - place) if place else april.year - 6 for place in range(len(amounts))]
    return tuple(DatedRate(date(year, 4, 1), amount) for year, amount in zip(years, amounts, strict=True))


def _last_april(today: date) -> date:
    this_year = date(today.year, 4, 1)
    return this_year if this_year <= today else date(today.year - 1, 4, 1)


def _moved(value: Any, shift: timedelta) -> Any:
    """The same with every day moved by whole weeks, so that weekdays stay."""
    if isinstance(value, dict):
        return {key: _moved(one, shift) for key, one in value.items()}
    if isinstance(value, list):
        return [_moved(one, shift) for one in value]
    if isinstance(value, str) and _DAY.fullmatch(value):
        return (date.fromisoformat(value) + shift).isoformat()
    return value


def _team(given: Mapping[str, Any]) -> TeamSpec:
    first, last, line = given["manager"]
    profiles = tuple(
        Profile(
            skills={code: (low, high) for code, (low, high) in one["skills"].items()},
            homes=tuple(one["homes"]),
            km=one.get("km"),
            remote=not one.get("office", False),
        )
        for one in given["profiles"]
    )
    return TeamSpec(
        code=given["code"],
        name=given["name"],
        organisation=given["organisation"],
        manager=(first, last, line),
        job_class=given["job_class"],
        rate=Decimal(given["rate"]),
        members=given["members"],
        profiles=profiles,
    )


def _member(number: int, given: Mapping[str, Any]) -> MemberSpec:
    until = given.get("until")
    return MemberSpec(
        key=f"V{number:03d}",
        name=given["name"],
        team=given["team"],
        home=given["home"],
        skills={code: (level, _date(day)) for code, (level, day) in given["skills"].items()},
        km=given.get("km"),
        remote=given.get("remote", False),
        contract=Days(_date(given["since"]), _date(until) + timedelta(days=1) if until else None),
        absences=tuple(_days(first, last) for first, last in given.get("absences", ())),
        rate=Decimal(given["rate"]) if "rate" in given else None,
        line=given.get("line"),
        told=True,
    )


def _request(given: Mapping[str, Any]) -> RequestSpec:
    contact = given.get("contact")
    return RequestSpec(
        back=given["back"],
        client=given["client"],
        place=given["place"],
        family=given["family"],
        priority=given["priority"],
        description=given["description"],
        state=RequestState(given["state"]),
        seats=tuple(_seat(one) for one in given["seats"]),
        unit=given.get("unit", ""),
        reason=given.get("reason", ""),
        position=given.get("position", ""),
        tasks=given.get("tasks", ""),
        contact=(contact[0], contact[1]) if contact else None,
        welcome=given.get("welcome", "usual"),
    )


def _seat(given: Mapping[str, Any]) -> SeatSpec:
    days = given.get("days")
    return SeatSpec(
        skills=given["skills"],
        period=_days(given["first"], given["last"]),
        effort_bp=100 * given["effort"],
        mode=Mode(given["mode"]),
        remote_days=given.get("remote_days", 0),
        days=frozenset(days) if days else None,
        taken=tuple(_taken(one) for one in given.get("who", ())),
    )


def _taken(given: Mapping[str, Any]) -> TakenSpec:
    first, last, ended = given.get("first"), given.get("last"), given.get("ended")
    asked, confirmed = given.get("asked"), given.get("day")
    return TakenSpec(
        member=given["member"],
        state=DeploymentState(given["state"]),
        period=_days(first, last) if first and last else None,
        ended=_date(ended) + timedelta(days=1) if ended else None,
        asked=_date(asked) + timedelta(days=1) if asked else None,
        reason=given.get("reason", ""),
        follows=given.get("follows"),
        overrun=given.get("overrun", ""),
        overrun_bp=100 * given.get("amount", 0),
        confirmed=_date(confirmed) if confirmed else None,
    )


def _date(text: str) -> date:
    return date.fromisoformat(text)


def _days(first: str, last: str) -> Days:
    return Days.both_included(_date(first), _date(last))


@cache
def _told() -> Any:
    path = resource_path("demonstration", "equipes.json")
    return json.loads(path.read_text(encoding="utf-8"))
