"""Whether any record names another one: asked before a record is taken back."""

from __future__ import annotations

from sqlalchemy import exists, or_, select
from sqlalchemy.orm import Session

from agence_desktop.storage.base import Base, table_of


def is_named(session: Session, entity: type[Base], record_id: int) -> bool:
    """Whether a row of any table points at the record, in one statement."""
    own = table_of(entity)
    named = [
        exists().where(link.parent == record_id)
        for table in Base.metadata.tables.values()
        for link in table.foreign_keys
        if link.column.table is own
    ]
    return bool(named) and bool(session.execute(select(or_(*named))).scalar_one())
