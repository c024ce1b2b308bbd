"""Proposals in a process of their own: the same as here, told level by level, given up when asked."""

from __future__ import annotations

import pytest

from agence_desktop.actions.proposing import ProposalCancelledError, ProposalProcess
from agence_desktop.core.errors import RefusedError
from agence_desktop.teams.explaining import alternative
from agence_desktop.teams.feasibility import Fit
from agence_desktop.teams.levels import Level, Method
from agence_desktop.teams.solving.proposing import propose, study
from support.allocation import drawn, member, problem


def test_that_a_process_of_its_own_gives_what_is_solved_here() -> None:
    world = drawn(3, 20, 40, firm=10)
    told: list[Level] = []
    with ProposalProcess() as process:
        studied, proposal = process.propose(world, progress=told.append)
        here = propose(studied)
        assert (proposal.members, proposal.optimal, proposal.method) == (here.members, True, Method.EXACT)
        assert told == list(Level)
        key = next(iter(proposal.members))
        other = next(
            name
            for name, verdict in studied.verdicts[key].items()
            if isinstance(verdict, Fit) and name != proposal.members[key]
        )
        again = process.alternative(studied, proposal, key, other)
        assert again.changes == alternative(studied, here, key, other).changes
        with pytest.raises(RefusedError):
            process.propose(studied, pins={("D-0", 1): "M001"})


def test_that_a_proposal_is_given_up_while_it_is_solved() -> None:
    asked: list[bool] = []

    def cancelled() -> bool:
        asked.append(True)
        return len(asked) > 1

    with ProposalProcess() as process, pytest.raises(ProposalCancelledError):
        process.propose(drawn(0, 150, 300), cancelled=cancelled)
    assert process._child._process is None


def test_that_a_process_that_dies_leaves_a_greedy_proposal_and_is_started_again() -> None:
    studied = study(drawn(3, 10, 20))
    with ProposalProcess() as process:
        assert process._child._process is not None
        process._child._process.kill()
        process._child._process.join()
        _, proposal = process.propose(studied)
        assert (proposal.optimal, proposal.method) == (False, Method.GREEDY)
        _, proposal = process.propose(studied)
        assert proposal.optimal


def test_that_nothing_is_solved_where_it_is_cancelled_before() -> None:
    with ProposalProcess() as process, pytest.raises(ProposalCancelledError):
        process.propose(problem([member()]), cancelled=lambda: True)
