"""What people get wrong in the window: a French sentence where they are, and nothing typed is lost."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from sqlalchemy import delete

from agence_desktop.core.french import NBSP
from agence_desktop.desktop.teams.requests import form_texts
from agence_desktop.desktop.teams.requests.request_form import RequestForm
from agence_desktop.desktop.widgets.adapters import Choice
from agence_desktop.teams.model import DayRate
from agence_desktop.teams.problem import Reason
from agence_desktop.teams.rows import RequestState
from support import office, teams
from support.pages.keyboard import type_words
from support.pages.teams import TeamsPage

CLIENT = Choice(office.OTHER, "MSP")
LEVIS = Choice([office.LEVIS, None], "Services Québec de Lévis")
FIRST, LAST = date(2026, 12, 1), date(2026, 12, 21)


def filled(page: TeamsPage, skill: int = teams.SECRETARIAT) -> RequestForm:
    """The form of a request of half a day, whole and right."""
    page.requests()
    form = page.enter_request(CLIENT, LEVIS, "ADM")
    editor = form.seats.editor
    editor.skills[0].setCurrentIndex(editor.skills[0].findData(skill))
    editor.first.set_value(FIRST)
    editor.last.set_value(LAST)
    editor.effort.set_value(50)
    form.description.setPlainText("Secrétariat du comité")
    page.settle()
    return form


def saved(page: TeamsPage, form: RequestForm) -> str:
    form.try_save()
    page.settle()
    (number,) = page.cards()
    return number


def test_that_contradictory_dates_are_said_and_what_was_typed_stays(page: TeamsPage) -> None:
    form = filled(page)
    form.seats.editor.last.set_value(date(2026, 11, 2))
    form.try_save()
    assert form.form.errors["seats"] == form_texts.fault(1, form_texts.PERIOD_BACKWARDS)
    assert form.seats.editor.last.value() == date(2026, 11, 2)
    assert form.description.toPlainText() == "Secrétariat du comité"
    form.seats.editor.last.set_value(LAST)
    assert form.form.errors == {}
    assert saved(page, form)


def test_that_a_negative_effort_is_said_and_stays_as_typed(page: TeamsPage) -> None:
    form = filled(page)
    effort = form.seats.editor.effort
    effort.setFocus()
    QTest.keyClick(effort, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    type_words(effort, "-50")
    form.try_save()
    sentence = form.form.errors["seats"]
    assert sentence.startswith(f"Place 1{NBSP}: ")
    assert "d’au moins 1" in sentence
    assert effort.text() == "-50"
    assert form.isVisible()
    assert page.cards() == {}


def test_that_a_skill_nobody_has_is_told_in_the_form_the_proposal_and_on_the_card(page: TeamsPage) -> None:
    form = filled(page, teams.REVISION)
    page.qtbot.waitUntil(lambda: "aucun membre" in form.estimate_note.text().lower())
    number = saved(page, form)
    page.choose_request(number)
    page.command("teams.request.qualified")
    page.choose_request(number)
    page.command("teams.propose")
    proposal = page.proposal()
    (line,) = proposal.model.rows()
    assert not line.member
    assert {one.reason for one in line.told.rejected} == {Reason.SKILL}
    place = page.timeline()
    page.settle()
    (card,) = place.strip.cards
    assert card.number == number


def test_that_a_client_without_commitment_confirms_nothing(page: TeamsPage) -> None:
    number = saved(page, filled(page))
    page.choose_request(number)
    page.command("teams.request.qualified")
    page.choose_request(number)
    page.command("teams.propose")
    assert page.proposal().model.rows()[0].member
    page.choose_request(number)
    place = page.requests()
    assert page.cards()[number].state is RequestState.PROPOSED
    assert not place.may_confirm()
    action = page.window.commands.action("teams.request.confirm")
    assert not action.isEnabled()


def test_that_a_missing_rate_is_named_with_its_day_and_the_request_is_kept(page: TeamsPage) -> None:
    page.opened.database.write(lambda session: session.execute(delete(DayRate)))
    form = filled(page)
    note = form.estimate_note.text()
    assert "Aucun taux journalier n’est en vigueur le 1er décembre 2026" in note
    assert "Ajoutez-le" in note
    assert saved(page, form)
