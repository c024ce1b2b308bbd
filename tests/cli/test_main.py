"""The command line itself: French, exit codes, where the base is, who may work, what the clock says."""

from __future__ import annotations

import io
import multiprocessing
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import delete, update
from sqlalchemy.orm import Session

from agence_desktop.__main__ import admin
from agence_desktop.cli import main as program
from agence_desktop.cli.output import Output
from agence_desktop.cli.parsing import read_instant
from agence_desktop.core.errors import InputError
from agence_desktop.directory.model import Account, AccountGrant
from agence_desktop.migrations.runner import create
from agence_desktop.storage.engine import open_engine
from agence_desktop.storage.folders import default_base, log_folder
from agence_desktop.storage.locations import parse_location
from agence_desktop.storage.schema import REPLAY, write_meta
from agence_desktop.storage.work import Database
from cli.conftest import Run


def change(url: str, work: Any) -> None:
    database = Database(open_engine(parse_location(url)))
    database.write(work)
    database.close()


def export(base: str, folder: Path) -> list[str]:
    return ["--base", base, "exporter", "regions", str(folder / "regions.csv")]


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        ([], "Il manque ceci\u00a0: COMMANDE"),
        (["voler"], "«\u00a0voler\u00a0» ne convient pas pour COMMANDE; les choix sont base, utilisateurs"),
        (["importer", "regions"], "Il manque ceci\u00a0: FICHIER"),
        (["importer", "regions", "a.csv", "--vite"], "Ceci n’est pas reconnu\u00a0: «\u00a0--vite\u00a0»"),
        (["--base"], "Il manque une valeur à --base"),
        (["--json=non", "importer"], "--json ne prend pas de valeur («\u00a0non\u00a0»)"),
        (["--maintenant", "hier", "importer"], "Le moment «\u00a0hier\u00a0» ne se lit pas"),
        (["--maintenant", "9999-12-31T23:59", "importer"], "ne se lit pas"),
        (["--maintenant", "0001-01-01T00:00+14:00", "importer"], "ne se lit pas"),
    ],
)
def test_that_a_fault_of_usage_is_told_in_french_and_exits_with_2(
    run: Run, arguments: list[str], told: str
) -> None:
    ran = run(*arguments)
    assert (ran.code, ran.out) == (2, "")
    assert told in ran.err


@pytest.mark.parametrize("argument", ["caf\udce9", "regions\ud83d", "--base=\udcff.sqlite"])
def test_that_an_argument_that_is_no_text_is_told_before_anything_is_done(run: Run, argument: str) -> None:
    ran = run("importer", "regions", argument)
    assert (ran.code, ran.out) == (2, "")
    assert "L’argument 3 de la commande contient des octets qui ne sont pas du texte en UTF-8" in ran.err
    assert "\N{REPLACEMENT CHARACTER}" in ran.err
    assert "imprévue" not in ran.err


@pytest.mark.parametrize("arguments", [["--aide"], ["-h"], ["importer", "--help"]])
def test_that_help_is_french(run: Run, arguments: list[str]) -> None:
    ran = run(*arguments)
    assert (ran.code, ran.err) == (0, "")
    assert "Utilisation" in ran.out
    assert "usage" not in ran.out
    assert "show this" not in ran.out
    assert "--maintenant MOMENT" in ran.out


def test_that_the_version_is_told(run: Run) -> None:
    assert run("--version").out.startswith("0.")


def test_that_options_stand_before_or_after_the_command(run: Run, base: str, tmp_path: Path) -> None:
    file = tmp_path / "a.csv"
    for arguments in (
        ["--base", base, "--json", "exporter", "regions", file],
        ["exporter", "regions", file, "--json", "--base", base],
    ):
        ran = run(*arguments)
        assert (ran.code, ran.err) == (0, "")
        assert ran.results == [{"table": "regions", "file": str(file), "rows": 17}]


def test_that_a_base_that_is_not_there_exits_with_3(run: Run, tmp_path: Path) -> None:
    ran = run("--base", tmp_path / "rien.sqlite", "exporter", "regions", tmp_path / "a.csv")
    assert ran.code == 3
    assert "n’existe pas" in ran.err


