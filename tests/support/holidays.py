"""The observed holidays of some years, as the rules take them."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from agence_desktop.core.calendars import quebec_holidays


def observed_in(years: Iterable[int]) -> frozenset[date]:
    """The days on which the holidays of these years are observed."""
    return frozenset(holiday.observed for year in years for holiday in quebec_holidays(year))
