"""From a request to firm deployments: every rule again under the lock, never too much in silence."""

from __future__ import annotations

from datetime import date
from uuid import uuid4

import pytest
from sqlalchemy import delete, select

from agence_desktop.core.errors import RefusedError, RightMissingError, StaleError
from agence_desktop.storage.verification import verify
from agence_desktop.storage.work import Database
from agence_desktop.teams.commands.confirming import OverCapacityError, confirm
from agence_desktop.teams.commands.requests import edit_request, refuse, reopen, waitlist, withdraw
from agence_desktop.teams.model import MemberSkill, Overrun, TeamEvent
from agence_desktop.teams.periods import Days
from agence_desktop.teams.queries.board import cards
from agence_desktop.teams.queries.files import deployment_file, request_file
from agence_desktop.teams.queries.problem import stated_problem
from agence_desktop.teams.queries.timeline import bars, day_loads, member_lines
from agence_desktop.teams.rows import DeploymentState, RequestState
from support.teams import KARINE, LOUISE, TODAY
from teams import story
from teams.story import CLERK, CLIENT, MANAGER, MEMBER, STRANGER, seat


def test_that_a_request_goes_from_received_to_confirmed(bench: Database) -> None:
    done = story.received(bench)
    assert done.number == "D-2026-0001"
    (one,) = story.proposed(bench, done.ids[0], LOUISE)
    assert story.request_state(bench, done.ids[0]) == "proposed"
    story.signed(bench, done.ids[0])
    assert story.request_state(bench, done.ids[0]) == "committed"
    assert story.state_of(bench, one) == "committed"
    wanted = story.versions(bench, one)
    bench.write(lambda session: confirm(session, MANAGER, wanted))
    assert story.request_state(bench, done.ids[0]) == "confirmed"
    assert list(verify(bench)) == []


def test_that_a_request_is_confirmed_once_all_of_its_seats_are(bench: Database) -> None:
    request, (first, second) = story.committed(bench, LOUISE, KARINE)
    wanted = story.versions(bench, first)
    bench.write(lambda session: confirm(session, MANAGER, wanted))
    assert story.request_state(bench, request) == "committed"
    wanted = story.versions(bench, second)
    bench.write(lambda session: confirm(session, MANAGER, wanted))
    assert story.request_state(bench, request) == "confirmed"


def test_that_only_the_manager_who_lends_confirms(bench: Database) -> None:
    _, (one,) = story.committed(bench, LOUISE)
    wanted = story.versions(bench, one)
    for desk in (CLERK, CLIENT, STRANGER, MEMBER):
        with pytest.raises(RightMissingError):
            bench.write(lambda session, desk=desk: confirm(session, desk, wanted))  # type: ignore[misc]


def test_that_nothing_is_confirmed_without_a_signed_commitment(bench: Database) -> None:
    done = story.received(bench)
    (one,) = story.proposed(bench, done.ids[0], LOUISE)
    wanted = story.versions(bench, one)
    with pytest.raises(RefusedError) as caught:
        bench.write(lambda session: confirm(session, MANAGER, wanted))
    assert caught.value.code == "commitment_missing"


def test_that_a_member_above_capacity_is_refused_with_the_days(bench: Database) -> None:
    story.confirmed(bench, LOUISE, seats=(seat(effort_bp=8_000, days=frozenset({0, 1, 3, 4})),))
    request, (one,) = story.committed(bench, LOUISE, seats=(seat(effort_bp=5_000),))
    wanted = story.versions(bench, one)
    with pytest.raises(OverCapacityError, match="30") as caught:
        bench.write(lambda session: confirm(session, MANAGER, wanted))
    assert caught.value.code == "over_capacity"
    assert caught.value.days[0] == (date(2026, 12, 1), 3_000)
    assert len(caught.value.days) == 12
    assert story.state_of(bench, one) == "committed"
    # The first answer: wait.
    version = story.version_of(bench, request)
    bench.write(lambda session: waitlist(session, MANAGER, request, version))
    assert story.request_state(bench, request) == "waitlisted"


