"""The server goes away while the form is open: the screen stays, nothing is lost, nothing is booked twice."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QEvent
from pytestqt.qtbot import QtBot

from agence_desktop.core.clock import FixedClock
from agence_desktop.core.errors import UnreachableError
from agence_desktop.desktop.shell.window import MainWindow
from agence_desktop.desktop.spaces.contribution import spaces_contribution
from agence_desktop.desktop.spaces.form.booking_model import Series
from agence_desktop.desktop.spaces.form.sheet_model import unsettled
from agence_desktop.desktop.spaces.gateway import Gateway
from agence_desktop.desktop.spaces.seeds import BookingSeed
from agence_desktop.desktop.tasks import Tasks
from agence_desktop.desktop.theme import Theme
from agence_desktop.spaces.commands.booking import Booked
from agence_desktop.spaces.queries.booking_pages import BookingFilter
from agence_desktop.spaces.rows import BookingDraft
from agence_desktop.storage.engine import open_engine
from agence_desktop.storage.locations import parse_location
from agence_desktop.storage.work import Database
from support import office
from support.furnished import NOW, prepare
from support.pages.booking_form import BookingFormPage
from support.postgres import PrivateServer
from support.windows import real_window
from tests.desktop.spaces.conftest import Office

START = datetime(2026, 12, 1, 9)  # noqa: DTZ001
SEED = BookingSeed(
    space_id=office.CHAUDIERE,
    start=START,
    end=START + timedelta(hours=2),
    participants=8,
    organisation_id=office.CLIENT,
    purpose="Comité de sécurité routière",
)


def connected(url: str) -> Gateway:
    """A program at work on the server, without pauses between its attempts."""
    opened = open_engine(parse_location(url))
    return Gateway(Database(opened, FixedClock(NOW), sleep=lambda _seconds: None), office.CLERK)


def count(gateway: Gateway) -> int:
    """How many bookings are stored."""
    return len(gateway.bookings(BookingFilter(), 50))


@pytest.fixture
def server() -> Iterator[PrivateServer]:
    """A server that may be stopped."""
    made = PrivateServer()
    prepare(made.url("postgres"))
    yield made
    made.close()


@pytest.mark.postgres
def test_that_a_server_that_stops_while_the_form_is_open_loses_nothing(
    qtbot: QtBot, look: Theme, tasks: Tasks, tmp_path: Path, server: PrivateServer
) -> None:
    gateway = connected(server.url("postgres"))
    with real_window(
        qtbot, look, tasks, tmp_path, server.url("postgres"), lambda *_: [spaces_contribution(gateway)]
    ) as opened:
        form = BookingFormPage(qtbot, opened.window, gateway).open(SEED)
        form.dialog.fields.series.set_series(Series("FREQ=WEEKLY;COUNT=3"))
        form.settled()
        server.stop("immediate")
        form.dialog.ui.note.setPlainText("Par l’entrée est")
        form.save()
        assert form.dialog.save_button.isEnabled()
        assert "réessayez dans un instant" in form.note()
        assert form.dialog.ui.note.toPlainText() == "Par l’entrée est"
        assert len(form.lines) == 3
        assert opened.window.drafts.waiting("reservation")[0].values["sent"] == {"dates": None}
        # The cluster of the tests comes back on another port: the same program finds it there.
        server.start()
        gateway.database.close()
        gateway.database = connected(server.url("postgres")).database
        form.save()
        assert form.shown() is None
        assert count(gateway) == 1
        gateway.database.close()


class CutOff(Gateway):
    """A connection that is cut after the request was stored and before its answer comes."""

    cut = True

    def book(self, draft: BookingDraft) -> Booked:
        """Book; the first answer is lost."""
        booked = super().book(draft)
        if self.cut:
            self.cut = False
            raise UnreachableError("commit_unknown", "La connexion est coupée.")
        return booked


@pytest.fixture
def sent(qtbot: QtBot, window: MainWindow, here: Office) -> BookingFormPage:
    """A form whose request was stored though its answer never came."""
    elsewhere = here.book(office.CHAUDIERE, 9, 10, day=38, organisation_id=office.OTHER)
    assert elsewhere.number is not None
    form = BookingFormPage(qtbot, window, CutOff(here.database, office.CLERK)).open(SEED)
    form.dialog.fields.series.set_series(Series("FREQ=WEEKLY;COUNT=3"))
    form.settled()
    form.segment(2, "ignorer").click()
    form.settled()
    form.save()
    assert form.note().startswith("La connexion est coupée.")
    return form


def test_that_a_request_whose_answer_was_lost_is_not_booked_twice(sent: BookingFormPage) -> None:
    # Meanwhile the sheet sees our own dates as taken: the key knows better.
    sent.dialog.panel.judge_now()
    sent.settled()
    assert len(unsettled(sent.lines)) == 2
    sent.save()
    assert sent.shown() is None
    assert count(sent.gateway) == 2


def test_that_a_form_changed_after_its_answer_was_lost_tells_what_was_stored(sent: BookingFormPage) -> None:
    sent.dialog.ui.purpose.setText("Autre comité")
    sent.save()
    assert sent.note().startswith("Votre première demande a bien été enregistrée")
    assert count(sent.gateway) == 2
    sent.close()


def test_that_a_form_found_again_after_a_crash_does_not_book_twice(sent: BookingFormPage) -> None:
    dialog = sent.dialog
    dialog.hide()
    dialog.deleteLater()
    sent.qtbot.waitUntil(lambda: sent.shown() is None)
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    sent.ask().resume.click()
    sent.qtbot.waitUntil(lambda: sent.shown() is not None)
    sent.settled()
    sent.save()
    assert sent.shown() is None
    assert count(sent.gateway) == 2
