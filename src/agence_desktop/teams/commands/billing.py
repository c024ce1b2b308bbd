"""What a mandate really took: days and expenses noted, changed or withdrawn, and the statements issued."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from datetime import date
from decimal import Decimal
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from agence_desktop.core.errors import RefusedError
from agence_desktop.core.roles import Role, require
from agence_desktop.storage.context import now
from agence_desktop.storage.numbering import take_number
from agence_desktop.teams.commands import texts
from agence_desktop.teams.commands.confirming import name_of
from agence_desktop.teams.commands.desk import (
    Desk,
    Done,
    act_once,
    current,
    deployment_of,
    lender_of,
    record_event,
    record_of,
    step_deployment,
    tell,
    today,
)
from agence_desktop.teams.model import (
    ActualEntry,
    Deployment,
    StatedEntry,
    Statement,
    Team,
    TeamMember,
    TeamRequest,
)
from agence_desktop.teams.periods import Days
from agence_desktop.teams.queries.billing import entries_of, line_json, stated_of
from agence_desktop.teams.rows import DeploymentState, ExpenseKind, StatementState
from agence_desktop.teams.statements import Entry, check_entry, check_not_empty, state
from agence_desktop.teams.statements import Statement as Stating

NUMBER_KIND = "RV"
_TEN_THOUSAND = 10_000
_UNKNOWN = ("unknown_entry", texts.UNKNOWN_ENTRY)


@dataclass(frozen=True, slots=True)
class EntryDraft:
    """A day worked (``kind`` None, quantity in full days) or an expense.

    ``rate`` None takes that of its day; OTHER has quantity 1 and its amount as rate.
    """

    deployment_id: int
    day: date
    quantity: Decimal
    kind: ExpenseKind | None = None
    rate: Decimal | None = None
    evidence: str = ""
    note: str = ""


def record_entry(
    session: Session,
    desk: Desk,
    draft: EntryDraft,
    entry_id: int | None = None,
    version: int = 0,
    key: UUID | None = None,
) -> Done:
    """Note a day or an expense, or change the one read at ``version``; members note their own.

    What an issued statement took stays there: the next one corrects it. Raises RefusedError as
    ``check_entry``, ``day_recorded`` or ``too_fine``, StaleError, RightMissingError.
    """

    def act(inner: Session) -> Done:
        place = deployment_of(inner, draft.deployment_id)
        _require(inner, desk, place)
        row = None if entry_id is None else record_of(inner, ActualEntry, entry_id, version, _UNKNOWN)
        _check(inner, draft, place, entry_id)
        if row is None:
            row = ActualEntry(deployment_id=place.id, kind=draft.kind and str(draft.kind))
            inner.add(row)
        row.day, row.evidence, row.note = draft.day, draft.evidence.strip(), draft.note.strip()
        row.quantity = _fine(draft.quantity)
        row.rate = None if draft.rate is None else _fine(draft.rate)
        row.withdrawn, row.recorded_by = False, desk.actor.login
        inner.flush()
        return Done((row.id,), tell(inner, (place.request_id,)))

    content = {"entry": asdict(draft), "id": entry_id, "version": version}
    return act_once(session, key, content, act)


def withdraw_entry(
    session: Session, desk: Desk, entry_id: int, version: int, key: UUID | None = None
) -> Done:
    """Take a day or an expense back; one that was stated is given back by the next statement."""

    def act(inner: Session) -> Done:
        row = record_of(inner, ActualEntry, entry_id, version, _UNKNOWN)
        place = deployment_of(inner, row.deployment_id)
        _require(inner, desk, place)
        row.withdrawn = True
        inner.flush()
        return Done((row.id,), tell(inner, (place.request_id,)))

    return act_once(session, key, {"withdraw": entry_id, "version": version}, act)


def _require(session: Session, desk: Desk, place: Deployment) -> None:
    person = session.scalars(select(TeamMember.person_id).where(TeamMember.id == place.member_id)).one()
    own = person == desk.actor.person_id and desk.actor.holds(Role.MEMBER)
    lender = lender_of(session, place.member_id)
    if not own and not desk.manages(lender):
        require(desk.actor, (Role.CLERK, Role.MANAGER), lender, texts.RECORD_ACTUAL)


def _check(session: Session, draft: EntryDraft, place: Deployment, but: int | None) -> None:
    same_day = (
        select(func.coalesce(func.sum(ActualEntry.quantity), 0))
        .join(Deployment, Deployment.id == ActualEntry.deployment_id)
        .where(
            Deployment.member_id == place.member_id,
            ActualEntry.day == draft.day,
            ActualEntry.kind.is_(None),
            ActualEntry.withdrawn.is_(False),
            ActualEntry.id != (but or 0),
        )
    )
    entry = Entry(
        id=but or 0,
        request="",
        member=name_of(session, place.member_id),
        day=draft.day,
        kind=draft.kind,
        quantity=draft.quantity,
        rate=draft.rate or Decimal(0),
        evidence=draft.evidence,
        note=draft.note,
    )
    mandate = Days(place.first_day, max(place.actual_end or place.end_day, _next(place.first_day)))
    check_entry(entry, mandate, today(session), int(session.scalars(same_day).one()))


def _next(day: date) -> date:
    return date.fromordinal(day.toordinal() + 1)


def _fine(value: Decimal) -> int:
    """A quantity or a rate in ten-thousandths; RefusedError ``too_fine``."""
    found = value * _TEN_THOUSAND
    if found != found.to_integral_value():
        raise RefusedError("too_fine", texts.TOO_FINE)
    return int(found)


def preview_statement(session: Session, lender_id: int, client_id: int, period: Days) -> Stating:
    """The statement of a client and period as it would be issued now; RefusedError ``rate_missing``."""
    return _state(session, "", lender_id, client_id, period)


def _state(session: Session, number: str, lender_id: int, client_id: int, period: Days) -> Stating:
    end = period.end or date.max
    entries = entries_of(session, lender_id, client_id, end)
    return state(number, period, entries, stated_of(session, lender_id, client_id))


def issue_statement(
    session: Session, desk: Desk, lender_id: int, client_id: int, period: Days, key: UUID | None = None
) -> Done:
    """Issue the statement of a client and period under the next number; it never changes afterwards.

    Evaluated mandates that are wholly stated are « relevé produit ». Raises RefusedError
    ``nothing_to_state``, ``rate_missing`` or ``bad_period``, RightMissingError.
    """

    def act(inner: Session) -> Done:
        require(desk.actor, (Role.CLERK, Role.MANAGER, Role.ADMINISTRATOR), lender_id, texts.ISSUE_STATEMENT)
        if period.end is None:
            raise RefusedError("bad_period", texts.BAD_PERIOD)
        # Two statements at once for one client would state the same entries.
        deployments = _deployments(inner, lender_id, client_id)
        check_not_empty(_state(inner, "", lender_id, client_id, period))
        year = today(inner).year
        number = f"{NUMBER_KIND}-{year}-{take_number(inner, NUMBER_KIND, year):04d}"
        found = _state(inner, number, lender_id, client_id, period)
        row = Statement(
            state=str(StatementState.DRAFT),
            lender_id=lender_id,
            client_id=client_id,
            first_day=period.first,
            end_day=period.end,
            lines=json.dumps([line_json(line) for line in found.lines], ensure_ascii=False),
            total=found.total,
            made_at=now(inner),
            made_by=desk.actor.login,
        )
        inner.add(row)
        inner.flush()
        inner.add_all(
            StatedEntry(
                statement_id=row.id,
                entry_id=one.entry,
                quantity=int(one.quantity * _TEN_THOUSAND),
                rate=int(one.rate * _TEN_THOUSAND),
            )
            for one in found.taken
        )
        inner.flush()
        row.number, row.state = number, str(StatementState.ISSUED)
        row.issued_at, row.issued_by = now(inner), desk.actor.login
        inner.flush()
        requests = _settle(inner, desk, deployments, period, number)
        return Done((row.id,), tell(inner, requests), number)

    content = {"statement": [lender_id, client_id, str(period.first), str(period.end)]}
    return act_once(session, key, content, act)


def _deployments(session: Session, lender_id: int, client_id: int) -> list[Deployment]:
    """The deployments of a lender at a client, locked in order."""
    query = (
        select(Deployment.id)
        .join(TeamRequest, TeamRequest.id == Deployment.request_id)
        .join(TeamMember, TeamMember.id == Deployment.member_id)
        .join(Team, Team.id == TeamMember.team_id)
        .where(TeamRequest.client_id == client_id, Team.organisation_id == lender_id)
    )
    ids = session.scalars(query.order_by(Deployment.id)).all()
    return [deployment_of(session, one) for one in ids]


def _settle(
    session: Session, desk: Desk, deployments: list[Deployment], period: Days, number: str
) -> list[int | None]:
    """Evaluated mandates that ended within the period are « relevé produit »; the requests concerned."""
    touched: list[int | None] = []
    for row in deployments:
        over = period.end is not None and (row.actual_end or row.end_day) <= period.end
        if over and DeploymentState(row.state) is DeploymentState.EVALUATED:
            step_deployment(session, desk, row, DeploymentState.STATED)
            record_event(session, desk, "stated", of=row, detail={"statement": number})
        touched.append(row.request_id)
    session.flush()
    return touched


def close_deployment(
    session: Session, desk: Desk, deployment_id: int, version: int, key: UUID | None = None
) -> Done:
    """Close a mandate whose statement is issued; RefusedError ``deployment_step``, StaleError."""

    def act(inner: Session) -> Done:
        row = deployment_of(inner, deployment_id, version)
        current(inner, row)
        step_deployment(inner, desk, row, DeploymentState.CLOSED)
        inner.flush()
        record_event(inner, desk, "closed", of=row)
        return Done((row.id,), tell(inner, (row.request_id,)))

    return act_once(session, key, {"close": deployment_id, "version": version}, act)
