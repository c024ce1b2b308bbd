"""The flying teams of the demonstration: every state, and the stories of the pictures with their figures."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from actions.test_demo import DOUBLETS, TODAY, at_work, digests, rows_of
from agence_desktop.actions.demo import MEMBERS, DemoCounts, build_demo
from agence_desktop.core.errors import RefusedError
from agence_desktop.core.roles import Role
from agence_desktop.directory.accounts import actor_of
from agence_desktop.directory.model import Organisation, Skill
from agence_desktop.storage.verification import verify
from agence_desktop.storage.work import Database
from agence_desktop.teams.commands.evaluations import unstated
from agence_desktop.teams.commitments import Margin
from agence_desktop.teams.estimating import CostSettings
from agence_desktop.teams.explaining import alternative, explain
from agence_desktop.teams.model import (
    ActualEntry,
    Commitment,
    Deployment,
    MemberAbsence,
    Overrun,
    Proposal,
    Statement,
    Team,
    TeamEvent,
    TeamMember,
    TeamRequest,
)
from agence_desktop.teams.model_evaluation import Evaluation
from agence_desktop.teams.placements import seat_estimates
from agence_desktop.teams.problem import Reason
from agence_desktop.teams.proposal_codec import read_inputs, read_result
from agence_desktop.teams.queries.costs import job_classes, rate_tables
from agence_desktop.teams.queries.proposals import stored_proposal
from agence_desktop.teams.queries.stating import statement_file
from agence_desktop.teams.rows import DeploymentState, RequestState, Side, StatementState
from agence_desktop.teams.solving.proposing import propose, study
from support.databases import PostgresDatabases, SqliteFiles

_D = DeploymentState
SEAT = ("D-2026-0063", 1)


def build(url: str, today: date = TODAY, members: int = MEMBERS, seed: int = 1) -> DemoCounts:
    """A demonstration of flying teams, with next to no rooms and no positions."""
    database = at_work(url, new=True)
    try:
        return build_demo(
            database, spaces=3, bookings=0, positions=0, members=members, today=today, seed=seed
        )
    finally:
        database.close()


def prepare_teams(url: str) -> None:
    """Sixty members on the day of the other demonstrations."""
    build(url)


@pytest.fixture
def demo(databases: SqliteFiles | PostgresDatabases) -> Iterator[Database]:
    url = databases.copy_of(prepare_teams)
    database = at_work(url)
    yield database
    database.close()
    databases.drop(url)


def all_of(database: Database, entity: Any) -> list[Any]:
    return database.read(lambda session: rows_of(session, entity, entity.id))


def names_of(database: Database) -> dict[str, str]:
    """Key of a member → name, as the newest proposal tells them."""
    stored = database.read(stored_proposal)
    assert stored is not None
    return {one.key: one.name for one in read_inputs(stored.inputs).problem.members}


def test_that_there_are_four_teams_of_sixty_members_and_eighty_requests(demo: Database) -> None:
    teams = all_of(demo, Team)
    assert len(teams) == 4
    members = all_of(demo, TeamMember)
    assert len(members) == MEMBERS == 60
    assert {one.team_id for one in members} == {one.id for one in teams}
    assert len({one.organisation_id for one in teams}) == 4
    assert len(all_of(demo, TeamRequest)) == 80
    assert any(one.contract_end is not None for one in members)


def test_that_nothing_is_found_by_the_checks_of_the_base(demo: Database) -> None:
    assert list(verify(demo)) == []


def test_that_requests_and_deployments_are_in_every_state(demo: Database) -> None:
    requests = all_of(demo, TeamRequest)
    assert {one.state for one in requests} == set(RequestState)
    assert {one.rank for one in requests if one.state == RequestState.WAITLISTED} == {1}
    assert all(one.refusal_reason for one in requests if one.state == RequestState.REFUSED)
    # Both sides of a signature are shown: proposed and committed ones are tentative.
    assert {one.state for one in all_of(demo, Deployment)} == set(_D)


def test_that_numbers_follow_the_order_of_coming(demo: Database) -> None:
    requests = all_of(demo, TeamRequest)
    moments = [one.received_at for one in requests]
    assert moments == sorted(moments)
    assert [one.number for one in requests] == [
        *(f"D-2025-{number:04d}" for number in range(1, 13)),
        *(f"D-2026-{number:04d}" for number in range(1, 69)),
    ]
    proposals = [one.number for one in all_of(demo, Proposal)]
    assert proposals == [f"PA-2026-{number:04d}" for number in range(1, 19)]


def test_that_what_was_done_lies_in_the_past_and_in_order(demo: Database) -> None:
    now = demo.clock.now()
    last: dict[int, Any] = {}
    for event in all_of(demo, TeamEvent):
        assert event.at <= now
        assert event.at >= last.get(event.request_id, event.at)
        last[event.request_id] = event.at
    mandates = {one.id: one for one in all_of(demo, Deployment)}
    for entry in all_of(demo, ActualEntry):
        mandate = mandates[entry.deployment_id]
        assert mandate.first_day <= entry.day < (mandate.actual_end or mandate.end_day)
        assert entry.day < TODAY
        assert bool(entry.evidence) == (entry.kind in ("travel", "lodging", "other", "meals"))
    for one in all_of(demo, Commitment):
        assert one.made_at <= one.signed_at <= now


def test_that_absences_overruns_and_evaluations_of_both_sides_are_on_record(demo: Database) -> None:
    absences = all_of(demo, MemberAbsence)
    assert any(one.end_day <= TODAY for one in absences)
    assert any(one.first_day > TODAY for one in absences)
    (overrun,) = all_of(demo, Overrun)
    assert overrun.reason
    assert {one.side for one in all_of(demo, Evaluation)} == set(Side)
    assert {one.again for one in all_of(demo, Evaluation)} == {True, False}
    replaced = [one for one in all_of(demo, Deployment) if one.follows_id is not None]
    assert len(replaced) == 2


def test_that_some_commitments_were_amended_with_a_reason_and_a_higher_ceiling(demo: Database) -> None:
    versions: dict[int, list[Commitment]] = {}
    for one in all_of(demo, Commitment):
        versions.setdefault(one.request_id, []).append(one)
    amended = [each for each in versions.values() if len(each) > 1]
    assert len(amended) >= 3
    ending = {one.request_id for one in all_of(demo, Deployment) if one.state == _D.RUNNING}
    assert any(second.request_id in ending for _, second in amended)
    for first, second in amended:
        assert [first.state, second.state] == ["replaced", "signed"]
        assert first.ceiling < second.ceiling
        assert first.signed_at <= second.made_at
        assert second.reason
    events = [one.detail for one in all_of(demo, TeamEvent) if one.kind == "signed"]
    assert sum(json.loads(detail)["number"] == 2 for detail in events) == len(amended)


def test_that_of_some_mandates_that_just_ended_one_side_has_spoken(demo: Database) -> None:
    ended = {one.id for one in all_of(demo, Deployment) if one.state == _D.ENDED}
    said = [one.deployment_id for one in all_of(demo, Evaluation) if one.deployment_id in ended]
    assert said
    assert len(said) == len(set(said)) < len(ended)


def test_that_the_proposal_of_the_picture_is_found_in_it(demo: Database) -> None:
    """Its figures are those of the picture: 23 of 25, −11,7, 28 days, and every estimate."""
    stored = demo.read(stored_proposal)
    assert stored is not None
    assert stored.number == "PA-2026-0018"
    inputs, made = read_inputs(stored.inputs), read_result(stored.result)
    names = names_of(demo)
    assert {seat: names[key] for seat, key in made.members.items()} == {
        SEAT: "Thomas Nguyen",
        ("D-2026-0063", 2): "Louise Arsenault",
        ("D-2026-0058", 1): "Karine Bélanger",
        ("D-2026-0064", 1): "Sophie Lemieux",
        ("D-2026-0067", 1): "Ibrahim Traoré",
    }
    assert (made.weight, float(made.cost), float(made.max_effort_days)) == (23, -11.7, 28.0)
    tables, classes = demo.read(rate_tables), demo.read(job_classes)
    estimates = seat_estimates(inputs.problem, made.members, tables, CostSettings(), classes)
    assert {seat: one.total for seat, one in estimates.items()} == {
        SEAT: Decimal("6200.00"),
        ("D-2026-0063", 2): Decimal("5360.00"),
        ("D-2026-0058", 1): Decimal("9072.73"),
        ("D-2026-0064", 1): Decimal("7020.00"),
        ("D-2026-0067", 1): Decimal("2050.00"),
    }


def test_that_everybody_is_rejected_as_the_picture_says(demo: Database) -> None:
    stored = demo.read(stored_proposal)
    assert stored is not None
    studied, made = study(read_inputs(stored.inputs).problem), read_result(stored.result)
    names = names_of(demo)
    told = {one.seat: one for one in explain(studied, made)}
    reasons = {names[one.member]: one.reason for one in told[SEAT].rejected}
    shown = {
        "Sophie Lemieux": Reason.OUTBID,
        "Karine Bélanger": Reason.CAPACITY,
        "Louise Arsenault": Reason.DISTANCE,
        "Marie-Ève Fortin": Reason.DISTANCE,
        "Catherine Dubé": Reason.SKILL,
        "Mathieu Girard": Reason.EXPIRED,
        "Ibrahim Traoré": Reason.CONTRACT,
    }
    assert {name: reasons[name] for name in shown} == shown
    assert told["D-2026-0066", 1].member is None
    keys = {name: key for key, name in names.items()}
    other = alternative(studied, made, SEAT, keys["Sophie Lemieux"])
    assert (other.after.weight, float(other.after.cost)) == (23, 11.6)
    assert {names[one.after or ""] for one in other.changes} == {"Sophie Lemieux", "Mathieu Girard"}


def test_that_proposals_can_be_replayed(demo: Database) -> None:
    for row in all_of(demo, Proposal):
        problem, kept = read_inputs(row.inputs).problem, read_result(row.result)
        again = propose(study(problem), pins=kept.pins)
        assert (again.members, again.cost, again.optimal) == (kept.members, kept.cost, kept.optimal)


def test_that_statements_are_issued_for_whole_months_and_state_everything_once(demo: Database) -> None:
    rows = all_of(demo, Statement)
    assert {one.state for one in rows} == set(StatementState)
    numbers = [one.number for one in rows if one.number is not None]
    assert numbers == sorted(numbers)

    def work(session: Session) -> None:
        actor = actor_of(session)
        for row in rows:
            file = statement_file(session, actor, row.id)
            assert file is not None
            assert file.statement.total == row.total > 0
            assert not file.changed
            assert not file.missing
            assert all(one.standing.margin is not Margin.PASSED for one in file.ceilings)
        for mandate in rows_of(session, Deployment, Deployment.id):
            if mandate.state in (_D.STATED, _D.CLOSED):
                assert not unstated(session, mandate.id)

    demo.read(work)


def test_that_two_organisations_owe_each_other_in_some_month(demo: Database) -> None:
    rows = [(one.lender_id, one.client_id, one.first_day) for one in all_of(demo, Statement)]
    assert any((client, lender, month) in rows for lender, client, month in rows)


def test_that_the_order_of_the_picture_is_found_in_it(demo: Database) -> None:
    (request,) = [one for one in all_of(demo, TeamRequest) if one.number == "D-2026-0042"]
    (mandate,) = [one for one in all_of(demo, Deployment) if one.request_id == request.id]
    assert (mandate.state, mandate.first_day, mandate.end_day) == (
        *(_D.CONFIRMED, date(2026, 10, 26)),
        date(2026, 11, 14),
    )
    (commitment,) = [one for one in all_of(demo, Commitment) if one.request_id == request.id]
    work, travel = json.loads(commitment.lines)
    assert (work["label"], work["amount"]) == ("Geneviève Tremblay-Côté, 9 jours", "2790.00")
    assert travel["label"].startswith("6 allers-retours")
    assert json.loads(request.welcome)["manager"] == "Hélène Vachon"


def test_that_managers_members_and_clients_have_their_roles(demo: Database) -> None:
    def logins(session: Session) -> dict[str, set[str]]:
        from agence_desktop.directory.model import Account, AccountGrant

        found: dict[str, set[str]] = {}
        query = select(AccountGrant.role, Account.login).join(Account, Account.id == AccountGrant.account_id)
        for role, login in session.execute(query).tuples():
            found.setdefault(role, set()).add(login)
        return found

    held = demo.read(logins)
    assert len(held[Role.MEMBER]) == MEMBERS
    assert "mathieu.cloutier" in held[Role.MANAGER]
    assert len(held[Role.CLIENT]) == len(all_of(demo, Organisation))
    assert demo.read(actor_of).holds(Role.ADMINISTRATOR)


def test_that_texts_are_french_without_abbreviated_doublets(demo: Database) -> None:
    texts = [one.name for entity in (Team, Skill) for one in all_of(demo, entity)]
    for one in all_of(demo, TeamRequest):
        texts += [one.description, one.unit, one.refusal_reason, one.position, one.tasks, one.welcome]
    texts += [one.reason for one in all_of(demo, Deployment)]
    texts += [one.comment for one in all_of(demo, Evaluation)]
    for text in texts:
        assert not DOUBLETS.search(text), text
        assert not re.search(r"\w'|[^\s\"] [:;!?%$»]|« |\d h\b", text), text


@pytest.mark.parametrize(
    ("today", "members"), [(date(2026, 12, 25), 1), (date(2027, 3, 31), 21), (date(2028, 2, 29), 90)]
)
def test_that_any_day_and_number_will_do(sqlite_files: SqliteFiles, today: date, members: int) -> None:
    url = sqlite_files.fresh()
    counts = build(url, today, members)
    database = at_work(url)
    assert len(all_of(database, TeamMember)) == counts.members == members
    assert len(all_of(database, TeamRequest)) == counts.requests
    assert list(verify(database)) == []
    database.close()
    sqlite_files.drop(url)


@pytest.mark.postgres
def test_that_one_seed_gives_the_same_teams_on_both_databases(
    sqlite_files: SqliteFiles, postgres_databases: PostgresDatabases
) -> None:
    kept = []
    for databases in (sqlite_files, postgres_databases):
        url = databases.copy_of(prepare_teams)
        kept.append(digests(url))
        databases.drop(url)
    assert kept[0] == kept[1]


def test_that_another_seed_gives_other_members(sqlite_files: SqliteFiles) -> None:
    kept = []
    for seed in (1, 2):
        url = sqlite_files.fresh()
        build(url, members=20, seed=seed)
        kept.append(digests(url))
        sqlite_files.drop(url)
    assert kept[0] != kept[1]


def test_that_teams_in_use_are_left_as_they_are(demo: Database) -> None:
    with pytest.raises(RefusedError) as refused:
        build_demo(demo, spaces=3, bookings=0)
    assert refused.value.code == "furnished"
