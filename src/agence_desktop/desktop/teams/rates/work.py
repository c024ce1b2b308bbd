"""What « Tarifs » reads and writes, on the database thread."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING

from agence_desktop.desktop.teams.gateway import Gateway, Written
from agence_desktop.teams.rate_lines import RateChoices, RateLine, RateScope

if TYPE_CHECKING:
    from agence_desktop.storage.work import Session
    from agence_desktop.teams.commands.desk import Desk, Done
    from agence_desktop.teams.commands.rating import SettingsDraft

_SECONDS, _METRES, _TEN_THOUSAND, _YEAR = 3600, 1000, 10_000, 12


@dataclass(frozen=True, slots=True)
class RateList:
    """All rates that may be read, and for what one may set them."""

    lines: tuple[RateLine, ...]
    choices: RateChoices


def read_rates(gateway: Gateway) -> RateList:
    """The list."""
    from agence_desktop.teams.queries.rating import rate_choices, rate_lines

    def work(session: Session, today: date) -> RateList:
        lines = rate_lines(session, gateway.actor, today)
        return RateList(tuple(lines), rate_choices(session, gateway.actor))

    return gateway.read(work)


def save_rate(
    gateway: Gateway, scope: RateScope, since: date, amount: Decimal | None, seen: int = 0
) -> Written:
    """Set a rate from a day on, or correct the one of that day, of which version ``seen`` was read."""
    from agence_desktop.teams.commands.rating import DayRateDraft, save_cost_rate, save_day_rate

    def work(session: Session, desk: Desk) -> Done:
        if scope.kind is not None:
            return save_cost_rate(session, desk, scope.kind, since, amount, seen=seen)
        draft = DayRateDraft(since, amount, scope.member_id, scope.job_class)
        return save_day_rate(session, desk, draft, seen=seen)

    return gateway.write(work)


def remove_rate(gateway: Gateway, scope: RateScope, rate_id: int, version: int) -> Written:
    """Take a rate out, as it was read."""
    from agence_desktop.teams.commands.rating import remove_cost_rate, remove_day_rate

    remove = remove_day_rate if scope.kind is None else remove_cost_rate
    return gateway.write(lambda session, desk: remove(session, desk, rate_id, version))


def read_settings(gateway: Gateway) -> tuple[SettingsDraft, int]:
    """The settings in force, as one saves them again, and their version."""
    from agence_desktop.teams.commands.rating import SettingsDraft
    from agence_desktop.teams.queries.settings import settings_version, team_settings

    found, version = gateway.read(lambda session, _today: (team_settings(session), settings_version(session)))
    arithmetic, costs, case = found.arithmetic, found.costs, found.case
    draft = SettingsDraft(
        full_day=int(arithmetic.full_day * _SECONDS),
        validity_months=arithmetic.validity_months,
        least_presence_bp=int(arithmetic.least_presence * _TEN_THOUSAND),
        weights=arithmetic.weights,
        lodging_metres=int(costs.lodging_km * _METRES),
        warning_bp=int(costs.warning_share * _TEN_THOUSAND),
        case_posts_bp=int(case.least_posts * _TEN_THOUSAND),
        case_months=int(case.least_months * _YEAR),
    )
    return draft, version


def write_settings(gateway: Gateway, draft: SettingsDraft, seen: int) -> Written:
    """Change the settings, of which version ``seen`` was read."""
    from agence_desktop.teams.commands.rating import save_settings

    return gateway.write(lambda session, desk: save_settings(session, desk, draft, seen=seen))
