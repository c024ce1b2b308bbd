"""What is kept of the member under the keyboard: absence, hours, skills and limits."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, Protocol

from agence_desktop.core.roles import Role
from agence_desktop.desktop.contribution import Command, Menu
from agence_desktop.desktop.places import Workbench
from agence_desktop.desktop.teams import keys
from agence_desktop.desktop.teams.gateway import Gateway
from agence_desktop.desktop.teams.members import texts

if TYPE_CHECKING:
    from datetime import date

    from agence_desktop.teams.membership import MemberFile


class MembersView(Protocol):
    """Where members are shown: whose line the keyboard stands on, and on which day."""

    def member_id(self) -> int | None:
        """The member, None on no line."""

    def day(self) -> date | None:
        """The day, None on no line."""


Place = Callable[[Workbench], "MembersView | None"]
ABSENCE, HOURS, SKILLS = "absence", "hours", "skills"
"""The forms of a member."""


def member_commands(gateway: Gateway, place: Place) -> tuple[Command, ...]:
    """The three forms; ``place`` is the timeline where it is shown."""

    def on_member(desk: Workbench) -> int | None:
        shown = place(desk)
        return shown.member_id() if shown is not None and desk.session.may_write else None

    def absents(desk: Workbench) -> bool:
        may = gateway.organises or gateway.actor.holds(Role.MEMBER)
        return may and on_member(desk) is not None

    def keeps(desk: Workbench) -> bool:
        return gateway.manages and on_member(desk) is not None

    def open_(form: str, desk: Workbench) -> None:
        shown = place(desk)
        if shown is not None and on_member(desk) is not None:
            open_member_form(desk, gateway, shown, form)

    told = (
        (ABSENCE, texts.ABSENCE, "Ctrl+Shift+A", "account-off", absents),
        (HOURS, texts.HOURS, "Ctrl+Shift+H", "clock-edit-outline", keeps),
        (SKILLS, texts.SKILLS, "Ctrl+Shift+Y", "school-outline", keeps),
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
    """Read the member under the keyboard and open a form of theirs."""
    from agence_desktop.desktop.teams.members.absence_dialog import AbsenceDialog
    from agence_desktop.desktop.teams.members.hours_dialog import HoursDialog
    from agence_desktop.desktop.teams.members.skills_dialog import SkillsDialog
    from agence_desktop.desktop.teams.members.work import read_member

    today = desk.session.today()
    day = shown.day() or today

    def opened(member: MemberFile) -> None:
        if form == ABSENCE:
            AbsenceDialog(desk, gateway, member, day).open()
        elif form == HOURS:
            HoursDialog(desk, gateway, member, max(day, today)).open()
        else:
            SkillsDialog(desk, gateway, member).open()

    desk.tasks.run(
        read_member,
        gateway,
        shown.member_id(),
        owner=desk.parent_widget,
        done=opened,
        failed=lambda failure: desk.tell(failure.sentence, kind="danger"),
    )
