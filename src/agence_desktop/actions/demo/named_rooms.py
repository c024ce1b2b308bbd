"""The rooms that the stories of the demonstration name, building by building, and names for all others."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from agence_desktop.actions.demo.words import (
    BOARD,
    DESK,
    HALL,
    MEETING,
    OFFICE,
    PHONE,
    PROJECTOR,
    SCHOOL,
    THEATRE,
    TRAINING,
    U_SHAPE,
    VIDEO,
    WIFI,
)


@dataclass(frozen=True, slots=True)
class Plan:
    """A room on paper, with the rooms it can be divided into; ``suffix`` ends its code."""

    suffix: str
    name: str
    kind: str
    capacity: int
    floor: str = "1er étage"
    equipment: tuple[str, ...] = (WIFI,)
    capacities: Mapping[str, int] = field(default_factory=dict)
    accessible: bool = True
    shareable: bool = True
    parts: tuple[Plan, ...] = ()

    def size(self) -> int:
        """How many rooms it makes, itself included."""
        return 1 + sum(part.size() for part in self.parts)


_FULL = (WIFI, VIDEO, PROJECTOR, BOARD)
_VIDEO = (WIFI, VIDEO, BOARD)
_TALK = (WIFI, VIDEO, PHONE)

NAMED: Mapping[str, tuple[Plan, ...]] = {
    "LEV": (
        Plan(
            "ETC",
            "Salle Etchemin",
            HALL,
            40,
            equipment=_FULL,
            capacities={U_SHAPE: 30, SCHOOL: 36, THEATRE: 40},
            parts=(
                Plan(
                    "ETC-A", "Etchemin A", MEETING, 24, equipment=_FULL, capacities={U_SHAPE: 18, SCHOOL: 20}
                ),
                Plan(
                    "ETC-B", "Etchemin B", MEETING, 16, equipment=_VIDEO, capacities={U_SHAPE: 12, SCHOOL: 14}
                ),
            ),
        ),
        Plan("CHA", "Salle Chaudière", MEETING, 12, equipment=(*_TALK, BOARD), capacities={U_SHAPE: 12}),
        Plan("BP3", "Bureau de passage 3", DESK, 1, equipment=(WIFI, PHONE)),
    ),
    "EST": (
        Plan("MTY", "Salle Montmorency", MEETING, 20, equipment=_FULL, capacities={U_SHAPE: 16, SCHOOL: 18}),
        Plan("FOR", "Salle de formation", TRAINING, 16, equipment=_FULL, capacities={SCHOOL: 16}),
        Plan("BEA", "Salle Beauport", MEETING, 8, equipment=(WIFI, PHONE), accessible=False),
    ),
    "JPZ": (
        Plan(
            "110",
            "Salle multi 1.10",
            HALL,
            60,
            equipment=_FULL,
            capacities={U_SHAPE: 40, SCHOOL: 48, THEATRE: 60},
            parts=(
                Plan("110-A", "1.10 A", HALL, 36, equipment=_FULL, capacities={SCHOOL: 30, THEATRE: 36}),
                Plan("110-B", "1.10 B", HALL, 24, equipment=_VIDEO, capacities={SCHOOL: 20, THEATRE: 24}),
            ),
        ),
        Plan("245", "Salle 2.45", MEETING, 14, "2e étage", (*_TALK, BOARD), {U_SHAPE: 12, SCHOOL: 14}),
        Plan("312", "Bureau 3.12", OFFICE, 2, "3e étage", (WIFI, PHONE)),
        Plan("112", "Salle 1.12", HALL, 24, equipment=_FULL, capacities={U_SHAPE: 18, SCHOOL: 20}),
        Plan("301", "Salle du comité 3.01", MEETING, 20, "3e étage", _VIDEO, {U_SHAPE: 16}),
    ),
    "STM": (Plan("BRG", "Salle Beaurivage", MEETING, 16, equipment=_FULL, capacities={SCHOOL: 16}),),
    "MGY": (
        Plan("APP", "Salle des Appalaches", MEETING, 18, equipment=_FULL, capacities={SCHOOL: 18}),
        Plan("FLE", "Salle du Fleuve", MEETING, 22, equipment=_FULL, capacities={SCHOOL: 20}),
    ),
    "PTN": (Plan("PTN", "Salle Portneuf", MEETING, 18, equipment=(WIFI, BOARD), capacities={SCHOOL: 16}),),
    "THE": (Plan("MIN", "Salle des Mines", MEETING, 20, equipment=_FULL, capacities={SCHOOL: 18}),),
    "DRV": (
        Plan(
            "SFR",
            "Centre Saint-François",
            HALL,
            120,
            "Rez-de-chaussée",
            _FULL,
            {SCHOOL: 90, THEATRE: 120},
            parts=(
                Plan(
                    "SFR-N",
                    "Saint-François, aile nord",
                    HALL,
                    70,
                    "Rez-de-chaussée",
                    _FULL,
                    {SCHOOL: 50, THEATRE: 70},
                    parts=(
                        Plan("SFR-N1", "Saint-François, nord 1", TRAINING, 35, "Rez-de-chaussée", _FULL),
                        Plan("SFR-N2", "Saint-François, nord 2", TRAINING, 35, "Rez-de-chaussée", _VIDEO),
                    ),
                ),
                Plan("SFR-S", "Saint-François, aile sud", HALL, 50, "Rez-de-chaussée", _FULL, {THEATRE: 50}),
            ),
        ),
    ),
}
"""By code of building; the largest first, as a clerk lists them."""


def _codes(building: str, plan: Plan) -> Iterator[str]:
    yield f"{building}-{plan.suffix}"
    for part in plan.parts:
        yield from _codes(building, part)


NAMED_CODES = frozenset(
    code for building, plans in NAMED.items() for plan in plans for code in _codes(building, plan)
)
"""Codes of the named rooms and of their parts."""

WATERS: Mapping[str, tuple[str, ...]] = {
    "01": ("Rimouski", "Matane", "Mitis", "Trois-Pistoles", "Témiscouata", "Causapscal", "Humqui", "Métis"),
    "03": (
        "Saint-Charles",
        "Jacques-Cartier",
        "Malbaie",
        "Batiscan",
        "Cap-Rouge",
        "Sainte-Anne",
        "du Gouffre",
    ),
    "04": ("Saint-Maurice", "Batiscan", "Mékinac", "Maskinongé", "Champlain", "Vermillon", "Matawin"),
    "06": (
        "des Prairies",
        "Lachine",
        "Mille Îles",
        "Mont-Royal",
        "Saint-Pierre",
        "Hochelaga",
        "Sainte-Hélène",
    ),
    "07": ("Outaouais", "Gatineau", "du Lièvre", "Petite Nation", "Dumoine", "Coulonge", "Noire"),
    "08": ("Harricana", "Kinojévis", "Abitibi", "Osisko", "Bell", "Opasatica", "Témiscamingue"),
    "09": ("Moisie", "Romaine", "Mingan", "Natashquan", "Manicouagan", "Saint-Paul", "Brador"),
    "11": (
        "Bonaventure",
        "Cascapédia",
        "York",
        "Dartmouth",
        "Havre-Aubert",
        "Grande-Entrée",
        "Cap-aux-Meules",
    ),
    "12": ("Beaurivage", "Famine", "du Sud", "Bécancour", "Bras d’Henri", "Boyer", "Daaquam", "Palmer"),
    "13": ("des Mille Îles", "Sainte-Rose", "Duvernay", "Chomedey", "Fabreville", "Vimont", "Auteuil"),
    "15": ("du Nord", "Rouge", "Diable", "du Lièvre", "Kiamika", "Simon", "Ouareau", "Mulet"),
    "17": ("Nicolet", "Saint-François", "Godefroy", "Bulstrode", "Gentilly", "Bécancour", "Bourbon"),
}
"""Rivers, lakes and old towns by region, for the names of rooms."""
