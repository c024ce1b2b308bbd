"""A tour of all places: pictures of every screen for the handbook, or a visit to see that each opens."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, QPoint, QRect, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QPainter, QPixmap
from PySide6.QtWidgets import QApplication, QDialog, QWidget

from agence_desktop.core.french import search_key
from agence_desktop.desktop import theme
from agence_desktop.desktop.places import Scene, State, Target
from agence_desktop.desktop.shell.keys import HOME_KEY
from agence_desktop.desktop.shell.window import MainWindow
from agence_desktop.desktop.tasks import Failure
from agence_desktop.desktop.theme import Appearance
from agence_desktop.desktop.tokens import Height, Type

SIZE = (1440, 900)
_LOOKS = ((Appearance.LIGHT, "clair"), (Appearance.DARK, "sombre"))
SEARCHED = "comité"
"""What the picture of the search looks for."""
_POLL_MS, _QUIET_POLLS = 25, 3
# Fields, cards and the box of Ctrl+K rest no longer before they ask; a message stays longer.
_REST_MS = 400
_PATIENCE_SECONDS = 30.0
# The demonstration may have to be made first, on a busy machine.
_OPENING_SECONDS = 600.0


@dataclass(frozen=True, slots=True)
class Step:
    """One stop: what to do on arriving, and once all is read and drawn; ``patience`` is in seconds."""

    name: str
    arrive: Callable[[], object]
    settled: Callable[[], object]
    patience: float = _PATIENCE_SECONDS


class Tour(QObject):
    """Makes the steps one after the other; ``finished`` carries the faults met."""

    finished = Signal(list)

    def __init__(self, window: MainWindow, steps: Iterator[Step]) -> None:
        super().__init__(window)
        self._window, self._steps = window, steps
        self._step: Step | None = None
        self._quiet, self._deadline = 0, 0.0
        self._faults: list[str] = []
        self.done: list[str] = []
        self._timer = QTimer(self, interval=_POLL_MS)
        self._timer.timeout.connect(self._poll)
        window.tasks.failed.connect(self._note)

    def start(self) -> None:
        """Begin once the window has something to show."""
        self._arrive(Step("ouverture", lambda: None, lambda: None, _OPENING_SECONDS))
        self._timer.start()

    def _arrive(self, step: Step) -> None:
        self._step, self._quiet = step, 0
        self._deadline = time.monotonic() + step.patience
        try:
            step.arrive()
        except Exception as error:
            self._faults.append(f"{step.name}: {error!r}")

    def _poll(self) -> None:
        place = self._window.place
        late = time.monotonic() > self._deadline
        quiet = self._window.settled and (place is None or not place.busy()) and not resting()
        self._quiet = self._quiet + 1 if quiet else 0
        if self._step is None or (self._quiet < _QUIET_POLLS and not late):
            return
        if late:
            self._faults.append(f"{self._step.name}: not ready in {self._step.patience:.0f} s")
        try:
            self._step.settled()
        except Exception as error:
            self._faults.append(f"{self._step.name}: {error!r}")
        self.done.append(self._step.name)
        following = next(self._steps, None)
        if following is None:
            self._timer.stop()
            self.finished.emit(self._faults)
        else:
            self._arrive(following)

    def _note(self, failure: Failure) -> None:
        name = self._step.name if self._step is not None else ""
        self._faults.append(f"{name}: {failure.sentence} {failure.detail}")


def resting() -> bool:
    """Whether something waits a moment before it asks for what it shows."""
    return any(
        timer.isActive() and timer.isSingleShot() and timer.interval() <= _REST_MS
        for window in QApplication.topLevelWidgets()
        for timer in window.findChildren(QTimer)
    )


def visit_steps(window: MainWindow) -> Iterator[Step]:
    """Every place once, and back; the page of a record is visited with a record."""
    samples = Samples(window)
    yield Step("exemples", samples.read, lambda: None)
    for key in window.pages.place_keys():
        yield Step(key, partial(window.go, samples.target(key)), lambda: None)


def whole_steps(window: MainWindow) -> Iterator[Step]:
    """Every place, what opens over it, and the shell's own: each form is made once."""
    samples = Samples(window)
    yield Step("exemples", samples.read, lambda: None)
    for key in window.pages.place_keys():
        yield Step(key, partial(window.go, samples.target(key)), lambda: None)
        place = window.place
        scenes = shell_scenes(window) if key == HOME_KEY else ()
        for scene in (*scenes, *(place.capture_scenes() if place is not None else ())):
            yield Step(f"{key}, {scene.name}", scene.prepare, partial(close_dialogs, window))


