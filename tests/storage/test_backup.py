"""A backup holds every row of one instant, and gives it back to either database, or nothing at all."""

from __future__ import annotations

import csv
import errno
import hashlib
import io
import json
import zipfile
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import psutil
import pytest
from sqlalchemy import insert, inspect, select, text
from sqlalchemy.orm import Session

from agence_desktop import __version__
from agence_desktop.core.errors import AgenceError, InputError, RefusedError, SchemaError, UnreachableError
from agence_desktop.core.files import why
from agence_desktop.directory.model import Region
from agence_desktop.migrations import HEAD
from agence_desktop.migrations.runner import create, refill
from agence_desktop.spaces.model import Booking
from agence_desktop.storage.backup import closing, loading, reading, writing
from agence_desktop.storage.backup.loading import load_archive
from agence_desktop.storage.backup.manifest import Manifest
from agence_desktop.storage.backup.reading import Archive
from agence_desktop.storage.backup.writing import archived_tables, write_archive
from agence_desktop.storage.engine import Opened
from agence_desktop.storage.guards import guard_findings
from agence_desktop.storage.locations import SqliteFile
from agence_desktop.storage.numbering import next_ids, take_number
from agence_desktop.storage.schema import Standing, schema_state
from agence_desktop.storage.seals import seal_days, verify_audit
from agence_desktop.storage.work import Database
from support.busy import HARD_TEXTS, open_busy, prepare_busy
from support.databases import PostgresDatabases, SqliteFiles, sqlite_url
from support.killing import EXIT_CODE
from support.office import named
from support.storage import open_url, run_at_once


@pytest.fixture
def busy(databases: SqliteFiles | PostgresDatabases) -> Iterator[Database]:
    """An office with bookings, on each kind of database."""
    url = databases.copy_of(prepare_busy)
    database = open_busy(url)
    yield database
    database.close()
    databases.drop(url)


@pytest.fixture
def target(database_url: str) -> Iterator[Opened]:
    """An empty database of the same kind."""
    opened = open_url(database_url)
    yield opened
    opened.engine.dispose()


@pytest.fixture
def archive_path(sqlite_files: SqliteFiles, tmp_path: Path) -> Path:
    """A sound archive of an office in a file."""
    url = sqlite_files.copy_of(prepare_busy)
    database = open_busy(url)
    path = tmp_path / "sauvegarde.agence"
    backup(database, path)
    database.close()
    sqlite_files.drop(url)
    return path


def backup(database: Database, path: Path) -> Manifest:
    return write_archive(database, path, HEAD, __version__)


def restore(path: Path, opened: Opened) -> None:
    with Archive(path) as archive:
        archive.verify()
        refill(opened, archive.manifest.schema, lambda one: load_archive(one, archive), lambda _: None)


def hashes(manifest: Manifest) -> dict[str, tuple[int, str]]:
    return {table.name: (table.rows, table.sha256) for table in manifest.tables}


def is_empty(opened: Opened) -> bool:
    with opened.engine.connect() as connection:
        return inspect(connection).get_table_names() == []


def test_that_a_backup_holds_every_table_and_says_what_it_is(busy: Database, tmp_path: Path) -> None:
    path = tmp_path / "a.agence"
    written = backup(busy, path)
    with Archive(path) as archive:
        archive.verify()
        assert archive.manifest == written
    assert [table.name for table in written.tables] == [table.name for table in archived_tables()]
    assert written.base_id == schema_state(busy, HEAD).base_id
    assert (written.schema, written.program, written.created_at) == (HEAD, __version__, busy.clock.now())
    counted = busy.read(lambda session: session.execute(text("SELECT count(*) FROM occurrence")).scalar())
    assert hashes(written)["occurrence"][0] == counted
    assert list(tmp_path.iterdir()) == [path]


