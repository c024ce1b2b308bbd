"""From an absence in « Postes uniques » to a request for a flying team: both services in one window."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from agence_desktop.core.roles import Actor, Grant, Role
from agence_desktop.desktop.contribution import Contribution
from agence_desktop.desktop.positions.contribution import positions_contribution
from agence_desktop.desktop.positions.gateway import Gateway as PositionsGateway
from agence_desktop.desktop.tasks import Tasks
from agence_desktop.desktop.teams.contribution import take_need, teams_contribution
from agence_desktop.desktop.teams.gateway import Gateway
from agence_desktop.desktop.teams.requests.request_form import RequestForm
from agence_desktop.desktop.theme import Theme
from agence_desktop.storage.engine import open_engine
from agence_desktop.storage.locations import parse_location
from agence_desktop.storage.work import Database
from agence_desktop.teams.rows import RequestState
from support import fragile, office, relief_story, teams
from support.databases import PostgresDatabases, SqliteFiles
from support.fragile import Fragile
from support.furnished import prepare
from support.pages.absences import AbsencePage
from support.pages.teams import TeamsPage
from support.windows import OpenWindow, real_window

MANAGER = Actor("helene", "Hélène Vachon", None, frozenset({Grant(Role.MANAGER, office.HOST)}))


@pytest.fixture
def url(databases: SqliteFiles | PostgresDatabases) -> Iterator[str]:
    """The address of a furnished office."""
    made = databases.copy_of(prepare)
    yield made
    databases.drop(made)


@pytest.fixture
def unit(url: str) -> Fragile:
    """The unit of the pictures, and a flying team."""
    database = Database(open_engine(parse_location(url)))
    made = database.write(fragile.furnish)
    database.write(teams.furnish)
    database.close()
    return made


@pytest.fixture
def opened(
    qtbot: QtBot, look: Theme, tasks: Tasks, tmp_path: Path, url: str, unit: Fragile
) -> Iterator[OpenWindow]:
    """The window of somebody who manages both."""
    assert unit.positions

    def made(database: Database, actor: Actor) -> list[Contribution]:
        gateway = Gateway(database, actor)
        taker = partial(take_need, gateway)
        return [
            positions_contribution(PositionsGateway(database, actor), taker),
            teams_contribution(gateway),
        ]

    with real_window(qtbot, look, tasks, tmp_path, url, made, MANAGER) as window:
        yield window


def test_that_what_an_absence_leaves_uncovered_becomes_a_request(opened: OpenWindow, unit: Fragile) -> None:
    absence = opened.database.write(lambda session: relief_story.organised(session, unit))
    AbsencePage(opened, absence=absence).press("Ctrl+E")
    page = TeamsPage(opened)
    form = page.dialog(RequestForm)
    client = form.client.value()
    assert client is not None
    assert client.key == office.HOST
    assert form.position.text() == "P-0142 Prestations spéciales et contrats d’intégration"
    assert [line[:2] for line in form.tasks.toPlainText().splitlines()] == ["T8", "T9"]
    (seat,) = form.seats.entries
    assert (seat.first, seat.last) == (relief_story.FIRST, relief_story.LAST)
    # Nothing tells why somebody is needed, nor who is away.
    shown = "\n".join(str(value) for value in form.form.values().values())
    assert "Thibodeau" not in shown
    box = form.seats.editor.skills[0]
    box.setCurrentIndex(box.findData(teams.SECRETARIAT))
    form.try_save()
    page.settle()
    QApplication.processEvents()
    (card,) = page.cards().values()
    assert card.state is RequestState.RECEIVED
    assert card.starts == relief_story.FIRST