def picture_steps(window: MainWindow, folder: Path) -> Iterator[Step]:
    """Every place, its scenes and the shell's, light and dark: ``lieu-clair.png``, ``lieu-sombre.png``."""
    folder.mkdir(parents=True, exist_ok=True)
    window.resize(*SIZE)
    samples = Samples(window)
    yield Step("exemples", samples.read, lambda: None)
    for look, word in _LOOKS:
        window.look.set_appearance(look)
        # As after a start: the scenes of the other look left filters and choices.
        window.set_contributions(window.contributions)
        for key in window.pages.place_keys():
            path = folder / f"{file_word(key)}-{word}.png"
            yield _picture(key, path, window, partial(window.go, samples.target(key)))
            place = window.place
            scenes = shell_scenes(window) if key == HOME_KEY else ()
            for scene in (*scenes, *(place.capture_scenes() if place is not None else ())):
                name = f"{file_word(key)}-{file_word(scene.name)}"
                yield _picture(name, folder / f"{name}-{word}.png", window, scene.prepare)
                close_dialogs(window)


def shell_scenes(window: MainWindow) -> Sequence[Scene]:
    """What stands over any place: the box of Ctrl+K, the handbook, and the doors of a first start."""
    return (
        Scene("recherche", partial(window.palette_box.open, SEARCHED)),
        Scene("manuel", window.frame.show_help),
        Scene("portes", window.request_base),
    )


class Samples:
    """The records that stand for all others in pictures, as the slices name them."""

    def __init__(self, window: MainWindow) -> None:
        self._window = window
        self._states: dict[str, State] = {}

    def read(self) -> None:
        """Ask the slices."""
        for one in self._window.contributions:
            if one.samples is not None:
                self._window.tasks.run(one.samples, owner=self._window, done=self._states.update)

    def target(self, key: str) -> Target:
        """A place, with its record where it shows one."""
        return Target(key, self._states.get(key, {}))


def file_word(text: str) -> str:
    """A name for a file: unaccented words joined by hyphens."""
    return "-".join(search_key(text).split())


def close_dialogs(window: QWidget) -> None:
    """Take away whatever a scene opened over the window."""
    for widget in QApplication.topLevelWidgets():
        if widget is not window and widget.isVisible():
            if isinstance(widget, QDialog):
                # As QDialog does it: a form itself would first ask what becomes of what was typed.
                QDialog.done(widget, 0)
                widget.deleteLater()
            else:
                widget.hide()


def grab(window: QWidget) -> QPixmap:
    """The window with what stands over it: dialogues in its middle and under their title, as on a screen."""
    picture = window.grab()
    painter = QPainter(picture)
    for widget in QApplication.topLevelWidgets():
        if widget is window or not widget.isVisible() or widget.width() <= 1:
            continue
        if isinstance(widget, QDialog):
            _draw_dialog(painter, widget, window.size())
        else:
            painter.drawPixmap(widget.mapToGlobal(QPoint()) - window.mapToGlobal(QPoint()), widget.grab())
    painter.end()
    return picture


def _draw_dialog(painter: QPainter, dialog: QDialog, within: QSize) -> None:
    """A dialogue in the frame that the system gives it."""
    height = theme.scaled(Height.PANEL_HEADER)
    whole = QRect(QPoint(), dialog.size() + QSize(0, height))
    whole.moveCenter(QRect(QPoint(), within).center())
    top = max(whole.top(), 0)
    head = QRect(whole.left(), top, whole.width(), height)
    tokens = theme.tokens()
    painter.fillRect(head, tokens.color("rail"))
    painter.setPen(tokens.color("text"))
    painter.setFont(theme.font(Type.BODY))
    margin = theme.scaled(16)
    words = head.adjusted(margin, 0, -margin, 0)
    painter.drawText(words, int(Qt.AlignmentFlag.AlignVCenter), dialog.windowTitle())
    painter.drawPixmap(head.bottomLeft() + QPoint(0, 1), dialog.grab())
    painter.setPen(tokens.color("outline"))
    painter.drawRect(head.adjusted(-1, -1, 0, dialog.height()))


def _picture(name: str, path: Path, window: MainWindow, arrive: Callable[[], object]) -> Step:
    def take() -> None:
        if not grab(window).save(str(path)):
            raise OSError(f"cannot write {path.name}")

    return Step(name, arrive, take)
