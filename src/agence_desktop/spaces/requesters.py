"""The requesting organisation as the rules see it."""

from __future__ import annotations

from agence_desktop.directory.rows import OrganisationRow
from agence_desktop.spaces.rows import Requester


def requester_of(row: OrganisationRow) -> Requester:
    """Who asks, from the directory."""
    return Requester(row.id, row.acronym, row.regions)
