"""The filters of rooms: buildings by region, least capacity, fixed equipment, free now."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QSignalBlocker, Signal
from PySide6.QtGui import QAction, QActionGroup
from PySide6.QtWidgets import QCheckBox, QMenu, QWidget

from agence_desktop.desktop.spaces.calendars import planning_texts as texts
from agence_desktop.desktop.spaces.calendars.room_filter import (
    CAPACITIES,
    RegionSites,
    RoomFilter,
    municipalities_of,
    regions_of,
)
from agence_desktop.desktop.widgets.accessible import keep_shown
from agence_desktop.desktop.widgets.bar_layout import BarLayout
from agence_desktop.desktop.widgets.labels import IconLabel
from agence_desktop.desktop.widgets.menu_button import MenuButton, TickMenu

if TYPE_CHECKING:
    from agence_desktop.spaces.queries.reference import Reference


class FilterBar(QWidget):
    """``filter_changed`` carries the RoomFilter wanted; ``layout_bar`` takes more at its right end."""

    filter_changed = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._filter = RoomFilter()
        self._reference: Reference | None = None
        self._version = -1
        self.group, self.capacity, self.equipment = MenuButton(), MenuButton(), MenuButton()
        self._capacities = QActionGroup(self)
        for least in (0, *CAPACITIES):
            self._add_capacity(least)
        self.free_now = QCheckBox(texts.FREE_NOW)
        self.free_now.toggled.connect(lambda on: self._want(free_now=on))
        self.layout_bar = BarLayout(self)
        self.layout_bar.setContentsMargins(12, 6, 12, 6)
        for widget in (
            IconLabel("filter-variant", "secondary", 18),
            self.group,
            self.capacity,
            self.equipment,
            self.free_now,
        ):
            self.layout_bar.addWidget(widget)
        self._say()

    @property
    def wanted(self) -> RoomFilter:
        """What is chosen."""
        return self._filter

    def set_filter(self, wanted: RoomFilter) -> None:
        """Show a filter without asking for it."""
        self._filter = wanted
        self._say()

    def set_reference(self, reference: Reference) -> None:
        """Offer the buildings and equipment there are."""
        if reference.version != self._version:
            self._version, self._reference = reference.version, reference
            self._fill()
            self._say()

    def _add_capacity(self, least: int) -> None:
        action = QAction(texts.least_places(least), self._capacities, checkable=True)
        action.setData(least)
        action.triggered.connect(lambda: self._want(capacity=least))
        self.capacity.menu_of_choices.addAction(action)

    def _fill(self) -> None:
        if self._reference is None:
            return
        groups, pieces = self.group.menu_of_choices, self.equipment.menu_of_choices
        for menu in (groups, pieces):
            menu.clear()
        self._add_clear(groups, texts.EVERYWHERE, "sites")
        regions = regions_of(self._reference)
        for region in regions:
            # One region needs no menu of its own.
            inner = groups if len(regions) == 1 else TickMenu(keep_shown(region.name), groups)
            if inner is not groups:
                groups.addMenu(inner)
            self._add_region(inner, region)
        self._add_clear(pieces, texts.ANY, "equipment")
        used = {code for space in self._reference.spaces.values() for code in space.equipment}
        for code, word in self._reference.words["equipment"].items():
            if code in used:
                self._add_tick(pieces, word.label, "equipment", frozenset({code}))

    def _add_region(self, menu: QMenu, region: RegionSites) -> None:
        if len(region.sites) > 1:
            every = frozenset(site for site, _ in region.sites)
            self._add_tick(menu, texts.WHOLE_REGION, "sites", every)
            menu.addSeparator()
        for site, name in region.sites:
            self._add_tick(menu, name, "sites", frozenset({site}))

    def _add_clear(self, menu: QMenu, words: str, field: str) -> None:
        menu.addAction(words.capitalize(), lambda: self._want(**{field: frozenset()}))
        menu.addSeparator()

    def _add_tick(self, menu: QMenu, words: str, field: str, values: frozenset[object]) -> None:
        action = QAction(keep_shown(words), menu, checkable=True)
        action.setData((field, values))
        action.triggered.connect(lambda on: self._tick(field, values, on))
        menu.addAction(action)

    def _tick(self, field: str, values: frozenset[object], on: bool) -> None:
        present: frozenset[object] = getattr(self._filter, field)
        self._want(**{field: present | values if on else present - values})

    def _want(self, **changes: object) -> None:
        wanted = replace(self._filter, **changes)  # type: ignore[arg-type]
        if wanted != self._filter:
            self._filter = wanted
            self._say()
            self.filter_changed.emit(wanted)

    def _say(self) -> None:
        wanted, reference = self._filter, self._reference
        municipalities = municipalities_of(reference, wanted.sites) if reference else []
        self.group.say(texts.group_choice(municipalities, len(wanted.sites)))
        words = reference.words["equipment"] if reference else {}
        labels = [word.label for code, word in words.items() if code in wanted.equipment]
        self.equipment.say(texts.equipment_choice(labels))
        self.capacity.say(texts.capacity_choice(wanted.capacity))
        for action in self._capacities.actions():
            action.setChecked(action.data() == wanted.capacity)
        with QSignalBlocker(self.free_now):
            self.free_now.setChecked(wanted.free_now)
        for menu in (self.group.menu_of_choices, self.equipment.menu_of_choices):
            for action in menu.findChildren(QAction):
                if action.isCheckable():
                    field, values = action.data()
                    action.setChecked(values <= getattr(wanted, field))
        self.layout_bar.invalidate()
