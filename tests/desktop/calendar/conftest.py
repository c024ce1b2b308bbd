"""A planning on an unseen screen, and what it announces."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from agence_desktop.core.clock import QUEBEC, to_instant
from agence_desktop.core.resources import resource_root
from agence_desktop.desktop.calendar.axis import Hours
from agence_desktop.desktop.calendar.planning import PlanningView
from agence_desktop.desktop.calendar.view import CalendarView
from agence_desktop.desktop.theme import install_font
from tests.desktop.calendar.samples import BLOCKS, ROWS, SITES, WEEK, at

SIGNALS = (
    "create_requested",
    "move_requested",
    "resize_requested",
    "open_requested",
    "cancel_requested",
    "menu_requested",
    "ghost_requested",
    "period_requested",
    "selection_changed",
    "visible_range_changed",
)


class Heard:
    """Everything a view has announced, by signal."""

    def __init__(self, view: CalendarView) -> None:
        self._all: dict[str, list[tuple[Any, ...]]] = {}
        for name in SIGNALS:
            heard = self._all[name] = []
            getattr(view, name).connect(lambda *given, heard=heard: heard.append(given))

    def __getitem__(self, name: str) -> list[tuple[Any, ...]]:
        return self._all[name]


def shown(view: CalendarView, qtbot: QtBot, width: int = 1000, height: int = 400) -> None:
    """Open a view, fill it with the samples and give it the keyboard."""
    qtbot.addWidget(view)
    view.resize(width, height)
    view.set_range(WEEK, Hours(8 * 60, 18 * 60))
    view.set_rows(ROWS, SITES)
    view.set_blocks(BLOCKS)
    view.set_now(to_instant(at(14, 10.7), QUEBEC))
    with qtbot.waitExposed(view):
        view.show()
    view.activateWindow()
    view.setFocus()
    qtbot.waitUntil(view.hasFocus)


@pytest.fixture
def font(qapp: QApplication) -> Iterator[None]:
    """The font of the program; the former one afterwards."""
    former = qapp.font()
    install_font(qapp, resource_root() / "fonts")
    yield
    qapp.setFont(former)


@pytest.fixture
def planning(request: pytest.FixtureRequest, qtbot: QtBot) -> PlanningView:
    """A week of three rooms, with the keyboard."""
    request.getfixturevalue("font")
    view = PlanningView()
    shown(view, qtbot)
    return view


@pytest.fixture
def heard(planning: PlanningView) -> Heard:
    """What the planning announces from now on."""
    return Heard(planning)
