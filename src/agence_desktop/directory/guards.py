"""Guards of the directory: every change of it raises the version of the reference data."""

from __future__ import annotations

from collections.abc import Iterator

from agence_desktop.storage import reference
from agence_desktop.storage.guards import Guard, postgresql_guards, register, sqlite_guards

REFERENCE_TABLES = ("region", "municipality", "organisation", "site", "holiday")


@register
def directory_guards() -> Iterator[Guard]:
    """Guards on both databases."""
    yield from sqlite_guards(reference.sqlite_triggers(REFERENCE_TABLES))
    yield from postgresql_guards(
        dict([reference.POSTGRESQL_FUNCTION]), reference.postgresql_triggers(REFERENCE_TABLES)
    )
