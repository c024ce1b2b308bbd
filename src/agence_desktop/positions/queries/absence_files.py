"""Absences with everything by which they are judged, however many they are: six statements."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Collection, Sequence
from datetime import date, timedelta

from sqlalchemy import and_, select
from sqlalchemy.orm import Session

from agence_desktop.core.errors import RefusedError
from agence_desktop.core.french import search_key
from agence_desktop.directory.model import Person
from agence_desktop.directory.queries import observed_holidays
from agence_desktop.positions.codec import read_sheet
from agence_desktop.positions.content import Sheet
from agence_desktop.positions.model import Position, SheetVersion, TaskCompetence
from agence_desktop.positions.queries.absences import absences, assignments, away
from agence_desktop.positions.queries.people import person_columns, person_ref
from agence_desktop.positions.queries.posts import counting_rank
from agence_desktop.positions.queries.register import position_row, positions_query
from agence_desktop.positions.relief import AbsenceFile, AbsenceRow, ReliefPost
from agence_desktop.positions.rows import Competence, PersonRef, PositionRow

_LOOKING_BACK = timedelta(days=366)
UNKNOWN_ABSENCE = "Cette absence n’existe pas dans cette base."
UNKNOWN_PERSON = "Cette personne n’existe pas dans l’annuaire."


def announced_files(session: Session, today: date) -> list[AbsenceFile]:
    """Announced absences that are not over, by first day."""
    return _files(session, [(row.person, row) for row in absences(session, today)], today)


def absence_file(session: Session, absence_id: int, today: date) -> AbsenceFile:
    """One absence, cancelled ones included; RefusedError ``unknown_absence``."""
    found = absences(session, ids=(absence_id,), also_cancelled=True)
    if not found:
        raise RefusedError("unknown_absence", UNKNOWN_ABSENCE)
    (file,) = _files(session, [(found[0].person, found[0])], today)
    return file


def unannounced_file(session: Session, person_id: int, today: date) -> AbsenceFile:
    """What an absence of a person would be judged by; RefusedError ``unknown_person``."""
    values = session.execute(select(*person_columns(Person)).where(Person.id == person_id)).one_or_none()
    person = None if values is None else person_ref(values)
    if person is None:
        raise RefusedError("unknown_person", UNKNOWN_PERSON)
    (file,) = _files(session, [(person, None)], today)
    return file


def holders(session: Session, text: str, limit: int) -> list[tuple[PersonRef, str]]:
    """People who hold a position, by name or by what they hold, with « P-0142 Titre »: one statement."""
    query = (
        select(Position.number, Position.name, *person_columns(Person))
        .join(Person, Person.id == Position.holder_id)
        .order_by(Person.sort_key, Person.id, Position.number)
    )
    for word in search_key(text).split():
        query = query.where((Person.search_key + " " + Position.search_key).contains(word, autoescape=True))
    found: dict[int, tuple[PersonRef, str]] = {}
    for number, title, *person in session.execute(query.limit(limit)).tuples():
        ref = person_ref(person)
        if ref is not None:
            before = f"{found[ref.id][1]}, " if ref.id in found else ""
            found[ref.id] = ref, f"{before}{number} {title}"
    return list(found.values())


def _files(
    session: Session, wanted: Sequence[tuple[PersonRef, AbsenceRow | None]], today: date
) -> list[AbsenceFile]:
    known_from = min([today - _LOOKING_BACK, *(row.first for _, row in wanted if row is not None)])
    posts = _posts(session, {person.id for person, _ in wanted}, today)
    people, competences = known(session, [row.id for held in posts.values() for row, *_ in held])
    gone = tuple(away(session, known_from, date.max))
    given = defaultdict(list)
    for one in assignments(session, [row.id for _, row in wanted if row is not None]):
        given[one.absence_id].append(one)
        for ref in (one.person, one.second):
            if ref is not None:
                people.setdefault(ref.id, ref)
    observed = observed_holidays(session)
    return [
        AbsenceFile(
            person=person,
            absence=row,
            posts=tuple(
                ReliefPost(position, number, sheet, tuple(competences.get(position.id, ())))
                for position, number, sheet in posts.get(person.id, ())
            ),
            people=people,
            away=gone,
            assignments=tuple(given[row.id]) if row is not None else (),
            observed=observed,
            known_from=known_from,
        )
        for person, row in wanted
    ]


def _posts(
    session: Session, person_ids: Collection[int], today: date
) -> dict[int, list[tuple[PositionRow, int | None, Sheet]]]:
    """Person → the positions in force that they hold, each with the version that counts."""
    ranked = select(SheetVersion.id, SheetVersion.position_id, counting_rank()).subquery()
    query = (
        positions_query()
        .add_columns(SheetVersion.number, SheetVersion.body)
        .outerjoin(ranked, and_(ranked.c.position_id == Position.id, ranked.c.rank == 1))
        .outerjoin(SheetVersion, SheetVersion.id == ranked.c.id)
        .where(Position.holder_id.in_(sorted(person_ids)))
    )
    found: dict[int, list[tuple[PositionRow, int | None, Sheet]]] = defaultdict(list)
    for values in session.execute(query):
        *own, number, body = values
        row = position_row(own, {}, today)
        if row.holder is not None and row.active:
            sheet = Sheet() if body is None else read_sheet(json.loads(body))
            found[row.holder.id].append((row, number, sheet))
    return found


def known(
    session: Session, position_ids: Collection[int]
) -> tuple[dict[int, PersonRef], dict[int, list[Competence]]]:
    """Who has a level on record in some positions, and position → what was recorded last: one statement."""
    query = (
        select(
            TaskCompetence.position_id,
            TaskCompetence.task,
            TaskCompetence.level,
            TaskCompetence.validated,
            TaskCompetence.access,
            TaskCompetence.in_training,
            *person_columns(Person),
        )
        .join(Person, Person.id == TaskCompetence.person_id)
        .where(TaskCompetence.position_id.in_(sorted(position_ids)))
        .order_by(TaskCompetence.id)
    )
    people: dict[int, PersonRef] = {}
    newest: dict[tuple[int, str, int], Competence] = {}
    for position, task, level, validated, access, training, *person in session.execute(query).tuples():
        ref = person_ref(person)
        if ref is not None:
            people[ref.id] = ref
            one = Competence(ref.id, position, task, level, validated, access, training)
            newest[position, task, ref.id] = one
    by_position: dict[int, list[Competence]] = defaultdict(list)
    for one in newest.values():
        by_position[one.position_id].append(one)
    return people, by_position
