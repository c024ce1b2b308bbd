"""Flying teams by keyboard alone: from an urgent request to the printed order, an early end, an extension."""

from __future__ import annotations

from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from agence_desktop.desktop.dialogs.preview import PreviewDialog
from agence_desktop.desktop.teams import keys
from agence_desktop.desktop.teams.committing.commitment_dialog import CommitmentDialog
from agence_desktop.desktop.teams.committing.confirm_dialog import ConfirmDialog
from agence_desktop.desktop.teams.deployments.deployments_place import DeploymentsPlace
from agence_desktop.desktop.teams.deployments.dialogs import DeedDialog
from agence_desktop.desktop.teams.requests.request_form import RequestForm
from agence_desktop.desktop.teams.requests.requests_place import RequestsPlace
from agence_desktop.desktop.teams.timeline.members_place import MembersPlace
from agence_desktop.teams.rows import DeploymentState, RequestState
from support.pages.keyboard import Keyboard, type_words
from support.pages.teams import TeamsPage

Key = Qt.Key


@pytest.fixture
def hands(page: TeamsPage) -> Keyboard:
    """On the list of requests."""
    page.requests()
    page.window.activateWindow()
    page.requests().take_focus()
    return Keyboard(page)


def entered(hands: Keyboard) -> str:
    """An urgent request of half days in December, typed; its number."""
    page = hands.page
    hands.press("Ctrl+N")
    form = page.dialog(RequestForm)
    hands.look_up(form.client, "MSP")
    hands.look_up(form.place, "Lévis")
    hands.tab_to(form.family)
    type_words(hands.focus, "Soutien")
    editor = form.seats.editor
    hands.tab_to(editor.skills[0])
    type_words(hands.focus, "Secr")
    hands.write(editor.first, "2026-12-01")
    hands.write(editor.last, "2026-12-21")
    hands.write(editor.effort, "50")
    hands.press("Ctrl+Return")
    (number,) = page.cards()
    page.requests().take_focus()
    return number


def confirmed(hands: Keyboard) -> str:
    """The same qualified, proposed, signed on paper and confirmed."""
    page, number = hands.page, entered(hands)
    hands.press("Ctrl+Shift+Q")
    assert page.cards()[number].state is RequestState.QUALIFIED
    page.requests().take_focus()
    hands.press("F9")
    (line,) = page.proposal().model.rows()
    assert line.member
    hands.press("Ctrl+Return")
    commitment = page.dialog(CommitmentDialog)
    hands.write(commitment.ceiling, "5000")
    hands.tab_to(commitment.how)
    QTest.keyClick(hands.focus, Key.Key_Right)
    hands.write(commitment.signer, "Hélène Vachon")
    hands.press("Ctrl+Return")
    page.window.activateWindow()
    hands.find(number, number)
    place = page.window.place
    assert isinstance(place, RequestsPlace)
    card = place.card()
    assert card is not None
    assert (card.number, card.state) == (number, RequestState.COMMITTED)
    place.take_focus()
    hands.press("Ctrl+Return")
    assert page.dialog(ConfirmDialog).isVisible()
    hands.press("Ctrl+Return")
    assert page.cards()[number].state is RequestState.CONFIRMED
    return number


def deployments(hands: Keyboard) -> DeploymentsPlace:
    """The list of deployments, found by its name."""
    hands.page.window.activateWindow()
    hands.find("Déploiements", "Déploiements")
    place = hands.page.window.place
    assert isinstance(place, DeploymentsPlace)
    place.take_focus()
    return place


def states(place: DeploymentsPlace) -> list[DeploymentState]:
    return [line.bar.state for line in place.model.rows()]


def test_that_an_urgent_request_becomes_a_printed_order_without_a_mouse(hands: Keyboard) -> None:
    confirmed(hands)
    place = deployments(hands)
    assert states(place) == [DeploymentState.CONFIRMED]
    hands.press("Ctrl+P")
    preview = hands.page.dialog(PreviewDialog)
    hands.page.qtbot.waitUntil(lambda: preview.paper is not None)
    assert preview.paper is not None
    assert preview.paper.name == "ordre-D-2026-0001-1.pdf"
    QTest.keyClick(preview, Key.Key_Escape)


def test_that_a_mandate_is_extended_and_ended_early_without_a_mouse(hands: Keyboard) -> None:
    confirmed(hands)
    place = deployments(hands)
    hands.press("Ctrl+Shift+P")
    extending = hands.page.dialog(DeedDialog)
    hands.write(extending.day, "2026-12-23")
    hands.press("Ctrl+Return")
    hands.page.window.activateWindow()
    assert [line.last for line in place.model.rows()] == [date(2026, 12, 23)]
    place.take_focus()
    hands.press("Ctrl+Shift+F")
    ending = hands.page.dialog(DeedDialog)
    hands.write(ending.day, "2026-12-11")
    hands.write(ending.reason, "Le titulaire revient.")
    hands.press("Ctrl+Return")
    assert states(place) == [DeploymentState.ENDED_EARLY]
    assert [line.last for line in place.model.rows()] == [date(2026, 12, 11)]


def test_that_the_strip_is_walked_chosen_and_opened_by_keyboard(hands: Keyboard) -> None:
    numbers = [entered(hands)]
    hands.press("Ctrl+N")
    form = hands.page.dialog(RequestForm)
    hands.look_up(form.client, "MSP")
    hands.tab_to(form.seats.editor.skills[0])
    type_words(hands.focus, "Rév")
    hands.tab_to(form.seats.editor.mode)
    type_words(hands.focus, "à d")
    hands.press("Ctrl+Return")
    numbers += [number for number in hands.page.cards() if number not in numbers]
    hands.page.choose_request(numbers[1])
    hands.page.requests().take_focus()
    hands.press("Ctrl+Shift+Q")
    place = hands.page.timeline()
    assert isinstance(place, MembersPlace)
    assert [card.number for card in place.strip.cards] == numbers
    # Nobody on the team proofreads; the other one has members.
    assert ["aucun membre" in line for line in place.strip.lines] == [False, True]
    place.filter_bar.setFocus()
    hands.tab_to(place.strip)
    QTest.keyClick(hands.focus, Key.Key_Right)
    QTest.keyClick(hands.focus, Key.Key_Space)
    assert place.strip.current is not None
    assert place.strip.current.number == numbers[1]
    assert "à distance" in hands.focus.accessibleName()
    QTest.keyClick(hands.focus, Key.Key_Return)
    hands.page.settle()
    shown = hands.page.window.place
    assert isinstance(shown, RequestsPlace)
    card = shown.card()
    assert card is not None
    assert card.number == numbers[1]


def test_that_ctrl_k_finds_a_member_by_what_they_can_do(hands: Keyboard) -> None:
    hands.find("thomas secr", "Thomas Nguyen")
    place = hands.page.window.place
    assert isinstance(place, MembersPlace)
    assert place.key == keys.TIMELINE
    stop = place.view.focus_stop
    assert stop is not None
    row = place.view.row(stop.row_key)
    assert row is not None
    assert row.title == "Thomas Nguyen"
