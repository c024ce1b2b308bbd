"""``equipes importer | proposer | confirmer``: files of members and requests, proposals, confirmations."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from agence_desktop.cli import equipes_texts as texts
from agence_desktop.cli.context import Context
from agence_desktop.cli.objects import Told, add_import, run_object_import
from agence_desktop.core.clock import QUEBEC, to_wall
from agence_desktop.core.errors import ExitCode, InputError
from agence_desktop.core.french import format_number, parse_iso_date, quoted
from agence_desktop.core.money import parse_money

if TYPE_CHECKING:
    from agence_desktop.actions.teams import PaperCommitment, Proposed

_WEIGHTS = 4
_TOLD = Told(
    texts.KINDS,
    texts.IMPORT_HEADERS,
    cells=lambda row: (row.key, row.number),
    facts=lambda row: {"key": row.key, "number": row.number or None},
)


def register(subparsers: Any) -> None:
    """Add the three commands."""
    group = subparsers.add_parser("equipes", help=texts.TEAMS_HELP, description=texts.TEAMS_HELP)
    actions = group.add_subparsers(metavar="ACTION", dest="action", required=True)
    add_import(actions, texts.IMPORT_HELP, run_import)
    parser = actions.add_parser("proposer", help=texts.PROPOSE_HELP, description=texts.PROPOSE_HELP)
    forced = {"metavar": "DEMANDE/PLACE=MEMBRE", "type": read_forced}
    parser.add_argument("--forcer", action="append", default=[], help=texts.FORCE, **forced)
    parser.add_argument("--poids", metavar="P1,P2,P3,P4", type=read_weights, help=texts.WEIGHTS)
    parser.add_argument("--demandes", metavar="D1,D2", default="", help=texts.REQUESTS)
    parser.set_defaults(run=run_propose)
    parser = actions.add_parser("confirmer", help=texts.CONFIRM_HELP, description=texts.CONFIRM_HELP)
    parser.add_argument("seats", metavar="DEMANDE", nargs="+", type=read_seat, help=texts.SEAT)
    parser.add_argument("--depassement", metavar="MOTIF", default="", help=texts.OVERRUN)
    parser.add_argument("--signataire", metavar="NOM", help=texts.SIGNER)
    parser.add_argument("--recu-le", metavar="D", type=parse_iso_date, help=texts.RECEIVED_ON)
    parser.add_argument("--plafond", metavar="MONTANT", type=parse_money, help=texts.CEILING)
    parser.set_defaults(run=run_confirm)


def read_forced(text: str) -> tuple[str, int, str]:
    """« D-2026-0001/1=M1 » as request, seat and member; raises InputError ``usage``."""
    place, equals, member = text.partition("=")
    request, slash, seat = place.rpartition("/")
    if not (equals and slash and request and member and seat.isdecimal()):
        raise InputError("usage", texts.BAD_FORCE.format(text=quoted(text)))
    return request, int(seat), member


def read_weights(text: str) -> tuple[int, ...]:
    """« 8,4,2,1 »; raises InputError ``usage``."""
    parts = text.split(",")
    if len(parts) != _WEIGHTS or not all(part.strip().isdecimal() for part in parts):
        raise InputError("usage", texts.BAD_WEIGHTS.format(text=quoted(text)))
    return tuple(int(part) for part in parts)


def read_seat(text: str) -> tuple[str, int | None]:
    """« D-2026-0042 » or « D-2026-0042/1 »; raises InputError ``usage``."""
    request, slash, seat = text.rpartition("/")
    if not slash:
        return text, None
    if not request or not seat.isdecimal():
        raise InputError("usage", texts.BAD_SEAT.format(text=quoted(text)))
    return request, int(seat)


def run_import(context: Context) -> int:
    """Import, and tell what became of each object; REFUSED where one is."""
    from agence_desktop.actions.teams import import_file

    return run_object_import(context, import_file, _TOLD)


def run_propose(context: Context) -> int:
    """Propose, store and explain."""
    from agence_desktop.actions.teams import propose_open

    options = context.options
    requests = [one.strip() for one in options.demandes.split(",") if one.strip()]
    with context.database() as database:
        actor = context.actor(database)
        found = propose_open(database, actor, forced=options.forcer, weights=options.poids, requests=requests)
    for line in found.lines:
        context.output.result(line)
    if not context.output.as_json:
        _tell_proposal(context, found)
    return int(ExitCode.DONE)


def run_confirm(context: Context) -> int:
    """Confirm what is proposed or committed in the seats."""
    from agence_desktop.actions.teams import confirm_named

    options = context.options
    with context.database() as database:
        confirmed = confirm_named(
            database,
            context.actor(database),
            options.seats,
            overrun_reason=options.depassement,
            paper=_paper(context),
        )
    for note in confirmed.notes:
        context.output.message(note)
    for one in confirmed.holders:
        context.output.result(
            {
                "request": one.request,
                "number": one.number,
                "seat": one.seat,
                "member": one.member,
                "outcome": "confirmed",
            }
        )
    rows = [(one.number, str(one.seat), one.member, texts.CONFIRMED) for one in confirmed.holders]
    context.output.table(texts.CONFIRM_HEADERS, rows)
    return int(ExitCode.DONE)


def _paper(context: Context) -> PaperCommitment | None:
    options = context.options
    if options.signataire is None and options.plafond is None and options.recu_le is None:
        return None
    if options.signataire is None or options.plafond is None:
        raise InputError("usage", texts.PAPER_INCOMPLETE)
    from agence_desktop.actions.teams import PaperCommitment

    received_on = options.recu_le or to_wall(context.clock.now(), QUEBEC).date()
    return PaperCommitment(options.signataire, received_on, options.plafond)


def _tell_proposal(context: Context, found: Proposed) -> None:
    if not found.number:
        context.output.line(texts.NO_OPEN_SEAT)
        return
    rows = [
        (
            found.numbers.get(one.seat[0], one.seat[0]),
            str(one.seat[1]),
            texts.NOBODY if one.member is None else f"{found.names[one.member]} ({one.member})",
            texts.NO_FIGURE if one.cost is None else format_number(one.cost),
            one.why,
        )
        for one in found.explanations
    ]
    context.output.table(texts.PROPOSAL_HEADERS, rows)
    context.output.line()
    proposal = found.proposal
    told = texts.TOTALS.format(
        weight=proposal.weight,
        cost=format_number(proposal.cost),
        load=format_number(proposal.max_effort_days),
        seconds=f"{proposal.seconds:.1f}".replace(".", ","),
    )
    context.output.line(told)
    if proposal.method == "greedy":
        context.output.line(texts.GREEDY)
    elif not proposal.optimal:
        context.output.line(texts.NOT_OPTIMAL)
    context.output.line(texts.PROPOSED.format(number=found.number))
