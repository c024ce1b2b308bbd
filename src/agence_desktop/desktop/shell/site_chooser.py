"""« Mes immeubles »: the buildings that the day is about, ticked by region."""

from __future__ import annotations

from itertools import groupby

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QVBoxLayout, QWidget

from agence_desktop.desktop import theme
from agence_desktop.desktop.day import SiteChoice, Sites
from agence_desktop.desktop.shell import texts
from agence_desktop.desktop.tokens import Type
from agence_desktop.desktop.widgets.accessible import keep_shown
from agence_desktop.desktop.widgets.labels import Label
from agence_desktop.desktop.widgets.menu_button import MenuButton, TickMenu

_WIDTH = 288


class SiteChooser(QWidget):
    """``sites_chosen`` carries the ids wanted: a frozenset, empty for all buildings."""

    sites_chosen = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self._sites, self._chosen = Sites(), frozenset[int]()
        self.button = MenuButton()
        label = Label(texts.MY_SITES, Type.HELP, "secondary")
        label.setBuddy(self.button)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(2)
        box.addWidget(label)
        box.addWidget(self.button)
        self._fit()
        self.hide()

    @property
    def chosen(self) -> frozenset[int]:
        """What is ticked; empty for all."""
        return self._chosen

    def show_sites(self, sites: Sites, chosen: frozenset[int]) -> None:
        """Offer these buildings, some ticked; with one building or none there is nothing to choose."""
        self._chosen = chosen
        if sites != self._sites:
            self._sites = sites
            self._fill()
        self._say()
        self.setVisible(len(sites.choices) > 1)

    def changeEvent(self, event: QEvent) -> None:
        """Follow a larger font."""
        if event.type() == QEvent.Type.ApplicationFontChange:
            self._fit()
            self._say()
        super().changeEvent(event)

    def _fit(self) -> None:
        self.button.setFixedWidth(theme.scaled(_WIDTH))

    def _fill(self) -> None:
        menu = self.button.menu_of_choices
        menu.clear()
        menu.addAction(texts.ALL_SITES, lambda: self._want(frozenset()))
        menu.addAction(texts.USUAL_SITES, lambda: self._want(self._sites.usual)).setVisible(
            bool(self._sites.usual)
        )
        menu.addSeparator()
        regions = [
            (name, list(inner)) for name, inner in groupby(self._sites.choices, lambda one: one.region)
        ]
        for name, choices in regions:
            # One region needs no menu of its own.
            inner: QMenu = menu if len(regions) == 1 else TickMenu(keep_shown(name), menu)
            if inner is not menu:
                menu.addMenu(inner)
            for choice in choices:
                self._add(inner, choice)

    def _add(self, menu: QMenu, choice: SiteChoice) -> None:
        action = QAction(keep_shown(choice.name), menu, checkable=True)
        action.setData(choice.id)
        action.triggered.connect(lambda on: self._tick(choice.id, on))
        menu.addAction(action)

    def _tick(self, site: int, on: bool) -> None:
        self._want(self._chosen | {site} if on else self._chosen - {site})

    def _want(self, chosen: frozenset[int]) -> None:
        if chosen != self._chosen:
            self._chosen = chosen
            self._say()
            self.sites_chosen.emit(chosen)

    def _say(self) -> None:
        names = [one.name for one in self._sites.choices if one.id in self._chosen]
        words = texts.sites_words(names)
        self.button.say(words)
        self.button.setAccessibleName(f"{texts.MY_SITES}, {words}")
        room = self.button.width() - theme.scaled(44)
        shown = self.button.fontMetrics().elidedText(words, Qt.TextElideMode.ElideRight, room)
        self.button.setText(keep_shown(shown))
        self.button.setToolTip(texts.sites_listed(names))
        for action in self.button.menu_of_choices.findChildren(QAction):
            if action.isCheckable():
                action.setChecked(action.data() in self._chosen)
