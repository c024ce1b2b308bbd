"""What is looked for, without a widget: the fields, a need typed in one line, what the base is asked."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields, replace
from datetime import date, datetime, time, timedelta
from enum import StrEnum
from typing import TYPE_CHECKING, Any

from agence_desktop.core.errors import InputError
from agence_desktop.core.french import parse_need, search_key
from agence_desktop.core.geography import Point
from agence_desktop.core.recurrence import Repeat, RuleParts, build_rule
from agence_desktop.desktop.spaces.finding import find_texts as texts
from agence_desktop.spaces.finding import Need

if TYPE_CHECKING:
    from agence_desktop.spaces.queries.reference import Reference

DISTANCES = (10, 25, 60, 100, 200)
"""Kilometres that are offered."""
USUAL_KM = 60
USUAL_COUNT = 8
MOST_TIMES = 200
_ACCESSIBLE = "\0accessible"
_WHEELCHAIR_WORDS = ("accessible", "accessible en fauteuil roulant", "fauteuil roulant", "accès universel")
_LAYOUT_FILLING = frozenset({"en", "disposition", "de", "table", "salle"})
_A_DAY = timedelta(days=1)


class Repeating(StrEnum):
    """How the need repeats."""

    ONCE = "once"
    WORKING_DAYS = "working_days"
    WEEKLY = "weekly"
    TWO_WEEKS = "two_weeks"
    MONTHLY_DAY = "monthly_day"
    MONTHLY_WEEKDAY = "monthly_weekday"


REPEAT_WORDS = {
    Repeating.ONCE: texts.ONCE,
    Repeating.WORKING_DAYS: texts.WORKING_DAYS,
    Repeating.WEEKLY: texts.WEEKLY,
    Repeating.TWO_WEEKS: texts.TWO_WEEKS,
    Repeating.MONTHLY_DAY: texts.MONTHLY_DAY,
    Repeating.MONTHLY_WEEKDAY: texts.MONTHLY_WEEKDAY,
}


@dataclass(frozen=True, slots=True)
class NeedForm:
    """The fields; None where nothing is chosen or can be read.

    ``place`` is a municipality from which ``km`` are counted, ``region`` a code: at most one of them.
    ``end`` of 00:00 is the midnight that ends the day.
    """

    place: str = ""
    region: str = ""
    km: int | None = USUAL_KM
    day: date | None = None
    start: time | None = None
    end: time | None = None
    participants: int = 1
    layout: str | None = None
    equipment: frozenset[str] = frozenset()
    accessible: bool = False
    repeating: Repeating = Repeating.ONCE
    count: int = USUAL_COUNT
    organisation_id: int | None = None

    @property
    def walls(self) -> tuple[datetime, datetime] | None:
        """Naive wall clocks of the (first) slot; None while they are not known or in disorder."""
        if self.day is None or self.start is None or self.end is None:
            return None
        start, end = datetime.combine(self.day, self.start), datetime.combine(self.day, self.end)
        if self.end == time():
            end += _A_DAY
        return (start, end) if start < end else None

    @property
    def minutes(self) -> int | None:
        """Length on the wall clock."""
        walls = self.walls
        return int((walls[1] - walls[0]).total_seconds() // 60) if walls else None

    @property
    def missing(self) -> str:
        """The sentence of what is still to be said, empty when one may search."""
        for value, sentence in (
            (self.day, texts.NO_DAY),
            (self.start, texts.NO_START),
            (self.end, texts.NO_END),
        ):
            if value is None:
                return sentence
        return "" if self.walls else texts.END_FIRST

    def lasting(self, minutes: int) -> NeedForm:
        """The same with another length from the same start; within the day."""
        if self.start is None or minutes <= 0:
            return self
        start = datetime.combine(date.min, self.start)
        end = min(start + timedelta(minutes=minutes), datetime.combine(date.min, time()) + _A_DAY)
        return replace(self, end=end.time())

    def state(self) -> dict[str, Any]:
        """As JSON keeps it."""
        return {
            "place": self.place,
            "region": self.region,
            "km": self.km,
            "day": self.day.isoformat() if self.day else None,
            "start": self.start.isoformat("minutes") if self.start else None,
            "end": self.end.isoformat("minutes") if self.end else None,
            "participants": self.participants,
            "layout": self.layout,
            "equipment": sorted(self.equipment),
            "accessible": self.accessible,
            "repeating": str(self.repeating),
            "count": self.count,
            "organisation": self.organisation_id,
        }

    @classmethod
    def of_state(cls, kept: Mapping[str, Any]) -> NeedForm:
        """What ``state`` gave; keys that are missing have their usual value."""
        readers: dict[str, Any] = {
            "day": date.fromisoformat,
            "start": time.fromisoformat,
            "end": time.fromisoformat,
            "equipment": frozenset,
            "repeating": Repeating,
        }
        names = {"organisation": "organisation_id"}
        known = {field.name for field in fields(cls)}
        given = {
            names.get(key, key): readers[key](value) if key in readers and value is not None else value
            for key, value in kept.items()
            if names.get(key, key) in known
        }
        return cls(**given)


@dataclass(frozen=True, slots=True)
class Understood:
    """The fields once a text was read into them; ``fault`` says what was not understood."""

    form: NeedForm
    fault: str = ""


def understand(text: str, form: NeedForm, today: date, reference: Reference) -> Understood:
    """Read a need typed in one line into the fields; what it does not say stays as it is."""
    directory = reference.directory
    equipment = reference.words["equipment"]
    vocabulary = {word.label: code for code, word in equipment.items()} | {code: code for code in equipment}
    vocabulary |= dict.fromkeys(_WHEELCHAIR_WORDS, _ACCESSIBLE)
    regions = {name: code for code, name in directory.regions.items()}
    try:
        read = parse_need(text, today, vocabulary, _named_in(text, [*directory.places, *regions]))
    except InputError as error:
        return Understood(form, error.sentence)
    changes: dict[str, Any] = {
        "participants": read.participants,
        "day": read.day,
        "start": read.start,
        "end": read.end,
        "km": read.km,
    }
    form = replace(form, **{key: value for key, value in changes.items() if value is not None})
    if read.place is not None and read.place in directory.places:
        form = replace(form, place=read.place, region="")
    elif read.place is not None:
        form = replace(form, place="", region=regions[read.place])
    if read.minutes is not None:
        form = form.lasting(read.minutes)
    wanted = frozenset(read.equipment)
    form = replace(
        form,
        equipment=form.equipment | (wanted - {_ACCESSIBLE}),
        accessible=form.accessible or _ACCESSIBLE in wanted,
    )
    layout, unread = _layout_in(read.unread, reference)
    if layout is not None:
        form = replace(form, layout=layout)
    return Understood(form, texts.not_understood(unread) if unread else "")


def _named_in(text: str, names: list[str]) -> list[str]:
    """The names of which the text has a word that tells: a thousand patterns would be too slow to try."""
    words = set(search_key(text).split())
    return [name for name in names if words & {word for word in search_key(name).split() if len(word) > 2}]


def _layout_in(unread: str, reference: Reference) -> tuple[str | None, str]:
    """The layout that is among the words left, and the words left after it."""
    left = search_key(unread).split()
    for code, word in reference.words["layout"].items():
        telling = [one for one in search_key(word.label).split() if one not in _LAYOUT_FILLING]
        if telling and set(telling) <= set(left):
            rest = [one for one in left if one not in telling and one not in _LAYOUT_FILLING]
            return code, " ".join(rest)
    return None, unread


def rule_of(form: NeedForm) -> str | None:
    """The recurrence rule of the need; None for a single date, or while there is no date."""
    if form.repeating is Repeating.ONCE or form.day is None:
        return None
    nth = (form.day.day - 1) // 7 + 1
    match form.repeating:
        case Repeating.WORKING_DAYS:
            parts = RuleParts(Repeat.WEEKLY, weekdays=(0, 1, 2, 3, 4))
        case Repeating.WEEKLY:
            parts = RuleParts(Repeat.WEEKLY)
        case Repeating.TWO_WEEKS:
            parts = RuleParts(Repeat.WEEKLY, every=2)
        case Repeating.MONTHLY_DAY:
            parts = RuleParts(Repeat.MONTHLY_DAY)
        case _:
            weekday = form.day.weekday()
            parts = RuleParts(Repeat.MONTHLY_WEEKDAY, nth=nth if nth < 5 else -1, weekday=weekday)
    return build_rule(replace(parts, count=form.count))


def need_of(form: NeedForm, reference: Reference) -> Need | None:
    """What the rules look for; None while something is missing."""
    walls = form.walls
    if walls is None:
        return None
    place = reference.directory.places.get(form.place)
    return Need(
        start=walls[0],
        end=walls[1],
        participants=form.participants,
        layout=form.layout,
        region=form.region or None,
        near=Point(place.latitude, place.longitude) if place else None,
        max_km=form.km if place else None,
        equipment=form.equipment,
        accessible=form.accessible,
    )
