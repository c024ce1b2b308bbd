"""Teams, members, rates and settings are kept by the managers who lend them."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

import pytest
from sqlalchemy import select, update

from agence_desktop.core.errors import RefusedError, RightMissingError, StaleError
from agence_desktop.core.roles import Role
from agence_desktop.storage.work import Database, Session
from agence_desktop.teams.commands.desk import Desk
from agence_desktop.teams.commands.members import MemberDraft, TeamDraft, save_member, save_team
from agence_desktop.teams.commands.rating import (
    DayRateDraft,
    SettingsDraft,
    save_cost_rate,
    save_day_rate,
    save_settings,
)
from agence_desktop.teams.commands.withdrawing import NEVER, withdraw_member, withdraw_team
from agence_desktop.teams.model import DayRate, MemberSkill, TeamMember
from agence_desktop.teams.periods import Days
from agence_desktop.teams.queries.choices import families
from agence_desktop.teams.queries.costs import rate_tables
from agence_desktop.teams.queries.members import team_files
from agence_desktop.teams.queries.settings import team_settings
from agence_desktop.teams.rows import ExpenseKind
from support import office, teams
from support.teams import LOUISE, SECRETARIAT, TEAM
from teams import story
from teams.story import CLERK, MANAGER, STRANGER

ADMINISTRATOR = Desk(teams.actor("admin", Role.ADMINISTRATOR, None))
DRAFT = MemberDraft(
    key="M9",
    person_id=office.ROY,
    team_id=TEAM,
    contract=Days(date(2026, 6, 1), None),
    home_municipality_id=1,
    languages=("fr", "en"),
    skills={SECRETARIAT: (2, date(2026, 6, 1))},
)


def test_that_a_member_is_made_and_changed_with_their_skills(bench: Database) -> None:
    (made,) = bench.write(lambda s: save_member(s, MANAGER, DRAFT)).ids
    changed = replace(DRAFT, remote=True, skills={})
    bench.write(lambda s: save_member(s, MANAGER, changed, made, 1))
    row = bench.read(lambda s: s.get_one(TeamMember, made))
    assert (row.languages, row.remote, row.version) == ("en,fr", True, 2)
    assert bench.read(lambda s: s.query(MemberSkill).filter_by(member_id=made).count()) == 0
    with pytest.raises(StaleError):
        bench.write(lambda s: save_member(s, MANAGER, DRAFT, made, 1))


@pytest.mark.parametrize(
    ("changed", "code"),
    [
        ({"key": " "}, "bad_field"),
        ({"key": "M1"}, "key_taken"),
        ({"person_id": teams.PERSONS[LOUISE]}, "person_taken"),
        ({"skills": {SECRETARIAT: (5, date(2026, 6, 1))}}, "bad_level"),
        ({"team_id": 99}, "unknown_team"),
    ],
)
def test_that_a_member_who_cannot_be_is_refused(
    bench: Database, changed: dict[str, object], code: str
) -> None:
    with pytest.raises(RefusedError) as caught:
        bench.write(lambda s: save_member(s, MANAGER, replace(DRAFT, **changed)))  # type: ignore[arg-type]
    assert caught.value.code == code


def test_that_a_team_ends_once_nobody_stays_and_takes_nobody_any_more(bench: Database) -> None:
    team = TeamDraft("ADM", "Soutien administratif", office.HOST, until=date(2026, 12, 31))
    with pytest.raises(RefusedError) as caught:
        bench.write(lambda s: save_team(s, MANAGER, team, TEAM, 1))
    assert caught.value.code == "members_stay"
    assert "Louise Arsenault, Karine Bélanger et Thomas Nguyen" in caught.value.sentence

    def end(session: Session) -> None:
        session.execute(update(TeamMember).values(contract_end=date(2027, 1, 1)))

    bench.write(end)
    bench.write(lambda s: save_team(s, MANAGER, team, TEAM, 1))
    bench.write(lambda s: save_member(s, MANAGER, DRAFT))
    bench.write(lambda s: save_team(s, MANAGER, replace(team, until=None), TEAM, 2))
    bench.write(lambda s: s.execute(update(TeamMember).values(contract_end=date(2026, 11, 20))))
    gone = replace(team, until=date(2026, 11, 19))
    bench.write(lambda s: save_team(s, MANAGER, gone, TEAM, 3))
    assert bench.read(lambda s: [one.code for one in team_files(s, teams.TODAY)]) == []
    assert bench.read(lambda s: families(s, teams.TODAY)) == []
    assert bench.read(lambda s: [one.active for one in team_files(s, teams.TODAY, retired=True)]) == [False]
    with pytest.raises(RefusedError) as caught:
        bench.write(lambda s: save_member(s, MANAGER, DRAFT))
    assert caught.value.code == "team_retired"


def test_that_a_team_that_has_requests_is_not_taken_back(bench: Database) -> None:
    (made,) = bench.write(lambda s: save_team(s, MANAGER, TeamDraft("RED", "Rédaction", office.HOST))).ids
    story.received(bench, family="RED")
    with pytest.raises(RefusedError) as caught:
        bench.write(lambda s: withdraw_team(s, MANAGER, made, 1))
    assert (caught.value.code, "D-2026-0001" in caught.value.sentence) == ("in_use", True)
    with pytest.raises(RightMissingError):
        bench.write(lambda s: withdraw_team(s, STRANGER, made, 1))
    with pytest.raises(StaleError):
        bench.write(lambda s: withdraw_team(s, MANAGER, made, 2))


def test_that_a_member_is_taken_back_unless_deployed_and_joins_again(bench: Database) -> None:
    (made,) = bench.write(lambda s: save_member(s, MANAGER, DRAFT)).ids
    with pytest.raises(RightMissingError):
        bench.write(lambda s: withdraw_member(s, STRANGER, made, 1))
    bench.write(lambda s: withdraw_member(s, MANAGER, made, 1))
    row = bench.read(lambda s: s.get_one(TeamMember, made))
    assert (row.contract_from, row.contract_end) == (NEVER, NEVER + timedelta(days=1))
    (again,) = bench.write(lambda s: save_member(s, MANAGER, replace(DRAFT, key="M10"))).ids
    assert again == made
    story.confirmed(bench, LOUISE)
    version = bench.read(lambda s: s.get_one(TeamMember, LOUISE).version)
    with pytest.raises(RefusedError) as caught:
        bench.write(lambda s: withdraw_member(s, MANAGER, LOUISE, version))
    assert (caught.value.code, caught.value.sentence.split(" a ")[0]) == ("in_use", "Louise Arsenault")


def test_that_only_managers_who_lend_keep_members_and_rates(bench: Database) -> None:
    rate = DayRateDraft(date(2026, 1, 1), Decimal("310.00"), member_id=LOUISE)
    for desk in (CLERK, STRANGER):
        with pytest.raises(RightMissingError):
            bench.write(lambda s, d=desk: save_member(s, d, DRAFT))  # type: ignore[misc]
        with pytest.raises(RightMissingError):
            bench.write(lambda s, d=desk: save_day_rate(s, d, rate))  # type: ignore[misc]
    with pytest.raises(RightMissingError):
        bench.write(lambda s: save_team(s, STRANGER, TeamDraft("X", "Autre", office.HOST)))


def test_that_rates_are_dated_and_replaced_on_their_day(bench: Database) -> None:
    for amount in ("310.00", "320.00"):
        rate = DayRateDraft(date(2026, 1, 1), Decimal(amount), job_class="Agent")
        bench.write(lambda s, r=rate: save_day_rate(s, MANAGER, r))  # type: ignore[misc]
    day, amount_of_km = date(2026, 1, 1), Decimal("0.605")
    bench.write(lambda s: save_cost_rate(s, MANAGER, ExpenseKind.TRAVEL, day, amount_of_km))
    assert bench.read(lambda s: s.scalars(select(DayRate.amount)).all()) == [Decimal("320.00")]
    assert bench.read(rate_tables).travel[0].amount == amount_of_km
    with pytest.raises(RefusedError) as caught:
        bench.write(lambda s: save_cost_rate(s, MANAGER, ExpenseKind.MEALS, day, Decimal("0.00001")))
    assert caught.value.code == "too_fine"


def test_that_settings_are_the_administrators_and_the_day_stays_once_counted(bench: Database) -> None:
    wanted = SettingsDraft(validity_months=12, weights=(4, 3, 2, 1))
    with pytest.raises(RightMissingError):
        bench.write(lambda s: save_settings(s, MANAGER, wanted))
    bench.write(lambda s: save_settings(s, ADMINISTRATOR, wanted))
    assert bench.read(team_settings).arithmetic.weights == (4, 3, 2, 1)
    story.confirmed(bench, LOUISE)
    with pytest.raises(RefusedError) as caught:
        bench.write(lambda s: save_settings(s, ADMINISTRATOR, replace(wanted, full_day=27_000)))
    assert caught.value.code == "full_day_fixed"
