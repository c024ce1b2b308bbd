"""The line goes silent, the login is revoked, the clock is wrong: the window says so and loses nothing."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from PySide6.QtWidgets import QMessageBox
from pytestqt.qtbot import QtBot

from agence_desktop.core.changes import Change
from agence_desktop.core.clock import QUEBEC, to_wall
from agence_desktop.core.errors import SchemaError
from agence_desktop.core.french import format_time
from agence_desktop.desktop.places import Target
from agence_desktop.desktop.session import Mode
from agence_desktop.desktop.spaces.calendars.planning_place import PlanningPlace
from agence_desktop.desktop.spaces.gateway import Gateway
from agence_desktop.desktop.spaces.keys import PLANNING
from agence_desktop.desktop.spaces.seeds import BookingSeed
from agence_desktop.directory.users import end_sessions, suspend
from agence_desktop.storage.changes import record_change
from agence_desktop.storage.engine import open_engine
from agence_desktop.storage.grants import OWNER
from agence_desktop.storage.locations import parse_location
from agence_desktop.storage.schema import REPLAY, write_meta
from agence_desktop.storage.work import Database
from cli.conftest import prepare_administered
from support.account import move_account
from support.databases import PostgresDatabases, SqliteFiles
from support.intruder import Intruder
from support.pages.booking_form import BookingFormPage
from support.prepared import PreparedServer
from support.programs import Program, running
from support.proxy import Proxy

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")
NOTICED_MS = 10_000


@pytest.fixture(autouse=True)
def account(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    move_account(monkeypatch, tmp_path)
    return tmp_path


def prepare_at_work(url: str) -> None:
    """An administered office whose clock is the server's."""
    prepare_administered(url)
    database = Database(open_engine(parse_location(url)))
    database.write(lambda session: write_meta(session.connection(), REPLAY, "no"))
    database.close()


@pytest.fixture
def server_url(postgres_databases: PostgresDatabases) -> Iterator[str]:
    url = postgres_databases.copy_of(prepare_at_work)
    yield url
    postgres_databases.drop(url)


def planning(program: Program) -> PlanningPlace:
    """Go to the planning and wait until it shows rooms."""
    program.window.go(Target(PLANNING))
    place = program.window.place
    assert isinstance(place, PlanningPlace)
    program.qtbot.waitUntil(lambda: not place.busy() and program.window.tasks.idle, timeout=20_000)
    return place


@pytest.mark.postgres
def test_that_a_silent_line_is_noticed_and_what_was_read_stays_with_its_time(
    qtbot: QtBot, account: Path, server_url: str
) -> None:
    proxy = Proxy(server_url)
    try:
        with running(qtbot, account, proxy.url) as program:
            qtbot.waitUntil(lambda: bool(program.window.session.actor.login), timeout=20_000)
            place = planning(program)
            shown, read = place.grab().toImage(), program.window.session.refreshed
            assert read is not None
            proxy.stall()
            # Somebody asks for a fresh view all the same, on a line that does not answer.
            place.refresh()
            session, banner = program.window.session, program.window.banner
            qtbot.waitUntil(lambda: session.connection.mode is Mode.OFFLINE, timeout=NOTICED_MS)
            assert f"a été lu à {format_time(to_wall(read, QUEBEC))}" in banner.sentence
            assert banner.isVisible()
            assert not session.may_write
            assert program.window.place is place
            assert place.shown_since() is not None
            assert not shown.isNull()
            proxy.resume()
            qtbot.waitUntil(lambda: session.connection.mode is Mode.WORKING, timeout=60_000)
            assert banner.sentence == ""
            qtbot.waitUntil(lambda: not place.busy() and program.window.tasks.idle, timeout=60_000)
    finally:
        proxy.close()


def type_something(program: Program) -> None:
    """Open the booking form and type a note, that is not saved."""
    opened = program.wiring._open
    assert opened is not None
    form = BookingFormPage(program.qtbot, program.window, Gateway(opened.database, opened.actor))
    form.open(BookingSeed())
    form.dialog.ui.note.setPlainText("Par l’entrée est")


def assert_signed_out(program: Program, why: str) -> None:
    """Nobody works any more, the form went into its draft, and it is said why."""
    window = program.window
    program.qtbot.waitUntil(lambda: window.session.actor.login == "", timeout=30_000)
    told = next(found for found in program.dialogs if isinstance(found, QMessageBox)).text()
    assert why in told
    assert "gardées comme brouillons" in told
    assert window.contributions == ()
    (draft,) = window.drafts.waiting()
    assert "Par l’entrée est" in str(draft.values)
    program.wait_for_doors()


