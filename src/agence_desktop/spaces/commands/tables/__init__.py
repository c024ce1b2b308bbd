"""The tables of room booking, as files hold them."""

from __future__ import annotations

from typing import Any, Final

from agence_desktop.spaces.commands.tables.equipment import EquipmentTable
from agence_desktop.spaces.commands.tables.scoped import ClosuresTable, RatesTable, TermsTable
from agence_desktop.spaces.commands.tables.spaces import SpacesTable
from agence_desktop.spaces.commands.tables.words import WordsTable
from agence_desktop.storage.exchange import Table

SPACES_TABLES: Final[tuple[Table[Any], ...]] = (
    WordsTable(),
    SpacesTable(),
    EquipmentTable(),
    TermsTable(),
    RatesTable(),
    ClosuresTable(),
)
"""In an order in which each names only those before it."""

__all__ = ["SPACES_TABLES"]
