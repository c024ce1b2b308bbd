"""Writing many rows of one table at a time, by the driver's own bulk call."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, cast

from sqlalchemy import Table, insert
from sqlalchemy.orm import Session

from agence_desktop.storage.base import Base


def insert_rows(session: Session, entity: type[Base], rows: Iterable[dict[str, Any]]) -> None:
    """Insert rows that all give the same columns, in order; triggers see each of them."""
    if values := list(rows):
        session.execute(insert(cast(Table, entity.__table__)), values)
