"""Journeys after a confirmation: days and expenses, statement, evaluation, the bench, by keyboard too."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QMessageBox

from agence_desktop.desktop.dialogs.preview import PreviewDialog
from agence_desktop.desktop.teams.actuals.actuals_dialog import ActualsDialog
from agence_desktop.desktop.teams.actuals.mandates_place import MandatesPlace
from agence_desktop.desktop.teams.evaluations.evaluation_dialog import EvaluationDialog
from agence_desktop.desktop.teams.facts.months_texts import QUARTER, YEAR
from agence_desktop.desktop.teams.statements.prepare_dialog import PrepareDialog
from agence_desktop.desktop.teams.statements.statements_place import StatementsPlace
from agence_desktop.storage.engine import open_engine
from agence_desktop.storage.locations import parse_location
from agence_desktop.storage.tabular import read_sheet
from agence_desktop.storage.work import Database
from agence_desktop.teams.periods import Days
from agence_desktop.teams.rows import DeploymentState, Side, StatementState
from desktop.teams.conftest import Opened
from support import teams
from support.pages.following import FollowingPage
from support.pages.keyboard import Keyboard
from support.teams import LOUISE
from teams import story

OVER = Days(date(2026, 11, 2), date(2026, 11, 14))


@pytest.fixture
def ended(url: str) -> str:
    """An office where Louise has worked half days for the MSP from 2 to 13 November, under 5 000 $."""
    from agence_desktop.core.clock import FixedClock
    from support.furnished import NOW

    database = Database(open_engine(parse_location(url)), clock=FixedClock(NOW))
    story.confirmed(database, LOUISE, seats=(story.seat(period=OVER),))
    story.received(database, story.seat(period=Days(date(2026, 10, 1), date(2027, 1, 1)), effort_bp=10_000))
    database.close()
    return url


@pytest.fixture
def page(ended: str, open_window: Opened) -> Iterator[FollowingPage]:
    """The window of the manager of the team."""
    assert ended
    with open_window(teams.MANAGER) as opened:
        yield FollowingPage(opened)


def note_all(page: FollowingPage) -> None:
    """Note all days as planned."""
    sheet = page.sheet()
    sheet.planned_button.click()
    page.save(sheet)


def prepare(page: FollowingPage) -> None:
    """Prepare the statement of November for the only client."""
    page.statements()
    page.command("teams.statement.prepare")
    form = page.dialog(PrepareDialog)
    form.first.set_value(date(2026, 11, 1))
    form.last.set_value(date(2026, 11, 30))
    page.save(form)


def test_that_days_and_expenses_are_typed_like_a_spreadsheet(page: FollowingPage) -> None:
    sheet = page.sheet()
    assert [row["day"] for row in sheet.work.value()][:2] == ["2026-11-02", "2026-11-03"]
    page.cell(sheet.work, 0, "done", "50 %")
    page.cell(sheet.work, 1, "done", "0,25")
    page.cell(sheet.expenses, 0, "day", "2 nov 2026")
    page.cell(sheet.expenses, 0, "kind", "dep")
    page.cell(sheet.expenses, 0, "quantity", "66")
    page.cell(sheet.expenses, 0, "evidence", "KM-12")
    assert "272,76" in sheet.showing().replace("\u00a0", " ")
    page.save(sheet)
    (line,) = page.mandates().model.rows()
    assert (line.noted, line.spent) == (2, Decimal("272.76"))
    again = page.sheet()
    assert [row.get("done") for row in again.work.value()][:2] == ["0,5", "0,25"]
    assert again.expenses.value()[0]["evidence"] == "KM-12"
    again.reject()


def test_that_what_is_wrong_is_named_in_its_cell_and_nothing_typed_is_lost(page: FollowingPage) -> None:
    sheet = page.sheet()
    page.cell(sheet.work, 0, "done", "beaucoup")
    page.cell(sheet.expenses, 0, "day", "2 nov 2026")
    page.cell(sheet.expenses, 0, "kind", "heb")
    page.cell(sheet.expenses, 0, "quantity", "1")
    page.save(sheet)
    assert sheet.isVisible()
    assert "Ligne 1, Fait" in sheet.form.errors["work"]
    assert "numéro de la facture" in sheet.form.errors["expenses"]
    assert "Aucun taux d’une nuit d’hébergement" in sheet.rates.text()
    page.cell(sheet.work, 0, "done", "0,5")
    page.cell(sheet.expenses, 0, "evidence", "H-1")
    page.save(sheet)
    (line,) = page.mandates().model.rows()
    # The night is kept though nobody knows yet what it costs.
    assert (line.noted, line.spent) == (1, Decimal("155.00"))


def test_that_a_block_is_pasted_and_one_undo_takes_it_back(page: FollowingPage) -> None:
    sheet = page.sheet()
    QGuiApplication.clipboard().setText("0,5\tmatin\r\n0,5\taprès-midi\r\n0,5\t")
    sheet.work.go(0, 2)
    page.qtbot.keyClick(sheet.work, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    assert [row.get("done") for row in sheet.work.value()][:3] == ["0,5", "0,5", "0,5"]
    assert sheet.work.value()[1]["note"] == "après-midi"
    page.qtbot.keyClick(sheet.work, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert not any(row.get("done") for row in sheet.work.value())
    sheet.form.mark_clean()
    sheet.reject()


def test_that_a_sheet_left_unfinished_is_taken_up_again(page: FollowingPage) -> None:
    sheet = page.sheet()
    page.cell(sheet.work, 0, "done", "0,5")
    sheet.keep_draft()
    (draft,) = page.window.drafts.waiting()
    # As after a crash: the form is gone, its draft is not.
    sheet.form.mark_clean()
    sheet.hide()
    (contribution,) = page.window.contributions
    opener = next(one for one in contribution.drafts if one.kind == draft.kind)
    opener.open(page.window, draft)
    page.settle()
    again = page.dialog(ActualsDialog)
    assert again.work.value()[0]["done"] == "0,5"
    page.save(again)
    assert page.mandates().model.rows()[0].noted == 1


def test_that_the_ceiling_warns_before_it_is_passed(page: FollowingPage) -> None:
    sheet = page.sheet()
    page.cell(sheet.expenses, 0, "day", "3 nov 2026")
    page.cell(sheet.expenses, 0, "kind", "autre")
    page.cell(sheet.expenses, 0, "rate", "3600")
    page.cell(sheet.expenses, 0, "evidence", "F-9")
    assert "sera dépassé" in sheet.showing()
    page.cell(sheet.expenses, 0, "rate", "5600")
    assert "est dépassé" in sheet.showing()
    sheet.form.mark_clean()
    sheet.reject()


def test_that_a_member_notes_their_own_days(ended: str, open_window: Opened) -> None:
    assert ended
    with open_window(teams.MEMBER) as opened:
        page = FollowingPage(opened)
        note_all(page)
        (line,) = page.mandates().model.rows()
        assert line.missing == 0
        assert line.noted == line.planned


def test_that_a_statement_is_prepared_looked_at_issued_and_printed(page: FollowingPage) -> None:
    note_all(page)
    prepare(page)
    place = page.statements()
    assert place.file is not None
    assert place.file.row.state is StatementState.DRAFT
    assert any(getattr(row, "result", "") for row in place.lines_model.rows())
    page.command("teams.statement.issue")
    page.answer_yes()
    place = page.statements()
    (row,) = place.model.rows()
    assert (row.number, row.state) == ("RV-2026-0001", StatementState.ISSUED)
    assert not place.may_issue()
    (netting,) = place.netting_model.rows()
    assert netting.avoided == 0
    place.print_view()
    page.papers()


def test_that_a_draft_is_deleted_and_comes_back_by_undo(page: FollowingPage) -> None:
    note_all(page)
    prepare(page)
    page.command("teams.statement.discard")
    assert not page.statements().model.rows()
    page.window.undo_stack.undo()
    page.settle()
    (row,) = page.statements().model.rows()
    assert row.state is StatementState.DRAFT


def test_that_a_statement_is_made_without_a_mouse(page: FollowingPage) -> None:
    hands, window = Keyboard(page), page.window

    def turn_to(name: str) -> object:
        window.activateWindow()
        hands.find(name, name)
        window.place.take_focus()
        return window.place

    assert isinstance(turn_to("Journées et frais"), MandatesPlace)
    hands.press("Ctrl+J")
    hands.tab_to(page.dialog(ActualsDialog).planned_button)
    hands.press("Space")
    hands.press("Ctrl+Return")
    place = turn_to("Relevés")
    assert isinstance(place, StatementsPlace)
    hands.press("Ctrl+Shift+N")
    form = page.dialog(PrepareDialog)
    hands.write(form.first, "2026-11-01")
    hands.write(form.last, "2026-11-30")
    hands.press("Ctrl+Return")
    window.activateWindow()
    place.take_focus()
    hands.press("Ctrl+Return")
    asked = page.dialog(QMessageBox)
    yes = next(one for one in asked.buttons() if asked.buttonRole(one) is QMessageBox.ButtonRole.AcceptRole)
    hands.tab_to(yes)
    hands.press("Space")
    (row,) = place.model.rows()
    assert (row.number, row.state) == ("RV-2026-0001", StatementState.ISSUED)
    window.activateWindow()
    place.take_focus()
    hands.press("Ctrl+P")
    preview = page.dialog(PreviewDialog)
    page.qtbot.waitUntil(lambda: preview.paper is not None)
    assert preview.paper is not None
    assert "RV-2026-0001" in preview.paper.name
    page.qtbot.keyClick(preview, Qt.Key.Key_Escape)


def test_that_a_statement_with_a_missing_rate_says_so_and_waits(page: FollowingPage) -> None:
    sheet = page.sheet()
    page.cell(sheet.work, 0, "done", "0,5")
    page.cell(sheet.expenses, 0, "day", "3 nov 2026")
    page.cell(sheet.expenses, 0, "kind", "heb")
    page.cell(sheet.expenses, 0, "quantity", "1")
    page.cell(sheet.expenses, 0, "evidence", "H-1")
    page.save(sheet)
    prepare(page)
    place = page.statements()
    told = [getattr(row, "text", "") for row in place.lines_model.rows()]
    assert any("hébergement" in one and "3 novembre 2026" in one for one in told)
    assert place.may_renew()
    assert not place.may_issue()
    assert not place.issue_button.isEnabled()


def test_that_nothing_to_state_is_said_in_the_form(page: FollowingPage) -> None:
    note_all(page)
    page.statements()
    page.command("teams.statement.prepare")
    form = page.dialog(PrepareDialog)
    form.first.set_value(date(2026, 9, 1))
    form.last.set_value(date(2026, 9, 30))
    page.save(form)
    assert form.isVisible()
    form.form.mark_clean()
    form.reject()


def test_that_a_mandate_is_evaluated_by_both_printed_and_closed(page: FollowingPage) -> None:
    place = page.evaluations()
    (row,) = place.model.rows()
    assert row.state is DeploymentState.ENDED
    for side in Side:
        place = page.evaluations()
        page.command(f"teams.evaluation.{side}")
        form = page.dialog(EvaluationDialog)
        page.save(form)
        assert form.isVisible()
        for field in form.scores.values():
            field.setFocus()
            page.qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_4)
        form.comment.setPlainText("Très bon mandat.")
        assert form.again.value() is None
        form.again.set_value(side is Side.CLIENT)
        page.save(form)
    (row,) = page.evaluations().model.rows()
    assert row.state is DeploymentState.EVALUATED
    assert {side: said.again for side, said in row.evaluations.items()} == {
        Side.CLIENT: True,
        Side.MEMBER: False,
    }
    page.evaluations().print_side(Side.CLIENT)
    page.papers()
    page.evaluations()
    page.command("teams.evaluation.close")
    page.answer_yes()
    assert page.evaluations().model.rows() == ()
    place = page.evaluations()
    place.closed.setChecked(True)
    page.settle()
    assert [one.state for one in place.model.rows()] == [DeploymentState.CLOSED]


def test_that_the_bench_shows_utilisation_the_free_and_demand_without_answer(page: FollowingPage) -> None:
    place = page.bench()
    place.months.reach.set_value(QUARTER)
    page.settle()
    lines = {line.name: line for line in place.model.rows()}
    louise = lines["Louise Arsenault"]
    assert louise.share is not None
    assert 0 < louise.share < 1
    assert lines["Thomas Nguyen"].share == 0
    assert [line.skill for line in place.unmet_skills] == ["secretariat"]
    before = place.months.title
    page.command("teams.bench.1")
    assert place.months.title != before
    place.months.reach.set_value(YEAR)
    page.settle()
    assert place.months.title == "avril 2026 à mars 2027"
    place.print_view()
    page.papers()


def test_that_lists_are_exported_as_they_are_shown(page: FollowingPage, tmp_path: Path) -> None:
    note_all(page)
    page.mandates().export_to(tmp_path / "journees.csv")
    page.settle()
    page.evaluations().export_to(tmp_path / "evaluations.xlsx")
    page.settle()
    assert len(read_sheet(tmp_path / "journees.csv").rows) == 1
    assert len(read_sheet(tmp_path / "evaluations.xlsx").rows) == 1


def test_that_a_client_sees_statements_and_evaluations_but_no_bench(ended: str, open_window: Opened) -> None:
    assert ended
    with open_window(teams.CLIENT) as opened:
        (contribution,) = opened.window.contributions
        shown = [spec.key for spec in contribution.places]
        assert "equipes.releves" in shown
        assert "equipes.evaluations" in shown
        assert "equipes.banc" not in shown
        page = FollowingPage(opened)
        (row,) = page.evaluations().model.rows()
        assert row.sides == {Side.CLIENT}
