"""The offices of the oracle's cases, as the cells of the tables of reference data give them."""

from __future__ import annotations

import random
from dataclasses import dataclass, field, replace

ZONES = {
    "Québec": "America/Toronto",
    "Lévis": "America/Toronto",
    "Les Îles-de-la-Madeleine": "America/Halifax",
    "Blanc-Sablon": "America/Blanc-Sablon",
}
PLACES = {
    "Québec": (46.81, -71.21),
    "Lévis": (46.80, -71.18),
    "Les Îles-de-la-Madeleine": (47.38, -61.87),
    "Blanc-Sablon": (51.42, -57.13),
}
"""Latitude and longitude, degrees."""
REGIONS = {"Québec": "03", "Lévis": "12", "Les Îles-de-la-Madeleine": "11", "Blanc-Sablon": "09"}


@dataclass(frozen=True)
class Site:
    """An ``immeuble``; ``zone`` is empty where it is that of the municipality."""

    name: str
    organisation: str
    municipality: str
    zone: str = ""


@dataclass(frozen=True)
class Space:
    """An ``espace``."""

    code: str
    site: str
    capacity: int
    parent: str = ""
    layouts: dict[str, int] = field(default_factory=dict)
    shareable: bool = True
    fixed: tuple[str, ...] = ()
    accessible: bool = False


Scope = tuple[str, str]
"""``portee`` and ``cle``: (``immeuble``, its name)."""


@dataclass(frozen=True)
class World:
    """Everything that is not a booking."""

    organisations: tuple[str, ...]
    sites: dict[str, Site]
    spaces: dict[str, Space]
    terms: dict[Scope, dict[str, str]]
    rates: tuple[tuple[Scope, str, str, str, str], ...]
    closures: tuple[tuple[Scope, str, str], ...]
    holidays: dict[str, str]
    equipment: dict[str, tuple[str, int]]
    persons: tuple[str, ...]
    layouts: tuple[str, ...] = ("u", "ecole", "theatre")
    fixed: tuple[str, ...] = ("wifi", "projecteur", "visio")

    def zone(self, space: str) -> str:
        """The time zone of a space."""
        site = self.sites[self.spaces[space].site]
        return site.zone or ZONES[site.municipality]

    def host(self, space: str) -> str:
        """The organisation that answers for a space."""
        return self.sites[self.spaces[space].site].organisation

    def region(self, space: str) -> str:
        """The region of a space."""
        return self.region_of(self.sites[self.spaces[space].site])

    def region_of(self, site: Site) -> str:
        """The region of a site."""
        return REGIONS[site.municipality]

    def scopes(self, space: str) -> tuple[Scope, Scope, Scope]:
        """The scopes of a space, nearest first."""
        return ("espace", space), ("immeuble", self.spaces[space].site), ("organisme", self.host(space))

    def term(self, space: str, column: str) -> str:
        """A term, from the nearest scope that gives it; empty where none does."""
        given = (self.terms.get(scope, {}).get(column, "") for scope in self.scopes(space))
        return next((cell for cell in given if cell), "")


HOSTS = ("SQ-SC", "CSPQ")
CLIENTS = ("MTQ", "MSP", "FADQ", "MELCC", "BAnQ")

SITES = (
    Site("Lévis", "SQ-SC", "Lévis"),
    Site("Estimauville", "SQ-SC", "Québec"),
    Site("Les Îles", "SQ-SC", "Les Îles-de-la-Madeleine"),
    Site("Blanc-Sablon", "SQ-SC", "Blanc-Sablon"),
    Site("Grande Allée", "CSPQ", "Québec"),
    Site("Cap-aux-Meules", "CSPQ", "Les Îles-de-la-Madeleine", zone="America/Toronto"),
    Site("Transports Lévis", "MTQ", "Lévis"),
    Site("Sécurité Québec", "MSP", "Québec"),
    Site("Assurance Lévis", "FADQ", "Lévis"),
)

