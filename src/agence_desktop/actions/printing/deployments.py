"""Papers of flying teams from stored rows, each print on record: mandates, commitments, statements."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from typing import Any, Final

from agence_desktop.actions.printing import deployments_texts as texts
from agence_desktop.actions.printing.common import Printed, record_print
from agence_desktop.actions.printing.cost_rows import commitment_paper, statement_paper
from agence_desktop.actions.printing.deployment_rows import (
    About,
    end_paper,
    evaluation_paper,
    extension_paper,
    order_paper,
    wall,
    welcome_paper,
)
from agence_desktop.core.calendars import working_days
from agence_desktop.core.errors import RefusedError
from agence_desktop.core.french import quoted
from agence_desktop.core.roles import Actor, Role, require
from agence_desktop.directory.queries import observed_holidays
from agence_desktop.documents.deployments.rows import (
    CommitmentPaper,
    EndPaper,
    EvaluationPaper,
    ExtensionPaper,
    OrderPaper,
    StatementPaper,
    WelcomePaper,
)
from agence_desktop.documents.rows import PrintStamp
from agence_desktop.storage.context import now
from agence_desktop.storage.work import Database, Session
from agence_desktop.teams.actuals import spent
from agence_desktop.teams.estimating import CostSettings, Placement, estimate
from agence_desktop.teams.files import DeploymentFile
from agence_desktop.teams.periods import Days
from agence_desktop.teams.queries.actuals import drafts_of
from agence_desktop.teams.queries.costs import rate_tables
from agence_desktop.teams.queries.files import deployment_file, request_file
from agence_desktop.teams.queries.papers import (
    Parties,
    deployments_of,
    ends_of,
    login_names,
    manager_of,
    parties_of,
    request_id_of,
    skill_labels,
    statement_id_of,
)
from agence_desktop.teams.queries.settings import team_settings
from agence_desktop.teams.queries.stating import statement_file
from agence_desktop.teams.queries.timeline import day_loads
from agence_desktop.teams.rates import Payee
from agence_desktop.teams.rows import FIRM, CostLine, Side

OFFICE: Final = (Role.CLERK, Role.MANAGER)
"""Who prints the papers of the requests and members of their organisation; clients print those of theirs."""


def print_order(database: Database, actor: Actor, deployment_id: int) -> Printed:
    """The deployment order of a confirmed deployment.

    RefusedError ``unknown_deployment`` or ``not_confirmed``, RightMissingError.
    """
    from agence_desktop.documents.deployments.order import order_pdf, order_title

    def make(session: Session) -> OrderPaper:
        about = _about(session, actor, deployment_id)
        if about.file.bar.state not in FIRM:
            raise RefusedError("not_confirmed", texts.NOT_CONFIRMED)
        return order_paper(about, stamp(session, actor, texts.FOR_MANDATE))

    return printed(database, "ordre", make, order_title, order_pdf, _mandate)


def print_welcome(database: Database, actor: Actor, deployment_id: int) -> Printed:
    """The welcome sheet; RefusedError ``unknown_deployment``, RightMissingError."""
    from agence_desktop.documents.deployments.welcome import welcome_pdf, welcome_title

    def make(session: Session) -> WelcomePaper:
        about = _about(session, actor, deployment_id)
        return welcome_paper(about, stamp(session, actor, texts.FOR_MANDATE))

    return printed(database, "fiche-accueil", make, welcome_title, welcome_pdf, _mandate)


def print_extension(database: Database, actor: Actor, deployment_id: int) -> Printed:
    """The request for an extension.

    RefusedError ``unknown_deployment``, ``no_extension`` or ``rate_missing``, RightMissingError.
    """
    from agence_desktop.documents.deployments.extension import extension_pdf, extension_title

    def make(session: Session) -> ExtensionPaper:
        about = _about(session, actor, deployment_id)
        end, asked = about.file.bar.period.end, about.file.asked_end
        if end is None or asked is None or asked <= end:
            raise RefusedError("no_extension", texts.NO_EXTENSION)
        added = Days(end, asked)
        lines = _added(session, about, added)
        free = _free(session, about, added)
        told = stamp(session, actor, texts.FOR_MANDATE)
        return extension_paper(about, told, lines, _spent(session, about.file), free)

    return printed(database, "prolongation", make, extension_title, extension_pdf, _mandate)


def print_end(database: Database, actor: Actor, deployment_id: int) -> Printed:
    """The notice that a mandate ends; RefusedError ``unknown_deployment``, ``not_confirmed``."""
    from agence_desktop.documents.deployments.end_notice import end_pdf, end_title

    def make(session: Session) -> EndPaper:
        about = _about(session, actor, deployment_id)
        if about.file.bar.state not in FIRM:
            raise RefusedError("not_confirmed", texts.NOT_CONFIRMED)
        worked = (one for one in about.file.entries if one.kind is None and not one.withdrawn)
        days = sum((one.quantity for one in worked), Decimal(0))
        told = stamp(session, actor, texts.FOR_MANDATE)
        return end_paper(about, told, days, _spent(session, about.file))

    return printed(database, "avis-fin", make, end_title, end_pdf, _mandate)


def print_evaluation(
    database: Database, actor: Actor, deployment_id: int, side: Side = Side.CLIENT
) -> Printed:
    """The evaluation by a side, filled or to be filled; RefusedError ``unknown_deployment``."""
    from agence_desktop.documents.deployments.evaluation import evaluation_pdf, evaluation_title

    def make(session: Session) -> EvaluationPaper:
        about = _about(session, actor, deployment_id)
        return evaluation_paper(about, stamp(session, actor, texts.FOR_MANDATE), side)

    return printed(database, "evaluation", make, evaluation_title, evaluation_pdf, _mandate, part=str(side))


def print_commitment(database: Database, actor: Actor, request_id: int) -> Printed:
    """The newest version of the cost commitment of a request.

    RefusedError ``unknown_request`` or ``unknown_commitment``, RightMissingError.
    """
    from agence_desktop.documents.deployments.commitment import commitment_pdf, commitment_title

    def make(session: Session) -> CommitmentPaper:
        file = request_file(session, request_id, wall(now(session)).date())
        if file is None:
            raise RefusedError("unknown_request", texts.UNKNOWN_REQUEST)
        parties = parties_of(session, wall(now(session)).date(), request_id=request_id)
        _require(actor, parties, members=False)
        if not file.commitments:
            raise RefusedError("unknown_commitment", texts.NO_COMMITMENT)
        told = stamp(session, actor, texts.FOR_COSTS)
        costs, observed = team_settings(session).costs, observed_holidays(session)
        return commitment_paper(file, parties, skill_labels(session), observed, told, costs)

    return printed(database, "engagement", make, commitment_title, commitment_pdf, lambda paper: paper.number)


def print_statement(database: Database, actor: Actor, statement_id: int) -> Printed:
    """A statement, issued or not; RefusedError ``unknown_statement`` where it is not for this person."""
    from agence_desktop.documents.deployments.statement import statement_pdf, statement_title

    def make(session: Session) -> StatementPaper:
        file = statement_file(session, actor, statement_id)
        if file is None:
            raise RefusedError("unknown_statement", texts.UNREADABLE_STATEMENT)
        manager = manager_of(session, file.row.lender_id, wall(now(session)).date())
        names = login_names(session, [file.row.issued_by])
        return statement_paper(file, manager, names, stamp(session, actor, texts.FOR_STATEMENT))

    def subject(paper: StatementPaper) -> str:
        return paper.number or f"projet-{statement_id}"

    return printed(database, "releve", make, statement_title, statement_pdf, subject)


def deployment_by_key(database: Database, key: str) -> int:
    """« D-2026-0042 » or « D-2026-0042/2 » as the deployment that goes on in that seat, the last otherwise.

    RefusedError ``unknown_request`` or ``nobody``.
    """
    number, _, seat = key.strip().upper().partition("/")
    place = int(seat) if seat.isascii() and seat.isdigit() else None

    def find(session: Session) -> int:
        request_by_number(session, number)
        found = deployments_of(session, number, place or 1)
        if not found or (seat and place is None):
            raise RefusedError("nobody", texts.NOBODY_IN_SEAT.format(number=quoted(key)))
        today = wall(now(session)).date()
        files = [deployment_file(session, one, today) for one in found]
        going = [one for one, file in zip(found, files, strict=True) if file and file.bar.period.holds(today)]
        return going[0] if going else found[-1]

    return database.read(find)


def request_by_number(session: Session, number: str) -> int:
    """The id of a request; RefusedError ``unknown_request``."""
    found = request_id_of(session, number.strip().upper())
    if found is None:
        raise RefusedError("unknown_request", texts.UNKNOWN_NUMBER.format(number=quoted(number)))
    return found


def statement_by_number(session: Session, number: str) -> int:
    """The id of an issued statement; RefusedError ``unknown_statement``."""
    found = statement_id_of(session, number.strip().upper())
    if found is None:
        raise RefusedError("unknown_statement", texts.UNKNOWN_STATEMENT.format(number=quoted(number)))
    return found


def stamp(session: Session, actor: Actor, diffusion: str) -> PrintStamp:
    """Who prints now, for whom."""
    return PrintStamp(now(session), actor.name or actor.login, diffusion)


def printed(
    database: Database,
    kind: str,
    make: Callable[[Session], Any],
    title: Callable[[Any], str],
    draw: Callable[[Any], bytes],
    subject: Callable[[Any], str],
    part: str = "",
) -> Printed:
    """Read, draw and record a paper, ``part`` telling which of several it is."""
    paper = database.read(make)
    pdf, named = draw(paper), subject(paper)
    more = {"part": part} if part else {}
    record_print(database, kind, named, paper.stamp.instant, **more)
    name = "-".join(filter(None, (kind, named.replace("/", "-"), part)))
    return Printed(f"{name}.pdf", title(paper), pdf)


def _mandate(paper: Any) -> str:
    return f"{paper.mandate.number}/{paper.mandate.seat}"


def _about(session: Session, actor: Actor, deployment_id: int) -> About:
    """A deployment with what its papers say, once it is known that this person may print them."""
    today = wall(now(session)).date()
    file = deployment_file(session, deployment_id, today)
    if file is None:
        raise RefusedError("unknown_deployment", texts.UNKNOWN_DEPLOYMENT)
    logins = {file.confirmed_by}
    logins |= {event.login for event in file.history} | {said.login for said in file.evaluations}
    parties = parties_of(session, today, deployment_id=deployment_id, logins=logins)
    _require(actor, parties, members=True)
    return About(file, parties, ends_of(session, deployment_id), observed_holidays(session), today)


def _require(actor: Actor, parties: Parties, *, members: bool) -> None:
    """RightMissingError unless they lend, are the client, or it is about themselves."""
    if actor.holds(Role.ADMINISTRATOR) or (members and actor.person_id in parties.person_ids):
        return
    if any(actor.may(role, lender) for role in OFFICE for lender in parties.lender_ids):
        return
    if parties.client_id is None or not actor.may(Role.CLIENT, parties.client_id):
        require(actor, OFFICE, parties.client_id, texts.PRINT)


def _added(session: Session, about: About, added: Days) -> tuple[CostLine, ...]:
    """What the days of an extension would cost."""
    bar, member = about.file.bar, about.file.member
    placed = Placement(
        Payee(member.name, about.file.key, member.job_class),
        tuple(_served(about, added)),
        bar.effort_bp,
        bar.mode,
        about.file.remote_days,
        about.ends.km,
    )
    return estimate([placed], rate_tables(session), CostSettings()).lines


def _served(about: About, added: Days) -> list[date]:
    last = added.last or added.first
    days = working_days(added.first, last, about.observed)
    wanted = about.file.bar.days
    return [day for day in days if wanted is None or day.weekday() in wanted]


def _free(session: Session, about: About, added: Days) -> list[str]:
    """How much of the member is free over the days of an extension, at the least."""
    member = about.file.bar.member_id
    loads = [one for one in day_loads(session, added, about.today) if one.member_id == member]
    if not loads:
        return []
    free = min(one.capacity_bp + one.overrun_bp - one.firm_bp for one in loads)
    return [texts.free_words(Decimal(max(free, 0)) / 100, added.first, added.last or added.first)]


def _spent(session: Session, file: DeploymentFile) -> Decimal:
    payee = Payee(file.member.name, file.key, file.member.job_class)
    entries = [one for one in file.entries if not one.withdrawn]
    return spent(rate_tables(session), payee, drafts_of(entries))[0]
