"""Flying teams for scripts: import of a file, a proposal for the open seats, and confirmations by number."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from typing import Any

from agence_desktop.actions.proposing import ProposalProcess
from agence_desktop.core.clock import QUEBEC, to_wall
from agence_desktop.core.roles import Actor
from agence_desktop.storage.work import Database, Session
from agence_desktop.teams.commands.committing import Signature, sign_commitment, write_commitment
from agence_desktop.teams.commands.confirming import confirm
from agence_desktop.teams.commands.desk import Desk
from agence_desktop.teams.commands.importing import ImportReport, import_teams
from agence_desktop.teams.commands.proposing import ProposalDraft, require_proposer, store_proposal
from agence_desktop.teams.cost_sentences import below_estimate
from agence_desktop.teams.estimating import CostSettings, Estimate
from agence_desktop.teams.explaining import SeatExplanation, explain, proposal_lines
from agence_desktop.teams.feasibility import SeatKey
from agence_desktop.teams.placements import seat_estimates
from agence_desktop.teams.problem import Settings
from agence_desktop.teams.proposal import Proposal
from agence_desktop.teams.proposal_codec import Inputs, inputs_text, result_text
from agence_desktop.teams.queries.costs import job_classes, rate_tables
from agence_desktop.teams.queries.problem import StatedProblem, stated_problem
from agence_desktop.teams.queries.seats import SeatHolder, commitment_to_sign, requests_named, seat_holders

Weights = tuple[int, int, int, int]


@dataclass(frozen=True, slots=True)
class Proposed:
    """A proposal as it was stored: its number (empty where no seat was open), and the JSON of each line."""

    number: str
    lines: tuple[dict[str, Any], ...]
    proposal: Proposal
    explanations: tuple[SeatExplanation, ...]
    numbers: Mapping[str, str]
    names: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class PaperCommitment:
    """A commitment signed on paper: who signed, when it was received, and its ceiling."""

    name: str
    received_on: date
    ceiling: Decimal


@dataclass(frozen=True, slots=True)
class Confirmed:
    """Who is firm now, and what is to be known of the commitments that were recorded, in French."""

    holders: tuple[SeatHolder, ...]
    notes: tuple[str, ...] = ()


def import_file(database: Database, actor: Actor, content: Any, *, dry_run: bool = False) -> ImportReport:
    """Import what a JSON file holds in one transaction, or nothing; a dry run changes nothing.

    Raises InputError, RightMissingError, RefusedError where the base itself refuses.
    """

    def work(session: Session) -> ImportReport:
        report = import_teams(session, Desk(actor), content)
        if dry_run or report.refused:
            session.rollback()
        return report

    report = database.write(work)
    return report.rolled_back() if report.refused and not dry_run else report


def propose_open(
    database: Database,
    actor: Actor,
    *,
    forced: Sequence[tuple[str, int, str]] = (),
    weights: Weights | None = None,
    requests: Sequence[str] = (),
) -> Proposed:
    """Solve the open seats (of these requests, or of all), and store the proposal; nothing is confirmed.

    ``forced``: key or number of a request, seat and key of a member. Raises RefusedError with the reason of a
    forced member who does not fit, ``unknown_request``, RightMissingError.
    """
    desk, today = Desk(actor), to_wall(database.clock.now(), QUEBEC).date()

    def state(session: Session) -> StatedProblem:
        require_proposer(session, desk)
        ids = requests_named(session, requests) if requests else None
        return stated_problem(session, today, ids)

    stated = database.read(state)
    problem = stated.problem
    settings = problem.settings if weights is None else replace(problem.settings, weights=weights)
    problem = replace(problem, settings=settings)
    keys = {number: key for key, number in stated.numbers.items()}
    pins: dict[SeatKey, str] = {(keys.get(name, name), seat): member for name, seat, member in forced}
    with ProposalProcess() as process:
        studied, proposal = process.propose(problem, pins=pins, names=stated.names)
    inputs = Inputs(
        problem, stated.members, stated.seats, stated.requests, stated.numbers, stated.names.skills
    )
    number = _store(database, desk, stated, settings, inputs, proposal, pins) if stated.seats else ""
    return Proposed(
        number=number,
        lines=tuple(proposal_lines(studied, proposal, stated.names)),
        proposal=proposal,
        explanations=explain(studied, proposal, stated.names),
        numbers=stated.numbers,
        names={one.key: one.name for one in problem.members},
    )


def _store(
    database: Database,
    desk: Desk,
    stated: StatedProblem,
    settings: Settings,
    inputs: Inputs,
    proposal: Proposal,
    pins: Mapping[SeatKey, str],
) -> str:
    draft = ProposalDraft(
        members={stated.seats[seat]: stated.members[member] for seat, member in proposal.members.items()},
        inputs=inputs_text(inputs),
        weights=settings.weights,
        result=result_text(proposal),
        forced={f"{request}/{seat}": member for (request, seat), member in pins.items()},
        seat_ids=tuple(stated.seats.values()),
    )
    return database.write(lambda session: store_proposal(session, desk, draft)).number


def confirm_named(
    database: Database,
    actor: Actor,
    names: Sequence[tuple[str, int | None]],
    *,
    overrun_reason: str = "",
    paper: PaperCommitment | None = None,
) -> Confirmed:
    """Confirm what is tentative in these seats (request, seat or all of them), all or none.

    ``paper`` first records a commitment signed on paper for each request that has none. Raises RefusedError
    ``unknown_request``, ``unknown_seat``, ``nothing_proposed`` and as ``confirm``, RightMissingError.
    """
    desk, today = Desk(actor), to_wall(database.clock.now(), QUEBEC).date()

    def work(session: Session) -> Confirmed:
        notes: list[str] = []
        if paper is not None:
            for request in requests_named(session, [name for name, _ in names]):
                notes += _sign(session, desk, request, paper, today)
        holders = [one for name, seat in names for one in seat_holders(session, name, seat)]
        wanted = list({one.deployment_id: one.version for one in holders}.items())
        confirm(session, desk, wanted, overrun_reason=overrun_reason)
        return Confirmed(tuple(holders), tuple(notes))

    return database.write(work)


def _sign(
    session: Session, desk: Desk, request_id: int, paper: PaperCommitment, today: date
) -> tuple[str, ...]:
    """Record the signed commitment of a request that has none; what its estimate leaves to be known."""
    open_one = commitment_to_sign(session, request_id)
    if open_one is None:
        return ()
    number, version = open_one
    notes: tuple[str, ...] = ()
    if not number:
        estimated = _estimated(session, request_id, today)
        notes = estimated.notes
        if estimated.total > paper.ceiling:
            notes = (*notes, below_estimate(paper.ceiling, estimated.total))
        number = write_commitment(session, desk, request_id, estimated.lines, paper.ceiling).ids[0]
        version = 1
    sign_commitment(session, desk, number, version, Signature(paper.name, paper.received_on))
    return notes


def _estimated(session: Session, request_id: int, today: date) -> Estimate:
    """What a request would cost with who is tentatively in its seats; its notes say which rate is missing."""
    stated = stated_problem(session, today, [request_id])
    named = {number: key for key, number in stated.numbers.items()}
    chosen = {
        (named[one.number], one.seat): one.member for number in named for one in seat_holders(session, number)
    }
    found = seat_estimates(stated.problem, chosen, rate_tables(session), CostSettings(), job_classes(session))
    each = [one for _, one in sorted(found.items())]
    return Estimate(
        tuple(line for one in each for line in one.lines), tuple(note for one in each for note in one.notes)
    )
