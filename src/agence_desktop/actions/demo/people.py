"""Invented people: names of Québec combined at random, work addresses and telephones that lead nowhere."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from random import Random

from agence_desktop.core.french import format_phone, search_key
from agence_desktop.directory.commands import PersonDraft
from agence_desktop.directory.rows import Directory, SiteRow

DOMAIN = "exemple.quebec"
_FIRST_NAMES = """
Adèle Ahmed Aïcha Alain Alexandra Amélie André Andrée-Anne Annie Antoine Audrey Benoît Camille Carole
Caroline Catherine Chantal Charles Claude Daniel Danielle David Denis Diane Élise Émile Émilie Éric
Fatou Félix Florence François Gabriel Geneviève Gilles Guylaine Hélène Hugo Isabelle Jacinthe
Jean-François Jérôme Josée Julie Karim Karine Laurence Linda Line Louise Luc Lucie Manon Marc-André
Marie-Ève Marie-Josée Martin Mathieu Maxime Mélanie Michel Mohamed Monique Nadia Nathalie Nicolas Noémie
Olivier Pascale Patrick Philippe Pierre-Luc Rachel Raphaël Rosalie Samuel Sandra Sébastien Simon Sofia
Sonia Stéphane Sylvain Sylvie Thomas Valérie Véronique Vincent Xavier Yasmine Yves Zoé"""
FIRST_NAMES = tuple(_FIRST_NAMES.split())
_LAST_NAMES = """
Arsenault Audet Beaulieu Beaudoin Bédard Bélanger Benali Bergeron Bernier Bérubé Bilodeau Blais
Blanchette Boisvert Bouchard Boucher Boudreau Bourgeois Brisson Caron Charbonneau Chouinard Cloutier
Côté Couture Cyr Demers Desjardins Desrosiers Diallo Dion Dubé Dufour Dumont Duquette Fortin Fournier
Gagné Gagnon Gaudreault Gauthier Gendron Giguère Girard Giroux Goulet Grenier Guillemette Hamel Haddad
Hébert Houle Jean-Baptiste Labbé Lachance Lacroix Lambert Landry Langlois Lapointe Lavoie Leblanc
Leclerc Leduc Lefebvre Lemieux Lessard Lévesque Maltais Martel Mercier Michaud Morin Nadeau Ndiaye
Nguyen Ouellet Paquette Paradis Parent Pelletier Perreault Picard Plante Poirier Poulin Proulx Renaud
Richard Rioux Robichaud Roy Savard Simard St-Pierre Tanguay Tessier Thériault Therrien Thibault Tran
Tremblay Trudel Turcotte Vachon Vaillancourt Veilleux"""
LAST_NAMES = tuple(_LAST_NAMES.split())
JOB_CLASSES = (
    "Spécialiste en procédés administratifs",
    "Analyste de l’informatique",
    "Analyste en gestion de programmes",
    "Cadre",
    "Économiste",
    "Juriste",
    "Secrétaire",
    "Spécialiste en sciences de l’éducation",
    "Stagiaire",
    "Urbaniste",
)
AREA_CODES: Mapping[str, tuple[str, ...]] = {
    "418": ("01", "02", "03", "09", "11", "12"),
    "819": ("04", "05", "07", "08", "10", "17"),
    "514": ("06",),
    "450": ("13", "14", "15", "16"),
}
"""Area code → regions."""


@dataclass(frozen=True, slots=True)
class Known:
    """Somebody whom the stories of the demonstration name; ``hosts`` answers for the organisation's rooms.

    ``site`` is the building where they work, the organisation's first where none is named; ``region`` that of
    their telephone.
    """

    first_name: str
    last_name: str
    organisation: str
    job_class: str
    line: int
    hosts: bool = False
    site: str = ""
    region: str = "03"


OPERATOR = Known(
    *("Mireille", "Caron", "SQ-SC", "Responsable de l’accueil", 100),
    hosts=True,
    site="Bureau de Services Québec d’Estimauville",
)
"""The person who works in the demonstration."""

KNOWN = (
    OPERATOR,
    Known("Ginette", "Lamontagne", "MESS", "Responsable de l’accueil", 190, hosts=True),
    Known("Pierre-Luc", "Gagné", "MTQ", "Spécialiste en sécurité routière", 117),
    Known("Geneviève", "Roy", "MAMH", "Urbaniste", 142),
    Known(
        *("Maryse", "Thibodeau", "SQ-SC", "Agent d’aide financière", 123),
        site="Bureau de Services Québec de Portneuf",
    ),
    Known("Julie", "Tremblay", "SQ-SC", "Secrétaire", 104),
    Known("Alexandre", "Morin", "MELCC", "Analyste en gestion de programmes", 136),
    Known("Fatou", "Ndiaye", "RQ", "Conseil en gestion des ressources humaines", 137),
    Known("Sylvain", "Bédard", "SQ-SC", "Analyste en gestion immobilière", 147),
    Known("Line", "Tanguay", "SQ-SC", "Spécialiste de la paie", 112),
    Known(
        *("Karim", "Benali", "SQ-SC", "Agent d’aide à l’emploi", 117),
        site="Bureau de Services Québec de Charlesbourg",
    ),
    Known("Josée", "Pelletier", "SQ-SC", "Responsable de l’accueil", 105),
)


def invent_people(
    rng: Random, directory: Directory, count: int, others: Sequence[Known] = ()
) -> list[PersonDraft]:
    """The known people first, then invented ones, the ``others`` last; organisations with sites have more.

    There is at least one person for each organisation, whatever ``count``.
    """
    sites = _sites_by_organisation(directory)
    taken: set[str] = set()
    people = [_draft(known, directory, sites, taken) for known in KNOWN]
    organisations = sorted(directory.organisations)
    covered = {person.organisation_id for person in people}
    homes = [organisation for organisation in organisations if organisation not in covered]
    weights = [1 + 2 * min(len(sites.get(organisation, ())), 4) for organisation in organisations]
    homes += rng.choices(organisations, weights, k=max(count - len(people) - len(homes) - len(others), 0))
    for organisation in homes:
        first, last = rng.choice(FIRST_NAMES), rng.choice(LAST_NAMES)
        own = sites.get(organisation)
        site = rng.choice(own) if own else None
        people.append(
            PersonDraft(
                email=_address(first, last, taken),
                first_name=first,
                last_name=last,
                organisation_id=organisation,
                site_id=site.id if site else None,
                job_class=rng.choice(JOB_CLASSES),
                phone=work_phone(site.region if site else "03", rng.randrange(100, 200)),
            )
        )
    people += (_draft(other, directory, sites, taken) for other in others)
    return people


def work_phone(region: str, line: int) -> str:
    """A number of the range 555-0100 to 555-0199, which is never given out."""
    area = next(code for code, regions in AREA_CODES.items() if region in regions)
    return format_phone(f"{area}555{line:04d}")


def login_of(person: PersonDraft) -> str:
    """The name by which somebody signs in: that of their address."""
    return person.email.partition("@")[0]


def _sites_by_organisation(directory: Directory) -> dict[int, list[SiteRow]]:
    found: dict[int, list[SiteRow]] = {}
    for site in sorted(directory.sites.values(), key=lambda site: site.id):
        found.setdefault(site.organisation_id, []).append(site)
    return found


def _draft(
    known: Known, directory: Directory, sites: Mapping[int, Sequence[SiteRow]], taken: set[str]
) -> PersonDraft:
    organisation = directory.by_acronym.get(known.organisation)
    own = sites.get(organisation, ()) if organisation is not None else ()
    return PersonDraft(
        email=_address(known.first_name, known.last_name, taken),
        first_name=known.first_name,
        last_name=known.last_name,
        organisation_id=organisation,
        site_id=next((site.id for site in own if site.name == known.site), own[0].id if own else None),
        job_class=known.job_class,
        phone=work_phone(known.region, known.line),
    )


def _address(first: str, last: str, taken: set[str]) -> str:
    name = ".".join("-".join(search_key(part).split()) for part in (first, last))
    address = next(one for one in _numbered(name) if one not in taken)
    taken.add(address)
    return f"{address}@{DOMAIN}"


def _numbered(name: str) -> Iterator[str]:
    yield name
    number = 2
    while True:
        yield f"{name}{number}"
        number += 1