SPACES = (
    Space("LEV-1", "Lévis", 60, layouts={"u": 24, "theatre": 80}),
    Space("LEV-1A", "Lévis", 30, parent="LEV-1", layouts={"u": 12}),
    Space("LEV-1A1", "Lévis", 14, parent="LEV-1A"),
    Space("LEV-1A2", "Lévis", 14, parent="LEV-1A"),
    Space("LEV-1B", "Lévis", 30, parent="LEV-1"),
    Space("LEV-2", "Lévis", 12, layouts={"u": 10}),
    Space("LEV-3", "Lévis", 8, shareable=False),
    Space("EST-1", "Estimauville", 40, layouts={"ecole": 30}),
    Space("EST-1A", "Estimauville", 20, parent="EST-1"),
    Space("EST-1B", "Estimauville", 20, parent="EST-1"),
    Space("EST-2", "Estimauville", 6),
    Space("EST-3", "Estimauville", 16),
    Space("ILE-1", "Les Îles", 20),
    Space("ILE-2", "Les Îles", 10),
    Space("SAB-1", "Blanc-Sablon", 20),
    Space("SAB-2", "Blanc-Sablon", 4),
    Space("GA-1", "Grande Allée", 50, layouts={"theatre": 70}),
    Space("GA-1A", "Grande Allée", 25, parent="GA-1"),
    Space("GA-1B", "Grande Allée", 25, parent="GA-1"),
    Space("GA-1B1", "Grande Allée", 10, parent="GA-1B"),
    Space("GA-1B2", "Grande Allée", 10, parent="GA-1B"),
    Space("GA-2", "Grande Allée", 12),
    Space("CAP-1", "Cap-aux-Meules", 15),
    Space("CAP-2", "Cap-aux-Meules", 15),
)

HOURS = (
    "lun-ven 08:00-17:00",
    "lun-ven 07:00-12:00,13:00-18:30; sam 09:00-12:00",
    "lun-dim 00:00-24:00",
    "lun-jeu 08:00-24:00; ven 00:00-20:00; dim 01:30-05:00,12:00-24:00",
    "lun-dim 06:30-22:00",
)

CELLS: dict[str, tuple[str, ...]] = {
    "heures": HOURS[1:],
    "preavis_minutes": ("0", "60", "240", "1440"),
    "horizon_jours": ("120", "365", "365", "730"),
    "duree_min": ("15", "30", "45"),
    "duree_max": ("240", "600", "1440", "2880"),
    "grille": ("5", "15", "30", "25"),
    "tampon_avant": ("0", "10", "15", "45"),
    "tampon_apres": ("0", "5", "30", "60"),
    "journee_entiere": ("non",),
    "admissibles": ("tous", "tous", "tous", "region", "MTQ+MSP+BAnQ+FADQ"),
    "quota_heures_mois": ("24", "60", "120", "300"),
    "approbation": ("automatique", "automatique", "hote", "hors_modalites", "hors_modalites"),
    "preavis_annulation_heures": ("0", "24", "48"),
    "liberation_minutes": ("15", "30", "60"),
    "feries_ouverts": ("oui", "non"),
}
"""Cells that a term may have."""

OPEN = {
    ("organisme", "SQ-SC"): {
        "heures": HOURS[4],
        "grille": "5",
        "admissibles": "tous",
        "horizon_jours": "730",
    },
    ("organisme", "CSPQ"): {"heures": HOURS[1], "approbation": "hors_modalites", "quota_heures_mois": "200"},
}
"""What keeps most of the rooms bookable, so that rows do not all fail for one reason."""


def make_world(seed: int) -> World:
    """Two hosts with rooms in three zones; every term is given at every level, whatever the seed."""
    luck = random.Random(seed)
    sites = {site.name: site for site in SITES}
    spaces = {
        space.code: replace(
            space,
            fixed=tuple(code for code in ("wifi", "projecteur", "visio") if luck.random() < 0.6),
            accessible=luck.random() < 0.6,
        )
        for space in SPACES
    }
    return World(
        organisations=(*HOSTS, *CLIENTS),
        sites=sites,
        spaces=spaces,
        terms=make_terms(luck),
        rates=make_rates(luck),
        closures=CLOSURES,
        holidays={
            "2026-12-24": "2026-12-24",
            "2026-12-25": "2026-12-25",
            "2026-12-26": "2026-12-28",
            "2027-01-01": "2027-01-01",
            "2027-03-26": "2027-03-26",
            "2027-06-24": "2027-06-24",
            "2027-10-11": "2027-10-12",
        },
        equipment={
            "PROJ": ("Lévis", 2),
            "ECRAN": ("Lévis", 5),
            "MICRO": ("Estimauville", 3),
            "VISIO": ("Les Îles", 1),
            "TABLEAU": ("Blanc-Sablon", 2),
            "PUPITRE": ("Grande Allée", 4),
        },
        persons=("anne.roy@mtq.example", "luc.cote@msp.example", "eve.roy@fadq.example"),
    )


