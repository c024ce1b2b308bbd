"""Guards of flying teams: never above capacity, records that stand, rights; and their French."""

from __future__ import annotations

from collections.abc import Iterator

import agence_desktop.directory.rights  # noqa: F401 - its functions come before those that call them
from agence_desktop.storage.faults import register_refusal
from agence_desktop.storage.guards import Guard, postgresql_guards, register, sqlite_guards
from agence_desktop.teams import guards_postgresql, guards_sqlite
from agence_desktop.teams.guards_rights import RIGHT_FUNCTIONS, RIGHT_TRIGGERS
from agence_desktop.teams.guards_standing import (
    POSTGRESQL_STANDING,
    POSTGRESQL_STANDING_TRIGGERS,
    SQLITE_STANDING,
)
from agence_desktop.teams.sentences import REFUSALS


@register
def teams_guards() -> Iterator[Guard]:
    """Guards on both databases."""
    yield from sqlite_guards({**guards_sqlite.LEDGER_TRIGGERS, **SQLITE_STANDING})
    yield from postgresql_guards(
        {**RIGHT_FUNCTIONS, **guards_postgresql.LEDGER_FUNCTIONS, **POSTGRESQL_STANDING},
        {**guards_postgresql.LEDGER_TRIGGERS, **POSTGRESQL_STANDING_TRIGGERS, **RIGHT_TRIGGERS},
    )


for _name, (_code, _sentence) in REFUSALS.items():
    register_refusal(_name, _code, _sentence)
