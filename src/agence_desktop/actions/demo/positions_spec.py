"""The units and positions of the demonstration: how covered they are meant to be, where sheets stand."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from enum import StrEnum
from itertools import count, islice
from typing import Final


class Stage(StrEnum):
    """How far the sheet of a position has come."""

    NONE = "none"
    DRAFT = "draft"
    SUBMITTED = "submitted"
    RETURNED = "returned"
    APPROVED = "approved"
    ACKNOWLEDGED = "acknowledged"
    RENEWED = "renewed"
    REOPENED = "reopened"
    AWAITING = "awaiting"


@dataclass(frozen=True, slots=True)
class Aim:
    """C, U and D that a position is meant to have, in per cent."""

    coverage: int
    uncovered: int
    documentation: int


@dataclass(frozen=True, slots=True)
class PostSpec:
    """A position of the demonstration.

    ``age``: days since the approval; ``late``: days since the review was due. ``holder``: empty is invented,
    « – » nobody. ``site`` is the place of the building among those of the unit.
    """

    theme: str
    impact: int
    attrition: int
    aim: Aim
    stage: Stage
    site: int = 0
    age: int = 60
    late: int | None = None
    number: str = ""
    title: str = ""
    holder: str = ""


@dataclass(frozen=True, slots=True)
class UnitSpec:
    """A unit: ``few`` is how many persons do most of the covering; ``region`` gives the telephones."""

    code: str
    name: str
    organisation: str
    region: str
    sites: tuple[str, ...]
    posts: tuple[PostSpec, ...]
    few: int
    manager: str = ""


VACANT: Final = "–"
_OFFICE: Final = "Bureau de Services Québec"
_STORY: Final = """
P-0151|acces|Gestion des accès et pilotage local des systèmes|Thierry Nadeau|5 4 23 73 70|approved|0|late 98
P-0160|partenaires||Réal Simard|4 5 5 70 60|approved|3|late 21
P-0138|etc|Reddition de comptes et tableau de suivi des ETC|Étienne Gagnon-Roy|4 4 22 57 55|approved|2|age 98
P-0142|story||Maryse Thibodeau|5 3 53 17 35|renewed|4|age 1
P-0149|secretariat|Secrétariat de la direction régionale|Nathalie Arsenault|4 2 40 35 45|approved|2|late 14
P-0158|paiements||Karim Benali|5 2 55 20 35|awaiting|1|age 70
P-0163|formation||Fatou Diallo|4 2 45 30 40|approved|1|age 118
P-0171|portrait||Samuel Ouellet|3 3 30 0 20|acknowledged|2|age 70
P-0147|fournitures||Sylvie Paradis|2 3 50 0 80|reopened|1|age 218
P-0155|accueil||Josée Lachance|3 2 65 10 30|renewed|5|age 162
P-0166|courrier||Lorraine Bédard|2 4 85 0 25|acknowledged|5|age 92
"""
_OTHERS: Final = (
    (
        *("SE-CA", "Services aux entreprises – Chaudière-Appalaches", "SQ-SC", "12", 3),
        (f"{_OFFICE} de Lévis", f"{_OFFICE} de Sainte-Marie", f"{_OFFICE} de Montmagny"),
        """
gestion|4 2 70 10 25|acknowledged|0|age 40
secretariat|3 2 60 20 30|approved|0|age 75
paiements|5 4 30 45 55|approved|0|late 35
formation|4 3 50 25 45|awaiting|0|age 130
ententes|4 5 15 60 70|approved|1|late 62
budget|4 3 40 35 40|submitted|0|age 0
accueil|3 3 55 20 60|returned|1|age 0
courrier|2 2 90 0 20|renewed|0|age 25
fournitures|1 2 60 0 50|draft|2|age 0
archives|3 5 0 75 90|none|2|age 0
""",
    ),
    (
        *("AF-LL", "Aide financière – Laval et Laurentides", "SQ-SC", "13", 1),
        (f"{_OFFICE} de Laval", f"{_OFFICE} de Saint-Jérôme", f"{_OFFICE} de Mont-Laurier"),
        """
gestion|5 3 55 20 35|approved|0|age 20
paiements|5 5 20 60 65|approved|0|late 120
secretariat|3 2 50 25 40|approved|0|age 95
accueil|4 3 60 0 25|acknowledged|1|age 55
accueil|3 4 40 30 55|draft|2|age 0
courrier|2 2 80 0 30|renewed|0|age 80
plaintes|4 4 25 50 60|submitted|0|age 0
archives|3 3 45 30 35|approved|0|late 9
acces|4 4 30 40 50|awaiting|1|age 100|–
formation|4 5 10 70 80|none|2|age 0
""",
    ),
    (
        *("OR-BS", "Opérations routières – Bas-Saint-Laurent", "MTQ", "01", 1),
        ("Direction régionale de Rimouski",),
        """
