"""Accueil, « Ma journée »: panes that the slices fill, for the buildings that are one’s own."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QHideEvent, QShowEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from agence_desktop.desktop.day import DayScope, Sites
from agence_desktop.desktop.places import Place, State, Workbench
from agence_desktop.desktop.shell import texts
from agence_desktop.desktop.shell.empty_day import DayHeading
from agence_desktop.desktop.shell.own_day import OwnDay
from agence_desktop.desktop.shell.site_chooser import SiteChooser
from agence_desktop.desktop.tasks import Failure
from agence_desktop.desktop.widgets.bar_layout import BarLayout
from agence_desktop.desktop.widgets.empty_state import EmptyState
from agence_desktop.desktop.widgets.figure_strip import FigureStrip

if TYPE_CHECKING:
    from agence_desktop.core.changes import Change
    from agence_desktop.desktop.contribution import Contribution
    from agence_desktop.desktop.day import DayPane
    from agence_desktop.desktop.shell.home_columns import Columns
    from agence_desktop.desktop.shell.home_pane import Pane

TICK_MS = 60_000
"""How often what time brings is read again."""


class HomePlace(Place):
    """« Ma journée » of these slices; ``own`` remembers the buildings and the last visit."""

    def __init__(self, desk: Workbench, contributions: Sequence[Contribution], own: OwnDay) -> None:
        super().__init__(desk)
        self._own = own
        self._source = next((one.sites for one in contributions if one.sites is not None), None)
        self._sites: Sites | None = None if self._source is not None else Sites()
        self._reading_sites = False
        self._read_at: datetime | None = None
        self._heading = DayHeading()
        self._tick = QTimer(self, interval=TICK_MS)
        self._tick.timeout.connect(self._pass_time)
        self.figures, self.chooser = FigureStrip(texts.FIGURES), SiteChooser()
        self.chooser.sites_chosen.connect(self._choose)
        self.panes = self._panes_of(contributions)
        self._columns: Columns | None = None
        box = QVBoxLayout(self)
        box.setContentsMargins(16, 10, 16, 12)
        box.setSpacing(8)
        box.addWidget(self._head())
        box.addWidget(self._body(), 1)
        if self._source is not None:
            desk.hub.subscribe(self, self._source.topics, lambda _changes: self.refresh())
        for pane in self.panes:
            desk.hub.subscribe(pane, pane.spec.topics, partial(self._changed, pane))
        self.refresh()

    @property
    def title(self) -> str:
        """« Ma journée »."""
        return texts.HOME_TITLE

    def take_focus(self) -> None:
        """On the lines of the first pane, not on the links above them."""
        first = next((pane.view for pane in self.panes if pane.view.isVisibleTo(self)), None)
        if first is not None:
            first.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            super().take_focus()

    def refresh(self) -> None:
        """Read the buildings, then all panes, again."""
        self._heading.show_date(self.desk.session.today())
        self._own.note_visit()
        if self._source is None:
            self._load_panes()
            return
        self._reading_sites = True
        self.desk.tasks.run(self._source.load, owner=self, done=self._sites_read, failed=self._sites_failed)

    def busy(self) -> bool:
        """Whether something is still being read."""
        return self._reading_sites or any(pane.loading for pane in self.panes)

    def state(self) -> State:
        """The line that is current in each pane."""
        return {"lines": {pane.key: pane.view.currentIndex().row() for pane in self.panes}}

    def restore(self, state: State) -> None:
        """Go back to the lines that were current, where they still are."""
        lines = state.get("lines", {})
        for pane in self.panes:
            if 0 <= lines.get(pane.key, -1) < pane.model.rowCount():
                pane.view.choose(lines[pane.key])

    @property
    def sites(self) -> frozenset[int]:
        """The buildings that the day is about; empty for all."""
        if self._sites is None:
            return frozenset()
        chosen = self._own.sites
        known = frozenset(one.id for one in self._sites.choices)
        if chosen is None or (chosen and not chosen & known):
            return self._sites.usual
        return chosen & known

    def showEvent(self, event: QShowEvent) -> None:
        """Follow the time while it is seen."""
        super().showEvent(event)
        self._tick.start()
        self._pass_time()

    def hideEvent(self, event: QHideEvent) -> None:
        """Time goes on elsewhere."""
        self._tick.stop()
        super().hideEvent(event)

    def _pass_time(self) -> None:
        """Who is late is later, and a date begins or ends: read again, a minute after it was read."""
        read = self._read_at
        if read is not None and self.desk.session.clock.now() - read >= timedelta(milliseconds=TICK_MS):
            self._heading.show_date(self.desk.session.today())
            self._load_panes()

    def _choose(self, sites: frozenset[int]) -> None:
        self._own.choose(sites)
        self._load_panes()

    def _sites_read(self, sites: Sites) -> None:
        self._reading_sites = False
        self._sites = sites
        self.chooser.show_sites(sites, self.sites)
        self._load_panes()

    def _sites_failed(self, failure: Failure) -> None:
        self._reading_sites = False
        self.desk.tell(failure.sentence, kind="danger")

    def _load_panes(self) -> None:
        self._read_at = self.desk.session.clock.now()
        for pane in self.panes:
            self._load_pane(pane)

    def _load_pane(self, pane: Pane) -> None:
        # Before the buildings are known, the panes wait for them.
        if self._sites is not None:
            pane.load(DayScope(self.sites, self._own.since()))

    def _changed(self, pane: Pane, _changes: Sequence[Change]) -> None:
        self._load_pane(pane)

    def _shown(self) -> None:
        """Show what the panes count, and share the room among them."""
        self.figures.show_figures([figure for pane in self.panes for figure in pane.figures])
        if self._columns is not None:
            self._columns.settle()

    def _mark_read(self) -> None:
        self._own.mark_read()
        self._load_panes()

    def _panes_of(self, contributions: Sequence[Contribution]) -> list[Pane]:
        specs: list[DayPane] = [pane for one in contributions for pane in one.panes]
        feeds = [one.news for one in contributions if one.news is not None]
        if feeds:
            from agence_desktop.desktop.shell.home_news import news_pane

            specs.append(news_pane(feeds, self.desk, self._own, self._mark_read))
        if not specs:
            return []
        from agence_desktop.desktop.shell.home_pane import Pane

        return [Pane(self.desk, spec, self, self._shown) for spec in specs]

    def _head(self) -> QWidget:
        head = QWidget()
        bar = BarLayout(head, gap=12)
        bar.setContentsMargins(0, 0, 0, 0)
        bar.addWidget(self._heading)
        bar.add_right(self.figures)
        bar.add_right(self.chooser)
        return head

    def _body(self) -> QWidget:
        if not self.panes:
            return EmptyState(texts.EMPTY_DAY)
        from agence_desktop.desktop.shell.home_columns import Columns

        sides = [[pane for pane in self.panes if pane.spec.side == side] for side in (0, 1)]
        self._columns = Columns(self.desk, *sides)
        return self._columns
