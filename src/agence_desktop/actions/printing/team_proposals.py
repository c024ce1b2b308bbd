"""The paper of a stored proposal: its seats, why each person, why nobody else, what it would cost."""

from __future__ import annotations

from agence_desktop.actions.printing import deployments_texts as texts
from agence_desktop.actions.printing.common import Printed
from agence_desktop.actions.printing.deployment_rows import wall
from agence_desktop.actions.printing.deployments import OFFICE, printed, stamp
from agence_desktop.core.errors import RefusedError
from agence_desktop.core.french import NBSP, quoted
from agence_desktop.core.roles import Actor, Role, require
from agence_desktop.documents.deployments.rows import ProposalPaper
from agence_desktop.storage.context import now
from agence_desktop.storage.work import Database, Session
from agence_desktop.teams.commands.desk import Desk
from agence_desktop.teams.describing import Names
from agence_desktop.teams.estimating import CostSettings
from agence_desktop.teams.feasibility import SeatKey
from agence_desktop.teams.placements import seat_estimates
from agence_desktop.teams.proposal_codec import Inputs, read_inputs, read_result
from agence_desktop.teams.queries.costs import job_classes, rate_tables
from agence_desktop.teams.queries.papers import proposal_id_of, seat_states
from agence_desktop.teams.queries.proposals import stored_proposal
from agence_desktop.teams.sentences import STATES
from agence_desktop.teams.solving.proposing import study


def print_proposal(database: Database, actor: Actor, proposal_id: int) -> Printed:
    """A proposal as it was made, with the states of today and what it would cost.

    RefusedError ``unknown_proposal`` or ``other_version``, RightMissingError.
    """
    from agence_desktop.documents.deployments.proposal import proposal_pdf

    def make(session: Session) -> ProposalPaper:
        return _paper(session, actor, proposal_id)

    def title(paper: ProposalPaper) -> str:
        return f"Proposition d’affectation{NBSP}{paper.number}"

    return printed(database, "proposition", make, title, proposal_pdf, lambda paper: paper.number)


def proposal_by_number(session: Session, number: str) -> int:
    """The id of a proposal; RefusedError ``unknown_proposal``."""
    found = proposal_id_of(session, number.strip().upper())
    if found is None:
        raise RefusedError("unknown_proposal", texts.UNKNOWN_PROPOSAL.format(number=quoted(number)))
    return found


def _paper(session: Session, actor: Actor, proposal_id: int) -> ProposalPaper:
    from agence_desktop.documents.deployments.proposed import ProposalFacts, proposal_paper

    if not Desk(actor).lends(session, *OFFICE):
        require(actor, (*OFFICE, Role.ADMINISTRATOR), None, texts.PRINT)
    stored = stored_proposal(session, proposal_id)
    if stored is None:
        raise RefusedError("unknown_proposal", texts.UNKNOWN_PROPOSAL.format(number=quoted(str(proposal_id))))
    try:
        inputs, made = read_inputs(stored.inputs), read_result(stored.result)
    except (ValueError, KeyError) as fault:
        raise RefusedError("other_version", texts.OTHER_VERSION) from fault
    tables, classes = rate_tables(session), job_classes(session)
    facts = ProposalFacts(
        number=stored.number,
        made_at=wall(stored.made_at),
        names=Names(inputs.skills),
        numbers=inputs.numbers,
        states=_states(session, inputs),
        estimates=seat_estimates(inputs.problem, made.members, tables, CostSettings(), classes),
    )
    return proposal_paper(study(inputs.problem), made, facts, stamp(session, actor, texts.FOR_MANAGERS))


def _states(session: Session, inputs: Inputs) -> dict[SeatKey, str]:
    """What became of each seat until today, in a word."""
    found = seat_states(session, list(inputs.seats.values()), wall(now(session)).date())
    return {
        key: texts.STATES.get(state, STATES[state].capitalize())
        if (state := found.get(id_)) is not None
        else texts.NOBODY
        for key, id_ in inputs.seats.items()
    }
