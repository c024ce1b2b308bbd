"""Seals of the audit trail on SQLite, whose owner can do anything: a chain of digests, one per day.

A seal covers every row written since the one before it. Who holds a copy of the last digest (each backup
does) can tell even a chain that was made anew from its first day.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from itertools import pairwise
from typing import Any, Final

from sqlalchemy import BigInteger, Date, Integer, String, insert, select, text
from sqlalchemy.orm import Mapped, Session, mapped_column

from agence_desktop.storage import sentences
from agence_desktop.storage.base import Base
from agence_desktop.storage.context import is_sqlite
from agence_desktop.storage.findings import Finding
from agence_desktop.storage.guards import Guard, guard_findings

START: Final = "0" * 64
"""What the first seal follows."""


class AuditSeal(Base):
    """The digest of one day (UTC) of the trail: rows up to ``last_id``, chained to the seal before."""

    __tablename__ = "audit_seal"
    __table_args__ = {"info": {"audit": False}}  # noqa: RUF012 - SQLAlchemy's own protocol
    day: Mapped[date] = mapped_column(Date, primary_key=True)
    last_id: Mapped[int] = mapped_column(BigInteger, unique=True)
    rows: Mapped[int] = mapped_column(Integer)
    digest: Mapped[str] = mapped_column(String(64))
    previous: Mapped[str] = mapped_column(String(64))


@dataclass(frozen=True, slots=True)
class Seal:
    """A stored seal."""

    day: date
    last_id: int
    rows: int
    digest: str
    previous: str


_ROWS = text(
    "SELECT id, at, login, tx, table_name, row_id, action, before, after FROM audit"
    " WHERE id > :first AND id <= :last ORDER BY id"
)
_LAST_OF_DAY = text("SELECT max(id) FROM audit WHERE id > :first AND at < :end")
_NEXT_DAY = text("SELECT min(at) FROM audit WHERE id > :first")


def seal_days(session: Session, today: date) -> int:
    """Seal every finished day (UTC) before ``today`` that has rows; how many seals were added.

    On PostgreSQL the trail is out of its clients' reach and is not sealed: always 0.
    """
    if not is_sqlite(session):
        return 0
    seals = _seals(session)
    last = seals[-1] if seals else None
    first_id, previous, day = (last.last_id, last.digest, last.day) if last else (0, START, date.min)
    added = 0
    while (oldest := session.execute(_NEXT_DAY, {"first": first_id}).scalar_one()) is not None:
        # A clock that was put back leaves rows dated before the last seal: they go into the next day's.
        day = max(datetime.fromtimestamp(oldest, UTC).date(), day + timedelta(days=1))
        if day >= today:
            break
        last_id = session.execute(_LAST_OF_DAY, {"first": first_id, "end": _end_of(day)}).scalar_one()
        previous = _add_seal(session, day, first_id, last_id, previous)
        first_id, added = last_id, added + 1
    return added


def seal_brought(session: Session, today: date) -> None:
    """Seal all that stands in the trail, today's rows too: it comes from elsewhere, where ids have gaps."""
    seals = _seals(session)
    last = seals[-1] if seals else None
    first_id, previous = (last.last_id, last.digest) if last else (0, START)
    last_id = session.execute(text("SELECT max(id) FROM audit")).scalar_one()
    if last_id is None or last_id <= first_id:
        return
    day = max(today, last.day + timedelta(days=1)) if last else today
    _add_seal(session, day, first_id, last_id, previous)


def last_seal(session: Session) -> Seal | None:
    """The newest seal, to be kept elsewhere."""
    seals = _seals(session)
    return seals[-1] if seals else None


def verify_audit(session: Session, guards: Sequence[Guard] | None = None) -> list[Finding]:
    """What is wrong with the trail: broken chain, rows missing or changed, its guards absent or altered.

    ``guards`` are those that should stand; all that are registered when none are given.
    """
    found = guard_findings(session.connection(), guards)
    absent = [finding for finding in found if "audit" in finding.subject]
    return [*absent, *(_chain_findings(session) if is_sqlite(session) else ())]


def _chain_findings(session: Session) -> Iterator[Finding]:
    seals = _seals(session)
    previous, first_id = START, 0
    for seal in seals:
        if seal.previous != previous:
            yield _finding("chain_broken", seal.day.isoformat())
        digest, rows = _digest(session, seal.previous, first_id, seal.last_id)
        if rows < seal.rows:
            yield _finding("rows_missing", seal.day.isoformat())
        elif digest != seal.digest:
            yield _finding("rows_changed", seal.day.isoformat())
        previous, first_id = seal.digest, seal.last_id
    # Ids are given without gap on SQLite, so rows missing after the last seal show as well.
    ids = list(
        session.scalars(text("SELECT id FROM audit WHERE id > :first ORDER BY id"), {"first": first_id})
    )
    given = session.execute(text("SELECT seq FROM sqlite_sequence WHERE name = 'audit'")).scalar() or 0
    if any(after - before != 1 for before, after in pairwise([first_id, *ids, given + 1])):
        yield _finding("rows_missing", sentences.AUDIT_UNSEALED)


def _seals(session: Session) -> list[Seal]:
    columns = AuditSeal.__table__.c
    found = session.execute(
        select(columns.day, columns.last_id, columns.rows, columns.digest, columns.previous).order_by(
            columns.last_id
        )
    )
    return [Seal(*row) for row in found]


def _digest(session: Session, previous: str, first: int, last: int) -> tuple[str, int]:
    """SHA-256 of the digest before and of the rows after id ``first`` up to ``last``; and their number."""
    digest, rows = hashlib.sha256(previous.encode()), 0
    found: Any = session.execute(_ROWS, {"first": first, "last": last}, execution_options={"yield_per": 1000})
    for *told, before, after in found:
        values = [*told, _value(before), _value(after)]
        content = json.dumps(values, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
        digest.update(content.encode() + b"\n")
        rows += 1
    return digest.hexdigest(), rows


def _value(stored: str | None) -> Any:
    """The JSON stored: a backup keeps neither its spacing nor the order of its keys."""
    try:
        return None if stored is None else json.loads(stored)
    except ValueError:
        return stored


def _add_seal(session: Session, day: date, first: int, last: int, previous: str) -> str:
    digest, rows = _digest(session, previous, first, last)
    session.execute(
        insert(AuditSeal).values(day=day, last_id=last, rows=rows, digest=digest, previous=previous)
    )
    return digest


def _end_of(day: date) -> int:
    return int(datetime.combine(day + timedelta(days=1), time.min, UTC).timestamp())


def _finding(code: str, subject: str) -> Finding:
    return Finding(f"audit_{code}", subject, sentences.AUDIT[code].format(subject=subject))