def test_that_an_overrun_is_authorised_by_the_manager_with_a_reason_and_kept(bench: Database) -> None:
    story.confirmed(bench, LOUISE, seats=(seat(effort_bp=8_000, days=frozenset({0, 1, 3, 4})),))
    request, (one,) = story.committed(bench, LOUISE, seats=(seat(effort_bp=5_000),))
    wanted = story.versions(bench, one)
    with pytest.raises(RightMissingError):
        bench.write(lambda session: confirm(session, CLERK, wanted, overrun_reason="Urgence"))
    bench.write(lambda session: confirm(session, MANAGER, wanted, overrun_reason="Urgence"))
    rows = bench.read(lambda session: session.scalars(select(Overrun)).all())
    assert {row.reason for row in rows} == {"Urgence"}
    found = bench.read(lambda session: request_file(session, request, TODAY))
    assert found is not None
    assert {row.amount_bp for row in found.overruns} == {3_000}
    assert found.overruns[0].member == "Louise Arsenault"
    assert list(verify(bench)) == []


def test_that_the_rules_are_run_again_when_confirming(bench: Database) -> None:
    _, (one,) = story.committed(bench, LOUISE)
    bench.write(lambda session: session.execute(delete(MemberSkill).where(MemberSkill.member_id == LOUISE)))
    wanted = story.versions(bench, one)
    with pytest.raises(RefusedError, match="D-2026-0001/1") as caught:
        bench.write(lambda session: confirm(session, MANAGER, wanted))
    assert caught.value.code == "skill"


def test_that_a_seat_takes_one_member_at_a_time(bench: Database) -> None:
    request, (one,) = story.confirmed(bench, LOUISE)
    file = bench.read(lambda session: request_file(session, request, TODAY))
    assert file is not None
    with pytest.raises(RefusedError) as caught:
        story.proposed(bench, request, KARINE)
    assert caught.value.code == "seat_taken"
    assert file.seats[0].bars[0].id == one


def test_that_a_member_takes_one_seat_of_a_request(bench: Database) -> None:
    _, both = story.committed(bench, LOUISE, LOUISE)
    wanted = story.versions(bench, *both)
    with pytest.raises(RefusedError) as caught:
        bench.write(lambda session: confirm(session, MANAGER, wanted))
    assert caught.value.code == "member_twice"


def test_that_a_stale_confirmation_is_refused(bench: Database) -> None:
    _, (one,) = story.committed(bench, LOUISE)
    with pytest.raises(StaleError):
        bench.write(lambda session: confirm(session, MANAGER, [(one, 1)]))


def test_that_a_repeated_confirmation_acts_once(bench: Database) -> None:
    _, (one,) = story.committed(bench, LOUISE)
    wanted, key = story.versions(bench, one), uuid4()
    first = bench.write(lambda session: confirm(session, MANAGER, wanted, key=key), key=key)
    again = bench.write(lambda session: confirm(session, MANAGER, wanted, key=key), key=key)
    assert (again.ids, again.replayed) == (first.ids, True)
    with pytest.raises(RefusedError) as caught:
        bench.write(lambda session: confirm(session, MANAGER, [], key=key), key=key)
    assert caught.value.code == "key_reused"
    told = bench.read(lambda s: s.scalars(select(TeamEvent.kind).where(TeamEvent.deployment_id == one)).all())
    assert told.count("confirmed") == 1


def test_that_a_refusal_needs_a_reason_and_may_be_taken_back(bench: Database) -> None:
    (request,) = story.received(bench).ids
    with pytest.raises(RefusedError) as caught:
        bench.write(lambda session: refuse(session, CLERK, request, 1, " "))
    assert caught.value.code == "no_reason"
    bench.write(lambda session: refuse(session, CLERK, request, 1, "Aucun membre"))
    bench.write(lambda session: reopen(session, CLERK, request, 2))
    assert story.request_state(bench, request) == "received"


def test_that_withdrawing_frees_what_was_proposed_and_keeps_the_number(bench: Database) -> None:
    done = story.received(bench)
    (one,) = story.proposed(bench, done.ids[0], LOUISE)
    version = story.version_of(bench, done.ids[0])
    bench.write(lambda session: withdraw(session, CLERK, done.ids[0], version))
    assert story.state_of(bench, one) == "cancelled"
    assert story.received(bench).number == "D-2026-0002"