gestion|4 3 60 15 30|approved|0|age 65
hivernale|5 4 25 45 50|approved|0|late 44|–
permis|4 3 45 30 35|renewed|0|age 110
permis|4 4 35 35 60|reopened|0|age 160|–
budget|3 2 65 10 25|acknowledged|0|age 30
secretariat|2 2 70 10 30|approved|0|age 125
courrier|1 2 85 0 40|acknowledged|0|age 170
archives|2 4 20 50 75|draft|0|age 0
fournitures|2 2 40 0 60|approved|0|age 290
acces|4 5 15 65 70|none|0|age 0
""",
    ),
    (
        *("SC-MA", "Services à la clientèle – Mauricie", "RQ", "04", 1),
        ("Centre administratif de Trois-Rivières",),
        """
gestion|4 2 30 65 15|acknowledged|0|age 33
remboursements|5 3 35 65 30|renewed|0|age 57
remboursements|4 3 45 40 25|acknowledged|0|age 88
clientele|3 3 65 10 35|approved|0|age 105
clientele|3 4 55 20 45|submitted|0|age 0
plaintes|3 2 45 60 20|acknowledged|0|age 142
secretariat|2 1 30 60 20|approved|0|age 150
courrier|1 2 95 0 10|acknowledged|0|age 60
archives|2 3 60 20 40|reopened|0|age 120
accueil|2 3 60 0 30|draft|0|age 0
""",
    ),
    (
        *("PI-OU", "Prévention et indemnisation – Outaouais", "CNESST", "07", 1),
        ("Direction régionale de Gatineau",),
        """
gestion|5 4 35 40 50|approved|0|late 75|–
inspections|5 5 20 50 60|approved|0|late 18|–
indemnisation|5 4 40 30 45|approved|0|age 49|–
indemnisation|4 3 50 20 40|awaiting|0|age 85
secretariat|2 2 55 20 35|approved|0|age 140
courrier|2 3 30 30 65|returned|0|age 0
archives|2 4 0 75 95|none|0|age 0
fournitures|1 2 55 0 40|acknowledged|0|age 200
accueil|3 3 50 0 45|reopened|0|age 140
""",
    ),
)
_STORY_SITES: Final = (
    "Bureau de Services Québec de la Cité",
    f"{_OFFICE} de Charlesbourg",
    f"{_OFFICE} d’Estimauville",
    f"{_OFFICE} de Charlevoix",
    f"{_OFFICE} de Portneuf",
    "Bureau de Services Québec de la Cité",
)
POSITIONS: Final = 60
"""How many positions the six units have."""
_FIRST_NUMBER: Final = 201


def unit_specs(wanted: int) -> list[UnitSpec]:
    """The units with so many positions in all: the six first, then the same again in further sectors."""
    found: list[UnitSpec] = []
    numbers = count(_FIRST_NUMBER)
    for unit in _endless():
        if wanted <= 0:
            break
        posts = tuple(
            post if post.number else replace(post, number=f"P-{next(numbers):04d}")
            for post in unit.posts[:wanted]
        )
        found.append(replace(unit, posts=posts))
        wanted -= len(posts)
    return found


def _endless() -> Iterator[UnitSpec]:
    lines = [line.split("|") for line in _STORY.split("\n") if line]
    story = tuple(_post(line[1], *line[4:], number=line[0], title=line[2], holder=line[3]) for line in lines)
    yield UnitSpec(
        *("SO-CN", "Soutien aux opérations – Capitale-Nationale", "SQ-SC", "03", _STORY_SITES, story, 4),
        manager="Hélène Vachon",
    )
    for sector in count(1):
        for code, name, organisation, region, few, sites, told in _OTHERS:
            posts = tuple(_other(line) for line in told.split("\n") if line)
            again = "" if sector == 1 else f"-{sector}"
            shown = name if sector == 1 else f"{name}, secteur {sector}"
            yield UnitSpec(code + again, shown, organisation, region, sites, posts, few)


def _other(line: str) -> PostSpec:
    theme, *rest = line.split("|")
    return _post(theme, *islice(rest, 4), holder=rest[4] if len(rest) > 4 else "")


def _post(
    theme: str,
    figures: str,
    stage: str,
    site: str,
    when: str,
    *,
    number: str = "",
    title: str = "",
    holder: str = "",
) -> PostSpec:
    impact, attrition, *aim = map(int, figures.split())
    word, days = when.split()
    age, late = (0, int(days)) if word == "late" else (int(days), None)
    return PostSpec(
        *(theme, impact, attrition, Aim(*aim), Stage(stage), int(site), age, late),
        number=number,
        title=title,
        holder=holder,
    )
