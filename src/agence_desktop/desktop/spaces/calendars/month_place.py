"""The month of the rooms that answer the filters: which days are full, and what stands on them."""

from __future__ import annotations

from datetime import date

from agence_desktop.desktop.calendar.month import MonthView
from agence_desktop.desktop.calendar.periods import Reach
from agence_desktop.desktop.places import Target, Workbench
from agence_desktop.desktop.spaces.calendars import planning_texts as texts
from agence_desktop.desktop.spaces.calendars.planning_place import FilteredPlace
from agence_desktop.desktop.spaces.gateway import Gateway
from agence_desktop.desktop.spaces.keys import PLANNING


class MonthPlace(FilteredPlace):
    """The month; « et n autres » goes to the planning of the day."""

    view: MonthView
    reaches = (Reach.MONTH,)
    reach = Reach.MONTH

    def __init__(self, desk: Workbench, gateway: Gateway) -> None:
        super().__init__(desk, gateway, MonthView())
        self.view.day_requested.connect(self._show_day)

    @property
    def title(self) -> str:
        """« Mois des espaces, Québec et Lévis »."""
        return f"{texts.MONTH_TITLE}{self.places_words()}"

    def _show_day(self, day: date) -> None:
        state = {
            "reach": str(Reach.DAY),
            "first": day.isoformat(),
            "filter": self.filter_bar.wanted.state(),
        }
        self.desk.go(Target(PLANNING, state))
