"""Papers at the end of a mandate and of a period: evaluation, statement, report on the bench."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING, Final

from agence_desktop.actions.printing import team_reports_texts as texts
from agence_desktop.actions.printing.common import Printed, record_print
from agence_desktop.core.clock import QUEBEC, to_wall
from agence_desktop.core.errors import RefusedError
from agence_desktop.core.roles import Actor, Role, require
from agence_desktop.directory.queries import role_contact
from agence_desktop.documents.deployments.rows import (
    CeilingLine,
    Criterion,
    EvaluationPaper,
    Mandate,
    Rhythm,
    Signing,
    StatementPaper,
)
from agence_desktop.documents.rows import Contact, PrintStamp
from agence_desktop.storage.context import now
from agence_desktop.storage.work import Database, Session
from agence_desktop.teams.benches import team_lines, use_lines, whole
from agence_desktop.teams.ended import EndedMandate
from agence_desktop.teams.evaluating import CRITERIA
from agence_desktop.teams.periods import Days
from agence_desktop.teams.queries.bench import bench_reading
from agence_desktop.teams.queries.evaluations import ended_mandates
from agence_desktop.teams.queries.stating import statement_file
from agence_desktop.teams.rows import Side
from agence_desktop.teams.stating import StatementFile
from agence_desktop.teams.unmet import unmet

if TYPE_CHECKING:
    from agence_desktop.documents.deployments.bench import BenchPaper

READERS: Final = (Role.CLERK, Role.MANAGER, Role.ADMINISTRATOR)
_RETURN: Final = timedelta(days=15)


def print_statement(database: Database, actor: Actor, statement_id: int) -> Printed:
    """A statement, or the draft of one; recorded. RefusedError ``unknown_statement``."""
    from agence_desktop.documents.deployments.statement import statement_pdf, statement_title

    def make(session: Session) -> StatementPaper:
        file = statement_file(session, actor, statement_id)
        if file is None:
            raise RefusedError("unknown_statement", texts.UNKNOWN_STATEMENT)
        today = to_wall(now(session), QUEBEC).date()
        contact = _contact(session, file.row.lender_id, today, file.row.lender)
        return statement_paper(file, _stamp(session, actor, texts.FOR_CLIENT), contact)

    paper = database.read(make)
    pdf = statement_pdf(paper)
    named = paper.number or f"projet-{paper.client}"
    record_print(database, "releve", named, paper.stamp.instant)
    return Printed(f"releve-{named}.pdf", statement_title(paper), pdf)


def statement_paper(file: StatementFile, stamp: PrintStamp, contact: Contact) -> StatementPaper:
    """The rows of a statement."""
    row = file.row
    issued = to_wall(row.issued_at, QUEBEC) if row.issued_at is not None else None
    return StatementPaper(
        number=row.number,
        stamp=stamp,
        period=row.period,
        lender=row.lender,
        client=row.client,
        lines=file.statement.lines,
        contact=contact,
        issued_on=issued.date() if issued is not None else None,
        netting=file.netting,
        ceilings=tuple(
            CeilingLine(
                one.request, one.version, one.standing.ceiling, one.standing.spent, one.standing.sentence
            )
            for one in file.ceilings
        ),
        signings=(Signing(row.issued_by, texts.LENDER, issued),) if issued is not None else (),
    )


def print_evaluation(database: Database, actor: Actor, deployment_id: int, side: Side) -> Printed:
    """The evaluation of a side, filled or to be filled; recorded. RefusedError ``unknown_deployment``."""
    from agence_desktop.documents.deployments.evaluation import evaluation_pdf, evaluation_title

    def make(session: Session) -> EvaluationPaper:
        today = to_wall(now(session), QUEBEC).date()
        found = ended_mandates(session, actor, today, deployment_id)
        if not found:
            raise RefusedError("unknown_deployment", texts.UNKNOWN_MANDATE)
        contact = _contact(session, found[0].lender_id, today, found[0].team)
        return evaluation_paper(found[0], side, _stamp(session, actor, texts.FOR_SIDE), contact)

    paper = database.read(make)
    pdf = evaluation_pdf(paper)
    named = f"{paper.mandate.number}/{paper.mandate.seat}"
    record_print(database, f"evaluation-{side}", named, paper.stamp.instant)
    return Printed(f"evaluation-{named.replace('/', '-')}-{side}.pdf", evaluation_title(paper), pdf)


def evaluation_paper(found: EndedMandate, side: Side, stamp: PrintStamp, contact: Contact) -> EvaluationPaper:
    """The rows of an evaluation."""
    said = found.evaluations.get(side)
    scores = said.scores if said is not None else {}
    capacity = texts.CLIENT if side is Side.CLIENT else texts.MEMBER
    signed = to_wall(said.at, QUEBEC) if said is not None else None
    by = said.by if said is not None else found.member if side is Side.MEMBER else ""
    return EvaluationPaper(
        mandate=mandate_of(found),
        stamp=stamp,
        side=side,
        criteria=tuple(Criterion(label, scores.get(code)) for code, label in CRITERIA[side].items()),
        contact=contact,
        return_by=(found.period.end or found.period.first) + _RETURN,
        comment=said.comment if said is not None else "",
        signings=(Signing(by, capacity, signed),),
    )


def mandate_of(found: EndedMandate) -> Mandate:
    """A mandate that is over, as papers name it."""
    return Mandate(
        number=found.number,
        seat=found.seat,
        seats=found.seats,
        member=found.member,
        team=found.team,
        client=found.client_name,
        rhythm=Rhythm(found.period, found.effort_bp, found.days, found.mode, found.remote_days),
        unit=found.unit,
        place=found.place,
    )


def print_bench(database: Database, actor: Actor, period: Days, *, tentative: bool = False) -> Printed:
    """The report on a period; recorded. RightMissingError."""
    from agence_desktop.documents.deployments.bench import bench_pdf, bench_title

    if not any(actor.holds(role) for role in READERS):
        require(actor, READERS, None, texts.PRINT_BENCH)
    paper = database.read(lambda session: _bench(session, actor, period, tentative=tentative))
    pdf = bench_pdf(paper)
    last = period.last or period.first
    named = f"{period.first.isoformat()}/{last.isoformat()}"
    record_print(database, "utilisation", named, paper.stamp.instant)
    return Printed(f"utilisation-{period.first.isoformat()}.pdf", bench_title(paper), pdf)


def _bench(session: Session, actor: Actor, period: Days, *, tentative: bool) -> BenchPaper:
    from agence_desktop.documents.deployments.bench import BenchPaper

    today = to_wall(now(session), QUEBEC).date()
    reading = bench_reading(session, today, period)
    teams = team_lines(reading, tentative=tentative)
    seats = reading.seats_hoped if tentative else reading.seats
    return BenchPaper(
        period=period,
        stamp=_stamp(session, actor, texts.FOR_MANAGERS),
        today=today,
        teams=tuple(teams),
        whole=whole(teams, reading, tentative=tentative),
        members=tuple(use_lines(reading, tentative=tentative)),
        overruns=reading.overruns,
        unmet=tuple(unmet(seats, period, reading.observed)),
        skills=dict(reading.skills),
        tentative=tentative,
    )


def _stamp(session: Session, actor: Actor, diffusion: str) -> PrintStamp:
    return PrintStamp(now(session), actor.name or actor.login, diffusion)


def _contact(session: Session, organisation_id: int, today: date, otherwise: str) -> Contact:
    """Who answers for the teams of an organisation: its first manager by name."""
    person = role_contact(session, Role.MANAGER, organisation_id, today)
    if person is None:
        return Contact(texts.MANAGER, otherwise)
    return Contact(texts.MANAGER, person.name, person.phone, person.email)
