"""What the logs say once people have worked: where things failed, and nobody's name, words or addresses."""

from __future__ import annotations

import logging
import sys
import zipfile
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot
from sqlalchemy import text
from sqlalchemy.orm import Session

from agence_desktop.bootstrap.logs import BYTES, FILE, KEPT, start_log
from agence_desktop.bootstrap.opening import create_base
from agence_desktop.cli.main import main
from agence_desktop.desktop.application import _hook
from agence_desktop.storage.folders import drafts_folder, log_folder
from agence_desktop.storage.incidents import FAILED, STOPPED, TOLD, Incidents, incident_folder, write_report
from support.account import move_account
from support.programs import PATIENCE_MS, Program, running

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")
NAME, EMAIL, WORDS = "Éloïse Bellefleur", "eloise.bellefleur@mtq.gouv.qc.ca", "comité sur le congédiement"
TYPED = (NAME, "Bellefleur", "bellefleur", EMAIL, WORDS, "congédiement", "418 555-0199")


@pytest.fixture(autouse=True)
def account(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    move_account(monkeypatch, tmp_path)
    return tmp_path


@pytest.fixture
def logged() -> Iterator[Path]:
    """The folder of the logs, written as by the program."""
    logger = logging.getLogger("agence_desktop")
    before, level = list(logger.handlers), logger.level
    folder = incident_folder()
    assert folder is not None
    incidents = Incidents(folder)
    start_log(incidents)
    yield folder
    for handler in [one for one in logger.handlers if one not in before]:
        logger.removeHandler(handler)
        handler.close()
    logger.setLevel(level)


def written(folder: Path) -> str:
    return "".join(path.read_text("utf-8") for path in sorted(folder.iterdir()) if path.is_file())


def refuse_by_the_database(session: Session) -> None:
    """A statement that fails quotes all that was to be written."""
    session.execute(
        text("INSERT INTO person (name, email, phone) VALUES (:name, :email, :phone)"),
        {"name": NAME, "email": EMAIL, "phone": "418 555-0199"},
    )


def refuse_on_a_thread() -> None:
    raise LookupError(f"{NAME} <{EMAIL}>: {WORDS}")


def close_boxes(program: Program) -> None:
    program.wait_for_box().close()


def test_that_failures_of_a_days_work_are_logged_without_what_was_typed(
    qtbot: QtBot, account: Path, logged: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    base = account / "bureau.sqlite"
    create_base(base).database.close()
    people = account / "personnes.csv"
    people.write_text(f"courriel;nom;prenom;telephone\n{EMAIL};Bellefleur;Éloïse;418 555-0199\n", "utf-8")
    with running(qtbot, account, str(base)) as program:
        window = program.window
        qtbot.waitUntil(
            lambda: window.session.base.label == base.name and window.settled, timeout=PATIENCE_MS
        )
        # A person is added, a search is made, a draft is kept, one cannot be read.
        assert main(["--base", str(base), "importer", "personnes", str(people)]) == 0
        window.drafts.save("réservation-1", "réservation", WORDS, {"objet": WORDS, "par": NAME})
        (account / "brouillons" / "a-1.json").write_text(f'{{"kind": "{WORDS}"', "utf-8")
        window.drafts.waiting()
        # Then things fail: a statement, work on a thread, a slot, a command.
        for work in (lambda: program.wiring._open.database.write(refuse_by_the_database), refuse_on_a_thread):  # type: ignore[union-attr]
            window.tasks.run(work)
            close_boxes(program)
        try:
            raise ValueError(f"{NAME}: {WORDS}")
        except ValueError:
            _hook(window.tasks)(*sys.exc_info())  # type: ignore[arg-type]
        close_boxes(program)
    assert main(["--base", str(base), "reserver", str(account / f"{WORDS}.csv")]) != 0
    capsys.readouterr()
    told = written(logged)
    assert (logged / FILE).exists()
    for kind in ("sqlalchemy.exc.", "builtins.LookupError", "builtins.ValueError"):
        assert kind in told
    assert not [word for word in TYPED if word in told]
    assert str(account) not in told


def test_that_the_report_of_that_day_names_nobody(
    account: Path, logged: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HOME", str(account))
    logger = logging.getLogger("agence_desktop.essai")
    try:
        refuse_on_a_thread()
    except LookupError:
        logger.exception("work failed in %s for %s", account, EMAIL)
    (logged / TOLD).write_text((logged / FAILED).read_text("utf-8"), "utf-8")
    path = write_report(logged, account / "Documents", datetime(2026, 11, 20, 12, tzinfo=UTC), {})
    with zipfile.ZipFile(path) as archive:
        whole = "".join(archive.read(name).decode("utf-8") for name in archive.namelist())
    assert "builtins.LookupError" in whole
    assert not [word for word in (*TYPED, str(account)) if word in whole]


def test_that_logs_are_rotated_and_end(logged: Path) -> None:
    logger = logging.getLogger("agence_desktop.essai")
    line = "x" * 10_000
    for _ in range((KEPT + 2) * BYTES // len(line)):
        logger.info(line)
    sizes = {path.name: path.stat().st_size for path in logged.glob("agence*.log*")}
    assert set(sizes) == {FILE, *(f"{FILE}.{number}" for number in range(1, KEPT + 1))}
    assert max(sizes.values()) <= BYTES


def test_that_a_day_without_failures_leaves_no_log(qtbot: QtBot, account: Path, logged: Path) -> None:
    base = account / "bureau.sqlite"
    create_base(base).database.close()
    with running(qtbot, account, str(base)) as program:
        window = program.window
        qtbot.waitUntil(
            lambda: window.session.base.label == base.name and window.settled, timeout=PATIENCE_MS
        )
    assert written(logged) == ""
    assert log_folder() == logged
    assert not drafts_folder().exists()
    assert not (logged / STOPPED).exists()
