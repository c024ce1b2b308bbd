"""Opening the ledger of days: members are locked in order, then every weekday of a period has its row."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date, timedelta

from sqlalchemy import text
from sqlalchemy.dialects.sqlite import insert
from sqlalchemy.orm import Session

from agence_desktop.storage.base import table_of
from agence_desktop.storage.context import is_sqlite
from agence_desktop.teams.model import MemberDay

_OPEN = text("SELECT agence_open_days(CAST(:ids AS integer[]), :since, :until)")
_LEDGER = table_of(MemberDay)
# DO NOTHING, unlike OR IGNORE, does not reach the triggers.
_INSERT = insert(_LEDGER).on_conflict_do_nothing()
_SATURDAY = 5


def open_days(session: Session, member_ids: Collection[int], first: date, end: date) -> None:
    """Lock the members, in the order of their ids, until the end of the transaction, and open their days.

    To be called before anything else of theirs is read or written. Capacities are counted by the guards.
    SQLite has one writer at a time since its BEGIN IMMEDIATE.
    """
    ids = sorted(set(member_ids))
    if not is_sqlite(session):
        session.execute(_OPEN.bindparams(ids=ids), {"since": first, "until": end})
        return
    days = [first + timedelta(days=number) for number in range((end - first).days)]
    rows = [{"member_id": member, "day": day} for member in ids for day in days if day.weekday() < _SATURDAY]
    if rows:
        session.execute(_INSERT, rows)
