"""The real window on a real database, as the wiring makes it, for journeys."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from pytestqt.qtbot import QtBot

from agence_desktop.core.clock import FixedClock
from agence_desktop.core.roles import Actor
from agence_desktop.desktop.change_hub import ChangeHub
from agence_desktop.desktop.contribution import Contribution
from agence_desktop.desktop.drafts import Drafts
from agence_desktop.desktop.places import Place, Target
from agence_desktop.desktop.session import BaseInfo, Identity, Session
from agence_desktop.desktop.shell.memory import Memory
from agence_desktop.desktop.shell.window import MainWindow
from agence_desktop.desktop.tasks import Tasks
from agence_desktop.desktop.theme import Theme
from agence_desktop.storage.engine import open_engine
from agence_desktop.storage.locations import parse_location
from agence_desktop.storage.work import Database
from support.furnished import NOW
from support.office import CLERK

Contributions = Callable[[Database, Actor], Sequence[Contribution]]


@dataclass(frozen=True, slots=True)
class OpenWindow:
    """A window at work: wait with ``settle`` until everything asked for was read and drawn."""

    window: MainWindow
    database: Database
    qtbot: QtBot

    def settle(self) -> None:
        """Wait until no work runs, every change was told and the place has what it shows."""

        def quiet() -> bool:
            place = self.window.place
            return self.window.settled and (place is None or not place.busy())

        self.qtbot.waitUntil(quiet)

    def go(self, key: str, **state: object) -> Place:
        """Go to a place and wait for it."""
        self.window.go(Target(key, state))
        self.settle()
        place = self.window.place
        assert place is not None
        return place


@contextmanager
def real_window(
    qtbot: QtBot,
    look: Theme,
    tasks: Tasks,
    folder: Path,
    url: str,
    contributions: Contributions,
    actor: Actor = CLERK,
) -> Iterator[OpenWindow]:
    """The window of ``actor`` on the database of ``url``, on Friday 20 November 2026 at 8 h."""
    clock = FixedClock(NOW)
    database = Database(open_engine(parse_location(url)), clock=clock)
    session = Session(clock)
    drafts = Drafts(folder / "brouillons", clock)
    window = MainWindow(tasks, ChangeHub(), session, drafts, Memory(folder / "agence.ini"), look)
    qtbot.addWidget(window)
    session.open(BaseInfo("Base d’essai"), Identity(actor, "commis"), clock)
    window.set_contributions(contributions(database, actor))
    with qtbot.waitActive(window):
        window.show()
        window.activateWindow()
    opened = OpenWindow(window, database, qtbot)
    opened.settle()
    yield opened
    window.toasts.close_all()
    window.close()
    qtbot.waitUntil(lambda: tasks.idle)
    database.close()
