"""The settings of flying teams that a base has from its first day."""

from __future__ import annotations

from sqlalchemy.orm import Session

from agence_desktop.teams.commands.rating import SettingsDraft
from agence_desktop.teams.model import TeamSetting


def preset_full_day(session: Session, seconds: int) -> None:
    """Set the full day of a base that is being made, where it is not the usual one; nobody is told yet."""
    if seconds != SettingsDraft().full_day:
        session.add(TeamSetting(id=1, full_day=seconds))
        session.flush()
