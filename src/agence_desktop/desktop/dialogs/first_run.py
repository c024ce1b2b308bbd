"""The first start: three doors, and a connection that is tried before it is taken."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from enum import StrEnum
from functools import partial
from pathlib import Path
from typing import Protocol
from urllib.parse import quote

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QDialog, QWidget

from agence_desktop.core.errors import InputError
from agence_desktop.core.french.parse_values import parse_whole
from agence_desktop.desktop import theme
from agence_desktop.desktop.dialogs import texts
from agence_desktop.desktop.generated.ui_first_run import Ui_FirstRun
from agence_desktop.desktop.tasks import Failure, Lane, Tasks
from agence_desktop.desktop.tokens import Height, Type
from agence_desktop.desktop.widgets.accessible import announce
from agence_desktop.desktop.widgets.choosing import ask_where_to_write
from agence_desktop.desktop.widgets.form import Form
from agence_desktop.desktop.widgets.page_parts import roomy


class Door(StrEnum):
    """The three ways to begin."""

    DEMO = "demo"
    LOCAL = "local"
    SHARED = "shared"


@dataclass(frozen=True, slots=True)
class ConnectionDraft:
    """Where the shared base is; the password is never shown by ``repr``.

    ``options`` are those of the address, as ``sslmode=verify-full``; ``keep`` confides the password to the
    store of the system.
    """

    host: str
    port: int
    database: str
    login: str
    password: str = field(default="", repr=False)
    options: str = ""
    keep: bool = False

    @property
    def address(self) -> str:
        """``postgresql://`` address without the password."""
        who = f"{quote(self.login, safe='')}@" if self.login else ""
        host = f"[{self.host}]" if ":" in self.host else self.host
        options = f"?{self.options}" if self.options else ""
        return f"postgresql://{who}{host}:{self.port}/{quote(self.database, safe='')}{options}"


@dataclass(frozen=True, slots=True)
class FirstRunChoice:
    """What was chosen: the file of a local base, or the shared connection."""

    door: Door
    path: Path | None = None
    connection: ConnectionDraft | None = None


Tester = Callable[[ConnectionDraft], str]
"""Tries a connection, off the GUI thread: the sentence of success;
raises AgenceError with that of the failure.
"""


class Keeping(Protocol):
    """The store of passwords of this computer; its methods are called off the GUI thread.

    ``forget`` tells whether there was a password, and raises AgenceError where the store refuses.
    """

    def available(self) -> bool: ...
    def forget(self, address: str) -> bool: ...


