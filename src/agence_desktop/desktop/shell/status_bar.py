"""The status bar: connection, who is signed in, last refresh, work in the background, time zone."""

from __future__ import annotations

from functools import cached_property

from PySide6.QtWidgets import QHBoxLayout, QProgressBar, QPushButton, QStatusBar, QWidget

from agence_desktop.core.clock import to_wall
from agence_desktop.desktop import theme
from agence_desktop.desktop.session import BaseKind, Mode, Session
from agence_desktop.desktop.shell import texts
from agence_desktop.desktop.tasks import Task, Tasks
from agence_desktop.desktop.tokens import Height, Type
from agence_desktop.desktop.widgets.labels import ElidedLabel, IconLabel

_ICONS = {Mode.WORKING: "server-network", Mode.READ_ONLY: "eye-outline", Mode.OFFLINE: "server-network-off"}
_INKS = {Mode.WORKING: "ok", Mode.READ_ONLY: "warning", Mode.OFFLINE: "danger"}


class _Cell(QWidget):
    def __init__(self, icon: str, name: str) -> None:
        super().__init__()
        self.icon = IconLabel(icon, "secondary", 16)
        self.words = ElidedLabel("", Type.HELP)
        self.words.setAccessibleName(name)
        box = QHBoxLayout(self)
        box.setContentsMargins(8, 0, 8, 0)
        box.setSpacing(6)
        box.addWidget(self.icon)
        box.addWidget(self.words)

    def say(self, words: str) -> None:
        self.words.setText(words)
        self.words.setAccessibleDescription(words)


class _WorkCells:
    """What is being done, how far it is and the button that stops it."""

    def __init__(self, bar: QStatusBar) -> None:
        self.words = _Cell("progress-clock", texts.WORK)
        self.progress = QProgressBar()
        self.progress.setAccessibleName(texts.WORK_PROGRESS)
        self.progress.setTextVisible(False)
        self.progress.setFixedWidth(theme.scaled(96))
        self.cancel = QPushButton(texts.UNDO_WORD)
        self.cancel.setProperty("kind", "link")
        self.cancel.setAccessibleName(texts.CANCEL_WORK)
        self._all: tuple[QWidget, ...] = (self.words, self.progress, self.cancel)
        for widget in self._all:
            bar.addWidget(widget)

    def set_shown(self, shown: bool) -> None:
        for widget in self._all:
            widget.setVisible(shown)

    def show_task(self, task: Task, others: int) -> None:
        self.words.say(texts.work_words(task.label, task.fraction, others))
        self.progress.setRange(0, 0 if task.fraction is None else 100)
        self.progress.setValue(round((task.fraction or 0) * 100))


class StatusBar(QStatusBar):
    """Shows the session and the labelled work; each can be cancelled."""

    def __init__(self, session: Session, tasks: Tasks, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session, self._tasks = session, tasks
        self._task: Task | None = None
        self.setSizeGripEnabled(False)
        self._base = _Cell("server-network", texts.CONNECTION)
        self._person = _Cell("account-circle-outline", texts.PERSON)
        self._fresh = _Cell("sync", texts.FRESHNESS)
        self._zone = _Cell("clock-outline", texts.ZONE)
        for cell in (self._base, self._person, self._fresh):
            self.addWidget(cell)
        self.addPermanentWidget(self._zone)
        self.setMinimumHeight(theme.scaled(Height.STATUS_BAR))
        session.changed.connect(self.refresh)
        tasks.work_changed.connect(self._show_work)
        self.refresh()
        self._show_work()

    def refresh(self) -> None:
        """Show the session as it is."""
        session = self._session
        mode = session.connection.mode
        icon = "database-outline" if session.base.kind is BaseKind.LOCAL else _ICONS[mode]
        self._base.icon.set_icon(_ICONS[mode] if mode is not Mode.WORKING else icon, _INKS[mode])
        self._base.say(texts.base_words(session.base, session.connection))
        self._person.say(texts.signed_in(session.actor.name, session.identity.roles))
        fresh = to_wall(session.refreshed, session.base.zone) if session.refreshed is not None else None
        self._fresh.say(texts.refreshed(fresh))
        self._zone.say(texts.ZONES.get(session.base.zone.key, session.base.zone.key))

    def _show_work(self) -> None:
        shown = self._tasks.shown()
        self._task = shown[0] if shown else None
        if self._task is not None:
            self._work.show_task(self._task, len(shown) - 1)
        # Before the first work there is nothing to hide.
        if "_work" in vars(self):
            self._work.set_shown(self._task is not None)

    @cached_property
    def _work(self) -> _WorkCells:
        cells = _WorkCells(self)
        cells.cancel.clicked.connect(self._cancel_work)
        return cells

    def _cancel_work(self) -> None:
        if self._task is not None:
            self._task.cancel()
            self._work.words.say(texts.CANCELLING)
