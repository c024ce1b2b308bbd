"""Papers of flying teams from stored rows: proposal, cost commitment, deployment order, welcome sheet."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from typing import Any, Final

from agence_desktop.actions.printing import deployments_texts as texts
from agence_desktop.actions.printing.common import Printed, record_print
from agence_desktop.core.calendars import week_start
from agence_desktop.core.clock import QUEBEC, to_wall
from agence_desktop.core.errors import RefusedError
from agence_desktop.core.roles import Actor, Role, require
from agence_desktop.directory.queries import observed_holidays
from agence_desktop.documents.deployments.rows import (
    Agreed,
    CommitmentPaper,
    CommittedSeat,
    DayMark,
    Mandate,
    OrderPaper,
    Rhythm,
    Signing,
    TaskLine,
    TimetableLine,
    WeekPlan,
    WelcomePaper,
)
from agence_desktop.documents.rows import Contact, PrintStamp
from agence_desktop.storage.context import now
from agence_desktop.storage.work import Database, Session
from agence_desktop.teams.commitments import changes
from agence_desktop.teams.files import CommitmentRow, DeploymentFile, RequestFile
from agence_desktop.teams.periods import Days
from agence_desktop.teams.problem import Mode
from agence_desktop.teams.queries.files import deployment_file, request_file
from agence_desktop.teams.rows import CommitmentState, CostLine, ExpenseKind

PRINTERS: Final = (Role.CLERK, Role.MANAGER, Role.CLIENT, Role.MEMBER, Role.ADMINISTRATOR)
_HOUR: Final = time(8, 30)
_WEEK: Final = 5


def print_order(database: Database, actor: Actor, deployment_id: int) -> Printed:
    """The deployment order; recorded. RefusedError ``unknown_deployment``, RightMissingError."""
    from agence_desktop.documents.deployments.order import order_pdf, order_title

    def make(session: Session) -> OrderPaper:
        file, stamp = _deployment(session, actor, deployment_id)
        return order_paper(file, stamp, observed_holidays(session))

    return _print(database, "ordre", make, order_title, order_pdf, _mandate_subject)


def print_welcome(database: Database, actor: Actor, deployment_id: int) -> Printed:
    """The welcome sheet; recorded. RefusedError ``unknown_deployment``, RightMissingError."""
    from agence_desktop.documents.deployments.welcome import welcome_pdf, welcome_title

    def make(session: Session) -> WelcomePaper:
        return welcome_paper(*_deployment(session, actor, deployment_id))

    return _print(database, "accueil", make, welcome_title, welcome_pdf, _mandate_subject)


def print_commitment(database: Database, actor: Actor, request_id: int) -> Printed:
    """The newest version of the cost commitment of a request; recorded. RefusedError, RightMissingError."""
    from agence_desktop.documents.deployments.commitment import commitment_pdf, commitment_title

    def make(session: Session) -> CommitmentPaper:
        today = to_wall(now(session), QUEBEC).date()
        file = request_file(session, request_id, today)
        if file is None:
            raise RefusedError("unknown_request", texts.UNKNOWN_REQUEST)
        _require(actor, file.draft.client_id)
        if not file.commitments:
            raise RefusedError("unknown_commitment", texts.NO_COMMITMENT)
        return commitment_paper(file, _stamp(session, actor))

    return _print(database, "engagement", make, commitment_title, commitment_pdf, lambda paper: paper.number)


def order_paper(file: DeploymentFile, stamp: PrintStamp, holidays: frozenset[date]) -> OrderPaper:
    """The rows of the order."""
    told, draft = file.welcome, file.draft
    signed = next((one for one in file.commitments if one.state is CommitmentState.SIGNED), None)
    first = file.served[0] if file.served else file.bar.period.first
    return OrderPaper(
        mandate=_mandate(file),
        stamp=stamp,
        confirmed_on=to_wall(file.confirmed_at, QUEBEC).date() if file.confirmed_at else None,
        arrival=datetime.combine(first, _time(told.get("arrival")) or _HOUR),
        arrival_note=str(told.get("arrival_note", "")),
        welcome=_welcome(told, file),
        hindrance=Contact(texts.TEAM_ROLE, file.team, file.home_phone),
        manager=str(told.get("manager", "")),
        tasks=tuple(TaskLine(line) for line in (draft.tasks if draft else "").splitlines() if line.strip()),
        to_read=str(told.get("to_read", "")),
        never=str(told.get("never", "")),
        weeks=weeks_of(file, holidays),
        hours=_hours(told.get("hours")),
        first_day=_timetable(told),
        access=str(told.get("access", "")),
        agreed=_agreed(signed, file.member.name),
        signings=(
            Signing(file.confirmed_by or texts.TEAM_MANAGER, texts.TEAM_ROLE, file.confirmed_at),
            Signing(
                signed.signed_name if signed else "",
                file.client_name,
                paper_on=signed.paper_on if signed else None,
            ),
            Signing(file.member.name),
        ),
    )


def welcome_paper(file: DeploymentFile, stamp: PrintStamp) -> WelcomePaper:
    """The rows of the welcome sheet."""
    told = file.welcome
    first = file.served[0] if file.served else file.bar.period.first
    draft = file.draft
    contacts = (
        [Contact(texts.CLIENT_ROLE, draft.contact, draft.contact_phone, draft.contact_email)] if draft else []
    )
    return WelcomePaper(
        mandate=_mandate(file),
        stamp=stamp,
        arrival=datetime.combine(first, _time(told.get("arrival")) or _HOUR),
        welcome=_welcome(told, file),
        contacts=tuple(one for one in contacts if one.person or one.phone),
        address=file.address,
        way_in=tuple(told.get("way_in", ())),
        first_day=_timetable(told),
        to_prepare=tuple((str(what), bool(ready)) for what, ready in told.get("to_prepare", ())),
        accesses=tuple((str(what), str(how)) for what, how in told.get("accesses", ())),
        to_bring=tuple(told.get("to_bring", ())),
        to_know=tuple(told.get("to_know", ())),
    )


def commitment_paper(file: RequestFile, stamp: PrintStamp) -> CommitmentPaper:
    """The rows of the newest version, beside the one that binds."""
    newest, draft = file.commitments[-1], file.draft
    former = next(
        (one for one in reversed(file.commitments[:-1]) if one.state is not CommitmentState.DRAFT), None
    )
    lines = _lines(newest)
    names = {seat.number: [file.members.get(bar.member_id, "") for bar in seat.bars] for seat in file.seats}
    return CommitmentPaper(
        number=file.card.number,
        version=newest.number,
        stamp=stamp,
        written_on=to_wall(newest.made_at, QUEBEC).date(),
        client=file.card.client,
        lender="",
        seats=tuple(
            CommittedSeat(
                seat=number,
                need=file.card.description or file.card.family,
                rhythm=Rhythm(one.period, one.effort_bp, one.days, one.mode, one.remote_days),
                member=next(iter(names.get(number, [])), ""),
            )
            for number, one in enumerate(draft.seats, 1)
        ),
        lines=lines,
        ceiling=newest.ceiling,
        contact=Contact(texts.CLIENT_ROLE, draft.contact, draft.contact_phone, draft.contact_email),
        unit=draft.unit,
        place=file.card.place,
        description=draft.description,
        reason=newest.reason,
        changes=tuple(changes(_lines(former), lines)) if former is not None else (),
        former_ceiling=former.ceiling if former is not None else None,
        signings=(Signing(newest.signed_name, file.card.client, newest.signed_at, newest.paper_on),),
    )


def weeks_of(file: DeploymentFile, holidays: frozenset[date]) -> tuple[WeekPlan, ...]:
    """Each week of the mandate; of a hybrid the last days of the week are remote."""
    served = sorted(file.served)
    by_week: dict[date, list[date]] = {}
    for day in served:
        by_week.setdefault(week_start(day), []).append(day)
    plans = []
    for monday, days in by_week.items():
        remote = set(days[len(days) - file.remote_days :]) if file.remote_days else set()
        if file.bar.mode is Mode.REMOTE:
            remote = set(days)
        marks = [_mark(monday + timedelta(days=number), days, remote, holidays) for number in range(_WEEK)]
        first, second, third, fourth, fifth = marks
        plans.append(WeekPlan(monday, (first, second, third, fourth, fifth)))
    return tuple(plans)


def _mark(day: date, days: Sequence[date], remote: set[date], holidays: frozenset[date]) -> DayMark:
    if day in holidays:
        return DayMark.HOLIDAY
    if day not in days:
        return DayMark.OFF
    return DayMark.REMOTE if day in remote else DayMark.ON_SITE


def _deployment(session: Session, actor: Actor, deployment_id: int) -> tuple[DeploymentFile, PrintStamp]:
    today = to_wall(now(session), QUEBEC).date()
    file = deployment_file(session, deployment_id, today)
    if file is None:
        raise RefusedError("unknown_deployment", texts.UNKNOWN_DEPLOYMENT)
    _require(actor, file.draft.client_id if file.draft is not None else None)
    return file, _stamp(session, actor)


def _require(actor: Actor, client_id: int | None) -> None:
    """Those who lend or receive members may print what concerns them."""
    if not any(actor.holds(role) for role in (Role.MANAGER, Role.MEMBER, Role.ADMINISTRATOR)):
        require(actor, PRINTERS, client_id, texts.PRINT)


def _stamp(session: Session, actor: Actor) -> PrintStamp:
    return PrintStamp(now(session), actor.name or actor.login, texts.DIFFUSION)


def _mandate(file: DeploymentFile) -> Mandate:
    bar, draft = file.bar, file.draft
    rhythm = Rhythm(_closed(bar.period), bar.effort_bp, bar.days, bar.mode, file.remote_days)
    return Mandate(
        number=bar.number,
        seat=bar.seat or 1,
        seats=len(draft.seats) if draft is not None else 1,
        member=file.member.name,
        team=file.team,
        client=file.client_name or bar.client,
        rhythm=rhythm,
        unit=draft.unit if draft is not None else "",
        place=file.place,
        home=file.home,
        phone=file.member.phone,
        assignment=texts.assignment(draft.position) if draft is not None and draft.position else "",
    )


def _closed(period: Days) -> Days:
    return period if period.end is not None else Days(period.first, period.first + timedelta(days=1))


def _welcome(told: Mapping[str, Any], file: DeploymentFile) -> Contact:
    given = told.get("welcome") or {}
    if given:
        return Contact(str(given.get("role", "")), str(given.get("person", "")), str(given.get("phone", "")))
    draft = file.draft
    if draft is None:
        return Contact(texts.CLIENT_ROLE)
    return Contact(texts.CLIENT_ROLE, draft.contact, draft.contact_phone, draft.contact_email)


def _timetable(told: Mapping[str, Any]) -> tuple[TimetableLine, ...]:
    return tuple(
        TimetableLine(str(activity), _time(at), str(who)) for at, activity, who in told.get("first_day", ())
    )


def _time(given: Any) -> time | None:
    return time.fromisoformat(given) if given else None


def _hours(given: Any) -> tuple[time, time] | None:
    if not given:
        return None
    first, last = given
    return time.fromisoformat(first), time.fromisoformat(last)


def _agreed(signed: CommitmentRow | None, member: str) -> Agreed | None:
    if signed is None:
        return None
    lines = _lines(signed)
    own = tuple(line for line in lines if line.whose in ("", member))
    at = signed.paper_on or (to_wall(signed.signed_at, QUEBEC).date() if signed.signed_at else None)
    return Agreed(own or lines, at)


def _lines(row: CommitmentRow) -> tuple[CostLine, ...]:
    return tuple(
        CostLine(
            one["label"],
            Decimal(one["quantity"]),
            one["unit"],
            Decimal(one["rate"]),
            Decimal(one["amount"]),
            None if one.get("kind") is None else ExpenseKind(one["kind"]),
            one.get("whose", ""),
        )
        for one in row.lines
    )


def _mandate_subject(paper: OrderPaper | WelcomePaper) -> str:
    return f"{paper.mandate.number}/{paper.mandate.seat}"


def _print(
    database: Database,
    kind: str,
    make: Callable[[Session], Any],
    title: Callable[[Any], str],
    draw: Callable[[Any], bytes],
    subject: Callable[[Any], str],
) -> Printed:
    paper = database.read(make)
    pdf, named = draw(paper), subject(paper)
    record_print(database, kind, named, paper.stamp.instant)
    return Printed(f"{kind}-{named.replace('/', '-')}.pdf", title(paper), pdf)
