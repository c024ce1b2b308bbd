"""Dated rates, kept by keys alone: added, corrected, taken out, put back; the settings of costs."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from agence_desktop.core.french import NBSP
from agence_desktop.core.roles import Actor, Role
from agence_desktop.desktop.teams import keys
from agence_desktop.desktop.teams.rates import texts
from agence_desktop.desktop.teams.rates.rate_dialog import RateDialog
from agence_desktop.desktop.teams.rates.rates_place import RatesPlace
from agence_desktop.desktop.teams.rates.settings_dialog import SettingsDialog
from agence_desktop.storage.tabular import read_sheet
from agence_desktop.teams.commands.desk import Desk
from agence_desktop.teams.commands.rating import save_cost_rate
from agence_desktop.teams.commands.texts import STALE
from agence_desktop.teams.queries.costs import rate_tables
from agence_desktop.teams.queries.settings import team_settings
from agence_desktop.teams.rate_lines import Standing
from agence_desktop.teams.rates import DatedRate
from agence_desktop.teams.rows import ExpenseKind
from desktop.teams.conftest import Opened
from support import teams
from support.accessibility import check_window, colliding_mnemonics, small_targets, unnamed
from support.pages.keyboard import Keyboard
from support.pages.teams import TeamsPage

CLASS = "Agent de secrétariat"
APRIL, NEXT = date(2026, 4, 1), date(2027, 4, 1)
ADMINISTRATOR = teams.actor("admin", Role.ADMINISTRATOR, None)


def rates_of(page: TeamsPage) -> RatesPlace:
    place = page.opened.go(keys.RATES)
    assert isinstance(place, RatesPlace)
    page.settle()
    return place


def on(page: TeamsPage, kind: str, since: date = APRIL) -> RatesPlace:
    """The keyboard on a rate."""
    place = rates_of(page)
    place.take_focus()
    rows = place.model.rows()
    at = next(n for n, row in enumerate(rows) if texts.what(row.scope) == kind and row.since == since)
    place.view.choose(at)
    return place


def classes(page: TeamsPage) -> list[tuple[date, Decimal | None]]:
    found = page.opened.database.read(rate_tables).classes.get(CLASS, ())
    return [(one.since, one.amount) for one in found]


@pytest.fixture
def hands(page: TeamsPage) -> Keyboard:
    return Keyboard(page)


def test_that_a_rate_from_a_day_on_ends_the_former_one_and_ctrl_z_takes_it_back(hands: Keyboard) -> None:
    page = hands.page
    place = on(page, texts.DAY)
    assert not unnamed(page.window)
    assert not small_targets(page.window)
    assert not [one for one in colliding_mnemonics(page.window) if "ploiement" in one]
    hands.press("Ctrl+N")
    form = page.dialog(RateDialog)
    check_window(form)
    assert form.job_class.text() == CLASS
    hands.write(form.since, "2027-04-01")
    hands.write(form.amount, "320,00")
    hands.press("Ctrl+Return")
    assert classes(page) == [(APRIL, Decimal("310.00")), (NEXT, Decimal("320.00"))]
    shown = [row for row in place.model.rows() if row.scope.job_class == CLASS]
    assert [(row.last, row.standing) for row in shown] == [
        (date(2027, 3, 31), Standing.IN_FORCE),
        (None, Standing.COMING),
    ]
    row = place.row()
    assert row is not None
    assert row.since == NEXT
    hands.press("Ctrl+Z")
    assert classes(page) == [(APRIL, Decimal("310.00"))]


def test_that_a_kilometre_of_three_decimals_is_corrected_and_put_back(hands: Keyboard) -> None:
    page = hands.page
    on(page, texts.KINDS[ExpenseKind.TRAVEL])
    hands.press("F2")
    form = page.dialog(RateDialog)
    check_window(form)
    assert form.amount.text() == f"0,61{NBSP}$"
    hands.write(form.amount, "0,625")
    hands.press("Ctrl+Return")
    read = page.opened.database.read
    assert read(rate_tables).travel == (DatedRate(APRIL, Decimal("0.625")),)
    hands.press("Ctrl+Z")
    assert read(rate_tables).travel == (DatedRate(APRIL, Decimal("0.61")),)


def test_that_a_rate_changed_elsewhere_meanwhile_is_told_and_nothing_typed_is_lost(hands: Keyboard) -> None:
    page = hands.page
    on(page, texts.KINDS[ExpenseKind.TRAVEL])
    hands.press("F2")
    form = page.dialog(RateDialog)
    desk = Desk(ADMINISTRATOR)
    page.opened.database.write(
        lambda session: save_cost_rate(session, desk, ExpenseKind.TRAVEL, APRIL, Decimal("0.63"))
    )
    hands.write(form.amount, "0,625")
    hands.press("Ctrl+Return")
    assert form.isVisible()
    assert form.amount.text().startswith("0,625")
    assert form.draft_note.text() == STALE
    assert page.opened.database.read(rate_tables).travel == (DatedRate(APRIL, Decimal("0.63")),)
    form.reject()


def test_that_a_rate_is_taken_out_by_a_key_and_put_back(hands: Keyboard) -> None:
    page = hands.page
    on(page, texts.DAY)
    hands.press("Del")
    assert classes(page) == []
    hands.press("Ctrl+Z")
    assert classes(page) == [(APRIL, Decimal("310.00"))]


def test_that_nothing_more_is_paid_from_a_day_on_where_the_box_says_so(hands: Keyboard) -> None:
    page = hands.page
    place = on(page, texts.DAY)
    hands.press("Ctrl+N")
    form = page.dialog(RateDialog)
    hands.write(form.since, "2027-04-01")
    hands.press("Ctrl+Return")
    assert form.form.errors == {"amount": texts.AMOUNT_MISSING}
    hands.tab_to(form.no_more)
    hands.press("Space")
    assert form.dirty
    hands.press("Ctrl+Return")
    assert classes(page)[-1] == (NEXT, None)
    row = place.row()
    assert row is not None
    assert texts.money(row.amount) == texts.NOTHING


def test_that_what_is_wrong_is_said_at_its_field_and_nothing_typed_is_lost(hands: Keyboard) -> None:
    page = hands.page
    on(page, texts.DAY)
    hands.press("Ctrl+N")
    form = page.dialog(RateDialog)
    form.job_class.setText("agent de secretariat")
    hands.write(form.since, "2026-04-01")
    hands.write(form.amount, "310,005")
    hands.press("Ctrl+Return")
    assert form.form.errors["since"] == texts.taken(Decimal("310.00"))
    assert "deux décimales" in form.form.errors["amount"]
    assert form.amount.text() == "310,005"
    form.what.setCurrentIndex(form.what.findData("travel"))
    hands.write(form.since, "2027-04-01")
    hands.write(form.amount, "-1")
    hands.press("Ctrl+Return")
    assert form.form.errors == {"amount": texts.TOO_MUCH}
    hands.write(form.amount, "0,61234")
    hands.press("Ctrl+Return")
    assert form.isVisible()
    assert "quatre décimales" in form.draft_note.text()
    assert form.amount.text() == "0,61234"


def test_that_a_member_gets_a_rate_of_their_own(hands: Keyboard) -> None:
    page = hands.page
    place = on(page, texts.DAY)
    hands.press("Ctrl+N")
    form = page.dialog(RateDialog)
    form.what.setCurrentIndex(form.what.findData("member"))
    form.member.setCurrentIndex(form.member.findData(teams.KARINE))
    hands.write(form.amount, "415")
    hands.press("Ctrl+Return")
    (row,) = [one for one in place.model.rows() if one.scope.member_id is not None]
    assert (row.name, row.amount, row.standing) == ("Karine Bélanger", Decimal("415.00"), Standing.IN_FORCE)
    assert row.since == teams.TODAY


def test_that_clerks_read_rates_and_keep_none(open_window: Opened) -> None:
    with open_window(teams.CLERK) as opened:
        page = TeamsPage(opened)
        place = on(page, texts.DAY)
        actions = page.window.commands
        assert len(place.model.rows()) == 2
        assert not actions.action("teams.rate.edit").isEnabled()
        assert not actions.action("teams.rate.remove").isEnabled()
        Keyboard(page).press("Return")
        assert texts.NO_RIGHT in page.window.toasts.sentences


@pytest.mark.parametrize("actor", [teams.CLIENT, teams.MEMBER], ids=["client", "member"])
def test_that_clients_and_members_have_no_rates(open_window: Opened, actor: Actor) -> None:
    with open_window(actor) as opened:
        (contribution,) = opened.window.contributions
        assert keys.RATES not in [spec.key for spec in contribution.places]


def test_that_an_administrator_sets_costs_and_takes_it_back(open_window: Opened) -> None:
    with open_window(ADMINISTRATOR) as opened:
        page = TeamsPage(opened)
        rates_of(page).take_focus()
        hands = Keyboard(page)
        before = opened.database.read(team_settings)
        hands.press("Ctrl+Shift+R")
        form = page.dialog(SettingsDialog)
        check_window(form)
        hands.write(form.lodging, "120")
        hands.write(form.posts, "101")
        hands.press("Ctrl+Return")
        assert form.form.errors == {"posts": texts.BAD_POSTS}
        hands.write(form.posts, "0,75")
        hands.press("Ctrl+Return")
        now = opened.database.read(team_settings)
        assert (now.costs.lodging_km, now.case.least_posts) == (Decimal(120), Decimal("0.75"))
        assert (now.arithmetic, now.costs.warning_share) == (before.arithmetic, before.costs.warning_share)
        hands.press("Ctrl+Z")
        assert opened.database.read(team_settings) == before


def test_that_rates_are_exported_as_they_are_shown(page: TeamsPage, tmp_path: Path) -> None:
    rates_of(page).export_to(tmp_path / "tarifs.csv")
    page.settle()
    assert len(read_sheet(tmp_path / "tarifs.csv").rows) == 2
