"""Problems of allocation drawn from a seed: members, requests and firm deployments of a quarter."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from fractions import Fraction
from random import Random

from agence_desktop.core.geography import Point
from agence_desktop.teams.periods import Days
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

from .holidays import observed_in

MONDAY = date(2026, 10, 26)
HOLIDAYS = observed_in((2026, 2027))
PLACES = {
    "Québec": Point(46.8139, -71.2080),
    "Lévis": Point(46.8033, -71.1779),
    "Montréal": Point(45.5019, -73.5674),
    "Longueuil": Point(45.5312, -73.5181),
    "Trois-Rivières": Point(46.3432, -72.5430),
    "Sherbrooke": Point(45.4042, -71.8929),
    "Drummondville": Point(45.8833, -72.4834),
    "Gatineau": Point(45.4765, -75.7013),
}
SKILLS = ("secretariat", "revision", "bureautique", "lean", "memoires", "accueil")
CLIENTS = ("MSP", "MSSS", "MCC", "FADQ", "SAAQ", "MFFP")
FULL = (Fraction(7),) * 5
EFFORTS = (Fraction(1, 5), Fraction(2, 5), Fraction(1, 2), Fraction(3, 5), Fraction(1))


def member(key: str = "M1", **changes: object) -> Member:
    """A member of Québec who is there every day and can do everything."""
    plain = Member(
        key=key,
        name=f"Membre {key}",
        team="ADM",
        home=PLACES["Québec"],
        home_name="Québec",
        skills={skill: Skilled(3, date(2026, 6, 2)) for skill in SKILLS},
        languages=frozenset({"fr"}),
        patterns=(Pattern(None, FULL),),
        factor=Fraction(1),
        absences=(),
        contract=Days(date(2026, 1, 1), None),
        max_km=None,
        remote=True,
    )
    return replace(plain, **changes)  # type: ignore[arg-type]


def seat(request: str = "D1", number: int = 1, **changes: object) -> Seat:
    """A half-time seat of four weeks on site, for whoever knows a little of secretariat."""
    plain = Seat(
        request=request,
        number=number,
        skills={"secretariat": 2},
        language="fr",
        effort=Fraction(1, 2),
        days=None,
        period=Days(MONDAY, MONDAY + timedelta(weeks=4)),
        mode=Mode.ON_SITE,
    )
    return replace(plain, **changes)  # type: ignore[arg-type]


def request(key: str = "D1", *seats: Seat, **changes: object) -> Request:
    """A need of the MSP in Québec, of priority 2; of one plain seat where none is given."""
    plain = Request(key, "MSP", PLACES["Québec"], "Québec", "ADM", 2, seats or (seat(key),))
    return replace(plain, **changes)  # type: ignore[arg-type]


def problem(
    members: list[Member] | None = None, requests: list[Request] | None = None, *firm: Firm
) -> Problem:
    """A problem of these, with the holidays of 2026 and 2027."""
    return Problem(
        tuple([member()] if members is None else members),
        tuple([request()] if requests is None else requests),
        firm,
        HOLIDAYS,
    )


def drawn(
    seed: int, requests: int, members: int, *, firm: int = 0, seats: int = 2, weeks: int = 13
) -> Problem:
    """A problem of the seed; a request has up to ``seats`` seats."""
    random = Random(seed)
    staff = tuple(_drawn_member(random, f"M{number:03d}") for number in range(1, members + 1))
    needs = tuple(
        _drawn_request(random, f"D-2026-{number:04d}", seats, weeks) for number in range(1, requests + 1)
    )
    held = tuple(
        Firm(random.choice(staff).key, random.choice(EFFORTS[:4]), _drawn_period(random, weeks))
        for _ in range(firm)
    )
    # Some of them fill a seat of one of the requests, and somebody is committed to another one.
    named = tuple(replace(one, request=random.choice((None, None, random.choice(needs).key))) for one in held)
    pairs = {(random.choice(staff).key, random.choice(needs).key) for _ in range(firm // 2)}
    return Problem(staff, needs, named, HOLIDAYS, Settings(), frozenset(pairs))


def _drawn_member(random: Random, key: str) -> Member:
    home = random.choice(sorted(PLACES))
    return member(
        key,
        home=PLACES[home],
        home_name=home,
        team=random.choice(("ADM", "LEAN", "RED", "PROC")),
        skills={
            skill: Skilled(random.randint(1, 4), date(2024, 6, 1) + timedelta(days=random.randrange(870)))
            for skill in random.sample(SKILLS, random.randint(2, 4))
        },
        languages=frozenset(random.choice((("fr",), ("fr", "en")))),
        patterns=_drawn_patterns(random),
        factor=random.choice((Fraction(1), Fraction(1), Fraction(9, 10), Fraction(4, 5))),
        absences=tuple(_drawn_absence(random) for _ in range(random.randint(0, 2))),
        contract=Days(date(2026, 1, 1), random.choice((None, None, None, date(2026, 12, 18)))),
        max_km=random.choice((None, Fraction(80), Fraction(150), Fraction(300))),
        remote=random.random() < 0.7,
        past_clients=frozenset(random.sample(CLIENTS, random.randint(0, 2))),
    )


def _drawn_patterns(random: Random) -> tuple[Pattern, ...]:
    half = (Fraction(7), Fraction(7), Fraction(7, 2), Fraction(7), Fraction(0))
    first = Pattern(None, random.choice((FULL, FULL, half)))
    if random.random() < 0.8:
        return (first,)
    return (first, Pattern(MONDAY + timedelta(days=random.randrange(60)), random.choice((FULL, half))))


def _drawn_absence(random: Random) -> Days:
    first = MONDAY + timedelta(days=random.randrange(90))
    return Days(first, first + timedelta(days=random.randint(1, 5)))


def _drawn_period(random: Random, weeks: int) -> Days:
    first = MONDAY + timedelta(weeks=random.randrange(max(1, weeks - 3)), days=random.randrange(3))
    return Days(first, first + timedelta(weeks=random.randint(2, min(8, weeks))))


def _drawn_request(random: Random, key: str, seats: int, weeks: int) -> Request:
    place = random.choice(sorted(PLACES))
    mode = random.choice(list(Mode))
    return Request(
        key,
        random.choice(CLIENTS),
        PLACES[place],
        place,
        "ADM",
        random.randint(1, 4),
        tuple(
            Seat(
                request=key,
                number=number,
                skills={skill: random.randint(1, 3) for skill in random.sample(SKILLS, random.randint(1, 2))},
                language=random.choice(("fr", "fr", "fr", None, "en")),
                effort=random.choice(EFFORTS),
                days=random.choice((None, None, None, frozenset({0, 1, 3}))),
                period=_drawn_period(random, weeks),
                mode=mode,
                remote_days=random.randint(1, 4) if mode is Mode.HYBRID else 0,
            )
            for number in range(1, random.randint(1, seats) + 1)
        ),
    )