@pytest.mark.postgres
def test_that_a_login_revoked_on_a_server_is_signed_out_with_its_draft_kept(
    qtbot: QtBot, account: Path
) -> None:
    server = PreparedServer()
    try:
        url = server.location("commis").url.set(drivername="postgresql")
        with running(qtbot, account, url.render_as_string(hide_password=False)) as program:
            program.wait_for_base("commis")
            type_something(program)
            owner = server.database(OWNER)
            owner.write(lambda session: suspend(session, "commis"))
            owner.write(lambda session: end_sessions(session, "commis"))
            owner.close()
            assert_signed_out(program, "n’accepte pas cette connexion")
    finally:
        server.close()


@pytest.mark.postgres
def test_that_an_account_suspended_while_it_stays_connected_is_signed_out(
    qtbot: QtBot, account: Path, server_url: str
) -> None:
    with running(qtbot, account, server_url) as program:
        qtbot.waitUntil(lambda: bool(program.window.session.actor.login), timeout=20_000)
        type_something(program)
        intruder = Intruder(parse_location(server_url))
        intruder.run("UPDATE account SET suspended = true WHERE login = session_user")
        intruder.close()
        assert_signed_out(program, "est suspendu")


def test_that_an_account_suspended_in_a_file_is_signed_out(
    qtbot: QtBot, account: Path, sqlite_files: SqliteFiles
) -> None:
    url = sqlite_files.copy_of(prepare_at_work)
    with running(qtbot, account, url) as program:
        qtbot.waitUntil(lambda: bool(program.window.session.actor.login), timeout=20_000)
        type_something(program)
        intruder = Intruder(parse_location(url))
        intruder.run("UPDATE account SET suspended = 1")
        intruder.close()
        assert_signed_out(program, "est suspendu")
    sqlite_files.drop(url)


@pytest.mark.parametrize("kind", ["sqlite", pytest.param("postgres", marks=pytest.mark.postgres)])
def test_that_a_base_upgraded_under_an_older_program_takes_no_more_writes_from_it(
    qtbot: QtBot, account: Path, request: pytest.FixtureRequest, kind: str
) -> None:
    name = "sqlite_files" if kind == "sqlite" else "postgres_databases"
    databases: SqliteFiles | PostgresDatabases = request.getfixturevalue(name)
    url = databases.copy_of(prepare_at_work)
    with running(qtbot, account, url) as program:
        qtbot.waitUntil(lambda: bool(program.window.session.actor.login), timeout=20_000)
        type_something(program)
        database = program.wiring._open.database  # type: ignore[union-attr]
        intruder = Intruder(parse_location(url))
        intruder.run("UPDATE agence_meta SET value = '9.9' WHERE key = 'program'")
        intruder.run("UPDATE alembic_version SET version_num = '9999'")
        change = Change("bookings", (1,))
        with pytest.raises(SchemaError, match=r"version 9\.9") as refusal:
            database.write(lambda session: record_change(session, change))
        assert refusal.value.code == "schema_newer"
        assert intruder.run("SELECT count(*) FROM change WHERE ids = '[1]'") == [(0,)]
        intruder.close()
        assert_signed_out(program, "version 9.9")
    databases.drop(url)


class Shifted:
    """A computer whose clock is wrong."""

    def __init__(self, by: timedelta) -> None:
        self._by = by

    def now(self) -> datetime:
        return datetime.now(UTC) + self._by


@pytest.mark.postgres
@pytest.mark.parametrize(
    ("by", "told"),
    [
        (timedelta(minutes=5), "avance de 5 minutes"),
        (timedelta(minutes=-3), "retarde de 3 minutes"),
        (timedelta(seconds=90), ""),
    ],
)
def test_that_a_clock_more_than_two_minutes_off_that_of_the_server_is_told(
    qtbot: QtBot, account: Path, server_url: str, monkeypatch: pytest.MonkeyPatch, by: timedelta, told: str
) -> None:
    from agence_desktop.bootstrap import opening

    monkeypatch.setattr(opening, "SystemClock", lambda: Shifted(by))
    with running(qtbot, account, server_url) as program:
        qtbot.waitUntil(lambda: bool(program.window.session.actor.login), timeout=20_000)
        qtbot.waitUntil(lambda: program.window.tasks.idle, timeout=20_000)
        sentence = program.window.banner.sentence
        assert told in sentence if told else "horloge de ce poste" not in sentence