class FirstRunDialog(QDialog):
    """``chosen`` carries the FirstRunChoice; closing the dialogue chooses nothing."""

    chosen = Signal(object)

    def __init__(
        self,
        tasks: Tasks,
        tester: Tester,
        suggested: Path,
        parent: QWidget | None = None,
        store: Keeping | None = None,
    ) -> None:
        super().__init__(parent)
        self._tasks, self._tester, self._suggested = tasks, tester, suggested
        self._store, self._options = store, ""
        self.ui = Ui_FirstRun()
        self.ui.setupUi(self)
        self.form = Form(self)
        self._prepare()
        self.ui.demoDoor.clicked.connect(lambda: self._choose(FirstRunChoice(Door.DEMO)))
        self.ui.localDoor.clicked.connect(self._ask_for_file)
        self.ui.sharedDoor.clicked.connect(self._show_shared)
        self.ui.backButton.clicked.connect(lambda: self._turn_to(self.ui.doors))
        self.ui.testButton.clicked.connect(lambda: self._try(connect=False))
        self.ui.connectButton.clicked.connect(lambda: self._try(connect=True))
        self.ui.forgetButton.clicked.connect(self._forget)

    def ask_password(self, draft: ConnectionDraft, sentence: str) -> None:
        """Show the shared base of ``draft`` and ask for its password; ``sentence`` says why."""
        self._show_shared()
        ui = self.ui
        ui.host.setText(draft.host)
        ui.port.setText(str(draft.port))
        ui.database.setText(draft.database)
        ui.login.setText(draft.login)
        ui.keepPassword.setChecked(draft.keep)
        self._options = draft.options
        self.form.mark_clean()
        self._say(sentence, "warning")
        (ui.password if draft.login else ui.login).setFocus()

    def _prepare(self) -> None:
        ui = self.ui
        for title in (ui.welcome, ui.sharedTitle):
            title.setFont(theme.font(Type.RECORD))
        ui.passwordNote.setProperty("ink", "secondary")
        ui.connectButton.setProperty("kind", "primary")
        ui.forgetButton.setProperty("kind", "link")
        for widget in (ui.keepPassword, ui.forgetButton):
            # Until the store has answered, and for good where this computer has none.
            widget.setEnabled(False)
        self.form.add("host", ui.host, ui.hostLabel, required=True)
        self.form.add("port", ui.port, ui.portLabel, required=True, check=_port_fault)
        self.form.add("database", ui.database, ui.databaseLabel, required=True)
        self.form.add("login", ui.login, ui.loginLabel)
        self.form.add("password", ui.password, ui.passwordLabel)
        self.form.edited.connect(lambda: ui.verdict.setText(""))
        # With large letters on a small screen a page scrolls: nothing is cut.
        place = ui.outer.indexOf(ui.pages)
        self._scroll = roomy(ui.pages, 0, 0)
        ui.outer.insertWidget(place, self._scroll)
        self.resize(theme.scaled(560), theme.scaled(560))

    def showEvent(self, event: QShowEvent) -> None:
        """Only now are the heights of wrapped words known."""
        super().showEvent(event)
        self._turn_to(self.ui.pages.currentWidget() or self.ui.doors)

    def _turn_to(self, page: QWidget) -> None:
        """Show a page alone: a stack is as high as the highest that it holds."""
        pages = self.ui.pages
        other = self.ui.doors if page is self.ui.shared else self.ui.shared
        pages.addWidget(page)
        pages.setCurrentWidget(page)
        pages.removeWidget(other)
        other.hide()
        self._fit()

    def _fit(self) -> None:
        """The doors stand close; the page of the connection has room for what may have to be said."""
        ui, margins = self.ui, self.ui.outer.contentsMargins()
        if ui.pages.currentWidget() is ui.shared:
            # With large letters a small screen has no room for more.
            room = self.screen().availableGeometry().height() - theme.scaled(Height.PANEL_HEADER)
            self.resize(self.width(), min(room, max(self.height(), theme.scaled(560))))
            return
        width = self.width() - margins.left() - margins.right()
        needed = ui.doorsLayout.totalHeightForWidth(width) + margins.top() + margins.bottom()
        for layout in (ui.pages.layout(), ui.outer):
            # The page that is gone counts no more.
            if layout is not None:
                layout.invalidate()
                layout.activate()
        self.resize(self.width(), needed)

    def _show_shared(self) -> None:
        self._turn_to(self.ui.shared)
        self.ui.host.setFocus()
        if self._store is not None:
            self._tasks.run(self._store.available, owner=self, lane=Lane.POOL, done=self._show_store)

    def _show_store(self, available: bool) -> None:
        ui = self.ui
        ui.keepPassword.setEnabled(available)
        ui.forgetButton.setEnabled(available)
        if not available:
            ui.keepPassword.setChecked(False)
            ui.passwordNote.setText(texts.NO_STORE)

    def _ask_for_file(self) -> None:
        ask_where_to_write(
            self,
            texts.NEW_BASE_TITLE,
            str(self._suggested),
            texts.BASE_FILES,
            lambda path: self._choose(FirstRunChoice(Door.LOCAL, path)),
            endings=("sqlite",),
        )

    def _draft(self) -> ConnectionDraft | None:
        """What the page says, None where a field is wrong."""
        if not self.form.check():
            return None
        values = self.form.values()
        return ConnectionDraft(
            values["host"],
            int(values["port"]),
            values["database"],
            values["login"],
            self.ui.password.text(),
            self._options,
            self.ui.keepPassword.isChecked(),
        )

    def _forget(self) -> None:
        draft, store = self._draft(), self._store
        if draft is None or store is None:
            return
        self._tasks.run(
            store.forget,
            draft.address,
            owner=self,
            lane=Lane.POOL,
            done=partial(self._forgotten, draft),
            failed=lambda failure: self._say(failure.sentence, "danger"),
        )

    def _forgotten(self, draft: ConnectionDraft, was_kept: bool) -> None:
        self.ui.keepPassword.setChecked(False)
        self._say(texts.forgotten(draft.database, was_kept=was_kept), "ok" if was_kept else "secondary")

    def _try(self, *, connect: bool) -> None:
        draft = self._draft()
        if draft is None:
            return
        self._set_trying(True)
        self._say(texts.TRYING_CONNECTION, "secondary")
        self._tasks.run(
            self._tester,
            draft,
            owner=self,
            lane=Lane.POOL,
            done=lambda sentence: self._succeeded(sentence, draft if connect else None),
            failed=self._failed,
        )

    def _succeeded(self, sentence: str, draft: ConnectionDraft | None) -> None:
        self._set_trying(False)
        self._say(sentence, "ok")
        if draft is not None:
            self._choose(FirstRunChoice(Door.SHARED, connection=draft))

    def _failed(self, failure: Failure) -> None:
        self._set_trying(False)
        self._say(failure.sentence, "danger")
        self.ui.host.setFocus()

    def _set_trying(self, trying: bool) -> None:
        self.ui.testButton.setEnabled(not trying)
        self.ui.connectButton.setEnabled(not trying)

    def _say(self, sentence: str, ink: str) -> None:
        verdict = self.ui.verdict
        verdict.setText(sentence)
        verdict.setProperty("ink", ink)
        verdict.style().unpolish(verdict)
        verdict.style().polish(verdict)
        # Once the words have their height.
        QTimer.singleShot(0, self, lambda: self._scroll.ensureWidgetVisible(verdict))
        announce(self, sentence, urgent=ink == "danger")

    def _choose(self, choice: FirstRunChoice) -> None:
        self.chosen.emit(choice)
        self.accept()


def _port_fault(text: str) -> str:
    try:
        parse_whole(text, 1, 65_535)
    except InputError as error:
        return error.sentence
    return ""
