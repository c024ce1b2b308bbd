"""The program as it is started: options, bases made and opened, a visit to every screen."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path

import pytest

from agence_desktop.actions.bases import build_demo_file, create_office
from agence_desktop.bootstrap import read_options
from agence_desktop.bootstrap.opening import create_base, open_base
from agence_desktop.bootstrap.texts import roles_of
from agence_desktop.core.clock import FixedClock, SystemClock
from agence_desktop.core.errors import RefusedError, SchemaError, UnreachableError
from agence_desktop.core.roles import Role
from agence_desktop.storage.engine import open_engine
from agence_desktop.storage.locations import parse_location
from agence_desktop.storage.schema import write_meta
from agence_desktop.storage.work import Database
from support.account import account_folders

UNTIL_PAINTED = """
import builtins, json, sys
from agence_desktop import bootstrap

def leave(self, runtime):
    modules = dict(sys.modules)
    made = {name for part in ("QtGui", "QtWidgets") for name in vars(modules[f"PySide6.{part}"])}
    found = {
        "shown": runtime.window.isVisible(),
        "buttons": [action.text() for action in runtime.window.actions() if not action.icon().isNull()],
        "modules": sorted(modules),
        "classes": sorted(made),
        "looks_into_sources": builtins.__import__ is not builtins.__orig_import__,
    }
    print(json.dumps(found))
    runtime.window.close()
    return ()

bootstrap.LateWiring.begin = leave
sys.exit(bootstrap.run_desktop([]))
"""
HEAVY = {
    "sqlalchemy",
    "alembic",
    "psycopg",
    "reportlab",
    "openpyxl",
    "icalendar",
    "holidays",
    "babel",
    "keyring",
}
LATER = {
    "agence_desktop.bootstrap.wiring",
    "agence_desktop.core.french.need",
    "agence_desktop.core.french.parse_dates",
    "agence_desktop.core.settings",
    "agence_desktop.desktop.contribution",
    "agence_desktop.desktop.day",
    "agence_desktop.desktop.dialogs.failure",
    "agence_desktop.desktop.shell.home",
    "agence_desktop.desktop.shell.palette_sources",
    "agence_desktop.desktop.widgets.columns",
    "agence_desktop.desktop.widgets.table_view",
    "fractions",
    "logging.handlers",
    "tomllib",
    "uuid",
}
"""What the first picture does without, though it is light."""
CONTRIBUTIONS = """
import json, sys
import agence_desktop.desktop.directory.contribution
import agence_desktop.desktop.positions.contribution
import agence_desktop.desktop.spaces.contribution
print(json.dumps(sorted(sys.modules)))
"""
SCREENS = {
    "agence_desktop.desktop.directory.list_place",
    "agence_desktop.desktop.directory.person_form",
    "agence_desktop.desktop.positions.deciding.compare_place",
    "agence_desktop.desktop.positions.dues.dues_place",
    "agence_desktop.desktop.positions.editor.sheet_place",
    "agence_desktop.desktop.positions.matrix.matrix_place",
    "agence_desktop.desktop.positions.register.posts_place",
    "agence_desktop.desktop.spaces.calendars.calendar_place",
    "agence_desktop.desktop.spaces.finding.find_place",
    "agence_desktop.desktop.spaces.records.booking_page",
}
"""Some of the screens that are not the day, with which the program opens."""
LISTS = {"QAccessible", "QGradient", "QStyle"}
"""Classes of Qt whose lists of names cost more than what a first window would ask of them."""


def test_that_a_base_for_replay_is_opened_as_one_with_the_clock_of_this_computer(tmp_path: Path) -> None:
    path = tmp_path / "rejeu.sqlite"
    create_office(parse_location(str(path)), replay=True, clock=FixedClock(datetime(2026, 1, 5, tzinfo=UTC)))
    opened = open_base(str(path))
    assert opened.replay
    assert isinstance(opened.database.clock, SystemClock)
    opened.database.close()
    ordinary = create_base(tmp_path / "agence.sqlite")
    assert not ordinary.replay
    ordinary.database.close()


def run_program(
    folder: Path, *arguments: str, program: tuple[str, ...] = ("-m", "agence_desktop")
) -> subprocess.CompletedProcess[str]:
    """The program in a process of its own, without a screen, with an account folder of its own."""
    return subprocess.run(
        [sys.executable, *program, *arguments],
        env={**os.environ, **account_folders(folder), "QT_QPA_PLATFORM": "offscreen"},
        capture_output=True,
        text=True,
        encoding="utf-8",
        timeout=120,
        check=False,
    )


def test_that_a_new_office_has_reference_data_and_its_first_administrator(tmp_path: Path) -> None:
    opened = create_base(tmp_path / "Bureau de Lévis.sqlite")
    assert opened.actor.may(Role.ADMINISTRATOR, None)
    assert opened.actor.may(Role.CLERK, None)
    assert opened.label == "Bureau de Lévis.sqlite"
    assert roles_of(opened.actor)
    opened.database.close()


def test_that_a_base_is_not_created_over_another(tmp_path: Path) -> None:
    path = tmp_path / "agence.sqlite"
    create_office(parse_location(str(path)))
    with pytest.raises(RefusedError):
        create_office(parse_location(str(path)))


def test_that_an_absent_base_is_not_created_by_opening_it(tmp_path: Path) -> None:
    with pytest.raises(UnreachableError):
        open_base(str(tmp_path / "absente.sqlite"))
    assert not list(tmp_path.iterdir())


def test_that_a_base_of_a_newer_program_is_refused_by_name(tmp_path: Path) -> None:
    path = tmp_path / "agence.sqlite"
    create_office(parse_location(str(path)))
    opened = open_engine(parse_location(str(path)))
    database = Database(opened)

    def future(session: object) -> None:
        connection = session.connection()  # type: ignore[attr-defined]
        connection.exec_driver_sql("UPDATE alembic_version SET version_num = '9999'")
        write_meta(connection, "program", "9.9")

    database.write(future)
    database.close()
    with pytest.raises(SchemaError) as refusal:
        open_base(str(path))
    assert "9.9" in refusal.value.sentence


def test_that_options_are_read_in_french(capsys: pytest.CaptureFixture[str]) -> None:
    options = read_options(["--base", "x.sqlite", "--autotest"])
    assert (options.base, options.demo, options.autotest) == ("x.sqlite", False, Path("autotest.log"))
    with pytest.raises(SystemExit) as refusal:
        read_options(["--inconnue"])
    assert refusal.value.code == 2
    told = capsys.readouterr().err.replace("\u00a0", " ")
    assert told == "Ceci n’est pas reconnu : « --inconnue ». Voyez « agence-desktop --aide ».\n"
    with pytest.raises(SystemExit) as shown:
        read_options(["--aide"])
    assert shown.value.code == 0
    told = capsys.readouterr().out.replace("\u00a0", " ")
    assert told.startswith("Utilisation : agence-desktop")
    assert "\noptions :\n" in told


WITHOUT_CONSOLE = """
import sys
from pathlib import Path
from PySide6.QtWidgets import QMessageBox
from agence_desktop import bootstrap

