"""The buildings of the demonstration: the shipped list, with addresses, hours and access notes added."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from dataclasses import dataclass

from agence_desktop.core.resources import resource_path
from agence_desktop.directory.loading import SiteDraft
from agence_desktop.directory.rows import Directory

OFFICE, EARLY, LONG, EVENING = (
    "lun-ven 08:30-16:30",
    "lun-ven 08:00-16:00",
    "lun-ven 08:00-17:00",
    "lun-jeu 08:00-20:00; ven 08:00-17:00",
)


@dataclass(frozen=True, slots=True)
class Building:
    """What the shipped list does not say: the code of its rooms, the civic address, the hours."""

    code: str
    address: str
    hours: str = OFFICE
    storeys: int = 2


BUILDINGS = {
    "Bureau de Services Québec de la Cité": Building(
        "CIT", "400, boulevard Jean-Lesage, bureau 40", storeys=3
    ),
    "Bureau de Services Québec de Charlesbourg": Building("CHB", "8000, boulevard Henri-Bourassa"),
    "Bureau de Services Québec d'Estimauville": Building("EST", "700, avenue D’Estimauville", LONG, 4),
    "Bureau de Services Québec de Charlevoix": Building("CHX", "21, rue Patrick-Morgan"),
    "Bureau de Services Québec de Portneuf": Building("PTN", "100, route 138"),
    "Bureau de Services Québec de Lévis": Building("LEV", "5, rue du Terroir", storeys=3),
    "Bureau de Services Québec de Sainte-Marie": Building("STM", "1115, boulevard Vachon Nord"),
    "Bureau de Services Québec de Lac-Etchemin": Building("LEC", "1568, route 277"),
    "Bureau de Services Québec de Montmagny": Building("MGY", "116, rue Saint-Jean-Baptiste Est"),
    "Bureau de Services Québec de Thetford Mines": Building("THE", "693, rue Saint-Alphonse Nord"),
    "Bureau de Services Québec de Laval": Building("LAV", "1041, boulevard des Laurentides", LONG, 4),
    "Bureau de Services Québec de Saint-Jérôme": Building("STJ", "275, rue Latour", storeys=3),
    "Bureau de Services Québec de Mont-Laurier": Building("MTL", "585, rue Hébert"),
    "Bureau de Services Québec de Blanc-Sablon": Building(
        "BSA", "1090, boulevard Docteur-Camille-Marcoux", "lun-ven 08:00-12:00,13:00-16:00", 1
    ),
    "Bureau de Services Québec des Îles-de-la-Madeleine": Building(
        "IDM", "125, chemin du Parc", "lun-ven 08:30-16:30; sam 09:00-12:00", 1
    ),
    "Édifice du 425, rue Jacques-Parizeau": Building("JPZ", "425, rue Jacques-Parizeau", LONG, 6),
    "Édifice du 2500, boulevard Montmorency": Building("MMY", "2500, boulevard Montmorency", EARLY, 3),
    "Centre administratif de Trois-Rivières": Building("TRV", "225, rue des Forges", LONG, 5),
    "Centre administratif de Drummondville": Building("DRV", "62, rue Saint-Jean", OFFICE, 4),
    "Direction régionale de Rimouski": Building("RIM", "92, 2e Rue Ouest", EARLY, 3),
    "Direction régionale de Rouyn-Noranda": Building("RNO", "70, avenue Québec", OFFICE, 3),
    "Direction régionale de Gatineau": Building("GAT", "15, rue Gamelin", LONG, 4),
    "Direction régionale de Montréal": Building("MTR", "855, boulevard Henri-Bourassa Ouest", EVENING, 5),
}
"""By the name of the shipped list; numbers and streets are plausible, not verified."""

ACCESS = (
    "Se présenter à l’accueil avec une carte d’identité professionnelle.",
    "Entrée principale par la rue; rampe d’accès à gauche de la porte.",
    "Stationnement réservé au fond de la cour, places numérotées.",
    "Sonner à l’interphone avant 8\u00a0h\u00a030 et après 16\u00a0h\u00a030.",
    "Ascenseur face à l’accueil; les toilettes accessibles sont au rez-de-chaussée.",
    "Les visiteurs signent le registre et portent un insigne.",
)


@dataclass(frozen=True, slots=True)
class Site:
    """A building of the demonstration."""

    building: Building
    draft: SiteDraft
    region: str


def shipped_sites(directory: Directory) -> list[Site]:
    """The buildings of ``immeubles.csv`` whose host and municipality the directory knows, in order."""
    return list(_sites(directory))


def _sites(directory: Directory) -> Iterator[Site]:
    with resource_path("data", "immeubles.csv").open(encoding="utf-8", newline="") as file:
        for number, row in enumerate(csv.DictReader(file, delimiter=";")):
            organisation = directory.by_acronym.get(row["organisme"])
            place = directory.places.get(row["municipalite"])
            if organisation is None or place is None:
                continue
            building = BUILDINGS.get(row["nom"]) or Building(f"I{number + 1:02d}", "1, rue Principale")
            access = (ACCESS[0], ACCESS[1 + number % (len(ACCESS) - 1)])
            yield Site(
                building,
                SiteDraft(
                    name=row["nom"].replace("'", "’"),
                    organisation_id=organisation,
                    municipality=row["municipalite"],
                    address=building.address,
                    hours=building.hours,
                    access="\n".join(access),
                ),
                place.region,
            )
