"""One version of a sheet with everything around it, in four statements."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date
from typing import Any, Final

from sqlalchemy import (
    Boolean,
    ColumnElement,
    CompoundSelect,
    Date,
    Integer,
    Select,
    Text,
    cast,
    literal,
    null,
    select,
    union_all,
)
from sqlalchemy.orm import Session, aliased
from sqlalchemy.types import TypeEngine

from agence_desktop.core.clock import QUEBEC, to_wall
from agence_desktop.core.errors import RefusedError
from agence_desktop.directory.model import Person
from agence_desktop.positions.codec import read_sheet
from agence_desktop.positions.content import Sheet
from agence_desktop.positions.model import (
    Absence,
    Position,
    ReliefDrill,
    SheetComment,
    SheetSignature,
    SheetVersion,
    TaskCompetence,
)
from agence_desktop.positions.queries.people import COUNT, person_columns, person_ref
from agence_desktop.positions.queries.register import position_row, positions_query
from agence_desktop.positions.rows import (
    Comment,
    Competence,
    Control,
    Diffusion,
    Drill,
    DrillResult,
    PersonRef,
    PositionRow,
    SheetFile,
    SheetReason,
    SheetRow,
    SheetState,
    Signature,
    Signer,
)
from agence_desktop.positions.standing import causes_of
from agence_desktop.positions.states import shown_state
from agence_desktop.storage.base import Instant
from agence_desktop.storage.context import now

UNKNOWN_POSITION = "Ce poste n’existe pas dans cette base."
UNKNOWN_SHEET = "Cette version de la fiche n’existe pas dans cette base."

_HOLDER, _MANAGER = aliased(Person), aliased(Person)
_VERSION = (
    SheetVersion.id,
    SheetVersion.version,
    SheetVersion.position_id,
    SheetVersion.number,
    SheetVersion.state,
    SheetVersion.reason,
    SheetVersion.diffusion,
    SheetVersion.written_on,
    SheetVersion.next_review,
    SheetVersion.saved_at,
    SheetVersion.submitted_at,
    SheetVersion.approved_at,
)


def sheet_file(session: Session, position_id: int, number: int | None = None) -> SheetFile | None:
    """A version with its position, people, competences, drills, signatures and remarks.

    ``number`` None is the newest version; None where the position has no sheet. Raises RefusedError
    ``unknown_position`` or ``unknown_sheet``.
    """
    return _sheet_file(session, Position.id == position_id, number)[1]


def sheet_versions(
    session: Session, position_number: str, number: int | None = None
) -> tuple[PositionRow, SheetFile | None, Mapping[int, Sheet]]:
    """``sheet_file`` of the position of a number, with the content of each of its versions by id."""
    return _sheet_file(session, Position.number == position_number, number)


def _sheet_file(
    session: Session, which: ColumnElement[bool], number: int | None
) -> tuple[PositionRow, SheetFile | None, Mapping[int, Sheet]]:
    today = to_wall(now(session), QUEBEC).date()
    found = session.execute(positions_query().where(which)).one_or_none()
    if found is None:
        raise RefusedError("unknown_position", UNKNOWN_POSITION)
    position = position_row(found, {}, today)
    stored, bodies = _versions(session, position.id)
    if not stored:
        return position, None, {}
    chosen = next((one for one in stored if number is None or one.number == number), None)
    if chosen is None:
        raise RefusedError("unknown_sheet", UNKNOWN_SHEET)
    people, competences = _competences(session, position.id)
    signatures, comments, drills, announced = _notes(session, position.id, chosen.id, today)
    holder = position.holder.id if position.holder else None
    versions = [as_today(one, today, holder, drills, announced) for one in stored]
    row = versions[stored.index(chosen)]
    file = SheetFile(
        position=position,
        row=row,
        sheet=bodies[row.id],
        versions=tuple(versions),
        people=people,
        competences=competences,
        drills=drills,
        signatures=signatures,
        comments=comments,
    )
    return position, file, bodies


def sheet_content(session: Session, sheet_id: int) -> Sheet:
    """The content of one version, to compare with another; RefusedError ``unknown_sheet``."""
    body = session.scalars(select(SheetVersion.body).where(SheetVersion.id == sheet_id)).one_or_none()
    if body is None:
        raise RefusedError("unknown_sheet", UNKNOWN_SHEET)
    return read_sheet(json.loads(body))


def versions_query() -> Select[Any]:
    """One row for each version with the people of its day, for ``sheet_row``."""
    return (
        select(*_VERSION, *person_columns(_HOLDER), *person_columns(_MANAGER))
        .outerjoin(_HOLDER, _HOLDER.id == SheetVersion.holder_id)
        .outerjoin(_MANAGER, _MANAGER.id == SheetVersion.manager_id)
    )


def as_today(
    row: SheetRow,
    today: date,
    holder_id: int | None,
    drills: Iterable[Drill],
    announced: Iterable[date],
) -> SheetRow:
    """A version with its state as it is today: « à réviser » where something brought that about."""
    causes = causes_of(row, today, holder_id, drills, announced)
    return replace(row, state=shown_state(row.state, causes))


def sheet_row(values: Any) -> SheetRow:
    """The version of one row of ``versions_query``, its state as it is stored."""
    number = len(_VERSION)
    (
        key,
        version,
        position_id,
        count,
        state,
        reason,
        diffusion,
        written,
        review,
        saved,
        submitted,
        approved,
    ) = values[:number]
    control = Control(
        SheetReason(reason) if reason else None,
        Diffusion(diffusion) if diffusion else None,
        written,
        review,
    )
    return SheetRow(
        id=key,
        version=version,
        position_id=position_id,
        number=count,
        state=SheetState(state),
        control=control,
        holder=person_ref(values[number : number + COUNT]),
        manager=person_ref(values[number + COUNT : number + 2 * COUNT]),
        saved_at=saved,
        submitted_at=submitted,
        approved_at=approved,
    )


def _versions(session: Session, position_id: int) -> tuple[list[SheetRow], dict[int, Sheet]]:
    query = versions_query().add_columns(SheetVersion.body).where(SheetVersion.position_id == position_id)
    found: list[SheetRow] = []
    bodies: dict[int, str] = {}
    for values in session.execute(query.order_by(SheetVersion.number.desc())):
        row = sheet_row(values)
        found.append(row)
        bodies[row.id] = values[-1]
    return found, _Bodies(bodies)


class _Bodies(dict[int, Sheet]):
    """Contents by version, each read when it is asked for."""

    def __init__(self, texts: dict[int, str]) -> None:
        super().__init__()
        self._texts = texts

    def __missing__(self, key: int) -> Sheet:
        self[key] = read_sheet(json.loads(self._texts[key]))
        return self[key]


def _competences(session: Session, position_id: int) -> tuple[tuple[PersonRef, ...], tuple[Competence, ...]]:
    query = (
        select(
            TaskCompetence.task,
            TaskCompetence.level,
            TaskCompetence.validated,
            TaskCompetence.access,
            TaskCompetence.in_training,
            *person_columns(Person),
        )
        .join(Person, Person.id == TaskCompetence.person_id)
        .where(TaskCompetence.position_id == position_id)
        .order_by(TaskCompetence.id)
    )
    people: dict[int, PersonRef] = {}
    newest: dict[tuple[str, int], Competence] = {}
    for task, level, validated, access, training, *person in session.execute(query):
        ref = person_ref(person)
        if ref is None:
            continue
        people[ref.id] = ref
        newest[task, ref.id] = Competence(ref.id, position_id, task, level, validated, access, training)
    ordered = sorted(people.values(), key=lambda one: one.sort_key)
    return tuple(ordered), tuple(newest.values())


def _notes(
    session: Session, position_id: int, sheet_id: int, today: date
) -> tuple[tuple[Signature, ...], tuple[Comment, ...], tuple[Drill, ...], tuple[date, ...]]:
    """Signatures, remarks, drills and the days of announced absences, in one statement."""
    signatures: list[Signature] = []
    comments: list[Comment] = []
    drills: list[Drill] = []
    announced: list[date] = []
    for kind, key, person, name, at, day, word, told, about, flag in session.execute(
        _notes_query(position_id, sheet_id, today)
    ):
        if kind == "signature":
            signatures.append(Signature(Signer(word), person, name, at))
        elif kind == "comment":
            comments.append(Comment(key, word, name, at, told, about, flag))
        elif kind == "absence":
            announced.append(day)
        else:
            results = tuple(DrillResult(task, part) for task, part in json.loads(word).items())
            drills.append(Drill(day, person, results, told))
    return tuple(signatures), tuple(comments), tuple(drills), tuple(announced)


def _notes_query(position_id: int, sheet_id: int, today: date) -> CompoundSelect[Any]:
    """Four tables laid in the same columns."""
    name = Person.first_name + " " + Person.last_name
    signed = (
        _laid(
            "signature",
            SheetSignature.id,
            person=SheetSignature.person_id,
            name=cast(name, Text),
            at=SheetSignature.at,
            word=cast(SheetSignature.signer, Text),
        )
        .join(Person, Person.id == SheetSignature.person_id)
        .where(SheetSignature.sheet_id == sheet_id)
    )
    remarks = _laid(
        "comment",
        SheetComment.id,
        name=cast(SheetComment.author, Text),
        at=SheetComment.at,
        word=cast(SheetComment.path, Text),
        told=SheetComment.text,
        about=SheetComment.replies_to,
        flag=SheetComment.settled,
    ).where(SheetComment.position_id == position_id)
    drills = _laid(
        "drill",
        ReliefDrill.id,
        person=ReliefDrill.person_id,
        day=ReliefDrill.day,
        word=ReliefDrill.results,
        told=ReliefDrill.corrections,
    ).where(ReliefDrill.position_id == position_id)
    announced = (
        _laid("absence", Absence.id, day=Absence.announced_on)
        .join(Position, Position.holder_id == Absence.person_id)
        .where(Position.id == position_id, Absence.cancelled.is_(False), Absence.last_day >= today)
    )
    return union_all(signed, remarks, drills, announced).order_by("id")


_COLUMNS: Final[Mapping[str, TypeEngine[Any]]] = {
    "person": Integer(),
    "name": Text(),
    "at": Instant(),
    "day": Date(),
    "word": Text(),
    "told": Text(),
    "about": Integer(),
    "flag": Boolean(),
}


def _laid(kind: str, key: Any, **given: Any) -> Select[Any]:
    """A selection of the common columns; those that are not given are NULL of their type."""
    columns = [
        (given[name] if name in given else cast(null(), type_)).label(name)
        for name, type_ in _COLUMNS.items()
    ]
    return select(literal(kind).label("kind"), key.label("id"), *columns)
