"""What « Ma journée » tells of the week of flying teams."""

from __future__ import annotations

from datetime import date

from agence_desktop.desktop.teams.deployments.day_pane import week_lines
from agence_desktop.teams.periods import Days
from agence_desktop.teams.problem import Mode
from agence_desktop.teams.rows import Bar, DeploymentState

WEDNESDAY = date(2026, 10, 14)


def bar(number: int, first: date, last: date, state: DeploymentState = DeploymentState.RUNNING) -> Bar:
    period = Days.both_included(first, last)
    return Bar(
        number,
        1,
        number,
        number,
        f"D-2026-{number:04}",
        1,
        "MTQ",
        "secrétariat",
        state,
        period,
        6000,
        Mode.ON_SITE,
    )


def test_that_what_begins_and_what_ends_this_week_is_told_by_day() -> None:
    ends = bar(1, date(2026, 9, 1), date(2026, 10, 16))
    starts = bar(2, date(2026, 10, 15), date(2026, 12, 18), DeploymentState.CONFIRMED)
    elsewhere = bar(3, date(2026, 9, 1), date(2026, 12, 18))
    lines = week_lines([ends, starts, elsewhere], {1: "Mathieu", 2: "Louise"}, WEDNESDAY)
    assert [(line.member, line.starts) for line in lines] == [("Louise", True), ("Mathieu", False)]


def test_that_what_is_only_proposed_or_already_evaluated_is_not_told() -> None:
    hoped = bar(1, date(2026, 10, 15), date(2026, 12, 18), DeploymentState.PROPOSED)
    over = bar(2, date(2026, 9, 1), date(2026, 10, 16), DeploymentState.EVALUATED)
    assert week_lines([hoped, over], {}, WEDNESDAY) == []


def test_that_an_extension_that_was_asked_for_is_told_instead_of_an_evaluation() -> None:
    asked = bar(1, date(2026, 9, 1), date(2026, 10, 16), DeploymentState.EXTENSION_ASKED)
    (line,) = week_lines([asked], {1: "Mathieu"}, WEDNESDAY)
    assert line.due == "prolongation demandée"
