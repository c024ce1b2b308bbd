"""The JSON of ``equipes importer`` (interfaces.md) read strictly into values: all faults are told at once."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Set
from dataclasses import dataclass, field
from datetime import date
from fractions import Fraction
from typing import Any, Generic, TypeVar

from agence_desktop.core.errors import InputError
from agence_desktop.core.geography import Point
from agence_desktop.teams import reading_sentences as sentences
from agence_desktop.teams.fields import BP, LONGEST_KEY, SECONDS, Fields, ReadFault
from agence_desktop.teams.periods import WEEKDAYS, Days, working_days
from agence_desktop.teams.problem import (
    Firm,
    Member,
    Mode,
    Pattern,
    Problem,
    Request,
    Seat,
    Settings,
    Skilled,
)

Value = TypeVar("Value", Member, Request, Firm)

_LISTS = ("members", "requests", "firm")
_A_DAY = Fraction(24)
_HIGHEST_LEVEL = 4
_STANDARD_PRIORITY = 3


@dataclass(frozen=True, slots=True)
class Known:
    """What a file may refer to. ``places``: municipalities and sites, None where one is not on the map.

    ``clients`` (acronyms in capitals) and ``skills`` None: any. ``members``: keys stored already.
    """

    places: Mapping[str, Point | None]
    holidays: Set[date] = frozenset()
    clients: Set[str] | None = None
    skills: Set[str] | None = None
    members: Set[str] = frozenset()


@dataclass(frozen=True, slots=True)
class ReadObject(Generic[Value]):
    """One object of the file: its key as it is written, and its value or why there is none."""

    kind: str
    key: str
    value: Value | None
    faults: tuple[ReadFault, ...] = ()


@dataclass(frozen=True, slots=True)
class Content:
    """What a file holds, in its order. ``remarks`` are told and refuse nothing: skills that nobody has."""

    members: tuple[ReadObject[Member], ...] = ()
    requests: tuple[ReadObject[Request], ...] = ()
    firm: tuple[ReadObject[Firm], ...] = ()
    remarks: tuple[ReadFault, ...] = field(default=())

    @property
    def faults(self) -> tuple[ReadFault, ...]:
        """All faults of all objects."""
        objects: Iterable[ReadObject[Any]] = (*self.members, *self.requests, *self.firm)
        return tuple(fault for one in objects for fault in one.faults)

    def problem(self, holidays: Set[date], settings: Settings | None = None) -> Problem:
        """The problem that a sound file states by itself."""
        return Problem(
            tuple(one.value for one in self.members if one.value),
            tuple(one.value for one in self.requests if one.value),
            tuple(one.value for one in self.firm if one.value),
            frozenset(holidays),
            settings or Settings(),
        )


def read_content(content: Any, known: Known) -> Content:
    """What a JSON file of teams holds. Raises InputError ``bad_file`` where the whole is of another shape."""
    if not isinstance(content, Mapping):
        raise InputError("bad_file", sentences.NOT_AN_OBJECT)
    for name in content:
        if name not in _LISTS:
            told = sentences.UNKNOWN_FIELD.format(name=name, known=", ".join(_LISTS))
            raise InputError("bad_file", told)
    lists: dict[str, list[Any]] = {}
    for name in _LISTS:
        lists[name] = [] if content.get(name) is None else content[name]
        if not isinstance(lists[name], list):
            raise InputError("bad_file", sentences.NOT_A_LIST.format(name=name))
    reader = _Reader(known)
    members = tuple(reader.member(one) for one in lists["members"])
    requests = tuple(reader.request(one) for one in lists["requests"])
    firm = tuple(reader.firm(one) for one in lists["firm"])
    return Content(members, requests, firm, tuple(_unheld(requests, members, known)))


class _Reader:
    """What is known while a file is read."""

    def __init__(self, known: Known) -> None:
        self._known = known
        self._keys: dict[str, set[str]] = {"member": set(), "request": set()}

    def member(self, given: Any) -> ReadObject[Member]:
        """One member."""
        faults: list[ReadFault] = []
        if not isinstance(given, Mapping):
            return _shapeless("member")
        fields = Fields(given, "", faults)
        key = self._key(fields, "member")
        contract = fields.raw("contract", required=True)
        home = fields.text("home")
        languages = fields.texts("languages")
        member = Member(
            key=key,
            name=fields.text("name") or key,
            team=fields.text("team", longest=LONGEST_KEY),
            home=self._place(fields, "home", home),
            home_name=home,
            skills=_skills(fields),
            languages=frozenset(["fr"] if languages is None else languages),
            patterns=_patterns(fields),
            factor=fields.measured("factor", Fraction(1), BP, sentences.BP, Fraction(1)),
            absences=_absences(fields),
            contract=(contract is not None and fields.pair("contract", contract, open_end=True))
            or Days(date.min, None),
            max_km=fields.number("max_km"),
            remote=fields.yes_no("remote", default=False),
            day_rate=fields.amount("day_rate"),
            past_clients=frozenset(fields.texts("past_clients") or ()),
        )
        fields.close()
        return _read("member", key, member, faults)

    def request(self, given: Any) -> ReadObject[Request]:
        """One request with its seats."""
        faults: list[ReadFault] = []
        if not isinstance(given, Mapping):
            return _shapeless("request")
        fields = Fields(given, "", faults)
        key = self._key(fields, "request")
        client = fields.text("client", required=True, longest=LONGEST_KEY)
        if client and self._known.clients is not None and client.upper() not in self._known.clients:
            fields.refuse("unknown_client", "client", sentences.UNKNOWN_CLIENT, value=client)
        site = fields.text("site")
        request = Request(
            key=key,
            client=client,
            site=self._place(fields, "site", site),
            site_name=site,
            family=fields.text("family", longest=LONGEST_KEY),
            priority=fields.whole("priority", 1, 4, _STANDARD_PRIORITY),
            seats=self._seats(fields, key),
        )
        if not site and any(seat.mode is not Mode.REMOTE for seat in request.seats):
            fields.refuse("missing", "site", sentences.PLACE_NEEDED)
        fields.close()
        return _read("request", key, request, faults)

    def firm(self, given: Any) -> ReadObject[Firm]:
        """One firm deployment; its member comes with the file or is stored."""
        faults: list[ReadFault] = []
        if not isinstance(given, Mapping):
            return _shapeless("firm")
        fields = Fields(given, "", faults)
        key = fields.text("member", required=True, longest=LONGEST_KEY)
        if key and key not in self._keys["member"] and key not in self._known.members:
            fields.refuse("unknown_member", "member", sentences.UNKNOWN_MEMBER, value=key)
        firm = Firm(
            member=key,
            effort=fields.effort("effort"),
            period=fields.period("from", "to") or _ANY_DAY,
            days=_weekdays(fields),
        )
        fields.close()
        return _read("firm", key, firm, faults)

    def _key(self, fields: Fields, kind: str) -> str:
        key = fields.text("key", required=True, longest=LONGEST_KEY)
        if key in self._keys[kind]:
            fields.refuse("twice", "key", sentences.TWICE, value=key)
        self._keys[kind].add(key)
        return key

    def _place(self, fields: Fields, name: str, place: str) -> Point | None:
        if place and place not in self._known.places:
            fields.refuse("unknown_place", name, sentences.UNKNOWN_PLACE, value=place)
        return self._known.places.get(place)

    def _seats(self, fields: Fields, request: str) -> tuple[Seat, ...]:
        given = fields.items("seats", required=True)
        if given == []:
            fields.refuse("no_seats", "seats", sentences.NO_SEATS)
        inner = [fields.inner(f"seats/{number}", one) for number, one in enumerate(given or (), 1)]
        return tuple(
            self._seat(one, request, number) for number, one in enumerate(inner, 1) if one is not None
        )

    def _seat(self, fields: Fields, request: str, number: int) -> Seat:
        period = fields.period("from", "to")
        seat = Seat(
            request=request,
            number=number,
            skills=_levels(fields),
            language=fields.text("language", longest=LONGEST_KEY) or None,
            effort=fields.effort("effort"),
            days=_weekdays(fields),
            period=period or _ANY_DAY,
            mode=fields.choice("mode", Mode, Mode.ON_SITE),
            remote_days=fields.whole("remote_days", 0, 5, 0),
            senior=fields.yes_no("senior", default=False),
        )
        fields.close()
        if period is not None and not working_days(period, self._known.holidays, seat.days):
            fields.refuse("no_working_days", "from", sentences.NO_WORKING_DAYS)
        return seat


_ANY_DAY = Days(date.min, None)
"""Stands for a period that could not be read."""


def _read(kind: str, key: str, value: Value, faults: list[ReadFault]) -> ReadObject[Value]:
    return ReadObject(kind, key, None if faults else value, tuple(faults))


def _shapeless(kind: str) -> ReadObject[Any]:
    return ReadObject(kind, "", None, (ReadFault("bad_row", "", sentences.NOT_FIELDS),))


def _skills(fields: Fields) -> Mapping[str, Skilled]:
    """``{"secretariat": {"level": 3, "validated": "2026-06-02"}}``."""
    found: dict[str, Skilled] = {}
    given = fields.raw("skills")
    skills = None if given is None else fields.inner("skills", given)
    for code in skills.names if skills else ():
        one = skills.inner(code, skills.raw(code)) if skills else None
        if one is None:
            continue
        level = one.whole("level", 0, _HIGHEST_LEVEL, 0)
        if one.raw("level", required=True) is None:
            continue
        validated = one.day("validated", required=True)
        one.close()
        found[code] = Skilled(level, validated or date.min)
    return found


def _levels(fields: Fields) -> Mapping[str, int]:
    """``{"secretariat": 2}``."""
    given = fields.raw("skills")
    skills = None if given is None else fields.inner("skills", given)
    if skills is None:
        return {}
    return {code: skills.whole(code, 0, _HIGHEST_LEVEL, 0) for code in skills.names}


def _patterns(fields: Fields) -> tuple[Pattern, ...]:
    """One object of hours, or several with the day (``since``) on which each begins."""
    given = fields.raw("pattern", required=True)
    several = given if isinstance(given, list) else [] if given is None else [given]
    patterns: list[Pattern] = []
    for number, one in enumerate(several, 1):
        name = f"pattern/{number}" if isinstance(given, list) else "pattern"
        inner = fields.inner(name, one)
        if inner is None:
            continue
        mon, tue, wed, thu, fri = (
            inner.measured(day, _A_DAY, SECONDS, sentences.SECOND, Fraction(0)) for day in WEEKDAYS
        )
        since = inner.day("since")
        inner.close()
        if any(other.since == since for other in patterns):
            fields.refuse("twice", name, sentences.SAME_DAY)
        patterns.append(Pattern(since, (mon, tue, wed, thu, fri)))
    return tuple(patterns)


def _absences(fields: Fields) -> tuple[Days, ...]:
    given = fields.items("absences") or ()
    periods = (fields.pair(f"absences/{number}", one) for number, one in enumerate(given, 1))
    return tuple(period for period in periods if period is not None)


def _weekdays(fields: Fields) -> frozenset[int] | None:
    days = fields.texts("days", known=WEEKDAYS)
    if days is None:
        return None
    if not days:
        fields.refuse("bad_value", "days", sentences.NO_DAYS)
    return frozenset(WEEKDAYS.index(day) for day in days)


def _unheld(
    requests: Iterable[ReadObject[Request]], members: Iterable[ReadObject[Member]], known: Known
) -> Iterable[ReadFault]:
    """The skills that seats ask for and nobody has."""
    if known.skills is None:
        return
    held = known.skills | {code for one in members if one.value for code in one.value.skills}
    for one in requests:
        for seat in one.value.seats if one.value else ():
            for code in seat.skills:
                if code not in held:
                    path = f"{one.key}/seats/{seat.number}/skills/{code}"
                    yield ReadFault("unknown_skill", path, sentences.UNKNOWN_SKILL.format(value=code))