def make_terms(luck: random.Random) -> dict[Scope, dict[str, str]]:
    scopes: list[list[Scope]] = [
        [("organisme", host) for host in HOSTS],
        [("immeuble", site.name) for site in SITES if site.organisation in HOSTS],
        [("espace", space.code) for space in SPACES],
    ]
    terms: dict[Scope, dict[str, str]] = {scope: dict(cells) for scope, cells in OPEN.items()}
    for level, share in zip(scopes, (0.2, 0.12, 0.05), strict=True):
        for column, cells in CELLS.items():
            chosen = [scope for scope in level if luck.random() < share] or [luck.choice(level[-3:])]
            for scope in chosen:
                terms.setdefault(scope, {}).setdefault(column, luck.choice(cells))
    # Each manner of approval, and whole days, wherever the dice fell.
    for space, column, cell in (
        ("LEV-2", "approbation", "hors_modalites"),
        ("LEV-2", "horizon_jours", "60"),
        ("LEV-1A", "approbation", "hors_modalites"),
        ("ILE-1", "approbation", "hors_modalites"),
        ("GA-1B", "approbation", "hote"),
        ("EST-1", "approbation", "automatique"),
        ("EST-2", "horizon_jours", "90"),
        ("LEV-1B", "heures", HOURS[0]),
        ("SAB-1", "approbation", "automatique"),
        ("CAP-2", "journee_entiere", "oui"),
        ("CAP-2", "heures", HOURS[2]),
        ("EST-3", "admissibles", "region"),
        ("SAB-2", "admissibles", "MTQ+FADQ"),
        ("GA-2", "quota_heures_mois", "12"),
    ):
        terms.setdefault(("espace", space), {})[column] = cell
    return terms


def make_rates(luck: random.Random) -> tuple[tuple[Scope, str, str, str, str], ...]:
    """(scope, since, hour, half-day, day)."""
    rates = [
        (("organisme", "SQ-SC"), "2026-01-01", "24.50", "", ""),
        (("organisme", "SQ-SC"), "2027-01-01", "25.35", "80.00", "140.00"),
        (("immeuble", "Lévis"), "2026-12-15", "38.25", "95.00", "170.00"),
        (("immeuble", "Les Îles"), "2026-01-01", "", "55.55", ""),
        (("immeuble", "Les Îles"), "2027-02-01", "", "", "99.99"),
        (("espace", "LEV-1"), "2026-11-01", "61.37", "200.00", "380.00"),
        (("espace", "LEV-1"), "2027-03-01", "", "", ""),
        (("espace", "EST-2"), "2027-01-04", "0.07", "", ""),
        (("espace", "SAB-1"), "2026-11-01", "33.33", "", "100.00"),
        (("organisme", "CSPQ"), "2027-02-15", "12.34", "", "66.66"),
    ]
    luck.shuffle(rates)
    return tuple(rates)


CLOSURES: tuple[tuple[Scope, str, str], ...] = (
    (("organisme", "SQ-SC"), "2026-12-29", "2026-12-30"),
    (("organisme", "CSPQ"), "2027-01-15T12:00", "2027-01-15T15:30"),
    (("immeuble", "Lévis"), "2027-02-01", "2027-02-03"),
    (("immeuble", "Les Îles"), "2027-03-14T01:00", "2027-03-14T03:30"),
    (("immeuble", "Blanc-Sablon"), "2027-01-20T09:00", "2027-01-22T17:00"),
    (("espace", "LEV-1A1"), "2026-12-07", "2026-12-11"),
    (("espace", "LEV-1A2"), "2027-01-11", "2027-01-11"),
    (("espace", "LEV-1"), "2027-02-08T08:00", "2027-02-12T12:00"),
    (("espace", "GA-1B1"), "2026-12-14", "2026-12-16"),
    (("espace", "GA-1"), "2027-02-22", "2027-02-22"),
    (("espace", "EST-1A"), "2027-03-14T02:30", "2027-03-14T12:00"),
    (("espace", "SAB-2"), "2026-12-01", "2026-12-01"),
)
"""(scope, start, end): dates include both days, date-times are half-open."""
