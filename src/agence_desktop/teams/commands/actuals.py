"""Days really worked and expenses of a deployment: a whole sheet is saved at once, or nothing of it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from datetime import date, timedelta
from decimal import Decimal
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from agence_desktop.core.errors import RefusedError, RightMissingError
from agence_desktop.core.roles import Role, require
from agence_desktop.directory.model import Person
from agence_desktop.teams import cost_sentences as sentences
from agence_desktop.teams.actuals import EntryChange, EntryDraft
from agence_desktop.teams.commands import following_texts, texts
from agence_desktop.teams.commands.desk import (
    Desk,
    Done,
    act_once,
    current,
    deployment_of,
    lender_of,
    record_event,
    record_of,
    tell,
    today,
)
from agence_desktop.teams.commands.ledger import open_days
from agence_desktop.teams.estimating import FULL_BP
from agence_desktop.teams.model import ActualEntry, Deployment, TeamMember
from agence_desktop.teams.periods import Days
from agence_desktop.teams.rows import FIRM, DeploymentState
from agence_desktop.teams.statements import Entry, check_entry

_TEN_THOUSAND = 10_000
_UNKNOWN = ("unknown_entry", texts.UNKNOWN_ENTRY)
_CLOSED = frozenset({DeploymentState.CLOSED})


def may_record(session: Session, desk: Desk, member_id: int) -> bool:
    """Whether the actor notes the days of a member: the member, clerks and managers who lend them."""
    lender = lender_of(session, member_id)
    own = desk.actor.person_id is not None and desk.actor.person_id == _person_of(session, member_id)[0]
    return own or desk.manages(lender) or desk.actor.may(Role.CLERK, lender)


def record_entries(
    session: Session,
    desk: Desk,
    deployment_id: int,
    changes: Sequence[EntryChange],
    key: UUID | None = None,
) -> Done:
    """Add, change and withdraw entries of one deployment, all or none.

    Raises what ``check_entry`` raises, RefusedError ``not_firm``, ``mandate_closed``, ``too_fine``,
    ``day_recorded`` or ``unknown_entry``, StaleError, RightMissingError.
    """

    def act(inner: Session) -> Done:
        row = deployment_of(inner, deployment_id)
        if not may_record(inner, desk, row.member_id):
            roles = (Role.MEMBER, Role.CLERK, Role.MANAGER)
            require(desk.actor, roles, lender_of(inner, row.member_id), texts.RECORD_ACTUAL)
            raise RightMissingError("right_missing", texts.RECORD_ACTUAL)
        state = current(inner, row)
        if state not in FIRM:
            raise RefusedError("not_firm", following_texts.NOT_FIRM)
        if state in _CLOSED:
            raise RefusedError("mandate_closed", following_texts.MANDATE_CLOSED)
        _lock(inner, row.member_id, changes)
        # Withdrawn first: a day may go and come back in one sheet.
        for change in sorted(changes, key=lambda one: one.draft is not None):
            _apply(inner, desk, row, change)
        inner.flush()
        _check_days(inner, row, changes)
        record_event(inner, desk, "actuals", of=row, detail={"lines": len(changes)})
        return Done((row.id,), tell(inner, (row.request_id,)))

    told = [
        [one.id, one.version, None if one.draft is None else [str(part) for part in _parts(one.draft)]]
        for one in changes
    ]
    return act_once(session, key, {"actuals": told, "deployment": deployment_id}, act)


def _parts(draft: EntryDraft) -> tuple[object, ...]:
    return (draft.day, draft.kind, draft.quantity, draft.rate, draft.evidence, draft.note)


def _lock(session: Session, member_id: int, changes: Sequence[EntryChange]) -> None:
    """Two sheets of one member are saved one after the other: a day adds up to one day over all mandates."""
    days = [one.draft.day for one in changes if one.draft is not None]
    if days:
        open_days(session, (member_id,), min(days), min(days) + timedelta(days=1))


def _apply(session: Session, desk: Desk, row: Deployment, change: EntryChange) -> None:
    entry: ActualEntry | None = None
    if change.id is not None:
        entry = record_of(session, ActualEntry, change.id, change.version, _UNKNOWN)
        if entry.deployment_id != row.id:
            raise RefusedError(*_UNKNOWN)
    draft = change.draft
    if draft is None:
        if entry is not None:
            entry.withdrawn, entry.recorded_by = True, desk.actor.login
            session.flush()
        return
    if entry is not None and entry.kind != (None if draft.kind is None else str(draft.kind)):
        # What an entry is never changes: the old one is withdrawn, another is written.
        entry.withdrawn, entry.recorded_by = True, desk.actor.login
        session.flush()
        entry = None
    _check(session, row, draft)
    if entry is None:
        entry = ActualEntry(deployment_id=row.id, kind=None if draft.kind is None else str(draft.kind))
        session.add(entry)
    entry.day, entry.quantity = draft.day, _whole(draft.quantity)
    entry.rate = None if draft.rate is None else _whole(draft.rate)
    entry.evidence, entry.note = draft.evidence.strip(), draft.note.strip()
    entry.withdrawn, entry.recorded_by = False, desk.actor.login


def _check(session: Session, row: Deployment, draft: EntryDraft) -> None:
    name = _person_of(session, row.member_id)[1]
    entry = Entry(
        0,
        "",
        name,
        draft.day,
        draft.kind,
        draft.quantity,
        draft.rate or Decimal(0),
        draft.evidence,
        note=draft.note,
    )
    check_entry(entry, _mandate(row), today(session))


def _mandate(row: Deployment) -> Days:
    end = row.actual_end if row.actual_end is not None and row.actual_end > row.first_day else row.end_day
    return Days(row.first_day, end)


def _check_days(session: Session, row: Deployment, changes: Sequence[EntryChange]) -> None:
    """RefusedError ``day_recorded`` or ``more_than_a_day`` where the days noted do not add up."""
    days = sorted({one.draft.day for one in changes if one.draft is not None and one.draft.kind is None})
    query = (
        select(ActualEntry.deployment_id, ActualEntry.day, ActualEntry.quantity)
        .join(Deployment, Deployment.id == ActualEntry.deployment_id)
        .where(
            Deployment.member_id == row.member_id,
            ActualEntry.kind.is_(None),
            ActualEntry.withdrawn.is_(False),
            ActualEntry.day.in_(days),
        )
    )
    sums: dict[date, int] = defaultdict(int)
    for _deployment, day, quantity in session.execute(query).tuples():
        sums[day] += quantity
    name = _person_of(session, row.member_id)[1]
    for day in days:
        if sums[day] > FULL_BP:
            raise RefusedError("more_than_a_day", sentences.day_twice(name, day, sums[day]))


def _whole(number: Decimal) -> int:
    """Ten-thousandths; RefusedError ``too_fine``."""
    exact = number * _TEN_THOUSAND
    if exact != int(exact):
        raise RefusedError("too_fine", texts.TOO_FINE)
    return int(exact)


def _person_of(session: Session, member_id: int) -> tuple[int, str]:
    query = (
        select(Person.id, Person.first_name, Person.last_name)
        .join(TeamMember, TeamMember.person_id == Person.id)
        .where(TeamMember.id == member_id)
    )
    number, first, last = session.execute(query).tuples().one()
    return number, f"{first} {last}".strip()
