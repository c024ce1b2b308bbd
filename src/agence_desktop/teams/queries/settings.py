"""The settings of flying teams that hold in a base."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

from sqlalchemy import select
from sqlalchemy.orm import Session

from agence_desktop.teams.estimating import CostSettings
from agence_desktop.teams.model import FULL_EFFORT, TeamSetting
from agence_desktop.teams.problem import Settings
from agence_desktop.teams.settings import TeamSettings
from agence_desktop.teams.unmet import CaseSettings

_SECONDS = 3600
_METRES = 1000
_MONTHS = 12


def team_settings(session: Session) -> TeamSettings:
    """What an administrator has chosen, else the values by default, in one statement."""
    row = session.scalars(select(TeamSetting)).one_or_none()
    if row is None:
        return TeamSettings()
    first, second, third, fourth = (int(one) for one in row.weights.split(","))
    return TeamSettings(
        Settings(
            full_day=Fraction(row.full_day, _SECONDS),
            validity_months=row.validity_months,
            least_presence=Fraction(row.least_presence_bp, FULL_EFFORT),
            weights=(first, second, third, fourth),
        ),
        CostSettings(
            lodging_km=Decimal(row.lodging_metres) / _METRES,
            warning_share=Decimal(row.warning_bp) / FULL_EFFORT,
        ),
        CaseSettings(
            least_posts=Fraction(row.case_posts_bp, FULL_EFFORT),
            least_months=Fraction(row.case_months, _MONTHS),
        ),
    )


def settings_version(session: Session) -> int:
    """The version of the settings that are kept, 0 where none are."""
    return session.scalar(select(TeamSetting.version)) or 0