def test_that_changed_seats_are_proposed_anew(bench: Database) -> None:
    (request,) = story.received(bench).ids
    (one,) = story.proposed(bench, request, LOUISE)
    version = story.version_of(bench, request)
    changed = story.draft(seat(effort_bp=2_500), seat())
    bench.write(lambda session: edit_request(session, CLERK, request, version, changed))
    assert story.state_of(bench, one) == "cancelled"
    assert story.request_state(bench, request) == "qualified"
    file = bench.read(lambda session: request_file(session, request, TODAY))
    assert file is not None
    assert file.draft == changed


def test_that_committed_seats_do_not_change(bench: Database) -> None:
    request, _ = story.committed(bench, LOUISE)
    version = story.version_of(bench, request)
    with pytest.raises(RefusedError) as caught:
        bench.write(
            lambda session: edit_request(session, CLERK, request, version, story.draft(seat(effort_bp=1)))
        )
    assert caught.value.code == "not_editable"


@pytest.mark.parametrize(
    ("changed", "code"),
    [
        ({"effort_bp": 0}, "bad_effort"),
        ({"effort_bp": 10_001}, "bad_effort"),
        ({"period": Days(date(2026, 12, 5), date(2026, 12, 7))}, "no_working_days"),
    ],
)
def test_that_a_seat_that_cannot_be_is_refused(
    bench: Database, changed: dict[str, object], code: str
) -> None:
    with pytest.raises(RefusedError) as caught:
        story.received(bench, seat(**changed))
    assert caught.value.code == code


def test_that_the_timeline_and_the_board_tell_what_stands(bench: Database) -> None:
    _, (one,) = story.confirmed(bench, LOUISE, seats=(seat(effort_bp=6_000),))
    story.committed(bench, KARINE)
    period = Days(date(2026, 11, 30), date(2026, 12, 7))

    def read(session: object) -> tuple[object, ...]:
        return (
            member_lines(session, period),  # type: ignore[arg-type]
            bars(session, period, TODAY),  # type: ignore[arg-type]
            day_loads(session, period, TODAY),  # type: ignore[arg-type]
            cards(session, TODAY),  # type: ignore[arg-type]
            stated_problem(session, TODAY),  # type: ignore[arg-type]
            deployment_file(session, one, TODAY),  # type: ignore[arg-type]
        )

    lines, found, loads, board, stated, file = bench.read(read)  # type: ignore[misc]
    assert [line.name for line in lines] == ["Louise Arsenault", "Karine Bélanger", "Thomas Nguyen"]
    assert [(bar.client, bar.label, bar.state) for bar in found] == [
        ("MSP", "Secrétariat", DeploymentState.CONFIRMED),
        ("MSP", "Secrétariat", DeploymentState.COMMITTED),
    ]
    by_day = {(load.member_id, load.day): load for load in loads}
    first, half = date(2026, 12, 1), date(2026, 12, 2)
    assert (by_day[LOUISE, first].capacity_bp, by_day[LOUISE, first].firm_bp) == (10_000, 6_000)
    assert (by_day[LOUISE, half].capacity_bp, by_day[LOUISE, half].firm_bp) == (5_000, 0)
    assert (by_day[KARINE, first].firm_bp, by_day[KARINE, first].tentative_bp) == (0, 5_000)
    assert [(card.number, card.state, card.filled) for card in board][-2:] == [
        ("D-2026-0001", RequestState.CONFIRMED, 1),
        ("D-2026-0002", RequestState.COMMITTED, 0),
    ]
    assert [one.key for one in stated.problem.members] == ["M1", "M2", "M3"]
    assert file is not None
    assert file.member.name == "Louise Arsenault"
    assert len(file.served) == 12


def test_that_what_the_calendar_brings_is_told_without_being_written(bench: Database) -> None:
    request, (one,) = story.confirmed(bench, LOUISE)
    later = date(2026, 12, 10)
    (bar,) = bench.read(lambda session: bars(session, Days(later, date(2026, 12, 11)), later))
    assert bar.state is DeploymentState.RUNNING
    over = date(2027, 1, 10)
    (card,) = [c for c in bench.read(lambda session: cards(session, over)) if c.id == request]
    assert card.progress is DeploymentState.ENDED
    assert story.state_of(bench, one) == "confirmed"