told = Path(sys.argv[1])
QMessageBox.information = lambda _parent, title, text: told.write_text(f"{title}|{text}", "utf-8")
sys.stdout = sys.stderr = None
bootstrap.run_desktop(sys.argv[2:])
"""


@pytest.mark.parametrize(
    ("given", "code", "words"),
    [("--inconnue", 2, "«\u00a0--inconnue\u00a0»"), ("--aide", 0, "Utilisation\u00a0: agence-desktop")],
)
def test_that_without_a_console_help_and_faults_of_options_are_shown(
    tmp_path: Path, given: str, code: int, words: str
) -> None:
    told = tmp_path / "dit.txt"
    done = run_program(tmp_path, str(told), given, program=("-c", WITHOUT_CONSOLE))
    assert done.returncode == code
    title, _, text = told.read_text("utf-8").partition("|")
    assert (title, words in text) == ("Agence", True), text


def test_that_the_program_visits_every_screen_of_a_new_office(tmp_path: Path) -> None:
    base, log = tmp_path / "agence.sqlite", tmp_path / "visite.log"
    create_office(parse_location(str(base)))
    done = run_program(tmp_path, "--base", str(base), "--autotest", str(log))
    assert done.returncode == 0, done.stderr
    lines = log.read_text(encoding="utf-8").splitlines()
    assert lines[-1] == "réussi"
    assert len(lines) > 5


def test_that_the_whole_program_imports_nothing_heavy_before_its_window_is_painted(tmp_path: Path) -> None:
    done = run_program(tmp_path, program=("-c", UNTIL_PAINTED))
    assert done.returncode == 0, done.stderr
    found = json.loads(done.stdout)
    assert found["shown"]
    assert not HEAVY & {name.partition(".")[0] for name in found["modules"]}
    assert not LATER & set(found["modules"])


def test_that_the_first_picture_makes_no_long_list_and_draws_no_icon_of_a_closed_menu(tmp_path: Path) -> None:
    done = run_program(tmp_path, program=("-c", UNTIL_PAINTED))
    assert done.returncode == 0, done.stderr
    found = json.loads(done.stdout)
    assert not LISTS & set(found["classes"])
    assert not found["looks_into_sources"]
    assert 0 < len(found["buttons"]) < 10


def test_that_a_screen_is_imported_when_it_is_first_shown(tmp_path: Path) -> None:
    done = run_program(tmp_path, program=("-c", CONTRIBUTIONS))
    assert done.returncode == 0, done.stderr
    assert not SCREENS & set(json.loads(done.stdout))


def test_that_what_the_window_keeps_does_not_bar_the_settings_at_the_next_start(tmp_path: Path) -> None:
    base, log = tmp_path / "agence.sqlite", tmp_path / "visite.log"
    create_office(parse_location(str(base)))
    for _ in range(2):
        done = run_program(tmp_path, "--base", str(base), "--autotest", str(log))
        assert done.returncode == 0, log.read_text(encoding="utf-8")
    assert list((tmp_path / "config").rglob("*.ini"))


def test_that_a_base_that_cannot_be_opened_fails_the_visit(tmp_path: Path) -> None:
    log = tmp_path / "visite.log"
    done = run_program(tmp_path, "--base", str(tmp_path / "absente.sqlite"), "--autotest", str(log))
    assert done.returncode == 1
    assert log.read_text(encoding="utf-8").splitlines()[-1] == "échec"


def test_that_the_demonstration_is_made_once_a_day(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from agence_desktop.actions import demo

    path, made = tmp_path / "demo.sqlite", []

    def small(database: Database, **_options: object) -> None:
        made.append(datetime.now(UTC))
        original(database, spaces=20, bookings=50)

    original = demo.build_demo
    monkeypatch.setattr(demo, "build_demo", small)
    build_demo_file(path)
    build_demo_file(path)
    assert len(made) == 1
    path.write_bytes(b"abime" * 500)
    build_demo_file(path)
    assert len(made) == 2
    open_base(str(path)).database.close()
