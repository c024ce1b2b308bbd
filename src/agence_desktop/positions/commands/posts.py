"""Positions and units themselves: made, changed, and judged by their manager."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from sqlalchemy import select, text
from sqlalchemy.orm import Session

from agence_desktop.core.changes import Change
from agence_desktop.core.errors import RefusedError
from agence_desktop.core.french import format_date, quoted, search_key, sort_key
from agence_desktop.positions.commands import texts
from agence_desktop.positions.commands.desk import Desk, position_of, stale, tell
from agence_desktop.positions.model import Position, Unit
from agence_desktop.storage.context import is_sqlite

FACTORS = range(1, 6)
NUMBER_LENGTH, TITLE_LENGTH, CLASS_LENGTH, UNIT_CODE_LENGTH = 40, 300, 100, 60
"""The most characters that are kept."""
_SHOWN = 30
STANDARD_FACTOR = 3
"""P and A of a position that nobody has judged yet."""


@dataclass(frozen=True, slots=True)
class PositionDraft:
    """A position as a form gives one; ``number`` is the key."""

    number: str
    title: str
    unit_id: int
    organisation_id: int
    site_id: int | None = None
    job_class: str = ""
    manager_id: int | None = None
    holder_id: int | None = None
    unique: bool = True
    impact: int = 3


def unit_of(session: Session, desk: Desk, code: str, name: str, organisation_id: int) -> int:
    """The id of a unit by its code, made where it is new."""
    found = session.scalars(select(Unit).where(Unit.code == code)).one_or_none()
    if found is None:
        desk.require_manager(organisation_id, texts.MANAGE_POSITION)
        name = name or code
        _refuse_long((code, UNIT_CODE_LENGTH), (name, TITLE_LENGTH))
        found = Unit(
            code=code,
            name=name,
            sort_key=sort_key(name),
            search_key=search_key(f"{name} {code}"),
            organisation_id=organisation_id,
        )
        session.add(found)
        session.flush()
    return found.id


def save_position(
    session: Session, desk: Desk, draft: PositionDraft, position_id: int | None = None, version: int = 0
) -> tuple[int, Change]:
    """Make a position, or change the one read at ``version``; its id and what changed.

    Raises RefusedError ``bad_field``, ``too_long`` or ``number_taken``, StaleError, RightMissingError.
    """
    desk.require_manager(draft.organisation_id, texts.MANAGE_POSITION)
    number, title = draft.number.strip(), draft.title.strip()
    if not number or not title:
        raise RefusedError("bad_field", texts.BAD_FIELD)
    _refuse_long((number, NUMBER_LENGTH), (title, TITLE_LENGTH), (draft.job_class, CLASS_LENGTH))
    if draft.impact not in FACTORS:
        raise RefusedError("bad_factor", texts.BAD_FACTOR)
    taken = session.scalars(select(Position.id).where(Position.number == number)).one_or_none()
    if taken is not None and taken != position_id:
        raise RefusedError("number_taken", texts.NUMBER_TAKEN.format(number=quoted(number)))
    if position_id is None:
        row = Position()
        session.add(row)
    else:
        row = position_of(session, position_id)
        desk.require_manager(row.organisation_id, texts.MANAGE_POSITION)
        if row.version != version:
            raise stale()
    row.number, row.name = number, title
    row.sort_key, row.search_key = sort_key(title), search_key(f"{title} {number}")
    row.unit_id, row.organisation_id, row.site_id = draft.unit_id, draft.organisation_id, draft.site_id
    row.job_class, row.manager_id, row.holder_id = draft.job_class, draft.manager_id, draft.holder_id
    row.sole, row.impact = draft.unique, draft.impact
    session.flush()
    if position_id is None:
        write_attrition(session, row.id, STANDARD_FACTOR)
    return row.id, tell(session, (row.id,))


def retire_position(
    session: Session, desk: Desk, position_id: int, version: int, last_day: date | None
) -> tuple[int, Change]:
    """Give the position read at ``version`` its last day, or none (undo); its version since, what changed.

    From the day after it is in no list, measure or calendar, and nothing of it is due. Its sheet and its
    number stay on record. Raises RefusedError ``bad_end``, StaleError, RightMissingError.
    """
    row = position_of(session, position_id)
    desk.require_manager(row.organisation_id, texts.MANAGE_POSITION)
    if row.version != version:
        raise stale()
    if last_day is not None and row.active_from is not None and last_day < row.active_from:
        raise RefusedError("bad_end", texts.BAD_END.format(first=format_date(row.active_from)))
    row.active_until = last_day
    session.flush()
    return row.version, tell(session, (row.id,))


def set_attrition(session: Session, desk: Desk, position_id: int, factor: int) -> Change:
    """Note A, the risk that the holder leaves (1–5); RefusedError ``bad_factor``, RightMissingError."""
    position = position_of(session, position_id)
    desk.require_manager(position.organisation_id, texts.SEE_ATTRITION)
    if factor not in FACTORS:
        raise RefusedError("bad_factor", texts.BAD_FACTOR)
    write_attrition(session, position_id, factor)
    return tell(session, (position_id,))


def write_attrition(session: Session, position_id: int, factor: int) -> None:
    """Write A; a server's login does so through a function, for it may not read the table."""
    values = {"position": position_id, "factor": factor}
    session.execute(_SET_SQLITE if is_sqlite(session) else _SET_POSTGRESQL, values)


_SET_SQLITE = text(
    "INSERT INTO position_attrition (position_id, factor, version) VALUES (:position, :factor, 1)"
    " ON CONFLICT (position_id) DO UPDATE"
    " SET factor = excluded.factor, version = position_attrition.version + 1"
)
_SET_POSTGRESQL = text("SELECT agence_set_attrition(:position, :factor)")


def _refuse_long(*kept: tuple[str, int]) -> None:
    for words, most in kept:
        if len(words) > most:
            shown = quoted(f"{words[:_SHOWN]}…")
            raise RefusedError("too_long", texts.TOO_LONG.format(text=shown, most=most))
