"""Every module that defines tables, guards or checks, imported so that all registries are complete."""

from __future__ import annotations

from sqlalchemy import MetaData

import agence_desktop.directory.guards
import agence_desktop.directory.model
import agence_desktop.directory.rights
import agence_desktop.positions.guards
import agence_desktop.positions.model
import agence_desktop.spaces.guards
import agence_desktop.spaces.model
import agence_desktop.spaces.queries.checking
import agence_desktop.storage.audit
import agence_desktop.storage.changes
import agence_desktop.storage.commands
import agence_desktop.storage.numbering
import agence_desktop.storage.reference
import agence_desktop.storage.schema
import agence_desktop.storage.seals
import agence_desktop.teams.guards
import agence_desktop.teams.model
import agence_desktop.teams.model_evaluation
import agence_desktop.teams.queries.checking  # noqa: F401
from agence_desktop.storage.base import Base


def all_tables() -> MetaData:
    """The tables of the whole program; guards are registered as well once this module is imported."""
    return Base.metadata
