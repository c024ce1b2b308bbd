"""Load requests with their history, under the same guards as others."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, timedelta
from typing import Any, Final

from sqlalchemy import update
from sqlalchemy.orm import Session

from agence_desktop.core.changes import Change
from agence_desktop.storage.base import table_of
from agence_desktop.storage.bulk import insert_rows
from agence_desktop.storage.changes import record_change
from agence_desktop.storage.numbering import next_ids
from agence_desktop.teams.commands.committing import lines_json
from agence_desktop.teams.commands.desk import TEAMS
from agence_desktop.teams.commands.ledger import open_days
from agence_desktop.teams.commands.loaded import (
    LoadedDeployment,
    LoadedEntry,
    LoadedEvaluation,
    LoadedEvent,
    LoadedRequest,
)
from agence_desktop.teams.commands.loading import parts, stored, yearly
from agence_desktop.teams.commands.loading_proposals import Pairs, load_proposals
from agence_desktop.teams.commands.requests import NUMBER_KIND
from agence_desktop.teams.model import (
    ActualEntry,
    Commitment,
    Deployment,
    Overrun,
    SeatSkill,
    TeamEvent,
    TeamRequest,
    TeamSeat,
)
from agence_desktop.teams.model_evaluation import Evaluation
from agence_desktop.teams.queries.checking import full_day_of
from agence_desktop.teams.rows import (
    FIRM,
    CommitmentState,
    DeploymentState,
    SeatDraft,
)
from agence_desktop.teams.weekdays import mask_of

_D = DeploymentState
_TAIL: Final = (_D.EVALUATED, _D.STATED, _D.CLOSED)
"""What follows the end of a mandate, step by step."""


def load_requests(session: Session, requests: Sequence[LoadedRequest]) -> list[str]:
    """Store requests, the oldest first, with all that came of them; their numbers, by year of reception.

    Nothing is judged here but by the guards.
    """
    numbers = yearly(session, NUMBER_KIND, [one.received_at for one in requests])
    rows = (_request(number, one) for number, one in zip(numbers, requests, strict=True))
    pairs = list(zip(stored(session, TeamRequest, rows, len(requests)), requests, strict=True))
    seats = _load_seats(session, pairs)
    proposals = load_proposals(session, pairs, numbers, seats)
    _load_commitments(session, pairs)
    places = _load_deployments(
        session, pairs, seats, {request: id_ for request, (id_, _) in proposals.items()}
    )
    insert_rows(
        session, TeamEvent, _events(pairs, places, {key: told for key, (_, told) in proposals.items()})
    )
    record_change(session, Change(TEAMS, ()))
    return numbers


def _request(number: str, one: LoadedRequest) -> dict[str, Any]:
    draft = one.draft
    return {
        "number": number,
        "state": str(one.state),
        "priority": draft.priority,
        "client_id": draft.client_id,
        "site_id": draft.site_id,
        "municipality_id": None if draft.site_id is not None else draft.municipality_id,
        "unit": draft.unit,
        "family": draft.family,
        "description": draft.description,
        "contact": draft.contact,
        "contact_phone": draft.contact_phone,
        "contact_email": draft.contact_email,
        "position": draft.position,
        "tasks": draft.tasks,
        "welcome": json.dumps(one.welcome, ensure_ascii=False) if one.welcome else "",
        "refusal_reason": one.refusal_reason,
        "rank": one.rank,
        "received_at": one.received_at,
        "received_by": one.received_by,
    }


def _load_seats(session: Session, pairs: Pairs) -> dict[tuple[int, int], int]:
    """Store the seats; request id and number → id."""
    wanted = [(id_, number, seat) for id_, one in pairs for number, seat in enumerate(one.draft.seats, 1)]
    ids = stored(session, TeamSeat, (_seat(*one) for one in wanted), len(wanted))
    insert_rows(
        session,
        SeatSkill,
        (
            {"seat_id": id_, "skill_id": need.skill_id, "level": need.level}
            for id_, (_, _, seat) in zip(ids, wanted, strict=True)
            for need in seat.skills
        ),
    )
    return {(request, number): id_ for id_, (request, number, _) in zip(ids, wanted, strict=True)}


def _seat(request_id: int, number: int, seat: SeatDraft) -> dict[str, Any]:
    return {
        "request_id": request_id,
        "number": number,
        "effort_bp": seat.effort_bp,
        "language": seat.language,
        "weekdays": mask_of(seat.days),
        "first_day": seat.period.first,
        "end_day": seat.period.end,
        "mode": str(seat.mode),
        "remote_days": seat.remote_days,
        "senior": seat.senior,
    }


def _load_commitments(session: Session, pairs: Pairs) -> None:
    """Store the n-th versions as drafts, the one before being replaced, and sign those that are signed."""
    table = table_of(Commitment)
    for number in range(1, max((len(one.commitments) for _, one in pairs), default=0) + 1):
        versions = [
            (id_, one.commitments[number - 1]) for id_, one in pairs if len(one.commitments) >= number
        ]
        rows = (
            {
                "request_id": id_,
                "number": number,
                "state": str(CommitmentState.DRAFT),
                "lines": lines_json(one.lines),
                "ceiling": one.ceiling,
                "reason": one.reason,
                "made_at": one.made_at,
                "made_by": one.made_by,
                "signed_at": one.signed_at,
                "signed_by": one.signed_by,
                "signed_name": one.signed_name,
                "paper_on": one.paper_on,
            }
            for id_, one in versions
        )
        stored(session, Commitment, rows, len(versions))
        signed = [id_ for id_, one in versions if one.signed_at is not None]
        for state, which in ((CommitmentState.REPLACED, number - 1), (CommitmentState.SIGNED, number)):
            if signed and which:
                session.execute(
                    update(table)
                    .where(table.c.request_id.in_(signed), table.c.number == which)
                    .values(state=str(state))
                )


def _load_deployments(
    session: Session,
    pairs: Pairs,
    seats: Mapping[tuple[int, int], int],
    proposals: Mapping[int, int],
) -> dict[tuple[int, int], int]:
    """Store the deployments and take each through its steps; request id and place → id."""
    flat = [(request, place, one) for request, all_ in pairs for place, one in enumerate(all_.deployments)]
    drafts = {request: one.draft for request, one in pairs}
    _open(session, [one for _, _, one in flat])
    ids = next_ids(session, Deployment, len(flat))
    places = {(request, place): id_ for id_, (request, place, _) in zip(ids, flat, strict=True)}
    rows = (
        {
            "id": id_,
            "request_id": request,
            "seat_id": seats[request, one.seat],
            "proposal_id": proposals.get(request),
            "follows_id": None if one.follows is None else places[request, one.follows],
            **_deployment(one, drafts[request].seats[one.seat - 1]),
        }
        for id_, (request, _, one) in zip(ids, flat, strict=True)
    )
    insert_rows(session, Deployment, rows)
    known = list(zip(ids, (one for _, _, one in flat), strict=True))
    _load_overruns(session, known)
    _take_steps(session, known)
    insert_rows(session, ActualEntry, (_entry(id_, one, each) for id_, one in known for each in one.entries))
    insert_rows(
        session, Evaluation, (_evaluation(id_, each) for id_, one in known for each in one.evaluations)
    )
    return places


def _open(session: Session, deployments: Iterable[LoadedDeployment]) -> None:
    """Open the ledger for the days of firm deployments, each stretch of a member once."""
    stretches: dict[tuple[date, date], list[int]] = defaultdict(list)
    periods: dict[int, list[tuple[date, date]]] = defaultdict(list)
    for one in deployments:
        if one.state in FIRM and one.period.end is not None:
            periods[one.member_id].append((one.period.first, one.period.end))
    for member, known in periods.items():
        for stretch in _joined(sorted(known)):
            stretches[stretch].append(member)
    for (first, end), members in sorted(stretches.items()):
        open_days(session, members, first, end)


def _joined(periods: Iterable[tuple[date, date]]) -> Iterator[tuple[date, date]]:
    first: date | None = None
    end = date.min
    for start, stop in periods:
        if first is not None and start <= end + timedelta(days=7):
            end = max(end, stop)
            continue
        if first is not None:
            yield first, end
        first, end = start, stop
    if first is not None:
        yield first, end


def _path(one: LoadedDeployment) -> tuple[DeploymentState, ...]:
    """The states from the one in which it is stored to its own."""
    if one.state in (_D.PROPOSED, _D.COMMITTED):
        return (one.state,)
    if one.state is _D.CANCELLED:
        return (_D.PROPOSED, _D.CANCELLED)
    begins = (_D.COMMITTED, _D.CONFIRMED) if one.overrun else (_D.CONFIRMED,)
    if one.state is _D.CONFIRMED:
        return begins
    early = (_D.RUNNING, _D.ENDED_EARLY) if one.actual_end is not None else (_D.RUNNING,)
    if one.state in (_D.RUNNING, _D.ENDED_EARLY):
        return (*begins, *early)
    if one.state is _D.EXTENSION_ASKED:
        return (*begins, _D.RUNNING, _D.EXTENSION_ASKED)
    after = _TAIL[: _TAIL.index(one.state) + 1] if one.state in _TAIL else ()
    return (*begins, *early, _D.ENDED, *after)


def _deployment(one: LoadedDeployment, seat: SeatDraft) -> dict[str, Any]:
    return {
        "member_id": one.member_id,
        "state": str(_path(one)[0]),
        "first_day": one.period.first,
        "end_day": one.period.end,
        "actual_end": one.actual_end,
        "asked_end": one.asked_end,
        "effort_bp": seat.effort_bp,
        "weekdays": mask_of(seat.days),
        "mode": str(seat.mode),
        "remote_days": seat.remote_days,
        "reason": one.reason,
        "confirmed_at": one.confirmed_at,
        "confirmed_by": one.confirmed_by,
    }


def _load_overruns(session: Session, known: Sequence[tuple[int, LoadedDeployment]]) -> None:
    full_day = full_day_of(session)
    rows = (
        {
            "deployment_id": id_,
            "member_id": one.member_id,
            "first_day": one.period.first,
            "end_day": one.period.end,
            "amount": one.overrun.amount_bp * full_day,
            "reason": one.overrun.reason,
            "login": one.overrun.login,
            "at": one.overrun.at,
        }
        for id_, one in known
        if one.overrun is not None
    )
    insert_rows(session, Overrun, rows)


def _take_steps(session: Session, known: Sequence[tuple[int, LoadedDeployment]]) -> None:
    """Take all deployments that are equally far from the state they are stored in a step further."""
    table = table_of(Deployment)
    for depth in range(1, max((len(_path(one)) for _, one in known), default=1)):
        moved: dict[DeploymentState, list[int]] = defaultdict(list)
        for id_, one in known:
            path = _path(one)
            if len(path) > depth:
                moved[path[depth]].append(id_)
        for state, ids in sorted(moved.items()):
            session.execute(update(table).where(table.c.id.in_(ids)).values(state=str(state)))


def _entry(deployment_id: int, one: LoadedDeployment, entry: LoadedEntry) -> dict[str, Any]:
    return {
        "deployment_id": deployment_id,
        "day": entry.day,
        "kind": None if entry.kind is None else str(entry.kind),
        "quantity": parts(entry.quantity),
        "rate": parts(entry.rate),
        "evidence": entry.evidence,
        "note": entry.note,
        "recorded_by": one.confirmed_by,
    }


def _evaluation(deployment_id: int, one: LoadedEvaluation) -> dict[str, Any]:
    return {
        "deployment_id": deployment_id,
        "side": str(one.side),
        "scores": json.dumps(dict(one.scores)),
        "comment": one.comment,
        "again": one.again,
        "login": one.login,
        "at": one.at,
    }


def _events(
    pairs: Pairs, places: Mapping[tuple[int, int], int], proposals: Mapping[int, str]
) -> Iterator[dict[str, Any]]:
    made = [
        (
            one.proposal.made_at,
            request,
            one,
            LoadedEvent(
                one.proposal.made_at,
                one.proposal.made_by,
                "proposal",
                detail={"proposal": proposals[request]},
            ),
        )
        for request, one in pairs
        if one.proposal is not None
    ]
    told = [(one.at, request, all_, one) for request, all_ in pairs for one in all_.events]
    for at, request, all_, one in sorted([*made, *told], key=lambda each: each[:2]):
        yield {
            "request_id": request,
            "deployment_id": None if one.of is None else places[request, one.of],
            "member_id": None if one.of is None else all_.deployments[one.of].member_id,
            "at": at,
            "login": one.login,
            "kind": one.kind,
            "detail": json.dumps(one.detail, ensure_ascii=False, default=str) if one.detail else "",
        }
