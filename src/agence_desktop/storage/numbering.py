"""Numbers that run without gap or reuse within a year."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import Final

from sqlalchemy import Integer, String, TextualSelect, text
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


TAKE: Final = text(
    "INSERT INTO counter (kind, year, last) VALUES (:kind, :year, :count)"
    " ON CONFLICT (kind, year) DO UPDATE SET last = counter.last + :count RETURNING last"
).columns(last=Integer)
"""Takes ``count`` numbers of a ``kind`` and ``year``, and gives the last; see ``take_number``."""

_NEXT = text(
    "SELECT entity, nextval(pg_get_serial_sequence(entity, 'id')) AS id"
    " FROM unnest(CAST(:tables AS text[]), CAST(:counts AS integer[])) AS wanted (entity, rows),"
    " generate_series(1, rows)"
).columns(entity=String, id=Integer)


def take_number(session: Session, kind: str, year: int) -> int:
    """The next number, from 1; a transaction that rolls back gives it back.

    To be called as late as the transaction allows: everybody else who wants a number of this kind waits from
    here to the commit. What is pending in the session is written first.
    """
    return take_numbers(session, kind, year, 1)[0]


def take_numbers(session: Session, kind: str, year: int, count: int) -> range:
    """The next ``count`` numbers, which follow each other; see ``take_number``."""
    session.flush()
    last = int(session.execute(TAKE, {"kind": kind, "year": year, "count": count}).scalar_one())
    return range(last - count + 1, last + 1)


def next_ids(session: Session, entity: type[Identified], count: int) -> list[int]:
    """Keys for rows to come; see ``next_ids_of``."""
    return next_ids_of(session, {entity: count})[entity]


def next_ids_of(
    session: Session, wanted: Mapping[type[Identified], int]
) -> dict[type[Identified], list[int]]:
    """Keys for rows to come, so that they can speak of each other before they are inserted.

    From the tables' sequences on PostgreSQL, in one statement; on SQLite above the highest key, safe under
    the writer's lock.
    """
    if is_sqlite(session):
        return {entity: _above_highest(session, entity, count) for entity, count in wanted.items()}
    entities = {_table_name(entity): entity for entity in wanted}
    given = {"tables": list(entities), "counts": [wanted[entity] for entity in entities.values()]}
    ids: dict[type[Identified], list[int]] = {entity: [] for entity in wanted}
    for name, number in session.execute(_NEXT, given).tuples():
        ids[entities[name]].append(number)
    return ids


def _table_name(entity: type[Identified]) -> str:
    name: str = entity.__table__.name  # type: ignore[attr-defined]
    return name


def _above_highest(session: Session, entity: type[Identified], count: int) -> list[int]:
    highest = session.execute(_highest(_table_name(entity))).scalar_one()
    return list(range(highest + 1, highest + 1 + count))


@cache
def _highest(table: str) -> TextualSelect:
    return text(f'SELECT coalesce(max(id), 0) AS id FROM "{table}"').columns(id=Integer)
