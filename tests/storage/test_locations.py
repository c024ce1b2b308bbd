"""Where a database may stand."""

from __future__ import annotations

from pathlib import Path

import pytest

from agence_desktop.core.errors import ExitCode, InputError, UnreachableError
from agence_desktop.storage.locations import (
    PostgresServer,
    SqliteFile,
    mounted_kind,
    parse_location,
    refuse_network_drive,
)

MOUNTS = """\
/dev/sda1 / ext4 rw 0 0
//serveur/partage /mnt/bureau cifs rw 0 0
serveur:/export /mnt/avec\\040espace nfs4 rw 0 0
/dev/sdb1 /mnt/bureau/local ext4 rw 0 0
"""


def test_that_a_path_is_a_file_made_absolute(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert parse_location("base.agence") == SqliteFile(tmp_path / "base.agence")
    assert parse_location(f"sqlite:///{tmp_path.as_posix()}/a.db") == SqliteFile(tmp_path / "a.db")


@pytest.mark.parametrize("scheme", ["postgresql", "postgres", "postgresql+psycopg"])
def test_that_every_spelling_of_postgresql_uses_one_driver(scheme: str) -> None:
    location = parse_location(f"{scheme}://moi:secret@serveur:5433/agence?sslmode=verify-full")
    assert isinstance(location, PostgresServer)
    assert location.url.drivername == "postgresql+psycopg"
    assert location.url.query["sslmode"] == "verify-full"


def test_that_a_password_is_never_shown() -> None:
    location = parse_location("postgresql://moi:secret@serveur:5433/agence")
    assert isinstance(location, PostgresServer)
    assert location.shown == "serveur:5433/agence"
    assert "secret" not in repr(location) + str(location)
    assert location.with_password("autre").url.password == "autre"


@pytest.mark.parametrize(
    "text", ["", "  ", "mysql://serveur/base", "http://x", "postgresql://moi:se:cret@h:x/y"]
)
def test_that_anything_else_is_told_without_repeating_a_secret(text: str) -> None:
    with pytest.raises(InputError) as caught:
        parse_location(text)
    assert caught.value.code == "bad_location"
    assert "cret" not in caught.value.sentence


@pytest.mark.parametrize("text", [r"\\serveur\partage\base.agence", r"\\?\UNC\serveur\partage\base.agence"])
def test_that_a_unc_path_is_refused_with_a_word_on_postgresql(text: str) -> None:
    location = parse_location(text)
    assert isinstance(location, SqliteFile)
    with pytest.raises(UnreachableError, match="PostgreSQL") as caught:
        refuse_network_drive(location.path)
    assert (caught.value.code, caught.value.exit_code) == ("network_drive", ExitCode.UNREACHABLE)


def test_that_a_mapped_drive_is_refused() -> None:
    with pytest.raises(UnreachableError, match="Z:"):
        refuse_network_drive(Path("Z:/base.agence"), lambda _path: "Z:")


def test_that_a_local_disk_passes(tmp_path: Path) -> None:
    refuse_network_drive(tmp_path / "base.agence", lambda _path: None)


@pytest.mark.parametrize(
    ("path", "kind"),
    [
        ("/home/moi/base", None),
        ("/mnt/bureau/base", "cifs"),
        ("/mnt/avec espace/base", "nfs4"),
        ("/mnt/bureau/local/base", None),
        ("/mnt/bureautique/base", None),
    ],
)
def test_that_the_nearest_mount_decides(path: str, kind: str | None) -> None:
    assert mounted_kind(Path(path), MOUNTS) == kind
