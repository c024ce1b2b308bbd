"""Starts the desktop: the window first, everything heavy once it is painted."""

from __future__ import annotations

import logging
import sys
from collections.abc import Callable, Iterator, Sequence
from itertools import chain
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QLibraryInfo, QLocale, QTimer, QTranslator
from PySide6.QtWidgets import QApplication

from agence_desktop.core.resources import resource_path
from agence_desktop.desktop.change_hub import ChangeHub
from agence_desktop.desktop.drafts import Drafts
from agence_desktop.desktop.garbage import Collector
from agence_desktop.desktop.session import Session
from agence_desktop.desktop.shell import texts
from agence_desktop.desktop.shell.keys import APPEARANCE
from agence_desktop.desktop.shell.memory import Memory
from agence_desktop.desktop.shell.window import MainWindow
from agence_desktop.desktop.taskbar import claim_button, program_icon
from agence_desktop.desktop.tasks import Tasks, failure_of
from agence_desktop.desktop.theme import Appearance, Theme, install_font

if TYPE_CHECKING:
    from agence_desktop.core.clock import Clock
    from agence_desktop.desktop.contribution import Contribution
    from agence_desktop.desktop.instance import Instance, Wishes
    from agence_desktop.desktop.tour import Step, Tour

_LOG = logging.getLogger(__name__)
# By then the base is open and its screens are imported, wherever that is quick.
_SETTLED_MS = 3_000


class DesktopOptions(NamedTuple):
    """How to start: which base, the file of the preferences and the folder of the drafts of this person.

    ``capture`` is the folder where every place is drawn, ``autotest`` the log of a visit to every place; both
    end the program when they are done. ``clock`` stands in for the computer's. ``file`` is a backup that was
    opened with the program, ``instance`` hears later starts. ``checks`` come before a visit, which then shows
    what stands over the places as well.
    """

    preferences: Path
    drafts: Path
    base: str | None = None
    demo: bool = False
    capture: Path | None = None
    autotest: Path | None = None
    clock: Clock | None = None
    file: Path | None = None
    instance: Instance | None = None
    checks: Callable[[MainWindow], Iterator[Step]] | None = None


class Runtime(NamedTuple):
    """What the wiring gets to work with, once the window is painted."""

    options: DesktopOptions
    window: MainWindow
    tasks: Tasks
    hub: ChangeHub
    session: Session
    drafts: Drafts


ContributionsFactory = Callable[[Runtime], "Sequence[Contribution]"]
"""Called once the window is painted.
It may return nothing yet and call ``window.set_contributions`` later.
"""


def run(options: DesktopOptions, contributions: ContributionsFactory) -> int:
    """Run the desktop until its window closes; the exit code."""
    app = _application()
    install_font(app, resource_path("fonts"))
    memory = Memory(options.preferences)
    look = Theme(app, _kept_appearance(memory, options))
    tasks, hub, session = Tasks(app), ChangeHub(app), Session(options.clock, app)
    drafts = Drafts(options.drafts, session.clock, lambda: session.base.base_id)
    window = MainWindow(tasks, hub, session, drafts, memory, look)
    runtime = Runtime(options, window, tasks, hub, session, window.drafts)
    # Windows ends the session, or its installer closes the program to replace it: no question is asked.
    app.commitDataRequest.connect(window.set_aside_dialogs)
    former_hook = sys.excepthook
    sys.excepthook = _hook(tasks)
    if options.capture is None:
        window.frame.fit(placed=window.placed)
    window.show()
    # The first picture is on the screen before anything else is imported.
    app.processEvents()
    QTimer.singleShot(_SETTLED_MS, app, lambda: Collector(app))
    QTimer.singleShot(0, app, lambda: _start(runtime, contributions))
    try:
        code = app.exec()
    finally:
        sys.excepthook = former_hook
        if not tasks.close():
            _LOG.warning("background work did not end in time")
    return code


def give_way(folder: Path, wishes: Wishes) -> int:
    """Hand the wishes of this start to the program that is open already; the exit code."""
    from agence_desktop.desktop.instance import hand_over

    app = _application()
    if hand_over(folder, wishes):
        return 0
    from PySide6.QtWidgets import QMessageBox

    QMessageBox.warning(None, texts.PRODUCT, texts.ALREADY_OPEN)
    del app
    return 1


