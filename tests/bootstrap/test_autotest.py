"""`--autotest` by itself tries all that an installed program must do; its log and exit code say so."""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
import sys
from datetime import datetime
from pathlib import Path

import pytest
from PySide6.QtCore import QLibraryInfo

from agence_desktop.actions import selftest
from agence_desktop.bootstrap import PICTURED
from agence_desktop.bootstrap.autotest import passing_folder
from agence_desktop.bootstrap.opening import create_base
from agence_desktop.cli.imprimer import DOCUMENTS
from agence_desktop.core.clock import FixedClock
from agence_desktop.desktop import installed
from support.account import account_folders


def test_that_every_document_has_a_key_to_be_printed_by() -> None:
    assert list(selftest.PAPERS) == list(DOCUMENTS)


def test_that_a_base_is_made_raised_and_refuses_a_double_booking(tmp_path: Path) -> None:
    clock = FixedClock(PICTURED)
    selftest.check_schema(tmp_path, clock)
    opened = create_base(tmp_path / "bureau.sqlite")
    try:
        selftest.check_booking(opened.database, opened.actor, tmp_path)
        # The room is taken by now.
        with pytest.raises(selftest.SelfTestError, match="refused"):
            selftest.check_booking(opened.database, opened.actor, tmp_path)
    finally:
        opened.database.close()


def test_that_what_did_not_come_along_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    selftest.check_files()
    (tmp_path / "fonts").mkdir()
    monkeypatch.setattr(selftest, "resource_path", tmp_path.joinpath)
    with pytest.raises(selftest.SelfTestError, match="fonts"):
        selftest.check_files()


def test_that_a_file_that_is_not_the_one_of_the_package_is_told(tmp_path: Path) -> None:
    selftest.check_sums(tmp_path)
    (tmp_path / "_internal").mkdir()
    installed_file = tmp_path / "_internal" / "a.dll"
    installed_file.write_bytes(b"a")
    digest = hashlib.sha256(b"a").hexdigest()
    (tmp_path / selftest.SUMS).write_text(f"{digest}  _internal/a.dll\n", encoding="ascii")
    selftest.check_sums(tmp_path)
    installed_file.write_bytes(b"b")
    with pytest.raises(selftest.SelfTestError, match="n’est pas celui"):
        selftest.check_sums(tmp_path)
    installed_file.unlink()
    with pytest.raises(selftest.SelfTestError, match="manque"):
        selftest.check_sums(tmp_path)


@pytest.mark.usefixtures("qapp")
def test_that_every_form_is_built_and_counted() -> None:
    forms = Path(__file__).resolve().parents[2] / "ui"
    assert installed.check_forms() == len(list(forms.glob("*.ui")))


def test_that_a_part_of_qt_that_did_not_come_along_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    installed.check_plugins()
    monkeypatch.setattr(QLibraryInfo, "path", lambda _which: str(tmp_path))
    with pytest.raises(installed.NotInstalledError, match="/".join(installed._PLUGINS[0])):
        installed.check_plugins()


@pytest.mark.usefixtures("qapp")
def test_that_missing_translations_are_told() -> None:
    with pytest.raises(installed.NotInstalledError, match="qtbase_fr"):
        installed.check_translations()


def test_that_the_whole_test_passes_without_touching_the_account(tmp_path: Path) -> None:
    log, home = tmp_path / "vérification.log", tmp_path / "compte"
    before = datetime.now().astimezone()
    done = subprocess.run(
        [sys.executable, "-m", "agence_desktop", "--autotest", str(log)],
        env={**os.environ, **account_folders(home), "QT_QPA_PLATFORM": "offscreen"},
        capture_output=True,
        timeout=600,
        check=False,
    )
    told = log.read_text(encoding="utf-8").splitlines()
    assert (done.returncode, told[-1]) == (0, "réussi"), told
    assert {f"document {name}" for name in DOCUMENTS} <= set(told)
    assert {"base créée et mise à niveau", "réservation et double refusé", "proposition exacte"} <= set(told)
    assert not list(home.rglob("*.sqlite"))
    assert log.stat().st_mtime >= int(before.timestamp())


def test_that_a_log_that_cannot_be_written_fails(tmp_path: Path) -> None:
    base = tmp_path / "agence.sqlite"
    create_base(base).database.close()
    log = tmp_path / "absent" / "essai.log"
    done = subprocess.run(
        [sys.executable, "-m", "agence_desktop", "--base", str(base), "--autotest", str(log)],
        env={**os.environ, **account_folders(tmp_path), "QT_QPA_PLATFORM": "offscreen"},
        capture_output=True,
        timeout=300,
        check=False,
    )
    assert done.returncode == 1


def test_that_what_may_not_be_removed_fails_no_test(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise PermissionError(13, "open elsewhere")

    with passing_folder() as folder:
        (folder / "agence.sqlite-shm").touch()
        with monkeypatch.context() as system:
            for name in ("unlink", "chmod", "rmdir"):
                system.setattr(f"os.{name}", refuse)
            with passing_folder() as other:
                (other / "agence.sqlite-shm").touch()
    assert not folder.exists()
    shutil.rmtree(other)
