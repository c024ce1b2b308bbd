"""Absences, and who takes which task meanwhile: announced, proposed, asked, answered."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from agence_desktop.core.changes import Change
from agence_desktop.core.clock import QUEBEC, to_wall
from agence_desktop.core.errors import RefusedError
from agence_desktop.core.french import format_date
from agence_desktop.core.roles import Role, require
from agence_desktop.directory.model import Person
from agence_desktop.positions.commands import texts
from agence_desktop.positions.commands.desk import ABSENCES, Desk, position_of, stale, tell
from agence_desktop.positions.model import Absence, ReliefAssignment
from agence_desktop.positions.rows import Acceptance
from agence_desktop.storage.context import now


@dataclass(frozen=True, slots=True)
class Assign:
    """Who takes a task during an absence; ``person_id`` None leaves it uncovered."""

    position_id: int
    task: str
    person_id: int | None
    second_id: int | None = None


@dataclass(frozen=True, slots=True)
class Confirmed:
    """A line that ``confirm`` noted as accepted: its version since, and what it was before."""

    id: int
    version: int
    state: Acceptance
    answered_at: datetime | None


def announce(session: Session, desk: Desk, person_id: int, first: date, last: date) -> tuple[int, Change]:
    """Note that a person is away, both days included; no reason is asked. Its id and what changed.

    Raises RefusedError ``bad_period``, ``unknown_person`` or ``overlapping``, RightMissingError.
    """
    _require(session, desk, person_id)
    _check(session, person_id, first, last, None)
    row = Absence(
        person_id=person_id,
        first_day=first,
        last_day=last,
        announced_on=to_wall(now(session), QUEBEC).date(),
        recorded_by=desk.actor.login,
    )
    session.add(row)
    session.flush()
    return row.id, tell(session, (row.id,), ABSENCES)


def change_absence(
    session: Session, desk: Desk, absence_id: int, version: int, first: date, last: date
) -> Change:
    """Give an absence other dates; StaleError, RefusedError as ``announce``."""
    row = _absence(session, desk, absence_id, version)
    _check(session, row.person_id, first, last, row.id)
    row.first_day, row.last_day = first, last
    session.flush()
    return tell(session, (row.id,), ABSENCES)


def cancel_absence(
    session: Session, desk: Desk, absence_id: int, version: int, *, cancelled: bool = True
) -> Change:
    """Take an absence back, or bring it back again (undo); its relief assignments stay on record."""
    row = _absence(session, desk, absence_id, version, also_cancelled=True)
    if not cancelled:
        _check(session, row.person_id, row.first_day, row.last_day, row.id)
    row.cancelled = cancelled
    session.flush()
    return tell(session, (row.id,), ABSENCES)


def assign(session: Session, desk: Desk, absence_id: int, wanted: Sequence[Assign]) -> Change:
    """Write who takes which task; somebody newly named is « proposée » until asked.

    Raises RefusedError ``unknown_absence`` or ``cancelled``, RightMissingError.
    """
    row = _absence(session, desk, absence_id, None)
    stored = {
        (one.position_id, one.task): one
        for one in session.scalars(select(ReliefAssignment).where(ReliefAssignment.absence_id == row.id))
    }
    for one in wanted:
        _require_organiser(session, desk, one.position_id)
        found = stored.get((one.position_id, one.task))
        if found is None:
            found = ReliefAssignment(absence_id=row.id, position_id=one.position_id, task=one.task)
            session.add(found)
        elif found.person_id == one.person_id:
            found.second_id = one.second_id
            continue
        found.person_id, found.second_id = one.person_id, one.second_id
        found.state = str(Acceptance.PROPOSED)
        found.asked_at = found.answered_at = None
    session.flush()
    return tell(session, (row.id,), ABSENCES)


def ask(session: Session, desk: Desk, absence_id: int) -> Change:
    """Ask everybody proposed whether they accept; the message itself is prepared for the user's mail."""
    row = _absence(session, desk, absence_id, None)
    for one in session.scalars(select(ReliefAssignment).where(ReliefAssignment.absence_id == row.id)):
        if one.person_id is not None and one.state == Acceptance.PROPOSED:
            _require_organiser(session, desk, one.position_id)
            one.state = str(Acceptance.ASKED)
            one.asked_at = now(session)
    session.flush()
    return tell(session, (row.id,), ABSENCES)


