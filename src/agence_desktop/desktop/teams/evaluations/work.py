"""What « Évaluations » reads, writes and prints, on the database thread."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from agence_desktop.desktop.teams.gateway import Gateway, Written
from agence_desktop.teams.ended import EndedMandate
from agence_desktop.teams.rows import Side

if TYPE_CHECKING:
    from agence_desktop.actions.printing.common import Printed


def read_mandates(gateway: Gateway) -> list[EndedMandate]:
    """Mandates that are over and concern this person."""
    from agence_desktop.teams.queries.evaluations import ended_mandates

    return gateway.read(lambda session, today: ended_mandates(session, gateway.actor, today))


def save_evaluation(
    gateway: Gateway,
    deployment_id: int,
    side: Side,
    scores: Mapping[str, int],
    comment: str,
    again: bool | None,
    version: int | None,
) -> Written:
    """Write what a side says."""
    from agence_desktop.teams.commands.evaluations import EvaluationDraft, evaluate

    draft = EvaluationDraft(side, scores, comment, version, again)
    return gateway.write(lambda session, desk: evaluate(session, desk, deployment_id, draft))


def close(gateway: Gateway, deployment_id: int, version: int) -> Written:
    """Close a mandate."""
    from agence_desktop.teams.commands.evaluations import close_mandate

    return gateway.write(lambda session, desk: close_mandate(session, desk, deployment_id, version))


def print_evaluation(gateway: Gateway, deployment_id: int, side: Side) -> Printed:
    """The paper of a side; recorded."""
    from agence_desktop.actions.printing.deployments import print_evaluation as make

    return make(gateway.database, gateway.actor, deployment_id, side)
