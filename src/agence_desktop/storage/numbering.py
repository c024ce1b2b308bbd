"""Numbers that run without gap or reuse within a year."""

from __future__ import annotations

from sqlalchemy import Integer, String, func, select, text
from sqlalchemy.orm import Mapped, Session, mapped_column

from agence_desktop.storage.base import Base, Identified
from agence_desktop.storage.context import is_sqlite


class Counter(Base):
    """The last number given for a kind (``R``, ``D``…) and year."""

    __tablename__ = "counter"
    __table_args__ = {"info": {"audit": False}}  # noqa: RUF012 - SQLAlchemy's own protocol
    kind: Mapped[str] = mapped_column(String(10), primary_key=True)
    year: Mapped[int] = mapped_column(Integer, primary_key=True, autoincrement=False)
    last: Mapped[int] = mapped_column(Integer)


_TAKE = text(
    "INSERT INTO counter (kind, year, last) VALUES (:kind, :year, :count)"
    " ON CONFLICT (kind, year) DO UPDATE SET last = counter.last + :count RETURNING last"
).columns(last=Integer)

_NEXT = text(
    "SELECT nextval(pg_get_serial_sequence(:table, 'id')) AS id FROM generate_series(1, :count)"
).columns(id=Integer)


def take_number(session: Session, kind: str, year: int) -> int:
    """The next number, from 1; a transaction that rolls back gives it back.

    To be called as late as the transaction allows: everybody else who wants a number of this kind waits from
    here to the commit. What is pending in the session is written first.
    """
    return take_numbers(session, kind, year, 1)[0]


def take_numbers(session: Session, kind: str, year: int, count: int) -> range:
    """The next ``count`` numbers, which follow each other; see ``take_number``."""
    session.flush()
    last = int(session.execute(_TAKE, {"kind": kind, "year": year, "count": count}).scalar_one())
    return range(last - count + 1, last + 1)


def next_ids(session: Session, entity: type[Identified], count: int) -> list[int]:
    """Keys for rows to come, so that they can speak of each other before they are inserted.

    From the table's sequence on PostgreSQL; on SQLite above the highest key, safe under the writer's lock.
    """
    if is_sqlite(session):
        highest = session.execute(select(func.coalesce(func.max(entity.id), 0))).scalar_one()
        return list(range(highest + 1, highest + 1 + count))
    values = {"table": entity.__table__.name, "count": count}  # type: ignore[attr-defined]
    return list(session.scalars(_NEXT, values))
