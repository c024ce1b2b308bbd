"""The places of the slices: tabs of the present slice, places built when first shown and kept."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtWidgets import QLabel, QSizePolicy, QStackedWidget, QTabBar, QVBoxLayout, QWidget

from agence_desktop.desktop.places import Place, PlaceSpec, Workbench
from agence_desktop.desktop.shell import texts
from agence_desktop.desktop.tokens import Type
from agence_desktop.desktop.widgets.labels import Label


class Section(NamedTuple):
    """An entry of the rail and its places."""

    key: str
    word: str
    places: tuple[PlaceSpec, ...]


class Pages(QWidget):
    """Shows one place at a time; ``place_chosen`` carries the key of a tab that was taken."""

    place_chosen = Signal(str)

    def __init__(self, desk: Workbench, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._sections: dict[str, Section] = {}
        self._specs: dict[str, tuple[PlaceSpec, Section]] = {}
        self._built: dict[str, Place] = {}
        self._counts: dict[str, int] = {}
        self._section = ""
        self._shown: tuple[PlaceSpec, ...] = ()
        self._tabs = QTabBar()
        self._tabs.setAccessibleName(texts.PLACES_GROUP)
        self._tabs.setExpanding(False)
        self._tabs.setDrawBase(False)
        self._tabs.setUsesScrollButtons(True)
        self._tabs.currentChanged.connect(self._tab_taken)
        self._stack = QStackedWidget()
        self._scrolls = False
        self._box = box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(0)
        box.addWidget(self._tabs)
        box.addWidget(self._stack, 1)

    def let_scroll(self) -> None:
        """On a screen too small for some place, that place goes on beyond the window and is scrolled."""
        if self._scrolls:
            return
        from PySide6.QtWidgets import QScrollArea  # few screens are so small

        self._scrolls = True
        area = QScrollArea()
        area.setFrameShape(QScrollArea.Shape.NoFrame)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setWidgetResizable(True)
        self._box.replaceWidget(self._stack, area)
        area.setWidget(self._stack)
        self._stack.show()
        self._measure_shown()

    def set_sections(self, sections: Sequence[Section]) -> None:
        """Take these sections; the places built for others are thrown away."""
        self._sections = {section.key: section for section in sections}
        self._specs = {spec.key: (spec, section) for section in sections for spec in section.places}
        for gone in self._built.values():
            self._stack.removeWidget(gone)
            gone.deleteLater()
        self._built, self._counts, self._section, self._shown = {}, {}, "", ()

    def place_keys(self) -> list[str]:
        """The keys of all places."""
        return list(self._specs)

    def spec(self, key: str) -> PlaceSpec:
        """A place as it was described; KeyError when unknown."""
        return self._specs[key][0]

    def section_of(self, key: str) -> Section:
        """The section of a place."""
        return self._specs[key][1]

    def section(self, key: str) -> Section:
        """A section by its key."""
        return self._sections[key]

    @property
    def place(self) -> Place | None:
        """The place that is shown."""
        shown = self._stack.currentWidget()
        return shown if isinstance(shown, Place) else None

    def built(self) -> list[Place]:
        """The places built so far."""
        return list(self._built.values())

    def show_place(self, key: str) -> Place:
        """Show a place, built now if it never was."""
        spec, section = self._specs[key]
        if key not in self._built:
            made = spec.build(self._desk)
            made.key = key
            made.setAccessibleName(spec.title or spec.word)
            self._built[key] = made
            self._stack.addWidget(made)
        self._show_tabs(section, key)
        self._stack.setCurrentWidget(self._built[key])
        self._measure_shown()
        return self._built[key]

    def _measure_shown(self) -> None:
        """Only the place that is shown says how much is scrolled."""
        if self._scrolls:
            for place in self._built.values():
                shown = place is self._stack.currentWidget()
                policy = QSizePolicy.Policy.Preferred if shown else QSizePolicy.Policy.Ignored
                place.setSizePolicy(policy, policy)

    def set_counts(self, counts: Mapping[str, int]) -> None:
        """Show what waits in places, beside their tabs."""
        self._counts.update(counts)
        for number, spec in enumerate(self._shown):
            self._show_count(number, spec)

    def _show_tabs(self, section: Section, key: str) -> None:
        with QSignalBlocker(self._tabs):
            shown = tuple(spec for spec in section.places if spec.listed or spec.key == key)
            if (section.key, shown) != (self._section, self._shown):
                self._section, self._shown = section.key, shown
                while self._tabs.count():
                    self._tabs.removeTab(0)
                for number, spec in enumerate(shown):
                    self._tabs.addTab(spec.word)
                    self._show_count(number, spec)
            self._tabs.setVisible(len(shown) > 1)
            self._tabs.setCurrentIndex([spec.key for spec in shown].index(key))

    def _show_count(self, number: int, spec: PlaceSpec) -> None:
        count = self._counts.get(spec.key, 0)
        side = QTabBar.ButtonPosition.RightSide
        bubble = self._tabs.tabButton(number, side)
        if not count:
            if bubble is not None:
                self._tabs.setTabButton(number, side, None)
                bubble.deleteLater()
        elif isinstance(bubble, QLabel):
            bubble.setText(str(count))
        else:
            bubble = Label(str(count), Type.HELP)
            bubble.setProperty("surface", "bubble")
            bubble.setAlignment(Qt.AlignmentFlag.AlignCenter)
            self._tabs.setTabButton(number, side, bubble)
        said = f"{spec.word}, {count}" if count else spec.word
        self._tabs.setAccessibleTabName(number, said)

    def _tab_taken(self, number: int) -> None:
        if 0 <= number < len(self._shown):
            self.place_chosen.emit(self._shown[number].key)
