"""A small office: one host with a divisible room, rooms in the three time zones, equipment, and clients."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import insert, text
from sqlalchemy.orm import Session

from agence_desktop.core.french import search_key, sort_key
from agence_desktop.core.roles import Actor, Grant, Role
from agence_desktop.directory.model import Holiday, Municipality, Organisation, Person, Region, Site
from agence_desktop.spaces.model import Equipment, Space, SpaceEquipment, SpaceLayout, SpacePart
from agence_desktop.storage.context import is_sqlite

HOST, CLIENT, OTHER = 1, 2, 3
LEVIS, ILES, SABLON = 1, 2, 3
ETCHEMIN, ETCHEMIN_A, ETCHEMIN_B, CHAUDIERE, DUNES, MINGAN = 1, 2, 3, 4, 5, 6
PROJECTOR = 1
ROY = 1

CLERK = Actor(
    login="commis", name="Mireille Caron", person_id=None, grants=frozenset({Grant(Role.CLERK, None)})
)
HOST_CLERK = Actor(
    login="hote", name="Ginette Lamontagne", person_id=None, grants=frozenset({Grant(Role.HOST, HOST)})
)
READER = Actor(login="lecteur", name="", person_id=None, grants=frozenset({Grant(Role.READER, None)}))


@dataclass(frozen=True, slots=True)
class Room:
    """A room of the office."""

    id: int
    code: str
    name: str
    site: int
    capacity: int
    parent: int | None = None


ROOMS = (
    Room(ETCHEMIN, "LEV-ETC", "Salle Etchemin", LEVIS, 40),
    Room(ETCHEMIN_A, "LEV-ETC-A", "Etchemin A", LEVIS, 24, ETCHEMIN),
    Room(ETCHEMIN_B, "LEV-ETC-B", "Etchemin B", LEVIS, 16, ETCHEMIN),
    Room(CHAUDIERE, "LEV-CHA", "Salle Chaudière", LEVIS, 12),
    Room(DUNES, "ILE-DUN", "Salle des Dunes", ILES, 10),
    Room(MINGAN, "SAB-MIN", "Salle Mingan", SABLON, 8),
)


def named(name: str) -> dict[str, str]:
    """A name with its keys."""
    return {"name": name, "sort_key": sort_key(name), "search_key": search_key(name)}


def furnish(session: Session) -> None:
    """Write the office into an empty database."""
    _directory(session)
    _rooms(session)
    if not is_sqlite(session):
        for table in ("region", "municipality", "organisation", "site", "person", "space", "equipment"):
            session.execute(
                text(f"SELECT setval(pg_get_serial_sequence('{table}', 'id'), (SELECT max(id) FROM {table}))")
            )


def _directory(session: Session) -> None:
    regions = (
        ("03", "Capitale-Nationale"),
        ("12", "Chaudière-Appalaches"),
        ("11", "Gaspésie"),
        ("09", "Côte-Nord"),
    )
    _insert(
        session, Region, [{"id": n, "code": code, **named(name)} for n, (code, name) in enumerate(regions, 1)]
    )
    places = (
        ("Québec", 1, 46.81, -71.21, "America/Toronto"),
        ("Lévis", 2, 46.80, -71.18, "America/Toronto"),
        ("Les Îles-de-la-Madeleine", 3, 47.38, -61.87, "America/Halifax"),
        ("Blanc-Sablon", 4, 51.42, -57.13, "America/Blanc-Sablon"),
    )
    _insert(
        session,
        Municipality,
        [
            {"id": n, "region_id": region, "latitude": lat, "longitude": lon, "zone": zone, **named(name)}
            for n, (name, region, lat, lon, zone) in enumerate(places, 1)
        ],
    )
    organisations = (
        (HOST, "SQ-SC", "Services Québec"),
        (CLIENT, "MTQ", "Ministère des Transports"),
        (OTHER, "MSP", "Ministère de la Sécurité publique"),
    )
    _insert(
        session,
        Organisation,
        [{"id": n, "acronym": code, "kind": "organisme", **named(name)} for n, code, name in organisations],
    )
    sites = (
        (LEVIS, "Services Québec de Lévis", HOST, 2),
        (ILES, "Services Québec des Îles", HOST, 3),
        (SABLON, "Services Québec de Blanc-Sablon", HOST, 4),
        (4, "Direction des Transports de Lévis", CLIENT, 2),
    )
    _insert(
        session,
        Site,
        [
            {"id": n, "organisation_id": organisation, "municipality_id": place, **named(name)}
            for n, name, organisation, place in sites
        ],
    )
    _insert(
        session,
        Person,
        [
            {
                "id": ROY,
                "email": "genevieve.roy@exemple.quebec",
                "first_name": "Geneviève",
                "last_name": "Roy",
                "sort_key": sort_key("Roy Geneviève"),
                "search_key": search_key("Geneviève Roy genevieve.roy@exemple.quebec"),
                "organisation_id": CLIENT,
            }
        ],
    )
    holidays = ((date(2026, 12, 24), "Veille de Noël"), (date(2026, 12, 25), "Noël"))
    _insert(session, Holiday, [{"day": day, "observed": day, "name": name} for day, name in holidays])


def _rooms(session: Session) -> None:
    for room in ROOMS:
        _insert(
            session,
            Space,
            [
                {
                    "id": room.id,
                    "code": room.code,
                    "site_id": room.site,
                    "capacity": room.capacity,
                    "parent_id": room.parent,
                    "top_id": room.parent or room.id,
                    **named(room.name),
                }
            ],
        )
    parts = [(ETCHEMIN, ETCHEMIN_A), (ETCHEMIN, ETCHEMIN_B)]
    parts += [(room.id, room.id) for room in ROOMS if room.id != ETCHEMIN]
    _insert(session, SpacePart, [{"space_id": space, "part_id": part} for space, part in parts])
    _insert(session, SpaceLayout, [{"space_id": CHAUDIERE, "layout": "u", "capacity": 10}])
    _insert(session, SpaceEquipment, [{"space_id": CHAUDIERE, "equipment": "wifi"}])
    _insert(
        session,
        Equipment,
        [{"id": PROJECTOR, "code": "PROJ", "site_id": LEVIS, "quantity": 2, **named("Projecteur portatif")}],
    )


def _insert(session: Session, entity: type[Any], rows: list[dict[str, Any]]) -> None:
    session.execute(insert(entity), rows)