def test_that_without_base_the_settings_decide_or_else_the_users_own_file(
    run: Run, base: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("AGENCE_BASE", base)
    assert run("exporter", "regions", tmp_path / "a.csv").code == 0
    monkeypatch.delenv("AGENCE_BASE")
    ran = run("exporter", "regions", tmp_path / "a.csv")
    assert (ran.code, str(default_base()) in ran.err) == (3, True)


def test_that_another_schema_exits_with_4(run: Run, sqlite_path: Path, tmp_path: Path) -> None:
    open_engine(parse_location(str(sqlite_path)), create=True).engine.dispose()
    assert run(*export(str(sqlite_path), tmp_path)).code == 4


def test_that_an_unknown_or_suspended_account_exits_with_5(run: Run, base: str, tmp_path: Path) -> None:
    def suspend(session: Session) -> None:
        session.execute(update(Account).values(suspended=True))

    def forget(session: Session) -> None:
        session.execute(delete(AccountGrant))
        session.execute(delete(Account))

    for work, told in ((suspend, "suspendu"), (forget, "n’est pas inscrit")):
        change(base, work)
        ran = run(*export(base, tmp_path))
        assert (ran.code, told in ran.err, ran.out) == (5, True, "")
    assert not (tmp_path / "regions.csv").exists()


def test_that_the_clock_is_fixed_only_on_a_base_of_replay(run: Run, base: str, tmp_path: Path) -> None:
    arguments = ["--maintenant", "2026-11-20T08:00", *export(base, tmp_path)]
    assert run(*arguments).code == 0
    change(base, lambda session: write_meta(session.connection(), REPLAY, "no"))
    ran = run(*arguments)
    assert (ran.code, "base de rejeu" in ran.err) == (1, True)


def test_that_a_moment_without_offset_is_that_of_quebec() -> None:
    assert read_instant("2026-11-20T08:00").isoformat() == "2026-11-20T13:00:00+00:00"
    assert read_instant("2026-11-20T08:00-04:00").isoformat() == "2026-11-20T08:00:00-04:00"
    with pytest.raises(InputError):
        read_instant("demain")


def test_that_a_fault_nobody_foresaw_is_logged_without_its_values(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    name = "Geneviève Roy"

    def fail(_context: object) -> int:
        raise LookupError(name)

    monkeypatch.setattr(program.transfer, "run_export", fail)
    ran = run("exporter", "regions", tmp_path / "a.csv")
    log = log_folder() / "agence-admin.log"
    assert (ran.code, ran.out) == (2, "")
    assert str(log) in ran.err
    assert "LookupError" in log.read_text("utf-8")
    assert "Geneviève" not in ran.err + log.read_text("utf-8")


def test_that_json_is_utf8_whatever_the_console_and_texts_never_fail() -> None:
    raw = io.BytesIO()
    console = io.TextIOWrapper(raw, encoding="cp1252")
    Output(True, console, console).result({"name": "Îles → Été"})
    assert raw.getvalue() == '{"name": "Îles → Été"}\n'.encode()
    raw = io.BytesIO()
    console = io.TextIOWrapper(raw, encoding="ascii")
    output = Output(False, console, console)
    output.result({"a": 1})
    output.table(("Clé", "n"), [("été", "1")])
    assert raw.getvalue().decode("ascii").split() == ["Cl?", "n", "---", "-", "?t?", "1"]


def test_that_help_is_shown_before_the_database_is_loaded() -> None:
    script = (
        "import sys; from agence_desktop.cli.main import main; main(['--aide']);"
        "slow = {'sqlalchemy', 'alembic', 'openpyxl', 'reportlab'} & sys.modules.keys(); sys.exit(len(slow))"
    )
    done = subprocess.run(
        [sys.executable, "-c", script],
        env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)},
        capture_output=True,
        check=False,
    )
    assert (done.returncode, done.stderr) == (0, b"")


def test_that_a_base_of_an_empty_schema_is_told_from_a_right_one(run: Run, sqlite_path: Path) -> None:
    opened = open_engine(parse_location(str(sqlite_path)), create=True)
    create(opened)
    opened.engine.dispose()
    assert run("--base", sqlite_path, "exporter", "regions", sqlite_path.with_suffix(".csv")).code == 5


def test_that_a_frozen_program_does_the_work_of_a_second_process_where_it_is_started_for_that(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    asked: list[bool] = []
    monkeypatch.setattr(multiprocessing, "freeze_support", lambda: asked.append(True))
    monkeypatch.setattr(sys, "argv", ["agence-admin", "--version"])
    assert admin() == 0
    assert not asked
    monkeypatch.setattr(sys, "frozen", True, raising=False)
    assert admin() == 0
    assert asked == [True]
    assert capsys.readouterr().out
