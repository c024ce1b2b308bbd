"""What stands in the way of a file is told in French, and only where it is the file's fault."""

from __future__ import annotations

import errno
import sys
from pathlib import Path

import pytest

from agence_desktop.core.errors import ExitCode
from agence_desktop.core.files import file_refused, why


class OfWindowsError(PermissionError):
    """A refusal as Windows numbers it."""

    winerror = 32


@pytest.mark.parametrize(
    ("fault", "told"),
    [
        (PermissionError(errno.EACCES, "denied", "/a/b"), "l’accès est refusé"),
        (OSError(errno.ENOSPC, "full", "/a/b"), "le disque est plein"),
        (OSError(errno.EROFS, "read only", "/a/b"), "le disque ne s’écrit pas"),
        (OfWindowsError(errno.EACCES, "in use", "/a/b"), "il est ouvert dans un autre programme"),
        (OSError(errno.EMFILE, "many", "/a/b"), f"erreur {errno.EMFILE} du système"),
    ],
)
def test_that_a_refusal_names_the_place_and_the_reason(fault: OSError, told: str) -> None:
    assert why(fault) == told
    refused = file_refused(fault)
    assert refused is not None
    assert refused.exit_code is ExitCode.UNREADABLE
    assert refused.sentence.startswith(f"«\u00a0/a/b\u00a0» ne peut pas être lu ou écrit\u00a0: {told}. ")


def test_that_where_a_file_was_to_go_is_named_rather_than_its_name_of_a_moment() -> None:
    refused = file_refused(PermissionError(errno.EACCES, "denied", "/a/.b.123", None, "/a/b"))
    assert refused is not None
    assert "/a/b\u00a0»" in refused.sentence


def test_that_a_folder_in_the_place_of_which_a_file_stands_is_told(tmp_path: Path) -> None:
    (tmp_path / "occupé").write_text("", "utf-8")
    with pytest.raises(OSError, match="occupé") as caught:
        (tmp_path / "occupé" / "dossier").mkdir(parents=True)
    refused = file_refused(caught.value)
    assert refused is not None
    # Windows tells of the file itself, other systems of what is below it.
    told = "un fichier porte déjà ce nom" if sys.platform == "win32" else "il n’y a rien à cet endroit"
    assert told in refused.sentence


@pytest.mark.parametrize(
    "fault",
    [
        FileNotFoundError(errno.ENOENT, "absent", "/programme/forme.ui"),
        ConnectionResetError(errno.ECONNRESET, "reset"),
        OSError("nothing said"),
        PermissionError(errno.EACCES, "denied", 3),
    ],
)
def test_that_other_faults_of_the_system_stay_unexpected(fault: OSError) -> None:
    assert file_refused(fault) is None
