"""The rows of papers about one mandate: order, welcome sheet, extension, end notice, evaluation."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from typing import Any, Final

from agence_desktop.actions.printing import deployments_texts as texts
from agence_desktop.core.calendars import add_working_days, week_start
from agence_desktop.core.clock import QUEBEC, to_wall
from agence_desktop.documents.deployments.rows import (
    Agreed,
    Criterion,
    DayMark,
    EndPaper,
    EvaluationPaper,
    ExtensionPaper,
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
from agence_desktop.teams.commands.committing import line_of_json
from agence_desktop.teams.estimating import Placement, supposed_site_days
from agence_desktop.teams.evaluating import CRITERIA
from agence_desktop.teams.files import CommitmentRow, DeploymentFile, PersonCard
from agence_desktop.teams.periods import Days
from agence_desktop.teams.queries.papers import Ends, Parties
from agence_desktop.teams.rates import Payee
from agence_desktop.teams.rows import CommitmentState, CostLine, Side

_OPENS: Final = time(8, 30)
_WEEK: Final = 5
_DAYS_TO_EVALUATE: Final = 10
_DAYS_TO_ANSWER: Final = 5
_TASK_PARTS: Final = 3


@dataclass(frozen=True, slots=True)
class About:
    """A deployment with what its papers say beside: parties, where it leads, holidays, today."""

    file: DeploymentFile
    parties: Parties
    ends: Ends
    observed: frozenset[date]
    today: date

    @property
    def signed(self) -> CommitmentRow | None:
        """The commitment that binds."""
        return next((one for one in self.file.commitments if one.state is CommitmentState.SIGNED), None)

    @property
    def hindrance(self) -> Contact:
        """Whom to call about the mandate: who answers for the team."""
        return contact_of(self.parties.manager)

    @property
    def last(self) -> date:
        """The last day of the mandate."""
        period = self.file.bar.period
        return period.last or period.first

    def mandate(self) -> Mandate:
        """The mandate as every paper names it."""
        file, bar, draft = self.file, self.file.bar, self.file.draft
        period = bar.period if bar.period.end is not None else Days(bar.period.first, self.last)
        return Mandate(
            number=bar.number,
            seat=bar.seat or 1,
            seats=len(draft.seats) if draft is not None else 1,
            member=file.member.name,
            team=file.team,
            client=file.client_name or bar.client,
            rhythm=Rhythm(period, bar.effort_bp, bar.days, bar.mode, file.remote_days),
            unit=draft.unit if draft is not None else "",
            place=file.place,
            town=self.ends.place,
            home=file.home,
            home_town=self.ends.home,
            phone=file.member.phone,
            assignment=texts.assignment(draft.position, draft.description) if draft is not None else "",
        )

    def signings(self) -> tuple[Signing, Signing, Signing]:
        """Who confirmed, the client, the member."""
        file, signed = self.file, self.signed
        manager = self.parties.names.get(file.confirmed_by, "") or self.parties.manager.name
        at = wall(signed.signed_at) if signed is not None and signed.signed_at is not None else None
        paper = signed.paper_on if signed is not None else None
        name = signed.signed_name if signed is not None else ""
        return (
            Signing(manager, texts.TEAM_ROLE, wall(file.confirmed_at) if file.confirmed_at else None),
            Signing(name, file.client_name, None if paper else at, paper),
            Signing(file.member.name),
        )

    def placement(self) -> Placement:
        """Who serves which days, as costs see it."""
        bar, member = self.file.bar, self.file.member
        return Placement(
            Payee(member.name, self.file.key, member.job_class),
            tuple(sorted(self.file.served)),
            bar.effort_bp,
            bar.mode,
            self.file.remote_days,
            self.ends.km,
        )


def order_paper(about: About, stamp: PrintStamp) -> OrderPaper:
    """The rows of the order."""
    file, told = about.file, about.file.welcome
    confirmed = file.confirmed_at
    return OrderPaper(
        mandate=about.mandate(),
        stamp=stamp,
        confirmed_on=wall(confirmed).date() if confirmed is not None else None,
        arrival=_arrival(about),
        arrival_note=str(told.get("arrival_note", "")),
        welcome=_welcome(about),
        hindrance=about.hindrance,
        manager=str(told.get("manager", "")),
        tasks=_tasks(file),
        to_read=str(told.get("to_read", "")),
        never=str(told.get("never", "")),
        weeks=weeks_of(about),
        hours=_hours(told.get("hours")),
        first_day=_timetable(told),
        access=str(told.get("access", "")),
        agreed=_agreed(about),
        signings=about.signings(),
    )


def welcome_paper(about: About, stamp: PrintStamp) -> WelcomePaper:
    """The rows of the welcome sheet."""
    file, told, draft = about.file, about.file.welcome, about.file.draft
    client = Contact(texts.CLIENT_ROLE)
    if draft is not None:
        client = Contact(texts.CLIENT_ROLE, draft.contact, draft.contact_phone, draft.contact_email)
    welcome = _welcome(about)
    contacts = [one for one in (client, about.hindrance) if one.person and one.person != welcome.person]
    address = ", ".join(dict.fromkeys(one for one in (file.address, about.ends.place) if one))
    return WelcomePaper(
        mandate=about.mandate(),
        stamp=stamp,
        arrival=_arrival(about),
        welcome=welcome,
        contacts=tuple(contacts),
        address=address,
        way_in=tuple(map(str, told.get("way_in", ()))),
        first_day=_timetable(told),
        to_prepare=tuple((str(what), bool(ready)) for what, ready in told.get("to_prepare", ())),
        accesses=_accesses(told),
        to_bring=tuple(map(str, told.get("to_bring", ()))),
        to_know=tuple(map(str, told.get("to_know", ()))),
    )


def extension_paper(
    about: About, stamp: PrintStamp, lines: Sequence[CostLine], spent: Decimal, free: Sequence[str]
) -> ExtensionPaper:
    """The rows of an extension that is asked for; ``lines`` are what it would cost."""
    file, signed = about.file, about.signed
    asked = next((one for one in reversed(file.history) if one.kind == "extension_asked"), None)
    day = wall(asked.at).date() if asked is not None else about.today
    end = file.asked_end or file.bar.period.end or about.last
    return ExtensionPaper(
        mandate=about.mandate(),
        stamp=stamp,
        asked_on=day,
        asked_by=about.parties.names.get(asked.login, asked.login) if asked is not None else "",
        new_last=end - timedelta(days=1),
        reason=file.reason,
        contact=about.hindrance,
        free=tuple(free),
        lines=tuple(lines),
        ceiling=signed.ceiling if signed is not None else None,
        spent=spent,
        answer_by=min(add_working_days(day, _DAYS_TO_ANSWER, about.observed), about.last),
        signings=_unsigned(about.signings()[:2]),
    )


def end_paper(about: About, stamp: PrintStamp, days: Decimal, spent: Decimal) -> EndPaper:
    """The rows of the notice that a mandate ends."""
    file, signed = about.file, about.signed
    early = next((one for one in reversed(file.history) if one.kind == "ended_early"), None)
    return EndPaper(
        mandate=about.mandate(),
        stamp=stamp,
        last=about.last,
        contact=about.hindrance,
        early=file.reason if early is not None else "",
        days=days,
        spent=spent,
        ceiling=signed.ceiling if signed is not None else None,
        to_return=texts.TO_RETURN,
        accesses=tuple(name for name, _ in _accesses(file.welcome)),
        evaluate_by=add_working_days(about.last, _DAYS_TO_EVALUATE, about.observed),
        signings=_unsigned(about.signings()),
    )


def evaluation_paper(about: About, stamp: PrintStamp, side: Side) -> EvaluationPaper:
    """The rows of the evaluation of a side, to be filled by hand where it has said nothing."""
    file = about.file
    given = next((one for one in file.evaluations if one.side is side), None)
    scores = given.scores if given is not None else {}
    name, capacity = file.member.name, ""
    if side is Side.CLIENT:
        signed = about.signed
        name, capacity = (signed.signed_name if signed is not None else ""), file.client_name
    if given is not None:
        name = about.parties.names.get(given.login, name)
    return EvaluationPaper(
        mandate=about.mandate(),
        stamp=stamp,
        side=side,
        criteria=tuple(Criterion(label, scores.get(code)) for code, label in CRITERIA[side].items()),
        contact=about.hindrance,
        return_by=None if given else add_working_days(about.last, _DAYS_TO_EVALUATE, about.observed),
        again=given.again if given is not None else None,
        comment=given.comment if given is not None else "",
        signings=(Signing(name, capacity, wall(given.at) if given is not None else None),),
    )


def weeks_of(about: About) -> tuple[WeekPlan, ...]:
    """Each week of the mandate, as costs suppose its days on site."""
    placed = about.placement()
    site = set(supposed_site_days(placed))
    by_week: dict[date, set[date]] = {}
    for day in placed.served:
        by_week.setdefault(week_start(day), set()).add(day)
    period = about.file.bar.period
    plans = []
    for monday, days in by_week.items():
        week = [monday + timedelta(days=number) for number in range(_WEEK)]
        first, second, third, fourth, fifth = (
            _mark(day, days, site, holiday=day in about.observed and period.holds(day)) for day in week
        )
        plans.append(WeekPlan(monday, (first, second, third, fourth, fifth)))
    return tuple(plans)


def contact_of(person: PersonCard, role: str = texts.MANAGER_ROLE) -> Contact:
    """A person to call, as papers name one."""
    return Contact(role, person.name, person.phone, person.email)


def wall(at: datetime) -> datetime:
    """What clocks in Québec show."""
    return to_wall(at, QUEBEC).replace(tzinfo=None)


def _mark(day: date, served: set[date], site: set[date], *, holiday: bool) -> DayMark:
    if day not in served:
        return DayMark.HOLIDAY if holiday else DayMark.OFF
    return DayMark.ON_SITE if day in site else DayMark.REMOTE


def _unsigned(signings: Sequence[Signing]) -> tuple[Signing, ...]:
    """The same persons, to sign another paper."""
    return tuple(Signing(one.name, one.capacity) for one in signings)


def _arrival(about: About) -> datetime:
    served = about.file.served
    first = min(served) if served else about.file.bar.period.first
    return datetime.combine(first, _time(about.file.welcome.get("arrival")) or _OPENS)


def _welcome(about: About) -> Contact:
    given, draft = about.file.welcome.get("welcome") or {}, about.file.draft
    if given:
        return Contact(str(given.get("role", "")), str(given.get("person", "")), str(given.get("phone", "")))
    if draft is None or not (draft.contact or draft.contact_phone or draft.contact_email):
        return Contact("")
    return Contact(texts.CLIENT_ROLE, draft.contact, draft.contact_phone, draft.contact_email)


def _tasks(file: DeploymentFile) -> tuple[TaskLine, ...]:
    """The tasks of the request, one per line: task, due time and helper between bars."""
    found = []
    for line in (file.draft.tasks if file.draft is not None else "").splitlines():
        task, due, helper = ([part.strip() for part in line.split("|")] + [""] * _TASK_PARTS)[:_TASK_PARTS]
        if task:
            found.append(TaskLine(task, due, helper))
    return tuple(found)


def _timetable(told: Mapping[str, Any]) -> tuple[TimetableLine, ...]:
    return tuple(
        TimetableLine(str(activity), _time(at), str(who)) for at, activity, who in told.get("first_day", ())
    )


def _accesses(told: Mapping[str, Any]) -> tuple[tuple[str, str], ...]:
    return tuple((str(what), str(how)) for what, how in told.get("accesses", ()))


def _time(given: Any) -> time | None:
    return time.fromisoformat(given) if given else None


def _hours(given: Any) -> tuple[time, time] | None:
    if not given:
        return None
    first, last = given
    return time.fromisoformat(first), time.fromisoformat(last)


def _agreed(about: About) -> Agreed | None:
    signed = about.signed
    if signed is None:
        return None
    lines = tuple(line_of_json(one) for one in signed.lines)
    own = tuple(line for line in lines if line.whose in ("", about.file.member.name))
    at = signed.paper_on or (wall(signed.signed_at).date() if signed.signed_at is not None else None)
    return Agreed(own or lines, at)