def confirm(session: Session, desk: Desk, absence_id: int) -> tuple[tuple[Confirmed, ...], Change]:
    """Note that everybody proposed or asked accepts: whoever organises the relief has their word.

    What each line was before, for ``unconfirm``, and what changed. Raises RefusedError ``unknown_absence`` or
    ``cancelled``, RightMissingError.
    """
    row = _absence(session, desk, absence_id, None)
    found: list[tuple[ReliefAssignment, str, datetime | None]] = []
    for one in session.scalars(select(ReliefAssignment).where(ReliefAssignment.absence_id == row.id)):
        if one.person_id is not None and one.state in (Acceptance.PROPOSED, Acceptance.ASKED):
            _require_organiser(session, desk, one.position_id)
            found.append((one, one.state, one.answered_at))
            one.state = str(Acceptance.ACCEPTED)
            one.answered_at = now(session)
    session.flush()
    before = tuple(Confirmed(one.id, one.version, Acceptance(was), at) for one, was, at in found)
    return before, tell(session, (row.id,), ABSENCES)


def unconfirm(session: Session, desk: Desk, absence_id: int, before: Sequence[Confirmed]) -> Change:
    """Put back what ``confirm`` noted (undo); StaleError where somebody answered since."""
    row = _absence(session, desk, absence_id, None)
    for told in before:
        one = session.get(ReliefAssignment, told.id)
        if one is None or one.absence_id != row.id or one.version != told.version:
            raise stale()
        _require_organiser(session, desk, one.position_id)
        one.state, one.answered_at = str(told.state), told.answered_at
    session.flush()
    return tell(session, (row.id,), ABSENCES)


def answer(session: Session, desk: Desk, assignment_id: int, version: int, *, accepted: bool) -> Change:
    """Accept or refuse to take a task: whoever is asked, or a manager or clerk who noted their answer.

    A refused task is uncovered again, and its second is offered in its place by the screen.
    """
    found = session.get(ReliefAssignment, assignment_id)
    if found is None:
        raise RefusedError("unknown_absence", texts.UNKNOWN_ABSENCE)
    if found.version != version:
        raise stale()
    own = found.person_id is not None and found.person_id == desk.actor.person_id
    if not own:
        _require_organiser(session, desk, found.position_id)
    if found.person_id is None:
        raise RefusedError("not_asked", texts.NOT_ASKED)
    found.state = str(Acceptance.ACCEPTED if accepted else Acceptance.REFUSED)
    found.answered_at = now(session)
    session.flush()
    return tell(session, (found.absence_id,), ABSENCES)


def _require_organiser(session: Session, desk: Desk, position_id: int) -> None:
    """Raise RightMissingError unless the actor organises relief of the position: clerks and managers."""
    position = position_of(session, position_id)
    if not desk.actor.may(Role.CLERK, position.organisation_id):
        desk.require_manager(position.organisation_id, texts.ORGANISE_RELIEF)


def _absence(
    session: Session, desk: Desk, absence_id: int, version: int | None, *, also_cancelled: bool = False
) -> Absence:
    row = session.get(Absence, absence_id)
    if row is None:
        raise RefusedError("unknown_absence", texts.UNKNOWN_ABSENCE)
    if version is not None:
        _require(session, desk, row.person_id)
        if row.version != version:
            raise stale()
    if row.cancelled and not also_cancelled:
        raise RefusedError("cancelled", texts.CANCELLED)
    return row


def _require(session: Session, desk: Desk, person_id: int) -> None:
    person = session.get(Person, person_id)
    if person is None:
        raise RefusedError("unknown_person", texts.UNKNOWN_PERSON)
    if person_id == desk.actor.person_id and desk.actor.may(Role.HOLDER, person.organisation_id):
        return
    require(
        desk.actor,
        (Role.CLERK, Role.MANAGER, Role.ADMINISTRATOR),
        person.organisation_id,
        texts.RECORD_ABSENCE,
    )


def _check(session: Session, person_id: int, first: date, last: date, but: int | None) -> None:
    if last < first:
        raise RefusedError("bad_period", texts.BAD_PERIOD)
    others = session.scalars(
        select(Absence).where(
            Absence.person_id == person_id,
            Absence.cancelled.is_(False),
            Absence.first_day <= last,
            Absence.last_day >= first,
        )
    )
    for other in others:
        if other.id != but:
            told = {"first": format_date(other.first_day), "last": format_date(other.last_day)}
            raise RefusedError("overlapping", texts.OVERLAPPING.format(**told))
