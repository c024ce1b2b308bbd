"""A damaged file: its newest backup that reads whole, restored beside it; the file stays as it is."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from agence_desktop.actions.saving import restore
from agence_desktop.core.clock import Clock
from agence_desktop.core.errors import AgenceError
from agence_desktop.migrations.runner import free_name
from agence_desktop.storage.backup.manifest import Manifest
from agence_desktop.storage.backup.reading import Archive
from agence_desktop.storage.folders import backups_folder
from agence_desktop.storage.locations import SqliteFile

ENDING = ".agence"


@dataclass(frozen=True, slots=True)
class Backup:
    """A backup that was read to its end; ``made`` is aware."""

    path: Path
    made: datetime
    rows: int


def newest_backup(damaged: Path, base_id: str | None) -> Backup | None:
    """The newest sound backup beside the file or in the program's folder, of the same base where it is known.

    Without ``base_id`` any backup in these folders may be of another base: its name and date tell.
    """
    found = sorted(_announced(damaged), key=lambda one: one[1].created_at, reverse=True)
    for path, manifest in found:
        if base_id is not None and manifest.base_id != base_id:
            continue
        try:
            with Archive(path) as archive:
                archive.verify()
        except AgenceError:
            continue
        return Backup(path, manifest.created_at, manifest.rows)
    return None


def read_backup(path: Path) -> Backup:
    """A backup that a person opened, read to its end; raises InputError as ``Archive`` does."""
    with Archive(path) as archive:
        archive.verify()
        return Backup(path, archive.manifest.created_at, archive.manifest.rows)


def restore_beside(damaged: Path, backup: Path, clock: Clock) -> Path:
    """Restore a backup into a new file beside the damaged one; the path of the new file."""
    target = free_name(damaged.with_name(f"{damaged.stem}-restauree{damaged.suffix or '.sqlite'}"))
    restore(SqliteFile(target), backup, clock)
    return target


def _announced(damaged: Path) -> Iterator[tuple[Path, Manifest]]:
    """What each archive says of itself; those that cannot be read are passed over."""
    for folder in dict.fromkeys((damaged.parent, backups_folder())):
        for path in folder.glob(f"*{ENDING}"):
            try:
                with Archive(path) as archive:
                    yield path, archive.manifest
            except AgenceError:
                continue
