"""The planning of rooms: rooms in rows by building, time across, filters above."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QMenu, QWidget

from agence_desktop.core.spans import Span
from agence_desktop.desktop.calendar.planning import PlanningView
from agence_desktop.desktop.places import Scene, State, Workbench
from agence_desktop.desktop.spaces.calendars import planning_texts as texts
from agence_desktop.desktop.spaces.calendars.calendar_place import CalendarPlace
from agence_desktop.desktop.spaces.calendars.filter_bar import FilterBar
from agence_desktop.desktop.spaces.calendars.my_sites import usual_sites
from agence_desktop.desktop.spaces.calendars.reading import Reading, read_filtered
from agence_desktop.desktop.spaces.calendars.room_filter import RoomFilter, municipalities_of
from agence_desktop.desktop.spaces.calendars.samples import planning_scenes
from agence_desktop.desktop.spaces.gateway import Gateway
from agence_desktop.desktop.spaces.printing import preview_week
from agence_desktop.desktop.widgets.accessible import keep_shown

_FILTER = "spaces/filter"


class FilteredPlace(CalendarPlace):
    """A calendar of the rooms that answer a filter; the filter is remembered.

    Until one chose a filter here, the rooms are those of « Mes immeubles ».
    """

    def bars(self) -> QWidget:
        """Filters at the left, the period at the right."""
        self.filter_bar = FilterBar()
        kept = self.desk.recall(_FILTER)
        self._follows = not isinstance(kept, dict)
        self._followed: frozenset[int] | None = None
        self._usual: frozenset[int] | None = None
        self._also: frozenset[int] = frozenset()
        if isinstance(kept, dict):
            self.filter_bar.set_filter(RoomFilter.of_state(kept))
        self.filter_bar.filter_changed.connect(self._filter)
        self.period_bar.stand_in(self.filter_bar.layout_bar)
        return self.filter_bar

    def reader(self) -> Callable[[Gateway], Reading]:
        """The rooms that answer, over the period."""
        if self._follows:
            self._followed = self.desk.my_sites
            sites = self._usual if self._followed is None else self._followed
            return partial(_read_mine, self.period.span(), sites, self._also)
        return partial(_read, self.period.span(), self.filter_bar.wanted)

    def state(self) -> State:
        """Filters too."""
        return {**super().state(), "filter": self.filter_bar.wanted.state(), "mine": self._follows}

    def restore(self, state: State) -> None:
        """Filters too."""
        if "filter" in state:
            self._follows = bool(state.get("mine"))
            self._also = frozenset()
            self.filter_bar.set_filter(RoomFilter.of_state(state["filter"]))
        if "site" in state:
            self._show_site(int(state["site"]))
        super().restore(state)

    def _show_site(self, site: int) -> None:
        """Have a building among those shown, whatever the others are."""
        self._also = frozenset({site})
        wanted = self.filter_bar.wanted
        if wanted.sites and not self._follows:
            self.filter_bar.set_filter(replace(wanted, sites=wanted.sites | self._also))

    def showEvent(self, event: QShowEvent) -> None:
        """Other buildings may have been chosen meanwhile."""
        if self._follows and self._followed != self.desk.my_sites:
            self.refresh()
        super().showEvent(event)

    def shown(self, reading: Reading) -> None:
        """Offer the buildings and equipment there are."""
        if reading.wanted is not None:
            self.filter_bar.set_filter(reading.wanted)
            if self._followed is None and not self._also:
                self._usual = reading.wanted.sites
        self.filter_bar.set_reference(reading.agenda.reference)
        self.title_changed.emit()

    def clear_filters(self) -> None:
        """Show every room."""
        self.filter_bar.set_filter(RoomFilter())
        self._filter(self.filter_bar.wanted)

    def _filter(self, wanted: RoomFilter) -> None:
        self._follows = False
        self.desk.remember(_FILTER, wanted.state())
        self.refresh()

    def places_words(self) -> str:
        """« , Québec et Lévis »: where the rooms are, once a group is chosen."""
        sites = self.filter_bar.wanted.sites
        if self.reading is None or not sites:
            return ""
        return texts.among(municipalities_of(self.reading.agenda.reference, sites))


class PlanningPlace(FilteredPlace):
    """The planning."""

    view: PlanningView
    printable = True

    def __init__(self, desk: Workbench, gateway: Gateway) -> None:
        super().__init__(desk, gateway, PlanningView())

    @property
    def title(self) -> str:
        """« Planning des espaces, Québec et Lévis »."""
        return f"{texts.PLANNING_TITLE}{self.places_words()}"

    def print_view(self) -> None:
        """The week of one building on paper; where several are shown, which one is asked."""
        groups = self.picture.groups if self.picture is not None else ()
        if len(groups) == 1:
            self._print(groups[0].title)
        elif groups:
            menu = QMenu(texts.PRINT_WHICH, self)
            menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
            for group in groups:
                menu.addAction(keep_shown(group.title), partial(self._print, group.title))
            menu.popup(self.mapToGlobal(self.rect().topLeft()))

    def _print(self, site: str) -> None:
        preview_week(self.desk, self.gateway, site, self.period.first)

    def state(self) -> State:
        """Folded groups too."""
        return {**super().state(), "collapsed": sorted(self.view.collapsed)}

    def restore(self, state: State) -> None:
        """Folded groups too."""
        if "collapsed" in state:
            self.view.set_collapsed(str(key) for key in state["collapsed"])
        super().restore(state)

    def capture_scenes(self) -> Sequence[Scene]:
        """A booking chosen, the forms and a confirmation."""
        return planning_scenes(self, self.gateway, self.reading.agenda if self.reading else None)

    def shown(self, reading: Reading) -> None:
        """How many rooms there are."""
        self.view.set_corner(texts.corner(len(reading.shown)), texts.CORNER)
        super().shown(reading)


def _read(span: Span, wanted: RoomFilter, gateway: Gateway) -> Reading:
    return read_filtered(gateway, span, wanted)


def _read_mine(span: Span, chosen: frozenset[int] | None, also: frozenset[int], gateway: Gateway) -> Reading:
    """The rooms of one’s own buildings, those chosen or those of a newcomer, and of others ``also``."""
    sites = usual_sites(gateway) if chosen is None else chosen
    wanted = RoomFilter(sites=sites | also if sites else sites)
    return replace(read_filtered(gateway, span, wanted), wanted=wanted)
