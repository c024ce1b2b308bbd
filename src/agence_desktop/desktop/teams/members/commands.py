"""What is kept of members and teams from the timeline, of the member under the keyboard first of all."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, Any, Protocol

from agence_desktop.core.roles import Role
from agence_desktop.desktop.contribution import Command, Menu
from agence_desktop.desktop.places import Workbench
from agence_desktop.desktop.teams import keys
from agence_desktop.desktop.teams.gateway import Gateway
from agence_desktop.desktop.teams.members import profile_texts, texts

if TYPE_CHECKING:
    from datetime import date

    from agence_desktop.desktop.teams.members.work import ProfileSeed, TeamSeed
    from agence_desktop.teams.membership import MemberFile


class MembersView(Protocol):
    """Where members are shown: whose line the keyboard stands on, and on which day."""

    def member_id(self) -> int | None:
        """The member, None on no line."""

    def day(self) -> date | None:
        """The day, None on no line."""


Place = Callable[[Workbench], "MembersView | None"]
ABSENCE, HOURS, SKILLS, PROFILE = "absence", "hours", "skills", "profile"
"""The forms of a member."""
NEW_MEMBER, NEW_TEAM, TEAM = "new", "new_team", "team"
"""The forms that need no member."""
SCENES = (
    ("absence", ABSENCE),
    ("horaire", HOURS),
    ("competences", SKILLS),
    ("membre", PROFILE),
    ("nouveau-membre", NEW_MEMBER),
    ("equipe", TEAM),
    ("nouvelle-equipe", NEW_TEAM),
)
"""Pictures of the forms."""


def member_commands(gateway: Gateway, place: Place) -> tuple[Command, ...]:
    """The forms; ``place`` is the timeline where it is shown."""

    def on_member(desk: Workbench) -> int | None:
        shown = place(desk)
        return shown.member_id() if shown is not None and desk.session.may_write else None

    def absents(desk: Workbench) -> bool:
        may = gateway.organises or gateway.actor.holds(Role.MEMBER)
        return may and on_member(desk) is not None

    def keeps(desk: Workbench) -> bool:
        return gateway.manages and on_member(desk) is not None

    def manages(desk: Workbench) -> bool:
        return gateway.manages and desk.session.may_write

    def open_(form: str, desk: Workbench) -> None:
        if (shown := place(desk)) is not None:
            open_member_form(desk, gateway, shown, form)

    told = (
        (ABSENCE, texts.ABSENCE, "Ctrl+Shift+A", "account-off", absents),
        (HOURS, texts.HOURS, "Ctrl+Shift+H", "clock-edit-outline", keeps),
        (SKILLS, texts.SKILLS, "Ctrl+Shift+Y", "school-outline", keeps),
        (PROFILE, profile_texts.MEMBER, "F2", "pencil", keeps),
        (NEW_MEMBER, profile_texts.NEW_MEMBER, "Ctrl+Shift+N", "account-plus-outline", manages),
        (NEW_TEAM, profile_texts.NEW_TEAM, "Ctrl+Shift+G", "account-multiple-outline", manages),
        (TEAM, profile_texts.TEAM, "Shift+F2", "account-group-outline", manages),
    )
    return tuple(
        Command(
            f"teams.member.{key}",
            words,
            Menu.SLICE,
            partial(open_, key),
            shortcut,
            icon,
            enabled=enabled,
            places=frozenset({keys.TIMELINE}),
            group="membre",
        )
        for key, words, shortcut, icon, enabled in told
    )


def open_member_form(desk: Workbench, gateway: Gateway, shown: MembersView, form: str) -> None:
    """Read what a form shows, of the member under the keyboard where it is about one, and open it."""
    from agence_desktop.desktop.teams.members import work

    member = shown.member_id()
    if form in (NEW_TEAM, TEAM):
        show = partial(_open_team, desk, gateway, form)
        _read(desk, show, work.read_teams, gateway, member)
    elif form in (NEW_MEMBER, PROFILE):
        show = partial(_open_profile, desk, gateway)
        _read(desk, show, work.read_profile, gateway, member if form == PROFILE else None)
    elif member is not None:
        show = partial(_open_kept, desk, gateway, form, shown.day())
        _read(desk, show, work.read_member, gateway, member)


def _read(desk: Workbench, show: Callable[[Any], None], read: Callable[..., object], *of: object) -> None:
    desk.tasks.run(
        read,
        *of,
        owner=desk.parent_widget,
        done=show,
        failed=lambda failure: desk.tell(failure.sentence, kind="danger"),
    )


def _open_kept(desk: Workbench, gateway: Gateway, form: str, on: date | None, member: MemberFile) -> None:
    from agence_desktop.desktop.teams.members.absence_dialog import AbsenceDialog
    from agence_desktop.desktop.teams.members.hours_dialog import HoursDialog
    from agence_desktop.desktop.teams.members.skills_dialog import SkillsDialog

    today = desk.session.today()
    day = on or today
    if form == ABSENCE:
        AbsenceDialog(desk, gateway, member, day).open()
    elif form == HOURS:
        HoursDialog(desk, gateway, member, max(day, today)).open()
    else:
        SkillsDialog(desk, gateway, member).open()


def _open_profile(desk: Workbench, gateway: Gateway, seed: ProfileSeed) -> None:
    from agence_desktop.desktop.teams.members.profile_dialog import ProfileDialog

    if seed.teams:
        ProfileDialog(desk, gateway, seed).open()
    else:
        desk.tell(profile_texts.NO_TEAM, kind="warning")


def _open_team(desk: Workbench, gateway: Gateway, form: str, seed: TeamSeed) -> None:
    from agence_desktop.desktop.teams.members.team_dialog import TeamDialog

    if form == TEAM and not seed.teams:
        desk.tell(profile_texts.NO_TEAM, kind="warning")
    elif not seed.organisations:
        desk.tell(profile_texts.NO_ORGANISATION, kind="warning")
    else:
        TeamDialog(desk, gateway, seed, seed.own if form == TEAM else None).open()
