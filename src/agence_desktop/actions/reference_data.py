"""Reference data that every new database begins with, from the shipped files."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from agence_desktop.actions.transfer import table_named
from agence_desktop.core.resources import resource_path
from agence_desktop.core.roles import SYSTEM
from agence_desktop.storage.exchange import import_table
from agence_desktop.storage.tabular import read_sheet

if TYPE_CHECKING:
    from agence_desktop.storage.work import Session

SHIPPED: Final = ("regions", "municipalites", "organismes", "feries", "listes")
"""Tables whose shipped file is loaded; the buildings that are shipped are an illustration only."""


def load_reference_data(session: Session) -> int:
    """Load the shipped files within the caller's transaction; how many rows were added or brought up to date.

    Loading again changes nothing. Raises ValueError where a shipped file is refused.
    """
    changed = 0
    for name in SHIPPED:
        report = import_table(
            session, table_named(name), read_sheet(resource_path("data", f"{name}.csv")), SYSTEM
        )
        if report.refused:
            raise ValueError(f"the shipped file of {name} is refused: {report.sentences}")
        changed += report.changed
    return changed
