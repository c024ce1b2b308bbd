"""New members and teams, who a member is and what a team is called: by keys alone, refused and put back."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from sqlalchemy import select
from sqlalchemy.orm import Session

from agence_desktop.core.french import NBSP
from agence_desktop.desktop.dialogs.compare import CompareDialog
from agence_desktop.desktop.teams.members import profile_texts as texts
from agence_desktop.desktop.teams.members.hours_dialog import HoursDialog
from agence_desktop.desktop.teams.members.profile_dialog import ProfileDialog
from agence_desktop.desktop.teams.members.skills_dialog import SkillsDialog
from agence_desktop.desktop.teams.members.team_dialog import TeamDialog
from agence_desktop.desktop.widgets import texts as widget_texts
from agence_desktop.teams.commands import texts as refusals
from agence_desktop.teams.commands.desk import Desk
from agence_desktop.teams.commands.members import TeamDraft, save_team
from agence_desktop.teams.commands.withdrawing import NEVER
from agence_desktop.teams.membership import MemberFile
from agence_desktop.teams.model import Team, TeamMember
from agence_desktop.teams.queries.members import member_file
from support import office, teams
from support.accessibility import check_window
from support.pages.keyboard import Keyboard
from support.pages.teams import TeamsPage
from tests.desktop.teams.conftest import Opened

CODE = "LEAN"


def second_team(session: Session) -> None:
    """Another team of the same organisation."""
    save_team(session, Desk(teams.MANAGER), TeamDraft(CODE, "Optimisation", office.HOST))


@pytest.fixture
def hands(page: TeamsPage) -> Keyboard:
    """On the line of Louise, with two teams."""
    page.opened.database.write(second_team)
    on_line(page, teams.LOUISE)
    return Keyboard(page)


def on_line(page: TeamsPage, member: int) -> None:
    view = page.timeline().view
    page.settle()
    view.setFocus()
    view.set_focus_stop(view.stops_of(str(member))[0])


def stored(hands: Keyboard, member: int = teams.LOUISE) -> MemberFile:
    found = hands.page.opened.database.read(lambda session: member_file(session, member, teams.TODAY))
    assert found is not None
    return found


def joined(hands: Keyboard) -> MemberFile | None:
    """The member that Roy became."""
    query = select(TeamMember.id).where(TeamMember.person_id == office.ROY)
    found = hands.page.opened.database.read(lambda session: session.scalars(query).one_or_none())
    return None if found is None else stored(hands, found)


def team(hands: Keyboard, code: str) -> Team | None:
    return hands.page.opened.database.read(
        lambda session: session.scalars(select(Team).where(Team.code == code)).one_or_none()
    )


def pick(hands: Keyboard, form: ProfileDialog, name: str) -> None:
    """Choose a team as the keyboard does."""
    hands.tab_to(form.team)
    QTest.keyClick(form.team, Qt.Key.Key_Home)
    for _ in range(form.team.count()):
        if form.team.currentText() == name:
            return
        QTest.keyClick(form.team, Qt.Key.Key_Down)
    assert form.team.currentText() == name


def new_member(hands: Keyboard) -> ProfileDialog:
    hands.press("Ctrl+Shift+N")
    form = hands.page.dialog(ProfileDialog)
    hands.look_up(form.person, "roy")
    return form


def test_that_somebody_of_the_directory_joins_a_team_and_gets_hours(hands: Keyboard) -> None:
    form = new_member(hands)
    check_window(form)
    assert form.key.text() == "M4"
    assert form.team.currentIndex() == -1
    pick(hands, form, "Soutien administratif")
    hands.look_up(form.home, "Lévis")
    hands.tab_to(form.languages.boxes["en"])
    QTest.keyClick(form.languages.boxes["en"], Qt.Key.Key_Space)
    hands.write(form.last, "2027-03-31")
    hands.write(form.most, "90")
    hands.press("Ctrl+Return")
    made = joined(hands)
    assert made is not None
    assert (made.key, made.team_id, made.languages, made.max_metres) == (
        "M4",
        teams.TEAM,
        ("en", "fr"),
        90_000,
    )
    assert (made.contract.first, made.contract.last) == (teams.TODAY, date(2027, 3, 31))
    assert (made.home_site_id, made.home_municipality_id) != (None, None)
    hours = hands.page.dialog(HoursDialog)
    assert hours.since.value() == teams.TODAY
    hands.press("Ctrl+Return")
    now = joined(hands)
    assert now is not None
    assert now.hours[0].seconds == (7 * teams.HOURS,) * 5
    assert hands.page.timeline().member_id() == now.id


def test_that_what_a_new_member_needs_is_asked_at_its_field(hands: Keyboard) -> None:
    hands.press("Ctrl+Shift+N")
    form = hands.page.dialog(ProfileDialog)
    hands.write(form.key, "M 9")
    for box in form.languages.boxes.values():
        box.setChecked(False)
    hands.press("Ctrl+Return")
    assert dict(form.form.errors) == {
        "person": widget_texts.REQUIRED_FAULT,
        "key": texts.BAD_KEY,
        "team": widget_texts.REQUIRED_FAULT,
        "home": widget_texts.REQUIRED_FAULT,
        "languages": widget_texts.REQUIRED_FAULT,
    }
    assert form.key.text() == "M 9"


def test_that_a_person_who_is_a_member_is_said_at_the_field(hands: Keyboard) -> None:
    hands.press("Ctrl+Shift+N")
    form = hands.page.dialog(ProfileDialog)
    hands.look_up(form.person, "bélanger")
    home = form.home.value()
    assert home is not None
    assert home.title == "Services Québec de Lévis"
    pick(hands, form, "Optimisation")
    hands.press("Ctrl+Return")
    assert form.form.errors == {"person": refusals.PERSON_TAKEN}


def test_that_a_key_that_is_taken_is_said_at_the_field(hands: Keyboard) -> None:
    form = new_member(hands)
    hands.write(form.key, "M1")
    pick(hands, form, "Optimisation")
    hands.look_up(form.home, "Lévis")
    hands.press("Ctrl+Return")
    assert form.form.errors == {"key": refusals.KEY_TAKEN.format(key=f"«{NBSP}M1{NBSP}»")}
    assert joined(hands) is None


def test_that_a_contract_cannot_end_before_it_begins(hands: Keyboard) -> None:
    hands.press("F2")
    form = hands.page.dialog(ProfileDialog)
    hands.write(form.last, "2025-12-31")
    hands.press("Ctrl+Return")
    assert form.form.errors == {"last": texts.TOO_EARLY}
    assert form.last.value() == date(2025, 12, 31)


def test_that_a_member_changes_team_home_and_languages_and_ctrl_z_puts_them_back(hands: Keyboard) -> None:
    before = stored(hands)
    hands.press("F2")
    form = hands.page.dialog(ProfileDialog)
    check_window(form)
    pick(hands, form, "Optimisation")
    form.home.set_value(None)
    hands.look_up(form.home, "Blanc-Sablon")
    hands.tab_to(form.languages.boxes["en"])
    QTest.keyClick(form.languages.boxes["en"], Qt.Key.Key_Space)
    hands.press("Ctrl+Return")
    now = stored(hands)
    lean = team(hands, CODE)
    assert lean is not None
    assert (now.team_id, now.languages) == (lean.id, ("fr",))
    assert (now.home_site_id, now.home_municipality_id) != (before.home_site_id, None)
    assert (now.skills, now.max_metres, now.contract) == (before.skills, before.max_metres, before.contract)
    hands.press("Ctrl+Z")
    again = stored(hands)
    assert (again.team_id, again.home_site_id, again.languages) == (
        before.team_id,
        before.home_site_id,
        before.languages,
    )


def test_that_a_contract_that_ends_before_firm_days_is_refused_and_nothing_is_lost(hands: Keyboard) -> None:
    from agence_desktop.teams.commands.ledger import open_days

    def write(session: Session) -> None:
        open_days(session, [teams.LOUISE], date(2026, 11, 2), date(2027, 2, 1))
        session.add(teams.deployment(teams.LOUISE, date(2026, 12, 1), date(2026, 12, 19), 6_000))
        session.flush()

    hands.page.opened.database.write(write)
    hands.press("F2")
    form = hands.page.dialog(ProfileDialog)
    hands.write(form.last, "2026-12-04")
    hands.press("Ctrl+Return")
    assert form.isVisible()
    assert form.draft_note.text().endswith(".")
    assert form.last.value() == date(2026, 12, 4)
    assert stored(hands).contract.end is None


def test_that_a_member_changed_elsewhere_is_compared_and_saved_on_the_present_version(
    hands: Keyboard,
) -> None:
    def meanwhile(session: Session) -> None:
        session.get_one(TeamMember, teams.LOUISE).max_metres = 50_000

    hands.press("F2")
    form = hands.page.dialog(ProfileDialog)
    pick(hands, form, "Optimisation")
    hands.page.opened.database.write(meanwhile)
    hands.press("Ctrl+Return")
    compared = hands.page.dialog(CompareDialog)
    rows = {row.name: (row.seen, row.now, row.wanted) for row in compared.model.rows()}
    assert rows == {
        "Équipe": ("Soutien administratif", "Soutien administratif", "Optimisation"),
        "Limite de déplacement": ("80\u00a0km", "50\u00a0km", "50\u00a0km"),
    }
    compared.again_button.click()
    hands.page.settle()
    now, lean = stored(hands), team(hands, CODE)
    assert lean is not None
    assert (now.team_id, now.max_metres) == (lean.id, 50_000)


def test_that_levels_alone_are_put_back_too(hands: Keyboard) -> None:
    before = stored(hands).skills
    hands.press("Ctrl+Shift+Y")
    form = hands.page.dialog(SkillsDialog)
    form.levels[teams.REVISION].set_value(2)
    hands.press("Ctrl+Return")
    assert stored(hands).skills != before
    hands.press("Ctrl+Z")
    assert stored(hands).skills == before


def test_that_a_team_is_made_with_its_only_organisation_ready(hands: Keyboard) -> None:
    hands.press("Ctrl+Shift+G")
    form = hands.page.dialog(TeamDialog)
    check_window(form)
    hands.write(form.code, "RED ")
    hands.write(form.name, "Rédaction spécialisée")
    hands.press("Ctrl+Return")
    made = team(hands, "RED")
    assert made is not None
    assert (made.name, made.organisation_id) == ("Rédaction spécialisée", office.HOST)
    assert texts.team_added("Rédaction spécialisée") in hands.page.window.toasts.sentences


def test_that_ctrl_z_takes_a_new_team_back_and_its_code_brings_it_again(hands: Keyboard) -> None:
    def make(name: str) -> Team:
        hands.press("Ctrl+Shift+G")
        form = hands.page.dialog(TeamDialog)
        hands.write(form.code, "RED")
        hands.write(form.name, name)
        hands.press("Ctrl+Return")
        made = team(hands, "RED")
        assert made is not None
        return made

    made = make("Rédaction")
    hands.press("Ctrl+Z")
    gone = team(hands, "RED")
    assert gone is not None
    assert gone.active_until == teams.TODAY - timedelta(days=1)
    again = make("Rédaction spécialisée")
    assert (again.id, again.active_until, again.name) == (made.id, None, "Rédaction spécialisée")


def test_that_a_team_is_retired_once_nobody_stays_and_brought_back(hands: Keyboard) -> None:
    hands.press("Shift+F2")
    form = hands.page.dialog(TeamDialog)
    hands.write(form.until, "2026-11-19")
    hands.press("Ctrl+Return")
    assert set(form.form.errors) == {"until"}
    assert "Louise Arsenault" in form.form.errors["until"]
    form.which.setCurrentIndex(form.which.findText("Optimisation"))
    form.which.activated.emit(form.which.currentIndex())
    hands.write(form.until, "2026-11-19")
    hands.press("Ctrl+Return")
    lean = team(hands, CODE)
    assert lean is not None
    assert lean.active_until == date(2026, 11, 19)
    hands.press("Ctrl+Shift+N")
    profile = hands.page.dialog(ProfileDialog)
    assert [profile.team.itemText(at) for at in range(profile.team.count())] == ["Soutien administratif"]
    profile.form.mark_clean()
    profile.reject()
    hands.press("Shift+F2")
    again = hands.page.dialog(TeamDialog)
    at = again.which.findText("Optimisation (retirée)")
    assert at == again.which.count() - 1
    again.which.setCurrentIndex(at)
    again.which.activated.emit(at)
    hands.write(again.until, "x")
    QTest.keyClick(again.until, Qt.Key.Key_Backspace)
    hands.press("Ctrl+Return")
    lean = team(hands, CODE)
    assert lean is not None
    assert lean.active_until is None
    hands.press("Ctrl+Z")
    lean = team(hands, CODE)
    assert lean is not None
    assert lean.active_until == date(2026, 11, 19)


def join(hands: Keyboard, key: str) -> MemberFile:
    form = new_member(hands)
    hands.write(form.key, key)
    pick(hands, form, "Soutien administratif")
    hands.look_up(form.home, "Lévis")
    hands.press("Ctrl+Return")
    hours = hands.page.dialog(HoursDialog)
    hours.form.mark_clean()
    hours.reject()
    made = joined(hands)
    assert made is not None
    return made


def test_that_ctrl_z_takes_a_new_member_back_who_may_join_again(hands: Keyboard) -> None:
    made = join(hands, "M8")
    hands.press("Ctrl+Z")
    gone = joined(hands)
    assert gone is not None
    assert gone.contract.first == NEVER
    with pytest.raises(LookupError):
        hands.page.timeline().view.stops_of(str(made.id))[0]
    again = join(hands, "M9")
    assert (again.id, again.key, again.contract.first, again.contract.end) == (
        made.id,
        "M9",
        teams.TODAY,
        None,
    )


def test_that_a_new_member_with_deployments_is_not_taken_back(hands: Keyboard) -> None:
    made = join(hands, "M8")

    def deploy(session: Session) -> None:
        session.add(teams.deployment(made.id, date(2026, 12, 1), date(2026, 12, 19), state="proposed"))

    hands.page.opened.database.write(deploy)
    hands.press("Ctrl+Z")
    name = "Geneviève Roy"
    assert refusals.MEMBER_DEPLOYED.format(name=name) in hands.page.window.toasts.sentences
    assert joined(hands) == made


def test_that_the_code_of_a_team_is_refused_at_its_field(hands: Keyboard) -> None:
    hands.press("Ctrl+Shift+G")
    form = hands.page.dialog(TeamDialog)
    hands.write(form.code, "A D M")
    hands.write(form.name, "Autre")
    hands.press("Ctrl+Return")
    assert form.form.errors == {"code": texts.BAD_TEAM_CODE}
    hands.write(form.code, "ADM")
    hands.press("Ctrl+Return")
    assert form.form.errors == {"code": refusals.KEY_TAKEN.format(key=f"«{NBSP}ADM{NBSP}»")}
    assert form.name.text() == "Autre"


def test_that_a_team_is_renamed_and_ctrl_z_puts_its_name_back(hands: Keyboard) -> None:
    hands.press("Shift+F2")
    form = hands.page.dialog(TeamDialog)
    check_window(form)
    assert form.which.currentText() == "Soutien administratif"
    hands.write(form.name, "Soutien aux bureaux")
    hands.press("Ctrl+Return")
    renamed = team(hands, "ADM")
    assert renamed is not None
    assert renamed.name == "Soutien aux bureaux"
    hands.press("Ctrl+Z")
    again = team(hands, "ADM")
    assert again is not None
    assert again.name == "Soutien administratif"


def test_that_a_team_renamed_elsewhere_is_compared(hands: Keyboard) -> None:
    def meanwhile(session: Session) -> None:
        session.get_one(Team, teams.TEAM).name = "Soutien général"

    hands.press("Shift+F2")
    form = hands.page.dialog(TeamDialog)
    hands.write(form.name, "Soutien aux bureaux")
    hands.page.opened.database.write(meanwhile)
    hands.press("Ctrl+Return")
    compared = hands.page.dialog(CompareDialog)
    (row,) = compared.model.rows()
    assert (row.seen, row.now, row.wanted) == (
        "Soutien administratif",
        "Soutien général",
        "Soutien aux bureaux",
    )
    compared.again_button.click()
    hands.page.settle()
    now = team(hands, "ADM")
    assert now is not None
    assert now.name == "Soutien aux bureaux"


@pytest.mark.parametrize("who", [teams.CLERK, teams.MEMBER], ids=["clerk", "member"])
def test_that_only_managers_make_and_change_members_and_teams(open_window: Opened, who: object) -> None:
    with open_window(who) as opened:  # type: ignore[arg-type]
        page = TeamsPage(opened)
        on_line(page, teams.LOUISE)
        for key in ("profile", "new", "new_team", "team"):
            assert not page.window.commands.action(f"teams.member.{key}").isEnabled()


def test_that_a_manager_of_another_organisation_is_told_that_no_team_is_theirs(open_window: Opened) -> None:
    with open_window(teams.STRANGER) as opened:
        page = TeamsPage(opened)
        on_line(page, teams.LOUISE)
        page.command("teams.member.new")
        assert texts.NO_TEAM in page.window.toasts.sentences
        page.command("teams.member.profile")
        form = page.dialog(ProfileDialog)
        form.languages.boxes["en"].setChecked(False)
        form.try_save()
        page.settle()
        assert form.isVisible()
        assert refusals.KEEP_MEMBER in form.draft_note.text()
