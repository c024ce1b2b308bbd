"""The filters of the timeline: teams, a skill, a home base, whether tentative deployments are shown."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from PySide6.QtCore import QSignalBlocker, Signal
from PySide6.QtGui import QAction, QActionGroup
from PySide6.QtWidgets import QCheckBox, QWidget

from agence_desktop.core.french import sort_key
from agence_desktop.desktop.teams.timeline import texts
from agence_desktop.desktop.teams.timeline.reading import TimelineFilter
from agence_desktop.desktop.widgets.accessible import keep_shown
from agence_desktop.desktop.widgets.bar_layout import BarLayout
from agence_desktop.desktop.widgets.labels import IconLabel
from agence_desktop.desktop.widgets.menu_button import MenuButton
from agence_desktop.teams.rows import MemberLine


class TimelineFilterBar(QWidget):
    """``filter_changed`` carries the TimelineFilter wanted; ``layout_bar`` takes more at its right end."""

    filter_changed = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._filter = TimelineFilter()
        self._offered: tuple[Sequence[str], ...] = ()
        self.teams, self.skill, self.home = MenuButton(), MenuButton(), MenuButton()
        self.tentative = QCheckBox(texts.SHOW_TENTATIVE)
        self.tentative.setChecked(True)
        self.tentative.toggled.connect(lambda on: self._want(replace(self._filter, tentative=on)))
        self.layout_bar = BarLayout(self)
        self.layout_bar.setContentsMargins(12, 6, 12, 6)
        widgets = (self.teams, self.skill, self.home, self.tentative)
        for widget in (IconLabel("filter-variant", "secondary", 18), *widgets):
            self.layout_bar.addWidget(widget)
        self._say()

    @property
    def wanted(self) -> TimelineFilter:
        """What is chosen."""
        return self._filter

    def set_filter(self, wanted: TimelineFilter) -> None:
        """Show a filter without asking for it."""
        self._filter = wanted
        self._say()

    def offer(self, members: Iterable[MemberLine]) -> None:
        """Offer the teams, skills and places of these members."""
        members = tuple(members)
        offered = (
            tuple(dict.fromkeys(member.team for member in members)),
            _sorted(label for member in members for label, level in member.skills if level > 0),
            _sorted(member.home for member in members if member.home),
        )
        if offered != self._offered:
            self._offered = offered
            self._fill()
            self._say()

    def _fill(self) -> None:
        teams, skills, homes = self._offered
        menu = self.teams.menu_of_choices
        menu.clear()
        menu.addAction(texts.ALL.capitalize(), lambda: self._want(replace(self._filter, teams=frozenset())))
        menu.addSeparator()
        for team in teams:
            action = QAction(keep_shown(team), menu, checkable=True)
            action.setData(team)
            action.triggered.connect(lambda on, team=team: self._tick(team, on))
            menu.addAction(action)
        for button, field, names, everything in (
            (self.skill, "skill", skills, texts.ALL),
            (self.home, "home", homes, texts.EVERYWHERE),
        ):
            menu = button.menu_of_choices
            menu.clear()
            group = QActionGroup(menu)
            for name in ("", *names):
                action = QAction(keep_shown(name) if name else everything.capitalize(), group, checkable=True)
                action.setData(name)
                action.triggered.connect(
                    lambda _on, field=field, name=name: self._want(replace(self._filter, **{field: name}))
                )
                menu.addAction(action)

    def _tick(self, team: str, on: bool) -> None:
        present = self._filter.teams
        self._want(replace(self._filter, teams=present | {team} if on else present - {team}))

    def _want(self, wanted: TimelineFilter) -> None:
        if wanted != self._filter:
            self._filter = wanted
            self._say()
            self.filter_changed.emit(wanted)

    def _say(self) -> None:
        wanted = self._filter
        self.teams.say(texts.choice(texts.TEAMS, sorted(wanted.teams, key=sort_key), texts.ALL))
        self.skill.say(texts.choice(texts.SKILL, [wanted.skill] if wanted.skill else [], texts.ALL))
        self.home.say(texts.choice(texts.PLACE, [wanted.home] if wanted.home else [], texts.EVERYWHERE))
        for button, chosen in (
            (self.teams, wanted.teams),
            (self.skill, {wanted.skill}),
            (self.home, {wanted.home}),
        ):
            for action in button.menu_of_choices.actions():
                if action.isCheckable():
                    action.setChecked(action.data() in chosen)
        with QSignalBlocker(self.tentative):
            self.tentative.setChecked(wanted.tentative)
        self.layout_bar.invalidate()


def _sorted(names: Iterable[str]) -> tuple[str, ...]:
    return tuple(sorted(set(names), key=sort_key))
