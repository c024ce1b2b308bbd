"""Absences, hours, skills and limits of a member, kept from the timeline by keys alone, and put back."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from agence_desktop.core.french import NBSP
from agence_desktop.desktop.teams.members import texts
from agence_desktop.desktop.teams.members.absence_dialog import AbsenceDialog
from agence_desktop.desktop.teams.members.hours_dialog import HoursDialog
from agence_desktop.desktop.teams.members.skills_dialog import SkillsDialog
from agence_desktop.teams.commands.ledger import open_days
from agence_desktop.teams.membership import MemberFile
from agence_desktop.teams.model import MemberPattern
from agence_desktop.teams.periods import Days
from agence_desktop.teams.queries.members import member_file
from support import teams
from support.accessibility import check_window
from support.pages.keyboard import Keyboard
from support.pages.teams import TeamsPage
from tests.desktop.teams.conftest import Opened

MONDAY, FRIDAY = date(2026, 12, 7), date(2026, 12, 11)
WEEK = Days.both_included(MONDAY, FRIDAY)


def write(session: Session) -> None:
    """Louise at 60 % in December."""
    open_days(session, [teams.LOUISE], date(2026, 11, 2), date(2027, 2, 1))
    session.add(teams.deployment(teams.LOUISE, date(2026, 12, 1), date(2026, 12, 19), 6_000))
    session.flush()


@pytest.fixture
def hands(page: TeamsPage) -> Keyboard:
    """On the line of Louise."""
    page.opened.database.write(write)
    place = page.timeline()
    page.settle()
    place.view.setFocus()
    stop = place.view.stops_of(str(teams.LOUISE))[0]
    place.view.set_focus_stop(stop)
    return Keyboard(page)


def louise(hands: Keyboard) -> MemberFile:
    found = hands.page.opened.database.read(lambda session: member_file(session, teams.LOUISE, teams.TODAY))
    assert found is not None
    return found


def back_on(hands: Keyboard) -> None:
    view = hands.page.timeline().view
    view.setFocus()
    view.set_focus_stop(view.stops_of(str(teams.LOUISE))[0])


def test_that_an_absence_is_noted_moved_taken_back_and_put_back(hands: Keyboard) -> None:
    page = hands.page
    hands.press("Ctrl+Shift+A")
    form = page.dialog(AbsenceDialog)
    check_window(form)
    hands.write(form.first, "2026-12-21")
    hands.write(form.last, "2026-12-23")
    hands.press("Ctrl+Return")
    (away,) = louise(hands).away
    assert away.period == Days.both_included(date(2026, 12, 21), date(2026, 12, 23))
    hands.press("Ctrl+Z")
    assert louise(hands).away == ()
    back_on(hands)
    hands.press("Ctrl+Shift+A")
    form = page.dialog(AbsenceDialog)
    hands.write(form.first, "2027-01-11")
    hands.write(form.last, "2027-01-15")
    hands.press("Ctrl+Return")
    back_on(hands)
    hands.press("Ctrl+Shift+A")
    form = page.dialog(AbsenceDialog)
    form.which.setCurrentIndex(1)
    form.which.activated.emit(1)
    assert form.first.value() == date(2027, 1, 11)
    form.take_back.setChecked(True)
    hands.press("Ctrl+Return")
    assert louise(hands).away == ()
    hands.press("Ctrl+Z")
    (away,) = louise(hands).away
    assert away.period.first == date(2027, 1, 11)


def test_that_an_absence_over_firm_days_is_refused_until_somebody_chooses_to_free_them(
    hands: Keyboard,
) -> None:
    hands.press("Ctrl+Shift+A")
    form = hands.page.dialog(AbsenceDialog)
    hands.write(form.first, MONDAY.isoformat())
    hands.write(form.last, FRIDAY.isoformat())
    hands.press("Ctrl+Return")
    assert form.isVisible()
    assert "est en déploiement ferme" in form.draft_note.text()
    assert form.first.value() == MONDAY
    form.frees.setChecked(True)
    hands.press("Ctrl+Return")
    (away,) = louise(hands).away
    assert (away.period, away.frees) == (WEEK, True)


def test_that_dates_that_contradict_are_said_at_their_field(hands: Keyboard) -> None:
    hands.press("Ctrl+Shift+A")
    form = hands.page.dialog(AbsenceDialog)
    hands.write(form.first, FRIDAY.isoformat())
    hands.write(form.last, MONDAY.isoformat())
    hands.press("Ctrl+Return")
    assert form.form.errors == {"last": texts.PAST_END}


def test_that_half_days_begin_on_a_day_and_ctrl_z_puts_the_hours_back(hands: Keyboard) -> None:
    before = louise(hands).hours_on(date(2027, 1, 11))
    assert before is not None
    hands.press("Ctrl+Shift+H")
    form = hands.page.dialog(HoursDialog)
    check_window(form)
    assert form.days[2].text() == "3,5"
    hands.write(form.since, "2027-01-11")
    hands.write(form.days[4], "-7")
    hands.press("Ctrl+Return")
    assert form.form.errors == {"day4": texts.BAD_HOURS}
    assert form.days[4].text() == "-7"
    hands.write(form.days[4], "3,5")
    hands.press("Ctrl+Return")
    now = louise(hands).hours_on(date(2027, 1, 11))
    assert now is not None
    assert now.seconds == (*before.seconds[:4], 12_600)
    assert louise(hands).hours_on(date(2027, 1, 10)) == before
    hands.press("Ctrl+Z")
    again = louise(hands).hours_on(date(2027, 1, 11))
    assert again is not None
    assert again.seconds == before.seconds


def test_that_levels_are_validated_limits_changed_and_ctrl_z_puts_them_back(hands: Keyboard) -> None:
    before = louise(hands)
    hands.press("Ctrl+Shift+Y")
    form = hands.page.dialog(SkillsDialog)
    check_window(form)
    form.levels[teams.REVISION].set_value(2)
    hands.write(form.most, "120")
    hands.write(form.end, "2027-06-30")
    hands.press("Ctrl+Return")
    now = louise(hands)
    assert now.skills == {**before.skills, teams.REVISION: (2, teams.TODAY)}
    assert (now.max_metres, now.contract.last, now.remote) == (120_000, date(2027, 6, 30), True)
    assert (
        f"Louise Arsenault{NBSP}: compétences et limites enregistrées." in hands.page.window.toasts.sentences
    )
    hands.press("Ctrl+Z")
    again = louise(hands)
    assert (again.skills, again.max_metres, again.contract) == (
        before.skills,
        before.max_metres,
        before.contract,
    )


def test_that_a_contract_that_ends_before_firm_days_is_refused_and_nothing_is_lost(hands: Keyboard) -> None:
    hands.press("Ctrl+Shift+Y")
    form = hands.page.dialog(SkillsDialog)
    hands.write(form.end, "2026-12-04")
    hands.press("Ctrl+Return")
    assert form.isVisible()
    assert form.draft_note.text().endswith(".")
    assert form.end.value() == date(2026, 12, 4)
    assert louise(hands).contract.end is None


def test_that_a_contract_that_ends_before_it_begins_is_said_at_its_field(hands: Keyboard) -> None:
    hands.press("Ctrl+Shift+Y")
    form = hands.page.dialog(SkillsDialog)
    began = louise(hands).contract.first
    hands.write(form.end, (began - timedelta(days=1)).isoformat())
    hands.press("Ctrl+Return")
    assert form.form.errors == {"end": texts.ends_too_soon(began)}
    assert form.end.value() == began - timedelta(days=1)


def test_that_a_box_that_was_changed_is_not_lost_without_a_question(hands: Keyboard) -> None:
    hands.press("Ctrl+Shift+Y")
    form = hands.page.dialog(SkillsDialog)
    assert not form.dirty
    form.remote.setChecked(not form.remote.isChecked())
    assert form.dirty
    form.remote.setChecked(louise(hands).remote)
    assert not form.dirty


def test_that_an_availability_finer_than_a_percent_stays_with_other_hours(hands: Keyboard) -> None:
    def refine(session: Session) -> None:
        for row in session.scalars(select(MemberPattern).where(MemberPattern.member_id == teams.LOUISE)):
            row.factor_bp = 9_250

    hands.page.opened.database.write(refine)
    hands.press("Ctrl+Shift+H")
    form = hands.page.dialog(HoursDialog)
    hands.write(form.since, "2027-01-11")
    hands.write(form.days[4], "3,5")
    hands.press("Ctrl+Return")
    now = louise(hands).hours_on(date(2027, 1, 11))
    assert now is not None
    assert (now.seconds[4], now.factor_bp) == (12_600, 9_250)


def test_that_members_note_their_own_absences_and_keep_nothing_else(open_window: Opened) -> None:
    with open_window(teams.MEMBER) as opened:
        page = TeamsPage(opened)
        place = page.timeline()
        page.settle()
        place.view.set_focus_stop(place.view.stops_of(str(teams.LOUISE))[0])
        actions = page.window.commands
        assert actions.action("teams.member.absence").isEnabled()
        assert not actions.action("teams.member.hours").isEnabled()
        assert not actions.action("teams.member.skills").isEnabled()
        page.command("teams.member.absence")
        form = page.dialog(AbsenceDialog)
        assert not form.frees.isVisible()
        form.first.set_value(date(2026, 12, 21))
        form.last.set_value(date(2026, 12, 23))
        form.try_save()
        page.settle()
        found = opened.database.read(lambda session: member_file(session, teams.LOUISE, teams.TODAY))
        assert found is not None
        assert len(found.away) == 1
