"""The window wired as the program does it, in this process, with folders of its own."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtWidgets import QApplication, QDialog, QMessageBox
from pytestqt.qtbot import QtBot

from agence_desktop.bootstrap.wiring import Wiring
from agence_desktop.core.clock import Clock
from agence_desktop.core.resources import resource_path
from agence_desktop.desktop.application import DesktopOptions, Runtime
from agence_desktop.desktop.change_hub import ChangeHub
from agence_desktop.desktop.dialogs.first_run import FirstRunDialog
from agence_desktop.desktop.drafts import Drafts
from agence_desktop.desktop.instance import Instance
from agence_desktop.desktop.session import Session
from agence_desktop.desktop.shell.memory import Memory
from agence_desktop.desktop.shell.window import MainWindow
from agence_desktop.desktop.tasks import Tasks
from agence_desktop.desktop.theme import Appearance, Theme, install_font

PATIENCE_MS = 20_000


@dataclass(frozen=True, slots=True)
class Program:
    """A program that was started: its window, and what its wiring holds open."""

    qtbot: QtBot
    window: MainWindow
    wiring: Wiring

    def wait_for_base(self, login: str) -> None:
        """Wait until this person is signed in and everything was read."""
        window = self.window
        self.qtbot.waitUntil(
            lambda: window.session.actor.login == login and window.settled, timeout=PATIENCE_MS
        )

    def wait_for_doors(self) -> FirstRunDialog:
        """Wait for the dialogue that asks for a base, and for what it asks itself."""
        self.qtbot.waitUntil(lambda: self._doors() is not None and self.window.settled, timeout=PATIENCE_MS)
        found = self._doors()
        assert found is not None
        return found

    def wait_for_box(self) -> QMessageBox:
        """Wait for a question or a message."""
        self.qtbot.waitUntil(lambda: self._box() is not None, timeout=PATIENCE_MS)
        found = self._box()
        assert found is not None
        return found

    def press(self, box: QMessageBox, word: str) -> None:
        """Press the button of a box whose text holds ``word``."""
        next(button for button in box.buttons() if word in button.text()).click()

    @property
    def dialogs(self) -> list[QDialog]:
        """The dialogues that are shown."""
        return [found for found in self.window.findChildren(QDialog) if found.isVisible()]

    def _doors(self) -> FirstRunDialog | None:
        return next((found for found in self.dialogs if isinstance(found, FirstRunDialog)), None)

    def _box(self) -> QMessageBox | None:
        return next((found for found in self.dialogs if isinstance(found, QMessageBox)), None)


@contextmanager
def running(
    qtbot: QtBot,
    folder: Path,
    base: str | None = None,
    *,
    demo: bool = False,
    clock: Clock | None = None,
    file: Path | None = None,
    instance: Instance | None = None,
) -> Iterator[Program]:
    """Start the program on a base, on fictional data or with a file that was opened, and end it."""
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    install_font(app, resource_path("fonts"))
    look = Theme(app, Appearance.LIGHT)
    tasks, hub, session = Tasks(look), ChangeHub(look), Session(clock, look)
    drafts = Drafts(folder / "brouillons", session.clock, lambda: session.base.base_id)
    window = MainWindow(tasks, hub, session, drafts, Memory(folder / "fenetre.ini"), look)
    qtbot.addWidget(window)
    options = DesktopOptions(folder / "fenetre.ini", folder / "brouillons", base, demo, clock=clock)._replace(
        file=file, instance=instance
    )
    wiring = Wiring()
    window.show()
    program = Program(qtbot, window, wiring)
    wiring.begin(Runtime(options, window, tasks, hub, session, drafts))
    try:
        yield program
    finally:
        for dialog in program.dialogs:
            dialog.close()
        window.toasts.close_all()
        window.close()
        wiring.close()
        assert tasks.close(20)
