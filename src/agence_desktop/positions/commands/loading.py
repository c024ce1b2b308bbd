"""Load units, positions with the history of their sheets, and absences, under the same guards as others."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Final

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from agence_desktop.core.changes import Change
from agence_desktop.core.french import search_key, sort_key
from agence_desktop.positions.commands.desk import ABSENCES, POSITIONS
from agence_desktop.positions.commands.posts import PositionDraft, write_attrition
from agence_desktop.positions.commands.storing import body_of, digest_of, task_values
from agence_desktop.positions.content import Sheet
from agence_desktop.positions.model import (
    Absence,
    Position,
    ReliefAssignment,
    ReliefDrill,
    SheetComment,
    SheetSignature,
    SheetTask,
    SheetVersion,
    TaskCompetence,
    Unit,
)
from agence_desktop.positions.rows import Acceptance, Control, Drill, SheetState, Signer
from agence_desktop.positions.states import passed, retest_by
from agence_desktop.storage.base import table_of
from agence_desktop.storage.bulk import insert_rows
from agence_desktop.storage.changes import record_change
from agence_desktop.storage.numbering import next_ids

_S = SheetState
_PATHS: Final[Mapping[SheetState, tuple[SheetState, ...]]] = {
    _S.DRAFT: (),
    _S.SUBMITTED: (_S.SUBMITTED,),
    _S.RETURNED: (_S.SUBMITTED, _S.RETURNED),
    _S.APPROVED: (_S.SUBMITTED, _S.APPROVED),
    _S.ACKNOWLEDGED: (_S.SUBMITTED, _S.APPROVED, _S.ACKNOWLEDGED),
    _S.REPLACED: (_S.SUBMITTED, _S.APPROVED, _S.REPLACED),
    _S.ARCHIVED: (_S.SUBMITTED, _S.APPROVED, _S.ARCHIVED),
}
"""The steps by which a version reaches its state."""
_STEPS: Final = (_S.SUBMITTED, _S.RETURNED, _S.APPROVED, _S.ACKNOWLEDGED, _S.REPLACED, _S.ARCHIVED)


@dataclass(frozen=True, slots=True)
class UnitDraft:
    """A unit to load; its code is its key."""

    code: str
    name: str
    organisation_id: int


@dataclass(frozen=True, slots=True)
class LoadedSignature:
    """Who signed a version, when."""

    signer: Signer
    person_id: int
    login: str
    at: datetime


@dataclass(frozen=True, slots=True)
class LoadedVersion:
    """One version as it stands; ``holder_id`` and ``manager_id`` are of its day."""

    sheet: Sheet
    control: Control
    state: SheetState
    holder_id: int | None
    manager_id: int | None
    saved_at: datetime
    saved_by: str
    submitted_at: datetime | None = None
    approved_at: datetime | None = None
    signatures: tuple[LoadedSignature, ...] = ()


@dataclass(frozen=True, slots=True)
class LoadedLevel:
    """A level as it was recorded."""

    task: str
    person_id: int
    level: int
    validated: date | None
    access: bool
    in_training: bool
    recorded_by: str


@dataclass(frozen=True, slots=True)
class LoadedComment:
    """A remark; ``replies_to`` is the place, among those of the position, of the one it answers."""

    path: str
    author: str
    login: str
    at: datetime
    text: str
    replies_to: int | None = None
    settled: bool = False


@dataclass(frozen=True, slots=True)
class LoadedPosition:
    """A position and all that is on record of it; versions from the first, levels in order of recording."""

    draft: PositionDraft
    attrition: int
    versions: tuple[LoadedVersion, ...] = ()
    levels: tuple[LoadedLevel, ...] = ()
    drills: tuple[Drill, ...] = ()
    comments: tuple[LoadedComment, ...] = ()


@dataclass(frozen=True, slots=True)
class LoadedAssignment:
    """Who takes a task during an absence; the position by its number."""

    position: str
    task: str
    person_id: int | None
    second_id: int | None
    state: Acceptance
    asked_at: datetime | None = None
    answered_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class LoadedAbsence:
    """An absence that was announced, and its relief."""

    person_id: int
    first: date
    last: date
    announced_on: date
    recorded_by: str
    assignments: tuple[LoadedAssignment, ...] = ()


def has_positions(session: Session) -> bool:
    """Whether any position is stored."""
    return session.execute(select(Position.id).limit(1)).first() is not None


def load_units(session: Session, units: Sequence[UnitDraft]) -> list[int]:
    """Store units; their ids, in the same order."""
    ids = next_ids(session, Unit, len(units))
    insert_rows(
        session,
        Unit,
        (
            {
                "id": id_,
                "code": unit.code,
                "name": unit.name,
                "sort_key": sort_key(unit.name),
                "search_key": search_key(f"{unit.name} {unit.code}"),
                "organisation_id": unit.organisation_id,
            }
            for id_, unit in zip(ids, units, strict=True)
        ),
    )
    return ids


def load_positions(session: Session, positions: Sequence[LoadedPosition]) -> list[int]:
    """Store positions; their ids, in the same order. Nothing is judged here but by the guards."""
    ids = next_ids(session, Position, len(positions))
    pairs = list(zip(ids, positions, strict=True))
    insert_rows(session, Position, (_position(id_, one.draft) for id_, one in pairs))
    for id_, one in pairs:
        write_attrition(session, id_, one.attrition)
    for number in range(1, max((len(one.versions) for one in positions), default=0) + 1):
        _load_versions(
            session,
            number,
            [(id_, one.versions[number - 1]) for id_, one in pairs if len(one.versions) >= number],
        )
    insert_rows(session, TaskCompetence, (_level(id_, level) for id_, one in pairs for level in one.levels))
    insert_rows(session, ReliefDrill, (_drill(id_, one, drill) for id_, one in pairs for drill in one.drills))
    _load_comments(session, pairs)
    record_change(session, Change(POSITIONS, ()))
    return ids


def load_absences(session: Session, absences: Sequence[LoadedAbsence]) -> None:
    """Store absences with their relief. Raises KeyError on an unknown position."""
    ids = next_ids(session, Absence, len(absences))
    pairs = list(zip(ids, absences, strict=True))
    places = dict(session.execute(select(Position.number, Position.id)).tuples().all())
    rows = (
        {
            "id": id_,
            "person_id": one.person_id,
            "first_day": one.first,
            "last_day": one.last,
            "announced_on": one.announced_on,
            "recorded_by": one.recorded_by,
        }
        for id_, one in pairs
    )
    insert_rows(session, Absence, rows)
    assigned = (
        {
            "absence_id": id_,
            "position_id": places[each.position],
            "task": each.task,
            "person_id": each.person_id,
            "second_id": each.second_id,
            "state": each.state.value,
            "asked_at": each.asked_at,
            "answered_at": each.answered_at,
        }
        for id_, one in pairs
        for each in one.assignments
    )
    insert_rows(session, ReliefAssignment, assigned)
    record_change(session, Change(ABSENCES, ()))


def _position(id_: int, draft: PositionDraft) -> dict[str, Any]:
    return {
        "id": id_,
        "number": draft.number,
        "name": draft.title,
        "sort_key": sort_key(draft.title),
        "search_key": search_key(f"{draft.title} {draft.number}"),
        "unit_id": draft.unit_id,
        "organisation_id": draft.organisation_id,
        "site_id": draft.site_id,
        "job_class": draft.job_class,
        "manager_id": draft.manager_id,
        "holder_id": draft.holder_id,
        "sole": draft.unique,
        "impact": draft.impact,
    }


def _load_versions(session: Session, number: int, versions: Sequence[tuple[int, LoadedVersion]]) -> None:
    """Store the n-th versions as drafts, then take each of them through its steps."""
    ids = next_ids(session, SheetVersion, len(versions))
    rows = [_version(id_, place, number, one) for id_, (place, one) in zip(ids, versions, strict=True)]
    insert_rows(session, SheetVersion, rows)
    tasks = (
        task_values(id_, place, task)
        for id_, (_, one) in zip(ids, versions, strict=True)
        for place, task in enumerate(one.sheet.tasks)
    )
    insert_rows(session, SheetTask, tasks)
    table = table_of(SheetVersion)
    for step in _STEPS:
        moved = [id_ for id_, (_, one) in zip(ids, versions, strict=True) if step in _PATHS[one.state]]
        if moved:
            session.execute(update(table).where(table.c.id.in_(moved)).values(state=step.value))
    signed = (
        signature
        for row, (_, one) in zip(rows, versions, strict=True)
        for signature in _signatures(row, one.signatures)
    )
    insert_rows(session, SheetSignature, signed)


def _version(id_: int, position_id: int, number: int, one: LoadedVersion) -> dict[str, Any]:
    reason, diffusion = one.control.reason, one.control.diffusion
    return {
        "id": id_,
        "position_id": position_id,
        "number": number,
        "state": _S.DRAFT.value,
        "reason": None if reason is None else reason.value,
        "diffusion": None if diffusion is None else diffusion.value,
        "written_on": one.control.written_on,
        "next_review": one.control.next_review,
        "holder_id": one.holder_id,
        "manager_id": one.manager_id,
        "body": body_of(one.sheet),
        "saved_at": one.saved_at,
        "saved_by": one.saved_by,
        "submitted_at": one.submitted_at,
        "approved_at": one.approved_at,
    }


def _signatures(row: Mapping[str, Any], signatures: Iterable[LoadedSignature]) -> Iterator[dict[str, Any]]:
    for one in signatures:
        yield {
            "sheet_id": row["id"],
            "signer": one.signer.value,
            "person_id": one.person_id,
            "login": one.login,
            "at": one.at,
            "digest": digest_of(SheetVersion(**row)),
        }


def _level(position_id: int, one: LoadedLevel) -> dict[str, Any]:
    return {
        "position_id": position_id,
        "task": one.task,
        "person_id": one.person_id,
        "level": one.level,
        "validated": one.validated,
        "access": one.access,
        "in_training": one.in_training,
        "recorded_by": one.recorded_by,
    }


def _drill(position_id: int, position: LoadedPosition, drill: Drill) -> dict[str, Any]:
    return {
        "position_id": position_id,
        "person_id": drill.person_id,
        "day": drill.day,
        "results": json.dumps({result.task: result.unaided for result in drill.results}),
        "passed": passed(drill),
        "corrections": drill.corrections,
        "retest_by": retest_by(drill),
        "recorded_by": position.versions[0].saved_by if position.versions else "",
    }


def _load_comments(session: Session, pairs: Sequence[tuple[int, LoadedPosition]]) -> None:
    ids = iter(next_ids(session, SheetComment, sum(len(one.comments) for _, one in pairs)))
    rows: list[dict[str, Any]] = []
    for position_id, position in pairs:
        own = [next(ids) for _ in position.comments]
        rows += (
            {
                "id": id_,
                "position_id": position_id,
                "path": one.path,
                "author": one.author,
                "login": one.login,
                "at": one.at,
                "text": one.text,
                "replies_to": None if one.replies_to is None else own[one.replies_to],
                "settled": one.settled,
            }
            for id_, one in zip(own, position.comments, strict=True)
        )
    insert_rows(session, SheetComment, rows)
