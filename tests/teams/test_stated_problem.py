"""The problem as the base states it: everybody is judged, and nobody is proposed twice in a request."""

from __future__ import annotations

from datetime import date

import pytest
from sqlalchemy import update

from agence_desktop.core.errors import RefusedError
from agence_desktop.storage.work import Database
from agence_desktop.teams.explaining import explain
from agence_desktop.teams.model import TeamMember
from agence_desktop.teams.periods import Days
from agence_desktop.teams.proposal_codec import Inputs, inputs_text, read_inputs
from agence_desktop.teams.queries.problem import StatedProblem, stated_problem
from agence_desktop.teams.solving.proposing import propose, study
from support.teams import KARINE, LOUISE, TODAY

from . import arithmetic, story
from .story import seat


def stated(database: Database) -> StatedProblem:
    return database.read(lambda session: stated_problem(session, TODAY))


def reasons(found: StatedProblem) -> dict[str, str]:
    """Who is rejected for the only open seat, and why; each reason is that of the independent arithmetic."""
    studied = study(found.problem)
    (told,) = explain(studied, propose(studied))
    (wanted,) = found.problem.seats
    need = found.problem.requests[0]
    for each in told.rejected:
        candidate = studied.judge.members[each.member]
        assert each.reason.value == (arithmetic.reason(found.problem, need, wanted, candidate) or "outbid")
    return {each.member: each.reason.value for each in told.rejected}


def test_that_who_left_is_among_the_rejected_for_their_contract(bench: Database) -> None:
    story.received(bench)
    bench.write(
        lambda session: session.execute(
            update(TeamMember).where(TeamMember.id == KARINE).values(contract_end=date(2026, 11, 1))
        )
    )
    found = reasons(stated(bench))
    assert found["M2"] == "contract"
    assert sorted(found.values()) == ["contract", "outbid"]


def test_that_who_is_committed_to_a_seat_takes_no_other_one_of_the_request(bench: Database) -> None:
    # The second seat is of other days, so that only the request stands in the way.
    later = Days(date(2027, 1, 11), date(2027, 1, 30))
    (request,) = story.received(bench, seat(), seat(period=later)).ids
    first, _ = bench.read(lambda session: story.seat_ids(session, request))
    bench.write(lambda session: story.assign(session, story.CLERK, first, LOUISE))
    story.signed(bench, request)
    found = stated(bench)
    assert [one.number for one in found.problem.seats] == [2]
    assert found.problem.held == {("M1", "D-2026-0001")}
    assert reasons(found)["M1"] == "outbid"
    assert propose(study(found.problem)).members.get(("D-2026-0001", 2)) in ("M2", "M3")
    with pytest.raises(RefusedError):
        propose(study(found.problem), pins={("D-2026-0001", 2): "M1"})
    kept = Inputs(found.problem, found.members, found.seats)
    assert read_inputs(inputs_text(kept)).problem == found.problem
    # In another request nothing stands in the way.
    story.received(bench, seat(period=later))
    other = stated(bench).problem
    verdict = study(other).verdicts["D-2026-0002", 1]["M1"]
    assert arithmetic.reason(other, other.requests[1], other.seats[1], other.members[0]) is None
    assert type(verdict).__name__ == "Fit"
