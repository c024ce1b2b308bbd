"""Guards of room booking: no double booking, no stock exceeded, whoever writes; and their French."""

from __future__ import annotations

from collections.abc import Iterator

import agence_desktop.directory.rights  # noqa: F401 - its functions come before those that call them
from agence_desktop.spaces.guards_postgresql import (
    EXCLUSION,
    EXCLUSION_NAME,
    POSTGRESQL_FUNCTIONS,
    POSTGRESQL_TRIGGERS,
)
from agence_desktop.spaces.guards_rights import RIGHT_FUNCTIONS, RIGHT_TRIGGERS
from agence_desktop.spaces.guards_sqlite import SQLITE_TRIGGERS
from agence_desktop.storage import reference
from agence_desktop.storage.faults import register_refusal
from agence_desktop.storage.guards import Guard, postgresql_guards, register, sqlite_guards

REFERENCE_TABLES = (
    "vocabulary",
    "space",
    "space_layout",
    "space_equipment",
    "space_part",
    "equipment",
    "host_terms",
    "rate",
    "host_closure",
)


@register
def spaces_guards() -> Iterator[Guard]:
    """Guards on both databases."""
    yield from sqlite_guards({**SQLITE_TRIGGERS, **reference.sqlite_triggers(REFERENCE_TABLES)})
    yield from postgresql_guards(
        {**POSTGRESQL_FUNCTIONS, **RIGHT_FUNCTIONS},
        {**POSTGRESQL_TRIGGERS, **RIGHT_TRIGGERS, **reference.postgresql_triggers(REFERENCE_TABLES)},
        {EXCLUSION_NAME: ("space_hold", EXCLUSION)},
    )


_TAKEN = "Cet espace vient d’être réservé pour ce moment par quelqu’un d’autre. Choisissez un autre moment."
_STOCK = "La quantité de matériel demandée dépasse ce qui est disponible à ce moment."

for _name in ("space_taken", EXCLUSION_NAME):
    register_refusal(_name, "taken", _TAKEN)
register_refusal("equipment_stock", "equipment_stock", _STOCK)
register_refusal(
    "space_without_parts",
    "space_without_parts",
    "La division de cet espace est incomplète\u00a0: demandez à l’administration de vérifier la base.",
)
register_refusal(
    "write_isolation",
    "write_isolation",
    "Cette connexion travaille sur un état ancien de la base\u00a0: rien n’a été enregistré. "
    "Écrivez en mode «\u00a0read committed\u00a0».",
)
