"""What a base says of itself: how much it holds, its last seal, its last backup."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from sqlalchemy import func, select, text
from sqlalchemy.orm import Session

from agence_desktop.storage.audit import EVENT, AuditRow
from agence_desktop.storage.base import Base
from agence_desktop.storage.context import is_sqlite
from agence_desktop.storage.seals import Seal, last_seal

BACKUP: Final = "backup"
RESTORE: Final = "restore"
"""Kinds of events that the audit trail keeps of a base as a whole."""


@dataclass(frozen=True, slots=True)
class Description:
    """``counts`` leaves out tables that this login may not read; so do ``seal`` and ``last_backup``."""

    size: int
    counts: Mapping[str, int]
    seal: Seal | None
    last_backup: datetime | None


def describe(session: Session) -> Description:
    """Count every table that the login may read; the size is in bytes."""
    counts = {
        table.name: int(session.execute(select(func.count()).select_from(table)).scalar_one())
        for table in sorted(Base.metadata.tables.values(), key=lambda table: table.name)
        if _may_read(session, table.name)
    }
    return Description(
        size=_size(session),
        counts=counts,
        seal=last_seal(session) if "audit_seal" in counts else None,
        last_backup=_last_backup(session) if "audit" in counts else None,
    )


def _may_read(session: Session, table: str) -> bool:
    if is_sqlite(session):
        return True
    asked = text("SELECT has_table_privilege(:table, 'SELECT')")
    return bool(session.execute(asked, {"table": table}).scalar_one())


def _size(session: Session) -> int:
    asked = (
        "SELECT page_count * page_size FROM pragma_page_count(), pragma_page_size()"
        if is_sqlite(session)
        else "SELECT pg_database_size(current_database())"
    )
    return int(session.execute(text(asked)).scalar_one())


def _last_backup(session: Session) -> datetime | None:
    query = (
        select(AuditRow.at)
        .where(AuditRow.table_name == EVENT, AuditRow.action == BACKUP)
        .order_by(AuditRow.id.desc())
        .limit(1)
    )
    return session.execute(query).scalar_one_or_none()
