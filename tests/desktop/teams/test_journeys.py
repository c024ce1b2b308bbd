"""Journeys of flying teams through the real window: from a telephone call to confirmed deployments."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from sqlalchemy import select
from sqlalchemy.orm import Session

from agence_desktop.actions.printing.deployments import print_order
from agence_desktop.actions.printing.team_proposals import print_proposal
from agence_desktop.desktop.teams.committing.commitment_dialog import CommitmentDialog
from agence_desktop.desktop.teams.committing.confirm_dialog import ConfirmDialog
from agence_desktop.desktop.teams.proposals import texts as proposal_texts
from agence_desktop.desktop.teams.requests import form_texts
from agence_desktop.desktop.teams.requests.request_form import RequestForm
from agence_desktop.desktop.widgets.adapters import Choice
from agence_desktop.teams.model import Commitment, Proposal
from agence_desktop.teams.problem import Mode
from agence_desktop.teams.rows import RequestState
from support import office, teams
from support.pages.teams import TeamsPage

CLIENT = Choice(office.OTHER, "MSP")
LEVIS = Choice([office.LEVIS, None], "Services Québec de Lévis")


def seat(form: RequestForm, skill: int, first: date, last: date, effort: int) -> None:
    """Fill the first seat as one types."""
    editor = form.seats.editor
    editor.skills[0].setCurrentIndex(editor.skills[0].findData(skill))
    editor.first.set_value(first)
    editor.last.set_value(last)
    editor.effort.set_value(effort)


def entered(page: TeamsPage) -> str:
    """A request of half a day from 1 to 21 December, entered; its number."""
    page.requests()
    form = page.enter_request(CLIENT, LEVIS, "ADM")
    seat(form, teams.SECRETARIAT, date(2026, 12, 1), date(2026, 12, 21), 50)
    form.try_save()
    page.settle()
    (number,) = page.cards()
    return number


def test_that_an_urgent_request_goes_from_the_telephone_to_a_confirmed_member(page: TeamsPage) -> None:
    number = entered(page)
    assert page.cards()[number].state is RequestState.RECEIVED
    page.choose_request(number)
    page.command("teams.request.qualified")
    page.choose_request(number)
    page.command("teams.propose")
    proposal = page.proposal()
    (line,) = proposal.model.rows()
    assert line.member
    assert proposal.title == f"Proposition {proposal.file.number}" if proposal.file else False
    page.command("teams.commitment")
    commitment = page.dialog(CommitmentDialog)
    commitment.ceiling.setText("5000")
    commitment.how.set_value("paper")
    commitment.signer.setText("Hélène Vachon")
    commitment.try_save()
    page.settle()
    assert page.cards()[number].state is RequestState.COMMITTED
    page.choose_request(number)
    page.command("teams.request.confirm")
    page.dialog(ConfirmDialog).try_save()
    page.settle()
    assert page.cards()[number].state is RequestState.CONFIRMED
    page.timeline()
    block = page.block("MSP")
    assert block.state == "confirmé"
    order = print_order(page.opened.database, teams.MANAGER, int(block.key))
    assert order.pdf.startswith(b"%PDF")
    assert order.title.endswith(line.member) or line.member in order.title


def test_that_a_signed_commitment_is_amended_by_a_version_with_its_reason(page: TeamsPage) -> None:
    number = entered(page)
    page.choose_request(number)
    page.command("teams.request.qualified")
    page.choose_request(number)
    page.command("teams.propose")
    page.proposal()
    page.command("teams.commitment")
    first = page.dialog(CommitmentDialog)
    assert Decimal(first.ceiling.text().replace("\u00a0", "").replace(",", ".")) > 0
    first.ceiling.setText("10")
    first.try_save()
    assert "ceiling" in first.form.errors, "a ceiling below the estimate is said before anything is written"
    first.ceiling.setText("5000")
    first.how.set_value("paper")
    first.signer.setText("Hélène Vachon")
    first.try_save()
    page.settle()
    page.choose_request(number)
    page.command("teams.request.commitment")
    second = page.dialog(CommitmentDialog)
    second.ceiling.setText("6500")
    second.try_save()
    assert "reason" in second.form.errors
    second.reason.setPlainText("Prolongation demandée par le client.")
    second.how.set_value("paper")
    second.signer.setText("Hélène Vachon")
    second.try_save()
    page.settle()

    def versions(session: Session) -> list[tuple[int, str, Decimal]]:
        rows = session.scalars(select(Commitment).order_by(Commitment.number))
        return [(row.number, row.state, row.ceiling) for row in rows]

    assert page.opened.database.read(versions) == [
        (1, "replaced", Decimal("5000.00")),
        (2, "signed", Decimal("6500.00")),
    ]


def test_that_a_free_member_is_put_on_a_seat_by_hand(page: TeamsPage) -> None:
    number = entered(page)
    place = page.timeline()
    place.strip.choose(place.strip.cards[0].id)
    page.command("teams.free")
    lines = page.free()
    assert [line.fits for line in lines] == [True, True, True]
    assert place.free.list.choose(teams.THOMAS)
    place.free.assign_button.click()
    page.settle()
    assert page.cards()[number].state is RequestState.PROPOSED
    page.timeline()
    assert page.block("MSP").row_key == str(teams.THOMAS)


def test_that_a_proposal_shows_its_progress_and_stores_nothing_once_given_up(page: TeamsPage) -> None:
    number = entered(page)
    page.choose_request(number)
    page.command("teams.request.qualified")
    page.choose_request(number)
    action = page.window.commands.action("teams.propose")
    tasks = page.window.tasks
    action.trigger()
    page.qtbot.waitUntil(lambda: any(one.label == proposal_texts.CALCULATING for one in tasks.shown()))
    (task,) = [one for one in tasks.shown() if one.label == proposal_texts.CALCULATING]
    task.cancel()
    page.qtbot.waitUntil(lambda: task not in tasks.shown())
    page.settle()
    assert page.cards()[number].state is RequestState.QUALIFIED
    assert page.opened.database.read(lambda session: session.scalars(select(Proposal)).all()) == []


def test_that_another_choice_is_solved_again_and_can_be_kept(page: TeamsPage) -> None:
    number = entered(page)
    page.choose_request(number)
    page.command("teams.request.qualified")
    page.choose_request(number)
    page.command("teams.propose")
    proposal = page.proposal()
    before = proposal.model.rows()[0].member
    proposal.try_first()
    page.settle()
    assert proposal.choice.choice is not None
    proposal.keep_choice()
    page.settle()
    after = page.proposal().model.rows()[0]
    assert after.member != before
    assert after.locked
    file = page.proposal().file
    assert file is not None
    paper = print_proposal(page.opened.database, teams.MANAGER, file.id)
    assert paper.pdf.startswith(b"%PDF")
    assert file.number in paper.title


def test_that_a_place_is_asked_for_at_its_field_as_soon_as_somebody_has_to_go_there(page: TeamsPage) -> None:
    page.requests()
    form = page.enter_request(CLIENT, None, "ADM")
    assert form.place.placeholderText() == form_texts.PLACE_HINT
    form.place.setFocus()
    form.unit.setFocus()
    assert form.form.errors == {"place": form_texts.PLACE_MISSING}
    mode = form.seats.editor.mode
    mode.setCurrentIndex(list(form_texts.MODES).index(Mode.REMOTE))
    assert form.form.errors == {}
    assert form.place.placeholderText() == form_texts.REMOTE_PLACE
    mode.setCurrentIndex(list(form_texts.MODES).index(Mode.HYBRID))
    form.try_save()
    assert form.form.errors["place"] == form_texts.PLACE_MISSING
    assert form.isVisible()
    form.place.set_value(LEVIS)
    assert "place" not in form.form.errors


def test_that_contradictory_dates_are_said_under_them_at_once(page: TeamsPage) -> None:
    page.requests()
    form = page.enter_request(CLIENT, LEVIS, "ADM")
    editor = form.seats.editor
    assert editor.count.text() == form_texts.working(38)
    seat(form, teams.SECRETARIAT, date(2026, 12, 21), date(2026, 12, 1), 50)
    assert editor.count.text() == editor.last.accessibleDescription() == form_texts.PERIOD_BACKWARDS
    seat(form, teams.SECRETARIAT, date(2026, 12, 24), date(2026, 12, 25), 50)
    assert editor.count.text() == form_texts.NO_WORKING_DAY


def test_that_what_is_missing_in_a_seat_is_said_and_nothing_is_lost(page: TeamsPage) -> None:
    page.requests()
    form = page.enter_request(CLIENT, LEVIS, "ADM")
    seat(form, teams.SECRETARIAT, date(2026, 12, 21), date(2026, 12, 1), 50)
    form.try_save()
    assert "précède" in form.form.errors["seats"]
    assert form.isVisible()
    seat(form, teams.SECRETARIAT, date(2026, 12, 24), date(2026, 12, 25), 50)
    form.try_save()
    assert "aucun jour ouvrable" in form.form.errors["seats"]
    form.set_aside()


def test_that_a_refused_request_says_why_and_can_be_taken_back(page: TeamsPage) -> None:
    from agence_desktop.desktop.teams.requests.requests_place import ReasonDialog

    number = entered(page)
    page.choose_request(number)
    page.command("teams.request.refused")
    dialog = page.dialog(ReasonDialog)
    dialog.reason.setPlainText("Aucun membre formé avant mars.")
    dialog.try_save()
    page.settle()
    assert number not in page.cards()
    page.window.undo_stack.undo()
    page.settle()
    assert page.cards()[number].state is RequestState.RECEIVED