def test_that_values_are_neutral_text(busy: Database, tmp_path: Path) -> None:
    path = tmp_path / "a.agence"
    backup(busy, path)
    with zipfile.ZipFile(path) as archive:

        def rows(name: str) -> list[dict[str, str]]:
            return list(csv.DictReader(io.StringIO(archive.read(f"{name}.csv").decode(), newline="")))

        first = rows("occurrence")[0]
        assert (first["starts"], first["origin"]) == ("2026-12-01T14:00:00Z", "2026-12-01T09:00:00")
        assert (first["price"], first["release_at"]) == ("40.10", "\\N")
        assert rows("space")[0]["shareable"] == "true"
        assert rows("booking")[2]["purpose"] == "\\" + HARD_TEXTS["purpose"]
        assert rows("booking")[2]["phone"] == ""
        assert json.loads(rows("audit")[0]["after"])
        assert rows("rate")[0]["day"] == "\\N"


def test_that_a_restored_base_is_the_same(busy: Database, target: Opened, tmp_path: Path) -> None:
    written = backup(busy, tmp_path / "a.agence")
    restore(tmp_path / "a.agence", target)
    again = Database(target)
    assert hashes(backup(again, tmp_path / "b.agence")) == hashes(written)
    assert schema_state(again, HEAD) == schema_state(busy, HEAD)
    with target.engine.connect() as connection:
        assert guard_findings(connection) == []


def test_that_texts_come_back_as_they_were(busy: Database, target: Opened, tmp_path: Path) -> None:
    backup(busy, tmp_path / "a.agence")
    restore(tmp_path / "a.agence", target)
    columns = [Booking.__table__.c[name] for name in HARD_TEXTS]
    found = Database(target).read(
        lambda session: session.execute(select(*columns).where(Booking.space_id == 5)).one()
    )
    assert dict(zip(HARD_TEXTS, found, strict=True)) == HARD_TEXTS


def test_that_numbers_and_keys_go_on_after_a_restore(busy: Database, target: Opened, tmp_path: Path) -> None:
    backup(busy, tmp_path / "a.agence")
    restore(tmp_path / "a.agence", target)

    def go_on(session: Session) -> tuple[int, list[int]]:
        taken = take_number(session, "R", 2026), next_ids(session, Booking, 1)
        session.execute(insert(Region).values(code="99", **named("Nouvelle")))
        return taken

    highest = busy.read(lambda session: session.execute(text("SELECT max(id) FROM booking")).scalar_one())
    assert Database(target).write(go_on) == (5, [highest + 1])


@pytest.mark.postgres
def test_that_going_to_a_server_and_back_changes_nothing(
    sqlite_files: SqliteFiles, postgres_databases: PostgresDatabases, tmp_path: Path
) -> None:
    file_url, server_url = sqlite_files.copy_of(prepare_busy), postgres_databases.fresh()
    first, middle = open_busy(file_url), open_busy(server_url)
    first.write(lambda session: seal_days(session, datetime(2026, 11, 22, tzinfo=UTC).date()))
    last = open_url(sqlite_url(tmp_path / "retour.sqlite"))
    written = [backup(first, tmp_path / "1.agence")]
    restore(tmp_path / "1.agence", Opened(middle.engine, middle.location))
    written.append(backup(middle, tmp_path / "2.agence"))
    restore(tmp_path / "2.agence", last)
    written.append(backup(Database(last), tmp_path / "3.agence"))
    assert hashes(written[0]) == hashes(written[1]) == hashes(written[2])
    assert written[0].seal == written[2].seal is not None
    assert Database(last).read(verify_audit) == []
    for database in (first, middle, Database(last)):
        database.close()
    sqlite_files.drop(file_url)
    postgres_databases.drop(server_url)


@pytest.mark.postgres
def test_that_a_file_keeps_whole_seconds_of_a_server(
    postgres_databases: PostgresDatabases, tmp_path: Path
) -> None:
    url = postgres_databases.copy_of(prepare_busy)
    server = open_busy(url)
    backup(server, tmp_path / "1.agence")
    last = open_url(sqlite_url(tmp_path / "a.sqlite"))
    restore(tmp_path / "1.agence", last)
    at = text("SELECT at FROM audit ORDER BY id LIMIT 1")
    (stored,) = Database(last).read(lambda session: session.execute(at).one())
    (told,) = server.read(lambda session: session.execute(at).one())
    assert stored == int(told.timestamp())
    last.engine.dispose()
    server.close()
    postgres_databases.drop(url)


