"""Guards of unique positions: approved versions stand, and rights are asked; and their French."""

from __future__ import annotations

from collections.abc import Iterator

import agence_desktop.directory.rights  # noqa: F401 - its functions come before those that call them
from agence_desktop.positions.guards_postgresql import POSTGRESQL_FUNCTIONS, POSTGRESQL_TRIGGERS
from agence_desktop.positions.guards_rights import RIGHT_FUNCTIONS, RIGHT_TRIGGERS
from agence_desktop.positions.guards_sqlite import SQLITE_TRIGGERS
from agence_desktop.storage.faults import register_refusal
from agence_desktop.storage.guards import Guard, postgresql_guards, register, sqlite_guards


@register
def positions_guards() -> Iterator[Guard]:
    """Guards on both databases."""
    yield from sqlite_guards(SQLITE_TRIGGERS)
    yield from postgresql_guards(
        {**POSTGRESQL_FUNCTIONS, **RIGHT_FUNCTIONS}, {**POSTGRESQL_TRIGGERS, **RIGHT_TRIGGERS}
    )


register_refusal(
    "sheet_frozen",
    "sheet_frozen",
    "Cette version de la fiche a été soumise ou approuvée\u00a0: elle ne change plus. "
    "Ouvrez la version suivante pour la modifier.",
)
register_refusal(
    "sheet_step",
    "sheet_step",
    "Cette version de la fiche n’en est plus à cette étape\u00a0: rien n’a été changé. Actualisez la fiche.",
)
for _name in ("uq_sheet_version_open", "uq_sheet_version_in_force"):
    register_refusal(
        _name,
        "sheet_open",
        "Une version de cette fiche est déjà ouverte, ou en vigueur\u00a0: rien n’a été changé. "
        "Actualisez la fiche.",
    )
register_refusal(
    "signature_stands",
    "signature_stands",
    "Une signature ne se retire pas et ne se change pas. Rien n’a été enregistré.",
)
