"""F9: the problem is read, solved in a process of its own and stored; then its place shows it."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from functools import partial

from agence_desktop.desktop.places import Target, Workbench
from agence_desktop.desktop.tasks import Cancel, Lane
from agence_desktop.desktop.teams import keys
from agence_desktop.desktop.teams.gateway import Gateway, Written
from agence_desktop.desktop.teams.proposals import texts, work
from agence_desktop.desktop.teams.proposals.solving import Solved, solve
from agence_desktop.teams.feasibility import SeatKey
from agence_desktop.teams.proposal_codec import Inputs

Weights = tuple[int, int, int, int]


def run_proposal(
    desk: Workbench,
    gateway: Gateway,
    request_ids: Collection[int] | None = None,
    *,
    pins: Mapping[SeatKey, str] | None = None,
    weights: Weights | None = None,
) -> None:
    """Propose members for these requests (None: all that are qualified, proposed or waiting)."""

    def read(inputs: Inputs) -> None:
        if not inputs.problem.seats:
            desk.tell(texts.NOTHING_OPEN, kind="warning")
            return
        cancel = Cancel()
        desk.tasks.run(
            partial(solve, inputs, pins or {}, weights, cancel),
            owner=desk.parent_widget,
            cancel=cancel,
            done=store,
            progress=lambda _fraction: None,
            label=texts.CALCULATING,
            lane=Lane.POOL,
        )

    def store(solved: Solved) -> None:
        desk.tasks.run(work.store, gateway, solved, owner=desk.parent_widget, done=partial(stored, solved))

    def stored(solved: Solved, written: Written) -> None:
        desk.hub.publish(written.changes)
        filled = len(solved.proposal.members)
        desk.tell(texts.done(written.number, filled, len(solved.inputs.problem.seats)))
        desk.go(Target(keys.PROPOSALS, {"proposal": None, "fresh": written.number}))

    desk.tasks.run(work.proposal_inputs, gateway, request_ids, owner=desk.parent_widget, done=read)