def test_that_a_backup_replaces_no_file(busy: Database, tmp_path: Path) -> None:
    path = tmp_path / "a.agence"
    path.write_text("autre chose", "utf-8")
    with pytest.raises(RefusedError, match="existe déjà"):
        backup(busy, path)
    assert path.read_text("utf-8") == "autre chose"


def test_that_a_backup_without_its_folder_is_told(busy: Database, tmp_path: Path) -> None:
    with pytest.raises(UnreachableError, match=r"\(il n’y a rien à cet endroit\)") as caught:
        backup(busy, tmp_path / "absent" / "a.agence")
    assert caught.value.code == "cannot_write"


def test_that_what_the_system_says_of_a_file_is_told_in_french() -> None:
    assert why(IsADirectoryError(errno.EISDIR, "Is a directory")) == "c’est un dossier"
    assert why(OSError(errno.EMFILE, "Too many open files")) == f"erreur {errno.EMFILE} du système"
    assert why(OSError("nothing said")) == "erreur OSError du système"


def test_that_a_backup_that_reads_otherwise_is_not_kept(
    busy: Database, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Lying(Archive):
        def verify(self) -> None:
            raise InputError("damaged_archive", "")

    monkeypatch.setattr(writing, "Archive", Lying)
    with pytest.raises(UnreachableError) as caught:
        backup(busy, tmp_path / "a.agence")
    assert caught.value.code == "not_as_written"
    assert list(tmp_path.iterdir()) == []


def test_that_a_backup_sees_one_instant(
    busy: Database, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    other = open_busy(str(busy.location.path) if isinstance(busy.location, SqliteFile) else _address(busy))
    write_table = writing._write_table
    done: list[int] = []

    def write_and_disturb(session: Session, archive: zipfile.ZipFile, table: Any) -> Any:
        found = write_table(session, archive, table)
        if not done:
            done.append(other.write(lambda session: take_number(session, "R", 2026)))
        return found

    monkeypatch.setattr(writing, "_write_table", write_and_disturb)
    path = tmp_path / "a.agence"
    backup(busy, path)
    other.close()
    assert done == [5]
    with Archive(path) as archive:
        (counter,) = [table for table in archive.manifest.tables if table.name == "counter"]
        assert list(archive.rows(counter)) == [["R", "2026", "4"]]


def _address(database: Database) -> str:
    return database.engine.url.render_as_string(hide_password=False).replace("+psycopg", "")


Spoil = Callable[[dict[str, bytes]], None]


def rewrite(path: Path, spoil: Spoil) -> None:
    """Make the archive again with other contents."""
    with zipfile.ZipFile(path) as archive:
        members = {name: archive.read(name) for name in archive.namelist()}
    spoil(members)
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
        archive.comment = closing.OPEN
    with path.open("r+b") as file:
        closing.close(file)


def edit_manifest(change: Callable[[dict[str, Any]], object]) -> Spoil:
    def spoil(members: dict[str, bytes]) -> None:
        content = json.loads(members["manifest.json"])
        change(content)
        members["manifest.json"] = json.dumps(content).encode()

    return spoil


def edit_rows(table: str, old: str, new: str) -> Spoil:
    """Change a file and tell its new hash, as somebody who forges an archive would."""

    def spoil(members: dict[str, bytes]) -> None:
        content = members[f"{table}.csv"].replace(old.encode(), new.encode())
        assert content != members[f"{table}.csv"]
        members[f"{table}.csv"] = content
        told = json.loads(members["manifest.json"])
        (entry,) = [one for one in told["tables"] if one["name"] == table]
        entry |= {"size": len(content), "sha256": hashlib.sha256(content).hexdigest()}
        members["manifest.json"] = json.dumps(told).encode()

    return spoil


def lose_table(members: dict[str, bytes]) -> None:
    def without_accounts(told: dict[str, Any]) -> None:
        told["tables"] = [table for table in told["tables"] if table["name"] != "account"]

    edit_manifest(without_accounts)(members)
    del members["account.csv"]


SPOILED: dict[str, tuple[Spoil, str]] = {
    "changed file": (
        lambda members: members.update({"region.csv": members["region.csv"].replace(b"03", b"04")}),
        "damaged_archive",
    ),
    "wrong hash": (
        edit_manifest(lambda told: told["tables"][0].update(sha256="0" * 64)),
        "damaged_archive",
    ),
    "missing file": (lambda members: members.pop("space.csv"), "damaged_archive"),
    "missing manifest": (lambda members: members.pop("manifest.json"), "bad_archive"),
    "stray file": (lambda members: members.update({"../../evil.txt": b""}), "unexpected_file"),
    "table that climbs": (
        edit_manifest(lambda told: told["tables"][0].update(name="../../evil")),
        "bad_archive",
    ),
    "other format": (edit_manifest(lambda told: told.update(format=99)), "other_format"),
    "manifest of nobody": (lambda members: members.update({"manifest.json": b"[]"}), "bad_archive"),
    "a table less": (lose_table, "other_columns"),
    "unreadable value": (edit_rows("occurrence", "2026-12-01T14:00:00Z", "hier"), "damaged_archive"),
    "broken link": (edit_rows("site", "1,2,,\\N", "9,2,,\\N"), "refused_rows"),
}


@pytest.mark.parametrize("how", SPOILED)
def test_that_a_spoiled_archive_changes_nothing(archive_path: Path, target: Opened, how: str) -> None:
    spoil, code = SPOILED[how]
    rewrite(archive_path, spoil)
    with pytest.raises(AgenceError) as caught:
        restore(archive_path, target)
    assert caught.value.code == code
    assert is_empty(target)


@pytest.mark.parametrize(
    ("table", "old", "new", "why"),
    [
        (
            "site",
            "1,2,,\\N",
            "9,2,,\\N",
            "des lignes de la table «{}» désignent des éléments absents",
        ),
        ("organisation", "MSP", "MTQ", "des lignes de la table «{}» se répètent"),
        ("organisation", "MSP", "\\N", "des valeurs manquent dans la table «{}»"),
        (
            "occurrence",
            "confirmed",
            "bizarre",
            "des valeurs de la table «{}» ne conviennent pas",
        ),
    ],
)
def test_that_rows_the_base_refuses_are_told_in_french(
    archive_path: Path, target: Opened, table: str, old: str, new: str, why: str
) -> None:
    rewrite(archive_path, edit_rows(table, old, new))
    with pytest.raises(RefusedError) as caught:
        restore(archive_path, target)
    told = why.format(f"\u00a0{table}\u00a0")
    assert f"({told})" in caught.value.sentence


@pytest.mark.parametrize("kept", [0, 100, 0.5, 0.999])
def test_that_a_truncated_archive_is_refused(archive_path: Path, kept: float) -> None:
    content = archive_path.read_bytes()
    archive_path.write_bytes(content[: int(kept * len(content)) if kept < 1 else int(kept)])
    with pytest.raises(InputError, match="endommagée"):
        Archive(archive_path)


def test_that_a_flipped_byte_is_found(archive_path: Path) -> None:
    content = bytearray(archive_path.read_bytes())
    content[len(content) // 3] ^= 0xFF
    archive_path.write_bytes(content)
    with pytest.raises(InputError), Archive(archive_path) as archive:
        archive.verify()


def test_that_a_flipped_byte_is_found_wherever_it_is(archive_path: Path) -> None:
    content = archive_path.read_bytes()
    # Every byte of what zip writes at the end, names and dates included, and some hundred before.
    for place in (*range(0, len(content), len(content) // 100), *range(len(content) - 200, len(content))):
        flipped = bytearray(content)
        flipped[place] ^= 0xFF
        archive_path.write_bytes(flipped)
        with pytest.raises(InputError), Archive(archive_path) as archive:
            archive.verify()
    archive_path.write_bytes(content)
    with Archive(archive_path) as archive:
        archive.verify()


def test_that_an_absent_archive_is_told(tmp_path: Path) -> None:
    with pytest.raises(InputError) as caught:
        Archive(tmp_path / "absent.agence")
    assert caught.value.code == "missing_archive"


def test_that_an_archive_that_swells_is_not_opened(
    archive_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(reading, "_SMALL", 1_000_000)
    rewrite(archive_path, lambda members: members.update({"region.csv": bytes(60_000_000)}))
    with pytest.raises(InputError) as caught:
        Archive(archive_path)
    assert caught.value.code == "archive_too_large"


def test_that_a_line_without_end_is_not_read_whole(
    archive_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(reading, "_LINE_LIMIT", 10_000)
    rewrite(archive_path, lambda members: members.update({"region.csv": b"x" * 20_000}))
    with pytest.raises(InputError) as caught, Archive(archive_path) as archive:
        archive.verify()
    assert caught.value.code == "damaged_archive"


def test_that_a_base_with_records_is_not_restored_over(
    archive_path: Path, busy: Database, tmp_path: Path
) -> None:
    before = hashes(backup(busy, tmp_path / "avant.agence"))
    with pytest.raises(RefusedError) as caught:
        restore(archive_path, Opened(busy.engine, busy.location))
    assert caught.value.code == "not_empty"
    assert hashes(backup(busy, tmp_path / "apres.agence")) == before


def test_that_a_base_just_made_is_replaced(archive_path: Path, target: Opened, tmp_path: Path) -> None:
    create(target)
    restore(archive_path, target)
    with Archive(archive_path) as archive:
        assert hashes(backup(Database(target), tmp_path / "b.agence")) == hashes(archive.manifest)


def test_that_a_newer_schema_is_refused(archive_path: Path, target: Opened) -> None:
    newer = f"{int(HEAD) + 1:04d}"
    rewrite(archive_path, edit_manifest(lambda told: told.update(schema=newer)))
    with pytest.raises(SchemaError) as caught:
        restore(archive_path, target)
    assert caught.value.code == "schema_newer"
    assert is_empty(target)


def test_that_a_crash_amid_a_restore_leaves_the_target_empty(
    archive_path: Path, target: Opened, monkeypatch: pytest.MonkeyPatch
) -> None:
    def crash(*_: Any) -> None:
        raise LookupError

    monkeypatch.setattr(loading, "_set_sequences", crash)
    with pytest.raises(LookupError):
        restore(archive_path, target)
    assert is_empty(target)
    monkeypatch.undo()
    restore(archive_path, target)
    assert schema_state(Database(target), HEAD).standing is Standing.SAME


def restore_until_killed(path: str, url: str) -> None:
    """Load everything, then die before the commit without any farewell."""
    with Archive(Path(path)) as archive:
        refill(
            open_url(url),
            archive.manifest.schema,
            lambda one: load_archive(one, archive),
            lambda _: psutil.Process().kill(),
        )


def test_that_a_killed_restore_leaves_nothing_and_may_be_tried_again(
    archive_path: Path, database_url: str
) -> None:
    assert run_at_once(restore_until_killed, [(str(archive_path), database_url)]) == [EXIT_CODE]
    target = open_url(database_url)
    assert is_empty(target)
    restore(archive_path, target)
    assert schema_state(Database(target), HEAD).standing is Standing.SAME
    target.engine.dispose()


def test_that_rows_stored_otherwise_than_told_are_found(
    archive_path: Path, target: Opened, monkeypatch: pytest.MonkeyPatch
) -> None:
    load = loading._load

    def load_and_spoil(connection: Any, archive: Any, archived: Any, table: Any) -> str:
        found = load(connection, archive, archived, table)
        if archived.name == "holiday":
            connection.execute(text("UPDATE holiday SET name = 'Autre' WHERE id = 1"))
        return found

    monkeypatch.setattr(loading, "_load", load_and_spoil)
    with pytest.raises(RefusedError, match="holiday") as caught:
        restore(archive_path, target)
    assert caught.value.code == "not_equal"
    assert is_empty(target)
