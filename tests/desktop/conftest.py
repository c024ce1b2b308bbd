"""One application with the theme for all tests of windows."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtWidgets import QApplication

from agence_desktop.core.resources import resource_path
from agence_desktop.desktop.tasks import Tasks
from agence_desktop.desktop.theme import Appearance, Theme, install_font


@pytest.fixture(scope="session")
def qapp_args() -> list[str]:
    """The program asks for its style by option."""
    return ["agence-desktop", "-style", "fusion"]


@pytest.fixture(scope="session")
def look(qapp: QApplication) -> Theme:
    """The theme in force, light."""
    install_font(qapp, resource_path("fonts"))
    return Theme(qapp, Appearance.LIGHT)


@pytest.fixture
def dark(look: Theme) -> Iterator[Theme]:
    """The dark look for one test."""
    look.set_appearance(Appearance.DARK)
    yield look
    look.set_appearance(Appearance.LIGHT)


@pytest.fixture
def large(qapp: QApplication, look: Theme) -> Iterator[None]:
    """The font of the application, twice as large."""
    assert look is not None
    former, twice = qapp.font(), qapp.font()
    twice.setPixelSize(2 * former.pixelSize())
    qapp.setFont(twice)
    yield
    # Closed windows that are not yet deleted would all be laid out again.
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    qapp.setFont(former)


@pytest.fixture
def tasks(look: Theme) -> Iterator[Tasks]:
    """Threads that must all end with the test."""
    made = Tasks(look)
    yield made
    assert made.close(), "a thread did not end"
    made.deleteLater()


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """The plugin without a screen says at every window that it knows no size hints:
    that is no fault of ours.
    """
    for item in items:
        item.add_marker(pytest.mark.qt_log_ignore("This plugin does not support"))