def say(text: str) -> None:
    """Show what a program without a console has to say before its window, and wait until it is read."""
    from PySide6.QtWidgets import QMessageBox

    app = _application()
    QMessageBox.information(None, texts.PRODUCT, text)
    del app


def qt_version() -> str:
    """The version of Qt, for support."""
    return QLibraryInfo.version().toString()


def _application() -> QApplication:
    claim_button()
    # By option: asked for by name, PySide first makes every list of QStyle.
    app = QApplication([*sys.argv[:1], "-style", "fusion"])
    app.setApplicationName("agence-desktop")
    app.setApplicationDisplayName(texts.PRODUCT)
    # By name: the lists of all languages and countries would cost more than the window.
    QLocale.setDefault(QLocale("fr_CA"))
    translator = QTranslator(app)
    # Menus of text fields, standard buttons and the names of keys.
    if translator.load("qtbase_fr", QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)):
        app.installTranslator(translator)
    return app


def _kept_appearance(memory: Memory, options: DesktopOptions) -> Appearance:
    if options.capture is not None:
        return Appearance.LIGHT
    kept = memory.recall(APPEARANCE)
    return Appearance(kept) if kept in set(Appearance) else Appearance.SYSTEM


def _start(runtime: Runtime, contributions: ContributionsFactory) -> None:
    # In every size that the taskbar and the switcher of windows ask for; the window had one for its title.
    QApplication.setWindowIcon(program_icon())
    runtime.window.setWindowIcon(QApplication.windowIcon())
    found = contributions(runtime)
    if found:
        runtime.window.set_contributions(found)
    options = runtime.options
    if options.instance is not None:
        options.instance.listen()
    if options.capture is None and options.autotest is None:
        return
    from agence_desktop.desktop.tour import Tour, picture_steps, visit_steps, whole_steps

    if options.capture is not None:
        # The mark of the field stands still: a picture does not depend on when it is taken.
        QApplication.setCursorFlashTime(0)
        _tour(runtime, Tour(runtime.window, picture_steps(runtime.window, options.capture)))
    elif options.checks is not None:
        steps = chain(options.checks(runtime.window), whole_steps(runtime.window))
        _tour(runtime, Tour(runtime.window, steps))
    else:
        _tour(runtime, Tour(runtime.window, visit_steps(runtime.window)))


def _tour(runtime: Runtime, tour: Tour) -> None:
    # A log that cannot be written is known before the visit, and an old one does not outlive it.
    if (log := runtime.options.autotest) is not None and not _write_log(log, (), ["interrompu"]):
        runtime.window.close()
        QApplication.exit(1)
        return

    def end(faults: list[str]) -> None:
        written = log is None or _write_log(log, tour.done, faults)
        for fault in faults:
            # What a fault quotes is for whoever asked for the visit; the log keeps where it was.
            _LOG.error("a visit failed at %s", fault.partition(":")[0])
            if sys.stderr is not None:
                sys.stderr.write(f"{fault}\n")
        runtime.window.close()
        QApplication.exit(1 if faults or not written else 0)

    tour.finished.connect(end)
    tour.start()


def _write_log(log: Path, done: Sequence[str], faults: Sequence[str]) -> bool:
    """What was visited and what failed; whether it could be written."""
    try:
        log.write_text("\n".join([*done, *faults, "échec" if faults else "réussi"]) + "\n", "utf-8")
    except OSError as error:
        _LOG.error("a visit has no log: %s", type(error).__name__)
        if sys.stderr is not None:
            sys.stderr.write(f"{error}\n")
        return False
    return True


def _hook(tasks: Tasks) -> Callable[[type[BaseException], BaseException, TracebackType | None], None]:
    """An error in a slot is logged and told, and the window goes on."""

    def tell(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        if issubclass(kind, KeyboardInterrupt):
            QApplication.exit(130)
            return
        _LOG.error("unexpected failure on the screen", exc_info=(kind, error, trace))
        tasks.failed.emit(failure_of(error))

    return tell
