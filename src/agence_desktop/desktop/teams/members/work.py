"""What the forms of a member read and write, on the database thread."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from agence_desktop.core.errors import RefusedError
from agence_desktop.desktop.teams import texts
from agence_desktop.desktop.teams.gateway import Gateway, Written
from agence_desktop.teams.membership import MemberFile, WorkingHours
from agence_desktop.teams.periods import Days

if TYPE_CHECKING:
    from agence_desktop.storage.work import Session
    from agence_desktop.teams.commands.desk import Desk, Done


def read_member(gateway: Gateway, member_id: int) -> MemberFile:
    """All of a member; RefusedError ``unknown_member``."""
    from agence_desktop.teams.queries.members import member_file

    found = gateway.read(lambda session, today: member_file(session, member_id, today))
    if found is None:
        raise RefusedError("unknown_member", texts.UNKNOWN_MEMBER)
    return found


def note_absence(gateway: Gateway, member_id: int, period: Days, frees: bool) -> Written:
    """Note that a member is away."""
    from agence_desktop.teams.commands.members import add_absence

    return gateway.write(lambda session, desk: add_absence(session, desk, member_id, period, frees=frees))


def change_absence(
    gateway: Gateway, absence_id: int, version: int, period: Days | None, frees: bool
) -> Written:
    """Give an absence other days, or take it back."""
    from agence_desktop.teams.commands.members import change_absence as change

    return gateway.write(
        lambda session, desk: change(session, desk, absence_id, version, period, frees=frees)
    )


def set_hours(gateway: Gateway, member_id: int, hours: WorkingHours, frees: bool) -> Written:
    """Give a member hours from a day on."""
    from agence_desktop.teams.commands.members import PatternDraft, set_pattern

    draft = PatternDraft(hours.since, hours.seconds, hours.factor_bp)
    return gateway.write(lambda session, desk: set_pattern(session, desk, member_id, draft, frees=frees))


def save_limits(gateway: Gateway, member: MemberFile, version: int, **changed: Any) -> Written:
    """Change skills, contract, travel and work at a distance of a member read at ``version``."""
    from agence_desktop.teams.commands.members import MemberDraft, save_member

    values: dict[str, Any] = {
        "contract": member.contract,
        "max_metres": member.max_metres,
        "remote": member.remote,
        "skills": member.skills,
        **changed,
    }
    draft = MemberDraft(
        key=member.key,
        person_id=member.person_id,
        team_id=member.team_id,
        home_site_id=member.home_site_id,
        home_municipality_id=member.home_municipality_id,
        languages=member.languages,
        past_clients=member.past_clients,
        **values,
    )

    def work(session: Session, desk: Desk) -> Done:
        return save_member(session, desk, draft, member.id, version)

    return gateway.write(work)
