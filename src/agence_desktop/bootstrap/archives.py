"""Opening a backup with the program: it offers to restore it into a new file, and opens that."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from agence_desktop.bootstrap import texts
from agence_desktop.bootstrap.doors import Wanted
from agence_desktop.bootstrap.opening import located, open_base
from agence_desktop.core.clock import QUEBEC, SystemClock, to_wall
from agence_desktop.desktop.widgets.form_dialog import ask
from agence_desktop.storage.configuration import effective_settings
from agence_desktop.storage.folders import default_base

if TYPE_CHECKING:
    from agence_desktop.actions.rescuing import Backup
    from agence_desktop.desktop.application import Runtime

ENDING = ".agence"


class Archives:
    """Reads a backup whole, asks, restores it beside the local base and opens it by ``open_base``."""

    def __init__(self, runtime: Runtime, open_again: Callable[[Wanted], object]) -> None:
        self._runtime, self._open_again = runtime, open_again

    def offer(self, path: Path) -> None:
        """Take up a backup that a person opened."""
        self._runtime.tasks.run(partial(_read, path), done=self._ask, label=texts.READING_BACKUP)

    def _ask(self, backup: Backup) -> None:
        made = to_wall(backup.made, QUEBEC)
        words = texts.restore_question(backup.path.name, made, backup.rows)
        ask(self._runtime.window, *words, texts.RESTORE_YES, texts.CANCEL, partial(self._restore, backup))

    def _restore(self, backup: Backup) -> None:
        self._runtime.tasks.run(partial(_restore, backup), done=self._restored, label=texts.RESTORING)

    def _restored(self, done: tuple[Path, bool]) -> None:
        path, first = done
        self._runtime.window.tell(texts.restored(str(path)) if first else texts.restored_beside(path.name))
        locate, work = partial(located, str(path)), partial(open_base, str(path))
        self._open_again(Wanted(work, texts.OPENING, locate, str(path), remember=first))


def _read(path: Path) -> Backup:
    from agence_desktop.actions.rescuing import read_backup

    return read_backup(path)


def _restore(backup: Backup) -> tuple[Path, bool]:
    """The new file, and whether it is the first base of this person: then it opens from now on."""
    from agence_desktop.actions.rescuing import restore_beside

    usual = default_base()
    first = effective_settings().settings.base is None and not usual.exists()
    usual.parent.mkdir(parents=True, exist_ok=True)
    wanted = usual.with_name(f"{backup.path.stem}{usual.suffix}")
    return restore_beside(wanted, backup.path, SystemClock()), first
