"""Incidents are noted, told once at the next start, and reported without names."""

from __future__ import annotations

import logging
import os
import subprocess
import sys
import zipfile
from datetime import UTC, datetime
from pathlib import Path

import pytest

from agence_desktop.storage.incidents import (
    STOPPED,
    TOLD,
    BareFormatter,
    IncidentHandler,
    Incidents,
    forget,
    waiting,
    write_report,
)

MOMENT = datetime(2026, 11, 20, 14, 5, tzinfo=UTC)
RUN = """
import faulthandler, os, sys
from pathlib import Path
from agence_desktop.storage.incidents import Incidents
incidents = Incidents(Path(sys.argv[1]))
incidents.begin()
{act}
"""


def run(folder: Path, act: str) -> None:
    """A program of its own that notes its incidents, and how it ends."""
    subprocess.run([sys.executable, "-c", RUN.format(act=act), str(folder)], capture_output=True, check=False)


@pytest.mark.skipif(not hasattr(os, "abort"), reason="no way to stop")
def test_that_a_native_fault_is_told_at_the_next_start_and_only_once(tmp_path: Path) -> None:
    run(tmp_path, "os.abort()")
    assert not waiting(tmp_path)
    run(tmp_path, "incidents.end()")
    assert waiting(tmp_path)
    assert "Fatal Python error: Aborted" in (tmp_path / TOLD).read_text("utf-8")
    forget(tmp_path)
    run(tmp_path, "incidents.end()")
    assert not waiting(tmp_path)


def test_that_a_good_end_or_a_kill_tells_of_no_incident(tmp_path: Path) -> None:
    run(tmp_path, "incidents.end()")
    assert list(tmp_path.iterdir()) == []
    run(tmp_path, "os._exit(9)")
    assert [path.name for path in tmp_path.iterdir()] == [STOPPED]
    run(tmp_path, "incidents.end()")
    assert not waiting(tmp_path)


def test_that_an_unexpected_error_is_noted_by_the_log_without_its_message(tmp_path: Path) -> None:
    noting = "try: raise ValueError('Éloïse Côté')\nexcept ValueError as error: incidents.note(error)\n"
    run(tmp_path, f"{noting}incidents.end()")
    run(tmp_path, "incidents.end()")
    told = (tmp_path / TOLD).read_text("utf-8")
    assert "builtins.ValueError" in told
    assert "Éloïse" not in told


def test_that_the_log_writes_no_message_of_an_exception(tmp_path: Path) -> None:
    incidents = Incidents(tmp_path)
    try:
        raise ValueError("Éloïse Côté")
    except ValueError as error:
        record = logging.LogRecord("a", logging.ERROR, "", 0, "failed", None, (ValueError, error, None))
    logging.Formatter().format(record)
    told = BareFormatter().format(record)
    assert "ERROR a failed" in told
    assert "builtins.ValueError" in told
    assert "Éloïse" not in told
    IncidentHandler(incidents).emit(record)
    assert "Éloïse" not in (tmp_path / "erreurs.txt").read_text("utf-8")


def test_that_a_folder_without_rights_notes_nothing_and_stops_nobody(tmp_path: Path) -> None:
    occupied = tmp_path / "fichier"
    occupied.write_text("", "utf-8")
    incidents = Incidents(occupied)
    incidents.begin()
    incidents.note(ValueError())
    incidents.end()
    assert occupied.is_file()


def test_that_a_report_holds_incident_logs_and_versions_without_names(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    home = tmp_path / "Profil de ecote"
    monkeypatch.setenv("HOME", str(home))
    monkeypatch.setenv("LOGNAME", "ecote")
    folder = home / "journaux"
    folder.mkdir(parents=True)
    (folder / TOLD).write_text(f"builtins.ValueError\n  {home}/a.py:3 f\n", "utf-8")
    (folder / "agence.log").write_text("ERROR ecote a écrit à a.b@mtq.gouv.qc.ca\n", "utf-8")
    (folder / "agence.log.1").write_text("INFO avant\n", "utf-8")
    (folder / "agence-admin.log").write_text("ERROR commande\n", "utf-8")
    path = write_report(folder, tmp_path / "Mes documents", MOMENT, {"Qt": "6.11"})
    with zipfile.ZipFile(path) as archive:
        found = {name: archive.read(name).decode("utf-8") for name in archive.namelist()}
    assert set(found) == {"ordinateur.txt", TOLD, "agence.log", "agence.log.1", "agence-admin.log"}
    whole = "".join(found.values())
    assert "ValueError" in whole
    assert "Qt\u00a0: 6.11" in whole
    for name in ("ecote", "mtq.gouv", str(home)):
        assert name not in whole
    assert not waiting(folder)
