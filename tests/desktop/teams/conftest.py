"""The real window on a furnished office with a flying team, on both databases."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from datetime import date
from decimal import Decimal
from functools import partial
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot
from sqlalchemy.orm import Session

from agence_desktop.core.roles import Actor
from agence_desktop.desktop.tasks import Tasks
from agence_desktop.desktop.teams.contribution import teams_contribution
from agence_desktop.desktop.teams.gateway import Gateway
from agence_desktop.desktop.theme import Theme
from agence_desktop.storage.engine import open_engine
from agence_desktop.storage.locations import parse_location
from agence_desktop.storage.work import Database
from agence_desktop.teams.model import CostRate, DayRate
from support import teams
from support.databases import PostgresDatabases, SqliteFiles
from support.furnished import prepare
from support.pages.teams import TeamsPage
from support.windows import OpenWindow, real_window

Opened = Callable[[Actor], AbstractContextManager[OpenWindow]]


def rates(session: Session) -> None:
    """What a day of secretarial work and a kilometre cost since April."""
    since = date(2026, 4, 1)
    session.add(DayRate(job_class="Agent de secrétariat", since=since, amount=Decimal("310.00")))
    session.add(CostRate(kind="travel", since=since, ten_thousandths=6_100))
    session.flush()


@pytest.fixture
def url(databases: SqliteFiles | PostgresDatabases) -> Iterator[str]:
    """The address of an office with its team; a test that asks for it runs on both kinds."""
    made = databases.copy_of(prepare)
    database = Database(open_engine(parse_location(made)))
    database.write(teams.furnish)
    database.write(rates)
    database.close()
    yield made
    databases.drop(made)


@pytest.fixture
def open_window(qtbot: QtBot, look: Theme, tasks: Tasks, tmp_path: Path, url: str) -> Opened:
    """Opens the window of somebody on the team."""
    return partial(
        real_window,
        *(qtbot, look, tasks, tmp_path, url),
        lambda database, actor: [teams_contribution(Gateway(database, actor))],
    )


@pytest.fixture
def page(open_window: Opened) -> Iterator[TeamsPage]:
    """The window of the manager of the team."""
    with open_window(teams.MANAGER) as opened:
        yield TeamsPage(opened)
