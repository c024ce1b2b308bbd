"""The form of a request on a small screen with a font twice as large."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QApplication, QScrollArea

from agence_desktop.desktop.teams.requests.request_form import RequestForm
from support.pages.teams import TeamsPage


@pytest.mark.usefixtures("large")
def test_that_the_form_never_scrolls_sideways(page: TeamsPage) -> None:
    page.requests()
    page.command("teams.new")
    form = page.dialog(RequestForm)
    form.resize(1280, 700)
    QApplication.processEvents()
    (scroll,) = form.findChildren(QScrollArea)
    assert form.width() <= 1366
    assert scroll.horizontalScrollBar().maximum() == 0
    assert scroll.verticalScrollBar().maximum() > 0
    form.set_aside()


def test_that_the_columns_stand_side_by_side_where_there_is_room(page: TeamsPage) -> None:
    page.requests()
    page.command("teams.new")
    form = page.dialog(RequestForm)
    form.resize(1200, 760)
    QApplication.processEvents()
    assert form.seats.mapTo(form, form.seats.rect().topLeft()).x() > form.client.width()
    form.set_aside()
