"""What an absence is judged by: the posts it touches, who is away meanwhile, and who takes what."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date

from sqlalchemy import cast, null, select, union_all
from sqlalchemy.orm import Session, aliased

from agence_desktop.directory.model import Holiday, Person
from agence_desktop.positions.model import Absence, Position, ReliefAssignment, TaskCompetence
from agence_desktop.positions.queries.people import COUNT, person_columns, person_ref
from agence_desktop.positions.relief import AbsenceRow, Assignment
from agence_desktop.positions.rows import Acceptance, Away, PersonRef

_SECOND = aliased(Person)


def away(session: Session, first: date, last: date) -> list[Away]:
    """Who is away on some day of a period, both days included, in one statement."""
    query = select(Absence.person_id, Absence.first_day, Absence.last_day).where(
        Absence.cancelled.is_(False), Absence.first_day <= last, Absence.last_day >= first
    )
    return [Away(*values) for values in session.execute(query).tuples()]


def away_and_holidays(session: Session, first: date, last: date) -> tuple[list[Away], frozenset[date]]:
    """Who is away on some day of a period, and all days on which holidays are observed, in one statement."""
    people = select(Absence.person_id, Absence.first_day, Absence.last_day).where(
        Absence.cancelled.is_(False), Absence.first_day <= last, Absence.last_day >= first
    )
    nobody = cast(null(), Absence.person_id.type)
    found = session.execute(union_all(people, select(nobody, Holiday.observed, Holiday.observed))).tuples()
    absent: list[Away] = []
    observed: set[date] = set()
    for person, begin, end in found:
        if person is None:
            observed.add(begin)
        else:
            absent.append(Away(person, begin, end))
    return absent, frozenset(observed)


def absences(
    session: Session,
    since: date = date.min,
    *,
    also_cancelled: bool = False,
    ids: Collection[int] | None = None,
) -> list[AbsenceRow]:
    """Absences that end on a day or later, by first day, with the posts they touch, in one statement.

    ``ids`` asks for some of them alone.
    """
    query = (
        select(
            Absence.id,
            Absence.version,
            Absence.first_day,
            Absence.last_day,
            Absence.cancelled,
            Position.id,
            *person_columns(Person),
        )
        .join(Person, Person.id == Absence.person_id)
        .outerjoin(Position, Position.holder_id == Absence.person_id)
        .where(Absence.last_day >= since)
        .order_by(Absence.first_day, Absence.id, Position.number)
    )
    if not also_cancelled:
        query = query.where(Absence.cancelled.is_(False))
    if ids is not None:
        query = query.where(Absence.id.in_(sorted(ids)))
    found: dict[int, AbsenceRow] = {}
    for key, version, first, last, cancelled, position, *person in session.execute(query).tuples():
        ref = person_ref(person)
        if ref is None:
            continue
        before = found[key].position_ids if key in found else ()
        touched = before if position is None else (*before, position)
        found[key] = AbsenceRow(key, version, ref, first, last, cancelled, touched)
    return list(found.values())


def assignments(session: Session, absence_ids: Collection[int]) -> list[Assignment]:
    """Who takes what during some absences, by task, in one statement."""
    query = (
        select(
            ReliefAssignment.id,
            ReliefAssignment.version,
            ReliefAssignment.absence_id,
            ReliefAssignment.position_id,
            ReliefAssignment.task,
            ReliefAssignment.state,
            ReliefAssignment.asked_at,
            *person_columns(Person),
            *person_columns(_SECOND),
        )
        .outerjoin(Person, Person.id == ReliefAssignment.person_id)
        .outerjoin(_SECOND, _SECOND.id == ReliefAssignment.second_id)
        .where(ReliefAssignment.absence_id.in_(sorted(absence_ids)))
        .order_by(ReliefAssignment.id)
    )
    found: list[Assignment] = []
    for key, version, absence, position, task, state, asked, *people in session.execute(query).tuples():
        person, second = person_ref(people[:COUNT]), person_ref(people[COUNT:])
        told = Acceptance(state)
        found.append(Assignment(key, version, absence, position, task, person, second, told, asked))
    return found


def substitutes(session: Session, position_ids: Collection[int]) -> list[PersonRef]:
    """Everybody with a level on record in some positions, by name, in one statement."""
    query = (
        select(*person_columns(Person))
        .where(
            Person.id.in_(
                select(TaskCompetence.person_id).where(TaskCompetence.position_id.in_(sorted(position_ids)))
            )
        )
        .order_by(Person.sort_key)
    )
    refs = (person_ref(values) for values in session.execute(query).tuples())
    return [ref for ref in refs if ref is not None]
